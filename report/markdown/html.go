package markdown

import (
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

var htmlTag = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9]*)\s*/?>$`)

// knownTags turns the few tags that Markdown lacks, and that authors write, into
// nodes. Other HTML stays in the tree, is printed as text, and is a finding.
func (s *state) knownTags(root gast.Node) {
	walk(root, func(n gast.Node) {
		if n.FirstChild() != nil && n.FirstChild().Type() == gast.TypeInline {
			s.inlineHTML(n)
		}
	})
	walk(root, func(n gast.Node) {
		switch n := n.(type) {
		case *gast.RawHTML:
			if text := string(n.Segments.Value(s.src)); !strings.HasPrefix(text, "</") { // the opening tag says it
				s.html(n, text)
			}
		case *gast.HTMLBlock:
			if n.Lines().Len() > 0 {
				s.html(n, s.line(n.Lines().At(0)))
			}
		}
	})
}

// inlineHTML pairs the tags among the children of a node.
func (s *state) inlineHTML(parent gast.Node) {
	type opening struct {
		node gast.Node
		name string
	}
	var open []opening
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		closing, name := s.tag(c)
		switch {
		case name == "":
		case name == "br" || name == "wbr":
			br := gast.NewText()
			br.SetHardLineBreak(name == "br")
			parent.ReplaceChild(parent, c, br)
		case !closing:
			if styled(name) != nil {
				open = append(open, opening{c, name})
			}
		default:
			for i := len(open) - 1; i >= 0; i-- {
				if open[i].name != name {
					continue
				}
				s.wrapHTML(parent, open[i].node, c, styled(name))
				open = open[:i]
				break
			}
		}
		c = next
	}
}

// tag reads a tag without attributes; the name is empty for other nodes.
func (s *state) tag(n gast.Node) (closing bool, name string) {
	raw, ok := n.(*gast.RawHTML)
	if !ok {
		return false, ""
	}
	m := htmlTag.FindStringSubmatch(string(raw.Segments.Value(s.src)))
	if m == nil {
		return false, ""
	}
	return m[1] == "/", strings.ToLower(m[2])
}

// styled makes the node that a tag stands for; nil for other tags.
func styled(name string) gast.Node {
	switch name {
	case "sub", "sup", "kbd":
		return &ast.Span{Style: name}
	case "u", "ins":
		return &ast.Span{Style: "underline"}
	case "span", "mark", "small":
		return &ast.Span{Style: "plain"}
	case "b", "strong":
		return gast.NewEmphasis(2)
	case "i", "em":
		return gast.NewEmphasis(1)
	case "del", "s":
		return east.NewStrikethrough()
	}
	return nil
}

func (s *state) wrapHTML(parent, open, close, with gast.Node) {
	pos := max(open.Pos(), 0)
	with.SetPos(pos)
	setAt(with, s.at(pos))
	for c := open.NextSibling(); c != nil && c != close; {
		next := c.NextSibling()
		with.AppendChild(with, c)
		c = next
	}
	parent.ReplaceChild(parent, open, with)
	parent.RemoveChild(parent, close)
}
