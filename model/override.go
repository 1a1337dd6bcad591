package model

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// An Override gives a parameter another value: from --set, from a scenario, or
// from what a claim supposes.
type Override struct {
	Name string
	Text string // "2.5 W", "2.5 ± 0.1 W"; a bare number is in the parameter's own unit

	text scalar // where it stands in a file; zero for the command line
}

// A setting is what a parameter is set to, in SI units.
type setting struct {
	si     float64
	digits int
	spread Spread
	posed  bool // by an override
}

// ParseOverride reads NAME=VALUE UNIT and checks it against the model. The
// error is fit to be shown to who typed it.
func (m *Model) ParseOverride(text string) (Override, error) {
	name, value, found := strings.Cut(text, "=")
	o := Override{Name: strings.TrimSpace(name), Text: strings.TrimSpace(value)}
	if !found || o.Name == "" || o.Text == "" {
		return o, errors.New(`"` + clip(text) + `" is not NAME=VALUE; write for example 'lamp.power=3 W'`)
	}
	_, _, fs := m.setting(o)
	if len(fs) > 0 {
		msg := fs[0].Msg
		if fs[0].Hint != "" {
			msg += "; " + fs[0].Hint
		}
		return o, errors.New(msg)
	}
	return o, nil
}

// setting resolves an override.
func (m *Model) setting(o Override) (*Quantity, setting, diag.List) {
	var fs diag.List
	s := o.text
	if s.text == "" {
		s = scalar{text: o.Text}
	}
	q := m.byName[o.Name]
	switch {
	case q == nil:
		fs.Add("override-unknown", s.at, "no quantity is called %q", clip(o.Name)).Hint = diag.DidYouMean(o.Name, m.suggested())
		return nil, setting{}, fs
	case q.Kind == Derived:
		f := fs.Add("override-derived", s.at, "%s follows from a formula; only parameters can be set", o.Name)
		if below := m.parametersOf(q, 5); len(below) > 0 {
			f.Hint = "it rests on " + strings.Join(below, ", ")
		}
		return nil, setting{}, fs
	case q.typ.Unknown:
		return nil, setting{}, nil // its declaration is at fault, and reported
	}
	x, sd, fs := parseMeasured(m.units, s, q.Unit, "value of "+o.Name)
	if len(fs) > 0 {
		return nil, setting{}, fs
	}
	if x.unit.Dimension() != q.typ.Dim {
		fs.Add("unit-mismatch", s.at, "%s is measured in %s, not in %s", o.Name, dimensionName(q.Unit), dimensionName(x.unit)).Hint = "give it " + inUnit(q.Unit)
		return nil, setting{}, fs
	}
	return q, setting{si: x.si(), digits: x.digits, posed: true, spread: sd.spread(x)}, nil
}

// parametersOf lists the parameters that a quantity rests on, at most n.
func (m *Model) parametersOf(q *Quantity, n int) []string {
	var names []string
	seen := map[int]bool{}
	var visit func(q *Quantity)
	visit = func(q *Quantity) {
		for _, i := range q.uses {
			if seen[i] || len(names) == n {
				continue
			}
			seen[i] = true
			if u := m.quantities[i]; u.Formula == nil {
				names = append(names, u.Name)
			} else {
				visit(u)
			}
		}
	}
	visit(q)
	return names
}

// overrides reads a map of parameters and values, and checks them.
func (l *loader) overrides(all []entry, what string) []Override {
	var set []Override
	for _, e := range all {
		s, ok := l.scalar(e.value, e.name+" in "+what)
		if !ok {
			continue
		}
		o := Override{Name: e.name, Text: s.text, text: s}
		_, _, fs := l.model.setting(o)
		for i, f := range fs {
			if f.Rule == "override-unknown" || f.Rule == "override-derived" {
				fs[i].At = e.at // the name is wrong, not the value
			}
		}
		l.found = append(l.found, fs...)
		if len(fs) == 0 {
			set = append(set, o)
		}
	}
	return set
}

// scenarios declares the scenarios of one file.
func (l *loader) scenarios(section entry) {
	all := l.named(section.value, "scenarios")
	for _, e := range all {
		if !l.declare(e, "scenario") || !l.room(e, len(l.model.scenarios), maxQuantities) {
			continue
		}
		s := l.scenario(e.name, e.at, e.value)
		l.model.scenarios = append(l.model.scenarios, s)
		l.model.scenarioAt[s.Name] = s
	}
}

func (l *loader) scenario(name string, at diag.Pos, n *yaml.Node) *Scenario {
	s := &Scenario{Name: name, At: at}
	what := "scenario " + name
	all, _ := l.entries(n, what)
	own := map[string]entry{}
	var set []entry
	for _, e := range all {
		known := false
		for _, k := range scenarioKeys {
			known = known || k.name == e.name
		}
		if _, isQuantity := l.model.byName[e.name]; known && !isQuantity {
			own[e.name] = e
		} else {
			set = append(set, e)
		}
	}
	if e, ok := own["set"]; ok {
		more, _ := l.entries(e.value, "set of "+what)
		set = append(set, more...)
	}
	s.Title, s.Note = l.text(own, "title", what), l.text(own, "note", what)
	s.Sources = l.sources(own, what)
	s.Overrides = l.overrides(set, what)
	return s
}
