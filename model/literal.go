package model

import (
	"errors"
	"fmt"
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
	if r := []rune(tail.text)[0]; !unicode.IsLetter(r) && !strings.ContainsRune("%‰°/€$£¥′″(", r) {
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

// numberHint advises on a value that is no number.
func numberHint(text string) string {
	switch {
	case strings.ContainsAny(text, "±"):
		return "write the value alone, and its uncertainty under sd:, range: or factor:"
	case strings.ContainsAny(text, "*/+^(") && !strings.ContainsAny(text, "'\""):
		return "an expression stands under formula:"
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

// parseMeasured reads "18.5 ± 1.0 W": a value and, where it is stated, one standard
// deviation of it. A bare side takes the unit of the other.
func parseMeasured(units *unit.Registry, s scalar, bare unit.Unit, what string) (x literal, sd *literal, fs diag.List) {
	left, right, found := strings.Cut(s.text, "±")
	if !found {
		x, fs = parseLiteral(units, s, bare, what)
		return x, nil, fs
	}
	subject := strings.TrimPrefix(what, "value of ")
	behind := s.from(len(left) + len("±")).trim()
	before := s
	before.text = left
	before = before.trim()
	if strings.HasPrefix(before.text, "(") { // (18.5 ± 1.0) W
		if inner, tail, ok := strings.Cut(right, ")"); ok {
			before = before.from(1).trim()
			behind.text = strings.TrimSpace(inner) + " " + strings.TrimSpace(tail)
			behind.places = nil
		}
	}
	dev, fs := parseLiteral(units, behind, bare, "the uncertainty of "+subject)
	if len(fs) > 0 {
		return x, nil, fs
	}
	if !dev.bare {
		bare = dev.unit
	}
	x, fs = parseLiteral(units, before, bare, what)
	if len(fs) > 0 {
		return x, nil, fs
	}
	if dev.bare {
		dev.unit = x.unit
	}
	if dev.unit.Dimension() != x.unit.Dimension() {
		fs.Add("unit-mismatch", behind.at, "the uncertainty of %s is in %s, and its value in %s", subject, dimensionName(dev.unit), dimensionName(x.unit))
		return x, nil, fs
	}
	if dev.value < 0 {
		fs.Add("range-invalid", behind.at, "the uncertainty of %s is negative", subject)
		return x, nil, fs
	}
	return x, &dev, nil
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
