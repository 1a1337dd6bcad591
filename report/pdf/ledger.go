package pdf

import (
	"fmt"
	"slices"
	"strconv"

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
	f.silenceLegend(l)
	columns := f.r.geo.columns() > 0 && f.width >= f.r.geo.measure-1 && len(f.frames) == 0 && enough(l)
	if columns {
		f.spanLast()
		f = f.sub(func(g *flow) { g.left, g.width = g.left-(f.r.geo.wide-f.r.geo.measure)/2, f.r.geo.columns() })
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

// silenceMark stands at a value that rests on inputs without stated
// uncertainty; the legend below the heading says so.
const silenceMark = "†"

func (f *flow) silenceLegend(l *ast.Ledger) {
	w := f.r.d.Words
	for _, g := range l.Groups {
		if !slices.ContainsFunc(g.Entries, func(e ast.LedgerEntry) bool { return e.Silent }) {
			continue
		}
		st := f.style.in(entryType).with(func(s *style) { s.color, s.plain, s.tag = grey, true, f.parent.add("P") })
		p := f.r.paragraph(st)
		p.ragged = true
		p.text(silenceMark+"\u00a0"+w.NoUncertainty+f.r.mark("; ", "；")+w.Silent, st)
		f.paragraph(p)
		keepLast(f)
		return
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

// Sizes of an entry's first line and of the rest.
var (
	entryType = typeSize{8.8, 11.2}
	factsType = typeSize{7.9, 10}
	nameSize  = 6.8
)

// entry sets one quantity: its symbol, title and value in a line, then its
// formulas, and what else there is to say in small lines below.
func (f *flow) entry(e *ast.LedgerEntry, symbols map[string]*math.Tree) {
	f.space(4.5)
	f.anchor(e.ID)
	tag := f.parent.add("P")
	st := f.style.in(entryType).with(func(s *style) { s.tag, s.plain = tag, true })
	f.entryHead(e, st)
	g := f.sub(func(g *flow) { g.left, g.width = f.left+entryIndent, f.width-entryIndent })
	st = f.style.in(factsType).with(func(s *style) { s.tag, s.plain = tag, true })
	g.entryFormulas(e, st)
	g.entryFacts(e, symbols, st.with(func(s *style) { s.color = grey }))
	if s := f.last(); s != nil {
		s.after = 0
	}
}

func (f *flow) entryHead(e *ast.LedgerEntry, st *style) {
	value := f.r.paragraph(st)
	if e.Silent {
		value.text(silenceMark+"\u00a0", st.with(func(s *style) { s.color, s.size = grey, st.size*0.8 }))
	}
	value.text(e.Value, st.with(func(s *style) { s.bold, s.whole = true, true }))
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
	if e.Title != "" {
		p.text(e.Title, st)
	} else {
		p.text(e.Name, st.with(func(s *style) { s.mono, s.size = true, nameSize }))
	}
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

// entryFormulas sets the formula and the formula with values: side by side
// where there is room, else below one another.
func (f *flow) entryFormulas(e *ast.LedgerEntry, st *style) {
	if e.Formula == nil {
		return
	}
	first := len(f.list.slabs)
	a := e.Formula.Layout(st.size, true)
	f.r.missingIn(a, st)
	if e.Substituted == nil {
		f.entryFormula(e.Formula, a, 0, st)
	} else {
		b := e.Substituted.Layout(st.size, true)
		f.r.missingIn(b, st)
		if gap := st.size * 0.3; a.Width+gap+b.Width <= f.width {
			f.besides(e, a, b, gap, st)
		} else {
			f.entryFormula(e.Formula, a, 0, st)
			f.entryFormula(e.Substituted, b, entryIndent, st)
		}
	}
	for _, s := range f.list.slabs[first:] {
		s.gap, s.after = max(s.gap, 1.2), never
	}
}

// besides sets both formulas on one line.
func (f *flow) besides(e *ast.LedgerEntry, a, b *math.Box, gap float64, st *style) {
	left, right := formulaStyle(e.Formula, st), formulaStyle(e.Substituted, st)
	height, depth := max(a.Height, b.Height), max(a.Depth, b.Depth)
	f.add(&slab{height: height + depth, draw: func(s *sheet, y float64) {
		s.mark(left.tag)
		f.box(a, 1, st).draw(s, f.left, y+height)
		s.mark(right.tag)
		f.box(b, 1, st).draw(s, f.left+a.Width+gap, y+height)
	}})
}

// entryFormula sets one formula: cut before relations if it is too wide, else
// made a little smaller, else cut elsewhere.
func (f *flow) entryFormula(t *math.Tree, b *math.Box, indent float64, st *style) {
	room := f.width - indent
	var rows []math.Row
	if b.Width > room {
		rows = t.Broken(st.size, room)
	}
	if rows == nil && b.Width*smallestEntry > room {
		rows = t.Cut(st.size, room)
	}
	if rows != nil {
		st := formulaStyle(t, st)
		for _, row := range rows {
			f.row(row.Box, f.left+indent+row.X, st, "").gap = entryRowGap
		}
		return
	}
	if scale := room / b.Width; scale < smallestEntry {
		p := f.r.paragraph(st)
		p.ragged = true
		p.math(t, st)
		f.lines(p.lines(lineWidths{room, room}), f.left+indent)
		return
	}
	tagged, scale := formulaStyle(t, st), min(1, room/max(b.Width, 1e-3))
	box := f.box(b, scale, st)
	f.add(&slab{height: (b.Height + b.Depth) * scale, draw: func(s *sheet, y float64) {
		s.mark(tagged.tag)
		box.draw(s, f.left+indent, y+b.Height*scale)
	}})
}

const (
	smallestEntry = 0.82 // how small a formula of the ledger is made before it is cut
	entryRowGap   = 6.0
)

// formulaStyle is a style with an element for a formula.
func formulaStyle(t *math.Tree, st *style) *style {
	e := st.tag.inline("Formula")
	if e != nil {
		e.alt = t.Text()
	}
	return st.with(func(s *style) { s.tag = e })
}

// entryFacts sets the rest as one run of text.
func (f *flow) entryFacts(e *ast.LedgerEntry, symbols map[string]*math.Tree, st *style) {
	w := f.r.d.Words
	p := f.r.paragraph(st)
	p.ragged = true
	sep := func() {
		if !p.empty() {
			p.dot(st)
		}
	}
	plain := func(label, text string) {
		if text == "" {
			return
		}
		sep()
		if label != "" {
			p.label(label+w.Colon, st)
		}
		p.text(text, st)
	}
	kind := e.Kind
	if e.Evidence != "" {
		kind += f.r.mark(", ", "，") + e.Evidence
	}
	plain("", kind)
	f.entryCites(p, "", e.Sources, st)
	if len(e.Via) > 0 {
		p.text(f.r.mark(", ", "，"), st)
		f.entryCites(p, w.Via, e.Via, st)
	}
	plain(w.Interval, e.Interval)
	plain(w.Reason, e.Reason)
	plain("", e.Note)
	f.entryLinks(p, w.Inputs, e.Inputs, symbols, st, sep)
	f.entryUsers(p, e.Users, symbols, st, sep)
	if e.Title != "" && e.Title != e.Name {
		sep()
		name := st.with(func(s *style) { s.mono, s.size = true, nameSize })
		name.whole = f.r.measure(e.Name, name) < f.width
		p.text(e.Name, name)
	}
	if e.Formula != nil {
		f.space(1.6)
	}
	f.lines(p.lines(lineWidths{f.width, f.width}), f.left)
}

func (f *flow) entryCites(p *paragraph, label string, cites []gast.Node, st *style) {
	if label != "" {
		p.text(label, st)
	}
	for _, c := range cites {
		p.text(" ", st)
		p.node(c, st)
	}
}

// usersMost is how many users of a quantity are named; the others are counted.
const usersMost = 6

// entryUsers names those that use a quantity by their symbols.
func (f *flow) entryUsers(p *paragraph, users []ast.LedgerLink, symbols map[string]*math.Tree, st *style, sep func()) {
	var named []ast.LedgerLink
	for _, u := range users {
		if symbols[u.ID] != nil && len(named) < usersMost {
			named = append(named, u)
		}
	}
	f.entryLinks(p, f.r.d.Words.UsedBy, named, symbols, st, sep)
	if more := len(users) - len(named); len(named) > 0 && more > 0 {
		p.text(", "+fmt.Sprintf(f.r.d.Words.Other, strconv.Itoa(more)), st)
	}
}

// entryLinks names the inputs by their symbols, which the formula shows.
func (f *flow) entryLinks(p *paragraph, label string, links []ast.LedgerLink, symbols map[string]*math.Tree, st *style, sep func()) {
	for i, l := range links {
		if i == 0 {
			sep()
			p.label(label+f.r.d.Words.Colon, st)
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
