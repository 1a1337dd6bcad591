package math

import (
	"math"

	"golang.org/x/image/font/sfnt"

	"reckon/internal/fonts"
)

type glyphID = sfnt.GlyphIndex

// maxPieces bounds the extenders of one assembly.
const maxPieces = 400

// maxMagnified is how far the largest form of a delimiter is magnified.
const maxMagnified = 4

// delimiter sets a delimiter at least so tall, centred on the axis. "" is an
// invisible one.
func (s *setter) delimiter(text string, height float64, st setting) *part {
	if text == "" {
		return &part{Box: Box{Width: 0.12 * s.em(st)}}
	}
	r := []rune(text)[0]
	p := s.vertical(r, height, st)
	p.large = false
	out := s.centred(p, st)
	out.large, out.italic = false, 0
	return out
}

// vertical gives the smallest form of a character that is so tall, built from
// parts where no glyph suffices.
func (s *setter) vertical(r rune, height float64, st setting) *part {
	id := s.face.Glyph(r)
	base := s.glyph(r, st)
	c := s.math.Vertical(id)
	if c == nil {
		return base
	}
	k := s.em(st) / 1000
	for _, v := range c.Variants {
		if v.Size*k >= height-0.001 {
			return s.byID(r, v.Glyph, st)
		}
	}
	if len(c.Parts) == 0 {
		n := len(c.Variants)
		if n == 0 {
			return base
		}
		// The face has no parts: the largest form is magnified.
		largest := c.Variants[n-1]
		st.scale *= min(height/(largest.Size*k), maxMagnified)
		return s.byID(r, largest.Glyph, st)
	}
	return s.assemble(r, c, height, st, false)
}

// horizontal gives a form of a character about so wide: the widest glyph that
// is not wider, or an assembly if cover is set, which is at least so wide.
func (s *setter) horizontal(r rune, width float64, st setting, cover bool) *part {
	base := s.byID(r, s.face.Glyph(r), st)
	c := s.math.Horizontal(base.glyph)
	if c == nil {
		return base
	}
	k := s.em(st) / 1000
	best := base
	for _, v := range c.Variants {
		if cover && v.Size*k >= width-0.001 {
			return s.byID(r, v.Glyph, st)
		}
		if v.Size*k <= width {
			best = s.byID(r, v.Glyph, st)
		}
	}
	if cover && len(c.Parts) > 0 {
		return s.assemble(r, c, width, st, true)
	}
	if cover && len(c.Variants) > 0 {
		return s.byID(r, c.Variants[len(c.Variants)-1].Glyph, st)
	}
	return best
}

// assemble builds a character from parts to a length. Extenders are repeated
// until the parts, overlapping as little as they must, are long enough; then
// the overlaps are widened evenly to fit.
func (s *setter) assemble(r rune, c *fonts.Construction, length float64, st setting, sideways bool) *part {
	k := s.em(st) / 1000
	target := length / k
	parts, overlap := fitParts(c.Parts, target, s.math.MinConnectorOverlap)
	out := &part{}
	at := 0.0
	for i, pc := range parts {
		if i > 0 {
			at -= min(overlap, pc.Start, parts[i-1].End)
		}
		m := s.face.GlyphMetrics(pc.Glyph)
		g := Glyph{Size: s.em(st), ID: pc.Glyph, Face: s.face, Color: glyphColor(st)}
		if i == 0 {
			g.Rune = r
		}
		if sideways {
			g.X = (at - m.XMin) * k
			out.Height, out.Depth = extent(i, out.Height, m.YMax*k), extent(i, out.Depth, -m.YMin*k)
			out.Width = (at + pc.Size) * k
		} else {
			g.Y = (at - m.YMin) * k
			out.Width = max(out.Width, m.Advance*k)
			out.Height = (at + pc.Size) * k
		}
		out.Glyphs = append(out.Glyphs, g)
		at += pc.Size
	}
	out.accent = out.Width / 2
	out.italic = c.Italic * k
	return out
}

// extent is the larger of two, or the first one.
func extent(i int, old, x float64) float64 {
	if i == 0 {
		return x
	}
	return max(old, x)
}

// fitParts repeats extenders until a length is reached, and gives the overlap
// that fits it best.
func fitParts(all []fonts.Part, target, least float64) (parts []fonts.Part, overlap float64) {
	fixed, stretch, fixedN, stretchN := 0.0, 0.0, 0, 0
	for _, p := range all {
		if p.Extender {
			stretch += p.Size - least
			stretchN++
		} else {
			fixed += p.Size
			fixedN++
		}
	}
	n := 0
	if stretch > 0 {
		need := target - (fixed - least*float64(max(0, fixedN-1)))
		n = int(math.Ceil(need / stretch))
	}
	n = min(max(n, 0), maxPieces)
	if fixedN == 0 {
		n = max(n, 1)
	}
	for _, p := range all {
		times := 1
		if p.Extender {
			times = n
		}
		for range times {
			parts = append(parts, p)
		}
	}
	length := 0.0
	for _, p := range parts {
		length += p.Size
	}
	if joints := len(parts) - 1; joints > 0 {
		overlap = max(least, (length-target)/float64(joints))
	}
	return parts, overlap
}

// fenced sets \left … \right: the delimiters cover what they enclose.
func (s *setter) fenced(f *fenced, st setting) *part {
	flats := flattenSetting(f.body.items, st)
	l := s.parts(flats)
	body := l.join()
	height := s.cover(body, st)
	for i, fl := range flats {
		if m, ok := fl.node.(*middle); ok {
			l.parts[i] = s.delimiter(m.delim, height, st)
		}
	}
	body = l.join()
	return s.between(f.open, f.close, body, height, st)
}

// cover is the height of a delimiter for a body, by TeX's \delimiterfactor of
// 901 and \delimitershortfall of 5 points in ten.
func (s *setter) cover(body *part, st setting) float64 {
	axis := s.c(s.math.AxisHeight, st)
	half := max(body.Height-axis, body.Depth+axis)
	return max(half*2*0.901, half*2-0.5*s.em(st))
}

func (s *setter) between(open, close string, body *part, height float64, st setting) *part {
	out := &part{}
	for _, p := range []*part{s.delimiter(open, height, st), body, s.delimiter(close, height, st)} {
		out.add(&p.Box, out.Width, 0)
		out.Width += p.Width
	}
	out.accent = out.Width / 2
	return out
}
