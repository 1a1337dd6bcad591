package figures

import (
	"strings"
	"unicode"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

func splitLines(s string) []string {
	s = strings.TrimRight(s, "\n")
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// wrap breaks text into lines no wider than width where it can: at spaces, and
// between Han characters.
func wrap(s string, f font.Font, width vg.Length) string {
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		if line != "" && textWidth(strings.TrimRight(line+piece, " "), f) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += piece
	}
	return strings.Join(append(lines, strings.TrimRight(line, " ")), "\n")
}

// pieces cuts text where a line may end. Punctuation stays with what precedes
// it.
func pieces(s string) []string {
	var out []string
	cur := ""
	runes := []rune(s)
	for i, r := range runes {
		cur += string(r)
		if i+1 == len(runes) {
			break
		}
		next := runes[i+1]
		han := unicode.Is(unicode.Han, r) || unicode.Is(unicode.Han, next)
		if r == ' ' || han && !unicode.IsPunct(next) && next != ' ' {
			out = append(out, cur)
			cur = ""
		}
	}
	return append(out, cur)
}
