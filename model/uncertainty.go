package model

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// spread reads the stated uncertainty of a parameter. The unit that it gives
// is that of a distribution's arguments, for a parameter without a value.
func (l *loader) spread(q *Quantity, x literal, sd *sides, known bool, fields map[string]entry) (Spread, unit.Unit) {
	var stated []string
	for _, k := range []string{"range", "sd", "factor", "distribution"} {
		if _, ok := fields[k]; ok {
			stated = append(stated, k)
		}
	}
	if sd != nil {
		stated = append([]string{q.deviationWord()}, stated...)
	}
	if len(stated) > 1 {
		at := fields[stated[1]].at
		l.found.Add("range-invalid", at, "%s states its uncertainty twice, by %s and by %s", q.Name, stated[0], stated[1]).
			Hint = "keep one of the two"
		return Spread{}, x.unit
	}
	if e, ok := fields["level"]; ok && (len(stated) == 0 || stated[0] != "range") {
		l.found.Add("range-invalid", e.at, "level of %s belongs to a range, and there is none", q.Name).
			Hint = "add range: with both ends, or remove level:"
		return Spread{}, x.unit
	}
	if len(stated) == 0 {
		return Spread{}, x.unit
	}
	if sd != nil {
		return sd.spread(x), x.unit
	}
	switch stated[0] {
	case "range":
		return l.spreadRange(q, x, fields), x.unit
	case "sd":
		return l.spreadSD(q, x, fields), x.unit
	case "factor":
		return l.spreadFactor(q, x, fields), x.unit
	}
	return l.spreadShape(q, x, known, fields)
}

// deviationWord tells how the value itself states its uncertainty.
func (q *Quantity) deviationWord() string {
	switch {
	case q.Data != nil && q.Data.Uncertainty != "":
		return "its data"
	case strings.Contains(q.ValueText, "(") && !strings.Contains(q.ValueText, "±"):
		return "brackets"
	}
	return "±"
}

// number reads an entry as a literal of the dimension of a unit.
func (l *loader) number(s scalar, u unit.Unit, what string) (literal, bool) {
	y, fs := parseLiteral(l.model.units, s, u, what)
	if len(fs) > 0 {
		l.found = append(l.found, fs...)
		return y, false
	}
	if y.unit.Dimension() != u.Dimension() {
		l.found.Add("unit-mismatch", s.at, "%s is in %s, where %s is meant", what, dimensionName(y.unit), dimensionName(u)).Hint = "a number without a unit is taken in the unit of the value"
		return y, false
	}
	return y, true
}

func (l *loader) spreadRange(q *Quantity, x literal, fields map[string]entry) Spread {
	what := "range of " + q.Name
	ends := l.pair(fields["range"].value, what)
	if ends == nil {
		return Spread{}
	}
	low, ok := l.number(ends[0], x.unit, what)
	if !ok {
		return Spread{}
	}
	high, ok := l.number(ends[1], x.unit, what)
	if !ok {
		return Spread{}
	}
	if ends[0].at.Line == ends[1].at.Line && low.bare && !high.bare { // 17 to 20 mW
		low.unit = high.unit
	}
	z := z95
	if s, ok := l.str(fields, "level", q.Name); ok {
		level, ok := l.number(s, unit.Unit{}, "level of "+q.Name)
		if !ok {
			return Spread{}
		}
		if p := level.si(); p <= 0 || p >= 1 {
			l.found.Add("range-invalid", s.at, "level of %s must lie between 0 and 100 %%", q.Name).Hint = "write level: 90 %"
			return Spread{}
		}
		z = normalQuantile((1 + level.si()) / 2)
	}
	a, m, b := low.si(), x.si(), high.si()
	switch {
	case a >= b:
		l.found.Add("range-invalid", ends[0].at, "range of %s must go from low to high", q.Name).Hint = "write the lower end first"
		return Spread{}
	case m <= a || m >= b:
		l.found.Add("range-excludes-value", ends[0].at, "the value of %s (%s) lies outside its range (%s to %s)", q.Name, show(m, x.unit), show(a, x.unit), show(b, x.unit)).Hint = "mend the value or the range"
		return Spread{}
	}
	s := Spread{Shape: TwoPiece, A: m, B: (m - a) / z, C: (b - m) / z, Text: "range"}
	if near(s.B, s.C) {
		s.Shape, s.B, s.C = Normal, (s.B+s.C)/2, 0
	}
	return s
}

func near(a, b float64) bool { d := a - b; return d*d < 1e-18*(a*a+b*b) }

// pair reads the two ends of a range: a list of two, or "17 to 20 W".
func (l *loader) pair(n *yaml.Node, what string) []scalar {
	if n.Kind == yaml.ScalarNode {
		s, ok := l.scalar(n, what)
		if !ok {
			return nil
		}
		if low, high, ok := splitRange(s); ok {
			return []scalar{low, high}
		}
		l.found.Add("range-invalid", s.at, "%s must have two ends, not %q", what, clip(s.text)).Hint = "write [1.4, 1.7] or 1.4 to 1.7"
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		l.wrongShape(n, what, "a list of two numbers")
		return nil
	}
	if len(n.Content) != 2 {
		l.found.Add("range-invalid", l.src.at(n), "%s must have two ends, not %d", what, len(n.Content)).Hint = "write [1.4, 1.7]; a comma is no decimal sign"
		return nil
	}
	low, ok1 := l.scalar(n.Content[0], what)
	high, ok2 := l.scalar(n.Content[1], what)
	if !ok1 || !ok2 {
		return nil
	}
	return []scalar{low, high}
}

// splitRange cuts "17 to 20 W", "17..20 W", "17–20 W" or "17-20 W" in two.
func splitRange(s scalar) (low, high scalar, ok bool) {
	for _, sep := range []string{" to ", "..", "–", "…"} {
		if a, _, found := strings.Cut(s.text, sep); found && a != "" {
			low = s
			low.text = a
			return low.trim(), s.from(len(a) + len(sep)).trim(), true
		}
	}
	if at := hyphened.FindStringSubmatchIndex(s.text); at != nil {
		low = s
		low.text = s.text[:at[3]]
		return low.trim(), s.from(at[4]).trim(), true
	}
	return s, s, false
}

// hyphened is a range such as 5-10 %. The hyphen stands right behind a number or
// a percent sign: that of W m-2 belongs to the unit.
var hyphened = regexp.MustCompile(`^([-+−]?[0-9][0-9.]*(?:[eE][-+−]?[0-9]+)?\s?[%‰]?)\s?-\s?([0-9].*)$`)

func (l *loader) spreadSD(q *Quantity, x literal, fields map[string]entry) Spread {
	s, ok := l.str(fields, "sd", q.Name)
	if !ok {
		return Spread{}
	}
	sd, fs := parseLiteral(l.model.units, s, x.unit, "sd of "+q.Name)
	if sd = sd.of(x); len(fs) > 0 || sd.unit.Dimension() != x.unit.Dimension() {
		l.number(s, x.unit, "sd of "+q.Name) // says why
		return Spread{}
	}
	if sd.value <= 0 {
		l.found.Add("range-invalid", s.at, "sd of %s must be above 0", q.Name).Hint = "leave it out, or write kind: exact, for a value without uncertainty"
		return Spread{}
	}
	return Spread{Shape: Normal, A: x.si(), B: sd.deviation(), Text: "sd"}
}

func (l *loader) spreadFactor(q *Quantity, x literal, fields map[string]entry) Spread {
	s, ok := l.str(fields, "factor", q.Name)
	if !ok {
		return Spread{}
	}
	f, ok := l.number(s, unit.Unit{}, "factor of "+q.Name)
	if !ok {
		return Spread{}
	}
	if f.si() <= 1 {
		l.found.Add("range-invalid", s.at, "factor of %s must be above 1", q.Name).Hint = "factor: 2 is a 95 % interval from half the value to twice the value"
		return Spread{}
	}
	if x.si() == 0 {
		l.found.Add("range-invalid", s.at, "a value of 0 cannot have a factor")
		return Spread{}
	}
	return Spread{Shape: LogNormal, A: x.si(), B: f.si(), Text: "factor"}
}

// spreadShape reads normal(3 W, 0.2 W) and its kin.
func (l *loader) spreadShape(q *Quantity, x literal, known bool, fields map[string]entry) (Spread, unit.Unit) {
	s, ok := l.str(fields, "distribution", q.Name)
	if !ok {
		return Spread{}, x.unit
	}
	name, args, _ := strings.Cut(s.text, "(")
	rule, found := shapeRules[strings.TrimSpace(name)]
	if !found {
		f := l.found.Add("distribution-unknown", s.at, "no distribution is called %q", clip(strings.TrimSpace(name)))
		if f.Hint = diag.DidYouMean(strings.TrimSpace(name), shapeNames); f.Hint == "" {
			f.Hint = "there are " + strings.Join(shapeNames, ", ")
		}
		return Spread{}, x.unit
	}
	form := fmt.Sprintf("write %s(%s)", rule.shape, strings.Join(rule.args, ", "))
	if !strings.HasSuffix(args, ")") {
		l.found.Add("range-invalid", s.at, "distribution of %s has no arguments in parentheses", q.Name).Hint = form
		return Spread{}, x.unit
	}
	parts := strings.Split(strings.TrimSuffix(args, ")"), ",")
	if len(parts) != len(rule.args) {
		l.found.Add("range-invalid", s.at, "%s takes %d arguments, not %d", rule.shape, len(rule.args), len(parts)).Hint = form
		return Spread{}, x.unit
	}
	values := make([]float64, len(parts))
	offset := len(name) + 1
	u, settled := x.unit, known || q.unitAt.Line != 0
	for i, part := range parts {
		arg := s.from(offset)
		arg.text = part
		offset += len(part) + 1
		want := u
		if rule.plain[i] {
			want = unit.Unit{}
		}
		y, fs := parseLiteral(l.model.units, arg, want, rule.args[i]+" of "+q.Name)
		if len(fs) > 0 {
			l.found = append(l.found, fs...)
			return Spread{}, u
		}
		if !rule.plain[i] && !settled && !y.bare { // the first unit written holds for all
			u, want, settled = y.unit, y.unit, true
			for j := range i {
				if !rule.plain[j] {
					values[j] = u.ToSI(values[j])
				}
			}
		}
		if y.unit.Dimension() != want.Dimension() {
			l.found.Add("unit-mismatch", arg.trim().at, "%s of %s is in %s, where %s is meant", rule.args[i], q.Name, dimensionName(y.unit), dimensionName(want))
			return Spread{}, u
		}
		values[i] = y.si()
		if rule.args[i] == "sd" {
			values[i] = y.deviation()
		}
	}
	if rule.shape == Beta && !u.Dimension().IsZero() {
		l.found.Add("unit-mismatch", s.at, "beta gives a share from 0 to 1, and %s is in %s", q.Name, dimensionName(u))
		return Spread{}, u
	}
	if msg := rule.wrong(values); msg != "" {
		l.found.Add("range-invalid", s.at, "%s of %s: %s", rule.shape, q.Name, msg).Hint = form
		return Spread{}, u
	}
	return Spread{Shape: rule.shape, A: values[0], B: values[1], C: at(values, 2), Text: s.text}, u
}

func at(values []float64, i int) float64 {
	if i < len(values) {
		return values[i]
	}
	return 0
}
