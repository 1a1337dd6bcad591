package html_test

import (
	"fmt"
	"maps"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	xhtml "golang.org/x/net/html"

	"reckon/internal/golden"
	"reckon/report"
	"reckon/report/document"
	"reckon/report/html"
)

const model = `reckon: 1
quantities:
  tube.length: {value: 1.000 m, sd: 0.002 m, symbol: L, title: length of the tube, source: "rayleigh1877, p. 49"}
  speed: {value: 343 m/s, symbol: c, title: speed of sound, kind: assumed, reason: dry air at 20 °C}
  tube.pitch: {formula: speed / (2 * tube.length), unit: Hz, symbol: f_1, title: pitch of the open tube}
  tube.third: {formula: 3 * tube.pitch, unit: Hz, title: third partial}
claims:
  low: {text: the tube rings at 170 Hz, value: 170 Hz, quantity: tube.pitch, source: rayleigh1877, expect: rounded, note: One digit coarser.}
  high: {text: the tube rings at 350 Hz, value: 350 Hz, quantity: tube.pitch, source: rayleigh1877, expect: contradicted}
`

const references = `@book{rayleigh1877, author = {Rayleigh}, title = {The Theory of Sound}, publisher = {Macmillan}, year = {1877}}
@book{rayleigh1878, author = {Rayleigh}, title = {The Theory of Sound, II: {声学}}, publisher = {Macmillan}, year = {1878}}
`

const ring = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>` +
	`<circle cx="40" cy="40" r="30" fill="url(#g)"/></svg>`

// resolve builds a project of one manuscript up to the document.
func resolve(t testing.TB, manuscript string, files map[string]string) *document.Document {
	t.Helper()
	fsys := fstest.MapFS{}
	all := map[string]string{"paper.md": manuscript, "model.yaml": model, "refs.bib": references, "ring.svg": ring}
	maps.Copy(all, files)
	for name, text := range all {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	project, found := report.Open(fsys, "paper.md")
	result, err := report.Run(project, report.Settings{Generator: "reckon test"})
	if err != nil {
		t.Fatal(err)
	}
	if found = append(found, result.Findings...); found.HasErrors() {
		t.Fatalf("findings: %v", found)
	}
	return result.Documents[0]
}

func front(body string) string {
	return "---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n---\n\n" + body
}

// render gives the page of a body of Markdown and holds it to what every page
// promises.
func render(t testing.TB, manuscript string) string {
	t.Helper()
	page, found := html.Render(resolve(t, manuscript, nil), html.Options{})
	if len(found) > 0 {
		t.Errorf("findings: %v", found)
	}
	sound(t, string(page))
	return string(page)
}

// sound holds what is true of every page: it is well-formed, each id stands
// once, each link within leads somewhere, nothing runs and nothing is loaded.
func sound(t testing.TB, page string) {
	t.Helper()
	root, err := xhtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, classes := map[string]bool{}, 0
	var links []string
	for n := range root.Descendants() {
		if n.Type != xhtml.ElementNode {
			continue
		}
		if n.Data == "script" || n.Data == "iframe" || n.Data == "object" || n.Data == "embed" || n.Data == "base" || n.Data == "form" {
			t.Errorf("the page has <%s>", n.Data)
		}
		for _, a := range n.Attr {
			switch key := strings.ToLower(a.Key); {
			case strings.HasPrefix(key, "on"), key == "srcdoc", key == "formaction":
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			case key == "src" && !strings.HasPrefix(a.Val, "data:image/"), key == "srcset":
				t.Errorf("<%s> loads %q", n.Data, a.Val)
			case key == "style":
				t.Errorf("<%s> has the style %q, which the policy refuses", n.Data, a.Val)
			case key == "id":
				if ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n") {
					t.Errorf("the id %q stands twice or is none", a.Val)
				}
				ids[a.Val] = true
			case key == "href":
				links = append(links, a.Val)
			case key == "class":
				classes++
			}
		}
	}
	for _, href := range links {
		u, err := url.Parse(href)
		if err != nil {
			t.Errorf("link %q: %v", href, err)
			continue
		}
		if u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" {
			t.Errorf("link %q", href)
		}
		if strings.HasPrefix(href, "#") && !ids[u.Fragment] && !ids[href[1:]] {
			t.Errorf("the link %s leads nowhere", href)
		}
	}
	loads := regexp.MustCompile(`(?i)@import|url\(\s*["']?(?:[^d#"')]|d[^a])`)
	for _, style := range regexp.MustCompile(`(?s)<style>.*?</style>`).FindAllString(page, -1) {
		if m := loads.FindString(style); m != "" {
			t.Errorf("a style sheet loads: %s", m)
		}
	}
	balanced(t, page)
}

// voids are the elements that are not closed.
var voids = map[string]bool{"meta": true, "link": true, "br": true, "wbr": true, "hr": true, "img": true, "input": true}

// balanced checks that elements close in the order in which they open, which a
// lenient parser would hide.
func balanced(t testing.TB, page string) {
	t.Helper()
	var open []string
	z := xhtml.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			if len(open) > 0 {
				t.Errorf("not closed: %v", open)
			}
			return
		case xhtml.StartTagToken:
			if name, _ := z.TagName(); !voids[string(name)] {
				open = append(open, string(name))
			}
		case xhtml.EndTagToken:
			name, _ := z.TagName()
			last := len(open) - 1
			if last < 0 || open[last] != string(name) {
				t.Errorf("</%s> within %v", name, open)
				return
			}
			open = open[:last]
		}
	}
}

var (
	styleSheet = regexp.MustCompile(`(?s)<style>.*?</style>`)
	sum        = regexp.MustCompile(`'sha256-[^']*'`)
	drawings   = regexp.MustCompile(`(?s)(<svg(?: [a-z-]+="[^"]*")* role="img"[^>]*>).*?</svg>`)
)

// body is what stands between the title block and the end.
func body(page string) string {
	_, rest, _ := strings.Cut(page, "</header>\n")
	rest, _, _ = strings.Cut(rest, "</article>")
	return strings.TrimSpace(rest)
}

func TestEverything(t *testing.T) {
	src, err := os.ReadFile("testdata/every.md")
	if err != nil {
		t.Fatal(err)
	}
	d := resolve(t, string(src), nil)
	page, _ := html.Render(d, html.Options{Canonical: "https://example.org/tube/en.html", PDF: "en.pdf", Home: "../index.html"})
	sound(t, string(page))
	text := styleSheet.ReplaceAllString(string(page), "<style>…</style>")
	text = sum.ReplaceAllString(text, "'sha256-…'")
	text = drawings.ReplaceAllString(text, "$1…</svg>") // held by the tests of figures
	golden.Check(t, "testdata/every.golden", []byte(text))
	again, _ := html.Render(resolve(t, string(src), nil), html.Options{Canonical: "https://example.org/tube/en.html", PDF: "en.pdf", Home: "../index.html"})
	if string(again) != string(page) {
		t.Error("two pages of one manuscript differ")
	}
}

func TestLinks(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"web", `[a](https://example.org/x?y=1&z=2)`, `<a href="https://example.org/x?y=1&amp;z=2">a</a>`},
		{"title", `[a](x.html "say \"so\" & <go>")`, `<a href="x.html" title="say &#34;so&#34; &amp; &lt;go&gt;">a</a>`},
		{"doi", `[a](doi:10.1000/182)`, `<a href="https://doi.org/10.1000/182">a</a>`},
		{"mail", `[a](mailto:a@example.org)`, `<a href="mailto:a@example.org">a</a>`},
		{"relative", `[a](../data/x.csv)`, `<a href="../data/x.csv">a</a>`},
		{"script", `[a](javascript:alert(1))`, `a`},
		{"script with capitals", `[a](JaVaScRiPt:alert(1))`, `a`},
		{"script with a reference", `[a](java&#x73;cript:alert(1))`, `a`},
		{"script with a tab", `[a](java&#9;script:alert(1))`, `a`},
		{"script in angles", `[a](<javascript:alert(1)>)`, `a`},
		{"data", `[a](data:text/html;base64,PHNjcmlwdD4=)`, `a`},
		{"vbscript", `[a](vbscript:x)`, `a`},
		{"file", `[a](file:///etc/passwd)`, `a`},
		{"spaces", `[a](<a b.html>)`, `<a href="a%20b.html">a</a>`},
		{"quote", `[a](https://example.org/"onclick="x)`, `<a href="https://example.org/%22onclick=%22x">a</a>`},
		{"automatic script", `<javascript:alert(1)>`, `javascript:alert(1)`},
		{"automatic", `<https://example.org/a_b>`, `<a href="https://example.org/a_b">https://example.org/a_b</a>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := body(render(t, front("X "+test.src+" y.\n")))
			if want := "<p>X " + test.want + " y.</p>"; !strings.HasPrefix(got, want) {
				t.Errorf("%s\n got: %.200s\nwant: %s", test.src, got, want)
			}
		})
	}
}

func TestRawHTML(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"attributes", `a <b onclick="x()" style="y">c</b> d`, `a c d`},
		{"open", `a <b>c`, `a c`},
		{"closed", `a c</b> d`, `a c d`},
		{"around Markdown", `<sub>*a*</sub>`, `<sub><em>a</em></sub>`},
		{"across Markdown", `*a <b>b* c</b>`, `<em>a b</em> c`},
		{"script", `a <script>alert(1)</script> b`, `a alert(1) b`},
		{"image", `a <img src=x onerror=alert(1)> b`, `a  b`},
		{"comment", `a <!-- secret --> b`, `a  b`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := body(render(t, front("x "+test.src+" y\n")))
			if want := "<p>x " + test.want + " y</p>"; !strings.HasPrefix(got, want) {
				t.Errorf("%s\n got: %.200s\nwant: %s", test.src, got, want)
			}
		})
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"escapes", `a \* b \< c`, `a * b &lt; c`},
		{"references", `&copy; &lt;b&gt; &#35; &amp;amp;`, `© &lt;b&gt; # &amp;amp;`},
		{"quotes", `a \" b`, `a &#34; b`},
		{"code", "`a  <b> &amp;`", `<code>a  &lt;b&gt; &amp;amp;</code>`},
		{"Chinese", `the brain (大脑) of`, `the brain (<span lang="zh">大脑</span>) of`},
		{"Japanese", `called のう here`, `called <span lang="ja">のう</span> here`},
		{"formula and comma", `of $n$, thus`, `</math>&#8288;</span>, thus`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := body(render(t, front("x "+test.src+" y\n"))); !strings.Contains(got, test.want) {
				t.Errorf("%s\n got: %.200s\nwant: %s", test.src, got, test.want)
			}
		})
	}
}

// Places of the page's own and places of the author's keep apart, and a link
// that leads nowhere is no link.
func TestAnchors(t *testing.T) {
	page := render(t, front("# Text\n\n{val}`speed` and [span]{#v-1} and [again]{#v-1}, {claim}`low`.\n\n# Contents\n\n# Abstract\n\n# Chart 1\n\n# Notes\n\nA.[^a]\n\n[^a]: B.\n\n# fn-1\n"))
	if !strings.Contains(page, `<span class="claim" data-verdict="reproduced">the tube rings`) {
		t.Error("a claim links to a table that is not there")
	}
	if !strings.Contains(page, `href="#v-2" aria-label="back to the text 1"`) {
		t.Error("no way back from the ledger to the value")
	}
}

// Numbers of a column stand with their decimal signs in a line.
func TestDecimals(t *testing.T) {
	page := render(t, front("| a | b |\n| --- | --: |\n| x | 1.25 |\n| y | 10 |\n| z | −0.5 |\n| w | 3 × 10⁻⁹ |\n"))
	for _, want := range []string{`<td class="num">1.25</td>`, `<td class="num s-1">10</td>`, `<td class="num s-2">−0.5</td>`, ".s-1{--r:1.24em}\n.s-2{--r:0.50em}\n"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, body(page))
		}
	}
}

func ExampleRender() {
	var t testing.T
	d := resolve(&t, front("The tube is {val}`tube.length` long.\n"), nil)
	page, _ := html.Render(d, html.Options{})
	text, _, _ := strings.Cut(body(string(page)), "\n")
	fmt.Println(strings.ReplaceAll(text, "\u00a0", " "))
	// Output: <p>The tube is <data class="val" value="1" id="v-1" data-unit="m"><a href="#q-tube.length" title="length of the tube">1.000 m</a></data> long.</p>
}

func BenchmarkRender(b *testing.B) {
	src, err := os.ReadFile("testdata/every.md")
	if err != nil {
		b.Fatal(err)
	}
	d := resolve(b, string(src), nil)
	b.ReportAllocs()
	for b.Loop() {
		html.Render(d, html.Options{})
	}
}
