package formula

import (
	"sync/atomic"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// An Expr is a node of a formula's syntax tree. A tree is never changed after
// parsing, apart from the units that the checker resolves once.
type Expr interface {
	// Span gives the byte offsets of the expression in its source text.
	Span() (start, end int)
	// At is the place where the expression begins.
	At() diag.Pos
	expr()
}

// A place is where a node stands in its source.
type place struct {
	start, end int
	at         diag.Pos
}

func (p place) Span() (start, end int) { return p.start, p.end }
func (p place) At() diag.Pos           { return p.at }
func (place) expr()                    {}

// A Number is a literal, with a unit where one was written:
//
//	36 kJ/mol
type Number struct {
	place
	Text  string  // the digits in canonical spelling: "1.5e10"
	Value float64 // of the digits, in the unit
	Unit  *Unit   // nil for a bare number
}

// A Unit is a unit as written behind a number or an arrow.
type Unit struct {
	Source string // in canonical spelling: "kJ/mol"
	Raw    string // as written; begins with "/" in 0.03/year
	place
	resolved atomic.Pointer[unit.Unit] // by the checker, once
}

// A Name is a quantity, a bound variable, a function's parameter or a constant,
// told apart by the scope:
//
//	pendulum.length
type Name struct {
	place
	Name string
}

// A Call applies a function, built in or of the model:
//
//	log(x, 2)
type Call struct {
	place
	Name string
	Args []Expr
}

// A Bind is a form that binds a variable over an interval:
//
//	argmax(N, 1, 1e6, information(N) / cost(N))
type Bind struct {
	place
	Form      Form
	Var       string
	Low, High Expr
	Body      Expr
}

// A Channel is a form over the symbols of a noisy channel, those sent and those
// received, which are numbered:
//
//	capacity(x, 1, n, y, 1, m, probability(x, y), cost(x), budget)
//	capacity_per_cost(x, 1, n, y, 1, m, probability(x, y), cost(x))
type Channel struct {
	place
	Form            Form
	Var             string // sent
	Low, High       Expr
	Out             string // received
	OutLow, OutHigh Expr
	Body            Expr // the probability of y where x was sent
	Cost            Expr // of x; nil without
	Budget          Expr // of the mean cost; nil without
}

// A Unary is a sign or a denial:
//
//	-x
//	not x > 1
type Unary struct {
	place
	Op Op // Neg or Not
	X  Expr
}

// A Binary joins two values by an operator:
//
//	x + y
//	x <= y
//	x > 1 and y > 1
type Binary struct {
	place
	Op    Op
	OpAt  diag.Pos
	OpOff int // byte offset of the operator
	X, Y  Expr
}

// A Convert asks for a value in another unit:
//
//	grid.power -> mW
type Convert struct {
	place
	X     Expr
	Arrow diag.Pos
	To    *Unit
}

// An If chooses between two values; only the chosen one is evaluated:
//
//	if x > 0 then ln(x) else 0
type If struct {
	place
	Cond, Then, Else Expr
}

// An Op is an operator.
type Op uint8

// The operators, loosest first within each kind.
const (
	NoOp Op = iota
	Or
	And
	Not
	Less
	LessEq
	Greater
	GreaterEq
	Equal
	NotEqual
	Add
	Sub
	Mul
	Div
	Neg
	Pow
)

var opText = [...]string{
	Or: "or", And: "and", Not: "not",
	Less: "<", LessEq: "<=", Greater: ">", GreaterEq: ">=", Equal: "=", NotEqual: "!=",
	Add: "+", Sub: "-", Mul: "*", Div: "/", Neg: "-", Pow: "^",
}

// String gives the operator as it is printed.
func (op Op) String() string { return opText[op] }

// Compares tells whether the operator is a comparison.
func (op Op) Compares() bool { return op >= Less && op <= NotEqual }

// A Form is a form that binds a variable.
type Form uint8

// The forms.
const (
	Argmax   Form = iota + 1 // where the body is largest
	Argmin                   // where it is smallest
	Maximum                  // its largest value
	Minimum                  // its smallest value
	Root                     // where it is zero
	Integral                 // its integral
	Sum                      // its sum over integers
	Product                  // its product over integers

	Capacity        // the most information that a channel carries, in bits
	CapacityPerCost // the most information for the cost of sending it
)

var formText = [...]string{
	Argmax: "argmax", Argmin: "argmin", Maximum: "maximum", Minimum: "minimum",
	Root: "root", Integral: "integral", Sum: "sum", Product: "product",
	Capacity: "capacity", CapacityPerCost: "capacity_per_cost",
}

// channels tells whether the form is one over two variables.
func (f Form) channels() bool { return f == Capacity || f == CapacityPerCost }

// String gives the form's name.
func (f Form) String() string { return formText[f] }

// formNamed returns the form of a name, or 0.
func formNamed(name string) Form {
	for f, text := range formText {
		if text == name && text != "" {
			return Form(f)
		}
	}
	return 0
}

// binding strengths of the printers and the parser, loosest first
const (
	bindChoice = iota
	bindOr
	bindAnd
	bindNot
	bindCompare
	bindConvert
	bindSum
	bindProduct
	bindSign
	bindPower
	bindAtom
)

// strength tells how tightly the outermost operator of e binds.
func strength(e Expr) int {
	switch e := e.(type) {
	case *If:
		return bindChoice
	case *Convert:
		return bindConvert
	case *Unary:
		if e.Op == Not {
			return bindNot
		}
		return bindSign
	case *Binary:
		return e.Op.strength()
	}
	return bindAtom
}

func (op Op) strength() int {
	switch {
	case op == Or:
		return bindOr
	case op == And:
		return bindAnd
	case op.Compares():
		return bindCompare
	case op == Add || op == Sub:
		return bindSum
	case op == Mul || op == Div:
		return bindProduct
	}
	return bindPower
}
