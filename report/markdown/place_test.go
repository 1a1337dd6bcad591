package markdown

import (
	"fmt"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// textAt gives the rest of a line from a place on.
func textAt(src string, at diag.Pos) (string, error) {
	lines := strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n")
	if at.Line < 1 || at.Line > len(lines) {
		return "", fmt.Errorf("line %d of %d", at.Line, len(lines))
	}
	line := []rune(strings.TrimPrefix(lines[at.Line-1], "\ufeff"))
	if at.Column < 1 || at.Column > len(line)+1 {
		return "", fmt.Errorf("column %d of %d", at.Column, len(line))
	}
	return string(line[at.Column-1:]), nil
}

// misplaced lists nodes whose place does not show what they say.
func misplaced(files map[string]string, t *Tree) (problems []string) {
	check := func(n gast.Node, at diag.Pos, want string) {
		src, ok := files[at.File]
		if !ok {
			problems = append(problems, fmt.Sprintf("%s at %v: no such file", n.Kind(), at))
			return
		}
		got, err := textAt(src, at)
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s at %v: %v", n.Kind(), at, err))
			return
		}
		want, _, _ = strings.Cut(want, "\n")
		want, _, _ = strings.Cut(want, "|") // in a table \| stands for |
		want = strings.TrimRight(want, " \t")
		if !strings.HasPrefix(got, want) {
			problems = append(problems, fmt.Sprintf("%s at %v: text there is %q, not %q", n.Kind(), at, got, want))
		}
	}
	for _, root := range t.roots() {
		walk(root, func(n gast.Node) {
			switch n := n.(type) {
			case *ast.Val:
				check(n, n.At, "{")
				check(n, n.Src, n.Body)
			case *ast.Claim:
				check(n, n.At, "{")
				check(n, n.Src, n.Body)
			case *ast.Formula:
				check(n, n.At, "{")
				check(n, n.Src, n.Body)
			case *ast.Lit:
				check(n, n.At, "{")
			case *ast.Math:
				check(n, n.At, "")
				if !strings.HasPrefix(n.TeX, `\ce{`) && !strings.HasPrefix(n.TeX, `\qty`) && !strings.HasPrefix(n.TeX, `\unit`) {
					check(n, n.Src, n.TeX)
				}
			case *ast.MathBlock:
				check(n, n.Src, n.TeX)
			case *ast.FormulaBlock:
				check(n, n.Src, n.Body)
			case *ast.Cite:
				check(n, n.At, "")
				for _, it := range n.Items {
					check(n, it.At, it.Key)
				}
			case *ast.Ref:
				check(n, n.At, "")
			case *ast.Figure:
				check(n, n.At, "")
				for _, o := range n.Options {
					check(n, o.KeyAt, "")
					check(n, o.ValueAt, "")
				}
			case *ast.Plot:
				check(n, n.At, "")
				if n.Title != "" {
					check(n, n.TitleAt, n.Title)
				}
			case *ast.Image:
				check(n, n.At, "")
				check(n, n.PathAt, "")
			case *ast.Generated:
				check(n, n.At, "")
				if n.Body != "" {
					check(n, n.Src, n.Body)
				}
			case *ast.Bad:
				check(n, n.Finding.At, "")
			case *ast.BadBlock:
				check(n, n.Finding.At, "")
			}
			if pos := n.Pos(); pos > len(t.Source) {
				problems = append(problems, fmt.Sprintf("%s stands at offset %d of %d", n.Kind(), pos, len(t.Source)))
			}
		})
	}
	return problems
}

// unreported lists bad nodes without a finding.
func unreported(t *Tree) (problems []string) {
	for _, root := range t.roots() {
		walk(root, func(n gast.Node) {
			var f diag.Finding
			switch n := n.(type) {
			case *ast.Bad:
				f = n.Finding
			case *ast.BadBlock:
				f = n.Finding
			default:
				switch n.Kind() {
				case kindDirective, kindDropped, kindBlockBreak, kindDisplayMath, kindNoteRef, kindOptionText, kindTeXBlock:
					problems = append(problems, fmt.Sprintf("%s is left in the tree", n.Kind()))
				}
				return
			}
			if f.Rule == "" || f.Msg == "" {
				problems = append(problems, fmt.Sprintf("%s without a finding", n.Kind()))
			}
		})
	}
	return problems
}

// everywhere is a manuscript with our syntax in every place where text can be.
const everywhere = `---
title: 'Power of {val}` + "`a.title`" + ` and "more"'
subtitle: >
  Folded with
  {val}` + "`a.sub : .2g`" + ` in it
abstract: |
  Literal, {val}` + "`a.abstract`" + `.

  - an item with $x_1$
keywords: [a, b]
---

# Überschrift mit {val}` + "`a.heading`" + ` {#sec-x}

Ein Absatz mit „Umlauten“ – äöü {val}` + "`a.para`" + ` und $E = mc^2$ und @fig-a und [@key2020, p. 3; see -@other].

> Quoted {val}` + "`a.quote +\n> a.second`" + ` text, **bold {lit}` + "`7`" + `**.
>
> 1. item {claim}` + "`x <a.list > 5 %>`" + `
>
>    $$ a + b
>    = c $$ (eq-one)
>
>    ` + "```{note} Title {val}`a.note`\n" + `>    Body {val}` + "`a.body`" + ` [^n].
>    ` + "```\n" + `

| Äh | {val}` + "`a.head`" + ` |
|---|---:|
| 中文 {val}` + "`a.cell | b`" + ` | $|x|$ and {math}` + "`y`" + ` |
| ` + "`a \\| b`" + ` | [text {val}` + "`a.link`" + `](http://x.org) |

- ::::{figure} img.png
  :label: fig-a
  :alt: Words {val}` + "`a.alt`" + ` here

  Caption {val}` + "`a.caption`" + `.

  :::{tip}
  Deep {formula}` + "`a.deep`" + `
  :::
  ::::

` + "```{plot} Title {val}`a.plottitle`\n:label: fig-p\n:kind: line\n:x: q = 1 .. 5 log\n:y: f(q) -> W\n:alt: Alt {val}`a.plotalt`\nCaption with {val}`a.plotcaption`.\n```\n\n" + "```{list-table} Cap {val}`a.lt`\n:header-rows: 1\n:label: tbl-l\n* - A\n  - {val}`a.ltc`\n* - B\n  - c\n```\n\n" + "```{csv-table} Cap\n:header: x, {val}`a.csvh`\n1, \"two, {val}`a.csv`\"\n```\n\n" + "```{math}\n:label: m\n\n  a = b\n```\n\n```{quantities} a.* b\n:label: tbl-q\nThe caption {val}`a.q`.\n```\n" + `
Term {val}` + "`a.term`" + `
: Definition {val}` + "`a.def`" + `

[^n]: Note {val}` + "`a.footnote`" + `

    second paragraph $z$

\begin{align}
x &= y \label{eq-al}
\end{align}
`

func TestPlaces(t *testing.T) {
	tree, findings := Parse([]byte(everywhere), Options{File: "paper.md"})
	for _, f := range findings {
		t.Errorf("finding: %v", f)
	}
	for _, p := range misplaced(map[string]string{"paper.md": everywhere}, tree) {
		t.Error(p)
	}
	for _, p := range unreported(tree) {
		t.Error(p)
	}
	seen := map[string]bool{}
	for _, root := range tree.roots() {
		walk(root, func(n gast.Node) {
			switch n := n.(type) {
			case *ast.Val:
				seen[n.Body] = true
			case *ast.Claim:
				seen[n.Body] = true
			case *ast.Formula:
				seen[n.Body] = true
			}
		})
	}
	for _, want := range []string{"a.title", "a.sub : .2g", "a.abstract", "a.heading", "a.para", "a.quote +\n  a.second", "x <a.list > 5 %>", "a.note", "a.body", "a.head", "a.cell | b",
		"a.link", "a.alt", "a.caption", "a.deep", "a.plottitle", "a.plotalt", "a.plotcaption", "a.lt", "a.ltc", "a.csvh", "a.csv", "a.q", "a.term", "a.def", "a.footnote"} {
		if !seen[want] {
			t.Errorf("no role with the body %q was read", want)
		}
	}
}

// A file with Windows line ends and a byte order mark has the same places.
func TestPlacesWindows(t *testing.T) {
	src := "\ufeff" + strings.ReplaceAll(everywhere, "\n", "\r\n")
	tree, findings := Parse([]byte(src), Options{File: "paper.md"})
	for _, f := range findings {
		t.Errorf("finding: %v", f)
	}
	for _, p := range misplaced(map[string]string{"paper.md": src}, tree) {
		t.Error(p)
	}
}
