package report

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/document"
	"reckon/report/markdown/ast"
)

// theorem numbers a theorem, lemma and so on, each kind by itself, and writes
// its name at its head.
func (r *numberer) theorem(n *ast.Div) {
	t := target{Number: document.Number{Kind: n.Theorem}}
	head := strings.TrimSpace(strings.ReplaceAll(r.wordFor(n.Theorem), "%s", ""))
	if !n.Plain {
		if t = r.next(n.Theorem); t.Words != "" {
			head = t.Words
		}
	}
	strong := gast.NewEmphasis(2)
	strong.AppendChild(strong, gast.NewString([]byte(head)))
	title, _ := n.FirstChild().(*ast.TitleLine)
	line := []gast.Node{strong}
	label := ""
	if title != nil {
		label = r.plain(title)
		line = append(line, gast.NewString([]byte(" (")))
		for c := title.FirstChild(); c != nil; c = title.FirstChild() {
			title.RemoveChild(title, c)
			line = append(line, c)
		}
		line = append(line, gast.NewString([]byte(")")))
		n.RemoveChild(n, title)
	}
	line = append(line, gast.NewString([]byte(". ")))
	p, ok := n.FirstChild().(*gast.Paragraph)
	if !ok {
		p = gast.NewParagraph()
		if first := n.FirstChild(); first != nil {
			n.InsertBefore(n, first, p)
		} else {
			n.AppendChild(n, p)
		}
	}
	before := p.FirstChild()
	for _, c := range line {
		if before != nil {
			p.InsertBefore(p, before, c)
		} else {
			p.AppendChild(p, c)
		}
	}
	if t.title = label; label == "" {
		t.title = head
	}
	r.add(n, t, n.Label, n.At)
}
