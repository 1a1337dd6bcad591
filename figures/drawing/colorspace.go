package drawing

import (
	"image/color"
	"math"
	"strconv"
	"strings"
)

// functionColor reads the functions of CSS Color 4, with commas or spaces.
// Colours that a screen cannot show are clipped.
func functionColor(name, args string) (c color.NRGBA, ok bool) {
	fields := strings.FieldsFunc(args, func(r rune) bool { return r == ' ' || r == ',' || r == '/' || r == '\t' || r == '\n' || r == '\r' })
	space := strings.TrimSuffix(name, "a")
	if name == "color" && len(fields) > 0 {
		space, fields = fields[0], fields[1:]
	}
	form, known := colorForms[space]
	if !known || len(fields) != 3 && len(fields) != 4 {
		return c, false
	}
	v := [4]float64{3: 1}
	for i, f := range fields {
		if v[i], ok = form.component(i, f); !ok {
			return c, false
		}
	}
	rgb := form.rgb(v[0], v[1], v[2])
	return color.NRGBA{byteOf(rgb[0]), byteOf(rgb[1]), byteOf(rgb[2]), byteOf(v[3])}, true
}

func byteOf(x float64) uint8 { return uint8(math.Round(unitRange(x) * 255)) }

// A colorForm is a way to write colours: what 100 % and 1 mean of its
// components, which of them is an angle, and its colours in sRGB from 0 to 1.
type colorForm struct {
	percent, number [3]float64
	hue             int // -1: none
	rgb             func(a, b, c float64) [3]float64
}

var colorForms = map[string]colorForm{
	"rgb":         {[3]float64{1, 1, 1}, [3]float64{1. / 255, 1. / 255, 1. / 255}, -1, plainRGB},
	"srgb":        {[3]float64{1, 1, 1}, [3]float64{1, 1, 1}, -1, plainRGB},
	"srgb-linear": {[3]float64{1, 1, 1}, [3]float64{1, 1, 1}, -1, fromLinear},
	"display-p3":  {[3]float64{1, 1, 1}, [3]float64{1, 1, 1}, -1, fromP3},
	"hsl":         {[3]float64{0, 1, 1}, [3]float64{1, .01, .01}, 0, fromHSL},
	"hwb":         {[3]float64{0, 1, 1}, [3]float64{1, .01, .01}, 0, fromHWB},
	"lab":         {[3]float64{100, 125, 125}, [3]float64{1, 1, 1}, -1, fromLab},
	"lch":         {[3]float64{100, 150, 0}, [3]float64{1, 1, 1}, 2, polar(fromLab)},
	"oklab":       {[3]float64{1, .4, .4}, [3]float64{1, 1, 1}, -1, fromOklab},
	"oklch":       {[3]float64{1, .4, 0}, [3]float64{1, 1, 1}, 2, polar(fromOklab)},
}

// angles are the units of hues, in degrees.
var angles = []struct {
	unit    string
	degrees float64
}{{"deg", 1}, {"grad", 0.9}, {"rad", 180 / math.Pi}, {"turn", 360}}

// component reads the i-th component; the fourth is the opacity.
func (form colorForm) component(i int, field string) (float64, bool) {
	if field == "none" {
		return 0, true
	}
	scale := 1.0
	if i < 3 {
		scale = form.number[i]
	}
	if number, is := strings.CutSuffix(field, "%"); is {
		field, scale = number, 0.01
		if i < 3 {
			scale *= form.percent[i]
		}
	} else if i == form.hue {
		for _, a := range angles {
			if number, is := strings.CutSuffix(field, a.unit); is {
				field, scale = number, a.degrees
				break
			}
		}
	}
	x, err := strconv.ParseFloat(field, 64)
	return x * scale, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

func plainRGB(r, g, b float64) [3]float64 { return [3]float64{r, g, b} }

// fromHSL follows CSS Color 4, section 7.1.
func fromHSL(h, s, l float64) [3]float64 {
	s, l = unitRange(s), unitRange(l)
	f := func(n float64) float64 {
		k := math.Mod(math.Mod(n+h/30, 12)+12, 12)
		return l - s*math.Min(l, 1-l)*math.Max(-1, math.Min(math.Min(k-3, 9-k), 1))
	}
	return [3]float64{f(0), f(8), f(4)}
}

// fromHWB follows CSS Color 4, section 8.1.
func fromHWB(h, white, black float64) [3]float64 {
	if white+black >= 1 {
		gray := white / (white + black)
		return [3]float64{gray, gray, gray}
	}
	c := fromHSL(h, 1, 0.5)
	for i := range c {
		c[i] = c[i]*(1-white-black) + white
	}
	return c
}

// polar reads the last two components as a distance and an angle.
func polar(from func(l, a, b float64) [3]float64) func(l, c, h float64) [3]float64 {
	return func(l, c, h float64) [3]float64 {
		sin, cos := math.Sincos(h * math.Pi / 180)
		return from(l, max(c, 0)*cos, max(c, 0)*sin)
	}
}

// The matrices and constants below are those of the sample code of CSS Color 4,
// section 18.

func fromLab(l, a, b float64) [3]float64 {
	const kappa, epsilon = 24389. / 27, 216. / 24389
	l = min(max(l, 0), 100)
	fy := (l + 16) / 116
	inverse := func(f float64) float64 {
		if cube := f * f * f; cube > epsilon {
			return cube
		}
		return (116*f - 16) / kappa
	}
	x, y, z := inverse(fy+a/500)*0.9642956764, inverse(fy), inverse(fy-b/200)*0.8251046025 // white of D50
	return fromLinear(product([9]float64{                                                  // D50 to D65, then to linear sRGB
		3.1341359569, -1.6173863322, -0.4906619460,
		-0.9787955030, 1.9162543774, 0.0334427384,
		0.0719554000, -0.2289767927, 1.4053860351,
	}, x, y, z))
}

func fromOklab(l, a, b float64) [3]float64 {
	l = unitRange(l)
	cube := func(x float64) float64 { return x * x * x }
	return fromLinear(product([9]float64{
		4.0767416621, -3.3077115913, 0.2309699292,
		-1.2684380046, 2.6097574011, -0.3413193965,
		-0.0041960863, -0.7034186147, 1.7076147010,
	}, cube(l+0.3963377774*a+0.2158037573*b), cube(l-0.1055613458*a-0.0638541728*b), cube(l-0.0894841775*a-1.2914855480*b)))
}

func fromP3(r, g, b float64) [3]float64 {
	return fromLinear(product([9]float64{
		1.2249401763, -0.2249401763, 0,
		-0.0420569547, 1.0420569547, 0,
		-0.0196375546, -0.0786360456, 1.0982736001,
	}, linear(r), linear(g), linear(b)))
}

func product(m [9]float64, x, y, z float64) (r, g, b float64) {
	return m[0]*x + m[1]*y + m[2]*z, m[3]*x + m[4]*y + m[5]*z, m[6]*x + m[7]*y + m[8]*z
}

// fromLinear puts light intensities into sRGB.
func fromLinear(r, g, b float64) [3]float64 {
	bent := func(x float64) float64 {
		if x <= 0.0031308 {
			return 12.92 * x
		}
		return 1.055*math.Pow(x, 1/2.4) - 0.055
	}
	return [3]float64{bent(r), bent(g), bent(b)}
}

func linear(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// mixedColor reads what stands in color-mix(): "in srgb, red 30%, blue". Other
// ways to mix are not known.
func mixedColor(args string) (c color.NRGBA, ok bool) {
	space, rest := splitArguments(args)
	first, second := splitArguments(rest)
	if strings.Join(strings.Fields(space), " ") != "in srgb" {
		return c, false
	}
	a, shareA, okA := shareOf(first)
	b, shareB, okB := shareOf(second)
	if !okA || !okB {
		return c, false
	}
	switch {
	case shareA < 0 && shareB < 0:
		shareA, shareB = 0.5, 0.5
	case shareA < 0:
		shareA = 1 - shareB
	case shareB < 0:
		shareB = 1 - shareA
	}
	sum := shareA + shareB
	if !(sum > 0) {
		return c, false
	}
	shareA, shareB = shareA/sum, shareB/sum
	opacity := shareA*float64(a.A) + shareB*float64(b.A)
	mix := func(x, y uint8) uint8 {
		if opacity == 0 {
			return 0
		}
		return uint8(math.Round((shareA*float64(a.A)*float64(x) + shareB*float64(b.A)*float64(y)) / opacity))
	}
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), uint8(math.Round(opacity * min(sum, 1)))}, true
}

// shareOf reads a colour with a percentage behind or before it; -1 where there
// is none.
func shareOf(s string) (c color.NRGBA, share float64, ok bool) {
	s, share = strings.TrimSpace(s), -1
	cut := func(word string) bool {
		number, is := strings.CutSuffix(word, "%")
		v, err := strconv.ParseFloat(number, 64)
		if !is || err != nil || !(v >= 0 && v <= 100) {
			return false
		}
		share = v / 100
		return true
	}
	if i := strings.LastIndexByte(s, ' '); i >= 0 && cut(s[i+1:]) {
		s = s[:i]
	} else if i := strings.IndexByte(s, ' '); i >= 0 && cut(s[:i]) {
		s = s[i+1:]
	}
	c, ok = parseColorOnce(s)
	return c, share, ok
}
