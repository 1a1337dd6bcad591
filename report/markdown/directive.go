package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// A directive is a directive while it is read. When the document is complete a
// pass puts the nodes in its place that its row of the table makes of it.
type directive struct {
	gast.BaseBlock
	row      *Directive // nil: not in the table
	name     string     // as written; "div" without
	fence    byte
	length   int // of the fence
	indent   int
	attrs    attributeList
	attrsAt  int // offset of the opening brace
	start    int // offset of the fence
	argument text.Segment
	options  []optionLine
	yaml     []text.Segment
	reading  directivePart
	literal  bool
	closed   bool
	failed   bool // its finding is already there
	loose    bool // Pandoc's form, without a name: it may have any attributes
	broken   string
	bodyAt   int // offset of the first line of the body
}

// A directivePart is the part of a directive that the next line belongs to.
type directivePart uint8

const (
	atFirstLine directivePart = iota
	atOptions
	atYAML
	atBody
)

// An optionLine is a line :key: value.
type optionLine struct {
	key            string
	keyAt          int
	value          text.Segment
	content        gast.Node // of an option that is Markdown
	text           string
	keyPos, valPos diag.Pos
	bare           bool
	parts          []piece // of a value in YAML, where its pieces stand
}

var kindDirective = gast.NewNodeKind("directive")

func (d *directive) Kind() gast.NodeKind           { return kindDirective }
func (d *directive) IsRaw() bool                   { return d.literal }
func (d *directive) Dump(source []byte, level int) { gast.DumpHelper(d, source, level, nil, nil) }

// directiveParser reads all directives, within fences of backticks, tildes and
// colons, line by line, so that they nest in lists, quotations and each other
// as other blocks do.
type directiveParser struct{}

func (directiveParser) Trigger() []byte             { return []byte{'`', '~', ':', '<'} }
func (directiveParser) CanInterruptParagraph() bool { return true }
func (directiveParser) CanAcceptIndentedLine() bool { return false }

func (directiveParser) Open(parent gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	fence := line[pos]
	if fence == '<' {
		if n, state := openDetails(line, pos, seg, reader, pc); n != nil {
			return n, state
		}
		return openHTMLDiv(line, pos, seg, reader, pc)
	}
	length := runOf(line[pos:], fence)
	if length < 3 || fence == '`' && codeInLine(string(line[pos+length:]), length) {
		return nil, parser.NoChildren
	}
	s := stateOf(pc, reader.Source())
	d := &directive{fence: fence, length: length, indent: pos, start: seg.Start + pos - seg.Padding}
	if !s.head(d, string(line), pos+length, seg) {
		return nil, parser.NoChildren
	}
	if len(pc.OpenedBlocks()) >= maxNesting {
		s.limit("nesting", s.at(d.start), "blocks are nested too deeply")
		return nil, parser.NoChildren
	}
	if d.row != nil {
		d.literal = d.row.Body == LiteralBody
	} else {
		d.literal = d.name != "div"
	}
	if d.row != nil && d.row.title && !d.argument.IsEmpty() {
		title := &ast.TitleLine{}
		title.Lines().Append(d.argument)
		title.At = s.at(d.argument.Start)
		title.SetPos(d.argument.Start)
		d.AppendChild(d, title)
	}
	reader.AdvanceToEOL()
	return d, parser.NoChildren
}

// codeInLine tells whether what looks like a fence is code in a line of text.
// CommonMark allows no backtick behind a fence. Behind {name} we do, for the
// roles in a title, unless a run as long as the fence could end code there.
func codeInLine(rest string, length int) bool {
	if !strings.HasPrefix(strings.TrimLeft(rest, " \t"), "{") {
		return strings.IndexByte(rest, '`') >= 0
	}
	return strings.Contains(rest, strings.Repeat("`", length))
}

// head reads the rest of an opening line. It is false for what is a fence of
// code or text.
func (s *state) head(d *directive, line string, i int, seg text.Segment) bool {
	rest := strings.TrimRight(line[i:], " \t\n")
	trimmed := strings.TrimLeft(rest, " \t")
	i += len(rest) - len(trimmed)
	offset := seg.Start + i - seg.Padding
	d.attrsAt = offset
	if d.fence == ':' {
		trimmed = strings.TrimRight(strings.TrimRight(trimmed, ":"), " \t")
	}
	switch {
	case strings.HasPrefix(trimmed, "{"):
	case d.fence == ':' && trimmed == "":
		d.name, d.row = "div", directiveOf["div"]
		return true
	case d.fence == ':' && wordLength(trimmed) == len(trimmed):
		d.name, d.row, d.loose = "div", directiveOf["div"], true // Pandoc's ::: warning
		d.attrs.addClass(strings.ToLower(trimmed))
		return true
	case d.fence != ':' && trimmed == "math":
		d.name, d.row = "math", directiveOf["math"]
		return true
	default:
		return false
	}
	attrs, n, ok := scanAttributes(trimmed)
	if !ok && s.knitrHead(d, trimmed, offset) {
		return true
	}
	if !ok {
		d.name, d.literal = strings.Trim(trimmed, "{} "), true
		d.broken = "the braces behind the fence cannot be read"
		return true
	}
	d.attrs = attrs
	argument := strings.TrimLeft(trimmed[n:], " \t")
	from := offset + n + len(trimmed[n:]) - len(argument)
	d.argument = text.NewSegment(from, from+len(strings.TrimRight(argument, " \t")))
	s.nameOf(d)
	return true
}

// nameOf finds the name of a directive among its attributes and its row.
func (s *state) nameOf(d *directive) {
	switch {
	case len(d.attrs.words) == 0 && d.fence != ':':
		d.name, d.row, d.loose = "code", directiveOf["code"], true // Pandoc's ``` {.python}
		return
	case len(d.attrs.words) == 0:
		d.name, d.row, d.loose = "div", directiveOf["div"], true
		return
	case d.attrs.words[0].key[0] == '=':
		d.name, d.row = d.attrs.words[0].key, directiveOf["raw"] // Pandoc's ``` {=latex}
		return
	}
	d.name = d.attrs.words[0].key
	d.row = directiveOf[d.name]
	if len(d.attrs.words) > 1 && !computing(d.name) {
		d.broken, d.row = fmt.Sprintf("two names, %s and %s, stand in the braces", d.name, d.attrs.words[1].key), nil
	}
}

func (directiveParser) Continue(node gast.Node, reader text.Reader, pc parser.Context) parser.State {
	d := node.(*directive)
	s := stateOf(pc, reader.Source())
	line, seg := reader.PeekLine()
	switch d.ends(line, reader.LineOffset(), pc) {
	case closes:
		d.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	case overrun:
		d.failed = true
		s.fail("directive-unclosed", s.at(d.start), "close it with "+strings.Repeat(string(d.fence), d.length)+", or give it a longer fence than what it holds",
			fmt.Sprintf("{%s} is not closed before another fence begins", d.name))
		return parser.Close
	}
	if d.reading != atBody && s.optionsLine(d, string(line), seg) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	if d.summaryLine(s, string(line), seg) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	}
	if d.bodyAt == 0 {
		d.bodyAt = seg.Start
	}
	d.reading = atBody
	if !d.literal {
		for i := 0; i < d.indent && i < len(line) && line[i] == ' ' && !util.IsBlank(line); i++ {
			reader.Advance(1)
		}
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPositionPadding(line, reader.LineOffset(), seg.Padding, d.indent)
	if pos < 0 {
		pos, padding = max(0, util.FirstNonSpacePosition(line))-seg.Padding, 0
	}
	body := text.NewSegmentPadding(seg.Start+pos, seg.Stop, padding)
	body.ForceNewline = true
	d.Lines().Append(body)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

type ending uint8

const (
	goesOn ending = iota
	closes
	overrun
)

// ends judges a line: does it close the directive, or does it show that its
// closing fence was forgotten? Fences of backticks nest by length. Among colons
// a bare fence closes the innermost that is not longer.
func (d *directive) ends(line []byte, lineOffset int, pc parser.Context) ending {
	w, pos := util.IndentWidth(line, lineOffset)
	if d.fence == '<' {
		return d.endsHTML(line, pc)
	}
	if w > 3 || pos >= len(line) || line[pos] != d.fence {
		return goesOn
	}
	n := runOf(line[pos:], d.fence)
	if n < d.length {
		return goesOn
	}
	rest := strings.TrimSpace(string(line[pos+n:]))
	if rest == "" {
		if d.fence == ':' && d.inner(n, pc) {
			return goesOn
		}
		return closes
	}
	if d.fence == '`' && strings.HasPrefix(rest, "{") && !codeInLine(rest, n) {
		return overrun
	}
	return goesOn
}

// inner tells whether a block opened within a colon fence takes the closing
// fence instead.
func (d *directive) inner(n int, pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	for i := len(blocks) - 1; i >= 0; i-- {
		switch b := blocks[i].Node.(type) {
		case *directive:
			if b == d {
				return false
			}
			if b.fence != ':' && b.literal || b.fence == d.fence && b.length <= n {
				return true
			}
		case *gast.FencedCodeBlock:
			return true
		}
	}
	return false
}

func (directiveParser) Close(node gast.Node, reader text.Reader, pc parser.Context) {
	d := node.(*directive)
	s := stateOf(pc, reader.Source())
	if !d.closed && !d.failed {
		d.failed = true
		fence := strings.Repeat(string(d.fence), d.length)
		if d.fence == '<' {
			fence = "</div>"
			if d.name == "details" {
				fence = "</details>"
			}
		}
		s.fail("directive-unclosed", s.at(d.start), "add a line "+fence+" where it ends", fmt.Sprintf("no %s closes {%s} begun here", fence, d.name))
	}
	s.finishOptions(d)
}
