package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"

	"golang.org/x/image/font"
	plotfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"reckon/internal/fonts"
)

// A canvas lets gonum/plot draw on a page: paths become operators of the
// content stream, text is set in the report's faces.
type canvas struct {
	s             *sheet
	width, height float64
	dx            float64 // of the sheet, restored at the end
	state         canvasState
	stack         []canvasState
}

type canvasState struct {
	color  color.NRGBA
	width  float64
	dash   []vg.Length
	offset vg.Length
	m      matrix // from the canvas to the page
}

// A matrix maps x, y to a*x+c*y+e, b*x+d*y+f.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) before(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(p vg.Point) (x, y float64) {
	return m.a*float64(p.X) + m.c*float64(p.Y) + m.e, m.b*float64(p.X) + m.d*float64(p.Y) + m.f
}

// scale is the mean factor of lengths.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// newCanvas opens a canvas whose upper left corner is at x, y of the sheet.
func newCanvas(s *sheet, x, y, w, h, scale float64) *canvas {
	s.endText()
	s.b = append(s.b, "q 0 J 0 j\n"...)
	c := &canvas{s: s, width: w, height: h, dx: s.dx}
	x, s.dx = x+s.dx, 0
	c.state = canvasState{color: color.NRGBA{A: 255}, width: 1, m: matrix{scale, 0, 0, scale, x, s.flip(y) - h*scale}}
	return c
}

// close restores the page's state.
func (c *canvas) close() {
	c.s.endText()
	c.s.b = append(c.s.b, "Q\n"...)
	for len(c.stack) > 0 {
		c.Pop()
	}
	c.s.fill, c.s.stroke, c.s.alpha, c.s.dx = unset, unset, 255, c.dx
}

func (c *canvas) Size() (w, h vg.Length) { return vg.Length(c.width), vg.Length(c.height) }

func (c *canvas) SetLineWidth(w vg.Length) { c.state.width = float64(w) }

func (c *canvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.state.dash, c.state.offset = append([]vg.Length(nil), pattern...), offset
}

func (c *canvas) SetColor(col color.Color) {
	if col == nil {
		col = color.Black
	}
	c.state.color = color.NRGBAModel.Convert(col).(color.NRGBA)
}

func (c *canvas) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	c.state.m = c.state.m.before(matrix{cos, sin, -sin, cos, 0, 0})
}

func (c *canvas) Translate(p vg.Point) {
	c.state.m = c.state.m.before(matrix{1, 0, 0, 1, float64(p.X), float64(p.Y)})
}

func (c *canvas) Scale(x, y float64) {
	c.state.m = c.state.m.before(matrix{x, 0, 0, y, 0, 0})
}

func (c *canvas) Push() { c.stack = append(c.stack, c.state) }

func (c *canvas) Pop() {
	if n := len(c.stack); n > 0 {
		c.state, c.stack = c.stack[n-1], c.stack[:n-1]
	}
}

func (c *canvas) rgb() rgb {
	k := c.state.color
	return rgb(k.R)<<16 | rgb(k.G)<<8 | rgb(k.B)
}

// Stroke draws a line along a path.
func (c *canvas) Stroke(p vg.Path) {
	w := c.state.width * c.state.m.scale()
	if w <= 0 || c.state.color.A == 0 {
		return
	}
	s := c.s
	s.endText()
	s.setStroke(c.rgb())
	s.opacity(c.state.color.A)
	s.nums(w)
	s.b = append(s.b, "w ["...)
	for _, d := range c.state.dash {
		s.nums(float64(d) * c.state.m.scale())
	}
	s.b = append(s.b, "] "...)
	s.nums(float64(c.state.offset) * c.state.m.scale())
	s.b = append(s.b, "d\n"...)
	c.path(p)
	s.b = append(s.b, "S\n"...)
}

// Fill fills the inside of a path.
func (c *canvas) Fill(p vg.Path) {
	if c.state.color.A == 0 {
		return
	}
	s := c.s
	s.endText()
	s.setFill(c.rgb())
	s.opacity(c.state.color.A)
	c.path(p)
	s.b = append(s.b, "f\n"...)
}

func (c *canvas) path(p vg.Path) {
	s := c.s
	for i, comp := range p {
		x, y := c.state.m.apply(comp.Pos)
		switch comp.Type {
		case vg.MoveComp:
			s.nums(x, y)
			s.b = append(s.b, "m\n"...)
		case vg.LineComp:
			s.nums(x, y)
			s.b = append(s.b, "l\n"...)
		case vg.ArcComp:
			c.arc(comp, i > 0 && p[i-1].Type != vg.CloseComp)
		case vg.CurveComp:
			c.curve(p, i)
		case vg.CloseComp:
			s.b = append(s.b, "h\n"...)
		}
	}
}

// arc draws an arc as Bézier curves of a quarter circle at most.
func (c *canvas) arc(comp vg.PathComp, begun bool) {
	s, steps := c.s, max(1, int(math.Ceil(math.Abs(comp.Angle)/(math.Pi/2)-1e-9)))
	step := comp.Angle / float64(steps)
	k := 4.0 / 3 * math.Tan(step/4) * float64(comp.Radius)
	at := func(a, along float64) vg.Point {
		sin, cos := math.Sincos(a)
		r := float64(comp.Radius)
		return vg.Point{X: comp.Pos.X + vg.Length(r*cos-along*sin), Y: comp.Pos.Y + vg.Length(r*sin+along*cos)}
	}
	x, y := c.state.m.apply(at(comp.Start, 0))
	s.nums(x, y)
	if begun {
		s.b = append(s.b, "l\n"...)
	} else {
		s.b = append(s.b, "m\n"...)
	}
	for i := range steps {
		a, b := comp.Start+float64(i)*step, comp.Start+float64(i+1)*step
		c.bezier(at(a, k), at(b, -k), at(b, 0))
	}
}

func (c *canvas) bezier(p, q, r vg.Point) {
	for _, point := range []vg.Point{p, q, r} {
		x, y := c.state.m.apply(point)
		c.s.nums(x, y)
	}
	c.s.b = append(c.s.b, "c\n"...)
}

func (c *canvas) curve(p vg.Path, i int) {
	comp := p[i]
	switch len(comp.Control) {
	case 2:
		c.bezier(comp.Control[0], comp.Control[1], comp.Pos)
	case 1: // a quadratic curve, raised to a cubic one
		q, from := comp.Control[0], p[max(0, i-1)].Pos
		third := func(a, b vg.Point) vg.Point {
			return vg.Point{X: a.X + (b.X-a.X)*2/3, Y: a.Y + (b.Y-a.Y)*2/3}
		}
		c.bezier(third(from, q), third(comp.Pos, q), comp.Pos)
	}
}

// FillString draws text with its baseline at pt.
func (c *canvas) FillString(f plotfont.Face, pt vg.Point, text string) {
	size := float64(f.Font.Size)
	if size <= 0 || text == "" {
		return
	}
	face := faceNamed(f.Font)
	s := c.s
	s.setFill(c.rgb())
	s.endText()
	s.opacity(c.state.color.A)
	x, y := c.state.m.apply(pt)
	m := c.state.m
	k := m.scale()
	if m.b == 0 && m.c == 0 && m.a == m.d {
		s.text(x, s.flip(y), s.r.shapeText(face, text), size*k, c.rgb())
		s.endText()
		return
	}
	s.b = append(s.b, "q "...)
	for _, v := range []float64{m.a / k, m.b / k, m.c / k, m.d / k} {
		s.b = append(appendNumber(s.b, v, 5), ' ')
	}
	s.nums(x, y)
	s.b = append(s.b, "cm\n"...)
	s.text(0, s.flip(0), s.r.shapeText(face, text), size*k, c.rgb())
	s.endText()
	s.b = append(s.b, "Q\n"...)
}

// faceNamed finds the embedded face that a chart asks for.
func faceNamed(f plotfont.Font) *fonts.Face {
	isBold, isItalic := f.Weight >= font.WeightMedium, f.Style != font.StyleNormal
	switch string(f.Typeface) {
	case fonts.Math().Family:
		return fonts.Math()
	case fonts.Mono().Family:
		return fonts.Mono()
	}
	return fonts.Text(isBold, isItalic)
}

// DrawImage draws a bitmap, such as a heat map.
func (c *canvas) DrawImage(rect vg.Rectangle, img image.Image) {
	var b bytes.Buffer
	if png.Encode(&b, img) != nil {
		return
	}
	pic, err := c.s.r.picture(b.Bytes())
	if err != nil {
		return
	}
	x0, y0 := c.state.m.apply(rect.Min)
	x1, y1 := c.state.m.apply(rect.Max)
	c.s.image(pic, x0, c.s.flip(y1), x1-x0, y1-y0)
}

// opacity sets the opacity of what follows.
func (s *sheet) opacity(a uint8) {
	if s.alpha == a {
		return
	}
	s.endText()
	s.alpha = a
	s.r.alphas[a] = true
	s.b = append(s.b, "/A"...)
	s.b = appendNumber(s.b, float64(a), 0)
	s.b = append(s.b, " gs\n"...)
}

// image draws a picture with its upper left corner at x, y.
func (s *sheet) image(p *picture, x, y, w, h float64) {
	s.endText()
	s.b = append(s.b, "q "...)
	m := matrix{w, 0, 0, h, x + s.dx, s.flip(y) - h}.before(p.turn)
	s.nums(m.a)
	s.nums(m.b, m.c)
	s.nums(m.d, m.e, m.f)
	s.b = append(append(append(s.b, "cm /"...), p.name...), " Do Q\n"...)
}
