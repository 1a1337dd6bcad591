package pdf

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/figures/drawing"
	"reckon/report/markdown/ast"
)

// An inset is an image in a line.
type inset struct {
	w, h, drop float64 // drop: how far it hangs below the baseline
	paint      func(s *sheet, x, y float64)
}

func (o *inset) extent() (w, ascent, descent float64) { return o.w, o.h - o.drop, o.drop }

func (o *inset) draw(s *sheet, x, baseline float64) { o.paint(s, x, baseline-o.h+o.drop) }

// Heights of a sign in a line, in ems.
const (
	insetHeight = 1.15
	insetDrop   = 0.2
	insetMost   = 0.5 // of the height of the text
)

// setInset draws an image in a line: a small one as high as the line, others
// as they are.
func setInset(p *paragraph, n gast.Node, st *style) {
	img := n.(*ast.Inset).Image
	var paint func(s *sheet, x, y, w, h float64)
	var width, height float64
	switch {
	case len(img.Data) == 0:
		return
	case img.MediaType == "image/svg+xml":
		d, problems := drawing.Parse(img.Data)
		if d == nil {
			p.r.findings.Add("image-format", p.r.place(n), "%s cannot be drawn: %s", img.Path, problems[0].Text)
			return
		}
		width, height = d.Width, d.Height
		paint = func(s *sheet, x, y, w, h float64) {
			s.r.at = img
			s.drawing(d, x, y, w, h)
		}
	default:
		pic, err := p.r.picture(img.Data)
		if err != nil {
			p.r.findings.Add("image-format", p.r.place(n), "%s cannot be decoded: %v", img.Path, err).Hint = "save it as a PNG or JPEG file"
			return
		}
		width, height = float64(pic.width), float64(pic.height)
		paint = func(s *sheet, x, y, w, h float64) { s.image(pic, x, y, w, h) }
	}
	if width <= 0 || height <= 0 {
		return
	}
	o := &inset{drop: insetDrop * st.size}
	o.w, o.h = p.r.geo.insetSize(img, width, height, st.size)
	o.paint = func(s *sheet, x, y float64) { paint(s, x, y, o.w, o.h) }
	e := st.tag.inline("Figure")
	if e != nil {
		e.alt = img.AltText
	}
	p.object(o, st.with(func(s *style) { s.tag = e }))
}

func (g *geometry) insetSize(img *ast.Image, width, height, size float64) (w, h float64) {
	ratio := height / width
	w, h = width*cssPixel, height*cssPixel
	if x, ok := lengthIn(g.measure, img.Options.Get("width")); ok {
		w, h = x, x*ratio
	} else if img.Small() {
		w, h = insetHeight*size/ratio, insetHeight*size
	}
	if w > g.measure {
		w, h = g.measure, g.measure*ratio
	}
	if most := insetMost * g.room(); h > most {
		w, h = most/ratio, most
	}
	return w, h
}
