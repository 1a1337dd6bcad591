package pdf

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
	"reckon/report/math"
)

func setMathBlock(f *flow, n gast.Node) {
	f.display(n, n.(*ast.MathBlock).Tree, "")
}

func setFormulaBlock(f *flow, n gast.Node) {
	b := n.(*ast.FormulaBlock)
	f.display(n, b.Tree, b.Entry)
}

const (
	displaySpace = 9.0
	numberGap    = 16.0
	tallestMath  = 0.85 // of the height of the text
	rowGap       = 7.0  // between the lines of one formula
	smallerMath  = 0.93 // a wide formula is made smaller down to this where it can be cut before relations,
	smallestMath = 0.8  // and down to this where it can be cut elsewhere
)

// display sets a formula on a line of its own, its numbers at the right edge.
// One that is too wide is cut before its relations; one that cannot be is made
// smaller, and if that were too small it is cut like one in running text.
func (f *flow) display(n gast.Node, t *math.Tree, entry string) {
	if t == nil {
		return
	}
	e := f.parent.add("Formula")
	if e != nil {
		e.alt = t.Text()
	}
	st := f.style.with(func(s *style) { s.tag, s.node = e, n })
	f.space(displaySpace)
	keepWithDisplay(f)
	b := t.Layout(st.size, true)
	f.r.missingIn(b, st)
	number := f.equationNumber(n, st, b)
	room := f.width - number
	scale := 1.0
	if b.Width > room {
		scale = room / b.Width
	}
	if scale < smallerMath && f.brokenFormula(t.Broken(st.size, room), st, room, b, entry) ||
		scale < smallestMath && f.brokenFormula(t.Cut(st.size, room), st, room, b, entry) ||
		scale < smallestMath && f.cutFormula(t, st, number, b, entry) {
		f.space(displaySpace)
		return
	}
	f.formula(b, min(scale, tallestMath*f.r.geo.room()/max(b.Height+b.Depth, 1)), room, st, entry)
	f.space(displaySpace)
}

// equationNumber makes sure that a numbered equation has its number in the
// margin, and gives the room that numbers take.
func (f *flow) equationNumber(n gast.Node, st *style, b *math.Box) float64 {
	if num := f.r.d.Numbers[n]; len(b.Tags) == 0 && num.Label != "" {
		label, _ := math.Parse("", diag.Pos{}, nil)
		if tags := label.WithNumbers(strings.Trim(num.Label, "()")).Layout(st.size, false).Tags; len(tags) > 0 {
			b.Tags = tags
		}
	}
	room := 0.0
	for _, tag := range b.Tags {
		room = max(room, tag.Box.Width+numberGap)
	}
	return room
}

// formula adds a formula as one slab.
func (f *flow) formula(b *math.Box, scale, room float64, st *style, entry string) {
	width := b.Width * scale
	left := f.left + (f.width-width)/2
	if left+width > f.left+room {
		left = f.left + max(0, room-width)
	}
	height, depth := b.Height*scale, b.Depth*scale
	for _, tag := range b.Tags {
		height = max(height, tag.Y*scale+tag.Box.Height)
		depth = max(depth, tag.Box.Depth-tag.Y*scale)
	}
	box := f.box(b, scale, st)
	right := f.left + f.width
	f.add(&slab{height: height + depth, draw: func(s *sheet, y float64) {
		base := y + height
		s.mark(st.tag)
		box.draw(s, left, base)
		for _, tag := range b.Tags {
			f.box(tag.Box, 1, st).draw(s, right-tag.Box.Width, base-tag.Y*scale)
		}
		if entry != "" {
			s.link(left, y, width, height+depth, target{id: entry}, nil)
		}
	}})
}

// brokenFormula sets a wide formula in rows; false if it cannot be cut so. Its
// number stands beside the last.
func (f *flow) brokenFormula(rows []math.Row, st *style, room float64, b *math.Box, entry string) bool {
	if len(rows) < 2 {
		return false
	}
	width := 0.0
	for _, row := range rows {
		width = max(width, row.X+row.Width)
	}
	left := f.left + max(0, min((f.width-width)/2, room-width))
	for i, row := range rows {
		s := f.row(row.Box, left+row.X, st, entry)
		if i > 0 {
			s.gap = max(s.gap, rowGap)
		}
		if i+1 < len(rows) {
			s.after = never
			continue
		}
		draw := s.draw
		s.draw = func(sh *sheet, y float64) {
			draw(sh, y)
			sh.mark(st.tag)
			for _, tag := range b.Tags {
				f.box(tag.Box, 1, st).draw(sh, f.left+f.width-tag.Box.Width, y+row.Height)
			}
		}
	}
	return true
}

// row adds a box as a slab.
func (f *flow) row(b *math.Box, left float64, st *style, entry string) *slab {
	box := f.box(b, 1, st)
	return f.add(&slab{height: b.Height + b.Depth, draw: func(s *sheet, y float64) {
		s.mark(st.tag)
		box.draw(s, left, y+b.Height)
		if entry != "" {
			s.link(left, y, b.Width, b.Height+b.Depth, target{id: entry}, nil)
		}
	}})
}

func (f *flow) box(b *math.Box, scale float64, st *style) *formulaBox {
	return &formulaBox{box: b, scale: scale, r: f.r, color: st.color}
}

// cutFormula sets a wide formula in lines; false if it cannot be cut.
func (f *flow) cutFormula(t *math.Tree, st *style, number float64, b *math.Box, entry string) bool {
	if len(t.Pieces(st.size)) < 2 {
		return false
	}
	p := f.r.paragraph(st)
	p.ragged = true
	p.math(t, st)
	lines := p.lines(lineWidths{f.width - number - quoteIndent, f.width - number - 2*quoteIndent})
	for i := range lines {
		l := &lines[i]
		if l.width > f.width-number {
			return false
		}
	}
	for i := range lines {
		l, left := &lines[i], f.left+quoteIndent
		if i > 0 {
			left += quoteIndent
		}
		last := i+1 == len(lines)
		s := &slab{gap: 3, height: l.height + l.depth, draw: func(sh *sheet, y float64) {
			l.draw(sh, left, y)
			if entry != "" {
				sh.link(left, y, l.width, l.height+l.depth, target{id: entry}, nil)
			}
			for _, tag := range b.Tags {
				if last {
					sh.mark(st.tag)
					f.box(tag.Box, 1, st).draw(sh, f.left+f.width-tag.Box.Width, y+l.height)
				}
			}
		}}
		if !last {
			s.after = clubLine
		}
		f.add(s)
	}
	return true
}

// keepWithDisplay keeps the last line of a paragraph with the formula that it
// leads to.
func keepWithDisplay(f *flow) {
	if s := f.last(); s != nil && s.after < leadingLine && s.after > -never {
		s.after = leadingLine
	}
}
