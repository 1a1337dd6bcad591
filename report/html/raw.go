package html

import (
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	xhtml "golang.org/x/net/html"
)

// Of HTML within Markdown, tags that mark words are printed, without
// attributes and only in pairs; other tags vanish and what they hold stays.

var (
	rawPairs = []string{"abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "strong", "sub", "sup", "u", "var"}
	rawVoids = []string{"br", "wbr"}
)

// rawTags are the tags that may be printed, by node; a parent's are found at
// the first of them.
type rawTags map[gast.Node]string

func rawHTML(w *writer, n gast.Node) {
	if w.raw == nil {
		w.raw = rawTags{}
	}
	tag, seen := w.raw[n]
	if !seen {
		w.pair(n.Parent())
		tag = w.raw[n]
	}
	w.put(tag)
}

// pair finds the tags among a node's children that open and close each other.
func (w *writer) pair(parent gast.Node) {
	type open struct {
		name string
		node gast.Node
	}
	var stack []open
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		raw, ok := c.(*gast.RawHTML)
		if !ok {
			continue
		}
		w.raw[c] = ""
		name, kind := w.tagOf(raw)
		switch {
		case slices.Contains(rawVoids, name):
			w.raw[c] = "<" + name + ">"
		case !slices.Contains(rawPairs, name):
		case kind == xhtml.StartTagToken:
			stack = append(stack, open{name, c})
		case kind == xhtml.EndTagToken:
			for i := len(stack) - 1; i >= 0; i-- {
				if stack[i].name == name {
					w.raw[stack[i].node], w.raw[c] = "<"+name+">", "</"+name+">"
					stack = stack[:i]
					break
				}
			}
		}
	}
}

func (w *writer) tagOf(n *gast.RawHTML) (name string, kind xhtml.TokenType) {
	var b strings.Builder
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b.Write(s.Value(w.doc.Source))
	}
	z := xhtml.NewTokenizer(strings.NewReader(b.String()))
	kind = z.Next()
	tag, _ := z.TagName()
	return string(tag), kind
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
