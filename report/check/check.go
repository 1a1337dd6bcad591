// Package check holds the rules that judge a resolved document, one file per
// rule.
//
// [Document] applies them all. Rules about form are findings of the stages
// themselves; those here ask what a careful reviewer would.
package check

import (
	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown"
)

// Document applies every rule to a document and the tree it was made from.
func Document(d *document.Document, t *markdown.Tree) diag.List {
	var findings diag.List
	for _, rule := range rules {
		findings = append(findings, rule(d, t)...)
	}
	return findings
}

var rules = []func(*document.Document, *markdown.Tree) diag.List{
	figureCited,
	numberIsProduced,
}
