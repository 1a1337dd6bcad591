package figures

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A labeller puts labels where they touch neither the edge, nor each other,
// nor, as far as possible, the curves.
type labeller struct {
	area  vg.Rectangle
	busy  []vg.Point // points of curves
	taken []vg.Rectangle
}

const labelGap = vg.Length(4)

func (l *labeller) size(label string) (w, h vg.Length) {
	sty := style(tickSize, Ink)
	for _, line := range splitLines(label) {
		w = max(w, textWidth(line, sty.Font))
	}
	e := handler().Extents(sty.Font)
	return w, e.Ascent + e.Descent + e.Height*vg.Length(len(splitLines(label))-1)
}

// cost counts what a label at r would hit; leaving the area is worst.
func (l *labeller) cost(r vg.Rectangle) float64 {
	cost := 0.0
	if r.Min.X < l.area.Min.X || r.Max.X > l.area.Max.X || r.Min.Y < l.area.Min.Y || r.Max.Y > l.area.Max.Y {
		cost += 1e6
	}
	for _, t := range l.taken {
		if r.Min.X < t.Max.X && t.Min.X < r.Max.X && r.Min.Y < t.Max.Y && t.Min.Y < r.Max.Y {
			cost += 1e4
		}
	}
	for _, p := range l.busy {
		if p.X > r.Min.X-1 && p.X < r.Max.X+1 && p.Y > r.Min.Y-1 && p.Y < r.Max.Y+1 {
			cost++
		}
	}
	return cost
}

// put draws a label with its lower left corner at the cheapest candidate.
func (l *labeller) put(c draw.Canvas, label string, candidates []vg.Point) {
	w, h := l.size(label)
	best, least := vg.Rectangle{}, math.Inf(1)
	for i, p := range candidates {
		r := vg.Rectangle{Min: p, Max: vg.Point{X: p.X + w, Y: p.Y + h}}
		if cost := l.cost(r) + float64(i)/100; cost < least {
			best, least = r, cost
		}
	}
	l.taken = append(l.taken, best)
	sty := style(tickSize, Ink)
	write(c, label, sty, best.Min)
}

// beside labels a point.
func (l *labeller) beside(c draw.Canvas, p vg.Point, label string) {
	w, h := l.size(label)
	var candidates []vg.Point
	for _, d := range []vg.Length{1, 2, 4, 7} {
		dx, dy := labelGap*d, labelGap*d
		candidates = append(candidates,
			vg.Point{X: p.X + dx, Y: p.Y + dy}, vg.Point{X: p.X - w/2, Y: p.Y + dy + 1}, vg.Point{X: p.X - w - dx, Y: p.Y + dy},
			vg.Point{X: p.X - w/2, Y: p.Y - h - dy}, vg.Point{X: p.X + dx, Y: p.Y - h - dy}, vg.Point{X: p.X - w - dx, Y: p.Y - h - dy})
	}
	l.put(c, label, candidates)
}

// along labels a vertical line, from the top down.
func (l *labeller) along(c draw.Canvas, x vg.Length, label string) {
	w, h := l.size(label)
	var candidates []vg.Point
	for y := l.area.Max.Y - h - 1; y > l.area.Min.Y; y -= h + 1 {
		candidates = append(candidates, vg.Point{X: x + 3, Y: y}, vg.Point{X: x - w - 3, Y: y})
	}
	l.put(c, label, candidates)
}

// above labels a horizontal line, from the right.
func (l *labeller) above(c draw.Canvas, y vg.Length, label string) {
	w, h := l.size(label)
	var candidates []vg.Point
	for x := l.area.Max.X - w - 2; x > l.area.Min.X; x -= w/2 + 4 {
		candidates = append(candidates, vg.Point{X: x, Y: y + 2}, vg.Point{X: x, Y: y - h - 2})
	}
	l.put(c, label, candidates)
}
