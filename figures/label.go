package figures

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A labeller puts labels within an area where they touch neither its edge, nor
// each other, nor, as far as possible, what is drawn. A label that would cover
// another one finds no place and is left out: the chart's description and data
// have it.
type labeller struct {
	area  vg.Rectangle
	busy  []vg.Point // points of curves
	taken []vg.Rectangle
}

const (
	labelGap  = vg.Length(4)
	busyStep  = vg.Length(3) // between points of a busy line
	maxBusy   = 20_000
	gridSteps = 14 // of the places tried where there is none beside a point
	farLabel  = vg.Length(13)
)

// Costs of a place: it is out of the question from blocked on.
const (
	blocked  = 1e4
	perPoint = 1.0 // of what is drawn under the label
)

// avoidLine marks a line as busy.
func (l *labeller) avoidLine(points []vg.Point) {
	for i, p := range points {
		if len(l.busy) > maxBusy {
			return
		}
		l.busy = append(l.busy, p)
		if i == 0 {
			continue
		}
		q := points[i-1]
		n := min(int(math.Hypot(float64(p.X-q.X), float64(p.Y-q.Y))/float64(busyStep)), 500)
		for k := 1; k < n; k++ {
			t := vg.Length(k) / vg.Length(n)
			l.busy = append(l.busy, vg.Point{X: q.X + (p.X-q.X)*t, Y: q.Y + (p.Y-q.Y)*t})
		}
	}
}

// avoidDot keeps labels off a dot altogether.
func (l *labeller) avoidDot(p vg.Point, r vg.Length) { l.taken = append(l.taken, around(p, r)) }

func around(p vg.Point, r vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: p.X - r, Y: p.Y - r}, Max: vg.Point{X: p.X + r, Y: p.Y + r}}
}

func overlap(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// grown keeps labels a little apart.
func grown(r vg.Rectangle, x, y vg.Length) vg.Rectangle {
	r.Min.X, r.Max.X, r.Min.Y, r.Max.Y = r.Min.X-x, r.Max.X+x, r.Min.Y-y, r.Max.Y+y
	return r
}

// cost counts what a label at r would hit.
func (l *labeller) cost(r vg.Rectangle) float64 {
	if r.Min.X < l.area.Min.X || r.Max.X > l.area.Max.X || r.Min.Y < l.area.Min.Y || r.Max.Y > l.area.Max.Y {
		return blocked
	}
	wide := grown(r, 3, 1)
	for _, t := range l.taken {
		if overlap(wide, t) {
			return blocked
		}
	}
	cost, near := 0.0, grown(r, 1, 1)
	for _, p := range l.busy {
		if p.X > near.Min.X && p.X < near.Max.X && p.Y > near.Min.Y && p.Y < near.Max.Y {
			cost += perPoint
		}
	}
	return cost
}

// best finds the cheapest of some lower left corners; earlier ones are better.
func (l *labeller) best(w, h vg.Length, candidates []vg.Point) (vg.Rectangle, float64) {
	best, least := vg.Rectangle{}, math.Inf(1)
	for i, p := range candidates {
		r := vg.Rectangle{Min: p, Max: vg.Point{X: p.X + w, Y: p.Y + h}}
		if cost := l.cost(r) + float64(i)/100; cost < least {
			best, least = r, cost
		}
	}
	return best, least
}

func (l *labeller) put(c draw.Canvas, label string, r vg.Rectangle) {
	l.taken = append(l.taken, r)
	tickText.put(c, label, r.Min, anchor{0, 0})
}

// fitted wraps a label to a part of the area.
func (l *labeller) fitted(label string) (text string, w, h vg.Length) {
	text = tickText.wrap(label, (l.area.Max.X-l.area.Min.X)*0.6)
	w, h = tickText.box(text)
	return text, w, h
}

// beside labels a point: next to it, else somewhere with a line to it.
func (l *labeller) beside(c draw.Canvas, p vg.Point, label string) {
	text, w, h := l.fitted(label)
	if text == "" {
		return
	}
	var candidates []vg.Point
	for _, d := range []vg.Length{1, 1.7, 2.5} {
		dx, dy := labelGap*d, labelGap*d
		candidates = append(candidates,
			vg.Point{X: p.X + dx, Y: p.Y + dy}, vg.Point{X: p.X - w/2, Y: p.Y + dy + 1}, vg.Point{X: p.X - w - dx, Y: p.Y + dy},
			vg.Point{X: p.X - w/2, Y: p.Y - h - dy}, vg.Point{X: p.X + dx, Y: p.Y - h - dy}, vg.Point{X: p.X - w - dx, Y: p.Y - h - dy},
			vg.Point{X: p.X + dx + 1, Y: p.Y - h/2}, vg.Point{X: p.X - w - dx - 1, Y: p.Y - h/2})
	}
	r, cost := l.best(w, h, candidates)
	if cost >= 1 {
		if far, least := l.best(w, h, l.anywhere(p, w, h)); least < cost {
			r, cost = far, least
		}
	}
	if cost >= blocked {
		return
	}
	l.leader(c, p, r)
	l.put(c, text, r)
}

// anywhere lists places all over the area, the nearest to p first.
func (l *labeller) anywhere(p vg.Point, w, h vg.Length) []vg.Point {
	var all []vg.Point
	for i := range gridSteps + 1 {
		for j := range gridSteps + 1 {
			x := l.area.Min.X + (l.area.Max.X-l.area.Min.X-w)*vg.Length(i)/gridSteps
			y := l.area.Min.Y + (l.area.Max.Y-l.area.Min.Y-h)*vg.Length(j)/gridSteps
			all = append(all, vg.Point{X: x, Y: y})
		}
	}
	away := func(q vg.Point) vg.Length {
		dx, dy := q.X+w/2-p.X, q.Y+h/2-p.Y
		return dx*dx + dy*dy
	}
	slices.SortStableFunc(all, func(a, b vg.Point) int { return cmp.Compare(away(a), away(b)) })
	return all
}

// leader draws a hairline from a point to a label that stands away from it.
func (l *labeller) leader(c draw.Canvas, p vg.Point, r vg.Rectangle) {
	near := vg.Point{X: min(max(p.X, r.Min.X), r.Max.X), Y: min(max(p.Y, r.Min.Y), r.Max.Y)}
	if math.Hypot(float64(near.X-p.X), float64(near.Y-p.Y)) > float64(farLabel) {
		c.StrokeLine2(draw.LineStyle{Color: Quiet, Width: hairline * 1.4}, p.X, p.Y, near.X, near.Y)
	}
}

// above labels a horizontal line, from the right.
func (l *labeller) above(c draw.Canvas, y vg.Length, label string) {
	text, w, h := l.fitted(label)
	if text == "" {
		return
	}
	var candidates []vg.Point
	for x := l.area.Max.X - w - 2; x > l.area.Min.X; x -= max(w/2, 8) {
		candidates = append(candidates, vg.Point{X: x, Y: y + 2.2}, vg.Point{X: x, Y: y - h - 2.2})
	}
	candidates = append(candidates, vg.Point{X: l.area.Min.X + 2, Y: y + 2.2}, vg.Point{X: l.area.Min.X + 2, Y: y - h - 2.2})
	r, cost := l.best(w, h, candidates)
	if cost >= blocked {
		middle := vg.Point{X: (l.area.Min.X + l.area.Max.X) / 2, Y: y}
		if r, cost = l.best(w, h, l.anywhere(middle, w, h)); cost >= blocked {
			return
		}
		l.leader(c, vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: y}, r)
	}
	l.put(c, text, r)
}
