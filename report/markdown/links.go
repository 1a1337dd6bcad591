package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// links reads links and images with goldmark's parser, which looks ahead to the
// end of the block for each bracket: their number and the looking are bounded.
type links struct{ parser.InlineParser }

func newLinks() parser.InlineParser { return links{parser.NewLinkParser()} }

func (p links) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	s := stateOf(pc, block.Source())
	work := s.in(parent)
	l, pos := block.Position()
	line, seg := block.PeekLine()
	switch {
	case line[0] == '[' || line[0] == '!' && len(line) > 1 && line[1] == '[':
		if work.brackets++; work.brackets > maxBrackets {
			s.limit("brackets", s.at(seg.Start), "too many [ in one block of text")
			return p.asText(block, seg)
		}
	case len(line) > 1 && (line[1] == '(' || line[1] == '['):
		if work.scanned += max(work.end(seg)-seg.Start, 0); work.scanned > maxLinkScan {
			s.limit("links", s.at(seg.Start), "too many links in one block of text")
			return p.asText(block, seg)
		}
	}
	n := p.InlineParser.Parse(parent, block, pc)
	if n == nil && line[0] == ']' {
		// The opening bracket is used up: goldmark's own parser, which may come
		// next, must not try another one.
		block.SetPosition(l, pos)
		return p.asText(block, seg)
	}
	return n
}

func (links) asText(block text.Reader, seg text.Segment) gast.Node {
	block.Advance(1)
	return gast.NewTextSegment(seg.WithStop(seg.Start + 1))
}

// CloseBlock passes the end of a block on to goldmark's parser.
func (p links) CloseBlock(parent gast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}
