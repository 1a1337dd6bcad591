package number

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Words that multiply the figures before them, by language.
var scaleWords = map[string]map[string]float64{
	"en": {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
		"millions": 1e6, "billions": 1e9},
	"de": {"Hundert": 100, "hundert": 100, "Tausend": 1e3, "tausend": 1e3, "Million": 1e6, "Millionen": 1e6, "Mio.": 1e6,
		"Milliarde": 1e9, "Milliarden": 1e9, "Mrd.": 1e9, "Billion": 1e12, "Billionen": 1e12, "Bio.": 1e12},
	"fr": {"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "billion": 1e12, "billions": 1e12},
	"es": {"mil": 1e3, "millón": 1e6, "millones": 1e6, "mil millones": 1e9, "billón": 1e12, "billones": 1e12},
	"zh": {"十": 10, "百": 100, "千": 1e3, "万": 1e4, "萬": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "億": 1e8, "十亿": 1e9,
		"百亿": 1e10, "千亿": 1e11, "万亿": 1e12, "兆": 1e12},
	"ja": {"十": 10, "百": 100, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "億": 1e8, "兆": 1e12},
}

// scaleWord reads such a word, with the space before it, at i.
func (r *reader) scaleWord(i int) (scale float64, n int) {
	j := i
	if c, size := utf8.DecodeRuneInString(r.text[i:]); isSpace(c) {
		j += size
	}
	best := 0
	for w, s := range scaleWords[r.base] {
		if len(w) <= best || !strings.HasPrefix(r.text[j:], w) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(w)
		if inWord(last) && inWord(r.runeAt(j+len(w))) {
			continue
		}
		if isHan(last) && r.hanUnit(j, len(w)) {
			continue // 千瓦 is a unit, not a thousand watts
		}
		scale, best = s, len(w)
	}
	if best == 0 {
		return 0, 0
	}
	return scale, j - i + best
}

// scales reads the scale words at i, 15 thousand million having two, and
// returns where they end.
func (r *reader) scales(i int) (scale float64, end int) {
	const most = 3
	scale, end = 1, i
	for range most {
		s, n := r.scaleWord(end)
		if n == 0 {
			break
		}
		scale, end = scale*s, end+n
	}
	return scale, end
}

// hanUnit tells whether the unit at j is longer than n bytes: its first
// character only looks like a number.
func (r *reader) hanUnit(j, n int) bool {
	return r.units.Prose(r.lang, r.text[j:]) > n
}

// words reads a number word at pos, if the word there begins one.
func (r *reader) words() bool {
	if r.pos > 0 {
		if before, _ := utf8.DecodeLastRuneInString(r.text[:r.pos]); before == '-' || before == '’' || before == '\'' {
			return false // mid-thirty, l'un
		}
	}
	if r.base == "en" {
		return r.englishWords()
	}
	lex := lexicon(r.base)
	if lex == nil {
		return false
	}
	v, end, ok := r.longest(lex)
	if one := Words(r.base, 1); !ok && strings.HasPrefix(r.text[r.pos:], one) {
		v, end = r.pointed(1, r.pos+len(one)) // un virgule cinq
		ok = end > r.pos+len(one)
	}
	if !ok {
		return r.onePercent()
	}
	if r.percentBefore() {
		return false // the cent of pour cent
	}
	v, end = r.pointed(v, end)
	s, end := r.scales(end)
	v, end = r.continued(lex, v*s, end)
	r.word(r.pos, end, v)
	return true
}

// continued reads what stands behind thousands or hundreds in several words, as
// in deux mille un or dos mil trescientos cinco. The whole has to be what
// [Words] makes of the sum: in deux mille deux cents there is one number, in
// deux mille deux mille there are two.
func (r *reader) continued(lex map[string]float64, v float64, end int) (float64, int) {
	if r.base == "de" || v < 1000 || v >= 1e9 || math.Mod(v, 100) != 0 || !isSpace(r.runeAt(end)) {
		return v, end
	}
	start := end + utf8.RuneLen(r.runeAt(end))
	x, next, ok := (&reader{text: r.text, lang: r.lang, base: r.base, pos: start}).longest(lex)
	for _, one := range ones[r.base] {
		if n := len(one); !ok && len(r.text) >= start+n && strings.EqualFold(r.text[start:start+n], one) && !inWord(r.runeAt(start+n)) {
			x, next, ok = 1, start+n, true
		}
	}
	if !ok || x < 1 || x != math.Trunc(x) || spoken(Words(r.base, int64(v+x))) != spoken(r.text[r.pos:next]) {
		return v, end
	}
	return v + x, next
}

// ones are the words for 1 that are articles as well: they count before a
// percent sign alone.
var ones = map[string][]string{"de": {"ein", "eine", "einem"}, "fr": {"un"}, "es": {"un", "uno"}}

func (r *reader) onePercent() bool {
	for _, w := range ones[r.base] {
		end := r.pos + len(w)
		if end >= len(r.text) || !strings.EqualFold(r.text[r.pos:end], w) || !isSpace(r.runeAt(end)) {
			continue
		}
		if u, _ := r.unitAt(end); u == "%" {
			r.word(r.pos, end, 1)
			return true
		}
	}
	return false
}

// percentBefore tells whether the word at pos ends a phrase for %.
func (r *reader) percentBefore() bool {
	for _, w := range percentWords[r.base] {
		first, last, two := strings.Cut(w, " ")
		if two && strings.HasPrefix(r.text[r.pos:], last) && strings.HasSuffix(r.text[:r.pos], first+" ") {
			return true
		}
	}
	return false
}

// pointed reads the decimals of a number in words, digit by digit as [Words]
// has them: zero point two five.
func (r *reader) pointed(v float64, end int) (float64, int) {
	const most = 12 // decimals
	sign, _ := pointWord(r.lang)
	rest, ok := strings.CutPrefix(r.text[end:], sign+" ")
	if !ok || v != math.Trunc(v) {
		return v, end
	}
	digits := ""
	for len(digits) < most {
		n := strings.IndexFunc(rest, func(c rune) bool { return !inWord(c) })
		if n < 0 {
			n = len(rest)
		}
		d := int64(0)
		for d < 10 && !strings.EqualFold(rest[:n], Words(r.base, d)) {
			d++
		}
		if d == 10 {
			break
		}
		digits += strconv.FormatInt(d, 10)
		end = len(r.text) - len(rest) + n
		if rest, ok = strings.CutPrefix(rest[n:], " "); !ok {
			break
		}
	}
	if digits == "" {
		return v, end
	}
	x, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 0, 64)+"."+digits, 64)
	return x, end
}

// Words for a minus before a number.
var signWords = map[string][]string{
	"en": {"minus", "negative"}, "de": {"minus"}, "fr": {"moins"}, "es": {"menos"}, "zh": {"负", "零下"}, "ja": {"マイナス"},
}

// notSigned are words behind which moins and menos mean less, not minus.
var notSigned = []string{"au", "du", "ou", "à", "les", "le", "al", "lo", "o", "a", "el", "en", "de", "y", "et"}

// signWord takes such a word before a numeral; five minus three has none.
func (r *reader) signWord(num *Numeral) {
	before := r.text[:num.Start]
	for _, w := range signWords[r.base] {
		head := before
		if c, n := utf8.DecodeLastRuneInString(head); isSpace(c) {
			head = head[:len(head)-n]
		} else if r.base != "zh" && r.base != "ja" {
			return
		}
		if len(head) < len(w) || !strings.EqualFold(head[len(head)-len(w):], w) {
			continue
		}
		head = head[:len(head)-len(w)]
		if k := len(r.found); k > 0 && strings.TrimSpace(r.text[min(r.found[k-1].UnitEnd, len(head)):len(head)]) == "" {
			return
		}
		if c, _ := utf8.DecodeLastRuneInString(head); head != "" && inWord(c) || c == '正' { // 正负5 is ±5
			return
		}
		if words := strings.Fields(head); len(words) > 0 && (r.base == "fr" || r.base == "es") && slices.Contains(notSigned, strings.ToLower(words[len(words)-1])) {
			return
		}
		num.Start, num.Value = len(head), -num.Value
		return
	}
}

// longest finds the longest phrase of a lexicon at pos.
func (r *reader) longest(lex map[string]float64) (v float64, end int, ok bool) {
	const most = 6 // words in a phrase, not counting those behind hyphens
	i := r.pos
	for range most {
		for i < len(r.text) {
			c, n := utf8.DecodeRuneInString(r.text[i:])
			if !inWord(c) && c != '-' {
				break
			}
			i += n
		}
		phrase := spoken(r.text[r.pos:i])
		if x, found := lex[phrase]; found {
			v, end, ok = x, i, true
		} else if x, found := germanThousands(lex, phrase); found && r.base == "de" {
			v, end, ok = x, i, true
		}
		c, n := utf8.DecodeRuneInString(r.text[i:])
		if !isSpace(c) {
			break
		}
		i += n
	}
	return v, end, ok
}

// germanThousands reads zweitausendeins, of which a lexicon has the parts alone.
func germanThousands(lex map[string]float64, word string) (float64, bool) {
	head, tail, ok := strings.Cut(word, "tausend")
	if !ok || tail == "" {
		return 0, false
	}
	thousands, ok := lex[head]
	if head == "" || head == "ein" {
		thousands, ok = 1, true
	}
	rest, ok2 := lex[strings.TrimPrefix(tail, "und")]
	whole := thousands == math.Trunc(thousands) && rest == math.Trunc(rest)
	return thousands*1000 + rest, ok && ok2 && whole && thousands >= 1 && thousands < 1000 && rest >= 1 && rest < 1000
}

// spoken gives a phrase in lower case, with a space between its words: some
// write vingt et un and some vingt-et-un.
func spoken(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(s), "-", " ")), " ")
}
