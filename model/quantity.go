package model

import (
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/model/formula"
)

// quantities declares the quantities of one file.
func (l *loader) quantities(section entry) {
	all := l.named(section.value, "quantities")
	for _, e := range all {
		if !l.validName(e, "quantity") || !l.declare(e, "quantity") || !l.room(e, len(l.model.quantities), maxQuantities) {
			continue
		}
		if isFamily(e.value) {
			l.family(e)
			continue
		}
		q := l.newQuantity(e, e.name)
		l.quantity(q, e.value)
		l.register(q)
	}
}

func (l *loader) newQuantity(e entry, name string) *Quantity {
	q := &Quantity{Name: name, At: e.at, ValueAt: e.at, index: len(l.model.quantities)}
	q.typ.Unknown = true
	return q
}

// register makes a quantity known by its name.
func (l *loader) register(q *Quantity) {
	m := l.model
	m.quantities = append(m.quantities, q)
	m.byName[q.Name] = q
	m.names = append(m.names, q.Name)
	m.near = append(m.near, q.Name)
	if !l.grouped[q.Group] {
		l.grouped[q.Group] = true
		m.groups = append(m.groups, Group{Name: q.Group, Title: m.titles[q.Group]})
	}
}

// room tells whether a model may have one more of the things that it has n of.
func (l *loader) room(e entry, n, most int) bool {
	if n < most {
		return true
	}
	if id := "limit " + e.at.File; l.names[id].Line == 0 {
		l.names[id] = e.at
		l.found.Add("limit-passed", e.at, "a model has at most %d of these; this and all further are left out", most)
	}
	return false
}

// validName checks the form of a name: words of letters, digits and _, each
// beginning with a letter, joined by dots. A name that is a unit's too is only
// warned of: the language tells them apart, but readers may not.
func (l *loader) validName(e entry, sort string) bool {
	if i := badNameRune(e.name); i >= 0 {
		l.found.Add("name-invalid", e.key.rune(i), "%q cannot name a %s: names are words of letters, digits and _, joined by dots", clip(e.name), sort).Hint = nameHint(e.name)
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
	if n.Kind == yaml.ScalarNode { // length: 3 m
		l.defaultGroup(q)
		l.shorthand(q, n)
		return
	}
	fields, spoilt := l.fields(n, q.Name, quantityKeys)
	if e, ok := fields["column"]; ok {
		l.found.Add("case-column", e.at, "%s has a column, and no list of cases that it could run over", q.Name).Hint = "write for: and the name of a list of cases"
		spoilt = true
	}
	l.fill(q, fields, spoilt)
}

// defaultGroup groups a quantity by its name up to the first dot.
func (l *loader) defaultGroup(q *Quantity) {
	q.Group = ""
	if first, _, ok := strings.Cut(q.Name, "."); ok {
		q.Group = first
	}
}

// fill reads the fields of a declaration.
func (l *loader) fill(q *Quantity, fields map[string]entry, spoilt bool) {
	l.defaultGroup(q)
	what := q.Name
	q.Title, q.Note = l.text(fields, "title", what), l.text(fields, "note", what)
	if s, ok := l.str(fields, "symbol", what); ok {
		q.Symbol, q.SymbolAt = s.text, s.at
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
	var sd *sides
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
		y, own, found := l.data(q, fields["data"], hasValue, x)
		if !found {
			return
		}
		if sd != nil && own != nil {
			l.found.Add("range-invalid", e.at, "%s states its uncertainty twice, by ± and by its data", q.Name)
			return
		} else if own != nil {
			sd = own
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
func (l *loader) settle(q *Quantity, x literal, sd *sides, fields map[string]entry) {
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
	q.Reasons = l.text(fields, "reason", q.Name)
	q.Reason = q.Reasons.In("")
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
	case hasFormula && fields["value"].value != nil: // reported already
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

// nameHint mends a name where a sign is all that is wrong with it.
func nameHint(name string) string {
	mended := strings.NewReplacer("-", "_", " ", "_").Replace(name)
	if badNameRune(mended) < 0 {
		return "write " + mended
	}
	return ""
}

func orNothing(k Kind) string {
	if k == "" {
		return "not"
	}
	return string(k)
}
