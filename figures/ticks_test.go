package figures

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"reckon/model/number"
)

// labelled are the ticks that have labels.
func labelled(ticks []plot.Tick) (out []plot.Tick) {
	for _, t := range ticks {
		if t.Label != "" {
			out = append(out, t)
		}
	}
	return out
}

// checkTicks holds the laws of an axis: a label at least, labels within the
// range, in order, all different, apart from each other, and true.
func checkTicks(t interface{ Errorf(string, ...any) }, a plot.Axis, length vg.Length, lang string) {
	all := ticks(a, length, lang, tickText.width)
	some := labelled(all)
	if len(some) == 0 {
		t.Errorf("%g to %g: no label", a.Min, a.Max)
	}
	for _, tick := range all {
		if n := a.Norm(tick.Value); !(n > -1e-6 && n < 1+1e-6) {
			t.Errorf("%g to %g: tick at %g lies outside", a.Min, a.Max, tick.Value)
		}
	}
	for i := 1; i < len(some); i++ {
		p, q := some[i-1], some[i]
		if p.Value >= q.Value {
			t.Errorf("%g to %g: %g before %g", a.Min, a.Max, p.Value, q.Value)
		}
		if p.Label == q.Label {
			t.Errorf("%g to %g: %q twice", a.Min, a.Max, p.Label)
		}
		if d := vg.Length(a.Norm(q.Value)-a.Norm(p.Value)) * length; d < (tickText.width(p.Label)+tickText.width(q.Label))/2 {
			t.Errorf("%g to %g: %q touches %q", a.Min, a.Max, p.Label, q.Label)
		}
	}
	for _, tick := range some {
		readings := number.Read(lang, tick.Label)
		if len(readings) != 1 && tick.Label[:2] != "10" {
			t.Errorf("%q is not a number", tick.Label)
			continue
		}
		if len(readings) == 1 && tick.Label[:min(2, len(tick.Label))] != "10" {
			if v := readings[0].Value; math.Abs(v-tick.Value) > 1e-6*math.Max(a.Max-a.Min, 1e-9*math.Abs(tick.Value)) && math.Abs(v-tick.Value) > 1e-9*math.Abs(tick.Value) {
				t.Errorf("%g to %g: %q stands at %g", a.Min, a.Max, tick.Label, tick.Value)
			}
		}
	}
}

func TestTicks(t *testing.T) {
	for _, test := range []struct {
		axis   Axis
		length vg.Length
	}{
		{Axis{Min: 0, Max: 1}, 300}, {Axis{Min: -1, Max: 1}, 60}, {Axis{Min: 1e-9, Max: 3e-9}, 200}, {Axis{Min: 1e9, Max: 1e9 + 1}, 400},
		{Axis{Min: 123456, Max: 123457}, 300}, {Axis{Min: -1e290, Max: 1e290}, 300}, {Axis{Min: 0, Max: 1}, 8}, {Axis{Min: 0.3, Max: 0.30001}, 250},
		{Axis{Log: true, Min: 1, Max: 2}, 300}, {Axis{Log: true, Min: 1.1, Max: 1.2}, 300}, {Axis{Log: true, Min: 3.1, Max: 3.9}, 300},
		{Axis{Log: true, Min: 1e-30, Max: 1e30}, 300}, {Axis{Log: true, Min: 1e-290, Max: 1e290}, 200}, {Axis{Log: true, Min: 3e-5, Max: 8e5}, 120},
		{Axis{Log: true, Min: 999, Max: 1001}, 300}, {Axis{Log: true, Min: 6, Max: 40}, 40},
	} {
		t.Run(fmt.Sprint(test), func(t *testing.T) {
			checkTicks(t, test.axis.axis(nothing, false), test.length, "en")
		})
	}
}

func TestTicksLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := rapid.Bool().Draw(t, "log")
		var data extent
		if log {
			lo := rapid.Float64Range(-250, 250).Draw(t, "lo")
			data = extent{math.Pow(10, lo), math.Pow(10, lo+rapid.Float64Range(0.001, 60).Draw(t, "decades"))}
		} else {
			scale := math.Pow(10, rapid.Float64Range(-20, 20).Draw(t, "scale"))
			lo := rapid.Float64Range(-1, 1).Draw(t, "lo") * scale
			data = extent{lo, lo + scale*math.Pow(10, rapid.Float64Range(-9, 1).Draw(t, "width"))}
		}
		a := Axis{Log: log}
		if rapid.Bool().Draw(t, "given") {
			a.Min, a.Max = data.min, data.max
		}
		x := a.axis(data, rapid.Bool().Draw(t, "zero"))
		if slack := 1e-8 * (x.Max - x.Min); !(x.Min < x.Max) || x.Min > data.min+slack || x.Max < data.max-slack {
			t.Fatalf("the axis from %g to %g does not hold %v", x.Min, x.Max, data)
		}
		checkTicks(t, x, vg.Length(rapid.IntRange(20, 500).Draw(t, "length")), rapid.SampledFrom([]string{"en", "de", "zh"}).Draw(t, "lang"))
	})
}
