package math

// A class is what TeX calls the kind of an atom; it decides the space around it.
type class uint8

const (
	ord class = iota
	op
	bin
	rel
	opening
	closing
	punct
	inner
)

// A node is one part of a formula.
type node interface{ class() class }

// A kind tells what a symbol stands for, which MathML wants to know.
type kind uint8

const (
	letter   kind = iota // one letter of an alphabet: mi
	number               // digits: mn
	operator             // mo
	function             // a name of several letters: mi
	sign                 // an ordinary sign such as ∞: mi
)

type symbol struct {
	text    string
	cls     class
	kind    kind
	face    face
	limits  bool // scripts go above and below in display style
	large   bool // grows in display style
	big     int  // 1 to 4 after \big … \Bigg
	negated bool // after \not
	at      int
}

func (s *symbol) class() class { return s.cls }

// A row is a braced group or a whole formula.
type row struct{ items []node }

func (*row) class() class { return ord }

type limitsMode uint8

const (
	limitsAuto limitsMode = iota
	limitsYes
	limitsNo
)

type scripts struct {
	base, sub, sup node // nil where there is none
	limits         limitsMode
}

func (s *scripts) class() class {
	if s.base == nil {
		return ord
	}
	return s.base.class()
}

// A fraction, or a stack without a rule such as a binomial.
type fraction struct {
	num, den    node
	rule        float64 // thickness in em; standardRule or 0 for none
	style       styleSwitch
	open, close string
	continued   bool
	align       byte // of a continued fraction's numerator: 'l', 'c', 'r'
}

const standardRule = -1

func (*fraction) class() class { return inner }

type styleSwitch int8

const (
	styleKeep styleSwitch = iota
	styleDisplay
	styleText
	styleScript
	styleScriptScript
)

type radical struct{ body, index node }

func (*radical) class() class { return ord }

// A fenced part stands between \left and \right; the delimiter "" is invisible.
type fenced struct {
	open, close string
	body        *row
}

func (*fenced) class() class { return inner }

// A middle is \middle with its delimiter.
type middle struct{ delim string }

func (*middle) class() class { return rel }

// An accent over or under its body; it grows if it is wide.
type accent struct {
	body        node
	mark        rune // the combining or stretching character that the face has
	text        string
	wide, under bool
}

func (*accent) class() class { return ord }

// A bar is \overline or \underline.
type bar struct {
	body  node
	under bool
}

func (*bar) class() class { return ord }

// A brace grows over or under its body and takes a script as its label.
type brace struct {
	body  node
	mark  rune
	under bool
}

func (*brace) class() class { return op }

// A stack sets something small over or under its base.
type stack struct {
	base, over, under node
	cls               class
}

func (s *stack) class() class { return s.cls }

// An arrow grows with its labels.
type arrow struct {
	mark        rune
	over, under node
}

func (*arrow) class() class { return rel }

type space struct {
	mu float64 // eighteenths of an em
}

func (*space) class() class { return ord }

type phantom struct {
	body                 node
	show                 bool // \smash shows, \phantom does not
	width, height, depth bool // what counts
}

func (p *phantom) class() class { return p.body.class() }

// A lap prints without taking width: 'l' to the left, 'r' to the right, 'c'
// both ways.
type lap struct {
	body node
	side byte
}

func (*lap) class() class { return ord }

// A styled part is what follows \displaystyle and its like in a group.
type styled struct {
	style styleSwitch
	body  *row
}

func (*styled) class() class { return ord }

type colored struct {
	color string // "#rrggbb"
	body  *row
}

func (*colored) class() class { return ord }

// A resized part is scaled by \large and its like.
type resized struct {
	scale float64
	body  *row
}

func (*resized) class() class { return ord }

type boxed struct {
	body       node
	fill, edge string // colours; edge "" draws no frame, "currentColor" the text's
}

func (*boxed) class() class { return ord }

// A cancelled part is struck: '/' upwards, '\\' downwards, 'x' both, '-' across.
type cancelled struct {
	body   node
	stroke byte
}

func (c *cancelled) class() class { return c.body.class() }

// A raised part is moved up by \raisebox and its like.
type raised struct {
	body node
	em   float64
}

func (*raised) class() class { return ord }

// A classed part has a class by command: \mathrel{…}.
type classed struct {
	body   node
	cls    class
	limits bool
}

func (c *classed) class() class { return c.cls }

// Words are text in the text faces.
type words struct {
	text         string
	bold, italic bool
	mono, sans   bool
	name         bool // an operator's name, such as \operatorname{Var}
}

func (*words) class() class { return ord }

// A failure stands where something could not be read; its text is the source.
type failure struct{ text string }

func (*failure) class() class { return ord }

// A table is a matrix or an alignment.
type table struct {
	name    string
	columns []column
	rows    []tableRow
	open    string
	close   string
	style   styleSwitch
	gap     float64 // between columns, in em, where the columns say nothing
	stretch float64 // of the distance of lines
	jot     float64 // added between lines, in em
	small   bool    // smallmatrix, substack
	lines   bool    // each line may have a number
	whole   bool    // one number for all lines
	rules   []int   // number of horizontal rules above row i; the last is below all
	dashed  []bool
	partial [][]partRule // rules above row i that span some columns; the last is below all
	top     byte         // 't', 'b' or 'c': what is aligned with the line
	edge    bool         // room at the outer edges, as array has
}

// A partRule is a rule over the columns from first up to and including last,
// counted from 0. It may be shorter at either end.
type partRule struct {
	first, last       int
	trimmed, trimmedR bool
}

func (t *table) class() class {
	if t.open != "" || t.close != "" {
		return inner
	}
	return ord
}

type column struct {
	align byte // 'l', 'c', 'r'
	rules int  // vertical rules before it
	gap   float64
	free  bool // gap says how much room there is before it
}

type tableRow struct {
	cells []node
	spans []int   // columns that a cell takes; nil: one each
	skip  float64 // added below, in em
	line  Line
}
