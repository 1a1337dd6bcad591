package markdown

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reckon/report/markdown/ast"
)

// An attributeList is what stands in braces: {name #id .class key=value}.
type attributeList struct {
	words []attribute // bare words, in order
	id    attribute
	class []string
	pairs []attribute
}

// An attribute is one word or pair with its offsets in the text.
type attribute struct {
	key, value     string
	keyAt, valueAt int
}

// scanAttributes reads {...} at the start of s, which must close on the same
// line, and returns its length. It fails on what is not a list of attributes.
func scanAttributes(s string) (a attributeList, length int, ok bool) {
	if s == "" || s[0] != '{' {
		return a, 0, false
	}
	i := 1
	for {
		for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
			i++
		}
		if i >= len(s) || s[i] == '\n' {
			return a, 0, false
		}
		if s[i] == '}' {
			return a, i + 1, true
		}
		n, ok := a.token(s, i)
		if !ok {
			return a, 0, false
		}
		i += n
	}
}

// token reads one attribute at s[i:].
func (a *attributeList) token(s string, i int) (length int, ok bool) {
	switch s[i] {
	case '.':
		n := wordLength(s[i+1:])
		if n == 0 {
			return 0, false
		}
		a.addClass(s[i+1 : i+1+n])
		return 1 + n, true
	case '#':
		n := wordLength(s[i+1:])
		if n == 0 {
			return 0, false
		}
		if a.id.value == "" {
			a.id = attribute{"id", s[i+1 : i+1+n], i, i + 1}
		}
		return 1 + n, true
	}
	n := wordLength(s[i:])
	if n == 0 {
		if s[i] == '-' {
			a.addClass("unnumbered") // Pandoc's {-}
			return 1, true
		}
		if m := wordLength(s[i+1:]); s[i] == '=' && m > 0 {
			a.words = append(a.words, attribute{s[i : i+1+m], "", i, i}) // Pandoc's {=html}
			return 1 + m, true
		}
		return 0, false
	}
	key := s[i : i+n]
	if i+n >= len(s) || s[i+n] != '=' {
		a.words = append(a.words, attribute{key, "", i, i + n})
		return n, true
	}
	value, from, m, ok := quoted(s[i+n+1:])
	if !ok {
		return 0, false
	}
	if key == "class" {
		for _, c := range strings.Fields(value) {
			a.addClass(c)
		}
	} else {
		a.pairs = append(a.pairs, attribute{key, value, i, i + n + 1 + from})
	}
	return n + 1 + m, true
}

func (a *attributeList) addClass(c string) {
	if !slices.Contains(a.class, c) {
		a.class = append(a.class, c)
	}
}

// quoted reads a value, in quotes or bare, and tells where its text begins and
// how much was read.
func quoted(s string) (value string, from, length int, ok bool) {
	if s == "" {
		return "", 0, 0, false
	}
	if q := s[0]; q == '"' || q == '\'' {
		var b strings.Builder
		for i := 1; i < len(s) && s[i] != '\n'; i++ {
			if s[i] == '\\' && i+1 < len(s) && (s[i+1] == q || s[i+1] == '\\') {
				i++
			} else if s[i] == q {
				return b.String(), 1, i + 1, true
			}
			b.WriteByte(s[i])
		}
		return "", 0, 0, false
	}
	n := strings.IndexAny(s, " \t\n}\"'`")
	if n <= 0 {
		return "", 0, 0, false
	}
	return s[:n], 0, n, true
}

// wordLength is the length of a name: letters, digits and - _ : . + /, which
// begins with a letter, a digit or _.
func wordLength(s string) int {
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
		case i > 0 && strings.ContainsRune("-:.+/", r):
		default:
			return i
		}
	}
	return len(s)
}

// attributes gives id and classes as nodes carry them.
func (a *attributeList) attributes() ast.Labelled {
	return ast.Labelled{Label: normaliseLabel(a.id.value), Classes: a.class}
}

// NormaliseLabel gives the name by which a label is found.
func NormaliseLabel(label string) string { return normaliseLabel(label) }

// normaliseLabel makes of a label the name by which it is found: inner space
// collapsed, quotes gone, lower case.
func normaliseLabel(label string) string {
	label = strings.Map(func(r rune) rune {
		if r == '"' || r == '\'' || r == '‘' || r == '’' || r == '“' || r == '”' {
			return -1
		}
		return unicode.ToLower(r)
	}, label)
	return strings.Join(strings.Fields(label), " ")
}

// runeLength counts the runes of a prefix, for columns.
func runeLength(s string) int { return utf8.RuneCountInString(s) }
