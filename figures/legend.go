package figures

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	swatch       = vg.Length(18)
	legendRow    = vg.Length(13)
	legendColumn = vg.Length(14) // between entries
)

// A legendEntry is placed within the strip above the plot.
type legendEntry struct {
	series int
	x, row vg.Length
	label  string
}

// legend lays entries out in rows, in a strip of its own so that it can meet
// nothing. A single series needs none.
func (c *Chart) legend(width vg.Length) (entries []legendEntry, rows int) {
	if len(c.Series) < 2 {
		return nil, 0
	}
	f := style(tickSize, Ink).Font
	var x vg.Length
	row := 0
	for i, s := range c.Series {
		lines := splitLines(wrap(s.Label, f, width-swatch-4))
		var w vg.Length
		for _, l := range lines {
			w = max(w, textWidth(l, f))
		}
		w += swatch + 4
		if x > 0 && x+w > width {
			x, row = 0, row+1
		}
		for _, l := range lines {
			entries = append(entries, legendEntry{i, x, vg.Length(row), l})
			if len(lines) > 1 {
				row++
			}
		}
		x += w + legendColumn
		if len(lines) > 1 {
			x, row = 0, row-1+1
		}
	}
	if x == 0 {
		row--
	}
	return entries, row + 1
}

func (c *Chart) legendHeight(width vg.Length) vg.Length {
	_, rows := c.legend(width)
	if rows == 0 {
		return 0
	}
	return vg.Length(rows)*legendRow + gap
}

func (c *Chart) drawLegend(dc draw.Canvas) {
	entries, _ := c.legend(dc.Max.X - dc.Min.X)
	last := -1
	for _, e := range entries {
		y := dc.Max.Y - legendRow*(e.row+0.5)
		x := dc.Min.X + e.x
		if e.series != last {
			c.thumbnail(dc, e.series, x, y)
			last = e.series
		}
		sty := style(tickSize, Ink)
		sty.YAlign = draw.YCenter
		write(dc, e.label, sty, vg.Point{X: x + swatch + 4, Y: y})
	}
}

func (c *Chart) thumbnail(dc draw.Canvas, i int, x, y vg.Length) {
	switch c.Kind {
	case Line:
		dc.StrokeLine2(draw.LineStyle{Color: strokes[i%len(strokes)], Width: lineWidth, Dashes: dashes[i%len(dashes)]}, x, y, x+swatch, y)
	case Stacked:
		rectangle(dc, tints[i%len(tints)], x+4, x+swatch, y-4, y+4)
	default:
		rectangle(dc, strokes[i%len(strokes)], x+4, x+swatch, y-4, y+4)
	}
}
