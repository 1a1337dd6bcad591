package unit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks that are units, or begin one, without being letters.
const marks = "°˚′″%‰$€£¥℃℉"

// Signs of multiplication between units, as people type them.
const dots = "·⋅∙‧×*"

func isSuper(r rune) bool {
	return strings.ContainsRune(raised+"⁻⁺⁄", r)
}

// startsName tells whether a unit's name can begin with r. Superscript
// letters (ª, ᵃ) are letters to Unicode and not to us; the digits are none.
func startsName(r rune) bool {
	return unicode.IsLetter(r) || strings.ContainsRune(marks, r)
}

func continuesName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '_' || r >= '0' && r <= '9' || r >= '₀' && r <= '₉'
}

// nameEnd returns the end of the name that begins at i. A mark is a name of its
// own; ° takes the letters behind it. A dot inside belongs to the name, for a
// quantity's name that strayed behind a number must be shown whole.
func nameEnd(text string, i int) int {
	first, n := utf8.DecodeRuneInString(text[i:])
	i += n
	if !isDegree(first) && strings.ContainsRune(marks, first) {
		return i
	}
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case continuesName(r):
		case r == '°' && (first == 'Δ' || first == '∆'):
		case r == '.' && !isDegree(first) && i+1 < len(text):
			next, _ := utf8.DecodeRuneInString(text[i+1:])
			if !unicode.IsLetter(next) {
				return i
			}
		default:
			return i
		}
		i += n
	}
	return i
}

// isDegree tells the sign for degrees, and the ring that some type for it.
func isDegree(r rune) bool { return r == '°' || r == '˚' }

func skipSpace(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

func at(text string, i int) rune {
	if i >= len(text) {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}

// superEnd returns the end of a run of superscript digits, with a decimal sign
// between two of them, as in ⁰.⁵.
func superEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isSuper(r) && !(r == '.' && isSuper(at(text, i+1))) {
			break
		}
		i += n
	}
	return i
}

func digitsEnd(text string, i int) int {
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	return i
}

// numberEnd returns the end of digits, of a fraction, or of both, or i.
func numberEnd(text string, i int) int {
	j := digitsEnd(text, i)
	if j < len(text) && text[j] == '.' {
		if k := digitsEnd(text, j+1); k > j+1 {
			return k
		}
	}
	return j
}

// exponentEnd returns the end of an exponent such as 2, -1, 0.5, .5, (1/2), {-1},
// or -1.
func exponentEnd(text string, i int) int {
	closing := map[rune]rune{'(': ')', '{': '}'}[at(text, i)]
	if closing == 0 {
		i = signEnd(text, i)
		if j := numberEnd(text, i); j > i {
			return j
		}
		return -1
	}
	i = signEnd(text, skipSpace(text, i+1))
	j := numberEnd(text, i)
	if j == i {
		return -1
	}
	j = skipSpace(text, j)
	if at(text, j) == '/' {
		i = skipSpace(text, j+1)
		if j = digitsEnd(text, i); j == i {
			return -1
		}
		j = skipSpace(text, j)
	}
	if at(text, j) != closing {
		return -1
	}
	return j + 1
}

func signEnd(text string, i int) int {
	if r := at(text, i); r == '-' || r == '+' || r == '−' {
		return i + utf8.RuneLen(r)
	}
	return i
}

// Words of the formula language that end a unit.
var keywords = map[string]bool{
	"if": true, "then": true, "else": true, "and": true, "or": true, "not": true, "to": true,
}

// maxNesting bounds brackets within a unit.
const maxNesting = 16

// Prefix returns the length in bytes of the longest unit expression at the
// start of text, which is what follows a number literal in a formula, spaces
// included; 0 if there is none. The unit continues over spaces, ·, ^ and an
// unspaced / before a letter, % or bracket; a keyword, a call and a spaced /
// end it. Names need not be known: [Registry.Parse] says which is not. A ^
// without a number behind it is part of the unit too, for Parse to refuse: in
// 2 m^n it is not plain what n is the power of.
func (r *Registry) Prefix(text string) int {
	if end := runEnd(text, 0, 0); end > 0 {
		return end
	}
	return 0
}

// runEnd returns the end of the unit expression at i, or -1.
func runEnd(text string, i, depth int) int {
	end := -1
	for {
		next := stepEnd(text, i, end >= 0, depth)
		if next < 0 {
			return end
		}
		i, end = next, next
	}
}

// stepEnd reads one more factor with the sign before it; begun is false at the
// first one. It returns -1 where the unit ends.
func stepEnd(text string, i int, begun bool, depth int) int {
	k := skipSpace(text, i)
	c := at(text, k)
	switch {
	case c < 0:
		return -1
	case startsName(c):
		if begun && k == i && !endsInSuper(text, i) {
			return -1
		}
		return factorEnd(text, k, depth)
	case c == '/' && k == i:
		if n := at(text, k+1); n == '(' || startsName(n) {
			return factorEnd(text, k+1, depth)
		}
	case begun && c != '*' && c != '×' && strings.ContainsRune(dots, c):
		k = skipSpace(text, k+utf8.RuneLen(c))
		if n := at(text, k); n == '(' || startsName(n) {
			return factorEnd(text, k, depth)
		}
	}
	return -1
}

func endsInSuper(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return isSuper(r)
}

// factorEnd returns the end of a name or a group at i with its exponent, or -1
// for a keyword, a call, or a group that is no unit.
func factorEnd(text string, i, depth int) int {
	var end int
	if at(text, i) == '(' {
		if depth == maxNesting {
			return -1
		}
		end = runEnd(text, skipSpace(text, i+1), depth+1)
		if end < 0 {
			return -1
		}
		if end = skipSpace(text, end); at(text, end) != ')' {
			return -1
		}
		end++
	} else {
		end = nameEnd(text, i)
		if keywords[text[i:end]] || at(text, end) == '(' {
			return -1
		}
	}
	if isSuper(at(text, end)) {
		return superEnd(text, end)
	}
	caret := skipSpace(text, end)
	if at(text, caret) != '^' {
		return end
	}
	if e := exponentEnd(text, skipSpace(text, caret+1)); e >= 0 {
		return e
	}
	return caret + 1
}
