package pdf

import (
	"math"
	"strconv"
	"strings"
)

// A painter draws an SVG drawing on a sheet.
type painter struct {
	s     *sheet
	svg   *svg
	drawn int             // elements
	drew  int             // segments of paths
	using map[string]bool // elements that are being used, against cycles
}

// A paint is what elements inherit.
type paint struct {
	m                       matrix
	fill, stroke, color     string
	width                   float64
	dash                    []float64
	dashOffset              float64
	cap, join               int
	miter                   float64
	evenOdd                 bool
	opacity, fillA, strokeA float64
	size                    float64
	bold, italic            bool
	family, anchor          string
	baseline                string
	hidden                  bool
	marker                  [3]string // start, mid, end
}

// drawSVG draws a drawing into a rectangle of the page.
func (s *sheet) drawSVG(d *svg, x, y, w, h float64) {
	s.endText()
	dx := s.dx
	x, s.dx = x+dx, 0
	scale := math.Min(w/d.box[2], h/d.box[3])
	m := matrix{scale, 0, 0, -scale, x + (w-scale*d.box[2])/2 - scale*d.box[0], pageHeight - y - (h-scale*d.box[3])/2 + scale*d.box[1]}
	s.b = append(s.b, "q "...)
	s.nums(x, pageHeight-y-h, w, h)
	s.b = append(s.b, "re W n\n"...)
	p := &painter{s: s, svg: d, using: map[string]bool{}}
	base := paint{m: m, fill: "black", stroke: "none", color: "#16181b", width: 1, miter: 4, opacity: 1, fillA: 1, strokeA: 1, size: 16, anchor: "start"}
	p.children(d.root, base.with(d.root), 0)
	s.endText()
	s.b = append(s.b, "Q\n"...)
	s.fill, s.stroke, s.alpha, s.dx = unset, unset, 255, dx
}

// with applies the properties of an element.
func (t paint) with(n *svgNode) paint {
	if v := n.attrs["transform"]; v != "" {
		t.m = t.m.before(svgTransform(v))
	}
	text := func(to *string, key string) {
		if v := strings.TrimSpace(n.attrs[key]); v != "" && v != "inherit" {
			*to = v
		}
	}
	unit := func(to *float64, key string) {
		if v, ok := n.attrs[key]; ok && v != "inherit" {
			*to = svgFraction(v)
		}
	}
	text(&t.color, "color")
	text(&t.fill, "fill")
	text(&t.stroke, "stroke")
	text(&t.family, "font-family")
	text(&t.anchor, "text-anchor")
	text(&t.baseline, "dominant-baseline")
	unit(&t.fillA, "fill-opacity")
	unit(&t.strokeA, "stroke-opacity")
	if v, ok := n.attrs["opacity"]; ok {
		t.opacity *= svgFraction(v)
	}
	if v, ok := n.attrs["stroke-width"]; ok {
		t.width = svgLength(v, 100)
	}
	if v, ok := n.attrs["stroke-dasharray"]; ok {
		t.dash = nil
		for _, d := range svgNumbers(strings.ReplaceAll(v, "px", "")) {
			t.dash = append(t.dash, math.Abs(d))
		}
	}
	if v, ok := n.attrs["stroke-dashoffset"]; ok {
		t.dashOffset = svgLength(v, 0)
	}
	if v, ok := n.attrs["stroke-miterlimit"]; ok {
		t.miter = max(1, svgLength(v, 0))
	}
	t.keywords(n)
	return t
}

func svgFraction(v string) float64 {
	if digits, ok := strings.CutSuffix(strings.TrimSpace(v), "%"); ok {
		return min(max(svgLength(digits, 0)/100, 0), 1)
	}
	return min(max(svgLength(v, 0), 0), 1)
}

func (t *paint) keywords(n *svgNode) {
	if v, ok := map[string]int{"butt": 0, "round": 1, "square": 2}[n.attrs["stroke-linecap"]]; ok {
		t.cap = v
	}
	if v, ok := map[string]int{"miter": 0, "round": 1, "bevel": 2}[n.attrs["stroke-linejoin"]]; ok {
		t.join = v
	}
	if v, ok := n.attrs["fill-rule"]; ok {
		t.evenOdd = v == "evenodd"
	}
	if v, ok := n.attrs["visibility"]; ok {
		t.hidden = v == "hidden" || v == "collapse"
	}
	if v, ok := n.attrs["font-weight"]; ok {
		weight, err := strconv.Atoi(v)
		t.bold = v == "bold" || v == "bolder" || err == nil && weight >= 600
	}
	if v, ok := n.attrs["font-style"]; ok {
		t.italic = v == "italic" || v == "oblique"
	}
	if v, ok := n.attrs["font-size"]; ok {
		switch digits, em := strings.CutSuffix(v, "em"); {
		case em:
			t.size *= svgLength(digits, 0)
		case strings.HasSuffix(v, "%"):
			t.size = svgLength(v, t.size)
		default:
			if size := svgLength(v, 0); size > 0 {
				t.size = size
			}
		}
	}
	for i, key := range []string{"marker-start", "marker-mid", "marker-end"} {
		if v, ok := n.attrs[key]; ok {
			t.marker[i] = v
		}
	}
}

func (p *painter) children(n *svgNode, t paint, depth int) {
	for _, k := range n.kids {
		if k.name != "" {
			p.element(k, t, depth+1)
		}
	}
}

func (p *painter) element(n *svgNode, outer paint, depth int) {
	if p.drawn++; p.drawn > svgDrawn || depth > svgDepth || n.attrs["display"] == "none" {
		return
	}
	t := outer.with(n)
	clipped := p.clip(n, t)
	switch n.name {
	case "g", "svg":
		if n.name == "svg" {
			t.m = t.m.before(matrix{1, 0, 0, 1, n.num("x", p.svg.box[2]), n.num("y", p.svg.box[3])})
		}
		p.children(n, t, depth)
	case "use":
		p.use(n, t, depth)
	case "text":
		p.text(n, t)
	default:
		if path := p.shape(n); path != nil && !t.hidden {
			p.fillAndStroke(path, t)
			p.markers(path, t, depth)
		}
	}
	if clipped {
		p.s.endText()
		p.s.b = append(p.s.b, "Q\n"...)
		p.s.fill, p.s.stroke, p.s.alpha = unset, unset, 0
	}
}

func (p *painter) use(n *svgNode, t paint, depth int) {
	id := strings.TrimPrefix(strings.TrimSpace(n.attrs["href"]), "#")
	to := p.svg.ids[id]
	if to == nil || p.using[id] {
		return
	}
	p.using[id] = true
	t.m = t.m.before(matrix{1, 0, 0, 1, n.num("x", p.svg.box[2]), n.num("y", p.svg.box[3])})
	if to.name == "symbol" {
		p.children(to, t.with(to), depth+1)
	} else {
		p.element(to, t, depth+1)
	}
	p.using[id] = false
}

// shape gives the path of a basic shape; nil for anything else.
func (p *painter) shape(n *svgNode) []segment {
	w, h := p.svg.box[2], p.svg.box[3]
	switch n.name {
	case "path":
		return readPath(n.attrs["d"])
	case "rect":
		rx, ry := n.num("rx", w), n.num("ry", h)
		if rx == 0 {
			rx = ry
		}
		if ry == 0 {
			ry = rx
		}
		if rw, rh := n.num("width", w), n.num("height", h); rw > 0 && rh > 0 {
			return rectPath(n.num("x", w), n.num("y", h), rw, rh, rx, ry)
		}
	case "circle":
		if r := n.num("r", w); r > 0 {
			return ellipsePath(n.num("cx", w), n.num("cy", h), r, r)
		}
	case "ellipse":
		if rx, ry := n.num("rx", w), n.num("ry", h); rx > 0 && ry > 0 {
			return ellipsePath(n.num("cx", w), n.num("cy", h), rx, ry)
		}
	case "line":
		return []segment{{'m', [6]float64{n.num("x1", w), n.num("y1", h)}}, {'l', [6]float64{n.num("x2", w), n.num("y2", h)}}}
	case "polyline", "polygon":
		v := svgNumbers(n.attrs["points"])
		var path []segment
		for i := 0; i+1 < len(v); i += 2 {
			op := byte('l')
			if i == 0 {
				op = 'm'
			}
			path = append(path, segment{op, [6]float64{v[i], v[i+1]}})
		}
		if n.name == "polygon" && len(path) > 0 {
			path = append(path, segment{op: 'h', p: path[0].p})
		}
		return path
	}
	return nil
}

// clip begins a clipped part of the drawing.
func (p *painter) clip(n *svgNode, t paint) bool {
	id, ok := svgReference(n.attrs["clip-path"])
	if !ok || p.svg.ids[id] == nil || p.svg.ids[id].name != "clipPath" {
		return false
	}
	s := p.s
	s.endText()
	s.b = append(s.b, "q\n"...)
	outer := t.with(&svgNode{attrs: map[string]string{"transform": p.svg.ids[id].attrs["transform"]}})
	found := false
	for _, k := range p.svg.ids[id].kids {
		if path := p.shape(k); path != nil {
			p.path(path, outer.m.before(svgTransform(k.attrs["transform"])))
			found = true
		}
	}
	if !found {
		s.b = append(s.b, "0 0 0 0 re\n"...)
	}
	s.b = append(s.b, "W n\n"...)
	return true
}

// svgReference reads url(#id).
func svgReference(v string) (id string, ok bool) {
	v = strings.TrimSpace(v)
	v, ok = strings.CutPrefix(v, "url(")
	if !ok {
		return "", false
	}
	v, _, _ = strings.Cut(v, ")")
	return strings.TrimPrefix(strings.Trim(v, `'" `), "#"), true
}

func (p *painter) path(path []segment, m matrix) {
	s := p.s
	if p.drew += len(path); p.drew > segmentsMost {
		path = nil
	}
	point := func(x, y float64) { s.nums(m.a*x+m.c*y+m.e, m.b*x+m.d*y+m.f) }
	begun := false
	for _, g := range path {
		switch {
		case g.op == 'h':
			s.b = append(s.b, "h\n"...)
			continue
		case g.op == 'c' && begun:
			point(g.p[0], g.p[1])
			point(g.p[2], g.p[3])
			point(g.p[4], g.p[5])
		case g.op == 'm':
			begun = true
			point(g.p[0], g.p[1])
		case !begun:
			continue
		default:
			point(g.p[0], g.p[1])
		}
		s.b = append(s.b, g.op, '\n')
	}
}

func (p *painter) fillAndStroke(path []segment, t paint) {
	s := p.s
	if c, a, ok := p.color(t.fill, t); ok && len(path) > 0 {
		s.endText()
		s.setFill(c)
		s.opacity(alphaOf(t.opacity * t.fillA * a))
		p.path(path, t.m)
		if t.evenOdd {
			s.b = append(s.b, "f*\n"...)
		} else {
			s.b = append(s.b, "f\n"...)
		}
	}
	c, a, ok := p.color(t.stroke, t)
	if !ok || t.width <= 0 || len(path) == 0 {
		return
	}
	s.endText()
	s.setStroke(c)
	s.opacity(alphaOf(t.opacity * t.strokeA * a))
	k := t.m.scale()
	s.nums(t.width * k)
	s.b = append(s.b, "w "...)
	s.nums(float64(t.cap))
	s.b = append(s.b, "J "...)
	s.nums(float64(t.join))
	s.b = append(s.b, "j "...)
	s.nums(t.miter)
	s.b = append(s.b, "M ["...)
	sum := 0.0
	for _, d := range t.dash {
		sum += d
	}
	for _, d := range t.dash {
		if sum > 0 {
			s.nums(d * k)
		}
	}
	s.b = append(s.b, "] "...)
	s.nums(max(t.dashOffset*k, 0))
	s.b = append(s.b, "d\n"...)
	p.path(path, t.m)
	s.b = append(s.b, "S\n"...)
}

// markers draws the marks at the ends and corners of a path.
func (p *painter) markers(path []segment, t paint, depth int) {
	if t.marker == [3]string{} || len(path) < 2 {
		return
	}
	marks := t.marker
	t.marker = [3]string{}
	for i := range path {
		which := 1
		switch i {
		case 0:
			which = 0
		case len(path) - 1:
			which = 2
		}
		id, ok := svgReference(marks[which])
		if n := p.svg.ids[id]; ok && n != nil && n.name == "marker" && !p.using[id] {
			p.using[id] = true
			p.marker(n, path, i, t, depth)
			p.using[id] = false
		}
	}
}

func (p *painter) marker(n *svgNode, path []segment, i int, t paint, depth int) {
	x, y := path[i].end()
	angle := 0.0
	switch v := n.attrs["orient"]; v {
	case "auto", "auto-start-reverse":
		angle = direction(path, i)
		if v == "auto-start-reverse" && i == 0 {
			angle += math.Pi
		}
	default:
		angle = svgLength(v, 0) * math.Pi / 180
	}
	sin, cos := math.Sincos(angle)
	m := t.m.before(matrix{cos, sin, -sin, cos, x, y})
	if n.attrs["markerUnits"] != "userSpaceOnUse" {
		m = m.before(matrix{t.width, 0, 0, t.width, 0, 0})
	}
	refX, refY := n.num("refX", 0), n.num("refY", 0)
	if box := svgNumbers(n.attrs["viewBox"]); len(box) == 4 && box[2] > 0 && box[3] > 0 {
		w, h := n.num("markerWidth", 0), n.num("markerHeight", 0)
		if w == 0 {
			w = 3
		}
		if h == 0 {
			h = 3
		}
		k := min(w/box[2], h/box[3])
		m = m.before(matrix{k, 0, 0, k, 0, 0})
	}
	inner := paint{m: m.before(matrix{1, 0, 0, 1, -refX, -refY}), fill: "black", stroke: "none", color: t.color, width: 1, miter: 4,
		opacity: t.opacity, fillA: 1, strokeA: 1, size: 16, anchor: "start"}
	p.children(n, inner.with(n), depth+1)
}

// direction is the angle of a path at the end of a segment.
func direction(path []segment, i int) float64 {
	angle := func(x1, y1, x2, y2 float64) float64 { return math.Atan2(y2-y1, x2-x1) }
	x, y := path[i].end()
	if i == 0 {
		next := path[1]
		if next.op == 'c' && (next.p[0] != x || next.p[1] != y) {
			return angle(x, y, next.p[0], next.p[1])
		}
		nx, ny := next.end()
		return angle(x, y, nx, ny)
	}
	g := path[i]
	if g.op == 'c' && (g.p[2] != x || g.p[3] != y) {
		return angle(g.p[2], g.p[3], x, y)
	}
	px, py := path[i-1].end()
	return angle(px, py, x, y)
}
