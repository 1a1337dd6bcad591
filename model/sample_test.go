package model

import (
	"math"
	"slices"
	"testing"
	"testing/fstest"

	"reckon/internal/diag"
)

func mustLoad(t testing.TB, body string) *Model {
	t.Helper()
	m, fs := loadText(body)
	for _, f := range fs {
		if f.Rule != "name-shadows-unit" {
			t.Fatalf("%v (%s)", f, f.Hint)
		}
	}
	return m
}

// loadText loads a model of one file, given without its head.
func loadText(body string) (*Model, diag.List) {
	return Load(fstest.MapFS{"m.yaml": {Data: []byte("reckon: 1\n" + body)}}, []string{"m.yaml"})
}

// Quantiles against closed forms; those of beta by its relation to the binomial
// distribution.
func TestQuantile(t *testing.T) {
	for _, test := range []struct {
		name           string
		s              Spread
		low, mid, high float64
	}{
		{"normal", Spread{Shape: Normal, A: 10, B: 2}, 10 - 2*z95, 10, 10 + 2*z95},
		{"two-piece", Spread{Shape: TwoPiece, A: 10, B: 1, C: 3}, 10 - z95, 10, 10 + 3*z95},
		{"lognormal", Spread{Shape: LogNormal, A: 8, B: 2}, 4, 8, 16},
		{"lognormal below 0", Spread{Shape: LogNormal, A: -8, B: 2}, -16, -8, -4},
		{"uniform", Spread{Shape: Uniform, A: 2, B: 6}, 2.1, 4, 5.9},
		{"triangular", Spread{Shape: Triangular, A: 0, B: 1, C: 2}, math.Sqrt(0.05), 1, 2 - math.Sqrt(0.05)},
		{"triangular, mode low", Spread{Shape: Triangular, A: 0, B: 0, C: 1}, 1 - math.Sqrt(0.975), 1 - math.Sqrt(0.5), 1 - math.Sqrt(0.025)},
		{"beta as uniform", Spread{Shape: Beta, A: 1, B: 1}, 0.025, 0.5, 0.975},
	} {
		low, high := test.s.Interval()
		if mid := test.s.Median(); !almost(low, test.low) || !almost(mid, test.mid) || !almost(high, test.high) {
			t.Errorf("%s: %.10g, %.10g, %.10g; want %.10g, %.10g, %.10g", test.name, low, mid, high, test.low, test.mid, test.high)
		}
	}
}

// The chance that beta(46, 4) lies below x is that of 46 or more successes in
// 49 trials of chance x (Abramowitz and Stegun, 26.5.24).
func TestBetaQuantile(t *testing.T) {
	for _, p := range []float64{0.001, 0.025, 0.5, 0.975, 0.999} {
		x := Spread{Shape: Beta, A: 46, B: 4}.Quantile(p)
		sum, choose := 0.0, 1.0 // 49 over 49
		for k := 49; k >= 46; k-- {
			sum += choose * math.Pow(x, float64(k)) * math.Pow(1-x, float64(49-k))
			choose *= float64(k) / float64(49-k+1)
		}
		if !almost(sum, p) {
			t.Errorf("at the quantile of %g the binomial sum is %g", p, sum)
		}
	}
}

// almost compares to eight digits, what the inversion of beta gives.
func almost(a, b float64) bool { return math.Abs(a-b) <= 1e-8*math.Max(1, math.Abs(b)) }

// Each column has one value in each of its equal shares, and so does each of
// its slices in the coarser ones.
func TestHypercube(t *testing.T) {
	u := hypercube("lamp.power")
	strata := func(u []float64) {
		t.Helper()
		sorted := slices.Clone(u)
		slices.Sort(sorted)
		for i, x := range sorted {
			if n := float64(len(u)); x <= float64(i)/n || x >= float64(i+1)/n {
				t.Fatalf("of %d values, number %d is %g", len(u), i, x)
			}
		}
	}
	strata(u)
	for i := 0; i < draws; i += bindingDraws {
		strata(u[i : i+bindingDraws])
	}
	if v := hypercube("lamp.powers"); math.Abs(pearson(u, v)) > 0.05 {
		t.Errorf("columns of two names are correlated: %g", pearson(u, v))
	}
}

func pearson(x, y []float64) float64 {
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx += x[i]
		sy += y[i]
	}
	mx, my := sx/float64(len(x)), sy/float64(len(y))
	for i := range x {
		sxx += (x[i] - mx) * (x[i] - mx)
		syy += (y[i] - my) * (y[i] - my)
		sxy += (x[i] - mx) * (y[i] - my)
	}
	return sxy / math.Sqrt(sxx*syy)
}

// Sampling agrees with closed forms, and with first-order propagation where
// that is exact or the uncertainties are small. The tolerance is of the width
// of the interval: 4096 stratified draws fix its ends to about 2 %, of a
// product of wide lognormals a little less well.
func TestPropagation(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 10 m, sd: 1 m, reason: x}
  bb: {value: 20 m, sd: 2 m, reason: x}
  ff: {value: 3, factor: 2, reason: x}
  hh: {value: 5, factor: 3, reason: x}
  uu: {distribution: 'uniform(0, 1)', reason: x}
  vv: {distribution: 'uniform(0, 1)', reason: x}
  exact: {value: 2, kind: exact}
  sum: {formula: aa + bb}
  difference: {formula: bb - aa}
  product: {formula: ff * hh}
  triangle: {formula: uu + vv}
  scaled: {formula: exact * aa}
  nothing: {formula: aa - aa}
  best: {formula: 'argmax(x, 0, 100, -(x * 1 m - aa)^2 / 1 m^2)'}
  behind: {formula: best + 1}
`)
	v, fs := m.Evaluate()
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	spread := func(f, g float64) float64 { return math.Exp(math.Hypot(math.Log(f), math.Log(g))) }
	for _, test := range []struct {
		name           string
		low, mid, high float64
		draws          int
	}{
		{"sum", 30 - z95*math.Sqrt(5), 30, 30 + z95*math.Sqrt(5), draws},
		{"difference", 10 - z95*math.Sqrt(5), 10, 10 + z95*math.Sqrt(5), draws},
		{"product", 15 / spread(2, 3), 15, 15 * spread(2, 3), draws},
		{"triangle", math.Sqrt(0.05), 1, 2 - math.Sqrt(0.05), draws},
		{"scaled", 20 - 2*z95, 20, 20 + 2*z95, draws},
		{"nothing", 0, 0, 0, draws},
		{"best", 10 - z95, 10, 10 + z95, bindingDraws},
		{"behind", 11 - z95, 11, 11 + z95, bindingDraws},
	} {
		in, ok := v.Interval(test.name)
		width := test.high - test.low
		within := 0.03 * width
		if test.draws == bindingDraws {
			within = 0.06 * width
		}
		if !ok || math.Abs(in.Low-test.low) > within || math.Abs(in.Median-test.mid) > within || math.Abs(in.High-test.high) > within || in.Draws != test.draws {
			t.Errorf("%s: %+v; want %g, %g, %g", test.name, in, test.low, test.mid, test.high)
		}
	}
	if in, ok := v.Interval("exact"); ok {
		t.Errorf("an exact parameter has the interval %+v", in)
	}
	if in, ok := v.Interval("aa"); !ok || in.Low != 10-z95 && !almost(in.Low, 10-z95) || in.Draws != 0 {
		t.Errorf("a parameter's interval is that of its distribution: %+v", in)
	}
}

// firstOrder is the combined standard uncertainty by JCGM 100:2008, 5.1.2,
// equation (10), with the finite differences of 5.1.3, note 2.
func firstOrder(m *Model, name string) float64 {
	v, _ := m.Evaluate()
	q := m.byName[name]
	u := 0.0
	for i, p := range m.quantities {
		if p.Spread.None() {
			continue
		}
		low, high := p.Spread.Quantile(0.158655), p.Spread.Quantile(0.841345)
		var z [2]float64
		for k, x := range []float64{low, high} {
			w := &Values{model: m, given: v.given, env: slices.Clone(v.env), state: slices.Clone(v.state)}
			w.env[i] = x
			for _, j := range m.order {
				w.env[j], _ = m.quantities[j].code.Eval(w.env)
			}
			z[k] = w.env[q.index]
		}
		u += (z[1] - z[0]) * (z[1] - z[0]) / 4
	}
	return math.Sqrt(u)
}

func TestFirstOrder(t *testing.T) {
	m := mustLoad(t, `quantities:
  length: {value: 0.994 m, sd: 2 mm, reason: x}
  gravity: {value: 9.81 m/s^2, range: [9.80, 9.82], reason: x}
  mass: {value: 64 g, factor: 1.02, reason: x}
  period: {formula: 2 * pi * sqrt(length / gravity)}
  energy: {formula: mass * gravity * length * exp(-period / 1 s)}
`)
	v, _ := m.Evaluate()
	for _, name := range []string{"period", "energy"} {
		in, _ := v.Interval(name)
		got, want := (in.High-in.Low)/2/z95, firstOrder(m, name)
		if math.Abs(got-want) > 0.02*want {
			t.Errorf("%s: sampled %g, first order %g", name, got, want)
		}
	}
}

// What is correlated by 1 or -1 moves as one: a difference that cancels has no
// spread left.
func TestFullCorrelation(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 1, sd: 1, reason: x}
  bb: {value: 3, sd: 2, reason: x}
  cc: {value: 5, sd: 1, reason: x}
  dd: {value: 1, sd: 1, reason: x}
  lm: {value: 2 m, factor: 3, reason: x}
  lcm: {value: 200 cm, factor: 3, reason: x}
  same: {formula: bb - 2 * aa}
  opposite: {formula: cc + dd}
  ratio: {formula: lm / lcm}
correlations:
- {between: [aa, bb], r: 1}
- {between: [cc, dd], r: -1}
- {between: [lm, lcm], r: 1}
`)
	v, _ := m.Evaluate()
	for _, test := range []struct {
		name string
		want float64
	}{{"same", 1}, {"opposite", 6}, {"ratio", 1}} {
		in, _ := v.Interval(test.name)
		if math.Abs(in.Low-test.want) > 1e-12 || math.Abs(in.High-test.want) > 1e-12 {
			t.Errorf("%s lies from %v to %v, want %v", test.name, in.Low, in.High, test.want)
		}
	}
}

func TestCorrelation(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 10, sd: 1, reason: x}
  bb: {value: 20, sd: 1, reason: x}
  cc: {value: 30, sd: 1, reason: x}
  dd: {value: 30, sd: 1, reason: x}
  sum: {formula: aa + bb}
correlations:
- {between: [aa, bb], r: 0.9}
- {between: [bb, cc], r: -0.4}
`)
	v, _ := m.Evaluate()
	for _, test := range []struct {
		a, b string
		want float64
	}{{"aa", "bb", 0.9}, {"bb", "cc", -0.4}, {"aa", "cc", 0}, {"aa", "dd", 0}, {"cc", "dd", 0}} {
		if got := pearson(v.Samples(test.a), v.Samples(test.b)); math.Abs(got-test.want) > 0.04 {
			t.Errorf("correlation of %s and %s is %.3f, want %g", test.a, test.b, got, test.want)
		}
	}
	in, _ := v.Interval("sum")
	if want := z95 * math.Sqrt(2+2*0.9); math.Abs(in.High-30-want) > 0.03*want {
		t.Errorf("a sum of correlated inputs reaches %g above its middle, want %g", in.High-30, want)
	}
	w, _ := v.At([]Override{{Name: "bb", Text: "20"}})
	in, _ = w.Interval("sum")
	if math.Abs(in.High-30-z95) > 0.03*z95 {
		t.Errorf("an override takes part in the correlation: %+v", in)
	}
}

// What a quantity's draws are follows from the names of its inputs alone.
func TestDrawsStay(t *testing.T) {
	const body = "quantities:\n  aa: {value: 10, sd: 1, reason: x}\n  cc: {formula: 2 * aa}\n"
	one, _ := mustLoad(t, body).Evaluate()
	two, _ := mustLoad(t, body+"  bb: {value: 10, sd: 1, reason: x}\n  dd: {formula: bb + cc}\n").Evaluate()
	two.Interval("dd")
	if !slices.Equal(one.Samples("cc"), two.Samples("cc")) {
		t.Error("another parameter moves the draws of this one")
	}
	if got := one.Samples("cc")[:3]; math.Abs(got[0]-2*one.Samples("aa")[0]) > 1e-12 {
		t.Errorf("rows do not belong together: %v", got)
	}
}

func TestDropped(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 1, sd: 1, reason: x}
  root: {formula: sqrt(aa)}
  behind: {formula: 2 * root}
  fine: {formula: aa^2}
`)
	v, fs := m.Evaluate()
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	fs = v.Dropped()
	if len(fs) != 1 || fs[0].Rule != "draws-dropped" || fs[0].At.Line != 4 {
		t.Errorf("dropped: %v", fs)
	}
	in, ok := v.Interval("root")
	// A sixth of a normal distribution lies more than one deviation below its mean.
	if share := float64(in.Dropped) / draws; !ok || math.Abs(share-0.1587) > 0.001 || in.Draws+in.Dropped != draws {
		t.Errorf("root: %+v", in)
	}
}

// Silence is told: an input that is neither exact nor uncertain.
func TestSilent(t *testing.T) {
	m := mustLoad(t, `quantities:
  known: {value: 1, sd: 1, reason: x}
  exact: {value: 1, kind: exact}
  mute: {value: 1, reason: x}
  loud: {formula: known + exact}
  quiet: {formula: loud + mute}
`)
	v, _ := m.Evaluate()
	for name, want := range map[string]bool{"known": false, "exact": false, "mute": true, "loud": false, "quiet": true} {
		if x, _ := v.Get(name); x.Silent != want || x.HasInterval != (name == "known" || name == "loud" || name == "quiet") {
			t.Errorf("%s: %+v", name, x)
		}
	}
}

func TestCholesky(t *testing.T) {
	if cholesky([][]float64{{1, 1}, {1, 1}}) == nil {
		t.Error("two quantities that move as one are possible")
	}
	if cholesky([][]float64{{1, 1, 0}, {1, 1, 0.5}, {0, 0.5, 1}}) != nil {
		t.Error("a moves with b, b with c, a not with c: impossible")
	}
}

// Digits: the fewest of the inputs where there is no interval; with one, those
// of silent inputs alone; a parameter keeps its own.
func TestDigits(t *testing.T) {
	m := mustLoad(t, `quantities:
  known: {value: 1.5, sd: 0.1, reason: x}
  exact: {value: 3, kind: exact}
  mute: {value: 1.234, reason: x}
  coarse: {value: 2, reason: x}
  both: {formula: mute * known}
  alone: {formula: known * exact}
  quiet: {formula: mute * coarse}
  pure: {formula: exact * 2}
`)
	v, _ := m.Evaluate()
	for name, want := range map[string]int{"known": 2, "exact": 0, "mute": 4, "coarse": 1, "both": 4, "alone": 0, "quiet": 2, "pure": 0} {
		x, _ := v.Get(name)
		y, _, _ := v.Expression(name, diag.Pos{})
		if x.Digits != want || y.Digits != want {
			t.Errorf("%s: %d digits by name, %d as an expression; want %d", name, x.Digits, y.Digits, want)
		}
	}
	if x, _, _ := v.Expression("2 * coarse", diag.Pos{}); x.Digits != 2 {
		t.Errorf("2 * coarse has %d digits", x.Digits)
	}
}
