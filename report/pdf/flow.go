package pdf

import gast "github.com/yuin/goldmark/ast"

// Penalties of ending a page behind a slab.
const (
	never       = 10000
	clubLine    = 2500 // first line of a paragraph alone at the foot
	widowLine   = 4000 // last line alone at the head
	leadingLine = 1200 // what leads to a formula without it
	hyphenFoot  = 150  // a word parted by the page
	inBox       = 40
	shortBox    = 6000 // a box of a few lines parted
)

// A slab is a part of the text that is never cut: a line, a table's row, a
// rule. The vertical list is a sequence of slabs.
type slab struct {
	gap     float64 // space above; it vanishes at the top of a page
	stretch float64 // by how much that space may grow
	behind  float64 // the space above when a figure stands there
	height  float64
	draw    func(s *sheet, y float64) // y is the upper edge; nil: nothing
	after   int                       // penalty of ending the page behind it

	anchors []string
	notes   []*note
	frames  []*frame
	header  *slab      // repeated on top when a page begins with this slab
	group   *slabGroup // slabs that move to the next page together, if they fit
	columns columnRole
	barrier bool   // figures met before it stand before it: the first slab of a long table
	wide    bool   // of a table that is wider than the text
	section string // of a heading: shown in the running head
}

// A columnRole says how a slab stands in a part that is set in two columns.
type columnRole uint8

const (
	oneColumn columnRole = iota
	spanning             // across both columns, on top of them
	twoColumns
)

// A slabGroup is a figure: it stays whole and may move to the top of the next
// page while the text goes on.
type slabGroup struct {
	slabs  []*slab
	height float64 // with its inner gaps
	floats bool    // else it only asks to stay whole
}

// A frame is a decoration around all the slabs that carry it.
type frame struct {
	left, width float64
	pad         float64 // above the first and below the last slab
	fill        rgb
	bar         rgb // at the left edge
	barWidth    float64
}

// A flow is where blocks are set: a column with its style and its frames.
type flow struct {
	r       *renderer
	list    *slabList
	left    float64
	width   float64
	frames  []*frame
	style   *style
	parent  *elem
	tight   bool
	ragged  bool
	depth   int     // of nesting
	bullets int     // of nested lists with bullets
	labels  float64 // width of the labels of references
	panel   bool
	above   extent // of what a caption belongs to
	figure  *elem  // the figure around an image or chart
}

// An extent is where something stands in a line; the zero extent is unknown.
type extent struct{ left, width float64 }

// A slabList is a vertical list that is being built.
type slabList struct {
	slabs   []*slab
	gap     float64 // asked for above the next slab
	stretch float64
	behind  float64
	anchors []string // of the next slab

	extent // of the table or image that was set last; 0: there is none
}

// sub is the flow with changes; it adds to the same list.
func (f *flow) sub(change func(*flow)) *flow {
	g := *f
	change(&g)
	return &g
}

// narrowest is a column that is not indented further.
const narrowest = 120.0

// indent moves the edges of the flow inwards, as far as that leaves a column.
func (f *flow) indent(left, right float64) {
	if f.width-left-right < narrowest {
		return
	}
	f.left += left
	f.width -= left + right
}

// separate is the flow with a list of its own.
func (f *flow) separate() *flow {
	return f.sub(func(g *flow) { g.list, g.frames = &slabList{}, nil })
}

// space asks for at least so much room above what follows.
func (f *flow) space(gap float64) {
	if gap > f.list.gap {
		f.list.gap = gap
		f.list.stretch = max(f.list.stretch, elastic(gap))
	}
}

// elastic is by how much a space may grow. Small ones stand close to each
// other and are compared; those around formulas, figures and headings give more.
func elastic(gap float64) float64 {
	if gap < displaySpace {
		return gap * 0.25
	}
	return min(gap*0.5, 9)
}

// anchor puts an anchor on what follows.
func (f *flow) anchor(id string) {
	if id != "" {
		f.list.anchors = append(f.list.anchors, id)
	}
}

// anchorOf puts the anchor of a node on what follows.
func (f *flow) anchorOf(n gast.Node) {
	if num, ok := f.r.d.Numbers[n]; ok {
		f.anchor(num.ID)
	}
}

// add appends a slab.
func (f *flow) add(s *slab) *slab {
	s.gap = max(s.gap, f.list.gap)
	s.stretch = max(s.stretch, f.list.stretch)
	s.behind = max(s.behind, f.list.behind)
	f.list.gap, f.list.stretch, f.list.behind = 0, 0, 0
	s.anchors = append(f.list.anchors, s.anchors...)
	f.list.anchors = nil
	if s.frames == nil {
		s.frames = f.frames
	}
	f.list.slabs = append(f.list.slabs, s)
	return s
}

// last is the slab added last; nil at the start.
func (f *flow) last() *slab {
	if n := len(f.list.slabs); n > 0 {
		return f.list.slabs[n-1]
	}
	return nil
}

// paragraph adds the lines of a paragraph.
func (f *flow) paragraph(p *paragraph) {
	p.ragged = p.ragged || f.ragged
	f.lines(p.lines(lineWidths{f.width, f.width}), f.left)
}

// lines adds lines with their left ends at left.
func (f *flow) lines(lines []line, left float64) {
	for i := range lines {
		l := &lines[i]
		s := &slab{height: l.height + l.depth, anchors: l.anchors, notes: l.notes,
			draw: func(sh *sheet, y float64) { l.draw(sh, left, y) }}
		switch n := len(lines); {
		case n > 1 && i == n-2:
			s.after = widowLine
			if i == 0 {
				s.after = clubLine + widowLine
			}
		case n > 1 && i == 0:
			s.after = clubLine
		}
		if l.hyphen {
			s.after += hyphenFoot
		}
		f.add(s)
	}
}

// group makes one movable group of what body adds.
func (f *flow) group(floats bool, body func(g *flow)) {
	inner := f.separate()
	inner.list.anchors = f.list.anchors
	f.list.anchors = nil
	body(inner)
	slabs := inner.list.slabs
	if len(slabs) == 0 {
		f.list.anchors = inner.list.anchors
		return
	}
	g := &slabGroup{slabs: slabs, floats: floats}
	for i, s := range slabs {
		if i > 0 {
			g.height += s.gap
		}
		g.height += s.height
		if i+1 < len(slabs) {
			s.after = never
		}
		s.group = g
		s.frames = append(append([]*frame(nil), f.frames...), s.frames...)
	}
	if g.height > f.r.geo.room()*0.92 {
		for _, s := range slabs { // too tall to stay whole
			s.group, s.after = nil, 0
		}
	}
	f.adopt(slabs[0])
	f.list.slabs = append(f.list.slabs, slabs...)
}

// adopt gives a slab that was made elsewhere the space that was asked for.
func (f *flow) adopt(s *slab) {
	s.gap, s.stretch, s.behind = max(s.gap, f.list.gap), max(s.stretch, f.list.stretch), max(s.behind, f.list.behind)
	f.list.gap, f.list.stretch, f.list.behind = 0, 0, 0
}
