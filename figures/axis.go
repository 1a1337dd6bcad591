package figures

import (
	"math"

	"gonum.org/v1/plot"
)

// drawable tells whether an axis can show a value.
func drawable(v float64, log bool) bool {
	return math.Abs(v) <= maxDrawn && (!log || v >= minLog)
}

// An extent is the range of some values; empty where Min > Max.
type extent struct{ min, max float64 }

var nothing = extent{math.Inf(1), math.Inf(-1)}

func (e *extent) add(log bool, values ...float64) {
	for _, v := range values {
		if drawable(v, log) {
			e.min, e.max = math.Min(e.min, v), math.Max(e.max, v)
		}
	}
}

// padded keeps points off the ends of an axis, but on the side of zero that they
// lie on.
func (e extent) padded(log bool) extent {
	const part = 0.02
	if e.min >= e.max {
		return e
	}
	if log {
		r := math.Pow(e.max/e.min, part)
		return extent{e.min / r, e.max * r}
	}
	by := part * (e.max - e.min)
	p := extent{e.min - by, e.max + by}
	if e.min >= 0 {
		p.min = math.Max(p.min, 0)
	}
	if e.max <= 0 {
		p.max = math.Min(p.max, 0)
	}
	return p
}

// axis gives an axis its range: the author's, else that of the data, widened to
// round numbers; with zero where zero is near or bars begin there.
func (a Axis) axis(data extent, fromZero bool) plot.Axis {
	x := plot.Axis{Scale: plot.LinearScale{}}
	if a.Log {
		x.Scale = plot.LogScale{}
	}
	if a.Min < a.Max && drawable(a.Min, a.Log) && drawable(a.Max, a.Log) {
		x.Min, x.Max = apart(a.Min, a.Max, a.Log)
		return x
	}
	lo, hi := data.min, data.max
	switch {
	case a.Log && lo > hi:
		lo, hi = 1, 10
	case a.Log && fromZero: // stems need a length
		lo, hi = power(int(math.Floor(math.Log10(lo/2)))), logAbove(hi)
	case a.Log:
		lo, hi = logBelow(lo), logAbove(hi)
		if hi < lo*1.5 {
			lo, hi = lo/2, hi*2
		}
	case lo > hi:
		lo, hi = 0, 1
	default:
		if fromZero || lo > 0 && lo < 0.5*hi {
			lo = math.Min(lo, 0)
		}
		if fromZero || hi < 0 && hi > 0.5*lo {
			hi = math.Max(hi, 0)
		}
		lo, hi = apart(lo, hi, false)
		step := niceStep(hi-lo, 10)
		lo, hi = math.Floor(lo/step+1e-9)*step, math.Ceil(hi/step-1e-9)*step
	}
	x.Min, x.Max = apart(lo, hi, a.Log)
	return x
}

// apart widens a range that is too small for its numbers to be told apart.
func apart(lo, hi float64, log bool) (float64, float64) {
	size := math.Max(math.Abs(lo), math.Abs(hi))
	switch {
	case log && hi < lo*(1+1e-9):
		return lo / 2, hi * 2
	case log:
		return lo, hi
	case size < minLog:
		return lo - 0.5, hi + 0.5
	case hi-lo < size*1e-11:
		return lo - size/2, hi + size/2
	}
	return lo, hi
}

// logBelow and logAbove are the nearest 1, 2 or 5 times a power of ten.
func logBelow(v float64) float64 {
	base := math.Pow(10, math.Floor(math.Log10(v)+1e-9))
	for _, m := range []float64{5, 2} {
		if v >= m*base*(1-1e-9) {
			return m * base
		}
	}
	return base
}

func logAbove(v float64) float64 {
	base := math.Pow(10, math.Floor(math.Log10(v)+1e-9))
	for _, m := range []float64{1, 2, 5} {
		if v <= m*base*(1+1e-9) {
			return m * base
		}
	}
	return 10 * base
}

// niceStep is 1, 2 or 5 times a power of ten, for about n steps.
func niceStep(width float64, n int) float64 {
	raw := width / float64(n)
	base := math.Pow(10, math.Floor(math.Log10(raw)))
	switch f := raw / base; {
	case f <= 1.000001:
		return base
	case f <= 2.000001:
		return 2 * base
	case f <= 5.000001:
		return 5 * base
	}
	return 10 * base
}

// shown tells whether v lies on the axis.
func shown(a plot.Axis, v float64) bool {
	n := norm(a, v)
	return n >= -1e-9 && n <= 1+1e-9
}

// norm is the place of v as a part of the axis; NaN for what it cannot show.
func norm(a plot.Axis, v float64) float64 {
	_, log := a.Scale.(plot.LogScale)
	if !drawable(v, log) {
		return math.NaN()
	}
	return a.Norm(v)
}
