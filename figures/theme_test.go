package figures

import (
	"image/color"
	"math"
	"testing"
)

// Papers that charts stand on: the page's, light and dark.
var papers = []color.NRGBA{{0xfd, 0xfc, 0xf9, 0xff}, {0x16, 0x18, 0x1b, 0xff}}

func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// luminance and contrast are those of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return math.Max(x, y) / math.Min(x, y)
}

// lightness is L* of CIE 1976.
func lightness(c color.NRGBA) float64 {
	y := luminance(c)
	if y <= 216.0/24389 {
		return y * 24389 / 27
	}
	return 116*math.Cbrt(y) - 16
}

func over(c, paper color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A))) / 255) }
	return color.NRGBA{mix(c.R, paper.R), mix(c.G, paper.G), mix(c.B, paper.B), 0xff}
}

// TestTheme holds that lines stand out on both papers (3 to 1, WCAG 1.4.11),
// that text can be read on fills (4.5 to 1) and that neighbouring fills differ
// in grey.
func TestTheme(t *testing.T) {
	for i, c := range strokes {
		for _, paper := range papers {
			if k := contrast(c, paper); k < 2.95 {
				t.Errorf("stroke %d has a contrast of %.2f on %v", i, k, paper)
			}
		}
	}
	for i, c := range tints {
		for _, paper := range papers {
			for _, shown := range []color.NRGBA{c, over(faded(c, flowAlpha), paper)} {
				if k := contrast(shown, onTint); k < 4.5 {
					t.Errorf("text on tint %d has a contrast of %.2f on %v", i, k, paper)
				}
			}
		}
	}
	for name, palette := range map[string][]color.NRGBA{"fill": fills, "tint": tints} {
		for i := 1; i < len(palette); i++ {
			if d := math.Abs(lightness(palette[i]) - lightness(palette[i-1])); d < 13 {
				t.Errorf("%ss %d and %d differ by %.1f in lightness", name, i-1, i, d)
			}
		}
	}
}

// TestColourBlindness holds that the first lines and fills are told apart by
// eyes without one kind of cone, whatever their dashes. The simulation is that
// of Machado, Oliveira and Fernandes (2009) at full severity.
func TestColourBlindness(t *testing.T) {
	kinds := map[string][9]float64{
		"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
		"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
		"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
	}
	for kind, m := range kinds {
		for name, palette := range map[string][]color.NRGBA{"stroke": strokes[:4], "fill": fills[:4], "tint": tints[:4]} {
			for i := range palette {
				for j := range i {
					if d := distance(seen(palette[i], m), seen(palette[j], m)); d < 7 {
						t.Errorf("%s: %ss %d and %d are %.1f apart", kind, name, j, i, d)
					}
				}
			}
		}
	}
}

func seen(c color.NRGBA, m [9]float64) [3]float64 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	return lab([3]float64{m[0]*r + m[1]*g + m[2]*b, m[3]*r + m[4]*g + m[5]*b, m[6]*r + m[7]*g + m[8]*b})
}

// lab is CIE 1976 L*a*b* of linear sRGB under D65.
func lab(c [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t = math.Max(t, 0); t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
	y := f(0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2])
	z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}
