package formula_test

import (
	"testing"

	"reckon/internal/diag"
	"reckon/model/formula"
)

type names map[string]string

func (n names) Quantity(name string) string { return n[name] }
func (n names) Function(name string) string { return n[name+"()"] }
func (n names) Variable(string) string      { return "" }

var symbols = names{
	"P": `P_\mathrm{GM}`, "n": "n", "a": "a", "b": "b", "c": "c", "d": "d", "ratio": `\rho`, "cv": "c_v", "star": "N^{*}",
	"information()": "I",
}

func TestTeX(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"P / n", `\frac{P_\mathrm{GM}}{n}`},
		{"a * b / c", `\frac{a\,b}{c}`},
	} {
		e, findings := formula.Parse(test.src, diag.Pos{})
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		if got := formula.TeX(e, symbols); got != test.want {
			t.Errorf("TeX(%q)\n got: %s\nwant: %s", test.src, got, test.want)
		}
	}
}
