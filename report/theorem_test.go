package report

import (
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

// A proof ends with a sign, once, wherever its last words stand; what is
// stated slants, where the script has a slanted form.
func TestTheorem(t *testing.T) {
	for _, test := range []struct {
		name, front, body, want string
		statement               bool
	}{
		{"theorem", "", "```{prf:theorem} A name\nWords.\n```\n", "Theorem 1 (A name). Words.", true},
		{"definition", "", "```{prf:definition}\nWords.\n```\n", "Definition 1. Words.", false},
		{"Chinese", "lang: zh\n", "```{prf:theorem} 名称\n文字。\n```\n", "定理 1（名称） 文字。", false},
		{"proof", "", "```{prf:proof}\nWords.\n```\n", "Proof. Words.∎", false},
		{"proof with a list", "", "```{prf:proof}\nWords.\n\n- one\n- two\n```\n", "Proof. Words. one two∎", false},
		{"proof with a formula", "", "```{prf:proof}\nWords\n\n$$\na\n$$\n```\n", "Proof. Words a ∎", false},
		{"ended", "", "```{prf:proof}\nWords. □\n```\n", "Proof. Words. □", false},
		{"ended in TeX", "", "```{prf:proof}\nWords. $\\blacksquare$\n```\n", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			project, found := Open(overlay(map[string]string{"paper.md": "---\ntitle: T\n" + test.front + "---\n\n" + test.body}), "paper.md")
			r, err := Run(project, Settings{})
			if err != nil || len(found) > 0 {
				t.Fatal(err, found)
			}
			d := r.Documents[0]
			_ = gast.Walk(d.Body, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
				div, ok := n.(*ast.Div)
				if !ok || !entering {
					return gast.WalkContinue, nil
				}
				if got := strings.Join(strings.Fields(markdown.PlainText(div, d.Source)), " "); test.want != "" && got != test.want || test.want == "" && strings.Contains(got, "∎") {
					t.Errorf("%q, want %q", got, test.want)
				}
				if div.Statement != test.statement {
					t.Errorf("slanted: %v", div.Statement)
				}
				return gast.WalkContinue, nil
			})
		})
	}
}
