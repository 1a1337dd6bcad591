package markdown

import (
	"regexp"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

var htmlTag = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/?>$`)

// listener finds attributes that would run a script.
var listener = regexp.MustCompile(`(?i)(?:^|[\s"'/])on\w*\s*=`)

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
		with gast.Node
	}
	var open []opening
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		closing, name, attrs := s.tag(c)
		switch {
		case name == "":
		case name == "br" || name == "wbr":
			br := gast.NewText()
			br.SetHardLineBreak(name == "br")
			parent.ReplaceChild(parent, c, br)
		case !closing && listener.MatchString(attrs): // stays text, and a finding
		case !closing:
			if with := styled(name, attrs); with != nil {
				open = append(open, opening{c, name, with})
			}
		default:
			for i := len(open) - 1; i >= 0; i-- {
				if open[i].name != name {
					continue
				}
				s.wrapHTML(parent, open[i].node, c, open[i].with)
				open = open[:i]
				break
			}
		}
		c = next
	}
}

// tag reads a tag; the name is empty for other nodes.
func (s *state) tag(n gast.Node) (closing bool, name, attrs string) {
	raw, ok := n.(*gast.RawHTML)
	if !ok {
		return false, "", ""
	}
	m := htmlTag.FindStringSubmatch(string(raw.Segments.Value(s.src)))
	if m == nil {
		return false, "", ""
	}
	return m[1] == "/", strings.ToLower(m[2]), m[3]
}

// styled makes the node that a tag stands for; nil for other tags. Of attributes
// only the style of small capitals and the address of a link count.
func styled(name, attrs string) gast.Node {
	switch name {
	case "a":
		href := htmlAttributes(attrs)["href"]
		if href == "" {
			return nil
		}
		link := gast.NewLink()
		link.Destination = []byte(href)
		return link
	case "sub", "sup", "kbd":
		return &ast.Span{Style: name}
	case "u", "ins":
		return &ast.Span{Style: "underline"}
	case "span", "mark", "small":
		if strings.Contains(attrs, "small-caps") {
			return &ast.Span{Style: "smallcaps"}
		}
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

// htmlImage makes of <img src="…" alt="…"> in a line what Markdown writes
// ![alt](src).
func (s *state) htmlImage(raw *gast.RawHTML) {
	text := string(raw.Segments.Value(s.src))
	m := htmlTag.FindStringSubmatch(text)
	if s.foreign || m == nil || !strings.EqualFold(m[2], "img") || m[1] != "" {
		return
	}
	attrs := htmlAttributes(m[3])
	if attrs["src"] == "" || listener.MatchString(m[3]) {
		return
	}
	link := gast.NewLink()
	link.Destination = []byte(attrs["src"])
	img := gast.NewImage(link)
	img.SetPos(max(raw.Pos(), 0))
	if alt := strings.TrimSpace(attrs["alt"]); alt != "" {
		img.AppendChild(img, gast.NewString([]byte(alt)))
	}
	if options := s.htmlWidth(attrs["width"], img.Pos()); options != nil {
		img.SetAttributeString(attributeOptionsKey, options)
	}
	raw.Parent().ReplaceChild(raw.Parent(), raw, img)
}

// htmlWidth is the width that an attribute of HTML gives an image, in pixels or
// percent.
func (s *state) htmlWidth(width string, pos int) ast.Options {
	if _, err := strconv.Atoi(width); err == nil {
		width += "px"
	}
	if !strings.HasSuffix(width, "%") && !strings.HasSuffix(width, "px") {
		return nil
	}
	return ast.Options{{Key: "width", Value: width, KeyAt: s.at(pos), ValueAt: s.at(pos)}}
}
