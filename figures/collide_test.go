package figures

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// A witness is a canvas that notes the boxes of the texts drawn on it.
type witness struct {
	w, h  vg.Length
	at    vg.Point
	stack []vg.Point
	texts []witnessed
}

type witnessed struct {
	text string
	box  vg.Rectangle
}

func (w *witness) Size() (vg.Length, vg.Length)        { return w.w, w.h }
func (w *witness) SetLineWidth(vg.Length)              {}
func (w *witness) SetLineDash([]vg.Length, vg.Length)  {}
func (w *witness) SetColor(color.Color)                {}
func (w *witness) Rotate(rad float64)                  { panic("no text of a chart is turned") }
func (w *witness) Translate(p vg.Point)                { w.at = w.at.Add(p) }
func (w *witness) Scale(x, y float64)                  { panic("no chart is scaled") }
func (w *witness) Push()                               { w.stack = append(w.stack, w.at) }
func (w *witness) Pop()                                { w.at, w.stack = w.stack[len(w.stack)-1], w.stack[:len(w.stack)-1] }
func (w *witness) DrawImage(vg.Rectangle, image.Image) {}
func (w *witness) Stroke(p vg.Path)                    { w.check(p) }
func (w *witness) Fill(p vg.Path)                      { w.check(p) }
func (w *witness) FillString(f font.Face, p vg.Point, text string) {
	p = p.Add(w.at)
	size := f.Font.Size
	w.texts = append(w.texts, witnessed{text, vg.Rectangle{
		Min: vg.Point{X: p.X, Y: p.Y - size*descent}, Max: vg.Point{X: p.X + fontWidth(text, f.Font), Y: p.Y + size*ascent},
	}})
}

// check holds strokes to the canvas, with a little for their width.
func (w *witness) check(p vg.Path) {
	for _, c := range p {
		at := c.Pos.Add(w.at)
		const slack = 6
		if bad := math.IsNaN(float64(at.X + at.Y)); bad || at.X < -slack || at.Y < -slack || at.X > w.w+slack || at.Y > w.h+slack {
			w.texts = append(w.texts, witnessed{fmt.Sprintf("a stroke at %.1f, %.1f", at.X, at.Y), vg.Rectangle{Min: at, Max: at}})
			return
		}
	}
}

// faults lists texts that leave the canvas or touch one another.
func (w *witness) faults() (faults []string) {
	const slack = 0.05
	for i, a := range w.texts {
		b := a.box
		if b.Min.X < -slack || b.Min.Y < -slack || b.Max.X > w.w+slack || b.Max.Y > w.h+slack {
			faults = append(faults, fmt.Sprintf("%q leaves the canvas: %.1f", a.text, b))
		}
		for _, o := range w.texts[:i] {
			if overlap(grown(b, -slack, -slack), o.box) {
				faults = append(faults, fmt.Sprintf("%q touches %q: %.1f, %.1f", a.text, o.text, b, o.box))
			}
		}
	}
	return faults
}

// observe draws a chart and returns what was written on it.
func observe(t testing.TB, c *Chart, width vg.Length) *witness {
	t.Helper()
	w := &witness{}
	w.w, w.h = c.Size(width)
	if err := c.Draw(w); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestLabelsNeverCollide(t *testing.T) {
	for _, c := range gallery() {
		for _, width := range []vg.Length{290, 340, 460, 600} {
			t.Run(fmt.Sprintf("%s/%.0f", c.Title, width), func(t *testing.T) {
				for _, fault := range observe(t, &c, width).faults() {
					t.Error(fault)
				}
			})
		}
	}
}
