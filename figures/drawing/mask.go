package drawing

// masked draws an element as far as its mask lets it through.
func (w *drawer) masked(n *node, st state, draw func(state)) {
	target := w.d.byID[st.style.mask]
	painter, ok := w.p.(MaskPainter)
	if st.style.mask == "" || target == nil || !ok {
		draw(st)
		return
	}
	byLight := target.props["mask-type"] != "alpha"
	painter.Masked(byLight, func() { w.mask(target, n, st) }, func() { draw(st) })
}

// mask draws the mask of an element.
func (w *drawer) mask(mask, n *node, st state) {
	if w.left <= 0 {
		return
	}
	w.left--
	box, _ := w.bounds(n, st)
	own := st
	own.alpha, own.context = 1, nil
	own.style = initial(w.d.Color).with(mask, nil)
	w.p.Save()
	w.p.Clip(rectangle(w.maskRegion(mask, box, own)), false)
	inner := Identity
	if mask.attrs["maskContentUnits"] == "objectBoundingBox" {
		inner = Matrix{box.w, 0, 0, box.h, box.x, box.y}
		w.p.Transform(inner)
	}
	if own.style.clip != "" {
		w.clip(n, own)
	}
	w.children(mask, own.moved(inner))
	w.p.Restore()
}

// maskRegion is the rectangle beyond which a mask lets nothing through.
func (w *drawer) maskRegion(mask *node, box rect, st state) rect {
	own := mask.attrs["maskUnits"] == "userSpaceOnUse"
	get := func(name, usual string, size float64) float64 {
		l, ok := parseLength(mask.attrs[name])
		if !ok {
			l, _ = parseLength(usual)
		}
		return l.pixels(st.style.size, size)
	}
	if own {
		return rect{get("x", "-10%", st.w), get("y", "-10%", st.h), get("width", "120%", st.w), get("height", "120%", st.h)}
	}
	return rect{box.x + get("x", "-10%", 1)*box.w, box.y + get("y", "-10%", 1)*box.h, get("width", "120%", 1) * box.w, get("height", "120%", 1) * box.h}
}
