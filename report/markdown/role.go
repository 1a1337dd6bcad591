package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// A roleCall is a role as it stands in the text.
type roleCall struct {
	*state
	role   *Role
	name   string // as written
	attrs  attributeList
	body   string // with line ends where the author had them
	segs   []text.Segment
	place  diag.Pos // of the {
	from   diag.Pos // of the body
	parent gast.Node
	pc     parser.Context
}

// roleParser reads every role: {name attributes}, a run of backticks, the body,
// a run of the same length. It also reads what only looks like one.
type roleParser struct{}

func (roleParser) Trigger() []byte { return []byte{'{'} }

func (roleParser) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	whole, seg := block.PeekLine()
	line := ahead(whole)
	s := stateOf(pc, block.Source())
	if strings.HasPrefix(line, "{{") {
		return literalRole(block, line, seg)
	}
	attrs, length, ok := scanAttributes(line)
	if !ok {
		return s.brokenRole(block, line, seg)
	}
	rest := whole[length:]
	if len(rest) == 0 || rest[0] != '`' {
		return s.braces(parent, block, attrs, length, line, seg)
	}
	if len(attrs.words) != 1 || attrs.words[0].keyAt != firstWord(line) {
		return s.brokenRole(block, line, seg)
	}
	call := &roleCall{state: s, name: attrs.words[0].key, attrs: attrs, place: s.at(seg.Start), parent: parent, pc: pc}
	ticks := runOf(rest, '`')
	block.Advance(length + ticks)
	_, open := block.Position()
	segs, ok := s.untilTicks(parent, block, ticks)
	if !ok {
		f := s.bad("role-unclosed", call.place, "add "+strings.Repeat("`", ticks)+" where the body ends", fmt.Sprintf("no %s ends the role {%s} begun here", strings.Repeat("`", ticks), call.name))
		f.SetPos(seg.Start)
		return f
	}
	call.segs = segs
	call.body = s.text(segs)
	call.from = s.at(open.Start)
	if inTable(parent) {
		call.body = strings.ReplaceAll(call.body, `\|`, "|")
	}
	n := call.node()
	if n.Pos() < 0 {
		n.SetPos(seg.Start)
	}
	return n
}

// node builds the node of a call, by the table.
func (c *roleCall) node() gast.Node {
	r, ok := roleIndex[c.name]
	if domain, _, found := strings.Cut(c.name, ":"); !ok && found && programming(domain) {
		r, ok = roleIndex["code"], true
	}
	if !ok {
		if _, directive := directiveOf[c.name]; directive {
			return c.bad("role-unknown", c.place, "write it as a directive: ```{"+c.name+"} on a line of its own",
				fmt.Sprintf("{%s} is a directive, not a role", c.name))
		}
		return c.bad("role-unknown", c.place, diag.DidYouMean(c.name, roleWords), fmt.Sprintf("no role is called {%s}", c.name))
	}
	c.role = r
	for _, p := range c.attrs.pairs {
		if _, ok := option(r.Options, p.key); !ok && p.key != "typst" {
			c.fail("option-unknown", c.place.Right(p.keyAt), diag.DidYouMean(p.key, optionNames(r.Options)),
				fmt.Sprintf("the role {%s} has no option %q", c.name, p.key))
		}
	}
	n := r.build(c)
	setAt(n, c.place)
	return n
}

// programming names the domains in which Sphinx documents programs; their roles
// print as code.
func programming(domain string) bool {
	switch domain {
	case "c", "cpp", "py", "js", "rst", "std":
		return true
	}
	return false
}

// attribute gives the value of an attribute of a role.
func (c *roleCall) attribute(key string) (string, bool) {
	for _, p := range c.attrs.pairs {
		if p.key == key {
			return p.value, true
		}
	}
	return "", false
}

// words is the body as one line.
func (c *roleCall) words() string { return oneLine(c.body) }

// oneLine joins lines with spaces.
func oneLine(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i := 1; i < len(lines); i++ {
		lines[i] = strings.TrimLeft(lines[i], " \t")
	}
	return strings.Join(lines, " ")
}

// setAt puts a place into one of our nodes.
func setAt(n gast.Node, at diag.Pos) {
	if p, ok := n.(interface{ Place(diag.Pos) }); ok {
		p.Place(at)
	}
}

func firstWord(s string) int {
	return len(s) - len(strings.TrimLeft(s[1:], " \t"))
}

func runOf(b []byte, c byte) int {
	n := 0
	for n < len(b) && b[n] == c {
		n++
	}
	return n
}

func inTable(parent gast.Node) bool {
	return parent.Kind() == kindTableCell
}

// untilTicks reads up to the next run of exactly n backticks and past it.
// Without one it goes back and remembers that there is none, so that many
// openings are not searched again and again.
func (s *state) untilTicks(parent gast.Node, block text.Reader, n int) (segs []text.Segment, ok bool) {
	work := s.in(parent)
	l, pos := block.Position()
	if stop, seen := work.noTicks[n]; seen && pos.Start >= stop {
		return nil, false
	}
	for {
		line, seg := block.PeekLine()
		if line == nil {
			break
		}
		for i := 0; i < len(line); {
			if line[i] != '`' {
				i++
				continue
			}
			if run := runOf(line[i:], '`'); run != n {
				i += run
				continue
			}
			last := seg.WithStop(seg.Start + i - seg.Padding)
			block.Advance(i + n)
			return append(segs, last), true
		}
		segs = append(segs, seg)
		block.AdvanceLine()
	}
	if work.noTicks == nil {
		work.noTicks = map[int]int{}
	}
	work.noTicks[n] = pos.Start
	block.SetPosition(l, pos)
	return nil, false
}

// literalRole prints a role with doubled braces as text: {{val}}`x`.
func literalRole(block text.Reader, line string, seg text.Segment) gast.Node {
	attrs, length, ok := scanAttributes(line[1:])
	if !ok || len(attrs.words) == 0 || !strings.HasPrefix(line[1+length:], "}`") {
		return nil
	}
	rest := line[length+2:]
	ticks := runOf([]byte(rest), '`')
	fence := strings.Repeat("`", ticks)
	end := strings.Index(rest[ticks:], fence)
	if end < 0 {
		return nil
	}
	shown := line[1:1+length] + rest[:ticks+end+ticks]
	n := gast.NewString([]byte(shown))
	n.SetPos(seg.Start)
	block.Advance(length + 2 + ticks + end + ticks)
	return n
}

// brokenRole makes a finding of what was meant as a role of ours: a known name
// in braces that do not close, or with the backtick inside them.
func (s *state) brokenRole(block text.Reader, line string, seg text.Segment) gast.Node {
	inner := strings.TrimLeft(line[1:], " \t")
	n := wordLength(inner)
	name := inner[:n]
	if !meantAsRole(name) || n == len(inner) {
		return nil
	}
	skip := len(line) - len(inner) + n
	rest := strings.TrimLeft(inner[n:], " \t")
	if rest == "" || rest[0] != '`' {
		if !strings.Contains(line, "}`") {
			return nil
		}
	}
	block.Advance(skip)
	f := s.bad("role-malformed", s.at(seg.Start), "write {"+name+"}`…`", fmt.Sprintf("the braces of the role {%s} cannot be read", name))
	f.SetPos(seg.Start)
	return f
}

// braces handles {...} without a backtick behind: attributes of what stands
// before, a forgotten body, or text.
func (s *state) braces(parent gast.Node, block text.Reader, attrs attributeList, length int, line string, seg text.Segment) gast.Node {
	if len(attrs.words) == 0 {
		if n := s.attach(parent, attrs, seg.Start); n != nil {
			block.Advance(length)
			return n
		}
		return nil
	}
	name := attrs.words[0].key
	if last := parent.LastChild(); name[0] == '=' && last != nil && last.Kind() == gast.KindCodeSpan && last.Pos() >= 0 {
		block.Advance(length)
		if tex := PlainText(last, s.src); (name == "=latex" || name == "=tex") && !s.foreign && refersOnly(tex) {
			p := s.stringParagraph(texWords(tex), s.at(last.Pos()))
			parent.RemoveChild(parent, last)
			moveChildren(parent, p)
			return gast.NewString(nil)
		}
		return s.bad("raw-refused", s.at(seg.Start), "write it in Markdown", "text for one output format only, "+name[1:]+", is not printed")
	}
	if len(attrs.words) != 1 || !meantAsRole(name) {
		return nil
	}
	msg, hint := fmt.Sprintf("the role {%s} has no body", name), "write {"+name+"}`…`; a doubled brace, {{"+name+"}}`…`, prints it as text"
	if strings.HasPrefix(strings.TrimLeft(line[length:], " "), "`") {
		msg, hint = fmt.Sprintf("a space parts the role {%s} from its body", name), "write {"+name+"}`…`"
	}
	block.Advance(length)
	f := s.bad("role-malformed", s.at(seg.Start), hint, msg)
	f.SetPos(seg.Start)
	return f
}

// meantAsRole names the roles that nobody writes in braces by chance.
func meantAsRole(name string) bool {
	switch name {
	case "val", "lit", "claim", "formula", "numref", "ref", "eq", "cite", "math", "term", "doc":
		return true
	}
	return strings.HasPrefix(name, "cite:")
}

// styled makes a span with the body read as Markdown.
func (c *roleCall) styled(style string) gast.Node {
	n := &ast.Span{Style: style, Labelled: c.attrs.attributes()}
	c.inlineInto(n, c.segs)
	return n
}
