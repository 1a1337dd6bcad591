package formula_test

import (
	"fmt"
	"math"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	w := newWorld(t, `
		m = 2 kg
		n = 4
		zero = 0
		neg = -2
		day.length = 0 h
		inv(x) = 1 / x
		outer(x) = inv(x - 4)
		x = 1
	`)
	for _, test := range []struct{ src, want string }{
		{"1 / day.length", "2: cannot divide by day.length, which is 0 [division-by-zero] [day.length]"},
		{"m / (n - 4)", "2: cannot divide by n - 4, which is 0 (m = 2 kg, n = 4) [division-by-zero] [m n]"},
		{"zero^-1", "4: cannot raise zero, which is 0, to the power -1 (zero = 0) [division-by-zero] [zero]"},
		{"neg^0.5", "3: neg^0.5 has no value (neg = -2) [value-undefined] [neg]"},
		{"ln(neg)", "0: ln(neg) has no value (neg = -2) [value-undefined] [neg]"},
		{"1 + sqrt(n - 5)", "4: sqrt(n - 5) has no value, as n - 5 is -1 (n = 4) [value-undefined] [n]"},
		{"ln(zero)", "0: ln(zero) has no value (zero = 0) [value-undefined] [zero]"},
		{"log(n, 1)", "0: log(n, 1) has no value (n = 4) [value-undefined] [n]"},
		{"lambertw(-1)", "0: lambertw(-1) has no value [value-undefined] []"},
		{"gamma(-1)", "0: gamma(-1) has no value [value-undefined] []"},
		{"exp(n * 1000)", "0: exp(n * 1000) is larger than the largest number, about 1.8e308 (n = 4) [value-overflow] [n]"},
		{"n * 1e308", "2: n * 1e308 is larger than the largest number, about 1.8e308 (n = 4) [value-overflow] [n]"},
		{"1e308 km", "0: 1e308 km is larger than the largest number, about 1.8e308 [value-overflow] []"},
		{"inv(zero)", "0: in inv(x): cannot divide by x, which is 0 (x = 0, zero = 0) [division-by-zero] [zero]"},
		{"1 + outer(n)", "4: in inv(x): cannot divide by x, which is 0 (x = 0, n = 4) [division-by-zero] [n]"},
		{"argmax(N, 1, 10, N)", "0: argmax finds no optimum inside its interval: N is largest at the upper end, N = 10 [optimum-at-end] []"},
		{"minimum(N, 1, 10, N)", "0: minimum finds no optimum inside its interval: N is smallest at the lower end, N = 1 [optimum-at-end] []"},
		{"argmax(N, 10, 1, N)", "0: argmax needs an interval that goes upwards, not from 10 to 1 [interval-empty] []"},
		{"maximum(a, 0, 1, 3)", "0: maximum finds no optimum inside its interval: 3 is 3 at all 101 points looked at [optimum-at-end] []"},
		{"root(a, 1, 2, a)", "0: a does not change its sign between a = 1, where it is 1, and 2, where it is 2 [root-missing] []"},
		{"root(a, -1, 1, 1 / (a - 0.1))", "17: cannot divide by a - 0.1, which is 0 (a = 0.1) [division-by-zero] []"},
		{"root(a, 0, 1, if a < 0.3 then -1 else 2)", "0: if a < 0.3 then -1 else 2 jumps over zero at a = 0.3 [root-missing] []"},
		{"integral(a, 0, 1, 1 / a)", "0: the integral from 0 to 1 does not settle within 160 panels [integral-unsettled] []"},
		{"sum(k, 0.5, 3, k)", "0: sum runs over whole numbers, not from 0.5 to 3 [sum-bounds] []"},
		{"sum(k, 1, 1e9, k)", "0: sum has more than 1048576 terms [step-limit] []"},
		{"sum(k, 1, 100, 1 / (k - 50))", "17: cannot divide by k - 50, which is 0 (k = 50) [division-by-zero] []"},
		{"if zero > 0 then 1 / zero else ln(neg)", "31: ln(neg) has no value (neg = -2) [value-undefined] [neg]"},
		{"mod(3, zero)", "0: mod(3, zero) has no value (zero = 0) [value-undefined] [zero]"},
		{"sum(x, 0, 2, 1 / x)", "15: cannot divide by x, which is 0 (x = 0) [division-by-zero] []"},
	} {
		got := "no fault"
		x, fault := w.compile(t, test.src).Eval(w.values)
		if fault != nil {
			got = fmt.Sprintf("%d: %s [%s] %v", fault.Offset, fault.Msg, fault.Rule, fault.Names)
			if !math.IsNaN(x) {
				t.Errorf("%s has a fault and the value %v", test.src, x)
			}
		}
		if got != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.src, got, test.want)
		}
	}
}

// Work is bounded by steps, however deep the forms nest.
func TestStepLimit(t *testing.T) {
	w := newWorld(t, "n = 4")
	for _, src := range []string{
		"sum(k, 1, 1e5, sum(j, 1, 1e5, k * j))",
		"integral(a, 0, 1, integral(b, 0, 1, integral(c, 0, 1, integral(d, 0, 1, a * b * c * d))))",
		"maximum(a, 0, 1, -(a - maximum(b, 0, 1, -(b - maximum(c, 0, 1, -(c - maximum(d, 0, 1, -(d - a)^2))^2))^2))^2)",
	} {
		start := time.Now()
		_, fault := w.compile(t, src).Eval(w.values)
		if fault == nil || fault.Rule != "step-limit" && fault.Rule != "optimum-at-end" {
			t.Errorf("%s: %v, want the limit of steps", src, fault)
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", src, d)
		}
	}
}

// Draws without a result are marked, and do not disturb the others.
func TestBatchFaults(t *testing.T) {
	w := newWorld(t, "a = 1\nb = 2")
	p := w.compile(t, "if a > 0 then sqrt(b) else 1 / (a - a)")
	a := []float64{1, 1, -1, 1, math.NaN(), 1}
	b := []float64{4, -4, 4, 9, 4, math.Inf(1)}
	out, ok := make([]float64, 6), make([]bool, 6)
	p.EvalBatch([][]float64{a, b}, out, ok)
	if got := fmt.Sprint(out, ok); got != "[2 NaN NaN 3 NaN NaN] [true false false true false false]" {
		t.Errorf("got %s", got)
	}
	p.EvalBatch([][]float64{{1}, b}, out, ok) // one value holds for all draws
	if got := fmt.Sprint(out, ok); got != "[2 NaN 2 3 2 NaN] [true false true true true false]" {
		t.Errorf("with a constant column: %s", got)
	}
}
