package model

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// How the search for a tipping point goes: tipSteps values in equal ratios to
// each side, as far as a factor tipReach; the interval in which the verdict
// flips is then cut into tipParts parts, tipRounds times. A parameter at 0 goes
// tipDeviations of its standard deviations to each side instead.
const (
	tipReach      = 100
	tipSteps      = 160
	tipParts      = 24
	tipRounds     = 8
	tipDeviations = 10

	mostTipDigits = 8
)

// A Tip is a value of one parameter at which the verdict of a claim flips
// between true and false, all other parameters staying at their values.
type Tip struct {
	Parameter *Quantity
	Value     Value // of the parameter, on the far side of the flip; its Digits tell it from the present value
	Passes    bool  // beyond it the claim is true
	// Ratio is the value over the present one; 0 where that is 0.
	Ratio float64
	// Deviations is how far the value lies from the present one in standard
	// deviations of the parameter (half the 95 % interval on that side over
	// 1.96); 0 where no uncertainty is stated.
	Deviations float64
	Inside     bool // within the parameter's 95 % interval
}

// Tipping lists where a claim's verdict flips: for every parameter that it
// rests on, but for those that are exact, the nearest such value below and the
// nearest above the present one, the smallest relative change first. The search
// goes from a hundredth to a hundredfold of the present value, within the
// bounds of a distribution that has some, and no further than the claim has a
// value. A claim counts as true where it is reproduced or rounded by itself;
// what it supposes as given plays no part.
//
// It is an error where the claim cannot be tested, and where the forms take too
// many steps.
func (v *Values) Tipping(claim string) ([]Tip, error) {
	c := v.model.Claim(claim)
	if c == nil {
		return nil, fmt.Errorf("no claim is called %q", clip(claim))
	}
	t := &tipping{v: v, c: c, exprs: []tested{c.lower, c.upper}}
	if c.holds.code != nil {
		t.exprs = []tested{c.holds}
	}
	if c.broken || t.exprs[0].code == nil {
		return nil, fmt.Errorf("claim %s cannot be tested", claim)
	}
	if c.Upper == "" {
		t.exprs = t.exprs[:1]
	}
	verdict, _, _, ok := v.try(c)
	if !ok {
		return nil, fmt.Errorf("what claim %s is held against has no value", claim)
	}
	t.passes = passes(verdict)
	if !t.affordable() {
		return nil, errTipping
	}
	var tips []Tip
	for _, i := range t.parameters() {
		tips = append(tips, t.of(i)...)
	}
	slices.SortStableFunc(tips, compareTips)
	return tips, nil
}

var errTipping = errors.New("the search for tipping points takes too long")

func passes(v Verdict) bool { return v == Reproduced || v == Rounded }

// compareTips puts the smaller relative change first, and of equal ones (as
// inputs of a product have them) the one that fewer deviations are enough for.
func compareTips(a, b Tip) int {
	if c := cmp.Compare(a.size(), b.size()); c != 0 {
		return c
	}
	known := func(t Tip) float64 {
		if t.Deviations == 0 {
			return math.Inf(1)
		}
		return math.Abs(t.Deviations)
	}
	return cmp.Compare(known(a), known(b))
}

// size orders tips: by relative change; those without one last, by deviations.
func (t Tip) size() float64 {
	const behind, same = 1e6, 1e-6
	if t.Ratio > 0 {
		return math.Round(math.Abs(math.Log(t.Ratio))/same) * same
	}
	return behind + math.Abs(t.Deviations)
}

// tipping is one search.
type tipping struct {
	v      *Values
	c      *Claim
	exprs  []tested
	passes bool
}

// parameters lists those that the claim rests on.
func (t *tipping) parameters() []int {
	in := map[int]bool{}
	for _, e := range t.exprs {
		for _, u := range e.uses {
			for _, i := range t.v.model.parametersBelow(t.v.model.quantities[u]) {
				in[i] = true
			}
		}
	}
	var list []int
	for i, p := range t.v.model.quantities {
		if in[i] && p.Kind != Exact {
			list = append(list, i)
		}
	}
	return list
}

// affordable notes what the search takes, and tells whether all searches of
// these values stay within their bounds.
func (t *tipping) affordable() bool {
	const points = 2 * (tipSteps + tipParts*tipRounds)
	nodes, steps := 0, 0
	below := map[int]bool{}
	for _, e := range t.exprs {
		nodes += e.code.Size()
		_, k, _ := e.code.EvalCounted(t.v.env)
		steps += k
		for _, u := range e.uses {
			for _, i := range t.v.model.below(t.v.model.quantities[u]) {
				below[i] = true
			}
		}
	}
	list := make([]int, 0, len(below))
	for i := range below {
		list = append(list, i)
	}
	all := t.parameters()
	totalNodes, totalSteps := 0, 0
	for _, i := range all {
		n, k := t.v.effort(list, []int{i})
		totalNodes += points * (n + nodes)
		totalSteps += points * (k + steps)
		totalNodes += 20 * len(t.v.env)
	}
	t.v.mu.Lock()
	defer t.v.mu.Unlock()
	if t.v.tipNodes+totalNodes > indexNodes || t.v.tipSteps+totalSteps > t.v.model.maxSteps {
		return false
	}
	t.v.tipNodes += totalNodes
	t.v.tipSteps += totalSteps
	return true
}

// of finds the tips of one parameter.
func (t *tipping) of(i int) []Tip {
	var tips []Tip
	for _, up := range []bool{false, true} {
		xs := t.steps(i, up)
		if len(xs) < 2 {
			continue
		}
		near, far, found := t.flip(i, xs)
		if !found {
			continue
		}
		for range tipRounds {
			if xs = between(near, far, tipParts); len(xs) < 3 {
				break
			}
			a, b, ok := t.flip(i, xs)
			if !ok {
				break
			}
			near, far = a, b
		}
		tips = append(tips, t.tip(i, far))
	}
	return tips
}

// steps lists values from the present one outwards.
func (t *tipping) steps(i int, up bool) []float64 {
	x, s := t.v.env[i], t.v.given[i].spread
	low, high := s.bounds()
	var xs []float64
	add := func(y float64) bool {
		if !finite(y) || y < low || y > high {
			return false
		}
		xs = append(xs, y)
		return true
	}
	add(x)
	if x == 0 {
		below, above := t.deviations(i)
		step := above
		if !up {
			step = -below
		}
		for k := 1; k <= tipSteps && step != 0; k++ {
			if !add(step * tipDeviations * float64(k) / tipSteps) {
				break
			}
		}
		return xs
	}
	grow := up == (x > 0)
	for k := 1; k <= tipSteps; k++ {
		f := math.Pow(tipReach, float64(k)/tipSteps)
		if !grow {
			f = 1 / f
		}
		if !add(x * f) {
			end := low
			if up {
				end = high
			}
			if end != xs[len(xs)-1] {
				add(end)
			}
			break
		}
	}
	return xs
}

// deviations are the standard deviations of a parameter to either side.
func (t *tipping) deviations(i int) (below, above float64) {
	s := t.v.given[i].spread
	if s.None() {
		return 0, 0
	}
	low, high := s.Interval()
	return (t.v.env[i] - low) / z95, (high - t.v.env[i]) / z95
}

// between divides an interval; its ends are the first and the last value.
func between(a, b float64, n int) []float64 {
	xs := []float64{a}
	for k := 1; k < n; k++ {
		if x := a + (b-a)*float64(k)/float64(n); x != xs[len(xs)-1] && x != b {
			xs = append(xs, x)
		}
	}
	return append(xs, b)
}

// flip finds the first two neighbours between which the verdict is another, or
// between which a window of truth is passed over: then the far one is the
// middle of the window, as nearly as the values tell.
func (t *tipping) flip(i int, xs []float64) (near, far float64, ok bool) {
	pass, off, has := t.try(i, xs)
	for k := 1; k < len(xs); k++ {
		if !has[k] || !has[k-1] {
			return 0, 0, false
		}
		if pass[k] != pass[0] {
			return xs[k-1], xs[k], true
		}
		if !pass[k] && off != nil && off[k]*off[k-1] < 0 {
			if mid, ok := t.window(i, xs[k-1], xs[k]); ok {
				return xs[k-1], mid, true
			}
		}
	}
	return 0, 0, false
}

// window finds a value at which the claim is true where what it is held
// against passes the printed number between a and b. A jump has no window.
func (t *tipping) window(i int, a, b float64) (float64, bool) {
	for range tipRounds {
		xs := between(a, b, tipParts)
		pass, off, has := t.try(i, xs)
		crossed := false
		for k := range xs {
			if !has[k] {
				return 0, false
			}
			if pass[k] {
				return xs[k], true
			}
			if k > 0 && off[k]*off[k-1] < 0 {
				a, b, crossed = xs[k-1], xs[k], true
				break
			}
		}
		if !crossed {
			return 0, false
		}
	}
	return 0, false
}

// try tests the claim for each value of a parameter: whether it is true, and
// for a number how far it is off, with the sign (nil for a phrase and a range).
func (t *tipping) try(i int, xs []float64) (pass []bool, off []float64, has []bool) {
	n := len(xs)
	columns := make([][]float64, len(t.v.env)+1)
	columns[i] = xs
	rest := t.v.restOn(columns)
	out := make([][]float64, len(t.exprs))
	pass, has = make([]bool, n), make([]bool, n)
	for k, e := range t.exprs {
		if !t.v.columns(e.uses, columns, rest, n, func(u int) []float64 { return t.v.env[u : u+1 : u+1] }) {
			return pass, nil, has
		}
		out[k] = evalColumns(e.code, columns, n)
	}
	c := t.c
	if c.holds.code == nil && !c.isRange {
		off = make([]float64, n)
	}
	for r := range xs {
		low := Value{SI: out[0][r], OK: true}
		high := Value{SI: out[len(out)-1][r], OK: true}
		has[r] = !math.IsNaN(low.SI) && !math.IsNaN(high.SI)
		switch {
		case !has[r]:
		case c.holds.code != nil:
			pass[r] = low.SI != 0
		case c.Upper == "":
			pass[r] = passes(c.compare(low))
		default:
			pass[r] = passes(worse(c.digits(c.low, low), c.digits(c.high, high)))
		}
		if off != nil && has[r] {
			off[r] = low.SI - c.high.si()
		}
	}
	return pass, off, has
}

func (t *tipping) tip(i int, x float64) Tip {
	p := t.v.model.quantities[i]
	now := t.v.env[i]
	tip := Tip{Parameter: p, Passes: !t.passes, Value: Value{SI: x, Dim: p.typ.Dim, Unit: p.Unit, Digits: 3, OK: true}}
	if now != 0 {
		tip.Ratio = x / now
		if d := math.Abs(tip.Ratio - 1); d > 0 && d < 0.1 { // enough to be told from the present value
			tip.Value.Digits = min(max(3, 1+int(math.Ceil(-math.Log10(d)))), mostTipDigits)
		}
	}
	if s := t.v.given[i].spread; !s.None() {
		low, high := s.Interval()
		tip.Inside = x >= low && x <= high
		below, above := t.deviations(i)
		switch {
		case x < now && below > 0:
			tip.Deviations = (x - now) / below
		case x > now && above > 0:
			tip.Deviations = (x - now) / above
		}
	}
	return tip
}

// bounds are the ends of a distribution; infinite where it has none.
func (s Spread) bounds() (low, high float64) {
	switch s.Shape {
	case Uniform:
		return s.A, s.B
	case Triangular:
		return s.A, s.C
	case Beta:
		return 0, 1
	}
	return math.Inf(-1), math.Inf(1)
}
