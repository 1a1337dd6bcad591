package markdown

import (
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"reckon/report/markdown/ast"
)

// A lineBlock is a block of one line: a target, a comment, a block break.
type lineBlock struct {
	trigger byte
	read    func(s *state, line string, offset int) gast.Node
}

func (b lineBlock) Trigger() []byte { return []byte{b.trigger} }

func (b lineBlock) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	s := stateOf(pc, reader.Source())
	n := b.read(s, strings.TrimRight(string(line[pos:]), " \t\n"), seg.Start+pos-seg.Padding)
	if n == nil {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (lineBlock) Continue(gast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (lineBlock) Close(gast.Node, text.Reader, parser.Context)                 {}
func (lineBlock) CanInterruptParagraph() bool                                  { return true }
func (lineBlock) CanAcceptIndentedLine() bool                                  { return false }

// readTarget reads (label)=.
func readTarget(s *state, line string, offset int) gast.Node {
	label, ok := strings.CutSuffix(line, ")=")
	if !ok || !isLabel(label[1:]) {
		return nil
	}
	return placed(s, &ast.Target{Label: normaliseLabel(label[1:])}, offset)
}

// readAttributes reads a line that is a list of attributes and nothing else:
// they belong to the next block, which takes the label.
func readAttributes(s *state, line string, offset int) gast.Node {
	attrs, n, ok := scanAttributes(line)
	if !ok || n != len(line) || len(attrs.words) > 0 || attrs.id.value == "" && len(attrs.class) == 0 && len(attrs.pairs) == 0 {
		return nil
	}
	if attrs.id.value == "" {
		return &dropped{}
	}
	return placed(s, &ast.Target{Label: normaliseLabel(attrs.id.value)}, offset)
}

// A dropped block is a comment: a pass takes it out.
type dropped struct{ gast.BaseBlock }

var kindDropped = gast.NewNodeKind("dropped")

func (n *dropped) Kind() gast.NodeKind           { return kindDropped }
func (n *dropped) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// readComment reads % text. A percent sign that a line break parted from its
// number, or from the role that prints it, makes a comment of the rest of the line: that is a finding.
func readComment(s *state, _ string, offset int) gast.Node {
	before := strings.TrimRight(string(s.src[max(0, offset-80):lineStart(s.src, offset)]), " \t>")
	if n := len(before); n > 1 && before[n-1] == '\n' && (before[n-2] >= '0' && before[n-2] <= '9' || before[n-2] == '`') && !s.foreign {
		s.warn("comment-after-number", s.at(offset), "put the sign on the line of its number", "this line begins with % and is a comment; it is not printed")
	}
	return &dropped{}
}

// A blockBreak is +++, with what the rest of its line says.
type blockBreak struct {
	gast.BaseBlock
	meta string
}

var kindBlockBreak = gast.NewNodeKind("blockBreak")

func (n *blockBreak) Kind() gast.NodeKind           { return kindBlockBreak }
func (n *blockBreak) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

var breakPattern = regexp.MustCompile(`^\+(?:[ \t]*\+){2,}(.*)$`)

func readBreak(_ *state, line string, _ int) gast.Node {
	m := breakPattern.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	return &blockBreak{meta: strings.TrimSpace(m[1])}
}

var partPattern = regexp.MustCompile(`"part"\s*:\s*"([\w -]+)"`)

// part is the name of the part of the document that a break opens.
func (n *blockBreak) part() string {
	if m := partPattern.FindStringSubmatch(n.meta); m != nil {
		return m[1]
	}
	return ""
}

// blockquotes reads quotations, of bounded depth, and GitHub's alerts in them:
// > [!NOTE].
type blockquotes struct{ parser.BlockParser }

func newBlockquotes() parser.BlockParser { return blockquotes{parser.NewBlockquoteParser()} }

func (b blockquotes) Open(parent gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	if tooDeep(reader, pc) {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}

var alertPattern = regexp.MustCompile(`^\[!([A-Za-z]+)\]([+-]?)[ \t]*(.*?)\s*$`)

func (b blockquotes) Close(node gast.Node, reader text.Reader, pc parser.Context) {
	b.BlockParser.Close(node, reader, pc)
	s := stateOf(pc, reader.Source())
	p, ok := node.FirstChild().(*gast.Paragraph)
	if !ok || s.foreign || p.Lines().Len() == 0 {
		return
	}
	first := p.Lines().At(0)
	line := s.line(first)
	m := alertPattern.FindStringSubmatchIndex(line)
	if m == nil || admonitionVariant(line[m[2]:m[3]]) == "" {
		return
	}
	n := &ast.Admonition{Variant: admonitionVariant(line[m[2]:m[3]]), Dropdown: m[4] < m[5], Open: line[m[4]:m[5]] == "+"}
	placed(s, n, node.Pos())
	if m[6] < m[7] {
		title := placed(s, &ast.TitleLine{}, first.Start+m[6])
		title.Lines().Append(text.NewSegment(first.Start+m[6], first.Start+m[7]))
		n.AppendChild(n, title)
	}
	p.Lines().SetSliced(1, p.Lines().Len())
	if p.Lines().Len() == 0 {
		node.RemoveChild(node, p)
	}
	moveChildren(n, node)
	n.SetBlankPreviousLines(node.HasBlankPreviousLines())
	node.Parent().InsertBefore(node.Parent(), node, n)
	node.Parent().RemoveChild(node.Parent(), node)
}

func tooDeep(reader text.Reader, pc parser.Context) bool {
	if len(pc.OpenedBlocks()) < maxNesting {
		return false
	}
	_, seg := reader.PeekLine()
	s := stateOf(pc, reader.Source())
	s.limit("nesting", s.at(seg.Start), "blocks are nested too deeply")
	return true
}

// lists reads lists, of bounded depth.
type lists struct{ parser.BlockParser }

func newLists() parser.BlockParser { return lists{parser.NewListParser()} }

func (l lists) Open(parent gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	if _, inList := pc.LastOpenedBlock().Node.(*gast.List); !inList && len(pc.OpenedBlocks()) < maxNesting {
		if m, ok := l.fancy(parent, reader, pc); ok {
			return l.openFancy(parent, reader, pc, m)
		}
	}
	if _, inList := pc.LastOpenedBlock().Node.(*gast.List); !inList && len(pc.OpenedBlocks()) >= maxNesting {
		if node, _ := l.BlockParser.Open(parent, reader, pc); node != nil {
			tooDeep(reader, pc)
		}
		return nil, parser.NoChildren
	}
	return l.BlockParser.Open(parent, reader, pc)
}

// headings reads attributes at the end of headings: ## Title {#sec-x .class}.
type headings struct{ parser.BlockParser }

func (h headings) Close(node gast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	heading, ok := node.(*gast.Heading)
	if !ok || node.Parent() == nil || heading.Lines().Len() == 0 {
		return
	}
	s := stateOf(pc, reader.Source())
	defer s.heading(heading)
	last := heading.Lines().Len() - 1
	seg := heading.Lines().At(last)
	line := s.line(seg)
	open, attrs, ok := trailingAttributes(line)
	if !ok {
		return
	}
	s.headingAttributes(heading, attrs)
	rest := strings.TrimRight(line[:open], " \t")
	if hashes := strings.TrimRight(rest, "#"); hashes != rest && (hashes == "" || isSpace(hashes[len(hashes)-1])) {
		rest = strings.TrimRight(hashes, " \t") // ## Title ## {#x}
	}
	heading.Lines().Set(last, text.NewSegment(seg.Start, seg.Start+len(rest)))
}

// heading makes the words of a heading a name for links, as Pandoc does:
// [Words], [Words][] and [this][Words] lead to it.
func (s *state) heading(h *gast.Heading) {
	if s.foreign || h.Lines().Len() != 1 {
		return
	}
	words := s.line(h.Lines().At(0))
	if h.Level == 1 && s.front != nil && (s.front.Title.Text == "" || s.front.Title.Text == strings.TrimSpace(words)) {
		return // it may become the title
	}
	label, _ := idAndClass(h)
	if label == "" {
		label = slugOf(strings.TrimSpace(words))
	}
	key := util.ToLinkReference([]byte(words))
	if _, ok := s.headings[key]; !ok && label != "" {
		s.headings[key] = label
	}
}

func (s *state) headingAttributes(n gast.Node, attrs attributeList) {
	if attrs.id.value != "" {
		n.SetAttributeString("id", []byte(attrs.id.value))
	}
	if len(attrs.class) > 0 {
		n.SetAttributeString("class", []byte(strings.Join(attrs.class, " ")))
	}
	for _, p := range attrs.pairs {
		n.SetAttributeString(p.key, []byte(p.value))
	}
}

// trailingAttributes finds {...} at the end of a line, without bare words.
func trailingAttributes(line string) (open int, attrs attributeList, ok bool) {
	line = strings.TrimRight(line, " \t\n")
	if !strings.HasSuffix(line, "}") {
		return 0, attrs, false
	}
	for i := strings.LastIndexByte(line, '{'); i >= 0; i = strings.LastIndexByte(line[:i], '{') {
		a, n, ok := scanAttributes(line[i:])
		if ok && i+n == len(line) && len(a.words) == 0 {
			return i, a, (i == 0 || line[i-1] != '\\') && (a.id.value != "" || len(a.class) > 0 || len(a.pairs) > 0)
		}
		if len(line)-i > 400 {
			break
		}
	}
	return 0, attrs, false
}

// references moves link definitions out of paragraphs with goldmark's parser,
// in portions, because that takes time in the square of their number.
type linkDefinitions struct{}

func (linkDefinitions) Transform(node *gast.Paragraph, reader text.Reader, pc parser.Context) {
	const portion = 64
	inner := parser.LinkReferenceParagraphTransformer
	for node.Lines().Len() > portion && hasPrefixByte(reader.Source()[node.Lines().At(0).Start:], '[') {
		n := portion
		for n > 1 && !hasPrefixByte(reader.Source()[node.Lines().At(n).Start:], '[') {
			n--
		}
		if n == 1 {
			break
		}
		head := gast.NewParagraph()
		head.Lines().AppendAll(node.Lines().Sliced(0, n))
		node.Parent().InsertBefore(node.Parent(), node, head)
		inner.Transform(head, reader, pc)
		left := 0
		if head.Parent() != nil {
			left = head.Lines().Len()
			head.Parent().RemoveChild(head.Parent(), head)
		}
		node.Lines().SetSliced(n-left, node.Lines().Len())
		if left > 0 {
			break
		}
	}
	inner.Transform(node, reader, pc)
}
