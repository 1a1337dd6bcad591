package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// styleRoles change how words look.
func styleRoles() []Role {
	style := func(name, style, help string, aliases ...string) Role {
		return Role{Name: name, Aliases: aliases, Argument: "text", Help: help, build: func(c *roleCall) gast.Node { return c.styled(style) }}
	}
	return []Role{
		style("sub", "sub", "below the line", "subscript"),
		style("sup", "sup", "above the line", "superscript"),
		style("sc", "smallcaps", "small capitals", "smallcaps"),
		style("u", "underline", "underlined", "underline"),
		style("del", "del", "struck out", "strike", "delete"),
		style("kbd", "kbd", "keys of a keyboard", "keyboard"),
		style("span", "plain", "words with classes", "guilabel", "menuselection", "program", "title-reference", "title", "t", "mailheader", "newsgroup", "abbrev"),
		{Name: "abbr", Aliases: []string{"abbreviation", "ac", "acronym"}, Argument: "SHORT (what it stands for)", Help: "an abbreviation", build: buildAbbreviation},
		{Name: "emphasis", Aliases: []string{"em", "dfn"}, Argument: "text", Help: "emphasis", build: func(c *roleCall) gast.Node { return c.emphasised(1) }},
		{Name: "strong", Argument: "text", Help: "strong emphasis", build: func(c *roleCall) gast.Node { return c.emphasised(2) }},
		{Name: "code", Aliases: []string{"literal", "file", "samp", "command", "makevar", "option", "envvar", "regexp", "mimetype", "manpage", "token", "keyword"}, Argument: "text", Help: "code",
			Options: []OptionSpec{{Name: "lang", Aliases: []string{"language"}, Kind: Text, Help: "the language"}},
			build: func(c *roleCall) gast.Node {
				segs := c.segs
				if inTable(c.parent) {
					segs = unescapePipes(c.arena.src, segs)
				}
				return codeSpan(c.arena.src, segs, c.segs[0].Start)
			}},
	}
}

func (c *roleCall) emphasised(level int) gast.Node {
	n := gast.NewEmphasis(level)
	c.inlineInto(n, c.segs)
	return n
}

func buildAbbreviation(c *roleCall) gast.Node {
	short, long := c.words(), ""
	if i := strings.LastIndexByte(short, '('); i > 0 && strings.HasSuffix(short, ")") {
		short, long = strings.TrimSpace(short[:i]), strings.TrimSpace(short[i+1:len(short)-1])
	}
	n := &ast.Span{Style: "abbr", Title: long, Labelled: c.attrs.attributes()}
	n.AppendChild(n, gast.NewString([]byte(short)))
	return n
}
