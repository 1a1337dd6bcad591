package html

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// node prints any node.
func (w *writer) node(n gast.Node) {
	if w.inline(n) || w.block(n) || w.extended(n) {
		return
	}
	panic(fmt.Sprintf("html: no printer for %s", n.Kind())) // a test visits every kind
}

func (w *writer) children(n gast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

// id gives the attribute of a node's anchor, if it has one.
func (w *writer) id(n gast.Node) string {
	if num, ok := w.doc.Numbers[n]; ok {
		return ` id="` + escape(num.ID) + `"`
	}
	return ""
}

// block prints goldmark's own blocks.
func (w *writer) block(n gast.Node) bool {
	switch n := n.(type) {
	case *gast.Document:
		w.children(n)
	case *gast.Paragraph:
		w.wrap("p", w.id(n), n)
		w.put("\n")
	case *gast.TextBlock:
		w.children(n)
		if n.NextSibling() != nil {
			w.put("\n")
		}
	case *gast.Heading:
		w.heading(n)
	case *gast.ThematicBreak:
		w.put("<hr>\n")
	case *gast.CodeBlock:
		w.code("", lines(n, w.doc.Source))
	case *gast.FencedCodeBlock:
		w.code(string(n.Language(w.doc.Source)), lines(n, w.doc.Source))
	case *gast.Blockquote:
		w.put("<blockquote>\n")
		w.children(n)
		w.put("</blockquote>\n")
	case *gast.List:
		w.list(n)
	case *gast.ListItem:
		w.wrap("li", "", n)
		w.put("\n")
	case *gast.HTMLBlock:
		if text := strings.TrimSpace(lines(n, w.doc.Source)); !strings.HasPrefix(text, "<!--") {
			w.put("<p>" + escape(text) + "</p>\n")
		}
	default:
		return false
	}
	return true
}

// heading prints a section's title one level down: the page's title is h1.
func (w *writer) heading(n *gast.Heading) {
	level := min(n.Level+1-w.shift(), 6)
	num := w.doc.Numbers[n]
	tag := fmt.Sprintf("h%d", level)
	w.put("<" + tag + w.id(n) + ">")
	if num.Label != "" {
		w.put(`<span class="number">` + escape(num.Label) + "</span> ")
	}
	w.children(n)
	if num.ID != "" {
		w.put(` <a class="anchor" href="#` + escape(num.ID) + `" aria-hidden="true" tabindex="-1">#</a>`)
	}
	w.put("</" + tag + ">\n")
}

// shift brings the highest level of the manuscript's headings to h2.
func (w *writer) shift() int {
	if len(w.doc.Contents) == 0 {
		return 0
	}
	top := 6
	for _, h := range w.doc.Contents {
		top = min(top, h.Level)
	}
	return top - 1
}

func lines(n gast.Node, source []byte) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(source))
	}
	return b.String()
}

func (w *writer) code(language, text string) {
	class := ""
	if language != "" {
		class = ` class="language-` + escape(language) + `"`
	}
	w.put(`<pre tabindex="0"><code` + class + ">" + escape(text) + "</code></pre>\n")
}

func (w *writer) list(n *gast.List) {
	tag, start := "ul", ""
	if n.IsOrdered() {
		tag = "ol"
		if n.Start != 1 {
			start = fmt.Sprintf(` start="%d"`, n.Start)
		}
	}
	w.put("<" + tag + start + ">\n")
	w.children(n)
	w.put("</" + tag + ">\n")
}

// extended prints blocks of goldmark's extensions and of package ast.
func (w *writer) extended(n gast.Node) bool {
	switch n := n.(type) {
	case *east.Table:
		w.table(n)
	case *east.TableHeader:
		w.header = true
		w.put("<thead>\n<tr>")
		w.children(n)
		w.put("</tr>\n</thead>\n")
		w.header = false
	case *east.TableRow:
		w.wrap("tr", "", n)
		w.put("\n")
	case *east.TableCell:
		w.cell(n)
	case *east.DefinitionList:
		w.put("<dl>\n")
		w.children(n)
		w.put("</dl>\n")
	case *east.DefinitionTerm:
		w.wrap("dt", w.id(n), n)
		w.put("\n")
	case *east.DefinitionDescription:
		w.wrap("dd", "", n)
		w.put("\n")
	case *east.FootnoteList:
		w.footnotes(n)
	case *east.Footnote:
		w.footnote(n)
	default:
		return w.directive(n)
	}
	return true
}

// directive prints the blocks of package ast.
func (w *writer) directive(n gast.Node) bool {
	switch n := n.(type) {
	case *ast.BadBlock:
		// stops the build: never printed
	case *ast.MathBlock:
		w.equation(n, n.Tree.MathML(true), "")
	case *ast.FormulaBlock:
		w.equation(n, n.Tree.MathML(true), n.Entry)
	case *ast.Figure:
		w.figure(n)
	case *ast.Caption:
		w.children(n)
	case *ast.Image:
		w.image(n)
	case *ast.Plot:
		w.plot(n)
	case *ast.Admonition:
		w.admonition(n)
	case *ast.TitleLine:
		w.children(n)
	case *ast.Listing:
		w.listing(n)
	case *ast.Generated:
		w.put(`<div class="generated ` + escape(n.Of) + `">` + "\n")
		w.children(n)
		w.put("</div>\n")
	case *ast.Bibliography:
		w.put(`<ol class="references">` + "\n")
		w.children(n)
		w.put("</ol>\n")
	case *ast.Reference:
		w.reference(n)
	case *ast.Ledger:
		w.ledger(n)
	case *ast.Div:
		w.div(n)
	case *ast.Target:
		// its label went to the next block
	case *ast.Glossary:
		w.put(`<div class="glossary">` + "\n")
		w.children(n)
		w.put("</div>\n")
	default:
		return false
	}
	return true
}

func (w *writer) equation(n gast.Node, mathml, entry string) {
	num := w.doc.Numbers[n]
	w.put(`<div class="equation"` + w.id(n) + `><div class="formula-line" tabindex="0">`)
	w.formula(mathml, entry)
	w.put("</div>")
	if num.Label != "" {
		w.put(`<span class="number">` + escape(num.Label) + "</span>")
	}
	w.put("</div>\n")
}

func (w *writer) admonition(n *ast.Admonition) {
	title, _ := n.FirstChild().(*ast.TitleLine)
	class := "admonition " + n.Variant
	if n.Aside {
		class += " aside"
	}
	head := func(tag string) {
		w.put("<" + tag + ` class="admonition-title">`)
		if title != nil {
			w.children(title)
		} else {
			w.put(escape(n.Label))
		}
		w.put("</" + tag + ">\n")
	}
	outer := "aside"
	if n.Dropdown {
		outer = "details"
		open := ""
		if n.Open {
			open = " open"
		}
		w.put(`<details class="` + escape(class) + `"` + w.id(n) + open + ">\n")
		head("summary")
	} else {
		w.put(`<aside class="` + escape(class) + `"` + w.id(n) + ">\n")
		if title != nil || n.Label != "" {
			head("p")
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c != gast.Node(title) || title == nil {
			w.node(c)
		}
	}
	w.put("</" + outer + ">\n")
}

func (w *writer) listing(n *ast.Listing) {
	if n.Filename != "" {
		w.put(`<p class="filename"><code>` + escape(n.Filename) + "</code></p>\n")
	}
	if !n.Numbers && len(n.Emphasise) == 0 {
		w.code(n.Language, n.Code)
		return
	}
	emphasised := map[int]bool{}
	for _, line := range n.Emphasise {
		emphasised[line] = true
	}
	w.put(`<pre tabindex="0" class="lines"><code>`)
	for i, line := range strings.Split(strings.TrimSuffix(n.Code, "\n"), "\n") {
		if n.Numbers {
			w.put(fmt.Sprintf(`<span class="lineno" aria-hidden="true">%d</span>`, max(n.FirstLine, 1)+i))
		}
		if emphasised[i+1] {
			w.put("<mark>" + escape(line) + "</mark>\n")
		} else {
			w.put(escape(line) + "\n")
		}
	}
	w.put("</code></pre>\n")
}

func (w *writer) div(n *ast.Div) {
	class := strings.Join(n.Classes, " ")
	if class != "" {
		class = ` class="` + escape(class) + `"`
	}
	w.put("<div" + class + w.id(n) + ">\n")
	w.children(n)
	w.put("</div>\n")
}

func (w *writer) reference(n *ast.Reference) {
	w.put(`<li id="` + escape(n.ID) + `">`)
	if n.Label != "" {
		w.put(`<span class="label">` + escape(n.Label) + `</span> `)
	}
	w.put(`<span class="entry">`)
	w.children(n)
	if len(n.Backs) > 0 {
		w.put(` <span class="backs">`)
		for i, id := range n.Backs {
			w.put(fmt.Sprintf(`<a href="#%s" aria-label="%s %d">↩</a>`, escape(id), escape(w.doc.Words.Back), i+1))
		}
		w.put("</span>")
	}
	w.put("</span></li>\n")
}
