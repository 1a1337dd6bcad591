package report

import (
	"reckon/figures"
	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/number"
)

// mark finds the maximum or minimum of a curve, narrowed down beyond the
// sampled points, and labels it with its coordinates.
func (p *plotter) mark(values *model.Values, s sweep, x part, curve []model.Value) {
	o, ok := p.n.Options.Lookup("mark")
	if !ok || o.Value == "none" {
		return
	}
	sign := 1.0
	switch o.Value {
	case "maximum":
	case "minimum":
		sign = -1
	default:
		p.fail("option-invalid", o.ValueAt, diag.DidYouMean(o.Value, []string{"maximum", "minimum", "none"}), "a mark is maximum, minimum or none, not %q", o.Value)
		return
	}
	xs := s.si
	best := extreme(curve, sign)
	if best <= 0 || best >= len(xs)-1 {
		p.findings.Warn("plot-mark", o.ValueAt, "the %s of %s lies at the end of the range", o.Value, x.source)
		return
	}
	y := curve[best]
	for range refinements {
		xs = spread(xs[best-1], xs[best+1], 21, p.chart.X.Log)
		fine, fs := values.SweepOver(s.variable(), xs, x.source, x.at)
		if fs.HasErrors() {
			return
		}
		best = min(max(extreme(fine, sign), 1), len(xs)-2)
		y = fine[best]
	}
	place := model.Value{SI: xs[best], Dim: s.unit.Dimension(), Unit: s.unit, OK: true}
	y = p.inAxisUnit(y, x)
	digits := number.Format{Digits: -1}
	place.Digits, y.Digits = 3, 3
	y.HasInterval = false
	px, err1 := p.print(place, digits)
	py, err2 := p.print(y, digits)
	if err1 != nil || err2 != nil {
		return
	}
	p.chart.Marks = append(p.chart.Marks, figures.Mark{X: s.unit.FromSI(place.SI), Y: p.unit.FromSI(y.SI), Label: px + "; " + py})
}

func extreme(curve []model.Value, sign float64) int {
	best := -1
	for i, v := range curve {
		if v.OK && (best < 0 || sign*v.SI > sign*curve[best].SI) {
			best = i
		}
	}
	return best
}

// referenceLines reads :at: and :level:. A bare number is in the unit of its
// axis, as a bound of the swept range is.
func (p *plotter) referenceLines() {
	for _, key := range []string{"at", "level"} {
		o, ok := p.n.Options.Lookup(key)
		if !ok || p.failed {
			continue
		}
		// Bars lie, so that their value axis is the horizontal one.
		vertical := key == "at" || p.chart.Kind != figures.Line && p.chart.Kind != figures.Scatter
		axis := &p.x
		if key == "level" || p.chart.Kind != figures.Line && p.chart.Kind != figures.Scatter {
			axis = &p.unit
		}
		for _, x := range p.parts(o.Value, o.ValueAt) {
			v, _, ok := p.evaluate(x.source, x.at, p.scenario)
			if !ok {
				p.failed = true
				return
			}
			if v.Unit.IsOne() && v.Dim.IsZero() && !axis.IsOne() {
				v.SI, v.Dim, v.Unit = axis.ToSI(v.SI), axis.Dimension(), *axis
			}
			if v.Dim != axis.Dimension() {
				p.fail("unit-mismatch", x.at, "give it in "+unitText(*axis)+", or as a bare number", "%s (%s) has no place on an axis in %s", x.source, unitText(v.Unit), unitText(*axis))
				return
			}
			label := x.label
			if label == "" {
				label, _ = p.print(v, number.Format{Digits: -1})
			}
			p.chart.Lines = append(p.chart.Lines, figures.ReferenceLine{At: axis.FromSI(v.SI), Vertical: vertical, Label: label})
		}
	}
}
