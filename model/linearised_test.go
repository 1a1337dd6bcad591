package model

import (
	"math"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"
	"reckon/internal/diag"
)

// linearised is the combined standard uncertainty of a quantity to first order
// (JCGM 100:2008, 5.1.2 and 5.2.2, with sensitivity coefficients by finite
// differences and the declared correlations), and the share by which halving
// the steps changes it: how far the quantity is from being linear.
func linearised(v *Values, name string) (u, bend float64) {
	q := v.model.byName[name]
	inputs := v.uncertainInputs(q)
	combined := func(step float64) float64 {
		z := make([]float64, len(inputs))
		for k, i := range inputs {
			s := v.given[i].spread
			low, high := s.Quantile(normalCDF(-step)), s.Quantile(normalCDF(step))
			ys, _ := v.Sweep(v.model.quantities[i].Name, []float64{low, high}, name, diag.Pos{})
			if len(ys) == 2 && ys[0].OK && ys[1].OK {
				z[k] = (ys[1].SI - ys[0].SI) / (2 * step)
			}
		}
		sum := 0.0
		for a := range z {
			for b := range z {
				r := 0.0
				if a == b {
					r = 1
				}
				for _, c := range v.model.correlated {
					if c.a == inputs[a] && c.b == inputs[b] || c.b == inputs[a] && c.a == inputs[b] {
						r = c.r
					}
				}
				sum += r * z[a] * z[b]
			}
		}
		return math.Sqrt(sum)
	}
	u = combined(1)
	return u, math.Abs(combined(0.5)/u - 1)
}

func normalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// Sampling agrees with first-order propagation wherever a result is nearly
// linear in its inputs: in closed forms, and in the bundled paper.
func TestLinearised(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 10 m, sd: 0.1 m, reason: x}
  bb: {value: 20 m, sd: 0.3 m, reason: x}
  cc: {value: 3 s, factor: 1.02, reason: x}
  added: {formula: aa + bb}
  product: {formula: aa * bb / cc}
  square: {formula: aa^2}
correlations: [{between: [aa, bb], r: -0.5}]
`)
	v, _ := m.Evaluate()
	for name, want := range map[string]float64{
		"added":  math.Sqrt(0.01 + 0.09 - 0.03),
		"square": 2,
	} {
		if u, _ := linearised(v, name); math.Abs(u/want-1) > 1e-6 {
			t.Errorf("%s: first order gives %g, want %g", name, u, want)
		}
	}
	compareLinearised(t, v, 3)

	brain, fs := Load(os.DirFS("brain"), []string{"."})
	if fs.HasErrors() {
		t.Skip(fs[0])
	}
	v, _ = brain.Evaluate()
	compareLinearised(t, v, 20)
}

// compareLinearised holds the half width of the sampled interval against z95
// times the first-order uncertainty. For a quantity whose uncertainty bends by
// a share b over half a standard deviation they may differ by some multiple of
// b; sampling itself is good to about one percent.
func compareLinearised(t *testing.T, v *Values, least int) {
	t.Helper()
	n := 0
	for _, q := range v.model.quantities {
		in, ok := v.Interval(q.Name)
		if !ok || q.Formula == nil || in.Low == in.High {
			continue
		}
		u, bend := linearised(v, q.Name)
		skew := math.Abs(in.High+in.Low-2*in.Median) / (in.High - in.Low)
		if bend > 0.02 || skew > 0.1 {
			continue
		}
		n++
		sampled := (in.High - in.Low) / 2 / z95
		// Uniform and triangular inputs have shorter tails than a normal one.
		if r := sampled / u; r < 0.75 || r > 1.1+5*bend {
			t.Errorf("%s: sampled %g, first order %g", q.Name, sampled, u)
		}
	}
	if n < least {
		t.Errorf("only %d quantities were nearly linear", n)
	}
}

// Sampling all at once gives what sampling one by one gives.
func TestSample(t *testing.T) {
	m, _ := Load(large(), []string{"m.yaml"})
	a, _ := m.Evaluate()
	b, _ := m.Evaluate()
	a.Sample()
	for _, q := range m.quantities {
		x, okX := a.Interval(q.Name)
		y, okY := b.Interval(q.Name)
		if x != y || okX != okY {
			t.Errorf("%s: %v at once, %v alone", q.Name, x, y)
		}
		if okX && q.Formula != nil && x.Draws != draws {
			t.Errorf("%s has %d draws, want %d", q.Name, x.Draws, draws)
		}
		if got, _ := a.Get(q.Name); got.HasInterval && got.Median != x.Median {
			t.Errorf("%s: Get gives the median %g, want %g", q.Name, got.Median, x.Median)
		}
	}
}

// Quantiles by counting are those of sorted values.
func TestQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.OneOf(rapid.Float64(), rapid.Float64Range(-1, 1), rapid.SampledFrom([]float64{0, 1, 1e300, -1e300, 5e-324, math.NaN()})), 2, 300).Draw(t, "x")
		in, ok := intervalOf(x)
		good := slices.DeleteFunc(slices.Clone(x), math.IsNaN)
		if ok != (len(good) >= 2 && len(good) >= len(x)/2) || in.Draws != len(good) {
			t.Fatalf("%v: %+v, %t", x, in, ok)
		}
		if !ok {
			return
		}
		slices.Sort(good)
		for _, c := range []struct{ got, p float64 }{{in.Low, 0.025}, {in.Median, 0.5}, {in.High, 0.975}} {
			want := quantile(good, c.p)
			if c.got != want && !(math.IsNaN(c.got) && math.IsNaN(want)) && math.Abs(c.got-want) > 1e-12*math.Abs(want) {
				t.Errorf("quantile %g of %v: %g, want %g", c.p, good, c.got, want)
			}
		}
	})
}
