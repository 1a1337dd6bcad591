package pdf

// Two columns: the ledger is long and its entries are short.

const (
	columnGutter = 20.0
	columnWidth  = (wide - columnGutter) / 2
)

// columnsBelow is the share of a page below which a part in columns may begin,
// at most.
const columnsBelow = 0.6

// inColumns tells whether a part in two columns comes next. It begins a page,
// or stands below a text that ends high up.
func (b *builder) inColumns() bool {
	return len(b.queue) > 0 && b.queue[0].columns != oneColumn && len(b.floats) == 0 && len(b.notes) == 0
}

// columnPage fills one page with what spans and two columns below it.
func (b *builder) columnPage() {
	plan, y := b.columnStart()
	top := y
	for i := 0; len(b.queue) > 0 && b.queue[0].columns == spanning; i++ {
		s := b.queue[0]
		if i > 0 {
			y += s.gap
		}
		b.enter(plan, s, y, -(wide-measure)/2)
		y += s.height
		b.queue = b.queue[1:]
	}
	if y > top && len(b.queue) > 0 {
		y += b.queue[0].gap
	}
	n := 0
	for n < len(b.queue) && b.queue[n].columns == twoColumns {
		n++
	}
	rest := b.queue[n:]
	entries := b.queue[:n]
	b.height = textBottom - y
	left, right := b.twoColumns(entries)
	if len(left) == 0 && top > textTop { // not even one entry fits below the text
		b.queue, b.height, b.foot = append(entries[:n:n], rest...), textHeight, textBottom
		b.columnPage()
		return
	}
	b.column(plan, left, y, 0)
	b.column(plan, right, y, columnWidth+columnGutter)
	b.queue = append(entries[len(left)+len(right):len(entries):len(entries)], rest...)
	b.height = textHeight
	if plan.head == "" {
		plan.head = b.section
	}
	b.foot = textBottom
}

// columnStart is the page of a part in columns, and where it begins there.
func (b *builder) columnStart() (*sheetPlan, float64) {
	if n := len(b.pages); n > 0 && b.foot > textTop && b.foot < textTop+textHeight*columnsBelow {
		return b.pages[n-1], b.foot + b.queue[0].gap
	}
	plan := &sheetPlan{wide: true}
	b.pages = append(b.pages, plan)
	return plan, textTop
}

// twoColumns takes what fits into two columns; columns that are the last are
// made equally long.
func (b *builder) twoColumns(entries []*slab) (left, right []*slab) {
	take := func(from []*slab) []*slab {
		b.queue = from
		return from[:b.fill(&trial{}).next]
	}
	left = take(entries)
	right = take(entries[len(left):])
	if len(left)+len(right) < len(entries) {
		return left, right
	}
	const step = 6.0
	full := b.height
	for b.height = stackHeight(entries) / 2; b.height < full; b.height += step {
		l := take(entries)
		if r := take(entries[len(l):]); len(l)+len(r) == len(entries) && stackHeight(r) <= stackHeight(l)+step*4 {
			return l, r
		}
	}
	return left, right
}

func (b *builder) column(plan *sheetPlan, slabs []*slab, y, dx float64) {
	for i, s := range slabs {
		if i > 0 {
			y += s.gap
		}
		b.enter(plan, s, y, dx)
		y += s.height
	}
}

// enter places a slab and notes what it is for the running head.
func (b *builder) enter(plan *sheetPlan, s *slab, y, dx float64) {
	plan.placed = append(plan.placed, placed{s, y, dx})
	if s.section != "" {
		if plan.head == "" {
			plan.head = s.section
		}
		b.section = s.section
	}
}
