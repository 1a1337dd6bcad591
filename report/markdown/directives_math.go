package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// mathDirectives display TeX.
func mathDirectives() []Directive {
	return []Directive{
		{Name: "math", Argument: "TeX", Body: LiteralBody, Help: "a displayed equation", Options: with(
			OptionSpec{Name: "enumerated", Aliases: []string{"numbered", "number"}, Kind: Flag, Help: "false: without a number"},
			OptionSpec{Name: "nowrap", Aliases: []string{"no-wrap"}, Kind: Flag, Help: "the TeX brings its own environment"},
			OptionSpec{Name: "enumerator", Kind: Text, Help: "accepted, and without effect"},
			OptionSpec{Name: "typst", Kind: Text, Help: "accepted, and without effect"},
		), build: func(c *directiveCall) []gast.Node {
			tex, src := c.literalExpression()
			if c.argument != "" {
				tex, src = joined(c.argument, c.argAt, tex)
			}
			m := c.mathBlock(tex, src, c.place)
			a := c.attributes()
			if a.Label == "" {
				a.Label = m.Label
			}
			m.Labelled = a
			if _, written := c.options.Lookup("enumerated"); written {
				m.Numbered = c.flag("enumerated")
			}
			return []gast.Node{m}
		}},
	}
}

// joined puts the argument of a directive before its body.
func joined(argument string, at diag.Pos, body string) (string, diag.Pos) {
	if body == "" {
		return argument, at
	}
	return argument + "\n" + body, at
}

// literalExpression is the literal body in which an offset is a place: what
// stands before a later line, such as the > of a quotation, becomes spaces.
func (c *directiveCall) literalExpression() (string, diag.Pos) {
	lines := c.d.Lines()
	if lines.Len() == 0 {
		return "", c.place
	}
	text := c.text(lines.Sliced(0, lines.Len()))
	return trimmed(strings.TrimRight(text, "\n"), c.at(lines.At(0).Start))
}
