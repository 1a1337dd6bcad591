package model_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"reckon/model"
)

// An uncertainty in brackets is one standard deviation, in units of the last
// digit, and a power of ten behind it holds for both.
func TestConcise(t *testing.T) {
	for _, test := range []struct{ value, want string }{
		{"6.67430(15)e-11 m^3/(kg s^2)", "6.6743e-11 ± 1.5e-15"},
		{"6.67430(15) × 10⁻¹¹ m^3/(kg s^2)", "6.6743e-11 ± 1.5e-15"},
		{"1.23(4) W", "1.23 ± 0.04"},
		{"1.23 (4) W", "1.23 ± 0.04"},
		{"123(4) W", "123 ± 4"},
		{"12.3(1.4) W", "12.3 ± 1.4"},
		{"1.23(4)×10^3 W", "1230 ± 40"},
		{"(1.23 ± 0.04)e-3 W", "0.00123 ± 4e-05"},
		{"(1.23 ± 0.04) × 10⁻³ W", "0.00123 ± 4e-05"},
		{"(1.23 ± 0.04) mW", "0.00123 ± 4e-05"},
		{"10(2) eV", "1.60218e-18 ± 3.20435e-19"},
		{"1.23(4)(5) W", "value of x has two uncertainties"},
		{"1.2 ± 0.1 ± 0.2 W", "value of x has two uncertainties"},
		{"1.23(4) W, sd: 0.1 W", "x states its uncertainty twice, by brackets and by sd"},
		{"1.23(4) W, range: '[1 W, 2 W]'", "x states its uncertainty twice, by brackets and by range"},
	} {
		m, fs := model.Load(fstest.MapFS{"m.yaml": {Data: []byte("reckon: 1\nquantities:\n  x: {reason: r, value: " + test.value + "}\n")}}, []string{"m.yaml"})
		got := ""
		if len(fs) > 0 {
			got = fs[0].Msg
		} else {
			s := m.Quantity("x").Spread
			got = fmt.Sprintf("%.6g ± %.6g", s.A, s.B)
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.value, got, test.want)
		}
	}
}

// What is no number as a model writes it is read as running text has it.
func TestPrintedWords(t *testing.T) {
	const head = `reckon: 1
quantities:
  third: {formula: 1/3}
  power: {formula: 1 W / 3}
  share: {formula: 7 %}
  large: {formula: 1.49e6}
  warming: {formula: 25 °C - 20 °C}
claims:
  it: {text: {en: t, de: t}, `
	for _, test := range []struct {
		claim string
		want  model.Verdict
	}{
		{"value: 1/3, quantity: third", model.Reproduced},
		{"value: ⅓, quantity: third", model.Reproduced},
		{"value: 1/4, quantity: third", model.Contradicted},
		{"value: a third, quantity: third", model.Reproduced},
		{"value: ein Drittel, quantity: third", model.Reproduced},
		{"value: a third of a watt, quantity: power", model.Reproduced},
		{"value: 1/3 W, quantity: power", model.Reproduced},
		{"value: 7 per cent, quantity: share", model.Reproduced},
		{"value: 5-10 %, quantity: share", model.Reproduced},
		{"value: 5 %-10 %, quantity: share", model.Reproduced},
		{"value: 8-10 %, quantity: share", model.Contradicted},
		{"value: 1.5 million, quantity: large", model.Reproduced},
		{"value: 0.33(2), quantity: third", model.Reproduced},
		{"value: 5 °C, quantity: warming", model.Reproduced},
		{"value: 6 °C, quantity: warming", model.Contradicted},
		{"value: 4 to 6 °C, quantity: warming", model.Reproduced},
		{"value: 5 K, quantity: warming", model.Reproduced},
	} {
		m, fs := model.Load(fstest.MapFS{"m.yaml": {Data: []byte(head + test.claim + "}\n")}}, []string{"m.yaml"})
		if fs.HasErrors() {
			t.Errorf("%s: %v", test.claim, fs)
			continue
		}
		v, _ := m.Evaluate()
		if o, _ := v.Outcome("it"); o.Verdict != test.want {
			t.Errorf("%s: %s, want %s", test.claim, o.Verdict, test.want)
		}
	}
}
