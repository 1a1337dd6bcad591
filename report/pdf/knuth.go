package pdf

import "math"

// Line breaking by total fit: the breaks of a paragraph are those whose lines
// have the least demerits in all.
//
// Source: D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines",
// Software: Practice and Experience 11 (1981) 1119-1184.

const (
	linePenalty      = 10.0
	doubleHyphen     = 10000.0 // demerits of two hyphens in a row
	finalHyphen      = 5000.0  // of a hyphen before the last line
	unlikeNeighbours = 8000.0  // of a loose line beside a tight one
	shortEnd         = 60000.0 // of a last line with almost nothing on it; less of one with more
	loneEnd          = 1e5     // of one with a single character in Chinese or Japanese
	shortEm          = 3.0     // what is long enough, in ems
	shortRagged      = 6.0     // and in ragged text, where a line costs little to shorten
	shortShare       = 0.5     // but not more than this share of a line
	loneEm           = 2.3     // a character with a mark behind it, in ems
	raggedEm         = 3.5     // slack of a ragged line, in ems
	addressEm        = 3.0     // slack of a line that ends within an address or code, in ems
	activeMax        = 400     // active breaks that are kept; more are never useful
)

// A node is a feasible break: the best way to get to it.
type breakNode struct {
	at       int // item
	line     int // lines before it
	fitness  int
	demerits float64
	prev     *breakNode

	width, stretch, shrink float64 // sums up to the first box behind it
}

// A nodePool makes the nodes of one paragraph after the other in the same room.
type nodePool struct {
	chunks [][]breakNode
	used   int
}

const nodesOfChunk = 512

func (n *nodePool) get() *breakNode {
	at := n.used / nodesOfChunk
	if at == len(n.chunks) {
		n.chunks = append(n.chunks, make([]breakNode, nodesOfChunk))
	}
	node := &n.chunks[at][n.used%nodesOfChunk]
	n.used++
	return node
}

// lineWidths gives the width of each line; first is that of line 0.
type lineWidths struct{ first, rest float64 }

func (w lineWidths) of(line int) float64 {
	if line == 0 {
		return w.first
	}
	return w.rest
}

// breaks returns the items at which the lines end. It always finds some: with
// growing tolerance, then with emergency stretch, then with lines that are too
// long.
func (p *paragraph) breaks(w lineWidths) []int {
	p.finish()
	p.shrink(math.Min(w.first, w.rest))
	for _, try := range []struct{ tolerance, emergency float64 }{{1.3, 0}, {2.6, 0}, {4, w.rest * 0.08}} {
		if at := p.fit(w, try.tolerance, try.emergency, false); at != nil {
			return at
		}
	}
	p.splitWide(math.Min(w.first, w.rest))
	return p.fit(w, 50, w.rest*0.15, true)
}

// finish ends the paragraph once.
func (p *paragraph) finish() {
	for n := len(p.items); n > 0 && p.items[n-1].kind == glueItem && p.items[n-1].stretch < fill; n-- {
		p.items = p.items[:n-1]
	}
	if n := len(p.items); n > 0 && p.items[n-1].kind == penaltyItem && p.items[n-1].penalty == force {
		return
	}
	p.newline()
}

// shrink makes formulas smaller that are wider than a line.
func (p *paragraph) shrink(width float64) {
	for i := range p.items {
		b, ok := p.items[i].obj.(*formulaBox)
		if !ok || p.items[i].width <= width || width <= 0 {
			continue
		}
		small := *b
		small.scale *= width / p.items[i].width
		p.items[i].obj, p.items[i].width = &small, width
	}
}

// splitWide allows breaks inside boxes that are wider than a line.
func (p *paragraph) splitWide(width float64) {
	var out []item
	for _, it := range p.items {
		if it.kind != boxItem || it.width <= width || it.text == "" {
			out = append(out, it)
			continue
		}
		p.words++
		text, sum := []rune(it.text), 0.0
		for i, c := range text {
			w := p.width(string(text[:i+1]), it.st)
			out = append(out, item{kind: boxItem, text: string(c), st: it.st, word: p.words, width: w - sum})
			if i+1 < len(text) {
				out = append(out, item{kind: penaltyItem, penalty: breakAny})
			}
			sum = w
		}
	}
	p.items = out
}

// fitter is one attempt to break a paragraph.
type fitter struct {
	p                    *paragraph
	w                    lineWidths
	tolerance, emergency float64
	desperate            bool
	active, spare        []*breakNode

	width, stretch, shrink float64
	hangs                  float64 // what the line that is tried leaves out at its end
}

func (p *paragraph) fit(w lineWidths, tolerance, emergency float64, desperate bool) []int {
	f := &fitter{p: p, w: w, tolerance: tolerance, emergency: emergency, desperate: desperate}
	p.r.nodes.used = 0
	first := p.r.nodes.get()
	*first = breakNode{at: -1, fitness: 1}
	first.width, first.stretch, first.shrink = f.behind(0)
	f.active = []*breakNode{first}
	for i := range p.items {
		it := &p.items[i]
		switch {
		case it.kind == penaltyItem && it.penalty < forbid:
			f.try(i, it.penalty)
		case it.kind == glueItem && i > 0 && p.items[i-1].kind == boxItem:
			f.try(i, 0)
		}
		if len(f.active) == 0 {
			return nil
		}
		if it.kind != penaltyItem {
			f.width += it.width
			f.stretch += it.stretch
			f.shrink += it.shrink
		}
	}
	return f.best()
}

// behind returns the sums at the first box behind item i.
func (f *fitter) behind(i int) (width, stretch, shrink float64) {
	width, stretch, shrink = f.width, f.stretch, f.shrink
	for ; i < len(f.p.items); i++ {
		it := &f.p.items[i]
		if it.kind == boxItem && it.half < 0 && !f.p.ragged {
			width += it.width / 2 // an opening mark begins the line with its ink
		}
		if it.kind == boxItem || it.kind == penaltyItem && it.penalty <= force {
			return width, stretch, shrink
		}
		if it.kind == glueItem && it.stretch < fill {
			width += it.width
			stretch += it.stretch
			shrink += it.shrink
		}
	}
	return width, stretch, shrink
}

// hanging is the blank half of a full-width mark at the end of the line before
// item i.
func (f *fitter) hanging(i int) float64 {
	for i--; i >= 0 && !f.p.ragged; i-- {
		if it := &f.p.items[i]; it.kind == boxItem && (it.text != "" || it.obj != nil) {
			if it.half > 0 {
				return it.width / 2
			}
			break
		}
	}
	return 0
}

// try considers a break at item i.
func (f *fitter) try(i int, penalty float64) {
	it := &f.p.items[i]
	f.hangs = f.hanging(i)
	var best [4]*breakNode
	keep := f.spare[:0]
	var last *breakNode
	for _, a := range f.active {
		r := f.ratio(a, it)
		if r >= -1 && r <= f.tolerance || r >= -1 && penalty <= force && f.desperate {
			n := f.node(a, i, r, penalty)
			if old := best[n.fitness]; old == nil {
				best[n.fitness] = f.p.r.nodes.get()
				*best[n.fitness] = n
			} else if n.demerits < old.demerits {
				*old = n
			}
		}
		last = a
		if r < -1 || penalty <= force {
			continue // no line from a can end here or later
		}
		keep = append(keep, a)
	}
	found := false
	for _, n := range best {
		if n != nil {
			keep = append(keep, n)
			found = true
		}
	}
	if len(keep) == 0 && f.desperate && last != nil && !found {
		n := f.p.r.nodes.get()
		*n = f.node(f.leastBad(), i, 1, penalty) // a line that is too long or too loose
		keep = append(keep, n)
	}
	if len(keep) > activeMax {
		keep = keep[len(keep)-activeMax:]
	}
	f.active, f.spare = keep, f.active
}

// leastBad is the active break nearest to the end: it gives the shortest line.
func (f *fitter) leastBad() *breakNode {
	best := f.active[0]
	for _, a := range f.active {
		if a.at > best.at || a.at == best.at && a.demerits < best.demerits {
			best = a
		}
	}
	return best
}

// ratio tells how much a line from a to the item must be stretched (positive)
// or shrunk (down to -1); below -1 it does not fit.
func (f *fitter) ratio(a *breakNode, it *item) float64 {
	natural := f.width - a.width - f.hangs
	if it.kind == penaltyItem {
		natural += it.width
	}
	room := f.w.of(a.line) - natural
	if f.p.ragged {
		if room < -0.01 {
			return -2
		}
		if f.stretch-a.stretch >= fill {
			return 0
		}
		return room / (raggedEm * f.p.base.size)
	}
	switch {
	case room >= 0:
		stretch := f.stretch - a.stretch + f.emergency
		if it.kind == penaltyItem && it.penalty == breakURL {
			stretch += addressEm * f.p.base.size
		}
		if stretch > 0 {
			return room / stretch
		}
		if room < 0.01 {
			return 0
		}
		return 1e4
	default:
		if shrink := f.shrink - a.shrink; shrink > 0 {
			return room / shrink
		}
		if room > -0.01 {
			return 0
		}
		return -2
	}
}

func (f *fitter) node(a *breakNode, i int, r, penalty float64) breakNode {
	it := &f.p.items[i]
	n := breakNode{at: i, line: a.line + 1, prev: a}
	badness := math.Min(100*math.Abs(r*r*r), 1e6)
	d := linePenalty + badness
	switch {
	case penalty >= 0:
		d = (d + penalty) * (d + penalty)
	case penalty > force:
		d = d*d - penalty*penalty
	default:
		d *= d
	}
	switch {
	case r < -0.5:
		n.fitness = 0
	case r <= 0.5:
		n.fitness = 1
	case r <= 1:
		n.fitness = 2
	default:
		n.fitness = 3
	}
	if a.at >= 0 && (n.fitness-a.fitness > 1 || a.fitness-n.fitness > 1) {
		d += unlikeNeighbours
	}
	if a.at >= 0 && f.p.items[a.at].hyphen {
		if it.hyphen {
			d += doubleHyphen
		} else if penalty <= force {
			d += finalHyphen
		}
	}
	if penalty <= force && a.at >= 0 {
		d += f.shortness(f.width - a.width)
	}
	n.demerits = a.demerits + d
	n.width, n.stretch, n.shrink = f.behind(i)
	return n
}

// shortness gives the demerits of a last line for its width.
func (f *fitter) shortness(width float64) float64 {
	size := f.p.base.size
	enough := shortEm * size
	if f.p.ragged {
		enough = min(shortRagged*size, shortShare*f.w.rest)
	}
	d := 0.0
	if width < enough {
		d = shortEnd * (1 - width/enough)
	}
	if f.p.r.han && width < loneEm*size {
		d += loneEnd
	}
	return d
}

// best gives the breaks that lead to the end with the least demerits.
func (f *fitter) best() []int {
	end := len(f.p.items) - 1
	var best *breakNode
	for _, a := range f.active {
		if a.at == end && (best == nil || a.demerits < best.demerits) {
			best = a
		}
	}
	if best == nil {
		return nil
	}
	at := make([]int, best.line)
	for n := best; n.prev != nil; n = n.prev {
		at[n.line-1] = n.at
	}
	return at
}
