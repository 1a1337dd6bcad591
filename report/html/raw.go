package html

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	xhtml "golang.org/x/net/html"
)

// rawHTML prints what the parser left of HTML in a line: places where it may
// break. Other tags vanish and what they hold stays.
func rawHTML(w *writer, node gast.Node) {
	n := node.(*gast.RawHTML)
	var b strings.Builder
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b.Write(s.Value(w.doc.Source))
	}
	z := xhtml.NewTokenizer(strings.NewReader(b.String()))
	z.Next()
	switch name, _ := z.TagName(); string(name) {
	case "br":
		w.put("<br>")
	case "wbr":
		w.put("<wbr>")
	}
}

// htmlBlock prints the text of a block of HTML as a paragraph; scripts and
// styles have none.
func htmlBlock(w *writer, node gast.Node) {
	n := node.(*gast.HTMLBlock)
	source := lines(n, w.doc.Source)
	if n.HasClosure() {
		source += string(n.ClosureLine.Value(w.doc.Source))
	}
	if n.HTMLBlockType == gast.HTMLBlockType1 {
		return
	}
	var text strings.Builder
	z := xhtml.NewTokenizer(strings.NewReader(source))
	for silent := ""; ; {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		switch kind {
		case xhtml.TextToken:
			if silent == "" {
				text.Write(z.Text())
			}
		case xhtml.StartTagToken:
			if name, _ := z.TagName(); string(name) == "script" || string(name) == "style" {
				silent = string(name)
			}
		case xhtml.EndTagToken:
			if name, _ := z.TagName(); string(name) == silent {
				silent = ""
			}
		}
	}
	if words := strings.Join(strings.Fields(text.String()), " "); words != "" {
		w.put("<p>", escape(words), "</p>\n")
	}
}
