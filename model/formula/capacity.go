package formula

import "math"

// Limits of the computation of a capacity.
const (
	capacityRounds = 20_000 // of alternating maximisation
	capacityGoal   = 1e-10  // of the gap between the bounds, over the result
	capacityLimit  = 1e-5   // beyond which the result is a fault
	multiplierCuts = 100    // bisections for the multiplier of the cost
	roundsBefore   = 100    // rounds before the interior-point method is tried
	pairEvery      = 4      // rounds between exchanges of pairs
	mostPairs      = 16     // exchanges in a row
	pairCuts       = 50     // bisections for the weight of an exchange
	leastWeight    = 1e-14  // a symbol is sent at least so often, so that it may come back
	leastShare     = 1e-300 // a symbol is received at least so often, for its logarithm
)

// A channel is one for which a capacity is sought: p[x*columns+y] is the
// probability that y is received where x is sent.
type channel struct {
	rows, columns int
	p             []float64
	cost          []float64 // of x; nil where nothing costs
	budget        float64   // of the mean cost
	bounded       bool      // there is a budget
	perCost       bool      // the information is sought for the mean cost
}

// normalise makes every row add to 1; it gives the first row that misses 1 by
// more than rowSlack or has a probability below 0, and its sum, else -1.
func (c *channel) normalise() (bad int, sum float64) {
	for r := range c.rows {
		row := c.p[r*c.columns : (r+1)*c.columns]
		sum, valid := 0.0, true
		for _, p := range row {
			sum += p
			valid = valid && p >= -rowSlack
		}
		if !valid || math.Abs(sum-1) > rowSlack {
			return r, sum
		}
		sum = 0
		for k, p := range row {
			row[k] = math.Max(p, 0)
			sum += row[k]
		}
		for k := range row {
			row[k] /= sum
		}
	}
	return -1, 0
}

func (c *channel) leastCost() float64 {
	least := math.Inf(1)
	for _, x := range c.cost {
		least = math.Min(least, x)
	}
	return least
}

// solve gives the capacity in bits by alternating maximisation (Arimoto, IEEE
// Trans. Inf. Theory 18, 1972, 14; Blahut, ibid., 460): with the input
// distribution p, q = Σ p P the distribution of what is received and
//
//	D(x) = Σ_y P(y|x) ln(P(y|x) / q(y))
//
// the next p is proportional to p exp(a D − s cost), where a = 1. As that is
// slow where symbols are hardly told apart, a grows as long as the result does,
// or the bound above it falls, and shrinks where they do not (Matz and Duhamel, IEEE Inf. Theory Workshop
// 2004). With a budget, s is the least multiplier from 0 that keeps the mean
// cost within it; for the information per cost, s/a is the ratio reached so far
// (Jimbo and Kunisawa, Inf. Control 43, 1979, 156). The result lies between two
// bounds that every round gives: what p attains, and
//
//	max_x (D − s/a cost) + s/a budget, or max_x D / cost.
//
// It is settled when these differ by less than capacityGoal, and not settled
// when they differ by more than capacityLimit after capacityRounds rounds. Each
// round takes one step for every pair of symbols. What takes more rounds than
// roundsBefore goes through [channel.interior] first. Checked against closed forms
// of the binary symmetric, erasure and Z channels, and of noiseless codes with
// costs.
func (c *channel) solve(steps *int) (bits float64, settled bool) {
	if c.bounded && c.budget <= c.leastCost()*(1+1e-12) {
		c.cheapest()
	}
	now, next := c.newTrial(), c.newTrial()
	for r := range now.p {
		now.p[r] = 1 / float64(c.rows)
	}
	c.weigh(now)
	if c.bounded { // the first one need not keep within the budget
		c.move(now, next, 1)
		c.weigh(next)
		now, next = next, now
		*steps -= len(c.p)
	}
	const grow, shrink, most, noise = 1.5, 8, 1e9, 1e-13
	a, best, least := 1.0, now.value, now.upper
	for round := range capacityRounds {
		if *steps -= len(c.p); *steps < 0 {
			return 0, false
		}
		if best, least = math.Max(best, now.value), math.Min(least, now.upper); least-best <= capacityGoal*c.size(now, least) {
			break
		}
		if round == roundsBefore {
			if best, least = c.interior(now, best, least, steps); least-best <= capacityGoal*c.size(now, least) {
				break
			}
		}
		c.move(now, next, a)
		c.weigh(next)
		gain, slight := next.value-now.value, noise*math.Abs(now.value)
		if a > 1 && (gain < -slight || gain < slight && next.upper > now.upper) {
			a = math.Max(1, a/shrink)
			continue
		}
		now, next = next, now
		a = math.Min(a*grow, most)
		if round%pairEvery == pairEvery-1 {
			now, next = c.pairs(now, next, steps)
		}
	}
	return math.Max(best, 0) / math.Ln2, least-best <= capacityLimit*c.size(now, best)
}

// size is what a gap is held against: the result, or a thousandth of a unit of
// information (for the mean cost) where that is more.
func (c *channel) size(t *trial, x float64) float64 {
	unit := 1e-3
	if c.perCost {
		unit /= dot(t.p, c.cost)
	}
	return math.Max(math.Abs(x), unit)
}

// A trial is an input distribution with what follows from it.
type trial struct {
	p, d, q      []float64
	s            float64 // the multiplier of the cost
	value, upper float64 // what it attains, and what none exceeds
}

func (c *channel) newTrial() *trial {
	return &trial{p: make([]float64, c.rows), d: make([]float64, c.rows), q: make([]float64, c.columns)}
}

// weigh computes the divergences and the bounds of a distribution.
func (c *channel) weigh(t *trial) {
	c.divergences(t.p, t.d, t.q)
	t.value, t.upper = dot(t.p, t.d), math.Inf(-1)
	if c.perCost {
		t.value /= dot(t.p, c.cost)
		for r, d := range t.d {
			t.upper = math.Max(t.upper, d/c.cost[r])
		}
		t.s = t.value
		return
	}
	for r, d := range t.d {
		t.upper = math.Max(t.upper, d-float64(t.s*at0(c.cost, r)))
	}
	if c.bounded {
		t.upper += t.s * c.budget
	}
}

// move takes a step of size a from one distribution to the next.
func (c *channel) move(from, to *trial, a float64) {
	for r, d := range from.d {
		to.d[r] = a * d
	}
	s := a * from.s
	if c.bounded {
		s = c.multiplier(from.p, to.d)
	}
	c.tilt(from.p, to.d, s, to.p)
	to.s = s / a
}

// pairs moves weight between two symbols at a time, from the one that loses
// most by being sent to the one that is worth most, as long as that improves the result. It
// settles what the rounds leave open: which of two symbols that are nearly
// alike to send.
func (c *channel) pairs(now, next *trial, steps *int) (*trial, *trial) {
	worth := func(r int) float64 { return now.d[r] - float64(now.s*at0(c.cost, r)) }
	for range min(mostPairs, c.rows) {
		to, from := 0, 0
		for r := range now.p {
			if worth(r) > worth(to) {
				to = r
			}
		}
		for r, p := range now.p { // what is sent most for being worth least
			if p*(worth(to)-worth(r)) > now.p[from]*(worth(to)-worth(from)) {
				from = r
			}
		}
		if to == from || *steps < 0 {
			break
		}
		delta := c.exchange(now, from, to)
		*steps -= pairCuts * c.columns / 8
		copy(next.p, now.p)
		next.p[from] = math.Max(next.p[from]-delta, leastWeight)
		next.p[to] += delta
		next.s = now.s
		c.weigh(next)
		*steps -= len(c.p)
		if c.bounded { // back within the budget
			held := *next
			held.p, held.d = append([]float64(nil), next.p...), append([]float64(nil), next.d...)
			c.move(&held, next, 1)
			c.weigh(next)
			*steps -= len(c.p)
		}
		if !(next.value > now.value) {
			break
		}
		now, next = next, now
	}
	return now, next
}

// exchange finds how much weight to move so that both symbols are worth the
// same, or all of it, by bisection: what one is worth falls as it is sent more.
func (c *channel) exchange(t *trial, from, to int) float64 {
	a, b := c.p[from*c.columns:(from+1)*c.columns], c.p[to*c.columns:(to+1)*c.columns]
	price := t.s * (at0(c.cost, to) - at0(c.cost, from))
	gain := func(delta float64) float64 {
		sum := -price
		for k, q := range t.q {
			q = math.Max(q+float64(delta*(b[k]-a[k])), leastShare)
			if b[k] > 0 {
				sum += float64(b[k] * math.Log(b[k]/q))
			}
			if a[k] > 0 {
				sum -= float64(a[k] * math.Log(a[k]/q))
			}
		}
		return sum
	}
	low, high := 0.0, t.p[from]
	if gain(high) >= 0 {
		return high
	}
	for range pairCuts {
		if mid := low + (high-low)/2; gain(mid) > 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// cheapest leaves the symbols of least cost alone, where a budget allows no
// other: then it binds no longer.
func (c *channel) cheapest() {
	least := c.leastCost()
	kept := c.p[:0]
	n := 0
	for r, x := range c.cost {
		if x <= least*(1+1e-12) || x == least {
			kept = append(kept, c.p[r*c.columns:(r+1)*c.columns]...)
			n++
		}
	}
	c.p, c.rows, c.cost, c.bounded = kept, n, nil, false
}

// divergences fills q with the distribution of what is received and d with the
// divergence of each row from it.
func (c *channel) divergences(p, d, q []float64) {
	for k := range q {
		q[k] = 0
	}
	for r, w := range p {
		for k, x := range c.p[r*c.columns : (r+1)*c.columns] {
			q[k] += float64(w * x)
		}
	}
	for r := range d {
		sum := 0.0
		for k, x := range c.p[r*c.columns : (r+1)*c.columns] {
			if x > 0 {
				sum += float64(x * math.Log(x/math.Max(q[k], leastShare)))
			}
		}
		d[r] = sum
	}
}

// tilt fills out with p exp(d − s cost), normalised.
func (c *channel) tilt(p, d []float64, s float64, out []float64) {
	most := math.Inf(-1)
	for r := range d {
		if p[r] > 0 {
			most = math.Max(most, d[r]-float64(s*at0(c.cost, r)))
		}
	}
	sum := 0.0
	for r := range d {
		out[r] = p[r] * math.Exp(d[r]-float64(s*at0(c.cost, r))-most)
		sum += out[r]
	}
	for r := range out {
		out[r] = math.Max(out[r]/sum, leastWeight)
	}
}

// multiplier finds the least s from 0 at which the tilted distribution keeps
// within the budget, by doubling and halving.
func (c *channel) multiplier(p, d []float64) float64 {
	out := make([]float64, len(p))
	mean := func(s float64) float64 {
		c.tilt(p, d, s, out)
		return dot(out, c.cost)
	}
	if mean(0) <= c.budget {
		return 0
	}
	least, most := c.leastCost(), 0.0
	for _, x := range c.cost {
		most = math.Max(most, x)
	}
	low, high := 0.0, 1/(most-least)
	for range multiplierCuts {
		if mean(high) <= c.budget {
			break
		}
		low, high = high, 2*high
	}
	for range multiplierCuts {
		mid := low + (high-low)/2
		if mid <= low || mid >= high {
			break
		}
		if mean(mid) <= c.budget {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}

// at0 is 0 for a list that is not there.
func at0(list []float64, i int) float64 {
	if list == nil {
		return 0
	}
	return list[i]
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range b {
		sum += float64(a[i] * x)
	}
	return sum
}
