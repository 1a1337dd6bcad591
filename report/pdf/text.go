package pdf

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// mark is a punctuation mark in the script of the document.
func (r *renderer) mark(narrow, wide string) string { return pick(!r.han, narrow, wide) }

// textOf gives the plain text of a node, as it prints.
func (r *renderer) textOf(n gast.Node) string {
	var b strings.Builder
	r.writeText(&b, n)
	return strings.TrimSpace(b.String())
}

func (r *renderer) writeText(b *strings.Builder, n gast.Node) {
	switch n := n.(type) {
	case *gast.Text:
		value := n.Segment.Value(r.d.Source)
		if n.IsRaw() {
			b.Write(value)
		} else {
			b.WriteString(unescape(value))
		}
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
	case *gast.String:
		b.WriteString(unescape(n.Value))
	case *gast.AutoLink:
		b.Write(n.Label(r.d.Source))
	case *gast.RawHTML, *east.FootnoteLink:
	case *ast.Val:
		b.WriteString(n.Shown)
	case *ast.Lit:
		b.WriteString(n.Body)
	case *ast.Claim:
		b.WriteString(n.Words)
	case *ast.Verdict:
		b.WriteString(n.Label)
	case *ast.Ref:
		b.WriteString(n.Shown)
	case *ast.Math:
		if n.Tree != nil {
			b.WriteString(n.Tree.Text())
		}
	case *ast.Formula:
		if n.Tree != nil {
			b.WriteString(n.Tree.Text())
		}
	case *ast.EntryLink:
		if n.FirstChild() == nil {
			b.WriteString(n.Title)
		}
		r.childText(b, n)
	default:
		r.childText(b, n)
	}
}

func (r *renderer) childText(b *strings.Builder, n gast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.writeText(b, c)
		if c.Type() == gast.TypeBlock && c.NextSibling() != nil {
			b.WriteByte(' ')
		}
	}
}
