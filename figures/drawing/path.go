package drawing

import "math"

// A Point is a place; y runs down.
type Point struct{ X, Y float64 }

// A Step is a kind of segment.
type Step byte

// The steps of a path and the points that each has.
const (
	Move  Step = iota // to its one point
	Curve             // cubic: two controls and the end
	Straight
	Close // back to the last Move; no point
)

// A Segment is one step of a path. Its end is the last of its points.
type Segment struct {
	Step Step
	P    [3]Point // of Move and Straight the first counts
}

// End is where the segment leads.
func (s Segment) End() Point {
	if s.Step == Curve {
		return s.P[2]
	}
	return s.P[0]
}

// A Path is an outline or a line, of any number of pieces.
type Path []Segment

func (p *Path) move(q Point) { *p = append(*p, Segment{Step: Move, P: [3]Point{q}}) }
func (p *Path) line(q Point) { *p = append(*p, Segment{Step: Straight, P: [3]Point{q}}) }
func (p *Path) curve(a, b, q Point) {
	*p = append(*p, Segment{Step: Curve, P: [3]Point{a, b, q}})
}
func (p *Path) close() { *p = append(*p, Segment{Step: Close}) }

// transformed gives the path mapped by m.
func (p Path) transformed(m Matrix) Path {
	out := make(Path, len(p))
	for i, s := range p {
		out[i].Step = s.Step
		for k, q := range s.P {
			out[i].P[k] = m.Apply(q)
		}
	}
	return out
}

// bounds is the box around the path's points and controls' curves.
func (p Path) bounds() (r rect, ok bool) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	add := func(q Point) {
		low = Point{math.Min(low.X, q.X), math.Min(low.Y, q.Y)}
		high = Point{math.Max(high.X, q.X), math.Max(high.Y, q.Y)}
	}
	var at Point
	for _, s := range p {
		switch s.Step {
		case Close:
			continue
		case Curve:
			for _, t := range append(turns(at.X, s.P[0].X, s.P[1].X, s.P[2].X), turns(at.Y, s.P[0].Y, s.P[1].Y, s.P[2].Y)...) {
				add(Point{bezier(t, at.X, s.P[0].X, s.P[1].X, s.P[2].X), bezier(t, at.Y, s.P[0].Y, s.P[1].Y, s.P[2].Y)})
			}
		}
		at = s.End()
		add(at)
	}
	return rect{low.X, low.Y, high.X - low.X, high.Y - low.Y}, low.X <= high.X
}

func bezier(t, a, b, c, d float64) float64 {
	u := 1 - t
	return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d
}

// turns are the places in 0..1 where a cubic's derivative is zero.
func turns(a, b, c, d float64) (t []float64) {
	// The derivative over 3: k t² + 2 m t + n.
	k, m, n := -a+3*b-3*c+d, a-2*b+c, b-a
	add := func(x float64) {
		if x > 0 && x < 1 {
			t = append(t, x)
		}
	}
	if math.Abs(k) < 1e-12 {
		if m != 0 {
			add(-n / (2 * m))
		}
		return t
	}
	if root := m*m - k*n; root >= 0 {
		root = math.Sqrt(root)
		add((-m + root) / k)
		add((-m - root) / k)
	}
	return t
}

// parsePath reads path data, as far as it is right: what stands before an
// error is drawn, as SVG asks.
func parsePath(d string) Path {
	p := pathReader{scanner: scanner{s: d}}
	for p.command() {
	}
	return p.path
}

type pathReader struct {
	scanner
	path    Path
	start   Point // of the piece
	at      Point
	control Point // the last one of the segment before
	last    byte  // its command, lower case
	open    bool  // a piece was begun
}

// command reads a letter and all the arguments behind it; false at the end.
func (p *pathReader) command() bool {
	p.spaces()
	if p.i >= len(p.s) {
		return false
	}
	letter := p.s[p.i]
	lower := letter | 0x20
	if p.last == 0 && lower != 'm' {
		return false
	}
	p.i++
	if lower == 'z' {
		p.path.close()
		p.at, p.open = p.start, false
		p.last = 'z'
		return true
	}
	relative := letter == lower
	for first := true; ; first = false {
		mark := p.i
		if !p.segment(lower, relative, first) {
			p.i = mark
			return !first && p.i > 0 && p.more()
		}
	}
}

// more tells whether a letter comes next.
func (p *pathReader) more() bool {
	p.separator()
	return p.i < len(p.s) && (p.s[p.i]|0x20) >= 'a' && (p.s[p.i]|0x20) <= 'z'
}

func (p *pathReader) point(relative bool) (q Point, ok bool) {
	x, ok1 := p.number()
	y, ok2 := p.number()
	if relative {
		x, y = x+p.at.X, y+p.at.Y
	}
	return Point{x, y}, ok1 && ok2
}

// segment reads the arguments of one segment.
func (p *pathReader) segment(letter byte, relative, first bool) (ok bool) {
	if letter != 'm' || !first {
		p.begin()
	}
	switch letter {
	case 'm', 'l':
		ok = p.straight(letter == 'm' && first, relative)
	case 'h', 'v':
		ok = p.level(letter == 'h', relative)
	case 'c', 's':
		ok = p.cubic(letter == 's', relative)
	case 'q', 't':
		ok = p.quadratic(letter == 't', relative)
	case 'a':
		ok = p.arc(relative)
	}
	if ok {
		p.last = letter
	}
	return ok
}

func (p *pathReader) straight(move, relative bool) bool {
	q, ok := p.point(relative)
	if !ok {
		return false
	}
	if move {
		p.path.move(q)
		p.start, p.open = q, true
	} else {
		p.path.line(q)
	}
	p.at = q
	return true
}

func (p *pathReader) level(horizontal, relative bool) bool {
	v, ok := p.number()
	if !ok {
		return false
	}
	q := &p.at.Y
	if horizontal {
		q = &p.at.X
	}
	if relative {
		v += *q
	}
	*q = v
	p.path.line(p.at)
	return true
}

// cubic reads a curve; a smooth one mirrors the control of the curve before.
func (p *pathReader) cubic(smooth, relative bool) bool {
	a, ok := p.at, true
	switch {
	case !smooth:
		a, ok = p.point(relative)
	case p.last == 'c' || p.last == 's':
		a = mirror(p.control, p.at)
	}
	b, ok1 := p.point(relative)
	q, ok2 := p.point(relative)
	if !ok || !ok1 || !ok2 {
		return false
	}
	p.path.curve(a, b, q)
	p.control, p.at = b, q
	return true
}

func (p *pathReader) quadratic(smooth, relative bool) bool {
	a, ok := p.at, true
	switch {
	case !smooth:
		a, ok = p.point(relative)
	case p.last == 'q' || p.last == 't':
		a = mirror(p.control, p.at)
	}
	q, ok1 := p.point(relative)
	if !ok || !ok1 {
		return false
	}
	p.path.curve(third(p.at, a), third(q, a), q)
	p.control, p.at = a, q
	return true
}

// begin starts a piece where the last one was closed.
func (p *pathReader) begin() {
	if !p.open {
		p.path.move(p.start)
		p.open = true
	}
}

func mirror(p, at Point) Point { return Point{2*at.X - p.X, 2*at.Y - p.Y} }

// third raises the control of a quadratic curve to one of a cubic.
func third(end, control Point) Point {
	return Point{end.X + (control.X-end.X)*2/3, end.Y + (control.Y-end.Y)*2/3}
}

func (p *pathReader) arc(relative bool) bool {
	rx, ok1 := p.number()
	ry, ok2 := p.number()
	turn, ok3 := p.number()
	large, ok4 := p.flag()
	sweep, ok5 := p.flag()
	q, ok6 := p.point(relative)
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6) {
		return false
	}
	p.path.arc(p.at, q, math.Abs(rx), math.Abs(ry), turn, large, sweep)
	p.at = q
	return true
}

// arc adds an elliptical arc between two points as curves of a quarter at most.
// Source: SVG 2, appendix B.2.4, conversion from endpoint to center.
func (p *Path) arc(from, to Point, rx, ry, degrees float64, large, sweep bool) {
	if from == to {
		return
	}
	if rx == 0 || ry == 0 {
		p.line(to)
		return
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	dx, dy := (from.X-to.X)/2, (from.Y-to.Y)/2
	x, y := cos*dx+sin*dy, -sin*dx+cos*dy
	if grow := x*x/(rx*rx) + y*y/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	under := rx*rx*ry*ry - rx*rx*y*y - ry*ry*x*x
	k := math.Sqrt(math.Max(0, under/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	start := math.Atan2((y-cy)/ry, (x-cx)/rx)
	angle := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - start
	if sweep && angle < 0 {
		angle += 2 * math.Pi
	} else if !sweep && angle > 0 {
		angle -= 2 * math.Pi
	}
	m := Matrix{cos * rx, sin * rx, -sin * ry, cos * ry, cos*cx - sin*cy + (from.X+to.X)/2, sin*cx + cos*cy + (from.Y+to.Y)/2}
	n := max(1, int(math.Ceil(math.Abs(angle)/(math.Pi/2)-1e-9)))
	step := angle / float64(n)
	reach := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		s1, c1 := math.Sincos(start + float64(i)*step)
		s2, c2 := math.Sincos(start + float64(i+1)*step)
		end := m.Apply(Point{c2, s2})
		if i == n-1 {
			end = to
		}
		p.curve(m.Apply(Point{c1 - reach*s1, s1 + reach*c1}), m.Apply(Point{c2 + reach*s2, s2 - reach*c2}), end)
	}
}
