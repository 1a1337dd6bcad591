package markdown

import "testing"

// Brackets with backslashes print as brackets, with a warning where they look
// like LaTeX's math.
func TestSlashMath(t *testing.T) {
	for _, test := range []struct{ src, want, hint string }{
		{`The \(a+b\) here.`, `m:1:5: \( begins no formula in Markdown; what follows prints as text [equation-not-marked]`, "write $ on both sides: $a+b$"},
		{`Twice \\(c\\).`, `m:1:7: \\( begins no formula in Markdown; what follows prints as text [equation-not-marked]`, "write $ on both sides: $c$"},
		{"\\[\n\\int_0^1 x \\, dx\n\\]", `m:1:1: \[ begins no formula in Markdown; what follows prints as text [equation-not-marked]`, `write $$ on both sides: $$\int_0^1 x \, dx$$`},
		{`A \[note\] and \(an aside\).`, "", ""},
		{"Code `\\(a+b\\)` is code.", "", ""},
		{`\[a\](b_c)`, "", ""},
		{`Open \(a+b here.`, "", ""},
	} {
		_, found := Parse([]byte(test.src+"\n"), Options{File: "m"})
		got, hint := "", ""
		if len(found) > 0 {
			got, hint = found[0].Error(), found[0].Hint
		}
		if got != test.want || hint != test.hint || len(found) > 1 {
			t.Errorf("%s\n got %q %q\nwant %q %q", test.src, got, hint, test.want, test.hint)
		}
	}
}
