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
		{"title in the body", "```{note}\n# A *title*\nText.\n```", `(box note (title "A " (em "title")) (p "Text."))`},
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

func TestSubstitutions(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"Release {{ version }}, by {{who}}.", `(p "Release 1.2, by " (em "us") ".")`},
		{"{{ version }}", `(p "1.2")`},
		{"Code `{{ version }}` and {{ other }}.", `(p "Code " (code "{ version }") " and {{ other }}.")`},
	} {
		tree, found := Parse([]byte("---\ntitle: T\nsubstitutions:\n  version: 1.2\n  who: '*us*'\n---\n\n"+test.src+"\n"), Options{File: "m", Plain: true})
		got := essenceOf(tree).String()
		if !strings.Contains(got, test.want) || len(found) > 0 {
			t.Errorf("%s\n got %s\nwant %s\n%v", test.src, got, test.want, found)
		}
	}
}

// Affiliations stand in the order in which authors name them.
func TestAffiliationOrder(t *testing.T) {
	tree, _ := Parse([]byte("---\nauthors:\n- {name: A, affiliations: [{id: u, name: Uni}, Works]}\n- {name: B, affiliation: o}\n- {name: C, affiliation: u}\naffiliations:\n- {id: x, name: Unused}\n- {id: o, name: Other}\n---\n"), Options{File: "m"})
	var names []string
	for _, a := range tree.Front.Affiliations {
		names = append(names, a.Name)
	}
	if got := strings.Join(names, ", "); got != "Uni, Works, Other, Unused" {
		t.Error(got)
	}
	if a := tree.Front.Authors; a[0].Affiliations[1] != 1 || a[1].Affiliations[0] != 2 || a[2].Affiliations[0] != 0 {
		t.Errorf("%+v", a)
	}
}

// A macro whose # begins a comment of YAML is not cut off in silence.
func TestMacroComment(t *testing.T) {
	_, found := Parse([]byte("---\nmath:\n  \\norm: \\left| #1 \\right|\n  \\abs: '| #1 |'\n---\n"), Options{File: "m"})
	if len(found) != 1 || found[0].Error() != `m:3:10: the macro \norm is cut off: a # behind a space begins a comment [front-matter-invalid]` {
		t.Error(found)
	}
}

// A directive that is refused is one finding, whatever options it has.
func TestRefusedOptions(t *testing.T) {
	tree, found := Parse([]byte("```{iframe} https://example.org\n:width: 100%\nWords.\n```\n"), Options{File: "m"})
	if len(found) != 1 || found[0].Rule != "directive-refused" || tree.Body.ChildCount() != 1 {
		t.Error(found)
	}
}
