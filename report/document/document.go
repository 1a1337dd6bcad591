// Package document holds the resolved document: what renderers read.
//
// A [Document] is made by the resolve stage of package report and is frozen
// after that. Every value, number, citation and reference in it is final text;
// a renderer lays out and never computes.
package document

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown"
)

// A Document is one manuscript, resolved.
type Document struct {
	Name  string // of the output without ending: "pendulum/en"
	Lang  string // BCP 47: "en", "zh"
	Words *Words // fixed words in that language
	Front *markdown.FrontMatter

	// Source is the text that the segments of all trees point into.
	Source []byte

	// Place tells where an offset in Source was written; nil: not known.
	Place func(offset int) diag.Pos

	// Inline content of title and subtitle, blocks of the abstract; nil without.
	Title, Subtitle, Abstract gast.Node
	// TitleText and AbstractText are their plain text, for metadata.
	TitleText, SubtitleText, AbstractText string

	// Body is the article. Footnotes stand at its end as goldmark leaves them;
	// bibliography and ledger are in it, where the author put them or last.
	Body *gast.Document

	// Numbers holds the anchor and number of headings, figures, tables,
	// equations, listings and anything else with a label. A node that is not
	// here has no anchor.
	Numbers map[gast.Node]Number

	// Contents lists the headings, as a tree.
	Contents []Heading

	// Translations of the same paper, this one left out.
	Translations []Translation

	// Banner is shown on top of every page: parameters that were overridden.
	Banner []string

	// Date in ISO form, from the front matter or SOURCE_DATE_EPOCH; empty
	// without. DateText is the same in the reader's language.
	Date, DateText string

	// Generator names the program and its release.
	Generator string
}

// A Number is the anchor of a node and what it is called.
type Number struct {
	ID    string // anchor; never empty
	Kind  string // section, figure, table, equation, code, or a kind of theorem; empty: only an anchor
	Label string // "2.1", "3", "2a"; empty when not numbered
	Words string // "Figure 3", "Section 2.1"; empty when not numbered
}

// A Heading is a line of the contents.
type Heading struct {
	Node     *gast.Heading
	ID       string
	Number   string
	Text     string // plain
	Level    int
	Children []Heading
}

// A Translation links to another language of the paper.
type Translation struct {
	Lang string
	Name string // of the language, in itself: 中文
	Href string // relative, without ending: "zh"
}

// A File is finished output: a path with slashes, relative to its folder.
type File struct {
	Path string
	Data []byte
	Of   string // name of the manuscript that it is made of; empty for what all share
}
