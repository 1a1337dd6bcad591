package report

import (
	"math"
	"slices"
	"strings"

	"reckon/figures"
	"reckon/model"
	"reckon/model/number"
)

// beside prints a value that stands beside its bar or flow; empty where there
// is none.
func (p *plotter) beside(v model.Value) string {
	shown, err := p.print(v, number.Format{Digits: -1})
	if err != nil || math.IsNaN(v.SI) {
		return ""
	}
	p.shown[shown] = v
	return shown
}

// oneNotation writes all large values of a chart with powers of ten where some
// are: 1.36 × 10⁵ and 97 140 are hard to compare.
func (p *plotter) oneNotation() {
	const large = 1e4
	power := func(text *string) bool { return strings.Contains(*text, "×") }
	texts := besides(p.chart)
	if !slices.ContainsFunc(texts, power) {
		return
	}
	for _, text := range texts {
		v, ok := p.shown[*text]
		if !ok || power(text) || math.Abs(p.unit.FromSI(v.SI)) < large {
			continue
		}
		if again, err := p.print(v, number.Format{Verb: 'e', Digits: -1}); err == nil {
			*text = again
		}
	}
}

// besides lists the texts beside the bars and flows of a chart and its panels.
func besides(c *figures.Chart) (texts []*string) {
	for i := range c.Series {
		for j := range c.Series[i].Text {
			texts = append(texts, &c.Series[i].Text[j])
		}
	}
	for i := range c.Flows {
		texts = append(texts, &c.Flows[i].Text)
	}
	for i := range c.Nodes {
		texts = append(texts, &c.Nodes[i].Value)
	}
	for i := range c.Panels {
		texts = append(texts, besides(&c.Panels[i])...)
	}
	return texts
}
