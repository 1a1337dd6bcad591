package html

import (
	"fmt"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// Anchors are the places of a page. They are collected before anything is
// printed, so that a link is printed only where it leads somewhere, and each
// is printed once, whatever the manuscript asks for.
type anchors struct {
	known  map[string]bool      // all that will be there
	placed map[string]bool      // printed so far
	prints map[gast.Node]string // anchors of printed values
	backs  map[string][]string  // by ledger entry: where its value is printed
	notes  int                  // footnotes
}

// collect walks the document in the order of printing.
func (w *writer) collect() {
	w.anchors = anchors{known: map[string]bool{}, placed: map[string]bool{}, prints: map[gast.Node]string{}, backs: map[string][]string{}}
	for _, n := range w.doc.Numbers {
		w.known[n.ID] = true
	}
	var printed []gast.Node // values and claims that a ledger entry derives
	for _, root := range []gast.Node{w.doc.Title, w.doc.Subtitle, w.doc.Abstract, w.doc.Body} {
		if isNil(root) {
			continue
		}
		_ = gast.Walk(root, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
			if entering {
				w.know(n)
				if entryOf(n) != "" {
					printed = append(printed, n)
				}
			}
			return gast.WalkContinue, nil
		})
	}
	for i := 1; i <= w.notes; i++ {
		w.known[noteID(i)] = true
	}
	count := 0
	for _, n := range printed {
		entry := entryOf(n)
		if !w.known[entry] {
			continue
		}
		count++
		id := fmt.Sprintf("v-%d", count)
		for w.known[id] {
			count++
			id = fmt.Sprintf("v-%d", count)
		}
		w.known[id] = true
		w.prints[n] = id
		w.backs[entry] = append(w.backs[entry], id)
	}
}

// know takes note of the anchors of one node.
func (w *writer) know(n gast.Node) {
	switch n := n.(type) {
	case *ast.Anchor:
		w.known[n.ID] = true
	case *ast.Span:
		if n.Label != "" {
			w.known[anchorID(n.Label)] = true
		}
	case *ast.Cite:
		w.known[n.ID] = true
	case *ast.Reference:
		w.known[n.ID] = true
	case *ast.Ledger:
		for _, g := range n.Groups {
			for _, e := range g.Entries {
				w.known[e.ID] = true
			}
		}
	case *east.Footnote:
		w.notes = max(w.notes, n.Index)
	}
}

// entryOf names the ledger entry that derives what a node prints.
func entryOf(n gast.Node) string {
	switch n := n.(type) {
	case *ast.Val:
		return n.Entry
	case *ast.Claim:
		return n.Entry
	}
	return ""
}

// idAttr gives the attribute id, once for each anchor.
func (w *writer) idAttr(id string) string {
	if id == "" || w.placed[id] {
		return ""
	}
	w.placed[id] = true
	return ` id="` + escape(id) + `"`
}

// id gives the attribute of a numbered or labelled node.
func (w *writer) id(n gast.Node) string {
	return w.idAttr(w.doc.Numbers[n].ID)
}

// own gives an anchor of the page's own making a name that nothing else has.
func (w *writer) own(id string) string {
	name := id
	for i := 2; w.known[name] || w.placed[name]; i++ {
		name = fmt.Sprintf("%s-%d", id, i)
	}
	w.known[name], w.placed[name] = true, true
	return name
}

// anchorID keeps white space out of ids that authors wrote.
func anchorID(label string) string {
	b := []byte(label)
	for i, c := range b {
		if c <= ' ' {
			b[i] = '-'
		}
	}
	return string(b)
}

// backLinks prints the ways back to where something was printed: an arrow and
// numbers.
func (w *writer) backLinks(ids []string) {
	if len(ids) == 0 {
		return
	}
	w.put(` <span class="backs"><span aria-hidden="true">↩</span>`)
	space := "\u00a0" // the arrow stays with the first
	for i, id := range ids {
		n := fmt.Sprint(i + 1)
		w.put(space, `<a href="#`, escape(id), `" aria-label="`, escape(w.doc.Words.Back), " ", n, `">`, n, `</a>`)
		space = " "
	}
	w.put("</span>")
}
