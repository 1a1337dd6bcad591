// Package html prints a resolved document as one self-contained page.
//
// [Render] is its only entry. The page loads nothing: styles, charts, images
// and the faces for formulas are part of it. It works without JavaScript.
package html

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown"
)

//go:embed page.css
var css string

//go:embed page.html
var skeleton string

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
	panels   int
	// tight is set inside items of a tight list, where paragraphs have no tags.
	header bool // inside the head of a table
}

// Render prints a document. It returns findings for what a page cannot hold.
func Render(d *document.Document, o Options) ([]byte, diag.List) {
	w := &writer{doc: d, b: new(bytes.Buffer)}
	data := struct {
		*document.Document
		Options                    Options
		CSS                        template.CSS
		Title, Subtitle            template.HTML
		Abstract, Body             template.HTML
		Contents, License          template.HTML
		Authors                    []author
		Affiliations               []markdown.Affiliation
		Banner                     string
		ShowContents, Many         bool
		Description, LanguageNames string
	}{
		Document: d, Options: o,
		Title: w.capture(d.Title), Subtitle: w.capture(d.Subtitle), Abstract: w.capture(d.Abstract), Body: w.capture(d.Body),
		Contents: w.contents(d.Contents), Authors: authors(d.Front), Affiliations: d.Front.Affiliations,
		ShowContents: d.Front.TOC && len(d.Contents) > 2, Many: len(d.Front.Affiliations) > 1,
		Description: description(d), License: license(d.Front.License),
	}
	if data.Title == "" {
		data.Title = template.HTML(template.HTMLEscapeString(d.TitleText))
	}
	if len(d.Banner) > 0 {
		data.Banner = fmt.Sprintf(d.Words.Overridden, strings.Join(d.Banner, "; "))
	}
	data.CSS = template.CSS(css + faces(string(data.Title)+string(data.Abstract)+string(data.Body)))
	var out bytes.Buffer
	if err := page.Execute(&out, data); err != nil {
		panic(err) // the template and the data are ours, the buffer cannot fail
	}
	return out.Bytes(), w.findings
}

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

func description(d *document.Document) string {
	if d.Front.Description != "" {
		return d.Front.Description
	}
	return d.AbstractText
}

type author struct {
	markdown.Author
	Marks string // numbers of affiliations
}

func authors(f *markdown.FrontMatter) []author {
	var all []author
	for _, a := range f.Authors {
		var marks []string
		for _, i := range a.Affiliations {
			marks = append(marks, fmt.Sprint(i+1))
		}
		all = append(all, author{a, strings.Join(marks, ",")})
	}
	return all
}

// license links the usual licences to their texts.
func license(name string) template.HTML {
	address := map[string]string{
		"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/", "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
		"CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/", "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
		"MIT": "https://opensource.org/license/mit", "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
	}[name]
	text := template.HTMLEscapeString(name)
	if address == "" {
		return template.HTML(text)
	}
	return template.HTML(`<a rel="license" href="` + address + `">` + text + `</a>`)
}

// contents prints the headings as nested lists.
func (w *writer) contents(list []document.Heading) template.HTML {
	if len(list) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("<ol>\n")
	for _, h := range list {
		b.WriteString(`<li><a href="#` + escape(h.ID) + `">`)
		if h.Number != "" {
			b.WriteString(`<span class="number">` + escape(h.Number) + `</span> `)
		}
		b.WriteString(escape(h.Text) + `</a>` + string(w.contents(h.Children)) + "</li>\n")
	}
	b.WriteString("</ol>\n")
	return template.HTML(b.String())
}

func escape(s string) string { return template.HTMLEscapeString(s) }
