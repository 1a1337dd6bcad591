package report

import (
	"slices"
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
	latin := !strings.HasPrefix(r.doc.Lang, "zh") && !strings.HasPrefix(r.doc.Lang, "ja") // those scripts have no italics
	name := gast.NewEmphasis(2)
	if n.Theorem == "proof" && latin {
		name.Level = 1
	}
	name.AppendChild(name, gast.NewString([]byte(head)))
	title, _ := n.FirstChild().(*ast.TitleLine)
	line := []gast.Node{name}
	label := ""
	if title != nil {
		label = r.plain(title)
		line = append(line, gast.NewString([]byte(r.resolver.words.Mark(" (", "（"))))
		for c := title.FirstChild(); c != nil; c = title.FirstChild() {
			title.RemoveChild(title, c)
			line = append(line, c)
		}
		line = append(line, gast.NewString([]byte(r.resolver.words.Mark(")", "）"))))
		n.RemoveChild(n, title)
	}
	line = append(line, gast.NewString([]byte(r.resolver.words.Mark(". ", "\u2002"))))
	p, ok := n.FirstChild().(*gast.Paragraph)
	if !ok {
		p = gast.NewParagraph()
		if first := n.FirstChild(); first != nil {
			n.InsertBefore(n, first, p)
		} else {
			n.AppendChild(n, p)
		}
	}
	whole := &ast.Span{Style: "theorem-head"}
	for _, c := range line {
		whole.AppendChild(whole, c)
	}
	if before := p.FirstChild(); before != nil {
		p.InsertBefore(p, before, whole)
	} else {
		p.AppendChild(p, whole)
	}
	n.Statement = latin && slices.Contains(statements, n.Theorem)
	if n.Theorem == "proof" {
		r.endProof(n)
	}
	if t.title = label; label == "" {
		t.title = head
	}
	r.add(n, t, n.Label, n.At)
}

// statements are the kinds of theorem whose words are set in italics, as in
// amsthm; definitions, examples and remarks stand upright.
var statements = []string{"theorem", "lemma", "corollary", "proposition", "conjecture", "axiom"}

// endProof puts the sign of its end behind a proof that has none.
func (r *numberer) endProof(n *ast.Div) {
	const sign = "∎"
	last := n.LastChild()
	for last != nil && (last.Kind() == gast.KindList || last.Kind() == gast.KindListItem) {
		last = last.LastChild()
	}
	switch {
	case last != nil && (last.Kind() == gast.KindParagraph || last.Kind() == gast.KindTextBlock):
		text := strings.TrimRight(r.plain(last), " .$")
		if slices.ContainsFunc(endsOfProof, func(end string) bool { return strings.HasSuffix(text, end) }) {
			return
		}
	default:
		last = gast.NewParagraph()
		n.AppendChild(n, last)
	}
	end := &ast.Span{Style: "qed"}
	end.AppendChild(end, gast.NewString([]byte(sign)))
	last.AppendChild(last, end)
}

// endsOfProof are the signs and words with which authors end proofs.
var endsOfProof = []string{"∎", "□", "■", "◻", "◼", "▪", "QED", "Q.E.D", "q.e.d", "证毕", "\\square", "\\blacksquare", "\\Box", "\\qed"}
