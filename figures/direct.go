package figures

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	directPart  = 0.27           // of the width may go to labels at the ends of lines
	directMost  = 6              // lines labelled so
	directWidth = vg.Length(350) // of the chart, at least
	dash        = vg.Length(12)  // piece of the line before its label
)

// A directLabel names a line at its right end, which spares the reader the way
// to a legend.
type directLabel struct {
	series int
	text   string
	end    vg.Point  // of the line
	y      vg.Length // of the label
}

// directLabels are the labels at the ends of lines, where that takes little
// room; else there is a legend and this is nil.
func (c *Chart) directLabels(w vg.Length) (labels []directLabel, margin vg.Length) {
	if c.Kind != Line || len(c.Series) < 2 || len(c.Series) > directMost || w < directWidth {
		return nil, 0
	}
	for i, s := range c.Series {
		width := tickText.width(s.Label)
		if s.Points || s.Label == "" || width > w*directPart || c.endOf(s) < c.endOf(c.Series[0]) || c.endOf(s) > c.endOf(c.Series[0]) {
			return nil, 0
		}
		labels, margin = append(labels, directLabel{series: i, text: s.Label}), max(margin, width)
	}
	return labels, margin + dash + 9
}

// endOf is the last place of a line that can be shown.
func (c *Chart) endOf(s Series) float64 {
	for j := len(s.Y) - 1; j >= 0; j-- {
		if x := pick(s.X, j); drawable(x, c.X.Log) && drawable(s.Y[j], c.Y.Log) {
			return x
		}
	}
	return math.Inf(-1)
}

// placeDirect puts the labels beside the ends of their lines, moved apart as far
// as they must.
func (l *layout) placeDirect() {
	for i := range l.direct {
		d := &l.direct[i]
		d.end = vg.Point{X: l.area.Max.X, Y: l.area.Min.Y}
		s := l.Series[d.series]
		for j := len(s.Y) - 1; j >= 0; j-- {
			if p, ok := l.at(pick(s.X, j), s.Y[j]); ok && p.X <= l.area.Max.X+0.01 {
				d.end = vg.Point{X: p.X, Y: min(max(p.Y, l.area.Min.Y), l.area.Max.Y)}
				break
			}
		}
		d.y = d.end.Y
	}
	slices.SortStableFunc(l.direct, func(a, b directLabel) int { return cmp.Compare(a.end.Y, b.end.Y) })
	at := make([]vg.Length, len(l.direct))
	for i, d := range l.direct {
		at[i] = d.y
	}
	half := tickText.height(1)/2 + 1.7
	settle(at, sizes(len(at), 2*half), l.area.Min.Y-half, l.area.Max.Y+half)
	for i := range l.direct {
		l.direct[i].y = at[i]
	}
}

func (l *layout) drawDirect(dc draw.Canvas) {
	for _, d := range l.direct {
		color := cycle(strokes, d.series)
		x := l.area.Max.X + 5
		thin := draw.LineStyle{Color: faded(color, 0xa0), Width: hairline * 1.6}
		if d.end.Y != d.y || d.end.X < l.area.Max.X-1 {
			dc.StrokeLine2(thin, d.end.X, d.end.Y, x, d.y)
		}
		dc.StrokeLine2(draw.LineStyle{Color: color, Width: lineWidth, Dashes: cycleOn(dashes, d.series)}, x, d.y, x+dash, d.y)
		tickText.put(dc, d.text, vg.Point{X: x + dash + 3, Y: d.y}, leftMiddle)
	}
}
