package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/internal/golden"
	"reckon/report/markdown/ast"
	"reckon/report/math"
	"reckon/report/pdf"
)

// The text and links of a small document.
func TestText(t *testing.T) {
	d := titled(doc(t, strings.TrimLeft(`
## First

An *efficient* office[^1] has 3.09 W; see [the second](#second) and <https://example.org/x>.

## Second

| a | b |
| --- | ---: |
| one | 1.5 |

## Third

1. item

[^1]: A note.
`, "\n")), "A title")
	f := read(t, render(t, d))
	var b strings.Builder
	for i := range f.pages {
		fmt.Fprintf(&b, "page %d\n%s\n", i+1, f.text(i))
		for _, l := range f.links(i) {
			fmt.Fprintf(&b, "-> %s\n", l)
		}
	}
	golden.Check(t, "testdata/text.golden", []byte(b.String()))
}

// The same document gives the same bytes, also when renders run side by side.
func TestDeterministic(t *testing.T) {
	want := render(t, rich(t))
	results := make(chan []byte)
	for range 4 {
		go func() {
			out, _ := pdf.Render(rich(t))
			results <- out
		}()
	}
	for range 4 {
		if !bytes.Equal(<-results, want) {
			t.Error("two renders differ")
		}
	}
}

// Every link leads to a place that exists, and the bookmarks are those of the
// contents.
func TestLinks(t *testing.T) {
	f := read(t, render(t, rich(t)))
	total := 0
	for i := range f.pages {
		total += len(f.links(i))
	}
	if total < 20 {
		t.Errorf("%d links", total)
	}
	catalog := 0
	for n, o := range f.objects {
		if bytes.Contains(o, []byte("/Type/Catalog")) {
			catalog = n
		}
	}
	outline := f.follow(catalog, "Outlines")
	var titles []string
	for n := f.follow(outline, "First"); ; n = f.follow(n, "Next") {
		titles = append(titles, regexp.MustCompile(`/Title\((.*?)\)`).FindStringSubmatch(string(f.objects[n]))[1])
		if !bytes.Contains(f.objects[n], []byte("/Next")) {
			break
		}
	}
	want := "1 First section; 2 Second section; 3 Third section; References; Ledger of quantities"
	if got := strings.Join(titles, "; "); got != want {
		t.Errorf("bookmarks\n got: %s\nwant: %s", got, want)
	}
}

// Each tagged sequence of each page is in the structure tree, and each entry
// of the parent tree exists.
func TestStructure(t *testing.T) {
	f := read(t, render(t, rich(t)))
	for _, role := range []string{"Document", "Title", "H2", "P", "Table", "TH", "TD", "Figure", "Caption", "L", "LI", "Lbl", "LBody", "Link", "Formula", "Code", "TOC", "TOCI", "BlockQuote"} {
		found := false
		for _, o := range f.objects {
			found = found || bytes.HasPrefix(o, []byte("<</S/"+role+"/P"))
		}
		if !found {
			t.Errorf("no element %s", role)
		}
	}
	for i, page := range f.pages {
		stream := f.streams[f.follow(page, "Contents")]
		if bytes.Count(stream, []byte("BDC")) == 0 {
			t.Errorf("page %d has no tagged content", i+1)
		}
		if open, shut := bytes.Count(stream, []byte("BDC\n"))+bytes.Count(stream, []byte("BMC\n")), bytes.Count(stream, []byte("EMC\n")); open != shut {
			t.Errorf("page %d opens %d sequences and closes %d", i+1, open, shut)
		}
	}
}

func TestGlyphMissing(t *testing.T) {
	d := doc(t, "Text.\n\nA snowman \u2603 and \U000f0000 once, \U000f0000 twice.\n")
	out, fs := pdf.Render(d)
	if out != nil {
		t.Error("bytes in spite of a missing glyph")
	}
	var got []string
	for _, f := range fs {
		got = append(got, f.Error())
	}
	want := "en.md:3:1: no embedded face has the character '\\U000f0000' (U+F0000) [glyph-missing]"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("findings\n got: %s\nwant: %s", s, want)
	}
}

func TestImageBroken(t *testing.T) {
	d := doc(t, "Text.\n")
	for _, data := range [][]byte{[]byte("not an image"), photo()[:60], append(photo()[:200:200], "garbage"...)} {
		img := &ast.Image{Path: "x.png", Data: data, MediaType: "image/png", AltText: "x"}
		body := gast.NewDocument()
		body.AppendChild(body, img)
		d.Body = body
		_, fs := pdf.Render(d)
		if len(fs) != 1 || fs[0].Rule != "image-format" {
			t.Errorf("%.20q: findings %v", data, fs)
		}
	}
}

// The metadata name what a library asks for.
func TestMetadata(t *testing.T) {
	out := string(render(t, rich(t)))
	for _, want := range []string{
		"<dc:identifier>doi:10.1000/xyz</dc:identifier>", "<pdf:Keywords>energy, brain, models</pdf:Keywords>", "<rdf:li>energy</rdf:li>",
		"<rdf:li>Ada Example</rdf:li>", `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">All nodes</rdf:li>`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s", want)
		}
	}
}

// Who is quoted stands on the page of the quotation's end.
func TestQuoted(t *testing.T) {
	for lines := 30; lines < 50; lines++ {
		src := strings.Repeat("Line.\\\n", lines) + "\n> Words that are quoted.\n>\n> — Somebody\n\nText.\n\nMore.\n"
		f := read(t, render(t, doc(t, src)))
		for i := range f.pages {
			text := f.text(i)
			if strings.Contains(text, "Somebody") != strings.Contains(text, "quoted") {
				t.Errorf("%d lines above: page %d has one without the other:\n%s", lines, i+1, text)
			}
		}
	}
}

// Attachments come out as they went in, and are the document's source.
func TestAttachments(t *testing.T) {
	d := doc(t, "Text.\n")
	out, fs := pdf.RenderWith(d, pdf.Attachment{Name: "b.yaml", MediaType: "application/yaml", Data: []byte("reckon: 1\n")},
		pdf.Attachment{Name: "a ü.md", Description: "the manuscript", Data: bytes.Repeat([]byte("text "), 1000)})
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	f := read(t, out)
	var found []string
	for n, o := range f.objects {
		if bytes.Contains(o, []byte("/AFRelationship/Source")) {
			found = append(found, string(f.streams[f.follow(n, "EF<</F")]))
		}
	}
	if len(found) != 2 || len(found[0])+len(found[1]) != 5010 {
		t.Errorf("%d attachments", len(found))
	}
}

// Documents without anything, or with little, print too.
func TestSmall(t *testing.T) {
	for _, src := range []string{"", "\n", "# \n", "- \n", "| |\n| - |\n| |\n", "***\n", "    code\n", "[^1]\n\n[^1]: x\n", "<br>\n", "\u00a0\n", "word\n\n\n"} {
		if out := render(t, doc(t, src)); len(read(t, out).pages) != 1 {
			t.Errorf("%q: %d pages", src, len(read(t, out).pages))
		}
	}
}

// Words, formulas and pictures that fit nowhere are cut or made smaller: no
// text leaves the page.
func TestNothingSticksOut(t *testing.T) {
	long := strings.Repeat("Donaudampfschifffahrt", 30)
	src := "## " + long + "\n\n" + long + "\n\n- " + long + "\n\n`" + long + "`\n\n| " + long + " | b |\n| - | - |\n| c | " + long + " |\n\n> " + long + "\n\n" +
		strings.Repeat("> ", 40) + "deep\n\n" + strings.Repeat("- ", 40) + "deep\n"
	for paper, width := range map[string]float64{"a4": 595, "a5": 419} {
		d := titled(doc(t, src), long)
		d.Front.Paper = paper
		f := read(t, render(t, d))
		for i := range f.pages {
			for _, s := range f.spans(i) {
				if s.from < 20 || s.to > width-20 || s.y < 20 || s.y > 830 {
					t.Errorf("%s, page %d: %.40q stands from %.1f to %.1f at the height %.1f", paper, i+1, s.text, s.from, s.to, s.y)
				}
			}
		}
	}
}

// A table of many columns is set in smaller type before its words are cut.
func TestManyColumns(t *testing.T) {
	var head, rule, row strings.Builder
	for i := range 14 {
		fmt.Fprintf(&head, "| Column ")
		fmt.Fprintf(&rule, "| --- ")
		fmt.Fprintf(&row, "| %d.25 ", 10+i)
	}
	f := read(t, render(t, doc(t, head.String()+"|\n"+rule.String()+"|\n"+row.String()+"|\n")))
	text := f.text(0)
	for i := range 14 {
		if number := fmt.Sprintf("%d.25", 10+i); !strings.Contains(text, number) {
			t.Errorf("%s is cut:\n%s", number, text)
		}
	}
	if n := strings.Count(text, "Column"); n != 14 {
		t.Errorf("%d of 14 heads are whole:\n%s", n, text)
	}
}

// A formula that is taller than a page is made smaller, and stands with its
// heading.
func TestTallFormula(t *testing.T) {
	d := titled(doc(t, "## Tall\n\nBefore.\n\nAfter.\n"), "T")
	tree, _ := math.Parse(`\begin{pmatrix} `+strings.Repeat(`a \\\\ `, 90)+`b \end{pmatrix}`, diag.Pos{}, nil)
	d.Body.InsertAfter(d.Body, d.Body.FirstChild().NextSibling(), &ast.MathBlock{Tree: tree})
	f := read(t, render(t, d))
	text := f.text(0)
	if n := strings.Count(text, "𝑎"); len(f.pages) > 2 || n != 0 && n != 90 {
		t.Errorf("%d of 90 rows on the first of %d pages", n, len(f.pages))
	}
}

// What is too long for one page goes on overleaf: footnotes, cells, listings.
func TestNothingLost(t *testing.T) {
	for name, src := range map[string]string{
		"footnote": "a[^1] b\n\nmore\n\n[^1]: " + strings.Repeat("long text ", 3000),
		"cell":     "| a |\n| - |\n| " + strings.Repeat("long ", 3000) + "|\n",
		"listing":  strings.Repeat("    long\n", 3000),
		"quote":    "> " + strings.Repeat("long ", 3000),
		"list":     strings.Repeat("- long\n", 3000),
		"note":     "| a |\n| - |\n| b[^1] |\n\n[^1]: " + strings.Repeat("long ", 3000),
	} {
		t.Run(name, func(t *testing.T) {
			f := read(t, render(t, doc(t, src)))
			n := 0
			for i := range f.pages {
				n += strings.Count(f.text(i), "long")
			}
			if n != 3000 {
				t.Errorf("%d of 3000 words on %d pages", n, len(f.pages))
			}
		})
	}
}

// Other programs find no fault.
func TestQPDF(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("no qpdf here")
	}
	file := filepath.Join(t.TempDir(), "rich.pdf")
	if err := os.WriteFile(file, render(t, rich(t)), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(qpdf, "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

// Any plain Markdown prints, or says what it lacks; what prints can be read
// again, and every glyph on it has a meaning.
func FuzzRender(f *testing.F) {
	f.Add("# a\n\n- b\n  1. c\n\n> d[^1]\n\n[^1]: e\n\n| f | g |\n|--|-:|\n| 1.5 | `h` |\n\n***\n\n    i\n")
	f.Add("a\u00ad\u200b\u2060b \u4e2d\u6587\uff0c\u201c\u5f15\u201d \U0001d45e <br> &amp; \\* <https://x.y/z> ![i](j)\n\nt\n: d\n")
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 4000 {
			t.Skip()
		}
		out, fs := pdf.Render(doc(t, src))
		if fs.HasErrors() {
			if fs[0].Rule != "glyph-missing" {
				t.Errorf("%v", fs)
			}
			return
		}
		p := read(t, out)
		for i := range p.pages {
			p.text(i)
			p.links(i)
		}
	})
}
