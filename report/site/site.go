// Package site makes a static site of finished documents: an index of papers
// and languages, a page for addresses that do not exist and, where the site's
// address is known, a map for search engines.
//
// [Files] gives what stands beside the papers' own folders. Everything is
// self-contained and uses relative addresses, so any host of files will do.
package site

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"path"
	"strings"

	"reckon/report/document"
)

//go:embed site.css
var siteCSS string

// A Paper is what the index says of one paper.
type Paper struct {
	Name     string
	Editions []*document.Document // one per language, in the project's order
}

// Options are the surroundings of a site.
type Options struct {
	Base string // its address with a slash at the end, or empty: no canonical links and no map
	// Style gives the style sheet that a page shares with the papers' own, with
	// the faces for the page's text; nil gives none.
	Style func(html string) string
}

// Files makes the index, the 404 page and, with a base address, the site map.
func Files(papers []Paper, o Options) ([]document.File, error) {
	lang := "en"
	if len(papers) > 0 && len(papers[0].Editions) > 0 {
		lang = papers[0].Editions[0].Lang
	}
	data := pageData{Lang: lang, Base: o.Base, Words: document.SiteWordsOf(lang), Papers: papers}
	var files []document.File
	for _, page := range []struct {
		name string
		text *template.Template
	}{{"index.html", indexPage}, {"404.html", missingPage}} {
		html, err := o.page(page.text, data)
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", page.name, err)
		}
		files = append(files, document.File{Path: page.name, Data: html})
	}
	// GitHub's host would otherwise drop names that begin with an underscore.
	files = append(files, document.File{Path: ".nojekyll"})
	if o.Base != "" {
		files = append(files, document.File{Path: "sitemap.xml", Data: siteMap(papers, o.Base)})
	}
	return files, nil
}

type pageData struct {
	Lang, Base string
	Words      document.SiteWords
	Papers     []Paper
	CSS        template.CSS
	Policy     string
}

// page prints a page twice: its own text says which faces its styles need.
func (o Options) page(t *template.Template, data pageData) ([]byte, error) {
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, err
	}
	shared := ""
	if o.Style != nil {
		shared = o.Style(b.String())
	}
	data.CSS, data.Policy = template.CSS(shared+siteCSS), document.Policy(shared+siteCSS)
	b.Reset()
	err := t.Execute(&b, data)
	return b.Bytes(), err
}

// siteMap lists the index and every page, each with its other languages.
func siteMap(papers []Paper, base string) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	fmt.Fprintf(&b, "  <url><loc>%s</loc></url>\n", escape(base))
	for _, p := range papers {
		for _, e := range p.Editions {
			date := ""
			if e.Date != "" {
				date = "<lastmod>" + escape(e.Date) + "</lastmod>"
			}
			fmt.Fprintf(&b, "  <url><loc>%s</loc>%s", escape(base+e.Name+".html"), date)
			if len(p.Editions) > 1 {
				for _, other := range p.Editions {
					fmt.Fprintf(&b, "\n    <xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>", escape(other.Lang), escape(base+other.Name+".html"))
				}
				b.WriteString("\n  ")
			}
			b.WriteString("</url>\n")
			fmt.Fprintf(&b, "  <url><loc>%s</loc>%s</url>\n", escape(base+e.Name+".pdf"), date)
		}
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String())
}

func escape(s string) string { return template.HTMLEscapeString(s) }

// authors joins the names of a paper's authors.
func authors(d *document.Document) string {
	var names []string
	if d.Front != nil {
		for _, a := range d.Front.Authors {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ", ")
}

func first(p Paper) *document.Document { return p.Editions[0] }

var functions = template.FuncMap{"base": path.Base, "language": document.LanguageName, "authors": authors, "first": first}

var indexPage = template.Must(template.New("index").Funcs(functions).Parse(head + `<title>{{.Words.Papers}}</title>
{{with .Base}}<link rel="canonical" href="{{.}}">
{{end}}<style>{{.CSS}}</style>
</head>
<body>
<main>
<h1>{{.Words.Papers}}</h1>
{{range .Papers}}{{$first := first .}}<article lang="{{$first.Lang}}">
<h2><a href="{{$first.Name}}.html">{{with $first.TitleText}}{{.}}{{else}}{{$first.Name}}{{end}}</a></h2>
{{with $first.SubtitleText}}<p class="subtitle">{{.}}</p>
{{end}}{{$names := authors $first}}{{if or $names $first.DateText}}<p class="date">{{$names}}{{if and $names $first.DateText}} · {{end}}{{with $first.DateText}}<time datetime="{{$first.Date}}">{{.}}</time>{{end}}</p>
{{end}}{{with $first.AbstractText}}<p class="abstract">{{.}}</p>
{{end}}<ul class="editions">
{{range .Editions}}<li lang="{{.Lang}}" translate="no"><a href="{{.Name}}.html" hreflang="{{.Lang}}">{{language .Lang}}</a> <a href="{{.Name}}.pdf" hreflang="{{.Lang}}" type="application/pdf" aria-label="{{language .Lang}}, PDF">PDF</a></li>
{{end}}</ul>
</article>
{{end}}</main>
</body>
</html>
`))

var missingPage = template.Must(template.New("404").Funcs(functions).Parse(head + `<title>{{.Words.NotFound}}</title>
<meta name="robots" content="noindex">
<style>{{.CSS}}</style>
</head>
<body>
<main>
<h1>{{.Words.NotFound}}</h1>
<p>{{.Words.NoPage}}</p>
<p><a href="{{with .Base}}{{.}}{{else}}/{{end}}">{{.Words.All}}</a></p>
</main>
</body>
</html>
`))

const head = `<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{.Policy}}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
`
