package math

import (
	"strings"
	"testing"

	"reckon/internal/diag"
)

// A rule over some columns is as long as they are, in print and on the page.
func TestPartialRules(t *testing.T) {
	for _, test := range []struct {
		tex   string
		rules int // in print
		cells int // with a rule on the page
		wide  bool
	}{
		{`\begin{array}{ccc} a & b & c \\ \cline{2-3} d & e & f \end{array}`, 1, 2, false},
		{`\begin{array}{ccc} a & b & c \\ \cline{1-1} \cline{3-3} d & e & f \end{array}`, 2, 2, false},
		{`\begin{array}{ccc} a & b & c \\ \cmidrule(lr){1-2} d & e & f \\ \hline \end{array}`, 2, 5, true},
		{`\begin{array}{ccc} a & b & c \\ \cline{2-3} \end{array}`, 1, 2, false},
		{`\begin{array}{cc} a & b \\ \cline{5-6} c & d \end{array}`, 0, 0, false},
	} {
		tree, found := Parse(test.tex, diag.Pos{}, nil)
		box := tree.Layout(10, true)
		if len(found) > 0 || len(box.Rules) != test.rules {
			t.Errorf("%s: %d rules, want %d %v", test.tex, len(box.Rules), test.rules, found)
		}
		whole := 0
		for _, r := range box.Rules {
			if r.W > box.Width*0.99 {
				whole++
			}
		}
		if (whole > 0) != test.wide {
			t.Errorf("%s: %d rules are as wide as the array", test.tex, whole)
		}
		page := tree.MathML(true)
		if cells := strings.Count(page, "math-rule-t") + strings.Count(page, "math-rule-b"); cells != test.cells {
			t.Errorf("%s: %d cells with a rule, want %d\n%s", test.tex, cells, test.cells, page)
		}
	}
	_, found := Parse(`\begin{array}{c} a \\ \cline{2} b \end{array}`, diag.Pos{}, nil)
	if len(found) != 1 || found[0].Hint != "write first-last, such as 2-3" {
		t.Error(found)
	}
}

// The cells of a matrix within an alignment keep their distance: what the style
// sheet says of the outer table is not said of the inner one.
func TestStylesOfNestedTables(t *testing.T) {
	for _, class := range []string{"math-align", "math-small"} {
		if strings.Contains(CSS, "."+class+" mtd{") {
			t.Errorf("the cells of every table within %s are meant", class)
		}
	}
	tree, _ := Parse(`\operatornamewithlimits{argmax}_x`, diag.Pos{}, nil)
	if page := tree.MathML(true); !strings.Contains(page, "<munder>") {
		t.Error(page)
	}
}
