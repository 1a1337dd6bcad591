package html

import (
	"bufio"
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	ghtml "github.com/yuin/goldmark/renderer/html"

	"reckon/report/markdown"
	"reckon/report/markdown/ast"
	"reckon/report/math"
)

// inlines are the printers of what stands in lines.
func inlines() map[gast.NodeKind]printer {
	return map[gast.NodeKind]printer{
		gast.KindText:     text,
		gast.KindString:   str,
		gast.KindCodeSpan: codeSpan,
		gast.KindEmphasis: emphasis,
		gast.KindLink:     link,
		gast.KindAutoLink: autoLink,
		gast.KindImage:    inlineImage,
		gast.KindRawHTML:  rawHTML,

		east.KindStrikethrough:    func(w *writer, n gast.Node) { w.wrap("del", "", n) },
		east.KindTaskCheckBox:     taskBox,
		east.KindFootnoteLink:     footnoteLink,
		east.KindFootnoteBacklink: footnoteBacklink,

		ast.KindBad:       nothing, // it stopped the build
		ast.KindVal:       val,
		ast.KindLit:       func(w *writer, n gast.Node) { w.put(escape(n.(*ast.Lit).Body)) },
		ast.KindClaim:     claim,
		ast.KindFormula:   formula,
		ast.KindMath:      inlineMath,
		ast.KindCite:      cite,
		ast.KindRef:       ref,
		ast.KindSpan:      span,
		ast.KindInset:     inset,
		ast.KindVerdict:   verdictMark,
		ast.KindEntryLink: entryLink,
		ast.KindAnchor:    anchor,
	}
}

func text(w *writer, node gast.Node) {
	n := node.(*gast.Text)
	value := n.Segment.Value(w.doc.Source)
	if n.IsRaw() {
		w.put(escape(string(value)))
	} else {
		w.words(value)
	}
	switch {
	case n.HardLineBreak():
		w.put("<br>\n")
	case n.SoftLineBreak():
		w.put("\n")
	}
}

func str(w *writer, node gast.Node) {
	n := node.(*gast.String)
	if n.IsRaw() && !n.IsCode() {
		w.put(escape(string(n.Value)))
		return
	}
	w.words(n.Value)
}

// words prints text of the manuscript: backslashes and character references
// have their meaning. Runs of another script say what language they are in.
func (w *writer) words(value []byte) {
	for i, part := range w.scripts(string(value)) {
		if i%2 == 0 {
			w.put(unescaped(part))
			continue
		}
		w.put(`<span lang="`, scriptLanguage(part), `">`, unescaped(part), "</span>")
	}
}

// unescaped gives Markdown text as HTML.
func unescaped(s string) string {
	if !strings.ContainsAny(s, "\\&") {
		return escape(s)
	}
	var b strings.Builder
	out := bufio.NewWriter(&b)
	ghtml.DefaultWriter.Write(out, []byte(s))
	_ = out.Flush() // into memory
	return strings.ReplaceAll(b.String(), "&quot;", "&#34;")
}

func codeSpan(w *writer, n gast.Node) {
	w.put("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *gast.Text:
			w.put(escape(strings.ReplaceAll(string(c.Segment.Value(w.doc.Source)), "\n", " ")))
			if c.SoftLineBreak() {
				w.put(" ")
			}
		case *gast.String:
			w.put(escape(string(c.Value)))
		}
	}
	w.put("</code>")
}

func emphasis(w *writer, n gast.Node) {
	tag := "em"
	if n.(*gast.Emphasis).Level == 2 {
		tag = "strong"
	}
	w.wrap(tag, "", n)
}

func taskBox(w *writer, node gast.Node) {
	checked := ""
	if node.(*east.TaskCheckBox).IsChecked {
		checked = " checked"
	}
	w.put(`<input type="checkbox" disabled`, checked, ` aria-label="`, escape(w.textOf(node.Parent())), `"> `)
}

// inlineImage stands for an image from elsewhere, which is not fetched: its
// words.
func inlineImage(w *writer, n gast.Node) {
	w.put(`<span class="missing-image">`, escape(w.textOf(n)), `</span>`)
}

func inlineMath(w *writer, node gast.Node) {
	if n := node.(*ast.Math); n.Tree != nil {
		w.joined(n, n.Tree)
	}
}

func formula(w *writer, node gast.Node) {
	if n := node.(*ast.Formula); n.Tree != nil {
		w.joined(n, n.Tree)
	}
}

// joined prints a formula and keeps it on the line of the punctuation that
// touches it. A joiner binds the punctuation to what is next to it, but browsers
// break between a formula and a joiner; within the span they do not.
func (w *writer) joined(n gast.Node, t *math.Tree) {
	const joiner = "&#8288;"
	before, after := "", ""
	if t, ok := n.PreviousSibling().(*gast.Text); ok && !t.SoftLineBreak() {
		if r, _ := utf8.DecodeLastRune(t.Segment.Value(w.doc.Source)); r != utf8.RuneError && !unicode.IsSpace(r) {
			before = joiner
		}
	}
	if t, ok := n.NextSibling().(*gast.Text); ok {
		if r, _ := utf8.DecodeRune(t.Segment.Value(w.doc.Source)); r != utf8.RuneError && !unicode.IsSpace(r) {
			after = joiner
		}
	}
	if before+after == "" {
		w.put(mathML(t, false))
		return
	}
	w.put(`<span class="whole">`, before, mathML(t, false), after, "</span>")
}

func cite(w *writer, node gast.Node) {
	n := node.(*ast.Cite)
	w.put(`<span class="cite"`, w.idAttr(n.ID), ">")
	w.children(n)
	w.put("</span>")
}

func anchor(w *writer, node gast.Node) {
	if id := w.idAttr(node.(*ast.Anchor).ID); id != "" {
		w.put(`<span`, id, `></span>`)
	}
}

func span(w *writer, node gast.Node) {
	n := node.(*ast.Span)
	tag, attributes := "span", ""
	switch n.Style {
	case "sub", "sup", "kbd", "del":
		tag = n.Style
	case "underline":
		tag = "u"
	case "abbr":
		tag = "abbr"
		if n.Title != "" {
			attributes = ` title="` + escape(n.Title) + `"`
		}
	case "term":
		if w.known[n.Href] {
			tag, attributes = "a", ` class="term" href="#`+escape(n.Href)+`"`
		}
	case "smallcaps", "note", "theorem-head", "qed":
		attributes = ` class="` + n.Style + classes(n.Classes) + `"`
	default:
		attributes = classAttr(n.Classes)
	}
	if n.Label != "" {
		attributes += w.idAttr(anchorID(n.Label))
	}
	w.wrap(tag, attributes, n)
}

// textOf gives the plain text below a node, as it reads.
func (w *writer) textOf(root gast.Node) string { return markdown.PlainText(root, w.doc.Source) }
