package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
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

func TestRich(t *testing.T) {
	out := render(t, rich(t))
	if dir := os.Getenv("PDF_OUT"); dir != "" {
		if err := os.WriteFile(dir+"/rich.pdf", out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
