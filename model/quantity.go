package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/unit"
)

// quantities declares the quantities of one file.
func (l *loader) quantities(section entry) {
	all := l.named(section.value, "quantities")
	for _, e := range all {
		if !l.validName(e, "quantity") || !l.declare(e, "quantity") || !l.room(e, len(l.model.quantities)) {
			continue
		}
		q := &Quantity{Name: e.name, At: e.at, ValueAt: e.at, index: len(l.model.quantities)}
		q.typ.Unknown = true
		l.quantity(q, e.value)
		l.model.quantities = append(l.model.quantities, q)
		l.model.byName[q.Name] = q
		l.model.names = append(l.model.names, q.Name)
		l.model.allNames = append(l.model.allNames, q.Name)
		if !slices.ContainsFunc(l.model.groups, func(g Group) bool { return g.Name == q.Group }) {
			l.model.groups = append(l.model.groups, Group{Name: q.Group, Title: l.model.titles[q.Group]})
		}
	}
}

func (l *loader) room(e entry, n int) bool {
	if n == maxQuantities {
		l.found.Add("limit-passed", e.at, "a model has at most %d of these; this and all further are left out", maxQuantities)
	}
	return n < maxQuantities
}

// validName checks the form of a name: words of letters, digits and _, each
// beginning with a letter, joined by dots. A name that is a unit's too is only
// warned of: the language tells them apart, but readers may not.
func (l *loader) validName(e entry, sort string) bool {
	if i := badNameRune(e.name); i >= 0 {
		l.found.Add("name-invalid", e.key.rune(i), "%q cannot name a %s: names are words of letters, digits and _, joined by dots", clip(e.name), sort)
		return false
	}
	if expr, _ := formula.Parse(e.name, e.at); !isName(expr, e.name) {
		l.found.Add("name-invalid", e.at, "%q cannot name a %s: it is a word of formulas", e.name, sort)
		return false
	}
	if _, isUnit := l.model.units.Lookup(e.name); isUnit {
		l.found.Warn("name-shadows-unit", e.at, "%s names a %s and a unit: after a number it means the unit", e.name, sort).Hint = "use a longer name"
	}
	return true
}

func isName(e formula.Expr, name string) bool {
	n, ok := e.(*formula.Name)
	return ok && n.Name == name
}

// badNameRune gives the index of the first rune that no name can have there,
// or -1.
func badNameRune(name string) int {
	start := true
	n := 0
	for _, r := range name {
		switch {
		case r == '.' && !start:
			start = true
			n++
			continue
		case start && !(unicode.IsLetter(r) || r == '_'):
			return n
		case !start && !(unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'):
			return n
		}
		start = false
		n++
	}
	if start {
		return max(n-1, 0)
	}
	return -1
}

// quantity reads one declaration. Where it is at fault, q.typ stays Unknown.
func (l *loader) quantity(q *Quantity, n *yaml.Node) {
	q.Group, _, _ = strings.Cut(q.Name, ".")
	if !strings.Contains(q.Name, ".") {
		q.Group = ""
	}
	what := q.Name
	if n.Kind == yaml.ScalarNode { // length: 3 m
		l.shorthand(q, n)
		return
	}
	fields, spoilt := l.fields(n, what, quantityKeys)
	q.Title, q.Note = l.text(fields, "title", what), l.text(fields, "note", what)
	if s, ok := l.str(fields, "symbol", what); ok {
		q.Symbol = s.text
	}
	if s, ok := l.str(fields, "group", what); ok {
		q.Group = s.text
	}
	q.Sources = l.sources(fields, what)
	ok := l.quantityUnit(q, fields)
	switch _, isDerived := fields["formula"]; {
	case isDerived:
		l.derived(q, fields, ok)
	default:
		l.parameter(q, fields, ok, spoilt)
	}
	l.origin(q, fields, spoilt || !given(fields, "formula", "value", "data", "distribution"))
}

// given tells whether any of some keys is there.
func given(fields map[string]entry, names ...string) bool {
	for _, name := range names {
		if _, ok := fields[name]; ok {
			return true
		}
	}
	return false
}

// shorthand reads a quantity of a value alone.
func (l *loader) shorthand(q *Quantity, n *yaml.Node) {
	s, ok := l.scalar(n, q.Name)
	if !ok {
		return
	}
	fields := map[string]entry{"value": {name: "value", at: s.at, key: s, value: n}}
	l.parameter(q, fields, true, false)
	l.origin(q, fields, false)
}

// quantityUnit reads the display unit. It is false where that failed.
func (l *loader) quantityUnit(q *Quantity, fields map[string]entry) bool {
	if _, given := fields["unit"]; !given {
		return true
	}
	s, ok := l.str(fields, "unit", q.Name)
	if !ok {
		return false
	}
	u, err := l.model.units.Parse(s.text)
	if err != nil {
		addUnitError(&l.found, s, err)
		return false
	}
	q.Unit, q.unitAt = u, s.at
	return true
}

// derived reads the formula; it is checked when all names are known.
func (l *loader) derived(q *Quantity, fields map[string]entry, ok bool) {
	q.Kind = Derived
	e := fields["formula"]
	q.ValueAt = e.at
	for _, k := range []string{"value", "data", "range", "sd", "factor", "distribution", "level"} {
		if extra, both := fields[k]; both {
			l.found.Add("formula-and-value", extra.at, "%s has a formula, so it cannot have %s as well", q.Name, k).Hint = "its value and uncertainty follow from the formula; a printed value to hold it against is a claim"
			ok = false
		}
	}
	s, isText := l.scalar(e.value, "formula of "+q.Name)
	if !isText {
		return
	}
	q.ValueAt, q.text, q.FormulaText = s.at, s, s.text
	expr, fs := formula.Parse(s.text, s.at)
	l.add(fs)
	if !fs.HasErrors() && expr != nil && ok {
		q.Formula = expr
	}
}

// parameter reads the value and its uncertainty.
func (l *loader) parameter(q *Quantity, fields map[string]entry, ok, spoilt bool) {
	bare := q.Unit
	e, hasValue := fields["value"]
	_, hasData := fields["data"]
	_, hasShape := fields["distribution"]
	if !hasValue && !hasData && !hasShape {
		if !spoilt {
			l.found.Add("value-missing", q.At, "%s has neither a value nor a formula", q.Name).Hint = "write value: 3 W, formula: or data:"
		}
		return
	}
	var x literal
	var sd *literal
	if hasValue {
		s, isText := l.scalar(e.value, "value of "+q.Name)
		if !isText {
			return
		}
		q.ValueAt, q.ValueText = s.at, s.text
		var fs diag.List
		x, sd, fs = parseMeasured(l.model.units, s, bare, "value of "+q.Name)
		if len(fs) > 0 {
			l.found = append(l.found, fs...)
			return
		}
	}
	if hasData {
		y, found := l.data(q, fields["data"], hasValue, x)
		if !found {
			return
		}
		if !hasValue {
			x, q.ValueAt = y, fields["data"].at
		} else {
			x.value = x.unit.FromSI(y.si()) // the value beside data is a check, and agrees
			x.digits = max(x.digits, y.digits)
		}
	}
	if !ok {
		return
	}
	if hasShape && !hasValue && !hasData {
		x = literal{unit: bare}
	}
	l.settle(q, x, sd, fields)
}

// settle joins value, display unit and uncertainty.
func (l *loader) settle(q *Quantity, x literal, sd *literal, fields map[string]entry) {
	known := q.ValueText != "" || q.Data != nil
	if q.unitAt.Line == 0 {
		q.Unit = x.unit
	} else if known && x.unit.Dimension() != q.Unit.Dimension() {
		l.found.Add("unit-mismatch", q.unitAt, "the value of %s is in %s, which cannot be shown in %s", q.Name, dimensionName(x.unit), dimensionName(q.Unit))
		return
	}
	before := len(l.found)
	spread, shapeUnit := l.spread(q, x, sd, known, fields)
	if len(l.found) > before {
		return
	}
	q.Spread = spread
	if !known {
		if q.unitAt.Line == 0 {
			q.Unit = shapeUnit
		}
		x = literal{value: q.Unit.FromSI(spread.Median()), unit: q.Unit}
	}
	q.given = setting{si: x.si(), digits: x.digits, spread: spread}
	q.typ = formula.Type{Dim: q.Unit.Dimension(), Unit: q.Unit, HasUnit: true}
	if low, high := spread.Interval(); !spread.None() && (q.given.si < low || q.given.si > high) {
		l.found.Add("range-excludes-value", q.ValueAt, "the value of %s (%s) lies outside its own 95 %% interval (%s to %s)", q.Name,
			show(q.given.si, q.Unit), show(low, q.Unit), show(high, q.Unit))
	}
}

// origin finds out, and checks, what the value rests on.
func (l *loader) origin(q *Quantity, fields map[string]entry, spoilt bool) {
	_, hasFormula := fields["formula"]
	_, hasData := fields["data"]
	_, hasReason := fields["reason"]
	_, hasSource := fields["source"]
	if s, ok := l.str(fields, "reason", q.Name); ok {
		q.Reason = s.text
	}
	if s, ok := l.str(fields, "via", q.Name); ok {
		q.Via = s.text
	}
	stated := Kind(l.word(fields, "kind", q.Name, kinds))
	_, kindGiven := fields["kind"]
	switch {
	case stated != "":
		q.Kind = stated
	case hasFormula:
		q.Kind = Derived
	case hasData:
		q.Kind = Measured
	case hasSource:
		q.Kind = Cited
	case hasReason:
		q.Kind = Assumed
	}
	at := fields["kind"].at
	switch {
	case spoilt || kindGiven && stated == "":
	case (q.Kind == Derived) != hasFormula:
		verb := "has no"
		if hasFormula {
			verb = "has a"
		}
		l.found.Add("kind-disagrees", at, "%s is called %s, but %s formula", q.Name, q.Kind, verb)
	case q.Kind == Measured && !hasData:
		l.found.Add("kind-disagrees", at, "%s is called measured, but has no data", q.Name).Hint = "write data: {file: …, column: …}, or kind: cited with a source"
	case q.Kind == Cited && !hasSource:
		l.found.Add("origin-missing", at, "%s is called cited, but has no source", q.Name).Hint = "write source: and a citation key, or kind: assumed with a reason"
	case q.Kind == Assumed && !hasReason:
		l.found.Add("origin-missing", at, "%s is called assumed, but has no reason", q.Name).Hint = "write reason: and why the value is reasonable"
	case q.Kind == "":
		l.found.Warn("origin-missing", q.At, "nothing is said about where %s comes from", q.Name).Hint = "write source: and a citation key, or reason: for an assumption, or kind: exact for a definition"
	}
	l.evidence(q, fields)
}

func (l *loader) evidence(q *Quantity, fields map[string]entry) {
	e := Evidence(l.word(fields, "evidence", q.Name, evidences))
	at := fields["evidence"].at
	switch {
	case q.Kind != Cited:
		if e != "" {
			l.found.Add("kind-disagrees", at, "evidence belongs to a cited value, and %s is %s", q.Name, orNothing(q.Kind)).Hint = "give it a source, or remove evidence"
		}
		return
	case e == "":
		e = Unverified
	case e == Secondary && q.Via == "":
		if _, given := fields["via"]; !given {
			l.found.Add("via-missing", at, "the evidence of %s is secondary, but where it was read is not said", q.Name).Hint = "write via: and the text that it was read in"
		}
	}
	q.Evidence = e
}

func orNothing(k Kind) string {
	if k == "" {
		return "not"
	}
	return string(k)
}

// spread reads the stated uncertainty of a parameter. The unit that it gives
// is that of a distribution's arguments, for a parameter without a value.
func (l *loader) spread(q *Quantity, x literal, sd *literal, known bool, fields map[string]entry) (Spread, unit.Unit) {
	var stated []string
	for _, k := range []string{"range", "sd", "factor", "distribution"} {
		if _, ok := fields[k]; ok {
			stated = append(stated, k)
		}
	}
	if sd != nil {
		stated = append([]string{"±"}, stated...)
	}
	if len(stated) > 1 {
		at := fields[stated[1]].at
		l.found.Add("range-invalid", at, "%s states its uncertainty twice, by %s and by %s", q.Name, stated[0], stated[1])
		return Spread{}, x.unit
	}
	if e, ok := fields["level"]; ok && (len(stated) == 0 || stated[0] != "range") {
		l.found.Add("range-invalid", e.at, "level of %s belongs to a range, and there is none", q.Name)
		return Spread{}, x.unit
	}
	if len(stated) == 0 {
		return Spread{}, x.unit
	}
	switch stated[0] {
	case "±":
		if sd.value == 0 {
			return Spread{}, x.unit
		}
		return Spread{Shape: Normal, A: x.si(), B: sd.deviation(), Text: "sd"}, x.unit
	case "range":
		return l.spreadRange(q, x, fields), x.unit
	case "sd":
		return l.spreadSD(q, x, fields), x.unit
	case "factor":
		return l.spreadFactor(q, x, fields), x.unit
	}
	return l.spreadShape(q, x, known, fields)
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
		l.found.Add("range-invalid", ends[0].at, "range of %s must go from low to high", q.Name)
		return Spread{}
	case m <= a || m >= b:
		l.found.Add("range-excludes-value", ends[0].at, "the value of %s (%s) lies outside its range (%s to %s)", q.Name, show(m, x.unit), show(a, x.unit), show(b, x.unit))
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

// splitRange cuts "17 to 20 W", "17..20 W" or "17–20 W" in two.
func splitRange(s scalar) (low, high scalar, ok bool) {
	for _, sep := range []string{" to ", "..", "–", "…"} {
		if a, _, found := strings.Cut(s.text, sep); found && a != "" {
			low = s
			low.text = a
			return low.trim(), s.from(len(a) + len(sep)).trim(), true
		}
	}
	return s, s, false
}

func (l *loader) spreadSD(q *Quantity, x literal, fields map[string]entry) Spread {
	s, ok := l.str(fields, "sd", q.Name)
	if !ok {
		return Spread{}
	}
	sd, ok := l.number(s, x.unit, "sd of "+q.Name)
	if !ok {
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
