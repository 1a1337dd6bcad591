package pdf

import (
	"strconv"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// heading sets a heading of the renderer's own, unless the author wrote one
// just before.
func (f *flow) heading(n gast.Node, words string) {
	if prev := n.PreviousSibling(); prev != nil {
		if _, ok := prev.(*ast.Target); ok {
			prev = prev.PreviousSibling()
		}
		if prev != nil && prev.Kind() == gast.KindHeading {
			return
		}
	}
	h := gast.NewHeading(2)
	s := gast.NewString([]byte(words))
	s.SetRaw(true)
	h.AppendChild(h, s)
	id := "own:" + words
	f.anchor(id)
	setHeading(f, h)
	f.r.own = append(f.r.own, ownHeading{id: id, text: words})
}

// An ownHeading is a heading that is not in the document's contents.
type ownHeading struct{ id, text string }

func setBibliography(f *flow, n gast.Node) {
	if n.FirstChild() == nil {
		return
	}
	f.heading(n, f.r.d.Words.References)
	indent := 0.0
	st := f.style.in(smallType)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if ref, ok := c.(*ast.Reference); ok && ref.Label != "" {
			indent = max(indent, f.r.measure("["+ref.Label+"]", st)+7)
		}
	}
	g := f.sub(func(g *flow) {
		g.style, g.labels = st, indent
		g.parent = f.parent.add("L")
	})
	g.children(n)
}

func setReference(f *flow, n gast.Node) {
	ref := n.(*ast.Reference)
	f.space(3.2)
	f.anchor(ref.ID)
	li := f.parent.add("LI")
	lbl := li.add("Lbl")
	st := f.style.with(func(s *style) { s.tag = li.add("LBody") })
	indent := f.labels
	if indent == 0 {
		indent = listIndent
	}
	p := f.r.paragraph(st)
	p.inline(n, st)
	f.backs(p, ref, st)
	if ref.Label == "" {
		lines := p.lines(lineWidths{f.width, f.width - indent})
		f.hanging(lines, indent)
		return
	}
	first := len(f.list.slabs)
	f.lines(p.lines(lineWidths{f.width - indent, f.width - indent}), f.left+indent)
	if len(f.list.slabs) > first {
		l := st.with(func(s *style) { s.tag = lbl })
		f.label(f.list.slabs[first], "["+ref.Label+"]", l, f.left+indent+st.size*0.5-6, false)
	}
}

// backs sets the pages on which a reference is cited, as far as they are known
// from the pass before.
func (f *flow) backs(p *paragraph, ref *ast.Reference, st *style) {
	quiet := st.with(func(s *style) { s.color = grey })
	last := 0
	f.r.backs = f.r.backs || len(ref.Backs) > 0
	for _, id := range ref.Backs {
		at, ok := f.r.known[id]
		if !ok || at.page <= last {
			continue
		}
		if last == 0 {
			p.text(" ↑\u202f", quiet)
		} else {
			p.text(", ", quiet)
		}
		last = at.page
		p.text(strconv.Itoa(at.page), st.linked(target{id: id}))
	}
}

// hanging sets lines of which all but the first are indented.
func (f *flow) hanging(lines []line, indent float64) {
	first := len(f.list.slabs)
	for i := range lines {
		left := f.left
		if i > 0 {
			left += indent
		}
		f.lines(lines[i:i+1], left)
	}
	if n := len(f.list.slabs); len(lines) > 1 {
		f.list.slabs[first].after = clubLine
		f.list.slabs[n-2].after = widowLine
	}
}
