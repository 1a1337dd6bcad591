package pdf

import (
	"fmt"
	"slices"
	"strings"

	"reckon/figures/drawing"
)

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
	s := p.s
	s.endText()
	before := s.state()
	s.b = append(s.b, "q "...)
	if even := !slices.ContainsFunc(g.Stops, func(t drawing.Stop) bool { return t.Color.A != g.Stops[0].Color.A }); even {
		s.opacity(g.Stops[0].Color.A)
	} else {
		s.opacity(255)
		s.b = append(append(append(s.b, '/'), s.r.softMask(shading(g, p.m, grayOfAlpha, "DeviceGray"))...), " gs\n"...)
	}
	name := s.r.pattern(shading(g, p.m, colorOf, "DeviceRGB"))
	s.b = append(append(append(s.b, "/Pattern cs /"...), name...), " scn\n"...)
	p.path(path, p.m)
	s.b = append(s.b, pick(evenOdd, "f* Q\n", "f Q\n")...)
	s.setState(before)
	return true
}

// softMask enters a mask as transparent as a gradient, and returns the name of
// the graphics state that has it.
func (r *renderer) softMask(pattern string) string {
	b := append([]byte("/Pattern cs /"), r.pattern(pattern)...)
	b = append(b, " scn 0 0 "...)
	b = append(appendNumber(b, r.geo.width, 2), ' ')
	b = append(appendNumber(b, r.geo.height, 2), " re f\n"...)
	r.form(b, "DeviceGray")
	r.masks = append(r.masks, len(r.forms)-1)
	return fmt.Sprintf("M%d", len(r.masks)-1)
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
