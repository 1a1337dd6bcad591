package math

import (
	"testing"

	"pgregory.net/rapid"

	"reckon/internal/diag"
)

// What is too wide between relations is cut before operators and behind
// commas; a fraction that is too wide is written with a slash.
func TestCut(t *testing.T) {
	for _, test := range []struct {
		name, tex string
		width     float64 // of the whole formula
		rows      int
	}{
		{"fits", `a = b`, 1, 1},
		{"before an operator", `a = bbbb + cccc + dddd`, 0.7, 2},
		{"behind a comma", `a = \max(bbbb, cccc, dddd)`, 0.7, 2},
		{"within delimiters", `a = f\left(bbbb + cccc + dddd\right)`, 0.7, 2},
		{"a wide fraction", `a = \frac{bbbb + cccc + dddd + eeee}{ffff + gggg + hhhh + iiii}`, 0.8, 4},
		{"a number stays whole", `a = \max(2\times10^{-9}, 3\times10^{-9})`, 0.75, 2},
		{"a number alone", `2\times10^{-9}`, 0.75, 0},
		{"one word", `abcdefgh`, 0.5, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, fs := Parse(test.tex, diag.Pos{}, nil)
			if len(fs) > 0 {
				t.Fatal(fs)
			}
			if rows := tree.Cut(10, tree.Layout(10, true).Width*test.width+0.01); len(rows) != test.rows {
				t.Errorf("%d rows, want %d", len(rows), test.rows)
			}
		})
	}
}

// Rows are no wider than asked for and hold all glyphs.
func TestCutKeepsAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tex := rapid.StringOf(rapid.SampledFrom([]rune(`abc=+<(){}^_12, `))).Draw(t, "tex")
		tree, fs := Parse(tex, diag.Pos{}, nil)
		if len(fs) > 0 {
			t.Skip()
		}
		width := rapid.Float64Range(5, 200).Draw(t, "width")
		rows := tree.Cut(10, width)
		n := 0
		for _, r := range rows {
			n += len(r.Glyphs)
			if r.X+r.Width > width+1e-9 {
				t.Errorf("a row of %v at %v is wider than %v", r.Width, r.X, width)
			}
		}
		if want := len(tree.Layout(10, true).Glyphs); rows != nil && n < want {
			t.Errorf("%d glyphs, want %d", n, want)
		}
	})
}
