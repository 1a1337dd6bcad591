package model_test

import (
	"math"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"reckon/internal/diag"
	"reckon/model"
)

// pendulum loads the model of testdata, which must be clean.
func pendulum(t testing.TB) *model.Model {
	t.Helper()
	m, fs := model.Load(os.DirFS("testdata"), []string{"pendulum.yaml"})
	clean(t, fs)
	return m
}

func clean(t testing.TB, fs diag.List) {
	t.Helper()
	for _, f := range fs {
		t.Errorf("%v (hint: %s)", f, f.Hint)
	}
}

// load loads a model of one file, m.yaml, given without its head.
func load(body string) (*model.Model, diag.List) {
	return model.Load(fstest.MapFS{"m.yaml": {Data: []byte("reckon: 1\n" + body)}}, []string{"m.yaml"})
}

func value(t testing.TB, v *model.Values, name string) model.Value {
	t.Helper()
	x, ok := v.Get(name)
	if !ok || !x.OK {
		t.Fatalf("%s has no value", name)
	}
	return x
}

func close(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance*math.Abs(b) }

func TestEvaluate(t *testing.T) {
	m := pendulum(t)
	v, fs := m.Evaluate()
	clean(t, fs)
	angle := 5 * math.Pi / 180
	period := 2 * math.Pi * math.Sqrt(0.994/9.81) * (1 + angle*angle/16)
	mass := 7870 * math.Pi / 6 * math.Pow(0.025, 3)
	for _, test := range []struct {
		name, unit string
		want       float64 // SI
		digits     int
	}{
		{"thread.length", "m", 0.994, 3},
		{"bob.density", "g/cm^3", 7870, 0},
		{"bob.diameter", "mm", 0.025, 0},
		{"swing.period", "s", period, 2},
		{"swing.rate", "s^-1", 1 / period, 2},
		{"bob.mass", "g", mass, 0},
		{"swing.energy", "mJ", mass * 9.81 * 0.994 * (1 - math.Cos(angle)), 2},
	} {
		x := value(t, v, test.name)
		if !close(x.SI, test.want, 1e-12) || x.Unit.String() != test.unit || x.Digits != test.digits {
			t.Errorf("%s = %g in %s, %d digits; want %g in %s, %d digits", test.name, x.SI, x.Unit, x.Digits, test.want, test.unit, test.digits)
		}
	}
	if _, ok := v.Get("swing.nothing"); ok {
		t.Error("a name that is not there has a value")
	}
}

func TestOverrides(t *testing.T) {
	m := pendulum(t)
	o, err := m.ParseOverride("thread.length = 397.6 cm")
	if err != nil {
		t.Fatal(err)
	}
	v, _ := m.Evaluate(o)
	base, _ := m.Evaluate()
	if got, want := value(t, v, "swing.period").SI, 2*value(t, base, "swing.period").SI; !close(got, want, 1e-12) {
		t.Errorf("period at four times the length is %g, want %g", got, want)
	}
	if x := value(t, v, "thread.length"); x.HasInterval || x.Unit.String() != "m" {
		t.Errorf("an override keeps the uncertainty or changes the unit: %+v", x)
	}
	bare, err := m.ParseOverride("thread.length=2 ± 0.1")
	if err != nil {
		t.Fatal(err)
	}
	v, _ = m.Evaluate(o, bare)
	if x := value(t, v, "thread.length"); x.SI != 2 || !close(x.High-x.Low, 2*1.959964*0.1, 1e-6) {
		t.Errorf("the last override is 2 ± 0.1 m, got %+v", x)
	}
	set, ok := m.Scenario("moon")
	if !ok {
		t.Fatal("no scenario moon")
	}
	v, fs := v.At(set)
	clean(t, fs)
	if got := value(t, v, "gravity").SI; got != 1.62 || value(t, v, "thread.length").SI != 2 {
		t.Errorf("a scenario upon an override: gravity %g", got)
	}
}

func TestParseOverrideErrors(t *testing.T) {
	m := pendulum(t)
	for _, test := range []struct{ text, want string }{
		{"thread.lenght=2", `no quantity is called "thread.lenght"; did you mean thread.length?`},
		{"thread.length", `"thread.length" is not NAME=VALUE; write for example 'lamp.power=3 W'`},
		{"thread.length=", `"thread.length=" is not NAME=VALUE; write for example 'lamp.power=3 W'`},
		{"swing.period=2 s", "swing.period follows from a formula; only parameters can be set; it rests on thread.length, gravity, swing.angle"},
		{"thread.length=2 kg", "thread.length is measured in m, not in kg; give it in the unit m"},
		{"thread.length=long", `value of thread.length must be a number with a unit, not "long"; write digits, and a unit behind them: 3.2 W`},
		{"thread.length=2 ± 1 s", "thread.length is measured in m, not in s; give it in the unit m"},
		{"thread.length=2 m ± 1 s", "the uncertainty of thread.length is in s, and its value in m"},
	} {
		_, err := m.ParseOverride(test.text)
		if err == nil || err.Error() != test.want {
			t.Errorf("ParseOverride(%q)\n got: %v\nwant: %s", test.text, err, test.want)
		}
	}
}

// A quantity that fails is reported once, at its formula; what rests on it is
// silent.
func TestFaults(t *testing.T) {
	m, fs := load(`quantities:
  zero.length: {value: 0 m, kind: exact}
  inverse: {formula: 1 / zero.length}
  silent: {formula: inverse + 3 m^-1}
  folded:
    formula: >
      1 m +
      sqrt(zero.length
        - 2 m) * 1 m^0.5
claims:
  silent: {text: x, value: 3 m^-1, quantity: silent}
`)
	clean(t, fs)
	v, fs := m.Evaluate()
	var got []string
	for _, f := range fs {
		got = append(got, f.At.String()+" "+f.Rule)
	}
	want := []string{"m.yaml:4:24 division-by-zero", "m.yaml:9:7 value-undefined"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if x, ok := v.Get("silent"); !ok || x.OK {
		t.Errorf("silent has a value: %+v", x)
	}
}

func TestExpression(t *testing.T) {
	v, _ := pendulum(t).Evaluate()
	at := diag.Pos{File: "en.md", Line: 3, Column: 7}
	for _, test := range []struct {
		src, unit string
		want      float64
		interval  bool
	}{
		{"swing.period", "s", value(t, v, "swing.period").SI, true},
		{"swing.period / 2 -> ms", "ms", value(t, v, "swing.period").SI / 2, true},
		{"thread.length + 6 mm", "m", 1, true},
		{"bob.mass / bob.density", "m^3", math.Pi / 6 * math.Pow(0.025, 3), false},
		{"2 + 2", "1", 4, false},
		{"3 N * 2 m", "J", 6, false},
		{"thread.length > 0.9 m", "1", 1, false},
		{"maximum(x, 0, 2, x * (2 - x))", "1", 1, false},
	} {
		x, e, fs := v.Expression(test.src, at)
		clean(t, fs)
		if e == nil || !x.OK || !close(x.SI, test.want, 1e-9) || x.Unit.String() != test.unit || x.HasInterval != test.interval {
			t.Errorf("%s = %+v, want %g in %s (interval: %t)", test.src, x, test.want, test.unit, test.interval)
		}
	}
	for _, test := range []struct{ src, want string }{
		{"swing.perod", "en.md:3:7 name-unknown"},
		{"1 / (swing.angle - 5°)", "en.md:3:9 division-by-zero"},
		{"2 +", "en.md:3:10 value-expected"},
		{"swing.period + bob.mass", "en.md:3:20 unit-mismatch"},
	} {
		x, _, fs := v.Expression(test.src, at)
		if len(fs) != 1 || fs[0].At.String()+" "+fs[0].Rule != test.want || x.OK {
			t.Errorf("%s\n got: %v, value OK: %t\nwant: %s", test.src, fs, x.OK, test.want)
		}
	}
}

func TestSweep(t *testing.T) {
	v, _ := pendulum(t).Evaluate()
	base := value(t, v, "swing.period").SI
	xs := []float64{0.994, 4 * 0.994, 9 * 0.994, -1}
	ys, fs := v.Sweep("thread.length", xs, "swing.period -> ms", diag.Pos{})
	clean(t, fs)
	for i, want := range []float64{1, 2, 3} {
		if !ys[i].OK || !close(ys[i].SI, want*base, 1e-12) || ys[i].Unit.String() != "ms" {
			t.Errorf("point %d: %+v, want %g s", i, ys[i], want*base)
		}
	}
	if ys[3].OK {
		t.Error("a negative length has a period")
	}
	ys, fs = v.Sweep("n", []float64{1, 2, 3}, "n^2 * thread.length", diag.Pos{})
	clean(t, fs)
	if !close(ys[2].SI, 9*0.994, 1e-12) || ys[2].Unit.String() != "m" {
		t.Errorf("a variable of the expression: %+v", ys[2])
	}
	ys, fs = v.Sweep("swing.period", []float64{2}, "1 / swing.period + 0 * swing.rate", diag.Pos{})
	clean(t, fs)
	if ys[0].SI != 0.5 {
		t.Errorf("a derived quantity cut from its formula: %+v", ys[0])
	}
	if _, fs = v.Sweep("n", xs, "n + qq", diag.Pos{}); len(fs) != 1 || fs[0].Rule != "name-unknown" {
		t.Errorf("unknown name: %v", fs)
	}
}

// Evaluate may run many times at once; intervals are the same whoever asks for
// them first.
func TestConcurrent(t *testing.T) {
	m := pendulum(t)
	v, _ := m.Evaluate()
	want, _ := v.Interval("swing.energy")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			w, _ := m.Evaluate()
			for _, name := range []string{"swing.rate", "swing.energy"} {
				w.Get(name)
			}
			if got, _ := w.Interval("swing.energy"); got != want {
				t.Errorf("interval %v, then %v", want, got)
			}
			if got, _ := v.Interval("swing.energy"); got != want {
				t.Errorf("interval %v, then %v", want, got)
			}
		})
	}
	wg.Wait()
}
