package figures

import (
	"strings"
	"unicode"

	"gonum.org/v1/plot/vg"
)

func splitLines(s string) []string {
	s = strings.TrimRight(s, "\n")
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// wrap breaks text into lines no wider than width: at spaces, between Han
// characters and, where nothing else helps, within a word.
func (l lettering) wrap(s string, width vg.Length) string {
	if l.width(s) <= width {
		return s
	}
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		if line != "" && l.width(strings.TrimRight(line+piece, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		for line == "" && piece != "" && l.width(strings.TrimRight(piece, " ")) > width {
			head := l.head(piece, width)
			lines, piece = append(lines, head), piece[len(head):]
		}
		line += piece
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// head is the longest beginning of a word that fits, one character at least.
func (l lettering) head(word string, width vg.Length) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && l.width(word[:next]) > width {
			break
		}
		end = next
	}
	return word[:end]
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
		han := wide(r) && !unicode.IsPunct(r) || wide(next)
		if r == ' ' || han && !unicode.IsPunct(next) && next != ' ' && !opens(r) {
			out = append(out, cur)
			cur = ""
		}
	}
	return append(out, cur)
}

// opens tells whether a mark must not end a line.
func opens(r rune) bool { return unicode.Is(unicode.Ps, r) || unicode.Is(unicode.Pi, r) }
