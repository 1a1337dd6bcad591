package markdown

import (
	"slices"
	"sync"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"reckon/report/markdown/ast"
)

// maxInline bounds text within text: a role in a span in a role.
const maxInline = 12

var segmentsKey = parser.NewContextKey()

// segmentsBlock is the only block of a text that has none: it takes the
// segments in the context as they are.
type segmentsBlock struct{}

func (segmentsBlock) Trigger() []byte { return nil }

func (segmentsBlock) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	segs, _ := pc.Get(segmentsKey).([]text.Segment)
	n := gast.NewTextBlock()
	n.Lines().AppendAll(segs)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (segmentsBlock) Continue(gast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}
func (segmentsBlock) Close(gast.Node, text.Reader, parser.Context) {}
func (segmentsBlock) CanInterruptParagraph() bool                  { return false }
func (segmentsBlock) CanAcceptIndentedLine() bool                  { return true }

// A lineReader has one line of its own for the block stage and the whole source
// for the inline stage.
type lineReader struct {
	text.Reader
	source []byte
}

func (r lineReader) Source() []byte { return r.source }

// A fragmentContext has delimiters of its own and the references of the
// manuscript; headings serve behind them.
type fragmentContext struct {
	parser.Context
	outer    parser.Context
	headings map[string]string
}

func (c fragmentContext) Reference(label string) (parser.Reference, bool) {
	r, ok := c.Context.Reference(label)
	if !ok && c.outer != nil {
		r, ok = c.outer.Reference(label)
	}
	if !ok && c.headings != nil {
		var anchor string
		if anchor, ok = c.headings[label]; ok {
			r = parser.NewReference([]byte(label), []byte("#"+anchor), nil)
		}
	}
	return r, ok
}

var inlineOnly = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(segmentsBlock{}, 1)),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), inlineParsers()...)...),
	)
})

func (s *state) fragment() fragmentContext {
	pc := fragmentContext{parser.NewContext(), s.context, s.headings}
	pc.Set(stateKey, s)
	return pc
}

// inlineInto reads segments of the source as text with markup and puts what it
// finds into a node.
func (s *state) inlineInto(into gast.Node, segs []text.Segment) {
	segs = slices.DeleteFunc(slices.Clone(segs), func(seg text.Segment) bool { return seg.IsEmpty() })
	if len(segs) == 0 {
		return
	}
	if s.depth >= maxInline {
		for _, seg := range segs {
			into.AppendChild(into, gast.NewTextSegment(seg))
		}
		return
	}
	saved := s.work
	s.depth++
	pc := s.fragment()
	pc.Set(segmentsKey, segs)
	doc := inlineOnly().Parse(lineReader{text.NewReader([]byte("x")), s.src}, parser.WithContext(pc))
	s.depth--
	s.work = saved
	moveChildren(into, doc.FirstChild())
}

// inlineText adds a text to the arena and reads it; the result is a paragraph.
func (s *state) inlineRange(start, stop int) gast.Node {
	p := gast.NewParagraph()
	var segs []text.Segment
	for start < stop {
		end := start
		for end < stop && s.src[end] != '\n' {
			end++
		}
		next := min(end+1, stop)
		seg := text.NewSegment(start, next)
		if seg = seg.TrimLeftSpace(s.src); !seg.IsEmpty() {
			segs = append(segs, seg)
		}
		start = next
	}
	if n := len(segs); n > 0 {
		segs[n-1] = segs[n-1].TrimRightSpace(s.src)
	}
	p.Lines().AppendAll(segs)
	s.inlineInto(p, segs)
	return p
}

// blocks reads a range of the arena as Markdown with blocks.
func (s *state) blocks(start, stop int) *gast.Document {
	pc := s.fragment()
	saved := s.work
	doc := manuscript().Parse(readerAt(s.src, start, stop), parser.WithContext(pc)).(*gast.Document)
	s.work = saved
	return doc
}

// readerAt reads a range of a source.
func readerAt(src []byte, start, stop int) text.Reader {
	r := text.NewReader(src[:stop])
	r.SetPosition(-1, text.NewSegment(start, start))
	r.AdvanceLine()
	return r
}

func withContext(pc parser.Context) parser.ParseOption { return parser.WithContext(pc) }

func partOf(body gast.Node, part string) *ast.Div {
	for c := body.FirstChild(); c != nil; c = c.NextSibling() {
		if d, ok := c.(*ast.Div); ok && d.Part == part {
			return d
		}
	}
	return nil
}

func moveChildren(into, from gast.Node) {
	if from == nil {
		return
	}
	for c := from.FirstChild(); c != nil; {
		next := c.NextSibling()
		into.AppendChild(into, c)
		c = next
	}
}

// paragraph makes a paragraph of nodes.
func paragraph(nodes ...gast.Node) *gast.Paragraph {
	p := gast.NewParagraph()
	for _, n := range nodes {
		p.AppendChild(p, n)
	}
	return p
}

// captionOf wraps blocks in a caption.
func captionOf(blocks ...gast.Node) *ast.Caption {
	c := &ast.Caption{}
	for _, b := range blocks {
		c.AppendChild(c, b)
	}
	return c
}

// scalarInline reads a string of the front matter as text in a line.
func (s *state) scalarInline(v Scalar, f *FrontMatter) gast.Node {
	start, stop := s.scalarRange(v, f)
	return s.inlineRange(start, stop)
}

// scalarBlocks reads a string of the front matter as blocks.
func (s *state) scalarBlocks(v Scalar, f *FrontMatter) gast.Node {
	start, stop := s.scalarRange(v, f)
	return s.blocks(start, stop)
}
