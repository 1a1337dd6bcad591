package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var kindTableCell = east.KindTableCell

// tables turns paragraphs into GFM tables. Other than in GFM, a | within the
// body of a role or within $TeX$ does not part cells. Elsewhere, and in code,
// \| stands for it.
type tables struct{}

func (tables) Transform(node *gast.Paragraph, reader text.Reader, pc parser.Context) {
	s := stateOf(pc, reader.Source())
	lines := node.Lines()
	for i := 1; i < lines.Len(); i++ {
		align := delimiterRow(s.line(lines.At(i)))
		if align == nil {
			continue
		}
		head := s.row(lines.At(i-1), align, true)
		if head == nil || head.ChildCount() != len(align) {
			return
		}
		if len(align) > maxColumns {
			s.limit("columns", s.at(lines.At(i).Start), "a table has too many columns")
			return
		}
		t := east.NewTable()
		t.Alignments = align
		t.SetPos(lines.At(i - 1).Start)
		t.AppendChild(t, east.NewTableHeader(head))
		for j := i + 1; j < lines.Len(); j++ {
			t.AppendChild(t, s.row(lines.At(j), align, false))
		}
		lines.SetSliced(0, i-1)
		parent := node.Parent()
		parent.InsertAfter(parent, node, t)
		if lines.Len() == 0 {
			parent.RemoveChild(parent, node)
			return
		}
		last := lines.At(i - 2)
		lines.Set(i-2, last.TrimRightSpace(s.src))
		return
	}
}

func (s *state) line(seg text.Segment) string { return string(seg.Value(s.src)) }

// delimiterRow reads |:---|---:|; nil for other lines.
func delimiterRow(line string) (align []east.Alignment) {
	if w, _ := util.IndentWidth([]byte(line), 0); w > 3 {
		return nil
	}
	line = strings.TrimSpace(line)
	if !strings.ContainsAny(line, "|:") || strings.Trim(line, "-|: \t") != "" {
		return nil
	}
	cells := strings.Split(line, "|")
	if strings.TrimSpace(cells[0]) == "" {
		cells = cells[1:]
	}
	if n := len(cells); n > 0 && strings.TrimSpace(cells[n-1]) == "" {
		cells = cells[:n-1]
	}
	for _, c := range cells {
		c = strings.TrimSpace(c)
		dashes := strings.Trim(c, ":")
		left, right := strings.HasPrefix(c, ":"), strings.HasSuffix(c, ":")
		if dashes == "" || strings.Trim(dashes, "-") != "" || len(c)-len(dashes) > 2 || strings.HasPrefix(c, "::") || strings.HasSuffix(c, "::") {
			return nil
		}
		switch {
		case left && right:
			align = append(align, east.AlignCenter)
		case left:
			align = append(align, east.AlignLeft)
		case right:
			align = append(align, east.AlignRight)
		default:
			align = append(align, east.AlignNone)
		}
	}
	return align
}

// row splits a line into cells. Cells beyond the head are dropped, missing ones
// are empty.
func (s *state) row(seg text.Segment, align []east.Alignment, head bool) *east.TableRow {
	row := east.NewTableRow(align)
	row.SetPos(seg.Start)
	seg = seg.TrimLeftSpace(s.src)
	seg = seg.TrimRightSpace(s.src)
	line := s.src[seg.Start:seg.Stop]
	pos, limit := 0, len(line)
	if limit > 0 && line[0] == '|' {
		pos++
	}
	if limit > pos && line[limit-1] == '|' && !escapedAt(line, limit-1) {
		limit--
	}
	var code codeSkipper
	for i := 0; pos < limit; i++ {
		a := east.AlignNone
		if i < len(align) {
			a = align[i]
		} else if !head {
			s.longRow(string(line[pos:]), seg.Start+pos)
			return row
		}
		end := pos
		for end < limit && line[end] != '|' {
			end += cellStep(line[end:limit], &code)
		}
		end = min(end, limit)
		cell := east.NewTableCell()
		cell.Alignment = a
		part := text.NewSegment(seg.Start+pos, seg.Start+end)
		part = part.TrimLeftSpace(s.src)
		part = part.TrimRightSpace(s.src)
		cell.Lines().Append(part)
		cell.SetPos(part.Start)
		row.AppendChild(row, cell)
		pos = end + 1
	}
	for i := row.ChildCount(); !head && i < len(align); i++ {
		cell := east.NewTableCell()
		cell.Alignment = align[i]
		cell.SetPos(seg.Stop)
		row.AppendChild(row, cell)
	}
	return row
}

func escapedAt(line []byte, i int) bool { return i > 0 && line[i-1] == '\\' }

// longRow warns of cells that GFM drops, unless they are empty.
func (s *state) longRow(rest string, at int) {
	if words := strings.TrimLeft(rest, "| \t"); words != "" && !s.foreign {
		s.warn("table-row-long", s.at(at+len(rest)-len(words)), "add a column to the head, or write \\| for a bar in the text",
			"this row has more cells than the head of the table; the rest is not printed")
	}
}

// cellStep is how far the text of a cell goes in one step: over an escape, a
// role with its body, math, or one byte.
func cellStep(rest []byte, code *codeSkipper) int {
	switch rest[0] {
	case '\\':
		return min(2, len(rest))
	case '{':
		if a, n, ok := scanAttributes(ahead(rest)); ok && len(a.words) == 1 && n < len(rest) && rest[n] == '`' {
			if m := code.length(rest[n:min(len(rest), n+maxCitation)]); m > runOf(rest[n:], '`') {
				return n + m
			}
		}
	case '$':
		if n := mathLength(rest); n > 0 {
			return n
		}
	}
	return 1
}

// mathLength is the length of $TeX$ at the start of a text that does not cross
// a line, by the rule for math in the text; 0 without.
func mathLength(b []byte) int {
	if len(b) < 3 || isSpace(b[1]) || b[1] == '$' {
		return 0
	}
	for i := 1; i < min(len(b), maxCitation); i++ {
		switch b[i] {
		case '\\':
			i++
		case '$':
			if isSpace(b[i-1]) || i+1 < len(b) && b[i+1] >= '0' && b[i+1] <= '9' {
				continue
			}
			return i + 1
		}
	}
	return 0
}

// unescapePipes leaves out the backslash of \| in code within a cell.
func unescapePipes(src []byte, segs []text.Segment) (parts []text.Segment) {
	for _, seg := range segs {
		from := seg.Start
		for i := seg.Start; i+1 < seg.Stop; i++ {
			if src[i] == '\\' && src[i+1] == '|' {
				parts = append(parts, text.NewSegment(from, i))
				from = i + 1
				i++
			}
		}
		parts = append(parts, text.NewSegment(from, seg.Stop))
	}
	return parts
}
