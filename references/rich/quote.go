package rich

import (
	"strings"
	"unicode"
)

// Quoted sets straight quotation marks and apostrophes as printed ones, by what
// stands before them.
func (t Text) Quoted() Text {
	out := make(Text, 0, len(t))
	before := ' '
	for _, r := range t {
		if !strings.ContainsAny(r.Text, `"'`) {
			for _, c := range r.Text {
				before = c
			}
			out = append(out, r)
			continue
		}
		var b strings.Builder
		for _, c := range r.Text {
			opens := unicode.IsSpace(before) || strings.ContainsRune("([{“‘–—-/«„", before)
			switch {
			case c == '"' && opens:
				c = '“'
			case c == '"':
				c = '”'
			case c == '\'' && opens:
				c = '‘'
			case c == '\'':
				c = '’'
			}
			b.WriteRune(c)
			before = c
		}
		r.Text = b.String()
		out = append(out, r)
	}
	return out
}
