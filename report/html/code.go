package html

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/fonts"
	"reckon/report/markdown/ast"
	"reckon/report/math"
)

// narrowest is the width, in ems, that a telephone leaves for text. What is
// wider can be scrolled, by keys too.
const narrowest = 19.0

func fencedCode(w *writer, node gast.Node) {
	n := node.(*gast.FencedCodeBlock)
	w.code(string(n.Language(w.doc.Source)), lines(n, w.doc.Source))
}

// scrolls gives the attribute that lets keys reach what may have to be
// scrolled sideways.
func scrolls(width float64) string {
	if width > narrowest {
		return ` tabindex="0"`
	}
	return ""
}

// codeWidth is the width of the longest line of code, in ems of the text.
func codeWidth(text string) float64 {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, len(line))
	}
	const em = 0.6 * 0.8125 // a character of the face, in the size of listings
	return float64(longest)*em + 2
}

func (w *writer) code(language, text string) {
	class := ""
	if language != "" {
		class = ` class="language-` + escape(strings.Join(strings.Fields(language), "-")) + `"`
	}
	w.put("<pre", scrolls(codeWidth(text)), "><code", class, ">", escape(text), "</code></pre>\n")
}

func listing(w *writer, node gast.Node) {
	n := node.(*ast.Listing)
	if n.Filename != "" {
		w.put(`<p class="filename"><code>`, escape(n.Filename), "</code></p>\n")
	}
	if !n.Numbers && len(n.Emphasise) == 0 {
		w.code(n.Language, n.Code)
		return
	}
	emphasised := map[int]bool{}
	for _, line := range n.Emphasise {
		emphasised[line] = true
	}
	w.put(`<pre class="lines"`, scrolls(codeWidth(n.Code)+3), `><code>`)
	for i, line := range strings.Split(strings.TrimSuffix(n.Code, "\n"), "\n") {
		if n.Numbers {
			w.put(fmt.Sprintf(`<span class="lineno" aria-hidden="true">%d</span>`, max(n.FirstLine, 1)+i))
		}
		if emphasised[i+1] {
			w.put("<mark>", escape(line), "</mark>\n")
		} else {
			w.put(escape(line), "\n")
		}
	}
	w.put("</code></pre>\n")
}

func mathBlock(w *writer, node gast.Node) {
	n := node.(*ast.MathBlock)
	if n.Tree == nil {
		return
	}
	w.equation(n, n.Tree, "")
}

func formulaBlock(w *writer, node gast.Node) {
	n := node.(*ast.FormulaBlock)
	if n.Tree == nil {
		return
	}
	w.equation(n, n.Tree, n.Entry)
}

// equation prints a displayed formula with its number at the side, which leads
// to the derivation. The formula itself is no link: it would lose its
// structure for those who listen to it.
func (w *writer) equation(n gast.Node, t *math.Tree, entry string) {
	label := escape(w.doc.Numbers[n].Label)
	const margin = 2 // ems, of the number
	w.put(`<div class="equation"`, w.id(n), `><div class="formula-line"`, scrolls(t.Layout(1, true).Width+margin), ">", mathML(t, true), "</div>")
	switch {
	case label == "":
	case entry != "" && w.known[entry]:
		w.put(`<a class="number" href="#`, escape(entry), `">`, label, "</a>")
	default:
		w.put(`<span class="number">`, label, "</span>")
	}
	w.put("</div>\n")
}

// mathML prints a formula for a page, which knows the namespace.
func mathML(t *math.Tree, display bool) string {
	return strings.Replace(t.MathML(display), ` xmlns="http://www.w3.org/1998/Math/MathML"`, "", 1)
}

// textWidth is the width of text in ems of the report's face.
func textWidth(text string) float64 { return fonts.Text(false, false).Width(text) / 1000 }
