package model_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"reckon/model"
)

// loadData loads quantities of a model beside a file of data.
func loadData(quantities, csv string) (*model.Model, string) {
	m, fs := model.Load(fstest.MapFS{
		"m.yaml": {Data: []byte("reckon: 1\nquantities:\n" + quantities)},
		"d.csv":  {Data: []byte(csv)},
	}, []string{"m.yaml"})
	return m, lines(fs)
}

// The expected values are those of a spreadsheet; the intervals use the table
// of Student's t: 3.182446 for 3 and 2.776445 for 4 degrees of freedom.
func TestStatistics(t *testing.T) {
	const csv = "time (min),height (mm),flat\n0,1.0,1\n60,2.1,1\n120,2.9,1\n,7,1\n180,4.2,1\n240,4.8,1\n300,NA,1\n"
	for _, test := range []struct {
		data           string
		value, low, up float64 // in the unit that follows; equal ends for none
		unit           string
	}{
		{"column: height, statistic: slope, against: time", 0.016166666666666666, 0, 0, "mm/min"},
		{"column: height, statistic: slope, against: time, uncertainty: se", 0.016166666666666666, 0.013245408743449481, 0.01908792458988385, "mm/min"},
		{"column: height, statistic: intercept, against: time", 1.06, 0, 0, "mm"},
		{"column: height, statistic: intercept, against: time, uncertainty: se", 1.06, 1.06 - 3.182446305284263*0.13490737563232064, 1.06 + 3.182446305284263*0.13490737563232064, "mm"},
		{"column: height, statistic: correlation, against: time", 0.9951990015225995, 0, 0, "1"},
		{"column: time, statistic: mean, uncertainty: se", 150, 150 - 2.570581835636314*45.8257569495584, 150 + 2.570581835636314*45.8257569495584, "min"},
		{"column: time, statistic: geometric_mean", 0, 0, 0, "d.csv has values that are not above 0"},
		{"column: height, statistic: geometric_mean", 3.0834315374414896, 0, 0, "mm"},
		{"column: flat, statistic: slope, against: flat", 0, 0, 0, "are all the same"},
		{"column: height, statistic: slope", 0, 0, 0, "go together"},
		{"column: height, statistic: mean, against: time", 0, 0, 0, "go together"},
		{"column: height, statistic: median, uncertainty: se", 0, 0, 0, "median has no uncertainty se"},
	} {
		m, found := loadData("  x1: {data: {file: d.csv, "+test.data+"}}\n", csv)
		if strings.Contains(test.unit, " ") {
			if strings.Count(found, "\n  ") > 1 || !strings.Contains(found, test.unit) {
				t.Errorf("%s: %s", test.data, found)
			}
			continue
		}
		if found != "" {
			t.Errorf("%s: %s", test.data, found)
			continue
		}
		v, _ := m.Evaluate()
		x, _ := v.Get("x1")
		if !close(x.In(), test.value, 1e-12) || x.HasInterval != (test.low != test.up) {
			t.Errorf("%s: %g %s, want %g", test.data, x.In(), x.Unit, test.value)
		}
		if x.HasInterval && (!close(x.Unit.FromSI(x.Low), test.low, 1e-6) || !close(x.Unit.FromSI(x.High), test.up, 1e-6)) {
			t.Errorf("%s: %g to %g, want %g to %g", test.data, x.Unit.FromSI(x.Low), x.Unit.FromSI(x.High), test.low, test.up)
		}
		if test.unit != "1" && x.Unit.String() != test.unit {
			t.Errorf("%s: in %s, want %s", test.data, x.Unit, test.unit)
		}
	}
}

// A standard deviation on a scale with an offset is a difference.
func TestDeviationOfTemperatures(t *testing.T) {
	m, found := loadData("  s1: {data: {file: d.csv, column: t, statistic: sd}}\n  r1: {data: {file: d.csv, column: t, statistic: slope, against: h}}\n", "h (h),t (°C)\n0,20\n1,22\n2,24\n")
	if found != "" {
		t.Fatal(found)
	}
	v, _ := m.Evaluate()
	if x, _ := v.Get("s1"); !close(x.In(), 2, 1e-12) || x.Unit.String() != "K" {
		t.Errorf("%g %s, want 2 K", x.In(), x.Unit)
	}
	if x, _ := v.Get("r1"); !close(x.In(), 2, 1e-12) || x.Unit.String() != "K/h" {
		t.Errorf("%g %s, want 2 K/h", x.In(), x.Unit)
	}
}

// Files are read as instruments and spreadsheets of all countries write them.
func TestForeignTables(t *testing.T) {
	const quantity = "  x1: {data: {file: d.csv, column: length}}\n"
	for _, csv := range []string{
		"length (mm),n\n1.5,1\n4.5,2\n",
		"\ufefflength (mm);n\r\n1,5;1\r\n4,5;2\r\n",
		"length (mm)\tn\n1.5\t1\nNA\t2\n4.5\t3\n",
		"# a remark; with, signs\n\nlength (mm);n, the number\n1.5;1\n4.5;2\n",
		"length [mm],n\n1.5,1\n-,2\nNaN,2\n\u2013,2\n4.5\n",
		"\"length (mm)\";\"n\"\n\"1,5\";1\n\"4,5\";2\n",
	} {
		m, found := loadData(quantity, csv)
		if found != "" {
			t.Errorf("%q: %s", csv, found)
			continue
		}
		v, _ := m.Evaluate()
		if x, _ := v.Get("x1"); !close(x.In(), 3, 1e-12) || x.Unit.String() != "mm" {
			t.Errorf("%q: %g %s", csv, x.In(), x.Unit)
		}
	}
	if _, found := loadData(quantity, "length (mm)\n\n1\nabout 3\n"); !strings.Contains(found, `d.csv has no number in line 4, column length, but "about 3"`) {
		t.Error(found)
	}
	if _, found := loadData(quantity, "length (mm)\n\xb5\n"); !strings.Contains(found, "it is not text in UTF-8") {
		t.Error(found)
	}
}

// A date is a year with a fraction.
func TestDates(t *testing.T) {
	m, found := loadData("  x1: {data: {file: d.csv, column: day, statistic: last}}\n", "day\n2023-01-01\n2024-07-02\n")
	if found != "" {
		t.Fatal(found)
	}
	v, _ := m.Evaluate()
	if x, _ := v.Get("x1"); !close(x.In(), 2024.5, 1e-12) {
		t.Errorf("%.6f", x.In())
	}
}

func TestMeasuredForms(t *testing.T) {
	for _, test := range []struct {
		value         string
		v, low, high  float64
		wantSubstring string
	}{
		{"5 ± 1 W", 5, 5 - 1.959964, 5 + 1.959964, ""},
		{"5 +4/-1 W", 5, 5 - 1.959964, 5 + 4*1.959964, ""},
		{"5 W +4 W −1 W", 5, 5 - 1.959964, 5 + 4*1.959964, ""},
		{"(5 +4/-1) W", 5, 5 - 1.959964, 5 + 4*1.959964, ""},
		{"5 +1/-1 W", 5, 5 - 1.959964, 5 + 1.959964, ""},
		{"5e+0 +4/-1 W", 5, 5 - 1.959964, 5 + 4*1.959964, ""},
		{"5 +0.5 kW/-1 W", 5, 5 - 1.959964, 5 + 500*1.959964, ""},
		{"5.0(3) W", 5, 5 - 0.3*1.959964, 5 + 0.3*1.959964, ""},
		{"5.125(12)e-3 kW", 5.125, 5.125 - 0.012*1.959964, 5.125 + 0.012*1.959964, ""},
		{"50(3) W", 50, 50 - 3*1.959964, 50 + 3*1.959964, ""},
		{"5 W ± 10 %", 5, 5 - 0.5*1.959964, 5 + 0.5*1.959964, ""},
		{"5 ± 10 % W", 5, 5 - 0.5*1.959964, 5 + 0.5*1.959964, ""},
		{"-5 W ± 10 %", -5, -5 - 0.5*1.959964, -5 + 0.5*1.959964, ""},
		{"5 W, sd: 10 %", 5, 5 - 0.5*1.959964, 5 + 0.5*1.959964, ""},
		{"5 W, sd: 10 kg", 0, 0, 0, "unit-mismatch"},
		{"1 000 W", 0, 0, 0, "value-invalid"},
		{"5 +4/-1 kg", 0, 0, 0, "unit-mismatch"},
		{"5 1/h", 0, 0, 0, "unit-mismatch"},
	} {
		m, fs := model.Load(fstest.MapFS{"m.yaml": {Data: []byte("reckon: 1\nquantities:\n  x1: {value: " + test.value + ", unit: W, reason: r}\n")}}, []string{"m.yaml"})
		if test.wantSubstring != "" {
			if len(fs) != 1 || fs[0].Rule != test.wantSubstring {
				t.Errorf("%s: %s", test.value, lines(fs))
			}
			continue
		}
		if len(fs) > 0 {
			t.Errorf("%s: %s", test.value, lines(fs))
			continue
		}
		v, _ := m.Evaluate()
		if x, _ := v.Get("x1"); !close(x.SI, test.v, 1e-12) || !close(x.Low, test.low, 1e-4) || !close(x.High, test.high, 1e-4) {
			t.Errorf("%s: %g (%g to %g)", test.value, x.SI, x.Low, x.High)
		}
	}
}

// A file of data serves as a list of cases, over which formulas run.
func TestCasesFromFile(t *testing.T) {
	const model1 = `reckon: 1
cases:
  tubes: {file: d.csv, names: tube}
  rows: {file: d.csv}
quantities:
  dose: {for: tubes, reason: r}
  level: {for: tubes, column: signal, reason: r}
  dose2: {for: rows, column: dose, reason: r}
  gain: {formula: "slope(dose[*], level[*])", unit: mV/mg}
  at3: {formula: "interpolate(3 mg, dose[*], level[*])"}
  middle: {formula: "median(dose2[*])"}
`
	load := func(model1, csv string) (*model.Model, string) {
		m, fs := model.Load(fstest.MapFS{"m.yaml": {Data: []byte(model1)}, "d.csv": {Data: []byte(csv)}}, []string{"m.yaml"})
		return m, lines(fs)
	}
	m, found := load(model1, "tube;dose (mg);signal (V)\na 1;1;0,002\nb;2;0,004\nc;4;0,008\n")
	if found != "" {
		t.Fatal(found)
	}
	v, _ := m.Evaluate()
	for name, want := range map[string]float64{"gain": 2, "at3": 0.006, "middle": 2, "dose[a_1]": 1, "level[c]": 8e-3} {
		if x, _ := v.Get(name); !close(x.In(), want, 1e-12) {
			t.Errorf("%s: %g %s, want %g", name, x.In(), x.Unit, want)
		}
	}
	if q := m.Quantity("dose[a_1]"); q == nil || q.Case.Title.In("en") != "a 1" {
		t.Errorf("%+v", q)
	}
	for _, test := range []struct{ yaml, csv, want string }{
		{"  tubes: {file: d.csv, names: tub}\n", "tube,dose\na,1\n", "m.yaml:3:31: d.csv has no column \"tub\" [data-invalid]\n  did you mean tube?\n"},
		{"  tubes: {file: e.csv}\n", "", "m.yaml:3:17: e.csv cannot be read: there is none [data-invalid]\n"},
		{"  tubes: {file: d.csv, names: tube}\n", "tube,dose\na,1\na,2\n", "m.yaml:3:17: line 3 of d.csv has the name a of line 2 [data-invalid]\n  each case needs a name of its own\n"},
		{"  tubes: {file: d.csv}\nquantities:\n  dose: {for: tubes, reason: r}\n", "dose (mg)\n1\ntwo\n", "m.yaml:3:17: value of dose[r2] must be a number with a unit, not \"two mg\" [value-invalid]\n  write digits, and a unit behind them: 3.2 W\n"},
	} {
		if _, found := load("reckon: 1\ncases:\n"+test.yaml, test.csv); found != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.yaml, found, test.want)
		}
	}
}
