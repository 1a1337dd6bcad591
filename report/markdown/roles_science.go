package markdown

import (
	"fmt"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// scienceRoles print formulas.
func scienceRoles() []Role {
	return []Role{
		{Name: "math", Argument: "TeX", Help: "an equation in the line",
			Options: []OptionSpec{{Name: "label", Kind: Label, Help: "accepted, and without effect in the line"}},
			build: func(c *roleCall) gast.Node {
				body, src := trimmed(c.body, c.from)
				return &ast.Math{TeX: body, Src: src}
			}},
		{Name: "chem", Aliases: []string{"chemicalformula", "chemicalFormula", "ce"}, Argument: "formula", Help: "a chemical formula", build: func(c *roleCall) gast.Node {
			body, src := trimmed(c.body, c.from)
			return &ast.Math{TeX: `\ce{` + body + `}`, Src: src.Right(-4)}
		}},
		{Name: "si", Argument: `NUMBER <\unit>`, Help: "a number with a unit, in siunitx's names", build: buildSI},
	}
}

var siPattern = regexp.MustCompile(`^([\d.,eE-]+)?\s?<((?:\\[a-zA-Z]+)+)>$`)

func buildSI(c *roleCall) gast.Node {
	body, src := trimmed(c.body, c.from)
	body = oneLine(body)
	m := siPattern.FindStringSubmatch(body)
	if m == nil {
		return c.bad("role-malformed", src, `write a number and names of units, such as 100 <\hertz>; a quantity of the model prints with {val}`,
			fmt.Sprintf("%q is not a number with a unit", body))
	}
	if m[1] == "" {
		return &ast.Math{TeX: `\unit{` + m[2] + `}`, Src: src}
	}
	return &ast.Math{TeX: `\qty{` + strings.ReplaceAll(m[1], ",", "") + `}{` + m[2] + `}`, Src: src}
}

// refusedRoles are known and say why they do nothing.
func refusedRoles() []Role {
	refuse := func(name, rule, hint, msg string, aliases ...string) Role {
		return Role{Name: name, Aliases: aliases, Argument: "text", Help: "not supported: " + msg, build: func(c *roleCall) gast.Node {
			return c.bad(rule, c.place, hint, msg)
		}}
	}
	return []Role{
		refuse("eval", "code-not-run", "declare the number in the model and print it with {val}", "nothing in a manuscript is executed"),
		refuse("raw:tex", "raw-refused", "write it in Markdown", "text for one output format only is not printed", "raw:latex", "raw:typ", "raw:typst", "raw:html", "raw", "raw-html", "raw-latex"),
	}
}
