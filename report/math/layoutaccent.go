package math

// dotless letters take accents where their dots were.
var dotless = map[rune]rune{'i': 'ı', 'j': 'ȷ'}

// undotted replaces a lone i or j under an accent.
func undotted(n node) node {
	if r, ok := n.(*row); ok && len(r.items) == 1 {
		n = r.items[0]
	}
	if y, ok := n.(*symbol); ok && y.kind == letter && (y.face == faceAuto || y.face == faceItalic || y.face == faceUpright) {
		if d := dotless[[]rune(y.text)[0]]; d != 0 && len([]rune(y.text)) == 1 {
			z := *y
			z.text = string(d)
			return &z
		}
	}
	return n
}

// accent by rule 12, centred by the face's attachment points.
func (s *setter) accent(a *accent, st setting) *part {
	body := a.body
	if !a.under {
		body = undotted(body)
	}
	p := s.node(body, st.cramp())
	mark := s.mark(a, p, st)
	out := &part{plain: p.plain, accent: p.accent, italic: p.italic, slant: p.slant}
	out.add(&p.Box, 0, 0)
	out.Width = p.Width
	x := p.accent - mark.accent
	if a.wide {
		x = p.Width/2 - mark.Width/2
		if p.size > 0 {
			x = p.accent - mark.Width/2
		}
	}
	x -= mark.left
	if a.under {
		y := p.Depth + 0.1*s.em(st) + mark.Height
		out.add(&mark.Box, x, -y)
		return out
	}
	out.add(&mark.Box, x, p.Height-min(p.Height, s.c(s.math.AccentBaseHeight, st))+mark.raise)
	return out
}

// A markPart is an accent's sign; combining characters have no width, so its
// ink is measured.
type markPart struct {
	part
	left, raise float64
}

func (s *setter) mark(a *accent, body *part, st setting) markPart {
	st.cramped = true
	r := a.mark
	if s.face.Glyph(r) == 0 {
		if r = []rune(a.text)[0]; s.face.Glyph(r) == 0 {
			return markPart{part: *s.foreign(r, st)}
		}
	}
	m := markPart{}
	switch {
	case a.wide && stretching(r):
		m.part = *s.horizontal(r, body.Width, st, true)
	case a.wide:
		m.part = *s.horizontal(r, body.Width, st, false)
	default:
		m.part = *s.byID(r, s.face.Glyph(r), st)
	}
	if len(m.Glyphs) == 1 {
		g := s.face.GlyphMetrics(m.Glyphs[0].ID)
		k := s.em(st) / 1000
		x, ok := s.math.TopAccent(m.Glyphs[0].ID)
		if !ok || a.wide {
			x = (g.XMin + g.XMax) / 2
		}
		m.accent = x * k
		if a.wide {
			m.left = g.XMin * k
			m.Width = (g.XMax - g.XMin) * k
		}
		if a.under {
			m.Height, m.Depth = g.YMax*k, -g.YMin*k
		} else if g.YMin < s.math.AccentBaseHeight*0.9 { // drawn for the line, not for an accent's place
			m.raise = s.c(s.math.AccentBaseHeight+60-g.YMin, st)
		}
	} else if len(m.Glyphs) > 1 && m.Depth > -s.c(s.math.AccentBaseHeight*0.9, st) && !a.under {
		m.raise = s.c(s.math.AccentBaseHeight+60, st) + m.Depth
	}
	return m
}

// stretching tells which marks must cover their body.
func stretching(r rune) bool {
	switch r {
	case 0x302, 0x303, 0x30c, 0x330:
		return false
	}
	return true
}

func (s *setter) bar(b *bar, st setting) *part {
	p := s.node(b.body, st.cramp())
	out := &part{}
	out.add(&p.Box, 0, 0)
	out.Width, out.accent = p.Width, p.accent
	m := s.math
	if b.under {
		t := s.c(m.UnderbarRuleThickness, st)
		y := p.Depth + s.c(m.UnderbarVerticalGap, st) + t
		out.Rules = append(out.Rules, Rule{0, -y, p.Width, t, glyphColor(st)})
		out.Depth = max(out.Depth, y+s.c(m.UnderbarExtraDescender, st))
		return out
	}
	t := s.c(m.OverbarRuleThickness, st)
	y := p.Height + s.c(m.OverbarVerticalGap, st)
	out.Rules = append(out.Rules, Rule{0, y, p.Width, t, glyphColor(st)})
	out.Height = max(out.Height, y+t+s.c(m.OverbarExtraAscender, st))
	return out
}

func (s *setter) brace(b *brace, st setting) *part {
	st2 := st
	p := s.node(b.body, st2)
	mark := s.horizontal(b.mark, p.Width, st, true)
	out := &part{}
	width := max(p.Width, mark.Width)
	out.add(&p.Box, (width-p.Width)/2, 0)
	gap := 0.12 * s.em(st)
	if b.under {
		out.add(&mark.Box, (width-mark.Width)/2, -(p.Depth + gap + mark.Height))
	} else {
		out.add(&mark.Box, (width-mark.Width)/2, p.Height+gap+mark.Depth)
	}
	out.Width, out.accent = width, width/2
	return out
}
