package drawing

import (
	"image/color"
	"math"
)

// pattern fills with tiles.
func (w *drawer) pattern(n *node, p Path, evenOdd bool, box rect, opacity float64, st state) {
	content := n
	for range maxInherits {
		if content == nil || len(content.children) > 0 {
			break
		}
		content = w.d.byID[content.attrs["href"]]
	}
	if content == nil {
		return
	}
	get := func(name string, size float64) float64 {
		l, _ := parseLength(w.inherited(n, name))
		return l.pixels(st.style.size, size)
	}
	var tile rect
	if w.inherited(n, "patternUnits") == "userSpaceOnUse" {
		tile = rect{get("x", st.w), get("y", st.h), get("width", st.w), get("height", st.h)}
	} else {
		tile = rect{box.x + get("x", 1)*box.w, box.y + get("y", 1)*box.h, get("width", 1) * box.w, get("height", 1) * box.h}
	}
	m, ok := parseTransform(w.inherited(n, "patternTransform"))
	back, invertible := m.invert()
	if !(tile.w > 0 && tile.h > 0) || !ok || !invertible {
		return
	}
	inner := Identity
	if v, ok := viewBox(&node{attrs: map[string]string{"viewBox": w.inherited(n, "viewBox")}}); ok {
		inner = fit(v, tile.w, tile.h, w.inherited(n, "preserveAspectRatio"))
	} else if w.inherited(n, "patternContentUnits") == "objectBoundingBox" {
		inner = Matrix{A: box.w, D: box.h}
	}
	own := st.moved(m)
	own.style = initial(w.d.Color).with(content, nil)
	own.alpha = opacity
	w.p.Save()
	w.p.Clip(p, evenOdd)
	w.p.Transform(m)
	cover, _ := p.bounds()
	w.tiles(content, cover, back, tile, inner, own)
	w.p.Restore()
}

// tiles repeats the content of a pattern over a box.
func (w *drawer) tiles(content *node, box rect, back Matrix, tile rect, inner Matrix, st state) {
	low, high := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	for _, q := range []Point{{box.x, box.y}, {box.x + box.w, box.y}, {box.x + box.w, box.y + box.h}, {box.x, box.y + box.h}} {
		q = back.Apply(q)
		low = Point{math.Min(low.X, q.X), math.Min(low.Y, q.Y)}
		high = Point{math.Max(high.X, q.X), math.Max(high.Y, q.Y)}
	}
	x0, y0 := math.Floor((low.X-tile.x)/tile.w), math.Floor((low.Y-tile.y)/tile.h)
	nx, ny := math.Ceil((high.X-tile.x)/tile.w)-x0, math.Ceil((high.Y-tile.y)/tile.h)-y0
	if !(nx*ny <= maxTiles) {
		w.p.Fill(rectangle(rect{low.X, low.Y, high.X - low.X, high.Y - low.Y}), false, alpha(w.tone(content), st.alpha*0.5))
		return
	}
	for j := range int(ny) {
		for i := range int(nx) {
			w.p.Save()
			m := translation(tile.x+(x0+float64(i))*tile.w, tile.y+(y0+float64(j))*tile.h)
			w.p.Transform(m)
			w.p.Clip(rectangle(rect{0, 0, tile.w, tile.h}), false)
			w.p.Transform(inner)
			w.children(content, st.moved(m).moved(inner))
			w.p.Restore()
		}
	}
}

// tone stands for a pattern of too many tiles: the colour of its last shape.
func (w *drawer) tone(content *node) (c color.NRGBA) {
	c = w.d.Color
	for _, n := range content.children {
		for _, name := range []string{"fill", "stroke"} {
			if v, ok := parseColor(n.props[name]); ok {
				c = v
			}
		}
	}
	return c
}
