package report

import (
	"fmt"
	"math"
	"strings"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/number"
	"reckon/report/markdown/ast"
)

func (p *plotter) bars() {
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
	shown, err := p.print(v, number.Format{Digits: -1})
	if err != nil {
		shown = ""
	}
	s.Text = append(s.Text, shown)
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
	o, ok := p.n.Options.Lookup("stack")
	if !ok {
		p.fail("plot-empty", p.n.At, `write :stack: "Bar": NAME, NAME; "Next bar": ...`, "a stacked chart needs :stack:")
		return
	}
	p.grouped(o, true)
}
