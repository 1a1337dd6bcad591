package report

import (
	"math"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/figures"
	"reckon/model"
	"reckon/report/markdown/ast"
)

// byCase gives one part for each case where an expression of a chart is a list;
// each is labelled with its case.
func (p *plotter) byCase(x part) []part {
	cases, sources := p.m.Model.ByCase(x.source)
	if len(cases) == 0 {
		return []part{x}
	}
	var parts []part
	for i, c := range cases {
		label := c.Label(p.doc.Lang)
		if x.label != "" {
			label = x.label + " (" + label + ")"
		}
		parts = append(parts, part{sources[i], label, x.at})
	}
	return parts
}

// families draws points of the model: for each case of a list an expression
// against another one, with the intervals of both.
func (p *plotter) families() {
	text, at, log := p.option("x", "log")
	p.chart.X.Log = log
	xs := p.parts(text, at)
	ys, atY, logY := p.option("y", "log")
	p.chart.Y.Log = logY
	yParts := p.parts(ys, atY)
	if p.failed {
		return
	}
	if len(xs) != len(yParts) {
		p.fail("plot-empty", atY, "write :x: name[*] and :y: other[*], over one list of cases", "there are %d values of x and %d of y", len(xs), len(yParts))
		return
	}
	// The x axis has its own unit: that of y is kept aside while it is read.
	outer := p.unit
	given := p.hasUnit
	p.hasUnit = false
	var x []model.Value
	for _, one := range xs {
		v, _, ok := p.evaluatePart(one)
		if !ok {
			return
		}
		x = append(x, v)
	}
	unit := p.unit
	p.unit, p.hasUnit = outer, given
	var s figures.Series
	for i, one := range yParts {
		v, _, ok := p.evaluatePart(one)
		if !ok {
			return
		}
		s.X, s.Y = append(s.X, unit.FromSI(x[i].SI)), append(s.Y, p.unit.FromSI(v.SI))
		low, high := ends(v, p.unit.FromSI)
		s.Low, s.High = append(s.Low, low), append(s.High, high)
		low, high = ends(x[i], unit.FromSI)
		s.XLow, s.XHigh = append(s.XLow, low), append(s.XHigh, high)
		s.Text = append(s.Text, one.label)
	}
	p.chart.Series = []figures.Series{s}
	p.x = unit
	p.chart.X.Label = axisLabel(p.listTitle(text), unit, p.doc.Lang)
	p.chart.Y.Label = axisLabel(p.listTitle(ys), p.unit, p.doc.Lang)
}

// ends gives an interval in a unit; NaN where there is none.
func ends(v model.Value, in func(float64) float64) (low, high float64) {
	if !v.HasInterval {
		return math.NaN(), math.NaN()
	}
	return in(v.Low), in(v.High)
}

// listTitle is the title of the family that a list is of, or the text.
func (p *plotter) listTitle(text string) string {
	name := firstName(text)
	if f := p.m.Model.Family(name); f != nil {
		return p.familyTitle(f)
	}
	return text
}

// firstName is the name that a text begins with, without its case.
func firstName(text string) string {
	for i, c := range text {
		if !nameRune(c) || c == '[' {
			return text[:i]
		}
	}
	return text
}

func (r *resolver) familyTitle(f *model.Family) string {
	if t := r.modelText(f.Title); t != "" {
		return t
	}
	return f.Name
}

// caseTable prints families over one list: a row for each case, a column for
// each family.
func (r *resolver) caseTable(n *ast.Generated) {
	o, _ := n.Options.Lookup("cases")
	var families []*model.Family
	for _, q := range r.pick(n) {
		switch {
		case q.Family == nil || len(families) > 0 && q.Family.Cases != families[0].Cases:
			r.findings.Add("option-invalid", o.ValueAt, "a row for each case needs families over one list, and %s is none of them", q.Name).
				Hint = "name the families, or leave :cases: out"
			return
		case !containsFamily(families, q.Family):
			families = append(families, q.Family)
		}
	}
	if len(families) == 0 {
		return
	}
	over := families[0].Cases
	aligns := []east.Alignment{east.AlignLeft}
	head := r.modelText(over.Title)
	heads := []string{head}
	for _, f := range families {
		aligns, heads = append(aligns, east.AlignRight), append(heads, r.familyTitle(f))
	}
	t := newTable(aligns...)
	t.header(heads...)
	for i, c := range over.List {
		cells := [][]gast.Node{words(c.Label(r.doc.Lang))}
		for _, f := range families {
			if i < len(f.Members) {
				cells = append(cells, r.valueCell(f.Members[i]))
			} else {
				cells = append(cells, nil)
			}
		}
		t.row(false, cells...)
	}
	n.AppendChild(n, t.table)
}

func containsFamily(list []*model.Family, f *model.Family) bool {
	for _, one := range list {
		if one == f {
			return true
		}
	}
	return false
}
