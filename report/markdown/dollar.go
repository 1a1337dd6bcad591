package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// dollars reads $TeX$ by Pandoc's rule, which leaves prices alone: no space
// inside either dollar sign, and no digit behind the closing one. It also reads
// $$TeX$$ within a line of text; a later pass gives that a block of its own.
type dollars struct{}

func (dollars) Trigger() []byte { return []byte{'$'} }

func (dollars) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	s := stateOf(pc, block.Source())
	line, seg := block.PeekLine()
	if runOf(line, '$') >= 2 {
		return s.display(parent, block, seg)
	}
	work := s.in(parent)
	if len(line) < 2 || isSpace(line[1]) || seg.Start < work.noDollar {
		return nil
	}
	l, pos := block.Position()
	block.Advance(1)
	segs, refused, ok := closingDollar(block)
	if !ok {
		s.loneDollar(line, seg.Start)
		work.noDollar = work.end(seg)
		if refused > 0 {
			work.noDollar = refused
		}
		block.SetPosition(l, pos)
		return nil
	}
	tex, src := trimmed(s.text(segs), s.at(seg.Start+1))
	n := &ast.Math{TeX: tex, Src: src}
	if inTable(parent) {
		n.TeX = strings.ReplaceAll(n.TeX, `\|`, "|")
	}
	n.At = s.at(seg.Start)
	n.SetPos(seg.Start)
	return n
}

// end is the offset up to which a failed search has looked.
func (w *blockWork) end(seg text.Segment) int {
	lines := w.block.Lines()
	if w.block.Type() != gast.TypeBlock || lines.Len() == 0 {
		return seg.Stop
	}
	return lines.At(lines.Len() - 1).Stop
}

// closingDollar reads to the dollar sign that closes. A sign with a space before
// it can only open: the one that was read then is no math, as in "dollars ($)
// around $x$", and refused is the offset of the other.
func closingDollar(block text.Reader) (segs []text.Segment, refused int, ok bool) {
	for {
		line, seg := block.PeekLine()
		if line == nil {
			return nil, 0, false
		}
		for i := 0; i < len(line); i++ {
			switch {
			case line[i] == '\\':
				i++
			case line[i] == '$':
				if spaceBefore(line, i) && (i > 0 || len(segs) > 0) {
					return nil, seg.Start + i - seg.Padding, false
				}
				if i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9' {
					continue
				}
				block.Advance(i + 1)
				return append(segs, seg.WithStop(seg.Start+i-seg.Padding)), 0, true
			}
		}
		segs = append(segs, seg)
		block.AdvanceLine()
	}
}

func spaceBefore(line []byte, i int) bool { return i == 0 || isSpace(line[i-1]) }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// display reads $$TeX$$ and a label behind it: (label) or {#eq-label}.
func (s *state) display(parent gast.Node, block text.Reader, seg text.Segment) gast.Node {
	work := s.in(parent)
	l, pos := block.Position()
	if seg.Start < work.noDollar {
		return nil
	}
	block.Advance(2)
	var segs []text.Segment
	for {
		line, cur := block.PeekLine()
		if line == nil {
			work.noDollar = work.end(seg)
			block.SetPosition(l, pos)
			return nil
		}
		end := doubleDollar(line)
		if end < 0 {
			segs = append(segs, cur)
			block.AdvanceLine()
			continue
		}
		segs = append(segs, cur.WithStop(cur.Start+end-cur.Padding))
		block.Advance(end + 2)
		break
	}
	tex := s.text(segs)
	if strings.TrimSpace(tex) == "" {
		block.SetPosition(l, pos)
		return nil
	}
	n := &displayMath{math: s.mathBlock(tex, s.at(seg.Start+2), s.at(seg.Start))}
	rest, _ := block.PeekLine()
	if label, class, length := equationLabel(ahead(rest)); length > 0 {
		n.math.Labelled = ast.Labelled{Label: label, Classes: class}
		block.Advance(length)
	}
	n.SetPos(seg.Start)
	return n
}

// doubleDollar finds $$ that is not escaped.
func doubleDollar(line []byte) int {
	for i := 0; i+1 < len(line); i++ {
		if line[i] == '\\' {
			i++
		} else if line[i] == '$' && line[i+1] == '$' {
			return i
		}
	}
	return -1
}

// equationLabel reads what may follow $$: (label) or {#label .class}.
func equationLabel(rest string) (label string, class []string, length int) {
	trimmed := strings.TrimLeft(rest, " \t")
	skip := len(rest) - len(trimmed)
	switch {
	case strings.HasPrefix(trimmed, "("):
		end := strings.IndexByte(trimmed, ')')
		if end < 2 || !isLabel(trimmed[1:end]) {
			return "", nil, 0
		}
		return normaliseLabel(trimmed[1:end]), nil, skip + end + 1
	case strings.HasPrefix(trimmed, "{"):
		a, n, ok := scanAttributes(trimmed)
		if !ok || len(a.words) > 0 {
			return "", nil, 0
		}
		return normaliseLabel(a.id.value), a.class, skip + n
	}
	return "", nil, 0
}

// isLabel tells whether a text may be the label of a target: 1 to 100 letters,
// digits, spaces and a few signs.
func isLabel(s string) bool {
	if strings.TrimSpace(s) == "" || runeLength(s) > 100 {
		return false
	}
	for _, r := range s {
		if !(r == ' ' || r >= 0x80 || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("|@<>*./_-+:", r)) {
			return false
		}
	}
	return true
}

// mathBlock makes displayed math of TeX that begins at src. A \\label in it
// names it; blanks take its place, so that columns stay true.
func (s *state) mathBlock(tex string, src, at diag.Pos) *ast.MathBlock {
	label := ""
	tex = bookdownMark.ReplaceAllString(tex, `\label{$1}`)
	if i := strings.Index(tex, `\label{`); i >= 0 && strings.Count(tex, `\label{`) == 1 {
		if n := strings.IndexByte(tex[i:], '}'); n > 7 && isLabel(tex[i+7:i+n]) {
			label = normaliseLabel(tex[i+7 : i+n])
			if !strings.Contains(tex, `\tag`) && !strings.Contains(tex, `\notag`) && !strings.Contains(tex, `\nonumber`) { // which say that lines differ
				tex = blanked(tex, i, i+n+1)
			}
		}
	}
	m := texDisplay(tex, src, at)
	m.Label = label
	return m
}

// texDisplay is TeX on lines of its own, without the space around it.
func texDisplay(tex string, src, at diag.Pos) *ast.MathBlock {
	trimmed := strings.TrimLeft(tex, " \t\n")
	src = src.Advance(tex[:len(tex)-len(trimmed)])
	m := &ast.MathBlock{TeX: strings.TrimRight(trimmed, " \t\n"), Src: src, Numbered: true}
	m.At = at
	return m
}

// blanked puts spaces in the place of a piece of text, so that all else stays
// where it is.
func blanked(text string, from, to int) string {
	return text[:from] + strings.Repeat(" ", to-from) + text[to:]
}

// displayMath is displayed TeX within a paragraph, until a pass takes it out.
type displayMath struct {
	gast.BaseInline
	math *ast.MathBlock
}

var kindDisplayMath = gast.NewNodeKind("displayMath")

func (n *displayMath) Kind() gast.NodeKind           { return kindDisplayMath }
func (n *displayMath) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

func hasPrefixByte(b []byte, c byte) bool { return len(b) > 0 && b[0] == c }
