package math

import "testing"

// What is too wide between relations is cut before operators and behind
// commas; a fraction that is too wide is written with a slash.
func TestCut(t *testing.T) {
	holdRows(t, (*Tree).Cut, []rowsTest{
		{"fits", `a = b`, 1, 1},
		{"before an operator", `a = bbbb + cccc + dddd`, 0.7, 2},
		{"behind a comma", `a = \max(bbbb, cccc, dddd)`, 0.7, 2},
		{"within delimiters", `a = f\left(bbbb + cccc + dddd\right)`, 0.7, 2},
		{"a wide fraction", `a = \frac{bbbb + cccc + dddd + eeee}{ffff + gggg + hhhh + iiii}`, 0.8, 4},
		{"a number stays whole", `a = \max(2\times10^{-9}, 3\times10^{-9})`, 0.75, 2},
		{"a number alone", `2\times10^{-9}`, 0.75, 0},
		{"one word", `abcdefgh`, 0.5, 0},
	})
}

func TestCutKeepsAll(t *testing.T) {
	keepsAll(t, `abc=+<(){}^_12, `, true, (*Tree).Cut)
}
