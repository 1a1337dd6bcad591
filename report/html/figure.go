package html

import (
	"encoding/base64"
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// figure prints an image, chart, table or listing with its caption: below, for
// tables above.
func (w *writer) figure(n *ast.Figure) {
	var caption *ast.Caption
	var content []gast.Node
	panels := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Caption:
			caption = c
			continue
		case *ast.Figure:
			panels++
		}
		content = append(content, c)
	}
	class := escape(n.Of)
	for _, c := range n.Classes {
		class += " " + escape(c)
	}
	if panels > 0 {
		class += " panels"
	}
	w.put(`<figure class="` + class + `"` + w.id(n) + ">\n")
	above := n.Of == "table" || n.Of == "code"
	if above {
		w.caption(n, caption)
	}
	for _, c := range content {
		w.node(c)
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
		w.put(`<b class="number">(` + escape(num.Label) + ")</b> ")
	} else if num.Words != "" {
		w.put(`<b class="number">` + escape(num.Words) + ".</b> ")
	}
	if c != nil {
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			if p, ok := b.(*gast.Paragraph); ok && b == c.FirstChild() {
				w.children(p)
				continue
			}
			w.node(b)
		}
	}
	w.put("</figcaption>\n")
}

func (w *writer) image(n *ast.Image) {
	if n.MediaType == "image/svg+xml" {
		w.put(`<div class="drawing" role="img" aria-label="` + escape(n.AltText) + `">`)
		w.put(string(n.Data))
		w.put("</div>\n")
		return
	}
	w.put(fmt.Sprintf(`<img src="data:%s;base64,%s" alt="%s" width="%.0f" height="%.0f">`+"\n",
		n.MediaType, base64.StdEncoding.EncodeToString(n.Data), escape(n.AltText), n.Width, n.Height))
}

// plot prints a chart with its data as a table, for readers who cannot see it
// or want the numbers.
func (w *writer) plot(n *ast.Plot) {
	w.panels++
	if n.Chart == nil {
		return
	}
	// Drawn twice, so that labels can be read on a telephone too; the style
	// sheet shows one of them.
	w.put(`<div class="chart wide">`)
	w.put(string(n.Chart.SVG(fmt.Sprintf("chart-%d", w.panels), 460)))
	w.put(`</div>` + "\n" + `<div class="chart narrow">`)
	w.put(string(n.Chart.SVG(fmt.Sprintf("chart-%d-narrow", w.panels), 290)))
	w.put("</div>\n")
	w.dataTable(n)
}

// maxDataRows keeps the page light: a curve's every fourth point says enough.
const maxDataRows = 60

func (w *writer) dataTable(n *ast.Plot) {
	rows := strings.Split(strings.TrimSpace(string(n.Chart.CSV())), "\n")
	if len(rows) < 2 {
		return
	}
	w.put(`<details class="data"><summary>` + escape(w.doc.Words.Data) + `</summary><div class="scroll" tabindex="0"><table>` + "\n")
	step := (len(rows)-2)/maxDataRows + 1
	for i, row := range rows {
		if i > 0 && (i-1)%step != 0 {
			continue
		}
		tag := "td"
		if i == 0 {
			tag = "th"
		}
		w.put("<tr>")
		for _, cell := range splitCSV(row) {
			w.put("<" + tag + ">" + escape(cell) + "</" + tag + ">")
		}
		w.put("</tr>\n")
	}
	w.put("</table></div></details>\n")
}

// splitCSV splits a row that our own writer made.
func splitCSV(row string) []string {
	var cells []string
	var b strings.Builder
	quoted := false
	for i := 0; i < len(row); i++ {
		switch c := row[i]; {
		case c == '"' && quoted && i+1 < len(row) && row[i+1] == '"':
			b.WriteByte('"')
			i++
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			cells = append(cells, b.String())
			b.Reset()
		case c == '\r':
		default:
			b.WriteByte(c)
		}
	}
	return append(cells, b.String())
}

func (w *writer) table(n *east.Table) {
	w.put(`<div class="scroll" tabindex="0"><table>` + "\n")
	body := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*east.TableHeader); !ok && !body {
			body = true
			w.put("<tbody>\n")
		}
		w.node(c)
	}
	if body {
		w.put("</tbody>\n")
	}
	w.put("</table></div>\n")
}

func (w *writer) cell(n *east.TableCell) {
	tag := "td"
	if w.header {
		tag = "th"
	}
	attributes := ""
	if w.header {
		attributes = ` scope="col"`
	}
	switch n.Alignment {
	case east.AlignRight:
		attributes += ` class="right"`
	case east.AlignCenter:
		attributes += ` class="center"`
	}
	w.wrap(tag, attributes, n)
}
