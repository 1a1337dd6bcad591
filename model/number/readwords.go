package number

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Words that multiply the figures before them, by language.
var scaleWords = map[string]map[string]float64{
	"en": {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
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
	if !ok {
		return false
	}
	if s, n := r.scaleWord(end); n > 0 && v >= 2 {
		v, end = v*s, end+n
	}
	r.word(r.pos, end, v)
	return true
}

// longest finds the longest phrase of a lexicon at pos.
func (r *reader) longest(lex map[string]float64) (v float64, end int, ok bool) {
	const most = 6 // words in a phrase
	i := r.pos
	for range most {
		for i < len(r.text) {
			c, n := utf8.DecodeRuneInString(r.text[i:])
			if !inWord(c) && c != '-' {
				break
			}
			i += n
		}
		phrase := strings.Join(strings.Fields(strings.ToLower(r.text[r.pos:i])), " ")
		if x, found := lex[phrase]; found {
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

// Words for parts, by language; "one" and its like alone are no numerals,
// being articles and pronouns far more often.
var partWords = map[string]map[string]float64{
	"de": {"halb": .5, "halbe": .5, "halben": .5, "halber": .5, "halbes": .5, "die hälfte": .5, "der hälfte": .5, "hälfte": .5,
		"ein drittel": 1. / 3, "einem drittel": 1. / 3, "zwei drittel": 2. / 3, "ein viertel": .25, "einem viertel": .25,
		"drei viertel": .75, "dreiviertel": .75, "ein fünftel": .2, "ein zehntel": .1, "ein hundertstel": .01, "ein dutzend": 12,
		"doppelt": 2, "hundert": 100, "tausend": 1000, "eine million": 1e6, "eine milliarde": 1e9, "anderthalb": 1.5, "eineinhalb": 1.5},
	"fr": {"la moitié": .5, "moitié": .5, "un demi": .5, "une demi": .5, "un tiers": 1. / 3, "deux tiers": 2. / 3, "un quart": .25,
		"trois quarts": .75, "un cinquième": .2, "un dixième": .1, "un centième": .01, "une douzaine": 12, "une dizaine": 10,
		"une centaine": 100, "un millier": 1000, "un million": 1e6, "un milliard": 1e9},
	"es": {"la mitad": .5, "mitad": .5, "medio": .5, "un tercio": 1. / 3, "dos tercios": 2. / 3, "un cuarto": .25,
		"una cuarta parte": .25, "tres cuartos": .75, "tres cuartas partes": .75, "un quinto": .2, "una quinta parte": .2,
		"un décimo": .1, "una décima parte": .1, "una docena": 12, "un millón": 1e6},
}

// lexicons hold the spelled-out numbers from 2 on and the parts.
var lexicons sync.Map

func lexicon(lang string) map[string]float64 {
	parts := partWords[lang]
	if parts == nil {
		return nil
	}
	if lex, ok := lexicons.Load(lang); ok {
		return lex.(map[string]float64)
	}
	lex := map[string]float64{}
	for n := int64(2); n <= 10000; n++ {
		if n > 1000 && n%100 != 0 {
			continue
		}
		lex[Words(lang, n)] = float64(n)
	}
	for w, v := range parts {
		lex[w] = v
	}
	lexicons.Store(lang, lex)
	return lex
}

var englishParts = map[string]float64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
	"fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
	"tenth": 10, "tenths": 10, "twentieth": 20, "hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000,
	"millionth": 1e6, "billionth": 1e9,
}

// A token is a word in lower case with the place behind it.
type token struct {
	text string
	end  int
}

// tokens cuts the words at pos that a number could be made of, the hyphens
// between them counting as spaces.
func (r *reader) tokens() []token {
	const most = 24 // words in a number
	var list []token
	i := r.pos
	for len(list) < most {
		j := i
		for j < len(r.text) && (r.text[j]|0x20) >= 'a' && (r.text[j]|0x20) <= 'z' {
			j++
		}
		if j == i || inWord(r.runeAt(j)) {
			break
		}
		list = append(list, token{strings.ToLower(r.text[i:j]), j})
		c, n := utf8.DecodeRuneInString(r.text[j:])
		if !isSpace(c) && c != '-' {
			break
		}
		i = j + n
	}
	return list
}

// englishWords reads "thirty-five", "two hundred and fifty thousand", "a
// quarter", "two thirds", "half", "one and a half", "twice", "tenfold".
func (r *reader) englishWords() bool {
	if !englishStart(r.text[r.pos:]) {
		return false
	}
	t := r.tokens()
	if len(t) == 0 {
		return false
	}
	start := r.pos
	first := t[0].text
	if v := multiple(first); v > 0 {
		r.word(start, t[0].end, v)
		return true
	}
	v, n := 1.0, 1
	if first != "a" && first != "an" {
		if v, n = englishNumber(t); n == 0 {
			return false
		}
	} else if len(t) > 1 {
		if w, m := englishNumber(append([]token{{"one", 0}}, t[1:]...)); m > 1 {
			v, n = w, m
		}
	}
	rest := t[n:]
	if len(rest) > 0 && englishParts[rest[0].text] != 0 && v < 100 {
		r.word(start, rest[0].end, v/englishParts[rest[0].text])
		return true
	}
	if first != "a" && first != "an" && len(rest) > 2 && rest[0].text == "and" && rest[1].text == "a" {
		if p := englishParts[rest[2].text]; p == 2 || p == 4 || p == 3 {
			r.word(start, rest[2].end, v+1/p)
			return true
		}
	}
	if n == 1 && first == "a" && len(rest) > 0 && rest[0].text == "dozen" {
		r.word(start, rest[0].end, 12)
		return true
	}
	if n == 1 && (first == "a" || first == "an") {
		return false
	}
	end := t[n-1].end
	if first == "one" && n == 1 {
		if _, m := r.unitAt(end); m == 0 {
			return false
		}
	}
	if strings.HasPrefix(r.text[end:], "-fold") {
		end += len("-fold")
	}
	r.word(start, end, v)
	return true
}

// multiple gives the value of a word that stands for a number alone: half,
// twice, tenfold; else 0.
func multiple(w string) float64 {
	switch w {
	case "half":
		return 0.5
	case "twice":
		return 2
	}
	if stem, ok := strings.CutSuffix(w, "fold"); ok {
		return max(plainWord(stem), 0)
	}
	return 0
}

// englishStart tells quickly whether the word at the start of s can begin a
// number: most words of a manuscript do not.
func englishStart(s string) bool {
	n := 0
	for n < len(s) && (s[n]|0x20) >= 'a' && (s[n]|0x20) <= 'z' {
		n++
	}
	var buf [16]byte
	if n == 0 || n > len(buf) {
		return false
	}
	for i := range n {
		buf[i] = s[i] | 0x20
	}
	switch w := string(buf[:n]); w {
	case "a", "an", "half", "twice":
		return true
	default:
		return plainWord(w) >= 0 || strings.HasSuffix(w, "fold")
	}
}

// englishNumber reads the longest number at the start of t and returns how many
// tokens it takes.
func englishNumber(t []token) (v float64, n int) {
	total, part, used := 0.0, 0.0, 0
	last := 0.0 // the value of the last plain word: twenty takes one, not ten
	for i := 0; i < len(t); i++ {
		w := t[i].text
		if w == "and" && (part >= 100 && int(part)%100 == 0 || part == 0 && total > 0) && i+1 < len(t) && plainWord(t[i+1].text) > 0 {
			continue
		}
		x := plainWord(w)
		switch {
		case x >= 0 && (last == 0 && used == 0 || last >= 20 && last < 100 && x < 10 && x > 0 || last >= 100 && x > 0):
			part += x
			last = x
			if x == 0 {
				return 0, i + 1
			}
		case w == "hundred" && part > 0 && part < 100:
			part *= 100
			last = 100
		case scaleWords["en"][w] >= 1000 && part > 0 && (total == 0 || scaleWords["en"][w] < total):
			total += part * scaleWords["en"][w]
			part, last = 0, 1000
		default:
			return total + part, used
		}
		used = i + 1
	}
	return total + part, used
}

// plainWord gives the value of one … ninety, or -1.
func plainWord(w string) float64 {
	if i := slices.Index(englishOnes, w); i >= 0 {
		return float64(i)
	}
	if i := slices.Index(englishTens, w); i >= 2 {
		return float64(10 * i)
	}
	return -1
}
