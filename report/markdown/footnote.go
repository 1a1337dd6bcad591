package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"reckon/internal/diag"
)

// notes are the footnotes of a manuscript. Numbers are given at the end, in the
// order of the text, so that notes may be defined anywhere, in included files
// too.
type notes struct {
	byLabel map[string]*east.Footnote
	labels  []string
	lists   []*east.FootnoteList
	places  map[*east.Footnote]diag.Pos
}

var noteListKey = parser.NewContextKey()

// noteBlocks reads [^label]: definitions, as goldmark's footnotes do.
type noteBlocks struct{ parser.BlockParser }

func (noteBlocks) Trigger() []byte { return []byte{'['} }

func (noteBlocks) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos+1 >= len(line) || line[pos+1] != '^' {
		return nil, parser.NoChildren
	}
	label, length := noteLabel(ahead(line[pos:]))
	next := pos + length
	if length == 0 || next >= len(line) || line[next] != ':' {
		return nil, parser.NoChildren
	}
	s := stateOf(pc, reader.Source())
	n := east.NewFootnote([]byte(label))
	s.define(n, label, s.at(seg.Start+pos-seg.Padding))
	if next+1 >= len(line) {
		reader.Advance(next + 1)
		return n, parser.NoChildren
	}
	reader.AdvanceAndSetPadding(next+1, 0)
	return n, parser.HasChildren
}

func (noteBlocks) Continue(_ gast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close moves a note to a list at the head of the document, out of the way of
// what it stands in.
func (noteBlocks) Close(n gast.Node, reader text.Reader, pc parser.Context) {
	s := stateOf(pc, reader.Source())
	list, ok := pc.Get(noteListKey).(*east.FootnoteList)
	if !ok {
		root := n
		for root.Parent() != nil {
			root = root.Parent()
		}
		list = east.NewFootnoteList()
		root.InsertBefore(root, root.FirstChild(), list)
		pc.Set(noteListKey, list)
		s.notes.lists = append(s.notes.lists, list)
	}
	n.Parent().RemoveChild(n.Parent(), n)
	list.AppendChild(list, n)
}

func (noteBlocks) CanInterruptParagraph() bool { return true }
func (noteBlocks) CanAcceptIndentedLine() bool { return false }

// define records a note; the first of a label counts.
func (s *state) define(n *east.Footnote, label string, at diag.Pos) {
	key := noteKey(label)
	if s.notes.byLabel == nil {
		s.notes.byLabel, s.notes.places = map[string]*east.Footnote{}, map[*east.Footnote]diag.Pos{}
	}
	s.notes.places[n] = at
	if first, ok := s.notes.byLabel[key]; ok {
		s.warn("footnote-repeated", at, "", fmt.Sprintf("the footnote %q is defined twice; the first one, at %s, counts", label, s.notes.places[first]))
		return
	}
	s.notes.byLabel[key] = n
	s.notes.labels = append(s.notes.labels, label)
}

func noteKey(label string) string { return strings.ToLower(strings.Join(strings.Fields(label), " ")) }

// noteLabel reads [^label] at the start of s.
func noteLabel(s string) (label string, length int) {
	const longest = 999
	for i := 2; i < len(s) && i < longest; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[', '\n':
			return "", 0
		case ']':
			if strings.TrimSpace(s[2:i]) == "" {
				return "", 0
			}
			return s[2:i], i + 1
		}
	}
	return "", 0
}

// A noteRef is [^label] in the text until notes have numbers.
type noteRef struct {
	gast.BaseInline
	label string
	at    diag.Pos
	seg   text.Segment
}

var kindNoteRef = gast.NewNodeKind("noteRef")

func (n *noteRef) Kind() gast.NodeKind           { return kindNoteRef }
func (n *noteRef) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// noteRefs reads [^label], and Pandoc's ^[note in the line].
type noteRefs struct{}

func (noteRefs) Trigger() []byte { return []byte{'!', '[', '^'} }

func (noteRefs) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	line, seg := block.PeekLine()
	s := stateOf(pc, block.Source())
	from := 0
	switch {
	case line[0] == '^':
		if len(line) < 2 || line[1] != '[' || s.foreign {
			return nil
		}
		return s.inlineNote(parent, block, seg)
	case line[0] == '!':
		from = 1
	}
	if len(line) < from+3 || line[from] != '[' || line[from+1] != '^' {
		return nil
	}
	label, length := noteLabel(ahead(line[from:]))
	if length == 0 {
		return nil
	}
	if _, ok := s.notes.byLabel[noteKey(label)]; !ok && (s.foreign || strings.ContainsAny(label, " \t")) {
		return nil
	}
	if from == 1 {
		parent.AppendChild(parent, gast.NewTextSegment(seg.WithStop(seg.Start+1)))
	}
	block.Advance(from + length)
	n := &noteRef{label: label, at: s.at(seg.Start + from), seg: text.NewSegment(seg.Start+from, seg.Start+from+length)}
	n.SetPos(seg.Start + from)
	return n
}

// inlineNote reads ^[text], a note where it is referred to.
func (s *state) inlineNote(parent gast.Node, block text.Reader, seg text.Segment) gast.Node {
	work := s.in(parent)
	if work.brackets++; work.brackets > maxBrackets {
		return nil
	}
	l, pos := block.Position()
	block.Advance(1)
	segs, ok := closingBracket(block)
	if !ok {
		block.SetPosition(l, pos)
		return nil
	}
	return s.note(segs, seg.Start)
}

// note makes a note of text where it is referred to.
func (s *state) note(segs []text.Segment, start int) gast.Node {
	label := fmt.Sprintf("inline note %d", start)
	n := east.NewFootnote([]byte(label))
	p := paragraph()
	p.Lines().AppendAll(segs)
	s.inlineInto(p, segs)
	n.AppendChild(n, p)
	s.define(n, label, s.at(start))
	list := east.NewFootnoteList()
	list.AppendChild(list, n)
	s.notes.lists = append(s.notes.lists, list)
	ref := &noteRef{label: label, at: s.at(start)}
	ref.SetPos(start)
	return ref
}

// numberNotes gives notes their numbers, in the order in which the text first
// refers to them, and moves them to the end of the body.
func (s *state) numberNotes(body gast.Node, roots ...gast.Node) {
	for _, list := range s.notes.lists {
		if list.Parent() != nil {
			list.Parent().RemoveChild(list.Parent(), list)
		}
	}
	var order []*east.Footnote
	links := map[*east.Footnote][]*east.FootnoteLink{}
	collect := func(root gast.Node) {
		for _, ref := range noteRefsIn(root) {
			n, ok := s.notes.byLabel[noteKey(ref.label)]
			if !ok {
				s.undefinedNote(ref)
				continue
			}
			if n.Index < 0 {
				order = append(order, n)
				n.Index = len(order)
			}
			link := east.NewFootnoteLink(n.Index)
			link.SetPos(ref.Pos())
			links[n] = append(links[n], link)
			ref.Parent().ReplaceChild(ref.Parent(), ref, link)
		}
	}
	for _, root := range append(roots, body) {
		if root != nil {
			collect(root)
		}
	}
	for i := 0; i < len(order); i++ { // notes may refer to further notes
		collect(order[i])
	}
	s.unusedNotes()
	if len(order) == 0 {
		return
	}
	list := east.NewFootnoteList()
	list.Count = len(order)
	for _, n := range order {
		list.AppendChild(list, n)
		backLinks(n, links[n])
	}
	body.AppendChild(body, list)
}

func noteRefsIn(root gast.Node) (refs []*noteRef) {
	walk(root, func(n gast.Node) {
		if r, ok := n.(*noteRef); ok {
			refs = append(refs, r)
		}
	})
	return refs
}

func (s *state) undefinedNote(ref *noteRef) {
	var n gast.Node
	if s.foreign {
		n = gast.NewTextSegment(ref.seg)
	} else {
		hint := diag.DidYouMean(ref.label, s.notes.labels)
		if hint == "" {
			hint = "define it in a line of its own: [^" + ref.label + "]: TEXT"
		}
		bad := s.bad("footnote-undefined", ref.at, hint, fmt.Sprintf("no footnote is called %q", ref.label))
		bad.SetPos(ref.Pos())
		n = bad
	}
	ref.Parent().ReplaceChild(ref.Parent(), ref, n)
}

func (s *state) unusedNotes() {
	for _, label := range s.notes.labels {
		if n := s.notes.byLabel[noteKey(label)]; n.Index < 0 && !s.foreign {
			s.warn("footnote-unused", s.notes.places[n], "refer to it with [^"+label+"]", fmt.Sprintf("nothing refers to the footnote %q; it is not printed", label))
		}
	}
}

// backLinks puts links back to the text at the end of a note, as goldmark does.
func backLinks(n *east.Footnote, links []*east.FootnoteLink) {
	var end gast.Node = n
	if last := n.LastChild(); last != nil && gast.IsParagraph(last) {
		end = last
	}
	for i, link := range links {
		link.RefCount, link.RefIndex = len(links), i
		back := east.NewFootnoteBacklink(n.Index)
		back.RefCount, back.RefIndex = len(links), i
		end.AppendChild(end, back)
	}
}
