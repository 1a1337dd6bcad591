package html

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/model/number"
	"reckon/report/markdown/ast"
)

// figure prints an image, chart, table or listing with its caption: below, for
// tables and listings above.
func figure(w *writer, node gast.Node) {
	n := node.(*ast.Figure)
	caption, _ := n.LastChild().(*ast.Caption)
	class, panels := escape(n.Of), false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		panels = panels || c.Kind() == ast.KindFigure
	}
	if panels {
		class += " panels"
	}
	w.put(`<figure class="`, class, classes(n.Classes), `"`, w.id(n), ">\n")
	above := n.Of == "table" || n.Of == "code"
	if above {
		w.caption(n, caption)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindCaption {
			w.node(c)
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if p, ok := c.(*ast.Plot); ok && p.Chart != nil {
			w.dataTable(p)
		}
	}
	if !above {
		w.caption(n, caption)
	}
	w.put("</figure>\n")
}

func (w *writer) caption(n *ast.Figure, c *ast.Caption) {
	num := w.doc.Numbers[n]
	if c == nil && num.Words == "" {
		return
	}
	w.put("<figcaption>")
	if _, panel := n.Parent().(*ast.Figure); panel {
		w.put(`<b class="number">(`, escape(num.Label), ")</b> ")
	} else if num.Words != "" {
		// A space parts the name from the text in Chinese, as in the PDF.
		w.put(`<b class="number">`, escape(num.Words), w.doc.Words.Mark(".", ""), "</b>", w.doc.Words.Mark(" ", "\u2002"))
	}
	if c != nil {
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			if b == c.FirstChild() && (b.Kind() == gast.KindParagraph || b.Kind() == gast.KindTextBlock) {
				w.children(b)
				continue
			}
			w.node(b)
		}
	}
	w.put("</figcaption>\n")
}

// Widths of charts in points, for a column of text and for a telephone: their
// labels can be read on both. The style sheet shows one of them.
const (
	wideChart   = 410
	narrowChart = 270
)

// plot prints a chart.
func plot(w *writer, node gast.Node) {
	n := node.(*ast.Plot)
	if n.Chart == nil {
		return
	}
	w.charts++
	id := w.own(fmt.Sprintf("chart-%d", w.charts))
	w.put(`<div class="chart wide">`, inline(n.Chart.SVG(id, wideChart)), "</div>\n",
		`<div class="chart narrow">`, inline(n.Chart.SVG(w.own(id+"-narrow"), narrowChart)), "</div>\n")
}

// inline leaves out of a chart what a drawing needs only in a file of its own.
func inline(svg []byte) string {
	return strings.TrimSpace(strings.Replace(string(svg), ` xmlns="http://www.w3.org/2000/svg"`, "", 1))
}

// maxDataRows keeps the page light: of a curve some points say enough, and the
// file beside the page has them all.
const maxDataRows = 40

// dataTable prints a chart's data, for readers who cannot see it or want the
// numbers. The style sheet sets it
// below the caption, which has to be a figure's last element.
func (w *writer) dataTable(n *ast.Plot) {
	rows, err := csv.NewReader(strings.NewReader(string(n.Chart.CSV()))).ReadAll()
	if err != nil || len(rows) < 2 {
		return
	}
	w.put(`<details class="data"><summary>`, escape(w.doc.Words.Data), "</summary>\n")
	if n.File != "" {
		w.put(`<p><a href="data/`, escape(n.File), `" download type="text/csv">`, escape(n.File), "</a></p>\n")
	}
	w.put(`<div class="scroll" tabindex="0" role="group" aria-label="`, escape(w.doc.Words.Data), `"><table>`, "\n<thead>\n<tr>")
	for _, cell := range rows[0] {
		if cell == "" {
			w.put("<td></td>")
			continue
		}
		w.put(`<th scope="col">`, escape(cell), "</th>")
	}
	w.put("</tr>\n</thead>\n<tbody>\n")
	step := (len(rows)-2)/maxDataRows + 1
	for i := 1; i < len(rows); i += step {
		w.put("<tr>")
		for j, cell := range rows[i] {
			if j == 0 {
				w.put(`<th scope="row">`, escape(w.short(cell)), "</th>")
			} else {
				w.put("<td>", escape(w.short(cell)), "</td>")
			}
		}
		w.put("</tr>\n")
	}
	w.put("</tbody>\n</table></div></details>\n")
}

// short prints a number of a data file with the digits that a reader wants.
func (w *writer) short(cell string) string {
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	const digits = 4
	return number.Style{Lang: w.doc.Lang, Grouping: w.doc.Front.Grouping}.Number(x, number.Format{Verb: 'g', Digits: digits}, digits)
}
