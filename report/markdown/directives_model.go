package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// modelDirectives print what the model says: charts, equations, tables, lists.
func modelDirectives() []Directive {
	table := with(OptionSpec{Name: "columns", Kind: Text, Help: "the columns to print, in order"}, OptionSpec{Name: "caption", Kind: Inline, Help: "a caption, instead of the body"})
	return []Directive{
		{Name: "plot", Argument: "title", Body: MarkdownBody, title: true, Help: "a chart of the model; the body is its caption", Options: with(
			OptionSpec{Name: "kind", Kind: Text, Help: "line, bar, stacked, interval, tornado, sankey or scatter"},
			OptionSpec{Name: "x", Kind: Text, Help: "what is varied: NAME = FROM .. TO [log]"},
			OptionSpec{Name: "y", Kind: Text, Help: "what is drawn: EXPRESSION [-> UNIT], ...; [log]"},
			OptionSpec{Name: "series", Kind: Text, Help: "names of the lines or colours, in order"},
			OptionSpec{Name: "stack", Aliases: []string{"stacks"}, Kind: Text, Help: "the parts of a stacked bar"},
			OptionSpec{Name: "groups", Aliases: []string{"group"}, Kind: Text, Help: "names of the bars"},
			OptionSpec{Name: "flows", Kind: Text, Help: "the flows of a Sankey diagram: \"FROM\" > \"TO\": EXPRESSION; ..."},
			OptionSpec{Name: "panels", Kind: Text, Help: "small multiples: \"TITLE\": EXPRESSION, EXPRESSION; ..."},
			OptionSpec{Name: "columns", Kind: Integer, Help: "how many small multiples stand side by side"},
			OptionSpec{Name: "unit", Kind: Text, Help: "the unit of the values"},
			OptionSpec{Name: "mark", Aliases: []string{"marks"}, Kind: Text, Help: "a computed point, such as maximum"},
			OptionSpec{Name: "at", Kind: Text, Help: "a value of x to mark with a line"},
			OptionSpec{Name: "level", Kind: Text, Help: "a value of y to mark with a line"},
			OptionSpec{Name: "scenario", Aliases: []string{"scenarios"}, Kind: Text, Help: "the scenario to compute in"},
			OptionSpec{Name: "xlabel", Kind: Text, Help: "title of the x axis"},
			OptionSpec{Name: "ylabel", Kind: Text, Help: "title of the y axis"},
			OptionSpec{Name: "alt", Kind: Inline, Help: "the chart in words, for those who cannot see it"},
			OptionSpec{Name: "width", Kind: Text, Help: "width"},
			OptionSpec{Name: "height", Kind: Text, Help: "height"},
			OptionSpec{Name: "of", Kind: Text, Help: "the quantity of a tornado [-> UNIT]"},
			OptionSpec{Name: "by", Kind: Text, Help: "of a tornado: interval (its inputs at the ends of their intervals) or variance (their shares)"},
			OptionSpec{Name: "top", Kind: Integer, Help: "how many inputs a tornado shows; 10 if not said"},
			OptionSpec{Name: "data", Kind: Text, Help: "a CSV file beside the manuscript, with units in its header; :x: and :y: then name columns: COLUMN [-> UNIT]"},
			OptionSpec{Name: "measured", Kind: Text, Help: "points over a curve: X-COLUMN, Y-COLUMN [\"LABEL\"]; ..."},
			OptionSpec{Name: "error", Aliases: []string{"errors"}, Kind: Text, Help: "of columns of a file: the one with half the 95 % interval of y"},
			OptionSpec{Name: "names", Kind: Text, Help: "of columns of a file: the one with the names of points or bars"},
			OptionSpec{Name: "points", Kind: Text, Help: "how many values of x are computed"},
			OptionSpec{Name: "band", Aliases: []string{"interval"}, Kind: Flag, Help: "draws the 95 % interval around a curve"},
			OptionSpec{Name: "title", Kind: Text, Help: "title, instead of the argument"},
			OptionSpec{Name: "caption", Kind: Inline, Help: "a caption, instead of the body"},
		), build: buildPlot},
		{Name: "formula", Argument: "name of a quantity", Body: LiteralBody, Help: "the equation of a quantity, displayed and numbered", Options: with(
			OptionSpec{Name: "values", Kind: Flag, Help: "adds the equation with numbers put in"},
			OptionSpec{Name: "enumerated", Aliases: []string{"numbered"}, Kind: Flag, Help: "false: without a number"},
		), build: buildFormula},
		{Name: "quantities", Argument: "names and group.*", Body: MarkdownBody, Help: "a table of quantities; the body is its caption", Options: append(table[:len(table):len(table)],
			OptionSpec{Name: "cases", Kind: Flag, Help: "of families over one list of cases: a row for each case and a column for each family"}), build: generated("quantities")},
		{Name: "claims", Argument: "ids", Body: MarkdownBody, Help: "a table of claims with their verdicts; the body is its caption", Options: append(table[:len(table):len(table)],
			OptionSpec{Name: "tipping", Kind: Flag, Help: "adds where a verdict flips: the input that has to change least"}), build: generated("claims")},
		{Name: "assumptions", Argument: "names and group.*", Body: MarkdownBody, Help: "a table of assumptions with their reasons; the body is its caption", Options: append(table[:len(table):len(table)],
			OptionSpec{Name: "headline", Aliases: []string{"headlines"}, Kind: Text, Help: "results, NAME, NAME: adds how far each assumption moves them"}), build: generated("assumptions")},
		{Name: "ledger", Body: NoBody, Argument: "title", Help: "the derivations of all quantities", Options: with(), build: func(c *directiveCall) []gast.Node {
			c.noBody()
			return []gast.Node{&ast.Ledger{Options: c.options}}
		}},
		{Name: "bibliography", Argument: "files, which the front matter names already", Body: NoBody, Help: "the list of references", Options: with(
			OptionSpec{Name: "filter", Kind: Text, Help: "accepted, and without effect"},
			OptionSpec{Name: "style", Kind: Text, Help: "accepted, and without effect"},
			OptionSpec{Name: "all", Kind: Flag, Help: "accepted, and without effect"},
			OptionSpec{Name: "cited", Kind: Flag, Help: "accepted, and without effect"},
			OptionSpec{Name: "list", Kind: Text, Help: "accepted, and without effect"},
			OptionSpec{Name: "encoding", Kind: Text, Help: "accepted, and without effect"},
		), build: func(c *directiveCall) []gast.Node {
			c.noBody()
			return []gast.Node{&ast.Bibliography{Options: c.options}}
		}},
	}
}

// noBody reports text in a directive that has no use for it.
func (c *directiveCall) noBody() {
	for _, n := range c.body {
		c.fail("body-unexpected", c.at(max(n.Pos(), 0)), "move the text behind the closing fence", "{"+c.d.name+"} has no body")
		return
	}
}

func buildPlot(c *directiveCall) []gast.Node {
	p := &ast.Plot{Title: c.argument, TitleAt: c.argAt, Options: c.options, Alt: c.texts["alt"]}
	if o, ok := c.options.Lookup("title"); ok && p.Title == "" {
		p.Title, p.TitleAt = o.Value, o.ValueAt
	}
	p.Head = c.titleParagraph()
	p.At = c.place
	f := &ast.Figure{Of: "figure", Labelled: c.attributes(), Options: c.options}
	f.At = c.place
	f.AppendChild(f, p)
	if caption := c.texts["caption"]; caption != nil {
		c.body = append([]gast.Node{caption}, c.body...)
	}
	switch {
	case len(c.body) > 0:
		c.caption(f, c.body)
	case p.Head != nil:
		again := paragraph()
		again.Lines().Append(c.d.argument)
		c.inlineInto(again, again.Lines().Sliced(0, 1))
		c.caption(f, []gast.Node{again})
	}
	return []gast.Node{f}
}

// caption puts blocks into a figure as its caption.
func (c *directiveCall) caption(f *ast.Figure, blocks []gast.Node) {
	if len(blocks) == 0 {
		return
	}
	caption := captionOf(blocks...)
	caption.At = c.at(max(blocks[0].Pos(), 0))
	caption.SetPos(blocks[0].Pos())
	f.AppendChild(f, caption)
}

func buildFormula(c *directiveCall) []gast.Node {
	n := &ast.FormulaBlock{Labelled: c.attributes(), Options: c.options}
	n.Body, n.Src = c.argument, c.argAt
	if n.Body == "" {
		n.Body, n.Src = c.literalExpression()
	}
	if n.Body == "" {
		return []gast.Node{c.badBlock("argument-missing", c.place, "", "{formula} needs the name of a quantity behind its name")}
	}
	return []gast.Node{n}
}

// generated makes a table that the resolve stage fills; with a label or a
// caption it stands in a figure.
func generated(of string) func(*directiveCall) []gast.Node {
	return func(c *directiveCall) []gast.Node {
		n := &ast.Generated{Of: of, Body: strings.TrimSpace(c.argument), Src: c.argAt, Options: c.options, Labelled: ast.Labelled{Classes: c.attributes().Classes}}
		n.At = c.place
		if p := c.texts["caption"]; p != nil {
			c.body = append([]gast.Node{p}, c.body...)
		}
		if c.label() == "" && len(c.body) == 0 {
			return []gast.Node{n}
		}
		f := &ast.Figure{Of: "table", Labelled: c.attributes(), Options: c.options}
		f.AppendChild(f, n)
		c.caption(f, c.body)
		return []gast.Node{f}
	}
}
