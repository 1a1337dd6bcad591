package formula

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reckon/internal/diag"
)

// A kind of token.
type kind uint8

const (
	kindEnd    kind = iota
	kindNumber      // text is its canonical digits
	kindWord        // a name or a keyword
	kindOp          // text is its canonical spelling
	kindSuper       // a superscript exponent; text is its digits
	kindBad         // text is the character
)

type token struct {
	kind       kind
	text       string
	start, end int
}

// keywords cannot be names and end a unit.
var keywords = map[string]bool{
	"if": true, "then": true, "else": true, "and": true, "or": true, "not": true, "to": true,
}

// operators, longest first, with their canonical spelling.
var operators = []struct{ text, canonical string }{
	{"->", "->"}, {"→", "->"},
	{"<=", "<="}, {"≤", "<="}, {">=", ">="}, {"≥", ">="}, {"!=", "!="}, {"≠", "!="}, {"==", "="},
	{"<", "<"}, {">", ">"}, {"=", "="},
	{"+", "+"}, {"-", "-"}, {"−", "-"},
	{"*", "*"}, {"·", "*"}, {"⋅", "*"}, {"×", "*"}, {"/", "/"}, {"÷", "/"},
	{"^", "^"}, {"(", "("}, {")", ")"}, {",", ","},
}

const supers = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// A scanner cuts a source text into tokens. Places are worked out from the last
// one asked for, so that asking in order costs one pass in all.
type scanner struct {
	src     string
	pos     int
	lastOff int
	lastAt  diag.Pos
	firstAt diag.Pos
}

// at gives the place of a byte offset.
func (s *scanner) at(off int) diag.Pos {
	if off < s.lastOff {
		s.lastOff, s.lastAt = 0, s.firstAt
	}
	s.lastAt = s.lastAt.Advance(s.src[s.lastOff:off])
	s.lastOff = off
	return s.lastAt
}

// next cuts one token. Units are not tokens: the parser asks for one with
// [scanner.unit] where one may stand.
func (s *scanner) next() token {
	s.pos = blanks(s.src, s.pos)
	start := s.pos
	rest := s.src[start:]
	if rest == "" {
		return token{kindEnd, "", start, start}
	}
	if isDigit(rest[0]) || rest[0] == '.' && len(rest) > 1 && isDigit(rest[1]) {
		text, n := scanNumber(rest)
		s.pos += n
		return token{kindNumber, text, start, s.pos}
	}
	r, size := utf8.DecodeRuneInString(rest)
	if startsWord(r) {
		s.pos += scanName(rest)
		return token{kindWord, rest[:s.pos-start], start, s.pos}
	}
	if text, n := scanSuper(rest); n > 0 {
		s.pos += n
		return token{kindSuper, text, start, s.pos}
	}
	for _, op := range operators {
		if strings.HasPrefix(rest, op.text) {
			s.pos += len(op.text)
			return token{kindOp, op.canonical, start, s.pos}
		}
	}
	s.pos += size
	return token{kindBad, rest[:size], start, s.pos}
}

// unit cuts the unit that begins at the scanner's place, or returns "" and
// leaves the place as it is. Behind an arrow a unit may begin with 1.
func (s *scanner) unit(arrow bool) (text string, start, end int) {
	from := blanks(s.src, s.pos)
	to := from
	switch {
	case arrow && strings.HasPrefix(s.src[from:], "1"):
		to = from + 1
		if n := overUnit(s.src, to); n > to {
			to = n
		}
		if to == from+1 && to < len(s.src) && (isDigit(s.src[to]) || s.src[to] == '.') {
			return "", s.pos, s.pos // the number 10, not the unit 1
		}
	case !arrow && from == s.pos && overUnit(s.src, from) > from:
		to = overUnit(s.src, from)
		text = "1"
	default:
		to = unitEnd(s.src, from, 0)
	}
	if to == from {
		return "", s.pos, s.pos
	}
	s.pos = to
	return text + canonicalUnit(s.src[from:to]), from, to
}

// overUnit finds the end of "/unit" at i, an unspaced slash, or returns i.
func overUnit(src string, i int) int {
	if i >= len(src) || src[i] != '/' {
		return i
	}
	if end := unitEnd(src, i+1, 0); end > i+1 {
		return end
	}
	return i
}

// maxUnitNesting bounds the parentheses within a unit.
const maxUnitNesting = 20

// unitEnd finds the end of the unit at i, which is i where none begins.
func unitEnd(src string, i, depth int) int {
	end := unitFactor(src, i, depth)
	for end > i {
		next := end
		if j := blanks(src, end); strings.HasPrefix(src[j:], "·") {
			next = blanks(src, j+len("·"))
		} else if strings.HasPrefix(src[j:], "⋅") {
			next = blanks(src, j+len("⋅"))
		} else if j > end {
			next = j
			if next < len(src) && src[next] == '(' {
				return end // parentheses after a blank do not continue a unit
			}
		} else if j < len(src) && src[j] == '/' {
			next = j + 1
		}
		if next == end {
			return end
		}
		stop := unitFactor(src, next, depth)
		if stop == next {
			return end
		}
		end = stop
	}
	return end
}

// unitFactor finds the end of one factor of a unit, or returns i.
func unitFactor(src string, i, depth int) int {
	if i >= len(src) {
		return i
	}
	stop := i
	r, size := utf8.DecodeRuneInString(src[i:])
	switch {
	case r == '(' && depth < maxUnitNesting:
		inner := blanks(src, i+1)
		end := unitEnd(src, inner, depth+1)
		if closing := blanks(src, end); end > inner && closing < len(src) && src[closing] == ')' {
			stop = closing + 1
		}
	case strings.ContainsRune("%‰′″", r) || unicode.Is(unicode.Sc, r):
		stop = i + size
	case r == '°':
		stop = i + size + scanWord(src[i+size:])
	case startsWord(r):
		stop = i + scanWord(src[i:])
		if keywords[src[i:stop]] {
			return i
		}
		if stop < len(src) && src[stop] == '(' {
			return i // a call
		}
		if scanName(src[i:]) > stop-i {
			return i // a dotted name is a quantity
		}
	}
	if stop == i {
		return i
	}
	return unitPower(src, stop)
}

// unitPower finds the end of the exponent at i, or returns i.
func unitPower(src string, i int) int {
	if _, n := scanSuper(src[i:]); n > 0 {
		return i + n
	}
	j := blanks(src, i)
	if j >= len(src) || src[j] != '^' {
		return i
	}
	j = blanks(src, j+1)
	if j < len(src) && src[j] == '(' {
		k := scanSigned(src, blanks(src, j+1))
		if m := blanks(src, k); m < len(src) && src[m] == '/' {
			k = scanDigits(src, blanks(src, m+1))
		}
		if k = blanks(src, k); k < len(src) && src[k] == ')' {
			return k + 1
		}
		return i
	}
	k := scanSigned(src, j)
	if k == j || !isDigit(src[k-1]) {
		return i
	}
	return k
}

// scanSigned passes a sign and digits with at most one point.
func scanSigned(src string, i int) int {
	switch {
	case i < len(src) && (src[i] == '-' || src[i] == '+'):
		i++
	case strings.HasPrefix(src[i:], "−"):
		i += len("−")
	}
	k := scanDigits(src, i)
	if k+1 < len(src) && src[k] == '.' && isDigit(src[k+1]) {
		k = scanDigits(src, k+1)
	}
	return k
}

func scanDigits(src string, i int) int {
	for i < len(src) && isDigit(src[i]) {
		i++
	}
	return i
}

// canonicalUnit spells a unit with single blanks, "^" and "·", and no blanks
// around any of them.
func canonicalUnit(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if digits, n := scanSuper(text[i:]); n > 0 {
			b.WriteString("^" + digits)
			i += n
			continue
		}
		if j := blanks(text, i); j > i {
			i = j
			s := b.String()
			r, _ := utf8.DecodeRuneInString(text[i:])
			last, _ := utf8.DecodeLastRuneInString(s)
			if !strings.ContainsRune("·⋅^/)", r) && !strings.ContainsRune("·^/(", last) {
				b.WriteByte(' ')
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '⋅':
			r = '·'
		case '−':
			r = '-'
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// scanNumber cuts the number that rest begins with and gives its canonical
// spelling; a malformed rest of digits and points stays in the text, and so is
// refused by the parser.
func scanNumber(rest string) (text string, n int) {
	n = scanDigits(rest, 0)
	if n < len(rest) && rest[n] == '.' && (n+1 == len(rest) || !isLetterAt(rest, n+1)) {
		n = scanDigits(rest, n+1)
	}
	text = rest[:n]
	if n < len(rest) && (rest[n] == 'e' || rest[n] == 'E') {
		sign, i := "", n+1
		switch {
		case strings.HasPrefix(rest[i:], "+"):
			i++
		case strings.HasPrefix(rest[i:], "-"):
			sign, i = "-", i+1
		case strings.HasPrefix(rest[i:], "−"):
			sign, i = "-", i+len("−")
		}
		if end := scanDigits(rest, i); end > i {
			text += "e" + sign + rest[i:end]
			n = end
		}
	}
	for n < len(rest) && (rest[n] == '.' || rest[n] == '_' || isDigit(rest[n])) {
		text += rest[n : n+1]
		n++
	}
	return text, n
}

func isLetterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return startsWord(r)
}

// scanSuper cuts a superscript integer and gives it in plain digits.
func scanSuper(rest string) (text string, n int) {
	var b strings.Builder
	for i, r := range rest {
		switch {
		case i == 0 && r == '⁻':
			b.WriteByte('-')
		case i == 0 && r == '⁺':
		case strings.ContainsRune(supers, r):
			b.WriteByte(byte('0' + utf8.RuneCountInString(supers[:strings.IndexRune(supers, r)])))
		default:
			return done(b.String(), i)
		}
	}
	return done(b.String(), len(rest))
}

func done(digits string, n int) (string, int) {
	if digits == "" || digits == "-" {
		return "", 0
	}
	return digits, n
}

// scanName gives the length of the dotted name that rest begins with, with the
// case directly behind it where there is one.
func scanName(rest string) int {
	n := scanWord(rest)
	for n > 0 && n+1 < len(rest) && rest[n] == '.' {
		m := scanWord(rest[n+1:])
		if m == 0 {
			break
		}
		n += 1 + m
	}
	if n > 0 && n < len(rest) && rest[n] == '[' {
		if m := scanCase(rest[n+1:]); m > 0 && n+1+m < len(rest) && rest[n+1+m] == ']' {
			n += m + 2
		}
	}
	return n
}

// scanCase gives the length of the case that rest begins with: letters, digits
// and _, or an asterisk.
func scanCase(rest string) int {
	if strings.HasPrefix(rest, "*") {
		return 1
	}
	for i, r := range rest {
		if !startsWord(r) && !unicode.IsDigit(r) && (i == 0 || !unicode.IsMark(r)) {
			return i
		}
	}
	return len(rest)
}

// IsCase tells whether a text can name a case of a family: letters, digits and
// _ alone.
func IsCase(s string) bool { return s != "" && s != "*" && scanCase(s) == len(s) }

// scanWord gives the length of the word that rest begins with.
func scanWord(rest string) int {
	for i, r := range rest {
		if i == 0 && !startsWord(r) || i > 0 && !startsWord(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return i
		}
	}
	return len(rest)
}

func startsWord(r rune) bool { return r == '_' || unicode.IsLetter(r) && r != utf8.RuneError }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// blanks passes white space.
func blanks(src string, i int) int {
	for i < len(src) {
		r, size := utf8.DecodeRuneInString(src[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += size
	}
	return i
}
