package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// TestPlainPNG holds which bitmaps go into the document as they are: those of
// which fpdf keeps every degree of transparency.
func TestPlainPNG(t *testing.T) {
	box := image.Rect(0, 0, 4, 4)
	half := color.NRGBA{200, 0, 0, 100}
	alpha8, alpha16 := image.NewNRGBA(box), image.NewNRGBA64(box)
	alpha8.Set(1, 1, half)
	alpha16.Set(1, 1, half)
	for _, test := range []struct {
		name string
		img  image.Image
		want bool
	}{
		{"grey", image.NewGray(box), true},
		{"grey of 16 bits", image.NewGray16(box), true},
		{"palette", image.NewPaletted(box, color.Palette{color.Black, color.White}), true},
		{"palette with transparency", image.NewPaletted(box, color.Palette{color.Black, half}), false},
		{"transparency of 8 bits", alpha8, true},
		{"transparency of 16 bits", alpha16, false},
	} {
		var b bytes.Buffer
		if err := png.Encode(&b, test.img); err != nil {
			t.Fatal(err)
		}
		if got := plainPNG(b.Bytes()); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
