package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
	tex "reckon/report/math"
)

// with appends children to a node.
func with[N gast.Node](n N, children ...gast.Node) N {
	for _, c := range children {
		n.AppendChild(n, c)
	}
	return n
}

func str(text string) gast.Node {
	s := gast.NewString([]byte(text))
	s.SetRaw(true)
	return s
}

func para(children ...gast.Node) gast.Node { return with(gast.NewParagraph(), children...) }

func formula(src string) *tex.Tree {
	t, _ := tex.Parse(src, diag.Pos{}, nil)
	return t
}

func chart() *figures.Chart {
	var xs, ys, low, high []float64
	for x := 1.0; x <= 10000; x *= 1.2 {
		xs = append(xs, x)
		y := 1e4 * math.Log(1+x) / (40 + x)
		ys, low, high = append(ys, y), append(low, y*0.8), append(high, y*1.2)
	}
	return &figures.Chart{
		Kind: figures.Line, Title: "Bits per joule", Alt: "A curve that rises and falls.", Lang: "en",
		X:      figures.Axis{Label: "synapses", Log: true},
		Y:      figures.Axis{Label: "bits per joule (J⁻¹)", Log: true},
		Series: []figures.Series{{Label: "with noise", X: xs, Y: ys, Low: low, High: high}},
		Marks:  []figures.Mark{{X: 100, Y: 330, Label: "optimum 100"}},
	}
}

func bars() *figures.Chart {
	return &figures.Chart{
		Kind: figures.Bar, Title: "Power", Alt: "Bars.", Lang: "en",
		Y:          figures.Axis{Label: "power (W)"},
		Categories: []string{"communication", "computation", "growth", "the rest of it"},
		Series:     []figures.Series{{Label: "now", Y: []float64{3.5, 0.1, 1.4, 0.8}, Low: []float64{3, 0.05, 1, 0.5}, High: []float64{4, 0.2, 1.8, 1}}},
	}
}

func photo() []byte {
	img := image.NewNRGBA(image.Rect(0, 0, 120, 80))
	for y := range 80 {
		for x := range 120 {
			img.SetNRGBA(x, y, color.NRGBA{uint8(2 * x), uint8(3 * y), 120, uint8(255 - x)})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img)
	return b.Bytes()
}

func figure(d *document.Document, of, words string, content gast.Node, caption string) *ast.Figure {
	f := &ast.Figure{Of: of}
	with(f, content)
	with(f, with(&ast.Caption{}, para(str(caption))))
	d.Numbers[f] = document.Number{ID: of + "-" + words, Kind: of, Label: words, Words: words}
	return f
}

const longCaption = "The information that a joule buys, against the number of synapses. The band is the 95 % interval; the point is the optimum, which lies at a hundred synapses."

// rich makes a document that holds every kind of node.
func rich(t testing.TB) *document.Document {
	d := titled(doc(t, "## First section\n\nText.\n\n## Second section\n\nText.\n\n### Sub\n\nText\n\n## Third section\n\nMore.\n"), "All nodes")
	body := gast.NewDocument()
	d.Front = &markdown.FrontMatter{TOC: true, NumberSections: true, ShortTitle: markdown.Scalar{Text: "Nodes"}, License: "CC-BY-4.0", DOI: "10.1000/xyz",
		Keywords:     []string{"energy", "brain", "models"},
		Authors:      []markdown.Author{{Name: "Ada Example", ORCID: "0000-0001-2345-6789", Affiliations: []int{0}}, {Name: "Bob Sample", Affiliations: []int{0, 1}, Corresponding: true, Email: "bob@example.org"}},
		Affiliations: []markdown.Affiliation{{Name: "Institute of Examples, Town"}, {Name: "University of Samples", URL: "https://example.org"}}}
	d.Subtitle, d.SubtitleText = para(str("A subtitle that says more")), "A subtitle that says more"
	abstract := gast.NewDocument()
	with(abstract, para(str("This abstract is short but has a value, "), val(), str(", and a formula. It goes on for some lines, as abstracts do, to say what was done, what came out of it, and why the reader should care about any of it at all.")))
	d.Abstract, d.AbstractText = abstract, "This abstract is short."
	d.Banner = []string{"pendulum.length = 2 m"}
	d.Translations = []document.Translation{{Lang: "zh", Name: "中文", Href: "zh"}, {Lang: "de", Name: "Deutsch", Href: "de"}}
	for c := d.Body.FirstChild(); c != nil; {
		next := c.NextSibling()
		body.AppendChild(body, c)
		c = next
	}
	d.Body = body
	with(body, inlines(), blocksOf(d), plots(d), panels(d), table(d), boxes(), listing(d), glossary())
	with(body, displays(d)...)
	with(body, figure(d, "figure", "Figure 4", &ast.Image{Path: "d.svg", Data: []byte(drawingSource), MediaType: "image/svg+xml", AltText: "A drawing."}, "A drawing."))
	with(body, bibliography(), ledger())
	return d
}

func val() *ast.Val {
	return &ast.Val{Shown: "3.09\u00a0W", Exact: "3.09", Unit: "W", Name: "grey.power", Entry: "q-grey.power"}
}

func inlines() gast.Node {
	cite := &ast.Cite{ID: "cite-1"}
	with(cite, str("["), with(&ast.EntryLink{Href: "#ref-levy2021"}, str("1")), str("]"))
	bold := with(gast.NewEmphasis(2), str("bold"))
	image := gast.NewImage(gast.NewLink())
	image.AppendChild(image, str("alternative text"))
	link := gast.NewLink()
	link.Destination = []byte("https://example.org/")
	p := para(str("Values: "), val(), str(", literal "), &ast.Lit{Body: "1871"}, str(", claims: "),
		&ast.Claim{Words: "more than a quarter", Verdict: "holds", Label: "holds", Entry: "q-grey.power"}, str("; "),
		&ast.Claim{ID: "c01", Words: "each neuron spends 2 × 10⁻⁹ W", Verdict: "contradicted", Label: "contradicted", Entry: "claim-c01"}, str(". Formulas: "),
		&ast.Math{Tree: formula(`E = mc^2 + \frac{1}{2}\sum_{i=1}^{n} x_i`)}, str(" and "), &ast.Formula{Tree: formula(`P = \frac{E}{t}`), Entry: "q-grey.power"},
		str(". Citation "), cite, str(", reference "), &ast.Ref{Target: "figure-Figure 1", Shown: "Figure\u00a01"},
		str(". Spans: H"), with(&ast.Span{Style: "sub"}, str("2")), str("O, x"), with(&ast.Span{Style: "sup"}, str("2")), str(", "),
		with(&ast.Span{Style: "smallcaps"}, str("Small Caps")), str(", "), with(&ast.Span{Style: "underline"}, str("under line")), str(", "),
		with(&ast.Span{Style: "kbd"}, str("Ctrl")), str(", "), with(&ast.Span{Style: "del"}, str("deleted")), str(", "),
		with(&ast.Span{Style: "abbr", Title: "adenosine triphosphate"}, str("ATP")), str(", "), with(&ast.Span{Style: "term", Href: "#term-x"}, str("term")), str(". "),
		&ast.Verdict{Verdict: "conditional", Label: "conditional"}, str(", "), &ast.Verdict{Verdict: "untestable", Label: "untestable"}, str(", "),
		&ast.Verdict{Verdict: "rounded", Label: "rounded"}, str(", "), &ast.Verdict{Verdict: "fails", Label: "fails"},
		&ast.Anchor{ID: "here"}, str(". "), bold, str(", "), with(east.NewStrikethrough(), str("struck")), str(", "), with(link, str("a link")), str(", "), image, str("."))
	return p
}

func blocksOf(*document.Document) gast.Node {
	return with(&ast.Div{}, with(gast.NewTextBlock(), str("A text block in a div.")), &ast.Target{Label: "x"}, with(&ast.Generated{Of: "quantities"}, para(str("Generated."))))
}

func plots(d *document.Document) gast.Node {
	return with(&ast.Div{}, figure(d, "figure", "Figure 1", &ast.Plot{Chart: chart()}, longCaption),
		para(str("Between the figures there is some text that goes on for a while, so that the page has something to fill itself with.")),
		figure(d, "figure", "Figure 2", &ast.Plot{Chart: bars()}, "Short caption."))
}

func panels(d *document.Document) gast.Node {
	f := &ast.Figure{Of: "figure"}
	for _, label := range []string{"a", "b"} {
		panel := figure(d, "figure", label, &ast.Image{Path: "p.png", Data: photo(), MediaType: "image/png", AltText: "Colours."}, "Panel "+label+" of two.")
		d.Numbers[panel] = document.Number{ID: "panel-" + label, Label: label, Words: "Figure 3" + label}
		with(f, panel)
	}
	with(f, with(&ast.Caption{}, para(str("Two panels."))))
	d.Numbers[f] = document.Number{ID: "fig-panels", Label: "3", Words: "Figure 3"}
	return f
}

func table(d *document.Document) gast.Node {
	t := east.NewTable()
	t.Alignments = []east.Alignment{east.AlignNone, east.AlignRight, east.AlignNone}
	row := func(n gast.Node, cells ...string) {
		for i, text := range cells {
			c := east.NewTableCell()
			c.Alignment = t.Alignments[i]
			with(n, with(c, str(text)))
		}
		with(t, n)
	}
	head := east.NewTableHeader(east.NewTableRow(t.Alignments))
	row(head, "Quantity", "Value", "Verdict")
	for i := range 60 {
		row(east.NewTableRow(t.Alignments), "quantity with a name that is somewhat long", []string{"3.09\u00a0W", "12.5\u00a0W", "0.117\u00a0W", "−4\u00a0W", "10\u202f000\u00a0W"}[i%5], "reproduced, since the printed number agrees with the recomputed one")
	}
	return figure(d, "table", "Table 1", t, "A table that is longer than a page.")
}

func boxes() gast.Node {
	box := with(&ast.Admonition{Variant: "warning", Label: "Warning"}, para(str("A warning in a tinted box, long enough to take more than one line of the measure of this page.")), para(str("Second paragraph.")))
	own := with(&ast.Admonition{Variant: "note", Label: "Note"}, with(&ast.TitleLine{}, str("A title of its own")), para(str("A note.")))
	quote := with(gast.NewBlockquote(), para(str("Quoted.")))
	return with(&ast.Div{}, box, own, quote, gast.NewThematicBreak())
}

func listing(d *document.Document) gast.Node {
	code := "package main\n\nfunc main() {\n\tprintln(\"a long line of code that must be wrapped, because it is longer than the measure\")\n}\n"
	return figure(d, "code", "Listing 1", &ast.Listing{Language: "go", Code: code, Numbers: true, FirstLine: 9, Emphasise: []int{3}, Filename: "main.go"}, "A listing.")
}

func glossary() gast.Node {
	list := east.NewDefinitionList(0, nil)
	return with(&ast.Glossary{}, with(list, with(east.NewDefinitionTerm(), &ast.Anchor{ID: "term-x"}, str("term")), with(east.NewDefinitionDescription(), para(str("What it means.")))))
}

func displays(d *document.Document) []gast.Node {
	one := &ast.MathBlock{Tree: formula(`\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}`).WithNumbers("1")}
	wide := &ast.FormulaBlock{Tree: formula(`I = \log_2 \ln r - \frac{1}{2} \log_2 \frac{2 \pi e (1 + v^2)}{N} = a + b + c + d + e + f + g + h + \frac{1}{1+x} + \frac{2}{2+x}`), Entry: "q-grey.power"}
	widest := &ast.MathBlock{Tree: formula(`I = \log_2 \ln r - \frac{1}{2} \log_2 \frac{2 \pi e (1 + v^2)}{N} = a + b + c + d + e + f + g + h + \frac{1}{1+x} + \frac{2}{2+x} = a + b + c + d + e + f + g + h + \frac{1}{1+x} + \frac{2}{2+x}`)}
	aligned := &ast.MathBlock{Tree: formula(`\begin{align} a &= b + c \\ d &= e \end{align}`).WithNumbers("4", "5")}
	d.Numbers[one] = document.Number{ID: "eq-one", Kind: "equation", Label: "(1)", Words: "Equation (1)"}
	d.Numbers[wide] = document.Number{ID: "eq-two", Kind: "equation", Label: "(2)", Words: "Equation (2)"}
	d.Numbers[widest] = document.Number{ID: "eq-three", Kind: "equation", Label: "(3)", Words: "Equation (3)"}
	return []gast.Node{one, para(str("Text between displays.")), wide, widest, aligned}
}

func bibliography() gast.Node {
	b := &ast.Bibliography{}
	for i, text := range []string{"Levy, W. B. & Calvert, V. G. Communication consumes 35 times more energy than computation in the human cortex, but both costs are needed to predict synapse number. ", "Attwell, D. & Laughlin, S. B. An energy budget for signaling in the grey matter of the brain. "} {
		ref := &ast.Reference{Key: "levy2021", ID: []string{"ref-levy2021", "ref-attwell2001"}[i], Label: []string{"1", "12"}[i]}
		if i == 0 {
			ref.Backs = []string{"cite-1"}
		}
		with(ref, str(text), with(gast.NewEmphasis(1), str("J. Cereb. Blood Flow Metab.")), str(" 21, 1133–1145 (2001)."))
		with(b, ref)
	}
	return b
}

func ledger() gast.Node {
	cite := with(&ast.Cite{}, str("["), with(&ast.EntryLink{Href: "#ref-levy2021"}, str("1")), str(", table 1]"))
	return &ast.Ledger{Groups: []ast.LedgerGroup{{Title: "Cortex", Entries: []ast.LedgerEntry{
		{ID: "q-grey.power", Name: "cortex.grey_matter.power", Title: "power of the grey matter", Symbol: formula(`P_\mathrm{GM}`), Value: "3.09\u00a0W", Interval: "2.5\u00a0W to 3.6\u00a0W", Kind: "cited", Evidence: "primary",
			Sources: []gast.Node{cite}, Users: []ast.LedgerLink{{Name: "b", Title: "power per neuron", ID: "q-b"}}},
		{ID: "q-b", Name: "cortex.grey_matter.power_per_neuron", Title: "power per neuron", Symbol: formula(`p_n`), Value: "0.206\u00a0nW", Kind: "derived",
			Formula: formula(`p_n = \frac{P_\mathrm{GM}}{n}`), Substituted: formula(`= \frac{3.09\,\mathrm{W}}{1.5 \times 10^{10}}`), Inputs: []ast.LedgerLink{{Name: "a", Title: "power of the grey matter", ID: "q-grey.power"}},
			Note: "The exponent is what the popular article got wrong."},
	}}}}
}

const drawingSource = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 140">
<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="#5b6470"/></marker>
<linearGradient id="g"><stop stop-color="#9ecae1"/><stop offset="1" stop-color="#deebf7"/></linearGradient><clipPath id="c"><circle cx="280" cy="100" r="25"/></clipPath></defs>
<rect x="10" y="20" width="90" height="44" rx="6" fill="url(#g)" stroke="#1f5f8b"/>
<text x="55" y="46" text-anchor="middle" font-size="14">glucose</text>
<ellipse cx="200" cy="42" rx="45" ry="24" style="fill:none;stroke:#a3283a;stroke-width:1.5"/>
<text x="200" y="42" text-anchor="middle" dominant-baseline="middle" font-size="14" font-style="italic">ATP<tspan font-size="9" dy="4">32</tspan></text>
<path d="M100 42 C120 42 130 20 153 40" fill="none" stroke="#5b6470" marker-end="url(#arrow)"/>
<polyline points="20,120 60,90 100,110 140,80" fill="none" stroke="black" stroke-dasharray="4 2"/>
<g clip-path="url(#c)"><rect x="250" y="70" width="60" height="60" fill="#9a6200" fill-opacity="0.4"/></g>
<text x="250" y="30" transform="rotate(20 250 30)" font-weight="bold" font-size="12" fill="#1b6e53">turned</text></svg>`

const chinese = `## 引言

人脑只占体重的2%，却消耗全身约20%的能量（即大约20 W）。这个数字常常被引用，但它意味着什么？Levy与Calvert在2021年提出：“通信”的能耗是“计算”的35倍——这与直觉相反。《美国国家科学院院刊》（PNAS）刊登了这项研究；作者据此推断，大脑皮层（cortex）中每个神经元的功率约为2 × 10⁻¹⁰ W，而不是译文中所写的2 × 10⁻⁹ W。

**结论** 一个数字必须有出处，*必须有单位*，还必须能够重新计算。“谁来检查？”——“读者自己。”

1. 第一项：葡萄糖的供给。
2. 第二项：ATP的产生与消耗……

| 量 | 数值 | 来源 |
| --- | ---: | --- |
| 大脑功率 | 17.0 瓦 | 文献 |
| 皮层功率 | 4.94 瓦 | 重算 |

## 方法

`

func TestChinese(t *testing.T) {
	d := doc(t, chinese+strings.Repeat(strings.Split(chinese, "\n\n")[1]+"\n\n", 3))
	d.Lang, d.Words = "zh", document.WordsOf("zh")
	out := render(t, titled(d, "大脑的功率：能量都去了哪里"))
	f := read(t, out)
	if text := f.text(0); !strings.Contains(text, "大脑的功率：能量都去了哪里") {
		t.Errorf("the title is not in the text: %.200s", text)
	}
	if dir := os.Getenv("PDF_OUT"); dir != "" {
		if err := os.WriteFile(dir+"/chinese.pdf", out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRich(t *testing.T) {
	out := render(t, rich(t))
	if dir := os.Getenv("PDF_OUT"); dir != "" {
		if err := os.WriteFile(dir+"/rich.pdf", out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
