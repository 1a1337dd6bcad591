package report

import (
	"fmt"
	"math"
	"strings"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/model"
	"reckon/report/markdown/ast"
)

// mostFileBars is how many rows of a file are drawn as bars.
const mostFileBars = 100

// columnBars draws a bar for each row of a file and each column of :y:.
func (p *plotter) columnBars() {
	t, file := p.table()
	if t == nil {
		return
	}
	text, at, log := p.option("y", "log")
	p.chart.Y.Log = log
	parts, names := p.parts(text, at), p.names(t, file)
	if p.failed {
		return
	}
	switch {
	case len(parts) == 0 || names == nil:
		p.fail("plot-empty", at, "write :names: COLUMN and :y: COLUMN, COLUMN", "bars of a file need a column with their names and one or more for y")
		return
	case t.Rows() > mostFileBars:
		p.fail("limit-passed", at, "draw them with :kind: line or scatter", "%s has %d rows, and a chart at most %d bars", file, t.Rows(), mostFileBars)
		return
	}
	p.chart.Categories = names
	half := p.halves(t, file)
	for _, one := range parts {
		y, ok := p.valueColumn(t, file, one)
		if !ok {
			return
		}
		s := figures.Series{Label: labelOr(one.label, y.Name)}
		for i, v := range y.Values {
			p.addBar(&s, p.measuredBar(v, half, i))
		}
		p.chart.Series = append(p.chart.Series, s)
	}
	p.seriesLabels()
	if len(p.chart.Series) == 1 {
		p.chart.Y.Label = axisLabel(p.chart.Series[0].Label, p.unit, p.doc.Lang)
	}
}

// measuredBar is a cell in the unit of the axis as a value; NaN for none.
func (p *plotter) measuredBar(v float64, half *model.Column, row int) model.Value {
	m := model.Value{SI: p.unit.ToSI(v), Dim: p.unit.Dimension(), Unit: p.unit, OK: true}
	if half != nil && half.Values[row] > 0 {
		h := p.halfOf(half, row)
		m.Low, m.High, m.HasInterval = p.unit.ToSI(v-h), p.unit.ToSI(v+h), true
	}
	return m
}

func (p *plotter) bars() {
	if _, ok := p.n.Options.Lookup("data"); ok {
		p.columnBars()
		return
	}
	if o, ok := p.n.Options.Lookup("groups"); ok {
		p.grouped(o, false)
		return
	}
	text, at, log := p.option("y", "log")
	p.chart.Y.Log = log
	p.barsOf(text, at)
}

func (p *plotter) barsOf(text string, at diag.Pos) {
	var series figures.Series
	for _, x := range p.parts(text, at) {
		v, label, ok := p.evaluatePart(x)
		if !ok {
			return
		}
		p.chart.Categories = append(p.chart.Categories, label)
		p.addBar(&series, v)
	}
	if len(series.Y) == 0 {
		p.fail("plot-empty", at, "name what to draw: :y: NAME, NAME", "a chart of bars needs :y: or :groups:")
		return
	}
	p.chart.Series = []figures.Series{series}
}

func (p *plotter) addBar(s *figures.Series, v model.Value) {
	s.Y = append(s.Y, p.unit.FromSI(v.SI))
	low, high := math.NaN(), math.NaN()
	if v.HasInterval {
		low, high = p.unit.FromSI(v.Low), p.unit.FromSI(v.High)
	}
	s.Low, s.High = append(s.Low, low), append(s.High, high)
	s.Text = append(s.Text, p.beside(v))
}

func (p *plotter) grouped(o ast.Option, byLabel bool) {
	pieces, offsets := splitAt(o.Value, ';')
	index := map[string]int{}
	for i, piece := range pieces {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		name, list, ok := cutLabel(piece)
		at := o.ValueAt.Advance(o.Value[:offsets[i]])
		if !ok {
			p.fail("plot-groups", at.Right(leadingSpaces(piece)), `write "Group": EXPRESSION, EXPRESSION; "Next group": ...`, "a group begins with its name in quotes and a colon")
			return
		}
		p.chart.Categories = append(p.chart.Categories, name)
		for j, x := range p.parts(list, at.Advance(piece[:len(piece)-len(list)])) {
			v, label, ok := p.evaluatePart(x)
			if !ok {
				return
			}
			key := label
			if !byLabel {
				key = fmt.Sprint(j)
			}
			k, ok := index[key]
			if !ok {
				k = len(p.chart.Series)
				index[key] = k
				p.chart.Series = append(p.chart.Series, figures.Series{Label: label})
			}
			s := &p.chart.Series[k]
			pad(s, len(p.chart.Categories)-1)
			p.addBar(s, v)
		}
	}
	for i := range p.chart.Series {
		pad(&p.chart.Series[i], len(p.chart.Categories))
	}
	p.seriesLabels()
}

func pad(s *figures.Series, n int) {
	for len(s.Y) < n {
		s.Y, s.Low, s.High = append(s.Y, math.NaN()), append(s.Low, math.NaN()), append(s.High, math.NaN())
		s.Text = append(s.Text, "")
	}
}

func cutLabel(piece string) (name, rest string, ok bool) {
	trimmed := strings.TrimLeft(piece, " \n")
	if !strings.HasPrefix(trimmed, `"`) {
		return "", "", false
	}
	name, rest, ok = strings.Cut(trimmed[1:], `"`)
	if !ok {
		return "", "", false
	}
	_, rest, ok = strings.Cut(rest, ":")
	return name, rest, ok
}

func (p *plotter) stacked() {
	if _, ok := p.n.Options.Lookup("data"); ok {
		p.columnBars()
		return
	}
	o, ok := p.n.Options.Lookup("stack")
	if !ok {
		p.fail("plot-empty", p.n.At, `write :stack: "Bar": NAME, NAME; "Next bar": ...`, "a stacked chart needs :stack:")
		return
	}
	p.grouped(o, true)
}
