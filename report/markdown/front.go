package markdown

import "reckon/internal/diag"

// A FrontMatter is the YAML at the head of a manuscript. Strings that print are
// Markdown and may hold roles; those of the title, subtitle and abstract are
// parsed into the Tree.
type FrontMatter struct {
	Title, Subtitle, ShortTitle, Abstract Scalar
	Description                           string
	Authors                               []Author
	Affiliations                          []Affiliation
	Date                                  Scalar // ISO 8601
	Lang                                  string // "en" when not given
	License                               string
	Copyright                             string
	Keywords                              []string
	DOI                                   string
	Venue                                 string
	Model, Bibliography, Translations     []Scalar          // paths as written
	Citations                             string            // numeric or author-date, or a .csl file
	Grouping                              string            // thin, comma, none
	Paper                                 string            // one of Papers; "" is a4
	Rounding                              string            // gum, pdg: how many digits an uncertainty keeps
	Macros                                map[string]string // math
	Abbreviations                         map[string]string
	NumberSections                        bool // on unless refused
	Numbering                             Numbering
	TOC                                   bool // contents; on unless refused
	Substitutions                         map[string]Scalar
	Parts                                 []Part   // acknowledgments and their like
	Nocite                                []string // keys listed without being cited; "*" is all

	// Broken: the YAML could not be read, so nothing is known of what it names.
	Broken bool

	untitled bool // title: null
	// parts tells for strings that are Markdown where their pieces stand.
	parts map[diag.Pos][]piece
}

// newFrontMatter holds what is so when nothing is written.
func newFrontMatter() *FrontMatter {
	return &FrontMatter{Lang: "en", NumberSections: true, TOC: true, parts: map[diag.Pos][]piece{}}
}

// A piece is a part of a string that stands together on one line.
type piece struct {
	text string
	at   diag.Pos
}

// A Scalar is a value with its place.
type Scalar struct {
	Text string
	At   diag.Pos // of the first rune of the text
}

// An Author is one author of the paper.
type Author struct {
	Name          string
	ORCID         string
	Email         string
	Corresponding bool
	Equal         bool
	Affiliations  []int // indices into FrontMatter.Affiliations
	Roles         []string
	URL           string
	Note          string // what a footnote at the name says
}

// An Affiliation is where an author works.
type Affiliation struct {
	Name string // as printed, with department, city and country where given
	ROR  string
	URL  string
}
