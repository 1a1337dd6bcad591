package markdown

import (
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
)

// slashMath is LaTeX's math in brackets. In Markdown a backslash before a
// bracket makes it a plain bracket, in MyST and Pandoc too.
var (
	slashMath  = regexp.MustCompile(`(\\{1,2})(?:\(((?:[^\n\\]|\\[^()\n])+?)\\{1,2}\)|\[((?:[^\\]|\\[^\[\]])+?)\\{1,2}\])`)
	mathLetter = regexp.MustCompile(`^\s*[A-Za-z]\s*$|[\\^_=<>+]`)
	mathSign   = regexp.MustCompile(`[\\^_=<>+]`)
)

// maxSlashMath is how much of a paragraph is looked through, in bytes.
const maxSlashMath = 20_000

// leftMath warns of \(…\) and \[…\], whose brackets print as such.
func (s *state) leftMath(n gast.Node) {
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return
	}
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if start < 0 || stop > len(s.src) || start >= stop {
		return
	}
	text := string(s.src[start:min(stop, start+maxSlashMath)])
	if !strings.Contains(text, `\(`) && !strings.Contains(text, `\[`) {
		return
	}
	for _, m := range slashMath.FindAllStringSubmatchIndex(text, -1) {
		inner, signs, looks := m[4:6], "$", mathLetter
		if inner[0] < 0 {
			inner, signs, looks = m[6:8], "$$", mathSign
		}
		tex := text[inner[0]:inner[1]]
		if !looks.MatchString(tex) || strings.Count(text[:m[0]], "`")%2 == 1 {
			continue
		}
		open := text[m[0]:inner[0]]
		s.warn("equation-not-marked", s.at(start+m[0]), "write "+signs+" on both sides: "+signs+shortened(strings.TrimSpace(tex))+signs,
			open+" begins no formula in Markdown; what follows prints as text")
	}
}

// shortened keeps hints on a line.
func shortened(tex string) string {
	const most = 30
	tex = strings.Join(strings.Fields(tex), " ")
	if r := []rune(tex); len(r) > most {
		return string(r[:most]) + "…"
	}
	return tex
}
