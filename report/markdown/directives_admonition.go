package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// admonitionDirectives are boxes beside the argument.
func admonitionDirectives() []Directive {
	options := with(
		OptionSpec{Name: "open", Kind: Flag, Help: "a dropdown that begins open"},
		OptionSpec{Name: "icon", Kind: Text, Help: "accepted, and without effect"},
		OptionSpec{Name: "collapsible", Aliases: []string{"collapse"}, Kind: Text, Help: "true: the same as the class dropdown"},
		OptionSpec{Name: "color", Kind: Text, Help: "accepted, and without effect"},
		OptionSpec{Name: "animate", Kind: Text, Help: "accepted, and without effect"},
		OptionSpec{Name: "title", Kind: Inline, Help: "a title, instead of the argument"},
	)
	box := func(name, help string, aliases ...string) Directive {
		return Directive{Name: name, Aliases: aliases, Argument: "title or first words", Body: MarkdownBody, title: true, Help: help, Options: options,
			build: func(c *directiveCall) []gast.Node { return []gast.Node{c.admonition(name)} }}
	}
	return []Directive{
		box("note", "a remark beside the argument"),
		box("tip", "advice"),
		box("hint", "advice"),
		box("important", "what must not be missed"),
		box("seealso", "where to read on", "see-also"),
		box("attention", "a warning"),
		box("caution", "a warning"),
		box("warning", "a warning"),
		box("danger", "a warning of harm"),
		box("error", "what is wrong"),
		box("admonition", "a box with a title of its own", "callout", "topic", "versionadded", "versionchanged", "deprecated", "todo"),
		{Name: "dropdown", Aliases: []string{"details", "toggle"}, Argument: "title", Body: MarkdownBody, title: true, Help: "a box that opens when asked to", Options: options,
			build: func(c *directiveCall) []gast.Node {
				n := c.admonition("admonition")
				n.Dropdown = true
				return []gast.Node{n}
			}},
		{Name: "aside", Aliases: []string{"margin", "sidebar"}, Argument: "title", Body: MarkdownBody, title: true, Help: "a remark set beside the text where there is room", Options: options,
			build: func(c *directiveCall) []gast.Node {
				n := c.admonition("admonition")
				n.Aside = true
				return []gast.Node{n}
			}},
	}
}

// admonition makes a box. A title given to one of the ten kinds without a body
// is its body, as in Sphinx.
func (c *directiveCall) admonition(variant string) *ast.Admonition {
	n := &ast.Admonition{Variant: variant, Labelled: c.attributes(), Open: c.flag("open")}
	n.At = c.place
	var kept []string
	for _, class := range n.Classes {
		switch {
		case class == "dropdown" || class == "toggle":
			n.Dropdown = true
		case admonitionVariant(class) != "" && variant == "admonition":
			n.Variant = admonitionVariant(class)
		default:
			kept = append(kept, class)
		}
	}
	n.Classes = kept
	n.Dropdown = n.Dropdown || n.Open || strings.EqualFold(c.options.Get("collapsible"), "true")
	title := c.titleLine()
	if title != nil && len(c.body) == 0 && !n.Dropdown {
		c.title = title
		c.body, title = []gast.Node{c.titleParagraph()}, nil
	}
	if title == nil && !n.Aside && len(c.body) > 1 && c.body[0].Kind() == gast.KindHeading {
		title = placed(c.state, &ast.TitleLine{}, max(c.body[0].Pos(), 0)) // MyST: # Title
		moveChildren(title, c.body[0])
		c.body = c.body[1:]
	}
	if title != nil {
		n.AppendChild(n, title)
	}
	for _, b := range c.body {
		n.AppendChild(n, b)
	}
	return n
}

// titleLine is the title in the argument, or in the option of that name.
func (c *directiveCall) titleLine() *ast.TitleLine {
	t := c.texts["title"]
	if t == nil || c.title != nil {
		return c.title
	}
	title := &ast.TitleLine{}
	title.At = c.place
	moveChildren(title, t)
	return title
}

// admonitionVariant gives the kind of box that a class or a Quarto or GitHub
// callout asks for.
func admonitionVariant(name string) string {
	switch name = strings.ToLower(strings.TrimPrefix(name, "callout-")); name {
	case "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "warning":
		return name
	}
	return ""
}
