package html

import (
	"net/url"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"reckon/report/markdown/ast"
)

// safeAddress allows what a link may lead to: the web, mail, places of this
// document and files beside it. Scripts and data never.
func safeAddress(address string) bool {
	if address == "" || strings.ContainsFunc(address, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return false
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		// What cannot be read has a scheme that is not known, or none.
		scheme, _, found := strings.Cut(address, ":")
		return !found || strings.ContainsAny(scheme, "/?#")
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto", "doi", "ftp", "tel":
		return true
	}
	return false
}

// openLink begins a link and reports whether it did: text whose address is
// not safe, or leads to no place of this page, stays text. The title is HTML.
func (w *writer) openLink(address, title string) bool {
	if !safeAddress(address) {
		return false
	}
	if place, ok := strings.CutPrefix(address, "#"); ok {
		if p, err := url.PathUnescape(place); err == nil {
			place = p
		}
		if !w.known[place] {
			return false
		}
		address = "#" + place
	} else {
		if len(address) > 4 && strings.EqualFold(address[:4], "doi:") {
			address = "https://doi.org/" + address[4:]
		}
		address = string(util.URLEscape([]byte(address), false))
	}
	w.put(`<a href="`, escape(address), `"`)
	if title != "" {
		w.put(` title="`, title, `"`)
	}
	w.put(">")
	return true
}

func link(w *writer, node gast.Node) {
	n := node.(*gast.Link)
	address := string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(n.Destination))))
	open := w.openLink(address, unescaped(string(n.Title)))
	w.children(n)
	if open {
		w.put("</a>")
	}
}

func autoLink(w *writer, node gast.Node) {
	n := node.(*gast.AutoLink)
	address := string(n.URL(w.doc.Source))
	if n.AutoLinkType == gast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	open := w.openLink(address, "")
	w.put(escape(string(n.Label(w.doc.Source))))
	if open {
		w.put("</a>")
	}
}

func entryLink(w *writer, node gast.Node) {
	n := node.(*ast.EntryLink)
	open := w.openLink(n.Href, escape(n.Title))
	w.children(n)
	if open {
		w.put("</a>")
	}
}

func ref(w *writer, node gast.Node) {
	n := node.(*ast.Ref)
	open := w.known[n.Target]
	if open {
		class := "ref"
		if len(n.Shown) > ast.NameMost || n.HasChildren() {
			class = "ref long"
		}
		w.put(`<a class="`, class, `" href="#`, escape(n.Target), `">`)
	}
	if n.Shown != "" {
		w.put(escape(n.Shown))
	}
	w.children(n)
	if open {
		w.put("</a>")
	}
}
