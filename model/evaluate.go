package model

import (
	"strconv"
	"sync"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/number"
	"reckon/model/unit"
)

// A Value is a quantity's or an expression's result.
type Value struct {
	SI   float64 // 1 or 0 where Bool
	Dim  unit.Dimension
	Unit unit.Unit // for display
	// Low and High are the ends of the 95 % interval in SI units, where
	// HasInterval. They are of the samples, or of the distribution of a
	// parameter; SI is the value and not their middle.
	Low, High   float64
	Median      float64 // half of all draws lie below it
	HasInterval bool
	Digits      int  // significant digits that the inputs (beside the interval) support; 0 for no limit
	Given       bool // a parameter: its digits are those that it was given in
	Bool        bool // the result is true or false
	OK          bool // there is a result
	// Silent tells that some input is neither exact by declaration nor has a
	// stated uncertainty, so that the interval leaves it out.
	Silent bool
}

// In gives the value in its display unit.
func (v Value) In() float64 { return v.Unit.FromSI(v.SI) }

// Quantity is the value as package number prints it.
func (v Value) Quantity() number.Quantity {
	q := number.Quantity{Value: v.In(), Unit: v.Unit, HasInterval: v.HasInterval, Digits: v.Digits, Given: v.Given}
	if v.HasInterval {
		q.Low, q.High = v.Unit.FromSI(v.Low), v.Unit.FromSI(v.High)
	}
	return q
}

// Values are the results of one evaluation. Its methods may be called from
// several goroutines at once; intervals are sampled when first asked for.
type Values struct {
	model *Model
	set   []Override
	given []setting // by quantity; of parameters
	env   []float64 // SI, by quantity
	state []state   // by quantity
	cells []cell    // draws, by quantity

	steps   int  // taken by all forms
	stopped bool // at maxSteps

	mu       sync.Mutex
	others   map[string]*Values // under a claim's given
	supposed int                // steps that these took
	tipNodes int                // taken by the search for tipping points
	tipSteps int                // of forms in it

	claims   sync.Once
	outcomes []Outcome
}

// A state is what is known of a quantity beside its value.
type state struct {
	ok        bool
	uncertain bool // rests on a parameter with an uncertainty
	silent    bool // see Value
	digits    int
	quiet     int // the fewest digits of silent inputs alone
	steps     int // within forms, for one value
}

// Evaluate computes all quantities once, under the overrides given; of two of
// the same parameter the last counts. Findings are at the formulas; a quantity
// that fails makes those that use it silent. Claims whose verdict is not the
// expected one are warnings.
//
// Evaluate changes nothing in the model and may run many times at once.
func (m *Model) Evaluate(o ...Override) (*Values, diag.List) {
	v, found := m.evaluate(o)
	for _, out := range v.Verdicts() {
		if !out.OK && !out.Claim.broken && out.Verdict == Contradicted {
			found.Warn("limit-passed", out.Claim.At, "claim %s is not tried under its given: the forms take more than %d steps", out.Claim.ID, m.maxSteps)
			continue
		}
		if f, unexpected := out.finding(); unexpected {
			found = append(found, f)
		}
	}
	found.Sort()
	return v, found
}

// evaluate is Evaluate without the claims.
func (m *Model) evaluate(o []Override) (*Values, diag.List) {
	n := len(m.quantities)
	v := &Values{
		model: m, set: o,
		given: make([]setting, n), env: make([]float64, n), state: make([]state, n), cells: make([]cell, n),
	}
	for i, q := range m.quantities {
		v.given[i] = q.given
	}
	var found diag.List
	for _, one := range o {
		q, set, fs := m.setting(one)
		found = append(found, fs...)
		if q != nil {
			v.given[q.index] = set
		}
	}
	for i, q := range m.quantities {
		if q.Formula != nil || q.typ.Unknown {
			continue
		}
		g := v.given[i]
		v.env[i] = g.si
		v.state[i] = state{ok: true, digits: g.digits, uncertain: !g.spread.None(), silent: g.spread.None() && q.Kind != Exact && !g.posed}
		switch {
		case q.Kind == Exact:
			v.state[i].digits = 0
		case v.state[i].silent:
			v.state[i].quiet = g.digits
		}
	}
	for _, i := range m.order {
		v.compute(m.quantities[i], &found)
	}
	found.Sort()
	return v, found
}

// maxSteps bounds the steps that all forms of a model may take in one
// evaluation, and in the evaluations that its claims suppose together.
const maxSteps = 200_000_000

// minDigits is the least number of significant digits that a derived value
// without an interval is shown with.
const minDigits = 2

// combine gives the state of what is computed from other quantities. Its
// digits are the fewest of its inputs, and at least two: a single-digit input
// seldom means half a digit, and a reader can drop a digit but not restore it.
// Inputs that are exact do not count, nor do numbers in the formula. Where
// there is an interval, only silent inputs count: those with an uncertainty
// are in the interval already.
func (v *Values) combine(uses []int) state {
	s := state{ok: true}
	for _, i := range uses {
		in := v.state[i]
		s.ok = s.ok && in.ok
		s.uncertain = s.uncertain || in.uncertain
		s.silent = s.silent || in.silent
		s.digits = fewer(s.digits, in.digits)
		s.quiet = fewer(s.quiet, in.quiet)
	}
	return s
}

// fewer is the smaller of two counts of digits, where 0 is no limit, and at
// least minDigits.
func fewer(a, b int) int {
	switch {
	case b == 0:
		return a
	case a == 0:
		return max(b, minDigits)
	}
	return max(min(a, b), minDigits)
}

func (v *Values) compute(q *Quantity, found *diag.List) {
	s := v.combine(q.uses)
	switch {
	case s.ok && v.steps > v.model.maxSteps:
		if !v.stopped {
			found.Add("limit-passed", q.text.at, "the forms of the model take more than %d steps; this and what follows is left out", v.model.maxSteps).Hint = "nest fewer forms, or narrow the intervals of sums"
		}
		v.stopped, s.ok = true, false
	case s.ok:
		x, steps, fault := q.code.EvalCounted(v.env)
		if fault != nil {
			v.fault(found, q.text, fault)
			s.ok = false
		}
		v.env[q.index] = x
		v.steps += steps
		s.steps = steps
	}
	v.state[q.index] = s
}

// fault reports what went wrong in a formula, at the part of it that failed.
func (v *Values) fault(found *diag.List, text scalar, fault *formula.Fault) {
	found.Add(fault.Rule, text.pos(fault.Offset), "%s", fault.Msg).Hint = fault.Hint
}

// Model is the model that was evaluated.
func (v *Values) Model() *Model { return v.model }

// Overrides lists the overrides in force.
func (v *Values) Overrides() []Override { return v.set }

// Overridden tells whether a parameter is set to another value than the model's.
func (v *Values) Overridden(name string) bool {
	q, ok := v.model.byName[name]
	return ok && v.given[q.index].posed
}

// At evaluates the model under further overrides.
func (v *Values) At(overrides []Override) (*Values, diag.List) {
	return v.model.evaluate(append(append([]Override(nil), v.set...), overrides...))
}

// Get gives the value of a quantity with its interval. It is false for names
// that are not of the model; a quantity that could not be computed has a Value
// that is not OK.
func (v *Values) Get(name string) (Value, bool) {
	x, ok := v.Nominal(name)
	if !ok || !x.OK || x.Bool {
		return x, ok
	}
	if i, has := v.Interval(name); has {
		x.Low, x.High, x.Median, x.HasInterval = i.Low, i.High, i.Median, true
		if q := v.model.byName[name]; q.Formula != nil {
			x.Digits = v.state[q.index].quiet
		}
	}
	return x, true
}

// Nominal is Get without the interval, which may cost time.
func (v *Values) Nominal(name string) (Value, bool) {
	q, ok := v.model.byName[name]
	if !ok {
		return Value{}, false
	}
	s := v.state[q.index]
	return Value{
		SI: v.env[q.index], Dim: q.typ.Dim, Unit: q.Unit,
		Digits: s.digits, Given: q.Formula == nil, Bool: q.typ.Bool, OK: s.ok, Silent: s.silent,
	}, true
}

// Uncertain tells whether a quantity rests on a parameter whose uncertainty is
// stated, without computing what follows from it.
func (v *Values) Uncertain(name string) bool {
	q, ok := v.model.byName[name]
	return ok && v.state[q.index].ok && v.state[q.index].uncertain
}

// show prints a value for a message, in a unit as it is written.
func show(si float64, u unit.Unit) string {
	text := strconv.FormatFloat(u.FromSI(si), 'g', 4, 64)
	if u.IsOne() {
		return text
	}
	return text + " " + u.String()
}
