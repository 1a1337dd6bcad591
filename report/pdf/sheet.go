package pdf

import "math"

// A sheet writes the content stream of one page. Its y runs downwards from the
// top edge, as in layout; all lengths are in points.
type sheet struct {
	r    *renderer
	page int // from 1
	b    []byte

	// marked content
	open   bool
	silent bool  // everything is an artifact: a repetition
	tag    *elem // nil in an open sequence: an artifact
	mcid   int   // next
	tags   []*elem

	// text state, valid between BT and ET
	inText, inArray, inHex bool
	font                   *fontUse
	size                   float64
	pen, base              float64 // where the next glyph would stand

	fill, stroke rgb
	alpha        uint8
	dx           float64 // by which everything is moved: the second column
}

func newSheet(r *renderer, page int) *sheet {
	return &sheet{r: r, page: page, fill: unset, stroke: unset, alpha: 255, b: make([]byte, 0, 16<<10)}
}

// unset is no colour: the first use of any colour writes it.
const unset rgb = 0xff000000

// mark switches to the content of an element; nil is an artifact.
func (s *sheet) mark(e *elem) {
	if s.silent {
		e = nil
	}
	if s.open && s.tag == e {
		return
	}
	s.unmark()
	s.open, s.tag = true, e
	if e == nil {
		s.b = append(s.b, "/Artifact BMC\n"...)
		return
	}
	e.attach()
	e.kids = append(e.kids, content{s.page, s.mcid})
	s.b = append(s.b, '/')
	s.b = append(s.b, e.role...)
	s.b = append(s.b, " <</MCID "...)
	s.b = appendNumber(s.b, float64(s.mcid), 0)
	s.b = append(s.b, ">> BDC\n"...)
	s.mcid++
	s.tags = append(s.tags, e)
}

func (s *sheet) unmark() {
	s.endText()
	if s.open {
		s.b = append(s.b, "EMC\n"...)
		s.open = false
	}
}

func (s *sheet) endArray() {
	if s.inHex {
		s.b = append(s.b, '>')
		s.inHex = false
	}
	if s.inArray {
		s.b = append(s.b, "] TJ\n"...)
		s.inArray = false
	}
}

func (s *sheet) endText() {
	s.endArray()
	if s.inText {
		s.b = append(s.b, "ET\n"...)
		s.inText = false
	}
}

func (s *sheet) nums(xs ...float64) {
	for _, x := range xs {
		s.b = appendNumber(s.b, x, 3)
		s.b = append(s.b, ' ')
	}
}

func (s *sheet) setFill(c rgb) {
	if s.fill != c {
		s.endArray()
		s.b = c.append(s.b, "rg")
		s.fill = c
	}
}

func (s *sheet) setStroke(c rgb) {
	if s.stroke != c {
		s.endText()
		s.b = c.append(s.b, "RG")
		s.stroke = c
	}
}

// glyphs draws a run with its origin at x on the baseline y and leaves the pen
// behind it.
func (s *sheet) glyphs(x, y float64, g *glyphRun, size float64, c rgb) {
	x += s.dx
	s.setFill(c)
	if !s.inText {
		s.b = append(s.b, "BT\n"...)
		s.inText, s.font, s.base = true, nil, math.Inf(1)
	}
	if s.font != g.use || s.size != size {
		s.endArray()
		s.font, s.size = g.use, size
		s.b = append(append(append(s.b, '/'), g.use.name...), ' ')
		s.nums(size)
		s.b = append(s.b, "Tf\n"...)
	}
	s.moveTo(x, y)
	for i, code := range g.codes {
		s.hex(code)
		if k := g.adjust[i]; k != 0 {
			s.shift(-k)
		}
	}
	s.pen = x + g.width*size/1000
}

// moveTo brings the pen to x: within the line by an adjustment of the array,
// else by a new text matrix.
func (s *sheet) moveTo(x, y float64) {
	if s.inArray && s.base == y && math.Abs(x-s.pen) < 60 {
		if d := (x - s.pen) * 1000 / s.size; math.Abs(d) >= 0.05 {
			s.shift(-d)
		}
		return
	}
	s.endArray()
	s.b = append(s.b, "1 0 0 1 "...)
	s.nums(x, s.flip(y))
	s.b = append(s.b, "Tm\n["...)
	s.inArray, s.base = true, y
}

// flip turns a y of layout, from the upper edge, into one of the page, from the
// lower edge, and the other way round.
func (s *sheet) flip(y float64) float64 { return s.r.geo.height - y }

func (s *sheet) shift(thousandths float64) {
	if s.inHex {
		s.b = append(s.b, '>')
		s.inHex = false
	}
	s.b = appendNumber(s.b, thousandths, 1)
}

const hexDigits = "0123456789ABCDEF"

func (s *sheet) hex(code rune) {
	if !s.inHex {
		s.b = append(s.b, '<')
		s.inHex = true
	}
	s.b = append(s.b, hexDigits[code>>12&15], hexDigits[code>>8&15], hexDigits[code>>4&15], hexDigits[code&15])
}

// text draws a shape and returns where it ends.
func (s *sheet) text(x, y float64, t *shape, size float64, c rgb) float64 {
	for i := range t.runs {
		s.glyphs(x, y, &t.runs[i], size, c)
		x += t.runs[i].width * size / 1000
	}
	return x
}

// rect fills a rectangle whose upper left corner is at x, y.
func (s *sheet) rect(x, y, w, h float64, c rgb) {
	s.endText()
	s.setFill(c)
	s.nums(x+s.dx, s.flip(y)-h, w, h)
	s.b = append(s.b, "re f\n"...)
}

// dots strokes a dotted line.
func (s *sheet) dots(x, y, w, weight, gap float64, c rgb) {
	x += s.dx
	s.endText()
	s.setStroke(c)
	s.b = append(s.b, "q 1 J "...)
	s.nums(weight)
	s.b = append(s.b, "w [0 "...)
	s.nums(gap)
	s.b = append(s.b, "] 0 d "...)
	s.nums(x+weight/2, s.flip(y))
	s.b = append(s.b, "m "...)
	s.nums(x+w-weight/2, s.flip(y))
	s.b = append(s.b, "l S Q\n"...)
}

// line strokes a straight line.
func (s *sheet) line(x1, y1, x2, y2, weight float64, c rgb) {
	s.endText()
	s.setStroke(c)
	s.nums(weight)
	s.b = append(s.b, "w "...)
	s.nums(x1+s.dx, s.flip(y1))
	s.b = append(s.b, "m "...)
	s.nums(x2+s.dx, s.flip(y2))
	s.b = append(s.b, "l S\n"...)
}

// outline strokes a rectangle.
func (s *sheet) outline(x, y, w, h, weight float64, c rgb) {
	s.endText()
	s.setStroke(c)
	s.nums(weight)
	s.b = append(s.b, "w "...)
	s.nums(x+s.dx, s.flip(y)-h, w, h)
	s.b = append(s.b, "re S\n"...)
}

// link makes a rectangle lead somewhere.
func (s *sheet) link(x, y, w, h float64, to target, e *elem) {
	if to.zero() || w <= 0 || s.silent {
		return
	}
	s.r.links = append(s.r.links, linkBox{page: s.page, x: x + s.dx, y: y, w: w, h: h, to: to, tag: e})
	if e != nil {
		e.attach()
		e.kids = append(e.kids, annotation(len(s.r.links)-1))
	}
}

// A target is where a link leads: an anchor of the document or an address.
type target struct{ id, uri string }

func (t target) zero() bool { return t == target{} }

// A linkBox is a link on a page.
type linkBox struct {
	page       int
	x, y, w, h float64 // y of the upper edge
	to         target
	tag        *elem
}

// A place is where an anchor stands.
type place struct {
	page int
	y    float64
}
