package drawing

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"
)

// parseColor reads a colour of CSS, other than currentColor.
func parseColor(s string) (c color.NRGBA, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if hex, is := strings.CutPrefix(s, "#"); is {
		return hexColor(hex)
	}
	if s == "transparent" {
		return color.NRGBA{}, true
	}
	if v, is := namedColors[s]; is {
		return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, true
	}
	name, args, is := strings.Cut(s, "(")
	if !is || !strings.HasSuffix(args, ")") {
		return c, false
	}
	args = strings.TrimSuffix(args, ")")
	if name == "light-dark" || name == "var" { // the first of two; the one to fall back on
		first, second := splitArguments(args)
		if name == "var" {
			first = second
		}
		return parseColorOnce(first)
	}
	return functionColor(name, args)
}

// parseColorOnce reads a colour within another: no deeper.
func parseColorOnce(s string) (c color.NRGBA, ok bool) {
	if s = strings.TrimSpace(s); strings.HasPrefix(s, "light-dark") || strings.HasPrefix(s, "var") {
		return c, false
	}
	return parseColor(s)
}

// splitArguments splits at the first comma outside parentheses.
func splitArguments(s string) (first, second string) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

func hexColor(hex string) (c color.NRGBA, ok bool) {
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return c, false
	}
	nibble := func(shift int) uint8 { return uint8(v>>shift&15) * 17 }
	switch len(hex) {
	case 3:
		return color.NRGBA{nibble(8), nibble(4), nibble(0), 255}, true
	case 4:
		return color.NRGBA{nibble(12), nibble(8), nibble(4), nibble(0)}, true
	case 6:
		return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, true
	case 8:
		return color.NRGBA{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), uint8(v)}, true
	}
	return c, false
}

// functionColor reads rgb(), rgba(), hsl() and hsla(), with commas or spaces.
func functionColor(name, args string) (c color.NRGBA, ok bool) {
	fields := strings.FieldsFunc(args, func(r rune) bool { return r == ' ' || r == ',' || r == '/' || r == '\t' || r == '\n' })
	if len(fields) != 3 && len(fields) != 4 {
		return c, false
	}
	hsl := strings.HasPrefix(name, "hsl")
	var v [4]float64
	v[3] = 1
	for i, f := range fields {
		number, percent := strings.CutSuffix(strings.TrimSuffix(f, "deg"), "%")
		x, err := strconv.ParseFloat(number, 64)
		if err != nil || math.IsNaN(x) {
			return c, false
		}
		switch {
		case percent && (i == 3 || hsl):
			x /= 100
		case percent:
			x *= 2.55
		case i > 0 && i < 3 && hsl:
			x /= 100
		}
		v[i] = x
	}
	byteOf := func(x float64) uint8 { return uint8(math.Round(math.Min(math.Max(x, 0), 255))) }
	switch name {
	case "rgb", "rgba":
		return color.NRGBA{byteOf(v[0]), byteOf(v[1]), byteOf(v[2]), byteOf(v[3] * 255)}, true
	case "hsl", "hsla":
		r, g, b := fromHSL(v[0], unitRange(v[1]), unitRange(v[2]))
		return color.NRGBA{byteOf(r * 255), byteOf(g * 255), byteOf(b * 255), byteOf(v[3] * 255)}, true
	}
	return c, false
}

func unitRange(x float64) float64 { return math.Min(math.Max(x, 0), 1) }

// fromHSL follows CSS Color 4, section 7.1.
func fromHSL(h, s, l float64) (r, g, b float64) {
	f := func(n float64) float64 {
		k := math.Mod(math.Mod(n+h/30, 12)+12, 12)
		return l - s*math.Min(l, 1-l)*math.Max(-1, math.Min(math.Min(k-3, 9-k), 1))
	}
	return f(0), f(8), f(4)
}

// colorText writes a colour canonically.
func colorText(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("rgba(%d,%d,%d,%s)", c.R, c.G, c.B, strconv.FormatFloat(math.Round(float64(c.A)/255*1000)/1000, 'f', -1, 64))
}
