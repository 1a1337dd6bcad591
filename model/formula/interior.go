package formula

import "math"

// Limits of the interior-point method for capacities.
const (
	mostInterior   = 256 // symbols sent
	interiorRounds = 80
	interiorShrink = 0.1  // of the complementarity in each round
	interiorStay   = 0.99 // of the way to the boundary
)

// interior is a primal-dual interior-point iteration for a capacity. With u
// proportional to the input distribution, r = Σ u P and t = Σ u, it maximises
//
//	F(u) = Σ_x u(x) Σ_y P(y|x) ln(P(y|x) t / r(y)),
//
// which is concave and homogeneous, under a·u = 1, u ≥ 0 and, with a budget,
// cost·u ≤ b. a is 1 for every symbol, or its cost where the information is
// sought for the cost. The gradient of F is the divergence D, its second
// derivative −Σ_y P(y|x) P(y|x') / r(y) + 1/t. Newton's steps to the perturbed
// optimality conditions follow Nocedal and Wright, Numerical Optimization,
// 2006, 19.2.
//
// It settles in some tens of rounds what alternating maximisation approaches
// only as one over their number: a distribution on few of many neighbouring
// symbols.
type interior struct {
	c      *channel
	a      []float64 // weights of the equality
	u, z   []float64 // weights, and the multipliers of u ≥ 0
	l      float64   // multiplier of the equality
	w, s   float64   // slack of the budget and its multiplier
	k      []float64 // Newton's matrix, then its lower factor
	r, d   []float64
	du, dz []float64
	rhs    [3][]float64 // solutions for the right-hand side, a and cost
}

// interior improves a distribution; best and least are the bounds so far.
func (c *channel) interior(from *trial, best, least float64, steps *int) (float64, float64) {
	n := c.rows
	if n < 2 || n > mostInterior {
		return best, least
	}
	in := &interior{c: c, a: make([]float64, n), u: make([]float64, n), z: make([]float64, n), k: make([]float64, n*n),
		r: make([]float64, c.columns), d: make([]float64, n), du: make([]float64, n), dz: make([]float64, n)}
	for i := range in.rhs {
		in.rhs[i] = make([]float64, n)
	}
	in.start(from)
	each := n * n * (n/6 + c.columns/2 + 4) / 16
	at := c.newTrial()
	for range interiorRounds {
		if *steps -= each; *steps < 0 {
			break
		}
		if !in.round() {
			break
		}
		in.judge(at)
		if c.bounded && dot(at.p, c.cost) > c.budget*(1+1e-11) {
			at.value = best // not yet within the budget
		}
		if at.value-at.value != 0 || at.upper-at.upper != 0 {
			break
		}
		best, least = math.Max(best, at.value), math.Min(least, at.upper)
		if least-best <= capacityGoal*c.size(at, least) {
			break
		}
	}
	return best, least
}

// start begins at a distribution, kept off the boundary.
func (in *interior) start(from *trial) {
	c := in.c
	const off = 1e-3
	total := 0.0
	for r := range in.u {
		in.a[r] = 1
		if c.perCost {
			in.a[r] = c.cost[r]
		}
		in.u[r] = (1-off)*from.p[r] + off/float64(c.rows)
		total += in.a[r] * in.u[r]
	}
	for r := range in.u {
		in.u[r] /= total
	}
	gap := math.Max(from.upper-from.value, 1e-6)
	in.l = from.upper
	for r := range in.z {
		in.z[r] = math.Max(gap/float64(c.rows)/in.u[r], 1e-8)
	}
	if c.bounded {
		in.s = math.Max(from.s, 1e-6)
		in.w = math.Max(c.budget-dot(in.u, c.cost), 1e-3*c.budget)
		in.l = math.Max(in.l-in.s*c.budget, 0)
	}
}

// judge gives the bounds at the present point.
func (in *interior) judge(t *trial) {
	sum := 0.0
	for _, u := range in.u {
		sum += u
	}
	for r, u := range in.u {
		t.p[r] = u / sum
	}
	t.s = in.s
	in.c.weigh(t)
}

// round takes one step of Newton's; false where the matrix cannot be factored.
func (in *interior) round() bool {
	c, n := in.c, in.c.rows
	in.curvature()
	comp, pairs := dot(in.u, in.z), float64(n)
	if c.bounded {
		comp += in.w * in.s
		pairs++
	}
	tau := interiorShrink * comp / pairs
	for r := range n {
		in.k[r*n+r] += in.z[r] / in.u[r]
		in.rhs[0][r] = in.d[r] - in.l*in.a[r] - in.s*at0(c.cost, r)*truth(c.bounded) + tau/in.u[r]
		in.rhs[1][r] = in.a[r]
		in.rhs[2][r] = at0(c.cost, r)
	}
	if !factor(in.k, n) {
		return false
	}
	solves := in.rhs[:2]
	if c.bounded {
		solves = in.rhs[:3]
	}
	for _, x := range solves {
		substitute(in.k, n, x)
	}
	y, ya, yc := in.rhs[0], in.rhs[1], in.rhs[2]
	e1 := dot(in.a, y) + dot(in.a, in.u) - 1
	a11 := dot(in.a, ya)
	dl, ds, dw := e1/a11, 0.0, 0.0
	if c.bounded {
		e2 := dot(y, c.cost) + dot(in.u, c.cost) - c.budget + tau/in.s
		a12, a22 := dot(in.a, yc), dot(yc, c.cost)+in.w/in.s
		det := a11*a22 - a12*a12
		dl, ds = (e1*a22-e2*a12)/det, (e2*a11-e1*a12)/det
		dw = tau/in.s - in.w - in.w/in.s*ds
	}
	for r := range n {
		in.du[r] = y[r] - dl*ya[r]
		if c.bounded {
			in.du[r] -= ds * yc[r]
		}
		in.dz[r] = tau/in.u[r] - in.z[r] - in.z[r]/in.u[r]*in.du[r]
	}
	in.advance(dl, ds, dw)
	return true
}

// curvature fills d and the second derivative of F, with the sign turned.
func (in *interior) curvature() {
	c, n := in.c, in.c.rows
	total := 0.0
	for k := range in.r {
		in.r[k] = 0
	}
	for r, u := range in.u {
		total += u
		for k, p := range c.p[r*c.columns : (r+1)*c.columns] {
			in.r[k] += float64(u * p)
		}
	}
	for r := range n {
		row := c.p[r*c.columns : (r+1)*c.columns]
		sum := 0.0
		for k, p := range row {
			if p > 0 {
				sum += float64(p * math.Log(p*total/math.Max(in.r[k], leastShare)))
			}
		}
		in.d[r] = sum
		for j := 0; j <= r; j++ {
			h := -1 / total
			for k, p := range c.p[j*c.columns : (j+1)*c.columns] {
				if in.r[k] > 0 {
					h += float64(p * row[k] / in.r[k])
				}
			}
			in.k[r*n+j] = h
		}
	}
}

// advance goes along the step as far as all that must be positive stays so.
func (in *interior) advance(dl, ds, dw float64) {
	primal, dual := 1.0, 1.0
	shorten := func(step *float64, x, dx float64) {
		if dx < 0 {
			*step = math.Min(*step, -interiorStay*x/dx)
		}
	}
	for r := range in.u {
		shorten(&primal, in.u[r], in.du[r])
		shorten(&dual, in.z[r], in.dz[r])
	}
	if in.c.bounded {
		shorten(&primal, in.w, dw)
		shorten(&dual, in.s, ds)
	}
	for r := range in.u {
		in.u[r] += primal * in.du[r]
		in.z[r] += dual * in.dz[r]
	}
	in.l += dual * dl
	in.w, in.s = in.w+primal*dw, in.s+dual*ds
}

// factor replaces the lower triangle of a symmetric matrix by that of its
// Cholesky factor; false where it is not positive definite.
func factor(k []float64, n int) bool {
	for i := range n {
		for j := 0; j <= i; j++ {
			sum := k[i*n+j]
			a, b := k[i*n:i*n+j], k[j*n:j*n+j]
			for m, x := range a {
				sum -= float64(x * b[m])
			}
			if i != j {
				k[i*n+j] = sum / k[j*n+j]
				continue
			}
			if !(sum > 0) {
				return false
			}
			k[i*n+i] = math.Sqrt(sum)
		}
	}
	return true
}

// substitute solves L Lᵀ x = b in place.
func substitute(k []float64, n int, b []float64) {
	for i := range n {
		for j, x := range k[i*n : i*n+i] {
			b[i] -= float64(x * b[j])
		}
		b[i] /= k[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			b[i] -= float64(k[j*n+i] * b[j])
		}
		b[i] /= k[i*n+i]
	}
}
