package markdown

import (
	"fmt"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// pageDirectives put the text together.
func pageDirectives() []Directive {
	quote := func(c *directiveCall) []gast.Node {
		q := gast.NewBlockquote()
		if p := c.titleParagraph(); p != nil {
			q.AppendChild(q, p)
		}
		for _, b := range c.body {
			q.AppendChild(q, b)
		}
		c.attribution(q)
		return []gast.Node{q}
	}
	free := []OptionSpec{{Name: "columns", Kind: Text, Help: "accepted, and without effect"}, {Name: "sync", Kind: Text, Help: "accepted, and without effect"},
		{Name: "gutter", Kind: Text, Help: "accepted, and without effect"}, {Name: "link", Aliases: []string{"url"}, Kind: Text, Help: "where the title of a card leads"},
		{Name: "header", Kind: Inline, Help: "words above the title of a card"}, {Name: "footer", Kind: Inline, Help: "words at its foot"},
		{Name: "selected", Kind: Flag, Help: "accepted, and without effect"}, {Name: "margin", Kind: Text, Help: "accepted, and without effect"},
		{Name: "layout-ncol", Aliases: []string{"layout"}, Kind: Text, Help: "how many parts stand side by side"}}
	boxed := []OptionSpec{{Name: "title", Kind: Inline, Help: "the title of a callout or theorem"},
		{Name: "collapsible", Aliases: []string{"collapse"}, Kind: Text, Help: "of a callout: true or false, whether a dropdown begins closed"}}
	return []Directive{
		{Name: "include", Argument: "file", Required: true, Body: NoBody, Help: "another Markdown file of the project, read in this place", Options: append(append([]OptionSpec{
			{Name: "literal", Kind: Flag, Help: "the file as it stands"},
			{Name: "lang", Aliases: []string{"language"}, Kind: Text, Help: "the file as code in this language"},
			{Name: "code", Kind: Text, Help: "the same"},
			{Name: "caption", Kind: Inline, Help: "a caption for code"},
			{Name: "filename", Kind: Text, Help: "a file name above the code"},
			{Name: "linenos", Aliases: []string{"number-lines"}, Kind: Text, Help: "prints the numbers of lines"},
			{Name: "lineno-start", Kind: Integer, Help: "the number of the first line"},
			{Name: "emphasize-lines", Kind: Lines, Help: "lines that stand out"},
			{Name: "heading-offset", Aliases: []string{"shift-heading-level-by"}, Kind: Integer, Help: "so many levels lower stand the headings"},
			{Name: "relative-images", Kind: Flag, Help: "accepted, and without effect"},
			{Name: "relative-docs", Kind: Text, Help: "accepted, and without effect"},
		}, common...), rangeOptions()...), build: buildInclude},
		{Name: "glossary", Body: MarkdownBody, Help: "a definition list whose terms can be linked to", Options: with(OptionSpec{Name: "sorted", Kind: Flag, Help: "accepted, and without effect"}), build: buildGlossary},
		{Name: "div", Aliases: []string{"container", "compound", "hlist", "rst-class", "tab-set", "tabs", "grid", "cards", "panels", "class"}, Argument: "classes", Body: MarkdownBody, Help: "blocks with classes", Options: with(append(boxed, free...)...), build: buildDiv},
		{Name: "tab-item", Aliases: []string{"tab", "grid-item", "grid-item-card", "card", "item"}, Argument: "title", Body: MarkdownBody, title: true, Help: "a part with a title", Options: with(free...), build: func(c *directiveCall) []gast.Node {
			return []gast.Node{c.card()}
		}},
		{Name: "epigraph", Aliases: []string{"highlights", "pull-quote", "blockquote"}, Argument: "first words", Body: MarkdownBody, title: true, Help: "a quotation", Options: with(), build: quote},
		{Name: "contents", Aliases: []string{"toc", "tableofcontents", "toctree", "sectnum", "index", "genindex", "default-role", "highlight", "target-notes", "tocdepth"}, Argument: "title", Body: LiteralBody, Help: "nothing: contents and numbers come of themselves", Options: with(
			OptionSpec{Name: "depth", Aliases: []string{"maxdepth"}, Kind: Text, Help: "accepted, and without effect"},
			OptionSpec{Name: "local", Aliases: []string{"hidden", "numbered", "glob", "caption", "backlinks", "context", "kind"}, Kind: Text, Help: "accepted, and without effect"},
		), build: func(*directiveCall) []gast.Node { return nil }},
	}
}

// card makes a group of blocks with a title, which may lead somewhere, between
// words above and below.
func (c *directiveCall) card() *ast.Div {
	n := &ast.Div{Labelled: c.attributes()}
	title := gast.Node(nil)
	if c.title != nil {
		title = c.title
	}
	if o, ok := c.options.Lookup("link"); ok && o.Value != "" {
		title = c.linked(title, o)
	}
	for _, b := range append([]gast.Node{c.texts["header"], title}, append(c.body, c.texts["footer"])...) {
		if b != nil {
			n.AppendChild(n, b)
		}
	}
	return n
}

// linked makes a link of a title; without one the address stands for it.
func (c *directiveCall) linked(title gast.Node, to ast.Option) gast.Node {
	l := gast.NewLink()
	l.Destination = []byte(to.Value)
	if title == nil {
		l.AppendChild(l, rawString(to.Value))
		return paragraph(l)
	}
	moveChildren(l, title)
	title.AppendChild(title, l)
	return title
}

// buildDiv makes a group of blocks, or what Pandoc and Quarto mean by its label
// and classes.
func buildDiv(c *directiveCall) []gast.Node {
	attrs := c.attributes()
	if c.argument != "" {
		list := attributeList{class: attrs.Classes}
		for _, w := range fields(c.argument) {
			list.addClass(w)
		}
		attrs.Classes = list.class
	}
	variant, callout := "", false
	for _, class := range attrs.Classes {
		if v := admonitionVariant(class); v != "" {
			variant = v
		}
		callout = callout || class == "callout"
	}
	switch {
	case slices.Contains(attrs.Classes, "content-visible") || slices.Contains(attrs.Classes, "content-hidden"):
		return c.forFormat(attrs.Classes)
	case c.d.loose && slices.Contains(attrs.Classes, "hidden"):
		return nil
	case slices.Contains(attrs.Classes, "panel-tabset"):
		return []gast.Node{c.tabs(attrs)}
	case attrs.Label == "refs":
		for _, b := range c.body {
			if b.Kind() == gast.KindHeading {
				return []gast.Node{b, placed(c.state, &ast.Bibliography{Options: c.options}, c.d.start)}
			}
		}
		return []gast.Node{&ast.Bibliography{Options: c.options}}
	case variant != "" || callout:
		return []gast.Node{c.calloutDiv(variant)}
	case slices.Contains(attrs.Classes, "column-margin") || slices.Contains(attrs.Classes, "aside"):
		n := c.admonition("admonition")
		n.Aside = true
		return []gast.Node{n}
	}
	if of := figureOfLabel(attrs.Label); of != "" {
		f := &ast.Figure{Of: of, Labelled: attrs, Options: c.options}
		f.At = c.place
		c.parts(f, c.body, true)
		return []gast.Node{f}
	}
	if kind := theoremOf(attrs.Label, attrs.Classes); kind != "" {
		return []gast.Node{c.theorem(kind)}
	}
	if _, ok := c.options.Lookup("layout-ncol"); ok && !slices.Contains(attrs.Classes, "columns") {
		attrs.Classes = append(attrs.Classes, "columns")
	}
	n := &ast.Div{Labelled: attrs}
	for _, b := range c.body {
		n.AppendChild(n, b)
	}
	return []gast.Node{n}
}

// calloutDiv is Quarto's ::: {.callout-note title="..."}, or with ## Title.
func (c *directiveCall) calloutDiv(variant string) gast.Node {
	if variant == "" {
		variant = "note"
	}
	if len(c.body) > 0 && c.title == nil {
		if h, ok := c.body[0].(*gast.Heading); ok {
			c.title = placed(c.state, &ast.TitleLine{}, max(h.Pos(), 0))
			moveChildren(c.title, h)
			c.body = c.body[1:]
		}
	}
	n := c.admonition(variant)
	n.Variant = variant
	if o, ok := c.options.Lookup("collapsible"); ok {
		n.Dropdown, n.Open = true, isFalse(o.Value)
	}
	n.Classes = slices.DeleteFunc(n.Classes, func(class string) bool { return admonitionVariant(class) != "" || class == "callout" })
	return n
}

// forFormat is Quarto's text for one format only, or for none.
func (c *directiveCall) forFormat(classes []string) []gast.Node {
	for _, p := range c.d.attrs.pairs {
		if strings.HasPrefix(p.key, "when-") || strings.HasPrefix(p.key, "unless-") {
			return []gast.Node{c.badBlock("raw-refused", c.at(c.d.attrsAt+p.keyAt), "write it for all of them, or take it out",
				fmt.Sprintf("text for some outputs only, %s %s, is not printed", p.key, p.value))}
		}
	}
	if slices.Contains(classes, "content-hidden") {
		return nil
	}
	return c.body
}

// tabs makes parts with titles of the headings within Quarto's tabset.
func (c *directiveCall) tabs(attrs ast.Labelled) gast.Node {
	n := &ast.Div{Labelled: attrs}
	var part gast.Node = n
	level := 0
	for _, b := range c.body {
		if h, ok := b.(*gast.Heading); ok && (level == 0 || h.Level <= level) {
			level = h.Level
			part = placed(c.state, &ast.Div{}, max(h.Pos(), 0))
			title := placed(c.state, &ast.TitleLine{}, max(h.Pos(), 0))
			moveChildren(title, h)
			part.AppendChild(part, title)
			n.AppendChild(n, part)
			continue
		}
		part.AppendChild(part, b)
	}
	return n
}

// buildGlossary marks the terms of definition lists as places to link to.
func buildGlossary(c *directiveCall) []gast.Node {
	g := &ast.Glossary{}
	terms := 0
	for _, b := range c.body {
		if b.Kind() == east.KindDefinitionList {
			for n := b.FirstChild(); n != nil; n = n.NextSibling() {
				if n.Kind() == east.KindDefinitionTerm {
					anchor := &ast.Anchor{ID: termAnchor(PlainText(n, c.src))}
					placed(c.state, anchor, max(n.Pos(), 0))
					n.InsertBefore(n, n.FirstChild(), anchor)
					c.glossary[anchor.ID] = true
					terms++
				}
			}
		}
		g.AppendChild(g, b)
	}
	if terms == 0 {
		return []gast.Node{c.badBlock("glossary-empty", c.place, "write a term on one line and `: its definition` on the next", "{glossary} holds no definition list")}
	}
	return []gast.Node{g}
}

// refusedDirectives are known from other tools and say what to do instead.
func refusedDirectives() []Directive {
	refuse := func(rule, msg, hint string, names ...string) Directive {
		return Directive{Name: names[0], Aliases: names[1:], Argument: "any", Body: LiteralBody, Help: "not supported: " + msg, refused: true, build: func(c *directiveCall) []gast.Node {
			bad := c.badBlock(rule, c.place, hint, "{"+c.d.name+"}: "+msg)
			return []gast.Node{c.captionedCell(c.cell(c.d), c.d, bad)}
		}}
	}
	return []Directive{
		refuse("code-not-run", "nothing in a manuscript is executed", "declare the numbers in the model; show code with {code-block}", "code-cell", "exec", "jupyter-execute", "execute", "ipython", "nb-exec-table"),
		refuse("raw-refused", "text for one output format only is not printed", "write it in Markdown", "raw", "raw-html", "raw-latex", "meta"),
		refuse("directive-refused", "reStructuredText is not read", "write it in Markdown", "eval-rst"),
		refuse("directive-refused", "a page loads nothing from outside", "link to the address, or show an image of the project with {figure}", "iframe", "video", "audio", "youtube", "embed"),
		refuse("directive-refused", "diagrams are not drawn from text", "draw an SVG file and show it with {figure}", "mermaid", "graphviz", "dot", "digraph", "inheritance-diagram"),
		refuse("directive-refused", "buttons are for sites", "write a link", "button", "button-link", "button-ref", "anywidget", "widget"),
		refuse("directive-refused", "it belongs to documents about programs", "write prose, or show code with {code-block}", "object", "autosummary", "automodule", "autoclass", "autofunction", "py:function", "function", "module", "describe", "productionlist", "role", "only", "ifconfig", "date", "unicode", "replace", "rubric", "centered", "acks", "tabularcolumns", "sectionauthor", "codeauthor", "restructuredtext-test-directive", "myst"),
	}
}
