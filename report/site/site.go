// Package site makes a static site of finished documents: an index of papers
// and languages, a page for addresses that do not exist and, where the site's
// address is known, a map for search engines.
//
// [Files] gives what stands beside the papers' own folders. Everything is
// self-contained and uses relative addresses, so any host of files will do.
package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html/template"
	"path"

	"reckon/report/document"
)

// A Paper is what the index says of one paper.
type Paper struct {
	Name     string
	Editions []*document.Document // one per language, in the project's order
}

// Files makes the index, the 404 page and, with a base address, the site map.
// base ends with a slash or is empty.
func Files(papers []Paper, base string) ([]document.File, error) {
	var files []document.File
	lang := "en"
	if len(papers) > 0 {
		lang = papers[0].Editions[0].Lang
	}
	words := document.WordsOf(lang)
	for _, page := range []struct {
		name, template string
	}{{"index.html", indexPage}, {"404.html", missingPage}} {
		t, err := template.New(page.name).Funcs(template.FuncMap{"base": path.Base, "language": document.LanguageName}).Parse(head + page.template)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		data := struct {
			Lang, Base string
			Words      *document.Words
			Papers     []Paper
		}{lang, base, words, papers}
		if err := t.Execute(&b, data); err != nil {
			return nil, fmt.Errorf("page %s: %w", page.name, err)
		}
		files = append(files, document.File{Path: page.name, Data: b.Bytes()})
	}
	// GitHub's host would otherwise drop names that begin with an underscore.
	files = append(files, document.File{Path: ".nojekyll"})
	if base != "" {
		data, err := siteMap(papers, base)
		if err != nil {
			return nil, err
		}
		files = append(files, document.File{Path: "sitemap.xml", Data: data})
	}
	return files, nil
}

type address struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod,omitempty"`
}

func siteMap(papers []Paper, base string) ([]byte, error) {
	set := struct {
		XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []address `xml:"url"`
	}{URLs: []address{{Loc: base}}}
	for _, p := range papers {
		for _, e := range p.Editions {
			set.URLs = append(set.URLs, address{base + e.Name + ".html", e.Date}, address{base + e.Name + ".pdf", e.Date})
		}
	}
	data, err := xml.MarshalIndent(set, "", "  ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(data, '\n')...), nil
}

const head = `<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fdfcfa; --quiet: #5a6068; --link: #1d5a8c; --rule: #d9d6d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e2dd; --paper: #17191c; --quiet: #a3a8ae; --link: #8dbde6; --rule: #3a3e44; } }
body { margin: 0 auto; padding: 3rem 1.25rem; max-width: 44rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 "STIX Two Text", "Iowan Old Style", Palatino, Georgia, "Noto Serif SC", serif; }
a { color: var(--link); text-underline-offset: .15em; }
h1 { font-size: 1.25rem; font-weight: 600; border-bottom: 1px solid var(--rule); padding-bottom: .5rem; }
h2 { font-size: 1.75rem; line-height: 1.2; margin: 2.5rem 0 .25rem; }
.subtitle, .date { color: var(--quiet); margin: 0; }
ul { list-style: none; padding: 0; }
</style>
`

const indexPage = `<title>Papers</title>
{{with .Base}}<link rel="canonical" href="{{.}}">
{{end}}</head>
<body>
<main>
<h1>Papers</h1>
{{range .Papers}}{{$first := index .Editions 0}}<article lang="{{$first.Lang}}">
<h2><a href="{{$first.Name}}.html">{{$first.TitleText}}</a></h2>
{{with $first.SubtitleText}}<p class="subtitle">{{.}}</p>
{{end}}{{with $first.DateText}}<p class="date">{{.}}</p>
{{end}}{{with $first.AbstractText}}<p>{{.}}</p>
{{end}}<ul>
{{range .Editions}}<li lang="{{.Lang}}" translate="no"><a href="{{.Name}}.html" hreflang="{{.Lang}}">{{language .Lang}}</a> · <a href="{{.Name}}.pdf" hreflang="{{.Lang}}" type="application/pdf">PDF</a></li>
{{end}}</ul>
</article>
{{end}}</main>
</body>
</html>
`

const missingPage = `<title>Not found</title>
<meta name="robots" content="noindex">
</head>
<body>
<main>
<h1>Not found</h1>
<p>There is no page at this address.</p>
{{with .Base}}<p><a href="{{.}}">All papers</a></p>
{{else}}<p><a href="/">All papers</a></p>
{{end}}</main>
</body>
</html>
`
