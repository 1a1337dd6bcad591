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

func parse(t tester, src string) formula.Expr {
	e, findings := formula.Parse(src, diag.Pos{})
	if len(findings) > 0 {
		t.Fatalf("Parse(%q): %v", src, findings)
	}
	return e
}

// source draws the text of a formula over bare numbers, with blanks and
// parentheses that need not be there.
func source(t *rapid.T, depth int, vars []string) string {
	leaf := func() string {
		choices := append([]string{"2", "0.5", "3e-1", "1.5e2", "a", "b", "c.d", "x1", "pi"}, vars...)
		return rapid.SampledFrom(choices).Draw(t, "leaf")
	}
	if depth == 0 {
		return leaf()
	}
	sub := func() string { return source(t, depth-1, vars) }
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return leaf()
	case 1:
		return "(" + sub() + ")"
	case 2:
		return "-" + leaf()
	case 3:
		return "(" + sub() + ")^" + rapid.SampledFrom([]string{"2", "-1", "(1/2)", "b", "-a^2"}).Draw(t, "exponent")
	case 4:
		f := rapid.SampledFrom([]string{"sqrt", "exp", "ln", "abs", "tanh", "erf"}).Draw(t, "function")
		return f + "( " + sub() + " )"
	case 5:
		return "max(" + sub() + "," + sub() + ")"
	case 6:
		op := rapid.SampledFrom([]string{"<", "<=", ">", ">=", "=", "!="}).Draw(t, "comparison")
		return "(if " + sub() + " " + op + " " + sub() + " and not a > " + sub() + " then " + sub() + " else " + sub() + ")"
	case 7:
		v := rapid.SampledFrom([]string{"k", "j"}).Draw(t, "variable")
		return "sum(" + v + ", 1, 3, " + source(t, depth-1, append(vars[:len(vars):len(vars)], v)) + ")"
	default:
		op := rapid.SampledFrom([]string{" + ", " - ", " * ", " / ", "+", "-", "*"}).Draw(t, "operator")
		return sub() + op + sub()
	}
}

// Printing and parsing again gives the same text, and the same value.
func TestPrintProperty(t *testing.T) {
	w := newWorld(t, "a = 1.25\nb = 3\nc.d = 0.75\nx1 = 40")
	rapid.Check(t, func(t *rapid.T) {
		src := source(t, rapid.IntRange(0, 4).Draw(t, "depth"), nil)
		first := parse(t, src)
		once := formula.Print(first)
		second := parse(t, once)
		if twice := formula.Print(second); twice != once {
			t.Fatalf("printing is not stable\nsource: %q\nonce:   %q\ntwice:  %q", src, once, twice)
		}
		x, y := evaluate(t, w, first), evaluate(t, w, second)
		if math.Float64bits(x) != math.Float64bits(y) {
			t.Fatalf("%q is %v, but %q is %v", src, x, once, y)
		}
	})
}

func evaluate(t *rapid.T, w *world, e formula.Expr) float64 {
	if _, findings := formula.Check(e, w); len(findings) > 0 {
		t.Fatalf("Check: %v", findings)
	}
	p, err := formula.Compile(e, w, w.slot)
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	x, fault := p.Eval(w.values)
	if fault != nil && !math.IsNaN(x) {
		t.Fatalf("a fault and a value: %v, %v", fault, x)
	}
	return x
}

// A batch gives what single evaluations give, bit for bit, draw by draw.
func TestBatchProperty(t *testing.T) {
	w := newWorld(t, "a = 1.25\nb = 3\nc.d = 0.75\nx1 = 40")
	forms := []string{"", "capacity(N, 0, 1, M, 0, 2, if M = 0 then 0.1 * N else (1 - 0.1 * N) / 2 + 0 * %s, 1 + N, 1 + 1 / (1 + a^2))", "capacity_per_cost(N, 1, 2, M, 1, 2, if N = M then 1 / (1 + b^2) else b^2 / (1 + b^2), 1 + N + 0 * %s)", "argmax(N, 1e-3, 1e3, ln(N) / (a + b * N + %s))", "maximum(N, -1, 4, -(N - a)^2 + 0 * %s)",
		"root(N, -50, 50, N^3 - a + 0 * %s)", "integral(N, a, b, exp(-N) + 0 * %s)", "integral(N, 1e-3, b, %s / N)",
		"product(N, 1, 4, N + abs(tanh(%s)))", "sum(N, floor(a), round(b), N * %s)", "if a > 1 then root(N, 0, b, N - a) else 1 / (a - a) + %s"}
	rapid.Check(t, func(t *rapid.T) {
		src := source(t, rapid.IntRange(0, 4).Draw(t, "depth"), nil)
		if f := rapid.SampledFrom(forms).Draw(t, "form"); f != "" {
			src = fmt.Sprintf(f, "("+src+")")
		}
		e := parse(t, src)
		if _, findings := formula.Check(e, w); len(findings) > 0 {
			t.Fatalf("Check(%q): %v", src, findings)
		}
		p, err := formula.Compile(e, w, w.slot)
		if err != nil {
			t.Fatalf("%v", err)
		}
		n := rapid.SampledFrom([]int{1, 3, 300}).Draw(t, "draws")
		env := make([][]float64, len(w.values))
		for i := range env {
			env[i] = make([]float64, n)
			for j := range env[i] {
				env[i][j] = w.values[i] * (0.2 + float64((j*7+i*3)%31)/15) * float64(1-2*(j%5/4))
			}
		}
		out, ok := make([]float64, n), make([]bool, n)
		p.EvalBatch(env, out, ok)
		for j := range n {
			row := make([]float64, len(env))
			for i := range env {
				row[i] = env[i][j]
			}
			x, fault := p.Eval(row)
			if (fault == nil) != ok[j] {
				t.Fatalf("%s: draw %d is ok in the batch: %v; alone: %v", src, j, ok[j], fault)
			}
			if fault == nil && math.Float64bits(x) != math.Float64bits(out[j]) {
				t.Fatalf("%s: draw %d is %v in the batch and %v alone", src, j, out[j], x)
			}
		}
	})
}

// Fully parenthesised text means the same as the text without.
func TestPrecedence(t *testing.T) {
	for _, test := range []struct{ src, full string }{
		{"a + b * c", "a + (b * c)"},
		{"a - b + c", "(a - b) + c"},
		{"a / b * c", "(a / b) * c"},
		{"a / b / c", "(a / b) / c"},
		{"a^b^c", "a^(b^c)"},
		{"-a^2", "-(a^2)"},
		{"-a * b", "(-a) * b"},
		{"a * -b", "a * (-b)"},
		{"a^-b^c", "a^(-(b^c))"},
		{"a^-b * c", "(a^(-b)) * c"},
		{"a - -b", "a - (-b)"},
		{"+a - +b", "a - b"},
		{"a + b -> mW", "(a + b) -> mW"},
		{"a -> mW < b", "(a -> mW) < b"},
		{"a -> W -> mW", "(a -> W) -> mW"},
		{"a + b < c * d", "(a + b) < (c * d)"},
		{"not a < b and c < d or a = b", "((not (a < b)) and (c < d)) or (a = b)"},
		{"a < b or c < d and a < d", "(a < b) or ((c < d) and (a < d))"},
		{"not not a < b", "not (not (a < b))"},
		{"if a < b then a else b + c", "if (a < b) then a else (b + c)"},
		{"if a < b then if c < d then 1 else 2 else 3", "if a < b then (if c < d then 1 else 2) else 3"},
		{"a² · b⁻¹", "a^2 * b^(-1)"},
		{"2 m^2 * a", "(2 m^2) * a"},
		{"3 kJ/mol / a", "(3 kJ/mol) / a"},
		{"3 µmol/(g min) * a", "(3 µmol/(g·min)) * a"},
		{"5 % * a", "(5 %) * a"},
		{"5 %/K", "(5 %/K)"},
		{"a -> 1/J < b", "(a -> 1/J) < b"},
		{"2/sqrt(a)", "2 / (sqrt(a))"},
		{"2/a.b", "2 / (a.b)"},
		{"3/5", "3 / 5"},
		{"1/(2 * a)", "1 / (2 * a)"},
		{"ln (a)", "ln(a)"},
	} {
		x, y := formula.Print(parse(t, test.src)), formula.Print(parse(t, test.full))
		y = strings.ReplaceAll(y, "g·min", "g min")
		if x != y {
			t.Errorf("%q is read as %q, and %q as %q", test.src, x, test.full, y)
		}
	}
}

// Printing a parsed formula and parsing it again must change nothing, and
// checking, printing and evaluating what was parsed must not panic.
func FuzzPrint(f *testing.F) {
	for _, src := range []string{
		"2 * (length / g) -> ms", "1 + 2 * 3^-2", "0.03/year", "3/5", "2 m^2", "(2 m)^2", "5 %", "x -> 1/J", "20 °C", "-5 °C",
		"argmax(N, 1, 1e6, f(N) / (1 + N))", "if a < b and not c = d then 1 W else 2 W", "3 µmol/(g min)", "a² · b⁻¹ ÷ 2 − 1",
		"integral(x, 0, 1, x^2)", "capacity(x, 1, 2, y, 1, 2, p(x, y), x, 3)", "capacity_per_cost(x, 1, 2, y, 1, 2, if x = y then 1 else 0, x)", "max(a, b, 3 m s⁻²)", "10^10 W", "1.5e−3 mol/L", "--+-a", "f(", "3 W·m^-2 K", ".5", "a ≤ b", "π",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > formula.MaxSource/4 {
			t.Skip()
		}
		first, findings := formula.Parse(src, diag.Pos{File: "fuzz", Line: 1, Column: 1})
		if len(findings) > 0 {
			if first != nil || len(findings) != 1 {
				t.Fatalf("a formula that cannot be read gives one finding and no tree: %v", findings)
			}
			t.Skip()
		}
		once := formula.Print(first)
		second, findings := formula.Parse(once, diag.Pos{File: "fuzz", Line: 1, Column: 1})
		if len(findings) > 0 {
			t.Fatalf("printed text no longer parses: %v\n%s", findings, once)
		}
		if twice := formula.Print(second); twice != once {
			t.Errorf("printing is not stable\nonce:  %q\ntwice: %q", once, twice)
		}
		w := newWorld(t, "a = 2\nb = 3 m\nf(x) = x + 1")
		formula.TeX(first, nil)
		formula.Uses(first, w)
		if _, found := formula.Check(first, w); len(found) > 0 {
			return
		}
		if _, err := formula.JSON(first); err != nil && !strings.Contains(err.Error(), "unsupported value") {
			t.Errorf("JSON: %v", err)
		}
		p, err := formula.Compile(first, w, w.slot)
		if err != nil {
			t.Fatalf("checked, but not compiled: %v", err)
		}
		if !p.Binding() {
			p.Eval(w.values)
		}
	})
}

// A sum is the sum of its terms: what is kept while a form runs is kept rightly.
func TestSumProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := source(t, rapid.IntRange(1, 5).Draw(t, "depth"), []string{"m", "m", "f(m)", "f(a)", "f(b * m)"})
		w := newWorld(t, "a = 1.25\nb = 3\nc.d = 0.75\nx1 = 40\nf(x) = a + sum(i, 1, 2, x / i + exp(-b))\ng(m) = "+body)
		sum, whole := w.evaluate(t, "sum(m, 2, 4, "+body+")")
		terms, parts := 0.0, true
		size := 0.0
		for _, k := range []string{"2", "3", "4"} {
			x, ok := w.evaluate(t, "g("+k+")")
			terms, size, parts = terms+x, size+math.Abs(x), parts && ok
		}
		if whole != parts && !math.IsInf(size, 0) {
			t.Fatalf("%s: the sum has a value: %v, its terms: %v", body, whole, parts)
		}
		if whole && math.Abs(sum-terms) > 1e-13*size {
			t.Fatalf("%s: the sum is %v, its terms add up to %v", body, sum, terms)
		}
	})
}

func (w *world) evaluate(t *rapid.T, src string) (float64, bool) {
	e := parse(t, src)
	if _, findings := formula.Check(e, w); len(findings) > 0 {
		t.Fatalf("Check(%q): %v", src, findings)
	}
	p, err := formula.Compile(e, w, w.slot)
	if err != nil {
		t.Fatalf("Compile: %v", err)
	}
	x, fault := p.Eval(w.values)
	return x, fault == nil
}

func TestLambertW(t *testing.T) {
	for _, test := range []struct{ x, want float64 }{ // w and w exp(w)
		{0, 0}, {math.E, 1}, {2 * math.E * math.E, 2}, {-1 / math.E, -1}, {-0.5 * math.Exp(-0.5), -0.5}, {-0.9 * math.Exp(-0.9), -0.9},
		{1e-300, 1e-300}, {1, 0.5671432904097838}, {1e300, 684.2472086297608}, {700 * math.Exp(700), 700}, {1e-8, 9.9999999e-9},
	} {
		w := newWorld(t, "x = 1")
		got, fault := w.compile(t, "lambertw(x)").Eval([]float64{test.x})
		if fault != nil || math.Abs(got-test.want) > 3e-8*math.Max(math.Abs(test.want), 1e-300) && test.x < -0.36 ||
			math.Abs(got-test.want) > 1e-14*math.Abs(test.want) && test.x > -0.36 {
			t.Errorf("lambertw(%v) = %.17g, want %.17g; %v", test.x, got, test.want, fault)
		}
	}
}
