package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// transformer turns what the parsers left half done into nodes of the tree,
// when all text has been read.
type transformer struct{}

func (transformer) Transform(doc *gast.Document, reader text.Reader, pc parser.Context) {
	s := stateOf(pc, reader.Source())
	s.mergeTexts(doc)
	s.tidy(doc)
	s.breaks(doc)
	if s.foreign {
		s.numberNotes(doc)
	}
}

// tidy visits a tree from the leaves up: a directive is converted when all it
// holds is.
func (s *state) tidy(n gast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		s.tidy(c)
		s.settle(c)
		c = next
	}
}

func (s *state) settle(n gast.Node) {
	parent := n.Parent()
	switch n := n.(type) {
	case *directive:
		s.convert(n)
	case *drawnTable:
		s.drawn(n)
	case *verse:
		s.verse(n)
	case *gast.RawHTML:
		s.htmlImage(n)
	case *gast.HTMLBlock:
		s.htmlBlock(n)
	case *texFloat:
		s.texFloat(n)
	case *texLine:
		parent.RemoveChild(parent, n)
	case *ast.MathBlock:
		if s.definesOnly(n.TeX) {
			parent.RemoveChild(parent, n)
		}
	case *ast.Math:
		if s.definesOnly(n.TeX) {
			parent.RemoveChild(parent, n)
		}
	case *dropped:
		parent.RemoveChild(parent, n)
	case *displayMath:
		if parent.Kind() == gast.KindParagraph || parent.Kind() == gast.KindTextBlock {
			return // with the paragraph
		}
		m := &ast.Math{TeX: n.math.TeX, Src: n.math.Src}
		m.At = n.math.At
		m.SetPos(n.Pos())
		parent.ReplaceChild(parent, n, m)
	case *gast.Paragraph:
		if n.FirstChild() == nil && parent != nil {
			parent.RemoveChild(parent, n) // it held definitions alone
			return
		}
		s.splitDisplays(n)
	case *gast.TextBlock:
		s.splitDisplays(n)
	case *gast.Blockquote:
		s.attribution(n)
	case *gast.Link:
		s.uncite(n)
	case *gast.FencedCodeBlock:
		s.openCode(n)
	}
}

// uncite turns citations within a link back into words: a link leads to one
// place.
func (s *state) uncite(link gast.Node) {
	walk(link, func(n gast.Node) {
		c, ok := n.(*ast.Cite)
		if !ok || !c.Narrative && !c.Items[0].SuppressAuthor || n.Pos() < 0 {
			return
		}
		start := n.Pos()
		stop := start + strings.IndexByte(ahead(s.src[start:]), '@') + 1
		if _, length := citeKey(ahead(s.src[stop:])); length > 0 {
			stop += length
		}
		n.Parent().ReplaceChild(n.Parent(), n, gast.NewTextSegment(text.NewSegment(start, min(stop, len(s.src)))))
	})
}

// splitDisplays takes displayed math out of a paragraph, which becomes two.
func (s *state) splitDisplays(p gast.Node) {
	var displays []*displayMath
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		if d, ok := c.(*displayMath); ok {
			displays = append(displays, d)
		}
	}
	if len(displays) == 0 {
		return
	}
	parent := p.Parent()
	lines := p.Lines()
	piece := newPiece(p)
	flush := func(end int) {
		trimEnds(piece)
		if piece.FirstChild() == nil {
			return
		}
		start := max(piece.FirstChild().Pos(), 0)
		piece.Lines().Append(text.NewSegment(start, max(start, end)))
		parent.InsertBefore(parent, p, piece)
		piece = newPiece(p)
	}
	for c := p.FirstChild(); c != nil; {
		next := c.NextSibling()
		if d, ok := c.(*displayMath); ok {
			flush(d.Pos())
			d.math.SetPos(d.Pos())
			parent.InsertBefore(parent, p, d.math)
		} else {
			piece.AppendChild(piece, c)
		}
		c = next
	}
	flush(lines.At(lines.Len() - 1).Stop)
	parent.RemoveChild(parent, p)
}

func newPiece(p gast.Node) gast.Node {
	if p.Kind() == gast.KindTextBlock {
		return gast.NewTextBlock()
	}
	return gast.NewParagraph()
}

// trimEnds drops line breaks at the ends of a piece of a paragraph, and empty
// text.
func trimEnds(p gast.Node) {
	for {
		t, ok := p.FirstChild().(*gast.Text)
		if !ok || !t.Segment.IsEmpty() {
			break
		}
		p.RemoveChild(p, t)
	}
	for {
		t, ok := p.LastChild().(*gast.Text)
		if !ok {
			return
		}
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		if !t.Segment.IsEmpty() {
			return
		}
		p.RemoveChild(p, t)
	}
}

// breaks groups the blocks behind +++ {"part": "abstract"} and drops other
// breaks.
func (s *state) breaks(doc gast.Node) {
	var part *ast.Div
	for c := doc.FirstChild(); c != nil; {
		next := c.NextSibling()
		if b, ok := c.(*blockBreak); ok {
			part = nil
			if name := b.part(); name != "" {
				part = placed(s, &ast.Div{Part: name}, max(b.Pos(), 0))
				doc.InsertBefore(doc, b, part)
			}
			doc.RemoveChild(doc, b)
		} else if part != nil && c.Kind() != east.KindFootnoteList {
			part.AppendChild(part, c)
		}
		c = next
	}
	walk(doc, func(n gast.Node) {
		if n.Kind() == kindBlockBreak {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	})
}

// attribution marks the last paragraph of a quotation that begins with --.
func (s *state) attribution(q gast.Node) {
	p, ok := q.LastChild().(*gast.Paragraph)
	if !ok || p.PreviousSibling() == nil {
		return
	}
	t, ok := p.FirstChild().(*gast.Text)
	if !ok {
		return
	}
	v := t.Segment.Value(s.src)
	n := runOf(v, '-')
	if n < 2 || n > 3 || len(v) <= n || v[n] == '-' {
		return
	}
	p.SetAttributeString("class", []byte("attribution"))
	t.Segment.Start += n
	for t.Segment.Start < t.Segment.Stop && s.src[t.Segment.Start] == ' ' {
		t.Segment.Start++
	}
	p.InsertBefore(p, t, gast.NewString([]byte("— ")))
}

// mergeTexts joins texts that follow each other in the source, which goldmark
// cuts wherever a parser has looked.
func (s *state) mergeTexts(root gast.Node) {
	walk(root, func(n gast.Node) {
		t, ok := n.(*gast.Text)
		if !ok {
			return
		}
		prev, ok := t.PreviousSibling().(*gast.Text)
		if !ok || prev.SoftLineBreak() || prev.HardLineBreak() || prev.IsRaw() || t.IsRaw() || prev.Segment.Stop != t.Segment.Start || t.Segment.Padding != 0 {
			return
		}
		t.Segment = prev.Segment.WithStop(t.Segment.Stop)
		if (t.SoftLineBreak() || t.HardLineBreak()) && !hasPrefixByte(s.src[t.Segment.Stop:], '\\') {
			t.Segment = t.Segment.TrimRightSpace(s.src)
		}
		t.SetPos(t.Segment.Start)
		t.Parent().RemoveChild(t.Parent(), prev)
	})
}
