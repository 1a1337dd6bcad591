package formula

import (
	"math"
	"slices"
	"sort"
)

// Functions of lists: of all members of a family, or of a few values written
// out. Those of pairs take the list of x and behind it the list of y, each of n.

// mostListed is how many arguments of a list are printed in an equation.
const mostListed = 6

// listFunctions are evaluated over all arguments at once.
var listFunctions = map[string]func(x []float64) float64{
	"median":      median,
	"sd":          sampleDeviation,
	"slope":       func(x []float64) float64 { s, _, _ := straight(x); return s },
	"intercept":   func(x []float64) float64 { _, i, _ := straight(x); return i },
	"correlation": func(x []float64) float64 { _, _, r := straight(x); return r },
	"interpolate": interpolate,
}

func median(x []float64) float64 {
	sorted := slices.Clone(x)
	slices.Sort(sorted)
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return sorted[n/2-1]/2 + sorted[n/2]/2
}

// sampleDeviation divides by n − 1.
func sampleDeviation(x []float64) float64 {
	var sum, squares float64
	for _, v := range x {
		sum += v
	}
	mean := sum / float64(len(x))
	for _, v := range x {
		d := v - mean
		squares += float64(d * d)
	}
	return math.Sqrt(squares / float64(len(x)-1))
}

// straight fits a straight line of least squares, all deviations in y.
func straight(xy []float64) (slope, intercept, r float64) {
	n := len(xy) / 2
	x, y := xy[:n], xy[n:]
	var mx, my, sxx, sxy, syy float64
	for i := range x {
		mx += x[i]
		my += y[i]
	}
	mx, my = mx/float64(n), my/float64(n)
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		sxx += float64(dx * dx)
		sxy += float64(dx * dy)
		syy += float64(dy * dy)
	}
	slope = sxy / sxx
	return slope, my - float64(slope*mx), sxy / math.Sqrt(sxx*syy)
}

// interpolate gives y at list[0] on straight lines between the points; NaN
// beyond the first and the last, and where x does not rise.
func interpolate(list []float64) float64 {
	at, n := list[0], len(list)/2
	x, y := list[1:1+n], list[1+n:]
	for i := 1; i < n; i++ {
		if !(x[i-1] < x[i]) {
			return math.NaN()
		}
	}
	if !(x[0] <= at && at <= x[n-1]) {
		return math.NaN()
	}
	k := max(1, sort.SearchFloat64s(x, at))
	return y[k-1] + float64((y[k]-y[k-1])*((at-x[k-1])/(x[k]-x[k-1])))
}

// checkPairs judges the arguments of a function of pairs: for interpolate the
// place first, then as many x as y. All x are alike, and all y.
func (c *checker) checkPairs(e *Call, b builtin, args []Type) Type {
	ok := true
	for i, t := range args {
		ok = c.wantNumber(e.Args[i], t, e.Name+" takes numbers") && ok
	}
	points := len(args)
	if b.shape == table {
		points--
	}
	if points%2 != 0 {
		c.findings.Add("call-arity", e.At(), "%s(%s) takes as many y as x, but %s", e.Name, b.params, given(len(args))).
			Hint = "write all x and then all y: " + e.Name + "(" + b.params + "), or of families " + familyHint(b)
		return unknown
	}
	split := len(args) - points/2
	x, y := *e, *e
	x.Args, y.Args = e.Args[:split], e.Args[split:]
	if !ok || !c.alike(&x, args[:split]) || !c.alike(&y, args[split:]) {
		return unknown
	}
	from, to := args[0], args[split]
	switch {
	case from.Unknown || to.Unknown:
		return unknown
	case b.shape == fitted && e.Name == "correlation":
		return Type{}
	case b.shape == fitted && e.Name == "slope":
		return Type{Dim: to.Dim.Div(from.Dim)}
	}
	return to
}

func familyHint(b builtin) string {
	if b.shape == table {
		return "interpolate(x, a[*], b[*])"
	}
	return "slope(a[*], b[*])"
}

// list compiles a function of a list: its arguments stand in the columns behind
// that of the result.
func (c *compiler) list(n *code, e *Call, f func([]float64) float64) *code {
	n.op, n.list = opList, f
	for i, arg := range e.Args {
		a := c.keep(c.compile(arg, c.use(n.dst+1+i)))
		n.args = append(n.args, a)
		n.level, n.size = max(n.level, a.level), n.size+a.size
	}
	return n
}

func (m *machine) listRun(n *code, ok []bool) []float64 {
	columns := make([][]float64, len(n.args))
	for i, arg := range n.args {
		columns[i] = m.run(arg, ok)
	}
	out := m.reg(n.dst)
	values := make([]float64, len(columns))
	for i := range out {
		if !ok[i] {
			continue
		}
		for k := range columns {
			values[k] = columns[k][i]
		}
		r := n.list(values)
		out[i] = r
		if r-r != 0 {
			m.bad(n, i, ok, values[0], 0, r)
		}
	}
	return out
}
