package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// listMarker is a marker of Pandoc's: #. a) (iv) B. (@) (@label).
var listMarker = regexp.MustCompile(`^( {0,3})(?:(#)([.)])|(\(?)([A-Za-z]{1,9}|\d{1,9})([.)])|(\()@([\pL\pN_-]*)(\)))([ \t]+)\S`)

// A markerLine is a line that begins with such a marker.
type markerLine struct {
	from, to  int // of the marker, in the line
	numbering ast.Numbering
	digits    string // as written
	example   bool
	label     string // of an example
	gap       int    // spaces behind
}

func readMarker(line []byte) (m markerLine, ok bool) {
	match := listMarker.FindSubmatchIndex(line[:min(len(line), maxAhead)])
	if match == nil {
		return m, false
	}
	group := func(i int) string {
		if match[2*i] < 0 {
			return ""
		}
		return string(line[match[2*i]:match[2*i+1]])
	}
	m.from, m.to, m.gap = match[3], match[20], match[21]-match[20]
	switch {
	case group(2) != "":
		m.numbering.Close = group(3)
	case match[16] >= 0:
		m.numbering, m.example, m.label = ast.Numbering{Open: "(", Close: ")"}, true, group(8)
	default:
		m.numbering, m.digits = ast.Numbering{Open: group(4), Close: group(6)}, group(5)
		if m.numbering.Open != "" && m.numbering.Close != ")" || m.numbering.Open == "" && m.digits[0] <= '9' {
			return m, false // goldmark's own
		}
	}
	return m, true
}

// begins tells whether a list may begin with a marker: at its first number
// only, so that initials, (c) and the like stay words. Letters then tell
// whether they are Roman numerals.
func (m *markerLine) begins() bool {
	switch m.digits {
	case "", "1":
	case "i", "I", "a", "A":
		m.numbering.Numerals = m.digits
		if m.digits < "a" && m.numbering.Close == "." && m.gap < 2 {
			return false // I. Newton
		}
	default:
		return false
	}
	return true
}

// fits tells whether the item of a marker belongs to a list.
func (m *markerLine) fits(n ast.Numbering) bool {
	if m.numbering.Open != n.Open || m.numbering.Close != n.Close {
		return false
	}
	switch n.Numerals {
	case "":
		return m.digits == "" || m.digits[0] <= '9'
	case "a", "i":
		return m.digits != "" && m.digits == strings.ToLower(m.digits) && m.digits[0] > '9'
	}
	return m.digits != "" && m.digits == strings.ToUpper(m.digits) && m.digits[0] > '9'
}

// Trigger adds the first characters of Pandoc's markers to those of CommonMark.
func (l lists) Trigger() []byte {
	first := append(l.BlockParser.Trigger(), '#', '(')
	for c := byte('a'); c <= 'z'; c++ {
		first = append(first, c, c-'a'+'A')
	}
	return first
}

// fancy makes the marker of a line one that goldmark reads, of the same width,
// in the source: places stay. It returns the numbering to give to the list.
func (l lists) fancy(parent gast.Node, reader text.Reader, pc parser.Context) (m markerLine, ok bool) {
	line, seg := reader.PeekLine()
	m, ok = readMarker(line)
	s := stateOf(pc, reader.Source())
	if !ok || s.foreign || seg.Padding > 0 || !m.begins() {
		return m, false
	}
	if last := pc.LastOpenedBlock().Node; gast.IsParagraph(last) && last.Parent() == parent && parent.Kind() != gast.KindListItem {
		return m, false // words that happen to begin a line
	}
	s.mark(m, seg.Start, reader.Source())
	return m, true
}

func (l lists) openFancy(parent gast.Node, reader text.Reader, pc parser.Context, m markerLine) (gast.Node, parser.State) {
	node, state := l.BlockParser.Open(parent, reader, pc)
	list, ok := node.(*gast.List)
	if !ok {
		return node, state
	}
	ast.SetNumbering(list, m.numbering)
	s := stateOf(pc, reader.Source())
	if m.example {
		list.Start = s.examples.count
		s.exampleLists[list] = true
	}
	return list, state
}

// mark writes a number in the place of a marker.
func (s *state) mark(m markerLine, start int, source []byte) {
	number := 1
	if m.example {
		s.examples.count++
		number = s.examples.count
		if m.label != "" && s.examples.numbers[m.label] == 0 {
			s.examples.numbers[m.label] = number
		}
	}
	const most = 9 // digits that CommonMark allows
	width := m.to - m.from
	text := fmt.Sprintf("%0*d", min(width-1, most), number) + m.numbering.Close
	text += strings.Repeat(" ", max(0, width-len(text)))
	if len(text) > width {
		text = text[len(text)-width:]
	}
	copy(source[start+m.from:], text)
	copy(s.src[start+m.from:], text)
}

// An exampleList counts the items of lists of examples, through the whole
// manuscript.
type exampleList struct {
	count   int
	numbers map[string]int // of labelled examples
}

func (l lists) Continue(node gast.Node, reader text.Reader, pc parser.Context) parser.State {
	list := node.(*gast.List)
	line, seg := reader.PeekLine()
	last, _ := list.LastChild().(*gast.ListItem)
	s := stateOf(pc, reader.Source())
	if last == nil || s.foreign || !list.IsOrdered() || len(bytes.TrimLeft(line[:min(len(line), last.Offset)], " \n")) == 0 {
		return l.BlockParser.Continue(node, reader, pc)
	}
	n := ast.NumberingOf(list)
	if m, ok := readMarker(line); ok && seg.Padding == 0 && m.fits(n) && s.exampleLists[list] == m.example {
		s.mark(m, seg.Start, reader.Source())
	} else if first := bytes.TrimLeft(line, " "); first[0] >= '0' && first[0] <= '9' && (n.Numerals != "" || n.Open != "") {
		return parser.Close // another list
	}
	return l.BlockParser.Continue(node, reader, pc)
}

// exampleNumber is the number of the example that a citation names.
func (s *state) exampleNumber(c *ast.Cite) gast.Node {
	if !c.Narrative || len(c.Items) != 1 || c.Items[0].Suffix != "" || c.Items[0].Locator != "" {
		return nil
	}
	n, ok := s.examples.numbers[c.Items[0].Key]
	if !ok {
		return nil
	}
	return gast.NewString(fmt.Append(nil, n))
}
