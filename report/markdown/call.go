package markdown

import (
	"fmt"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// optionText holds the value of an option that is Markdown.
type optionText struct {
	gast.BaseBlock
	key string
}

var kindOptionText = gast.NewNodeKind("optionText")

func (n *optionText) Kind() gast.NodeKind           { return kindOptionText }
func (n *optionText) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// A directiveCall is a directive that is complete: its argument, options and
// children can be used.
type directiveCall struct {
	*state
	d        *directive
	place    diag.Pos // of the fence
	argument string
	argAt    diag.Pos
	title    *ast.TitleLine // argument that is Markdown; nil without
	options  ast.Options
	texts    map[string]gast.Node // options that are Markdown: paragraphs
	body     []gast.Node          // blocks, detached
}

// convert puts the nodes that a directive stands for in its place.
func (s *state) convert(d *directive) {
	nodes := s.rawTeX(d)
	parent := d.Parent()
	switch {
	case nodes != nil:
	case d.broken != "":
		nodes = []gast.Node{s.badBlock("directive-malformed", s.at(d.attrsAt), "write "+strings.Repeat(string(d.fence), 3)+"{name} argument", d.broken)}
	case d.row == nil:
		if n := s.unknownDirective(d); n != nil {
			nodes = []gast.Node{n}
		}
	default:
		c := s.call(d)
		if d.row.Required && c.argument == "" {
			nodes = []gast.Node{s.badBlock("argument-missing", c.place, "", fmt.Sprintf("{%s} needs %s behind its name", d.name, d.row.Argument))}
			break
		}
		nodes = d.row.build(c)
	}
	for _, n := range nodes {
		if n.Pos() < 0 {
			n.SetPos(d.start)
		}
		if p, ok := n.(interface{ Placed() diag.Pos }); ok && p.Placed() == (diag.Pos{}) {
			setAt(n, s.at(d.start))
		}
		n.SetBlankPreviousLines(d.HasBlankPreviousLines())
		parent.InsertBefore(parent, d, n)
	}
	parent.RemoveChild(parent, d)
}

func (s *state) unknownDirective(d *directive) gast.Node {
	at := s.at(d.attrsAt + 1)
	if computing(d.name) {
		return s.codeCell(d)
	}
	if _, ok := roleIndex[d.name]; ok {
		return s.badBlock("directive-unknown", at, "write {"+d.name+"}`…` in the text", fmt.Sprintf("{%s} is a role, not a directive", d.name))
	}
	return s.badBlock("directive-unknown", at, diag.DidYouMean(d.name, directiveAll), fmt.Sprintf("no directive is called {%s}", d.name))
}

// call gathers what a directive was given.
func (s *state) call(d *directive) *directiveCall {
	c := &directiveCall{state: s, d: d, place: s.at(d.start), texts: map[string]gast.Node{}}
	if !d.argument.IsEmpty() {
		c.argument = string(s.src[d.argument.Start:d.argument.Stop])
		c.argAt = s.at(d.argument.Start)
	}
	for _, o := range d.options {
		c.options = append(c.options, ast.Option{Key: o.key, Value: o.text, KeyAt: o.keyPos, ValueAt: o.valPos})
		if spec, ok := option(d.row.Options, o.key); ok && spec.Kind == Inline && o.content == nil && o.text != "" {
			c.texts[o.key] = s.optionParagraph(o)
		}
	}
	for n := d.FirstChild(); n != nil; {
		next := n.NextSibling()
		d.RemoveChild(d, n)
		switch n := n.(type) {
		case *ast.TitleLine:
			if c.title == nil && len(c.body) == 0 {
				c.title = n
				break
			}
			c.body = append(c.body, n)
		case *optionText:
			p := paragraph()
			moveChildren(p, n)
			p.SetLines(n.Lines())
			c.texts[n.key] = p
		default:
			c.body = append(c.body, n)
		}
		n = next
	}
	return c
}

// optionParagraph reads an option that does not stand in the source as it is.
func (s *state) optionParagraph(o optionLine) gast.Node {
	if s.foreign || len(o.parts) == 0 {
		return s.stringParagraph(o.text, o.valPos)
	}
	start, stop := s.arenaParts(o.parts)
	return s.inlineRange(start, stop)
}

// stringParagraph reads a string that does not stand in the source as it is.
func (s *state) stringParagraph(value string, at diag.Pos) gast.Node {
	if s.foreign {
		return paragraph(gast.NewString([]byte(value)))
	}
	start, stop := s.add(value, at)
	return s.inlineRange(start, stop)
}

// label is the name that a directive is referred to by: :label:, :name:, or #id.
func (c *directiveCall) label() string {
	if l := c.options.Get("label"); l != "" {
		return normaliseLabel(l)
	}
	return normaliseLabel(c.d.attrs.id.value)
}

// attributes are label and classes.
func (c *directiveCall) attributes() ast.Labelled {
	a := ast.Labelled{Label: c.label()}
	list := attributeList{class: append([]string(nil), c.d.attrs.class...)}
	for _, class := range strings.Fields(strings.ReplaceAll(c.options.Get("class"), ",", " ")) {
		list.addClass(class)
	}
	a.Classes = list.class
	return a
}

func (c *directiveCall) flag(key string) bool {
	o, ok := c.options.Lookup(key)
	return flagValue(o, ok)
}

func (c *directiveCall) integer(key string, otherwise int) int {
	if n, err := strconv.Atoi(c.options.Get(key)); err == nil {
		return n
	}
	return otherwise
}

// literal is the body of a directive that is read as it stands.
func (c *directiveCall) literal() string {
	var b strings.Builder
	lines := c.d.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		b.Write(seg.Value(c.src))
	}
	return b.String()
}

// titleParagraph is the argument as a paragraph; nil without.
func (c *directiveCall) titleParagraph() gast.Node {
	if c.title == nil {
		return nil
	}
	p := paragraph()
	p.SetLines(c.title.Lines())
	moveChildren(p, c.title)
	return p
}

// common are the options that everything with a number takes.
var common = []OptionSpec{
	{Name: "label", Aliases: []string{"name", "id"}, Kind: Label, Help: "the name for references"},
	{Name: "class", Kind: Classes, Help: "classes, parted by spaces"},
}

func with(specs ...OptionSpec) []OptionSpec {
	return append(append([]OptionSpec(nil), common...), specs...)
}

func (c *directiveCall) attribution(q gast.Node) { c.state.attribution(q) }
