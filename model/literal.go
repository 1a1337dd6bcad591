package model

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"reckon/internal/diag"
	"reckon/model/number"
	"reckon/model/unit"
)

// A literal is a number with a unit, read from text.
type literal struct {
	value  float64 // in unit
	digits int     // significant digits as printed
	unit   unit.Unit
	bare   bool // no unit was written
}

func (x literal) si() float64 { return x.unit.ToSI(x.value) }

// deviation is a difference of two values in SI units: an offset, as that of
// °C, plays no part.
func (x literal) deviation() float64 { return x.value * x.unit.Factor() }

// parseLiteral reads "3.09 W". A number without a unit is in the unit bare.
func parseLiteral(units *unit.Registry, s scalar, bare unit.Unit, what string) (literal, diag.List) {
	var fs diag.List
	s = s.trim()
	value, digits, rest, err := number.ParseLiteral(s.text)
	if err != nil {
		f := fs.Add("value-invalid", s.at, "%s must be a number with a unit, not %q", what, clip(s.text))
		f.Hint = numberHint(s.text)
		var e *number.LiteralError
		if errors.As(err, &e) {
			if e.Offset > 0 || e.Hint != "" || strings.Contains(e.Msg, "range") {
				f.At, f.Msg = s.pos(e.Offset), what+": "+e.Msg
			}
			if f.Hint == "" {
				f.Hint = e.Hint
			}
		}
		return literal{}, fs
	}
	tail := s.from(len(s.text) - len(rest)).trim()
	if tail.text == "" {
		return literal{value, digits, bare, true}, nil
	}
	if r := []rune(tail.text)[0]; !unicode.IsLetter(r) && !strings.ContainsRune("%‰°/€$£¥′″(", r) && !inverse(tail.text) {
		fs.Add("value-invalid", tail.at, "%s must be a number with a unit, and %q follows the number", what, clip(tail.text)).Hint = numberHint(s.text)
		return literal{}, fs
	}
	u, err := units.Parse(tail.text)
	if err != nil {
		addUnitError(&fs, tail, err)
		return literal{}, fs
	}
	return literal{value, digits, u, false}, nil
}

// inverse tells a unit that begins with 1, as in 1.2 1/h.
func inverse(text string) bool {
	rest, ok := strings.CutPrefix(text, "1")
	rest, ok2 := strings.CutPrefix(strings.TrimLeft(rest, " "), "/")
	return ok && ok2 && rest != "" && !unicode.IsDigit([]rune(rest)[0])
}

var thousands = regexp.MustCompile(`^[-+−]?[0-9]{1,3}([ \x{a0}\x{202f}\x{2009}'][0-9]{3})+`)

// numberHint advises on a value that is no number.
func numberHint(text string) string {
	switch {
	case strings.ContainsAny(text, "±"):
		return "write the value alone, and its uncertainty under sd:, range: or factor:"
	case strings.ContainsAny(text, "*/+^(") && !strings.ContainsAny(text, "'\""):
		return "an expression stands under formula:"
	case thousands.MatchString(text):
		return "write no thousands separators: 1000000 or 1e6"
	case strings.Contains(text, ",") && strings.ContainsAny(text, "0123456789"):
		return "write the decimal sign as a point, and no thousands separators"
	}
	return "write digits, and a unit behind them: 3.2 W"
}

// addUnitError turns an error of package unit into a finding at its place.
func addUnitError(fs *diag.List, s scalar, err error) {
	var e *unit.Error
	if errors.As(err, &e) {
		fs.Add(e.Rule, s.pos(e.Offset), "%s", e.Msg).Hint = e.Hint
		return
	}
	fs.Add("unit-unknown", s.at, "%v", err)
}

// Sides are one standard deviation of a literal, to either side.
type sides struct{ below, above literal }

// spread is the distribution around a value: a normal one, or two halves of
// such where the sides differ. nil and zero are none.
func (d *sides) spread(x literal) Spread {
	if d == nil || d.below.value == 0 && d.above.value == 0 {
		return Spread{}
	}
	s := Spread{Shape: Normal, A: x.si(), B: d.below.deviation(), Text: "sd"}
	if above := d.above.deviation(); !near(s.B, above) {
		s.Shape, s.C = TwoPiece, above
	}
	return s
}

// parseMeasured reads "18.5 ± 1.0 W" or "18.5 +1.2/-0.8 W": a value and, where it
// is stated, one standard deviation of it. What is bare takes the unit of the
// last.
func parseMeasured(units *unit.Registry, s scalar, bare unit.Unit, what string) (x literal, sd *sides, fs diag.List) {
	if at := twice.FindStringIndex(s.text); at != nil {
		fs.Add("value-invalid", s.at, "%s has two uncertainties", what).
			Hint = "write one, the root of the sum of their squares where they are independent"
		return x, nil, fs
	}
	value, above, below, found := s.apart()
	if !found {
		x, fs = parseLiteral(units, s, bare, what)
		return x, nil, fs
	}
	subject := "the uncertainty of " + strings.TrimPrefix(what, "value of ")
	sd = &sides{}
	stated := false
	// From the right, so that a unit behind the last number holds for all.
	for _, part := range []struct {
		text scalar
		to   *literal
		what string
	}{{below, &sd.below, subject}, {above, &sd.above, subject}, {value, &x, what}} {
		if *part.to, fs = parseLiteral(units, part.text, bare, part.what); len(fs) > 0 {
			return x, nil, fs
		}
		if !part.to.bare && !stated && part.to.unit.String() != "%" {
			bare, stated = part.to.unit, true
		}
	}
	for _, side := range []*literal{&sd.below, &sd.above} {
		if side.bare {
			side.unit = x.unit
		}
		*side = side.of(x)
		if side.unit.Dimension() != x.unit.Dimension() {
			fs.Add("unit-mismatch", below.at, "%s is in %s, and its value in %s", subject, dimensionName(side.unit), dimensionName(x.unit))
			return x, nil, fs
		}
		if side.value < 0 {
			fs.Add("range-invalid", below.at, "%s is negative", subject)
			return x, nil, fs
		}
	}
	return x, sd, nil
}

// of takes a deviation in percent as a part of the value, where that is not in
// percent itself.
func (x literal) of(value literal) literal {
	if x.unit.String() != "%" || value.unit.Dimension().IsZero() || value.unit.Offset() != 0 {
		return x
	}
	return literal{value: x.si() * math.Abs(value.value), unit: value.unit, digits: x.digits}
}

// concise is a deviation in brackets: in units of the last digit, as in
// 1.98847(7)e30 kg, or with a point, as it stands.
var concise = regexp.MustCompile(`^([-+−]?[0-9]*\.?([0-9]*))\s?\(([0-9]+(?:\.[0-9]+)?)\)(.*)$`)

// lastDigits takes 5.0(3) W apart.
func (s scalar) lastDigits() (value, sd scalar, ok bool) {
	m := concise.FindStringSubmatch(s.text)
	if m == nil || len(m[3]) > maxConcise || len(m[2]) > maxDecimals {
		return s, s, false
	}
	exponent, rest, ok := tenPower(m[4])
	if !ok || twice.MatchString(s.text) {
		return s, s, false
	}
	last := exponent
	if !strings.Contains(m[3], ".") {
		last -= len(m[2])
	}
	value, sd = s, s
	value.text, value.places = m[1]+raised(exponent)+rest, nil
	sd.text, sd.places = m[3]+raised(last)+rest, nil
	return value, sd, true
}

// twice is 1.23(4)(5), with what is statistical and what is systematic apart.
var twice = regexp.MustCompile(`^[-+−]?[0-9.]+\s?\([0-9.]+\)(?:_?[a-z]+)?\s?\([0-9.]+\)|±.*±`)

// tenPower reads the e-11 or × 10⁻¹¹ that may stand behind a bracket.
func tenPower(text string) (exponent int, rest string, ok bool) {
	t := strings.TrimLeft(text, " \u00a0\u202f")
	if t == "" || !strings.ContainsRune(`eE×x·⋅*✕\`, []rune(t)[0]) {
		return 0, text, true
	}
	power, _, rest, err := number.ParseLiteral("1" + text)
	if err != nil || power <= 0 {
		return 0, text, false
	}
	return int(math.Round(math.Log10(power))), " " + rest, true
}

// raised writes a power of ten behind digits.
func raised(exponent int) string {
	if exponent == 0 {
		return ""
	}
	return "e" + strconv.Itoa(exponent)
}

const (
	maxConcise  = 6 // digits in the brackets
	maxDecimals = 40
)

// unevenSides are the two deviations of 18.5 +1.2/-0.8, behind the value.
var unevenSides = regexp.MustCompile(`^(.*[^eE\s])\s*\+\s*([^+/\-−]+?)\s*/?\s*[-−]\s*([^+/\-−\s].*)$`)

// apart takes a measured value apart. Brackets around it leave the unit behind
// them to its last part.
func (s scalar) apart() (value, above, below scalar, ok bool) {
	if inner, tail, has := strings.Cut(s.text, ")"); has && strings.HasPrefix(inner, "(") && strings.ContainsAny(inner, "±+") {
		before := s.from(1)
		before.text = inner[1:]
		exponent, unit, fits := tenPower(tail)
		if value, above, below, ok = before.apart(); ok && fits {
			for _, part := range []*scalar{&value, &above, &below} {
				part.text = strings.TrimSpace(part.text) + raised(exponent)
			}
			below.text, below.places = below.text+" "+strings.TrimSpace(unit), nil
			return value, above, below, true
		}
	}
	if left, _, found := strings.Cut(s.text, "±"); found {
		value = s
		value.text = left
		below = s.from(len(left) + len("±")).trim()
		if part, unit, found := strings.Cut(below.text, "%"); found && strings.TrimSpace(unit) != "" { // 5 ± 10 % W
			below.text, below.places = part+"%", nil
			value.text, value.places = strings.TrimSpace(left)+" "+strings.TrimSpace(unit), nil
		}
		return value.trim(), below, below, true
	}
	if value, below, ok = s.lastDigits(); ok {
		return value, below, below, true
	}
	at := unevenSides.FindStringSubmatchIndex(s.text)
	if at == nil {
		return s, s, s, false
	}
	part := func(k int) scalar {
		p := s.from(at[2*k])
		p.text = s.text[at[2*k]:at[2*k+1]]
		return p.trim()
	}
	return part(1), part(2), part(3), true
}

// dimensionName names a unit for a message: by itself, or "no unit".
func dimensionName(u unit.Unit) string {
	if s := u.String(); s != "" && s != "1" {
		return s
	}
	return "no unit"
}

// inUnit says how a value is to be given.
func inUnit(u unit.Unit) string {
	if s := u.String(); s != "" && s != "1" {
		return "in the unit " + s
	}
	return "without a unit"
}

// dimensionText names a dimension for a message.
func dimensionText(d unit.Dimension) string {
	if d.IsZero() {
		return "no unit"
	}
	return fmt.Sprint(d.String())
}
