package figures

import (
	"image/color"
	"sync"
	"unicode"
	"unicode/utf8"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"reckon/internal/fonts"
)

// A lettering is the style of a text.
type lettering struct {
	size  vg.Length
	color color.NRGBA
	bold  bool
}

var (
	tickText  = lettering{size: tickSize, color: Ink}
	labelText = lettering{size: labelSize, color: Ink}
	titleText = lettering{size: labelSize, color: Ink, bold: true}
	tintText  = lettering{size: tickSize, color: onTint}
)

// Heights of a line, in ems: a box holds capitals, digits and descenders.
const (
	ascent  = 0.72
	descent = 0.22
	leading = 1.18
)

// Advances, in ems, of characters that no embedded face has: the browser finds
// a face for them, and is told the width. Han and its like are square.
const (
	wideAdvance  = 1.0
	otherAdvance = 0.6
)

// An anchor says which point of a text's box is placed.
type anchor struct{ x, y vg.Length } // 0: left or bottom, ½: middle, 1: right or top

var (
	leftBottom   = anchor{0, 0}
	leftMiddle   = anchor{0, 0.5}
	rightMiddle  = anchor{1, 0.5}
	centerMiddle = anchor{0.5, 0.5}
	centerTop    = anchor{0.5, 1}
	leftTop      = anchor{0, 1}
)

// box measures a text of one or several lines.
func (l lettering) box(s string) (w, h vg.Length) {
	lines := splitLines(s)
	if len(lines) == 0 {
		return 0, 0
	}
	for _, line := range lines {
		w = max(w, l.width(line))
	}
	return w, l.height(len(lines))
}

func (l lettering) height(lines int) vg.Length {
	if lines == 0 {
		return 0
	}
	return l.size * (ascent + descent + leading*vg.Length(lines-1))
}

// width measures one line.
func (l lettering) width(s string) vg.Length {
	var em float64
	runs := l.face().Runs(s)
	for i, run := range runs {
		em += spaceBefore(runs, i) + runWidth(run)
	}
	return vg.Length(em) * l.size / 1000
}

// spaceBefore is the space before a run, in thousandths of an em: a part of a
// square where Chinese characters and letters or digits meet.
func spaceBefore(runs []fonts.Run, i int) float64 {
	if i == 0 {
		return 0
	}
	a, _ := utf8.DecodeLastRuneInString(runs[i-1].Text)
	b, _ := utf8.DecodeRuneInString(runs[i].Text)
	latin := func(c rune) bool { return !wide(c) && (unicode.IsLetter(c) || unicode.IsDigit(c)) }
	if unicode.Is(unicode.Han, a) && latin(b) || latin(a) && unicode.Is(unicode.Han, b) {
		return hanSpace
	}
	return 0
}

const hanSpace = 200

func runWidth(run fonts.Run) float64 {
	if run.Face != nil {
		return run.Face.Width(run.Text)
	}
	width := 0.0
	for _, r := range run.Text {
		switch {
		case wide(r):
			width += 1000 * wideAdvance
		case !unicode.Is(unicode.Mn, r) && !unicode.IsControl(r):
			width += 1000 * otherAdvance
		}
	}
	return width
}

// wide tells whether a character takes a full square.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300)
}

func (l lettering) face() *fonts.Face { return fonts.Text(l.bold, false) }

// put writes a text with its anchor at pt and returns its box. Lines of a
// block are aligned as the anchor is.
func (l lettering) put(c vg.Canvas, s string, pt vg.Point, a anchor) vg.Rectangle {
	lines := splitLines(s)
	w, h := l.box(s)
	box := vg.Rectangle{Min: vg.Point{X: pt.X - w*a.x, Y: pt.Y - h*a.y}}
	box.Max = vg.Point{X: box.Min.X + w, Y: box.Min.Y + h}
	y := box.Max.Y - l.size*ascent
	c.SetColor(l.color)
	for _, line := range lines {
		x := box.Min.X + (w-l.width(line))*a.x
		runs := l.face().Runs(line)
		for i, run := range runs {
			x += vg.Length(spaceBefore(runs, i)) * l.size / 1000
			f := run.Face
			if f == nil {
				f = l.face()
			}
			c.FillString(faceFor(f, l.size), vg.Point{X: x, Y: y}, run.Text)
			x += vg.Length(runWidth(run)) * l.size / 1000
		}
		y -= l.size * leading
	}
	return box
}

var faces = sync.OnceValue(func() *font.Cache {
	var c font.Collection
	for _, f := range fonts.All() {
		parsed, err := opentype.Parse(f.Data)
		if err != nil {
			panic(err) // an embedded face: a programmer's mistake
		}
		c = append(c, font.Face{Font: describe(f), Face: parsed})
	}
	return font.NewCache(c)
})

// faceFor gives a face as package plot knows it.
func faceFor(f *fonts.Face, size vg.Length) font.Face { return faces().Lookup(describe(f), size) }

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

// fontWidth is the width of a run that a canvas is handed.
func fontWidth(s string, f font.Font) vg.Length {
	return lettering{size: f.Size, bold: f.Weight == xfont.WeightBold}.width(s)
}
