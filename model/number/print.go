package number

import (
	"math"

	"reckon/model/unit"
)

// Bounds between plain numbers and powers of ten: plain from 10⁻³ to below 10⁵;
// without a verb, a whole number known to its last digit is plain below 10⁹.
const (
	plainFrom    = -3
	plainBelow   = 5
	wholeBelow   = 9
	usualDigits  = 3 // where nothing says how many are supported
	boundBelow   = 7 // a bound beside a plain value may be longer than the value
	boundFrom    = -6
	coverage     = 1.959963984540054 // half-width of a 95 % interval in standard deviations
	maxWordValue = 1e15
)

// A Quantity is a value to print.
type Quantity struct {
	Value       float64 // in Unit
	Unit        unit.Unit
	Low, High   float64 // in Unit; the 95 % interval
	HasInterval bool
	Digits      int // significant digits supported; 0 unknown
	// Given tells that the digits are those in which somebody gave the value:
	// they stand, whatever the interval supports.
	Given bool
}

// An Error says why a quantity cannot be printed as asked.
type Error struct {
	Rule string
	Msg  string
	Hint string
}

func (e *Error) Error() string { return e.Msg }

// Print gives the text of a quantity, with as many digits as the format says,
// else its interval, else Digits, else three. It fails, with an [*Error], only
// where ± is asked for and there is no interval.
//
// An interval decides by its standard uncertainty, of which two digits are kept
// (JCGM 100:2008, 7.2.6), but never more than one digit beyond Digits: the
// inputs that have no interval are rounded as well. A value that was given with
// fewer digits keeps those: 1.5 × 10¹⁰ is not made 1.500 × 10¹⁰ by a narrow
// interval. The bounds keep two digits of the interval's half-width, or one
// where that begins with 355 or more.
func (s Style) Print(q Quantity, f Format) (string, error) {
	if f.Interval && !q.HasInterval {
		return "", &Error{"interval-missing", "± asks for an interval and the value has none",
			"give the inputs a range, sd or factor, or leave out ±"}
	}
	if q.Unit.IsOne() || f.Bare {
		q.Unit = unit.Unit{}
	}
	buf := make([]byte, 0, 96)
	if !finite(q.Value) {
		buf = append(buf, nonFinite(q.Value)...)
		return string(s.appendUnit(buf, q, f, false)), nil
	}
	if f.Words {
		text, ok := s.words(q, f)
		if ok {
			return string(s.appendUnit(append(buf, text...), q, Format{Name: true, Words: true}, text == Words(s.Lang, 1))), nil
		}
	}
	d := fromFloat(q.Value)
	n := s.layout(d, q, f)
	buf = s.appendNumber(buf, n)
	buf = s.appendUnit(buf, q, f, s.singular(n.d))
	if !f.Interval || !finite(q.Low) || !finite(q.High) {
		return string(buf), nil
	}
	l := localeOf(s.Lang)
	buf = append(buf, l.open...)
	buf = s.appendEnds(buf, n, q, f)
	return string(append(buf, l.close...)), nil
}

// Ends gives the text of an interval without its value: "42.5 W to 47.5 W". It
// is empty where there is none.
func (s Style) Ends(q Quantity) string {
	if !q.HasInterval || !finite(q.Value) || !finite(q.Low) || !finite(q.High) {
		return ""
	}
	if q.Unit.IsOne() {
		q.Unit = unit.Unit{}
	}
	f := Format{Digits: -1, Interval: true}
	return string(s.appendEnds(nil, s.layout(fromFloat(q.Value), q, f), q, f))
}

func (s Style) appendEnds(dst []byte, n layout, q Quantity, f Format) []byte {
	dst = s.appendBound(dst, n, q.Low, q, f)
	dst = append(dst, localeOf(s.Lang).to...)
	return s.appendBound(dst, n, q.High, q, f)
}

// Number gives the text of a number alone, supported to so many digits (0
// unknown).
func (s Style) Number(x float64, f Format, digits int) string {
	f.Interval, f.Bare = false, true
	text, err := s.Print(Quantity{Value: x, Digits: digits}, f)
	if err != nil {
		panic(err) // only ± fails
	}
	return text
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func nonFinite(x float64) string {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case x < 0:
		return minus + "∞"
	}
	return "∞"
}

// A layout is a rounded number and how it is written.
type layout struct {
	d     decimal
	place int // power of ten of the last digit shown
	power bool
	exp   int // of the power of ten
}

func (s Style) appendNumber(dst []byte, n layout) []byte {
	if n.power {
		return s.appendPower(dst, n.d, n.place, n.exp)
	}
	return s.appendPlain(dst, n.d, n.place, true)
}

// layout decides the digits and the form of the value.
func (s Style) layout(d decimal, q Quantity, f Format) layout {
	n := layout{}
	switch {
	case f.Verb == 'f' && f.Digits >= 0:
		n.place = -f.Digits
	case f.Verb == 'e' && f.Digits >= 0:
		n.place = d.significant(f.Digits + 1)
	case f.Verb == 'g' && f.Digits >= 0:
		n.place = d.significant(max(f.Digits, 1))
	default:
		n.place = s.supported(d, q, f.Interval)
	}
	if d.zero() && f.Verb != 'f' {
		n.place = 0
		return n
	}
	n.d = d.roundComputed(n.place)
	n.exp = n.d.exponent()
	switch {
	case f.Verb == 'f' || n.d.zero():
	case f.Verb == 'e':
		n.power = true
	case f.Verb == 0 && n.place <= 0 && n.d.last() >= 0 && n.exp < wholeBelow:
		// a whole number, known to its last digit
	default:
		n.power = n.exp >= plainBelow || n.exp < plainFrom
	}
	return n
}

// supported gives the place of the last digit that q supports; a derived value
// beside the ends of its interval has no fewer than they.
func (s Style) supported(d decimal, q Quantity, ends bool) int {
	given := d.denoised()
	if q.Digits > 0 && len(given.digits) <= q.Digits {
		place := d.significant(q.Digits)
		if ends && !q.Given && finite(q.Low) && finite(q.High) {
			place = min(place, boundPlace(fromFloat(q.Low), place, q), boundPlace(fromFloat(q.High), place, q))
		}
		return place
	}
	if q.HasInterval && q.High > q.Low && finite(q.Low) && finite(q.High) {
		return s.uncertaintyPlace(d, q)
	}
	switch {
	case q.Digits > 0:
		return d.significant(min(q.Digits, maxDigits))
	case given.last() >= 0 && given.exponent() < plainBelow:
		return 0
	}
	return max(given.last(), d.significant(usualDigits))
}

// uncertaintyPlace gives the place of the last digit that an interval supports.
func (s Style) uncertaintyPlace(d decimal, q Quantity) int {
	u := fromFloat((q.High - q.Low) / 2 / coverage)
	place := u.significant(2)
	if s.Rounding == PDG {
		place = pdgPlace(u)
	}
	if d.zero() || q.Low < 0 && q.High > 0 && d.exponent() < place-1 {
		return place // 0.0, not the residue of a difference: 1 × 10⁻¹⁷ between −2 and 2
	}
	most := maxDigits
	if q.Digits > 0 {
		most = min(most, q.Digits+1) // a guard digit: inputs without an interval are rounded too
	}
	return max(min(place, d.exponent()), d.significant(most))
}

// appendBound writes one end of the interval in the form of the value n.
func (s Style) appendBound(dst []byte, n layout, x float64, q Quantity, f Format) []byte {
	d := fromFloat(x)
	b := layout{place: n.place, power: n.power, exp: n.exp}
	switch {
	case f.Verb == 'f' && f.Digits >= 0 || d.zero():
	case f.Verb == 'e' && f.Digits >= 0:
		b.place = d.significant(f.Digits + 1)
	case f.Verb == 'g' && f.Digits >= 0:
		b.place = d.significant(max(f.Digits, 1))
	default:
		b.place = boundPlace(d, n.place, q)
	}
	b.d = d.roundComputed(b.place)
	if !b.power && !b.d.zero() && f.Verb != 'f' && (b.d.exponent() >= boundBelow || b.d.exponent() < boundFrom) {
		b.power, b.exp = true, b.d.exponent()
	}
	dst = s.appendNumber(dst, b)
	return s.appendUnit(dst, q, f, s.singular(b.d))
}

// boundPlace gives the place of the last digit of an end of the interval.
func boundPlace(d decimal, valuePlace int, q Quantity) int {
	place := valuePlace
	if half := fromFloat((q.High - q.Low) / 2); !half.zero() && !half.neg {
		place = pdgPlace(half)
	}
	if place < valuePlace && d.denoised().last() >= valuePlace {
		return valuePlace // 1.4 beside 1.5, not 1.40
	}
	if d.exponent() < place && d.exponent() >= place+boundFrom { // 0.1 to 10, not 0 to 10
		return max(d.significant(2), d.round(d.significant(2), false).last())
	}
	return place
}

// singular tells whether a unit's name behind d stands in the singular.
func (s Style) singular(d decimal) bool {
	if language(s.Lang) == "fr" {
		return math.Abs(d.float()) < 2
	}
	return d.digits == "1" && d.point == 1
}

// appendUnit writes the unit with the space before it.
func (s Style) appendUnit(dst []byte, q Quantity, f Format, singular bool) []byte {
	if q.Unit.IsOne() {
		return dst
	}
	l := localeOf(s.Lang)
	text := q.Unit.Print(s.Lang)
	long := false
	if f.Name {
		if name := q.Unit.NameFor(s.Lang, !singular); name != text {
			text, long = name, true
		}
	}
	switch {
	case long && l.tightName, !long && q.Unit.Close(), !long && l.tightPercent && (text == "%" || text == "‰"):
	default:
		dst = append(dst, noBreak...)
	}
	return append(dst, text...)
}
