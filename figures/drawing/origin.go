package drawing

import "strings"

// An origin is the place that a transform turns about.
type origin struct {
	x, y length
	box  bool // measured in the element's own box, else in the drawing's
}

var sides = map[string]string{"left": "0%", "top": "0%", "center": "50%", "right": "100%", "bottom": "100%"}

// parseOrigin reads the value of transform-origin.
func parseOrigin(value string) (o origin, ok bool) {
	words := strings.Fields(strings.ToLower(value))
	if len(words) == 1 {
		words = append(words, "center")
	}
	if len(words) < 2 {
		return o, false
	}
	if words[0] == "top" || words[0] == "bottom" || words[1] == "left" || words[1] == "right" {
		words[0], words[1] = words[1], words[0]
	}
	read := func(word string) (length, bool) {
		if percent, is := sides[word]; is {
			word = percent
		}
		return parseLength(word)
	}
	var okX, okY bool
	o.x, okX = read(words[0])
	o.y, okY = read(words[1])
	return o, okX && okY
}

// turnAbout puts the place that a transform turns about into it.
func (n *node) turnAbout(x, y float64) {
	if x == 0 && y == 0 {
		return
	}
	n.attrs["transform"] = "translate(" + format(x) + " " + format(y) + ") " + n.attrs["transform"] + " translate(" + format(-x) + " " + format(-y) + ")"
}

// origins finds the places that are measured in boxes, once those are known.
func (r *reader) origins(d *Drawing) {
	w := &drawer{d: d, left: maxExpanded}
	st := state{style: initial(d.Color), alpha: 1, w: d.Width, h: d.Height, ctm: Identity}
	w.origins(d.root, st)
}

func (w *drawer) origins(n *node, st state) {
	if n.name == "" {
		return
	}
	st.style = st.style.with(n, nil)
	if box, ok := viewBox(n); ok {
		st.w, st.h = box.w, box.h
	}
	for _, c := range n.children {
		w.origins(c, st)
	}
	o := n.origin
	n.origin = nil
	if o == nil || n.attrs["transform"] == "" {
		return
	}
	box := rect{w: st.w, h: st.h}
	if o.box {
		own, ok := w.bounds(n, st)
		if !ok {
			return
		}
		box = own
	}
	n.turnAbout(box.x+o.x.pixels(st.style.size, box.w), box.y+o.y.pixels(st.style.size, box.h))
}
