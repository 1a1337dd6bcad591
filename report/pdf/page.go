package pdf

// The page builder: slabs in, pages out. Parts in one column are divided by
// total fit (pagefit.go), parts in two columns as they come (columns.go).

// A placed slab stands on a page.
type placed struct {
	*slab
	y  float64 // of its upper edge
	dx float64 // how far it is moved to the right
}

// A sheetPlan is a page before it is drawn.
type sheetPlan struct {
	placed []placed
	notes  []placed // lines of footnotes
	rule   float64  // y of the rule above them; 0: none
	head   string   // section for the running head
	wide   bool     // it begins with two columns or a wide table
}

// A builder fills pages.
type builder struct {
	geo      *geometry
	queue    []*slab
	carriers map[*note]*slab // the slab that brings a note to its page: the first that refers to it
	pages    []*sheetPlan
	section  string
	foot     float64 // where the last page ends

	draft trial // room that is used again and again
	ends  []pageNode
}

func (r *renderer) paginate(slabs []*slab) []*sheetPlan {
	b := &builder{geo: r.geo, queue: slabs, carriers: map[*note]*slab{}}
	for _, s := range slabs {
		for _, n := range s.notes {
			if b.carriers[n] == nil {
				b.carriers[n] = s
			}
		}
	}
	for len(b.queue) > 0 {
		if b.queue[0].columns != oneColumn {
			if before := len(b.queue); !b.columnPage() && len(b.queue) == before {
				b.force()
			}
			continue
		}
		n := 0
		for n < len(b.queue) && b.queue[n].columns == oneColumn {
			n++
		}
		for _, t := range b.fit(b.queue[:n]) {
			b.commit(t)
		}
		b.queue = b.queue[n:]
	}
	return b.pages
}

// A trial is a page as far as it is filled.
type trial struct {
	b *builder
	pageStart
	slabs []*slab // of the part

	top   []*slab // figures that waited
	taken []*slab // in order
	lines []*slab // of notes

	used, stretch float64 // height of the figures and the text, and by how much it may grow
	noted         float64 // height of the notes
	stays         []int   // where figures stand that could have waited
}

// room is the height that text and figures may take.
func (t *trial) room() float64 {
	if len(t.lines) == 0 {
		return t.b.geo.room()
	}
	return t.b.geo.room() - t.noted - noteSpace
}

// shrinks is by how much spaces may shrink, in units of their stretch.
const shrinks = 0.45

// over tells whether the page would be too full with so much more on it.
func (t *trial) over(more, stretch, notes float64) bool {
	return t.used+more-shrinks*(t.stretch+stretch) > t.room()-notes+0.01
}

// begin puts on the page what waited for it: lines of notes, then figures.
func (t *trial) begin() {
	carried, waiting := t.overleaf, t.floats
	t.overleaf, t.floats = nil, nil
	for i, s := range carried {
		if t.noted+s.gap+s.height > t.b.geo.room()-noteSpace && i > 0 {
			t.overleaf = carried[i:]
			break
		}
		t.note(s)
	}
	for i, g := range waiting {
		gap, room := 0.0, 1.0
		if len(t.top) > 0 {
			gap = figureSpace
			if t.next < len(t.slabs) {
				room = floatsOfPage
			}
		}
		if notes := t.notesOf(g.slabs); t.used+gap+g.height > t.room()*room-notes && len(t.top)+len(t.lines) > 0 {
			t.floats = waiting[i:]
			return
		}
		t.top = append(t.top, g.slabs...)
		t.used += gap + g.height
		for _, s := range g.slabs {
			t.addNotes(s, true)
		}
	}
}

// floatsOfPage is the share of a page that waiting figures may take above text.
const floatsOfPage = 0.72

func (t *trial) note(s *slab) {
	if len(t.lines) > 0 {
		t.noted += s.gap
	}
	t.noted += s.height
	t.lines = append(t.lines, s)
}

// defers tells whether a figure must wait for the next page.
func (t *trial) defers(s *slab) bool {
	gap, stretch := t.gapOf(s)
	return len(t.floats) > 0 || t.over(gap+s.group.height, stretch, t.notesOf(s.group.slabs))
}

// gapOf is the space above a slab that comes next, and its stretch.
func (t *trial) gapOf(s *slab) (gap, stretch float64) {
	switch {
	case len(t.taken) > 0:
		return s.above(t.taken[len(t.taken)-1])
	case len(t.top) > 0:
		gap = max(s.gap, figureSpace)
		return gap, elastic(gap)
	}
	for _, f := range s.frames {
		gap += f.pad // the ground begins where text does
	}
	return gap, 0
}

// above is the space between a slab and the one before it on its page, and
// its stretch.
func (s *slab) above(before *slab) (gap, stretch float64) {
	if before.group != nil && before.group.floats && before.group != s.group && s.behind > s.gap {
		return s.behind, elastic(s.behind)
	}
	return s.gap, s.stretch
}

// notesOf measures the notes that slabs bring to the page.
func (t *trial) notesOf(slabs []*slab) float64 {
	h := 0.0
	for _, s := range slabs {
		for _, n := range s.notes {
			if t.b.carriers[n] == s {
				h += n.height
			}
		}
	}
	if h > 0 && len(t.lines) == 0 {
		h += noteSpace
	}
	return h
}

// take adds a slab if it fits.
func (t *trial) take(s *slab) bool {
	gap, stretch := t.gapOf(s)
	head := 0.0
	if len(t.taken) == 0 && s.header != nil {
		head = s.header.height
	}
	notes := t.notesOf([]*slab{s})
	if notes > 0 && len(t.overleaf) > 0 {
		return false // a note goes on overleaf: no other stands here
	}
	empty := len(t.taken) == 0 && len(t.top) == 0
	if t.over(gap+head+s.height, stretch, notes) && !(empty && notes > 0) {
		if notes == 0 || !t.parts(s, gap+head+s.height) {
			return false
		}
		empty = true
	}
	t.place(s, gap, stretch, head)
	t.addNotes(s, empty)
	return true
}

// partedNote is how many lines of a note stand on either page, at least.
const partedNote = 2

// parts tells whether the note of a slab can be parted: so much of it stands
// below the slab, and so much is left.
func (t *trial) parts(s *slab, height float64) bool {
	var carried *note
	for _, n := range s.notes {
		if t.b.carriers[n] != s {
			continue
		}
		if carried != nil {
			return false
		}
		carried = n
	}
	if carried == nil || len(carried.slabs) < 2*partedNote {
		return false
	}
	room := t.b.geo.room() - t.noted - noteSpace - t.used - height
	fits := 0
	for _, line := range carried.slabs {
		if room -= line.gap + line.height; room < 0 {
			break
		}
		fits++
	}
	return fits >= partedNote
}

func (t *trial) place(s *slab, gap, stretch, head float64) {
	if head > 0 {
		t.taken = append(t.taken, s.header)
	}
	t.taken = append(t.taken, s)
	t.used += gap + head + s.height
	t.stretch += stretch
}

// addNotes puts a slab's notes at the foot of the page. What does not fit goes
// on overleaf, if there is no better place.
func (t *trial) addNotes(s *slab, overleaf bool) {
	for _, n := range s.notes {
		if t.b.carriers[n] != s {
			continue
		}
		for i, line := range n.slabs {
			full := t.used+t.noted+noteSpace+line.gap+line.height > t.b.geo.room()
			widow := i == len(n.slabs)-partedNote && i >= partedNote && t.used+t.noted+noteSpace+partedNote*(line.gap+line.height) > t.b.geo.room()
			if overleaf && (len(t.overleaf) > 0 || full || widow) {
				t.overleaf = append(t.overleaf[:len(t.overleaf):len(t.overleaf)], line)
				continue
			}
			t.note(line)
		}
	}
}

// commit makes the page.
func (b *builder) commit(t *trial) {
	plan := &sheetPlan{}
	y := b.placeFloats(plan, t.top)
	ratio := t.ratio()
	for i, s := range t.taken {
		gap, stretch := (&trial{top: t.top, taken: t.taken[:i]}).gapOf(s)
		y += gap + ratio*stretch
		b.enter(plan, s, y, 0)
		y += s.height
	}
	if plan.head == "" {
		plan.head = b.section
	}
	plan.wide = len(plan.placed) > 0 && plan.placed[0].wide
	b.foot = y
	b.placeNotes(plan, t.lines, t.noted)
	if len(plan.notes) > 0 {
		b.foot = b.geo.bottom
	}
	b.pages = append(b.pages, plan)
}

func (b *builder) placeFloats(plan *sheetPlan, top []*slab) float64 {
	y := b.geo.top
	for i, s := range top {
		if i > 0 {
			if s.group.slabs[0] == s {
				y += figureSpace
			} else {
				y += s.gap
			}
		}
		plan.placed = append(plan.placed, placed{s, y, 0})
		y += s.height
	}
	return y
}

// placeNotes sets the notes at the foot of the page.
func (b *builder) placeNotes(plan *sheetPlan, lines []*slab, height float64) {
	if len(lines) == 0 {
		return
	}
	y := b.geo.bottom - height
	plan.rule = y - noteSpace*0.45
	for i, s := range lines {
		if i > 0 {
			y += s.gap
		}
		plan.notes = append(plan.notes, placed{s, y, 0})
		y += s.height
	}
}

// force places a slab that fits in no column, so that the work ends: it sticks
// out at the foot. Layout scales or cuts what could be so tall.
func (b *builder) force() {
	plan := b.pages[len(b.pages)-1]
	if len(plan.placed) > 0 {
		plan = &sheetPlan{head: b.section}
		b.pages = append(b.pages, plan)
	}
	plan.placed = append(plan.placed, placed{b.queue[0], b.geo.top, 0})
	b.queue = b.queue[1:]
}
