package figures

import (
	"bytes"
	"fmt"
	"html"
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// SVG prints the chart as a fragment for a page, width points wide before the
// page scales it. Title and description carry ids made from id. Ink takes the
// colour of the text around it; nothing is loaded and nothing runs.
func (c *Chart) SVG(id string, width float64) []byte {
	w, h := c.Size(vg.Length(width))
	canvas := &svgCanvas{w: w, h: h}
	canvas.state = []svgState{{m: [6]float64{1, 0, 0, -1, 0, float64(h)}, width: 1, color: color.Black}}
	if err := c.Draw(canvas); err != nil {
		return nil
	}
	id = html.EscapeString(id)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-desc" xmlns="http://www.w3.org/2000/svg">`, number2(float64(w)), number2(float64(h)), id, id)
	title := c.Title
	if title == "" {
		title = c.Y.Label
	}
	fmt.Fprintf(&b, `<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`, id, html.EscapeString(title), id, html.EscapeString(c.Alt))
	b.WriteString(`<g fill="currentColor" stroke="none" font-family="'STIX Two Text','STIX Two Math',Georgia,'Noto Serif SC',serif" stroke-linejoin="round" aria-hidden="true">`)
	b.Write(canvas.b.Bytes())
	b.WriteString("</g></svg>\n")
	return b.Bytes()
}

type svgState struct {
	m      [6]float64 // a b c d e f: x' = ax + cy + e
	width  vg.Length
	dashes []vg.Length
	offset vg.Length
	color  color.Color
}

// svgCanvas is a vg.Canvas that writes SVG elements in page coordinates.
type svgCanvas struct {
	b     bytes.Buffer
	w, h  vg.Length
	state []svgState

	// The last element, if it is a stroke: what stands behind its path, and
	// where it ends. A stroke of the same look right behind it joins it.
	look    string
	lookEnd int
}

func (s *svgCanvas) top() *svgState { return &s.state[len(s.state)-1] }

func (s *svgCanvas) Size() (vg.Length, vg.Length) { return s.w, s.h }
func (s *svgCanvas) SetLineWidth(w vg.Length)     { s.top().width = w }
func (s *svgCanvas) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	s.top().color = c
}
func (s *svgCanvas) SetLineDash(d []vg.Length, o vg.Length) { s.top().dashes, s.top().offset = d, o }
func (s *svgCanvas) Push()                                  { s.state = append(s.state, *s.top()) }
func (s *svgCanvas) Pop()                                   { s.state = s.state[:len(s.state)-1] }

func (s *svgCanvas) multiply(n [6]float64) {
	m := s.top().m
	s.top().m = [6]float64{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

func (s *svgCanvas) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	s.multiply([6]float64{cos, sin, -sin, cos, 0, 0})
}
func (s *svgCanvas) Translate(p vg.Point) {
	s.multiply([6]float64{1, 0, 0, 1, float64(p.X), float64(p.Y)})
}
func (s *svgCanvas) Scale(x, y float64) { s.multiply([6]float64{x, 0, 0, y, 0, 0}) }

func (s *svgCanvas) point(p vg.Point) (x, y float64) {
	m := s.top().m
	return m[0]*float64(p.X) + m[2]*float64(p.Y) + m[4], m[1]*float64(p.X) + m[3]*float64(p.Y) + m[5]
}

func number2(x float64) string {
	return strconv.FormatFloat(math.Round(x*100)/100+0, 'f', -1, 64)
}

func (s *svgCanvas) path(p vg.Path) string {
	var b bytes.Buffer
	var px, py string // the pen, as written
	for i := 0; i < len(p); i++ {
		switch c := p[i]; c.Type {
		case vg.MoveComp:
			x, y := s.point(c.Pos)
			px, py = number2(x), number2(y)
			b.WriteString("M" + px + " " + py)
		case vg.LineComp:
			end := i
			for end < len(p) && p[end].Type == vg.LineComp {
				end++
			}
			from := i
			if i > 0 && p[i-1].Type == vg.MoveComp {
				from-- // the pen; behind an arc it is elsewhere
			}
			for _, q := range s.thin(p[from:end])[i-from:] {
				x, y := number2(q.X), number2(q.Y)
				switch {
				case x == px && y == py:
				case x == px:
					b.WriteString("V" + y)
				case y == py:
					b.WriteString("H" + x)
				default:
					b.WriteString("L" + x + " " + y)
				}
				px, py = x, y
			}
			i = end - 1
		case vg.ArcComp:
			px, py = "", ""
			s.arc(&b, c)
		case vg.CurveComp:
			px, py = "", ""
			letter := "Q"
			if len(c.Control) > 1 {
				letter = "C"
			}
			b.WriteString(letter)
			for _, q := range append(append([]vg.Point{}, c.Control...), c.Pos) {
				x, y := s.point(q)
				b.WriteString(number2(x) + " " + number2(y) + " ")
			}
		case vg.CloseComp:
			px, py = "", ""
			b.WriteString("Z")
		}
	}
	return b.String()
}

// An xy is a point of the page.
type xy struct{ X, Y float64 }

// flat is how far a curve may stray from its points, in points of the page: a
// tenth of a hairline.
const flat = 0.03

// thin gives the points of a polyline, without those that its neighbours say
// as well (Douglas and Peucker, 1973).
func (s *svgCanvas) thin(p vg.Path) []xy {
	all := make([]xy, len(p))
	keep := make([]bool, len(p))
	for i, c := range p {
		all[i].X, all[i].Y = s.point(c.Pos)
	}
	keep[0], keep[len(p)-1] = true, true
	ranges := [][2]int{{0, len(p) - 1}}
	for len(ranges) > 0 {
		from, to := ranges[len(ranges)-1][0], ranges[len(ranges)-1][1]
		ranges = ranges[:len(ranges)-1]
		far, at := flat, -1
		for i := from + 1; i < to; i++ {
			if d := all[i].from(all[from], all[to]); d > far {
				far, at = d, i
			}
		}
		if at >= 0 {
			keep[at] = true
			ranges = append(ranges, [2]int{from, at}, [2]int{at, to})
		}
	}
	n := 0
	for i, k := range keep {
		if k {
			all[n] = all[i]
			n++
		}
	}
	return all[:n]
}

// from is the distance of a point from the stretch between two others.
func (q xy) from(a, b xy) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max(((q.X-a.X)*dx+(q.Y-a.Y)*dy)/l, 0), 1)
	}
	return math.Hypot(q.X-a.X-t*dx, q.Y-a.Y-t*dy)
}

// arc writes a circular arc in two halves, since SVG cannot draw a full circle
// in one.
func (s *svgCanvas) arc(b *bytes.Buffer, c vg.PathComp) {
	r := number2(float64(c.Radius))
	on := func(angle float64) (x, y float64) {
		return s.point(vg.Point{X: c.Pos.X + c.Radius*vg.Length(math.Cos(angle)), Y: c.Pos.Y + c.Radius*vg.Length(math.Sin(angle))})
	}
	x, y := on(c.Start)
	letter := "M"
	if b.Len() > 0 {
		letter = "L"
	}
	b.WriteString(letter + number2(x) + " " + number2(y))
	sweep := "0"
	if c.Angle < 0 {
		sweep = "1"
	}
	for _, part := range []float64{0.5, 1} {
		x, y := on(c.Start + c.Angle*part)
		b.WriteString("A" + r + " " + r + " 0 0 " + sweep + " " + number2(x) + " " + number2(y))
	}
}

// paint names a colour: ink is the page's own.
func paint(c color.Color) (value string, opacity float64) {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	opacity = float64(n.A) / 255
	if n.R == Ink.R && n.G == Ink.G && n.B == Ink.B || n.R == 0 && n.G == 0 && n.B == 0 {
		return "currentColor", opacity
	}
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B), opacity
}

func attribute(name string, opacity float64) string {
	if opacity >= 1 {
		return ""
	}
	return fmt.Sprintf(` %s="%s"`, name, number2(opacity))
}

func (s *svgCanvas) Stroke(p vg.Path) {
	st := s.top()
	if st.width <= 0 {
		return
	}
	value, opacity := paint(st.color)
	var look strings.Builder
	fmt.Fprintf(&look, `" fill="none" stroke="%s" stroke-width="%s"%s`, value, number2(float64(st.width)), attribute("stroke-opacity", opacity))
	if len(st.dashes) > 0 {
		look.WriteString(` stroke-dasharray="`)
		for i, d := range st.dashes {
			if i > 0 {
				look.WriteByte(' ')
			}
			look.WriteString(number2(float64(d)))
		}
		look.WriteByte('"')
	}
	look.WriteString("/>")
	if s.look == look.String() && s.lookEnd == s.b.Len() {
		s.b.Truncate(s.b.Len() - len(s.look))
	} else {
		s.b.WriteString(`<path d="`)
	}
	s.b.WriteString(s.path(p))
	s.b.WriteString(look.String())
	s.look, s.lookEnd = look.String(), s.b.Len()
}

func (s *svgCanvas) Fill(p vg.Path) {
	value, opacity := paint(s.top().color)
	fill := ""
	if value != "currentColor" {
		fill = ` fill="` + value + `"`
	}
	fmt.Fprintf(&s.b, `<path d="%s"%s%s/>`, s.path(p), fill, attribute("fill-opacity", opacity))
}

// FillString writes a run of text. Its length is stated, so that a reader's
// substitute face cannot make labels collide.
func (s *svgCanvas) FillString(f font.Face, p vg.Point, text string) {
	if f.Font.Size == 0 || text == "" {
		return
	}
	value, opacity := paint(s.top().color)
	fill := ""
	if value != "currentColor" {
		fill = ` fill="` + value + `"`
	}
	x, y := s.point(p)
	m := s.top().m
	angle := math.Atan2(m[1], m[0]) * 180 / math.Pi
	turn := ""
	if math.Abs(angle) > 0.01 {
		turn = fmt.Sprintf(` transform="rotate(%s %s %s)"`, number2(angle), number2(x), number2(y))
	}
	faceStyle := ""
	if f.Font.Style == xfont.StyleItalic {
		faceStyle += ` font-style="italic"`
	}
	if f.Font.Weight == xfont.WeightBold {
		faceStyle += ` font-weight="bold"`
	}
	spaces := ""
	if text != strings.Join(strings.Fields(text), " ") {
		spaces = ` xml:space="preserve"`
	}
	fmt.Fprintf(&s.b, `<text x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs"%s%s%s%s%s>%s</text>`,
		number2(x), number2(y), number2(float64(f.Font.Size)), number2(float64(fontWidth(text, f.Font))), fill, attribute("fill-opacity", opacity), faceStyle, turn, spaces, html.EscapeString(text))
}

// DrawImage is part of vg.Canvas; charts hold no images.
func (s *svgCanvas) DrawImage(vg.Rectangle, image.Image) {}
