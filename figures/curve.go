package figures

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// shapes tell points apart without colour.
var shapes = []draw.GlyphDrawer{
	draw.CircleGlyph{}, draw.BoxGlyph{}, draw.PyramidGlyph{}, draw.RingGlyph{}, draw.CrossGlyph{}, draw.SquareGlyph{},
}

const (
	pointRadius = vg.Length(2.3)
	markRadius  = vg.Length(2.8)
	fewPoints   = 12 // a line of so few shows them
)

// curves draws lines or points, bands, reference lines and marks.
func (l *layout) curves(area draw.Canvas) {
	labels := &labeller{area: l.area}
	for i, s := range l.Series {
		l.band(area, s, i)
	}
	for i, s := range l.Series {
		if l.Kind == Scatter || s.Points {
			l.points(area, s, i, labels)
		} else {
			l.line(area, s, i, labels)
		}
	}
	l.referenceLines(area, labels)
	l.marks(area, labels)
	if l.Kind == Scatter {
		l.pointNames(area, labels)
	}
}

// line draws one series, broken where values are missing. A point that stands
// alone is a dot.
func (l *layout) line(area draw.Canvas, s Series, i int, labels *labeller) {
	color := cycle(strokes, i)
	dot := draw.GlyphStyle{Color: color, Radius: pointRadius, Shape: cycleOn(shapes, i)}
	for _, run := range l.runs(s) {
		labels.avoidLine(run)
		if len(run) == 1 || len(s.Y) <= fewPoints {
			for _, p := range run {
				if l.inside(p) {
					area.DrawGlyphNoClip(dot, p)
				}
			}
		}
		if len(run) > 1 {
			style := draw.LineStyle{Color: color, Width: lineWidth, Dashes: cycleOn(dashes, i)}
			area.StrokeLines(style, area.ClipLinesXY(run)...)
		}
	}
}

// runs are the unbroken pieces of a line.
func (l *layout) runs(s Series) (runs [][]vg.Point) {
	var run []vg.Point
	for j := range s.Y {
		p, ok := l.at(pick(s.X, j), s.Y[j])
		if ok {
			run = append(run, p)
		}
		if len(run) > 0 && (!ok || j == len(s.Y)-1) {
			runs, run = append(runs, run), nil
		}
	}
	return runs
}

func (l *layout) inside(p vg.Point) bool {
	const slack = 0.01
	return p.X >= l.area.Min.X-slack && p.X <= l.area.Max.X+slack && p.Y >= l.area.Min.Y-slack && p.Y <= l.area.Max.Y+slack
}

// band fills between the bounds of a line. A bound that a logarithmic axis
// cannot show lies at its lower end.
func (l *layout) band(area draw.Canvas, s Series, i int) {
	if s.Low == nil || l.Kind != Line || s.Points {
		return
	}
	var upper, lower []vg.Point
	flush := func() {
		if len(upper) > 1 {
			outline := upper
			for j := len(lower) - 1; j >= 0; j-- {
				outline = append(outline, lower[j])
			}
			area.FillPolygon(faded(cycle(strokes, i), 0x38), area.ClipPolygonXY(outline))
		}
		upper, lower = nil, nil
	}
	for j := range s.Y {
		low, high := pick(s.Low, j), pick(s.High, j)
		if l.Y.Log && low < l.y.Min {
			low = l.y.Min
		}
		a, ok1 := l.at(pick(s.X, j), low)
		b, ok2 := l.at(pick(s.X, j), high)
		if !ok1 || !ok2 {
			flush()
			continue
		}
		lower, upper = append(lower, a), append(upper, b)
	}
	flush()
}

// points draws a series of points with their intervals.
func (l *layout) points(area draw.Canvas, s Series, i int, labels *labeller) {
	color := cycle(strokes, i)
	thin := draw.LineStyle{Color: faded(color, 0xb0), Width: whisker}
	for j := range s.Y {
		p, ok := l.at(pick(s.X, j), s.Y[j])
		if !ok || !l.inside(p) {
			continue
		}
		labels.avoidLine([]vg.Point{p})
		if low, high, ok := interval(l.atY(pick(s.Low, j)), l.atY(pick(s.High, j)), l.area.Min.Y, l.area.Max.Y); ok {
			area.StrokeLine2(thin, p.X, low, p.X, high)
			labels.avoidLine([]vg.Point{{X: p.X, Y: low}, {X: p.X, Y: high}})
		}
		if low, high, ok := interval(l.atX(pick(s.XLow, j)), l.atX(pick(s.XHigh, j)), l.area.Min.X, l.area.Max.X); ok {
			area.StrokeLine2(thin, low, p.Y, high, p.Y)
			labels.avoidLine([]vg.Point{{X: low, Y: p.Y}, {X: high, Y: p.Y}})
		}
		area.DrawGlyphNoClip(draw.GlyphStyle{Color: color, Radius: pointRadius, Shape: cycleOn(shapes, i)}, p)
	}
}

// interval cuts a whisker to the area; a bound that the axis cannot show lies
// at its end.
func interval(low, high, from, to vg.Length) (a, b vg.Length, ok bool) {
	if math.IsNaN(float64(high)) {
		return 0, 0, false
	}
	if math.IsNaN(float64(low)) {
		low = from
	}
	low, high = min(max(low, from), to), min(max(high, from), to)
	return low, high, low < high
}

// pointNames writes the names of points beside them.
func (l *layout) pointNames(area draw.Canvas, labels *labeller) {
	left := maxLabelled
	for _, s := range l.Series {
		for j := range s.Y {
			p, ok := l.at(pick(s.X, j), s.Y[j])
			if j < len(s.Text) && s.Text[j] != "" && ok && l.inside(p) && left > 0 {
				labels.beside(area, p, s.Text[j])
				left--
			}
		}
	}
}

func (l *layout) marks(area draw.Canvas, labels *labeller) {
	for _, m := range l.Marks {
		if p, ok := l.at(m.X, m.Y); ok && l.inside(p) {
			labels.avoidDot(p, markRadius)
		}
	}
	for _, m := range l.Marks {
		p, ok := l.at(m.X, m.Y)
		if !ok || !l.inside(p) {
			continue
		}
		area.DrawGlyphNoClip(draw.GlyphStyle{Color: Ink, Radius: markRadius, Shape: draw.CircleGlyph{}}, p)
		labels.beside(area, p, m.Label)
	}
}

var referenceStyle = draw.LineStyle{Color: Quiet, Width: 0.8, Dashes: []vg.Length{3, 2.5}}

// referenceLines draws lines across the area. Labels of upright ones stand
// above it, see pennants.
func (l *layout) referenceLines(area draw.Canvas, labels *labeller) {
	for _, r := range l.Lines {
		if r.Vertical {
			continue // drawn with its pennant
		}
		if y := l.atY(r.At); shown(l.y, r.At) {
			labels.avoidLine([]vg.Point{{X: l.area.Min.X, Y: y}, {X: l.area.Max.X, Y: y}})
		}
	}
	for _, f := range l.strip {
		labels.avoidLine([]vg.Point{{X: f.x, Y: l.area.Min.Y}, {X: f.x, Y: l.area.Max.Y}})
	}
	for _, r := range l.Lines {
		if r.Vertical || !shown(l.y, r.At) {
			continue
		}
		y := l.atY(r.At)
		area.StrokeLine2(referenceStyle, l.area.Min.X, y, l.area.Max.X, y)
		labels.above(area, y, r.Label)
	}
}
