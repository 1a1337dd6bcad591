package html

import (
	"fmt"

	east "github.com/yuin/goldmark/extension/ast"
)

func (w *writer) footnoteLink(n *east.FootnoteLink) {
	id := fmt.Sprintf("fnref-%d", n.Index)
	if n.RefIndex > 0 {
		id = fmt.Sprintf("fnref-%d-%d", n.Index, n.RefIndex)
	}
	w.put(fmt.Sprintf(`<sup class="footnote" id="%s"><a href="#fn-%d" role="doc-noteref">%d</a></sup>`, id, n.Index, n.Index))
}

func (w *writer) footnoteBacklink(n *east.FootnoteBacklink) {
	id := fmt.Sprintf("fnref-%d", n.Index)
	if n.RefIndex > 0 {
		id = fmt.Sprintf("fnref-%d-%d", n.Index, n.RefIndex)
	}
	w.put(fmt.Sprintf(` <a href="#%s" role="doc-backlink" aria-label="%s">↩</a>`, id, escape(w.doc.Words.Back)))
}

func (w *writer) footnotes(n *east.FootnoteList) {
	w.put(`<section class="footnotes" role="doc-endnotes" aria-label="` + escape(w.doc.Words.Footnotes) + `">` + "\n<ol>\n")
	w.children(n)
	w.put("</ol>\n</section>\n")
}

func (w *writer) footnote(n *east.Footnote) {
	w.put(fmt.Sprintf(`<li id="fn-%d">`, n.Index))
	w.children(n)
	w.put("</li>\n")
}
