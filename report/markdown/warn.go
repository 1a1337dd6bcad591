package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// destinationReach is how far behind the beginning of a link its destination is
// looked for, in bytes.
const destinationReach = 4000

// destinationAt is the place of a link's destination, else of the link.
func (s *state) destinationAt(pos int, destination string) diag.Pos {
	pos = max(pos, 0)
	rest := s.src[pos:min(len(s.src), pos+destinationReach)]
	for _, open := range []string{"](", "](<", "<project:"} {
		if i := bytes.Index(rest, []byte(open+destination)); i >= 0 {
			return s.at(pos + i + len(open))
		}
	}
	return s.at(pos)
}

// openCode warns of a block of code whose fence nothing closes: the rest of the
// manuscript is taken for code.
func (s *state) openCode(n *gast.FencedCodeBlock) {
	if s.foreign || n.Lines().Len() == 0 || n.Pos() < 0 {
		return
	}
	line, _, _ := bytes.Cut(s.src[n.Lines().At(n.Lines().Len()-1).Stop:], []byte("\n"))
	if bytes.Contains(line, []byte("```")) || bytes.Contains(line, []byte("~~~")) {
		return
	}
	opening, _, _ := bytes.Cut(s.src[n.Pos():], []byte("\n"))
	fence := string(opening[:max(runOf(opening, '`'), runOf(opening, '~'))])
	s.warn("code-unclosed", s.at(n.Pos()), "add a line "+fence+" where the code ends", "no "+fence+" closes the code begun here")
}

// loneDollar warns of a dollar sign that looks like the beginning of math and
// has no partner. Prices are left alone.
func (s *state) loneDollar(line []byte, at int) {
	letter := line[1] == '\\' || line[1] >= 'a' && line[1] <= 'z' || line[1] >= 'A' && line[1] <= 'Z'
	if letter && !s.foreign {
		s.warn("equation-unclosed", s.at(at), `add the closing $, or write \$ for a dollar sign`, "no $ closes the math begun here")
	}
}

// plainTags are the tags of HTML that renderers know how to print.
var plainTags = strings.Fields("abbr b br cite code del dfn em i ins kbd mark q s samp small strong sub sup u var wbr")

// html warns of HTML that has no effect.
func (s *state) html(n gast.Node, first string) {
	tag := strings.TrimSpace(first)
	if s.foreign || strings.HasPrefix(tag, "<!--") {
		return
	}
	if i := strings.IndexByte(tag, '>'); i >= 0 {
		tag = tag[:i+1]
	}
	name := strings.ToLower(strings.TrimLeft(tag, "</"))
	if end := strings.IndexFunc(name, func(c rune) bool { return c < 'a' || c > 'z' }); end >= 0 {
		name = name[:end]
	}
	if slices.Contains(plainTags, name) {
		return
	}
	if len(tag) > 40 {
		tag = tag[:40] + "…"
	}
	s.warn("html-ignored", s.at(max(n.Pos(), 0)), "write it in Markdown; code goes between backticks", fmt.Sprintf("the HTML %s has no effect", strings.ToValidUTF8(tag, "")))
}

// orcidSum tells whether the last character of an ORCID is the check digit of
// the others (ISO 7064, MOD 11-2).
func orcidSum(id string) bool {
	sum := 0
	digits := strings.ReplaceAll(id, "-", "")
	for _, d := range digits[:len(digits)-1] {
		sum = (sum + int(d-'0')) * 2
	}
	return "0123456789X"[(12-sum%11)%11] == digits[len(digits)-1]
}
