package references

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

func dayMonthYear(l *locale, d Day) string {
	return joinWords(" ", number(d.Day), l.monthName(d), l.year(d.Year))
}

func dayDotMonthYear(l *locale, d Day) string {
	day := number(d.Day)
	if day != "" {
		day += "."
	}
	return joinWords(" ", day, l.monthName(d), l.year(d.Year))
}

func dayDeMonthDeYear(l *locale, d Day) string {
	return joinWords(" de ", number(d.Day), l.monthName(d), l.year(d.Year))
}

func yearMonthDay(l *locale, d Day) string {
	s := l.year(d.Year) + " 年"
	if d.Season != 0 {
		s += " " + l.monthName(d)
	}
	if d.Month != 0 {
		s += " " + number(d.Month) + " 月"
	}
	if d.Day != 0 {
		s += " " + number(d.Day) + " 日"
	}
	return s
}

func (l *locale) monthName(d Day) string {
	switch {
	case d.Season != 0:
		return l.seasons[d.Season-1]
	case d.Month != 0:
		return l.months[d.Month-1]
	}
	return ""
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func joinWords(sep string, words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, sep)
}

// year prints an astronomical year: 0 is 1 BCE.
func (l *locale) year(y int) string {
	if y <= 0 {
		return fmt.Sprintf(l.bce, strconv.Itoa(1-y))
	}
	return strconv.Itoa(y)
}

// years prints the years of a date, its words if it has none, "" for no date.
func (l *locale) years(d Date) string {
	if !d.From.Set && !d.To.Set {
		return d.Literal
	}
	s := ""
	if d.From.Set {
		s = l.year(d.From.Year)
	}
	if d.IsRange() {
		switch {
		case d.To.Set && d.From.Set && d.To.Year == d.From.Year:
		case d.To.Set:
			s += "–" + l.year(d.To.Year)
		default:
			s += "–"
		}
	}
	if d.Circa {
		s = l.circa + s
	}
	if d.Uncertain {
		s += "?"
	}
	return s
}

// day prints a date in full; of days in one year the year stands once.
func (l *locale) day(d Date) string {
	switch {
	case !d.From.Set:
		return d.Literal
	case !d.To.Set || d.From == d.To:
		return l.date(l, d.From)
	case d.From.Year != d.To.Year:
		return l.date(l, d.From) + " – " + l.date(l, d.To)
	}
	from, to := l.date(l, d.From), l.date(l, d.To)
	year := l.year(d.From.Year)
	if rest, ok := strings.CutPrefix(to, year+" 年 "); ok {
		return from + "–" + rest
	}
	if d.From.Month == d.To.Month && d.From.Season == d.To.Season && d.From.Day != 0 {
		return number(d.From.Day) + "–" + to // 2–5 January 2009
	}
	from = strings.TrimSuffix(strings.TrimSuffix(from, year), " de ")
	if from = strings.TrimSpace(from); from == "" {
		return to
	}
	gap := "–"
	if strings.Contains(from, " ") {
		gap = " – "
	}
	return from + gap + to
}

// full is a name in reading order with initials: "W. B. Levy", "王伟".
func (n Name) full() string {
	if n.Literal != "" {
		return n.Literal
	}
	if n.eastern() {
		return n.Family + n.Given
	}
	s := joinWords(" ", initials(n.Given), n.Particle, n.Family)
	return withSuffix(s, n.Suffix)
}

// inverted is a name as it is sorted: "Levy, W. B.", "van Gogh, V.".
func (n Name) inverted() string {
	if n.Literal != "" {
		return n.Literal
	}
	if n.eastern() {
		return n.Family + n.Given
	}
	family := joinWords(" ", n.Particle, n.Family)
	given := initials(n.Given)
	if n.Particle != "" && n.Dropped {
		family, given = n.Family, joinWords(" ", given, n.Particle)
	}
	return joinWords(", ", family, given, n.Suffix)
}

// short is what a citation says: "van Gogh", "王伟".
func (n Name) short() string {
	switch {
	case n.Literal != "":
		return n.Literal
	case n.eastern():
		return n.Family + n.Given
	case n.Family == "":
		return joinWords(" ", n.Particle, n.Given)
	case n.Dropped:
		return n.Family
	}
	return joinWords(" ", n.Particle, n.Family)
}

func withSuffix(s, suffix string) string {
	switch {
	case suffix == "":
		return s
	case suffix == strings.ToUpper(suffix) && strings.Trim(suffix, "IVX") == "":
		return s + " " + suffix // a number
	}
	return s + ", " + suffix
}

// eastern tells whether a name is written in Han characters, kana or hangul:
// family name first, no space, no initials.
func (n Name) eastern() bool {
	if n.Family == "" || n.Particle != "" {
		return false
	}
	for _, r := range n.Family + n.Given {
		if !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) && !unicode.IsSpace(r) && r != '·' && r != '・' {
			return false
		}
	}
	return true
}

// initials shortens given names: "William B." to "W. B.", "Jean-Pierre" to
// "J.-P.". Words that begin in lower case stay.
func initials(given string) string {
	var out []string
	for _, word := range strings.FieldsFunc(given, func(r rune) bool { return unicode.IsSpace(r) }) {
		var parts []string
		for _, part := range strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '‐' }) {
			parts = append(parts, initialsOf(part)...)
		}
		if strings.ContainsAny(word, "-‐") {
			out = append(out, strings.Join(parts, "-"))
		} else {
			out = append(out, parts...)
		}
	}
	return strings.Join(out, "\u00a0")
}

// initialsOf shortens one word; "W.B." is two names.
func initialsOf(word string) []string {
	var out []string
	for _, piece := range strings.SplitAfter(word, ".") {
		if piece == "" || piece == "." {
			continue
		}
		r := []rune(piece)
		switch {
		case !unicode.IsLetter(r[0]) || unicode.IsLower(r[0]) && !strings.HasSuffix(piece, "."):
			out = append(out, piece)
		case strings.HasSuffix(piece, ".") && len(r) <= 3:
			out = append(out, piece) // "Yu.", "St."
		default:
			out = append(out, string(r[0])+".")
		}
	}
	return out
}

// fill puts text into a word of a locale.
func fill(pattern, text string) string { return strings.Replace(pattern, "%s", text, 1) }

// dashed prints a range of numbers with an en dash.
func dashed(s string) string {
	var b strings.Builder
	r := []rune(s)
	for i, c := range r {
		if c == '-' && i > 0 && i+1 < len(r) && !unicode.IsSpace(r[i-1]) {
			if b.Len() > 0 && r[i-1] == '-' {
				continue
			}
			b.WriteRune('–')
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// plural tells whether a locator names more than one place.
func plural(locator string) bool {
	return strings.ContainsAny(locator, "-–,;&") || strings.Contains(locator, " and ") || strings.HasSuffix(locator, "f.") || strings.HasSuffix(locator, "ff")
}

// Lists of names longer than listMax are cut to listKeep.
const (
	listMax  = 8
	listKeep = 6
)

// people prints a list of names, sorted form for all or reading order.
func (r *reference) people(names []Name, inverted bool) string {
	names, others := told(names)
	if len(names) > listMax {
		names, others = names[:listKeep], true
	}
	words := make([]string, len(names))
	for i, n := range names {
		if inverted {
			words[i] = n.inverted()
		} else {
			words[i] = n.full()
		}
	}
	return r.l.joinNames(words, others, r.l.and)
}

// joinNames joins printed names: "A, B, and C" is "A, B and C" here.
func (l *locale) joinNames(words []string, others bool, and string) string {
	n := len(words)
	if n == 0 {
		return ""
	}
	if others {
		etAl := l.etAl
		if n > 1 {
			etAl = strings.TrimRight(l.nameSep, " ") + " " + strings.TrimLeft(etAl, " ")
		}
		return strings.Join(words, l.nameSep) + etAl
	}
	if n == 1 {
		return words[0]
	}
	if l == locales["zh"] {
		return strings.Join(words, l.nameSep)
	}
	return strings.Join(words[:n-1], l.nameSep) + and + words[n-1]
}
