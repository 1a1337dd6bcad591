package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/number"
	"reckon/model/unit"
)

// tornadoTop is how many inputs a tornado shows if the author does not say;
// mostBars how many it can show.
const (
	tornadoTop = 10
	mostBars   = 60

	mostEndDigits = 8
)

// tornado draws what a quantity becomes when each of its uncertain inputs goes
// to the ends of its 95 % interval, or the shares that they have in its
// variance.
func (p *plotter) tornado() {
	o, ok := p.n.Options.Lookup("of")
	if !ok {
		p.fail("plot-empty", p.n.At, "write :of: NAME", "a tornado needs :of:, the quantity whose inputs it shows")
		return
	}
	v, e, ok := p.evaluate(strings.TrimSpace(o.Value), o.ValueAt.Right(leadingSpaces(o.Value)), p.scenario)
	if !ok {
		p.failed = true
		return
	}
	q := p.quantityOf(e)
	if q == nil || v.Bool {
		p.fail("plot-quantity", o.ValueAt, "give the expression a name in the model", "a tornado shows the inputs of one quantity, and %q is none", strings.TrimSpace(o.Value))
		return
	}
	v = p.inAxisUnit(v, part{source: o.Value, at: o.ValueAt})
	values, ok := p.under(p.scenario)
	if !ok || p.failed {
		p.failed = true
		return
	}
	switch by, _ := p.n.Options.Lookup("by"); strings.TrimSpace(by.Value) {
	case "", "interval":
		p.swings(values, q, v)
	case "variance":
		p.shares(values, q)
	default:
		p.fail("option-invalid", by.ValueAt, diag.DidYouMean(by.Value, []string{"interval", "variance"}), "a tornado is by interval or by variance, not by %q", by.Value)
	}
	if !p.failed && len(p.chart.Categories) == 0 {
		p.fail("plot-empty", o.ValueAt, "state a range, sd or factor for its inputs", "%s rests on no input with a stated uncertainty", q.Name)
	}
}

// top reads :top:.
func (p *plotter) top() int {
	o, ok := p.n.Options.Lookup("top")
	if !ok {
		return tornadoTop
	}
	n, err := strconv.Atoi(strings.TrimSpace(o.Value))
	if err != nil || n < 1 || n > mostBars {
		p.fail("option-invalid", o.ValueAt, "", "a tornado shows from 1 to %d inputs, not %q", mostBars, o.Value)
	}
	return n
}

// swings fills the bars of a tornado by interval.
func (p *plotter) swings(values *model.Values, q *model.Quantity, v model.Value) {
	low, high := figures.Series{Label: p.words.AtLow}, figures.Series{Label: p.words.AtHigh}
	all := values.Influences(q.Name)
	for _, in := range all[:min(len(all), p.top())] {
		p.chart.Categories = append(p.chart.Categories, p.titleOf(in.Parameter))
		ends, _ := values.Get(in.Parameter.Name)
		addPoint(&low, p.end(in.Low), p.inputText(ends, ends.Low))
		addPoint(&high, p.end(in.High), p.inputText(ends, ends.High))
	}
	p.chart.Series = []figures.Series{low, high}
	p.chart.Center = p.unit.FromSI(v.SI)
	if shown, err := p.print(v, number.Format{Digits: -1}); err == nil {
		p.chart.CenterLabel = shown
	}
	p.chart.Y.Label = axisLabel(p.titleOf(q), p.unit, p.doc.Lang)
}

// end is a result in the unit of the axis; NaN where there is none.
func (p *plotter) end(v model.Value) float64 {
	if !v.OK {
		return math.NaN()
	}
	return p.unit.FromSI(v.SI)
}

// inputText prints an end of an input's interval, with the digits that tell it
// from the other end.
func (p *plotter) inputText(v model.Value, si float64) string {
	if !v.HasInterval {
		return ""
	}
	digits := 2
	if most := math.Max(math.Abs(v.Low), math.Abs(v.High)); v.High > v.Low && most > 0 {
		digits = min(max(digits, 1+int(math.Ceil(math.Log10(most/(v.High-v.Low))))), mostEndDigits)
	}
	v.SI, v.HasInterval = si, false
	shown, err := p.print(v, number.Format{Verb: 'g', Digits: digits})
	if err != nil {
		return ""
	}
	return shown
}

// shares fills the bars of a tornado by variance: bars of first-order and
// total indices with the intervals of their errors.
func (p *plotter) shares(values *model.Values, q *model.Quantity) {
	const z95 = 1.96
	indices, err := values.Sensitivity(q.Name)
	if err != nil {
		o, _ := p.n.Options.Lookup("of")
		p.fail("plot-empty", o.ValueAt, "", "%v", err)
		return
	}
	percent, ok := p.m.Model.Units().Lookup("%")
	if !ok {
		percent = unit.Unit{}
	}
	p.unit, p.hasUnit = percent, true
	p.chart.Kind = figures.Bar
	series := []figures.Series{{Label: p.words.FirstOrder}, {Label: p.words.TotalOrder}}
	for _, ix := range indices[:min(len(indices), p.top())] {
		var names []string
		for _, one := range ix.Parameters {
			names = append(names, p.titleOf(one))
		}
		p.chart.Categories = append(p.chart.Categories, strings.Join(names, " + "))
		for k, e := range []model.Estimate{ix.First, ix.Total} {
			value := model.Value{
				SI: e.Value, Dim: percent.Dimension(), Unit: percent, OK: true,
				Low: e.Value - z95*e.Error, High: e.Value + z95*e.Error, HasInterval: e.Error > 0, Digits: 2,
			}
			p.addBar(&series[k], value)
		}
	}
	p.chart.Series = series
	p.chart.Y.Label = axisLabel(fmt.Sprintf(p.words.Variance, p.titleOf(q)), percent, p.doc.Lang)
}

func addPoint(s *figures.Series, y float64, text string) {
	s.Y, s.Text = append(s.Y, y), append(s.Text, text)
}
