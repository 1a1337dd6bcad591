package number

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// englishParts are the words for a part, alone and of several, with the number
// of parts in a whole.
var englishParts = func() map[string]float64 {
	parts := map[string]float64{"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
	add := func(w string, n float64) { parts[w], parts[w+"s"] = n, n }
	for i, w := range strings.Fields("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth") {
		add(w, float64(i+3))
	}
	for n := 13; n < 20; n++ {
		add(englishOnes[n]+"th", float64(n))
	}
	for n := 2; n < 10; n++ {
		add(strings.TrimSuffix(englishTens[n], "y")+"ieth", float64(10*n))
	}
	for w, n := range map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9} {
		add(w+"th", n)
	}
	return parts
}()

// A token is a word in lower case with the place behind it.
type token struct {
	text   string
	end    int
	hyphen bool // behind it
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
		c, n := utf8.DecodeRuneInString(r.text[j:])
		list = append(list, token{strings.ToLower(r.text[i:j]), j, c == '-'})
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
		r.part(start, t[0].end, v)
		return true
	}
	if first == "a" && len(t) > 1 && strings.HasSuffix(t[1].text, "fold") && multiple(t[1].text) > 0 {
		r.word(start, t[1].end, multiple(t[1].text))
		return true
	}
	if v, end := tenThousandths(t); end > 0 {
		r.part(start, end, v)
		return true
	}
	v, n := 1.0, 1
	if first != "a" && first != "an" {
		if v, n = englishNumber(t); n == 0 {
			return false
		}
	} else if len(t) > 1 {
		if w, m := englishNumber(append([]token{{text: "one"}}, t[1:]...)); m > 1 {
			v, n = w, m
		}
	}
	rest := t[n:]
	if n > 0 && t[n-1].hyphen && v >= 20 && math.Mod(v, 10) == 0 && len(rest) > 0 && isOrdinal(rest[0].text) {
		return false // twenty-first
	}
	if len(rest) > 0 && englishParts[rest[0].text] != 0 && v < 100 {
		r.part(start, rest[0].end, v/englishParts[rest[0].text])
		return true
	}
	if first != "a" && first != "an" && len(rest) > 2 && rest[0].text == "and" {
		if p := englishParts[rest[2].text]; p >= 2 && p <= 10 { // one and a half, two and three quarters
			k := plainWord(rest[1].text)
			if rest[1].text == "a" {
				k = 1
			}
			if k >= 1 && k < p {
				r.part(start, rest[2].end, v+k/p)
				return true
			}
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
	if x, behind := r.pointed(v, end); behind > end {
		s, behind := r.scales(behind)
		r.word(start, behind, x*s)
		return true
	}
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

// part adds a number with a fraction, and takes what it is a part of: half a
// million, a quarter of a million, two and a half million, half a watt.
func (r *reader) part(start, end int, v float64) {
	num := wordly(start, end, v)
	rest := end
	for _, link := range []string{" of a", " of an", " a", " an"} {
		if strings.HasPrefix(r.text[end:], link) && isSpace(r.runeAt(end+len(link))) {
			rest = end + len(link)
		}
	}
	if s, behind := r.scales(rest); behind > rest {
		num = wordly(start, behind, v*s)
	} else if rest > end {
		if _, n := r.unitAt(rest); n > 0 {
			num.End = rest
		}
	}
	r.add(num)
}

// tenThousandths reads one ten-thousandth, a hundred-millionth: a part whose
// name is two words. It returns the end, 0 where t begins with none.
func tenThousandths(t []token) (v float64, end int) {
	for i := range len(t) - 1 {
		by := 0.0
		switch t[i].text {
		case "ten":
			by = 10
		case "hundred":
			by = 100
		}
		name, plural := strings.CutSuffix(t[i+1].text, "s")
		if by == 0 || !t[i].hyphen || englishParts[name] < 1000 {
			continue
		}
		v, n := 1.0, i
		if i > 0 && t[0].text != "a" && t[0].text != "one" {
			v, n = englishNumber(t[:i])
		}
		if n != i || i > 1 && v == 1 || i == 0 && plural {
			return 0, 0
		}
		return v / by / englishParts[name], t[i+1].end
	}
	return 0, 0
}

// multiple gives the value of a word that stands for a number alone: half,
// twice, tenfold; else 0.
func multiple(w string) float64 {
	switch w {
	case "half":
		return 0.5
	case "twice":
		return 2
	case "thrice":
		return 3
	}
	if stem, ok := strings.CutSuffix(w, "fold"); ok {
		return max(plainWord(stem), scaleWords["en"][stem], 0)
	}
	return 0
}

// isOrdinal tells the words that end twenty-first to ninety-ninth.
func isOrdinal(w string) bool {
	if w == "first" || w == "second" {
		return true
	}
	n := englishParts[w]
	return n >= 3 && n <= 9 && strings.HasSuffix(w, "h") || w == "third"
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
	case "a", "an", "half", "twice", "thrice":
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
		case w == "dozen" && part > 0 && total == 0:
			return part * 12, i + 1
		case scaleWords["en"][w] >= 1000 && part > 0 && (total == 0 || scaleWords["en"][w] < total):
			total += part * scaleWords["en"][w]
			part, last = 0, 1000
		case scaleWords["en"][w] >= 1000 && part == 0 && total > 0 && used == i && scaleWords["en"][w] > scaleWords["en"][t[i-1].text]:
			total *= scaleWords["en"][w] // fifteen thousand million
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
