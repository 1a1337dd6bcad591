package number

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reckon/model/unit"
)

// wordTolerance is the precision that a number word claims, DESIGN.md: "a
// quarter" and "fifty" are held to 5 %.
const wordTolerance = 0.05

// A Numeral is a number found in running text.
type Numeral struct {
	Start, End int // bytes in the text; without the unit
	Value      float64
	Half       float64 // half a unit of the last significant digit
	Coarser    float64 // half a unit of the digit before; Half where there is none
	Digits     int     // significant digits; 1 for words
	Unit       string  // the unit or % behind the number, as unit.Parse reads it
	UnitEnd    int     // where the unit ends; End if there is none
	Word       bool    // a word such as "a quarter", held to 5 %
}

// Read finds the numerals of a text by the customs of its language: decimal
// sign and grouping, 3.6 × 10⁵⁶, 3.6e56, 15 billion, 80 %, number words. Digits
// inside a word, as in V1, C02 or 3D, are no numeral; 17–20 are two; a part
// number such as 1.2.3 is none. Units are the built-in ones.
func Read(lang, text string) []Numeral { return ReadUnits(lang, text, unit.Builtin()) }

// ReadUnits is Read with a model's units.
func ReadUnits(lang, text string, units *unit.Registry) []Numeral {
	r := &reader{text: text, lang: lang, base: language(lang), locale: localeOf(lang), units: units}
	for r.pos < len(text) {
		r.step()
	}
	return r.found
}

type reader struct {
	text   string
	lang   string
	base   string
	locale locale
	units  *unit.Registry
	pos    int
	found  []Numeral
}

// step reads one numeral, word or sign at pos.
func (r *reader) step() {
	c, size := utf8.DecodeRuneInString(r.text[r.pos:])
	_, digit := digitAt(r.text, r.pos)
	switch {
	case digit > 0, c == '.' && r.leadingPoint():
		if !r.figures() {
			r.skipWord()
		}
	case isHan(c):
		if !r.han() {
			r.pos += size
		}
	case unicode.IsLetter(c) || c == '_':
		if !r.words() {
			r.skipWord()
		}
	case vulgar[c] != 0:
		r.signed(r.pos, r.pos+size, vulgar[c])
	default:
		r.pos += size
	}
}

var vulgar = map[rune]float64{
	'½': 1. / 2, '⅓': 1. / 3, '⅔': 2. / 3, '¼': 1. / 4, '¾': 3. / 4, '⅕': 1. / 5, '⅖': 2. / 5, '⅗': 3. / 5, '⅘': 4. / 5,
	'⅙': 1. / 6, '⅚': 5. / 6, '⅛': 1. / 8, '⅜': 3. / 8, '⅝': 5. / 8, '⅞': 7. / 8, '⅑': 1. / 9, '⅒': 1. / 10,
}

// isHan tells whether a rune belongs to a script without spaces between words.
func isHan(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '々' || r == 'ー'
}

func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_') && !isHan(r)
}

// skipWord passes letters and digits, and a number joined by a hyphen to
// letters, as in IL-6.
func (r *reader) skipWord() {
	i := r.pos
	letters := false
	for i < len(r.text) {
		c, n := utf8.DecodeRuneInString(r.text[i:])
		_, digit := digitAt(r.text, i+n)
		if !inWord(c) && !(c == '-' && letters && digit > 0) && !(c == '.' && digit > 0 && i > r.pos) {
			break
		}
		letters = letters || unicode.IsLetter(c)
		i += n
	}
	if i == r.pos {
		_, n := utf8.DecodeRuneInString(r.text[i:])
		i += n
	}
	r.pos = i
}

// leadingPoint tells whether .5 begins here.
func (r *reader) leadingPoint() bool {
	_, digit := digitAt(r.text, r.pos+1)
	before, _ := utf8.DecodeLastRuneInString(r.text[:r.pos])
	return digit > 0 && r.locale.decimal == "." && (r.pos == 0 || isSpace(before) || strings.ContainsRune("(<>=≈~±", before))
}

// figures reads a numeral written in digits; false where the digits belong to
// a word.
func (r *reader) figures() bool {
	m := r.mantissa()
	if m.end == 0 {
		return false
	}
	start, end := r.pos, r.pos+m.end
	if r.versioned(end) {
		return false
	}
	if n := exponentE(r.text[end:]); n > 0 && !inWord(r.runeAt(end+n)) {
		m.exp, _ = strconv.Atoi(strings.ReplaceAll(r.text[end+1:end+n], minus, "-"))
		end += n
	} else if e, n := timesPower(r.text[end:]); n > 0 {
		m.exp = e
		end += n
	} else if e, n := raisedExponent(r.text[end:]); n > 0 && m.digits == "10" {
		m = mantissa{digits: "1", exp: e, end: m.end + n}
		end += n
	} else if v, n := r.fraction(m, end); n > 0 {
		r.signed(start, n, v)
		return true
	} else if n := bracketed(m, r.text[end:]); n > 0 {
		end += n
		if e, n := timesPower(r.text[end:]); n > 0 {
			m.exp, end = e, end+n
		}
	} else if inWord(r.runeAt(end)) && !r.attached(end) {
		return false
	}
	if v := m.value(); r.base == "zh" || r.base == "ja" {
		if r.tenths(v, end) {
			return true
		}
	}
	scaled, end := r.scales(end)
	num := Numeral{Start: start, End: end, Digits: m.significant(), Value: m.value() * scaled}
	num.Half = power10(5, m.place()-1) * scaled
	num.Coarser = num.Half
	if num.Digits > 1 {
		num.Coarser = power10(5, m.place()) * scaled
	}
	if !finite(num.Value) || !finite(num.Coarser) {
		return false
	}
	r.sign(&num)
	r.add(num)
	return true
}

func power10(x float64, e int) float64 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', -1, 64)+"e"+strconv.Itoa(e), 64)
	return y
}

func (r *reader) runeAt(i int) rune {
	if i >= len(r.text) {
		return -1
	}
	c, _ := utf8.DecodeRuneInString(r.text[i:])
	return c
}

// mantissa reads digits by the language's signs. Where the decimal sign is the
// comma, a point that cannot group is read as a decimal point all the same.
func (r *reader) mantissa() mantissa {
	s := r.text[r.pos:]
	m := scanMantissa(s, r.locale.decimal, r.groupMark)
	if r.locale.decimal == "," && m.decimals == 0 {
		if p := scanMantissa(s, ".", nil); p.decimals > 0 && (p.decimals != 3 || r.locale.group != ".") {
			return p
		}
	}
	return m
}

// groupMark returns the length of a mark that parts digits in threes.
func (r *reader) groupMark(s string, before int) int {
	if n := thinGroup(s); n > 0 {
		return n
	}
	mark := ""
	switch {
	case strings.HasPrefix(s, r.locale.group):
		mark = r.locale.group
	case strings.HasPrefix(s, " "):
		mark = " "
	}
	if mark == "" {
		return 0
	}
	i := len(mark)
	for range 3 {
		_, n := digitAt(s, i)
		if n == 0 {
			return 0
		}
		i += n
	}
	if _, n := digitAt(s, i); n > 0 {
		return 0
	}
	return len(mark)
}

// versioned tells whether a second point makes this 1.2.3.
func (r *reader) versioned(end int) bool {
	if c := r.runeAt(end); c != '.' {
		return false
	}
	_, digit := digitAt(r.text, end+1)
	return digit > 0
}

// bracketed returns the length of a standard uncertainty in units of the last
// digit, as in 6.67430(15): it belongs to the number.
func bracketed(m mantissa, s string) int {
	if !m.pointed || !strings.HasPrefix(s, "(") {
		return 0
	}
	i := 1
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 1 || i > len(m.digits)+1 || !strings.HasPrefix(s[i:], ")") {
		return 0
	}
	return i + 1
}

// fraction reads 3/4 of small whole numbers, 2½ and 2 1/2, and returns its end.
func (r *reader) fraction(m mantissa, end int) (v float64, n int) {
	if m.pointed || len(m.digits) > 2 {
		return 0, 0
	}
	next := end
	if c := r.runeAt(end); isSpace(c) {
		next += utf8.RuneLen(c)
	}
	if p := vulgar[r.runeAt(next)]; p != 0 {
		return m.value() + p, next + utf8.RuneLen(r.runeAt(next))
	}
	if next > end {
		if d := scanMantissa(r.text[next:], ".", nil); d.end > 0 && !d.pointed && len(d.digits) == 1 {
			if p, n := r.quotient(d, next+d.end); n > 0 {
				return m.value() + p, n
			}
		}
	}
	if r.base == "zh" || r.base == "ja" {
		if v, n := r.hanFraction(m.value(), r.text[end:]); n > 0 {
			return v, end + n
		}
	}
	if before, _ := utf8.DecodeLastRuneInString(r.text[:r.pos]); before == '/' {
		return 0, 0
	}
	return r.quotient(m, end)
}

// quotient reads what stands behind the numerator of a proper fraction.
func (r *reader) quotient(m mantissa, end int) (v float64, n int) {
	if r.runeAt(end) != '/' && r.runeAt(end) != '⁄' {
		return 0, 0
	}
	i := end + utf8.RuneLen(r.runeAt(end))
	d := scanMantissa(r.text[i:], ".", nil)
	if d.end == 0 || d.pointed || len(d.digits) > 3 && (len(d.digits) > 7 || strings.Trim(d.digits[1:], "0") != "" || d.digits[0] != '1') {
		return 0, 0
	}
	if c := r.runeAt(i + d.end); inWord(c) || c == '/' || c == '⁄' {
		return 0, 0
	}
	if a, b := m.value(), d.value(); a > 0 && a < b {
		return a / b, i + d.end
	}
	return 0, 0
}

// attached tells whether letters right behind digits are a unit or a times
// sign and not the rest of a word.
func (r *reader) attached(i int) bool {
	if r.runeAt(i) == 'x' && !inWord(r.runeAt(i+1)) {
		return true
	}
	if _, n := r.scaleWord(i); n > 0 {
		return true
	}
	n := r.units.Prose(r.lang, r.text[i:])
	return n > 0 && !inWord(r.runeAt(i+n)) && r.text[i:i+n] != "s" && r.text[i:i+n] != "D"
}

// sign takes a minus or plus that stands before the numeral and is not a dash
// between two numbers or inside a word.
func (r *reader) sign(num *Numeral) {
	c, n := utf8.DecodeLastRuneInString(r.text[:num.Start])
	if !strings.ContainsRune("-−+–", c) || num.Start == 0 {
		return
	}
	before, _ := utf8.DecodeLastRuneInString(r.text[:num.Start-n])
	if num.Start > n && !isSpace(before) && !strings.ContainsRune("([{<>=≈~±„“\"'«（，、：", before) && !isHan(before) {
		return
	}
	num.Start -= n
	if c != '+' {
		num.Value = -num.Value
	}
}

// add completes a numeral with the unit behind it and goes on behind both.
func (r *reader) add(num Numeral) {
	r.signWord(&num)
	num.UnitEnd = num.End
	r.pos = num.End
	if num.Unit == "" {
		if u, n := r.unitAt(num.End); n > 0 {
			num.Unit, num.UnitEnd = u, num.End+n
			r.pos = num.UnitEnd
		}
	}
	r.found = append(r.found, num)
}

// word adds a number word.
func (r *reader) word(start, end int, v float64) {
	r.add(wordly(start, end, v))
}

// signed adds a fraction in figures, which may have a sign before it.
func (r *reader) signed(start, end int, v float64) {
	num := wordly(start, end, v)
	r.sign(&num)
	r.add(num)
}

func wordly(start, end int, v float64) Numeral {
	half := math.Abs(v) * wordTolerance
	return Numeral{Start: start, End: end, Value: v, Half: half, Coarser: half, Digits: 1, Word: true}
}

// Words for %, by language.
var percentWords = map[string][]string{
	"en": {"percent", "per cent"}, "de": {"Prozent"}, "fr": {"pour cent"}, "es": {"por ciento"}, "ja": {"パーセント"},
}

// unitAt reads the unit behind a numeral.
func (r *reader) unitAt(i int) (text string, n int) {
	j := i
	if c, size := utf8.DecodeRuneInString(r.text[i:]); isSpace(c) {
		j += size
	}
	rest := r.text[j:]
	for _, w := range percentWords[r.base] {
		if strings.HasPrefix(rest, w) && !inWord(r.runeAt(j+len(w))) {
			return "%", j - i + len(w)
		}
	}
	if strings.HasPrefix(rest, "％") {
		return "%", j - i + len("％")
	}
	if strings.HasPrefix(rest, `\%`) {
		return "%", j - i + 2
	}
	if r.base == "zh" || r.base == "ja" {
		if c := r.runeAt(j); c == '倍' || c == '个' || c == '月' || c == '日' || c == '年' || c == '分' {
			return "", 0 // times and dates
		}
	}
	if n = r.units.Prose(r.lang, r.text[i:]); n == 0 {
		return "", 0
	}
	return strings.TrimSpace(r.text[i : i+n]), n
}
