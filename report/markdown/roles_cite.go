package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// citeRoles are MyST's ways to cite. Those for styles that we do not tell apart
// are aliases of the nearest.
func citeRoles() []Role {
	row := func(name, help string, aliases []string, shape func(*ast.Cite)) Role {
		return Role{Name: name, Aliases: aliases, Argument: "keys, parted by commas or semicolons, each with {before} and {after}", Help: help,
			build: func(c *roleCall) gast.Node { return c.cite(shape) }}
	}
	each := func(f func(*ast.CiteItem)) func(*ast.Cite) {
		return func(n *ast.Cite) {
			for i := range n.Items {
				f(&n.Items[i])
			}
		}
	}
	return []Role{
		row("cite", "a citation in brackets", []string{"cite:p", "cite:ps", "citep", "cite:label", "cite:labelpar", "cite:full"}, func(*ast.Cite) {}),
		row("cite:t", "a citation whose author stands in the sentence", []string{"cite:ts", "cite:ct", "cite:cts", "citet"},
			func(n *ast.Cite) { n.Narrative = true }),
		row("cite:alp", "a citation without brackets", []string{"cite:alps", "cite:alt", "cite:al"}, func(n *ast.Cite) { n.Bare = true }),
		row("cite:year", "the year of a work", []string{"citeyear"}, func(n *ast.Cite) {
			each(func(it *ast.CiteItem) { it.YearOnly = true })(n)
			n.Bare = true
		}),
		row("cite:yearpar", "the year of a work, in brackets", nil, each(func(it *ast.CiteItem) { it.YearOnly = true })),
		row("cite:author", "the authors of a work", []string{"cite:authors", "cite:cauthor", "cite:cauthors", "citeauthor"}, func(n *ast.Cite) {
			each(func(it *ast.CiteItem) { it.AuthorOnly = true })(n)
			n.Bare = true
		}),
		row("cite:authorpar", "the authors of a work, in brackets", []string{"cite:authorpars"}, each(func(it *ast.CiteItem) { it.AuthorOnly = true })),
	}
}

func (c *roleCall) cite(shape func(*ast.Cite)) gast.Node {
	n := &ast.Cite{}
	depth, from := 0, 0
	for i := 0; i <= len(c.body); i++ {
		if i < len(c.body) {
			switch c.body[i] {
			case '{':
				depth++
			case '}':
				depth--
			}
			if depth > 0 || c.body[i] != ',' && c.body[i] != ';' {
				continue
			}
		}
		item, ok := citeRoleItem(c.body[from:i], c.from.Advance(c.body[:from]))
		if !ok {
			return c.bad("citation-malformed", c.from.Advance(c.body[:from]), "write keys parted by commas, such as {"+c.name+"}`key1, key2`",
				fmt.Sprintf("%q is not a citation key", strings.TrimSpace(c.body[from:i])))
		}
		n.Items = append(n.Items, item)
		from = i + 1
	}
	shape(n)
	return n
}

// citeRoleItem reads {before}key{after}.
func citeRoleItem(s string, at diag.Pos) (item ast.CiteItem, ok bool) {
	s, at = trimmed(s, at)
	if strings.HasPrefix(s, "{") {
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return item, false
		}
		item.Prefix = plain(strings.TrimSpace(s[1:end]))
		s, at = trimmed(s[end+1:], at.Advance(s[:end+1]))
	}
	key, after, found := strings.Cut(s, "{")
	if found {
		inner, tail, closed := strings.Cut(after, "}")
		if !closed || strings.TrimSpace(tail) != "" {
			return item, false
		}
		if inner != "" {
			item.Label, item.Locator, item.Suffix = splitLocator(plain(", " + inner))
		}
	}
	if strings.HasPrefix(key, "@") {
		key, at = key[1:], at.Right(1)
	}
	item.Key, item.At = strings.TrimSpace(key), at
	return item, item.Key != "" && !strings.ContainsAny(item.Key, " \t\n{}")
}
