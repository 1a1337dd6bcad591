package pdf

import (
	gast "github.com/yuin/goldmark/ast"
	"gonum.org/v1/plot/vg"

	"reckon/report/markdown/ast"
)

const (
	panelGap    = 14.0
	imageHeight = 0.62 // of the height of the text
	chartHeight = 0.86 // the same of one with many rows, whose texts have to stay legible
)

func setFigure(f *flow, n gast.Node) {
	fig := n.(*ast.Figure)
	gap := float64(figureSpace)
	if inFigure(n) {
		gap = 0
	}
	f.space(gap)
	role := "Figure"
	if fig.Of == "table" || fig.Of == "code" || hasPanels(n) {
		role = "Div"
	}
	e := f.parent.add(role)
	caption := captionOf(n)
	body := func(g *flow) {
		g.parent = e
		if role == "Figure" {
			g.figure = e
		}
		if fig.Of == "table" {
			g.captionAbove(n, caption)
			return
		}
		g.content(n)
		keepAll(g)
		g.list.gap, g.list.stretch = captionSpace, 0
		if !hasPanels(n) {
			g.above = g.list.extent
		}
		g.caption(n, caption)
	}
	switch {
	case inFigure(n):
		body(f.sub(func(*flow) {}))
	case fig.Of == "table" || fig.Of == "code":
		f.table(body)
	default:
		f.group(true, body)
	}
	if s := f.last(); s != nil && s.group != nil && s.group.floats {
		f.list.behind = gap // if it moves away, its space goes with it
		return
	}
	f.space(gap)
}

// captionAbove sets a table below its caption, which is as wide as the table.
func (f *flow) captionAbove(n gast.Node, caption *ast.Caption) {
	before := len(f.parent.children())
	inner := f.sub(func(g *flow) { g.list = &slabList{} })
	inner.content(n)
	after := len(f.parent.children())
	c := f.sub(func(g *flow) {
		g.above = inner.list.extent
		if g.above.width > f.width {
			g.left, g.width = g.above.left, g.above.width
		}
	})
	first := len(f.list.slabs)
	c.caption(n, caption)
	for _, s := range f.list.slabs[first:] {
		s.wide = inner.list.width > f.width
	}
	f.parent.toFront(before, after)
	if len(inner.list.slabs) == 0 {
		return
	}
	keepAll(f)
	f.list.gap, f.list.stretch = captionSpace, 0
	inner.list.slabs[0].gap, inner.list.slabs[0].stretch = 0, 0
	f.adopt(inner.list.slabs[0])
	f.list.slabs = append(f.list.slabs, inner.list.slabs...)
}

// table sets a table or listing with its caption: whole if it is short, else
// broken where it stands.
func (f *flow) table(body func(g *flow)) {
	inner := f.separate()
	inner.list.anchors = f.list.anchors
	f.list.anchors = nil
	body(inner)
	slabs := inner.list.slabs
	if len(slabs) == 0 {
		return
	}
	if stackHeight(slabs) <= f.r.geo.room()*0.45 {
		g := &slabGroup{slabs: slabs, height: stackHeight(slabs), floats: true}
		for i, s := range slabs {
			s.group = g
			if i+1 < len(slabs) {
				s.after = never
			}
		}
	} else {
		slabs[0].barrier = true
	}
	for _, s := range slabs {
		s.frames = append(append([]*frame(nil), f.frames...), s.frames...)
	}
	f.adopt(slabs[0])
	f.list.slabs = append(f.list.slabs, slabs...)
}

// keepAll keeps what was set so far with what follows.
func keepAll(g *flow) { keepLast(g) }

func inFigure(n gast.Node) bool {
	_, ok := n.Parent().(*ast.Figure)
	return ok
}

func captionOf(n gast.Node) *ast.Caption {
	c, _ := n.LastChild().(*ast.Caption)
	return c
}

func hasPanels(n gast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.Figure); ok {
			return true
		}
	}
	return false
}

// content sets everything but the caption; panels stand side by side.
func (f *flow) content(n gast.Node) {
	var panels []gast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.Caption:
		case *ast.Figure:
			panels = append(panels, c)
			continue
		default:
			f.panels(panels)
			panels = nil
			f.block(c)
		}
	}
	f.panels(panels)
}

func (f *flow) panels(nodes []gast.Node) {
	for len(nodes) > 0 {
		n := 2
		if len(nodes) == 3 || len(nodes) > 4 && len(nodes)%3 == 0 {
			n = 3
		}
		n = min(n, len(nodes))
		f.panelRow(nodes[:n])
		nodes = nodes[n:]
	}
}

func (f *flow) panelRow(nodes []gast.Node) {
	w := (f.width - panelGap*float64(len(nodes)-1)) / float64(len(nodes))
	row := &slab{}
	var stacks [][]*slab
	for i, n := range nodes {
		g := f.separate()
		g.left, g.width, g.panel = f.left+float64(i)*(w+panelGap), w, true
		g.block(n)
		stacks = append(stacks, g.list.slabs)
		row.height = max(row.height, stackHeight(g.list.slabs))
		row.adopt(g.list.slabs)
	}
	row.draw = func(s *sheet, y float64) {
		for _, stack := range stacks {
			drawStack(s, stack, y)
		}
	}
	f.space(captionSpace)
	f.add(row)
}

// caption sets the words under a figure, its name before them in bold.
func (f *flow) caption(n gast.Node, c *ast.Caption) {
	num := f.r.d.Numbers[n]
	if c == nil && num.Words == "" {
		return
	}
	marks := f.r.marks
	f.r.marks = false
	defer func() { f.r.marks = marks }()
	st := f.style.in(captionType)
	g := f.sub(func(g *flow) { g.style, g.parent = st, f.parent.add("Caption") })
	name := num.Words
	if inFigure(n) && num.Label != "" {
		name = "(" + lastLetter(num.Label) + ")"
	} else if name != "" {
		name += f.r.mark(".", "") // a space parts it from the text in Chinese
	}
	first := (gast.Node)(nil)
	if c != nil {
		first = c.FirstChild()
	}
	p := f.r.paragraph(st)
	tagged := st.with(func(s *style) { s.tag = g.parent })
	if name != "" {
		p.text(name, tagged.with(func(s *style) { s.bold = true }))
		p.text(f.r.mark(" ", "\u2002"), tagged)
	}
	if first != nil && (first.Kind() == gast.KindParagraph || first.Kind() == gast.KindTextBlock) {
		p.inline(first, tagged)
		first = first.NextSibling()
	} else if first != nil && first.Type() == gast.TypeInline {
		p.inline(c, tagged)
		first = nil
	}
	whole, _ := p.natural()
	if inFigure(n) || whole < g.width*0.6 && f.figure != nil {
		p.ragged = true
	}
	if first == nil && !inFigure(n) {
		g.placeCaption(whole)
	}
	g.paragraph(p)
	for ; first != nil; first = first.NextSibling() {
		g.block(first)
	}
}

// narrowShare is the share of the text's width below which what a caption
// belongs to counts as narrow.
const narrowShare = 0.8

// placeCaption moves a caption of one line to what it belongs to, if that
// stands in the middle of the text: to its left edge, or centred if it is wider.
func (f *flow) placeCaption(whole float64) {
	if f.above.width <= 0 || f.above.width > f.width*narrowShare || whole > f.width {
		return
	}
	left := f.left + (f.width-whole)/2
	if whole <= f.above.width {
		left = f.above.left
	}
	f.left, f.width = left, whole+1
}

func lastLetter(label string) string {
	r := []rune(label)
	return string(r[len(r)-1:])
}

func setPlot(f *flow, n gast.Node) {
	p := n.(*ast.Plot)
	if p.Chart == nil {
		return
	}
	e := f.pictureElem(p.Chart.Alt, p.Chart.Title)
	w, h := p.Chart.Size(vg.Length(f.width))
	scale := 1.0
	if most := chartHeight * f.r.geo.room(); float64(h) > most {
		scale = most / float64(h)
	}
	left := f.left + (f.width-float64(w)*scale)/2
	f.add(&slab{height: float64(h) * scale, draw: func(s *sheet, y float64) {
		s.mark(e)
		s.r.at = n
		c := newCanvas(s, left, y, float64(w), float64(h), scale)
		if err := p.Chart.Draw(c); err != nil {
			s.r.findings.Add("plot-kind", s.r.place(n), "the chart cannot be drawn: %v", err)
		}
		c.close()
	}})
}

// pictureElem is the element that a drawing belongs to, with its description.
func (f *flow) pictureElem(alts ...string) *elem {
	e := f.figure
	if e == nil || e.alt != "" {
		e = f.parent.add("Figure")
	}
	if e == nil {
		return nil
	}
	for _, alt := range alts {
		if e.alt == "" {
			e.alt = alt
		}
	}
	return e
}
