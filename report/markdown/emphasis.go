package markdown

import (
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasis reads * and _ as CommonMark has it, except that Chinese, Japanese and
// Korean letters beside a run do for it what a space does elsewhere, so that
// 这是**“重要”**的 is read as its author meant.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*', '_'} }

func (emphasis) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	return delimiters(parent, block, pc, emphasisRuns{}, len(block.Source()))
}

type emphasisRuns struct{}

func (emphasisRuns) IsDelimiter(b byte) bool { return b == '*' || b == '_' }
func (emphasisRuns) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (emphasisRuns) OnMatch(consumes int) gast.Node { return gast.NewEmphasis(consumes) }

// strikethrough reads ~ and ~~ as GFM has it.
type strikethrough struct{}

func (strikethrough) Trigger() []byte { return []byte{'~'} }

func (strikethrough) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	if block.PrecendingCharacter() == '~' {
		return nil
	}
	return delimiters(parent, block, pc, strikeRuns{}, 2)
}

type strikeRuns struct{}

func (strikeRuns) IsDelimiter(b byte) bool { return b == '~' }
func (strikeRuns) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.OriginalLength == closer.OriginalLength
}
func (strikeRuns) OnMatch(int) gast.Node { return east.NewStrikethrough() }

// delimiters reads a run of delimiters of at most longest characters.
func delimiters(parent gast.Node, block text.Reader, pc parser.Context, p parser.DelimiterProcessor, longest int) gast.Node {
	before := block.PrecendingCharacter()
	line, seg := block.PeekLine()
	n := runOf(line, line[0])
	if n > longest {
		return nil
	}
	s := stateOf(pc, block.Source())
	work := s.in(parent)
	if work.delimiters++; work.delimiters > maxDelimiters {
		s.limit("delimiters", s.at(seg.Start), "too many runs of * and _ in one block of text")
		block.Advance(n)
		return gast.NewTextSegment(seg.WithStop(seg.Start + n))
	}
	after := ' '
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	canOpen, canClose := flanks(line[0], before, after)
	d := parser.NewDelimiter(canOpen, canClose, n, line[0], p)
	d.Segment = seg.WithStop(seg.Start + n)
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// flanks tells whether a run of delimiters between two characters can open or
// close emphasis. The rules are CommonMark's with the amendment known as
// CJK-friendly emphasis: a punctuation mark beyond the run does not forbid it
// where the letter on the near side is Chinese, Japanese or Korean.
func flanks(c byte, before, after rune) (canOpen, canClose bool) {
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	punctBefore, punctAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	cjkBefore, cjkAfter := isCJK(before), isCJK(after)
	left := !spaceAfter && (!punctAfter || cjkAfter || spaceBefore || punctBefore || cjkBefore)
	right := !spaceBefore && (!punctBefore || cjkBefore || spaceAfter || punctAfter || cjkAfter)
	if c == '_' {
		return left && (!right || punctBefore), right && (!left || punctAfter)
	}
	return left, right
}

// isCJK tells whether a character is written without spaces around it: Han,
// kana, hangul, bopomofo, their punctuation, and full-width forms.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r >= 0x3000 && r <= 0x303f, r >= 0xff00 && r <= 0xffef, r >= 0x31c0 && r <= 0x31ef, r >= 0x3200 && r <= 0x33ff,
		r >= 0xfe30 && r <= 0xfe4f, r >= 0x2e80 && r <= 0x2fdf:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi)
}
