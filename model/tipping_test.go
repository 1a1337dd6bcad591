package model

import (
	"math"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Tipping points against closed forms.
func TestTipping(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 10 W, sd: 1 W, reason: x}
  bb: {value: 2, reason: x}
  cc: {value: 0, sd: 1, reason: x}
  ff: {distribution: 'beta(2, 2)', reason: x}
  kk: {value: 3, kind: exact}
  minus: {value: -4, reason: x}
  yy: {formula: aa * bb * kk / 3 + cc * 1 W}
claims:
  more: {text: t, holds: yy > 18 W}
  both: {text: t, holds: yy > 18 W and yy < 25 W}
  digits: {text: t, value: 20 W, quantity: yy}
  wrong: {text: t, value: 50.0 W, quantity: yy, expect: contradicted, note: n}
  narrow: {text: t, value: 31.1234567 W, quantity: yy, expect: contradicted, note: n}
  range: {text: t, value: 15 to 22 W, quantity: yy}
  never: {text: t, holds: kk < 4}
  share: {text: t, holds: ff < 0.9}
  low: {text: t, holds: minus < -1}
  domain: {text: t, holds: sqrt(aa - 9.9 W) < 1 W^(1/2)}
  mute: {text: t, expect: untestable, note: n}
`)
	v, _ := m.Evaluate()
	type want map[string][]float64 // values of a parameter, SI
	for id, w := range map[string]want{
		"more":   {"aa": {9}, "bb": {1.8}, "cc": {-2}},
		"both":   {"aa": {9, 12.5}, "bb": {1.8, 2.5}, "cc": {-2, 5}},
		"digits": {"aa": {7.5, 12.5}, "bb": {1.5, 2.5}, "cc": {-5, 5}}, // 20 is one digit: 15 to 25
		// 50.0 has three digits: rounded from 49.5
		"wrong":  {"aa": {24.75}, "bb": {4.95}},
		"narrow": {"aa": {15.56172810}, "bb": {3.112345620}},
		// one digit coarser: 10 to 27; cc goes no further than ten deviations
		"range":  {"aa": {5, 13.5}, "bb": {1, 2.7}, "cc": {7}},
		"never":  {},
		"share":  {"ff": {0.9}},
		"low":    {"minus": {-1}},
		"domain": {"aa": {10.9}},
	} {
		tips, err := v.Tipping(id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		n := 0
		for _, list := range w {
			n += len(list)
		}
		for _, tip := range tips {
			found := false
			for _, x := range w[tip.Parameter.Name] {
				found = found || math.Abs(tip.Value.SI-x) < 2e-6*math.Abs(x)
			}
			if !found || math.IsNaN(tip.Ratio) {
				t.Errorf("%s: %s = %.9g, want %v", id, tip.Parameter.Name, tip.Value.SI, w[tip.Parameter.Name])
			}
			if o, _ := v.Outcome(id); tip.Passes == passes(o.Verdict) {
				t.Errorf("%s: %s does not flip the verdict", id, tip.Parameter.Name)
			}
		}
		if len(tips) != n {
			t.Errorf("%s: %d tips, want %d", id, len(tips), n)
		}
	}
	tips, _ := v.Tipping("more")
	if tips[0].Parameter.Name != "aa" && tips[0].Parameter.Name != "bb" || tips[2].Parameter.Name != "cc" {
		t.Errorf("order: %+v", tips)
	}
	for _, tip := range tips {
		if tip.Parameter.Name == "aa" && (math.Abs(tip.Deviations+1) > 1e-5 || !tip.Inside || math.Abs(tip.Ratio-0.9) > 1e-5) {
			t.Errorf("aa: %+v", tip)
		}
	}
	for id, want := range map[string]string{"mute": "cannot be tested", "nothing": "no claim is called"} {
		if _, err := v.Tipping(id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// A claim set to the tipping value, and a little beyond, changes its verdict;
// a little before it does not.
func TestTippingFlips(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 10, sd: 1, reason: x}
  bb: {value: 2, reason: x}
  yy: {formula: aa * exp(-bb) + sqrt(aa)}
claims:
  more: {text: t, holds: yy > 5 - bb / 3, expect: contradicted, note: n}
  digits: {text: t, value: 4.5, quantity: yy}
`)
	v, _ := m.Evaluate()
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]string{"more", "digits"}).Draw(t, "claim")
		tips, err := v.Tipping(id)
		if err != nil || len(tips) == 0 {
			t.Fatal(tips, err)
		}
		tip := rapid.SampledFrom(tips).Draw(t, "tip")
		now := v.env[tip.Parameter.index]
		nudge := rapid.Float64Range(1e-6, 1e-3).Draw(t, "nudge")
		for _, side := range []float64{1, -1} {
			w := &Values{model: m, given: v.given, env: append([]float64(nil), v.env...), state: v.state, cells: v.cells}
			w.env[tip.Parameter.index] = tip.Value.SI + side*nudge*(tip.Value.SI-now)
			for _, i := range m.order {
				w.env[i], _ = m.quantities[i].code.Eval(w.env)
			}
			verdict, _, _, _ := w.try(m.Claim(id))
			if passes(verdict) != (tip.Passes == (side > 0)) {
				t.Errorf("%s at %s = %g: %s", id, tip.Parameter.Name, w.env[tip.Parameter.index], verdict)
			}
		}
	})
}

func TestTippingBounded(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 1, sd: 1, reason: x}
  dear: {formula: 'sum(i, 1, 900000, i * aa)'}
claims:
  dear: {text: t, holds: dear > 0}
`)
	v, _ := m.Evaluate()
	if tips, err := v.Tipping("dear"); err == nil {
		t.Errorf("%v", tips)
	}
}

func BenchmarkTipping(b *testing.B) {
	m, fs := Load(os.DirFS("brain"), []string{"."})
	if fs.HasErrors() {
		b.Skip(fs[0])
	}
	v, _ := m.Evaluate()
	b.ReportAllocs()
	for b.Loop() {
		v.tipNodes, v.tipSteps = 0, 0
		n := 0
		for _, c := range m.claims {
			if _, err := v.Tipping(c.ID); err == errTipping {
				b.Fatal(c.ID, err)
			}
			n++
		}
	}
}
