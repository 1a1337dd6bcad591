package math

import "reckon/internal/fonts"

// scripts by appendix G, rules 13a, 18a to 18f.
func (s *setter) scripts(n *scripts, st setting) *part {
	base := &part{plain: true}
	if n.base != nil {
		base = s.node(n.base, st)
	}
	if limitsOf(n, st.display) {
		return s.limits(base, n.sub, n.sup, st)
	}
	if n.sub == nil && n.sup == nil {
		return base
	}
	var sup, sub *part
	up, down := 0.0, 0.0
	if !base.plain {
		up = base.Height - s.c(s.math.SuperscriptBaselineDropMax, st.script(false))
		down = base.Depth + s.c(s.math.SubscriptBaselineDropMin, st.script(false))
	}
	if n.sup != nil {
		sup = s.node(n.sup, st.script(false))
		shift := s.math.SuperscriptShiftUp
		if st.cramped {
			shift = s.math.SuperscriptShiftUpCramped
		}
		up = max(up, s.c(shift, st), sup.Depth+s.c(s.math.SuperscriptBottomMin, st))
	}
	if n.sub != nil {
		sub = s.node(n.sub, st.script(true))
		down = max(down, s.c(s.math.SubscriptShiftDown, st))
		if sup == nil {
			down = max(down, sub.Height-s.c(s.math.SubscriptTopMax, st))
		} else {
			up, down = s.apart(sup, sub, up, down, st)
		}
	}
	return s.attach(base, sup, sub, up, down, st)
}

// apart keeps a superscript and a subscript from touching.
func (s *setter) apart(sup, sub *part, up, down float64, st setting) (float64, float64) {
	least := s.c(s.math.SubSuperscriptGapMin, st)
	if room := (up - sup.Depth) - (sub.Height - down); room < least {
		down += least - room
		if lift := s.c(s.math.SuperscriptBottomMaxWithSubscript, st) - (up - sup.Depth); lift > 0 {
			up += lift
			down -= lift
		}
	}
	return up, down
}

func (s *setter) attach(base, sup, sub *part, up, down float64, st setting) *part {
	out := &part{}
	out.add(&base.Box, 0, 0)
	supX, subX := base.Width+base.italic, base.Width
	if base.large {
		supX, subX = base.Width, base.Width-base.italic
	}
	width := base.Width
	if sup != nil {
		supX += s.kern(base, sup, fonts.TopRight, fonts.BottomLeft, base.Height, up-sup.Depth, up)
		out.add(&sup.Box, supX, up)
		width = max(width, supX+sup.Width)
	}
	if sub != nil {
		subX += s.kern(base, sub, fonts.BottomRight, fonts.TopLeft, -base.Depth, sub.Height-down, -down)
		out.add(&sub.Box, subX, -down)
		width = max(width, subX+sub.Width)
	}
	out.Width = width + s.c(s.math.SpaceAfterScript, st)
	out.accent = base.accent
	return out
}

// kern fits a script into the shape of its base, measured at two heights over
// the line. shift is the height of the script's own line.
func (s *setter) kern(base, script *part, at, from fonts.Corner, h1, h2, shift float64) float64 {
	if base.size == 0 {
		return 0
	}
	k := base.size / 1000
	sum := func(h float64) float64 {
		x := s.math.Kern(base.glyph, at, h/k) * k
		if script.size > 0 {
			ks := script.size / 1000
			x += s.math.Kern(script.glyph, from, (h-shift)/ks) * ks
		}
		return x
	}
	return max(sum(h1), sum(h2))
}

// limits sets scripts under and over a base, rule 13a.
func (s *setter) limits(base *part, under, over node, st setting) *part {
	out := &part{}
	width := base.Width
	var u, o *part
	if over != nil {
		o = s.node(over, st.script(false))
		width = max(width, o.Width)
	}
	if under != nil {
		u = s.node(under, st.script(true))
		width = max(width, u.Width)
	}
	shift := 0.0
	if base.large {
		shift = base.italic / 2
	}
	out.add(&base.Box, (width-base.Width)/2, 0)
	if o != nil {
		y := base.Height + max(s.c(s.math.UpperLimitGapMin, st)+o.Depth, s.c(s.math.UpperLimitBaselineRiseMin, st))
		out.add(&o.Box, (width-o.Width)/2+shift, y)
	}
	if u != nil {
		y := base.Depth + max(s.c(s.math.LowerLimitGapMin, st)+u.Height, s.c(s.math.LowerLimitBaselineDropMin, st))
		out.add(&u.Box, (width-u.Width)/2-shift, -y)
	}
	out.Width = width
	out.accent = width / 2
	return out
}

// fraction by rule 15.
func (s *setter) fraction(f *fraction, st setting) *part {
	st.mathStyle = st.to(f.style)
	numStyle, denStyle := st.inner(false), st.inner(true)
	if f.continued {
		numStyle, denStyle = st, st.cramp()
	}
	num, den := s.node(f.num, numStyle), s.node(f.den, denStyle)
	if f.continued {
		strut := 0.7 * 1.2 * s.em(st)
		num.Height, den.Height = max(num.Height, strut), max(den.Height, strut)
	}
	up, down := s.fractionShifts(f, num, den, st)
	out := &part{}
	width := max(num.Width, den.Width)
	pad := 0.12 * s.em(st)
	if f.open != "" || f.close != "" {
		pad = 0
	}
	x := (width - num.Width) / 2
	switch {
	case f.continued && f.align == 'l':
		x = 0
	case f.continued && f.align == 'r':
		x = width - num.Width
	}
	out.add(&num.Box, pad+x, up)
	out.add(&den.Box, pad+(width-den.Width)/2, -down)
	if f.rule != 0 {
		t := s.fractionRule(f, st)
		out.Rules = append(out.Rules, Rule{pad, s.c(s.math.AxisHeight, st) - t/2, width, t, glyphColor(st)})
	}
	out.Width = width + 2*pad
	out.accent = out.Width / 2
	if f.open == "" && f.close == "" {
		return out
	}
	return s.between(f.open, f.close, out, s.cover(out, st), st)
}

func (s *setter) fractionRule(f *fraction, st setting) float64 {
	if f.rule == standardRule {
		return s.c(s.math.FractionRuleThickness, st)
	}
	return f.rule * s.em(st)
}

// fractionShifts says how far numerator and denominator move from the line.
func (s *setter) fractionShifts(f *fraction, num, den *part, st setting) (up, down float64) {
	m := s.math
	if f.rule == 0 {
		up, down = m.StackTopShiftUp, m.StackBottomShiftDown
		least := m.StackGapMin
		if st.display {
			up, down, least = m.StackTopDisplayStyleShiftUp, m.StackBottomDisplayStyleShiftDown, m.StackDisplayStyleGapMin
		}
		up, down, least = s.c(up, st), s.c(down, st), s.c(least, st)
		if room := (up - num.Depth) - (den.Height - down); room < least {
			up += (least - room) / 2
			down += (least - room) / 2
		}
		return up, down
	}
	up, down = m.FractionNumeratorShiftUp, m.FractionDenominatorShiftDown
	gapUp, gapDown := m.FractionNumeratorGapMin, m.FractionDenominatorGapMin
	if st.display {
		up, down = m.FractionNumeratorDisplayStyleShiftUp, m.FractionDenominatorDisplayStyleShiftDown
		gapUp, gapDown = m.FractionNumDisplayStyleGapMin, m.FractionDenomDisplayStyleGapMin
	}
	axis, half := s.c(m.AxisHeight, st), s.fractionRule(f, st)/2
	up = max(s.c(up, st), axis+half+s.c(gapUp, st)+num.Depth)
	down = max(s.c(down, st), half-axis+s.c(gapDown, st)+den.Height)
	return up, down
}

// radical by rule 11.
func (s *setter) radical(n *radical, st setting) *part {
	body := s.node(n.body, st.cramp())
	room := s.math.RadicalVerticalGap
	if st.display {
		room = s.math.RadicalDisplayStyleVerticalGap
	}
	gap, rule := s.c(room, st), s.c(s.math.RadicalRuleThickness, st)
	sign := s.vertical('√', body.total()+gap+rule, st)
	if extra := sign.total() - (body.total() + gap + rule); extra > 0 {
		gap += extra / 2
	}
	top := body.Height + gap + rule
	out := &part{}
	x := 0.0
	if n.index != nil {
		index := s.node(n.index, setting{mathStyle{level: 2, color: st.color}, true, st.scale})
		x = max(0, s.c(s.math.RadicalKernBeforeDegree, st))
		raise := s.math.RadicalDegreeBottomRaise*sign.total() - (sign.total() - top)
		out.add(&index.Box, x, raise+index.Depth)
		x = max(0, x+index.Width+s.c(s.math.RadicalKernAfterDegree, st))
	}
	out.put(&sign.Box, x, top-sign.Height)
	x += sign.Width
	out.Rules = append(out.Rules, Rule{x, top - rule, body.Width, rule, glyphColor(st)})
	out.add(&body.Box, x, 0)
	out.Height = max(out.Height, top+s.c(s.math.RadicalExtraAscender, st))
	out.Depth = max(out.Depth, sign.total()-top)
	out.Width = x + body.Width
	out.accent = out.Width / 2
	return out
}

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

// arrow stretches under and over its labels.
func (s *setter) arrow(a *arrow, st setting) *part {
	var over, under *part
	width := 1.75 * s.em(st)
	pad := 0.8 * s.em(st)
	if a.over != nil {
		over = s.node(a.over, st.script(false))
		width = max(width, over.Width+pad)
	}
	if a.under != nil {
		under = s.node(a.under, st.script(true))
		width = max(width, under.Width+pad)
	}
	mark := s.arrowMark(a.mark, width, st)
	if mark.Width < width && len(mark.Glyphs) == 1 {
		width = mark.Width
		if over != nil {
			width = max(width, over.Width)
		}
	}
	width = max(width, mark.Width)
	out := &part{}
	out.add(&mark.Box, (width-mark.Width)/2, 0)
	if over != nil && len(over.Glyphs)+len(over.Rules) > 0 {
		y := mark.Height + s.c(s.math.StretchStackGapBelowMin, st) + over.Depth
		out.add(&over.Box, (width-over.Width)/2, y)
	}
	if under != nil {
		y := mark.Depth + s.c(s.math.StretchStackGapAboveMin, st) + under.Height
		out.add(&under.Box, (width-under.Width)/2, -y)
	}
	out.Width, out.accent = width, width/2
	return out
}

// doubleArrows are built of two arrows, one over the other.
var doubleArrows = map[rune][2]rune{'⇌': {'⇀', '↽'}, '⇋': {'↼', '⇁'}, '⇄': {'→', '←'}}

// arrowMark stretches an arrow to a width.
func (s *setter) arrowMark(r rune, width float64, st setting) *part {
	pair, ok := doubleArrows[r]
	if r == '=' {
		t := s.c(s.math.FractionRuleThickness, st)
		p := &part{Box: Box{Width: width}}
		axis := s.c(s.math.AxisHeight, st)
		for _, y := range []float64{axis + 1.2*t, axis - 2.2*t} {
			p.Rules = append(p.Rules, Rule{0, y, width, t, glyphColor(st)})
		}
		p.Height, p.Depth = axis+2.2*t, 2.2*t-axis
		return p
	}
	if !ok {
		return s.horizontal(r, width, st, true)
	}
	out := &part{}
	for i, half := range pair {
		p := s.horizontal(half, width, st, true)
		y := s.c(s.math.AxisHeight, st) + 0.05*s.em(st) + p.Depth
		if i == 1 {
			y = s.c(s.math.AxisHeight, st) - 0.05*s.em(st) - p.Height
			for k := range p.Glyphs {
				p.Glyphs[k].Rune = 0
			}
		} else if len(p.Glyphs) > 0 {
			p.Glyphs[0].Rune = r
		}
		out.add(&p.Box, 0, y)
		out.Width = max(out.Width, p.Width)
	}
	return out
}

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
