package drawing

import (
	"image/color"

	"reckon/internal/fonts"
)

// A Painter takes what a drawing consists of. Lengths are CSS pixels and y runs
// down, under the transforms set so far; at first the drawing's upper left
// corner is at 0, 0.
//
// A painter may also be a [GradientPainter], a [GroupPainter], a [MaskPainter]
// and an [ImagePainter].
type Painter interface {
	Save() // transform and clip, until Restore
	Restore()
	Transform(m Matrix)        // what follows is mapped by m first
	Clip(p Path, evenOdd bool) // what follows shows inside p alone
	Fill(p Path, evenOdd bool, c color.NRGBA)
	Stroke(p Path, s Stroke)
	Text(t TextRun)
}

// A Stroke is how a line is drawn along a path.
type Stroke struct {
	Color      color.NRGBA
	Width      float64
	Cap        Cap
	Join       Join
	MiterLimit float64
	Dashes     []float64 // an even number; nil: solid
	Offset     float64
}

// A Cap is the end of a line.
type Cap byte

// Caps, numbered as in PDF.
const (
	Butt Cap = iota
	RoundCap
	SquareCap
)

// A Join is the corner of a line.
type Join byte

// Joins, numbered as in PDF.
const (
	Miter Join = iota
	RoundJoin
	Bevel
)

// A TextRun is text in one face on one baseline, upright under the transform:
// letters stand towards smaller y.
type TextRun struct {
	X, Y    float64 // where the baseline begins
	Text    string
	Face    *fonts.Face
	Size    float64
	Stretch float64 // of widths; 1 for none
	Color   color.NRGBA
}

// A GradientPainter fills with gradients. For other painters they are made of
// strips.
type GradientPainter interface {
	// FillGradient fills a path; it may return false to have it filled in strips.
	FillGradient(p Path, evenOdd bool, g Gradient) bool
	// StrokeGradient draws a line; it may return false to have it in one colour.
	StrokeGradient(p Path, s Stroke, g Gradient) bool
}

// A Gradient changes from colour to colour along a line, or between two circles.
type Gradient struct {
	Radial bool
	From   Point // of a line: where the offset is 0; of circles: the focus
	To     Point // of a line: where it is 1; of circles: the centre of the outer one
	R0, R1 float64
	Matrix Matrix // from the gradient's own coordinates to the path's
	Stops  []Stop // two at least, in order
	Spread Spread
}

// A Stop is a colour at an offset from 0 to 1.
type Stop struct {
	Offset float64
	Color  color.NRGBA
}

// A Spread is what is beyond the ends of a gradient.
type Spread byte

// Spreads.
const (
	Pad Spread = iota
	Reflect
	Repeat
)

// A GroupPainter gives several things one opacity. For other painters each is
// as transparent as the group.
type GroupPainter interface {
	BeginGroup(opacity float64)
	EndGroup()
}

// A MaskPainter lets through parts of what is drawn. Other painters draw all
// of it.
type MaskPainter interface {
	// Masked draws content as far as what mask draws is light, or opaque.
	Masked(byLight bool, mask, content func())
}

// An ImagePainter draws PNG and JPEG files. Other painters leave them out.
type ImagePainter interface {
	Image(data []byte, media string, x, y, w, h, opacity float64)
}
