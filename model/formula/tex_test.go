package formula_test

import (
	"bytes"
	"fmt"
	"testing"

	"reckon/internal/diag"
	"reckon/internal/golden"
	"reckon/model/formula"
)

type names map[string]string

func (n names) Quantity(name string) string { return n[name] }
func (n names) Function(name string) string { return n[name+"()"] }
func (n names) Variable(string) string      { return "" }

var symbols = names{
	"P": `P_\mathrm{GM}`, "n": "n", "a": "a", "b": "b", "c": "c", "d": "d", "ratio": `\rho`, "cv": "c_v", "star": "N^{*}",
	"information()": "I",
}

func TestTeX(t *testing.T) {
	var got bytes.Buffer
	for _, src := range []string{
		"P / n", "a * b / c", "a / b * c", "a / b / c", "a / 2 / 3", "a / (b / c)", "a * (b / c)", "(a / b + 1) / (c / d)", "-a / b",
		"a * (b + c)", "(a + b) * (c + d)", "a * (b * c)", "-a * b", "a * -b", "-(a * b)", "-(a + b)",
		"2 * a", "a * 2", "2 * 3", "1.5e10 * a", "a * 1.5e10", "1e10 / a", "1e0 * a", "1e-3", "13635 * a", "0.123456 * a",
		"36 kJ/mol * a", "5 % * a", "2 * a * 3 W", "a * (3 W) * b", "20 °C", "-5 °C", "90°", "0.03/year * a",
		"a^2", "(a + b)^2", "-a^2", "(-a)^2", "a^-1", "a^(1/2)", "a^(1/3)", "(a / b)^2", "star^2", "2^a", "1e3^2", "36 J^2", "(3 m)^2",
		"a^(b / c)", "a^(1 + b)", "e^(-a)", "2^3^a", "(a^b)^c",
		"a - (b + c)", "a + (b + c)", "a - -b", "a + -b", "a - (b - c)",
		"log2(ln(ratio)) - 0.5 * log2(2 * pi * e * (1 + cv^2) / a)", "argmax(N, 1, 1e6, information(N) / (a + N))",
		"1 + argmax(N, 1, 1e6, N + a)", "maximum(x, 0, 1, x * a)", "root(x, 0, 1, x - a)",
		"integral(x, 0, a, x^2 + 1) + b", "sum(k, 1, a, k^2) * b", "b * sum(k, 1, a, k^2)", "product(k, 1, a, k)",
		"if a > 1 then b else if a > 0 then c else d / b", "1 + (if a > b then 1 else 2)", "a >= b and not c < d or a != b",
		"exp(-a / b)", "exp(-(a - b)^2 / (2 * c^2))", "sqrt(a / b)", "cbrt(a)", "abs(a)^2", "ln(a)^2", "ln(a / b)", "information(a)^2",
		"max(a, b / c)", "factorial(a + 1) / b", "mod(a, b)", "log(a, b)", "lambertw(a)", "floor(a) + ceil(b) + round(c)",
		"a -> mW", "(a -> mW) * 2", "foo.bar_baz * lambda_1 * x_max",
	} {
		fmt.Fprintf(&got, "%s\n    %s\n", src, formula.TeX(parse(t, src), symbols))
	}
	golden.Check(t, "testdata/tex.golden", got.Bytes())
}

func TestSubstituted(t *testing.T) {
	values := map[string]string{"P": `3.09\,\mathrm{W}`, "n": `1.5\times 10^{10}`, "a": "-4", "b": `-2\,\mathrm{m}`}
	value := func(name string) string { return values[name] }
	for _, test := range []struct{ src, want string }{
		{"P / n", `\frac{3.09\,\mathrm{W}}{1.5\times 10^{10}}`},
		{"P * n", `3.09\,\mathrm{W} \cdot 1.5\times 10^{10}`},
		{"n * P^2", `1.5\times 10^{10}\,(3.09\,\mathrm{W})^{2}`},
		{"a + a^2 - b", `-4 + (-4)^{2} - (-2\,\mathrm{m})`},
		{"P * c", `3.09\,\mathrm{W} \cdot c`},
		{"sum(n, 1, a, n * b)", `\sum_{n=1}^{-4} n\,(-2\,\mathrm{m})`},
	} {
		if got := formula.Substituted(parse(t, test.src), symbols, value); got != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.src, got, test.want)
		}
	}
}

func TestTeXLet(t *testing.T) {
	f := &formula.Function{Name: "information", Params: []string{"N"}, Body: parse(t, "log2(N) / 2")}
	if got, want := formula.TeXLet(f, symbols), `I(N) = \frac{\log_{2}(N)}{2}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestJSON(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"36 kJ/mol", `{"number":36000,"text":"36 kJ/mol"}`},
		{"-5 °C", `{"number":268.15,"text":"-5 °C"}`},
		{"a^2 -> mW", `{"x":{"op":"^","x":{"name":"a"},"y":{"number":2}},"unit":"mW","factor":0.001,"offset":0}`},
		{"not a < -b", `{"op":"not","x":{"op":"\u003c","x":{"name":"a"},"y":{"op":"neg","x":{"name":"b"}}}}`},
		{"if a > 0 then ln(a) else 0", `{"if":{"op":"\u003e","x":{"name":"a"},"y":{"number":0}},"then":{"call":"ln","args":[{"name":"a"}]},"else":{"number":0}}`},
		{"root(x, 0, 1, x)", `{"form":"root","var":"x","low":{"number":0},"high":{"number":1},"body":{"name":"x"}}`},
	} {
		got, err := formula.JSON(parse(t, test.src))
		if err != nil || string(got) != test.want {
			t.Errorf("JSON(%s)\n got: %s, %v\nwant: %s", test.src, got, err, test.want)
		}
	}
	if e, _ := formula.Parse("3 wat", diag.Pos{}); e != nil {
		if _, err := formula.JSON(e); err == nil {
			t.Error("an unknown unit is written as JSON")
		}
	}
}
