package pdf_test

import (
	"os"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/pdf"
)

// doc makes a document of plain Markdown.
func doc(t testing.TB, src string) *document.Document {
	t.Helper()
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()))
	body := md.Parser().Parse(text.NewReader([]byte(src))).(*gast.Document)
	d := &document.Document{
		Name: "sample/en", Lang: "en", Words: document.WordsOf("en"), Source: []byte(src), Body: body,
		Front:     &markdown.FrontMatter{TOC: true, NumberSections: true},
		Numbers:   map[gast.Node]document.Number{},
		Date:      "2026-01-05",
		DateText:  "5 January 2026",
		Generator: "reckon test",
		Place: func(offset int) diag.Pos {
			return diag.Pos{File: "en.md", Line: 1, Column: 1}.Advance(src[:offset])
		},
	}
	number(d, body)
	return d
}

// number gives headings their anchors, numbers and lines of the contents.
func number(d *document.Document, body gast.Node) {
	sections := 0
	for c := body.FirstChild(); c != nil; c = c.NextSibling() {
		h, ok := c.(*gast.Heading)
		if !ok {
			continue
		}
		id, _ := h.AttributeString("id")
		n := document.Number{ID: string(id.([]byte)), Kind: "section"}
		title := plain(d.Source, h)
		if h.Level == 2 {
			sections++
			n.Label = string(rune('0' + sections))
			d.Contents = append(d.Contents, document.Heading{Node: h, ID: n.ID, Number: n.Label, Text: title, Level: 2})
		}
		d.Numbers[c] = n
	}
}

func plain(src []byte, n gast.Node) string {
	var b strings.Builder
	_ = gast.Walk(n, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if t, ok := n.(*gast.Text); ok && entering {
			b.Write(t.Segment.Value(src))
		}
		return gast.WalkContinue, nil
	})
	return b.String()
}

// titled gives a document a title.
func titled(d *document.Document, title string) *document.Document {
	p := gast.NewParagraph()
	p.AppendChild(p, gast.NewString([]byte(title)))
	d.Title, d.TitleText = p, title
	return d
}

func render(t testing.TB, d *document.Document) []byte {
	t.Helper()
	out, fs := pdf.Render(d)
	if len(fs) > 0 {
		t.Fatalf("findings: %v", fs)
	}
	return out
}

func TestSample(t *testing.T) {
	src, err := os.ReadFile("testdata/sample.md")
	if err != nil {
		t.Fatal(err)
	}
	d := titled(doc(t, string(src)), "The energy budget of a small pendulum, and what it teaches about large ones")
	out := render(t, d)
	if dir := os.Getenv("PDF_OUT"); dir != "" {
		if err := os.WriteFile(dir+"/sample.pdf", out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	src, err := os.ReadFile("testdata/sample.md")
	if err != nil {
		b.Fatal(err)
	}
	d := titled(doc(b, strings.Repeat(string(src), 3)), "Three samples")
	b.ReportAllocs()
	for b.Loop() {
		pdf.Render(d)
	}
}
