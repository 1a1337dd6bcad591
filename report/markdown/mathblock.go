package markdown

import (
	"bytes"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// A texBlock is displayed TeX while its lines are read.
type texBlock struct {
	gast.BaseBlock
	start  int
	from   int    // offset of the TeX
	end    string // of an environment: \end{...}
	label  string
	class  []string
	closed bool
	stop   bool // the closing line has been read
}

var kindTeXBlock = gast.NewNodeKind("texBlock")

func (n *texBlock) Kind() gast.NodeKind           { return kindTeXBlock }
func (n *texBlock) IsRaw() bool                   { return true }
func (n *texBlock) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// texBlocks reads $$ ... $$ at the start of a line, with a label behind, and
// the environments of AMS-LaTeX.
type texBlocks struct{}

func (texBlocks) Trigger() []byte             { return []byte{'$', '\\'} }
func (texBlocks) CanInterruptParagraph() bool { return true }
func (texBlocks) CanAcceptIndentedLine() bool { return false }

var environmentPattern = regexp.MustCompile(`^\\begin\{(equation|multline|gather|align|alignat|flalign|eqnarray|math|displaymath|matrix|pmatrix|bmatrix|Bmatrix|vmatrix|Vmatrix|smallmatrix|cases|array|split|aligned|gathered|alignedat|subequations|dmath)(\*?)\}`)

func (texBlocks) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	offset := seg.Start + pos - seg.Padding
	n := &texBlock{start: offset, from: offset}
	rest := line[pos:]
	if m := environmentPattern.FindSubmatch(rest); m != nil {
		n.end = `\end{` + string(m[1]) + string(m[2]) + "}"
		n.take(reader, seg, pos)
		return n, parser.NoChildren
	}
	if !bytes.HasPrefix(rest, []byte("$$")) || bytes.HasPrefix(rest, []byte("$$$")) {
		return nil, parser.NoChildren
	}
	if end := doubleDollar(rest[2:]); end == 0 {
		return nil, parser.NoChildren
	} else if end > 0 {
		label, class, length := equationLabel(ahead(rest[2+end+2:]))
		if strings.TrimSpace(string(rest[2+end+2+length:])) != "" {
			return nil, parser.NoChildren // goes on as text: displayed within a paragraph
		}
		n.label, n.class, n.from, n.closed, n.stop = label, class, offset+2, true, true
		n.Lines().Append(text.NewSegment(offset+2, offset+2+end))
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	n.from = offset + 2
	n.take(reader, seg, pos+2)
	return n, parser.NoChildren
}

// take reads a line from a position on, up to the end of the math if it is
// there.
func (n *texBlock) take(reader text.Reader, seg text.Segment, pos int) {
	line, _ := reader.PeekLine()
	rest := line[pos:]
	start := seg.Start + pos - seg.Padding
	end, width := doubleDollar(rest), 2
	if n.end != "" {
		end, width = bytes.Index(rest, []byte(n.end)), 0
		if end >= 0 {
			end += len(n.end)
		}
	}
	if end < 0 {
		n.Lines().Append(text.NewSegment(start, seg.Stop))
		reader.AdvanceToEOL()
		return
	}
	n.Lines().Append(text.NewSegment(start, start+end))
	label, class, length := equationLabel(ahead(rest[end+width:]))
	n.label, n.class, n.closed, n.stop = label, class, true, true
	after := rest[end+width+length:]
	if len(bytes.TrimSpace(after)) == 0 {
		reader.AdvanceToEOL()
		return
	}
	// The sentence goes on: a paragraph begins here.
	reader.Advance(pos + end + width + length)
}

func (texBlocks) Continue(node gast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*texBlock)
	if n.stop {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	pos := 0
	for pos < len(line)-1 && seg.Padding > 0 && pos < seg.Padding {
		pos++
	}
	n.take(reader, seg, pos)
	if n.stop {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

func (texBlocks) Close(node gast.Node, reader text.Reader, pc parser.Context) {
	n := node.(*texBlock)
	s := stateOf(pc, reader.Source())
	parent := n.Parent()
	var put gast.Node
	if !n.closed {
		hint := "add $$ where it ends"
		msg := "no $$ closes the equation begun here"
		if n.end != "" {
			msg = "no " + n.end + " closes the environment begun here"
			hint = "add a line " + n.end
		}
		put = s.badBlock("equation-unclosed", s.at(n.start), hint, msg)
	} else {
		put = s.texMath(n)
	}
	put.SetPos(n.start)
	put.SetBlankPreviousLines(n.HasBlankPreviousLines())
	parent.InsertBefore(parent, n, put)
	parent.RemoveChild(parent, n)
}

func (s *state) texMath(n *texBlock) *ast.MathBlock {
	tex := s.text(n.Lines().Sliced(0, n.Lines().Len()))
	var m *ast.MathBlock
	if n.end == subequationsEnd {
		inner, label := subequations(tex)
		m = texDisplay(inner, s.at(n.from), s.at(n.start))
		m.Parts, m.Label = true, label
	} else {
		m = s.mathBlock(tex, s.at(n.from), s.at(n.start))
	}
	if n.label != "" {
		m.Label = n.label
	}
	m.Classes = n.class
	if strings.HasSuffix(n.end, "*}") {
		m.Numbered = false
	}
	return m
}

const (
	subequationsBegin = `\begin{subequations}`
	subequationsEnd   = `\end{subequations}`
)

// subequations takes the environment off what stands in it, and the label that
// it has itself.
func subequations(tex string) (inner, label string) {
	inner = blanked(tex, 0, len(subequationsBegin))
	if end := strings.LastIndex(inner, subequationsEnd); end >= 0 {
		inner = blanked(inner, end, end+len(subequationsEnd))
	}
	first := strings.TrimLeft(inner, " \t\n")
	if !strings.HasPrefix(first, `\label{`) {
		return inner, ""
	}
	start := len(inner) - len(first)
	n := strings.IndexByte(first, '}')
	if n < 0 || !isLabel(first[len(`\label{`):n]) {
		return inner, ""
	}
	return blanked(inner, start, start+n+1), normaliseLabel(first[len(`\label{`):n])
}
