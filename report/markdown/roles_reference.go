package markdown

import (
	"fmt"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// referenceRoles point to other places.
func referenceRoles() []Role {
	label := "label, or TEXT <label>"
	return []Role{
		{Name: "ref", Aliases: []string{"prf:ref", "any", "std:ref", "std:numref", "proof:ref"}, Argument: label, Help: "a reference to a section, figure, table or equation", build: func(c *roleCall) gast.Node {
			return c.ref(false)
		}},
		{Name: "numref", Argument: label + ", with %s, {number} or {name}", Help: "a reference by number", build: func(c *roleCall) gast.Node { return c.ref(false) }},
		{Name: "eq", Aliases: []string{"math:numref", "eqref"}, Argument: "labels of equations", Help: "the number of an equation, in brackets", build: func(c *roleCall) gast.Node { return c.ref(true) }},
		{Name: "doc", Aliases: []string{"download"}, Argument: "file, or TEXT <file>", Help: "a link to another document", build: (*roleCall).link},
		{Name: "button", Argument: "TEXT <address>, or an address", Help: "a link", build: (*roleCall).link},
		{Name: "term", Argument: "term of a glossary, or TEXT <term>", Help: "a link to the definition of a term", build: func(c *roleCall) gast.Node {
			text, target := textAndTarget(c.words())
			if text == "" {
				text = target
			}
			n := &ast.Span{Style: "term", Href: termAnchor(target), Title: target}
			n.AppendChild(n, gast.NewString([]byte(text)))
			c.terms = append(c.terms, n)
			return n
		}},
		standard("pep", "https://peps.python.org/pep-%04d/", "PEP %d"),
		standard("rfc", "https://datatracker.ietf.org/doc/html/rfc%d", "RFC %d"),
		{Name: "index", Argument: "entry", Help: "an entry of an index; nothing is printed", build: func(*roleCall) gast.Node { return gast.NewString(nil) }},
	}
}

// link makes a link of TEXT <address>, or of an address alone.
func (c *roleCall) link() gast.Node {
	text, target := textAndTarget(c.words())
	if text == "" {
		text = target
	}
	l := gast.NewLink()
	l.Destination = []byte(target)
	l.AppendChild(l, gast.NewString([]byte(text)))
	return l
}

// standard is a role that links to a document by its number.
func standard(name, address, words string) Role {
	return Role{Name: name, Argument: "number", Help: "a link to a document of that number", build: func(c *roleCall) gast.Node {
		n, err := strconv.Atoi(strings.TrimSpace(c.body))
		if err != nil || n < 0 {
			return c.bad("role-malformed", c.from, "", fmt.Sprintf("%q is not a number", strings.TrimSpace(c.body)))
		}
		l := gast.NewLink()
		l.Destination = []byte(fmt.Sprintf(address, n))
		l.AppendChild(l, gast.NewString([]byte(fmt.Sprintf(words, n))))
		return l
	}}
}

// ref makes references of "label", "TEXT <label>" or, for equations, labels
// parted by commas.
func (c *roleCall) ref(equation bool) gast.Node {
	text, target := textAndTarget(c.words())
	labels := []string{target}
	if equation {
		labels = strings.Split(target, ",")
	}
	for i, l := range labels {
		l = strings.TrimPrefix(normaliseLabel(l), "#")
		if !isLabel(l) {
			return c.bad("label-malformed", c.from, "a label has letters, digits and - _ : . only", fmt.Sprintf("%q is not a label", strings.TrimSpace(labels[i])))
		}
		n := &ast.Ref{Label: l, Template: text, Equation: equation}
		n.At = c.place
		if i == len(labels)-1 {
			return n
		}
		c.parent.AppendChild(c.parent, n)
		c.parent.AppendChild(c.parent, gast.NewString([]byte(", ")))
	}
	return nil
}

// textAndTarget splits "TEXT <target>"; without <> all of it is the target.
func textAndTarget(s string) (text, target string) {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexByte(s, '<'); i >= 0 && strings.HasSuffix(s, ">") && (i == 0 || s[i-1] != '\\') {
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1 : len(s)-1])
	}
	return "", s
}

// termAnchor is the anchor of a term of a glossary.
func termAnchor(term string) string {
	return "term-" + strings.ReplaceAll(normaliseLabel(term), " ", "-")
}
