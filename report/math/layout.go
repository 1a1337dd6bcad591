package math

import (
	"slices"

	"reckon/internal/fonts"
)

// Layout sets the formula at a size in points, in display style if display is
// set, by the rules of The TeXbook, appendix G, with the measures of the face's
// MATH table.
func (t *Tree) Layout(size float64, display bool) *Box {
	s := newSetter(t, size)
	st := setting{mathStyle: mathStyle{display: display}, scale: 1}
	if tb := numbered(t.root); tb != nil {
		s.numbered = tb
	}
	p := s.list(t.root.items, st)
	if len(t.root.items) == 1 {
		p.Width += p.italic // the last letter of a longer row has it
	}
	if s.numbered == nil {
		if label := t.labelOf(0); label != nil {
			tag := s.node(label, setting{scale: 1})
			p.Tags = append(p.Tags, Tag{0, &tag.Box})
		}
	}
	return &p.Box
}

// A Piece is a part of a formula in running text, behind which a line may end.
type Piece struct {
	*Box
	Space float64 // after the piece; it is dropped where the line ends
	Rel   bool    // a relation stands at its end: a better place than behind a +
}

// Pieces sets the formula for running text and cuts it where TeX would let a
// line end: behind the relations and binary operators that no delimiters
// enclose. The last piece has no space.
func (t *Tree) Pieces(size float64) []Piece {
	s := newSetter(t, size)
	r := s.parts(flattenSetting(t.root.items, setting{scale: 1}))
	return r.pieces()
}

// A setter sets one formula.
type setter struct {
	tree     *Tree
	face     *fonts.Face
	math     *fonts.MathTable
	size     float64
	numbered *table
}

func newSetter(t *Tree, size float64) *setter {
	f := fonts.Math()
	return &setter{tree: t, face: f, math: f.MathTable(), size: size}
}

// A setting is the style in which a part is set.
type setting struct {
	mathStyle
	cramped bool
	scale   float64 // by \large and its like
}

func (s setting) script(cramped bool) setting {
	return setting{s.mathStyle.script(), s.cramped || cramped, s.scale}
}

func (s setting) inner(cramped bool) setting {
	return setting{s.mathStyle.inner(), s.cramped || cramped, s.scale}
}

func (s setting) cramp() setting {
	s.cramped = true
	return s
}

// em is the size of the type in a setting.
func (s *setter) em(st setting) float64 {
	em := s.size * st.scale
	switch st.level {
	case 0:
		return em
	case 1:
		return em * s.math.ScriptScale
	}
	return em * s.math.ScriptScriptScale
}

// c turns a measure of the face into points.
func (s *setter) c(milli float64, st setting) float64 { return milli / 1000 * s.em(st) }

func flattenSetting(items []node, st setting) []setFlat {
	var room [8]flat
	flats := appendFlat(room[:0], items, st.mathStyle, st.scale)
	out := make([]setFlat, len(flats))
	for i, f := range flats {
		out[i] = setFlat{f.node, setting{f.style, st.cramped, f.scale}}
	}
	return out
}

type setFlat struct {
	node node
	setting
}

// list sets nodes side by side.
func (s *setter) list(items []node, st setting) *part {
	flats := flattenSetting(items, st)
	if len(flats) == 1 {
		if _, ok := flats[0].node.(*space); !ok {
			return s.node(flats[0].node, flats[0].setting)
		}
	}
	return s.parts(flats).join()
}

// A line of parts with the space before each.
type partLine struct {
	parts   []*part
	before  []float64
	classes []class // ord for spaces
	powers  []int   // where × stands before a power of ten: a number goes on
}

// powerOfTen tells whether a × belongs to a number such as 2 × 10⁻⁹.
func powerOfTen(times, next node) bool {
	x, ok := times.(*symbol)
	if !ok || x.text != "×" {
		return false
	}
	n, ok := next.(*scripts)
	if !ok || n.sup == nil {
		return false
	}
	base, ok := n.base.(*symbol)
	return ok && base.kind == number && (base.text == "10" || base.text == "0")
}

// parts sets each part of a row and finds the spaces between them.
func (s *setter) parts(items []setFlat) partLine {
	l := partLine{parts: make([]*part, 0, len(items))}
	classes, where := make([]class, 0, len(items)), make([]int, 0, len(items))
	for i, f := range items {
		p := s.node(f.node, f.setting)
		l.parts = append(l.parts, p)
		if i+1 < len(items) && powerOfTen(f.node, items[i+1].node) {
			l.powers = append(l.powers, i)
		}
		if _, ok := f.node.(*space); !ok {
			classes = append(classes, f.node.class())
			where = append(where, i)
		}
	}
	settle(classes)
	l.before = make([]float64, len(items))
	l.classes = make([]class, len(items))
	for k, at := range where {
		l.classes[at] = classes[k]
		if k > 0 {
			l.before[at] = gap(classes[k-1], classes[k], items[at].level > 0) / 18 * s.em(items[at].setting)
		}
	}
	for i := range l.parts {
		if i+1 < len(l.parts) && l.parts[i].slant && l.parts[i+1].slant && l.before[i+1] == 0 {
			continue
		}
		if !l.parts[i].large { // the width of a large operator holds its correction
			l.parts[i].Width += l.parts[i].italic
		}
		if i+1 < len(l.parts) {
			l.parts[i].italic = 0
		}
	}
	return l
}

func (l partLine) join() *part {
	out := &part{}
	n := 0
	for _, p := range l.parts {
		n += len(p.Glyphs)
	}
	out.Glyphs = make([]Glyph, 0, n)
	for i, p := range l.parts {
		out.Width += l.before[i]
		out.add(&p.Box, out.Width, 0)
		out.Width += p.Width
	}
	out.accent = out.Width / 2
	return out
}

// pieces joins parts up to each place where a line may end.
func (l partLine) pieces() []Piece {
	var out []Piece
	from, depth := 0, 0
	for i, c := range l.classes {
		switch c {
		case opening:
			depth++
		case closing:
			depth = max(0, depth-1)
		}
		if depth == 0 && (c == rel || c == bin) && i+1 < len(l.parts) && i > 0 && l.classes[i+1] != rel && !slices.Contains(l.powers, i) {
			out = append(out, Piece{&l.cut(from, i+1).Box, l.before[i+1], c == rel})
			from = i + 1
		}
	}
	return append(out, Piece{Box: &l.cut(from, len(l.parts)).Box})
}

// cut joins some parts without the space before the first.
func (l partLine) cut(from, to int) *part {
	c := partLine{parts: l.parts[from:to], before: append([]float64(nil), l.before[from:to]...)}
	if len(c.before) > 0 && from > 0 {
		c.before[0] = 0
	}
	return c.join()
}

// node sets one node.
func (s *setter) node(n node, st setting) *part {
	switch n := n.(type) {
	case *symbol:
		return s.symbol(n, st)
	case *words:
		return s.words(n, st)
	case *row:
		return s.list(n.items, st)
	case *styled, *colored, *resized:
		return s.list([]node{n}, st)
	case *space:
		return &part{Box: Box{Width: n.mu / 18 * s.em(st)}}
	case *scripts:
		return s.scripts(n, st)
	case *fraction:
		return s.fraction(n, st)
	case *radical:
		return s.radical(n, st)
	case *fenced:
		return s.fenced(n, st)
	case *middle:
		return s.delimiter(n.delim, s.c(s.math.AxisHeight*2, st), st)
	case *accent:
		return s.accent(n, st)
	case *bar:
		return s.bar(n, st)
	case *brace:
		return s.brace(n, st)
	case *stack:
		return s.limits(s.node(n.base, st), n.under, n.over, st)
	case *arrow:
		return s.arrow(n, st)
	case *table:
		return s.table(n, st)
	case *classed:
		return s.classed(n, st)
	}
	return s.box(n, st)
}

func (s *setter) classed(n *classed, st setting) *part {
	p := s.node(n.body, st)
	if n.cls == op && p.size > 0 {
		return s.centred(p, st)
	}
	return p
}

// glyph sets one glyph of the math face.
func (s *setter) glyph(r rune, st setting) *part {
	id := s.face.Glyph(r)
	if id == 0 {
		return s.foreign(r, st)
	}
	if st.level > 0 {
		id = s.math.Script(id, st.level)
	}
	p := s.byID(r, id, st)
	p.plain = true
	return p
}

// foreign takes a glyph from another face, as far as one has it.
func (s *setter) foreign(r rune, st setting) *part {
	f := s.face.Or(r)
	if f == nil {
		em := s.em(st)
		return &part{Box: Box{Width: em / 2, Height: em * 0.7, Missing: []rune{r}}}
	}
	em := s.em(st)
	id := f.Glyph(r)
	m := f.GlyphMetrics(id)
	p := &part{Box: Box{Width: m.Advance / 1000 * em, Height: max(0, m.YMax/1000*em), Depth: max(0, -m.YMin/1000*em)}, plain: true}
	p.Glyphs = []Glyph{{Size: em, ID: id, Rune: r, Face: f, Color: glyphColor(st)}}
	p.accent = p.Width / 2
	return p
}

func glyphColor(st setting) string {
	if st.color == currentColor {
		return ""
	}
	return st.color
}

// byID sets a glyph of the math face that stands for r.
func (s *setter) byID(r rune, id glyphID, st setting) *part {
	em := s.em(st)
	k := em / 1000
	m := s.face.GlyphMetrics(id)
	p := &part{glyph: id, size: em, plain: !s.math.Extended(id)}
	p.Width, p.Height, p.Depth = m.Advance*k, m.YMax*k, -m.YMin*k
	p.single[0] = Glyph{Size: em, ID: id, Rune: r, Face: s.face, Color: glyphColor(st)}
	p.Glyphs = p.single[:]
	p.italic = s.math.Italic(id) * k
	if x, ok := s.math.TopAccent(id); ok {
		p.accent = x * k
	} else {
		p.accent = p.Width / 2
	}
	return p
}

func (s *setter) symbol(n *symbol, st setting) *part {
	var p *part
	switch {
	case n.kind == function:
		p = s.words(&words{text: n.text, name: true}, st)
	case n.big > 0:
		p = s.delimiter(n.text, bigEms[n.big]*s.em(st)*0.95, st)
	case n.large:
		p = s.largeOperator(n, st)
	default:
		p = s.text(n, st)
	}
	if n.negated {
		s.negate(p, st)
	}
	return p
}

var bigEms = [...]float64{0, 1.2, 1.8, 2.4, 3}

// text sets the characters of a symbol with the face's kerning.
func (s *setter) text(n *symbol, st setting) *part {
	runes := []rune(n.text)
	if n.kind == letter || n.kind == number || n.face == faceBold {
		for i, r := range runes {
			runes[i] = s.letter(r, n)
		}
	}
	if len(runes) == 1 {
		p := s.glyph(runes[0], st)
		p.slant = n.kind == letter && p.italic != 0
		return p
	}
	out := &part{plain: true}
	for i, r := range runes {
		p := s.glyph(r, st)
		if i > 0 {
			out.Width += s.c(s.face.Kern(runes[i-1], r), st)
		}
		out.add(&p.Box, out.Width, 0)
		out.Width += p.Width
		out.italic, out.slant = p.italic, p.italic != 0
	}
	out.accent = out.Width / 2
	return out
}

// letter is the character of the alphabet that a letter comes from.
func (s *setter) letter(r rune, n *symbol) rune {
	if n.kind == number && n.face == faceAuto || n.face == faceUpright {
		return r
	}
	if c := n.face.in(r); s.face.Has(c) {
		return c
	}
	return r
}

// words set text in the text faces.
func (s *setter) words(n *words, st setting) *part {
	em := s.em(st)
	out := &part{plain: true}
	f := fonts.Text(n.bold, n.italic)
	if n.mono {
		f = fonts.Mono()
	}
	if n.sans {
		return s.text(&symbol{text: n.text, kind: letter, face: faceSans}, st)
	}
	for _, run := range f.Runs(n.text) {
		if run.Face == nil {
			for _, r := range run.Text {
				p := s.foreign(r, st)
				out.add(&p.Box, out.Width, 0)
				out.Width += p.Width
			}
			continue
		}
		out.run(run, em, glyphColor(st))
	}
	out.accent = out.Width / 2
	return out
}

// run appends text of one face with its kerning.
func (p *part) run(run fonts.Run, em float64, color string) {
	last := rune(-1)
	for _, r := range run.Text {
		if last >= 0 {
			p.Width += run.Face.Kern(last, r) / 1000 * em
		}
		last = r
		id := run.Face.Glyph(r)
		m := run.Face.GlyphMetrics(id)
		p.Glyphs = append(p.Glyphs, Glyph{X: p.Width, Size: em, ID: id, Rune: r, Face: run.Face, Color: color})
		p.Height = max(p.Height, m.YMax/1000*em)
		p.Depth = max(p.Depth, -m.YMin/1000*em)
		p.Width += run.Face.Advance(r) / 1000 * em
	}
}

// largeOperator picks the big form in display style and centres it.
func (s *setter) largeOperator(n *symbol, st setting) *part {
	r := []rune(n.text)[0]
	p := s.glyph(r, st)
	if st.display && p.size > 0 {
		if c := s.math.Vertical(s.face.Glyph(r)); c != nil {
			for _, v := range c.Variants { // the largest, if none is as large as it should be
				p = s.byID(r, v.Glyph, st)
				if v.Size >= s.math.DisplayOperatorMinHeight {
					break
				}
			}
		}
	}
	p = s.centred(p, st)
	p.plain = false
	return p
}

// centred moves a glyph so that it is halved by the axis.
func (s *setter) centred(p *part, st setting) *part {
	shift := s.c(s.math.AxisHeight, st) - (p.Height-p.Depth)/2
	out := *p
	out.Box = Box{Width: p.Width, Height: p.Height + shift, Depth: p.Depth - shift}
	out.put(&p.Box, 0, shift)
	out.large = true
	return &out
}

// negate lays a stroke over a sign.
func (s *setter) negate(p *part, st setting) {
	slash := s.glyph('\u0338', st)
	m := slash.Box
	x := p.Width/2 + m.Width/2
	if len(m.Glyphs) == 1 {
		g := s.face.GlyphMetrics(m.Glyphs[0].ID)
		x = p.Width/2 - s.c((g.XMin+g.XMax)/2, st)
	}
	h, d := p.Height, p.Depth
	p.put(&m, x, 0)
	p.Height, p.Depth = max(h, m.Height), max(d, m.Depth)
}
