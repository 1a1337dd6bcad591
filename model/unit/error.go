package unit

import "fmt"

// The rules that this package reports; each has a page in `reckon explain`.
const (
	RuleUnknown     = "unit-unknown"     // no unit of that name
	RuleSyntax      = "unit-syntax"      // not a unit expression
	RuleAmbiguous   = "unit-ambiguous"   // a product behind a solidus without brackets
	RuleOffset      = "unit-offset"      // °C or °F inside a product or a power
	RuleLogarithmic = "unit-logarithmic" // decibel, neper
	RuleLimit       = "unit-limit"       // exponent, factor or length beyond all use
	RuleRedefined   = "unit-redefined"   // a model declares a unit that exists
	RuleDefinition  = "unit-definition"  // a declaration that says nothing usable
)

// An Error tells what is wrong with a unit, and at which byte of the text given
// to [Registry.Parse] it is wrong.
type Error struct {
	Rule   string
	Offset int
	Msg    string // one clause, lower case
	Hint   string // empty when there is no honest advice
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s [%s]", e.Msg, e.Rule)
}

func fail(rule string, offset int, hint, format string, args ...any) *Error {
	return &Error{Rule: rule, Offset: offset, Msg: fmt.Sprintf(format, args...), Hint: hint}
}
