package math

// box sets the parts that only change how their body stands.
func (s *setter) box(n node, st setting) *part {
	switch n := n.(type) {
	case *phantom:
		p := s.node(n.body, st)
		out := &part{}
		if n.show {
			out.put(&p.Box, 0, 0)
		}
		if n.width {
			out.Width = p.Width
		}
		if n.height {
			out.Height = p.Height
		}
		if n.depth {
			out.Depth = p.Depth
		}
		return out
	case *lap:
		p := s.node(n.body, st)
		out := &part{}
		x := map[byte]float64{'l': -p.Width, 'c': -p.Width / 2}[n.side]
		out.add(&p.Box, x, 0)
		return out
	case *boxed:
		return s.boxed(n, st)
	case *cancelled:
		return s.cancelled(n, st)
	case *raised:
		p := s.node(n.body, st)
		out := &part{}
		out.add(&p.Box, 0, n.em*s.em(st))
		out.Width = p.Width
		return out
	case *failure:
		inner := st
		inner.color = "#b00020"
		return s.words(&words{text: n.text, mono: true}, inner)
	}
	return s.list(children(n), st)
}

func (s *setter) boxed(n *boxed, st setting) *part {
	p := s.node(n.body, st)
	pad, t := 0.3*s.em(st), 0.045*s.em(st)
	if n.edge == "" {
		t = 0
	}
	out := &part{}
	out.Height, out.Depth = p.Height+pad+t, p.Depth+pad+t
	out.Width = p.Width + 2*(pad+t)
	total := out.Height + out.Depth
	if n.fill != "" && n.fill != currentColor {
		out.Rules = append(out.Rules, Rule{0, -out.Depth, out.Width, total, n.fill})
	}
	if t > 0 {
		color := n.edge
		if color == currentColor {
			color = glyphColor(st)
		}
		out.Rules = append(out.Rules,
			Rule{0, -out.Depth, out.Width, t, color}, Rule{0, out.Height - t, out.Width, t, color},
			Rule{0, -out.Depth, t, total, color}, Rule{out.Width - t, -out.Depth, t, total, color})
	}
	out.put(&p.Box, pad+t, 0)
	out.accent = out.Width / 2
	return out
}

func (s *setter) cancelled(n *cancelled, st setting) *part {
	p := s.node(n.body, st)
	out := &part{plain: p.plain, accent: p.accent}
	out.add(&p.Box, 0, 0)
	out.Width = p.Width
	reach := 0.1 * s.em(st)
	l, r, top, bottom := -reach/2, p.Width+reach/2, p.Height+reach, -p.Depth-reach
	stroke := func(y1, y2 float64) {
		out.Strokes = append(out.Strokes, Stroke{l, y1, r, y2, 0.05 * s.em(st), glyphColor(st)})
	}
	switch n.stroke {
	case '/':
		stroke(bottom, top)
	case '\\':
		stroke(top, bottom)
	case 'x':
		stroke(bottom, top)
		stroke(top, bottom)
	default:
		y := s.c(s.math.AxisHeight, st)
		stroke(y, y)
		return out
	}
	out.Height, out.Depth = max(out.Height, top), max(out.Depth, -bottom)
	return out
}
