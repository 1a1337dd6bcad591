package figures

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars lie: names stand to their left and may be long, values at their ends.

// categoryLabels wraps the names to two fifths of the width.
func (c *Chart) categoryLabels(width vg.Length) []string {
	f := style(tickSize, Ink).Font
	labels := make([]string, len(c.Categories))
	for i, name := range c.Categories {
		labels[i] = wrap(name, f, width*2/5)
	}
	return labels
}

func (c *Chart) plotBars(p *plot.Plot, w vg.Length) {
	labels := c.categoryLabels(w)
	var ticks plot.ConstantTicks
	var labelWidth vg.Length
	n := len(labels)
	for i, l := range labels {
		ticks = append(ticks, plot.Tick{Value: float64(n - 1 - i), Label: l})
		for _, line := range splitLines(l) {
			labelWidth = max(labelWidth, textWidth(line, style(tickSize, Ink).Font))
		}
	}
	lo, hi := c.valueRange()
	lo, hi = span(c.Y, lo, hi, true)
	hi = c.roomForText(lo, hi, w-labelWidth-20)
	scale(&p.X, c.Y, lo, hi, max(3, int((w-labelWidth)/70)), c.Lang)
	p.Y.Tick.Marker = ticks
	p.Y.Tick.Length, p.Y.Tick.LineStyle.Width = 3, 0
	p.Y.Tick.Label.XAlign, p.Y.Tick.Label.YAlign = draw.XRight, draw.YCenter
	p.Y.Padding = 4
	p.Add(gridLines{vertical: true}, bars{c})
	p.X.Min, p.X.Max = lo, hi
	p.Y.Min, p.Y.Max = -0.5, float64(n)-0.5
	if c.hasLineLabels() {
		p.Y.Max += 0.5
	}
}

func (c *Chart) hasLineLabels() bool { return len(c.Lines) > 0 }

func (c *Chart) lineLabelHeight() vg.Length {
	if c.hasLineLabels() {
		return 12
	}
	return 0
}

// valueRange gives the extent of bars, sums of stacks, whiskers and lines.
func (c *Chart) valueRange() (lo, hi float64) {
	if c.Kind != Stacked {
		_, _, lo, hi = c.ranges()
		return lo, hi
	}
	lo, hi = 0, 0
	for i := range c.Categories {
		lo, hi = math.Min(lo, 0), math.Max(hi, c.total(i))
	}
	return lo, hi
}

func (c *Chart) total(category int) float64 {
	sum := 0.0
	for _, s := range c.Series {
		if category < len(s.Y) && !math.IsNaN(s.Y[category]) {
			sum += s.Y[category]
		}
	}
	return sum
}

// roomForText moves the end of the axis out until every value's text fits
// behind its bar.
func (c *Chart) roomForText(lo, hi float64, width vg.Length) float64 {
	norm := func(v float64) float64 {
		if c.Y.Log {
			return math.Log(v/lo) / math.Log(hi/lo)
		}
		return (v - lo) / (hi - lo)
	}
	need := 1.0
	f := style(tickSize, Ink).Font
	if c.Kind == Stacked {
		return hi
	}
	for _, s := range c.Series {
		for i, v := range s.Y {
			if math.IsNaN(v) || i >= len(s.Text) || c.Y.Log && v <= 0 {
				continue
			}
			end := v
			if i < len(s.High) && !math.IsNaN(s.High[i]) {
				end = math.Max(end, s.High[i])
			}
			text := float64((textWidth(s.Text[i], f) + 8) / width)
			need = math.Max(need, norm(end)/math.Max(1-text, 0.2))
		}
	}
	if need <= 1 {
		return hi
	}
	if c.Y.Log {
		return lo * math.Pow(hi/lo, need)
	}
	return lo + (hi-lo)*need
}

// bars draws bars, stacks or intervals.
type bars struct{ *Chart }

func (b bars) Plot(c draw.Canvas, p *plot.Plot) {
	trX, trY := p.Transforms(&c)
	n := len(b.Categories)
	band := trY(1) - trY(0)
	zero := c.Min.X
	if p.X.Min < 0 && !b.Y.Log {
		zero = trX(0)
	}
	for i := range b.Categories {
		middle := trY(float64(n - 1 - i))
		if b.Kind == Stacked {
			b.stack(c, trX, i, middle, band*0.62)
			continue
		}
		height := band * 0.66 / vg.Length(len(b.Series))
		for k, s := range b.Series {
			if i >= len(s.Y) || math.IsNaN(s.Y[i]) || b.Y.Log && s.Y[i] <= 0 {
				continue
			}
			y := middle + height*(vg.Length(len(b.Series)-1)/2-vg.Length(k))
			b.bar(c, trX, s, i, k, zero, y, height*0.86)
		}
	}
	b.Chart.referenceLines(c, trX, trX, &labeller{area: c.Rectangle})
	if zero > c.Min.X {
		c.StrokeLine2(draw.LineStyle{Color: Ink, Width: axisWidth}, zero, c.Min.Y, zero, c.Max.Y)
	}
}

// bar draws one value. On a logarithmic axis, where length means nothing, it is
// a point on a thin stem.
func (b bars) bar(c draw.Canvas, trX func(float64) vg.Length, s Series, i, k int, zero, y, height vg.Length) {
	color := strokes[k%len(strokes)]
	x := trX(s.Y[i])
	switch {
	case b.Kind == Interval || b.Y.Log:
		if b.Kind != Interval {
			stem := color
			stem.A = 0x66
			c.StrokeLine2(draw.LineStyle{Color: stem, Width: 1.2}, zero, y, x, y)
		}
		c.DrawGlyph(draw.GlyphStyle{Color: color, Radius: 3.2, Shape: draw.CircleGlyph{}}, vg.Point{X: x, Y: y})
	default:
		rectangle(c, color, zero, x, y-height/2, y+height/2)
	}
	end := max(x, zero)
	if i < len(s.Low) && !math.IsNaN(s.Low[i]) && !math.IsNaN(s.High[i]) && !(b.Y.Log && s.Low[i] <= 0) {
		l, h := trX(s.Low[i]), trX(s.High[i])
		whisker := draw.LineStyle{Color: Ink, Width: 0.9}
		c.StrokeLine2(whisker, l, y, h, y)
		c.StrokeLine2(whisker, l, y-2, l, y+2)
		c.StrokeLine2(whisker, h, y-2, h, y+2)
		end = max(end, h)
	}
	if i < len(s.Text) && s.Text[i] != "" {
		sty := style(tickSize, Ink)
		sty.YAlign = draw.YCenter
		write(c, s.Text[i], sty, vg.Point{X: end + 4, Y: y})
	}
}

func rectangle(c draw.Canvas, color interface {
	RGBA() (r, g, b, a uint32)
}, x0, x1, y0, y1 vg.Length) {
	c.FillPolygon(color, []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}})
}

// stack draws the parts of one bar, each with its value where it fits.
func (b bars) stack(c draw.Canvas, trX func(float64) vg.Length, i int, y, height vg.Length) {
	from := 0.0
	for k, s := range b.Series {
		if i >= len(s.Y) || math.IsNaN(s.Y[i]) || s.Y[i] == 0 {
			continue
		}
		x0, x1 := trX(from), trX(from+s.Y[i])
		from += s.Y[i]
		rectangle(c, tints[k%len(tints)], x0, x1, y-height/2, y+height/2)
		c.StrokeLine2(draw.LineStyle{Color: onTint, Width: hairline}, x1, y-height/2, x1, y+height/2)
		sty := style(tickSize, onTint)
		sty.XAlign, sty.YAlign = draw.XCenter, draw.YCenter
		if i < len(s.Text) && textWidth(s.Text[i], sty.Font)+4 < x1-x0 {
			write(c, s.Text[i], sty, vg.Point{X: (x0 + x1) / 2, Y: y})
		}
	}
}
