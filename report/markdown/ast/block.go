package ast

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/report/math"
)

var (
	KindBadBlock     = newKind("BadBlock")
	KindMathBlock    = newKind("MathBlock")
	KindFormulaBlock = newKind("FormulaBlock")
	KindFigure       = newKind("Figure")
	KindCaption      = newKind("Caption")
	KindImage        = newKind("FigureImage")
	KindPlot         = newKind("Plot")
	KindAdmonition   = newKind("Admonition")
	KindTitleLine    = newKind("TitleLine")
	KindListing      = newKind("Listing")
	KindGenerated    = newKind("Generated")
	KindBibliography = newKind("Bibliography")
	KindReference    = newKind("Reference")
	KindLedger       = newKind("Ledger")
	KindDiv          = newKind("Div")
	KindTarget       = newKind("Target")
	KindGlossary     = newKind("Glossary")
)

// A BadBlock is a directive that cannot be read; it stops the build.
type BadBlock struct {
	block
	Finding diag.Finding
}

// An Option is one :key: value of a directive.
type Option struct {
	Key, Value     string
	KeyAt, ValueAt diag.Pos
}

// Options are those of one directive, in order, names as in the table of
// directives.
type Options []Option

// Get returns the value of an option; missing is "".
func (o Options) Get(key string) string {
	v, _ := o.Lookup(key)
	return v.Value
}

// Lookup returns an option and whether it was written.
func (o Options) Lookup(key string) (Option, bool) {
	for _, opt := range o {
		if opt.Key == key {
			return opt, true
		}
	}
	return Option{}, false
}

// A MathBlock is displayed TeX: $$...$$ or the directive math.
type MathBlock struct {
	block
	Labelled
	TeX      string
	Src      diag.Pos
	Numbered bool // false only where numbering is refused
	Parts    bool // subequations: the lines are parts of one number

	// resolved; the number stands in document.Numbers
	Tree *math.Tree
}

// A FormulaBlock is the equation of a quantity, displayed and numbered.
type FormulaBlock struct {
	block
	Labelled
	Body    string
	Src     diag.Pos
	Options Options

	// resolved
	Tree  *math.Tree
	Entry string
}

// A Figure is anything with a number and a caption: images, charts, tables,
// listings. Its content comes first; a Caption, if any, is its last child. A
// figure within a figure is a panel.
type Figure struct {
	block
	Labelled
	Of      string // figure, table, code
	Options Options
}

// A Caption holds the blocks of a caption.
type Caption struct{ block }

// An Image is a figure's drawing or photograph, read from the project.
type Image struct {
	block
	Path    string
	PathAt  diag.Pos
	Alt     gast.Node // a Paragraph with inline content, or nil
	Options Options
	// CaptionIsAlt says that the caption was written where Markdown has the
	// alternative text, and serves as both.
	CaptionIsAlt bool

	// resolved
	AltText   string
	Data      []byte // the file as it may be shown: SVG is sanitised
	MediaType string // image/png, image/jpeg, image/svg+xml
	Width     float64
	Height    float64 // in CSS pixels, by the file
}

// Small tells whether an image is a sign that goes with the letters around it.
func (n *Image) Small() bool { return n.Height <= smallImage }

const smallImage = 48 // CSS pixels, about three letters

// A Plot is a chart, declared by options. It stands inside a Figure.
type Plot struct {
	block
	Title   string // argument of the directive
	TitleAt diag.Pos
	Head    gast.Node // the title parsed, a Paragraph, or nil
	Options Options
	Alt     gast.Node // parsed :alt:, or nil

	// resolved
	Chart *figures.Chart
	File  string // name of its data file, such as fig-budget.csv
}

// An Admonition is a box: note, tip, warning, ... Its first child may be a
// TitleLine.
type Admonition struct {
	block
	Labelled
	Variant  string // attention caution danger error hint important note seealso tip warning, or admonition
	Dropdown bool
	Open     bool
	Aside    bool // set beside the text where there is room

	// resolved
	Label string // name of the variant in the reader's language, when it has no title of its own
}

// A TitleLine holds inline content: the title of an admonition.
type TitleLine struct{ block }

// A Listing is code with a language. Inside a Figure it has a caption.
type Listing struct {
	block
	Labelled
	Language  string
	Code      string
	Numbers   bool
	FirstLine int
	Emphasise []int // line numbers, counted from 1
	Filename  string
}

// A Generated is filled from the model: quantities, claims, assumptions. The
// resolve stage gives it children, usually one table.
type Generated struct {
	block
	Labelled
	Of      string // quantities, claims, assumptions
	Body    string // argument
	Src     diag.Pos
	Options Options
}

// A Bibliography is the place of the list of references. Resolved, its children
// are Reference blocks.
type Bibliography struct {
	block
	Options Options
}

// A Reference is one entry of the list. Its children are inline.
type Reference struct {
	block
	Key   string
	ID    string   // anchor, "ref-huygens1673"
	Label string   // "19", or empty in an author-date style
	Backs []string // anchors of the citations that lead here, in order
}

// A Ledger is the place of the derivations of all quantities.
type Ledger struct {
	block
	Options Options

	// resolved
	Groups []LedgerGroup
}

// A LedgerGroup is a run of entries with a title.
type LedgerGroup struct {
	Title   string
	Entries []LedgerEntry
}

// A LedgerEntry derives one quantity.
type LedgerEntry struct {
	ID          string // anchor, "q-pendulum.length"
	Name        string
	Title       string
	Symbol      *math.Tree // nil without
	Value       string     // as printed, with unit
	Interval    string     // "5600 mW to 7400 mW", or empty
	Kind        string     // in the reader's language
	Evidence    string     // likewise; empty for derived ones
	Formula     *math.Tree // symbol = formula; nil for parameters
	Substituted *math.Tree // with numbers; nil for parameters
	Text        string     // the formula as in the model file
	Silent      bool       // its value rests on inputs whose uncertainty is not stated, or is such an input
	Silence     string     // the same in the reader's language; empty where not Silent
	Reason      string     // of an assumption
	Note        string
	Inputs      []LedgerLink
	Users       []LedgerLink
	Sources     []gast.Node // Cite nodes
	Via         []gast.Node
}

// A LedgerLink names another entry.
type LedgerLink struct{ Name, Title, ID string }

// A Div groups blocks under classes: ::: {.class}, +++ parts, {div}, aside.
type Div struct {
	block
	Labelled
	Part    string // "abstract", or empty
	Theorem string // theorem, lemma, proof, exercise, ...: a TitleLine may be its first child; empty for others
	Plain   bool   // of a Theorem: not numbered

	Statement bool // of a Theorem: its words are set in italics; filled by resolve
}

// A Target gives the next block a label: (label)=.
type Target struct {
	block
	Label string
}

// A Glossary holds a definition list whose terms can be linked to.
type Glossary struct{ block }

func (n *BadBlock) Kind() gast.NodeKind     { return KindBadBlock }
func (n *MathBlock) Kind() gast.NodeKind    { return KindMathBlock }
func (n *FormulaBlock) Kind() gast.NodeKind { return KindFormulaBlock }
func (n *Figure) Kind() gast.NodeKind       { return KindFigure }
func (n *Caption) Kind() gast.NodeKind      { return KindCaption }
func (n *Image) Kind() gast.NodeKind        { return KindImage }
func (n *Plot) Kind() gast.NodeKind         { return KindPlot }
func (n *Admonition) Kind() gast.NodeKind   { return KindAdmonition }
func (n *TitleLine) Kind() gast.NodeKind    { return KindTitleLine }
func (n *Listing) Kind() gast.NodeKind      { return KindListing }
func (n *Generated) Kind() gast.NodeKind    { return KindGenerated }
func (n *Bibliography) Kind() gast.NodeKind { return KindBibliography }
func (n *Reference) Kind() gast.NodeKind    { return KindReference }
func (n *Ledger) Kind() gast.NodeKind       { return KindLedger }
func (n *Div) Kind() gast.NodeKind          { return KindDiv }
func (n *Target) Kind() gast.NodeKind       { return KindTarget }
func (n *Glossary) Kind() gast.NodeKind     { return KindGlossary }

func (n *BadBlock) Dump(s []byte, level int)     { dump(n, s, level) }
func (n *MathBlock) Dump(s []byte, level int)    { dump(n, s, level) }
func (n *FormulaBlock) Dump(s []byte, level int) { dump(n, s, level) }
func (n *Figure) Dump(s []byte, level int)       { dump(n, s, level) }
func (n *Caption) Dump(s []byte, level int)      { dump(n, s, level) }
func (n *Image) Dump(s []byte, level int)        { dump(n, s, level) }
func (n *Plot) Dump(s []byte, level int)         { dump(n, s, level) }
func (n *Admonition) Dump(s []byte, level int)   { dump(n, s, level) }
func (n *TitleLine) Dump(s []byte, level int)    { dump(n, s, level) }
func (n *Listing) Dump(s []byte, level int)      { dump(n, s, level) }
func (n *Generated) Dump(s []byte, level int)    { dump(n, s, level) }
func (n *Bibliography) Dump(s []byte, level int) { dump(n, s, level) }
func (n *Reference) Dump(s []byte, level int)    { dump(n, s, level) }
func (n *Ledger) Dump(s []byte, level int)       { dump(n, s, level) }
func (n *Div) Dump(s []byte, level int)          { dump(n, s, level) }
func (n *Target) Dump(s []byte, level int)       { dump(n, s, level) }
func (n *Glossary) Dump(s []byte, level int)     { dump(n, s, level) }
