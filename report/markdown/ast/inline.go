package ast

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/math"
)

var (
	KindBad       = newKind("Bad")
	KindVal       = newKind("Val")
	KindLit       = newKind("Lit")
	KindClaim     = newKind("Claim")
	KindFormula   = newKind("Formula")
	KindMath      = newKind("Math")
	KindCite      = newKind("Cite")
	KindRef       = newKind("Ref")
	KindSpan      = newKind("Span")
	KindInset     = newKind("Inset")
	KindVerdict   = newKind("Verdict")
	KindEntryLink = newKind("EntryLink")
	KindAnchor    = newKind("Anchor")
)

// A Bad is what looks like a role, directive or citation and is not one. It
// carries the finding; no renderer ever meets it, because it stops the build.
type Bad struct {
	inline
	Finding diag.Finding
}

// A Val prints a value: {val}`EXPRESSION [-> UNIT] [@ SCENARIO] [: FORMAT]`.
type Val struct {
	inline
	Body string   // as written
	Src  diag.Pos // place of the first rune of Body

	// resolved
	Shown string // number and unit as printed
	Exact string // the number in full precision, in the unit of Unit: for <data value>
	Unit  string // canonical unit text; empty for a bare number
	Name  string // the quantity it prints, or the expression
	Entry string // id of the ledger entry that derives it; empty without
	Title string // what it is, in words; empty for an expression
}

// A Lit is a number that is deliberately literal: {lit}`1871`.
type Lit struct {
	inline
	Body string
}

// A Claim is checked text, in one of its three forms: a declared claim's id,
// words with a condition, or digits with an expression.
type Claim struct {
	inline
	Body string
	Src  diag.Pos

	// resolved
	ID      string // of a declared claim; empty for the author's own
	Words   string // what is printed
	Verdict string // reproduced, rounded, conditional, contradicted, untestable; for the author's own: holds, fails
	Label   string // the verdict in the reader's language
	Note    string // why, in the reader's language; the recomputed value
	Entry   string // id of the row in the table of claims or of the ledger entry
}

// A Formula is the equation of a quantity: {formula}`NAME`, with `= VALUES`
// added by the option values.
type Formula struct {
	inline
	Body   string
	Src    diag.Pos
	Values bool // the equation with numbers put in is added

	// resolved
	Tree  *math.Tree
	Entry string
}

// A Math is inline TeX: $...$ or {math}`...`.
type Math struct {
	inline
	TeX string
	Src diag.Pos // place of the first rune of TeX

	// resolved
	Tree *math.Tree
}

// A CiteItem is one work in a citation.
type CiteItem struct {
	Key            string
	At             diag.Pos // of the key
	Prefix, Suffix string   // plain text
	Before, After  Affix    // the same, where they have markup
	Label, Locator string   // "page", "33-35"
	SuppressAuthor bool     // -@key
	AuthorOnly     bool     // {cite:author}
	YearOnly       bool     // {cite:year}
}

// An Affix is what stands before or behind a key, with its markup.
type Affix struct {
	Lead   string   // punctuation before it
	Source string   // as written; empty where it is plain
	At     diag.Pos // of the source
	Words  *Span    // what it says; a child of the citation until that is resolved
}

// A Cite is one citation: a group in brackets, or a narrative one in the
// sentence.
type Cite struct {
	inline
	Items     []CiteItem
	Narrative bool   // @key says ...: the author's name stands in the sentence
	Bare      bool   // no brackets (cite:alp and the like)
	Link      string // an address without words: cited where the bibliography has it, else a link

	// resolved: children are Span, Link and String nodes
	ID string // anchor that the list of references links back to
}

// NameMost is the length of a name such as "Figure 2" that no line end parts.
const NameMost = 16

// A Ref is a cross reference.
type Ref struct {
	inline
	Label    string // normalised
	Template string // the author's words with %s, {number} or {name}; empty: "Figure 2"
	Capital  bool   // @Fig-x: begins a sentence
	Bare     bool   // the number only: [-@fig-x]
	Equation bool   // {eq}: the number in parentheses
	Keyed    bool   // @label: a citation key of that name is possible too

	// resolved
	Target string // anchor
	Shown  string
}

// A Span styles its children. Style is one of sub, sup, smallcaps, underline,
// kbd, del, abbr, term, cjk, plain; resolve adds note, theorem-head and qed.
type Span struct {
	inline
	Labelled
	Style string
	Title string // of an abbreviation: what it stands for
	Href  string // of a term: anchor of its definition
}

// An Inset is an image within a line of text.
type Inset struct {
	inline
	Image *Image
}

// A Verdict shows the outcome of a claim in the table of claims.
type Verdict struct {
	inline
	Verdict string
	Label   string // in the reader's language
}

// An EntryLink points to an anchor of the same document or, with External, to
// an address.
type EntryLink struct {
	inline
	Href     string // "#entry-x" or an address
	Title    string
	External bool
}

// An Anchor is a place that can be linked to.
type Anchor struct {
	inline
	ID string
}

func (n *Bad) Kind() gast.NodeKind       { return KindBad }
func (n *Val) Kind() gast.NodeKind       { return KindVal }
func (n *Lit) Kind() gast.NodeKind       { return KindLit }
func (n *Claim) Kind() gast.NodeKind     { return KindClaim }
func (n *Formula) Kind() gast.NodeKind   { return KindFormula }
func (n *Math) Kind() gast.NodeKind      { return KindMath }
func (n *Cite) Kind() gast.NodeKind      { return KindCite }
func (n *Ref) Kind() gast.NodeKind       { return KindRef }
func (n *Span) Kind() gast.NodeKind      { return KindSpan }
func (n *Inset) Kind() gast.NodeKind     { return KindInset }
func (n *Verdict) Kind() gast.NodeKind   { return KindVerdict }
func (n *EntryLink) Kind() gast.NodeKind { return KindEntryLink }
func (n *Anchor) Kind() gast.NodeKind    { return KindAnchor }

func (n *Bad) Dump(s []byte, level int)       { dump(n, s, level) }
func (n *Val) Dump(s []byte, level int)       { dump(n, s, level) }
func (n *Lit) Dump(s []byte, level int)       { dump(n, s, level) }
func (n *Claim) Dump(s []byte, level int)     { dump(n, s, level) }
func (n *Formula) Dump(s []byte, level int)   { dump(n, s, level) }
func (n *Math) Dump(s []byte, level int)      { dump(n, s, level) }
func (n *Cite) Dump(s []byte, level int)      { dump(n, s, level) }
func (n *Ref) Dump(s []byte, level int)       { dump(n, s, level) }
func (n *Span) Dump(s []byte, level int)      { dump(n, s, level) }
func (n *Inset) Dump(s []byte, level int)     { dump(n, s, level) }
func (n *Verdict) Dump(s []byte, level int)   { dump(n, s, level) }
func (n *EntryLink) Dump(s []byte, level int) { dump(n, s, level) }
func (n *Anchor) Dump(s []byte, level int)    { dump(n, s, level) }
