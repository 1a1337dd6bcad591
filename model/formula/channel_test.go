package formula_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"reckon/internal/diag"
	"reckon/model/formula"
)

func entropy(p ...float64) float64 {
	h := 0.0
	for _, x := range p {
		if x > 0 {
			h -= x * math.Log2(x)
		}
	}
	return h
}

// Capacities against closed forms.
func TestCapacity(t *testing.T) {
	w := newWorld(t, `
		eps = 0.11
		n = 4
		r = 3
		budget = 0.2
		joule = 2 J
		bsc(x, y, p) = if x = y then 1 - p else p
		same(x, y) = if x = y then 1 else 0
	`)
	z := 0.3
	for _, test := range []struct {
		src    string
		want   float64
		within float64
	}{
		{"capacity(x, 0, 1, y, 0, 1, bsc(x, y, eps))", 1 - entropy(0.11, 0.89), 1e-9},
		{"capacity(x, 0, 1, y, 0, 1, bsc(x, y, 1/2))", 0, 1e-9},
		{"capacity(x, 1, n, y, 1, n, same(x, y))", 2, 1e-9},
		{"capacity(x, 5, 4 + n, y, 5, 4 + n, same(x, y))", 2, 1e-9},
		// the erasure channel: y = 2 is "lost"
		{"capacity(x, 0, 1, y, 0, 2, if y = 2 then 0.25 else if x = y then 0.75 else 0)", 0.75, 1e-9},
		{"capacity(x, 0, 1, y, 0, 1, if x = 0 then 1 - y else if y = 0 then 0.3 else 0.7)",
			math.Log2(1 + (1-z)*math.Pow(z, z/(1-z))), 1e-9},
		// more symbols sent than can be told apart
		{"capacity(x, 1, 6, y, 1, 3, if mod(x, 3) = y - 1 then 1 else 0)", math.Log2(3), 1e-9},
		{"capacity(x, 1, 1, y, 1, 3, 1/3)", 0, 1e-9},
		// a budget: noiseless, a cost for 1 alone; it binds below one half
		{"capacity(x, 0, 1, y, 0, 1, same(x, y), x, budget)", entropy(0.2, 0.8), 1e-8},
		{"capacity(x, 0, 1, y, 0, 1, same(x, y), x, 0.7)", 1, 1e-9},
		{"capacity(x, 0, 1, y, 0, 1, same(x, y), x, 0)", 0, 1e-9},
		{"capacity(x, 0, 1, y, 0, 1, same(x, y), x * 1 J, 0.2 J)", entropy(0.2, 0.8), 1e-8},
		{"capacity(x, 0, 1, y, 0, 1, bsc(x, y, eps), x, budget)", entropy(0.2*0.89+0.8*0.11, 0.8*0.89+0.2*0.11) - entropy(0.11, 0.89), 1e-8},
		// bits for cost: two symbols of costs 1 and 3 (Levy and Baxter 1996): z + z^3 = 1
		{"capacity_per_cost(x, 0, 1, y, 0, 1, same(x, y), if x = 0 then 1 else r)", -math.Log2(root(func(z float64) float64 { return z + z*z*z - 1 })), 1e-9},
		// eight symbols of costs 1 to 8
		{"capacity_per_cost(x, 0, 7, y, 0, 7, same(x, y), 1 + x)", -math.Log2(root(func(z float64) float64 {
			s := -1.0
			for k := 1; k <= 8; k++ {
				s += math.Pow(z, float64(k))
			}
			return s
		})), 1e-9},
		{"capacity_per_cost(x, 1, n, y, 1, n, same(x, y), 2 J)", 1, 1e-9},
		{"capacity_per_cost(x, 0, 1, y, 0, 1, bsc(x, y, 1/2), 1 + x)", 0, 1e-9},
		// nested: the best of three noise levels, and a sum over channels
		{"sum(k, 1, 3, capacity(x, 1, k, y, 1, k, if x = y then 1 else 0))", 1 + math.Log2(3), 1e-9},
		{"capacity(x, 1, 2, y, 1, 2, sum(k, 1, 2, if x = y and k = 1 then 1 else 0))", 1, 1e-9},
	} {
		got, fault := w.compile(t, test.src).Eval(w.values)
		if fault != nil || math.Abs(got-test.want) > test.within*math.Max(1, test.want) {
			t.Errorf("%s = %.12g, want %.12g; %v", test.src, got, test.want, fault)
		}
	}
	if got := fmt.Sprintf("%.3f", w.must(t, "capacity_per_cost(x, 0, 7, y, 0, 7, same(x, y), 1 + x)")); got != "0.997" {
		t.Errorf("eight symbols of rising cost give %s bits for each unit, want 0.997", got)
	}
}

func (w *world) must(t *testing.T, src string) float64 {
	t.Helper()
	x, fault := w.compile(t, src).Eval(w.values)
	if fault != nil {
		t.Errorf("%s: %v", src, fault)
	}
	return x
}

// root finds where a rising function of [0, 1] is zero.
func root(f func(float64) float64) float64 {
	low, high := 0.0, 1.0
	for range 200 {
		if mid := (low + high) / 2; f(mid) < 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

func TestCapacityFaults(t *testing.T) {
	w := newWorld(t, "half = 0.5\nzero = 0\nsame(x, y) = if x = y then 1 else 0")
	for _, test := range []struct{ src, want string }{
		{"capacity(x, 1, 2, y, 1, 2, half * x)", "channel-probability: the probabilities of half * x add to 2 at x = 2"},
		{"capacity(x, 1, 2, y, 1, 2, if y = 1 then -1 else 2)", "channel-probability: the probabilities of if y = 1 then -1 else 2 add to 1 at x = 1"},
		{"capacity(x, 1, 2.5, y, 1, 2, half)", "sum-bounds: capacity numbers its symbols from 1 to 2.5, which are no whole numbers"},
		{"capacity(x, 2, 1, y, 1, 2, half)", "interval-empty: capacity has no symbols from 2 to 1"},
		{"capacity(x, 1, 1000, y, 1, 1000, 1/1000)", "step-limit: capacity has more than 16384 pairs of symbols"},
		{"capacity(x, 1, 1e12, y, 1, 2, half)", "step-limit: capacity has more than 16384 pairs of symbols"},
		{"capacity_per_cost(x, 0, 1, y, 0, 1, same(x, y), x)", "channel-cost: the cost x is 0 at x = 0"},
		{"capacity(x, 0, 1, y, 0, 1, same(x, y), 1 + x, half)", "channel-cost: no symbol costs as little as the budget of 0.5; the least cost is 1"},
		{"capacity(x, 1, 2, y, 1, 2, half / (x - 2))", "division-by-zero: cannot divide by x - 2, which is 0"},
	} {
		_, fault := w.compile(t, test.src).Eval(w.values)
		got := "no fault"
		if fault != nil {
			got = fault.Rule + ": " + fault.Msg
		}
		if !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %s, want %s", test.src, got, test.want)
		}
	}
}

func TestCapacityFindings(t *testing.T) {
	w := newWorld(t, "a = 2 m\nn = 3")
	for _, test := range []struct{ src, want string }{
		{"capacity(x, 1, 2, y, 1, 2)", "form-arguments"},
		{"capacity(x, 1, 2, y, 1, 2, 0.5, x)", "form-arguments"},
		{"capacity_per_cost(x, 1, 2, y, 1, 2, 0.5)", "form-arguments"},
		{"capacity(2, 1, 2, y, 1, 2, 0.5)", "form-arguments"},
		{"capacity(x, 1, 2, x, 1, 2, 0.5)", "form-arguments"},
		{"capacity(x, 1, 2, y.z, 1, 2, 0.5)", "form-arguments"},
		{"capacity(x, 1, a, y, 1, 2, 0.5)", "unit-mismatch"},
		{"capacity(x, 1, 2, y, 1, 2, a)", "unit-mismatch"},
		{"capacity(x, 1, 2, y, 1, 2, 0.5, x * a, 3)", "unit-mismatch"},
		{"capacity(x, 1, 2, y, 1, 2, 0.5, y, 3)", "name-unknown"},
		{"capacity(x, 1, 2, y, 1, x, 0.5)", "name-unknown"},
		{"capacity(x, 1, 2, y, 1, 2, x < y)", "kind-mismatch"},
		{"capacity(x, 1, 2, y, 1, 2, 0.5) + a", "unit-mismatch"},
		{"capacity_per_cost(x, 1, 2, y, 1, 2, 0.5, a) + 1", "unit-mismatch"},
	} {
		e, found := formula.Parse(test.src, diag.Pos{})
		if e != nil {
			_, found = formula.Check(e, w)
		}
		if len(found) != 1 || found[0].Rule != test.want {
			t.Errorf("%s: %v, want %s", test.src, found, test.want)
		}
	}
}

// A capacity is no more than what either side can tell apart, no less than what
// any input distribution carries, and does not change when symbols are renamed.
func TestCapacityProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 4).Draw(t, "sent"), rapid.IntRange(1, 4).Draw(t, "received")
		p := make([][]float64, n)
		q := make([]float64, m)
		for i := range p {
			sum := 0.0
			for range m {
				x := rapid.Float64Range(0, 1).Draw(t, "p") + 1e-3
				p[i] = append(p[i], x)
				sum += x
			}
			for k := range p[i] {
				p[i][k] /= sum
				q[k] += p[i][k] / float64(n)
			}
		}
		text := func(order []int) string {
			s := "0"
			for i := n - 1; i >= 0; i-- {
				inner := "0"
				for k := m - 1; k >= 0; k-- {
					inner = fmt.Sprintf("if y = %d then %.17g else %s", k, p[order[i]][k], inner)
				}
				s = fmt.Sprintf("if x = %d then (%s) else %s", i, inner, s)
			}
			return fmt.Sprintf("capacity(x, 0, %d, y, 0, %d, %s)", n-1, m-1, s)
		}
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		w := newWorld(t, "a = 1")
		got, ok := w.evaluate(t, text(order))
		again, _ := w.evaluate(t, text(rapid.Permutation(order).Draw(t, "order")))
		uniform := 0.0
		for i := range p {
			for k, x := range p[i] {
				uniform += x * math.Log2(x/q[k]) / float64(n)
			}
		}
		if !ok && !math.IsNaN(got) || got > math.Log2(float64(min(n, m)))+1e-6 || got < uniform*(1-1e-5)-1e-8 || math.Abs(got-again) > 2e-5 {
			t.Fatalf("%v: %g bits, renamed %g, with all symbols alike %g", p, got, again, uniform)
		}
	})
}

// Without its budget a channel carries no less, and less cost carries less.
func TestCapacityBudget(t *testing.T) {
	w := newWorld(t, "b = 1\nbsc(x, y) = if x = y then 0.9 else 0.1/2")
	free := w.must(t, "capacity(x, 0, 2, y, 0, 2, bsc(x, y))")
	last := 0.0
	for _, b := range []float64{0, 0.01, 0.1, 0.4, 0.8, 0.999, 1, 1.5} {
		w.values[0] = b
		got := w.must(t, "capacity(x, 0, 2, y, 0, 2, bsc(x, y), x, b)")
		if got < last-1e-9 || got > free+1e-9 {
			t.Errorf("a budget of %g gives %g bits, a smaller one %g, none %g", b, got, last, free)
		}
		last = got
	}
	if math.Abs(last-free) > 1e-9 {
		t.Errorf("an ample budget gives %g bits, none %g", last, free)
	}
}

// What a budget allows for its cost is at most the information per cost, and at
// the best budget no less. The symbols are neighbours on a scale that noise
// blurs, of which the best distributions use a few.
func TestCapacityNeighbours(t *testing.T) {
	w := newWorld(t, `
		b = 1
		blur(x, y) = exp(-((x - y) / 2)^2 / 2) / sum(j, 0, 30, exp(-((x - j) / 2)^2 / 2))
	`)
	rate := w.must(t, "capacity_per_cost(x, 0, 30, y, 0, 30, blur(x, y), 1 + x)")
	most := 0.0
	for b := 1.5; b < 6; b += 0.25 {
		w.values[0] = b
		most = max(most, w.must(t, "capacity(x, 0, 30, y, 0, 30, blur(x, y), 1 + x, b)")/b)
	}
	if most > rate*(1+1e-9) || most < rate*(1-0.005) {
		t.Errorf("%.9g bits for each unit of cost, and at the best of some budgets %.9g", rate, most)
	}
}

func TestCapacityText(t *testing.T) {
	for src, want := range map[string]string{
		"capacity(x,1,n, y ,1,m, p(x,y), c(x), b)":       "capacity(x, 1, n, y, 1, m, p(x, y), c(x), b)",
		"capacity(x,1,n,y,1,m,p(x,y))":                   "capacity(x, 1, n, y, 1, m, p(x, y))",
		"capacity_per_cost(x,1,n,y,1,m,p(x,y),c(x)) * 2": "capacity_per_cost(x, 1, n, y, 1, m, p(x, y), c(x)) * 2",
	} {
		if got := formula.Print(parse(t, src)); got != want {
			t.Errorf("%q prints as %q, want %q", src, got, want)
		}
	}
	e := parse(t, "capacity(x, 1, n, y, 1, m, p / x, x * c, b)")
	if got, want := formula.TeX(e, nil), `\max_{p(x)} \left\{ I(x;\,y) : p(y \mid x) = p/x,\ \left\langle x\,c \right\rangle \le b,\ x = 1 \ldots n,\ y = 1 \ldots m \right\}`; got != want {
		t.Errorf("TeX\n got %s\nwant %s", got, want)
	}
	text, err := formula.JSON(e)
	if want := `{"form":"capacity","var":"x","low":{"number":1},"high":{"name":"n"},"out":"y","outLow":{"number":1},"outHigh":{"name":"m"},"body":`; err != nil || !strings.HasPrefix(string(text), want) || !strings.Contains(string(text), `"budget":{"name":"b"}`) {
		t.Errorf("JSON: %s, %v", text, err)
	}
	w := newWorld(t, "n = 2\nm = 2\nx = 3\ny = 3\nb = 1\nc = 2")
	if got := fmt.Sprint(formula.Uses(parse(t, "capacity(x, 1, n, y, 1, m, x / y, x * c, b + x)"), w)); got != "[n m c b x]" {
		t.Errorf("uses %s", got)
	}
}

func BenchmarkCapacity(b *testing.B) {
	w := newWorld(b, "s = 0.3")
	p := w.compile(b, "capacity_per_cost(x, 0, 7, y, 0, 7, if x = y then 1 - s else s / 7, 1 + x)")
	b.ReportAllocs()
	for b.Loop() {
		if _, fault := p.Eval(w.values); fault != nil {
			b.Fatal(fault)
		}
	}
}
