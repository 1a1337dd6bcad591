package pdf

import "math"

// Two columns: the ledger is long and its entries are short.

// columnsBelow is the share of a page below which a part in columns may begin,
// at most.
const columnsBelow = 0.72

// columnPage fills one page with what spans and two columns below it; false if
// nothing fits. It is a new page, or the last one if that ends high up.
func (b *builder) columnPage() bool {
	plan, y := b.columnStart()
	top := y
	for i := 0; len(b.queue) > 0 && b.queue[0].columns == spanning; i++ {
		s := b.queue[0]
		if i > 0 {
			y += s.gap
		}
		b.enter(plan, s, y, -(b.geo.wide-b.geo.measure)/2)
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
	left, right := intoColumns(entries, b.geo.bottom-y)
	if len(left) == 0 && top > b.geo.top { // not even one entry fits below the text
		b.queue, b.foot = append(entries[:n:n], rest...), b.geo.bottom
		return b.columnPage()
	}
	foot := 0.0
	if len(left)+len(right) < len(entries) {
		foot = b.geo.bottom
	}
	b.column(plan, left, y, foot, 0)
	b.column(plan, right, y, foot, b.geo.columns()+columnGutter)
	b.queue = append(entries[len(left)+len(right):len(entries):len(entries)], rest...)
	if plan.head == "" {
		plan.head = b.section
	}
	b.foot = b.geo.bottom
	return len(left) > 0
}

// columnStart is the page of a part in columns, and where it begins there.
func (b *builder) columnStart() (*sheetPlan, float64) {
	if n := len(b.pages); n > 0 && b.foot > b.geo.top && b.foot < b.geo.top+b.geo.room()*columnsBelow {
		return b.pages[n-1], b.foot + b.queue[0].gap
	}
	plan := &sheetPlan{wide: true}
	b.pages = append(b.pages, plan)
	return plan, b.geo.top
}

// intoColumns takes what fits into two columns; columns that are the last are
// made equally long.
func intoColumns(entries []*slab, height float64) (left, right []*slab) {
	take := func(from []*slab, height float64) []*slab { return from[:columnEnd(from, height)] }
	left = take(entries, height)
	right = take(entries[len(left):], height)
	if len(left)+len(right) < len(entries) {
		return left, right
	}
	const step = 6.0
	for h := stackHeight(entries) / 2; h < height; h += step {
		l := take(entries, h)
		if r := take(entries[len(l):], h); len(l)+len(r) == len(entries) && stackHeight(r) <= stackHeight(l)+step*4 {
			return l, r
		}
	}
	return left, right
}

// columnEnd finds the best place among those where a column may end: one that
// leaves little of it empty and parts little.
func columnEnd(slabs []*slab, height float64) int {
	best, least, fits, used := 0, math.Inf(1), 0, 0.0
	for i, s := range slabs {
		if i > 0 {
			used += s.gap
		}
		if used += s.height; used > height+0.01 {
			break
		}
		fits = i + 1
		if s.after <= -never {
			return fits
		}
		left := (height - used) / height
		if cost := float64(s.after) + 20000*left*left*(1+4*left); s.after < never && cost <= least {
			best, least = fits, cost
		}
	}
	if fits == len(slabs) || best == 0 {
		return fits
	}
	return best
}

const (
	columnSpread = 1.4  // how far the spaces of a column may grow, as a share of them
	columnEmpty  = 0.25 // share of a page that is left empty as it is
)

// column places slabs below each other. Its spaces grow so that it reaches the
// foot, if there is one, as far as that is not far.
func (b *builder) column(plan *sheetPlan, slabs []*slab, y, foot, dx float64) {
	spaces := 0.0
	for _, s := range slabs[min(1, len(slabs)):] {
		spaces += s.between()
	}
	grow := 0.0
	if left := foot - y - stackHeight(slabs); left > 0 && left < b.geo.room()*columnEmpty && spaces > 0 {
		grow = min(left/spaces, columnSpread)
	}
	for i, s := range slabs {
		if i > 0 {
			y += s.gap + grow*s.between()
		}
		b.enter(plan, s, y, dx)
		y += s.height
	}
}

// between is the part of the space above an entry that may grow.
func (s *slab) between() float64 {
	if s.stretch == 0 {
		return 0
	}
	return s.gap
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
