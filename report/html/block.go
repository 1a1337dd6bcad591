package html

import (
	"fmt"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// A printer prints nodes of one kind.
type printer func(w *writer, n gast.Node)

var printers map[gast.NodeKind]printer

func init() {
	printers = map[gast.NodeKind]printer{
		gast.KindDocument:                (*writer).children,
		gast.KindParagraph:               paragraph,
		gast.KindTextBlock:               textBlock,
		gast.KindHeading:                 heading,
		gast.KindThematicBreak:           func(w *writer, _ gast.Node) { w.put("<hr>\n") },
		gast.KindCodeBlock:               func(w *writer, n gast.Node) { w.code("", lines(n, w.doc.Source)) },
		gast.KindFencedCodeBlock:         fencedCode,
		gast.KindBlockquote:              element("blockquote"),
		gast.KindList:                    list,
		gast.KindListItem:                listItem,
		gast.KindHTMLBlock:               htmlBlock,
		gast.KindLinkReferenceDefinition: nothing,

		east.KindTable:                 table,
		east.KindTableHeader:           (*writer).children, // its table prints it
		east.KindTableRow:              (*writer).children,
		east.KindTableCell:             (*writer).children,
		east.KindDefinitionList:        element("dl"),
		east.KindDefinitionTerm:        line("dt"),
		east.KindDefinitionDescription: line("dd"),
		east.KindFootnoteList:          footnotes,
		east.KindFootnote:              footnote,

		ast.KindBadBlock:     nothing, // it stopped the build
		ast.KindMathBlock:    mathBlock,
		ast.KindFormulaBlock: formulaBlock,
		ast.KindFigure:       figure,
		ast.KindCaption:      (*writer).children,
		ast.KindImage:        figureImage,
		ast.KindPlot:         plot,
		ast.KindAdmonition:   admonition,
		ast.KindTitleLine:    titleLine,
		ast.KindListing:      listing,
		ast.KindGenerated:    generated,
		ast.KindBibliography: bibliography,
		ast.KindReference:    reference,
		ast.KindLedger:       ledger,
		ast.KindDiv:          div,
		ast.KindTarget:       nothing, // its label went to the next block
		ast.KindGlossary:     func(w *writer, n gast.Node) { w.put(`<div class="glossary">`, "\n"); w.children(n); w.put("</div>\n") },
	}
	for kind, p := range inlines() {
		printers[kind] = p
	}
}

// node prints any node.
func (w *writer) node(n gast.Node) {
	p, ok := printers[n.Kind()]
	if !ok {
		panic(fmt.Sprintf("html: no printer for %s", n.Kind())) // a test looks for every kind
	}
	p(w, n)
}

func (w *writer) children(n gast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

func nothing(*writer, gast.Node) {}

// element prints blocks between tags.
func element(tag string) printer {
	return func(w *writer, n gast.Node) {
		w.put("<", tag, w.id(n), ">\n")
		w.children(n)
		w.put("</", tag, ">\n")
	}
}

// line prints a node with inline content on a line of its own.
func line(tag string) printer {
	return func(w *writer, n gast.Node) {
		w.wrap(tag, w.id(n), n)
		w.put("\n")
	}
}

// wrap prints the children of n between tags.
func (w *writer) wrap(tag, attributes string, n gast.Node) {
	w.put("<", tag, attributes, ">")
	w.children(n)
	w.put("</", tag, ">")
}

func paragraph(w *writer, n gast.Node) {
	w.wrap("p", w.id(n), n)
	w.put("\n")
}

// textBlock is a paragraph of a tight list, which has no tags.
func textBlock(w *writer, n gast.Node) {
	w.children(n)
	if n.NextSibling() != nil {
		w.put("\n")
	}
}

// heading prints a section's title: the page's own is h1, and no level is
// skipped on the way down.
func heading(w *writer, node gast.Node) {
	n := node.(*gast.Heading)
	w.level = max(2, min(n.Level+1-w.shift(), w.level+1, 6))
	num := w.doc.Numbers[n]
	tag := fmt.Sprintf("h%d", w.level)
	w.put("<", tag, w.id(n), ">")
	if num.Label != "" {
		w.put(`<span class="number">`, escape(num.Label), "</span> ")
	}
	w.children(n)
	w.put("</", tag, ">\n")
}

// shift brings the highest level of the manuscript's headings to h2.
func (w *writer) shift() int {
	top := 6
	for _, h := range w.doc.Contents {
		top = min(top, h.Level)
	}
	if len(w.doc.Contents) == 0 {
		return 0
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

func titleLine(w *writer, n gast.Node) {
	w.put(`<p class="title-line">`)
	w.wrap("b", "", n)
	w.put("</p>\n")
}

func list(w *writer, node gast.Node) {
	n := node.(*gast.List)
	tag, attributes := "ul", ""
	if n.IsOrdered() {
		tag = "ol"
		if n.Start != 1 {
			attributes = fmt.Sprintf(` start="%d"`, n.Start)
		}
		if numerals := ast.NumberingOf(n).Numerals; numerals != "" {
			attributes += ` type="` + numerals + `"`
		}
	}
	if isTaskList(n) {
		attributes += ` class="tasks"`
	}
	w.put("<", tag, attributes, ">\n")
	w.children(n)
	w.put("</", tag, ">\n")
}

func isTaskList(n *gast.List) bool {
	item := n.FirstChild()
	if item == nil || item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return false
	}
	return item.FirstChild().FirstChild().Kind() == east.KindTaskCheckBox
}

func listItem(w *writer, n gast.Node) {
	w.put("<li>")
	if c := n.FirstChild(); c != nil && c.Kind() != gast.KindTextBlock {
		w.put("\n")
	}
	w.children(n)
	w.put("</li>\n")
}

func admonition(w *writer, node gast.Node) {
	n := node.(*ast.Admonition)
	title, _ := n.FirstChild().(*ast.TitleLine)
	class := "admonition " + escape(n.Variant) + classes(n.Classes)
	if n.Variant == "admonition" || n.Variant == "" {
		class = "admonition" + classes(n.Classes)
	}
	tag, open, head := "aside", "", "p"
	switch {
	case n.Dropdown:
		tag, head = "details", "summary"
		if n.Open {
			open = " open"
		}
	case n.Aside:
		class += " margin"
	default:
		tag = "div" // part of the text: no landmark
	}
	w.put("<", tag, ` class="`, class, `"`, w.id(n), open)
	if tag == "div" {
		w.put(` role="note"`)
	}
	w.put(">\n")
	switch {
	case title != nil:
		w.put("<", head, ` class="admonition-title">`)
		w.wrap("b", "", title)
		w.put("</", head, ">\n")
	case n.Label != "" || n.Dropdown:
		w.put("<", head, ` class="admonition-title"><b>`, escape(n.Label), "</b></", head, ">\n")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if title == nil || c != gast.Node(title) {
			w.node(c)
		}
	}
	w.put("</", tag, ">\n")
}

// classes gives an author's classes apart from the page's own: nothing in a
// manuscript can take the look of a verdict.
func classes(list []string) string {
	var b strings.Builder
	for _, c := range list {
		if !slices.Contains([]string{"", "-"}, c) {
			b.WriteString(" a-" + escape(c))
		}
	}
	return b.String()
}

func classAttr(list []string) string {
	if c := classes(list); c != "" {
		return ` class="` + c[1:] + `"`
	}
	return ""
}

func div(w *writer, node gast.Node) {
	n := node.(*ast.Div)
	class := classes(n.Classes)
	if n.Theorem != "" {
		class = " theorem theorem-" + escape(n.Theorem) + class
		if n.Statement {
			class = " statement" + class
		}
	}
	if class != "" {
		class = ` class="` + class[1:] + `"`
	}
	w.put("<div", class, w.id(n), ">\n")
	w.children(n)
	w.put("</div>\n")
}

func bibliography(w *writer, n gast.Node) {
	if n.FirstChild() == nil {
		return
	}
	w.put(`<ol class="references">`, "\n")
	w.children(n)
	w.put("</ol>\n")
}

func reference(w *writer, node gast.Node) {
	n := node.(*ast.Reference)
	w.put("<li", w.idAttr(n.ID), ">")
	if n.Label != "" {
		w.put(`<span class="label">`, escape(n.Label), `</span> `)
	}
	w.put(`<span class="entry">`)
	w.children(n)
	w.backLinks(n.Backs)
	w.put("</span></li>\n")
}
