package number

import (
	"math"
	"strings"
)

// Words spells out a whole number in a language: "thirty-five", 三十五. It
// gives "" for languages without built-in words and for numbers too large for
// them: 10^15 in English, Chinese and Japanese, 10^12 in the others.
func Words(lang string, n int64) string {
	if n <= -maxWordValue {
		return ""
	}
	if n < 0 {
		s := Words(lang, -n)
		if s == "" {
			return ""
		}
		return minusWords[language(lang)] + s
	}
	if n >= maxWordValue {
		return ""
	}
	switch language(lang) {
	case "en":
		return english(n, lang != "en" && lang != "en-US")
	case "zh":
		return chinese(n)
	case "ja":
		return japanese(n)
	}
	if n >= 1e12 {
		return ""
	}
	switch language(lang) {
	case "de":
		return german(n)
	case "fr":
		return french(n)
	case "es":
		return spanish(n)
	}
	return ""
}

var minusWords = map[string]string{"en": "minus ", "zh": "负", "de": "minus ", "fr": "moins ", "es": "menos ", "ja": "マイナス"}

// words spells out a quantity; ok is false where the language has no words for
// it, so that figures must do.
func (s Style) words(q Quantity, f Format) (string, bool) {
	x := q.Value
	if math.Abs(x) >= maxWordValue {
		return "", false
	}
	d := fromFloat(x)
	place := 0
	switch {
	case f.Verb != 0:
		place = min(s.layout(d, q, f).place, 0)
	case math.Abs(x) < 10 && d.denoised().last() < 0:
		n := usualDigits
		if q.Digits > 0 {
			n = min(q.Digits, n)
		}
		place = max(d.denoised().last(), d.significant(n))
	}
	d = d.roundComputed(place)
	text := Words(s.Lang, int64(math.Trunc(d.float())))
	if text == "" {
		return "", false
	}
	if d.last() >= 0 || d.zero() {
		return text, true
	}
	sign, digitSpace := pointWord(s.Lang)
	if d.neg && d.point <= 0 { // minus zero point five
		text = minusWords[language(s.Lang)] + text
	}
	text += sign
	for i := range -place {
		text += digitSpace + Words(s.Lang, int64(d.digit(d.point+i)-'0'))
	}
	return text, true
}

func pointWord(lang string) (sign, digitSpace string) {
	switch language(lang) {
	case "zh":
		return "点", ""
	case "ja":
		return "・", ""
	case "de":
		return " Komma", " "
	case "fr":
		return " virgule", " "
	case "es":
		return " coma", " "
	}
	return " point", " "
}

var englishOnes = strings.Fields(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
	fifteen sixteen seventeen eighteen nineteen`)
var englishTens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")

func english(n int64, and bool) string {
	for _, big := range []struct {
		n    int64
		word string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}, {1000, "thousand"}} {
		if n < big.n {
			continue
		}
		s := english(n/big.n, and) + " " + big.word
		switch rest := n % big.n; {
		case rest == 0:
			return s
		case rest < 100 && and:
			return s + " and " + english(rest, and)
		default:
			return s + " " + english(rest, and)
		}
	}
	switch {
	case n < 20:
		return englishOnes[n]
	case n < 100 && n%10 == 0:
		return englishTens[n/10]
	case n < 100:
		return englishTens[n/10] + "-" + englishOnes[n%10]
	case n%100 == 0:
		return englishOnes[n/100] + " hundred"
	case and:
		return englishOnes[n/100] + " hundred and " + english(n%100, and)
	}
	return englishOnes[n/100] + " hundred " + english(n%100, and)
}

var hanDigits = []rune("零一二三四五六七八九")

// chinese counts in groups of four digits; 两 stands for 2 before 百 and more.
func chinese(n int64) string {
	if n < 10000 {
		return chineseGroup(n, true)
	}
	units := []string{"", "万", "亿", "万亿"}
	var parts []int64
	for m := n; m > 0; m /= 10000 {
		parts = append(parts, m%10000)
	}
	var b strings.Builder
	gap := false
	for i := len(parts) - 1; i >= 0; i-- {
		if parts[i] == 0 {
			gap = true
			continue
		}
		first := b.Len() == 0
		if !first && (gap || parts[i] < 1000) {
			b.WriteString("零")
		}
		gap = false
		if parts[i] == 2 && i > 0 {
			b.WriteString("两")
		} else {
			b.WriteString(chineseGroup(parts[i], first))
		}
		b.WriteString(units[i])
	}
	return b.String()
}

// chineseGroup spells 0 to 9999; the 一 before 十 falls away at the beginning.
func chineseGroup(n int64, first bool) string {
	if n == 0 {
		return "零"
	}
	var b strings.Builder
	gap := false
	for i, place := range []int64{1000, 100, 10, 1} {
		digit := n / place % 10
		if digit == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		switch {
		case digit == 2 && place >= 1000:
			b.WriteString("两")
		case digit == 2 && place == 100:
			b.WriteString("两")
		case digit == 1 && place == 10 && b.Len() == 0 && first:
		default:
			b.WriteRune(hanDigits[digit])
		}
		b.WriteString([]string{"千", "百", "十", ""}[i])
	}
	return b.String()
}

// japanese has no zeros inside and no 一 before 十, 百, 千.
func japanese(n int64) string {
	if n == 0 {
		return "零"
	}
	var b strings.Builder
	for _, group := range []struct {
		n    int64
		word string
	}{{1e12, "兆"}, {1e8, "億"}, {1e4, "万"}, {1, ""}} {
		part := n / group.n % 10000
		if part == 0 {
			continue
		}
		for i, place := range []int64{1000, 100, 10, 1} {
			digit := part / place % 10
			if digit == 0 {
				continue
			}
			if digit > 1 || place == 1 || place == 1000 && group.n > 1 {
				b.WriteRune(hanDigits[digit])
			}
			b.WriteString([]string{"千", "百", "十", ""}[i])
		}
		b.WriteString(group.word)
	}
	return b.String()
}

var germanOnes = strings.Fields(`null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn
	fünfzehn sechzehn siebzehn achtzehn neunzehn`)
var germanTens = strings.Fields("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")

func german(n int64) string {
	for _, big := range []struct {
		n         int64
		one, many string
	}{{1e9, "eine Milliarde", "Milliarden"}, {1e6, "eine Million", "Millionen"}} {
		if n < big.n {
			continue
		}
		s := big.one
		if n/big.n > 1 {
			s = germanPart(n/big.n) + " " + big.many
		}
		if rest := n % big.n; rest > 0 {
			s += " " + german(rest)
		}
		return s
	}
	if n%100 == 1 && n > 1 {
		return germanPart(n) + "s"
	}
	if n == 1 {
		return "eins"
	}
	return germanPart(n)
}

// germanPart spells numbers below a million as they stand inside a word.
func germanPart(n int64) string {
	switch {
	case n == 1:
		return "ein"
	case n < 20:
		return germanOnes[n]
	case n < 100 && n%10 == 0:
		return germanTens[n/10]
	case n < 100:
		return germanPart(n%10) + "und" + germanTens[n/10]
	case n < 1000:
		return germanPart(n/100) + "hundert" + germanRest(n%100)
	}
	return germanPart(n/1000) + "tausend" + germanRest(n%1000)
}

func germanRest(n int64) string {
	if n == 0 {
		return ""
	}
	return germanPart(n)
}

var frenchOnes = strings.Fields(`zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
	seize dix-sept dix-huit dix-neuf`)
var frenchTens = strings.Fields("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")

func french(n int64) string {
	for _, big := range []struct {
		n         int64
		one, many string
	}{{1e9, "un milliard", "milliards"}, {1e6, "un million", "millions"}} {
		if n < big.n {
			continue
		}
		s := big.one
		if n/big.n > 1 {
			s = french(n/big.n) + " " + big.many
		}
		if rest := n % big.n; rest > 0 {
			s += " " + french(rest)
		}
		return s
	}
	switch {
	case n < 20:
		return frenchOnes[n]
	case n < 100:
		return frenchTen(n)
	case n < 1000:
		s := "cent"
		if n >= 200 {
			s = frenchOnes[n/100] + " cent"
			if n%100 == 0 {
				s += "s"
			}
		}
		return frenchRest(s, n%100)
	case n < 2000:
		return frenchRest("mille", n%1000)
	}
	// cents and quatre-vingts lose their s before mille
	return frenchRest(strings.TrimSuffix(strings.TrimSuffix(french(n/1000)+"|", "s|"), "|")+" mille", n%1000)
}

func frenchRest(s string, n int64) string {
	if n == 0 {
		return s
	}
	return s + " " + french(n)
}

func frenchTen(n int64) string {
	ten, one := frenchTens[n/10], n%10
	if n/10 == 7 || n/10 == 9 {
		one += 10
	}
	switch {
	case n == 80:
		return "quatre-vingts"
	case one == 0:
		return ten
	case one%10 == 1 && n < 80:
		return ten + " et " + frenchOnes[one]
	}
	return ten + "-" + frenchOnes[one]
}

var spanishOnes = strings.Fields(`cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
	dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis
	veintisiete veintiocho veintinueve`)
var spanishTens = strings.Fields("- - veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa")
var spanishHundreds = strings.Fields("- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")

func spanish(n int64) string {
	if n >= 1e6 {
		s := "un millón"
		if m := n / 1e6; m > 1 {
			s = spanishShort(m) + " millones"
		}
		if rest := n % 1e6; rest > 0 {
			s += " " + spanish(rest)
		}
		return s
	}
	if n >= 1000 {
		s := "mil"
		if n >= 2000 {
			s = spanishShort(n/1000) + " mil"
		}
		if rest := n % 1000; rest > 0 {
			s += " " + spanish(rest)
		}
		return s
	}
	switch {
	case n < 30:
		return spanishOnes[n]
	case n < 100 && n%10 == 0:
		return spanishTens[n/10]
	case n < 100:
		return spanishTens[n/10] + " y " + spanishOnes[n%10]
	case n == 100:
		return "cien"
	case n%100 == 0:
		return spanishHundreds[n/100]
	}
	return spanishHundreds[n/100] + " " + spanish(n%100)
}

// spanishShort drops the o of uno before a noun: veintiún mil.
func spanishShort(n int64) string {
	s := spanish(n)
	if t, ok := strings.CutSuffix(s, "veintiuno"); ok {
		return t + "veintiún"
	}
	if t, ok := strings.CutSuffix(s, "uno"); ok {
		return t + "un"
	}
	return s
}
