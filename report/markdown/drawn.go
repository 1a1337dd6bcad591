package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// A drawnTable is one of the tables that Pandoc and reStructuredText draw with
// characters, while its lines are read: a grid of +---+ and |, or columns under
// rows of dashes, with one line or several for each row.
type drawnTable struct {
	gast.BaseBlock
	start, stop int // offsets of its first line and behind its last one
	grid        bool
	rows        int // of lines of the head above the row of dashes; -1: no head
}

var kindDrawnTable = gast.NewNodeKind("drawnTable")

func (n *drawnTable) Kind() gast.NodeKind           { return kindDrawnTable }
func (n *drawnTable) IsRaw() bool                   { return true }
func (n *drawnTable) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// drawnTables finds such tables by looking ahead, where a block may begin.
// Parsers that ask for any first character come last of all in goldmark, so
// most are named.
type drawnTables struct{ named bool }

func (d drawnTables) Trigger() (first []byte) {
	for c := byte('!'); d.named && c <= '~'; c++ {
		first = append(first, c)
	}
	return first
}

func (drawnTables) CanInterruptParagraph() bool { return false }
func (drawnTables) CanAcceptIndentedLine() bool { return true }

var (
	gridRule   = regexp.MustCompile(`^ *\+(:?[-=]+:?\+)+ *$`)
	dashedRule = regexp.MustCompile(`^ *(-+ +)*(--+ +-+|-+ +--+)( +-+)* *$`) // - - - is a thematic break
	longRule   = regexp.MustCompile(`^ *-{3,} *$`)
)

func (drawnTables) Open(parent gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	first := bytes.TrimLeft(line, " ")
	if parent.Kind() == gast.KindList || len(first) == 0 || first[0] == '\n' || seg.Padding > 0 {
		return nil, parser.NoChildren
	}
	src := reader.Source()
	if first[0] != '+' && first[0] != '-' && !dashedBelow(src, seg.Stop) {
		return nil, parser.NoChildren
	}
	s := stateOf(pc, src)
	start := lineStart(src, seg.Start)
	if s.foreign || len(bytes.TrimSpace(src[start:seg.Start])) > 0 {
		return nil, parser.NoChildren // in a quotation: its lines do not begin here
	}
	n := drawnAt(src, start)
	if n == nil {
		return nil, parser.NoChildren
	}
	n.start = start
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (drawnTables) Continue(node gast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, seg := reader.PeekLine(); seg.Start >= node.(*drawnTable).stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (drawnTables) Close(gast.Node, text.Reader, parser.Context) {}

// dashedBelow tells whether the line at an offset parts columns by dashes.
func dashedBelow(src []byte, offset int) bool {
	if offset >= len(src) {
		return false
	}
	line, _, _ := strings.Cut(ahead(src[offset:]), "\n")
	return strings.HasPrefix(strings.TrimLeft(line, " "), "-") && dashedRule.MatchString(line)
}

// drawnAt judges the lines from an offset on; nil when they draw no table.
func drawnAt(src []byte, start int) *drawnTable {
	l := lineScanner{src: src, next: start}
	first, _ := l.line()
	switch {
	case gridRule.MatchString(first):
		for {
			line, ok := l.line()
			bare := strings.TrimSpace(line)
			if !ok || bare == "" || bare[0] != '|' && bare[0] != '+' {
				break
			}
			if gridRule.MatchString(line) {
				l.mark()
			}
		}
		return l.table(true, 0)
	case dashedRule.MatchString(first):
		return headless(&l)
	case longRule.MatchString(first):
		return multiline(&l)
	}
	if line, _ := l.line(); !dashedRule.MatchString(line) {
		return nil
	}
	for { // a row a line, to an empty line or a row of dashes
		line, ok := l.line()
		if !ok || strings.TrimSpace(line) == "" {
			return l.table(false, 1)
		}
		l.mark()
		if dashedRule.MatchString(line) {
			return l.table(false, 1)
		}
	}
}

// headless reads columns without a head, up to the closing row of dashes.
func headless(l *lineScanner) *drawnTable {
	rows := 0
	for {
		line, ok := l.line()
		if !ok || rows > maxRows {
			return nil
		}
		if dashedRule.MatchString(line) || longRule.MatchString(line) {
			if rows == 0 {
				return nil
			}
			l.mark()
			return l.table(false, -1)
		}
		rows++
	}
}

// multiline reads a head of several lines between a row of dashes and one that
// shows the columns, then rows, to a row of dashes before an empty line.
func multiline(l *lineScanner) *drawnTable {
	head := 0
	for {
		line, ok := l.line()
		if !ok || strings.TrimSpace(line) == "" || head > maxHeadLines {
			return nil
		}
		if dashedRule.MatchString(line) {
			break
		}
		head++
	}
	if head == 0 {
		return nil
	}
	for rows := 0; ; rows++ {
		line, ok := l.line()
		if !ok || rows > maxRows {
			return nil
		}
		if (longRule.MatchString(line) || dashedRule.MatchString(line)) && rows > 0 {
			l.mark()
			return l.table(false, head+1)
		}
	}
}

// maxHeadLines bounds the lines of a head, which are looked for behind every
// thematic break.
const maxHeadLines = 20

// A lineScanner reads lines ahead.
type lineScanner struct {
	src        []byte
	next, last int // offset of the next line; behind the last line marked
}

func (l *lineScanner) line() (string, bool) {
	if l.next >= len(l.src) {
		return "", false
	}
	line, _, _ := bytes.Cut(l.src[l.next:], []byte("\n"))
	l.next = min(l.next+len(line)+1, len(l.src))
	return string(line), true
}

// mark makes the line read last belong to the table.
func (l *lineScanner) mark() { l.last = l.next }

func (l *lineScanner) table(grid bool, head int) *drawnTable {
	if l.last == 0 {
		return nil
	}
	return &drawnTable{stop: l.last, grid: grid, rows: head}
}

// A drawnCell is the text of a cell, line by line.
type drawnCell struct {
	lines []text.Segment
	align east.Alignment
}

// drawn puts the table that was drawn into its place.
func (s *state) drawn(n *drawnTable) {
	var rows [][]drawnCell
	var head int
	var fault string
	at := n.start
	if n.grid {
		rows, head, at, fault = s.gridRows(n)
	} else {
		rows, head = s.columnRows(n)
	}
	parent := n.Parent()
	var put gast.Node
	if fault != "" || len(rows) == 0 {
		if fault == "" {
			fault = "this table has no rows"
		}
		put = s.badBlock("table-malformed", s.at(at), "write rows of | cells | with a line of |---| below the head", fault)
	} else {
		put = s.drawnRows(rows, head, n.start)
	}
	put.SetPos(n.start)
	put.SetBlankPreviousLines(n.HasBlankPreviousLines())
	parent.ReplaceChild(parent, n, put)
}

func (s *state) drawnRows(rows [][]drawnCell, head, pos int) gast.Node {
	c := directiveCall{state: s, d: &directive{start: pos}}
	var cells [][]*east.TableCell
	for _, row := range rows[:min(len(rows), maxRows)] {
		var list []*east.TableCell
		for _, cell := range row {
			list = append(list, c.drawnCell(cell))
		}
		cells = append(cells, list)
	}
	t := c.rows(cells, head)
	for i, cell := range rows[0] {
		t.Alignments[i] = cell.align
	}
	return t
}

// cellBlock begins a block other than a paragraph.
var cellBlock = regexp.MustCompile("^(?:[-*+>] |\\d{1,9}[.)] |#\\. |\\(@|```|~~~|:::|\\$\\$)")

// drawnCell reads the lines of a cell: where they are one paragraph, as they
// stand, else as blocks without the indentation that they have in common.
func (c *directiveCall) drawnCell(d drawnCell) *east.TableCell {
	cell := newCell()
	cell.Alignment = d.align
	var lines, all []text.Segment // without and with empty ones between
	blocks, gap, indent := false, 0, -1
	for _, seg := range d.lines {
		trimmed := seg.TrimRightSpace(c.src)
		trimmed = trimmed.TrimLeftSpace(c.src)
		if trimmed.IsEmpty() {
			gap++
			continue
		}
		if len(lines) > 0 && gap > 0 {
			blocks = true
			all = append(all, text.NewSegment(seg.Start, seg.Start))
		}
		blocks, gap = blocks || cellBlock.Match(trimmed.Value(c.src)), 0
		if n := trimmed.Start - seg.Start; indent < 0 || n < indent {
			indent = n
		}
		all = append(all, seg.WithStop(trimmed.Stop))
		lines = append(lines, trimmed)
	}
	if len(lines) == 0 {
		return cell
	}
	if !blocks {
		start := len(c.src)
		for _, seg := range lines { // spaces stand for what is before the cell, so that columns stay
			line := lineStart(c.src, seg.Start)
			before := strings.Repeat(" ", utf8.RuneCount(c.src[line:seg.Start]))
			c.piece(before+string(seg.Value(c.src))+"\n", c.at(line))
		}
		p := c.inlineRange(start, c.end())
		cell.SetPos(lines[0].Start)
		moveChildren(cell, p)
		c.tidy(cell)
		return cell
	}
	start := len(c.src)
	for i, seg := range all {
		v := string(seg.Value(c.src))
		v = strings.TrimRight(v[min(indent, len(v)):], " ")
		if i < len(all)-1 {
			v += "\n"
		}
		c.piece(v, c.at(seg.Start+min(indent, seg.Len())))
	}
	item := c.cellOf(c.state.blocks(start, c.end()))
	item.Alignment = d.align
	item.SetPos(start)
	return item
}

// listInCell makes lines of the items of a list within a cell.
func (c *directiveCall) listInCell(cell *east.TableCell, list *gast.List) {
	number := list.Start
	for li := list.FirstChild(); li != nil; li = li.NextSibling() {
		label := "• "
		if list.IsOrdered() {
			label = ast.NumberingOf(list).Label(number) + " "
			number++
		}
		first := true
		for b := li.FirstChild(); b != nil; b = b.NextSibling() {
			if sub, ok := b.(*gast.List); ok {
				c.listInCell(cell, sub)
				continue
			}
			breakLine(cell)
			if first {
				cell.AppendChild(cell, gast.NewString([]byte(label)))
				first = false
			}
			moveChildren(cell, b)
		}
	}
}

// breakLine begins another line in a cell that has one.
func breakLine(cell gast.Node) {
	if cell.LastChild() == nil {
		return
	}
	br := gast.NewText()
	br.SetHardLineBreak(true)
	cell.AppendChild(cell, br)
}
