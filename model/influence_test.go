package model_test

import (
	"math"
	"testing"

	"reckon/internal/diag"
	"reckon/model"
)

func TestInfluences(t *testing.T) {
	m, fs := load(`quantities:
  aa: {value: 10 m, sd: 1 m, reason: x}
  bb: {value: 2 m, sd: 0.5 m, reason: x}
  more: {value: 5 m, reason: x}
  dd: {value: 5 m, sd: 1 m, reason: x}
  area: {formula: aa * half^2 / 1 m}
  half: {formula: bb / 2 + 0 * more}
`)
	clean(t, fs)
	v, _ := m.Evaluate()
	all := v.Influences("area")
	if len(all) != 2 || all[0].Parameter.Name != "bb" || all[1].Parameter.Name != "aa" {
		t.Fatalf("influences: %+v", all)
	}
	const z = 1.959963984540054
	if !close(all[1].Low.SI, 10-z, 1e-12) || !close(all[1].High.SI, 10+z, 1e-12) {
		t.Errorf("ends: %+v", all[1])
	}
	if !close(all[0].Elasticity, 2, 1e-6) || !close(all[1].Elasticity, 1, 1e-6) {
		t.Errorf("elasticities %g and %g, want 2 and 1", all[0].Elasticity, all[1].Elasticity)
	}
	if all := v.Influences("dd"); len(all) != 1 || !close(all[0].Swing(), 2*z, 1e-12) {
		t.Errorf("a parameter moves itself: %+v", all)
	}
}

func TestBand(t *testing.T) {
	m, fs := load(`quantities:
  aa: {value: 10 m, sd: 1 m, reason: x}
  bb: {value: 2, sd: 0.5, reason: x}
  more: {formula: bb + 1}
`)
	clean(t, fs)
	v, _ := m.Evaluate()
	xs := []float64{0, 1, 2}
	ys, fs := v.Band(model.Variable{Name: "bb"}, xs, "aa * more", diag.Pos{})
	clean(t, fs)
	for i, y := range ys {
		k := xs[i] + 1
		if !y.HasInterval || math.Abs(y.Low-k*(10-1.96)) > 0.1*k || math.Abs(y.High-k*(10+1.96)) > 0.1*k || !close(y.SI, 10*k, 1e-12) {
			t.Errorf("at %g: %+v", xs[i], y)
		}
	}
	ys, _ = v.Band(model.Variable{Name: "aa"}, xs, "aa + 1 m", diag.Pos{})
	if ys[0].HasInterval {
		t.Error("what is swept is certain")
	}
}
