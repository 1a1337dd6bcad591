package bibtex

import "strings"

// SafeLink tells whether an address may become a link: http, https, ftp, doi
// and mailto, nothing that a browser would run.
func SafeLink(address string) bool {
	lower := strings.ToLower(address)
	for _, scheme := range []string{"https://", "http://", "ftp://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	return false
}

// Verbatim reads a field that is no text but an address or a number: TeX's
// escapes and \url are taken off, nothing else is touched.
func Verbatim(value string) string {
	s := strings.TrimSpace(value)
	for _, command := range []string{`\url`, `\path`, `\nolinkurl`} {
		if rest, ok := strings.CutPrefix(s, command); ok {
			s = strings.TrimSpace(rest)
		}
	}
	for strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") && len(s) >= 2 {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return unescape(s)
}

// unescape takes the backslash from characters that TeX makes people escape,
// and line breaks out of long addresses.
func unescape(s string) string {
	if !strings.ContainsAny(s, "\\\n{") {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("_%&#~${}", s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
			if s[i] == '~' && strings.HasPrefix(s[i+1:], "{}") {
				i += 2
			}
		case c == '{' && i+2 < len(s) && s[i+2] == '}' && strings.IndexByte("_%&#~", s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i += 2
		case c == '\n' || c == '\r' || c == '\t':
		default:
			b.WriteByte(c)
		}
	}
	out := strings.ReplaceAll(b.String(), `\textasciitilde `, "~")
	out = strings.ReplaceAll(out, `\textasciitilde`, "~")
	out = strings.ReplaceAll(out, "$\\sim$", "~")
	return strings.TrimSpace(out)
}

// StripComments takes TeX's comments out of a value that is cut up before it
// is decoded, such as a list of names.
func StripComments(value string) string {
	if strings.IndexByte(value, '%') < 0 {
		return value
	}
	var b strings.Builder
	newline := strings.LastIndexByte(value, '\n')
	for i := 0; i < len(value); i++ {
		if value[i] == '%' && i < newline && (i == 0 || value[i-1] != '\\') {
			if end := commentEnd(value, i); end >= 0 {
				i = end - 1
				continue
			}
		}
		b.WriteByte(value[i])
	}
	return b.String()
}
