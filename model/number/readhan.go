package number

import (
	"strings"
	"unicode/utf8"
)

// hanValues are the digits and units of Chinese and Japanese numbers.
var hanValues = map[rune]float64{
	'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'十': 10, '百': 100, '千': 1000, '万': 1e4, '萬': 1e4, '亿': 1e8, '億': 1e8, '兆': 1e12,
}

// han reads a number word of Chinese or Japanese at pos: 百分之二十, 四分之一,
// 三十五, 一半. A lone character counts only before 倍, 个 or a unit, being part
// of a word far more often.
func (r *reader) han() bool {
	if r.base != "zh" && r.base != "ja" {
		return false
	}
	rest := r.text[r.pos:]
	for _, w := range []string{"百分之", "千分之"} {
		if after, ok := strings.CutPrefix(rest, w); ok {
			return r.hanPercent(w, after)
		}
	}
	for _, w := range []string{"一半", "半数", "半分"} {
		if strings.HasPrefix(rest, w) {
			r.word(r.pos, r.pos+len(w), 0.5)
			return true
		}
	}
	before, _ := utf8.DecodeLastRuneInString(r.text[:r.pos])
	v, n := hanNumber(rest)
	if n == 0 {
		return false
	}
	if r.hanUnit(r.pos, n) {
		return false // 千焦
	}
	if before == '第' || before == '数' || before == '几' || before == '周' {
		r.pos += n
		return true
	}
	if v2, m := r.hanFraction(v, rest[n:]); m > 0 {
		r.word(r.pos, r.pos+n+m, v2)
		return true
	}
	end := r.pos + n
	if utf8.RuneCountInString(rest[:n]) == 1 {
		next := r.runeAt(end)
		u := 0
		if v != 1 {
			_, u = r.unitAt(end)
		}
		if next != '倍' && next != '个' && next != '個' && u == 0 || v == 1 && next != '倍' {
			return false
		}
	}
	r.word(r.pos, end, v)
	return true
}

// hanPercent reads what stands behind 百分之.
func (r *reader) hanPercent(word, after string) bool {
	u := "%"
	if word == "千分之" {
		u = "‰"
	}
	start := r.pos
	if _, digit := digitAt(after, 0); digit > 0 {
		r.pos += len(word)
		k := len(r.found)
		if !r.figures() {
			return false
		}
		r.found[k].Start, r.found[k].Unit = start, u
		return true
	}
	v, n := hanNumber(after)
	if n == 0 {
		return false
	}
	half := v * wordTolerance
	r.add(Numeral{Start: start, End: start + len(word) + n, Value: v, Half: half, Coarser: half, Digits: 1, Unit: u, Word: true})
	return true
}

// hanFraction reads 分之一 behind the denominator.
func (r *reader) hanFraction(den float64, rest string) (v float64, n int) {
	for _, w := range []string{"分之", "分の"} {
		after, ok := strings.CutPrefix(rest, w)
		if !ok || den == 0 {
			continue
		}
		if num, m := hanNumber(after); m > 0 {
			return num / den, len(w) + m
		}
		if m := scanMantissa(after, ".", nil); m.end > 0 {
			return m.value() / den, len(w) + m.end
		}
	}
	return 0, 0
}

// hanNumber reads the longest number at the start of s: 三万五千, 一亿, 三点五.
func hanNumber(s string) (v float64, n int) {
	const longest = 30 // characters
	var total, section, digit float64
	have, pending := false, false
	count := 0
	for i, c := range s {
		x, ok := hanValues[c]
		if !ok || count == longest {
			break
		}
		count++
		end := i + utf8.RuneLen(c)
		switch {
		case x < 10:
			if pending && digit > 0 && x > 0 {
				return 0, 0 // 三四: a row of digits or an estimate
			}
			digit, pending, have = x, true, true
		case x < 1e4:
			if !pending {
				digit = 1
			}
			section += digit * x
			digit, pending, have = 0, false, true
		default:
			if !have {
				return 0, 0 // 万一 is a word
			}
			if section+digit == 0 {
				total *= x
			} else {
				total += (section + digit) * x
			}
			section, digit, pending, have = 0, 0, false, true
		}
		n = end
	}
	v = total + section + digit
	if n > 0 && strings.HasPrefix(s[n:], "点") {
		scale := 0.1
		k := n + len("点")
		for {
			c, size := utf8.DecodeRuneInString(s[k:])
			x, ok := hanValues[c]
			if !ok || x > 9 || scale < 1e-12 {
				break
			}
			v += x * scale
			scale /= 10
			k += size
			n = k
		}
	}
	return v, n
}
