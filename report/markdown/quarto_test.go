package markdown

import (
	"fmt"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// A form is a way of writing of another system, the blocks that it stands for
// (as outline prints them), and what is found about it.
type form struct{ name, src, want, findings string }

func holdForms(t *testing.T, options Options, forms []form) {
	t.Helper()
	for _, test := range forms {
		t.Run(test.name, func(t *testing.T) {
			tree, fs := Parse([]byte(test.src), options)
			var found []string
			for _, f := range fs {
				found = append(found, f.Error())
			}
			if got := strings.Join(found, "\n"); got != test.findings {
				t.Errorf("findings\n got: %s\nwant: %s", got, test.findings)
			}
			if got := strings.TrimSuffix(strings.TrimPrefix(outline(tree.Body, tree.Source), "document["), "]"); got != test.want {
				t.Errorf("\n got: %q\nwant: %q", got, test.want)
			}
		})
	}
}

// outline prints the blocks of a tree on one line, as far as tests of Pandoc's
// and Quarto's forms need it.
func outline(n gast.Node, src []byte) string {
	name, inner := "", ""
	switch n := n.(type) {
	case *gast.Paragraph, *gast.TextBlock:
		return PlainText(n, src)
	case *ast.TitleLine:
		return "<" + PlainText(n, src) + ">"
	case *ast.Admonition:
		name = n.Variant
		if n.Dropdown {
			name += map[bool]string{true: "-open", false: "-closed"}[n.Open]
		}
		if n.Aside {
			name = "aside"
		}
		name += labelled(n.Labelled)
	case *ast.Div:
		name = "div" + n.Theorem + labelled(n.Labelled)
	case *ast.Figure:
		name = n.Of + labelled(n.Labelled)
	case *ast.Listing:
		return fmt.Sprintf("%s(%q)", strings.TrimSpace("code "+n.Language), n.Code)
	case *ast.BadBlock:
		return "bad"
	case *ast.MathBlock:
		return "$" + n.TeX + "$"
	case *gast.Heading:
		return strings.Repeat("#", n.Level) + " " + PlainText(n, src)
	default:
		name = strings.ToLower(n.Kind().String())
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if inner != "" {
			inner += " "
		}
		inner += outline(c, src)
	}
	return name + "[" + inner + "]"
}

func labelled(l ast.Labelled) (s string) {
	if l.Label != "" {
		s = " #" + l.Label
	}
	for _, c := range l.Classes {
		s += " ." + c
	}
	return s
}

// Forms of Pandoc's and Quarto's that need no directive.
func TestQuartoForms(t *testing.T) {
	holdForms(t, Options{File: "m"}, []form{
		{"callout with attributes", "::: {.callout-note title=\"Read *this*\" collapse=\"true\"}\nx\n:::\n", "note-closed[<Read this> x]", ""},
		{"callout that begins open", "::: {.callout-tip collapse=false icon=false}\n## Advice\nx\n:::\n", "tip-open[<Advice> x]", ""},
		{"callout with a label", "::: {#nte-a .callout-note appearance=\"simple\"}\nx\n:::\n", "note #nte-a[x]", ""},
		{"theorem by name", "::: {#thm-a name=\"Thales\"}\nx\n:::\n", "divtheorem #thm-a[<Thales> x]", ""},
		{"any attribute", "::: {.wide data-x=\"1\" style=\"color:red\" title=\"T\"}\nx\n:::\n", "div .wide[x]", ""},
		{"margin", "::: {.column-margin}\nx\n:::\n", "aside .column-margin[x]", ""},
		{"tabset", "::: {.panel-tabset group=\"language\"}\n## R\nx\n\n### deeper\n\n## Python\ny\n:::\n", "div .panel-tabset[div[<R> x ### deeper] div[<Python> y]]", ""},
		{"tables in a table", "::: {#tbl-p layout-ncol=2}\n| a |\n|---|\n\n: One {#tbl-a}\n\n| b |\n|---|\n\n: Two {#tbl-b}\n\nBoth\n:::\n",
			"table #tbl-p[table #tbl-a[table[tableheader[tablecell[text[]]]] caption[One]] table #tbl-b[table[tableheader[tablecell[text[]]]] caption[Two]] caption[Both]]", ""},
		{"code with attributes", "```{.python filename=\"run.py\" code-line-numbers=\"true\"}\nx = 1\n```\n", `code python("x = 1\n")`, ""},
		{"listing", "```{#lst-a .sql lst-cap=\"A *query*\"}\nSELECT\n```\n", `code #lst-a[code sql("SELECT\n") caption[A query]]`, ""},
		{"cell that is only shown", "```{python}\n#| eval: false\nprint(1)\n```\n", `code python("print(1)\n")`, ""},
		{"listing that is only shown", "```{python}\n#| eval: false\n#| lst-label: lst-a\n#| lst-cap: \"A *print*\"\nprint(1)\n```\n", `code #lst-a[code python("print(1)\n") caption[A print]]`, ""},
		{"cell", "```{python}\n#| label: fig-a\n#| fig-cap: \"A plot\"\nplot()\n```\n\nSee @fig-a.\n", "figure #fig-a[bad caption[A plot]] See fig-a.",
			"m:1:5: a cell in python is not run: nothing in a manuscript is executed [code-not-run]"},
		{"knitr's cell", "```{r plot, echo=FALSE}\nplot()\n```\n", "bad", "m:1:5: a cell in r is not run: nothing in a manuscript is executed [code-not-run]"},
		{"diagram", "```{mermaid}\n%%| label: fig-m\nA --> B\n```\n", "figure #fig-m[bad]", "m:1:1: {mermaid}: diagrams are not drawn from text [directive-refused]"},
		{"dot", "```{dot}\ndigraph {}\n```\n", "bad", "m:1:1: {dot}: diagrams are not drawn from text [directive-refused]"},
		{"raw block", "```{=latex}\n\\bf\n```\n", "bad", "m:1:1: {=latex}: text for one output format only is not printed [raw-refused]"},
		{"for one format", "::: {.content-visible when-format=\"html\"}\nx\n:::\n", "bad", "m:1:23: text for some outputs only, when-format html, is not printed [raw-refused]"},
		{"definitions that are hidden", "::: {.hidden}\n$$\n\\def\\R{r}\n$$\n:::\n\ny\n", "y", ""},
		{"words for one format", "[x]{.content-visible when-format=\"html\"}\n", "", "m:1:1: text for some outputs only is not printed [raw-refused]"},
		{"aside in the text", "a [b *c*]{.aside}\n", "a footnotelist[footnote[b c]]", ""},
		{"hidden", "::: {.content-hidden}\nx\n:::\n\ny\n", "y", ""},
	})
}
