package pdf

import (
	"reckon/internal/fonts"
	"reckon/report/math"
)

// A formulaBox is a formula in a line or a display.
type formulaBox struct {
	box   *math.Box
	scale float64
	r     *renderer
	color rgb
}

func (b *formulaBox) extent() (w, asc, desc float64) {
	return b.box.Width * b.scale, b.box.Height * b.scale, b.box.Depth * b.scale
}

// Penalties of ending a line inside a formula: behind a relation or operator.
const (
	breakRelation = 150.0
	breakOperator = 350.0
)

// math adds a formula to a line, in the pieces between which the line may end.
func (p *paragraph) math(t *math.Tree, st *style) {
	if t == nil {
		return
	}
	s := formulaStyle(t, st)
	s.tint, s.under = false, false
	pieces := t.Pieces(st.size)
	for i, piece := range pieces {
		p.r.missingIn(piece.Box, st)
		p.object(&formulaBox{box: piece.Box, scale: 1, r: p.r, color: st.color}, s)
		if i+1 == len(pieces) {
			return
		}
		penalty := breakOperator
		if piece.Rel {
			penalty = breakRelation
		}
		p.items = append(p.items, item{kind: penaltyItem, penalty: penalty},
			item{kind: glueItem, width: piece.Space, stretch: piece.Space / 2, shrink: piece.Space / 4, st: s})
	}
}

// missingIn reports the characters of a formula that no face has.
func (r *renderer) missingIn(b *math.Box, st *style) {
	at := r.at
	if st.node != nil && r.at == nil {
		r.at = st.node
	}
	for _, c := range b.Missing {
		r.missing(c)
	}
	r.at = at
}

func (b *formulaBox) draw(s *sheet, x, base float64) {
	for _, rule := range b.box.Rules {
		s.rect(x+rule.X*b.scale, base-(rule.Y+rule.H)*b.scale, rule.W*b.scale, rule.H*b.scale, b.paint(rule.Color))
	}
	for i := range b.box.Glyphs {
		g := &b.box.Glyphs[i]
		run := b.r.oneGlyph(g)
		s.glyphs(x+g.X*b.scale, base-g.Y*b.scale, &run, g.Size*b.scale, b.paint(g.Color))
	}
	for _, k := range b.box.Strokes {
		s.line(x+k.X1*b.scale, base-k.Y1*b.scale, x+k.X2*b.scale, base-k.Y2*b.scale, k.Width*b.scale, b.paint(k.Color))
	}
}

func (b *formulaBox) paint(color string) rgb {
	if c, ok := parseColor(color); ok {
		return c
	}
	return b.color
}

// oneGlyph makes a run of one glyph of a formula.
func (r *renderer) oneGlyph(g *math.Glyph) glyphRun {
	use, text := r.typeface(g.Face), ""
	if g.Rune != 0 {
		text = string(g.Rune)
	}
	code := use.glyph(g.ID, text)
	return glyphRun{use: use, codes: []rune{code}, adjust: []float64{0}, width: advanceOf(g.Face, g)}
}

func advanceOf(f *fonts.Face, g *math.Glyph) float64 { return f.GlyphMetrics(g.ID).Advance }

// parseColor reads #rrggbb.
func parseColor(text string) (rgb, bool) {
	if len(text) != 7 || text[0] != '#' {
		return 0, false
	}
	var c rgb
	for i := 1; i < 7; i++ {
		d := hexValue(text[i])
		if d < 0 {
			return 0, false
		}
		c = c<<4 | rgb(d)
	}
	return c, true
}

func hexValue(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b >= 'a' && b <= 'f':
		return int(b-'a') + 10
	case b >= 'A' && b <= 'F':
		return int(b-'A') + 10
	}
	return -1
}
