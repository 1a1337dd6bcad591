package pdf

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
	"reckon/report/math"
)

func setLedger(f *flow, n gast.Node) {
	l := n.(*ast.Ledger)
	if len(l.Groups) == 0 {
		return
	}
	f.heading(n, f.r.d.Words.Ledger)
	columns := f.width >= measure-1 && len(f.frames) == 0 && enough(l)
	if columns {
		f.spanLast()
		f = f.sub(func(g *flow) { g.left, g.width = g.left-(wide-measure)/2, columnWidth })
	}
	first := len(f.list.slabs)
	symbols := map[string]*math.Tree{}
	for _, g := range l.Groups {
		for _, e := range g.Entries {
			symbols[e.ID] = e.Symbol
		}
	}
	for i := range l.Groups {
		g := &l.Groups[i]
		if g.Title != "" {
			f.groupTitle(g.Title)
		}
		for j := range g.Entries {
			f.entry(&g.Entries[j], symbols)
		}
	}
	if columns {
		for _, s := range f.list.slabs[first:] {
			s.columns = twoColumns
		}
	}
}

// enough tells whether a ledger is long enough for columns.
func enough(l *ast.Ledger) bool {
	n := 0
	for _, g := range l.Groups {
		n += len(g.Entries)
	}
	return n >= 12
}

// spanLast lets the heading that was set last span the columns below it.
func (f *flow) spanLast() {
	slabs := f.list.slabs
	for i := len(slabs) - 1; i >= 0 && slabs[i].after == never; i-- {
		slabs[i].columns = spanning
	}
}

func (f *flow) groupTitle(title string) {
	f.space(12)
	st := f.style.in(typeSize{9.6, 13}).with(func(s *style) { s.bold, s.color = true, accent })
	st.tag = f.parent.add("H3")
	p := f.r.paragraph(st)
	p.ragged = true
	p.text(title, st)
	f.paragraph(p)
	keepLast(f)
	f.add(&slab{height: 3, after: never, draw: func(s *sheet, y float64) {
		s.mark(nil)
		s.rect(f.left, y+1, f.width, ruleHair, hair)
	}})
}

const entryIndent = 10.0

// entry sets one quantity: its symbol, title, name and value in a line, and
// what it comes from in smaller lines below.
func (f *flow) entry(e *ast.LedgerEntry, symbols map[string]*math.Tree) {
	f.space(4.5)
	f.anchor(e.ID)
	tag := f.parent.add("P")
	st := f.style.in(typeSize{8.8, 11.2}).with(func(s *style) { s.tag, s.plain = tag, true })
	f.entryHead(e, st)
	g := f.sub(func(g *flow) { g.left, g.width = f.left+entryIndent, f.width-entryIndent })
	g.entryFacts(e, symbols, f.style.in(typeSize{7.9, 10}).with(func(s *style) { s.tag, s.color, s.plain = tag, grey, true }))
	if s := f.last(); s != nil {
		s.after = 0
	}
}

func (f *flow) entryHead(e *ast.LedgerEntry, st *style) {
	value := f.r.paragraph(st)
	value.text(e.Value, st.with(func(s *style) { s.bold, s.plain = true, true }))
	var right line
	if lines := value.lines(lineWidths{f.width, f.width}); len(lines) > 0 {
		right = lines[0]
	}
	p := f.r.paragraph(st)
	p.ragged = true
	if e.Symbol != nil {
		p.math(e.Symbol, st)
		p.text("\u2002", st)
	}
	title := e.Title
	if title == "" {
		title = e.Name
	}
	p.text(title, st)
	width := max(f.width-right.width-8, f.width*0.4)
	lines := p.lines(lineWidths{width, width})
	first := len(f.list.slabs)
	f.lines(lines, f.left)
	if len(lines) == 0 {
		f.add(&slab{height: st.leading})
	}
	s := f.list.slabs[first]
	draw := s.draw
	s.draw = func(sh *sheet, y float64) {
		if draw != nil {
			draw(sh, y)
		}
		up := 0.0
		if len(lines) > 0 {
			up = lines[0].height - right.height
		}
		right.draw(sh, f.left+f.width-right.width, y+up)
	}
	for _, s := range f.list.slabs[first:] {
		s.after = never
	}
}

// entryFacts sets the formula, the formula with values, and the rest as one
// run of text.
func (f *flow) entryFacts(e *ast.LedgerEntry, symbols map[string]*math.Tree, st *style) {
	w := f.r.d.Words
	p := f.r.paragraph(st)
	p.ragged = true
	sep := func() {
		if !p.empty() {
			p.text(" · ", st)
		}
	}
	plain := func(label, text string) {
		if text == "" {
			return
		}
		sep()
		if label != "" {
			p.text(label+w.Colon, st)
		}
		p.text(text, st)
	}
	f.entryFormulas(p, e, st)
	kind := e.Kind
	if e.Evidence != "" {
		kind += ", " + e.Evidence
	}
	plain("", kind)
	plain(w.Interval, e.Interval)
	f.entryCites(p, "", e.Sources, st, sep)
	f.entryCites(p, w.Via, e.Via, st, sep)
	plain(w.Reason, e.Reason)
	f.entryLinks(p, w.Inputs, e.Inputs, symbols, st, sep)
	plain("", e.Note)
	if e.Title != "" && e.Title != e.Name {
		sep()
		p.text(e.Name, st.with(func(s *style) { s.mono, s.size = true, 6.8 }))
	}
	f.lines(p.lines(lineWidths{f.width, f.width}), f.left)
}

// entryFormulas sets the formula and the formula with values in a row, in
// display style where they are short.
func (f *flow) entryFormulas(p *paragraph, e *ast.LedgerEntry, st *style) {
	ink := st.with(func(s *style) { s.color = black })
	for _, t := range []*math.Tree{e.Formula, e.Substituted} {
		if t == nil {
			continue
		}
		if !p.empty() {
			p.text(" ", ink)
		}
		pieces := t.Pieces(st.size)
		width := 0.0
		for _, piece := range pieces {
			width += piece.Width + piece.Space
		}
		if width <= f.width*displayedShare*1.3 { // display style is seldom narrower
			if b := t.Layout(st.size, true); b.Width <= f.width*displayedShare && b.Height+b.Depth <= 3*st.size {
				p.displayed(t, b, ink)
				continue
			}
		}
		p.pieces(t, pieces, ink)
	}
}

// displayedShare is how much of a column a formula in display style may take.
const displayedShare = 0.45

func (f *flow) entryCites(p *paragraph, label string, cites []gast.Node, st *style, sep func()) {
	for i, c := range cites {
		if i == 0 {
			sep()
			if label != "" {
				p.text(label+" ", st)
			}
		} else {
			p.text(" ", st)
		}
		p.node(c, st)
	}
}

// entryLinks names the inputs by their symbols, which the formula shows.
func (f *flow) entryLinks(p *paragraph, label string, links []ast.LedgerLink, symbols map[string]*math.Tree, st *style, sep func()) {
	for i, l := range links {
		if i == 0 {
			sep()
			p.text(label+f.r.d.Words.Colon, st)
		} else {
			p.text(", ", st)
		}
		link := st.linked(target{id: l.ID})
		if t := symbols[l.ID]; t != nil {
			p.math(t, link)
			continue
		}
		title := l.Title
		if title == "" {
			title = l.Name
		}
		p.text(title, link)
	}
}
