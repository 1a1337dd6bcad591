package figures

import (
	"math"

	"gonum.org/v1/plot"

	"reckon/model/number"
)

// span finds the range of an axis from its data: the author's, else whole
// decades on a logarithmic axis, else round numbers that include zero where
// zero is near.
func span(a Axis, lo, hi float64, fromZero bool) (float64, float64) {
	if a.Min < a.Max {
		return a.Min, a.Max
	}
	if math.IsInf(lo, 1) {
		lo, hi = 0, 1
	}
	if a.Log {
		lo, hi = logBelow(lo), logAbove(hi)
		if lo == hi {
			hi *= 10
		}
		return lo, hi
	}
	if fromZero || lo > 0 && lo < 0.5*hi {
		lo = math.Min(lo, 0)
	}
	if lo == hi {
		lo, hi = lo-math.Abs(lo)/2-0.5, hi+math.Abs(hi)/2+0.5
	}
	step := niceStep(hi-lo, 5)
	return math.Floor(lo/step+1e-9) * step, math.Ceil(hi/step-1e-9) * step
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

// linearTicks marks round numbers, written in the reader's language.
func linearTicks(lang string, n int) plot.TickerFunc {
	return func(lo, hi float64) []plot.Tick {
		step := niceStep(hi-lo, n)
		digits := max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
		format := number.Format{Verb: 'f', Digits: digits}
		if math.Max(math.Abs(lo), math.Abs(hi)) >= 1e6 || step < 1e-4 {
			format = number.Format{Verb: 'g', Digits: 3}
		}
		style := number.Style{Lang: lang}
		var ticks []plot.Tick
		for k := math.Ceil(lo/step - 1e-9); k*step <= hi+step*1e-9; k++ {
			ticks = append(ticks, plot.Tick{Value: k * step, Label: style.Number(k*step, format, 0)})
		}
		return ticks
	}
}

// logTicks marks decades, thinned to about n labels, with the steps between
// them where there is room. Below two decades 1, 2 and 5 are labelled.
func logTicks(lang string, n int) plot.TickerFunc {
	return func(lo, hi float64) []plot.Tick {
		style := number.Style{Lang: lang}
		from, to := int(math.Floor(math.Log10(lo)+1e-9)), int(math.Ceil(math.Log10(hi)-1e-9))
		every := max(1, int(math.Ceil(float64(to-from)/float64(n))))
		fine := math.Log10(hi/lo) <= 2
		var ticks []plot.Tick
		for e := from; e <= to; e++ {
			for m := 1; m <= 9; m++ {
				v := float64(m) * math.Pow(10, float64(e))
				if v < lo*(1-1e-9) || v > hi*(1+1e-9) {
					continue
				}
				label := ""
				if m == 1 && (e-from)%every == 0 || fine && (m == 2 || m == 5) {
					label = decade(style, m, e)
				}
				if label == "" && to-from > 7 && m > 1 {
					continue
				}
				ticks = append(ticks, plot.Tick{Value: v, Label: label})
			}
		}
		return ticks
	}
}

// decade writes m × 10^e: plainly from 0.01 to 10 000, else as a power.
func decade(style number.Style, m, e int) string {
	if e >= -2 && e <= 4 {
		return style.Number(float64(m)*math.Pow(10, float64(e)), number.Format{Verb: 'f', Digits: max(0, -e)}, 0)
	}
	power := "10" + superscript(e)
	if m == 1 {
		return power
	}
	return style.Number(float64(m), number.Format{Verb: 'f', Digits: 0}, 0) + "\u00a0×\u00a0" + power
}

func superscript(e int) string {
	out := ""
	if e < 0 {
		out, e = "⁻", -e
	}
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	s := ""
	for {
		s = string(digits[e%10]) + s
		if e /= 10; e == 0 {
			return out + s
		}
	}
}

// scale puts a ticker and, for logarithms, a scale on an axis.
func scale(a *plot.Axis, x Axis, lo, hi float64, n int, lang string) {
	a.Min, a.Max = lo, hi
	a.Label.Text = x.Label
	if x.Log {
		a.Scale = plot.LogScale{}
		a.Tick.Marker = logTicks(lang, n)
		return
	}
	a.Tick.Marker = linearTicks(lang, n)
}
