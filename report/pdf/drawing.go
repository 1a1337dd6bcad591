package pdf

import (
	"image/color"
	"math"

	"reckon/figures/drawing"
	"reckon/report/markdown/ast"
)

// drawing sets an SVG drawing.
func (f *flow) drawing(img *ast.Image) {
	d, problems := drawing.Parse(img.Data)
	if d == nil {
		f.r.findings.Add("image-format", f.r.place(img), "%s cannot be drawn: %s", img.Path, problems[0].Text)
		return
	}
	w, h := f.imageSize(img, d.Width, d.Height)
	e := f.pictureElem(img.AltText)
	left := f.left + (f.width-w)/2
	if f.panel {
		left = f.left
	}
	f.list.left, f.list.width = left, w
	f.add(&slab{height: h, draw: func(s *sheet, y float64) {
		s.mark(e)
		s.r.at = img
		s.drawing(d, left, y, w, h)
	}})
}

// drawing draws a drawing into a rectangle of the page.
func (s *sheet) drawing(d *drawing.Drawing, x, y, w, h float64) {
	c := black
	d.Color = color.NRGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255}
	dx := s.dx
	s.dx = 0
	p := &painter{s: s}
	p.m = matrix{w / d.Width, 0, 0, -h / d.Height, x + dx, s.flip(y)}
	d.Draw(p)
	for len(p.stack) > 0 { // Draw restores what it saves
		p.Restore()
	}
	s.dx = dx
}

// A painter draws a drawing on a sheet, as operators of the page; its text is
// set in the report's faces. Paths are mapped to the page here, so that their
// numbers have the page's precision.
type painter struct {
	s      *sheet
	m      matrix // from the drawing to the page
	stack  []painterState
	groups []group
	drawn  int // segments
}

// A painterState is what Restore brings back.
type painterState struct {
	m matrix
	sheetState
}

// A sheetState is what a sheet knows of the page's graphics state.
type sheetState struct {
	fill, stroke rgb
	alpha        uint8
}

func (s *sheet) state() sheetState { return sheetState{s.fill, s.stroke, s.alpha} }

func (s *sheet) setState(st sheetState) { s.fill, s.stroke, s.alpha = st.fill, st.stroke, st.alpha }

func (p *painter) Save() {
	p.s.endText()
	p.s.b = append(p.s.b, "q\n"...)
	p.stack = append(p.stack, painterState{p.m, p.s.state()})
}

func (p *painter) Restore() {
	p.s.endText()
	p.s.b = append(p.s.b, "Q\n"...)
	last := len(p.stack) - 1
	p.m = p.stack[last].m
	p.s.setState(p.stack[last].sheetState)
	p.stack = p.stack[:last]
}

func (p *painter) Transform(m drawing.Matrix) { p.m = p.m.before(matrixOf(m)) }

func (p *painter) Clip(path drawing.Path, evenOdd bool) {
	p.s.endText()
	if len(path) == 0 {
		p.s.b = append(p.s.b, "0 0 0 0 re "...) // nothing shows
	}
	p.path(path, p.m)
	p.s.b = append(p.s.b, pick(evenOdd, "W* n\n", "W n\n")...)
}

func (p *painter) Fill(path drawing.Path, evenOdd bool, c color.NRGBA) {
	if len(path) == 0 {
		return
	}
	p.s.endText()
	p.s.setFill(rgbOf(c))
	p.s.opacity(c.A)
	p.path(path, p.m)
	p.s.b = append(p.s.b, pick(evenOdd, "f*\n", "f\n")...)
}

func (p *painter) Stroke(path drawing.Path, line drawing.Stroke) {
	if len(path) == 0 {
		return
	}
	s := p.s
	s.endText()
	s.setStroke(rgbOf(line.Color))
	s.opacity(line.Color.A)
	p.strokeWith(path, line)
}

// strokeWith draws a line in the colour that is set.
func (p *painter) strokeWith(path drawing.Path, line drawing.Stroke) {
	s := p.s
	k, m := p.m.scale(), p.m
	if uneven := !p.m.similar(); uneven { // the line is thicker one way: let the page map it
		s.b = append(s.b, "q "...)
		s.matrix(p.m)
		defer func() { s.b = append(s.b, "Q\n"...) }()
		k, m = 1, matrix{1, 0, 0, 1, 0, 0}
	}
	s.num(line.Width * k)
	s.b = append(s.b, "w "...)
	s.nums(float64(line.Cap))
	s.b = append(s.b, "J "...)
	s.nums(float64(line.Join))
	s.b = append(s.b, "j "...)
	s.nums(max(line.MiterLimit, 1))
	s.b = append(s.b, "M ["...)
	for _, d := range line.Dashes {
		s.num(d * k)
	}
	s.b = append(s.b, "] "...)
	s.num(max(line.Offset*k, 0))
	s.b = append(s.b, "d\n"...)
	p.path(path, m)
	s.b = append(s.b, "S\n"...)
}

func (p *painter) Text(t drawing.TextRun) {
	s := p.s
	m := p.m.before(matrix{t.Stretch, 0, 0, -1, t.X, t.Y})
	k := math.Hypot(m.c, m.d)
	if !(t.Size*k > 0.01) || t.Stretch <= 0 {
		return
	}
	s.endText()
	s.setFill(rgbOf(t.Color))
	s.opacity(t.Color.A)
	shaped := s.r.label(t.Face, t.Text)
	if m.b == 0 && m.c == 0 && m.a == m.d {
		s.text(m.e, s.flip(m.f), shaped, t.Size*k, rgbOf(t.Color))
		s.endText()
		return
	}
	before := s.state()
	s.b = append(s.b, "q "...)
	s.matrix(matrix{m.a / k, m.b / k, m.c / k, m.d / k, m.e, m.f})
	s.text(0, s.flip(0), shaped, t.Size*k, rgbOf(t.Color))
	s.endText()
	s.b = append(s.b, "Q\n"...)
	s.setState(before)
}

func (p *painter) Image(data []byte, _ string, x, y, w, h, opacity float64) {
	s := p.s
	pic, err := s.r.picture(data)
	if err != nil {
		return // it was tried when the drawing was read
	}
	before := s.state()
	s.endText()
	s.b = append(s.b, "q "...)
	s.opacity(alphaOf(opacity))
	s.matrix(p.m.before(matrix{w, 0, 0, -h, x, y + h}).before(pic.turn))
	s.b = append(append(append(s.b, '/'), pic.name...), " Do Q\n"...)
	s.setState(before)
}

// segmentsMost bounds the segments of a drawing's paths, which <use>
// multiplies.
const segmentsMost = 2_000_000

// path writes a path, mapped by m.
func (p *painter) path(path drawing.Path, m matrix) {
	if p.drawn += len(path); p.drawn > segmentsMost {
		return
	}
	s := p.s
	point := func(q drawing.Point) {
		s.num(m.a*q.X + m.c*q.Y + m.e)
		s.num(m.b*q.X + m.d*q.Y + m.f)
	}
	for _, g := range path {
		switch g.Step {
		case drawing.Move:
			point(g.P[0])
			s.b = append(s.b, "m\n"...)
		case drawing.Straight:
			point(g.P[0])
			s.b = append(s.b, "l\n"...)
		case drawing.Curve:
			point(g.P[0])
			point(g.P[1])
			point(g.P[2])
			s.b = append(s.b, "c\n"...)
		case drawing.Close:
			s.b = append(s.b, "h\n"...)
		}
	}
}

func matrixOf(m drawing.Matrix) matrix { return matrix{m.A, m.B, m.C, m.D, m.E, m.F} }

// similar tells whether a map keeps the shape of what it maps.
func (m matrix) similar() bool {
	size := math.Hypot(m.a, m.b)
	return math.Abs(size-math.Hypot(m.c, m.d)) < 1e-3*size && math.Abs(m.a*m.c+m.b*m.d) < 1e-3*size*size
}

// matrix maps what follows.
func (s *sheet) matrix(m matrix) {
	for _, x := range [...]float64{m.a, m.b, m.c, m.d, m.e, m.f} {
		s.b = append(appendNumber(s.b, finite(x), 6), ' ')
	}
	s.b = append(s.b, "cm\n"...)
}

// num writes a coordinate of a drawing, which may be anywhere.
func (s *sheet) num(x float64) { s.nums(finite(x)) }

// farthest is beyond any page; readers of PDF take numbers up to 32767 at
// least.
const farthest = 30_000

func finite(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return min(max(x, -farthest), farthest)
}

func rgbOf(c color.NRGBA) rgb { return rgb(c.R)<<16 | rgb(c.G)<<8 | rgb(c.B) }

func alphaOf(x float64) uint8 { return uint8(math.Round(min(max(x, 0), 1) * 255)) }

func pick(ok bool, yes, no string) string {
	if ok {
		return yes
	}
	return no
}
