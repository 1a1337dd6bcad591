package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// modelRoles print what the model says.
func modelRoles() []Role {
	return []Role{
		{Name: "val", Argument: "EXPRESSION [-> UNIT] [@ SCENARIO] [: FORMAT]", Help: "a value of the model, computed", build: func(c *roleCall) gast.Node {
			body, src, bad := c.expression()
			if bad != nil {
				return bad
			}
			return &ast.Val{Body: body, Src: src}
		}},
		{Name: "claim", Argument: "id of a declared claim, or TEXT <EXPRESSION>", Help: "words or digits that are checked against the model", build: func(c *roleCall) gast.Node {
			body, src, bad := c.expression()
			if bad != nil {
				return bad
			}
			return &ast.Claim{Body: body, Src: src}
		}},
		{Name: "formula", Argument: "name of a quantity", Help: "the equation of a quantity, in its symbols",
			Options: []OptionSpec{{Name: "values", Kind: Flag, Help: "adds the equation with numbers put in"}},
			build: func(c *roleCall) gast.Node {
				body, src, bad := c.expression()
				if bad != nil {
					return bad
				}
				v, ok := c.attribute("values")
				return &ast.Formula{Body: body, Src: src, Values: flagValue(ast.Option{Value: v}, ok)}
			}},
		{Name: "lit", Argument: "text", Help: "a number that is deliberately literal", build: func(c *roleCall) gast.Node {
			return &ast.Lit{Body: c.words()}
		}},
	}
}

// expression is the body without space around it, and its place.
func (c *roleCall) expression() (body string, src diag.Pos, bad gast.Node) {
	body, src = trimmed(c.body, c.from)
	if body == "" {
		return "", src, c.bad("role-malformed", c.place, "write the name of a quantity, a formula or words between the backticks", "the role {"+c.name+"} is empty")
	}
	return body, src, nil
}

// trimmed drops the space around a text and moves its place along.
func trimmed(text string, at diag.Pos) (string, diag.Pos) {
	rest := strings.TrimLeft(text, " \t\n")
	return strings.TrimRight(rest, " \t\n"), at.Advance(text[:len(text)-len(rest)])
}
