package report

import (
	"regexp"
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/formula"
)

// swept holds that what is drawn depends on what is varied; else the name of
// the swept parameter is likely to be misspelt.
func (p *plotter) swept(s sweep, nameAt diag.Pos) bool {
	o, ok := p.n.Options.Lookup("y")
	if !ok {
		return true // reported elsewhere
	}
	q := p.m.Model.Quantity(s.name)
	for _, x := range p.parts(o.Value, o.ValueAt) {
		_, fs := p.values.Sweep(s.name, []float64{1, 2}, x.source, x.at)
		if fs.HasErrors() { // reported when it is drawn
			return true
		}
		if mentions(x.source, s.name) || q != nil && p.rests(x.source, x.at, q) {
			return true
		}
	}
	if q != nil {
		p.fail("plot-range", nameAt, "vary a parameter that it rests on", "nothing in :y: depends on %s", s.name)
		return false
	}
	hint := diag.DidYouMean(s.name, p.m.Model.Names())
	if hint == "" {
		hint = "name a parameter, or a variable that the expressions of :y: use"
	}
	p.fail("name-unknown", nameAt, hint, "no quantity is called %s, and nothing in :y: uses it", s.name)
	return false
}

// mentions tells whether a name stands in an expression.
func mentions(source, name string) bool {
	for _, word := range nameWords.FindAllString(source, -1) {
		if word == name {
			return true
		}
	}
	return false
}

var nameWords = regexp.MustCompile(`[\pL_][\pL\pN_]*(\.[\pL_][\pL\pN_]*)*`)

// rests tells whether an expression is computed from a quantity, at any remove.
func (p *plotter) rests(source string, at diag.Pos, q *model.Quantity) bool {
	e, fs := formula.Parse(source, at)
	if fs.HasErrors() {
		return true // reported when it is evaluated
	}
	seen := map[string]bool{}
	var search func(names []string) bool
	search = func(names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool {
			if name == q.Name {
				return true
			}
			if seen[name] {
				return false
			}
			seen[name] = true
			return search(p.m.Model.Inputs(name))
		})
	}
	return search(p.m.Model.Uses(e))
}

// misread tells whether an option of the directive at a place could not be
// read: what then seems to be missing may be that.
func (m *Manuscript) misread(at diag.Pos) bool {
	text, ok := m.project.Source(at.File)
	if !ok || at.Line == 0 {
		return false
	}
	last := at.Line
	_, rest, _ := strings.Cut(diag.LinesOf(string(text))(at.Line, 1), "\n")
	for line := range strings.Lines(rest) {
		if !strings.HasPrefix(strings.TrimSpace(line), ":") {
			break
		}
		last++
	}
	return slices.ContainsFunc(m.found, func(f diag.Finding) bool {
		return strings.HasPrefix(f.Rule, "option-") && f.At.File == at.File && f.At.Line > at.Line && f.At.Line <= last
	})
}
