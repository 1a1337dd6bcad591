package html

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

func noteID(index int) string { return fmt.Sprintf("fn-%d", index) }

// callID is the anchor of the n-th call of a note, counted from zero.
func callID(index, n int) string {
	if n == 0 {
		return fmt.Sprintf("fnref-%d", index)
	}
	return fmt.Sprintf("fnref-%d-%d", index, n)
}

func footnoteLink(w *writer, node gast.Node) {
	n := node.(*east.FootnoteLink)
	w.put(`<sup class="footnote"`, w.idAttr(callID(n.Index, n.RefIndex)),
		fmt.Sprintf(`><a href="#%s" role="doc-noteref">%d</a></sup>`, noteID(n.Index), n.Index))
}

func footnoteBacklink(w *writer, node gast.Node) {
	n := node.(*east.FootnoteBacklink)
	w.put(fmt.Sprintf(` <a class="back" href="#%s" role="doc-backlink" aria-label="%s %d">↩</a>`,
		callID(n.Index, n.RefIndex), escape(w.doc.Words.Back), n.RefIndex+1))
}

func footnotes(w *writer, n gast.Node) {
	id := w.own("notes")
	w.put(`<section class="footnotes" role="doc-endnotes" aria-labelledby="`, id, `">`, "\n",
		`<h2 id="`, id, `">`, escape(w.doc.Words.Footnotes), "</h2>\n<ol>\n")
	w.children(n)
	w.put("</ol>\n</section>\n")
}

func footnote(w *writer, node gast.Node) {
	n := node.(*east.Footnote)
	w.put(fmt.Sprintf(`<li%s value="%d">`, w.idAttr(noteID(n.Index)), n.Index))
	w.children(n)
	w.put("</li>\n")
}

// noteStyles puts notes beside their calls where there is room, each below the
// one before it. It takes style sheets that can anchor; elsewhere the notes
// stay at the end.
func (w *writer) noteStyles() string {
	if w.notes == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("@supports (top:anchor(--a top)){@media screen and (min-width:78rem){\n")
	for i := 1; i <= w.notes; i++ {
		fmt.Fprintf(&b, "#%s{anchor-name:--c%d}#%s{anchor-name:--n%d;top:max(anchor(--c%d top),calc(anchor(--n%d bottom,0px) + .75rem))}\n",
			callID(i, 0), i, noteID(i), i, i, i-1)
	}
	b.WriteString("}}\n")
	return b.String()
}
