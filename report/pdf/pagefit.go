package pdf

import (
	"math"
	"slices"
)

// Page breaking by total fit, as paragraphs are broken: the breaks are those
// whose pages cost least in all. A page costs what its spaces must stretch or
// shrink, what stays empty at its foot, and what its end parts. A figure that
// does not fit waits for the top of the next page while the text goes on; one
// that fits may wait too, when that fills the pages better.
//
// Source: M. F. Plass, "Optimal pagination techniques for automatic
// typesetting systems", Stanford 1981.

const (
	stretchMost = 2.0  // how far the spaces of a page may grow, in units of their stretch
	waitCost    = 300  // of a figure that could have stayed where it is
	moveCost    = 25   // of one that could not
	pageCost    = 10   // of any page
	splitCost   = 400  // of a note that goes on overleaf
	scantCost   = 700  // of a last page with a few lines
	scantHeight = 58.0 // which are no higher than this
	overCost    = 1e6  // of a page that is too full
	keepCost    = 1e4  // of parting what asks not to be
	worst       = 9000 // how much worse than the best a page may be to be thought of
)

// A pageStart is what a page begins with.
type pageStart struct {
	next     int          // the first slab of the text
	floats   []*slabGroup // figures that wait
	overleaf []*slab      // lines of notes that go on
}

// same tells whether two pages that begin at the same slab begin alike.
func (s pageStart) same(o pageStart) bool {
	return len(s.floats) == len(o.floats) && len(s.overleaf) == len(o.overleaf) &&
		(len(s.overleaf) == 0 || s.overleaf[0] == o.overleaf[0])
}

// A pageNode is the best way to get to the start of a page.
type pageNode struct {
	pageStart
	cost float64
	prev *pageNode // the page before
	hold int       // from where on figures waited on that page, though there was room; -1: nowhere
	done bool
}

// fit divides a part in one column into pages.
func (b *builder) fit(slabs []*slab) []*trial {
	at := make([][]*pageNode, len(slabs)+1)
	at[0] = []*pageNode{{hold: -1}}
	var end *pageNode
	for i := range at {
		for n := nextNode(at[i]); n != nil && end == nil; n = nextNode(at[i]) {
			n.done = true
			if i == len(slabs) && len(n.floats) == 0 && len(n.overleaf) == 0 {
				end = n
				break
			}
			b.follow(at, n, slabs)
		}
	}
	var pages []*trial
	for n := end; n.prev != nil; n = n.prev {
		t := b.trial(n.prev, slabs)
		t.fill(n.hold, func(cut int, _ float64) bool { return cut != n.next })
		pages = append(pages, t)
	}
	slices.Reverse(pages)
	return pages
}

// nextNode takes the start at which most is pending: the pages behind it may
// lead to the others.
func nextNode(nodes []*pageNode) *pageNode {
	var best *pageNode
	for _, n := range nodes {
		if n.done {
			continue
		}
		if best == nil || len(n.floats) > len(best.floats) || len(n.floats) == len(best.floats) && len(n.overleaf) > len(best.overleaf) {
			best = n
		}
	}
	return best
}

func (b *builder) trial(n *pageNode, slabs []*slab) *trial {
	t := &trial{b: b, pageStart: n.pageStart, slabs: slabs}
	t.begin()
	return t
}

// again is a trial in the room of one that is not needed any more.
func (t *trial) again(n *pageNode) {
	*t = trial{b: t.b, pageStart: n.pageStart, slabs: t.slabs, top: t.top[:0], taken: t.taken[:0], lines: t.lines[:0], stays: t.stays[:0]}
	t.begin()
}

// follow finds the pages that may begin at a node, and with them the starts
// of the next.
func (b *builder) follow(at [][]*pageNode, n *pageNode, slabs []*slab) {
	ends, t := b.ends[:0], &b.draft
	t.b, t.slabs = b, slabs
	best := math.Inf(1)
	try := func(hold int) {
		t.again(n)
		t.fill(hold, func(cut int, penalty float64) bool {
			cost := penalty + t.cost(cut)
			if hold >= 0 {
				cost += waitCost
			}
			best = min(best, cost)
			if cost <= best+worst {
				ends = append(ends, pageNode{pageStart{cut, t.floats, t.overleaf}, cost, n, hold, false})
			}
			return true
		})
	}
	try(-1)
	for _, i := range slices.Clone(t.stays) {
		try(i)
	}
	for i := range ends {
		if e := &ends[i]; e.cost <= best+worst {
			e.cost += n.cost
			e.enter(at)
		}
	}
	b.ends = ends
}

// enter keeps a node if it is the best way to its start.
func (n *pageNode) enter(at [][]*pageNode) {
	for _, old := range at[n.next] {
		if old.same(n.pageStart) {
			if n.cost < old.cost && !old.done {
				*old = *n
			}
			return
		}
	}
	kept := *n
	at[n.next] = append(at[n.next], &kept)
}

// fill takes slabs until no more fit, and calls end at each place where the
// page may end, with what it would part; it stops when end says so. Figures
// from hold on wait, though there is room.
func (t *trial) fill(hold int, end func(cut int, penalty float64) bool) {
	start, ended := t.next, false
	fits, waiting := start, 0 // behind the last slab that fits, and the figures that wait there
	if len(t.top) > 0 || len(t.lines) > 0 {
		if !end(start, 0) {
			return
		}
		ended = true
	}
	for i := start; i < len(t.slabs); {
		s := t.slabs[i]
		if g := s.group; g != nil && g.floats && g.slabs[0] == s {
			if t.defers(s) || hold >= 0 && i >= hold {
				t.floats = append(t.floats[:len(t.floats):len(t.floats)], g)
				i += len(g.slabs)
				if p := t.parting(); p < never {
					ended = true
					if !end(i, float64(p)) {
						return
					}
				}
				continue
			}
			t.stays = append(t.stays, i)
		}
		if s.barrier && len(t.floats) > 0 || !t.take(s) {
			break
		}
		i++
		fits, waiting = i, len(t.floats)
		if s.after <= -never {
			end(i, -math.MaxInt16)
			return
		}
		if s.after < never {
			ended = true
			if !end(i, float64(s.after)) {
				return
			}
		}
	}
	if ended {
		return
	}
	if fits > start {
		t.floats = t.floats[:waiting]
		end(fits, keepCost)
		return
	}
	t.force(start)
	end(start+1, overCost)
}

// parting is the penalty of ending the page here.
func (t *trial) parting() int {
	if n := len(t.taken); n > 0 {
		return t.taken[n-1].after
	}
	return 0
}

// force places a slab that fits on no page; it sticks out at the foot.
func (t *trial) force(at int) {
	s := t.slabs[at]
	t.place(s, 0, 0, 0)
	t.addNotes(s, true)
}

// cost tells how bad the page looks if it ends before slab cut.
func (t *trial) cost(cut int) float64 {
	left := t.room() - t.used
	cost := float64(pageCost + moveCost*len(t.floats))
	if len(t.overleaf) > 0 {
		cost += splitCost
	}
	switch {
	case left < 0 && t.stretch > 0:
		r := left / (shrinks * t.stretch)
		return cost - 100*r*r*r
	case t.last(cut):
		if t.used < scantHeight {
			cost += scantCost
		}
		return cost
	case cut > 0 && t.slabs[cut-1].after <= -never:
		return cost
	}
	if t.stretch > 0 {
		r := min(left/t.stretch, stretchMost)
		cost += 60 * r * r * r
		left -= r * t.stretch
	}
	if left > 0.01 {
		cost += 8*left + 0.8*left*left
	}
	return cost
}

// last tells whether nothing is left if the page ends before slab cut.
func (t *trial) last(cut int) bool {
	return cut == len(t.slabs) && len(t.floats) == 0 && len(t.overleaf) == 0
}

// emptyMost is the share of a page that may stay empty at its foot before its
// spaces are left as they are.
const emptyMost = 0.3

// ratio tells how far the spaces of the page grow or shrink so that it ends at
// the foot; the last page of a part keeps its spaces.
func (t *trial) ratio() float64 {
	left := t.room() - t.used
	switch n := len(t.taken); {
	case t.stretch == 0:
		return 0
	case left < 0:
		return max(left/t.stretch, -shrinks)
	case n == 0, t.taken[n-1].after <= -never, left > emptyMost*t.b.geo.room():
		return 0
	case t.taken[n-1] == t.slabs[len(t.slabs)-1] && len(t.floats) == 0:
		return 0
	}
	return min(left/t.stretch, stretchMost)
}
