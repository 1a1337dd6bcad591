package math

// box writes the parts that only change how their body stands.
func (w *mathWriter) box(n node, st mathStyle, sp spaceAround) {
	switch n := n.(type) {
	case *phantom:
		w.phantom(n, st)
	case *lap:
		attrs := []string{"width", "0"}
		switch n.side {
		case 'l':
			attrs = append(attrs, "lspace", "-100%width")
		case 'c':
			attrs = append(attrs, "lspace", "-50%width")
		}
		w.wrap("mpadded", n.body, st, attrs...)
	case *boxed:
		attrs := []string{}
		if n.edge != "" {
			attrs = append(attrs, "class", "math-box")
		}
		if n.fill != "" && n.fill != currentColor {
			attrs = append(attrs, "mathbackground", n.fill)
		}
		w.wrap("mrow", n.body, st, attrs...)
	case *cancelled:
		class := map[byte]string{'/': "up", '\\': "down", 'x': "x", '-': "line"}[n.stroke]
		w.wrap("mrow", n.body, st, "class", "math-cancel-"+class)
	case *raised:
		w.wrap("mpadded", n.body, st, "voffset", em(n.em))
	case *classed:
		w.part(n.body, st)
	case *failure:
		w.open("mtext", "class", "math-error")
		w.done()
		w.text(n.text)
		w.end("mtext")
	default:
		w.part(&row{children(n)}, st)
	}
}

func (w *mathWriter) phantom(n *phantom, st mathStyle) {
	attrs := []string{}
	if !n.width {
		attrs = append(attrs, "width", "0")
	}
	if !n.height {
		attrs = append(attrs, "height", "0")
	}
	if !n.depth {
		attrs = append(attrs, "depth", "0")
	}
	if len(attrs) > 0 {
		w.open("mpadded", attrs...)
		w.done()
	}
	if n.show {
		w.part(n.body, st)
	} else {
		w.wrap("mphantom", n.body, st)
	}
	if len(attrs) > 0 {
		w.end("mpadded")
	}
}
