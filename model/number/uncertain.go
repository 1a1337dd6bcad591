package number

import "strings"

// Rounding is the rule that an uncertainty's digits follow.
type Rounding uint8

const (
	GUM Rounding = iota // two significant digits: JCGM 100:2008, 7.2.6
	PDG                 // Review of Particle Physics, Introduction, section 5.3
)

// pdgPlace gives the place of the last digit of an uncertainty by the rule of
// the Particle Data Group: of the three leading digits, 100 to 354 keep two
// digits, 355 to 949 one, 950 to 999 become 1000 and keep two.
func pdgPlace(u decimal) int {
	lead := 0
	for i := range 3 {
		lead = lead*10 + int(u.digit(i)-'0')
	}
	switch {
	case lead <= 354:
		return u.point - 2
	case lead <= 949:
		return u.point - 1
	}
	return u.point - 1 // 0.950 becomes 1.0: two digits, the last where one was
}

// Uncertain prints a value with its standard uncertainty, both decimal texts,
// as "0.83 ± 0.12". Halves are rounded to even, as both rules have it. ok is
// false where the texts are no numbers or the uncertainty is not positive.
func (s Style) Uncertain(value, uncertainty string) (text string, ok bool) {
	v, u, place, ok := s.uncertain(value, uncertainty)
	if !ok {
		return "", false
	}
	buf := s.appendPlain(nil, v, place, true)
	buf = append(buf, " ± "...)
	return string(s.appendPlain(buf, u, place, true)), true
}

// Bracketed prints a value with its standard uncertainty in units of its last
// digit, as "6.67430(15)". An uncertainty of ten and more is written in full.
func (s Style) Bracketed(value, uncertainty string) (text string, ok bool) {
	v, u, place, ok := s.uncertain(value, uncertainty)
	if !ok {
		return "", false
	}
	buf := append(s.appendPlain(nil, v, place, false), '(')
	if u.point > 0 && place < 0 {
		buf = s.appendPlain(buf, u, place, false)
	} else {
		u.point -= min(place, 0)
		buf = s.appendPlain(buf, u, 0, false)
	}
	return string(append(buf, ')')), true
}

func (s Style) uncertain(value, uncertainty string) (v, u decimal, place int, ok bool) {
	v, ok1 := fromText(strings.TrimSpace(value))
	u, ok2 := fromText(strings.TrimSpace(uncertainty))
	if !ok1 || !ok2 || u.zero() || u.neg {
		return v, u, 0, false
	}
	if s.Rounding == PDG {
		place = pdgPlace(u)
	} else if place = u.point - 2; u.round(place, true).point > u.point {
		place++
	}
	if d := max(v.point, u.point) - place; d > maxDecimal || place < -maxDecimal {
		return v, u, 0, false
	}
	return v.round(place, true), u.round(place, true), place, true
}
