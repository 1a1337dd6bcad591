package model

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// large is a model of the size of a whole paper: 150 quantities, of which 50
// are uncertain parameters.
func large() fstest.MapFS {
	var b strings.Builder
	b.WriteString("reckon: 1\nquantities:\n")
	for i := range 50 {
		fmt.Fprintf(&b, "  in.p%d:\n    value: %d.5 W\n    range: [%d, %d]\n    title: {en: an input, de: eine Eingabe}\n    source: someone2001, p. %d\n", i, i+1, i+1, i+2, i)
	}
	for i := range 100 {
		fmt.Fprintf(&b, "  out.p%d:\n    formula: (in.p%d + 2 * in.p%d) / in.p%d * exp(-in.p%d / 60 W) * 3 W\n    unit: mW\n", i, i%50, (i*7)%50, (i*3)%50, (i*11)%50)
	}
	return fstest.MapFS{"m.yaml": {Data: []byte(b.String())}}
}

func BenchmarkLoad(b *testing.B) {
	fsys := large()
	b.ReportAllocs()
	for b.Loop() {
		if _, fs := Load(fsys, []string{"m.yaml"}); len(fs) > 0 {
			b.Fatal(fs)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	m, _ := Load(large(), []string{"m.yaml"})
	b.ReportAllocs()
	for b.Loop() {
		m.Evaluate()
	}
}

func BenchmarkSample(b *testing.B) {
	m, _ := Load(large(), []string{"m.yaml"})
	b.ReportAllocs()
	for b.Loop() {
		v, _ := m.Evaluate()
		for _, q := range m.quantities {
			v.Interval(q.Name)
		}
	}
}

// BenchmarkSampleForm samples formulas that search for an optimum.
func BenchmarkSampleForm(b *testing.B) {
	m := mustLoad(b, `quantities:
  aa: {value: 10, sd: 1, reason: x}
  best: {formula: 'argmax(x, 1, 1e4, information(x) / (aa + x))'}
  area: {formula: 'integral(x, 0, 1, exp(-aa * x^2))'}
functions:
  information(x): log2(1 + x * aa) / 2
`)
	b.ReportAllocs()
	for b.Loop() {
		v, _ := m.Evaluate()
		v.Interval("best")
		v.Interval("area")
	}
}
