package html

import (
	"fmt"
	"strings"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
	"reckon/report/math"
)

// ledger prints the derivations: a list for each group, an entry for each
// quantity. Groups can be reached from its head.
func ledger(w *writer, node gast.Node) {
	n := node.(*ast.Ledger)
	if len(n.Groups) == 0 {
		return
	}
	tag := fmt.Sprintf("h%d", min(w.level+1, 6))
	ids := make([]string, len(n.Groups))
	w.put(`<div class="ledger">`, "\n")
	if len(n.Groups) > 2 {
		w.put(`<ul class="ledger-groups">`, "\n")
		for i, g := range n.Groups {
			ids[i] = w.own(fmt.Sprintf("group-%d", i+1))
			w.put(`<li><a href="#`, ids[i], `">`, escape(g.Title), "</a></li>\n")
		}
		w.put("</ul>\n")
	}
	for i, g := range n.Groups {
		id := ""
		if ids[i] != "" {
			id = ` id="` + ids[i] + `"`
		}
		w.put("<", tag, id, ">", escape(g.Title), "</", tag, ">\n<dl>\n")
		for _, e := range g.Entries {
			w.entry(e)
		}
		w.put("</dl>\n")
	}
	w.put("</div>\n")
}

// entry prints one quantity: what it is, its value, its formula, where it is
// from, what it is made of and used for, and where it is printed.
func (w *writer) entry(e ast.LedgerEntry) {
	w.put(`<div class="q"`, w.idAttr(e.ID), `><dt class="q-head"><span class="q-symbol">`)
	if e.Symbol != nil {
		w.put(plainMath(e.Symbol))
	}
	w.put(`</span> <span class="q-title">`)
	if e.Title == "" || e.Title == e.Name {
		w.put("<code>", escape(e.Name), "</code>")
	} else {
		w.put(escape(e.Title))
	}
	w.put("</span></dt>\n")
	if e.Value != "" {
		w.put(`<dd class="q-value"><b>`, escape(e.Value), "</b>")
		if e.Interval != "" {
			w.put(` <span class="q-interval">`, escape(e.Interval), "</span>")
		}
		w.put("</dd>\n")
	}
	w.entryFormula(e)
	w.facts(e)
	w.put("</div>\n")
}

// entryFormula prints the formula, and the same with values. Long ones take a
// line of their own, which can be scrolled.
func (w *writer) entryFormula(e ast.LedgerEntry) {
	if e.Formula == nil {
		return
	}
	const column = 16 // ems that the middle of a wide screen has
	width := widthAbove(e.Formula, column)
	if e.Substituted != nil {
		width = max(width, widthAbove(e.Substituted, column))
	}
	class := "q-formula"
	if width > column {
		class += " long"
	}
	w.put(`<dd class="`, class, `"`, scrolls(width), ">", plainMath(e.Formula))
	if e.Substituted != nil {
		w.put(" ", plainMath(e.Substituted))
	}
	w.put("</dd>\n")
}

// widthAbove is the width of a formula in ems, or nothing if it cannot be above
// a limit; most formulas of a ledger are short, and setting them takes time.
func widthAbove(t *math.Tree, limit float64) float64 {
	const widest = 0.62 // ems of a character with the space around it
	if float64(utf8.RuneCountInString(t.Text()))*widest < limit {
		return 0
	}
	return t.Layout(1, false).Width
}

// plainMath prints a formula without its source, which nobody wrote.
func plainMath(t *math.Tree) string {
	ml := mathML(t, false)
	from := strings.LastIndex(ml, "<annotation ")
	if from < 0 || !strings.HasSuffix(ml, "</annotation></semantics></math>") {
		return ml
	}
	return strings.Replace(ml[:from], "<semantics>", "", 1) + "</math>"
}

// facts prints the rest of an entry as one run of text.
func (w *writer) facts(e ast.LedgerEntry) {
	words := w.doc.Words
	w.put(`<dd class="q-facts">`)
	if e.Title != "" && e.Title != e.Name {
		w.put("<code>", escape(e.Name), "</code> · ")
	}
	w.put(escape(e.Kind))
	if e.Evidence != "" {
		w.put(words.Mark(", ", "，"), escape(e.Evidence))
	}
	w.nodes(" ", e.Sources)
	if len(e.Via) > 0 {
		w.nodes(words.Mark(", ", "，")+escape(words.Via)+" ", e.Via[:1])
		w.nodes(" ", e.Via[1:])
	}
	for _, text := range []string{e.Reason, e.Note, e.Silence} {
		if text != "" {
			w.put(" · ")
			w.words([]byte(text))
		}
	}
	w.backLinks(w.backs[e.ID])
	if len(e.Inputs) > 0 {
		w.put(` <span class="q-links">`, escape(words.Inputs+words.Colon))
		w.links(e.Inputs)
		w.put("</span>")
	}
	w.users(e.Users)
	w.put("</dd>\n")
}

// fewUsers may stand in the open; longer lists are folded, so that the ledger
// can be scanned.
const fewUsers = 3

func (w *writer) users(users []ast.LedgerLink) {
	label := escape(w.doc.Words.UsedBy)
	switch {
	case len(users) == 0:
	case len(users) <= fewUsers:
		w.put(` <span class="q-links">`, label, escape(w.doc.Words.Colon))
		w.links(users)
		w.put("</span>")
	default:
		w.put(`<details class="q-links"><summary>`, label, w.doc.Words.Mark(" (", "（"), fmt.Sprint(len(users)), w.doc.Words.Mark(")", "）"), "</summary>")
		w.links(users)
		w.put("</details>")
	}
}

func (w *writer) nodes(lead string, nodes []gast.Node) {
	for _, n := range nodes {
		w.put(lead)
		w.node(n)
	}
}

func (w *writer) links(links []ast.LedgerLink) {
	for i, l := range links {
		if i > 0 {
			w.put(w.doc.Words.Mark("; ", "；"))
		}
		if w.known[l.ID] {
			w.put(`<a href="#`, escape(l.ID), `">`, escape(l.Title), "</a>")
		} else {
			w.put(escape(l.Title))
		}
	}
}
