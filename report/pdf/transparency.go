package pdf

import (
	"fmt"
	"slices"
	"strings"

	"reckon/figures/drawing"
)

// Masked draws content as one, behind what mask draws as one.
func (p *painter) Masked(byLight bool, mask, content func()) {
	s := p.s
	light, inner := p.collected(mask), p.collected(content)
	if len(light) == 0 || len(inner) == 0 {
		return // nothing is let through, or there is nothing
	}
	s.endText()
	s.opacity(255)
	s.r.form(light, "DeviceRGB")
	name := s.r.mask(!byLight)
	s.b = append(append(append(s.b, "q /"...), name...), " gs /"...)
	s.b = append(append(s.b, s.r.form(inner, "DeviceRGB")...), " Do Q\n"...)
}

// collected draws onto a sheet of its own and gives its content.
func (p *painter) collected(draw func()) []byte {
	s := p.s
	s.endText()
	outer, before := s.b, s.state()
	s.b = nil
	s.setState(freshState)
	draw()
	s.endText()
	inner := s.b
	s.b = outer
	s.setState(before)
	return inner
}

// mask enters the last form as a soft mask, and returns the name of the
// graphics state that has it.
func (r *renderer) mask(byAlpha bool) string {
	r.masks = append(r.masks, softMask{len(r.forms) - 1, byAlpha})
	return fmt.Sprintf("M%d", len(r.masks)-1)
}

// A softMask is a form that lets through where it is light, or opaque.
type softMask struct {
	form    int
	byAlpha bool
}

// A group is what is drawn between BeginGroup and EndGroup.
type group struct {
	opacity float64
	outer   []byte // of the page, before
	state   sheetState
}

// BeginGroup collects what follows, so that it can be made transparent as a
// whole.
func (p *painter) BeginGroup(opacity float64) {
	s := p.s
	s.endText()
	p.groups = append(p.groups, group{opacity, s.b, s.state()})
	s.b = nil
	s.setState(freshState)
}

// freshState is that of a form, as far as it is known.
var freshState = sheetState{unset, unset, 255}

func (p *painter) EndGroup() {
	s := p.s
	s.endText()
	last := len(p.groups) - 1
	g, inner := p.groups[last], s.b
	p.groups = p.groups[:last]
	s.b = g.outer
	s.setState(g.state)
	if len(inner) == 0 {
		return
	}
	s.opacity(alphaOf(g.opacity))
	s.b = append(append(append(s.b, '/'), s.r.form(inner, "DeviceRGB")...), " Do\n"...)
}

// A form is a part of a page that is drawn as one: a transparency group.
type form struct {
	data  []byte
	space string // of its colours
}

// form enters a form and returns its name in content streams.
func (r *renderer) form(data []byte, space string) string {
	r.forms = append(r.forms, form{data, space})
	return fmt.Sprintf("G%d", len(r.forms)-1)
}

// FillGradient fills with a shading of the page. Gradients that repeat are left
// to be drawn in strips.
func (p *painter) FillGradient(path drawing.Path, evenOdd bool, g drawing.Gradient) bool {
	if g.Spread != drawing.Pad || len(path) == 0 {
		return false
	}
	before := p.s.state()
	name := p.openGradient(g)
	p.s.b = append(append(append(p.s.b, "/Pattern cs /"...), name...), " scn\n"...)
	p.path(path, p.m)
	p.s.b = append(p.s.b, pick(evenOdd, "f* Q\n", "f Q\n")...)
	p.s.setState(before)
	return true
}

// StrokeGradient draws a line with a shading of the page.
func (p *painter) StrokeGradient(path drawing.Path, line drawing.Stroke, g drawing.Gradient) bool {
	if g.Spread != drawing.Pad || len(path) == 0 {
		return false
	}
	before := p.s.state()
	name := p.openGradient(g)
	p.s.b = append(append(append(p.s.b, "/Pattern CS /"...), name...), " SCN\n"...)
	p.strokeWith(path, line)
	p.s.b = append(p.s.b, "Q\n"...)
	p.s.setState(before)
	return true
}

// openGradient begins a graphics state as transparent as a gradient, and gives
// the name of its colours.
func (p *painter) openGradient(g drawing.Gradient) (name string) {
	s := p.s
	s.endText()
	s.b = append(s.b, "q "...)
	if even := !slices.ContainsFunc(g.Stops, func(t drawing.Stop) bool { return t.Color.A != g.Stops[0].Color.A }); even {
		s.opacity(g.Stops[0].Color.A)
	} else {
		s.opacity(255)
		s.b = append(append(append(s.b, '/'), s.r.gradientMask(shading(g, p.m, grayOfAlpha, "DeviceGray"))...), " gs\n"...)
	}
	return s.r.pattern(shading(g, p.m, colorOf, "DeviceRGB"))
}

// gradientMask enters a mask as transparent as a gradient, and returns the name of
// the graphics state that has it.
func (r *renderer) gradientMask(pattern string) string {
	b := append([]byte("/Pattern cs /"), r.pattern(pattern)...)
	b = append(b, " scn 0 0 "...)
	b = append(appendNumber(b, r.geo.width, 2), ' ')
	b = append(appendNumber(b, r.geo.height, 2), " re f\n"...)
	r.form(b, "DeviceGray")
	return r.mask(false)
}

// pattern enters a pattern once and returns its name in content streams.
func (r *renderer) pattern(text string) string {
	i := slices.Index(r.patterns, text)
	if i < 0 {
		i = len(r.patterns)
		r.patterns = append(r.patterns, text)
	}
	return fmt.Sprintf("S%d", i)
}

func colorOf(t drawing.Stop) string {
	b := rgbOf(t.Color).append(nil, "")
	return strings.TrimSpace(string(b))
}

func grayOfAlpha(t drawing.Stop) string { return string(appendNumber(nil, float64(t.Color.A)/255, 3)) }

// shading writes a gradient as a pattern, in the colours that component gives.
func shading(g drawing.Gradient, page matrix, component func(drawing.Stop) string, space string) string {
	m := page.before(matrixOf(g.Matrix))
	var b strings.Builder
	b.WriteString("<</PatternType 2/Matrix[")
	for _, x := range [...]float64{m.a, m.b, m.c, m.d, m.e, m.f} {
		b.Write(append(appendNumber(nil, finite(x), 6), ' '))
	}
	coords := []float64{g.From.X, g.From.Y, g.To.X, g.To.Y}
	kind := 2
	if g.Radial {
		kind, coords = 3, []float64{g.From.X, g.From.Y, g.R0, g.To.X, g.To.Y, g.R1}
	}
	fmt.Fprintf(&b, "]/Shading<</ShadingType %d/ColorSpace/%s/Extend[true true]/Coords[", kind, space)
	for _, x := range coords {
		b.Write(append(appendNumber(nil, finite(x), 6), ' '))
	}
	b.WriteString("]/Function" + stitched(g.Stops, component) + ">>>>")
	return b.String()
}

// stitched is a function from the offset to the colour.
func stitched(stops []drawing.Stop, component func(drawing.Stop) string) string {
	first, last := stops[0], stops[len(stops)-1]
	first.Offset, last.Offset = 0, 1
	all := append(append([]drawing.Stop{first}, stops...), last)
	var functions, bounds, encode strings.Builder
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if b.Offset-a.Offset < 1e-6 {
			continue // the colour jumps
		}
		if functions.Len() > 0 {
			bounds.Write(append(appendNumber(nil, a.Offset, 6), ' '))
		}
		fmt.Fprintf(&functions, "<</FunctionType 2/Domain[0 1]/N 1/C0[%s]/C1[%s]>>", component(a), component(b))
		encode.WriteString("0 1 ")
	}
	return fmt.Sprintf("<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>", functions.String(), bounds.String(), encode.String())
}
