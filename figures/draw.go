package figures

import (
	"fmt"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Size gives the height that suits a chart of some width.
func (c *Chart) Size(width vg.Length) (w, h vg.Length) {
	legend := c.legendHeight(width)
	if c.Width > 0 {
		return width, width/vg.Length(c.Width) + legend
	}
	if c.categorical() {
		rows := vg.Length(len(c.Categories))
		each := rowHeight
		if c.Kind == Bar && len(c.Series) > 1 {
			each = vg.Length(len(c.Series))*13 + 12
		}
		labels := c.categoryLabels(width)
		for _, l := range labels {
			each = max(each, vg.Length(len(splitLines(l)))*11+8)
		}
		return width, legend + rows*each + 38 + c.lineLabelHeight()
	}
	return width, legend + max(width*0.56, 190)
}

func (c *Chart) categorical() bool { return c.Kind == Bar || c.Kind == Stacked || c.Kind == Interval }

// Draw draws the chart onto a canvas, filling its size.
func (c *Chart) Draw(canvas vg.CanvasSizer) error {
	w, _ := canvas.Size()
	dc := draw.New(canvas)
	p := newPlot()
	switch c.Kind {
	case Line, Scatter:
		c.plotLines(p, w)
	case Bar, Stacked, Interval:
		c.plotBars(p, w)
	default:
		return fmt.Errorf("no chart is of the kind %q", c.Kind)
	}
	top := c.legendHeight(w)
	c.drawLegend(draw.Crop(dc, 0, 0, dc.Max.Y-dc.Min.Y-top, 0))
	p.Draw(draw.Crop(dc, 3, -5, 1, -top+2))
	return nil
}

func (c *Chart) plotLines(p *plot.Plot, w vg.Length) {
	xlo, xhi, ylo, yhi := c.ranges()
	xlo, xhi = span(c.X, xlo, xhi, false)
	ylo, yhi = span(c.Y, ylo, yhi, false)
	scale(&p.X, c.X, xlo, xhi, max(3, int(w/75)), c.Lang)
	scale(&p.Y, c.Y, ylo, yhi, 6, c.Lang)
	p.Y.Label.Text = wrap(c.Y.Label, style(labelSize, Ink).Font, 190)
	p.Add(gridLines{}, curves{c})
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = xlo, xhi, ylo, yhi
}

// ranges gives the extent of the data, marks and reference lines; what a
// logarithmic axis cannot show is left out.
func (c *Chart) ranges() (xlo, xhi, ylo, yhi float64) {
	xlo, xhi, ylo, yhi = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	x := func(v float64) { xlo, xhi = widen(xlo, xhi, v, c.X.Log) }
	y := func(v float64) { ylo, yhi = widen(ylo, yhi, v, c.Y.Log) }
	for _, s := range c.Series {
		for i := range s.Y {
			if i < len(s.X) {
				x(s.X[i])
			}
			y(s.Y[i])
		}
		for i := range s.Low {
			y(s.Low[i])
			y(s.High[i])
		}
	}
	for _, l := range c.Lines {
		if l.Vertical && !c.categorical() {
			x(l.At)
		} else {
			y(l.At)
		}
	}
	return xlo, xhi, ylo, yhi
}

func widen(lo, hi, v float64, log bool) (float64, float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) || log && v <= 0 {
		return lo, hi
	}
	return math.Min(lo, v), math.Max(hi, v)
}

// gridLines are hairlines at labelled ticks.
type gridLines struct{ vertical bool }

func (g gridLines) Plot(c draw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	line := draw.LineStyle{Color: grid, Width: hairline}
	if !g.vertical {
		for _, t := range p.Y.Tick.Marker.Ticks(p.Y.Min, p.Y.Max) {
			if t.Label != "" {
				c.StrokeLine2(line, c.Min.X, trY(t.Value), c.Max.X, trY(t.Value))
			}
		}
		return
	}
	for _, t := range p.X.Tick.Marker.Ticks(p.X.Min, p.X.Max) {
		if t.Label != "" {
			c.StrokeLine2(line, trX(t.Value), c.Min.Y, trX(t.Value), c.Max.Y)
		}
	}
}

// curves draws lines or points, bands, reference lines and marks.
type curves struct{ *Chart }

func (k curves) Plot(c draw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	at := func(x, y float64) (vg.Point, bool) {
		ok := !(k.X.Log && x <= 0 || k.Y.Log && y <= 0 || math.IsNaN(y) || math.IsInf(y, 0))
		if !ok {
			return vg.Point{}, false
		}
		return vg.Point{X: trX(x), Y: trY(y)}, true
	}
	var busy []vg.Point
	for i, s := range k.Series {
		color := strokes[i%len(strokes)]
		k.band(c, s, i, at)
		var run []vg.Point
		flush := func() {
			lines := c.ClipLinesXY(run)
			sty := draw.LineStyle{Color: color, Width: lineWidth, Dashes: dashes[i%len(dashes)]}
			c.StrokeLines(sty, lines...)
			run = nil
		}
		for j := range s.X {
			pt, ok := at(s.X[j], s.Y[j])
			if !ok {
				flush()
				continue
			}
			busy = append(busy, pt)
			if k.Kind == Scatter {
				c.DrawGlyph(draw.GlyphStyle{Color: color, Radius: 2.2, Shape: draw.CircleGlyph{}}, pt)
				continue
			}
			run = append(run, pt)
		}
		if k.Kind == Line {
			flush()
		}
	}
	labels := &labeller{area: c.Rectangle, busy: busy}
	k.referenceLines(c, trX, trY, labels)
	for _, m := range k.Marks {
		pt, ok := at(m.X, m.Y)
		if !ok {
			continue
		}
		c.DrawGlyph(draw.GlyphStyle{Color: Ink, Radius: 2.8, Shape: draw.CircleGlyph{}}, pt)
		labels.beside(c, pt, m.Label)
	}
}

func (k curves) band(c draw.Canvas, s Series, i int, at func(x, y float64) (vg.Point, bool)) {
	if s.Low == nil || k.Kind != Line {
		return
	}
	var outline []vg.Point
	for j := range s.X {
		if pt, ok := at(s.X[j], s.High[j]); ok {
			outline = append(outline, pt)
		}
	}
	for j := len(s.X) - 1; j >= 0; j-- {
		if pt, ok := at(s.X[j], s.Low[j]); ok {
			outline = append(outline, pt)
		}
	}
	tint := strokes[i%len(strokes)]
	tint.A = 0x38
	if len(outline) > 2 {
		c.FillPolygon(tint, c.ClipPolygonXY(outline))
	}
}

func (k *Chart) referenceLines(c draw.Canvas, trX, trY func(float64) vg.Length, labels *labeller) {
	line := draw.LineStyle{Color: Quiet, Width: 0.8, Dashes: []vg.Length{3, 2.5}}
	for _, l := range k.Lines {
		if l.Vertical {
			x := trX(l.At)
			if x < c.Min.X || x > c.Max.X {
				continue
			}
			c.StrokeLine2(line, x, c.Min.Y, x, c.Max.Y)
			for y := c.Min.Y; y < c.Max.Y; y += 2 {
				labels.busy = append(labels.busy, vg.Point{X: x, Y: y})
			}
			labels.along(c, x, l.Label)
			continue
		}
		y := trY(l.At)
		if y < c.Min.Y || y > c.Max.Y {
			continue
		}
		c.StrokeLine2(line, c.Min.X, y, c.Max.X, y)
		labels.above(c, y, l.Label)
	}
}
