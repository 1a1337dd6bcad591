package html

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
	"reckon/report/math"
)

// ledger prints the derivations: a section for each group, an entry for each
// quantity.
func (w *writer) ledger(n *ast.Ledger) {
	w.put(`<div class="ledger">` + "\n")
	for _, g := range n.Groups {
		w.put(`<section><h3>` + escape(g.Title) + "</h3>\n")
		for _, e := range g.Entries {
			w.entry(e)
		}
		w.put("</section>\n")
	}
	w.put("</div>\n")
}

func (w *writer) entry(e ast.LedgerEntry) {
	words := w.doc.Words
	w.put(`<div class="q" id="` + escape(e.ID) + `"><p class="q-head"><span class="q-symbol">`)
	if e.Symbol != nil {
		w.put(e.Symbol.MathML(false))
	}
	w.put(`</span><b class="q-title">` + title(e) + `</b> <span class="q-value">` + escape(e.Value))
	if e.Interval != "" {
		w.put(` <span class="q-interval">` + escape(e.Interval) + "</span>")
	}
	w.put("</span></p>\n")
	if e.Formula != nil {
		w.put(`<p class="q-formula" tabindex="0">`)
		w.tree(e.Formula)
		if e.Substituted != nil {
			w.put(` <span class="q-with">`)
			w.tree(e.Substituted)
			w.put("</span>")
		}
		w.put("</p>\n")
	}
	w.put(`<p class="q-origin"><span class="q-kind">` + escape(e.Kind))
	if e.Evidence != "" {
		w.put(", " + escape(e.Evidence))
	}
	w.put(`</span>`)
	if e.Title != "" {
		w.put(` <code>` + escape(e.Name) + "</code>")
	}
	w.nodes(" ", e.Sources)
	if len(e.Via) > 0 {
		w.nodes(" "+escape(words.Via)+" ", e.Via)
	}
	if e.Reason != "" {
		w.put(" " + escape(e.Reason))
	}
	if e.Note != "" {
		w.put(` <span class="q-note">` + escape(e.Note) + "</span>")
	}
	w.put("</p>\n")
	w.links(words.Inputs, e.Inputs)
	w.links(words.UsedBy, e.Users)
	w.put("</div>\n")
}

// title names an entry; an expression has only itself.
func title(e ast.LedgerEntry) string {
	if e.Title == "" {
		return "<code>" + escape(e.Name) + "</code>"
	}
	return escape(e.Title)
}

func (w *writer) tree(t *math.Tree) { w.put(t.MathML(false)) }

func (w *writer) nodes(lead string, nodes []gast.Node) {
	for _, n := range nodes {
		w.put(lead)
		w.node(n)
	}
}

func (w *writer) links(label string, links []ast.LedgerLink) {
	if len(links) == 0 {
		return
	}
	w.put(`<p class="q-links">` + escape(label+w.doc.Words.Colon))
	for i, l := range links {
		if i > 0 {
			w.put("; ")
		}
		w.put(`<a href="#` + escape(l.ID) + `" title="` + escape(l.Name) + `">` + escape(l.Title) + "</a>")
	}
	w.put("</p>\n")
}
