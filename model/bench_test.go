package model

import (
	"fmt"
	"os"
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

// BenchmarkSample10k samples every quantity of the bundled paper's model, its
// formulas with forms by their own rule. BenchmarkSample10kPlain leaves those
// out.
func BenchmarkSample10k(b *testing.B)      { sampleAll(b, true) }
func BenchmarkSample10kPlain(b *testing.B) { sampleAll(b, false) }

func sampleAll(b *testing.B, forms bool) {
	m, fs := Load(os.DirFS("brain"), []string{"."})
	if fs.HasErrors() {
		b.Skip(fs[0])
	}
	v, _ := m.Evaluate()
	leave := make([]bool, len(m.quantities))
	for _, i := range m.order {
		q := m.quantities[i]
		leave[i] = !forms && q.code.Binding()
		for _, u := range q.uses {
			leave[i] = leave[i] || leave[u]
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		v.cells = make([]cell, len(m.quantities))
		if forms {
			v.Sample()
			continue
		}
		for i, q := range m.quantities {
			if !leave[i] {
				v.Interval(q.Name)
			}
		}
	}
}
