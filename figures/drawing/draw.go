package drawing

import (
	"math"
)

// Draw draws the drawing onto a painter, Width by Height pixels. What a painter
// cannot do is drawn as near to it as it can.
func (d *Drawing) Draw(p Painter) {
	w := &drawer{d: d, p: p, left: maxExpanded}
	w.groups, _ = p.(GroupPainter)
	w.gradients, _ = p.(GradientPainter)
	st := state{style: initial(d.Color), alpha: 1, w: d.Width, h: d.Height, ctm: Identity}
	p.Save()
	st.style = st.style.with(d.root, nil)
	if st.style.display {
		w.inGroup(d.root, st, func(st state) { w.viewport(d.root, st, d.Width, d.Height, true) })
	}
	p.Restore()
}

// A drawer walks the tree. What is left of its work goes down with each element
// drawn, so that no file takes long.
type drawer struct {
	d         *Drawing
	p         Painter
	groups    GroupPainter
	gradients GradientPainter
	left      int
	depth     int
	clipping  int
	tracks    map[*node]*track // along paths
}

// A state is what an element is drawn in.
type state struct {
	style   computed
	context *computed // of the line that a marker is on
	alpha   float64   // of the groups around it, where the painter has none
	w, h    float64   // of the viewport, for percentages
	ctm     Matrix    // since the drawing's corner
}

func (st state) moved(m Matrix) state {
	st.ctm = st.ctm.Mul(m)
	return st
}

// viewport draws the children of an svg or symbol element, whose style st has,
// within w by h.
func (w *drawer) viewport(n *node, st state, width, height float64, root bool) {
	if st.style.overflow != "visible" {
		w.p.Clip(rectangle(rect{0, 0, width, height}), false)
	}
	if c, ok := parseColor(n.props["background-color"]); root && ok && c.A > 0 {
		w.p.Fill(rectangle(rect{0, 0, width, height}), false, c)
	}
	st.w, st.h = width, height
	if box, ok := viewBox(n); ok {
		m := fit(box, width, height, n.attrs["preserveAspectRatio"])
		w.p.Transform(m)
		st = st.moved(m)
		st.w, st.h = box.w, box.h
	}
	w.children(n, st)
}

func rectangle(r rect) Path {
	var p Path
	p.move(Point{r.x, r.y})
	p.line(Point{r.x + r.w, r.y})
	p.line(Point{r.x + r.w, r.y + r.h})
	p.line(Point{r.x, r.y + r.h})
	p.close()
	return p
}

func (w *drawer) children(n *node, st state) {
	for _, c := range n.children {
		w.node(c, st)
	}
}

// node draws one element.
func (w *drawer) node(n *node, st state) {
	if n.name == "" || w.left <= 0 || w.depth > 4*maxDepth {
		return
	}
	w.left--
	w.depth++
	defer func() { w.depth-- }()
	switch n.name {
	case "defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "stop", "title", "desc", "style", "tspan", "textPath":
		return
	}
	st.style = st.style.with(n, st.context)
	if !st.style.display {
		return
	}
	m, ok := parseTransform(n.attrs["transform"])
	if !ok {
		m = Identity
	}
	plain := m == Identity && st.style.clip == ""
	if !plain {
		w.p.Save()
		if m != Identity {
			w.p.Transform(m)
			st = st.moved(m)
		}
		w.clip(n, st)
	}
	w.masked(n, st, func(st state) {
		w.inGroup(n, st, func(st state) { w.content(n, st) })
	})
	if !plain {
		w.p.Restore()
	}
}

// inGroup draws under the opacity of an element.
func (w *drawer) inGroup(n *node, st state, draw func(state)) {
	opacity := st.style.opacity
	st.style.opacity = 1
	switch {
	case opacity >= 1:
		draw(st)
	case opacity <= 0:
	case w.groups != nil && overlaps(n, st.style):
		w.groups.BeginGroup(opacity)
		draw(st)
		w.groups.EndGroup()
	default:
		st.alpha *= opacity
		draw(st)
	}
}

// overlaps tells whether an element may draw a place twice, so that a group
// shows.
func overlaps(n *node, s computed) bool {
	switch n.name {
	case "svg", "g", "a", "use", "symbol", "text":
		return true
	}
	return !s.fill.none && !s.stroke.none
}

// content draws an element within its transform, clip path and group.
func (w *drawer) content(n *node, st state) {
	x, y := w.length(n, "x", st, st.w), w.length(n, "y", st, st.h)
	switch n.name {
	case "g", "a":
		w.children(n, st)
	case "svg":
		w.nested(n, st, translation(x, y), w.lengthOr(n, "width", st, st.w, st.w), w.lengthOr(n, "height", st, st.h, st.h))
	case "use":
		w.use(n, st, x, y)
	case "text":
		w.text(n, st)
	case "image":
		w.image(n, st, x, y)
	default:
		if !st.style.hidden {
			w.shape(n, st)
		}
	}
}

func (w *drawer) nested(n *node, st state, m Matrix, width, height float64) {
	if !(width > 0 && height > 0) {
		return
	}
	w.p.Save()
	w.p.Transform(m)
	w.viewport(n, st.moved(m), width, height, false)
	w.p.Restore()
}

// use draws another element here, in the style of this place.
func (w *drawer) use(n *node, st state, x, y float64) {
	target := w.d.byID[n.attrs["href"]]
	if target == nil {
		return
	}
	m := translation(x, y)
	switch target.name {
	case "symbol", "svg":
		width := w.lengthOr(n, "width", st, st.w, w.lengthOr(target, "width", st, st.w, st.w))
		height := w.lengthOr(n, "height", st, st.h, w.lengthOr(target, "height", st, st.h, st.h))
		w.left--
		st.style = st.style.with(target, st.context)
		if st.style.display {
			w.inGroup(target, st, func(st state) { w.nested(target, st, m, width, height) })
		}
		return
	}
	if m == Identity {
		w.node(target, st)
		return
	}
	w.p.Save()
	w.p.Transform(m)
	w.node(target, st.moved(m))
	w.p.Restore()
}

func (w *drawer) image(n *node, st state, x, y float64) {
	painter, ok := w.p.(ImagePainter)
	img := n.image
	if !ok || img == nil || st.style.hidden {
		return
	}
	width, height := w.lengthOr(n, "width", st, st.w, 0), w.lengthOr(n, "height", st, st.h, 0)
	switch {
	case width <= 0 && height <= 0:
		width, height = img.width, img.height
	case width <= 0:
		width = height * img.width / img.height
	case height <= 0:
		height = width * img.height / img.width
	}
	m := fit(rect{0, 0, img.width, img.height}, width, height, n.attrs["preserveAspectRatio"])
	w.p.Save()
	w.p.Clip(rectangle(rect{x, y, width, height}), false)
	painter.Image(img.data, img.media, x+m.E, y+m.F, img.width*m.A, img.height*m.D, st.alpha)
	w.p.Restore()
}

// length resolves an attribute against the viewport.
func (w *drawer) length(n *node, name string, st state, whole float64) float64 {
	return w.lengthOr(n, name, st, whole, 0)
}

func (w *drawer) lengthOr(n *node, name string, st state, whole, other float64) float64 {
	l, ok := parseLength(n.attrs[name])
	if !ok {
		return other
	}
	return l.pixels(st.style.size, whole)
}

// diagonal is what percentages of lengths without a direction refer to.
func (st state) diagonal() float64 { return math.Hypot(st.w, st.h) / math.Sqrt2 }

// shape fills and strokes one of the basic shapes, with its markers.
func (w *drawer) shape(n *node, st state) {
	p := w.outline(n, st)
	if len(p) == 0 {
		return
	}
	if st.style.strokeFirst {
		w.stroke(p, st)
	}
	if n.name != "line" {
		w.fill(p, st)
	}
	if !st.style.strokeFirst {
		w.stroke(p, st)
	}
	switch n.name {
	case "path", "line", "polyline", "polygon":
		w.markers(p, st)
	}
}

func (w *drawer) fill(p Path, st state) {
	s := st.style
	opacity := s.fillOpacity * st.alpha
	switch {
	case s.fill.none || opacity <= 0:
	case s.fill.id != "":
		w.fillFrom(p, s.fillEvenOdd, s.fill.id, opacity, st)
	default:
		if c := alpha(s.fill.color, opacity); c.A > 0 {
			w.p.Fill(p, s.fillEvenOdd, c)
		}
	}
}

func (w *drawer) stroke(p Path, st state) {
	s := st.style
	width := s.width.pixels(s.size, st.diagonal())
	if s.nonScaling {
		if k := st.ctm.Scale(); k > 1e-9 {
			width /= k
		}
	}
	opacity := s.strokeOpacity * st.alpha
	if s.stroke.none || !(width > 0) || opacity <= 0 {
		return
	}
	c := s.stroke.color
	if s.stroke.id != "" {
		c = w.middleColor(s.stroke.id)
	}
	c = alpha(c, opacity)
	line := Stroke{Color: c, Width: width, Cap: s.cap, Join: s.join, MiterLimit: s.miter, Offset: s.offset.pixels(s.size, st.diagonal())}
	sum := 0.0
	for _, d := range s.dashes {
		v := d.pixels(s.size, st.diagonal())
		line.Dashes = append(line.Dashes, v)
		sum += v
	}
	if len(line.Dashes)%2 == 1 {
		line.Dashes = append(line.Dashes, line.Dashes...)
	}
	if sum <= 0 {
		line.Dashes = nil
	}
	if !(s.stroke.id != "" && w.strokeFrom(p, line, s.stroke.id, opacity, st)) && c.A > 0 {
		w.p.Stroke(p, line)
	}
}

// clip lets through what is inside an element's clip path.
func (w *drawer) clip(n *node, st state) {
	target := w.d.byID[st.style.clip]
	if st.style.clip == "" || target == nil || target.name != "clipPath" || w.clipping > 8 {
		return
	}
	w.clipping++
	defer func() { w.clipping-- }()
	m, ok := parseTransform(target.attrs["transform"])
	if !ok {
		m = Identity
	}
	if target.attrs["clipPathUnits"] == "objectBoundingBox" {
		box, ok := w.bounds(n, st)
		if !ok {
			box = rect{}
		}
		m = Matrix{box.w, 0, 0, box.h, box.x, box.y}.Mul(m)
	}
	own := st
	own.style = initial(w.d.Color).with(target, nil)
	if own.style.clip != "" {
		w.clip(n, own)
	}
	var whole Path
	evenOdd := false
	for _, c := range target.children {
		p, odd := w.clipShape(c, own)
		evenOdd = evenOdd || odd
		whole = append(whole, p.transformed(m)...)
	}
	if len(whole) == 0 { // nothing is let through
		whole = rectangle(rect{})
	}
	w.p.Clip(whole, evenOdd)
}

// clipShape is the outline of a child of a clip path; use may stand for one.
func (w *drawer) clipShape(n *node, st state) (p Path, evenOdd bool) {
	if n.name == "" || w.left <= 0 {
		return nil, false
	}
	w.left--
	st.style = st.style.with(n, nil)
	if !st.style.display || st.style.hidden {
		return nil, false
	}
	m, ok := parseTransform(n.attrs["transform"])
	if !ok {
		m = Identity
	}
	if n.name == "use" {
		target := w.d.byID[n.attrs["href"]]
		if target == nil || target.name == "use" {
			return nil, false
		}
		p, evenOdd = w.clipShape(target, st)
		m = m.Mul(translation(w.length(n, "x", st, st.w), w.length(n, "y", st, st.h)))
	} else {
		if p, evenOdd = w.outline(n, st), st.style.clipEvenOdd; n.name == "text" {
			p, evenOdd = w.textOutline(n, st), false
		}
	}
	return p.transformed(m), evenOdd
}
