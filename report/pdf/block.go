package pdf

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// A blockSetter adds a block to a flow.
type blockSetter func(f *flow, n gast.Node)

// blocks has a setter for every kind of block.
var blocks map[gast.NodeKind]blockSetter

func init() {
	blocks = map[gast.NodeKind]blockSetter{
		gast.KindDocument:                func(f *flow, n gast.Node) { f.children(n) },
		gast.KindTextBlock:               setParagraph,
		gast.KindParagraph:               setParagraph,
		gast.KindHeading:                 setHeading,
		gast.KindThematicBreak:           setThematicBreak,
		gast.KindCodeBlock:               setCodeBlock,
		gast.KindFencedCodeBlock:         setCodeBlock,
		gast.KindBlockquote:              setBlockquote,
		gast.KindList:                    setList,
		gast.KindListItem:                func(f *flow, n gast.Node) { f.children(n) },
		gast.KindHTMLBlock:               setHTMLBlock,
		gast.KindLinkReferenceDefinition: func(*flow, gast.Node) {},
		east.KindTable:                   setTable,
		east.KindTableHeader:             setStrayRow,
		east.KindTableRow:                setStrayRow,
		east.KindTableCell:               setParagraph,
		east.KindFootnoteList:            func(*flow, gast.Node) {}, // notes stand at the foot of pages
		east.KindFootnote:                func(f *flow, n gast.Node) { f.children(n) },
		east.KindDefinitionList:          setDefinitionList,
		east.KindDefinitionTerm:          setDefinitionTerm,
		east.KindDefinitionDescription:   setDefinitionDescription,
		ast.KindBadBlock:                 func(*flow, gast.Node) {}, // it stopped the build
		ast.KindMathBlock:                setMathBlock,
		ast.KindFormulaBlock:             setFormulaBlock,
		ast.KindFigure:                   setFigure,
		ast.KindCaption:                  func(f *flow, n gast.Node) { f.children(n) },
		ast.KindImage:                    setImage,
		ast.KindPlot:                     setPlot,
		ast.KindAdmonition:               setAdmonition,
		ast.KindTitleLine:                setTitleLine,
		ast.KindListing:                  setListing,
		ast.KindGenerated:                setGenerated,
		ast.KindBibliography:             setBibliography,
		ast.KindReference:                setReference,
		ast.KindLedger:                   setLedger,
		ast.KindDiv:                      setDiv,
		ast.KindTarget:                   setTarget,
		ast.KindGlossary:                 func(f *flow, n gast.Node) { f.children(n) },
	}
}

// depthMost is how deep blocks may nest; the parser has its own limit, this is
// the last one.
const depthMost = 200

// children sets the blocks in a node; stray inline nodes among them make a
// paragraph.
func (f *flow) children(n gast.Node) {
	if f.depth > depthMost {
		return
	}
	f = f.sub(func(g *flow) { g.depth++ })
	for c := n.FirstChild(); c != nil; {
		if c.Type() == gast.TypeInline {
			p := f.r.paragraph(f.style)
			st := f.style.with(func(s *style) { s.tag = f.parent.add("P") })
			for ; c != nil && c.Type() == gast.TypeInline; c = c.NextSibling() {
				p.node(c, st)
			}
			f.space(f.between())
			f.paragraph(p)
			continue
		}
		f.block(c)
		c = c.NextSibling()
	}
}

func (f *flow) block(n gast.Node) {
	f.r.at = n
	if set, ok := blocks[n.Kind()]; ok {
		if n.Kind() != gast.KindDocument {
			f.anchorOf(n)
		}
		set(f, n)
		return
	}
	f.children(n) // a stranger's block: what it holds
}

// between is the space between paragraphs.
func (f *flow) between() float64 {
	if f.tight {
		return itemSpace
	}
	return parSpace * f.style.size / bodyType.size
}

func setParagraph(f *flow, n gast.Node) {
	if n.FirstChild() == nil {
		return
	}
	f.space(f.between())
	p := f.r.paragraph(f.style)
	p.inline(n, f.style.with(func(s *style) { s.tag = f.parent.add("P") }))
	f.paragraph(p)
}

func setHeading(f *flow, n gast.Node) {
	h := n.(*gast.Heading)
	level := min(max(h.Level, 1), len(headingTypes)-1)
	num := f.r.d.Numbers[n]
	st := &style{bold: true, color: black, plain: true, node: n}
	if level > 3 {
		st.bold, st.italic = level == 4, level > 3
	}
	st = st.in(headingTypes[level])
	st.tag = f.parent.add(fmt.Sprintf("H%d", min(level, 6)))
	p := f.r.paragraph(st)
	p.ragged = true
	indent := 0.0
	if num.Label != "" {
		p.text(num.Label, st.with(func(s *style) { s.color = grey }))
		p.text("\u2002", st)
		indent = p.r.measure(num.Label+"\u2002", st)
	}
	marks := f.r.marks
	f.r.marks = false
	p.inline(n, st)
	f.r.marks = marks
	if f.last() != nil {
		f.space(headingSpace[level][0])
	}
	first := len(f.list.slabs)
	lines := p.balanced(lineWidths{f.width, f.width - indent})
	for i := range lines {
		left := f.left
		if i > 0 {
			left += indent
		}
		f.lines(lines[i:i+1], left)
	}
	for _, s := range f.list.slabs[first:] {
		s.after = never
	}
	if level <= 2 && len(f.list.slabs) > first {
		f.list.slabs[first].section = f.r.plainText(n, num.Label)
	}
	f.space(headingSpace[level][1])
	f.list.stretch = 0
}

// plainText is a heading's text for the running head.
func (r *renderer) plainText(n gast.Node, number string) string {
	text := r.textOf(n)
	if number != "" {
		text = number + "\u2002" + text
	}
	return text
}

func setThematicBreak(f *flow, _ gast.Node) {
	f.space(blockSpace + 4)
	left := f.left + f.width/2 - 36
	f.add(&slab{height: ruleLight, draw: func(s *sheet, y float64) {
		s.mark(nil)
		s.rect(left, y, 72, ruleLight, faint)
	}})
	f.space(blockSpace + 4)
}

func setBlockquote(f *flow, n gast.Node) {
	f.space(blockSpace)
	g := f.sub(func(g *flow) {
		g.indent(quoteIndent, quoteIndent*0.4)
		g.style = f.style.with(func(s *style) { s.size, s.leading = f.style.size*0.96, f.style.leading*0.96 })
		g.parent = f.parent.add("BlockQuote")
		g.frames = append(append([]*frame(nil), f.frames...), &frame{left: g.left - quoteIndent + 4, barWidth: 1.6, bar: hair})
	})
	first := len(f.list.slabs)
	g.children(n)
	if k := len(f.list.slabs) - 2; k >= first && f.r.attributes(n.LastChild()) {
		f.list.slabs[k].after = never
	}
	f.space(blockSpace)
}

// attributes tells whether a block says who is quoted: it begins with a dash.
func (r *renderer) attributes(n gast.Node) bool {
	return n != nil && n.Kind() == gast.KindParagraph && strings.IndexAny(r.textOf(n), "—–―") == 0
}

func setList(f *flow, n gast.Node) {
	l := n.(*gast.List)
	f.space(f.between() + 1)
	list := f.parent.add("L")
	indent := float64(listIndent)
	number, numbering := l.Start, ast.NumberingOf(l)
	if l.IsOrdered() {
		widest := 0.0
		for i := range n.ChildCount() {
			widest = max(widest, f.r.measure(numbering.Label(number+i)+"\u2002", f.style))
		}
		indent = max(indent, widest+2)
		if list != nil {
			list.list = listNumbering[numbering.Numerals]
		}
	} else if list != nil {
		list.list = "Disc"
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		label := []string{"•", "–", "◦"}[min(f.bullets, 2)]
		if l.IsOrdered() {
			label = numbering.Label(number)
			number++
		}
		if isTask(c) {
			label = ""
		}
		f.item(c, list, label, indent, l.IsTight, !l.IsOrdered())
	}
	f.space(f.between() + 1)
}

// listNumbering names kinds of numerals as PDF does.
var listNumbering = map[string]string{"": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}

// isTask tells whether an item begins with a check box, which is its label.
func isTask(item gast.Node) bool {
	if b := item.FirstChild(); b != nil && b.FirstChild() != nil {
		_, ok := b.FirstChild().(*east.TaskCheckBox)
		return ok
	}
	return false
}

// item sets one item of a list, with its label before the first line.
func (f *flow) item(n gast.Node, list *elem, label string, indent float64, tight, bullet bool) {
	li := list.add("LI")
	lbl := li.add("Lbl")
	g := f.sub(func(g *flow) {
		g.indent(indent, 0)
		g.parent = li.add("LBody")
		g.tight = tight
		if bullet {
			g.bullets++
		}
	})
	if !tight {
		f.space(f.between())
	} else {
		f.space(itemSpace)
	}
	f.anchorOf(n)
	first := len(f.list.slabs)
	g.children(n)
	if len(f.list.slabs) == first {
		g.add(&slab{height: f.style.leading})
	}
	if label == "" {
		return
	}
	st := f.style.with(func(s *style) { s.tag = lbl })
	f.label(f.list.slabs[first], label, st, g.left, bullet)
}

// label draws a label before a slab, on the baseline of its first line.
func (f *flow) label(s *slab, label string, st *style, right float64, bullet bool) {
	p := f.r.paragraph(st)
	p.text(label, st)
	lines := p.lines(lineWidths{f.width, f.width})
	if len(lines) == 0 {
		return
	}
	l := lines[0]
	x := right - l.width - st.size*0.5
	if bullet {
		x = right - listIndent + 4
	}
	draw := s.draw
	s.draw = func(sh *sheet, y float64) {
		l.draw(sh, x, y)
		if draw != nil {
			draw(sh, y)
		}
	}
}

func setDefinitionList(f *flow, n gast.Node) {
	f.space(blockSpace)
	g := f.sub(func(g *flow) { g.parent = f.parent.add("L") })
	g.children(n)
	f.space(blockSpace)
}

func setDefinitionTerm(f *flow, n gast.Node) {
	f.space(f.between())
	st := f.style.with(func(s *style) { s.bold, s.tag = true, f.parent.add("LI").add("Lbl") })
	p := f.r.paragraph(st)
	p.inline(n, st)
	f.paragraph(p)
	if s := f.last(); s != nil {
		s.after = never
	}
}

func setDefinitionDescription(f *flow, n gast.Node) {
	d := n.(*east.DefinitionDescription)
	f.space(itemSpace)
	g := f.sub(func(g *flow) {
		g.indent(listIndent, 0)
		g.parent, g.tight = f.parent.add("LI").add("LBody"), d.IsTight
	})
	g.children(n)
}

func setHTMLBlock(f *flow, n gast.Node) {
	h := n.(*gast.HTMLBlock)
	var b strings.Builder
	lines := h.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		b.Write(seg.Value(f.r.d.Source))
	}
	if h.HasClosure() {
		b.Write(h.ClosureLine.Value(f.r.d.Source))
	}
	text := strings.Join(strings.Fields(stripTags(b.String())), " ")
	if text == "" || h.HTMLBlockType == gast.HTMLBlockType1 {
		return
	}
	f.space(f.between())
	p := f.r.paragraph(f.style)
	p.text(text, f.style.with(func(s *style) { s.tag, s.node = f.parent.add("P"), n }))
	f.paragraph(p)
}

func setGenerated(f *flow, n gast.Node) { f.children(n) }

func setTarget(f *flow, n gast.Node) { f.children(n) }

func setTitleLine(f *flow, n gast.Node) {
	st := f.style.with(func(s *style) { s.bold, s.tag = true, f.parent.add("P") })
	p := f.r.paragraph(st)
	p.inline(n, st)
	f.paragraph(p)
}

func setDiv(f *flow, n gast.Node) {
	d := n.(*ast.Div)
	for _, class := range d.Classes {
		if class == "page-break" {
			f.pageBreak()
		}
	}
	g := f.sub(func(g *flow) {
		g.parent = f.parent.add("Div")
		if d.Statement {
			g.style = f.style.with(func(s *style) { s.italic = true })
		}
	})
	g.children(n)
}

func (f *flow) pageBreak() {
	if s := f.last(); s != nil {
		s.after = -never
	}
}

// boxes are the looks of admonitions by their variant.
var boxes = map[string]struct{ fill, bar rgb }{
	"warning": {sand, amber}, "caution": {sand, amber}, "attention": {sand, amber},
	"danger": {rose, bad}, "error": {rose, bad},
	"tip": {mint, good}, "hint": {mint, good},
}

func setAdmonition(f *flow, n gast.Node) {
	a := n.(*ast.Admonition)
	look, ok := boxes[a.Variant]
	if !ok {
		look.fill, look.bar = tint, accent
	}
	f.space(blockSpace + 2)
	box := &frame{left: f.left, width: f.width, pad: boxPad, fill: look.fill, bar: look.bar, barWidth: 2.2}
	g := f.sub(func(g *flow) {
		g.left, g.width = f.left+boxPad+5, max(f.width-2*boxPad-5, narrowest/2)
		g.style = f.style.in(typeSize{f.style.size * 0.94, f.style.leading * 0.95})
		g.parent = f.parent.add("Aside")
		g.frames = append(append([]*frame(nil), f.frames...), box)
	})
	f.boxed(box, func() {
		c := n.FirstChild()
		if _, own := c.(*ast.TitleLine); !own && a.Label != "" {
			st := g.style.with(func(s *style) { s.bold, s.color, s.tag = true, look.bar, g.parent.add("P") })
			p := f.r.paragraph(st)
			p.text(a.Label, st)
			g.paragraph(p)
			keepLast(f)
			g.space(itemSpace)
		}
		for ; c != nil; c = c.NextSibling() {
			if _, title := c.(*ast.TitleLine); title {
				h := g.sub(func(h *flow) { h.style = g.style.with(func(s *style) { s.color = look.bar }) })
				h.block(c)
				keepLast(f)
				g.space(itemSpace)
				continue
			}
			g.block(c)
		}
	})
	f.space(blockSpace + 2)
}

// boxed leaves room for a frame's padding above and below what body adds.
func (f *flow) boxed(box *frame, body func()) {
	gap := f.list.gap
	first := len(f.list.slabs)
	f.list.gap = 0
	body()
	if len(f.list.slabs) == first {
		f.list.gap = gap
		return
	}
	top, bottom := f.list.slabs[first], f.last()
	top.gap = gap + box.pad
	f.list.gap, f.list.stretch = 0, 0
	bottom.height += box.pad
	slabs := f.list.slabs[first:]
	if stackHeight(slabs) > f.r.geo.room()*boxWhole {
		return
	}
	for _, s := range slabs[:len(slabs)-1] {
		s.after = max(s.after, shortBox)
	}
}

// boxWhole is the share of a page up to which a box should stay whole.
const boxWhole = 0.25

func keepLast(f *flow) {
	if s := f.last(); s != nil {
		s.after = never
	}
}

func setStrayRow(f *flow, n gast.Node) { f.children(n) }
