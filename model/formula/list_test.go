package formula_test

import (
	"math"
	"testing"

	"reckon/internal/diag"
	"reckon/model/formula"
)

func TestLists(t *testing.T) {
	w := newWorld(t, "")
	for _, test := range []struct {
		src  string
		want float64
	}{
		{"median(3, 1, 2)", 2},
		{"median(4, 1, 2, 3)", 2.5},
		{"median(7)", 7},
		{"sd(2, 4, 4, 4, 5, 5, 7, 9)", 2.138089935299395},
		{"slope(1, 2, 3, 2, 4.1, 5.9)", 1.95},
		{"intercept(1, 2, 3, 2, 4.1, 5.9)", 0.1},
		{"correlation(1, 2, 3, -1, -2, -3)", -1},
		{"interpolate(2.5, 1, 2, 3, 10, 20, 40)", 30},
		{"interpolate(1, 1, 2, 10, 20)", 10},
		{"interpolate(2, 1, 2, 10, 20)", 20},
		{"slope(0 s, 2 s, 1 m, 5 m) -> km/h", 2}, // 7.2 km/h
		{"interpolate(90 min, 1 h, 2 h, 3 m, 5 m) -> m", 4},
		{"sum(k, 1, 3, median(k, 2, 5))", 7},
	} {
		e, fs := formula.Parse(test.src, diag.Pos{File: "f", Line: 1, Column: 1})
		if len(fs) > 0 {
			t.Fatal(fs)
		}
		if _, fs = formula.Check(e, w); len(fs) > 0 {
			t.Errorf("%s: %v", test.src, fs)
			continue
		}
		p, err := formula.Compile(e, w, func(string) int { return -1 })
		if err != nil {
			t.Fatal(err)
		}
		if got, fault := p.Eval(nil); fault != nil || math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%s: %g, %v, want %g", test.src, got, fault, test.want)
		}
	}
}

func TestListFindings(t *testing.T) {
	w := newWorld(t, "")
	for _, test := range []struct{ src, want string }{
		{"slope(1, 2, 3, 4, 5)", "f:1:1: slope(x1, x2, …, y1, y2, …) takes as many y as x, but 5 arguments are given [call-arity]"},
		{"slope(1 s, 2 m, 3, 4)", "f:1:12: the arguments of slope differ: 1 s, and 2 m [unit-mismatch]"},
		{"interpolate(1 m, 1 s, 2 s, 3, 4)", "f:1:18: the arguments of interpolate differ: 1 m, and 1 s [unit-mismatch]"},
		{"sd(1)", "f:1:1: sd(x, y, …) takes 2 or more arguments, but 1 argument is given [call-arity]"},
	} {
		e, _ := formula.Parse(test.src, diag.Pos{File: "f", Line: 1, Column: 1})
		if _, fs := formula.Check(e, w); len(fs) != 1 || fs[0].Error() != test.want {
			t.Errorf("%s\n got: %v\nwant: %s", test.src, fs, test.want)
		}
	}
	for _, src := range []string{"interpolate(0, 1, 2, 3, 4)", "interpolate(1.5, 2, 1, 3, 4)", "slope(1, 1, 2, 3)", "correlation(1, 2, 3, 3)"} {
		e, _ := formula.Parse(src, diag.Pos{File: "f", Line: 1, Column: 1})
		formula.Check(e, w)
		p, _ := formula.Compile(e, w, func(string) int { return -1 })
		if _, fault := p.Eval(nil); fault == nil || fault.Rule != "value-undefined" || fault.Hint == "" {
			t.Errorf("%s: %+v", src, fault)
		}
	}
}

func TestReference(t *testing.T) {
	for _, line := range formula.Reference() {
		if line[1] == "" {
			t.Errorf("%s has no help", line[0])
		}
	}
}
