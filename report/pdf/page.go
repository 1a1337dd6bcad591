package pdf

// The page builder: slabs in, pages out. A page ends where it costs least
// among the places where what is left over is small; figures that do not fit
// move to the top of the next page and the text goes on without them.

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
	r       *renderer
	queue   []*slab
	floats  []*slab // groups that wait for the top of the next page
	notes   []*slab // lines of notes that did not fit
	noted   map[*note]bool
	pages   []*sheetPlan
	section string
	height  float64 // of what is being filled: a page or a column
	foot    float64 // where the last page ends
}

const (
	floatsOfPage = 0.72 // share of a page that waiting figures may take
	stretchMost  = 2.2  // how far the spaces of a page may grow, in units of their stretch
)

func (r *renderer) paginate(slabs []*slab) []*sheetPlan {
	b := &builder{r: r, queue: slabs, noted: map[*note]bool{}, height: textHeight}
	for len(b.queue) > 0 || len(b.floats) > 0 || len(b.notes) > 0 {
		text, notes := len(b.queue)+len(b.floats), len(b.notes)
		if b.inColumns() {
			b.columnPage()
		} else {
			b.page()
		}
		if now := len(b.queue) + len(b.floats); now > text || now == text && len(b.notes) >= notes {
			b.force()
		}
	}
	return b.pages
}

// A trial is the page as far as it is filled.
type trial struct {
	top       []*slab // figures that waited
	taken     []*slab // in order
	used      float64 // height of the above
	noteLines []*slab
	noteUsed  float64
	waiting   []*slab // figures met on this page that do not fit
}

func (t *trial) height() float64 {
	h := t.used + t.noteUsed
	if len(t.noteLines) > 0 {
		h += noteSpace
	}
	return h
}

// A cutPoint is a place where the page may end.
type cutPoint struct {
	next    int // index of the first slab for the next page
	cost    float64
	taken   int
	used    float64
	notes   int
	noteH   float64
	waiting int
}

// page fills one page.
func (b *builder) page() {
	t := &trial{}
	carried := b.notes
	b.notes = nil
	for i, s := range carried {
		if t.noteUsed+s.gap+s.height > textHeight-noteSpace {
			b.notes = carried[i:]
			break
		}
		t.note(s)
	}
	b.topFloats(t)
	best := b.fill(t)
	b.commit(t, best)
}

func (t *trial) note(s *slab) {
	if len(t.noteLines) > 0 {
		t.noteUsed += s.gap
	}
	t.noteUsed += s.height
	t.noteLines = append(t.noteLines, s)
}

// topFloats puts waiting figures on top of the page.
func (b *builder) topFloats(t *trial) {
	for len(b.floats) > 0 {
		g := b.floats[0].group
		gap := float64(figureSpace)
		if len(t.top) == 0 {
			gap = 0
		}
		room := textHeight
		if len(t.top) > 0 && len(b.queue) > 0 {
			room *= floatsOfPage
		}
		if t.height()+gap+g.height+b.notesOf(t, g.slabs) > room && len(t.top) > 0 {
			return
		}
		t.top = append(t.top, g.slabs...)
		t.used += gap + g.height
		for _, s := range g.slabs {
			b.addNotes(t, s, true)
		}
		b.floats = b.floats[len(g.slabs):]
	}
}

// fill takes slabs until no more fit and returns the best place to cut.
func (b *builder) fill(t *trial) cutPoint {
	best := cutPoint{cost: 1e12}
	fits := cutPoint{next: -1} // behind the last slab that fits at all
	for i := 0; i < len(b.queue); {
		s := b.queue[i]
		if s.columns != oneColumn && b.queue[0].columns == oneColumn {
			return b.point(t, i, 0) // a part in columns begins a page
		}
		n := 1
		if s.group != nil && s.group.slabs[0] == s {
			n = len(s.group.slabs)
			if b.defers(t, s) {
				t.waiting = append(t.waiting, s.group.slabs...)
				i += n
				b.consider(t, &best, i, 0)
				continue
			}
		}
		if !b.take(t, s) {
			break
		}
		i++
		fits = b.point(t, i, 0)
		if s.after <= -never {
			return fits
		}
		b.consider(t, &best, i, s.after)
	}
	if len(b.queue) == fits.next || fits.next == -1 && len(t.waiting) > 0 && len(t.waiting) == len(b.queue) {
		return b.point(t, len(b.queue), 0) // all is placed
	}
	if best.cost >= 1e12 {
		if fits.next <= 0 {
			return b.point(t, 0, 0)
		}
		return fits
	}
	return best
}

// defers tells whether a group must wait for the next page. A group that does
// not float only ends the page.
func (b *builder) defers(t *trial, s *slab) bool {
	g := s.group
	if !g.floats {
		return false
	}
	return len(t.waiting) > 0 || len(b.floats) > 0 || t.height()+b.gapOf(t, s)+g.height+b.notesOf(t, g.slabs) > b.height
}

func (b *builder) gapOf(t *trial, s *slab) float64 {
	if len(t.taken) == 0 {
		if len(t.top) > 0 {
			return max(s.gap, figureSpace)
		}
		return 0
	}
	return s.above(t.taken[len(t.taken)-1])
}

// above is the space between a slab and the one before it on its page.
func (s *slab) above(before *slab) float64 {
	if before.group != nil && before.group.floats && before.group != s.group {
		return max(s.gap, s.behind)
	}
	return s.gap
}

// notesOf measures the notes that slabs would bring to the page.
func (b *builder) notesOf(t *trial, slabs []*slab) float64 {
	h := 0.0
	for _, s := range slabs {
		for _, n := range s.notes {
			if !b.noted[n] && !t.has(n) {
				h += n.height
			}
		}
	}
	if h > 0 && len(t.noteLines) == 0 {
		h += noteSpace
	}
	return h
}

func (t *trial) has(n *note) bool {
	for _, s := range t.noteLines {
		if s == n.slabs[0] {
			return true
		}
	}
	return false
}

// take adds a slab if it fits.
func (b *builder) take(t *trial, s *slab) bool {
	gap := b.gapOf(t, s)
	head := 0.0
	if len(t.taken) == 0 && s.header != nil {
		head = s.header.height
	}
	notes := b.notesOf(t, []*slab{s})
	empty := len(t.taken) == 0 && len(t.top) == 0
	if t.height()+gap+head+s.height+notes > b.height+0.01 && !(empty && notes > 0) {
		return false
	}
	if head > 0 {
		t.taken = append(t.taken, s.header)
		t.used += head
	}
	t.taken = append(t.taken, s)
	t.used += gap + s.height
	b.addNotes(t, s, empty)
	return true
}

// addNotes puts a slab's notes at the foot of the page. What does not fit goes
// on overleaf, if there is no better place.
func (b *builder) addNotes(t *trial, s *slab, overleaf bool) {
	for _, n := range s.notes {
		if b.noted[n] || t.has(n) {
			continue
		}
		for _, line := range n.slabs {
			if overleaf && (len(b.notes) > 0 || t.height()+line.gap+line.height > b.height) {
				b.notes = append(b.notes, line)
				continue
			}
			t.note(line)
		}
	}
}

func (b *builder) point(t *trial, next int, cost float64) cutPoint {
	return cutPoint{next: next, cost: cost, taken: len(t.taken), used: t.used, notes: len(t.noteLines), noteH: t.noteUsed, waiting: len(t.waiting)}
}

// consider weighs the cut before slab next: how empty the page would be, and
// what it would part.
func (b *builder) consider(t *trial, best *cutPoint, next, penalty int) {
	if penalty >= never {
		return
	}
	left := (b.height - t.height()) / b.height
	cost := float64(penalty) + 20000*left*left*(1+4*left)
	if cost <= best.cost {
		*best = b.point(t, next, cost)
	}
}

// commit makes the page and leaves the rest in the queue.
func (b *builder) commit(t *trial, c cutPoint) {
	plan := &sheetPlan{}
	taken := t.taken[:c.taken]
	notes := t.noteLines[:c.notes]
	done := c.next >= len(b.queue)
	extra := b.spread(t, taken, c, done)
	y := textTop
	y = b.placeFloats(plan, t.top, y)
	for i, s := range taken {
		if i > 0 {
			y += s.above(taken[i-1]) + extra*s.stretch
		} else if len(t.top) > 0 {
			y += max(s.gap, figureSpace) + extra*s.stretch
		}
		plan.placed = append(plan.placed, placed{s, y, 0})
		y += s.height
		if s.section != "" {
			if plan.head == "" {
				plan.head = s.section
			}
			b.section = s.section
		}
	}
	if plan.head == "" {
		plan.head = b.section
	}
	plan.wide = len(plan.placed) > 0 && plan.placed[0].wide
	b.foot = y
	b.placeNotes(plan, notes, c)
	if len(plan.notes) > 0 {
		b.foot = textBottom
	}
	for _, s := range taken {
		for _, n := range s.notes {
			b.noted[n] = true
		}
	}
	for _, s := range t.top {
		for _, n := range s.notes {
			b.noted[n] = true
		}
	}
	b.floats = append(b.floats, t.waiting[:c.waiting]...)
	b.queue = b.queue[c.next:]
	b.pages = append(b.pages, plan)
}

func (b *builder) placeFloats(plan *sheetPlan, top []*slab, y float64) float64 {
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

// spread tells how far the spaces of a page grow so that it reaches the foot;
// a page that is far from full, or the last, keeps its spaces.
func (b *builder) spread(t *trial, taken []*slab, c cutPoint, done bool) float64 {
	used := c.used + c.noteH
	if c.notes > 0 {
		used += noteSpace
	}
	left := textHeight - used
	stretch := 0.0
	for i, s := range taken {
		if i > 0 || len(t.top) > 0 {
			stretch += s.stretch
		}
	}
	if done || left <= 0 || stretch == 0 || left > stretchMost*stretch {
		return 0
	}
	return left / stretch
}

// placeNotes sets the notes at the foot of the page.
func (b *builder) placeNotes(plan *sheetPlan, notes []*slab, c cutPoint) {
	if len(notes) == 0 {
		return
	}
	y := textBottom - c.noteH
	plan.rule = y - noteSpace*0.45
	for i, s := range notes {
		if i > 0 {
			y += s.gap
		}
		plan.notes = append(plan.notes, placed{s, y, 0})
		y += s.height
	}
}

// force places a slab that fits on no page, so that the work ends: it sticks
// out at the foot. Layout scales or cuts what could be so tall.
func (b *builder) force() {
	if len(b.queue) == 0 {
		b.floats, b.notes = nil, nil
		return
	}
	plan := b.pages[len(b.pages)-1]
	if len(plan.placed) > 0 {
		plan = &sheetPlan{head: b.section}
		b.pages = append(b.pages, plan)
	}
	plan.placed = append(plan.placed, placed{b.queue[0], textTop, 0})
	b.queue = b.queue[1:]
}
