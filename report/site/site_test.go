package site_test

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/site"
)

func papers() []site.Paper {
	edition := func(name, lang, title string) *document.Document {
		return &document.Document{
			Name: name, Lang: lang, Words: document.WordsOf(lang), TitleText: title, SubtitleText: "Why", AbstractText: "Swings & <time>.",
			Date: "2026-01-02", DateText: "2 January 2026", Front: &markdown.FrontMatter{Authors: []markdown.Author{{Name: "Ada Example"}, {Name: "Bo"}}},
		}
	}
	return []site.Paper{
		{Name: "pendulum", Editions: []*document.Document{edition("pendulum/en", "en", "A pendulum"), edition("pendulum/zh", "zh", "单摆")}},
		{Name: "tube", Editions: []*document.Document{edition("tube/en", "en", `A "tube"`)}},
	}
}

func files(t testing.TB, o site.Options) map[string]string {
	t.Helper()
	list, err := site.Files(papers(), o)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range list {
		all[f.Path] = string(f.Data)
	}
	return all
}

func TestIndex(t *testing.T) {
	all := files(t, site.Options{Style: func(html string) string { return fmt.Sprintf("/* %d */", strings.Count(html, "单")) }})
	index := all["index.html"]
	for _, want := range []string{
		`<html lang="en">`, `<h2><a href="pendulum/en.html">A pendulum</a></h2>`, `href="pendulum/zh.html" hreflang="zh">中文</a>`,
		`href="pendulum/zh.pdf"`, `A &#34;tube&#34;`, `Swings &amp; &lt;time&gt;.`, `Ada Example, Bo · <time datetime="2026-01-02">2 January 2026</time>`, "<style>/* 0 */",
	} {
		if !strings.Contains(index, want) {
			t.Errorf("the index lacks %s:\n%s", want, index)
		}
	}
	if _, ok := all["sitemap.xml"]; ok || strings.Contains(index, "canonical") {
		t.Error("a site without an address has a map or canonical links")
	}
	for _, page := range []string{"index.html", "404.html"} {
		if _, err := xhtml.Parse(strings.NewReader(all[page])); err != nil {
			t.Error(err)
		}
		if strings.Contains(all[page], "<script") || strings.Contains(all[page], `src="`) {
			t.Errorf("%s loads or runs something", page)
		}
	}
}

// The 404 page is served at any depth: none of its addresses is relative.
func TestMissing(t *testing.T) {
	for _, test := range []struct{ base, want string }{
		{"", `<a href="/">`},
		{"https://example.org/papers/", `<a href="https://example.org/papers/">`},
	} {
		page := files(t, site.Options{Base: test.base})["404.html"]
		if strings.Count(page, "href=") != 1 || !strings.Contains(page, test.want) {
			t.Errorf("base %q: not only %s in\n%s", test.base, test.want, page)
		}
	}
}

func TestMap(t *testing.T) {
	text := files(t, site.Options{Base: "https://example.org/a&b/"})["sitemap.xml"]
	var set struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
			Links   []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(text), &set); err != nil {
		t.Fatal(err)
	}
	if len(set.URLs) != 7 {
		t.Fatalf("%d addresses, want 7:\n%s", len(set.URLs), text)
	}
	zh := set.URLs[3]
	if zh.Loc != "https://example.org/a&b/pendulum/zh.html" || zh.Lastmod != "2026-01-02" || len(zh.Links) != 2 || zh.Links[0].Href != "https://example.org/a&b/pendulum/en.html" {
		t.Errorf("the Chinese page stands as %+v", zh)
	}
	if len(set.URLs[5].Links) != 0 {
		t.Error("a paper of one language has alternates")
	}
}
