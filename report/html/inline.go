package html

import (
	"net/url"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// inline prints an inline node and reports whether it knew it.
func (w *writer) inline(n gast.Node) bool {
	switch n := n.(type) {
	case *gast.Text:
		w.text(n)
	case *gast.String:
		w.put(escape(string(n.Value)))
	case *gast.CodeSpan:
		w.put("<code>" + escape(w.textOf(n)) + "</code>")
	case *gast.Emphasis:
		tag := "em"
		if n.Level == 2 {
			tag = "strong"
		}
		w.wrap(tag, "", n)
	case *gast.Link:
		w.link(string(n.Destination), string(n.Title), n)
	case *gast.AutoLink:
		w.autoLink(n)
	case *gast.Image:
		w.put(`<span class="missing-image">` + escape(w.textOf(n)) + `</span>`)
	case *gast.RawHTML:
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			w.put(escape(string(s.Value(w.doc.Source))))
		}
	case *east.Strikethrough:
		w.wrap("del", "", n)
	case *east.TaskCheckBox:
		checked := ""
		if n.IsChecked {
			checked = " checked"
		}
		w.put(`<input type="checkbox" disabled` + checked + ` aria-label="` + escape(w.textOf(n.Parent())) + `"> `)
	case *east.FootnoteLink:
		w.footnoteLink(n)
	case *east.FootnoteBacklink:
		w.footnoteBacklink(n)
	default:
		return w.ours(n)
	}
	return true
}

// ours prints the inline nodes of package ast.
func (w *writer) ours(n gast.Node) bool {
	switch n := n.(type) {
	case *ast.Bad:
		// stops the build: never printed
	case *ast.Val:
		w.val(n)
	case *ast.Lit:
		w.put(escape(n.Body))
	case *ast.Claim:
		w.claim(n)
	case *ast.Formula:
		w.formula(n.Tree.MathML(false), n.Entry)
	case *ast.Math:
		w.put(n.Tree.MathML(false))
	case *ast.Cite:
		w.put(`<span class="cite" id="` + escape(n.ID) + `">`)
		w.children(n)
		w.put("</span>")
	case *ast.Ref:
		w.put(`<a class="ref" href="#` + escape(n.Target) + `">`)
		if n.Shown != "" {
			w.put(escape(n.Shown))
		}
		w.children(n)
		w.put("</a>")
	case *ast.Span:
		w.span(n)
	case *ast.Verdict:
		w.verdict(n.Verdict, n.Label)
	case *ast.EntryLink:
		w.entryLink(n)
	case *ast.Anchor:
		w.put(`<span id="` + escape(n.ID) + `"></span>`)
	default:
		return false
	}
	return true
}

func (w *writer) put(s string) { w.b.WriteString(s) }

// wrap prints the children of n between tags.
func (w *writer) wrap(tag, attributes string, n gast.Node) {
	w.put("<" + tag + attributes + ">")
	w.children(n)
	w.put("</" + tag + ">")
}

func (w *writer) text(n *gast.Text) {
	w.put(escape(string(n.Segment.Value(w.doc.Source))))
	switch {
	case n.HardLineBreak():
		w.put("<br>\n")
	case n.SoftLineBreak():
		w.put("\n")
	}
}

// textOf gives the plain text below a node.
func (w *writer) textOf(root gast.Node) string {
	var b strings.Builder
	_ = gast.Walk(root, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if entering {
			switch n := n.(type) {
			case *gast.Text:
				b.Write(n.Segment.Value(w.doc.Source))
				if n.SoftLineBreak() {
					b.WriteByte(' ')
				}
			case *gast.String:
				b.Write(n.Value)
			case *ast.Val:
				b.WriteString(n.Shown)
			}
		}
		return gast.WalkContinue, nil
	})
	return b.String()
}

// safeAddress allows what a link may lead to: the web, mail, places of this
// document and files beside it. Scripts and data never.
func safeAddress(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto", "doi":
		return !strings.ContainsAny(address, "\x00\t\n\r")
	}
	return false
}

func (w *writer) link(address, title string, n gast.Node) {
	if !safeAddress(address) {
		w.children(n)
		return
	}
	if strings.HasPrefix(strings.ToLower(address), "doi:") {
		address = "https://doi.org/" + address[4:]
	}
	w.put(`<a href="` + escape(address) + `"`)
	if title != "" {
		w.put(` title="` + escape(title) + `"`)
	}
	w.put(">")
	w.children(n)
	w.put("</a>")
}

func (w *writer) autoLink(n *gast.AutoLink) {
	address := string(n.URL(w.doc.Source))
	if n.AutoLinkType == gast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	label := escape(string(n.Label(w.doc.Source)))
	if !safeAddress(address) {
		w.put(label)
		return
	}
	w.put(`<a href="` + escape(address) + `">` + label + "</a>")
}

func (w *writer) entryLink(n *ast.EntryLink) {
	if n.External && !safeAddress(n.Href) {
		w.children(n)
		return
	}
	w.put(`<a href="` + escape(n.Href) + `"`)
	if n.Title != "" {
		w.put(` title="` + escape(n.Title) + `"`)
	}
	w.put(">")
	w.children(n)
	w.put("</a>")
}

// val prints a value as <data>, linked to its derivation. The title says what
// it is, for a pointer that rests on it.
func (w *writer) val(n *ast.Val) {
	title := n.Name
	if n.Title != "" {
		title = n.Title + " (" + n.Name + ")"
	}
	unit := ""
	if n.Unit != "" {
		unit = ` data-unit="` + escape(n.Unit) + `"`
	}
	w.put(`<data class="val" value="` + escape(n.Exact) + `"` + unit + `>`)
	if n.Entry == "" {
		w.put(escape(n.Shown))
	} else {
		w.put(`<a href="#` + escape(n.Entry) + `" title="` + escape(title) + `">` + escape(n.Shown) + "</a>")
	}
	w.put("</data>")
}

func (w *writer) claim(n *ast.Claim) {
	class := "claim"
	if n.ID == "" {
		class += " own"
	}
	w.put(`<span class="` + class + `" data-verdict="` + escape(n.Verdict) + `">`)
	title := ""
	if n.Note != "" {
		title = ` title="` + escape(n.Note) + `"`
	}
	if n.Entry != "" {
		w.put(`<a href="#` + escape(n.Entry) + `"` + title + `>` + escape(n.Words) + "</a>")
	} else {
		w.put(escape(n.Words))
	}
	if n.ID != "" {
		w.put(" ")
		w.verdict(n.Verdict, n.Label)
	}
	w.put("</span>")
}

func (w *writer) verdict(verdict, label string) {
	w.put(`<span class="verdict ` + escape(verdict) + `">` + escape(label) + "</span>")
}

func (w *writer) formula(mathml, entry string) {
	if entry == "" {
		w.put(mathml)
		return
	}
	w.put(`<a class="formula" href="#` + escape(entry) + `">` + mathml + "</a>")
}

func (w *writer) span(n *ast.Span) {
	tag, attributes := "span", ""
	switch n.Style {
	case "sub", "sup", "kbd", "del":
		tag = n.Style
	case "underline":
		tag = "u"
	case "abbr":
		tag, attributes = "abbr", ` title="`+escape(n.Title)+`"`
	case "term":
		if n.Href != "" {
			tag, attributes = "a", ` class="term" href="#`+escape(n.Href)+`"`
		}
	case "smallcaps", "note":
		attributes = ` class="` + n.Style + `"`
	default:
		if len(n.Classes) > 0 {
			attributes = ` class="` + escape(strings.Join(n.Classes, " ")) + `"`
		}
	}
	if n.Label != "" {
		attributes += ` id="` + escape(n.Label) + `"`
	}
	w.wrap(tag, attributes, n)
}
