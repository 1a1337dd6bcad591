package model

import (
	"cmp"
	"math"
	"slices"

	"reckon/internal/diag"
)

// bandDraws is the number of draws of each point of a band.
const bandDraws = 512

// Band is [Values.SweepOver] with the 95 % interval of each point: what is
// swept is certain at every point, all other inputs keep their uncertainty. It
// takes the first bandDraws draws, fewer where forms make them dear; points
// without enough draws that have a result have no interval.
func (v *Values) Band(x Variable, xs []float64, src string, at diag.Pos) ([]Value, diag.List) {
	values, found := v.SweepOver(x, xs, src, at)
	if values == nil || found.HasErrors() {
		return values, found
	}
	t, _ := v.prepareSweep(x, xs, src, at)
	swept := len(v.env)
	q := v.model.byName[x.Name]
	if q != nil {
		swept = q.index
	}
	if !v.sweepState(t.uses, q).uncertain || t.typ.Bool {
		return values, found
	}
	columns := make([][]float64, len(v.env)+1)
	columns[swept] = xs[len(xs)/2 : len(xs)/2+1]
	n := min(bandDraws, v.model.maxSteps/max(len(xs)*v.sweepSteps(t, columns), 1))
	if n < leastDraws {
		return values, found
	}
	rest := v.restOn(columns)
	for i := range values {
		if !values[i].OK {
			continue
		}
		columns := make([][]float64, len(v.env)+1)
		columns[swept] = xs[i : i+1]
		if !v.columns(t.uses, columns, rest, n, func(u int) []float64 {
			s := v.sample(u)
			if len(s) > 1 && len(s) < n {
				return nil // an input whose forms allow fewer draws
			}
			return s
		}) {
			return values, found
		}
		if in, ok := intervalOf(evalColumns(t.code, columns, n)); ok {
			values[i].Low, values[i].High, values[i].Median, values[i].HasInterval = in.Low, in.High, in.Median, true
		}
	}
	return values, found
}

// An Influence is what a quantity becomes when one uncertain parameter goes to
// the ends of its 95 % interval and all others stay at their values.
type Influence struct {
	Parameter *Quantity
	Low, High Value // of the result, at the parameter's low and high end; either may not be OK
	// Elasticity is the relative change of the result over that of the
	// parameter, from a change of the parameter by one part in a thousand to
	// either side; 0 where the parameter or the result is 0.
	Elasticity float64
}

// Swing is the distance between the results at the two ends.
func (i Influence) Swing() float64 {
	if !i.Low.OK || !i.High.OK {
		return math.Inf(1)
	}
	return math.Abs(i.High.SI - i.Low.SI)
}

// Influences lists how each uncertain parameter moves a quantity, the
// strongest first; those for which there is no time are left out.
func (v *Values) Influences(name string) []Influence {
	q, ok := v.model.byName[name]
	if !ok || !v.state[q.index].ok || q.typ.Bool {
		return nil
	}
	var all []Influence
	b := v.budget(q)
	for _, i := range v.uncertainInputs(q) {
		p := v.model.quantities[i]
		if !b.spend(i, 4) {
			continue
		}
		low, high := v.given[i].spread.Interval()
		ys, fs := v.Sweep(p.Name, []float64{low, high}, name, diag.Pos{})
		if len(fs) > 0 || len(ys) != 2 {
			continue
		}
		one := Influence{Parameter: p, Low: ys[0], High: ys[1]}
		if v.env[i] != 0 && v.env[q.index] != 0 {
			one.Elasticity, _ = v.elasticity(q, i)
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b Influence) int { return cmp.Compare(b.Swing(), a.Swing()) })
	return all
}

// uncertainInputs lists the uncertain parameters that a quantity rests on, in
// the order of declaration; a parameter rests on itself.
func (v *Values) uncertainInputs(q *Quantity) []int {
	in := map[int]bool{}
	var visit func(i int)
	visit = func(i int) {
		if in[i] || !v.state[i].uncertain {
			return
		}
		in[i] = true
		for _, u := range v.model.quantities[i].uses {
			visit(u)
		}
	}
	visit(q.index)
	var list []int
	for i, p := range v.model.quantities {
		if in[i] && p.Formula == nil {
			list = append(list, i)
		}
	}
	return list
}

// trialStep is how far a parameter without a stated uncertainty is moved, to
// either side, to see what rests on it.
const trialStep = 0.1

// A Shift is what a result becomes when one parameter goes to the ends of its
// 95 % interval and all others stay. A parameter that states no uncertainty is
// tried at a tenth less and a tenth more; one at 0 cannot be tried.
type Shift struct {
	Low, High Value // of the result; either may not be OK
	Tried     bool  // at ±10 %, as no uncertainty is stated
}

// Shift moves one parameter and gives a result; it is false where the result
// has no value or is true or false, where it does not rest on the parameter,
// and where its forms take too many steps.
func (v *Values) Shift(parameter, result string) (Shift, bool) {
	p, okP := v.model.byName[parameter]
	q, okQ := v.model.byName[result]
	if !okP || !okQ || p.Formula != nil || q.typ.Bool || !v.state[p.index].ok || !v.state[q.index].ok {
		return Shift{}, false
	}
	if !slices.Contains(v.model.parametersBelow(q), p.index) || !v.budget(q).spend(p.index, 2) {
		return Shift{}, false
	}
	s := Shift{Tried: v.given[p.index].spread.None()}
	low, high := v.given[p.index].spread.Interval()
	if s.Tried {
		x := v.env[p.index]
		low, high = min(x*(1-trialStep), x*(1+trialStep)), max(x*(1-trialStep), x*(1+trialStep))
	}
	if low == high {
		return Shift{}, false
	}
	ys, fs := v.Sweep(parameter, []float64{low, high}, result, diag.Pos{})
	if len(fs) > 0 || len(ys) != 2 {
		return Shift{}, false
	}
	s.Low, s.High = ys[0], ys[1]
	return s, true
}
