package model

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Indices against closed forms, each within four of its own errors and within
// a tolerance.
func TestSensitivity(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 1, sd: 1, reason: x}
  bb: {value: 2, sd: 2, reason: x}
  cc: {value: 3, sd: 3, reason: x}
  x1: {distribution: 'uniform(-3.141592653589793, 3.141592653589793)', reason: x}
  x2: {distribution: 'uniform(-3.141592653589793, 3.141592653589793)', reason: x}
  x3: {distribution: 'uniform(-3.141592653589793, 3.141592653589793)', reason: x}
  u1: {distribution: 'uniform(0, 2)', reason: x}
  u2: {distribution: 'uniform(0, 2)', reason: x}
  fixed: {value: 3, kind: exact}
  linear: {formula: aa + bb + 2 * cc + fixed}
  product: {formula: aa * bb}
  ishigami: {formula: sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)}
  only: {formula: 3 * aa}
  best: {formula: 'argmax(x, -100, 100, -(x - aa - bb)^2)'}
  gated: {formula: if u1 > 1 then u2 else 0}
`)
	v, fs := m.Evaluate()
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	pi4 := math.Pow(math.Pi, 4)
	v1, v2, v13 := 0.5*math.Pow(1+0.1*pi4/5, 2), 49.0/8, 0.01*pi4*pi4*8/225
	all := v1 + v2 + v13
	// aa bb with means 1, 2 and deviations 1, 2: V = 4·1 + 1·4 + 1·4
	for name, want := range map[string]map[string][2]float64{
		"linear":   {"aa": {1.0 / 41, 1.0 / 41}, "bb": {4.0 / 41, 4.0 / 41}, "cc": {36.0 / 41, 36.0 / 41}},
		"product":  {"aa": {1.0 / 3, 2.0 / 3}, "bb": {1.0 / 3, 2.0 / 3}},
		"ishigami": {"x1": {v1 / all, (v1 + v13) / all}, "x2": {v2 / all, v2 / all}, "x3": {0, v13 / all}},
		"only":     {"aa": {1, 1}},
		"best":     {"aa": {0.2, 0.2}, "bb": {0.8, 0.8}},
		// 1{u1>1} u2: mean 1/2, E of square 2/3; V = 5/12; E[·|u1]: 0 or 1, V1 = 1/4; E[·|u2] = u2/2, V2 = 1/12
		"gated": {"u1": {0.6, 0.8}, "u2": {0.2, 0.4}},
	} {
		list, err := v.Sensitivity(name)
		if err != nil || len(list) != len(want) {
			t.Errorf("%s: %v, %v", name, list, err)
			continue
		}
		for _, ix := range list {
			w := want[ix.Parameters[0].Name]
			within := 0.02
			if name == "best" {
				within = 0.08 // fewer rows
			}
			for k, e := range []Estimate{ix.First, ix.Total} {
				if off := math.Abs(e.Value - w[k]); off > within || off > 4*e.Error+1e-3 || e.Error > within {
					t.Errorf("%s, %s: index %d is %.4f ± %.4f, want %.4f", name, ix.Parameters[0].Name, k, e.Value, e.Error, w[k])
				}
			}
		}
		if !slices.IsSortedFunc(list, func(a, b Index) int { return int(1e6 * (b.Total.Value - a.Total.Value)) }) {
			t.Errorf("%s: not the strongest first", name)
		}
	}
}

// Correlated parameters have one index together.
func TestSensitivityCorrelated(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 1, sd: 1, reason: x}
  bb: {value: 2, sd: 1, reason: x}
  cc: {value: 3, sd: 2, reason: x}
  dd: {value: 3, sd: 2, reason: x}
  sum: {formula: aa + bb + cc}
  one: {formula: aa + cc}
correlations:
- {between: [aa, bb], r: 0.5}
- {between: [bb, dd], r: 0.5}
`)
	v, _ := m.Evaluate()
	list, err := v.Sensitivity("sum") // V = 1 + 1 + 2·0.5 + 4
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	for _, ix := range list {
		want := 4.0 / 7
		if len(ix.Parameters) == 2 {
			want = 3.0 / 7
		} else if ix.Parameters[0].Name != "cc" {
			t.Errorf("%s stands alone", ix.Parameters[0].Name)
		}
		if math.Abs(ix.First.Value-want) > 0.02 || math.Abs(ix.Total.Value-want) > 0.02 {
			t.Errorf("%s: %+v, %+v; want %g", ix.Parameters[0].Name, ix.First, ix.Total, want)
		}
	}
	if list, err = v.Sensitivity("one"); err != nil || len(list) != 2 || len(list[0].Parameters) != 1 {
		t.Errorf("a partner that is not used takes part: %+v, %v", list, err)
	}
}

func TestSensitivityRefused(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 1, sd: 1, reason: x}
  mute: {value: 1, reason: x}
  still: {formula: aa - aa}
  root: {formula: sqrt(aa - 1 - abs(aa - 1)) + 1}
  large: {formula: aa > 0}
  slow: {formula: 'sum(i, 1, 40000, i * aa)'}
  dear: {formula: 'sum(i, 1, 900000, i * aa)'}
  bb: {value: 3 m, sd: 0.1, reason: x}
  cc: {value: 300 cm, sd: 10, reason: x}
  same: {formula: bb / cc}
correlations:
- {between: [bb, cc], r: 1}
`)
	v, _ := m.Evaluate()
	for name, want := range map[string]string{
		"nothing": `no quantity is called "nothing"`,
		"mute":    "mute rests on no parameter with a stated uncertainty",
		"still":   "still does not vary with its inputs",
		"same":    "same does not vary with its inputs",
		"large":   "large is true or false, and has no variance",
		"dear":    "take too long",
		"slow":    "",
		"aa":      "",
		"root":    "most draws give root no value",
	} {
		_, err := v.Sensitivity(name)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
}

// First-order indices of a sum of any variances add to 1 and are those of the
// closed form.
func TestSensitivityOfSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sds := rapid.SliceOfN(rapid.Float64Range(0.1, 10), 1, 6).Draw(t, "sds")
		var b strings.Builder
		b.WriteString("quantities:\n")
		sum, all := "0", 0.0
		for i, sd := range sds {
			fmt.Fprintf(&b, "  p%dx: {value: %d, sd: %g, reason: x}\n", i, i, sd)
			sum += fmt.Sprintf(" + p%dx", i)
			all += sd * sd
		}
		fmt.Fprintf(&b, "  total: {formula: %s}\n", sum)
		m, fs := loadText(b.String())
		if fs.HasErrors() {
			t.Fatal(fs)
		}
		v, _ := m.Evaluate()
		list, err := v.Sensitivity("total")
		if err != nil {
			t.Fatal(err)
		}
		for _, ix := range list {
			var i int
			_, _ = fmt.Sscanf(ix.Parameters[0].Name, "p%dx", &i)
			want := sds[i] * sds[i] / all
			for _, e := range []Estimate{ix.First, ix.Total} {
				if math.Abs(e.Value-want) > 5*e.Error+0.01 {
					t.Errorf("p%d of %v: %+v, want %g", i, sds, e, want)
				}
			}
		}
	})
}

// The elasticity of a product of powers is the power.
func TestElasticities(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 1.5 m, sd: 0.1 m, reason: x}
  bb: {value: 2 s, reason: x}
  cc: {value: 4, kind: exact}
  zero: {value: 0, reason: x}
  yy: {formula: aa^3 / bb^2 * cc + zero * 1 m^3/s^2}
`)
	v, _ := m.Evaluate()
	got := v.Elasticities("yy")
	if len(got) != 2 || got[0].Parameter.Name != "aa" || math.Abs(got[0].Value-3) > 1e-4 || math.Abs(got[1].Value+2) > 1e-4 {
		t.Errorf("%+v", got)
	}
}

// Every uncertain result of the bundled paper has indices that make sense: a
// total is no smaller than its first order, and first orders add to 1 at most.
func TestSensitivityOfPaper(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds")
	}
	m, fs := Load(os.DirFS("brain"), []string{"."})
	if fs.HasErrors() {
		t.Skip(fs[0])
	}
	v, _ := m.Evaluate()
	for k, q := range m.quantities {
		if q.Formula == nil || !v.Uncertain(q.Name) || q.typ.Bool || k%4 != 0 {
			continue
		}
		list, err := v.Sensitivity(q.Name)
		if err != nil {
			t.Logf("%s: %v", q.Name, err)
			continue
		}
		sum := 0.0
		for _, ix := range list {
			sum += ix.First.Value
			if slack := 4*(ix.First.Error+ix.Total.Error) + 0.01; ix.First.Value > ix.Total.Value+slack || ix.Total.Value > 1+slack {
				t.Errorf("%s, %s: first %+v, total %+v", q.Name, ix.Parameters[0].Name, ix.First, ix.Total)
			}
		}
		if sum > 1.05 {
			t.Errorf("%s: first orders add to %g", q.Name, sum)
		}
	}
}

func BenchmarkSensitivity(b *testing.B) {
	m := mustLoad(b, `quantities:
  x1: {distribution: 'uniform(-3, 3)', reason: x}
  x2: {distribution: 'uniform(-3, 3)', reason: x}
  x3: {distribution: 'uniform(-3, 3)', reason: x}
  ishigami: {formula: sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)}
`)
	v, _ := m.Evaluate()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Sensitivity("ishigami"); err != nil {
			b.Fatal(err)
		}
	}
}
