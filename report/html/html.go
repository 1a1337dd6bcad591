// Package html prints a resolved document as one self-contained page.
//
// [Render] makes the page; [Style] gives pages beside it the same look. A page
// loads nothing: styles, charts, images and the faces are part of it, and a
// policy forbids more. It holds no script: what machines read stands in meta
// elements and microdata. What
// text and numbers say is settled before; nothing is computed here but places.
package html

import (
	"bytes"
	_ "embed"
	"html/template"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/document"
)

var (
	//go:embed theme.css
	themeCSS string
	//go:embed page.css
	pageCSS string
	//go:embed page.html
	skeleton string
)

var page = template.Must(template.New("page").Funcs(template.FuncMap{"inc": func(i int) int { return i + 1 }}).Parse(skeleton))

// Options are the surroundings of a page.
type Options struct {
	Canonical string // its address, if it has one
	PDF       string // relative address of the same text as PDF
	Home      string // relative address of the index; empty without
}

// A writer prints one document.
type writer struct {
	doc      *document.Document
	b        *bytes.Buffer
	findings diag.List

	anchors
	sheet   sheet
	charts  int      // drawn so far
	level   int      // of the heading printed last: 1 is the title
	columns []column // of the table being printed
}

// Render prints a document. It returns findings for what a page cannot hold:
// characters that no face has.
func Render(d *document.Document, o Options) ([]byte, diag.List) {
	w := &writer{doc: d, b: new(bytes.Buffer), level: 1}
	w.collect()
	data := w.head(o)
	data.Title, data.Subtitle = w.capture(d.Title), w.capture(d.Subtitle)
	w.level = 2 // the abstract's heading
	data.Abstract, data.Body = w.capture(d.Abstract), w.capture(d.Body)
	if data.Title == "" {
		data.Title = template.HTML(escape(d.TitleText))
	}
	data.Notes = w.notes > 0
	var out bytes.Buffer
	if err := page.Execute(&out, data); err != nil {
		panic(err) // the template and the data are ours, the buffer cannot fail
	}
	return w.styled(out.Bytes()), w.findings
}

// Style is the style sheet that pages share, with the faces for the characters
// of some finished HTML.
func Style(html string) string { return themeCSS + scan([]byte(html)).faces() }

// capture prints a tree into a string of its own.
func (w *writer) capture(n gast.Node) template.HTML {
	if isNil(n) {
		return ""
	}
	keep := w.b
	w.b = new(bytes.Buffer)
	if p, ok := n.(*gast.Paragraph); ok {
		w.children(p)
	} else {
		w.node(n)
	}
	out := w.b.String()
	w.b = keep
	return template.HTML(out)
}

func isNil(n gast.Node) bool {
	d, ok := n.(*gast.Document)
	return n == nil || ok && d == nil
}

func (w *writer) put(parts ...string) {
	for _, s := range parts {
		w.b.WriteString(s)
	}
}

// escape makes text fit for elements and for attributes in double quotes. What
// is not a character becomes the replacement character.
func escape(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		c := s[i]
		plain = c >= ' ' && c != '<' && c != '>' && c != '&' && c != '"' && c < 0x7f || c == '\n'
	}
	if plain {
		return s
	}
	b := make([]byte, 0, len(s)+len(s)/8)
	for _, r := range s {
		switch {
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '"':
			b = append(b, "&#34;"...)
		case r < ' ' && r != '\n' && r != '\t' && r != '\r', r >= 0x7f && r < 0xa0, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
			b = append(b, "\ufffd"...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}
