package markdown

import (
	"strings"
	"testing"
)

// What MyST's own documentation writes in its pages.
func TestMySTForms(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"definition in a cell", "```{list-table}\n* - `a`\n    : what it is\n  - b\n```", `(table (tr (td (code "a") (br) "what it is") (td "b")))`},
		{"image in a cell", "```{list-table}\n* - ![x](x.png)\n  - ```{image} y.png\n    ```\n```", "(table (tr (td (Inset)) (td (Inset))))"},
		{"card", "```{card} Its *title*\n:header: Above\n:footer: Below\n:link: https://example.org\nBody.\n```", `(div (p "Above") (title (a https://example.org "Its " (em "title"))) (p "Body.") (p "Below"))`},
		{"card without a title", "```{card}\n:link: https://example.org\nBody.\n```", `(div (p (a https://example.org "https://example.org")) (p "Body."))`},
		{"button", "{button}`Start here <https://example.org>`", `(p (a https://example.org "Start here"))`},
		{"quoted option", "```{figure} x.png\n:alt: \"In words\"\n:name: 'fig-x'\nCaption.\n```", `(figure figure fig-x (img x.png "In words") (caption (p "Caption.")))`},
		{"quoted parts", "```{csv-table}\n:header: \"A\", \"B\"\n1, 2\n```", `(table (tr (td "A") (td "B")) (tr (td "1") (td "2")))`},
		{"named parts", "```{figure}\n:label: fig-x\n\n(fig-y)=\n![A](a.png)\n![B](b.png)\n\nBoth.\n```",
			`(figure figure fig-x (figure figure fig-y (img a.png "") (caption (p "A"))) (figure figure - (img b.png "") (caption (p "B"))) (caption (p "Both.")))`},
		{"kind", "```{figure} x.png\n:kind: box\n:label: b\nCaption.\n```", `(figure box b (img x.png "") (caption (p "Caption.")))`},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, found := Parse([]byte(test.src), Options{File: "m", Plain: true})
			got := strings.TrimSuffix(strings.TrimPrefix(essenceOf(tree).String(), "(root "), ")")
			if got != test.want || len(found) > 0 {
				t.Errorf("\n got %s\nwant %s\n%v", got, test.want, found)
			}
		})
	}
}
