package formula_test

import (
	"testing"

	"reckon/internal/diag"
	"reckon/model/formula"
)

const (
	simple  = "P * t / (n * (1 + cv^2)) + 5 % * P * t / n"
	optimum = "argmax(N, 1, 1e6, information(N) / (R + N))"
	long    = "if P * t > 36 kJ/mol * 1 mol then log2(ln(ratio)) - 0.5 * log2(2 * pi * e * (1 + cv^2) / R) else sqrt(P / (3 W)) + max(L, 4, n^0.1)"
)

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		formula.Parse(long, diag.Pos{})
	}
}

func BenchmarkCheck(b *testing.B) {
	w := newWorld(b, energy)
	e, _ := formula.Parse(long, diag.Pos{})
	b.ReportAllocs()
	for b.Loop() {
		formula.Check(e, w)
	}
}

func BenchmarkCompile(b *testing.B) {
	w := newWorld(b, energy)
	e, _ := formula.Parse(long, diag.Pos{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := formula.Compile(e, w, w.slot); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEval(b *testing.B) {
	w := newWorld(b, energy)
	for _, test := range []struct{ name, src string }{{"simple", simple}, {"long", long}, {"argmax", optimum}} {
		b.Run(test.name, func(b *testing.B) {
			p := w.compile(b, test.src)
			b.ReportAllocs()
			for b.Loop() {
				p.Eval(w.values)
			}
		})
	}
}

// BenchmarkBatch evaluates one formula for 10,000 draws.
func BenchmarkBatch(b *testing.B) {
	w := newWorld(b, energy)
	const draws = 10_000
	env := make([][]float64, len(w.values))
	for i, x := range w.values {
		env[i] = make([]float64, draws)
		for j := range env[i] {
			env[i][j] = x * (1 + float64(j%100)/1000)
		}
	}
	out, ok := make([]float64, draws), make([]bool, draws)
	for _, test := range []struct{ name, src string }{{"simple", simple}, {"long", long}, {"argmax", optimum}} {
		b.Run(test.name, func(b *testing.B) {
			p := w.compile(b, test.src)
			b.ReportAllocs()
			for b.Loop() {
				p.EvalBatch(env, out, ok)
			}
		})
	}
}
