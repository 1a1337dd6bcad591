package model_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"reckon/model"
)

func TestVerdicts(t *testing.T) {
	const quantities = `quantities:
  power: {value: 3.09 W, reason: x}
  tiny: {value: 2.06e-10 W, reason: x}
  ratio: {value: 35.2, reason: x}
  share: {value: 19.6 %, reason: x}
  low: {value: 17.0 W, reason: x}
  high: {value: 20.3 W, reason: x}
  gap: {value: 3.2e8, reason: x}
  size: {value: 10, reason: x}
  twice: {formula: 2 * power}
  broken: {formula: sqrt(1 - size)}
scenarios:
  strong: {power: 9 W}
claims:
  it: {text: t, `
	for _, test := range []struct {
		claim string
		want  model.Verdict
	}{
		{"value: 3.09 W, quantity: power", model.Reproduced},
		{"value: 3.1 W, quantity: power", model.Reproduced},
		{"value: 3 W, quantity: power", model.Reproduced},
		{"value: 3.0 W, quantity: power", model.Rounded},
		{"value: 3.2 W, quantity: power", model.Rounded},
		{"value: 3.08 W, quantity: power", model.Rounded},
		{"value: 3.6 W, quantity: power", model.Contradicted},
		{"value: 4 W, quantity: power", model.Contradicted},
		{"value: 3090 mW, quantity: power", model.Reproduced},
		{"value: 3000 mW, quantity: power", model.Reproduced},
		{"value: 3.00e3 mW, quantity: power", model.Contradicted},
		{"value: 3.10e3 mW, quantity: power", model.Rounded},
		{"value: 3.1, quantity: power", model.Reproduced},
		{"value: 2e-10 W, quantity: tiny", model.Reproduced},
		{"value: 2.1e-10 W, quantity: tiny", model.Reproduced},
		{"value: 2 × 10⁻¹⁰ W, quantity: tiny", model.Reproduced},
		{"value: 2e-9 W, quantity: tiny", model.Contradicted},
		{"value: 35, quantity: ratio", model.Reproduced},
		{"value: 36, quantity: ratio", model.Rounded},
		{"value: 20 %, quantity: share", model.Reproduced},
		{"value: 20, quantity: share", model.Reproduced},
		{"value: 30 %, quantity: share", model.Contradicted},
		{"value: 17 to 20 W, quantity: '[low, high]'", model.Reproduced},
		{"value: 17.0 to 20.0 W, quantity: '[low, high]'", model.Rounded},
		{"value: 17 to 18 W, quantity: '[low, high]'", model.Rounded},
		{"value: 15–18.1 W, quantity: low", model.Reproduced},
		{"value: 17.1 .. 18.1 W, quantity: low", model.Rounded},
		{"value: 18.1 to 19.1 W, quantity: low", model.Contradicted},
		{"value: ~1e8, quantity: gap", model.Reproduced},
		{"value: 1e8, about: decade, quantity: gap", model.Reproduced},
		{"value: 1e8, quantity: gap", model.Contradicted},
		{"value: ~1e7, quantity: gap", model.Contradicted},
		{"value: 18 W, quantity: low, tolerance: 6 %", model.Reproduced},
		{"value: 18 W, quantity: low, tolerance: 5 %", model.Contradicted},
		{"value: 18 W, quantity: low, tolerance: 1000 mW", model.Reproduced},
		{"value: 18 W, quantity: low, tolerance: 0.9", model.Contradicted},
		{"value: 9 W, quantity: power, given: strong, expect: conditional", model.Conditional},
		{"value: 18 W, quantity: twice, given: {power: 9}, expect: conditional", model.Conditional},
		{"value: 3 W, quantity: power, given: strong", model.Reproduced},
		{"value: 7 W, quantity: power, given: strong", model.Contradicted},
		{"holds: power > 2 W", model.Reproduced},
		{"holds: power > 4 W", model.Contradicted},
		{"holds: power > 4 W and size = 10, given: strong", model.Conditional},
		{"value: 6.2 W, quantity: 2 * power", model.Reproduced},
		{"note: n", model.Untestable},
		{"value: 5 W, quantity: power, expect: untestable, note: n", model.Untestable},
		{"value: 5 W, expect: untestable, note: n", model.Untestable},
		{"value: 5, quantity: broken", model.Untestable},
	} {
		claim := strings.ReplaceAll(strings.ReplaceAll(test.claim, "'[", "["), "]'", "]")
		m, fs := load(quantities + claim + "}\n")
		clean(t, fs)
		v, _ := m.Evaluate()
		o, ok := v.Outcome("it")
		if !ok || o.Verdict != test.want {
			t.Errorf("%s\n got: %s (%g)\nwant: %s", test.claim, o.Verdict, o.Recomputed.SI, test.want)
		}
	}
}

// A verdict that is not the expected one is a warning at the claim; rounded
// satisfies reproduced; a failed quantity is reported at its formula alone.
func TestVerdictFindings(t *testing.T) {
	m, fs := load(`quantities:
  power: {value: 3.09 W, reason: x}
  size: {value: 10, reason: x}
  broken: {formula: sqrt(1 - size)}
claims:
  fine: {text: t, value: 3.0 W, quantity: power}
  false: {text: t, value: 4 W, quantity: power}
  known: {text: t, value: 4 W, quantity: power, expect: contradicted}
  better: {text: t, value: 3.1 W, quantity: power, expect: contradicted}
  phrase: {text: t, holds: power > 4 W}
  idle: {text: t}
  silent: {text: t, value: 3, quantity: broken}
`)
	clean(t, fs)
	_, fs = m.Evaluate()
	want := `m.yaml:5:21 value-undefined
m.yaml:8:3: claim false is contradicted, where reproduced is expected: printed 4 W, recomputed 3.09 W [claim-verdict]
  mend the model, or state expect: contradicted with a note that explains it
m.yaml:10:3: claim better is reproduced, where contradicted is expected: printed 3.1 W, recomputed 3.09 W [claim-verdict]
  state expect: reproduced if the claim has come true, or mend the model
m.yaml:11:3: claim phrase is contradicted, where reproduced is expected: "power > 4 W" is false [claim-verdict]
  mend the model, or state expect: contradicted with a note that explains it
m.yaml:12:3: claim idle is untestable, where reproduced is expected [claim-verdict]
  write holds:, or value: with quantity:, or expect: untestable with a note
`
	got := fs[0].At.String() + " " + fs[0].Rule + "\n" + lines(fs[1:])
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestData(t *testing.T) {
	const csv = "\ufeff# lengths\nno,length (mm),mass [kg/m^3],plain\n1,2.0,5,1\n2,4.0,,2\n3,3.0,7,6\n"
	for _, test := range []struct {
		data, want string
		si         float64
	}{
		{"column: length", "", 0.003},
		{"column: length, statistic: median", "", 0.003},
		{"column: length, statistic: sd", "", 0.001},
		{"column: length, statistic: sum", "", 0.009},
		{"column: length, statistic: count", "", 3},
		{"column: length, statistic: min", "", 0.002},
		{"column: length, statistic: max", "", 0.004},
		{"column: length, statistic: first", "", 0.002},
		{"column: length, statistic: last", "", 0.003},
		{"column: mass", "", 6},
		{"column: length (mm)", "", 0.003},
		{"column: plain, statistic: median", "", 2},
		{"column: lenght", "no column", 0},
		{"column: length, statistic: mode", "word-unknown", 0},
	} {
		fsys := fstest.MapFS{
			"model/m.yaml":   {Data: []byte("reckon: 1\nquantities:\n  x1: {data: {file: ../data/l.csv, " + test.data + "}}\n")},
			"data/l.csv":     {Data: []byte(csv)},
			"model/none.csv": {Data: []byte("")},
		}
		m, fs := model.Load(fsys, []string{"model"})
		if test.want != "" {
			if len(fs) != 1 || !strings.Contains(fs[0].Error(), test.want) {
				t.Errorf("%s: %v, want %s", test.data, fs, test.want)
			}
			continue
		}
		clean(t, fs)
		v, _ := m.Evaluate()
		if x := value(t, v, "x1"); !close(x.SI, test.si, 1e-12) || m.Quantity("x1").Kind != model.Measured {
			t.Errorf("%s: %g, want %g", test.data, x.SI, test.si)
		}
	}
	for _, test := range []struct{ fields, want string }{
		{"value: 3 mm, ", ""},
		{"value: 3.0 mm, ", ""},
		{"value: 0.3 cm, ", ""},
		{"value: 3.1 mm, ", "m.yaml:3:15: the value of x1 is given as 3.1 mm, but the data give 3 mm [data-disagrees]"},
		{"value: 3 kg, ", "m.yaml:3:15: the value of x1 is in kg, but its data are in mm [unit-mismatch]"},
		{"unit: kg, ", "m.yaml:3:14: the value of x1 is in mm, which cannot be shown in kg [unit-mismatch]"},
	} {
		fsys := fstest.MapFS{
			"m.yaml": {Data: []byte("reckon: 1\nquantities:\n  x1: {" + test.fields + "data: {file: l.csv, column: length}}\n")},
			"l.csv":  {Data: []byte(csv)},
		}
		_, fs := model.Load(fsys, []string{"m.yaml"})
		if got := strings.Split(lines(fs), "\n")[0]; got != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.fields, got, test.want)
		}
	}
	for _, bad := range []string{"", "length (mm)\n3\nx\n", "length (mm)\n\"3\n", "length (plonk)\n3\n", "length (mm)\n"} {
		fsys := fstest.MapFS{
			"m.yaml": {Data: []byte("reckon: 1\nquantities:\n  x1: {data: {file: l.csv, column: length}}\n")},
			"l.csv":  {Data: []byte(bad)},
		}
		if _, fs := model.Load(fsys, []string{"m.yaml"}); len(fs) != 1 || fs[0].Rule != "data-invalid" {
			t.Errorf("%q: %v", bad, fs)
		}
	}
}
