package math

import (
	"testing"

	"pgregory.net/rapid"

	"reckon/internal/diag"
)

func TestBroken(t *testing.T) {
	holdRows(t, (*Tree).Broken, []rowsTest{
		{"fits", `a = b`, 1, 1},
		{"two lines", `a = b + c = d`, 0.9, 2},
		{"three lines", `a = bbbb = cccc = dddd`, 0.5, 3},
		{"no relation", `a + b + c`, 0.9, 0},
		{"within delimiters", `f(a = b)`, 0.9, 0},
		{"left side alone", `aaaaaaaaaaaaaaaaaaa = b`, 0.8, 0},
		{"begins with a relation", `= b + c = d`, 0.9, 2},
		{"several lines of its own", `\begin{align} a &= b \\ c &= d \end{align}`, 0.5, 0},
	})
}

func TestBrokenKeepsAll(t *testing.T) {
	keepsAll(t, `abc=+<(){}^_12 `, false, (*Tree).Broken)
}

type rowsTest struct {
	name, tex string
	width     float64 // of the whole formula
	rows      int
}

// holdRows sets formulas in lines, by a way of cutting them.
func holdRows(t *testing.T, cut func(*Tree, float64, float64) []Row, tests []rowsTest) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tree, fs := Parse(test.tex, diag.Pos{}, nil)
			if len(fs) > 0 {
				t.Fatal(fs)
			}
			if rows := cut(tree, 10, tree.Layout(10, true).Width*test.width+0.01); len(rows) != test.rows {
				t.Errorf("%d rows, want %d", len(rows), test.rows)
			}
		})
	}
}

// keepsAll draws formulas: rows are no wider than asked for and hold all
// glyphs; more only where cutting may write a fraction with a slash.
func keepsAll(t *testing.T, letters string, mayAdd bool, cut func(*Tree, float64, float64) []Row) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		tex := rapid.StringOf(rapid.SampledFrom([]rune(letters))).Draw(t, "tex")
		tree, fs := Parse(tex, diag.Pos{}, nil)
		if len(fs) > 0 {
			t.Skip()
		}
		width := rapid.Float64Range(5, 200).Draw(t, "width")
		rows := cut(tree, 10, width)
		n := 0
		for _, r := range rows {
			n += len(r.Glyphs)
			if r.X+r.Width > width+1e-9 {
				t.Errorf("a row of %v at %v is wider than %v", r.Width, r.X, width)
			}
		}
		if want := len(tree.Layout(10, true).Glyphs); rows != nil && (n < want || n > want && !mayAdd) {
			t.Errorf("%d glyphs, want %d", n, want)
		}
	})
}
