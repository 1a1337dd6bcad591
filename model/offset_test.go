package model_test

import (
	"testing"
	"testing/fstest"

	"reckon/model"
)

// A temperature is shown on its scale, a difference of two is not.
func TestTemperatures(t *testing.T) {
	const head = "reckon: 1\nquantities:\n  t1: {value: 20 degC, reason: r}\n  t2: {value: 25 degC, reason: r}\n  tk: {value: 300 K, reason: r}\n"
	for _, test := range []struct{ formula, unit, want string }{
		{"t2 - t1", "", "K"},
		{"abs(t2 - t1)", "", "K"},
		{"sd(t1, t2)", "", "K"},
		{"mean(t1, t2)", "", "degC"},
		{"(t1 + t2) / 2", "", "degC"},
		{"0.5 * (t1 + t2)", "", "degC"},
		{"max(t1, t2)", "", "degC"},
		{"t1 + 5 K", "", "degC"},
		{"t1 + (t2 - t1) / 2", "", "degC"},
		{"if t1 > t2 then t1 else t2", "", "degC"},
		{"tk", "degC", "degC"},
		{"t2 - t1", "degC", "unit-offset"},
		{"t2 - t1 -> degC", "", "unit-offset"},
		{"t1 + 5 degC", "", "unit-offset"},
		{"t1 + t2", "", "unit-offset"},
		{"tk - 5 K", "degC", "degC"},
	} {
		unit := ""
		if test.unit != "" {
			unit = ", unit: " + test.unit
		}
		m, fs := model.Load(fstest.MapFS{"m.yaml": {Data: []byte(head + "  y1: {formula: \"" + test.formula + "\"" + unit + "}\n")}}, []string{"m.yaml"})
		got := ""
		if len(fs) > 0 {
			got = fs[0].Rule
		} else {
			got = m.Quantity("y1").Unit.String()
		}
		if got != test.want {
			t.Errorf("%s%s: %s, want %s (%v)", test.formula, unit, got, test.want, fs)
		}
	}
}

func TestListHint(t *testing.T) {
	_, fs := model.Load(fstest.MapFS{"m.yaml": {Data: []byte("reckon: 1\ncases: {c: [a, b]}\nquantities:\n  x1: {for: c, formula: 2 W}\n  y1: {formula: \"sum(x1[*])\"}\n")}}, []string{"m.yaml"})
	if len(fs) != 1 || fs[0].Hint != "write total(x1[*])" {
		t.Error(fs)
	}
}
