package model

import (
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/unit"
)

// formatVersion is the version of the format of a model's files.
const formatVersion = 1

// A Text is a text by language; one that is given once for all languages
// stands under "".
type Text map[string]string

// In gives the text in a language or the nearest there is: the language, its
// base language, the text for all, English, and then the first language by
// name. It is "" only where there is none at all.
func (t Text) In(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	for _, l := range []string{lang, base, "", "en"} {
		if s, ok := t[l]; ok {
			return s
		}
	}
	langs := make([]string, 0, len(t))
	for l := range t {
		langs = append(langs, l)
	}
	if len(langs) == 0 {
		return ""
	}
	return t[slices.Min(langs)]
}

// A Kind says what the value of a quantity rests on.
type Kind string

const (
	Cited    Kind = "cited"    // a parameter with a source
	Measured Kind = "measured" // a parameter computed from a data file of the project
	Assumed  Kind = "assumed"  // a parameter with a reason instead of a source
	Exact    Kind = "exact"    // a parameter by definition
	Derived  Kind = "derived"  // a formula
)

// Evidence says how well a cited value was checked.
type Evidence string

const (
	Primary    Evidence = "primary"    // the digits were read in the cited text
	Secondary  Evidence = "secondary"  // they were read in another, named by Via
	Unverified Evidence = "unverified" // neither, or not stated
)

// A Verdict is the outcome of a claim's test.
type Verdict string

const (
	Reproduced   Verdict = "reproduced"   // to the last digit printed
	Rounded      Verdict = "rounded"      // to the last but one
	Conditional  Verdict = "conditional"  // only under the claim's own overrides
	Contradicted Verdict = "contradicted" // not
	Untestable   Verdict = "untestable"   // nothing to compute
)

// A Source is a citation that stands behind a value or a claim.
type Source struct {
	Key     string // of the bibliography
	Locator string // "p. 1139"
	Quote   string
	At      diag.Pos
}

// A Quantity is a named number with a unit. It is a parameter or, where it has
// a Formula, derived from others.
type Quantity struct {
	Name     string
	Symbol   string // TeX; may be empty
	SymbolAt diag.Pos
	Group    string // as declared, else the name up to its first dot
	Title    Text
	Note     Text
	Kind     Kind
	Evidence Evidence // of a cited parameter; else empty
	Via      string   // where a secondary value was read
	Reason   string   // of an assumed parameter, in English where it is given by language
	Reasons  Text     // the same by language
	Sources  []Source
	Unit     unit.Unit // for display
	At       diag.Pos  // of the name
	ValueAt  diag.Pos  // of the value or formula

	Formula     formula.Expr // nil for a parameter
	FormulaText string
	ValueText   string  // a parameter's value as written, "" where it comes from data or a distribution
	Data        *Data   // nil unless measured
	Spread      Spread  // the stated uncertainty; the zero Spread states none
	Family      *Family // that it is a member of; nil for most
	Case        *Case   // which member

	index  int
	given  setting          // of a parameter
	typ    formula.Type     // Unknown where something is wrong with it
	text   scalar           // the formula with its places
	uses   []int            // the quantities in the formula
	code   *formula.Program // nil for parameters and where Unknown
	unitAt diag.Pos
}

// A Function is declared once and called in formulas: information(N).
type Function struct {
	Name   string
	Params []string
	Title  Text
	Note   Text
	Symbol string
	// SymbolAt is where it is written.
	SymbolAt diag.Pos
	Text     string // its body as written
	Body     formula.Expr
	At       diag.Pos

	// Function is what formulas call; its Body is nil where something is wrong.
	Function *formula.Function

	text   scalar
	broken bool
}

// A Scenario is a named set of overrides.
type Scenario struct {
	Name      string
	Title     Text
	Note      Text
	Sources   []Source
	Overrides []Override
	At        diag.Pos
}

// A Group gathers quantities under a title.
type Group struct {
	Name  string
	Title Text
}

// A Model holds what the YAML of a paper declares. It does not change after
// [Load], and may be evaluated many times at once.
type Model struct {
	quantities []*Quantity
	byName     map[string]*Quantity
	names      []string // of quantities, in order
	near       []string // names of quantities and functions, for suggestions
	functions  []*Function
	claims     []*Claim
	scenarios  []*Scenario
	groups     []Group
	titles     map[string]Text // of groups
	units      *unit.Registry
	files      []*source
	order      []int // derived quantities that can be computed, inputs first
	forms      int   // formulas with forms that bind a variable
	correlated []correlation
	scenarioAt map[string]*Scenario
	caseOrder  []*Cases
	caseLists  map[string]*Cases
	families   map[string]*Family
	maxSteps   int // see maxSteps; tests of the limits have fewer
}

// Quantities lists all quantities in the order of their declaration.
func (m *Model) Quantities() []*Quantity { return m.quantities }

// Quantity finds a quantity by its name; nil where there is none.
func (m *Model) Quantity(name string) *Quantity { return m.byName[name] }

// Names lists the names of all quantities, for suggestions.
func (m *Model) Names() []string { return m.names }

// Groups lists the names of all groups in the order of their first quantity.
func (m *Model) Groups() []string {
	names := make([]string, len(m.groups))
	for i, g := range m.groups {
		names[i] = g.Name
	}
	return names
}

// GroupTitle gives the declared title of a group, or its name.
func (m *Model) GroupTitle(name, lang string) string {
	if t := m.titles[name].In(lang); t != "" {
		return t
	}
	return name
}

// Claims lists all claims in the order of their declaration.
func (m *Model) Claims() []*Claim { return m.claims }

// Claim finds a claim by its name; nil where there is none.
func (m *Model) Claim(id string) *Claim {
	for _, c := range m.claims {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Scenarios lists all scenarios in the order of their declaration.
func (m *Model) Scenarios() []*Scenario { return m.scenarios }

// Scenario gives the overrides of a scenario.
func (m *Model) Scenario(name string) ([]Override, bool) {
	s, ok := m.scenarioAt[name]
	if !ok {
		return nil, false
	}
	return s.Overrides, true
}

// Functions lists all functions in the order of their declaration.
func (m *Model) Functions() []*Function { return m.functions }

// Function finds a function by its name; nil where there is none.
func (m *Model) Function(name string) *Function {
	for _, f := range m.functions {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Units knows the built-in units and those that the model adds.
func (m *Model) Units() *unit.Registry { return m.units }

// Source gives the text of a file of the model, for excerpts.
func (m *Model) Source(file string) ([]byte, bool) {
	for _, s := range m.files {
		if s.name == file {
			return s.text, true
		}
	}
	return nil, false
}

// Files lists the files of the model in the order of reading.
func (m *Model) Files() []string {
	names := make([]string, len(m.files))
	for i, s := range m.files {
		names[i] = s.name
	}
	return names
}

// Sources lists every citation of the model, in order of their places, for
// checking their keys.
func (m *Model) Sources() []Source {
	var all []Source
	for _, q := range m.quantities {
		all = append(all, q.Sources...)
	}
	for _, c := range m.claims {
		all = append(all, c.Sources...)
	}
	for _, s := range m.scenarios {
		all = append(all, s.Sources...)
	}
	slices.SortStableFunc(all, func(a, b Source) int { return a.At.Compare(b.At) })
	return all
}
