package pdf

import (
	"regexp"
	"strings"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

const (
	columnGap  = 12.0
	cellPad    = 2.4 // above and below the text of a cell
	rowStretch = 1.0 // by how much the space between rows may grow where a page needs it
	tallRow    = 0.4 // share of a page beyond which a row is cut
)

// A tableLayout is a table while it is set.
type tableLayout struct {
	f       *flow
	st      *style
	columns []column
	rows    []tableRow
	left    float64
	width   float64
	gap     float64 // between columns
	elem    *elem
}

type column struct {
	least, most float64 // widths of its content
	width, left float64
	align       east.Alignment
	numeric     bool
	whole       float64 // of a numeric column: room before the decimal sign
}

type tableRow struct {
	head  bool
	cells []*tableCell
}

type tableCell struct {
	node  gast.Node
	par   *paragraph // of a cell with text alone
	slabs []*slab    // when set
	elem  *elem
	lines []line
	whole float64 // its width on one line
}

func setTable(f *flow, n gast.Node) {
	t := &tableLayout{f: f, st: f.style.in(tableType).with(func(s *style) { s.plain = true }), elem: f.parent.add("Table")}
	if f.style.size < bodyType.size {
		t.st = t.st.in(typeSize{f.style.size * 0.95, f.style.leading * 0.97})
	}
	marks := f.r.marks
	f.r.marks = false
	defer func() { f.r.marks = marks }()
	t.read(n)
	if len(t.columns) == 0 {
		return
	}
	t.gap = columnGap
	t.smaller(n)
	t.fit()
	f.list.left, f.list.width = t.left, t.width
	t.emit()
}

// smaller sets a table again in smaller type if its words would have to be cut
// to make it fit.
func (t *tableLayout) smaller(n gast.Node) {
	room := t.f.width
	if t.free() {
		room = t.f.r.geo.widest
	}
	least := t.least()
	if least <= room {
		return
	}
	scale := max(room/least, smallestTable)
	t.st = t.st.in(typeSize{t.st.size * scale, t.st.leading * scale})
	t.gap *= scale
	for _, row := range t.rows {
		for _, c := range row.cells {
			if c.par != nil {
				c.par.free()
			}
		}
	}
	t.columns, t.rows = nil, nil
	t.elem.clear()
	t.read(n)
}

// smallestTable is how small the type of a wide table gets.
const smallestTable = 0.7

// free tells whether a table may be wider than the text.
func (t *tableLayout) free() bool { return t.f.width >= t.f.r.geo.measure-1 && len(t.f.frames) == 0 }

// least is the width of a table whose words are not cut.
func (t *tableLayout) least() float64 {
	least := t.gap * float64(len(t.columns)-1)
	for _, c := range t.columns {
		least += min(max(c.least, 4), max(c.most, 4))
	}
	return least
}

// read makes paragraphs of all cells and measures the columns.
func (t *tableLayout) read(n gast.Node) {
	var alignments []east.Alignment
	if table, ok := n.(*east.Table); ok {
		alignments = table.Alignments
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*east.TableHeader)
		r := tableRow{head: head}
		tr := t.elem.add("TR")
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			i := len(r.cells)
			for i >= len(t.columns) {
				t.columns = append(t.columns, column{numeric: true})
			}
			if cell, ok := c.(*east.TableCell); ok && cell.Alignment != east.AlignNone {
				t.columns[i].align = cell.Alignment
			} else if i < len(alignments) {
				t.columns[i].align = alignments[i]
			}
			r.cells = append(r.cells, t.cell(c, tr, i, head))
		}
		t.rows = append(t.rows, r)
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.numeric = t.numeric(i); c.numeric {
			room := t.room(i)
			c.most = max(c.most, room)
			if room < t.f.width/2 {
				c.least = max(c.least, room) // numbers are not broken, but the words above them are
			}
		}
	}
}

// room is the width of a numeric column: before and behind its decimal signs.
func (t *tableLayout) room(i int) float64 {
	var before, behind float64
	for _, row := range t.rows {
		if row.head || i >= len(row.cells) || row.cells[i].par == nil {
			continue
		}
		if lines := row.cells[i].par.lines(lineWidths{t.f.r.geo.wide, t.f.r.geo.wide}); len(lines) == 1 {
			x := t.f.r.decimal(&lines[0])
			before, behind = max(before, x), max(behind, lines[0].width-x)
		}
	}
	return before + behind
}

func (t *tableLayout) cell(n gast.Node, tr *elem, i int, head bool) *tableCell {
	c := &tableCell{node: n}
	st := t.st
	if head {
		c.elem = tr.add("TH")
		if c.elem != nil {
			c.elem.scope = "Column"
		}
		st = st.with(func(s *style) { s.bold = true })
	} else {
		c.elem = tr.add("TD")
	}
	col := &t.columns[i]
	if first := n.FirstChild(); first != nil && first.Type() == gast.TypeBlock {
		if first.NextSibling() != nil || first.Kind() != gast.KindParagraph && first.Kind() != gast.KindTextBlock {
			whole, widest := t.blockCell(n, st)
			c.whole = whole
			col.most, col.least = max(col.most, whole), max(col.least, widest)
			return c
		}
		n = first
	}
	c.par = t.f.r.paragraph(st)
	c.par.ragged, c.par.kept = true, true
	c.par.inline(n, st.with(func(s *style) { s.tag = c.elem }))
	whole, widest := c.par.natural()
	c.whole = whole
	col.most, col.least = max(col.most, whole), max(col.least, widest)
	return c
}

// blockCell guesses the widths of a cell that holds blocks from its text.
func (t *tableLayout) blockCell(n gast.Node, st *style) (whole, widest float64) {
	_ = gast.Walk(n, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if entering && n.Type() == gast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == gast.TypeInline {
			text := t.f.r.textOf(n)
			whole = max(whole, t.f.r.measure(text, st)+listIndent)
			for _, w := range strings.Fields(text) {
				widest = max(widest, t.f.r.measure(w, st)+listIndent)
			}
		}
		return gast.WalkContinue, nil
	})
	return whole, widest
}

// number matches what a numeric cell holds: digits with signs, marks and a
// unit, but no words.
var number = regexp.MustCompile(`^[−+±~≈<>≤≥–-]?[\s\x{202f}\x{a0}]*[\d][\d.,\s\x{202f}\x{a0}]*([%‰°]|×.*|[\s\x{202f}\x{a0}].{0,14})?$`)

// numeric tells whether a column holds numbers.
func (t *tableLayout) numeric(i int) bool {
	found := false
	for _, row := range t.rows {
		if row.head || i >= len(row.cells) {
			continue
		}
		text := strings.TrimSpace(t.f.r.textOf(row.cells[i].node))
		if text == "" || text == "–" || text == "—" {
			continue
		}
		if !number.MatchString(text) {
			return false
		}
		found = true
	}
	return found && t.columns[i].align != east.AlignCenter && t.columns[i].align != east.AlignLeft
}

// emit adds the rows as slabs, with rules above, under the head and below.
func (t *tableLayout) emit() {
	t.f.space(blockSpace)
	for i := range t.rows {
		t.layout(&t.rows[i])
	}
	t.alignNumbers()
	var head *slab
	body := false
	for i := range t.rows {
		row := &t.rows[i]
		for k, s := range t.slabs(row) {
			if k == 0 && body {
				s.stretch = rowStretch
			}
			if !body && len(t.f.list.slabs) >= 0 && head == nil && i == 0 {
				t.ruleAbove(s, ruleHeavy)
			}
			if row.head {
				t.ruleBelow(s, ruleLight)
				s.height += 1.2
				s.after = never
				head = repeated(s)
				t.f.add(s)
				continue
			}
			if body {
				s.header = head
			}
			body = true
			s.after = inBox
			t.f.add(s)
		}
	}
	if s := t.f.last(); s != nil {
		t.ruleBelow(s, ruleHeavy)
		s.after = 0
		t.keepEnds()
	}
	t.f.space(blockSpace)
}

// keepEnds keeps the last two rows together.
func (t *tableLayout) keepEnds() {
	if n := len(t.f.list.slabs); n >= 2 && len(t.rows) > 2 {
		t.f.list.slabs[n-2].after = max(t.f.list.slabs[n-2].after, widowLine)
	}
}

// repeated is a header as it stands on the following pages.
func repeated(s *slab) *slab {
	draw := s.draw
	return &slab{height: s.height, after: never, frames: s.frames, wide: s.wide, draw: func(sh *sheet, y float64) {
		silent := sh.silent
		sh.silent = true
		draw(sh, y)
		sh.silent = silent
	}}
}

func (t *tableLayout) ruleAbove(s *slab, weight float64) {
	draw := s.draw
	s.draw = func(sh *sheet, y float64) {
		sh.mark(nil)
		sh.rect(t.left, y-weight, t.width, weight, black)
		draw(sh, y)
	}
}

func (t *tableLayout) ruleBelow(s *slab, weight float64) {
	draw, h := s.draw, s.height
	s.draw = func(sh *sheet, y float64) {
		draw(sh, y)
		sh.mark(nil)
		sh.rect(t.left, y+h, t.width, weight, black)
	}
	s.height += weight
}

// layout sets the cells of a row.
func (t *tableLayout) layout(row *tableRow) {
	for i, c := range row.cells {
		col := &t.columns[i]
		if c.par == nil {
			g := t.f.separate()
			g.style, g.parent, g.left, g.width, g.tight, g.ragged = t.st, c.elem, col.left, col.width, true, true
			g.children(c.node)
			c.slabs = g.list.slabs
			continue
		}
		c.lines = c.par.lines(lineWidths{col.width + 0.01, col.width + 0.01})
		c.par.free()
	}
}

// alignNumbers finds the room before the decimal sign of numeric columns.
func (t *tableLayout) alignNumbers() {
	for i := range t.columns {
		col := &t.columns[i]
		if !col.numeric {
			continue
		}
		var after float64
		for _, row := range t.rows {
			if row.head || i >= len(row.cells) || len(row.cells[i].lines) != 1 {
				continue
			}
			l := &row.cells[i].lines[0]
			x := t.f.r.decimal(l)
			col.whole = max(col.whole, x)
			after = max(after, l.width-x)
		}
		if w := col.whole + after; w > col.width+0.01 {
			col.numeric = false
		} else if col.align == east.AlignRight || col.align == east.AlignNone && i == len(t.columns)-1 {
			col.whole += col.width - w
		}
	}
}

// decimal finds where the whole part of the first number in a line ends.
func (r *renderer) decimal(l *line) float64 {
	seen := false
	for i := range l.pieces {
		q := &l.pieces[i]
		for at, c := range q.text {
			digit := c >= '0' && c <= '9'
			inside := digit || seen && (c == '\u202f' || c == r.grouping && nextIsDigit(q.text[at+utf8.RuneLen(c):]))
			if seen && !inside {
				return q.x + r.measure(q.text[:at], q.st)
			}
			seen = seen || digit
		}
		if seen && (i+1 == len(l.pieces) || l.pieces[i+1].text == "" || l.pieces[i+1].gap) {
			return q.x + q.width
		}
	}
	return l.width
}

func nextIsDigit(text string) bool { return len(text) > 2 && text[0] >= '0' && text[0] <= '9' }

// slabs makes one slab of a row, or several of a row that is too tall.
func (t *tableLayout) slabs(row *tableRow) []*slab {
	height := 0.0
	for i, c := range row.cells {
		if c.par != nil {
			c.slabs = t.cellSlabs(i, row.head, c)
		}
		height = max(height, stackHeight(c.slabs))
	}
	if height <= t.f.r.geo.room()*tallRow {
		return []*slab{t.rowSlab(row, height)}
	}
	return t.cut(row)
}

func stackHeight(slabs []*slab) float64 {
	h := 0.0
	for i, s := range slabs {
		if i > 0 {
			h += s.gap
		}
		h += s.height
	}
	return h
}

// cellSlabs places the lines of a cell by the column's alignment.
func (t *tableLayout) cellSlabs(i int, head bool, c *tableCell) []*slab {
	col := &t.columns[i]
	g := t.f.separate()
	for j := range c.lines {
		l := &c.lines[j]
		x := col.left
		switch {
		case col.numeric && !head && len(c.lines) == 1:
			x += max(col.whole-t.f.r.decimal(l), 0)
		case col.align == east.AlignRight || col.numeric && head && i == len(t.columns)-1:
			x += col.width - l.width
		case col.align == east.AlignCenter:
			x += (col.width - l.width) / 2
		}
		g.lines(c.lines[j:j+1], x)
	}
	return g.list.slabs
}

func (t *tableLayout) rowSlab(row *tableRow, height float64) *slab {
	s := &slab{height: height + 2*cellPad, wide: t.width > t.f.width}
	for _, c := range row.cells {
		s.adopt(c.slabs)
	}
	cells := row.cells
	s.draw = func(sh *sheet, y float64) {
		for _, c := range cells {
			at := y + cellPad
			if row.head {
				at += height - stackHeight(c.slabs)
			}
			drawStack(sh, c.slabs, at)
		}
	}
	return s
}

// adopt takes over what slabs inside another one carry.
func (s *slab) adopt(inner []*slab) {
	for _, k := range inner {
		s.anchors = append(s.anchors, k.anchors...)
		s.notes = append(s.notes, k.notes...)
	}
}

func drawStack(sh *sheet, slabs []*slab, y float64) {
	for i, s := range slabs {
		if i > 0 {
			y += s.gap
		}
		if s.draw != nil {
			s.draw(sh, y)
		}
		y += s.height
	}
}

// cut parts a tall row into slices of a few lines.
func (t *tableLayout) cut(row *tableRow) []*slab {
	const slice = 64.0
	next := make([]int, len(row.cells))
	var out []*slab
	for {
		part := tableRow{cells: make([]*tableCell, len(row.cells))}
		height, left := 0.0, false
		for i, c := range row.cells {
			k := &tableCell{}
			h := 0.0
			for next[i] < len(c.slabs) {
				s := c.slabs[next[i]]
				if h > 0 && h+s.gap+s.height > slice {
					left = true
					break
				}
				h += s.gap + s.height
				k.slabs = append(k.slabs, s)
				next[i]++
			}
			part.cells[i] = k
			height = max(height, stackHeight(k.slabs))
		}
		s := t.rowSlab(&part, height)
		if len(out) > 0 {
			out[len(out)-1].height -= 2 * cellPad
		}
		out = append(out, s)
		if !left {
			return out
		}
	}
}
