package html

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// val prints a value as <data>, linked to its derivation. The title says what
// it is, for a pointer that rests on it.
func val(w *writer, node gast.Node) {
	n := node.(*ast.Val)
	class := "val"
	if strings.Contains(n.Shown, " ") {
		class = "val long" // with its interval: may be broken
	}
	w.put(`<data class="`, class, `" value="`, escape(n.Exact), `"`, w.idAttr(w.prints[n]))
	if n.Unit != "" {
		w.put(` data-unit="`, escape(n.Unit), `"`)
	}
	w.put(">")
	if n.Entry == "" || !w.known[n.Entry] {
		w.put(escape(n.Shown))
	} else {
		title := n.Name
		if n.Title != "" {
			title = n.Title
		}
		w.put(`<a href="#`, escape(n.Entry), `" title="`, escape(title), `">`, escape(n.Shown), "</a>")
	}
	w.put("</data>")
}

// claim prints the words of a claim, linked to what they are held against; a
// claim that somebody else made has its verdict behind it.
func claim(w *writer, node gast.Node) {
	n := node.(*ast.Claim)
	class := "claim"
	if n.ID == "" {
		class += " own"
	}
	w.put(`<span class="`, class, `"`, w.idAttr(w.prints[n]), ` data-verdict="`, escape(n.Verdict), `">`)
	if n.Entry != "" && w.known[n.Entry] {
		w.put(`<a href="#`, escape(n.Entry), `"`)
		if n.Note != "" {
			w.put(` title="`, escape(n.Note), `"`)
		}
		w.put(">", escape(n.Words), "</a>")
	} else {
		w.put(escape(n.Words))
	}
	if n.ID != "" {
		w.put(" ")
		w.verdict(n.Verdict, n.Label)
	}
	w.put("</span>")
}

func verdictMark(w *writer, node gast.Node) {
	n := node.(*ast.Verdict)
	w.verdict(n.Verdict, n.Label)
}

// marks stand before the words of verdicts, here and in the PDF: they are told
// apart without colour.
var marks = map[string]string{
	"reproduced": "✓", "holds": "✓", "rounded": "≈", "conditional": "◐", "contradicted": "×", "fails": "×", "untestable": "○",
}

func (w *writer) verdict(verdict, label string) {
	w.put(`<b class="verdict `, escape(verdict), `">`)
	if mark := marks[verdict]; mark != "" {
		w.put(`<span aria-hidden="true">`, mark, "</span>\u00a0")
	}
	w.put(escape(label), "</b>")
}
