package markdown

import (
	"slices"
	"strconv"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// An htmlTable is a table while its tags are read. A cell over several columns or
// rows fills the first of them, the others stay empty.
type htmlTable struct {
	rows    [][]*east.TableCell
	covered map[int]int // columns that a cell above covers, and for how many rows more
	heads   int         // rows of <th> alone, before others
	cell    *east.TableCell
	open    bool // a row is being read
	named   bool // the row has a <td>
	span    int
	down    int
	label   string
	caption gast.Node
}

func (r *htmlReader) tableTag(name string, closing bool, attrs map[string]string, m []int) {
	if name == "table" {
		r.flush()
		r.endTable()
		if !closing {
			r.table = &htmlTable{covered: map[int]int{}, label: normaliseLabel(attrs["id"])}
		}
		return
	}
	t := r.table
	if t == nil {
		return
	}
	switch name {
	case "caption":
		if p := r.paragraph(); closing && p != nil {
			t.caption = p
		}
	case "tr":
		r.endCell()
		t.endRow()
		if !closing && len(t.rows) < maxRows {
			t.rows, t.open, t.named = append(t.rows, nil), true, false
		}
	case "td", "th":
		r.endCell()
		if !closing && t.open {
			t.named = t.named || name == "td"
			t.cell = newCell()
			t.cell.SetPos(r.start + m[0])
			t.cell.Alignment = alignment(htmlAlignment(attrs), east.AlignNone)
			t.span, t.down = cellSpan(attrs["colspan"]), cellSpan(attrs["rowspan"])
		}
	}
}

func htmlAlignment(attrs map[string]string) string {
	if m := htmlAlign.FindStringSubmatch(attrs["style"]); m != nil {
		return m[1]
	}
	return attrs["align"]
}

func cellSpan(value string) int {
	n, _ := strconv.Atoi(value)
	return max(1, min(n, maxColumns))
}

// fill puts the words read so far into the cell that is open.
func (r *htmlReader) fill() {
	p := r.paragraph()
	if p == nil || r.table.cell == nil {
		return
	}
	moveChildren(r.table.cell, p)
}

func (r *htmlReader) endCell() {
	t := r.table
	if t.cell == nil {
		r.words = htmlWords{}
		return
	}
	r.fill()
	t.skipCovered()
	row := &t.rows[len(t.rows)-1]
	for i := range t.span {
		if t.down > 1 {
			t.covered[len(*row)] = t.down
		}
		cell := t.cell
		if i > 0 {
			cell = newCell()
		}
		if len(*row) < maxColumns {
			*row = append(*row, cell)
		}
	}
	t.cell = nil
}

// skipCovered leaves empty what cells above cover.
func (t *htmlTable) skipCovered() {
	row := &t.rows[len(t.rows)-1]
	for t.covered[len(*row)] > 0 && len(*row) < maxColumns {
		*row = append(*row, newCell())
	}
}

func (t *htmlTable) endRow() {
	if !t.open {
		return
	}
	t.open = false
	t.skipCovered()
	for column := range t.covered {
		t.covered[column]--
	}
	if n := len(t.rows); !t.named && t.heads == n-1 && len(t.rows[n-1]) > 0 {
		t.heads = n
	}
}

// endTable puts the table among the blocks, with its caption.
func (r *htmlReader) endTable() {
	t := r.table
	if t == nil {
		return
	}
	r.endCell()
	t.endRow()
	r.table = nil
	t.rows = slices.DeleteFunc(t.rows, func(row []*east.TableCell) bool { return len(row) == 0 })
	if len(t.rows) == 0 {
		return
	}
	c := directiveCall{state: r.state, d: &directive{start: r.start}}
	last := t.rows[len(t.rows)-1]
	table := c.rows(t.rows, min(t.heads, 1))
	for i, cell := range last {
		table.Alignments[i] = cell.Alignment
	}
	if t.caption == nil && t.label == "" {
		r.blocks = append(r.blocks, table)
		return
	}
	f := placed(r.state, &ast.Figure{Of: "table", Labelled: ast.Labelled{Label: t.label}}, r.start)
	f.AppendChild(f, table)
	if t.caption != nil {
		f.AppendChild(f, placed(r.state, captionOf(t.caption), r.start))
	}
	r.blocks = append(r.blocks, f)
}
