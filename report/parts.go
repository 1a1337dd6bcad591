package report

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/report/document"
	"reckon/report/markdown/ast"
)

// parts gives a heading to each part of the paper that stands beside its
// sections, such as acknowledgments, unless it begins with one.
func (r *resolver) parts() {
	var parts []*ast.Div
	r.walk(func(n gast.Node) {
		if d, ok := n.(*ast.Div); ok && document.PartTitle(d.Part, r.doc.Lang) != "" {
			parts = append(parts, d)
		}
	})
	level := r.topLevel()
	for _, d := range parts {
		if first := d.FirstChild(); first == nil || first.Kind() == gast.KindHeading {
			continue
		}
		h := gast.NewHeading(level)
		h.SetAttributeString("class", []byte("unnumbered"))
		h.AppendChild(h, gast.NewString([]byte(document.PartTitle(d.Part, r.doc.Lang))))
		d.Parent().InsertBefore(d.Parent(), d, h)
	}
}
