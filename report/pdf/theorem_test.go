package pdf_test

import (
	"math"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// The sign at the end of a proof stands at the right edge, on the last line if
// that has room and else below it; the words of a theorem slant, its name does
// not.
func TestTheorem(t *testing.T) {
	head := func() gast.Node { return with(&ast.Span{Style: "theorem-head"}, str("Name. ")) }
	sign := func() gast.Node { return with(&ast.Span{Style: "qed"}, str("∎")) }
	line := "So it is, as the many words of this line which ends near these ends"
	for _, test := range []struct {
		name, text string
		below      bool
	}{
		{"short", "So it is.", false},
		{"full", line, true},
		{"two lines", line + " do tell.", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := doc(t, "")
			d.Body = with(gast.NewDocument(), with(&ast.Div{Theorem: "proof"}, para(head(), str(test.text), sign())))
			f := read(t, render(t, d))
			var last, end inkSpan
			for _, s := range f.spans(0) {
				switch {
				case s.text == "∎":
					end = s
				case end.text == "" && strings.TrimSpace(s.text) != "":
					last = s
				}
			}
			if right := 129.64 + 336.0; math.Abs(end.to-right) > 0.1 {
				t.Errorf("the sign ends at %.2f, not %.2f", end.to, right)
			}
			if below := end.y < last.y-1; below != test.below {
				t.Errorf("below the last line: %v; it is %q and ends at %.1f", below, last.text, last.to)
			}
		})
	}
	d := doc(t, "")
	d.Body = with(gast.NewDocument(), with(&ast.Div{Theorem: "theorem", Statement: true}, para(head(), str("words"))))
	f := read(t, render(t, d))
	faces := map[string]string{}
	for name := range f.fonts() {
		faces[name] = f.face(name)
	}
	for _, s := range f.spans(0) {
		for word, face := range map[string]string{"Name.": "STIXTwoText-Regular", "words": "STIXTwoText-Italic"} {
			if strings.Contains(s.text, word) && !strings.HasSuffix(faces[s.font], face) {
				t.Errorf("%q is set in %s", s.text, faces[s.font])
			}
		}
	}
}
