package drawing

import "math"

// outline is the path of a basic shape, nil for what is none.
func (w *drawer) outline(n *node, st state) Path {
	get := func(name string, whole float64) float64 { return w.length(n, name, st, whole) }
	switch n.name {
	case "path":
		return n.path
	case "rect":
		r := rect{get("x", st.w), get("y", st.h), get("width", st.w), get("height", st.h)}
		if !(r.w > 0 && r.h > 0) {
			return nil
		}
		_, hasX := parseLength(n.attrs["rx"])
		_, hasY := parseLength(n.attrs["ry"])
		rx, ry := get("rx", st.w), get("ry", st.h)
		if !hasX {
			rx = ry
		}
		if !hasY {
			ry = rx
		}
		return rounded(r, min(max(rx, 0), r.w/2), min(max(ry, 0), r.h/2))
	case "circle":
		r := get("r", st.diagonal())
		return ellipse(get("cx", st.w), get("cy", st.h), r, r)
	case "ellipse":
		_, hasX := parseLength(n.attrs["rx"])
		_, hasY := parseLength(n.attrs["ry"])
		rx, ry := get("rx", st.w), get("ry", st.h)
		if !hasX {
			rx = ry
		}
		if !hasY {
			ry = rx
		}
		return ellipse(get("cx", st.w), get("cy", st.h), rx, ry)
	case "line":
		var p Path
		p.move(Point{get("x1", st.w), get("y1", st.h)})
		p.line(Point{get("x2", st.w), get("y2", st.h)})
		return p
	case "polyline", "polygon":
		return poly(numbers(n.attrs["points"]), n.name == "polygon")
	}
	return nil
}

func rounded(r rect, rx, ry float64) Path {
	if rx <= 0 || ry <= 0 {
		return rectangle(r)
	}
	var p Path
	x1, y1 := r.x+r.w, r.y+r.h
	corner := func(from, to Point) { p.arc(from, to, rx, ry, 0, false, true) }
	p.move(Point{r.x + rx, r.y})
	p.line(Point{x1 - rx, r.y})
	corner(Point{x1 - rx, r.y}, Point{x1, r.y + ry})
	p.line(Point{x1, y1 - ry})
	corner(Point{x1, y1 - ry}, Point{x1 - rx, y1})
	p.line(Point{r.x + rx, y1})
	corner(Point{r.x + rx, y1}, Point{r.x, y1 - ry})
	p.line(Point{r.x, r.y + ry})
	corner(Point{r.x, r.y + ry}, Point{r.x + rx, r.y})
	p.close()
	return p
}

func ellipse(cx, cy, rx, ry float64) Path {
	if !(rx > 0 && ry > 0) {
		return nil
	}
	var p Path
	right, left := Point{cx + rx, cy}, Point{cx - rx, cy}
	p.move(right)
	p.arc(right, left, rx, ry, 0, false, true)
	p.arc(left, right, rx, ry, 0, false, true)
	p.close()
	return p
}

func poly(v []float64, closed bool) Path {
	var p Path
	for i := 0; i+1 < len(v); i += 2 {
		if q := (Point{v[i], v[i+1]}); i == 0 {
			p.move(q)
		} else {
			p.line(q)
		}
	}
	if closed && len(p) > 0 {
		p.close()
	}
	return p
}

const maxBoundsDepth = 30

// bounds is the box around what an element fills, in its own coordinates.
func (w *drawer) bounds(n *node, st state) (rect, bool) {
	return w.boundsOf(n, st, 0)
}

func (w *drawer) boundsOf(n *node, st state, depth int) (rect, bool) {
	if depth > maxBoundsDepth || w.left <= 0 {
		return rect{}, false
	}
	w.left--
	switch n.name {
	case "g", "a", "svg", "symbol":
		return w.boundsOfChildren(n, st, depth)
	case "use":
		target := w.d.byID[n.attrs["href"]]
		if target == nil {
			return rect{}, false
		}
		r, ok := w.boundsOf(target, st, depth+1)
		r.x, r.y = r.x+w.length(n, "x", st, st.w), r.y+w.length(n, "y", st, st.h)
		return r, ok
	case "image":
		r := rect{w.length(n, "x", st, st.w), w.length(n, "y", st, st.h), w.length(n, "width", st, st.w), w.length(n, "height", st, st.h)}
		return r, r.w > 0 && r.h > 0
	case "text":
		return w.textBounds(n, st)
	}
	return w.outline(n, st).bounds()
}

func (w *drawer) boundsOfChildren(n *node, st state, depth int) (whole rect, ok bool) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, c := range n.children {
		if c.name == "" || c.name == "defs" || c.name == "clipPath" || c.name == "symbol" || c.name == "marker" || c.name == "mask" || c.name == "pattern" {
			continue
		}
		own := st
		own.style = st.style.with(c, nil)
		r, some := w.boundsOf(c, own, depth+1)
		if !some {
			continue
		}
		m, good := parseTransform(c.attrs["transform"])
		if !good {
			m = Identity
		}
		for _, q := range []Point{{r.x, r.y}, {r.x + r.w, r.y}, {r.x, r.y + r.h}, {r.x + r.w, r.y + r.h}} {
			q = m.Apply(q)
			low = Point{math.Min(low.X, q.X), math.Min(low.Y, q.Y)}
			high = Point{math.Max(high.X, q.X), math.Max(high.Y, q.Y)}
		}
		ok = true
	}
	return rect{low.X, low.Y, high.X - low.X, high.Y - low.Y}, ok
}
