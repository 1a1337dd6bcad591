package drawing

import "math"

// A vertex of a path with the directions of the line there.
type vertex struct {
	at      Point
	in, out Point // zero where there is none
}

// vertices lists the points of a path that may bear markers.
func vertices(p Path) (all []vertex) {
	var at, start Point
	first := -1
	for _, s := range p {
		switch s.Step {
		case Move:
			at, start = s.P[0], s.P[0]
			first = len(all)
			all = append(all, vertex{at: at})
			continue
		case Close:
			if first < 0 {
				continue
			}
			d := Point{start.X - at.X, start.Y - at.Y}
			if d != (Point{}) {
				all[len(all)-1].out = d
			}
			all = append(all, vertex{at: start, in: d, out: all[first].out})
			all[first].in = d
			at = start
			continue
		}
		from, end := at, s.End()
		leave, arrive := Point{end.X - from.X, end.Y - from.Y}, Point{end.X - from.X, end.Y - from.Y}
		if s.Step == Curve {
			leave = direction(from, s.P[0], s.P[1], s.P[2])
			back := direction(s.P[2], s.P[1], s.P[0], from)
			arrive = Point{-back.X, -back.Y}
		}
		if len(all) > 0 {
			all[len(all)-1].out = leave
		}
		all = append(all, vertex{at: end, in: arrive})
		at = end
	}
	return all
}

// direction is where a curve leads at first.
func direction(from Point, next ...Point) Point {
	for _, q := range next {
		if d := (Point{q.X - from.X, q.Y - from.Y}); d != (Point{}) {
			return d
		}
	}
	return Point{}
}

// angle is the direction of the line at a vertex, in degrees: the bisector of
// what comes and what goes.
func (v vertex) angle() float64 {
	unit := func(p Point) Point {
		if size := math.Hypot(p.X, p.Y); size > 0 {
			return Point{p.X / size, p.Y / size}
		}
		return p
	}
	a, b := unit(v.in), unit(v.out)
	sum := Point{a.X + b.X, a.Y + b.Y}
	if math.Hypot(sum.X, sum.Y) < 1e-9 {
		sum = a
	}
	return math.Atan2(sum.Y, sum.X) * 180 / math.Pi
}

// markers draws those at the start, the middle vertices and the end.
func (w *drawer) markers(p Path, st state) {
	ids := st.style.markers
	if ids == [3]string{} || st.context != nil {
		return
	}
	all := vertices(p)
	for i, v := range all {
		which := 1
		if i == 0 {
			which = 0
		}
		if i == len(all)-1 && i > 0 {
			which = 2
		}
		if n := w.d.byID[ids[which]]; ids[which] != "" && n != nil && n.name == "marker" && w.left > 0 {
			w.marker(n, v, which, st)
		}
	}
}

func (w *drawer) marker(n *node, v vertex, which int, st state) {
	w.left--
	width, height := w.lengthOr(n, "markerWidth", st, st.w, 3), w.lengthOr(n, "markerHeight", st, st.h, 3)
	if !(width > 0 && height > 0) {
		return
	}
	m := translation(v.at.X, v.at.Y)
	switch o := n.attrs["orient"]; o {
	case "auto":
		m = m.Mul(rotation(v.angle()))
	case "auto-start-reverse":
		turn := v.angle()
		if which == 0 {
			turn += 180
		}
		m = m.Mul(rotation(turn))
	default:
		if list := numbers(o); len(list) > 0 {
			m = m.Mul(rotation(list[0]))
		}
	}
	if n.attrs["markerUnits"] != "userSpaceOnUse" {
		k := st.style.width.pixels(st.style.size, st.diagonal())
		m = m.Mul(Matrix{A: k, D: k})
	}
	inner := Identity
	box, hasBox := viewBox(n)
	if hasBox {
		inner = fit(box, width, height, n.attrs["preserveAspectRatio"])
	}
	ref := inner.Apply(Point{w.length(n, "refX", st, width), w.length(n, "refY", st, height)})
	m = m.Mul(translation(-ref.X, -ref.Y))
	own := st.moved(m)
	context := st.style
	own.context = &context
	own.style = initial(w.d.Color).with(n, own.context)
	w.p.Save()
	w.p.Transform(m)
	if own.style.overflow != "visible" {
		w.p.Clip(rectangle(rect{0, 0, width, height}), false)
	}
	if hasBox {
		w.p.Transform(inner)
		own = own.moved(inner)
	}
	w.children(n, own)
	w.p.Restore()
}
