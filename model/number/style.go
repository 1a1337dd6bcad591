package number

import (
	"strconv"
	"strings"
)

// The spaces and signs of printed numbers.
const (
	noBreak  = "\u00a0" // between a number and its unit, around ×
	thin     = "\u202f" // between groups of three digits
	minus    = "−"
	timesTen = noBreak + "×" + noBreak + "10"
)

// A Style is how a manuscript prints numbers.
type Style struct {
	Lang     string // tag of the language, "en", "zh-Hans"
	Grouping string // "" or "thin": thin spaces; "comma": the language's own mark; "none"
	Rounding Rounding
}

// A locale holds the customs of a language.
type locale struct {
	decimal, group  string
	leastGroup      int // digits before the first group of the language's own
	indian          bool
	open, to, close string // the interval behind a value
	tightPercent    bool   // 20% without a space
	tightName       bool   // 20瓦
}

// Decimal and grouping marks are facts, checked against fixtures/numbers/cldr.
// A language without a row prints as English.
var locales = map[string]locale{
	"en":    {decimal: ".", group: ",", leastGroup: 1, open: " (", to: " to ", close: ")"},
	"zh":    {decimal: ".", group: ",", leastGroup: 1, open: "（", to: " 至 ", close: "）", tightPercent: true, tightName: true},
	"ja":    {decimal: ".", group: ",", leastGroup: 1, open: "（", to: "～", close: "）", tightPercent: true},
	"de":    {decimal: ",", group: ".", leastGroup: 1, open: " (", to: " bis ", close: ")"},
	"fr":    {decimal: ",", group: thin, leastGroup: 1, open: " (", to: " à ", close: ")"},
	"es":    {decimal: ",", group: ".", leastGroup: 2, open: " (", to: " a ", close: ")"},
	"de-AT": {decimal: ",", group: noBreak, leastGroup: 1, open: " (", to: " bis ", close: ")"},
	"de-CH": {decimal: ".", group: "'", leastGroup: 1, open: " (", to: " bis ", close: ")"},
	"fr-CA": {decimal: ",", group: noBreak, leastGroup: 1, open: " (", to: " à ", close: ")"},
	"fr-CH": {decimal: ",", group: thin, leastGroup: 1, open: " (", to: " à ", close: ")"},
	"es-MX": {decimal: ".", group: ",", leastGroup: 1, open: " (", to: " a ", close: ")"},
	"en-IN": {decimal: ".", group: ",", leastGroup: 1, indian: true, open: " (", to: " to ", close: ")"},
	"hi":    {decimal: ".", group: ",", leastGroup: 1, indian: true, open: " (", to: " to ", close: ")"},
	"pt":    {decimal: ",", group: ".", leastGroup: 1, open: " (", to: " to ", close: ")"},
	"pt-PT": {decimal: ",", group: noBreak, leastGroup: 2, open: " (", to: " to ", close: ")"},
	"sv":    {decimal: ",", group: noBreak, leastGroup: 1, open: " (", to: " to ", close: ")"},
	"pl":    {decimal: ",", group: noBreak, leastGroup: 2, open: " (", to: " to ", close: ")"},
	"it":    {decimal: ",", group: ".", leastGroup: 1, open: " (", to: " to ", close: ")"},
	"nl":    {decimal: ",", group: ".", leastGroup: 1, open: " (", to: " to ", close: ")"},
	"ru":    {decimal: ",", group: noBreak, leastGroup: 1, open: " (", to: " to ", close: ")"},
}

// localeOf finds the row of a tag by cutting subtags from its end.
func localeOf(lang string) locale {
	for {
		if l, ok := locales[lang]; ok {
			return l
		}
		i := strings.LastIndexByte(lang, '-')
		if i < 0 {
			return locales["en"]
		}
		lang = lang[:i]
	}
}

func language(lang string) string {
	l, _, _ := strings.Cut(lang, "-")
	return l
}

// appendPlain writes d with its last digit at place or at the units.
func (s Style) appendPlain(dst []byte, d decimal, place int, group bool) []byte {
	l := localeOf(s.Lang)
	if d.neg {
		dst = append(dst, minus...)
	}
	whole := max(d.point, 1)
	for i := range whole {
		if i > 0 && group && s.breaks(l, whole, whole-i) {
			dst = append(dst, s.mark(l)...)
		}
		dst = append(dst, d.digit(d.point-whole+i))
	}
	if place >= 0 {
		return dst
	}
	dst = append(dst, l.decimal...)
	for i := range -place {
		if i > 0 && i%3 == 0 && group && s.thin() && -place >= 5 {
			dst = append(dst, thin...)
		}
		dst = append(dst, d.digit(d.point+i))
	}
	return dst
}

// digit gives the digit at an index of d.digits, zero outside.
func (d decimal) digit(i int) byte {
	if i < 0 || i >= len(d.digits) {
		return '0'
	}
	return d.digits[i]
}

func (s Style) thin() bool { return s.Grouping == "" || s.Grouping == "thin" }

func (s Style) mark(l locale) string {
	if s.thin() {
		return thin
	}
	return l.group
}

// breaks tells whether a group ends where left of n whole digits remain.
func (s Style) breaks(l locale, n, left int) bool {
	switch {
	case s.thin():
		return left%3 == 0 && n >= 5
	case s.Grouping == "none":
		return false
	case n < 3+l.leastGroup:
		return false
	case l.indian && left > 3:
		return left%2 == 1
	}
	return left%3 == 0
}

// appendPower writes d as a mantissa times a power of ten.
func (s Style) appendPower(dst []byte, d decimal, place, exp int) []byte {
	d.point -= exp
	dst = s.appendPlain(dst, d, place-exp, false)
	dst = append(dst, timesTen...)
	return appendSuperscript(dst, exp)
}

func appendSuperscript(dst []byte, n int) []byte {
	if n < 0 {
		dst = append(dst, "⁻"...)
		n = -n
	}
	for _, c := range strconv.Itoa(n) {
		dst = append(dst, [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}[c-'0']...)
	}
	return dst
}
