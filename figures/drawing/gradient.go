package drawing

import (
	"image/color"
	"math"
	"slices"
	"strings"
)

const (
	strips      = 72 // of a gradient where the painter has none
	maxInherits = 16 // gradients that take over from one another
	maxStops    = 256
)

// inherited looks an attribute of a gradient or pattern up, in it and in what it
// takes over from.
func (w *drawer) inherited(n *node, name string) string {
	for range maxInherits {
		if n == nil {
			break
		}
		if v, ok := n.attrs[name]; ok {
			return v
		}
		n = w.d.byID[n.attrs["href"]]
	}
	return ""
}

// stops lists the colours of a gradient, of the first that has any.
func (w *drawer) stops(n *node) (stops []Stop) {
	for range maxInherits {
		if n == nil {
			return nil
		}
		base := initial(w.d.Color).with(n, nil)
		for _, c := range n.children {
			if c.name == "stop" && len(stops) < maxStops {
				stops = append(stops, oneStop(c, base))
			}
		}
		if len(stops) > 0 {
			break
		}
		n = w.d.byID[n.attrs["href"]]
	}
	last := 0.0
	for i := range stops {
		stops[i].Offset = math.Max(stops[i].Offset, last)
		last = stops[i].Offset
	}
	return stops
}

func oneStop(n *node, base computed) Stop {
	s := Stop{Color: color.NRGBA{A: 255}}
	if text, ok := opacityValue(strings.TrimSpace(n.attrs["offset"])); ok {
		s.Offset = number(text)
	}
	switch v := n.props["stop-color"]; v {
	case "", "inherit":
	case "currentColor":
		s.Color = base.with(n, nil).color
	default:
		s.Color, _ = parseColor(v)
	}
	if v := n.props["stop-opacity"]; v != "" && v != "inherit" {
		s.Color = alpha(s.Color, number(v))
	}
	return s
}

// middleColor stands for a gradient where there is none, as along a stroke.
func (w *drawer) middleColor(id string) color.NRGBA {
	n := w.d.byID[id]
	if n == nil {
		return color.NRGBA{}
	}
	if n.name == "pattern" {
		return w.tone(n)
	}
	stops := w.stops(n)
	if len(stops) == 0 {
		return color.NRGBA{}
	}
	return colorAt(stops, 0.5)
}

// strokeFrom draws a line with a gradient or a pattern; false where the painter
// cannot.
func (w *drawer) strokeFrom(p Path, line Stroke, id string, opacity float64, st state) bool {
	n := w.d.byID[id]
	box, ok := p.bounds()
	if n == nil || !ok {
		return false
	}
	half := line.Width / 2
	around := rect{box.x - half, box.y - half, box.w + line.Width, box.h + line.Width}
	if n.name == "pattern" {
		m, ok := w.p.(MaskPainter)
		if ok {
			line.Color = color.NRGBA{255, 255, 255, 255}
			m.Masked(true, func() { w.p.Stroke(p, line) }, func() { w.pattern(n, rectangle(around), false, box, opacity, st) })
		}
		return ok
	}
	stops := w.stops(n)
	if len(stops) < 2 || w.gradients == nil {
		return false
	}
	for i := range stops {
		stops[i].Color = alpha(stops[i].Color, opacity)
	}
	g, ok := w.gradient(n, box, stops, st)
	return ok && w.gradients.StrokeGradient(p, line, g.unrolled(around))
}

// fillFrom fills with a gradient or a pattern.
func (w *drawer) fillFrom(p Path, evenOdd bool, id string, opacity float64, st state) {
	n := w.d.byID[id]
	box, ok := p.bounds()
	if n == nil || !ok {
		return
	}
	if n.name == "pattern" {
		w.pattern(n, p, evenOdd, box, opacity, st)
		return
	}
	stops := w.stops(n)
	if len(stops) == 0 {
		return
	}
	for i := range stops {
		stops[i].Color = alpha(stops[i].Color, opacity)
	}
	g, ok := w.gradient(n, box, stops, st)
	if len(stops) == 1 || !ok {
		w.p.Fill(p, evenOdd, stops[len(stops)-1].Color)
		return
	}
	if w.gradients != nil && w.gradients.FillGradient(p, evenOdd, g.unrolled(box)) {
		return
	}
	w.p.Save()
	w.p.Clip(p, evenOdd)
	if a := stops[0].Color.A; a < 255 && w.groups != nil && g.evenly() { // as one, so that no seams show
		for i := range stops {
			stops[i].Color.A = 255
		}
		w.groups.BeginGroup(float64(a) / 255)
		g.strip(w.p, box)
		w.groups.EndGroup()
	} else {
		g.strip(w.p, box)
	}
	w.p.Restore()
}

// evenly tells whether all colours are as transparent as one another.
func (g Gradient) evenly() bool {
	return !slices.ContainsFunc(g.Stops, func(s Stop) bool { return s.Color.A != g.Stops[0].Color.A })
}

func (g Gradient) opaque() bool { return g.evenly() && g.Stops[0].Color.A == 255 }

// gradient reads the geometry; false where it is degenerate: the last colour
// fills all.
func (w *drawer) gradient(n *node, box rect, stops []Stop, st state) (g Gradient, ok bool) {
	g = Gradient{Radial: n.name == "radialGradient", Stops: stops, Matrix: Identity}
	own := w.inherited(n, "gradientUnits") == "userSpaceOnUse"
	whole := state{style: st.style, w: 1, h: 1}
	if own {
		whole = st
	} else {
		if !(box.w > 0 && box.h > 0) {
			return g, false
		}
		g.Matrix = Matrix{box.w, 0, 0, box.h, box.x, box.y}
	}
	if m, good := parseTransform(w.inherited(n, "gradientTransform")); good {
		g.Matrix = g.Matrix.Mul(m)
	}
	switch w.inherited(n, "spreadMethod") {
	case "reflect":
		g.Spread = Reflect
	case "repeat":
		g.Spread = Repeat
	}
	get := func(name, usual string, size float64) float64 {
		l, ok := parseLength(w.inherited(n, name))
		if !ok {
			l, _ = parseLength(usual)
		}
		return l.pixels(st.style.size, size)
	}
	if !g.Radial {
		g.From = Point{get("x1", "0%", whole.w), get("y1", "0%", whole.h)}
		g.To = Point{get("x2", "100%", whole.w), get("y2", "0%", whole.h)}
		return g, g.From != g.To
	}
	g.To = Point{get("cx", "50%", whole.w), get("cy", "50%", whole.h)}
	g.R1 = get("r", "50%", whole.diagonal())
	g.R0 = get("fr", "0%", whole.diagonal())
	g.From = g.To
	if w.inherited(n, "fx") != "" {
		g.From.X = get("fx", "50%", whole.w)
	}
	if w.inherited(n, "fy") != "" {
		g.From.Y = get("fy", "50%", whole.h)
	}
	// A focus outside is drawn in.
	if far := math.Hypot(g.From.X-g.To.X, g.From.Y-g.To.Y); far > g.R1*0.99 && far > 0 {
		k := g.R1 * 0.99 / far
		g.From = Point{g.To.X + (g.From.X-g.To.X)*k, g.To.Y + (g.From.Y-g.To.Y)*k}
	}
	return g, g.R1 > 0 && g.R0 < g.R1
}

// colorAt is the colour at an offset.
func colorAt(stops []Stop, t float64) color.NRGBA {
	if t <= stops[0].Offset {
		return stops[0].Color
	}
	for i := 1; i < len(stops); i++ {
		a, b := stops[i-1], stops[i]
		if t > b.Offset {
			continue
		}
		if b.Offset <= a.Offset {
			return b.Color
		}
		k := (t - a.Offset) / (b.Offset - a.Offset)
		mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*k + 0.5) }
		return color.NRGBA{mix(a.Color.R, b.Color.R), mix(a.Color.G, b.Color.G), mix(a.Color.B, b.Color.B), mix(a.Color.A, b.Color.A)}
	}
	return stops[len(stops)-1].Color
}

// At is the colour at an offset that may lie beyond the ends.
func (g Gradient) At(t float64) color.NRGBA {
	switch g.Spread {
	case Repeat:
		t -= math.Floor(t)
	case Reflect:
		t = math.Abs(t - 2*math.Round(t/2))
	}
	return colorAt(g.Stops, unitRange(t))
}

// strip fills a box with strips or rings of one colour each.
func (g Gradient) strip(p Painter, box rect) {
	back, ok := g.Matrix.invert()
	if !ok {
		p.Fill(rectangle(box), false, g.At(1))
		return
	}
	corners := []Point{{box.x, box.y}, {box.x + box.w, box.y}, {box.x + box.w, box.y + box.h}, {box.x, box.y + box.h}}
	for i := range corners {
		corners[i] = back.Apply(corners[i])
	}
	p.Save()
	p.Transform(g.Matrix)
	if g.Radial {
		g.rings(p, corners)
	} else {
		g.bars(p, corners)
	}
	p.Restore()
}

// bars draws strips across the line of the gradient.
func (g Gradient) bars(p Painter, corners []Point) {
	along := Point{g.To.X - g.From.X, g.To.Y - g.From.Y}
	size := along.X*along.X + along.Y*along.Y
	lo, hi, left, right := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, q := range corners {
		dx, dy := q.X-g.From.X, q.Y-g.From.Y
		t, s := (dx*along.X+dy*along.Y)/size, (dy*along.X-dx*along.Y)/size
		lo, hi, left, right = math.Min(lo, t), math.Max(hi, t), math.Min(left, s), math.Max(right, s)
	}
	if g.Spread != Pad {
		lo, hi = math.Max(lo, -50), math.Min(hi, 50)
	}
	at := func(t, s float64) Point {
		return Point{g.From.X + t*along.X - s*along.Y, g.From.Y + t*along.Y + s*along.X}
	}
	opaque := g.opaque()
	bar := func(a, b float64, c color.NRGBA) {
		if b <= a || c.A == 0 {
			return
		}
		if opaque { // as far as the end: what comes next covers it, and no seam shows
			b = hi
		}
		var q Path
		q.move(at(a, left))
		q.line(at(b, left))
		q.line(at(b, right))
		q.line(at(a, right))
		q.close()
		p.Fill(q, false, c)
	}
	from, to := lo, hi
	if g.Spread == Pad {
		from, to = math.Max(lo, 0), math.Min(hi, 1)
		bar(lo, math.Min(hi, 0), g.At(0))
	}
	n := strips
	if to-from > 1 {
		n = min(int(float64(strips)*(to-from)), 20*strips)
	}
	for i := range n {
		a, b := from+(to-from)*float64(i)/float64(n), from+(to-from)*float64(i+1)/float64(n)
		bar(a, b, g.At((a+b)/2))
	}
	if g.Spread == Pad {
		bar(math.Max(lo, 1), hi, g.At(1))
	}
}

// rings draws the outermost colour everywhere, then ring by ring inwards. Each
// ring has a hole, so that half-transparent ones do not add up.
func (g Gradient) rings(p Painter, corners []Point) {
	far := g.R1
	for _, q := range corners {
		far = math.Max(far, math.Hypot(q.X-g.To.X, q.Y-g.To.Y))
	}
	last := 1.0
	if g.Spread != Pad {
		last = math.Min(math.Ceil(far/g.R1)+1, 20)
	}
	circle := func(t float64) Path {
		r := g.R0 + (g.R1-g.R0)*t
		return ellipse(g.From.X+(g.To.X-g.From.X)*t, g.From.Y+(g.To.Y-g.From.Y)*t, r, r)
	}
	outer := ellipse(g.To.X, g.To.Y, far*1.5+1, far*1.5+1)
	p.Fill(append(outer, circle(last)...), true, g.At(last))
	n := int(strips * last)
	for i := n; i > 0; i-- {
		a, b := last*float64(i-1)/float64(n), last*float64(i)/float64(n)
		c := g.At((a + b) / 2)
		ring := circle(b)
		if c.A < 255 {
			ring = append(ring, circle(a)...)
		}
		p.Fill(ring, true, c)
	}
	if g.R0 > 0 && g.At(0).A < 255 {
		p.Fill(circle(0), true, g.At(0))
	}
}
