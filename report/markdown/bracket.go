package markdown

import (
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// brackets reads what is ours among things in brackets: citations, cross
// references, and [text]{.class}. The rest is left to links and footnotes.
type brackets struct{}

func (brackets) Trigger() []byte { return []byte{'['} }

func (brackets) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	s := stateOf(pc, block.Source())
	line, seg := block.PeekLine()
	if len(line) < 2 || line[1] == '^' {
		return nil
	}
	work := s.in(parent)
	if work.brackets++; work.brackets > maxBrackets {
		return nil // links say so
	}
	l, pos := block.Position()
	segs, ok := closingBracket(block)
	if !ok {
		block.SetPosition(l, pos)
		return nil
	}
	rest, _ := block.PeekLine()
	body := s.text(segs)
	if hasPrefixByte(rest, '(') && strings.IndexByte(ahead(rest), ')') > 0 {
		block.SetPosition(l, pos)
		return nil // a link
	}
	if strings.IndexByte(body, '@') >= 0 {
		if n := s.group(parent, body, segs, seg.Start); n != nil {
			return n
		}
	}
	if hasPrefixByte(rest, '{') {
		if a, length, ok := scanAttributes(ahead(rest)); ok && len(a.words) == 0 {
			block.Advance(length)
			if slices.Contains(a.class, "content-visible") || slices.Contains(a.class, "content-hidden") {
				return s.bad("raw-refused", s.at(seg.Start), "write it for all of them, or take it out", "text for some outputs only is not printed")
			}
			if !s.foreign && (slices.Contains(a.class, "aside") || slices.Contains(a.class, "column-margin")) {
				return s.note(segs, seg.Start)
			}
			n := &ast.Span{Style: "plain", Labelled: a.attributes()}
			n.At = s.at(seg.Start)
			n.SetPos(seg.Start)
			spanStyle(n)
			s.inlineInto(n, segs)
			return n
		}
	}
	block.SetPosition(l, pos)
	return nil
}

// spanStyle reads the style of a span from Pandoc's classes.
func spanStyle(n *ast.Span) {
	for _, c := range n.Classes {
		switch c {
		case "smallcaps", "sc":
			n.Style = "smallcaps"
		case "underline", "ul":
			n.Style = "underline"
		case "kbd":
			n.Style = "kbd"
		}
	}
}

// closingBracket reads [...] to its closing bracket and past it.
func closingBracket(block text.Reader) (segs []text.Segment, ok bool) {
	block.Advance(1)
	depth, length := 1, 0
	var code codeSkipper
	for length <= maxCitation {
		line, seg := block.PeekLine()
		if line == nil {
			return nil, false
		}
		for i := 0; i < len(line) && length+i <= maxCitation; i++ {
			switch line[i] {
			case '\\':
				i++
			case '`':
				i += code.length(line[i:min(i+maxCitation, len(line))]) - 1
			case '[':
				depth++
			case ']':
				if depth--; depth == 0 {
					segs = append(segs, seg.WithStop(seg.Start+i-seg.Padding))
					block.Advance(i + 1)
					return segs, true
				}
			}
		}
		length += len(line)
		segs = append(segs, seg)
		block.AdvanceLine()
	}
	return nil, false
}

// A codeSkipper steps over code spans; it remembers the lengths of runs that
// were looked for in vain.
type codeSkipper struct{ none [16]bool }

// length is that of a code span at the start of a line, or of its backticks
// alone when it does not close there.
func (c *codeSkipper) length(line []byte) int {
	n := runOf(line, '`')
	if n >= len(c.none) || c.none[n] {
		return n
	}
	for i := n; i < len(line); {
		if line[i] != '`' {
			i++
			continue
		}
		run := runOf(line[i:], '`')
		i += run
		if run == n {
			return i
		}
	}
	c.none[n] = true
	return n
}

// group reads a citation group or references in brackets; nil when it is
// neither.
func (s *state) group(parent gast.Node, body string, segs []text.Segment, start int) gast.Node {
	items, ok := s.citeGroup(body, s.at(segs[0].Start))
	if !ok {
		return nil
	}
	refs := 0
	for _, it := range items {
		if reservedLabel(it.Key) {
			refs++
		}
	}
	if refs == len(items) {
		return s.refGroup(parent, items, start)
	}
	n := &ast.Cite{Items: items}
	n.At = s.at(start)
	n.SetPos(start)
	s.affixes(n)
	return n
}

// refGroup makes references of citation items: [Fig. @fig-x], [-@fig-x],
// [@fig-a; @fig-b].
func (s *state) refGroup(parent gast.Node, items []ast.CiteItem, start int) gast.Node {
	for i, it := range items {
		n := &ast.Ref{Keyed: true, Bare: it.SuppressAuthor}
		n.Label, n.Capital = referenceLabel(it.Key)
		if it.Prefix != "" {
			n.Template, n.Bare = strings.TrimSpace(it.Prefix)+"\u00a0%s", false
		}
		n.At = it.At.Right(-1)
		if it.SuppressAuthor {
			n.At = it.At.Right(-2)
		}
		n.SetPos(start)
		suffix := citeTail(it)
		if i == len(items)-1 && suffix == "" {
			return n
		}
		parent.AppendChild(parent, n)
		if suffix != "" {
			parent.AppendChild(parent, gast.NewString([]byte(suffix)))
		}
		if i < len(items)-1 {
			parent.AppendChild(parent, gast.NewString([]byte(", ")))
		}
	}
	last := parent.LastChild()
	return last
}

func citeTail(it ast.CiteItem) string {
	tail := it.Suffix
	if it.Locator != "" {
		tail = ", " + it.Locator + tail
	}
	return tail
}
