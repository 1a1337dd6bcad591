package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// wordScripts reads Pandoc's H~2~O and x^2^: text without spaces, which may be
// escaped. ~ does so only behind a word, because it also strikes out.
type wordScripts struct{}

func (wordScripts) Trigger() []byte { return []byte{'~', '^'} }

func (wordScripts) Parse(_ gast.Node, block text.Reader, pc parser.Context) gast.Node {
	line, seg := block.PeekLine()
	s := stateOf(pc, block.Source())
	mark := line[0]
	before := block.PrecendingCharacter()
	if s.foreign || before == rune(mark) || mark == '~' && !(keyRune(before) || before == ')' || before == ']' || before == '*') {
		return nil
	}
	n := scriptLength(line)
	if n == 0 {
		return nil
	}
	style := "sub"
	if mark == '^' {
		style = "sup"
	}
	span := placed(s, &ast.Span{Style: style}, seg.Start)
	s.inlineInto(span, []text.Segment{text.NewSegment(seg.Start+1, seg.Start+1+n)})
	block.Advance(n + 2)
	return span
}

// maxScript bounds what is raised or lowered, in bytes.
const maxScript = 100

// scriptLength is the length of the text between a mark and the next one; 0
// where that is not raised or lowered.
func scriptLength(line []byte) int {
	for i := 1; i < min(len(line), maxScript); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && line[i+1] != '\n':
			i++
		case isSpace(c) || c == '\n' || c == '[' && i == 1:
			return 0
		case c == line[0]:
			if i+1 < len(line) && line[i+1] == c {
				return 0
			}
			return i - 1
		}
	}
	return 0
}
