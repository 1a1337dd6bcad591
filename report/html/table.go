package html

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// A column is what all cells of a column share.
type column struct {
	name    string // text of its head
	class   string
	decimal bool    // numbers stand with their decimal signs in a line
	rest    float64 // ems to the right of the decimal sign, at most
}

// table prints a table of the manuscript. It can be scrolled where it may be
// too wide.
func table(w *writer, n gast.Node) {
	head, rows := parts(n)
	w.columns = w.measure(head, rows)
	width := 0.0
	for i := range w.columns {
		width += w.leastWidth(i, head, rows) + cellGap
	}
	open, end := "", ""
	if width > narrowest {
		label := w.tableName(n)
		open, end = `<div class="scroll" tabindex="0" role="group" aria-label="`+escape(label)+`">`, "</div>"
	}
	w.put(open, "<table>\n")
	w.rows(head, rows, false)
	w.put("</table>", end, "\n")
}

// generated prints a table from the model: its rows become cards on a
// telephone, with the heads of the columns before each value.
func generated(w *writer, node gast.Node) {
	n := node.(*ast.Generated)
	w.put(`<div class="generated `, escape(n.Of), `"`, w.id(n), ">\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != east.KindTable {
			w.node(c)
			continue
		}
		head, rows := parts(c)
		w.columns = w.measure(head, rows)
		w.put("<table>\n")
		w.rows(head, rows, true)
		w.put("</table>\n")
	}
	w.put("</div>\n")
}

// tableName says what a table is, for those who cannot see it.
func (w *writer) tableName(n gast.Node) string {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if num, ok := w.doc.Numbers[p]; ok && num.Words != "" {
			return num.Words
		}
	}
	return strings.TrimSpace(fmt.Sprintf(w.doc.Words.Table, ""))
}

// cellGap is the space between columns, in ems.
const cellGap = 0.75

func parts(table gast.Node) (head gast.Node, rows []gast.Node) {
	for c := table.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == east.KindTableHeader {
			head = c
		} else {
			rows = append(rows, c)
		}
	}
	return head, rows
}

func cellAt(row gast.Node, i int) *east.TableCell {
	c := row.FirstChild()
	for ; c != nil && i > 0; i-- {
		c = c.NextSibling()
	}
	cell, _ := c.(*east.TableCell)
	return cell
}

// measure finds names and alignment of the columns.
func (w *writer) measure(head gast.Node, rows []gast.Node) []column {
	var columns []column
	first := head
	if head == nil && len(rows) > 0 {
		first = rows[0]
	}
	if first == nil {
		return nil
	}
	for c := first.FirstChild(); c != nil; c = c.NextSibling() {
		var col column
		if head != nil {
			col.name = w.textOf(c)
		}
		switch c.(*east.TableCell).Alignment {
		case east.AlignRight:
			col.class = "right"
		case east.AlignCenter:
			col.class = "center"
		}
		w.decimals(&col, len(columns), rows)
		columns = append(columns, col)
	}
	return columns
}

// decimals finds out whether a column holds numbers.
func (w *writer) decimals(col *column, i int, rows []gast.Node) {
	const longest = 4.5 // ems: what is longer stands by itself, and so does a power of ten
	numbers, others := 0, 0
	for _, row := range rows {
		cell := cellAt(row, i)
		if cell == nil || cell.FirstChild() == nil {
			continue
		}
		if rest, ok := w.behindDecimal(w.firstLine(cell)); ok {
			numbers++
			if rest <= longest && !strings.Contains(w.firstLine(cell), "×") {
				col.rest = max(col.rest, rest)
			}
		} else {
			others++
		}
	}
	if numbers >= 2 && others <= numbers/3 && col.class != "center" {
		col.decimal, col.class = true, "num"
	}
}

// firstLine is the text of a cell up to a forced break.
func (w *writer) firstLine(cell *east.TableCell) string {
	var b strings.Builder
	for c := cell.FirstChild(); c != nil; c = c.NextSibling() {
		b.WriteString(w.textOf(c))
		if t, ok := c.(*gast.Text); ok && t.HardLineBreak() {
			break
		}
	}
	return b.String()
}

// behindDecimal measures what stands behind the integer part of a number: the
// decimal sign, digits, unit and whatever follows.
func (w *writer) behindDecimal(text string) (ems float64, ok bool) {
	rest := strings.TrimLeftFunc(text, func(r rune) bool { return strings.ContainsRune("≈~<>≤≥±+−-‑– \u00a0", r) })
	if r, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsDigit(r) || utf8.RuneCountInString(text)-utf8.RuneCountInString(rest) > 3 {
		return 0, false
	}
	sign, group := ".", ","
	if lang, _, _ := strings.Cut(w.doc.Lang, "-"); lang == "de" || lang == "fr" || lang == "es" {
		sign, group = ",", "."
	}
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		next, _ := utf8.DecodeRuneInString(rest[size:])
		if !unicode.IsDigit(r) && (!strings.ContainsRune("\u202f\u2009"+group, r) || !unicode.IsDigit(next)) {
			break
		}
		rest = rest[size:]
	}
	const words = 12 // ems: text that begins with a number
	if textWidth(rest) > words {
		return 0, false
	}
	if !strings.HasPrefix(rest, sign) && rest != "" {
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(r) || r == '-' || r == '–' {
			return 0, false // 3-vector, 1990–1995
		}
	}
	return textWidth(rest), true
}

// leastWidth is the width below which a column cannot go, in ems.
func (w *writer) leastWidth(i int, head gast.Node, rows []gast.Node) float64 {
	least := 0.0
	for _, row := range append([]gast.Node{head}, rows...) {
		if row == nil {
			continue
		}
		if cell := cellAt(row, i); cell != nil {
			for _, word := range strings.FieldsFunc(w.textOf(cell), func(r rune) bool { return r == ' ' || r == '\n' || r == '-' }) {
				least = max(least, textWidth(word))
			}
			for c := cell.FirstChild(); c != nil; c = c.NextSibling() {
				if m, ok := c.(*ast.Math); ok && m.Tree != nil {
					least = max(least, m.Tree.Layout(1, false).Width)
				}
			}
		}
	}
	return least
}

// rows prints head and body. Of a generated table the first cell names the
// row.
func (w *writer) rows(head gast.Node, rows []gast.Node, cards bool) {
	if head != nil {
		w.put("<thead>\n<tr>")
		for i := 0; ; i++ {
			cell := cellAt(head, i)
			if cell == nil {
				break
			}
			class := ""
			if c := w.columns[i].class; c != "" {
				class = ` class="` + c + `"`
			}
			if cell.FirstChild() == nil {
				w.put("<td", class, "></td>")
				continue
			}
			w.wrap("th", ` scope="col"`+class, cell)
		}
		w.put("</tr>\n</thead>\n")
	}
	if len(rows) == 0 {
		return
	}
	w.put("<tbody>\n")
	for _, row := range rows {
		w.row(row, cards)
	}
	w.put("</tbody>\n")
}

func (w *writer) row(row gast.Node, cards bool) {
	w.put("<tr")
	if v := verdictOf(row); v != "" {
		w.put(` class="v-`, escape(v), `"`)
	}
	w.put(">")
	for i, col := range w.columns {
		cell := cellAt(row, i)
		if cell == nil {
			w.put("<td></td>")
			continue
		}
		tag, attributes, class := "td", "", col.class
		if col.decimal {
			if rest, ok := w.behindDecimal(w.firstLine(cell)); ok && col.rest-rest > 0.005 {
				class += " " + w.sheet.class("--r", fmt.Sprintf("%.2fem", col.rest-rest))
			}
		}
		if class != "" {
			attributes = ` class="` + class + `"`
		}
		switch {
		case cards && i == 0:
			tag, attributes = "th", ` scope="row"`+attributes
		case cards && cell.FirstChild() != nil:
			attributes += ` data-label="` + escape(col.name+w.doc.Words.Colon) + `"`
		}
		w.wrap(tag, attributes, cell)
	}
	w.put("</tr>\n")
}

// verdictOf is the verdict that a row of the table of claims ends in.
func verdictOf(row gast.Node) string {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		if v, ok := c.FirstChild().(*ast.Verdict); ok {
			return v.Verdict
		}
	}
	return ""
}
