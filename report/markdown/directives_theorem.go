package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// A theoremKind is a box of mathematics and the prefix of its labels.
type theoremKind struct{ name, prefix string }

// theoremKinds are numbered each on their own; Quarto names them by prefixes of
// labels.
var theoremKinds = []theoremKind{
	{"theorem", "thm"}, {"lemma", "lem"}, {"corollary", "cor"}, {"proposition", "prp"}, {"conjecture", "cnj"}, {"definition", "def"},
	{"example", "exm"}, {"exercise", "exr"}, {"solution", "sol"}, {"remark", "rem"}, {"proof", ""}, {"axiom", ""}, {"algorithm", "alg"},
	{"criterion", ""}, {"property", ""}, {"observation", ""}, {"assumption", ""}, {"notation", ""}, {"problem", ""}, {"case", ""},
}

// theoremDirectives are mathematics' own boxes.
func theoremDirectives() (rows []Directive) {
	for _, k := range theoremKinds {
		aliases := []string{"prf:" + k.name, "proof:" + k.name}
		if k.name == "exercise" {
			aliases = append(aliases, "exercise-start")
		}
		rows = append(rows, Directive{Name: k.name, Aliases: aliases, Argument: "title", Body: MarkdownBody, title: true, Help: "a numbered " + k.name,
			Options: with(
				OptionSpec{Name: "nonumber", Aliases: []string{"no-number"}, Kind: Flag, Help: "without a number"},
				OptionSpec{Name: "enumerated", Aliases: []string{"numbered"}, Kind: Flag, Help: "false: without a number"},
				OptionSpec{Name: "enumerator", Kind: Text, Help: "accepted, and without effect"},
				OptionSpec{Name: "hidden", Kind: Flag, Help: "accepted, and without effect"},
			),
			build: func(c *directiveCall) []gast.Node {
				n := c.theorem(k.name)
				_, written := c.options.Lookup("enumerated")
				n.Plain = n.Plain || c.flag("nonumber") || written && !c.flag("enumerated")
				return []gast.Node{n}
			}})
	}
	return rows
}

// theorem makes a box with a kind of its own. Proofs and solutions have no
// number unless they are referred to.
func (c *directiveCall) theorem(kind string) *ast.Div {
	n := &ast.Div{Theorem: kind, Labelled: c.attributes()}
	n.At = c.place
	n.Plain = (kind == "proof" || kind == "solution") && n.Label == ""
	given := c.titleLine()
	if kind == "solution" {
		given = c.exerciseOf(given)
	}
	if given != nil {
		n.AppendChild(n, given)
	}
	for i, b := range c.body {
		if h, ok := b.(*gast.Heading); ok && i == 0 && given == nil {
			title := placed(c.state, &ast.TitleLine{}, max(h.Pos(), 0)) // Quarto: ## Title
			moveChildren(title, h)
			n.AppendChild(n, title)
			continue
		}
		n.AppendChild(n, b)
	}
	return n
}

// exerciseOf is the title of a solution: the argument is the label of its
// exercise.
func (c *directiveCall) exerciseOf(title *ast.TitleLine) *ast.TitleLine {
	label := strings.TrimSpace(c.argument)
	if !isLabel(label) || strings.Contains(label, " ") {
		return title
	}
	exercise := &ast.Ref{Label: normaliseLabel(label)}
	exercise.At = c.argAt
	title = &ast.TitleLine{}
	title.At = c.argAt
	title.AppendChild(title, exercise)
	return title
}

// theoremOf gives the kind that a label's prefix or a class stands for.
func theoremOf(label string, class []string) string {
	for _, k := range theoremKinds {
		if k.prefix != "" && (strings.HasPrefix(label, k.prefix+"-") || strings.HasPrefix(label, k.prefix+":")) {
			return k.name
		}
		for _, c := range class {
			if c == k.name {
				return k.name
			}
		}
	}
	return ""
}
