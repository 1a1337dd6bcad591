package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"reckon/report/markdown/ast"
)

// walk visits a tree in the order of the text, with the titles and alternative
// texts that stand in fields. A visit may replace the node it is at, and take
// the one behind it along.
func walk(n gast.Node, visit func(gast.Node)) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		var after gast.Node
		if next != nil {
			after = next.NextSibling()
		}
		walk(c, visit)
		if c = next; c != nil && c.Parent() != n {
			c = after
		}
	}
	for _, f := range fieldNodes(n) {
		walk(f, visit)
	}
	visit(n)
}

// fieldNodes lists the trees in the fields of a node.
func fieldNodes(n gast.Node) (nodes []gast.Node) {
	switch n := n.(type) {
	case *ast.Plot:
		nodes = append(nodes, n.Head, n.Alt)
	case *ast.Image:
		nodes = append(nodes, n.Alt)
	case *ast.Inset:
		nodes = append(nodes, n.Image.Alt)
	}
	kept := nodes[:0]
	for _, f := range nodes {
		if f != nil {
			kept = append(kept, f)
		}
	}
	return kept
}

// PlainText gives the words of a tree without markup, as they read: for titles,
// anchors, descriptions and the sorting of cells. It serves all stages: what is
// not resolved yet stands as it was written. No-break spaces stay.
func PlainText(n gast.Node, source []byte) string {
	var b strings.Builder
	plainInto(&b, n, source)
	return strings.TrimSpace(b.String())
}

func plainInto(b *strings.Builder, n gast.Node, source []byte) {
	switch n := n.(type) {
	case *gast.Text:
		b.WriteString(TextOf(n, source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
		return
	case *gast.String:
		b.Write(n.Value)
		return
	case *gast.AutoLink:
		b.Write(n.Label(source))
		return
	case *ast.Val:
		b.WriteString(first(n.Shown, n.Body))
		return
	case *ast.Claim:
		b.WriteString(first(n.Words, n.Body))
		return
	case *ast.Lit:
		b.WriteString(n.Body)
		return
	case *ast.Formula:
		if n.Tree != nil {
			b.WriteString(n.Tree.Text())
		} else {
			b.WriteString(n.Body)
		}
		return
	case *ast.Verdict:
		b.WriteString(n.Label)
		return
	case *ast.EntryLink:
		if n.FirstChild() == nil {
			b.WriteString(n.Title)
			return
		}
	case *ast.Math:
		if n.Tree != nil {
			b.WriteString(n.Tree.Text())
		} else {
			b.WriteString(n.TeX)
		}
		return
	case *ast.Ref:
		b.WriteString(first(n.Shown, n.Label))
		return
	case *ast.MathBlock:
		b.WriteString(n.TeX)
		return
	case *ast.Inset:
		switch {
		case n.Image.AltText != "":
			b.WriteString(n.Image.AltText)
		case n.Image.Alt != nil:
			plainInto(b, n.Image.Alt, source)
		}
		return
	}
	if n.Kind() == gast.KindRawHTML || n.Kind() == gast.KindHTMLBlock || n.Kind() == east.KindFootnoteLink || n.Kind() == east.KindFootnoteBacklink {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == gast.TypeBlock && b.Len() > 0 {
			b.WriteByte(' ')
		}
		plainInto(b, c, source)
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// TextOf gives the characters that a text node stands for: escapes and
// character references are resolved, except in code.
func TextOf(n *gast.Text, source []byte) string {
	v := n.Segment.Value(source)
	if n.IsRaw() {
		return string(v)
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(v))))
}
