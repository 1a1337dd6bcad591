package math

import (
	"slices"

	"golang.org/x/image/font/sfnt"

	"reckon/internal/fonts"
)

// A Box is a formula ready for print. Lengths are in points, y goes up from
// the baseline; a box reaches from −Depth to Height. Draw Rules first, then
// Glyphs, then Strokes.
type Box struct {
	Width, Height, Depth float64

	Glyphs  []Glyph
	Rules   []Rule
	Strokes []Stroke
	Tags    []Tag
	Missing []rune // characters that no face has; a blank stands for each
}

// A Glyph stands with its origin at X, Y.
type Glyph struct {
	X, Y  float64
	Size  float64
	ID    sfnt.GlyphIndex
	Rune  rune // the character it stands for; 0 for a part of one that was printed before
	Face  *fonts.Face
	Color string // "#rrggbb"; "" is the text's colour
}

// A Rule is a filled rectangle; X, Y is its lower left corner.
type Rule struct {
	X, Y, W, H float64
	Color      string
}

// A Stroke is a straight line.
type Stroke struct {
	X1, Y1, X2, Y2 float64
	Width          float64
	Color          string
}

// A Tag is an equation's number or tag, for the margin of the line whose
// baseline is at Y. It is no part of the box's width.
type Tag struct {
	Y   float64
	Box *Box
}

// put draws c into b at x, y without changing b's extent.
func (b *Box) put(c *Box, x, y float64) {
	b.Glyphs = slices.Grow(b.Glyphs, len(c.Glyphs))
	for _, g := range c.Glyphs {
		g.X += x
		g.Y += y
		b.Glyphs = append(b.Glyphs, g)
	}
	for _, r := range c.Rules {
		r.X += x
		r.Y += y
		b.Rules = append(b.Rules, r)
	}
	for _, s := range c.Strokes {
		s.X1, s.X2 = s.X1+x, s.X2+x
		s.Y1, s.Y2 = s.Y1+y, s.Y2+y
		b.Strokes = append(b.Strokes, s)
	}
	for _, t := range c.Tags {
		t.Y += y
		b.Tags = append(b.Tags, t)
	}
	b.Missing = append(b.Missing, c.Missing...)
}

// add draws c at x, y and lets b reach around it upwards and downwards.
func (b *Box) add(c *Box, x, y float64) {
	b.put(c, x, y)
	b.Height = max(b.Height, c.Height+y)
	b.Depth = max(b.Depth, c.Depth-y)
}

// A part is a box with what its neighbours must know of it.
type part struct {
	Box
	italic float64 // correction to add before what is not slanted
	slant  bool    // an italic letter, which needs none before another
	glyph  sfnt.GlyphIndex
	size   float64  // of that glyph; 0 if the part is no single glyph
	plain  bool     // scripts stand as they do at a letter, whatever its height
	large  bool     // a big operator: its subscript moves in by the correction
	accent float64  // where an accent is centred
	single [1]Glyph // room for the one glyph of most parts
}

func (p *part) total() float64 { return p.Height + p.Depth }
