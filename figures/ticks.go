package figures

import (
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"reckon/model/number"
)

const maxTicks = 100 // on one axis

// ticks marks an axis of some length: as many labels as there is room for, by
// the measure of place, which gives the space that a label takes along the axis.
func ticks(a plot.Axis, length vg.Length, lang string, place func(label string) vg.Length) []plot.Tick {
	style := number.Style{Lang: lang}
	var last []plot.Tick
	for _, try := range tickings(a, style) {
		last = try
		if fits(a, try, length, place) {
			return minor(a, try, length)
		}
	}
	// Not even the sparsest fits: keep one label, that of the first tick.
	for i := range last {
		if i > 0 {
			last[i].Label = ""
		}
	}
	return last
}

func fits(a plot.Axis, ticks []plot.Tick, length vg.Length, place func(string) vg.Length) bool {
	end := vg.Length(math.Inf(-1))
	for _, t := range ticks {
		if t.Label == "" {
			continue
		}
		at, half := vg.Length(a.Norm(t.Value))*length, place(t.Label)/2
		if at-half < end {
			return false
		}
		end = at + half + tickGap
	}
	return true
}

// tickings lists ways to mark an axis, from many labels to few.
func tickings(a plot.Axis, style number.Style) [][]plot.Tick {
	if _, log := a.Scale.(plot.LogScale); log {
		return logTickings(a, style)
	}
	return linearTickings(a, style)
}

func linearTickings(a plot.Axis, style number.Style) (all [][]plot.Tick) {
	last := 0.0
	for _, n := range []int{9, 7, 6, 5, 4, 3, 2, 1} {
		step := niceStep(a.Max-a.Min, n)
		if step == last {
			continue
		}
		last = step
		if t := linearTicks(a, step, style); len(t) > 1 || len(t) == 1 && len(all) == 0 {
			all = append(all, t)
		}
	}
	return append(all, ends(a, style))
}

// ends marks just the ends of an axis, or round numbers close to them.
func ends(a plot.Axis, style number.Style) []plot.Tick {
	step := math.Pow(10, math.Floor(math.Log10(a.Max-a.Min))-2)
	largest := math.Max(math.Abs(a.Min), math.Abs(a.Max))
	lo, hi := math.Ceil(a.Min/step-1e-9)*step, math.Floor(a.Max/step+1e-9)*step
	return []plot.Tick{{Value: lo, Label: linearLabel(style, lo, step, largest)}, {Value: hi, Label: linearLabel(style, hi, step, largest)}}
}

func linearTicks(a plot.Axis, step float64, style number.Style) (ticks []plot.Tick) {
	largest := math.Max(math.Abs(a.Min), math.Abs(a.Max))
	for k := math.Ceil(a.Min/step - 1e-9); k*step <= a.Max+step*1e-9 && len(ticks) < maxTicks; k++ {
		ticks = append(ticks, plot.Tick{Value: k * step, Label: linearLabel(style, k*step, step, largest)})
	}
	return ticks
}

// linearLabel writes a tick so that neighbours differ: in plain digits where
// these are few, else by powers of ten.
func linearLabel(style number.Style, v, step, largest float64) string {
	digits := decimals(step)
	if largest < 1e6 && digits <= 5 {
		return style.Number(v, number.Format{Verb: 'f', Digits: digits}, 0)
	}
	if v == 0 {
		return style.Number(0, number.Format{Verb: 'f', Digits: 0}, 0)
	}
	// As many digits as set v apart from v + step, without zeros at the end.
	exponent := math.Floor(math.Log10(math.Abs(v)) + 1e-9)
	return style.Number(v, number.Format{Verb: 'e', Digits: mantissa(v, step, exponent)}, 0)
}

// mantissa is the number of decimals behind the first digit of v that it takes
// to write it as truly as a step of the axis asks for.
func mantissa(v, step, exponent float64) int {
	for d := range 15 {
		unit := math.Pow(10, exponent-float64(d))
		if math.Abs(math.Round(v/unit)*unit-v) < step*0.01 {
			return d
		}
	}
	return 15
}

func decimals(step float64) int { return max(0, int(math.Ceil(-math.Log10(step)-1e-9))) }

// logTickings mark 1, 2 and 5 times the powers of ten, then the powers, then
// every second of them and so on; on less than a power, linear steps.
func logTickings(a plot.Axis, style number.Style) (all [][]plot.Tick) {
	lo, hi := math.Log10(a.Min), math.Log10(a.Max)
	if hi-lo <= 3 {
		if t := logTicks(a, 1, []int{1, 2, 5}, style); len(t) > 1 {
			all = append(all, t)
		}
	}
	if hi-lo <= 1.5 && len(all) == 0 {
		all = append(all, linearTickings(a, style)...)
	}
	for _, every := range []int{1, 2, 3, 5, 10, 20, 50, 100, 200} {
		if t := logTicks(a, every, []int{1}, style); len(t) > 1 {
			all = append(all, t)
		}
	}
	step := math.Pow(10, math.Floor(math.Log10(math.Min(a.Min, a.Max-a.Min)))-2)
	first := math.Min(math.Ceil(a.Min/step-1e-9)*step, a.Max)
	return append(all, []plot.Tick{{Value: first, Label: linearLabel(style, first, step, first)}})
}

func logTicks(a plot.Axis, every int, factors []int, style number.Style) (ticks []plot.Tick) {
	from, to := int(math.Floor(math.Log10(a.Min)+1e-9)), int(math.Ceil(math.Log10(a.Max)-1e-9))
	plain := a.Min >= 0.9e-3 && a.Max <= 1.1e5
	for e := from; e <= to; e++ {
		if e%every != 0 {
			continue
		}
		for _, m := range factors {
			v := float64(m) * power(e)
			if shown(a, v) && len(ticks) < maxTicks {
				ticks = append(ticks, plot.Tick{Value: v, Label: decade(style, m, e, plain)})
			}
		}
	}
	return ticks
}

func power(e int) float64 { return math.Pow(10, float64(e)) }

// decade writes m × 10^e, plainly or as a power.
func decade(style number.Style, m, e int, plain bool) string {
	if plain {
		return style.Number(float64(m)*power(e), number.Format{Verb: 'f', Digits: max(0, -e)}, 0)
	}
	if m == 1 {
		return "10" + superscript(e)
	}
	return style.Number(float64(m), number.Format{Verb: 'f', Digits: 0}, 0) + "\u00a0×\u00a010" + superscript(e)
}

var superscripts = strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

func superscript(e int) string { return superscripts.Replace(strconv.Itoa(e)) }

// minor adds short ticks between labels, where a logarithmic axis has room.
func minor(a plot.Axis, major []plot.Tick, length vg.Length) []plot.Tick {
	if _, log := a.Scale.(plot.LogScale); !log {
		return major
	}
	lo, hi := math.Log10(a.Min), math.Log10(a.Max)
	each := length / vg.Length(hi-lo) // length of a power of ten
	factors := []int{1}
	switch {
	case each >= 26:
		factors = []int{1, 2, 3, 4, 5, 6, 7, 8, 9}
	case each >= 13:
		factors = []int{1, 2, 5}
	case each < 2.5:
		return major
	}
	has := func(v float64) bool {
		for _, t := range major {
			if math.Abs(t.Value-v) < 1e-9*v {
				return true
			}
		}
		return false
	}
	all := major
	for e := math.Floor(lo + 1e-9); e <= hi+1e-9; e++ {
		for _, m := range factors {
			if v := float64(m) * power(int(e)); shown(a, v) && !has(v) {
				all = append(all, plot.Tick{Value: v})
			}
		}
	}
	return all
}
