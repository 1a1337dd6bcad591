package model

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/number"
	"reckon/model/unit"
)

// A Claim is a number or a phrase that somebody printed, and the test that it
// should pass.
type Claim struct {
	ID       string
	Text     Text
	Note     Text
	Printed  string // "2e-9 W", "17 to 20 W"; "" for a phrase
	Quantity string // the quantity or formula held against it; of a range, its lower end
	Upper    string // of a range with two: its upper end
	// Holds is a comparison that is true where a phrase is; nil for a number.
	Holds     formula.Expr
	HoldsText string
	Decade    bool   // an order of magnitude is meant
	Tolerance string // as written; "" for half the last digit
	Given     Given
	Sources   []Source
	Where     string
	Expect    Verdict
	At        diag.Pos // of its name
	TestAt    diag.Pos // of the value or the comparison

	broken     bool // a finding says why it cannot be tested
	low, high  printed
	isRange    bool
	lower      tested
	upper      tested
	holds      tested
	tolerance  float64 // share of the printed value, or SI
	relative   bool
	tolerances bool
}

// Given is what a claim supposes: a scenario by name, or overrides.
type Given struct {
	Scenario  string
	Overrides []Override
}

// None tells whether nothing is supposed.
func (g Given) None() bool { return g.Scenario == "" && len(g.Overrides) == 0 }

// A printed number has the precision of its last digit, in its own unit.
type printed struct {
	literal
	half    float64 // half a unit of the last printed digit
	coarser float64 // half a unit of the next coarser digit, or half where there is one digit alone
}

// A tested expression is compiled with the model.
type tested struct {
	text scalar
	expr formula.Expr
	code *formula.Program
	typ  formula.Type
	unit unit.Unit
	uses []int
}

// claims declares the claims of one file.
func (l *loader) claims(section entry) {
	all := l.named(section.value, "claims")
	for _, e := range all {
		if i := badClaimRune(e.name); i >= 0 {
			l.found.Add("name-invalid", e.key.rune(i), "%q cannot name a claim: names are letters, digits, - and _", clip(e.name))
			continue
		}
		if !l.declare(e, "claim") || !l.room(e, len(l.model.claims), maxQuantities) {
			continue
		}
		c := &Claim{ID: e.name, At: e.at, TestAt: e.at, Expect: Reproduced}
		before := l.found.Count(diag.Error)
		l.claim(c, e.value)
		c.broken = l.found.Count(diag.Error) > before || c.broken
		l.model.claims = append(l.model.claims, c)
	}
}

func badClaimRune(name string) int {
	n := 0
	for _, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.' || r > 0x7f) {
			return n
		}
		n++
	}
	if n == 0 {
		return 0
	}
	return -1
}

func (l *loader) claim(c *Claim, n *yaml.Node) {
	what := "claim " + c.ID
	fields, spoilt := l.fields(n, what, claimKeys)
	c.Text, c.Note = l.text(fields, "text", what), l.text(fields, "note", what)
	c.Sources = l.sources(fields, what)
	if s, ok := l.str(fields, "where", what); ok {
		c.Where = s.text
	}
	if e := Verdict(l.word(fields, "expect", what, verdicts)); e != "" {
		c.Expect = e
	}
	c.Decade = l.word(fields, "about", what, abouts) == "decade"
	l.given(c, fields, what)
	l.test(c, fields, what)
	if spoilt {
		return
	}
	_, hasNote := fields["note"]
	_, hasText := fields["text"]
	at := fields["expect"].at
	switch {
	case !hasText:
		l.found.Warn("claim-incomplete", c.At, "%s does not say what was claimed", what).Hint = "write text: and the statement"
	case c.Expect == Untestable && !hasNote && at.Line != 0:
		l.found.Warn("claim-incomplete", at, "%s is expected to be untestable, and no note says why", what).Hint = "write note: and the reason"
	case c.Expect == Conditional && c.Given.None():
		if _, attempted := fields["given"]; !attempted {
			l.found.Add("given-missing", at, "%s is expected to hold conditionally, and no condition is given", what).Hint = "write given: and a scenario, or {name: value}"
		}
	}
}

// given reads a scenario's name or a map of overrides.
func (l *loader) given(c *Claim, fields map[string]entry, what string) {
	e, ok := fields["given"]
	if !ok {
		return
	}
	if e.value.Kind == yaml.MappingNode {
		all, _ := l.entries(e.value, "given of "+what)
		c.Given.Overrides = l.overrides(all, what)
		return
	}
	s, ok := l.scalar(e.value, "given of "+what)
	if !ok {
		return
	}
	found, ok := l.model.scenarioAt[s.text]
	if !ok {
		names := make([]string, len(l.model.scenarios), maxQuantities)
		for i, one := range l.model.scenarios {
			names[i] = one.Name
		}
		f := l.found.Add("scenario-unknown", s.at, "no scenario is called %q", clip(s.text))
		if f.Hint = diag.DidYouMean(s.text, names); f.Hint == "" && len(names) > 0 {
			f.Hint = "there are " + strings.Join(names, ", ")
		}
		return
	}
	c.Given = Given{Scenario: found.Name, Overrides: found.Overrides}
}

// test reads what is compared: value with quantity, or holds, or neither.
func (l *loader) test(c *Claim, fields map[string]entry, what string) {
	value, hasValue := fields["value"]
	quantity, hasQuantity := fields["quantity"]
	holds, hasHolds := fields["holds"]
	switch {
	case hasHolds && (hasValue || hasQuantity):
		l.found.Add("claim-test", holds.at, "%s has a value and a comparison; it is tested by one of them", what).Hint = "keep value: and quantity: for a number, or holds: for a phrase"
	case hasHolds:
		if s, ok := l.scalar(holds.value, "holds of "+what); ok {
			c.TestAt, c.HoldsText = s.at, s.text
			c.holds = l.tested(c, s)
			c.Holds = c.holds.expr
			if c.holds.code != nil && !c.holds.typ.Bool {
				l.found.Add("claim-test", s.at, "holds of %s must be true or false, and %q is a number", what, clip(s.text)).Hint = "compare it: " + clip(s.text) + " > …, or use value: and quantity:"
			}
		}
	case hasValue && hasQuantity:
		l.numeric(c, value, quantity, what)
		if e, ok := fields["tolerance"]; ok {
			l.readTolerance(c, e, what)
		}
		return
	case hasValue && c.Expect != Untestable:
		l.found.Add("claim-test", value.at, "%s has a value, and no quantity to hold it against", what).Hint = "write quantity: and its name, or expect: untestable with a note"
	case hasQuantity:
		l.found.Add("claim-test", quantity.at, "%s has a quantity, and no value that was printed", what).Hint = "write value: and the number as printed"
	case hasValue:
		if s, ok := l.scalar(value.value, "value of "+what); ok {
			c.TestAt, c.Printed = s.at, s.text
		}
	}
	for _, k := range []string{"tolerance", "about"} {
		if e, ok := fields[k]; ok {
			l.found.Add("claim-test", e.at, "%s of %s belongs to a value with a quantity", k, what)
		}
	}
}

// numeric reads a printed number or range, and what it is held against.
func (l *loader) numeric(c *Claim, value, quantity entry, what string) {
	s, okValue := l.scalar(value.value, "value of "+what)
	if okValue {
		c.TestAt, c.Printed = s.at, s.text
	}
	switch names := l.namesOf(quantity, what); len(names) {
	case 1:
		c.lower = l.tested(c, names[0])
		c.Quantity, c.upper = names[0].text, c.lower
	case 2:
		c.lower, c.upper = l.tested(c, names[0]), l.tested(c, names[1])
		c.Quantity, c.Upper = names[0].text, names[1].text
	default:
		return
	}
	if !okValue || c.lower.code == nil || c.upper.code == nil {
		c.broken = true
		return
	}
	for _, t := range []tested{c.lower, c.upper} {
		if t.typ.Bool {
			l.found.Add("claim-test", t.text.at, "%q is true or false, and has no value to compare", clip(t.text.text)).Hint = "use holds: for a comparison"
			return
		}
	}
	for _, sign := range []string{"~", "≈", "∼"} {
		if strings.HasPrefix(s.text, sign) {
			c.Decade = true
			s = s.from(len(sign)).trim()
			break
		}
	}
	low, high, isRange := splitRange(s)
	if !isRange {
		low, high = s, s
	}
	if c.Upper != "" && !isRange {
		l.found.Add("claim-test", quantity.at, "%s has two quantities, and one printed number", what).Hint = "write value: 17 to 20 W for a range"
		return
	}
	c.isRange = isRange
	var ok bool
	if c.high, ok = l.printed(c, high, c.upper, unit.Unit{}, false, what); !ok {
		return
	}
	c.low = c.high
	if isRange {
		c.low, _ = l.printed(c, low, c.lower, c.high.unit, !c.high.bare, what)
	}
}

// namesOf reads the quantity of a claim: one, or for a range a list of two.
func (l *loader) namesOf(e entry, what string) []scalar {
	what = "quantity of " + what
	if e.value.Kind != yaml.SequenceNode {
		s, ok := l.scalar(e.value, what)
		if !ok {
			return nil
		}
		return []scalar{s}
	}
	if len(e.value.Content) != 2 {
		l.wrongShape(e.value, what, "one quantity, or two for the ends of a range")
		return nil
	}
	low, ok1 := l.scalar(e.value.Content[0], what)
	high, ok2 := l.scalar(e.value.Content[1], what)
	if !ok1 || !ok2 {
		return nil
	}
	return []scalar{low, high}
}

// printed reads a number as printed. A bare one is in the unit of the other
// end of its range, else in the display unit of what it is held against.
func (l *loader) printed(c *Claim, s scalar, t tested, other unit.Unit, hasOther bool, what string) (printed, bool) {
	bare := t.unit
	if hasOther {
		bare = other
	}
	p, fs := l.printedNumber(c, s, bare, what)
	if len(fs) > 0 {
		l.found = append(l.found, fs...)
		return printed{}, false
	}
	if p.unit.Dimension() != t.typ.Dim {
		l.found.Add("unit-mismatch", s.at, "%s was printed in %s, and %s is in %s", what, dimensionName(p.unit), clip(t.text.text), dimensionName(t.unit)).
			Hint = "give what was printed " + inUnit(t.unit) + ", or name another quantity"
		return printed{}, false
	}
	p.unit = l.model.PrintedUnit(p.unit, t.expr, t.unit)
	return p, true
}

// printedNumber reads a number with a unit as a model writes it, else as running
// text does: 1/3, a quarter, 1.5 million. Words are those of English and of the
// languages that the claim's text is given in.
func (l *loader) printedNumber(c *Claim, s scalar, bare unit.Unit, what string) (printed, diag.List) {
	x, fs := parseLiteral(l.model.units, s, bare, "value of "+what)
	p := printed{literal: x}
	if len(fs) == 0 {
		if all := number.Read("en", s.text); len(all) > 0 {
			p.half, p.coarser = all[0].Half, all[0].Coarser
		}
		return p, nil
	}
	for _, lang := range append([]string{"en"}, slices.Sorted(maps.Keys(c.Text))...) {
		all := number.ReadUnits(lang, s.text, l.model.units)
		if len(all) != 1 || all[0].Start > 0 || all[0].UnitEnd < len(s.text) {
			continue
		}
		n := all[0]
		p = printed{literal{value: n.Value, digits: n.Digits, unit: bare, bare: n.Unit == ""}, n.Half, n.Coarser}
		if u, err := l.model.units.Parse(n.Unit); err == nil && !p.bare {
			p.unit = u
		} else if !p.bare {
			continue
		}
		return p, nil
	}
	if f := &fs[0]; f.Rule == "value-invalid" && strings.HasPrefix(f.Hint, "write digits") {
		f.Hint = "write digits, and a unit behind them, 3.2 W; a fraction; or a range, 17 to 20 W"
	}
	return p, fs
}

func (l *loader) readTolerance(c *Claim, e entry, what string) {
	s, ok := l.scalar(e.value, "tolerance of "+what)
	if !ok {
		return
	}
	c.Tolerance = s.text
	x, fs := parseLiteral(l.model.units, s, c.high.unit, "tolerance of "+what)
	switch {
	case len(fs) > 0:
		l.found = append(l.found, fs...)
	case x.value <= 0:
		l.found.Add("claim-test", s.at, "tolerance of %s must be above 0", what)
	case c.Decade:
		l.found.Add("claim-test", e.at, "%s means an order of magnitude, and has a tolerance as well", what)
	case !x.bare && x.unit.Dimension().IsZero():
		c.tolerance, c.relative, c.tolerances = x.si(), true, true
	case x.unit.Dimension() == c.high.unit.Dimension():
		c.tolerance, c.tolerances = x.deviation(), true
	case !c.broken:
		l.found.Add("unit-mismatch", s.at, "tolerance of %s is in %s, where %s or a share in %% is meant", what, dimensionName(x.unit), dimensionName(c.high.unit))
	}
}

// tested parses, checks and compiles an expression of a claim.
func (l *loader) tested(c *Claim, s scalar) tested {
	t := tested{text: s}
	if len(l.found) > maxFaults || l.nodes > maxNodes {
		if c.broken = true; l.names["claims left out"].Line == 0 {
			l.names["claims left out"] = s.at
			l.found.Add("limit-passed", s.at, "this claim and all further are not tested: there are more than %d findings, or the formulas have more than %d parts", maxFaults, maxNodes)
		}
		return t
	}
	expr, fs := formula.Parse(s.text, s.at)
	l.add(fs)
	if fs.HasErrors() {
		return t
	}
	m := l.model
	expr, fs = m.expand(expr, nil)
	l.add(fs)
	if fs.HasErrors() {
		return t
	}
	typ, fs := formula.Check(expr, m.scope())
	l.add(fs)
	t.expr, t.typ = expr, typ
	if fs.HasErrors() || typ.Unknown {
		c.broken = true
		return t
	}
	code, err := formula.Compile(expr, m.scope(), m.slot)
	if err != nil {
		l.found.Add("formula-size", s.at, "%v", err)
		return t
	}
	l.nodes += code.Size()
	t.code, t.unit = code, m.displayUnit(expr, typ)
	t.uses = m.slots(expr)
	return t
}

// slots lists the quantities that an expression uses.
func (m *Model) slots(e formula.Expr) []int {
	var uses []int
	for _, name := range formula.Uses(e, m.scope()) {
		if q, ok := m.byName[name]; ok {
			uses = append(uses, q.index)
		}
	}
	return uses
}
