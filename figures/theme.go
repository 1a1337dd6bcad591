package figures

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// The theme: every size, width and colour of a chart stands here. Lengths are
// in points of the printed page.
const (
	tickSize  = vg.Length(8.5)
	labelSize = vg.Length(9)
	hairline  = vg.Length(0.35)
	axisWidth = vg.Length(0.6)
	lineWidth = vg.Length(1.5)
	whisker   = vg.Length(0.9)
	tickLen   = vg.Length(3.5)
	gap       = vg.Length(5)   // between the parts of a chart
	tickGap   = vg.Length(7)   // between neighbouring labels of an axis, at least
	edge      = vg.Length(1)   // kept free around everything
	barMost   = vg.Length(14)  // thickness of a bar
	areaLeast = vg.Length(165) // height of a plot area
)

// Ink is the colour of text and axes; on a page it becomes the colour of the
// surrounding text, so that it follows light and dark. Quiet is the same, less
// loud.
var (
	Ink   = color.NRGBA{0x1b, 0x1d, 0x21, 0xff}
	Quiet = color.NRGBA{0x1b, 0x1d, 0x21, 0x99}
	grid  = color.NRGBA{0x1b, 0x1d, 0x21, 0x22}
)

// strokes are colours of lines and points: they stand out on white and on
// near black, and blue and orange lead because nearly everyone tells them
// apart. Beside colour, lines differ in dashes and points in shape.
var strokes = []color.NRGBA{
	{0x2b, 0x74, 0xb3, 0xff}, {0xd0, 0x78, 0x20, 0xff}, {0x2f, 0x8f, 0x72, 0xff},
	{0xa4, 0x5c, 0x9c, 0xff}, {0x7d, 0x7f, 0x83, 0xff}, {0xa6, 0x8c, 0x22, 0xff},
}

// fills are colours of bars: neighbours lie far apart in lightness, so that
// they differ in grey too; an outline in ink parts the light ones from the page.
var fills = []color.NRGBA{
	{0x3a, 0x7f, 0xbd, 0xff}, {0xf4, 0xc7, 0x8e, 0xff}, {0x3f, 0x8f, 0x70, 0xff},
	{0xd9, 0xbf, 0xe0, 0xff}, {0x7d, 0x7f, 0x83, 0xff}, {0xe9, 0xdc, 0x96, 0xff},
}

// tints are fills that dark text can stand on, neighbours far apart in
// lightness.
var tints = []color.NRGBA{
	{0x7f, 0xb2, 0xdb, 0xff}, {0xf8, 0xd8, 0xb4, 0xff}, {0x6d, 0xb9, 0xa0, 0xff},
	{0xe6, 0xcf, 0xe3, 0xff}, {0xa6, 0xa9, 0xad, 0xff}, {0xf0, 0xe6, 0xb2, 0xff},
	{0xd9, 0x9a, 0x72, 0xff}, {0xd7, 0xe6, 0xf2, 0xff},
}

// onTint is the colour of text on tints, in light and dark alike.
var onTint = color.NRGBA{0x15, 0x18, 0x1c, 0xff}

// dashes tell lines apart without colour.
var dashes = [][]vg.Length{nil, {6, 3}, {2, 2}, {8, 2, 2, 2}, {1, 2}, {10, 4}}

func cycle[T any](list []T, i int) T { return list[i%len(list)] }

// cycleOn is the same for a second list: where colours begin again, it goes on
// to another mate.
func cycleOn[T any](list []T, i int) T { return list[(i+i/len(list))%len(list)] }

func faded(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}
