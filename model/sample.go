package model

import (
	"cmp"
	"math"
	"math/bits"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"reckon/internal/diag"
	"reckon/model/formula"
)

// Draws of the uncertain parameters. A formula with a form that binds a
// variable costs as much as hundreds of plain ones: it, and what rests on it,
// is computed for the first few draws alone, as many as formSteps allows: a
// power of two from leastDraws to bindingDraws. The first bindingDraws draws
// are a Latin hypercube by themselves. Where not even leastDraws are allowed
// there is no interval, and [Values.Dropped] says so.
const (
	draws        = 10_240
	bindingDraws = 512 // divides draws
	leastDraws   = 32
	maxDropped   = 0.001 // the share of draws without result that is no finding

	formSteps  = 50_000_000    // of one formula
	totalSteps = 1_000_000_000 // of all formulas with forms, shared evenly
)

// An Interval is what sampling tells of a quantity, in SI units.
type Interval struct {
	Low, Median, High float64 // quantiles at 0.025, 0.5 and 0.975
	Draws             int     // draws with a result; 0 for a parameter, whose distribution is known
	Dropped           int     // draws without: no root, a negative square root
}

// A cell holds the draws of one quantity, made when first asked for.
type cell struct {
	once     sync.Once
	skipped  bool      // its forms take too many steps
	x        []float64 // draws, or fewer, or one for all; NaN where there is no result
	interval Interval
	known    sync.Once
	has      bool
}

// Interval gives the 95 % interval of a quantity. It is false where no input
// has a stated uncertainty, and where the quantity has no value.
func (v *Values) Interval(name string) (Interval, bool) {
	q, ok := v.model.byName[name]
	if !ok || !v.state[q.index].ok || !v.state[q.index].uncertain || q.typ.Bool {
		return Interval{}, false
	}
	c := &v.cells[q.index]
	c.known.Do(func() {
		if q.Formula == nil {
			s := v.given[q.index].spread
			c.interval = Interval{Median: s.Median()}
			c.interval.Low, c.interval.High = s.Interval()
			c.has = true
			return
		}
		c.interval, c.has = intervalOf(v.sample(q.index))
	})
	return c.interval, c.has
}

// Samples gives the draws of a quantity; row i of every quantity belongs to
// the same draw of the parameters. A draw without a result is NaN. The slice
// is shared: do not change it. It is nil for a quantity without uncertainty.
func (v *Values) Samples(name string) []float64 {
	q, ok := v.model.byName[name]
	if !ok || !v.state[q.index].ok || !v.state[q.index].uncertain {
		return nil
	}
	return v.sample(q.index)
}

// Sample draws every uncertain quantity and takes its quantiles, on all cores:
// whoever needs most of the intervals has them sooner than one by one. The
// results are the same.
func (v *Values) Sample() {
	var next atomic.Int64
	work := func() {
		for i := next.Add(1) - 1; int(i) < len(v.model.quantities); i = next.Add(1) - 1 {
			v.Interval(v.model.quantities[i].Name)
		}
	}
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
}

// Dropped samples every uncertain quantity and reports those of which more
// than one draw in a thousand has no result, and those that cannot be sampled.
func (v *Values) Dropped() diag.List {
	var found diag.List
	for _, q := range v.model.quantities {
		i, ok := v.Interval(q.Name)
		if v.cells[q.index].skipped {
			found.Warn("limit-passed", q.text.at, "%s takes %d steps for each draw, and has no interval", q.Name, v.state[q.index].steps).Hint = "nest fewer forms, or narrow the interval of a sum"
		}
		if q.Formula == nil || !ok && i.Dropped == 0 {
			continue
		}
		if all := i.Draws + i.Dropped; float64(i.Dropped) > maxDropped*float64(all) && !v.dropsAlready(q) {
			found.Warn("draws-dropped", q.text.at, "%d of %d draws of the uncertain inputs give %s no value", i.Dropped, all, q.Name).Hint = "its interval is of the other draws alone; narrow the ranges of its inputs, or guard the formula with if"
		}
	}
	return found
}

// dropsAlready tells whether the draws are lost in an input.
func (v *Values) dropsAlready(q *Quantity) bool {
	for _, u := range q.uses {
		if i, ok := v.Interval(v.model.quantities[u].Name); ok && i.Dropped > 0 {
			return true
		}
	}
	return false
}

// sample makes the draws of a quantity.
func (v *Values) sample(i int) []float64 {
	c := &v.cells[i]
	c.once.Do(func() {
		q := v.model.quantities[i]
		switch {
		case !v.state[i].uncertain:
			c.x = v.env[i : i+1 : i+1]
		case q.Formula == nil:
			c.x = v.drawParameter(i)
		default:
			n := v.drawsOf(q.code, v.state[i].steps)
			if c.skipped = n == 0; !c.skipped {
				c.x = v.batch(q.code, q.uses, n)
			}
		}
	})
	return c.x
}

// drawsOf tells how many draws a formula is computed for, when one takes so
// many steps within forms; 0 for none.
func (v *Values) drawsOf(code *formula.Program, steps int) int {
	if !code.Binding() {
		return draws
	}
	n := bindingDraws
	for n >= leastDraws && n*steps > min(formSteps, totalSteps/max(v.model.forms, 1)) {
		n /= 2
	}
	if n < leastDraws {
		return 0
	}
	return n
}

// batch evaluates a formula for all draws, in parallel. The results do not
// depend on the number of cores: each draw is its own.
//
// It is nil where an input could not be sampled.
func (v *Values) batch(code *formula.Program, uses []int, n int) []float64 {
	columns := make([][]float64, len(v.env)+1)
	for _, u := range uses {
		if columns[u] = v.sample(u); columns[u] == nil {
			return nil
		}
		if k := len(columns[u]); k > 1 {
			n = min(n, k)
		}
	}
	return evalColumns(code, columns, n)
}

// evalColumns runs a program over columns[slot][draw]; a column of one value
// holds for all. What has no result is NaN.
func evalColumns(code *formula.Program, columns [][]float64, n int) []float64 {
	out, ok := make([]float64, n), make([]bool, n)
	size := 1024
	if code.Binding() {
		size = 64
	}
	var wg sync.WaitGroup
	next := make(chan int, n/size+1)
	for from := 0; from < n; from += size {
		next <- from
	}
	close(next)
	work := func() {
		part := make([][]float64, len(columns))
		for from := range next {
			to := min(from+size, n)
			for s, col := range columns {
				if len(col) > 1 {
					col = col[from:to]
				}
				part[s] = col
			}
			code.EvalBatch(part, out[from:to], ok[from:to])
		}
	}
	for range min(runtime.GOMAXPROCS(0), n/size+1) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	return out
}

// intervalOf takes the quantiles of the draws that have a result.
func intervalOf(x []float64) (Interval, bool) {
	good := 0
	low, high := math.Inf(1), math.Inf(-1)
	for _, y := range x {
		if y == y {
			good++
			low, high = min(low, y), max(high, y)
		}
	}
	in := Interval{Draws: good, Dropped: len(x) - good}
	if good < len(x)/2 || good < 2 {
		return in, false
	}
	q := quantiles(x, good, low, high, [3]float64{0.025, 0.5, 0.975})
	in.Low, in.Median, in.High = q[0], q[1], q[2]
	return in, true
}

// buckets is the number of equal parts of the range of draws that are counted
// before any is sorted.
const buckets = 256

// quantiles is [quantile] for three rising shares of values in any order, of
// which n are no NaN and lie from low to high. Values are counted in equal parts
// of the range; then those of three parts alone are put in order.
func quantiles(x []float64, n int, low, high float64, p [3]float64) (q [3]float64) {
	scale := buckets / (high - low)
	if high == low || math.IsInf(scale, 0) || scale == 0 {
		return selected(x, n, p)
	}
	part := func(y float64) int { return min(int((y-low)*scale), buckets-1) }
	var count [buckets]int32
	for _, y := range x {
		if y == y {
			count[part(y)]++
		}
	}
	var before, in [3]int // draws in lower parts, and the part of each quantile
	for k, share := range p {
		i, sum := int(share*float64(n-1)), 0
		for in[k] = 0; sum+int(count[in[k]]) <= i; in[k]++ {
			sum += int(count[in[k]])
		}
		before[k] = sum
	}
	var values [3][]float64
	above := [3]float64{math.Inf(1), math.Inf(1), math.Inf(1)} // the least value of higher parts
	for k := range values {
		values[k] = make([]float64, 0, count[in[k]])
	}
	for _, y := range x {
		if y != y {
			continue
		}
		b := part(y)
		for k := range values {
			if b == in[k] {
				values[k] = append(values[k], y)
			} else if b > in[k] && y < above[k] {
				above[k] = y
			}
		}
	}
	for k, share := range p {
		h := share * float64(n-1)
		i := int(h) - before[k]
		v := values[k]
		q[k] = nth(v, i)
		if h > math.Floor(h) {
			next := above[k]
			if i+1 < len(v) {
				next = slices.Min(v[i+1:])
			}
			q[k] += (h - math.Floor(h)) * (next - q[k])
		}
	}
	return q
}

// selected is quantiles for any values.
func selected(x []float64, n int, p [3]float64) (q [3]float64) {
	good := make([]float64, 0, n)
	for _, y := range x {
		if y == y {
			good = append(good, y)
		}
	}
	slices.Sort(good)
	for k, share := range p {
		q[k] = quantile(good, share)
	}
	return q
}

// nth moves the value that sorting would put at k there, no larger ones before
// and no smaller ones behind it (Hoare's selection; the middle of three values
// is the pivot, so that sorted draws take no longer).
func nth(x []float64, k int) float64 {
	low, high := 0, len(x)-1
	for low < high {
		mid := low + (high-low)/2
		pivot := max(min(x[low], x[mid]), min(max(x[low], x[mid]), x[high]))
		i, j := low, high
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return x[k]
		}
	}
	return x[k]
}

// quantile interpolates between neighbours of sorted values (Hyndman and Fan's
// definition 7).
func quantile(sorted []float64, p float64) float64 {
	h := p * float64(len(sorted)-1)
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}

// drawParameter gives the draws of an uncertain parameter.
func (v *Values) drawParameter(i int) []float64 {
	u := v.uniforms(i)
	s := v.given[i].spread
	x := make([]float64, len(u))
	for k, p := range u {
		x[k] = s.Quantile(p)
	}
	return x
}

// uniforms gives the draws of a parameter as shares of its distribution. A
// parameter that is correlated with others takes the ranks of correlated
// normal draws.
func (v *Values) uniforms(i int) []float64 {
	if score := v.correlatedScores(i); score != nil {
		return ranks(score)
	}
	return hypercube(v.model.quantities[i].Name)
}

// hypercube draws a Latin hypercube's column for a parameter: one value in each
// of n equal shares, in an order of its own. The first bindingDraws values, and
// each such slice after, are a coarser Latin hypercube by themselves (a sliced
// design: Qian, J. Am. Stat. Assoc. 107, 393, 2012). The order follows from the
// parameter's name alone, so that no parameter's draws depend on which others
// the model has.
func hypercube(name string) []float64 {
	const slicesOf = bindingDraws
	const parts = draws / slicesOf
	r := newRandom(name)
	u := make([]float64, draws)
	var order [slicesOf]int32
	level := make([][parts]int32, slicesOf) // which fine share of a coarse one each slice takes
	for c := range level {
		for p := range level[c] {
			level[c][p] = int32(p)
		}
		shuffle(r, level[c][:])
	}
	for p := range parts {
		for c := range order {
			order[c] = int32(c)
		}
		shuffle(r, order[:])
		for k, c := range order {
			fine := float64(int(c)*parts + int(level[c][p]))
			u[p*slicesOf+k] = (fine + r.float()) / draws
		}
	}
	return u
}

// ranks gives for each score the middle of the equal share that its rank takes:
// the column of a Latin hypercube. Where two parameters have the same ranks, or
// opposite ones, as a coefficient of 1 or -1 wants it, nothing parts them.
func ranks(score []float64) []float64 {
	index := make([]int, len(score))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int { return cmp.Compare(score[a], score[b]) })
	u := make([]float64, len(score))
	for rank, i := range index {
		u[i] = (float64(rank) + 0.5) / float64(len(score))
	}
	return u
}

// A random is a small generator of our own, so that draws never change with a
// release of Go: splitmix64 (Steele, Lea and Flood, OOPSLA 2014), seeded by the
// FNV-1a hash of a name.
type random uint64

func newRandom(name string) *random {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	r := random(h)
	return &r
}

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// float is in (0, 1): never its ends, where quantiles may be infinite.
func (r *random) float() float64 { return (float64(r.next()>>12) + 0.5) / (1 << 52) }

// below is in [0, n).
func (r *random) below(n int) int {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int(hi)
}

func shuffle(r *random, x []int32) {
	for i := len(x) - 1; i > 0; i-- {
		j := r.below(i + 1)
		x[i], x[j] = x[j], x[i]
	}
}
