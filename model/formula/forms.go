package formula

import (
	"fmt"
	"math"
)

// Step counts of the forms. Every form does the same steps for the same
// formula, whatever the speed of the machine, so that a browser can repeat them.
const (
	gridSteps     = 100     // intervals searched for an optimum before it is refined
	goldenSteps   = 40      // golden sections of two intervals of the grid
	rootSteps     = 64      // intervals searched for a change of sign
	bisections    = 64      // halvings of the interval where the sign changes
	rootJump      = 1e-3    // what is left of the value at a root, above which it is a jump
	firstPanels   = 8       // panels that an integral begins with
	seekPanels    = 64      // panels where those see nothing but 0
	mostPanels    = 160     // panels that it may be divided into
	unevenWidths  = 16      // times as wide as its neighbour, a panel is divided all the same
	integralGoal  = 1e-9    // of the error estimate over the integral of |f|
	integralLimit = 1e-5    // beyond which the result is a fault
	mostTerms     = 1 << 20 // of a sum or product
	logSpan       = 100     // a larger ratio of positive bounds is searched by equal ratios
)

// formColumns is the working storage of a form in columns.
const formColumns = 14

// formRun evaluates a form. Its bounds are columns, and all lanes take each
// step together: the k-th evaluation of the body is one column.
func (m *machine) formRun(n *code, ok []bool) []float64 {
	m.tick++
	m.runs[n.depth] = m.tick
	low, high := m.reg(n.dst), m.reg(n.dst+1)
	copy(low, m.run(n.x, ok))
	copy(high, m.run(n.y, ok))
	if anyOf(ok) {
		switch n.form {
		case Root:
			m.rootForm(n, ok, low, high)
		case Integral:
			m.integralForm(n, ok, low, high)
		case Sum, Product:
			m.sumForm(n, ok, low, high)
		default:
			m.optimum(n, ok, low, high)
		}
	}
	return low // each form leaves its result where its lower bound was
}

// body evaluates the body of a form at a column of values. In lanes outside
// active it counts for nothing; where it has no value, ok is cleared.
func (m *machine) body(n *code, at []float64, active, ok []bool) []float64 {
	m.steps -= n.z.size
	if m.steps < 0 {
		for i := range ok {
			m.fail(n, i, ok, "step-limit", func() (string, string) {
				return fmt.Sprintf("%s takes more than %d steps", n.form, MaxSteps), "nest fewer forms, or narrow the interval of a sum"
			})
			active[i] = false
		}
		return at
	}
	m.locals[n.idx] = at
	good := m.mask()
	copy(good, active)
	f := m.run(n.z, good)
	for i := range f {
		if active[i] && !good[i] {
			active[i], ok[i] = false, false
		}
	}
	m.inUse--
	return f
}

// An interval maps [0, 1] to the bounds of each lane, by equal ratios where
// both are positive and far apart.
type interval struct {
	low, high []float64
	span      []float64 // high - low, or ln(high / low)
	ratios    []float64 // 1 where by equal ratios
}

// interval reads the bounds of a search, which has to go upwards.
func (m *machine) interval(n *code, ok []bool, low, high []float64) interval {
	v := interval{low, high, m.reg(n.dst + 2), m.reg(n.dst + 3)}
	for i := range low {
		if !(low[i] < high[i]) {
			m.fail(n, i, ok, "interval-empty", func() (string, string) {
				return fmt.Sprintf("%s needs an interval that goes upwards, not from %s to %s", n.form, plain(low[i]), plain(high[i])), ""
			})
		}
		v.span[i], v.ratios[i] = high[i]-low[i], 0
		if low[i] > 0 && high[i]/low[i] > logSpan {
			v.span[i], v.ratios[i] = math.Log(high[i]/low[i]), 1
		}
	}
	return v
}

func (v interval) at(i int, u float64) float64 {
	switch {
	case u <= 0:
		return v.low[i]
	case u >= 1:
		return v.high[i]
	case v.ratios[i] != 0:
		return v.low[i] * math.Exp(u*v.span[i])
	}
	return v.low[i] + float64(u*v.span[i])
}

// optimum searches a grid for the best value of the body and refines it by
// golden sections between its neighbours. Of equal values the lowest counts.
// An optimum that is no better than both ends is a fault.
func (m *machine) optimum(n *code, ok []bool, low, high []float64) {
	v := m.interval(n, ok, low, high)
	at, first, last := m.reg(n.dst+4), m.reg(n.dst+5), m.reg(n.dst+6)
	best, bestU := m.reg(n.dst+7), m.reg(n.dst+8)
	active, flat := m.mask(), m.mask()
	copy(active, ok)
	copy(flat, ok)
	minimal := n.form == Argmin || n.form == Minimum
	value := func(x float64) float64 {
		if minimal {
			return -x
		}
		return x
	}
	for k := 0; k <= gridSteps; k++ {
		u := float64(k) / gridSteps
		for i := range at {
			at[i] = v.at(i, u)
		}
		f := m.body(n, at, active, ok)
		for i := range at {
			y := value(f[i])
			if k == 0 {
				first[i] = y
			}
			flat[i] = flat[i] && y == first[i]
			if k == 0 || y > best[i] {
				best[i], bestU[i] = y, u
			}
			last[i] = y
		}
	}
	m.golden(n, v, active, ok, value)
	for i := range at {
		if active[i] && !(best[i] > first[i] && best[i] > last[i]) {
			m.fail(n, i, ok, "optimum-at-end", func() (string, string) {
				if flat[i] {
					return fmt.Sprintf("%s finds no optimum inside its interval: %s is %s at all %d points looked at",
						n.form, clip(Print(n.e.(*Bind).Body)), plain(value(first[i])), gridSteps+1), "choose bounds near the optimum"
				}
				end, x := "lower", low[i]
				if last[i] > first[i] {
					end, x = "upper", high[i]
				}
				word := "largest"
				if minimal {
					word = "smallest"
				}
				return fmt.Sprintf("%s finds no optimum inside its interval: %s is %s at the %s end, %s = %s",
						n.form, clip(Print(n.e.(*Bind).Body)), word, end, n.e.(*Bind).Var, plain(x)),
					"widen the interval until the optimum lies inside"
			})
		}
		if n.form == Argmax || n.form == Argmin {
			low[i] = v.at(i, bestU[i])
		} else {
			low[i] = value(best[i])
		}
	}
	m.inUse -= 2
}

// golden narrows the two intervals of the grid around the best point.
func (m *machine) golden(n *code, v interval, active, ok []bool, value func(float64) float64) {
	const ratio = 0.6180339887498949 // (√5 − 1) / 2
	at, best, bestU := m.reg(n.dst+4), m.reg(n.dst+7), m.reg(n.dst+8)
	a, b := m.reg(n.dst+9), m.reg(n.dst+10)
	c, d := m.reg(n.dst+11), m.reg(n.dst+12)
	fc, left := m.reg(n.dst+13), m.mask() // fc is the value at the kept inner point
	for i := range at {
		a[i] = math.Max(0, bestU[i]-1.0/gridSteps)
		b[i] = math.Min(1, bestU[i]+1.0/gridSteps)
		c[i] = b[i] - float64(ratio*(b[i]-a[i]))
		d[i] = a[i] + float64(ratio*(b[i]-a[i]))
		at[i] = v.at(i, c[i])
		left[i] = false // the new point is d, the kept one c
	}
	f := m.body(n, at, active, ok)
	for i := range at {
		fc[i] = value(f[i])
		note(best, bestU, i, fc[i], c[i])
	}
	for range goldenSteps {
		for i := range at {
			u := d[i]
			if left[i] {
				u = c[i]
			}
			at[i] = v.at(i, u)
		}
		f := m.body(n, at, active, ok)
		for i := range at {
			y := value(f[i])
			valueC, valueD := fc[i], y
			if left[i] {
				valueC, valueD = y, fc[i]
				note(best, bestU, i, y, c[i])
			} else {
				note(best, bestU, i, y, d[i])
			}
			if valueC >= valueD { // the optimum lies in [a, d]
				b[i], d[i] = d[i], c[i]
				c[i] = b[i] - float64(ratio*(b[i]-a[i]))
				fc[i], left[i] = valueC, true
			} else {
				a[i], c[i] = c[i], d[i]
				d[i] = a[i] + float64(ratio*(b[i]-a[i]))
				fc[i], left[i] = valueD, false
			}
		}
	}
	m.inUse--
}

func note(best, bestU []float64, i int, y, u float64) {
	if y > best[i] {
		best[i], bestU[i] = y, u
	}
}

// rootForm looks on a grid for the lowest change of sign and halves it. A value
// that jumps over zero, as at a pole, is no root.
func (m *machine) rootForm(n *code, ok []bool, low, high []float64) {
	v := m.interval(n, ok, low, high)
	at, before := m.reg(n.dst+4), m.reg(n.dst+5)
	a, b, fa, fb := m.reg(n.dst+6), m.reg(n.dst+7), m.reg(n.dst+8), m.reg(n.dst+9)
	first, size := m.reg(n.dst+10), m.reg(n.dst+11)
	active, found := m.mask(), m.mask()
	copy(active, ok)
	for i := range found {
		found[i] = false
	}
	for k := 0; k <= rootSteps && anyOf(active); k++ {
		for i := range at {
			at[i] = v.at(i, float64(k)/rootSteps)
		}
		f := m.body(n, at, active, ok)
		for i, y := range f {
			switch {
			case !active[i] || found[i]:
			case y == 0:
				a[i], b[i], fa[i], fb[i], size[i], found[i] = at[i], at[i], 0, 0, 0, true
			case k > 0 && (y < 0) != (before[i] < 0):
				a[i], b[i], fa[i], fb[i] = v.at(i, float64(k-1)/rootSteps), at[i], before[i], y
				size[i], found[i] = math.Max(math.Abs(before[i]), math.Abs(y)), true
			}
			if k == 0 {
				first[i] = y
			}
			before[i] = y
			active[i] = active[i] && !found[i]
		}
	}
	for i := range at {
		if active[i] && !found[i] {
			m.fail(n, i, ok, "root-missing", func() (string, string) {
				bind := n.e.(*Bind)
				return fmt.Sprintf("%s does not change its sign between %s = %s, where it is %s, and %s, where it is %s",
						clip(Print(bind.Body)), bind.Var, plain(low[i]), plain(first[i]), plain(high[i]), plain(before[i])),
					"choose bounds on both sides of the root"
			})
		}
		active[i] = found[i] && ok[i]
	}
	m.bisect(n, active, ok)
	for i := range at {
		if active[i] && math.Min(math.Abs(fa[i]), math.Abs(fb[i])) > rootJump*size[i] {
			m.fail(n, i, ok, "root-missing", func() (string, string) {
				bind := n.e.(*Bind)
				return fmt.Sprintf("%s jumps over zero at %s = %s", clip(Print(bind.Body)), bind.Var, plain(a[i])), "a jump or a pole is no root: choose bounds that leave it out"
			})
		}
		low[i] = a[i]
		if math.Abs(fb[i]) < math.Abs(fa[i]) {
			low[i] = b[i]
		}
	}
	m.inUse -= 2
}

// bisect halves [a, b] until nothing lies between.
func (m *machine) bisect(n *code, active, ok []bool) {
	at := m.reg(n.dst + 4)
	a, b, fa, fb := m.reg(n.dst+6), m.reg(n.dst+7), m.reg(n.dst+8), m.reg(n.dst+9)
	for range bisections {
		if !anyOf(active) {
			return
		}
		for i := range at {
			at[i] = a[i]
			if active[i] {
				at[i] = a[i] + float64((b[i]-a[i])/2)
			}
		}
		f := m.body(n, at, active, ok)
		for i := range at {
			switch y := f[i]; {
			case !active[i]:
			case y == 0:
				a[i], b[i], fa[i], fb[i] = at[i], at[i], 0, 0
			case fa[i] != 0 && (y < 0) == (fa[i] < 0):
				a[i], fa[i] = at[i], y
			default:
				b[i], fb[i] = at[i], y
			}
		}
	}
}

// sumForm adds or multiplies over whole numbers, both bounds included; an
// empty range gives 0 or 1. Sums are compensated (Neumaier 1974), so that the
// order of terms hardly matters.
func (m *machine) sumForm(n *code, ok []bool, low, high []float64) {
	at, total, carry := m.reg(n.dst+4), m.reg(n.dst+5), m.reg(n.dst+6)
	active := m.mask()
	most := 0.0
	for i := range low {
		total[i], carry[i] = truth(n.form == Product), 0
		if low[i] != math.Floor(low[i]) || high[i] != math.Floor(high[i]) {
			m.fail(n, i, ok, "sum-bounds", func() (string, string) {
				return fmt.Sprintf("%s runs over whole numbers, not from %s to %s", n.form, plain(low[i]), plain(high[i])), "round the bounds: round(x), floor(x), ceil(x)"
			})
		}
		if terms := high[i] - low[i] + 1; terms > mostTerms || low[i]+1 == low[i] {
			m.fail(n, i, ok, "step-limit", func() (string, string) {
				return fmt.Sprintf("%s has more than %d terms", n.form, mostTerms), "sum fewer terms, or use integral"
			})
		}
		if ok[i] {
			most = math.Max(most, high[i]-low[i]+1)
		}
		active[i] = ok[i]
	}
	for k := 0.0; k < most && anyOf(active); k++ {
		for i := range at {
			at[i] = low[i] + k
			active[i] = active[i] && at[i] <= high[i]
		}
		if !anyOf(active) {
			break
		}
		f := m.body(n, at, active, ok)
		for i := range at {
			switch {
			case !active[i]:
			case n.form == Product:
				total[i] *= f[i]
			default:
				s := total[i] + f[i]
				if math.Abs(total[i]) >= math.Abs(f[i]) {
					carry[i] += float64(total[i]-s) + f[i]
				} else {
					carry[i] += float64(f[i]-s) + total[i]
				}
				total[i] = s
			}
		}
	}
	for i := range low {
		low[i] = total[i] + carry[i]
	}
	m.judge(n, low, ok)
	m.inUse--
}
