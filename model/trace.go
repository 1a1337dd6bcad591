package model

import (
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/number"
)

// A Trace is the derivation of a value: its formula and that of each input,
// down to parameters and their sources.
type Trace struct {
	Quantity    *Quantity // nil for an expression
	Value       Value
	Formula     formula.Expr // nil for a parameter
	Text        string       // the formula in canonical form
	TeX         string       // the right-hand side in symbols
	Substituted string       // the right-hand side with values, as English writes numbers
	Functions   []*Function  // the model's functions called, in order
	Inputs      []*Trace     // in the order of use; an input of several is the same Trace
	Sources     []Source     // of a parameter
	Overridden  bool         // set to another value than the model's
}

// Trace derives a quantity; nil for a name that is not of the model.
func (v *Values) Trace(name string) *Trace {
	q, ok := v.model.byName[name]
	if !ok {
		return nil
	}
	return v.trace(q, map[int]*Trace{})
}

// TraceExpression derives an expression, as [Values.Expression] computes it.
func (v *Values) TraceExpression(src string, at diag.Pos) (*Trace, diag.List) {
	x, e, found := v.Expression(src, at)
	t := &Trace{Value: x}
	if e == nil || found.HasErrors() {
		return t, found
	}
	v.derive(t, e, v.model.slots(e), map[int]*Trace{})
	return t, found
}

func (v *Values) trace(q *Quantity, seen map[int]*Trace) *Trace {
	if t, ok := seen[q.index]; ok {
		return t
	}
	t := &Trace{Quantity: q, Sources: q.Sources, Overridden: v.given[q.index].posed}
	seen[q.index] = t
	t.Value, _ = v.Get(q.Name)
	if q.code != nil {
		v.derive(t, q.Formula, q.uses, seen)
	}
	return t
}

func (v *Values) derive(t *Trace, e formula.Expr, uses []int, seen map[int]*Trace) {
	t.Formula, t.Text = e, formula.Print(e)
	t.TeX = formula.TeX(e, v.model.Namer())
	t.Substituted = v.Substituted(e, "en")
	v.model.calls(e, &t.Functions)
	for _, u := range uses {
		t.Inputs = append(t.Inputs, v.trace(v.model.quantities[u], seen))
	}
}

// calls lists the model's functions called in an expression, and by these, in
// order.
func (m *Model) calls(e formula.Expr, list *[]*Function) {
	switch e := e.(type) {
	case *formula.Call:
		for _, a := range e.Args {
			m.calls(a, list)
		}
		if f := m.Function(e.Name); f != nil && !slices.Contains(*list, f) {
			*list = append(*list, f)
			m.calls(f.Body, list)
		}
	case *formula.Bind:
		m.calls(e.Low, list)
		m.calls(e.High, list)
		m.calls(e.Body, list)
	case *formula.Channel:
		for _, x := range []formula.Expr{e.Low, e.High, e.OutLow, e.OutHigh, e.Body, e.Cost, e.Budget} {
			m.calls(x, list)
		}
	case *formula.Unary:
		m.calls(e.X, list)
	case *formula.Binary:
		m.calls(e.X, list)
		m.calls(e.Y, list)
	case *formula.Convert:
		m.calls(e.X, list)
	case *formula.If:
		m.calls(e.Cond, list)
		m.calls(e.Then, list)
		m.calls(e.Else, list)
	}
}

// Substituted prints a formula in TeX with the values of its quantities, as a
// language writes numbers.
func (v *Values) Substituted(e formula.Expr, lang string) string {
	return formula.Substituted(e, v.model.Namer(), func(name string) string {
		x, ok := v.Get(name)
		if !ok || !x.OK || x.Bool {
			return ""
		}
		return x.TeX(lang)
	})
}

// TeX prints a value for math, with the digits that its interval or its inputs
// support.
func (v Value) TeX(lang string) string {
	text, err := number.Style{Lang: lang}.Print(v.Quantity(), number.Format{Digits: -1, Bare: true})
	if err != nil {
		return ""
	}
	text = texNumber(text)
	if u := v.Unit.TeX(); u != "" {
		text += `\,` + u
	}
	return text
}

// texNumber turns a printed number into TeX: 2.06 × 10⁻¹⁰ to 2.06 \times
// 10^{-10}. A decimal comma is kept from being spaced as punctuation.
func texNumber(s string) string {
	const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
	var b strings.Builder
	up := false
	for _, r := range s {
		i := strings.IndexRune(raised, r)
		if (i >= 0) != up {
			up = !up
			if up {
				b.WriteString("^{")
			} else {
				b.WriteString("}")
			}
		}
		switch {
		case i >= 0:
			b.WriteByte("0123456789-"[len([]rune(raised[:i]))])
		case r == '×':
			b.WriteString(`\times `)
		case r == '−':
			b.WriteByte('-')
		case r == ',':
			b.WriteString("{,}")
		case r == '\u202f' || r == '\u2009':
			b.WriteString(`\,`)
		case r == '\u00a0':
			if n := b.Len(); n > 0 && b.String()[n-1] != ' ' {
				b.WriteByte(' ')
			}
		default:
			b.WriteRune(r)
		}
	}
	if up {
		b.WriteString("}")
	}
	return b.String()
}

// Namer gives the symbols of quantities and functions in TeX: the declared
// one, else the name set upright.
func (m *Model) Namer() formula.Namer { return namer{m} }

type namer struct{ m *Model }

func (n namer) Quantity(name string) string {
	q, ok := n.m.byName[name]
	switch {
	case !ok:
		return ""
	case q.Symbol != "":
		return q.Symbol
	}
	return upright(name)
}

func (n namer) Function(name string) string {
	if f := n.m.Function(name); f != nil {
		if f.Symbol != "" {
			return f.Symbol
		}
		return upright(name)
	}
	return ""
}

func (n namer) Variable(string) string { return "" }

func upright(name string) string {
	return `\mathrm{` + strings.ReplaceAll(name, "_", `\_`) + `}`
}
