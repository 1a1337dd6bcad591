package check

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

// figureCited holds that the text refers to every numbered figure and table
// that has a label.
func figureCited(d *document.Document, t *markdown.Tree) diag.List {
	cited := map[string]bool{}
	var figures []*ast.Figure
	_ = gast.Walk(d.Body, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if !entering {
			return gast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Ref:
			cited[n.Target] = true
		case *ast.Figure:
			if _, panel := n.Parent().(*ast.Figure); !panel && n.Label != "" {
				figures = append(figures, n)
			}
		}
		return gast.WalkContinue, nil
	})
	var findings diag.List
	for _, f := range figures {
		if num := d.Numbers[f]; num.Words != "" && !cited[num.ID] {
			findings.Warn("figure-cited", f.At, "the text never refers to %s (%s)", num.Words, f.Label).
				Hint = "refer to it: @" + f.Label
		}
	}
	return findings
}
