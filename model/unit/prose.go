package unit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words of running text that a unit's name must not be mistaken for: "3 in 4"
// is no length and "5 a day" no time. Symbols typed with a capital or a mark
// do not collide.
var everyday = map[string]string{
	"en": " in a as at am pm are or on no so do us he me my rod chain hand peck stone turn mo ",
	"de": " in am an as da so du im um zu at are a mi ",
	"fr": " a as au du en mi in at are ",
	"es": " a al as da mi in at are e ",
}

// Prose returns the length in bytes of the unit at the start of running text,
// which follows a number, with the space before it; 0 if there is none. Unlike
// [Registry.Prefix] it takes only names that are known and are not everyday
// words of the language, and goes on over a space only to a symbol with an
// exponent or over "per": in "5 m tall" the unit is m.
func (r *Registry) Prose(lang, text string) int {
	start := 0
	if c, n := utf8.DecodeRuneInString(text); c == '\n' || unicode.Is(unicode.Zs, c) {
		start = n
	}
	end := r.proseFactor(lang, text, start)
	if end < 0 {
		return 0
	}
	for {
		next := r.proseStep(lang, text, end)
		if next < 0 {
			break
		}
		if _, err := r.Parse(text[start:next]); err != nil {
			break
		}
		end = next
	}
	if _, err := r.Parse(text[start:end]); err != nil {
		return 0
	}
	return end
}

// proseStep takes one more factor, or returns -1.
func (r *Registry) proseStep(lang, text string, i int) int {
	c, n := utf8.DecodeRuneInString(text[i:])
	switch {
	case c == '/' && at(text, i+1) == '(':
		return factorEnd(text, i+1, 0)
	case c == '/':
		return r.proseFactor("", text, i+1)
	case c == '每' || c == '毎':
		return r.proseFactor(lang, text, i+n)
	case strings.ContainsRune("·⋅", c):
		return r.proseFactor("", text, i+n)
	case c == '\u00a0' || c == '\u202f' || c == '\u2009':
		if end := r.proseFactor(lang, text, i+n); end >= 0 && !strings.HasPrefix(text[i+n:], "per ") {
			return end
		}
	}
	if !unicode.IsSpace(c) {
		return -1
	}
	if rest, ok := strings.CutPrefix(text[i+n:], "per "); ok {
		return r.proseFactor(lang, text, len(text)-len(rest))
	}
	end := r.proseFactor("", text, i+n)
	if end >= 0 && (isSuper(lastRune(text[:end])) || strings.ContainsAny(text[i+n:end], "^-−")) {
		return end
	}
	return -1
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// proseFactor returns the end of a known name at i with its exponent, or -1.
// An empty language admits everyday words.
func (r *Registry) proseFactor(lang, text string, i int) int {
	c := at(text, i)
	if c < 0 || !startsName(c) {
		return -1
	}
	if w := text[i:nameEnd(text, i)]; connectives[w] == wordBefore {
		return r.proseFactor(lang, text, skipSpace(text, i+len(w)))
	}
	if _, n := r.phrase(text[i:]); n > 0 {
		return i + n
	}
	end := nameEnd(text, i)
	if unicode.In(c, unicode.Han, unicode.Katakana, unicode.Hiragana) {
		return r.hanName(text, i, end)
	}
	for j, k := range text[i:end] { // a Latin name ends where Han begins
		if j > 0 && unicode.In(k, unicode.Han, unicode.Hiragana, unicode.Katakana) || k == '.' {
			end = i + j
			break
		}
	}
	name := text[i:end]
	if strings.Contains(everyday[base(lang)], " "+name+" ") {
		return -1
	}
	if d, _ := r.find(name); d == nil {
		return -1
	}
	if isSuper(at(text, end)) {
		return superEnd(text, end)
	}
	if at(text, end) == '^' {
		if e := exponentEnd(text, end+1); e >= 0 {
			return e
		}
	}
	if e := r.typedExponent(lang, text, name, end); e > end {
		return e
	}
	for _, w := range []string{" squared", " cubed"} {
		if strings.HasPrefix(text[end:], w) {
			return end + len(w)
		}
	}
	return end
}

// labels are units whose symbol with a hyphen and a digit is more often a name:
// 10 nmol T-3, 5 mg B-2.
const labels = "BDT"

// typedExponent reads the exponent of kg−1 behind a name, and returns its end.
// A minus sign will do at every place, a hyphen only in a unit that has begun,
// where lang is empty: 3 m-2 m is a range, and so is 3 m−2 m.
func (r *Registry) typedExponent(lang, text, name string, i int) int {
	c, n := utf8.DecodeRuneInString(text[i:])
	digit := at(text, i+n)
	minus := c == '−' || c == '-' && lang == "" && !strings.Contains(labels, name)
	if !minus || digit < '1' || digit > '4' {
		return i
	}
	end := i + n + 1
	next := at(text, end)
	if continuesName(next) || strings.ContainsRune("%‰°-−–", next) {
		return i
	}
	if (next == '.' || next == ',') && end+1 < len(text) && text[end+1] >= '0' && text[end+1] <= '9' {
		return i
	}
	if next == ' ' || next == '\u00a0' || next == '\u202f' {
		k := end + utf8.RuneLen(next)
		if k < len(text) && startsName(at(text, k)) && text[k:nameEnd(text, k)] == name {
			return i
		}
	}
	return end
}

// hanName finds the longest known name at i in a text without spaces.
func (r *Registry) hanName(text string, i, end int) int {
	const longest = 40 // bytes
	for j := min(end, i+longest); j > i; j-- {
		if j < len(text) && !utf8.RuneStart(text[j]) {
			continue
		}
		if d, _ := r.find(text[i:j]); d != nil {
			return j
		}
	}
	return -1
}

// phrase finds a long name of several words at the start of text: "degrees
// Celsius". It returns the longest.
func (r *Registry) phrase(text string) (*definition, int) {
	first := firstWord(text)
	if len(first) == len(text) {
		return nil, 0
	}
	first = strings.ToLower(first)
	var best *definition
	size := 0
	for ; r != nil; r = r.parent {
		for _, p := range r.phrases[first] {
			if n := len(p.text); n > size && len(text) >= n && strings.EqualFold(text[:n], p.text) && !goesOn(text, n) {
				best, size = p.def, n
			}
		}
	}
	return best, size
}

// firstWord is the run of letters that a text begins with.
func firstWord(text string) string {
	for i, c := range text {
		if !continuesName(c) {
			return text[:i]
		}
	}
	return text
}

// goesOn tells whether the letter before i in text has another behind it.
func goesOn(text string, i int) bool {
	c := at(text, i)
	return c >= 0 && continuesName(c)
}

// A phrase is a long name of several words.
type phrase struct {
	text string
	def  *definition
}
