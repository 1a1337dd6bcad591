package report

import (
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

const lampModel = `reckon: 1
quantities:
  lamp.power: {value: 8.46 W, sd: 0.38 W, source: b2001, evidence: primary}
  lamp.hours: {value: 3.5 h, reason: a guess}
  lamp.count: {value: 2, kind: exact}
  lamp.energy: {formula: lamp.power * lamp.hours, unit: Wh}
  lamp.all: {formula: lamp.power * lamp.count, unit: W}
`

// The digits of an uncertainty follow the GUM, or the rule that the front
// matter names.
func TestRounding(t *testing.T) {
	for front, want := range map[string]string{
		"":              "16.92 W",
		"rounding: gum": "16.92 W",
		"rounding: pdg": "16.9 W",
	} {
		r := openAndRun(t, overlay(map[string]string{
			"paper.md":   "---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n" + front + "\n---\n\nIt is {val}`lamp.all`.\n",
			"model.yaml": lampModel,
			"refs.bib":   "@book{b2001, title = {B}, author = {A, B}, year = 2001}",
		}), "paper.md")
		if got := strings.ReplaceAll(first[*ast.Val](r).Shown, "\u00a0", " "); got != want {
			t.Errorf("%q prints %q, want %q", front, got, want)
		}
	}
}

// first finds the first node of a kind in the first document's body.
func first[N gast.Node](r *Result) (found N) {
	_ = gast.Walk(r.Documents[0].Body, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if x, ok := n.(N); ok && entering {
			found = x
			return gast.WalkStop, nil
		}
		return gast.WalkContinue, nil
	})
	return found
}

// The ledger says which results rest on inputs that state no uncertainty.
func TestLedgerSilence(t *testing.T) {
	r := openAndRun(t, overlay(map[string]string{
		"paper.md":   "---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n---\n\n```{ledger}\n```\n",
		"model.yaml": lampModel,
		"refs.bib":   "@book{b2001, title = {B}, author = {A, B}, year = 2001}",
	}), "paper.md")
	got := map[string]string{}
	for _, g := range first[*ast.Ledger](r).Groups {
		for _, e := range g.Entries {
			if e.Silent != (e.Silence != "") {
				t.Errorf("%s: %t but %q", e.Name, e.Silent, e.Silence)
			}
			got[e.Name] = e.Silence
		}
	}
	for name, want := range map[string]string{
		"lamp.power": "", "lamp.count": "", "lamp.all": "",
		"lamp.hours":  "no uncertainty stated",
		"lamp.energy": "rests on inputs without stated uncertainty",
	} {
		if got[name] != want {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
}
