package number

import (
	"math"
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
	for _, w := range []string{"百分之", "千分之", "万分之"} {
		if after, ok := strings.CutPrefix(rest, w); ok {
			n := skipSpaces(after, 0)
			return r.hanPercent(rest[:len(w)+n], after[n:])
		}
	}
	for _, w := range []string{"一半", "半数", "半分"} {
		if strings.HasPrefix(rest, w) {
			r.word(r.pos, r.pos+len(w), 0.5)
			return true
		}
	}
	before, _ := utf8.DecodeLastRuneInString(r.text[:r.pos])
	if after, ok := strings.CutPrefix(rest, "半"); ok && !r.hanUnit(r.pos, len("半")) && before != '一' {
		if _, n := r.unitAt(r.pos + len(rest) - len(after)); n > 0 { // half a watt
			r.word(r.pos, r.pos+len("半"), 0.5)
			return true
		}
	}
	v, n := hanNumber(rest)
	if n == 0 {
		return r.skipHanDigits()
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
	if v2, m := hanHalf(v, rest[n:]); m > 0 {
		r.word(r.pos, r.pos+n+m, v2)
		return true
	}
	end := r.pos + n
	if r.tenths(v, end) {
		return true
	}
	if utf8.RuneCountInString(rest[:n]) == 1 {
		next := r.runeAt(end)
		u := 0
		if v != 1 {
			_, u = r.unitAt(end)
		}
		if next != '倍' && next != '个' && next != '個' && before != '负' && u == 0 || v == 1 && next != '倍' {
			return false
		}
	}
	r.word(r.pos, end, v)
	return true
}

// skipHanDigits passes a row of digits that is no number: 三四十 is an estimate.
func (r *reader) skipHanDigits() bool {
	i := r.pos
	for _, c := range r.text[r.pos:] {
		if _, ok := hanValues[c]; !ok {
			break
		}
		i += utf8.RuneLen(c)
	}
	if utf8.RuneCountInString(r.text[r.pos:i]) < 2 {
		return false
	}
	r.pos = i
	return true
}

// hanHalf reads the half and the fraction behind a whole number: 两个半,
// 一倍半, 三又二分之一.
func hanHalf(v float64, rest string) (x float64, n int) {
	for _, w := range []string{"个半", "個半", "倍半"} {
		if strings.HasPrefix(rest, w) {
			return v + 0.5, len(w)
		}
	}
	after, ok := strings.CutPrefix(rest, "又")
	if !ok {
		return 0, 0
	}
	den, n := hanNumber(after)
	for _, w := range []string{"分之", "分の"} {
		if num, ok := strings.CutPrefix(after[n:], w); ok && n > 0 && den > 0 {
			if k, m := hanNumber(num); m > 0 && k < den {
				return v + k/den, len("又") + n + len(w) + m
			}
		}
	}
	return 0, 0
}

// tenths reads 成 and 割 behind v, ten per cent each: 两成, 三成五, 2割.
func (r *reader) tenths(v float64, end int) bool {
	rest := r.text[end:]
	w := "成"
	if r.base == "ja" {
		w = "割"
	}
	after, ok := strings.CutPrefix(rest, w)
	if !ok || v != math.Trunc(v) || v < 1 || v > 10 {
		return false
	}
	if c, _ := utf8.DecodeRuneInString(after); strings.ContainsRune("为不立了功员本熟长分就果人年形", c) {
		return false // 一成不变, 三成为: the verb
	}
	n := len(w)
	if five, m := hanNumber(after); m > 0 && five < 10 {
		v, n = v+five/10, n+m
	}
	num := wordly(r.pos, end+n, v*10)
	num.Unit = "%"
	r.add(num)
	return true
}

// hanPercent reads what stands behind 百分之.
func (r *reader) hanPercent(word, after string) bool {
	u, scale := "%", 1.0
	switch {
	case strings.HasPrefix(word, "千"):
		u = "‰"
	case strings.HasPrefix(word, "万"):
		u, scale = "", 1e-4
	}
	start := r.pos
	if _, digit := digitAt(after, 0); digit > 0 {
		r.pos += len(word)
		k := len(r.found)
		if !r.figures() {
			return false
		}
		num := &r.found[k]
		num.Start, num.Unit = start, u
		num.Value, num.Half, num.Coarser = num.Value*scale, num.Half*scale, num.Coarser*scale
		return true
	}
	v, n := hanNumber(after)
	if n == 0 {
		return false
	}
	num := wordly(start, start+len(word)+n, v*scale)
	num.Unit = u
	r.add(num)
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
			if !have && !strings.HasPrefix(s[end:], "倍") {
				return 0, 0 // 万一 is a word
			}
			if !have {
				digit = 1
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
	if n > 0 && (strings.HasPrefix(s[n:], "点") || strings.HasPrefix(s[n:], "・")) {
		scale := 0.1
		k := n + len("点") // as long as ・
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
