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
