package pdf

import (
	"strings"

	"reckon/internal/fonts"
)

// An svgSpan is a run of text with its place.
type svgSpan struct {
	text   string
	t      paint
	x, y   float64
	placed bool // it has a place of its own: a new chunk
	dx, dy float64
}

// text draws a text element and the spans in it.
func (p *painter) text(n *svgNode, t paint) {
	var spans []svgSpan
	p.spans(n, t, &spans, true)
	for i := 0; i < len(spans); {
		j := i + 1
		for j < len(spans) && !spans[j].placed {
			j++
		}
		p.chunk(spans[i:j])
		i = j
	}
}

func (p *painter) spans(n *svgNode, t paint, out *[]svgSpan, first bool) {
	w, h := p.svg.box[2], p.svg.box[3]
	_, hasX := n.attrs["x"]
	_, hasY := n.attrs["y"]
	pending := svgSpan{placed: first || hasX || hasY, dx: n.num("dx", w), dy: svgEm(n.attrs["dy"], t.size, h)}
	if hasX {
		pending.x = n.num("x", w)
	} else if k := len(*out); k > 0 {
		pending.x = (*out)[k-1].x
		pending.placed = pending.placed && hasY
	}
	if hasY {
		pending.y = n.num("y", h)
	} else if k := len(*out); k > 0 {
		pending.y = (*out)[k-1].y
	}
	for _, k := range n.kids {
		switch k.name {
		case "":
			text := strings.Join(strings.Fields(k.text), " ")
			if text == "" {
				continue
			}
			if k.text[0] == ' ' && len(*out) > 0 && !pending.placed {
				text = " " + text
			}
			if strings.HasSuffix(k.text, " ") {
				text += " "
			}
			pending.text, pending.t = text, t
			*out = append(*out, pending)
			pending = svgSpan{x: pending.x, y: pending.y}
		case "tspan":
			p.spans(k, t.with(k), out, false)
		}
	}
}

// svgEm reads a length in which em is the size of the text.
func svgEm(text string, size, whole float64) float64 {
	if digits, ok := strings.CutSuffix(strings.TrimSpace(text), "em"); ok {
		return svgLength(digits, 0) * size
	}
	return svgLength(text, whole)
}

// chunk draws spans that follow one another, as one text for its anchor.
func (p *painter) chunk(spans []svgSpan) {
	s, r := p.s, p.s.r
	spans[len(spans)-1].text = strings.TrimRight(spans[len(spans)-1].text, " ")
	total := 0.0
	for _, sp := range spans {
		total += r.shapeText(sp.t.face(), sp.text).width*sp.t.size/1000 + sp.dx
	}
	x, y := spans[0].x, spans[0].y
	switch spans[0].t.anchor {
	case "middle":
		x -= total / 2
	case "end":
		x -= total
	}
	for _, sp := range spans {
		x, y = x+sp.dx, y+sp.dy
		shaped := r.shapeText(sp.t.face(), sp.text)
		c, a, ok := p.color(sp.t.fill, sp.t)
		if ok && !sp.t.hidden && sp.t.size > 0 {
			down := 0.0
			switch sp.t.baseline {
			case "middle", "central":
				down = sp.t.size * 0.32
			case "hanging", "text-before-edge":
				down = sp.t.size * 0.72
			}
			m := sp.t.m.before(matrix{1, 0, 0, -1, x, y + down})
			s.endText()
			s.setFill(c)
			s.opacity(alphaOf(sp.t.opacity * sp.t.fillA * a))
			s.b = append(s.b, "q "...)
			for _, v := range []float64{m.a, m.b, m.c, m.d} {
				s.b = append(appendNumber(s.b, v, 5), ' ')
			}
			s.nums(m.e, m.f)
			s.b = append(s.b, "cm\n"...)
			s.text(0, pageHeight, shaped, sp.t.size, c)
			s.endText()
			s.b = append(s.b, "Q\n"...)
		}
		x += shaped.width * sp.t.size / 1000
	}
}

func (t *paint) face() *fonts.Face {
	if strings.Contains(strings.ToLower(t.family), "mono") || strings.Contains(strings.ToLower(t.family), "courier") {
		return fonts.Mono()
	}
	return fonts.Text(t.bold, t.italic)
}
