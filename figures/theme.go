package figures

import (
	"image/color"
	"sync"

	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	xfont "golang.org/x/image/font"

	"reckon/internal/fonts"
)

// The theme: every size, width and colour of a chart stands here. Lengths are
// in points of the printed page.
const (
	tickSize  = vg.Length(8.5)
	labelSize = vg.Length(9)
	hairline  = vg.Length(0.35)
	axisWidth = vg.Length(0.6)
	lineWidth = vg.Length(1.5)
	tickLen   = vg.Length(3.5)
	rowHeight = vg.Length(21) // of one bar with its gap
	gap       = vg.Length(5)
)

// Ink is the colour of text and axes; on a page it becomes the colour of the
// surrounding text, so that it follows light and dark. Quiet is the same, less
// loud.
var (
	Ink   = color.NRGBA{0x1b, 0x1d, 0x21, 0xff}
	Quiet = color.NRGBA{0x1b, 0x1d, 0x21, 0x99}
	grid  = color.NRGBA{0x1b, 0x1d, 0x21, 0x22}
)

// strokes are colours of lines and single bars: they stand out on white and on
// near black, differ in lightness for greyscale, and blue and orange lead
// because nearly everyone tells them apart.
var strokes = []color.NRGBA{
	{0x2b, 0x74, 0xb3, 0xff}, {0xd8, 0x82, 0x2a, 0xff}, {0x2f, 0x8f, 0x72, 0xff},
	{0xa4, 0x5c, 0x9c, 0xff}, {0x7d, 0x7f, 0x83, 0xff}, {0xb3, 0x9a, 0x2c, 0xff},
}

// tints are fills that dark text can stand on, neighbours far apart in
// lightness.
var tints = []color.NRGBA{
	{0x7f, 0xb2, 0xdb, 0xff}, {0xf8, 0xd8, 0xb4, 0xff}, {0x6d, 0xb9, 0xa0, 0xff},
	{0xe6, 0xcf, 0xe3, 0xff}, {0xa6, 0xa9, 0xad, 0xff}, {0xf0, 0xe6, 0xb2, 0xff},
	{0xd0, 0x8c, 0x62, 0xff}, {0xd7, 0xe6, 0xf2, 0xff},
}

// onTint is the colour of text on tints, in light and dark alike.
var onTint = color.NRGBA{0x15, 0x18, 0x1c, 0xff}

// dashes tell lines apart without colour.
var dashes = [][]vg.Length{nil, {6, 3}, {2, 2}, {8, 2, 2, 2}, {1, 2}, {10, 4}}

var textFont = font.Font{Typeface: "STIX Two Text", Size: labelSize}

// writer is the text handler of all charts: it measures in the report's faces
// and falls back to the mathematical face for what they lack.
type writer struct{ cache *font.Cache }

var (
	shared     writer
	sharedOnce sync.Once
)

func handler() writer {
	sharedOnce.Do(func() {
		var c font.Collection
		for _, f := range fonts.All() {
			parsed, err := opentype.Parse(f.Data)
			if err != nil {
				panic(err) // an embedded face: a programmer's mistake
			}
			c = append(c, font.Face{Font: describe(f), Face: parsed})
		}
		shared = writer{font.NewCache(c)}
	})
	return shared
}

func describe(f *fonts.Face) font.Font {
	d := font.Font{Typeface: font.Typeface(f.Family)}
	if f.Italic {
		d.Style = xfont.StyleItalic
	}
	if f.Bold {
		d.Weight = xfont.WeightBold
	}
	return d
}

// face finds the face that a font names.
func face(f font.Font) *fonts.Face {
	return fonts.Text(f.Weight == xfont.WeightBold, f.Style == xfont.StyleItalic)
}

func (w writer) Cache() *font.Cache { return w.cache }

func (w writer) Extents(f font.Font) font.Extents {
	g := face(f)
	em := f.Size / 1000
	return font.Extents{
		Ascent: vg.Length(g.CapHeight+60) * em, Descent: 220 * em, Height: 1180 * em,
	}
}

func (w writer) Lines(s string) []string { return splitLines(s) }

func (w writer) Box(s string, f font.Font) (width, height, depth vg.Length) {
	e := w.Extents(f)
	return textWidth(s, f), e.Ascent, e.Descent
}

func textWidth(s string, f font.Font) vg.Length {
	var width float64
	for _, run := range face(f).Runs(s) {
		if run.Face != nil {
			width += run.Face.Width(run.Text)
		}
	}
	return vg.Length(width) * f.Size / 1000
}

// Draw writes text run by run. Lines are set leading apart; alignment counts
// from the block as a whole. The axes of package plot ask for their labels a
// descent too high, which is made good here; see [write].
func (w writer) Draw(c vg.Canvas, s string, sty text.Style, pt vg.Point) {
	lines := w.Lines(s)
	if len(lines) == 0 {
		return
	}
	e := w.Extents(sty.Font)
	leading := e.Height
	height := leading*vg.Length(len(lines)-1) + e.Ascent + e.Descent
	c.SetColor(sty.Color)
	c.Push()
	c.Translate(pt)
	if sty.Rotation != 0 {
		c.Rotate(sty.Rotation)
	}
	y := height*vg.Length(sty.YAlign) + height - e.Ascent - e.Descent
	if sty.YAlign == draw.YTop {
		y -= 1.5 // below the ticks of an axis, not at them
	}
	for _, line := range lines {
		x := textWidth(line, sty.Font) * vg.Length(sty.XAlign)
		for _, run := range face(sty.Font).Runs(line) {
			if run.Face == nil {
				continue
			}
			f := describe(run.Face)
			f.Size = sty.Font.Size
			c.FillString(w.cache.Lookup(f, f.Size), vg.Point{X: x, Y: y}, run.Text)
			x += vg.Length(run.Face.Width(run.Text)) * f.Size / 1000
		}
		y -= leading
	}
	c.Pop()
}

// write sets text where pt says.
func write(c vg.Canvas, s string, sty text.Style, pt vg.Point) {
	pt.Y += handler().Extents(sty.Font).Descent
	handler().Draw(c, s, sty, pt)
}

func style(size vg.Length, c color.Color) text.Style {
	f := textFont
	f.Size = size
	return text.Style{Color: c, Font: f, Handler: handler()}
}

// newPlot gives an empty plot in the theme.
func newPlot() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.TextHandler = handler()
	p.Legend.TextStyle = style(labelSize, Ink)
	p.Title.TextStyle = style(labelSize, Ink)
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		rotation, xalign, yalign := a.Label.TextStyle.Rotation, a.Label.TextStyle.XAlign, a.Label.TextStyle.YAlign
		a.Label.TextStyle = style(labelSize, Ink)
		a.Label.TextStyle.Rotation, a.Label.TextStyle.XAlign, a.Label.TextStyle.YAlign = rotation, xalign, yalign
		a.Label.Padding = 3
		xalign, yalign = a.Tick.Label.XAlign, a.Tick.Label.YAlign
		a.Tick.Label = style(tickSize, Ink)
		a.Tick.Label.XAlign, a.Tick.Label.YAlign = xalign, yalign
		a.Tick.LineStyle = draw.LineStyle{Color: Ink, Width: axisWidth}
		a.Tick.Length = tickLen
		a.LineStyle = draw.LineStyle{Color: Ink, Width: axisWidth}
		a.Padding = 0
	}
	return p
}
