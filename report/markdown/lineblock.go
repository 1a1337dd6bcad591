package markdown

import (
	"bytes"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A verse is a block of lines that begin with |, whose ends and indentation
// count.
type verse struct {
	gast.BaseBlock
	rows [][]text.Segment // a line of the verse may go on over several
	stop int
}

var kindVerse = gast.NewNodeKind("verse")

func (n *verse) Kind() gast.NodeKind           { return kindVerse }
func (n *verse) IsRaw() bool                   { return true }
func (n *verse) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// lineBlocks reads Pandoc's line blocks. Rows of a table also begin with |.
type lineBlocks struct{}

func (lineBlocks) Trigger() []byte             { return []byte{'|'} }
func (lineBlocks) CanInterruptParagraph() bool { return false }
func (lineBlocks) CanAcceptIndentedLine() bool { return false }

func (lineBlocks) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	s := stateOf(pc, reader.Source())
	pos := pc.BlockOffset()
	if pos < 0 || s.foreign || !barred(line[pos:]) {
		return nil, parser.NoChildren
	}
	n := &verse{}
	src := reader.Source()
	for at := seg.Start + pos - seg.Padding; at < len(src); at = n.stop {
		row, _, _ := bytes.Cut(src[at:], []byte("\n"))
		body := bytes.TrimLeft(row, " ")
		from := at + len(row) - len(body)
		switch {
		case barred(body):
			n.rows = append(n.rows, []text.Segment{text.NewSegment(min(from+2, at+len(row)), at+len(row))})
		case len(body) > 0 && len(body) < len(row):
			last := len(n.rows) - 1
			n.rows[last] = append(n.rows[last], text.NewSegment(from, at+len(row)))
		case len(body) == 0:
			reader.AdvanceToEOL()
			return n, parser.NoChildren
		default:
			return nil, parser.NoChildren
		}
		if delimiterRow(string(row)) != nil || tableRow(body) {
			return nil, parser.NoChildren
		}
		n.stop = min(at+len(row)+1, len(src))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// barred tells whether a line begins with a bar and a space.
func barred(line []byte) bool {
	return len(line) > 0 && line[0] == '|' && (len(line) == 1 || isSpace(line[1]))
}

// tableRow tells whether a line ends with a bar too.
func tableRow(line []byte) bool {
	line = bytes.TrimRight(line, " ")
	return len(line) > 1 && line[len(line)-1] == '|'
}

func (lineBlocks) Continue(node gast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, seg := reader.PeekLine(); seg.Start >= node.(*verse).stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (lineBlocks) Close(gast.Node, text.Reader, parser.Context) {}

// verse makes a paragraph with forced breaks of a line block.
func (s *state) verse(n *verse) {
	p := gast.NewParagraph()
	for i, row := range n.rows {
		if i > 0 {
			br := gast.NewText()
			br.SetHardLineBreak(true)
			p.AppendChild(p, br)
		}
		v := row[0].Value(s.src)
		if indent := len(v) - len(bytes.TrimLeft(v, " ")); indent > 0 {
			p.AppendChild(p, gast.NewString([]byte(strings.Repeat("\u00a0", indent))))
			row[0].Start += indent
		}
		for j, seg := range row {
			if j > 0 {
				p.AppendChild(p, gast.NewString([]byte(" ")))
			}
			s.inlineInto(p, []text.Segment{seg})
		}
	}
	p.SetPos(n.rows[0][0].Start)
	p.Lines().Append(text.NewSegment(n.rows[0][0].Start, max(n.rows[0][0].Start, n.stop)))
	p.SetBlankPreviousLines(n.HasBlankPreviousLines())
	n.Parent().ReplaceChild(n.Parent(), n, p)
	s.tidy(p)
	s.splitDisplays(p)
}
