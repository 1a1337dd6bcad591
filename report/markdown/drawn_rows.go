package markdown

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// A drawnLine is a line of a drawn table with the column that each character
// begins in; Chinese characters are two columns wide.
type drawnLine struct {
	text    string
	start   int   // offset
	columns []int // of each byte, and of the end
}

// drawnLines cuts the source of a table into lines.
func (s *state) drawnLines(n *drawnTable) (lines []drawnLine) {
	at := n.start
	for line := range strings.Lines(string(s.src[n.start:n.stop])) {
		l := drawnLine{text: strings.TrimRight(line, "\n"), start: at}
		column := 0
		for _, r := range l.text {
			for range utf8.RuneLen(r) {
				l.columns = append(l.columns, column)
			}
			column++
			if isCJK(r) {
				column++
			}
		}
		l.columns = append(l.columns, column)
		lines = append(lines, l)
		at += len(line)
	}
	return lines
}

// byteAt is the first byte at or behind a column.
func (l drawnLine) byteAt(column int) int {
	i, _ := slices.BinarySearch(l.columns, column)
	return min(i, len(l.text))
}

// cut is the part of a line between two columns; to < 0: to its end.
func (l drawnLine) cut(from, to int) text.Segment {
	a, b := l.byteAt(from), len(l.text)
	if to >= 0 {
		b = max(a, l.byteAt(to))
	}
	return text.NewSegment(l.start+a, l.start+b)
}

func (l drawnLine) blank() bool { return strings.TrimSpace(l.text) == "" }

// A span of columns of characters.
type columnSpan struct{ from, to int }

// columnRows reads a table whose columns stand below rows of dashes.
func (s *state) columnRows(n *drawnTable) (rows [][]drawnCell, head int) {
	lines := s.drawnLines(n)
	rule := max(n.rows, 0)
	for !dashedRule.MatchString(lines[rule].text) {
		rule++
	}
	spans := dashSpans(lines[rule].text)
	body := lines[rule+1:]
	closed := len(body) > 0 && (dashedRule.MatchString(body[len(body)-1].text) || longRule.MatchString(body[len(body)-1].text))
	if closed {
		body = body[:len(body)-1]
	}
	var above []drawnLine
	for _, l := range lines[:rule] {
		if !longRule.MatchString(l.text) {
			above = append(above, l)
		}
	}
	judged := above
	if len(judged) == 0 && len(body) > 0 {
		judged = body[:1]
	}
	align := make([]east.Alignment, len(spans))
	for i, sp := range spans {
		align[i] = alignedIn(judged, sp, spans, i)
	}
	cells := func(group []drawnLine) (row []drawnCell) {
		for i := range spans {
			cell := drawnCell{align: align[i]}
			for _, l := range group {
				cell.lines = append(cell.lines, l.cut(columnFrom(spans, i), columnTo(spans, i)))
			}
			row = append(row, cell)
		}
		return row
	}
	if len(above) > 0 {
		rows, head = append(rows, cells(above)), 1
	}
	several := closed && slices.ContainsFunc(body, drawnLine.blank) || longRule.MatchString(lines[0].text)
	for len(body) > 0 {
		k := 1
		if several {
			if k = slices.IndexFunc(body, drawnLine.blank); k < 0 {
				k = len(body)
			}
		}
		if k > 0 {
			rows = append(rows, cells(body[:k]))
		}
		body = body[max(k, 1):]
	}
	return rows, head
}

// columnFrom and columnTo are the ends of the text of a column, which reaches
// over the gap to the next one, by the rule that Pandoc cuts by.
func columnFrom(spans []columnSpan, i int) int {
	if i == 0 {
		return 0
	}
	return spans[i].from
}

func columnTo(spans []columnSpan, i int) int {
	if i == len(spans)-1 {
		return -1
	}
	return spans[i+1].from
}

// dashSpans finds the runs of dashes of a line.
func dashSpans(line string) (spans []columnSpan) {
	for i := 0; i < len(line); {
		n := len(line[i:]) - len(strings.TrimLeft(line[i:], "-"))
		if n > 0 {
			spans = append(spans, columnSpan{i, i + n})
		}
		i += max(n, 1)
	}
	return spans[:min(len(spans), maxColumns)]
}

// alignedIn judges how a column is aligned by where the words of its head stand
// above the dashes.
func alignedIn(lines []drawnLine, sp columnSpan, spans []columnSpan, i int) east.Alignment {
	left, right := true, true
	words := false
	for _, l := range lines {
		seg := l.cut(columnFrom(spans, i), columnTo(spans, i))
		v := l.text[seg.Start-l.start : seg.Stop-l.start]
		if strings.TrimSpace(v) == "" {
			continue
		}
		words = true
		first := seg.Start - l.start + len(v) - len(strings.TrimLeft(v, " "))
		last := seg.Start - l.start + len(strings.TrimRight(v, " "))
		left = left && l.columns[first] <= sp.from
		right = right && l.columns[last] >= sp.to
	}
	switch {
	case !words || left && right:
		return east.AlignNone
	case left:
		return east.AlignLeft
	case right:
		return east.AlignRight
	}
	return east.AlignCenter
}

// gridRows reads a table drawn as a grid. Cells that span rows or columns are a
// fault, with the offset of their line.
func (s *state) gridRows(n *drawnTable) (rows [][]drawnCell, head, at int, fault string) {
	lines := s.drawnLines(n)
	spans, align := gridColumns(lines[0].text)
	ruled := lines[0]
	var group []drawnLine
	for _, l := range lines[1:] {
		if strings.HasPrefix(strings.TrimSpace(l.text), "|") {
			for i := range spans {
				if !strings.HasPrefix(l.text[l.byteAt(spans[i].to):], "|") {
					return nil, 0, l.start, "a cell of this grid spans columns, or its | does not stand below the + of the first line"
				}
			}
			group = append(group, l)
			continue
		}
		here, colons := gridColumns(l.text)
		if !slices.Equal(here, spans) {
			return nil, 0, l.start, "a cell of this grid spans rows or columns"
		}
		if len(group) > 0 {
			var row []drawnCell
			for _, sp := range spans {
				cell := drawnCell{align: east.AlignNone}
				for _, g := range group {
					cell.lines = append(cell.lines, g.cut(sp.from, sp.to))
				}
				row = append(row, cell)
			}
			rows, group = append(rows, row), nil
		}
		if strings.Contains(l.text, "=") && head == 0 && len(rows) == 1 {
			head, align = 1, colons
		}
		ruled = l
	}
	if len(group) > 0 || ruled.start == lines[0].start {
		return nil, 0, n.start, fmt.Sprintf("no line %s closes this grid", strings.TrimSpace(lines[0].text))
	}
	for _, row := range rows {
		for i := range row {
			row[i].align = align[i]
		}
	}
	return rows, head, n.start, ""
}

// gridColumns finds the columns between the + of a line, and the alignment that
// colons at their ends ask for.
func gridColumns(line string) (spans []columnSpan, align []east.Alignment) {
	from := strings.IndexByte(line, '+') + 1
	for i := from; i < len(line) && len(spans) < maxColumns; i++ {
		if line[i] != '+' {
			continue
		}
		part := line[from:i]
		a := east.AlignNone
		switch left, right := strings.HasPrefix(part, ":"), strings.HasSuffix(part, ":"); {
		case left && right:
			a = east.AlignCenter
		case left:
			a = east.AlignLeft
		case right:
			a = east.AlignRight
		}
		spans, align = append(spans, columnSpan{from, i}), append(align, a)
		from = i + 1
	}
	return spans, align
}
