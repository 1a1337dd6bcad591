package html

import (
	"bytes"
	"fmt"
	"strings"

	"reckon/report/document"
	"reckon/report/math"
)

// A sheet gathers what single elements want of the style sheet. They have
// classes for it and no style attributes, which the page's policy refuses.
type sheet struct {
	names map[string]string // by declaration
	rules strings.Builder
}

// class gives the class that sets a variable of the style sheet.
func (s *sheet) class(variable, value string) string {
	declaration := variable + ":" + value
	name, ok := s.names[declaration]
	if !ok {
		if s.names == nil {
			s.names = map[string]string{}
		}
		name = fmt.Sprintf("s-%d", len(s.names)+1)
		s.names[declaration] = name
		fmt.Fprintf(&s.rules, ".%s{%s}\n", name, declaration)
	}
	return name
}

// The template leaves room for the style sheet, which depends on the text of
// the page, and for the policy, which depends on the style sheet.
const (
	policyHere = `<meta http-equiv="Content-Security-Policy" content="">`
	stylesHere = "<style></style>"
)

// styled adds the style sheet, with the faces that the page needs, and the
// policy.
func (w *writer) styled(page []byte) []byte {
	policyAt := bytes.Index(page, []byte(policyHere)) + len(policyHere) - len(`">`)
	stylesAt := bytes.Index(page, []byte(stylesHere)) + len("<style>")
	used := scan(page[stylesAt:])
	css := themeCSS + pageCSS
	if used.has(mathFace) {
		css += math.CSS
	}
	css += w.sheet.rules.String() + w.noteStyles() + used.withNumbers().faces()
	policy := document.Policy(css)
	out := make([]byte, 0, len(page)+len(css)+len(policy))
	out = append(out, page[:policyAt]...)
	out = append(out, policy...)
	out = append(out, page[policyAt:stylesAt]...)
	out = append(out, css...)
	return append(out, page[stylesAt:]...)
}
