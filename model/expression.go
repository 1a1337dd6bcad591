package model

import (
	"math"
	"slices"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/unit"
)

// Expression computes a formula over the model's quantities, as a manuscript
// writes it: parsed, checked, evaluated, with its interval and the unit to show
// it in. Where findings say what is wrong, the value is not OK; a quantity that
// failed elsewhere makes the value fail without a finding.
func (v *Values) Expression(src string, at diag.Pos) (Value, formula.Expr, diag.List) {
	return v.expression(src, at, true)
}

// Calculate is Expression without the interval.
func (v *Values) Calculate(src string, at diag.Pos) (Value, formula.Expr, diag.List) {
	return v.expression(src, at, false)
}

func (v *Values) expression(src string, at diag.Pos, interval bool) (Value, formula.Expr, diag.List) {
	text := scalar{text: src, at: at}
	t, found := v.model.prepare(text, nil)
	if t.code == nil {
		return Value{Dim: t.typ.Dim, Bool: t.typ.Bool}, t.expr, found
	}
	x := v.value(t)
	if !v.combine(t.uses).ok {
		return x, t.expr, found
	}
	if !x.OK {
		_, fault := t.code.Eval(v.env)
		if fault != nil {
			v.fault(&found, text, fault)
		}
		return x, t.expr, found
	}
	if interval && !x.Bool {
		if in, ok := v.intervalOf(t); ok {
			x.Low, x.High, x.Median, x.HasInterval = in.Low, in.High, in.Median, true
			x.Digits = v.combine(t.uses).quiet
		}
	}
	if q := v.model.byName[nameOf(t.expr)]; q != nil && q.Formula == nil {
		x.Digits, x.Given = v.state[q.index].digits, true // a parameter by its name is shown as it was given
	}
	return x, t.expr, found
}

// intervalOf samples an expression; a name alone has the interval of its
// quantity.
func (v *Values) intervalOf(t tested) (Interval, bool) {
	if name := nameOf(t.expr); name != "" && v.model.byName[name] != nil {
		return v.Interval(name)
	}
	if !v.combine(t.uses).uncertain {
		return Interval{}, false
	}
	_, steps, _ := t.code.EvalCounted(v.env)
	n := v.drawsOf(t.code, steps)
	if n == 0 {
		return Interval{}, false
	}
	return intervalOf(v.batch(t.code, t.uses, n))
}

// prepare parses, checks and compiles an expression, which may use more names
// than the model's. Its code is nil where that failed.
func (m *Model) prepare(text scalar, extra map[string]formula.Type) (tested, diag.List) {
	t := tested{text: text}
	expr, found := formula.Parse(text.text, text.at)
	if found.HasErrors() || expr == nil {
		return t, found
	}
	expr, found = m.expand(expr, nil)
	t.expr = expr
	if found.HasErrors() {
		return t, found
	}
	s := scope{m, extra}
	typ, fs := formula.Check(expr, s)
	found = append(found, fs...)
	t.typ = typ
	if fs.HasErrors() || typ.Unknown {
		return t, found
	}
	code, err := formula.Compile(expr, s, func(name string) int {
		if _, own := extra[name]; own {
			return len(m.quantities)
		}
		return m.slot(name)
	})
	if err != nil {
		found.Add("formula-size", text.at, "%v", err)
		return t, found
	}
	t.code, t.unit = code, m.displayUnit(expr, typ)
	for _, name := range formula.Uses(expr, s) {
		if _, own := extra[name]; own {
			continue
		}
		if q, ok := m.byName[name]; ok {
			t.uses = append(t.uses, q.index)
		}
	}
	return t, found
}

// A Variable is what a sweep varies.
type Variable struct {
	Name string
	Dim  unit.Dimension // of a variable that is not of the model
}

// maxSweep is the most points of a sweep.
const maxSweep = 100_000

// Sweep computes an expression for each value of a parameter, all that rests
// on the parameter following. A derived quantity may be swept as well: its
// formula is cut. A name that is not of the model is a variable of the
// expression alone, and a bare number. The values have no intervals; a point
// without a result is not OK.
func (v *Values) Sweep(name string, xs []float64, src string, at diag.Pos) ([]Value, diag.List) {
	return v.SweepOver(Variable{Name: name}, xs, src, at)
}

// SweepOver is Sweep for a variable with a dimension.
func (v *Values) SweepOver(x Variable, xs []float64, src string, at diag.Pos) ([]Value, diag.List) {
	t, found := v.prepareSweep(x, xs, src, at)
	if t.code == nil {
		return nil, found
	}
	n := len(xs)
	columns := make([][]float64, len(v.env)+1)
	q, isQuantity := v.model.byName[x.Name]
	if !isQuantity {
		columns[len(v.env)] = xs
	} else {
		columns[q.index] = xs
	}
	if steps := v.sweepSteps(t, columns); steps*n > v.model.maxSteps {
		found.Add("limit-passed", at, "the forms in the sweep take %d steps for each of %d points, more than %d in all", steps, n, v.model.maxSteps).Hint = "sweep fewer points"
		return nil, found
	}
	values := make([]Value, n)
	s := v.sweepState(t.uses, q)
	var out []float64
	ok := v.columns(t.uses, columns, v.restOn(columns), n, func(i int) []float64 { return v.env[i : i+1 : i+1] })
	if ok {
		out = evalColumns(t.code, columns, n)
	}
	for i := range values {
		values[i] = Value{Dim: t.typ.Dim, Unit: t.unit, Bool: t.typ.Bool, Digits: s.digits, Silent: s.silent}
		if ok && !math.IsNaN(out[i]) {
			values[i].SI, values[i].OK = out[i], true
		}
	}
	return values, found
}

func (v *Values) prepareSweep(x Variable, xs []float64, src string, at diag.Pos) (tested, diag.List) {
	var extra map[string]formula.Type
	if v.model.byName[x.Name] == nil {
		extra = map[string]formula.Type{x.Name: {Dim: x.Dim}}
	}
	if len(xs) > maxSweep {
		var found diag.List
		found.Add("limit-passed", at, "a sweep has at most %d points, not %d", maxSweep, len(xs))
		return tested{}, found
	}
	return v.model.prepare(scalar{text: src, at: at}, extra)
}

// sweepState is combine, except that the swept quantity counts as exact.
func (v *Values) sweepState(uses []int, swept *Quantity) state {
	var rest []int
	for _, u := range uses {
		if swept == nil || u != swept.index {
			rest = append(rest, u)
		}
	}
	return v.combine(rest)
}

// columns fills the columns of the quantities used. Those that rest on a
// column that is there already are computed anew, n values each; others come
// from fixed. It is false where an input has no value.
func (v *Values) columns(uses []int, columns [][]float64, rest []bool, n int, fixed func(i int) []float64) bool {
	for _, u := range uses {
		if columns[u] != nil {
			continue
		}
		q := v.model.quantities[u]
		if !rest[u] {
			if !v.state[u].ok {
				return false
			}
			if columns[u] = fixed(u); columns[u] == nil {
				return false
			}
			continue
		}
		if !v.columns(q.uses, columns, rest, n, fixed) {
			return false
		}
		columns[u] = evalColumns(q.code, columns, n)
	}
	return true
}

// sweepSteps is what the forms take for one point.
func (v *Values) sweepSteps(t tested, columns [][]float64) int {
	env := slices.Clone(v.env)
	env = append(env, 0)
	for i, col := range columns {
		if len(col) > 0 {
			env[i] = col[len(col)/2]
		}
	}
	_, steps, _ := t.code.EvalCounted(env)
	rest := v.restOn(columns)
	seen := map[int]bool{}
	var visit func(uses []int)
	visit = func(uses []int) {
		for _, u := range uses {
			if !seen[u] && columns[u] == nil && rest[u] {
				seen[u] = true
				steps += v.state[u].steps
				visit(v.model.quantities[u].uses)
			}
		}
	}
	visit(t.uses)
	return steps
}

// restOn marks the quantities that use, directly or through others, one of
// those whose columns are varied.
func (v *Values) restOn(columns [][]float64) []bool {
	rest := make([]bool, len(v.env))
	for _, i := range v.model.order {
		for _, u := range v.model.quantities[i].uses {
			rest[i] = rest[i] || columns[u] != nil || rest[u]
		}
	}
	return rest
}
