package markdown

import (
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// captions makes figures of what Pandoc and Quarto write without directives: an
// image alone in a paragraph, and a table with a paragraph `: Caption` or
// `Table: Caption` below or above it.
func (s *state) captions(root gast.Node) {
	walk(root, func(n gast.Node) {
		if p, ok := n.(*gast.Paragraph); ok && !s.foreign {
			figureLines(p)
		}
	})
	walk(root, func(n gast.Node) {
		switch n := n.(type) {
		case *gast.Paragraph, *gast.TextBlock:
			s.imageAlone(n)
		case *gast.Image:
			s.imageInLine(n)
		case *east.Table:
			s.tableCaption(n)
		case *gast.FencedCodeBlock:
			s.codeCaption(n)
		}
	})
}

// captioned gives the tables and the code among blocks their own captions, which
// are not words of what holds them.
func (s *state) captioned(blocks []gast.Node) (kept []gast.Node) {
	if s.foreign {
		return blocks
	}
	parent := gast.NewDocument()
	tables := 0
	for _, b := range blocks {
		if b.Kind() == east.KindTable || b.Kind() == gast.KindFencedCodeBlock {
			tables++
		}
		parent.AppendChild(parent, b)
	}
	if tables > 1 { // of one table the caption is that of the whole
		for _, b := range blocks {
			switch b := b.(type) {
			case *east.Table:
				s.tableCaption(b)
			case *gast.FencedCodeBlock:
				s.codeCaption(b)
			}
		}
	}
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		kept = append(kept, c)
		c = next
	}
	return kept
}

// imageAlone makes a figure of an image alone in a paragraph: its words are the
// caption. Without words and label it is only an image.
func (s *state) imageAlone(p gast.Node) {
	imgs := imagesOf(p)
	parent := p.Parent()
	if len(imgs) == 0 || parent == nil || parent.Kind() == ast.KindCaption {
		return
	}
	for _, img := range imgs {
		var n gast.Node
		label, _ := idAndClass(img)
		switch {
		case parent.Kind() == ast.KindFigure, label == "" && img.FirstChild() == nil:
			n = s.imageBlock(img)
		default:
			n = s.imageFigure(img)
		}
		parent.InsertBefore(parent, p, n)
	}
	parent.RemoveChild(parent, p)
}

// figureLines parts a paragraph where an image with a label stands alone on a
// line: it is a figure, though no empty lines are around it.
func figureLines(p *gast.Paragraph) {
	for c := p.FirstChild(); c != nil && p.Parent() != nil; c = c.NextSibling() {
		img, ok := c.(*gast.Image)
		before, after := c.PreviousSibling(), c.NextSibling()
		if !ok || !hasLabel(img) || !endsLine(before) || !startsLine(after) || before == nil && after == nil {
			continue
		}
		parent := p.Parent()
		figure := paragraph(img)
		figure.SetPos(img.Pos())
		parent.InsertAfter(parent, p, figure)
		if after != nil {
			rest := paragraph()
			for n := after; n != nil; n = after {
				after = n.NextSibling()
				rest.AppendChild(rest, n)
			}
			rest.RemoveChild(rest, rest.FirstChild()) // the end of the image's line
			if first := rest.FirstChild(); first != nil {
				rest.SetPos(first.Pos())
				parent.InsertAfter(parent, figure, rest)
				figureLines(rest)
			}
		}
		if t, ok := p.LastChild().(*gast.Text); ok {
			t.SetSoftLineBreak(false)
		}
		if p.FirstChild() == nil {
			parent.RemoveChild(parent, p)
		}
		return
	}
}

func hasLabel(img *gast.Image) bool {
	if label, _ := idAndClass(img); label != "" {
		return true
	}
	for c := img.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == kindTeXLabel {
			return true
		}
	}
	return false
}

// endsLine tells whether a line ends behind a node, or nothing is there.
func endsLine(n gast.Node) bool {
	t, ok := n.(*gast.Text)
	return n == nil || ok && (t.SoftLineBreak() || t.HardLineBreak())
}

// startsLine tells whether a line ends before the words of a node.
func startsLine(n gast.Node) bool {
	t, ok := n.(*gast.Text)
	return n == nil || ok && t.Segment.IsEmpty() && (t.SoftLineBreak() || t.HardLineBreak())
}

// imageInLine makes an inset of an image among words. One from elsewhere is
// not fetched.
func (s *state) imageInLine(img *gast.Image) {
	for p := img.Parent(); p != nil; p = p.Parent() {
		if len(imagesOf(p)) > 0 {
			return
		}
	}
	if elsewhere.Match(img.Destination) {
		at := s.destinationAt(img.Pos(), string(img.Destination))
		s.warn("image-in-line", at, "save it beside the manuscript", "an image from the network prints as its words")
		return
	}
	n := placed(s, &ast.Inset{Image: s.imageBlock(img)}, max(img.Pos(), 0))
	img.Parent().ReplaceChild(img.Parent(), img, n)
}

var elsewhere = regexp.MustCompile(`(?i)^([a-z][a-z0-9+.-]*:|//)`)

// tableCaption finds the caption of a table beside it.
func (s *state) tableCaption(t *east.Table) {
	parent := t.Parent()
	if parent.Kind() == ast.KindFigure {
		return
	}
	p, ok := t.NextSibling().(*gast.Paragraph)
	if !ok || !s.cutCaption(p) {
		if p, ok = t.PreviousSibling().(*gast.Paragraph); !ok || !s.cutCaption(p) {
			return
		}
	}
	f := placed(s, &ast.Figure{Of: "table"}, t.Pos())
	s.captionAttributes(f, p)
	parent.InsertBefore(parent, t, f)
	f.AppendChild(f, t)
	caption := placed(s, captionOf(p), max(p.Pos(), 0))
	f.AppendChild(f, caption)
}

// codeCaption makes a figure of code below which stands `: Caption`, and reads
// Pandoc's attributes of fences.
func (s *state) codeCaption(code *gast.FencedCodeBlock) {
	p, ok := code.NextSibling().(*gast.Paragraph)
	parent := code.Parent()
	if !ok || parent.Kind() == ast.KindFigure || !s.cutCaption(p) {
		return
	}
	n := placed(s, &ast.Listing{Language: string(code.Language(s.src)), FirstLine: 1}, max(code.Pos(), 0))
	n.Code = string(code.Lines().Value(s.src))
	f := placed(s, &ast.Figure{Of: "code"}, max(code.Pos(), 0))
	s.captionAttributes(f, p)
	parent.ReplaceChild(parent, code, f)
	f.AppendChild(f, n)
	f.AppendChild(f, placed(s, captionOf(p), max(p.Pos(), 0)))
}

// cutCaption takes the mark of a caption off the beginning of a paragraph. It
// is false for other paragraphs.
func (s *state) cutCaption(p *gast.Paragraph) bool {
	t, ok := p.FirstChild().(*gast.Text)
	if !ok {
		return false
	}
	v := string(t.Segment.Value(s.src))
	n := captionMark(v)
	if n == 0 || n == len(v) && t.NextSibling() == nil {
		return false
	}
	rest := v[n:]
	t.Segment.Start += len(v) - len(strings.TrimLeft(rest, " \t"))
	if next, ok := t.NextSibling().(*gast.Text); ok && rest == "" {
		next.Segment = next.Segment.TrimLeftSpace(s.src)
	}
	return true
}

// captionMark is the length of the mark that begins a caption; 0 without.
func captionMark(line string) int {
	for _, mark := range []string{":", "Table:", "table:"} {
		if rest, ok := strings.CutPrefix(line, mark); ok && (rest == "" || isSpace(rest[0])) {
			return len(mark)
		}
	}
	return 0
}

// captionAttributes moves {#label .class} from the end of a caption to its
// figure.
func (s *state) captionAttributes(f *ast.Figure, p *gast.Paragraph) {
	t, ok := p.LastChild().(*gast.Text)
	if !ok {
		return
	}
	first := t // an attribute list may be cut into several texts at its spaces
	for {
		prev, ok := first.PreviousSibling().(*gast.Text)
		if !ok || prev.Segment.Stop != first.Segment.Start || prev.SoftLineBreak() {
			break
		}
		first = prev
	}
	start := first.Segment.Start
	line := string(s.src[start:t.Segment.Stop])
	open, attrs, ok := trailingAttributes(line)
	if !ok {
		return
	}
	f.Labelled = attrs.attributes()
	for _, pair := range attrs.pairs {
		f.Options = append(f.Options, ast.Option{Key: pair.key, Value: pair.value, KeyAt: s.at(start + open + pair.keyAt), ValueAt: s.at(start + open + pair.valueAt)})
	}
	end := start + len(strings.TrimRight(line[:open], " \t"))
	for t != nil && t.Segment.Start >= end && t != first {
		prev, _ := t.PreviousSibling().(*gast.Text)
		p.RemoveChild(p, t)
		t = prev
	}
	if t != nil {
		t.Segment.Stop = max(min(t.Segment.Stop, end), t.Segment.Start)
	}
}
