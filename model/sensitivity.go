package model

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"reckon/internal/diag"
)

// Rows of the two matrices that the indices are estimated from: replicates of
// a design, each of its own scramble, so that their scatter gives the error.
// Each replicate has a power of two of rows from leastRows to mostRows, as many
// as the budgets allow.
const (
	replicates = 16
	mostRows   = 2048
	leastRows  = 16

	leastSpread = 1e-12 // of the mean: what varies by less shows the errors of its computation

	indexNodes  = 2_000_000_000 // nodes evaluated by all columns of all runs
	indexValues = 30_000_000    // numbers held at once
)

// An Estimate is a number with its own standard error.
type Estimate struct{ Value, Error float64 }

// An Index is the share of a quantity's variance that is due to an uncertain
// parameter. Parameters that are correlated with each other have one index
// together: only what is independent can share a variance.
type Index struct {
	Parameters []*Quantity
	First      Estimate // alone: what the variance would lose were they known
	Total      Estimate // with all interactions: what would remain were all others known
}

// Sensitivity gives the first-order and total Sobol indices of a quantity for
// the uncertain parameters that it rests on, the largest total first.
//
// With two matrices A and B of independent draws, and AB_i that is A but for
// the columns of input i, which are those of B (Saltelli et al., Comput. Phys.
// Commun. 181, 2010, 259):
//
//	total_i = Σ (f(A) − f(AB_i))² / 2 N V                (Jansen 1999)
//	first_i = Σ f(B) (f(AB_i) − f(A)) / N V              (Saltelli 2010), or
//	first_i = the correlation of f(B) with f(AB_i)       (Janon et al. 2014)
//
// Of the two estimates of the first order, the one with the smaller error is
// given. A column of A and its partner in B are the two coordinates of a
// scrambled (0, m, 2)-net in base 2 (Sobol' 1967), in an order of its own for
// each parameter. The error is that of the mean of the replicates. It follows
// from names alone, so that the same model has the same indices everywhere.
//
// It is an error where the quantity has no value, does not rest on an uncertain
// parameter or does not vary, and where its forms take too many steps.
// Checked against the closed forms of a sum, of a product and of Ishigami's
// function.
func (v *Values) Sensitivity(name string) ([]Index, error) {
	q, ok := v.model.byName[name]
	switch {
	case !ok:
		return nil, fmt.Errorf("no quantity is called %q", clip(name))
	case q.typ.Bool:
		return nil, fmt.Errorf("%s is true or false, and has no variance", name)
	case !v.state[q.index].ok:
		return nil, fmt.Errorf("%s has no value", name)
	case !v.state[q.index].uncertain:
		return nil, fmt.Errorf("%s rests on no parameter with a stated uncertainty", name)
	}
	s := &sobol{v: v, q: q, groups: v.inputGroups(q)}
	if err := s.size(); err != nil {
		return nil, err
	}
	s.draw()
	list, err := s.indices()
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b Index) int { return cmp.Compare(b.Total.Value, a.Total.Value) })
	return list, nil
}

// inputGroups lists the uncertain parameters below a quantity, those that are
// correlated together. A partner that the quantity does not use plays no part.
func (v *Values) inputGroups(q *Quantity) [][]int {
	var groups [][]int
	inputs := v.uncertainInputs(q)
	done := map[int]bool{}
	for _, i := range inputs {
		if done[i] {
			continue
		}
		group := []int{i}
		for _, k := range v.model.correlatedWith(i) {
			if k != i && slices.Contains(inputs, k) {
				group = append(group, k)
			}
		}
		slices.Sort(group)
		for _, k := range group {
			done[k] = true
		}
		groups = append(groups, group)
	}
	return groups
}

// sobol is one estimation of indices.
type sobol struct {
	v      *Values
	q      *Quantity
	groups [][]int
	rows   int         // of one replicate
	a, b   [][]float64 // by quantity: columns of both matrices
}

// size chooses the rows and judges the work: each group's parameters move all
// that rests on them.
func (s *sobol) size() error {
	below := s.v.model.below(s.q)
	nodes, steps := s.v.effort(below, slices.Concat(s.groups...))
	nodes, steps = 2*nodes, 2*steps
	held := 2 * len(below)
	for _, g := range s.groups {
		n, k := s.v.effort(below, g)
		nodes, steps, held = nodes+n, steps+k, held+2*len(g)
	}
	for s.rows = mostRows; s.rows >= leastRows; s.rows /= 2 {
		if n := s.rows * replicates; steps <= s.v.model.maxSteps/n && held <= indexValues/n && nodes <= indexNodes/n {
			return nil
		}
	}
	return fmt.Errorf("the indices of %s take too long: %d steps of forms for each of %d rows", s.q.Name, steps, leastRows*replicates)
}

// effort is what one evaluation of those quantities takes that rest on some
// parameters: nodes evaluated, and steps within forms.
func (v *Values) effort(below, parameters []int) (nodes, steps int) {
	columns := make([][]float64, len(v.env)+1)
	for _, i := range parameters {
		columns[i] = v.env[i : i+1]
	}
	rest := v.restOn(columns)
	for _, i := range below {
		if rest[i] {
			nodes += v.model.quantities[i].code.Size()
			steps += v.state[i].steps
		}
	}
	return nodes, steps
}

// below lists the derived quantities that a quantity rests on, itself among
// them, inputs first.
func (m *Model) below(q *Quantity) []int {
	in := map[int]bool{}
	var list []int
	var visit func(i int)
	visit = func(i int) {
		if in[i] {
			return
		}
		in[i] = true
		for _, u := range m.quantities[i].uses {
			visit(u)
		}
		if m.quantities[i].code != nil {
			list = append(list, i)
		}
	}
	visit(q.index)
	return list
}

// draw fills the columns of the parameters and computes all that follows.
func (s *sobol) draw() {
	n := len(s.v.env) + 1
	s.a, s.b = make([][]float64, n), make([][]float64, n)
	for _, group := range s.groups {
		s.parameters(group)
	}
	for _, columns := range [][][]float64{s.a, s.b} {
		s.run(columns, nil)
	}
}

// run computes the derived quantities whose columns are missing. What does not
// vary has one value; what does not rest on a varied column comes from others.
func (s *sobol) run(columns, others [][]float64) []float64 {
	rest := s.v.restOn(columns)
	s.v.columns([]int{s.q.index}, columns, rest, s.rows*replicates, func(i int) []float64 {
		if others != nil && others[i] != nil {
			return others[i]
		}
		return s.v.env[i : i+1 : i+1]
	})
	return columns[s.q.index]
}

// parameters draws both columns of correlated parameters, or of one alone.
func (s *sobol) parameters(group []int) {
	m := s.v.model
	n := s.rows * replicates
	ua, ub := make([][]float64, len(group)), make([][]float64, len(group))
	for k, i := range group {
		ua[k], ub[k] = pairs(m.quantities[i].Name, s.rows)
	}
	l := [][]float64{{1}}
	if len(group) > 1 {
		l = cholesky(m.matrix(group))
	}
	for k, i := range group {
		spread := s.v.given[i].spread
		for _, side := range []struct{ from, to [][]float64 }{{ua, s.a}, {ub, s.b}} {
			col := make([]float64, n)
			for r := range col {
				p := side.from[k][r]
				if len(group) > 1 {
					z := 0.0
					for j := 0; j <= k; j++ {
						z += l[k][j] * normalQuantile(side.from[j][r])
					}
					p = normalShare(z)
				}
				col[r] = spread.Quantile(p)
			}
			side.to[i] = col
		}
	}
}

// normalShare is the part of a normal distribution below z, kept off 0 and 1.
func normalShare(z float64) float64 {
	const least = 1.0 / (1 << 53)
	return min(max(math.Erfc(-z/math.Sqrt2)/2, least), 1-least)
}

// pairs gives two columns of shares for a parameter: in each replicate the two
// coordinates of a (0, m, 2)-net, shifted digit by digit, in random order.
func pairs(name string, rows int) (a, b []float64) {
	r := newRandom("sobol " + name)
	order := make([]int32, rows)
	for range replicates {
		shiftA, shiftB := r.next()>>12, r.next()>>12
		for k := range order {
			order[k] = int32(k)
		}
		shuffle(r, order)
		for _, k := range order {
			x, y := netPoint(uint32(k))
			a = append(a, (float64(uint64(x)<<20^shiftA)+0.5)/(1<<52))
			b = append(b, (float64(uint64(y)<<20^shiftB)+0.5)/(1<<52))
		}
	}
	return a, b
}

// netPoint gives the first two coordinates of Sobol's sequence as 32 digits.
func netPoint(k uint32) (x, y uint32) {
	vx, vy := uint32(1)<<31, uint32(1)<<31
	for ; k > 0; k >>= 1 {
		if k&1 != 0 {
			x ^= vx
			y ^= vy
		}
		vx >>= 1
		vy ^= vy >> 1
	}
	return x, y
}

func (s *sobol) indices() ([]Index, error) {
	fa, fb := s.a[s.q.index], s.b[s.q.index]
	if len(fa) < 2 || len(fb) < 2 {
		return nil, fmt.Errorf("%s has no draws", s.q.Name)
	}
	var list []Index
	for _, group := range s.groups {
		columns := make([][]float64, len(s.a))
		for _, i := range group {
			columns[i] = s.b[i]
		}
		fab := fa // the quantity may be the parameter itself
		if s.q.Formula != nil {
			fab = s.run(columns, s.a)
		} else {
			fab = s.b[s.q.index]
		}
		first, total, err := s.estimate(fa, fb, fab)
		if err != nil {
			return nil, err
		}
		ix := Index{First: first, Total: total}
		for _, i := range group {
			ix.Parameters = append(ix.Parameters, s.v.model.quantities[i])
		}
		list = append(list, ix)
	}
	return list, nil
}

// estimate takes the indices of one group from its three columns. Rows in which
// one of them has no result are left out.
func (s *sobol) estimate(fa, fb, fab []float64) (first, total Estimate, err error) {
	all := moments{}
	parts := make([]moments, replicates)
	mean := meanOf(fa, fb)
	for r := range fa {
		x, y, z := fa[r]-mean, fb[r]-mean, at0(fab, r)-mean
		if d := x + y + z; d-d != 0 {
			continue
		}
		parts[r/s.rows].add(x, y, z)
		all.add(x, y, z)
	}
	if all.n < float64(len(fa))/2 {
		return first, total, fmt.Errorf("most draws give %s no value", s.q.Name)
	}
	if v := all.variance(); !(v > 0) || math.Sqrt(v) < leastSpread*math.Abs(mean) {
		return first, total, fmt.Errorf("%s does not vary with its inputs", s.q.Name)
	}
	value := func(f func(m moments) float64) Estimate {
		e := Estimate{Value: f(all)}
		n, squares := 0.0, 0.0
		for _, p := range parts {
			if p.n > 1 && p.variance() > 0 {
				d := f(p) - e.Value
				squares += d * d
				n++
			}
		}
		if n > 1 {
			e.Error = math.Sqrt(squares / (n - 1) / n)
		}
		return e
	}
	total = value(func(m moments) float64 { return m.jansen / m.n / 2 / m.variance() })
	saltelli := value(func(m moments) float64 { return m.saltelli / m.n / m.variance() })
	janon := value(moments.correlation)
	first = saltelli
	if janon.Error < saltelli.Error {
		first = janon
	}
	return first, total, nil
}

// at0 reads a column that may hold one value for all rows.
func at0(col []float64, r int) float64 {
	if len(col) == 1 {
		return col[0]
	}
	return col[r]
}

func meanOf(columns ...[]float64) float64 {
	n, total := 0.0, 0.0
	for _, col := range columns {
		for _, x := range col {
			if x-x == 0 {
				n++
				total += (x - total) / n
			}
		}
	}
	return total
}

// moments are sums over rows of the centred values x = f(A), y = f(B) and
// z = f(AB_i).
type moments struct {
	n                float64
	x, xx            float64 // of f(A) and f(B)
	yz, sum, squares float64 // of f(B) and f(AB_i)
	jansen, saltelli float64
}

func (m *moments) add(x, y, z float64) {
	m.n++
	m.x += x + y
	m.xx += x*x + y*y
	m.yz += y * z
	m.sum += y + z
	m.squares += y*y + z*z
	m.jansen += (x - z) * (x - z)
	m.saltelli += y * (z - x)
}

func (m moments) variance() float64 {
	mean := m.x / m.n / 2
	return m.xx/m.n/2 - mean*mean
}

// correlation is that of f(B) and f(AB_i), whose means and variances are equal.
func (m moments) correlation() float64 {
	mean := m.sum / m.n / 2
	v := m.squares/m.n/2 - mean*mean
	if !(v > 0) {
		return 0
	}
	return (m.yz/m.n - mean*mean) / v
}

// An Elasticity is the relative change of a quantity over that of a parameter.
type Elasticity struct {
	Parameter *Quantity
	Value     float64
}

// elasticStep is the relative change of a parameter, to either side.
const elasticStep = 1e-3

// Elasticities lists the elasticity of a quantity with respect to every
// parameter that it rests on, but for those that are exact, the strongest
// first. Those at 0 and those where it is not defined, because the value or the
// parameter is 0 or there is no result nearby, are left out; so are those for
// which there is no time.
func (v *Values) Elasticities(name string) []Elasticity {
	q, ok := v.model.byName[name]
	if !ok || !v.state[q.index].ok || q.typ.Bool || v.env[q.index] == 0 {
		return nil
	}
	var list []Elasticity
	b := v.budget(q)
	for _, i := range v.model.parametersBelow(q) {
		p := v.model.quantities[i]
		if p.Kind == Exact || v.env[i] == 0 || !b.spend(i, 2) {
			continue
		}
		if e, ok := v.elasticity(q, i); ok && e != 0 {
			list = append(list, Elasticity{p, e})
		}
	}
	slices.SortStableFunc(list, func(a, b Elasticity) int { return cmp.Compare(math.Abs(b.Value), math.Abs(a.Value)) })
	return list
}

// A budget bounds what varying one parameter after the other may take.
type budget struct {
	v            *Values
	below        []int
	nodes, steps int // left
}

func (v *Values) budget(q *Quantity) *budget {
	return &budget{v, v.model.below(q), indexNodes, v.model.maxSteps}
}

// spend takes the cost of n values of a parameter; false when there is not
// enough left.
func (b *budget) spend(parameter, n int) bool {
	nodes, steps := b.v.effort(b.below, []int{parameter})
	nodes += len(b.v.env) // finding out what rests on it
	if n*nodes > b.nodes || n*steps > b.steps {
		return false
	}
	b.nodes, b.steps = b.nodes-n*nodes, b.steps-n*steps
	return true
}

// elasticity is a central difference; the parameter and the value are not 0.
func (v *Values) elasticity(q *Quantity, i int) (float64, bool) {
	x := v.env[i]
	ys, fs := v.Sweep(v.model.quantities[i].Name, []float64{x * (1 - elasticStep), x * (1 + elasticStep)}, q.Name, diag.Pos{})
	if len(fs) > 0 || len(ys) != 2 || !ys[0].OK || !ys[1].OK {
		return 0, false
	}
	return (ys[1].SI - ys[0].SI) / v.env[q.index] / (2 * elasticStep), true
}

// parametersBelow lists the parameters that a quantity rests on, in the order
// of declaration; a parameter rests on itself.
func (m *Model) parametersBelow(q *Quantity) []int {
	in := map[int]bool{}
	var visit func(i int)
	visit = func(i int) {
		if !in[i] {
			in[i] = true
			for _, u := range m.quantities[i].uses {
				visit(u)
			}
		}
	}
	visit(q.index)
	var list []int
	for i, p := range m.quantities {
		if in[i] && p.Formula == nil {
			list = append(list, i)
		}
	}
	return list
}
