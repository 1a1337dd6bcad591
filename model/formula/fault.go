package formula

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Fault is why a formula has no value. It is a property of the numbers, not
// of the text: other inputs may have a value.
type Fault struct {
	Offset int    // in bytes, where in the formula
	Rule   string // "division-by-zero"
	Msg    string // one clause; names the inputs with their values
	Hint   string
	Names  []string // the quantities that took part, in order of first use
}

func (f *Fault) Error() string { return f.Msg }

// judge finds the lanes of an operation that are not finite.
func (m *machine) judge(n *code, out []float64, ok []bool) {
	for i, r := range out {
		if r-r != 0 {
			m.bad(n, i, ok, math.NaN(), math.NaN(), r)
		}
	}
}

// bad marks a lane whose operation on x and y gave r, which is not finite.
func (m *machine) bad(n *code, lane int, ok []bool, x, y, r float64) {
	if !ok[lane] {
		return
	}
	ok[lane] = false
	if !m.wants() {
		return
	}
	rule, msg, hint := m.explain(n, x, y, r)
	m.record(n, lane, rule, msg, hint)
}

// wants tells whether a fault is to be kept.
func (m *machine) wants() bool { return m.report && m.fault == nil }

// fault marks a lane for a reason of its own.
func (m *machine) fail(n *code, lane int, ok []bool, rule string, explain func() (msg, hint string)) {
	if !ok[lane] {
		return
	}
	ok[lane] = false
	if m.wants() {
		msg, hint := explain()
		m.record(n, lane, rule, msg, hint)
	}
}

func (m *machine) explain(n *code, x, y, r float64) (rule, msg, hint string) {
	text := clip(Print(n.e))
	switch {
	case n.op == opArith && n.kind == Div && y == 0:
		return "division-by-zero", "cannot divide by " + clip(Print(n.y.e)) + ", which is 0", "for inputs where this can happen, write if … then … else …"
	case n.op == opPow && x == 0 && y < 0:
		return "division-by-zero", "cannot raise " + clip(Print(n.x.e)) + ", which is 0, to the power " + clip(Print(n.y.e)), ""
	case n.op == opPow && math.IsNaN(r):
		hint = "a negative number has whole powers only; cbrt(x) takes cube roots of any number"
		return "value-undefined", text + " has no value" + as(n.x, x), hint
	case n.op == opF1 && (math.IsNaN(r) || !grows[callName(n.e)]):
		return "value-undefined", text + " has no value" + as(n.x, x), domainHint(callName(n.e))
	case n.op == opF2 && (math.IsNaN(r) || !grows[callName(n.e)]):
		return "value-undefined", text + " has no value" + as(n.x, x), domainHint(callName(n.e))
	case n.op == opList:
		return "value-undefined", text + " has no value", domainHint(callName(n.e))
	case math.IsNaN(r):
		return "value-undefined", text + " has no value", ""
	}
	return "value-overflow", text + " is larger than the largest number, about 1.8e308", ""
}

// as gives the value of an operand that is neither a literal nor a name, whose
// values are given anyway.
func as(operand *code, x float64) string {
	switch operand.e.(type) {
	case *Number, *Name, nil:
		return ""
	}
	if operand.op == opConst {
		return ""
	}
	return ", as " + clip(Print(operand.e)) + " is " + plain(x)
}

func callName(e Expr) string {
	if c, ok := e.(*Call); ok {
		return c.Name
	}
	return ""
}

func domainHint(name string) string {
	switch name {
	case "ln", "log2", "log10":
		return "logarithms take numbers above 0"
	case "log":
		return "logarithms take numbers above 0, and a base other than 1"
	case "log1p":
		return "log1p takes numbers above -1"
	case "gamma", "lgamma":
		return name + " has no value at 0 and at negative whole numbers"
	case "sqrt":
		return "square roots take numbers from 0"
	case "lambertw":
		return "lambertw takes numbers from -1/e, about -0.3679"
	case "asin", "acos", "erfinv":
		return name + " takes numbers from -1 to 1"
	case "acosh":
		return "acosh takes numbers from 1"
	case "atanh":
		return "atanh takes numbers between -1 and 1"
	case "slope", "intercept", "correlation":
		return "the values of x may not be all the same, for correlation nor those of y"
	case "interpolate":
		return "interpolate takes a place from the first x to the last, and values of x that rise"
	case "factorial":
		return "factorial takes whole numbers from 0"
	}
	return ""
}

func plain(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// record keeps the first fault, with where it stands and what took part.
func (m *machine) record(n *code, lane int, rule, msg, hint string) {
	f := &Fault{Rule: rule, Hint: hint}
	f.Offset, _ = n.e.Span()
	if b, ok := n.e.(*Binary); ok {
		f.Offset = b.OpOff
	}
	if n.in.call != "" {
		f.Offset = n.in.off
		msg = "in " + n.in.call + ": " + msg
	}
	var own, where []string
	for _, v := range n.in.vars {
		own = append(own, v.name)
		if col := m.locals[v.index]; lane < len(col) && mentions(n.e, v.name) {
			where = append(where, v.name+" = "+plain(col[lane]))
		}
	}
	u := &uses{scope: m.p.scope, seen: map[string]bool{}, done: map[*Function]bool{}}
	if n.in.outer != nil { // within a function: what the call reads
		u.walk(n.in.outer, n.in.around)
	} else {
		u.walk(n.e, own)
	}
	f.Names = u.names
	f.Msg = msg
	if inputs := append(where, m.inputs(f.Names, lane, divisor(n))...); len(inputs) > 0 {
		f.Msg += " (" + strings.Join(inputs, ", ") + ")"
	}
	m.fault = f
}

// divisor gives the name that a message has already called 0.
func divisor(n *code) string {
	if n.op == opArith && n.kind == Div {
		if name, ok := n.y.e.(*Name); ok {
			return name.Name
		}
	}
	return ""
}

// inputs lists the first few quantities with their values, but for one.
func (m *machine) inputs(names []string, lane int, but string) []string {
	const most = 4
	var list []string
	for _, name := range names {
		i := slices.IndexFunc(m.p.slots, func(s slot) bool { return s.name == name })
		if i < 0 || name == but {
			continue
		}
		if len(list) == most {
			return append(list, "…")
		}
		x := m.env[i][lane]
		t, _ := m.p.scope.Quantity(name)
		switch {
		case t.Bool:
			list = append(list, name+" = "+strconv.FormatBool(x != 0))
		case t.HasUnit && t.Unit.String() != "" && !t.Unit.IsOne():
			list = append(list, name+" = "+plain(t.Unit.FromSI(x))+" "+t.Unit.String())
		default:
			list = append(list, name+" = "+plain(x))
		}
	}
	return list
}

// mentions tells whether a name stands in an expression.
func mentions(e Expr, name string) bool {
	if n, ok := e.(*Name); ok {
		return n.Name == name
	}
	return slices.ContainsFunc(children(e), func(x Expr) bool { return mentions(x, name) })
}
