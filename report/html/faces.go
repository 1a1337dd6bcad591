package html

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"reckon/internal/fonts"
)

// faces embeds what the page needs of the report's faces, so that it looks the
// same everywhere: only the characters that occur on it.
func faces(page string) string {
	seen := map[rune]bool{}
	for _, c := range page {
		seen[c] = true
	}
	var text, math []rune
	for c := range seen {
		if unicode.IsControl(c) {
			continue
		}
		text = append(text, c)
		math = append(math, c)
	}
	for c := rune(' '); c < 0x7f; c++ { // what styles and the head of the page add
		text = append(text, c)
	}
	slices.Sort(text)
	text = slices.Compact(text)
	slices.Sort(math)
	var b strings.Builder
	for _, f := range []struct {
		face          *fonts.Face
		weight, style string
		runes         []rune
		needed        bool
	}{
		{fonts.Text(false, false), "400", "normal", text, true},
		{fonts.Text(false, true), "400", "italic", text, strings.Contains(page, "<em>")},
		{fonts.Text(true, false), "600 700", "normal", text, true},
		{fonts.Math(), "400", "normal", math, strings.Contains(page, "<math")},
	} {
		if !f.needed {
			continue
		}
		fmt.Fprintf(&b, "@font-face{font-family:%q;font-weight:%s;font-style:%s;font-display:swap;src:url(data:font/woff;base64,%s) format(\"woff\")}\n",
			f.face.Family, f.weight, f.style, base64.StdEncoding.EncodeToString(f.face.Subset(f.runes)))
	}
	return b.String()
}
