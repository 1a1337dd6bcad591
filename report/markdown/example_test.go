package markdown_test

import (
	"fmt"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

func ExampleParse() {
	src := "---\ntitle: A lamp\n---\n\nIt takes {val}`lamp.power : .1f` [@maker2020, p. 3].\n"
	tree, findings := markdown.Parse([]byte(src), markdown.Options{File: "en.md"})
	fmt.Println(tree.Front.Title.Text, len(findings))
	_ = gast.Walk(tree.Body, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if !entering {
			return gast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Val:
			fmt.Println(n.At, n.Src, n.Body)
		case *ast.Cite:
			fmt.Println(n.At, n.Items[0].Key, n.Items[0].Label, n.Items[0].Locator)
		}
		return gast.WalkContinue, nil
	})
	// Output:
	// A lamp 0
	// en.md:5:10 en.md:5:16 lamp.power : .1f
	// en.md:5:34 maker2020 page 3
}
