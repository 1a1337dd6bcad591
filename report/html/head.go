package html

import (
	"fmt"
	"html/template"
	"path"
	"strings"

	"reckon/report/document"
	"reckon/report/markdown"
)

// pageData is what the template prints.
type pageData struct {
	*document.Document
	Options         Options
	Title, Subtitle template.HTML
	Abstract, Body  template.HTML
	Contents        template.HTML
	License         license
	Authors         []author
	Affiliations    []markdown.Affiliation
	Banner          string
	Many            bool // more than one affiliation: authors have marks
	Notes           bool
	Description     string
	CiteDate        string // 2026/01/31
	PDFAddress      string // absolute
	HomeText        string

	TextID, ContentsID, AbstractID string
}

// head fills what surrounds the text.
func (w *writer) head(o Options) *pageData {
	d := w.doc
	data := &pageData{
		Document: d, Options: o, Authors: authors(d.Front), Affiliations: d.Front.Affiliations, License: licenseOf(d.Front.License),
		Many: len(d.Front.Affiliations) > 1, Description: description(d), CiteDate: strings.ReplaceAll(d.Date, "-", "/"),
		HomeText: document.SiteWordsOf(d.Lang).All,
		TextID:   w.own("text"), ContentsID: w.own("contents"), AbstractID: w.own("abstract"),
	}
	if d.Front.TOC && len(d.Contents) > 2 {
		data.Contents = w.contents(d.Contents)
	}
	if len(d.Banner) > 0 {
		data.Banner = fmt.Sprintf(d.Words.Overridden, strings.Join(d.Banner, "; "))
	}
	if o.Canonical != "" && o.PDF != "" {
		base, _ := path.Split(o.Canonical)
		data.PDFAddress = base + o.PDF
	}
	return data
}

func description(d *document.Document) string {
	if d.Front.Description != "" {
		return d.Front.Description
	}
	return d.AbstractText
}

type author struct {
	markdown.Author
	Marks  string // numbers of affiliations
	Places []string
	Link   string // a web address, or nothing
}

func authors(f *markdown.FrontMatter) []author {
	var all []author
	for _, a := range f.Authors {
		var marks, places []string
		for _, i := range a.Affiliations {
			if i < len(f.Affiliations) {
				marks = append(marks, fmt.Sprint(i+1))
				places = append(places, f.Affiliations[i].Name)
			}
		}
		link := ""
		if safeAddress(a.URL) {
			link = a.URL
		}
		all = append(all, author{a, strings.Join(marks, ","), places, link})
	}
	return all
}

// A license is known by its name or is just a name.
type license struct{ Name, Address string }

var licenses = map[string]string{
	"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/", "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
	"CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
	"CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
	"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/", "MIT": "https://opensource.org/license/mit",
	"Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
}

func licenseOf(name string) license { return license{name, licenses[name]} }

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
		b.WriteString(`<span>` + escape(h.Text) + `</span></a>` + string(w.contents(h.Children)) + "</li>\n")
	}
	b.WriteString("</ol>\n")
	return template.HTML(b.String())
}
