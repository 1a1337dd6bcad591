package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// codeSpans reads `code` as CommonMark has it, in time that grows with the text
// alone, and knows Quarto's and knitr's inline code, which would have to be run.
type codeSpans struct{}

func (codeSpans) Trigger() []byte { return []byte{'`'} }

func (codeSpans) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	s := stateOf(pc, block.Source())
	line, seg := block.PeekLine()
	ticks := runOf(line, '`')
	block.Advance(ticks)
	segs, ok := s.untilTicks(parent, block, ticks)
	if !ok {
		return gast.NewTextSegment(seg.WithStop(seg.Start + ticks))
	}
	body := s.text(segs)
	if ticks == 1 {
		if lang, ok := executable(body); ok {
			f := s.bad("code-not-run", s.at(seg.Start), "declare the number in the model and print it with {val}",
				fmt.Sprintf("inline code in %s is not run: nothing in a manuscript is executed", lang))
			f.SetPos(seg.Start)
			return f
		}
		if strings.HasPrefix(body, "{{") {
			segs = undouble(s, segs)
		}
	}
	if inTable(parent) {
		segs = unescapePipes(s.src, segs)
	}
	return codeSpan(s.src, segs, seg.Start)
}

// undouble takes one of the doubled braces away: `{{python}} x`.
func undouble(s *state, segs []text.Segment) []text.Segment {
	if len(segs) != 1 {
		return segs
	}
	body := s.text(segs)
	end := strings.Index(body, "}}")
	if end < 0 {
		return segs
	}
	at := segs[0].Start
	return []text.Segment{text.NewSegment(at+1, at+end+1), text.NewSegment(at+end+2, segs[0].Stop)}
}

// codeSpan makes a code span of segments; one space at each end is dropped
// unless there is nothing else.
func codeSpan(src []byte, segs []text.Segment, pos int) gast.Node {
	n := gast.NewCodeSpan()
	blank := true
	for _, seg := range segs {
		if seg.IsEmpty() {
			continue
		}
		n.AppendChild(n, gast.NewRawTextSegment(seg))
		blank = blank && strings.Trim(string(src[seg.Start:seg.Stop]), " \n") == ""
	}
	n.SetPos(pos)
	if blank {
		return n
	}
	first, last := n.FirstChild().(*gast.Text), n.LastChild().(*gast.Text)
	if spaced(src[first.Segment.Start]) && spaced(src[last.Segment.Stop-1]) {
		first.Segment.Start++
		last.Segment.Stop--
		for _, t := range []*gast.Text{first, last} {
			if t.Segment.IsEmpty() && t.Parent() != nil {
				n.RemoveChild(n, t)
			}
		}
	}
	return n
}

func spaced(c byte) bool { return c == ' ' || c == '\n' }

// executable tells whether a code span is one that Quarto or knitr would run.
func executable(body string) (lang string, ok bool) {
	if rest, found := strings.CutPrefix(body, "r "); found && rest != "" && (asciiWord(rest[0]) || strings.IndexByte("(.\"'", rest[0]) >= 0) {
		return "R", true
	}
	if !strings.HasPrefix(body, "{") {
		return "", false
	}
	lang, rest, found := strings.Cut(body[1:], "}")
	if !found || !strings.HasPrefix(rest, " ") || !computing(lang) {
		return "", false
	}
	return lang, true
}

// computing names the languages whose cells other tools run.
func computing(lang string) bool {
	switch strings.ToLower(lang) {
	case "python", "r", "julia", "ojs", "javascript", "js", "ipython", "ipython3", "bash", "sh", "sql", "observable":
		return true
	}
	return false
}
