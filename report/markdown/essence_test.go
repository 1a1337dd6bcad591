package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// An essence is what a tree says, in a notation that the trees of other tools
// can be brought to as well: nested lists with a name first. Text is joined and
// its space collapsed.
type essence struct {
	name string
	args []string
	kids []*essence
	text string // of a leaf without name
}

func word(s string) *essence { return &essence{text: s} }

func list(name string, kids ...*essence) *essence { return &essence{name: name, kids: kids} }

func (e *essence) with(args ...string) *essence {
	e.args = append(e.args, args...)
	return e
}

// String prints an essence; neighbouring words are one.
func (e *essence) String() string {
	var b strings.Builder
	e.print(&b)
	return strings.TrimSpace(b.String())
}

func (e *essence) print(b *strings.Builder) {
	if e.name == "" && len(e.kids) == 0 {
		fmt.Fprintf(b, "%q ", e.text)
		return
	}
	if e.name != "" {
		b.WriteString("(" + e.name)
		for _, a := range e.args {
			b.WriteString(" " + a)
		}
		b.WriteString(" ")
	}
	for _, k := range e.joined() {
		k.print(b)
	}
	if e.name != "" {
		s := strings.TrimRight(b.String(), " ")
		b.Reset()
		b.WriteString(s + ") ")
	}
}

// joined merges words and trims them at the ends of blocks.
func (e *essence) joined() (kids []*essence) {
	for _, k := range e.flat() {
		if k.name == "" && len(kids) > 0 && kids[len(kids)-1].name == "" {
			kids[len(kids)-1] = word(kids[len(kids)-1].text + k.text)
			continue
		}
		kids = append(kids, k)
	}
	block := !inlineEssence(e.name)
	var kept []*essence
	for i, k := range kids {
		if k.name == "" {
			t := collapse(k.text)
			if block && i == 0 {
				t = strings.TrimLeft(t, " ")
			}
			if block && i == len(kids)-1 {
				t = strings.TrimRight(t, " ")
			}
			if t == "" || block && t == " " && !hasText(kids) {
				continue
			}
			k = word(t)
		}
		kept = append(kept, k)
	}
	return kept
}

func hasText(kids []*essence) bool {
	for _, k := range kids {
		if inlineEssence(k.name) && k.name != "" {
			return true
		}
	}
	return false
}

func (e *essence) flat() (kids []*essence) {
	for _, k := range e.kids {
		if k == nil {
			continue
		}
		if k.name == "" && len(k.kids) > 0 {
			kids = append(kids, k.flat()...)
			continue
		}
		kids = append(kids, k)
	}
	return kids
}

func inlineEssence(name string) bool {
	switch name {
	case "em", "strong", "a", "sub", "sup", "u", "del", "sc", "kbd", "abbr", "span", "ref", "cite", "math", "code", "note", "img", "br", "term":
		return true
	}
	return false
}

func collapse(s string) string {
	lead, trail := "", ""
	if strings.HasPrefix(s, " ") || strings.HasPrefix(s, "\n") {
		lead = " "
	}
	if strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\n") {
		trail = " "
	}
	body := strings.Join(strings.Fields(s), " ")
	if body == "" {
		return lead
	}
	return lead + body + trail
}

// simpler drops what other tools' notations do not tell: anchors, and the words
// of references.
func (e *essence) simpler() *essence {
	if e == nil || e.name == "target" {
		return nil
	}
	if e.name == "ref" {
		return list("ref").with(strings.ReplaceAll(strings.Join(e.args, " "), " ", "-"))
	}
	for i, k := range e.kids {
		e.kids[i] = k.simpler()
	}
	return e
}

// essenceOf brings a parsed manuscript to the notation.
func essenceOf(t *Tree) *essence {
	root := list("root")
	if t.Title != nil {
		root.kids = append(root.kids, list("h1", inlines(t.Title, t.Source)...))
	}
	if t.Abstract != nil {
		root.kids = append(root.kids, inlines(t.Abstract, t.Source)...)
	}
	root.kids = append(root.kids, inlines(t.Body, t.Source)...)
	return root
}

func inlines(n gast.Node, src []byte) (kids []*essence) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		kids = append(kids, essenceNode(c, src))
	}
	return kids
}

func essenceNode(n gast.Node, src []byte) *essence {
	kids := func() []*essence { return inlines(n, src) }
	switch n := n.(type) {
	case *gast.Text:
		t := TextOf(n, src)
		switch {
		case n.HardLineBreak():
			return list("", word(t), list("br"))
		case n.SoftLineBreak():
			t += "\n"
		}
		return word(t)
	case *gast.String:
		return word(string(n.Value))
	case *gast.Paragraph:
		return list("p", kids()...)
	case *gast.TextBlock:
		return list("p", kids()...)
	case *gast.Heading:
		return list(fmt.Sprintf("h%d", n.Level), kids()...)
	case *gast.Emphasis:
		return list(map[int]string{1: "em", 2: "strong"}[n.Level], kids()...)
	case *gast.CodeSpan:
		return list("code", word(strings.ReplaceAll(codeText(n, src), "\n", " ")))
	case *gast.FencedCodeBlock:
		return pre(string(n.Language(src)), string(n.Lines().Value(src)))
	case *gast.CodeBlock:
		return pre("", string(n.Lines().Value(src)))
	case *gast.Blockquote:
		return list("quote", kids()...)
	case *gast.List:
		if n.IsOrdered() {
			return list("ol", kids()...)
		}
		return list("ul", kids()...)
	case *gast.ListItem:
		return list("li", kids()...)
	case *gast.ThematicBreak:
		return list("hr")
	case *gast.Link:
		return list("a", kids()...).with(string(n.Destination))
	case *gast.AutoLink:
		return list("a", word(string(n.Label(src)))).with(string(n.URL(src)))
	case *gast.Image:
		return list("img").with(string(n.Destination), fmt.Sprintf("%q", PlainText(n, src)))
	case *gast.RawHTML:
		return list("html", word(string(n.Segments.Value(src))))
	case *gast.HTMLBlock:
		v := string(n.Lines().Value(src))
		if n.HasClosure() {
			v += string(n.ClosureLine.Value(src))
		}
		return list("html", word(v))
	}
	return essenceExtended(n, src, kids)
}

func pre(lang, code string) *essence {
	return list("pre", word(strings.TrimRight(code, "\n"))).with(first(lang, "-"))
}

func codeText(n gast.Node, src []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.Write(c.(*gast.Text).Segment.Value(src))
	}
	return b.String()
}

func essenceExtended(n gast.Node, src []byte, kids func() []*essence) *essence {
	switch n := n.(type) {
	case *east.Table:
		return list("table", kids()...)
	case *east.TableHeader, *east.TableRow:
		return list("tr", kids()...)
	case *east.TableCell:
		return list("td", kids()...)
	case *east.Strikethrough:
		return list("del", kids()...)
	case *east.DefinitionList:
		return list("dl", kids()...)
	case *east.DefinitionTerm:
		return list("dt", kids()...)
	case *east.DefinitionDescription:
		return list("dd", kids()...)
	case *east.FootnoteLink:
		return list("note")
	case *east.FootnoteList:
		return list("notes", kids()...)
	case *east.Footnote:
		return list("notebody", kids()...)
	case *east.FootnoteBacklink, *ast.Anchor:
		return nil
	case *east.TaskCheckBox:
		return word("")
	case *ast.Math:
		return list("math", word(n.TeX))
	case *ast.MathBlock:
		return list("display", word(n.TeX)).with(first(n.Label, "-"))
	case *ast.Span:
		return list(map[string]string{"sub": "sub", "sup": "sup", "smallcaps": "sc", "underline": "u", "del": "del", "kbd": "kbd", "abbr": "abbr", "term": "term"}[n.Style], kids()...)
	case *ast.Ref:
		r := list("ref").with(n.Label)
		if n.Template != "" {
			r.kids = append(r.kids, word(n.Template))
		}
		return r
	case *ast.Cite:
		r := list("cite")
		for _, it := range n.Items {
			r.args = append(r.args, it.Key)
		}
		return r
	case *ast.Target:
		return list("target").with(n.Label)
	case *ast.Figure:
		return list("figure", kids()...).with(n.Of, first(n.Label, "-"))
	case *ast.Caption:
		return list("caption", kids()...)
	case *ast.Image:
		alt := ""
		if n.Alt != nil {
			alt = PlainText(n.Alt, src)
		}
		return list("img").with(n.Path, fmt.Sprintf("%q", alt))
	case *ast.Listing:
		return pre(n.Language, n.Code)
	case *ast.Admonition:
		if n.Aside {
			return list("aside", kids()...)
		}
		return list("box", kids()...).with(n.Variant)
	case *ast.TitleLine:
		return list("title", kids()...)
	case *ast.Div:
		return list("div", kids()...)
	case *ast.Glossary:
		return list("", kids()...)
	case *ast.Bibliography:
		return list("bibliography")
	case *ast.Bad:
		return list("bad").with(n.Finding.Rule)
	case *ast.BadBlock:
		return list("bad").with(n.Finding.Rule)
	}
	return list(n.Kind().String(), kids()...)
}
