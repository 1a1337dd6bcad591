package model_test

import (
	"bytes"
	"os"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"reckon/internal/diag"
	"reckon/model"
)

// Whatever the bytes, Load ends without a panic, every finding has a place
// inside the file, and what loads can be evaluated, sampled and traced.
func FuzzLoad(f *testing.F) {
	text, err := os.ReadFile("testdata/pendulum.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	for _, s := range []string{
		"", "reckon: 1\n", "reckon: 1\nquantities:\n  a1: {value: 3 W ± 1, reason: x}\n  b1: {formula: \"a1 + \\u0061\"}\n",
		"reckon: 1\nquantities:\n  a1:\n    formula: >\n      b1 *\n\n      c1\n",
		"reckon: 1\nquantities:\n  a1: {distribution: 'beta(1, 2)'}\ncorrelations: [{between: [a1, a1], r: 1}]\n",
		"reckon: 1\nclaims:\n  c: {text: t, value: ~1 to 2 W, quantity: [a, b]}\n",
		"reckon: 1\nquantities: {a1: {value: 3 °C, sd: 1, reason: x}}\nscenarios: {s: {a1: 4 K}}\n",
		"reckon: 1\ncases: {c: [{case: A, x: 1 ± 0.1}, {case: B, x: 2}]}\nquantities: {x: {for: c, reason: r}, y: {for: c, formula: x^2}, z: {formula: 'total(y[*], x[A])'}}\n",
		"reckon: 1\nquantities: {p: {value: 0.1, sd: 0.02, reason: r}, y: {formula: 'capacity(x, 0, 1, y, 0, 1, if x = y then 1 - p else p)'}}\nclaims: {c: {text: t, holds: y > 0.4}}\n",
		"a: &a [*a]\n", "\ufeffreckon: 1\r\n", "reckon: 1\u0085quantities: {a: }\n", "'", "? [a]: b", "reckon: |\n 1",
	} {
		f.Add([]byte(s))
	}
	for _, rule := range diag.Rules() {
		if page, err := diag.Explain(rule); err == nil && page.Wrong["model.yaml"] != "" {
			f.Add([]byte(page.Wrong["model.yaml"]))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		fsys := fstest.MapFS{"m.yaml": {Data: text}}
		m, fs := model.Load(fsys, []string{"m.yaml"})
		lines := bytes.Split(text, []byte("\n"))
		for _, one := range fs {
			at := one.At
			if at.File != "m.yaml" || at.Line < 1 || at.Line > len(lines) {
				t.Fatalf("%v: there is no such line", one)
			}
			if line := bytes.TrimSuffix(lines[at.Line-1], []byte("\r")); at.Column < 1 || at.Column > utf8.RuneCount(line)+2 {
				t.Fatalf("%v: the line has %d columns", one, utf8.RuneCount(line))
			}
			if one.Msg == "" || !utf8.ValidString(one.Msg) {
				t.Fatalf("message %q", one.Msg)
			}
		}
		v, fs := m.Evaluate()
		for _, one := range fs {
			if at := one.At; at.Line < 1 || at.Line > len(lines) {
				t.Fatalf("%v: there is no such line", one)
			}
		}
		for i, q := range m.Quantities() {
			if i == 5 {
				break
			}
			if x, ok := v.Get(q.Name); !ok || x.HasInterval && !(x.Low <= x.High) {
				t.Fatalf("%s: %+v", q.Name, x)
			}
			if i < 2 {
				_, _ = v.Sensitivity(q.Name)
				v.Elasticities(q.Name)
			}
			if v.Trace(q.Name) == nil {
				t.Fatalf("%s has no trace", q.Name)
			}
		}
		if claims := m.Claims(); len(claims) > 0 {
			_, _ = v.Tipping(claims[0].ID)
		}
	})
}
