package markdown

import (
	"testing"
)

// Chapters written for R Markdown and bookdown: labels, boxes, and cells that
// need not be run.
func TestBookdownForms(t *testing.T) {
	holdForms(t, Options{File: "m"}, []form{
		{"equation", "\\begin{equation}\nx (\\#eq:a)\n\\end{equation}\n\nsee \\@ref(eq:a)\n", "$\\begin{equation}\nx             \n\\end{equation}$ see eq:a", ""},
		{"heading", "## The Words\n\nsee \\@ref(the-words), `\\@ref(x)`\n", "## The Words see the-words, \\@ref(x)", ""},
		{"table", "Table: (\\#tab:x) Words.\n\n| a |\n|---|\n| 1 |\n", "table #tab:x[table[tableheader[tablecell[text[]]] tablerow[tablecell[text[]]]] caption[Words.]]", ""},
		{"theorem", "```{theorem, pyth, name=\"Of *squares*\"}\nWe have $a$.\n```\n\n\\@ref(thm:pyth)\n", "divtheorem #thm:pyth[<Of squares> We have a.] thm:pyth", ""},
		{"fenced theorem", "::: {.theorem #pyth}\nWords.\n:::\n\n\\@ref(thm:pyth)\n", "divtheorem #pyth .theorem[Words.] pyth", ""},
		{"box", "```{block2, type='rmdwarning'}\nMind *this*.\n```\n", "warning[Mind this.]", ""},
		{"shown image", "```{r logo, echo=FALSE, fig.cap=\"A logo, drawn.\", out.width='30%'}\nknitr::include_graphics('a.png')\n```\n\n\\@ref(fig:logo)\n", "figure #fig:logo[figureimage[] caption[A logo, drawn.]] fig:logo", ""},
		{"shown by Quarto", "```{r}\n#| label: fig-logo\n#| fig-cap: A logo\n#| echo: false\nknitr::include_graphics(c(\"a.png\", \"b.png\"))\n```\n", "figure #fig-logo[figureimage[] figureimage[] caption[A logo]]", ""},
		{"without caption", "```{r}\ninclude_graphics(\"a.png\", dpi = 100)\n```\n", "figureimage[]", ""},
		{"words of a caption", "(ref:cap) A logo, *drawn*.\n\n```{r logo, fig.cap='(ref:cap)'}\nknitr::include_graphics('a.png')\n```\n\n(ref:none) a\n", "figure #fig:logo[figureimage[] caption[A logo, drawn.]] (ref:none) a", ""},
		{"setting up", "```{r setup, include=FALSE}\nlibrary(x)\n```\n\na\n", "a", ""},
		{"not run", "```{r, eval=FALSE}\nx <- c(1, 2)\n```\n", "code r(\"x <- c(1, 2)\\n\")", ""},
		{"label of a plot", "```{r scatter, fig.cap='Points'}\nplot(1)\n```\n\n\\@ref(fig:scatter)\n", "figure #fig:scatter[bad caption[Points]] fig:scatter", "m:1:5: a cell in r is not run: nothing in a manuscript is executed [code-not-run]"},
	})
}
