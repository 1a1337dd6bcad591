package pdf

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown"
)

// mark is a punctuation mark in the script of the document.
func (r *renderer) mark(narrow, wide string) string { return r.d.Words.Mark(narrow, wide) }

// textOf gives the plain text of a node, as it prints.
func (r *renderer) textOf(n gast.Node) string { return markdown.PlainText(n, r.d.Source) }
