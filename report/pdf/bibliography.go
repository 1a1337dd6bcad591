package pdf

import (
	"slices"
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

// A cited is one entry of the list of references. It is set again when the
// pages on which it is cited become known.
type cited struct {
	f     *flow
	ref   *ast.Reference
	lbl   *elem
	style *style
	pages []int // as they are printed
	slabs []*slab
}

func setReference(f *flow, n gast.Node) {
	ref := n.(*ast.Reference)
	f.space(3.2)
	f.anchor(ref.ID)
	li := f.parent.add("LI")
	e := &cited{f: f, ref: ref, lbl: li.add("Lbl")}
	e.style = f.style.with(func(s *style) { s.tag, s.plain = li.add("LBody"), true })
	first := len(f.list.slabs)
	e.set(f)
	if f.list == f.r.main && len(f.frames) == 0 && len(f.list.slabs) > first {
		e.slabs = f.list.slabs[first:len(f.list.slabs):len(f.list.slabs)]
		f.r.cited = append(f.r.cited, e)
	}
}

// set adds the lines of an entry to a flow.
func (e *cited) set(f *flow) {
	indent := f.labels
	if indent == 0 {
		indent = listIndent
	}
	p := f.r.paragraph(e.style)
	p.ragged = true // addresses, which are long, would tear holes into the lines
	p.inline(e.ref, e.style)
	e.backs(p)
	if e.ref.Label == "" {
		f.hanging(p.lines(lineWidths{f.width, f.width - indent}), indent)
		return
	}
	first := len(f.list.slabs)
	f.lines(p.lines(lineWidths{f.width - indent, f.width - indent}), f.left+indent)
	if len(f.list.slabs) > first {
		l := e.style.with(func(s *style) { s.tag = e.lbl })
		f.label(f.list.slabs[first], "["+e.ref.Label+"]", l, f.left+indent+e.style.size*0.5-6, false)
	}
}

// Penalties of ending a line before the pages on which a reference is cited,
// and between them: a page alone on a line looks worse than all of them.
const (
	breakBacks = 200.0
	breakList  = 250.0
)

// backs sets the pages on which the reference is cited.
func (e *cited) backs(p *paragraph) {
	quiet := e.style.with(func(s *style) { s.color = grey })
	listed := quiet.with(func(s *style) { s.bound = breakList })
	next := 0
	for _, id := range e.ref.Backs {
		if next == len(e.pages) {
			return
		}
		if p.r.places[id].page != e.pages[next] {
			continue
		}
		if next == 0 {
			p.text(" ", quiet)
			p.bind(breakBacks)
			p.text("↑\u202f", quiet)
		} else {
			p.text(", ", listed)
		}
		p.text(strconv.Itoa(e.pages[next]), e.style.linked(target{id: id}))
		next++
	}
}

// citedOn lists the pages on which a reference is cited, by the layout so far.
func (r *renderer) citedOn(ref *ast.Reference) []int {
	var pages []int
	for _, id := range ref.Backs {
		at, ok := r.places[id]
		if n := len(pages); ok && (n == 0 || at.page > pages[n-1]) {
			pages = append(pages, at.page)
		}
	}
	return pages
}

// citedAnew sets again the references whose pages are not those that they
// print, and tells whether there were any.
func (r *renderer) citedAnew() bool {
	again := map[*slab]*cited{}
	for _, e := range r.cited {
		if pages := r.citedOn(e.ref); !slices.Equal(pages, e.pages) {
			e.pages = pages
			again[e.slabs[0]] = e
		}
	}
	if len(again) == 0 {
		return false
	}
	old := r.main.slabs
	r.main.slabs = make([]*slab, 0, len(old))
	for i := 0; i < len(old); i++ {
		e := again[old[i]]
		if e == nil {
			r.main.slabs = append(r.main.slabs, old[i])
			continue
		}
		i += len(e.slabs) - 1
		e.setAgain()
		r.main.slabs = append(r.main.slabs, e.slabs...)
	}
	return true
}

// setAgain replaces the lines of an entry; what is around them stays.
func (e *cited) setAgain() {
	e.f.r.at = e.ref
	g := e.f.separate()
	e.set(g)
	first, last := e.slabs[0], e.slabs[len(e.slabs)-1]
	e.slabs = g.list.slabs
	top := e.slabs[0]
	top.gap, top.stretch, top.behind, top.columns = first.gap, first.stretch, first.behind, first.columns
	before := first.anchors[:max(0, len(first.anchors)-len(top.anchors))] // of what the entry does not hold itself
	top.anchors = slices.Concat(before, top.anchors)
	e.slabs[len(e.slabs)-1].after = last.after
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
