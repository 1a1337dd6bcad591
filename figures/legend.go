package figures

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	swatch       = vg.Length(18)
	legendColumn = vg.Length(14) // between entries
)

// A legendEntry is placed within the strip above the plot.
type legendEntry struct {
	series int
	x, y   vg.Length // of its upper left corner, down from the strip's
	text   string
}

// entries lays the legend out in rows, in a strip of its own so that it can
// meet nothing. A single series needs none.
func (c *Chart) entries(width vg.Length) (entries []legendEntry, height vg.Length) {
	series := c.legendSeries()
	if len(series) < 2 {
		return nil, 0
	}
	var x, y, row vg.Length
	for i, s := range series {
		if s.Label == "" {
			continue
		}
		text := tickText.wrap(s.Label, width-swatch-4)
		w, h := tickText.box(text)
		w += swatch + 4
		if x > 0 && x+w > width {
			x, y, row = 0, y+row+4, 0
		}
		entries = append(entries, legendEntry{i, x, y, text})
		x, row = x+w+legendColumn, max(row, h)
	}
	if len(entries) == 0 {
		return nil, 0
	}
	return entries, y + row + gap + 1
}

// legendSeries are the series that a legend names: those of all panels have
// their labels in the same order.
func (c *Chart) legendSeries() []Series {
	series := c.Series
	for _, p := range c.Panels {
		if len(p.Series) > len(series) {
			series = p.Series
		}
	}
	return series
}

func (c *Chart) drawLegend(dc draw.Canvas, entries []legendEntry, top vg.Length) {
	for _, e := range entries {
		y := top - e.y
		c.thumbnail(dc, e.series, e.x, y-tickText.height(1)/2)
		tickText.put(dc, e.text, vg.Point{X: e.x + swatch + 4, Y: y}, leftTop)
	}
}

func (c *Chart) thumbnail(dc draw.Canvas, i int, x, y vg.Length) {
	kind := c.Kind
	if len(c.Panels) > 0 && c.Panels[0].Kind != "" {
		kind = c.Panels[0].Kind
	}
	if kind == Line && i < len(c.Series) && c.Series[i].Points {
		kind = Scatter
	}
	switch kind {
	case Line:
		dc.StrokeLine2(draw.LineStyle{Color: cycle(strokes, i), Width: lineWidth, Dashes: cycleOn(dashes, i)}, x, y, x+swatch, y)
	case Scatter, Interval:
		dc.DrawGlyphNoClip(draw.GlyphStyle{Color: cycle(strokes, i), Radius: markRadius, Shape: cycleOn(shapes, i)}, vg.Point{X: x + swatch/2 + 2, Y: y})
	case Stacked:
		rectangle(dc, cycle(tints, i), x+5, x+swatch, y-3.6, y+3.6)
	default:
		rectangle(dc, cycle(fills, i), x+5, x+swatch, y-3.6, y+3.6)
	}
}
