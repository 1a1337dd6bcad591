package pdf

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// placeOf reads the place that nodes of package ast carry.
func placeOf(n gast.Node) (diag.Pos, bool) {
	p, ok := n.(interface{ Placed() diag.Pos })
	if !ok {
		return diag.Pos{}, false
	}
	at := p.Placed()
	return at, at != diag.Pos{}
}
