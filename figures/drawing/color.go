package drawing

import (
	"fmt"
	"image/color"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"reckon/internal/diag"
)

// parseColor reads a colour of CSS, other than currentColor.
func parseColor(s string) (c color.NRGBA, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.Index(s, " icc-color("); i > 0 { // for print, behind one for the screen
		s = s[:i]
	}
	if hex, is := strings.CutPrefix(s, "#"); is {
		return hexColor(hex)
	}
	if s == "transparent" {
		return color.NRGBA{}, true
	}
	if v, is := systemColors[s]; is {
		s = v
	}
	if v, is := namedColors[s]; is {
		return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, true
	}
	name, args, is := strings.Cut(s, "(")
	if !is || !strings.HasSuffix(args, ")") {
		return c, false
	}
	args = strings.TrimSuffix(args, ")")
	if name == "color-mix" {
		return mixedColor(args)
	}
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
	if s = strings.TrimSpace(s); strings.HasPrefix(s, "light-dark") || strings.HasPrefix(s, "var") || strings.HasPrefix(s, "color-mix") {
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

func unitRange(x float64) float64 { return math.Min(math.Max(x, 0), 1) }

// systemColors are what a light page has for the names of CSS.
var systemColors = map[string]string{
	"canvas": "white", "canvastext": "black", "window": "white", "windowtext": "black", "buttonface": "whitesmoke", "buttontext": "black",
	"graytext": "gray", "linktext": "blue", "highlight": "dodgerblue", "highlighttext": "white",
}

// nearColor is a hint for a value that is no colour.
func nearColor(value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	if hex := strings.TrimPrefix(value, "#"); len(hex) == 6 || len(hex) == 3 {
		if c, ok := hexColor(hex); ok {
			return "did you mean " + colorText(c) + "?"
		}
	}
	names := slices.Sorted(maps.Keys(namedColors))
	if hint := diag.DidYouMean(value, names); hint != "" {
		return hint
	}
	return "write it as #rrggbb"
}

// colorText writes a colour canonically.
func colorText(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("rgba(%d,%d,%d,%s)", c.R, c.G, c.B, strconv.FormatFloat(math.Round(float64(c.A)/255*1000)/1000, 'f', -1, 64))
}
