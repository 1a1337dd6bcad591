package pdf

import (
	"slices"
	"strings"
)

// A line is a broken line: pieces with their places.
type line struct {
	pieces        []piece
	width         float64 // of what is on it
	height, depth float64 // of its box, above and below the baseline
	notes         []*note
	anchors       []string
	hyphen        bool // it ends in the middle of a word
}

// A piece is text of one style, or an object.
type piece struct {
	x, width float64
	text     string
	st       *style
	obj      object
	gap      bool // a space
}

// lines breaks the paragraph and sets its lines. The first line may be
// narrower: it begins at an indent. The paragraph is empty then, unless it is
// kept.
func (p *paragraph) lines(w lineWidths) []line {
	if p.empty() {
		return nil
	}
	breaks := p.breaks(w)
	out := make([]line, 0, len(breaks))
	from := 0
	for i, at := range breaks {
		out = append(out, p.set(from, at, w.of(i)))
		from = at + 1
	}
	if !p.kept {
		p.free()
	}
	return out
}

// balanced breaks the paragraph into as few lines as lines does, which are as
// equal as that allows: for titles, whose last line would be a word alone.
func (p *paragraph) balanced(w lineWidths) []line {
	p.kept = true
	out := p.lines(w)
	steps := balanceSteps
	_, widest := p.natural()
	if len(out) < 2 || widest > w.rest { // a word wider than the lines is cut as it is
		steps = 0
	}
	narrow, enough := max(w.rest/2, widest), w.rest
	for range steps {
		middle := (narrow + enough) / 2
		l := p.lines(lineWidths{middle - (w.rest - w.first), middle})
		if len(l) > len(out) || slices.ContainsFunc(l, func(l line) bool { return l.width > middle+0.5 }) {
			narrow = middle
			continue
		}
		out, enough = l, middle
	}
	p.free()
	return out
}

const balanceSteps = 6

// natural gives the width of the paragraph on one line, and that of its widest
// part that cannot be broken.
func (p *paragraph) natural() (whole, widest float64) {
	var sum, run float64
	for i := range p.items {
		it := &p.items[i]
		switch it.kind {
		case boxItem:
			sum += it.width
			run += it.width
		case glueItem:
			sum += it.width
			if i == 0 || p.items[i-1].kind != penaltyItem || p.items[i-1].penalty < forbid {
				widest, run = max(widest, run), 0
			} else {
				run += it.width
			}
		case penaltyItem:
			if it.penalty < hyphens {
				widest, run = max(widest, run), 0
			}
			if it.penalty <= force {
				whole, sum = max(whole, sum), 0
			}
		}
	}
	return max(whole, sum), max(widest, run)
}

// set builds the line of items [from, to), ended by the break at to.
func (p *paragraph) set(from, to int, width float64) line {
	for from < to && p.items[from].kind != boxItem {
		from++ // what may vanish at the start of a line vanishes
	}
	var natural, stretch, shrink float64
	l := line{pieces: p.r.pieces[:0]}
	gaps, flex := p.r.gaps[:0], p.r.flex[:0] // indices of pieces that are gaps, with their stretch
	word := int32(0)
	for i := from; i < to; i++ {
		it := &p.items[i]
		switch it.kind {
		case boxItem:
			p.place(&l, it, &word)
		case glueItem:
			word = 0
			l.pieces = append(l.pieces, piece{width: it.width, text: it.text, st: it.st, gap: true})
			gaps = append(gaps, len(l.pieces)-1)
			flex = append(flex, [2]float64{it.stretch, it.shrink})
			stretch += it.stretch
			shrink += it.shrink
		}
	}
	if end := &p.items[to]; end.kind == penaltyItem && end.hyphen {
		p.place(&l, &item{kind: boxItem, text: "-", st: end.st, word: word}, &word)
		l.hyphen = true
	}
	for i := range l.pieces {
		if q := &l.pieces[i]; !q.gap && q.obj == nil {
			q.width = p.width(q.text, q.st)
		}
		natural += l.pieces[i].width
	}
	left, right := p.protrusion(&l, from, to)
	p.justify(&l, width+left+right-natural, stretch, shrink, gaps, flex)
	p.r.gaps, p.r.flex = gaps, flex
	x := -left
	for i := range l.pieces {
		l.pieces[i].x = x
		x += l.pieces[i].width
	}
	l.width = x
	end := &p.items[to]
	if end.kind == penaltyItem && to+1 < len(p.items) {
		end = &p.items[to+1]
	}
	if end.kind == glueItem && end.text != "" {
		l.pieces = append(l.pieces, piece{x: x, text: " ", st: end.st, gap: true}) // for those who copy or listen
	}
	p.strut(&l)
	p.r.pieces = l.pieces
	l.pieces = slices.Clone(l.pieces)
	return l
}

// place adds a box to a line; fragments of one word become one piece again.
func (p *paragraph) place(l *line, it *item, word *int32) {
	switch {
	case it.mark != nil && it.mark.note != nil:
		l.notes = append(l.notes, it.mark.note)
		return
	case it.mark != nil:
		l.anchors = append(l.anchors, it.mark.anchor)
		return
	case it.word != 0 && it.word == *word && len(l.pieces) > 0:
		l.pieces[len(l.pieces)-1].text += it.text
		return
	}
	*word = it.word
	l.pieces = append(l.pieces, piece{text: it.text, st: it.st, obj: it.obj, width: it.width})
}

// spreadMost is how far the spaces of a line may grow, in units of their
// stretch.
const spreadMost = 4.0

// justify shares out the room that a line has left over its gaps.
func (p *paragraph) justify(l *line, room, stretch, shrink float64, gaps []int, flex [][2]float64) {
	switch {
	case room < 0 && shrink > 0:
		r := max(room/shrink, -1)
		for i, g := range gaps {
			l.pieces[g].width += r * flex[i][1]
		}
	case room > 0 && stretch >= fill:
		for i := len(gaps) - 1; i >= 0; i-- {
			if flex[i][0] >= fill && gaps[i] < len(l.pieces)-1 {
				l.pieces[gaps[i]].width += room
				return
			}
		}
	case room > 0 && !p.ragged && stretch > 0:
		r := room / stretch
		if r > spreadMost {
			r = 1 // a line that ends early looks better than one full of holes
		}
		for i, g := range gaps {
			l.pieces[g].width += r * flex[i][0]
		}
	}
}

// protruding characters stand partly outside the text, in thousandths of their
// width, so that its edge looks straight.
var protruding = map[rune]float64{
	'-': 500, '‐': 500, '.': 500, ',': 500, '–': 250, '—': 150, ':': 250, ';': 250, '”': 400, '’': 500, '“': 400, '‘': 500,
}

func (p *paragraph) protrusion(l *line, from, to int) (left, right float64) {
	if p.ragged || len(l.pieces) == 0 {
		return 0, 0
	}
	for i := from; i < to; i++ {
		if it := &p.items[i]; it.text != "" || it.obj != nil {
			if it.half < 0 {
				left = it.width / 2
			}
			break
		}
	}
	for i := to - 1; i >= from; i-- {
		if it := &p.items[i]; it.kind == boxItem && it.text != "" {
			if it.half > 0 {
				return left, it.width / 2
			}
			break
		}
	}
	first, last := &l.pieces[0], &l.pieces[len(l.pieces)-1]
	if left == 0 && first.text != "" && !first.gap {
		c := []rune(first.text)[0]
		if k := protruding[c]; k != 0 && strings.ContainsRune("“‘", c) {
			left = k / 1000 * p.width(string(c), first.st)
		}
	}
	if last.text != "" && !last.gap {
		c := []rune(last.text)
		z := c[len(c)-1]
		if k := protruding[z]; k != 0 {
			right = k / 1000 * p.width(string(z), last.st)
		}
	}
	return left, right
}

// strut gives the line the height that its paragraph asks for, and more where
// something on it is taller.
func (p *paragraph) strut(l *line) {
	face := p.base.face()
	size := p.base.size
	asc, desc := face.Ascent*size/1000, face.Descent*size/1000
	leading := p.base.leading
	if p.r.han && size < titleType.size {
		leading *= hanLeading
	}
	half := (leading - asc - desc) / 2
	l.height, l.depth = asc+half, desc+half
	for i := range l.pieces {
		if o := l.pieces[i].obj; o != nil {
			_, a, d := o.extent()
			l.height, l.depth = max(l.height, a+1), max(l.depth, d+1)
		}
	}
}

// draw sets the line with its left end at x and its upper edge at y.
func (l *line) draw(s *sheet, x, y float64) {
	base := y + l.height
	l.decorate(s, x, base, true)
	for i := range l.pieces {
		q := &l.pieces[i]
		switch {
		case q.obj != nil:
			s.mark(q.st.tag)
			q.obj.draw(s, x+q.x, base-q.st.rise)
		case q.text != "":
			s.mark(q.st.tag)
			s.styled(x+q.x, base-q.st.rise, q.text, q.st)
		}
	}
	l.decorate(s, x, base, false)
	l.links(s, x, base)
}

// styled draws text in a style.
func (s *sheet) styled(x, base float64, text string, st *style) float64 {
	for _, part := range st.parts(text) {
		x = s.text(x, base, s.r.shapeText(st.face(), part.text), part.size, st.color)
	}
	return x
}

// decorate draws what lies under text (grounds) or over it (lines), over each
// stretch of pieces in one style.
func (l *line) decorate(s *sheet, x, base float64, under bool) {
	for i := 0; i < len(l.pieces); {
		st := l.pieces[i].st
		j := i + 1
		for j < len(l.pieces) && l.pieces[j].st == st {
			j++
		}
		to := j
		for to > i && l.pieces[to-1].gap && to-1 > i {
			to--
		}
		from, last := l.pieces[i], l.pieces[to-1]
		if st != nil && !from.gap {
			st.decorate(s, x+from.x, base, last.x+last.width-from.x, under)
		}
		i = j
	}
}

func (st *style) decorate(s *sheet, x, base, w float64, under bool) {
	size := st.size
	if under {
		if st.tint || st.keys {
			s.mark(nil)
			s.rect(x-1, base-size*0.76, w+2, size*1.02, tint)
		}
		return
	}
	if !(st.under || st.strike || st.dotted || st.keys) {
		return
	}
	s.mark(nil)
	base -= st.rise
	if st.under {
		s.rect(x, base+size*0.14, w, size*0.045, st.color)
	}
	if st.strike {
		s.rect(x, base-size*0.26, w, size*0.05, st.color)
	}
	if st.dotted {
		s.dots(x, base+size*0.21, w, 0.5, 1.6, hair)
	}
	if st.keys {
		s.outline(x-1, base-size*0.78, w+2, size*1.04, ruleLight, faint)
	}
}

// links makes link rectangles, one for each stretch with one target.
func (l *line) links(s *sheet, x, base float64) {
	for i := 0; i < len(l.pieces); {
		st := l.pieces[i].st
		if st == nil || st.to.zero() || l.pieces[i].gap {
			i++
			continue
		}
		j, last := i+1, i
		for j < len(l.pieces) && l.pieces[j].st != nil && l.pieces[j].st.to == st.to && l.pieces[j].st.tag.link() == st.tag.link() {
			if !l.pieces[j].gap {
				last = j
			}
			j++
		}
		from, end := l.pieces[i].x, l.pieces[last].x+l.pieces[last].width
		s.link(x+from, base-st.rise-st.size*0.75, end-from, st.size, st.to, st.tag.link())
		i = j
	}
}

// link finds the element that a link's annotation belongs to.
func (e *elem) link() *elem {
	for ; e != nil; e = e.parent {
		if e.role == "Link" || e.role == "Reference" || e.role == "Note" {
			return e
		}
	}
	return nil
}
