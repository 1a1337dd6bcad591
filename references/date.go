package references

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// A Date is when something was issued, read or held: a day, a month, a season
// or a year; a range of these; or words. The zero Date is none.
type Date struct {
	From, To  Day
	OpenFrom  bool   // a range without a beginning
	OpenTo    bool   // a range without an end
	Circa     bool   // approximate: 1034~
	Uncertain bool   // questionable: 1034?
	Literal   string // words that are no date: "in press"
}

// A Day is a place in the calendar; what is not known is 0. Years count
// astronomically: 0 is 1 BCE, -1 is 2 BCE.
type Day struct {
	Set    bool // false: no date here
	Year   int
	Month  int // 1 to 12
	Day    int // 1 to 31
	Season int // 1 spring, 2 summer, 3 autumn, 4 winter
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// IsRange tells whether the date is a range, open ones included.
func (d Date) IsRange() bool { return d.To.Set || d.OpenFrom || d.OpenTo }

// ParseDate reads a date in ISO 8601-2 (EDTF) as BibLaTeX has it: 1995,
// 1995-03-30, 1995/1997, 1997/.. (open), 1490~ (circa), 1723? (uncertain),
// 2003-21 (spring), -0379 (380 BCE), 199X (a decade), Y17000002. Digits of any
// script count. It is false where the text is none of these.
func ParseDate(s string) (Date, bool) {
	s = asciiDigits(strings.TrimSpace(s))
	if s == "" {
		return Date{}, false
	}
	from, to, isRange := strings.Cut(s, "/")
	var d Date
	if !isRange {
		first, last, ok := parseDay(from, &d)
		if !ok {
			return Date{}, false
		}
		d.From, d.To = first, last
		return d, true
	}
	ok := true
	if from = strings.TrimSpace(from); openEnd(from) {
		d.OpenFrom = true
	} else {
		d.From, _, ok = parseDay(from, &d)
	}
	if to = strings.TrimSpace(to); openEnd(to) {
		d.OpenTo = true
	} else {
		first, last, good := parseDay(to, &d)
		ok = ok && good
		if d.To = first; last.Set {
			d.To = last
		}
	}
	return d, ok && (d.From.Set || d.To.Set)
}

func openEnd(s string) bool { return s == "" || s == ".." || s == "open" || s == "unknown" }

// asciiDigits replaces the digits of any script by 0 to 9.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII && unicode.Is(unicode.Nd, r) {
			zero := r
			for zero > 0 && unicode.Is(unicode.Nd, zero-1) && r-zero < 9 {
				zero--
			}
			return '0' + (r - zero)
		}
		if r == '−' || r == '‐' || r == '‑' {
			return '-'
		}
		return r
	}, s)
}

// parseDay reads one end of a date. last is set where digits are unspecified:
// 199X is 1990 to 1999.
func parseDay(s string, d *Date) (first, last Day, ok bool) {
	for s != "" {
		switch s[len(s)-1] {
		case '~':
			d.Circa = true
		case '?':
			d.Uncertain = true
		case '%':
			d.Circa, d.Uncertain = true, true
		default:
			goto marks
		}
		s = s[:len(s)-1]
	}
marks:
	if i := strings.IndexByte(s, 'T'); i > 0 {
		s = s[:i] // the time of day is of no use here
	}
	if y, ok := strings.CutPrefix(strings.ToUpper(s), "Y"); ok {
		n, err := strconv.Atoi(y)
		return Day{Set: true, Year: n}, Day{}, err == nil && abs(n) < 1e10
	}
	sign := 1
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		s, sign = rest, -1
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return first, last, false
	}
	low, high, ok := digits(parts[0])
	if !ok {
		return first, last, false
	}
	first = Day{Set: true, Year: sign * low}
	if low != high {
		last = Day{Set: true, Year: sign * high}
		if sign < 0 {
			first, last = last, first
		}
	}
	if len(parts) == 1 {
		return first, last, true
	}
	if len(parts[1]) != 2 {
		return first, last, false
	}
	if !strings.ContainsAny(parts[1], "xX") {
		m, err := strconv.Atoi(parts[1])
		switch {
		case err != nil:
			return first, last, false
		case m >= 1 && m <= 12:
			first.Month = m
		case m >= 21 && m <= 41:
			first.Season = (m-21)%4 + 1
		default:
			return first, last, false
		}
	}
	if len(parts) == 3 {
		if len(parts[2]) != 2 {
			return first, last, false
		}
		if !strings.ContainsAny(parts[2], "xX") {
			n, err := strconv.Atoi(parts[2])
			if err != nil || n < 1 || n > daysIn(first) {
				return first, last, false
			}
			first.Day = n
		}
	}
	return first, last, true
}

// digits reads four digits, in which X stands for any.
func digits(s string) (low, high int, ok bool) {
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			low, high = low*10+int(c-'0'), high*10+int(c-'0')
		case c == 'X' || c == 'x' || c == 'u':
			low, high = low*10, high*10+9
		default:
			return 0, 0, false
		}
	}
	return low, high, true
}

func daysIn(d Day) int {
	switch d.Month {
	case 2:
		if d.Year%4 == 0 && (d.Year%100 != 0 || d.Year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// fieldDate makes a date of BibTeX's year, month and day, which people fill
// with anything.
func fieldDate(year, month, day string) Date {
	year = strings.TrimSpace(strings.ReplaceAll(asciiDigits(year), "\u00a0", " "))
	d := yearDate(year)
	if !d.From.Set || d.From.Month != 0 || month == "" {
		return d
	}
	from, to := readMonth(asciiDigits(month))
	d.From.Month, d.From.Day, d.From.Season = from.Month, from.Day, from.Season
	if to.Month != 0 || to.Day != 0 {
		to.Set, to.Year = true, d.From.Year
		if !d.To.Set {
			d.To = to
		}
	}
	if n, err := strconv.Atoi(strings.TrimSpace(day)); err == nil && d.From.Month != 0 && n >= 1 && n <= daysIn(d.From) {
		d.From.Day = n
	}
	return d
}

// yearDate reads a year in the forms that people write: "1986", "1986a",
// "1995--1996", "ca. 1900", "[1900]", "1900?". The rest is words.
func yearDate(s string) Date {
	if s == "" {
		return Date{}
	}
	if d, ok := ParseDate(s); ok {
		return d
	}
	d := Date{Literal: s}
	t := strings.Trim(s, "[]()©c. ")
	if lower := strings.ToLower(s); strings.HasPrefix(lower, "ca") || strings.HasPrefix(lower, "c.") || strings.HasPrefix(lower, "circa") || strings.HasPrefix(lower, "about") {
		d.Circa = true
		t = strings.TrimLeftFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	}
	if rest, ok := strings.CutSuffix(t, "?"); ok {
		d.Uncertain, t = true, rest
	}
	from, to, isRange := t, "", false
	for _, dash := range []string{"–", "—", "--", "/", "-"} {
		if i := strings.Index(t, dash); i > 0 {
			from, to, isRange = t[:i], strings.Trim(t[i:], "-–—/ "), true
			break
		}
	}
	year, ok := plainYear(from)
	if !ok {
		d.Circa, d.Uncertain = false, false
		return d
	}
	d.From = Day{Set: true, Year: year}
	if isRange {
		switch end, ok := plainYear(to); {
		case to == "":
			d.OpenTo = true
		case !ok:
			return Date{Literal: s}
		default:
			if len(to) <= 2 && end < 100 {
				end += year / 100 * 100
			}
			if end < year {
				return Date{Literal: s}
			}
			d.To = Day{Set: true, Year: end}
		}
	}
	d.Literal = ""
	return d
}

// plainYear reads a year of one to six digits, perhaps signed, perhaps with a
// letter behind it as somebody's label.
func plainYear(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if n := len(s); n > 4 && s[n-1] >= 'a' && s[n-1] <= 'z' {
		s = s[:n-1]
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && abs(n) < 1_000_000
}

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// foreignMonths are names of months whose first three letters are not the
// English ones: German, French, Spanish, Italian, Portuguese.
var foreignMonths = map[string]int{
	"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "fev": 2, "avr": 4, "juin": 6, "juil": 7, "aoû": 8, "aou": 8, "déc": 12,
	"ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "out": 10,
}

var seasonNames = map[string]int{"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

// readMonth reads BibTeX's month: "July", "7", "30 June", "July 30th",
// "jan/feb", "spring".
func readMonth(s string) (from, to Day) {
	days := []*Day{&from, &to}
	at := 0
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		w = strings.ToLower(w)
		if n, err := strconv.Atoi(strings.TrimRight(w, "sthndr")); err == nil {
			d := days[at]
			switch {
			case len(words) == 1 && n >= 1 && n <= 12:
				d.Month = n
			case d.Day != 0 && at == 0:
				at = 1
				days[1].Month, days[1].Day = from.Month, n
			case n >= 1 && n <= 31:
				d.Day = n
			}
			continue
		}
		n := monthNumber(w)
		if s := seasonNames[w]; s != 0 {
			days[at].Season = s
		}
		if n == 0 {
			continue
		}
		if days[at].Month != 0 && at == 0 {
			at = 1
		}
		days[at].Month = n
	}
	if from.Month == 0 {
		from.Day = 0
	}
	if from.Day > daysIn(Day{Year: 2000, Month: from.Month}) {
		from.Day = 0
	}
	return from, to
}

func monthNumber(word string) int {
	for i, m := range monthNames {
		if strings.HasPrefix(word, m) {
			return i + 1
		}
	}
	for _, n := range []int{4, 3} {
		if r := []rune(word); len(r) >= n {
			if m := foreignMonths[string(r[:n])]; m != 0 {
				return m
			}
		}
	}
	return 0
}

// EDTF writes the date as [ParseDate] reads it, or its words.
func (d Date) EDTF() string {
	if !d.From.Set && !d.To.Set {
		return d.Literal
	}
	mark := ""
	switch {
	case d.Circa && d.Uncertain:
		mark = "%"
	case d.Circa:
		mark = "~"
	case d.Uncertain:
		mark = "?"
	}
	if !d.IsRange() {
		return d.From.edtf() + mark
	}
	from, to := "..", ".."
	if d.From.Set {
		from = d.From.edtf() + mark
	}
	if d.To.Set {
		to = d.To.edtf() + mark
	}
	return from + "/" + to
}

func (d Day) edtf() string {
	var s string
	switch {
	case d.Year > 9999 || d.Year < -9999:
		return fmt.Sprintf("Y%d", d.Year)
	case d.Year < 0:
		s = fmt.Sprintf("-%04d", -d.Year)
	default:
		s = fmt.Sprintf("%04d", d.Year)
	}
	switch {
	case d.Season != 0:
		s += fmt.Sprintf("-%d", d.Season+20)
	case d.Month != 0:
		s += fmt.Sprintf("-%02d", d.Month)
		if d.Day != 0 {
			s += fmt.Sprintf("-%02d", d.Day)
		}
	}
	return s
}
