package math

import "strings"

// table writes a matrix or an alignment. The numbers of lines are a last
// column, which a page may set at its margin.
func (w *mathWriter) table(t *table, st mathStyle) {
	fenced := t.open != "" || t.close != ""
	if fenced {
		w.open("mrow")
		w.done()
		w.fence(t.open, "prefix", true)
	}
	inner := mathStyle{level: st.level, color: st.color}.to(t.style)
	if t.style != styleDisplay {
		inner = mathStyle{level: st.level, color: st.color}
	}
	if t.small {
		inner = mathStyle{level: max(1, st.level), color: st.color}
	}
	w.open("mtable")
	if inner.display {
		w.attr("displaystyle", "true")
	}
	if t.small && st.level == 0 {
		w.attr("scriptlevel", "1")
	}
	w.attr("columnalign", columnAlign(t))
	labels := w.labels(t)
	switch {
	case labels != nil:
		w.attr("class", "math-align math-numbered")
	case t.small:
		w.attr("class", "math-small")
	case t.style == styleDisplay && !fenced:
		w.attr("class", "math-align")
	}
	w.done()
	for i, r := range t.rows {
		w.tableRow(t, i, r, inner, labels)
	}
	w.end("mtable")
	if fenced {
		w.fence(t.close, "postfix", true)
		w.end("mrow")
	}
}

// labels are the nodes at the margin, by row; nil if there are none.
func (w *mathWriter) labels(t *table) []node {
	if t != w.numbered {
		return nil
	}
	labels := make([]node, len(t.rows))
	any := false
	for i := range t.rows {
		line := i
		if t.whole {
			if i != len(t.rows)-1 {
				continue
			}
			line = 0
		}
		labels[i] = w.tree.labelOf(line)
		any = any || labels[i] != nil
	}
	if !any {
		return nil
	}
	return labels
}

func columnAlign(t *table) string {
	var words []string
	for _, c := range t.columns {
		if c.align != 0 {
			words = append(words, map[byte]string{'l': "left", 'c': "center", 'r': "right"}[c.align])
		}
	}
	return strings.Join(words, " ")
}

func (w *mathWriter) tableRow(t *table, i int, r tableRow, st mathStyle, labels []node) {
	w.open("mtr")
	w.done()
	if labels != nil {
		w.glue()
	}
	column := 0
	for k, cell := range r.cells {
		span := 1
		if k < len(r.spans) {
			span = r.spans[k]
		}
		w.open("mtd")
		if span > 1 {
			w.attr("columnspan", itoa(span))
		}
		w.attr("class", cellClass(t, i, column, k))
		w.done()
		w.cell(t, i, column, cell, st)
		w.end("mtd")
		column += span
	}
	if labels != nil {
		for ; column < len(t.columns); column++ {
			w.open("mtd")
			w.done()
			w.end("mtd")
		}
		w.open("mtd", "class", "math-tag")
		w.done()
		if labels[i] != nil {
			w.part(labels[i], mathStyle{})
		}
		w.end("mtd")
	}
	w.end("mtr")
}

// glue is an empty cell that, with the last one, keeps a numbered formula in
// the middle.
func (w *mathWriter) glue() {
	w.open("mtd", "class", "math-glue")
	w.done()
	w.end("mtd")
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// cell writes what stands in a cell. In the right column of a pair, a leading
// sign has something at its left: the column before.
func (w *mathWriter) cell(t *table, i, column int, cell node, st mathStyle) {
	r, ok := cell.(*row)
	if !ok {
		w.part(cell, st)
		return
	}
	items := flatten(r.items, st)
	if column < len(t.columns) && t.columns[column].free && column > 0 {
		items = append([]flat{{node: &row{}, style: st, scale: 1}}, items...)
	}
	w.row(items)
}

func cellClass(t *table, i, column, k int) string {
	var classes []string
	if column < len(t.columns) {
		c := t.columns[column]
		if t.name == "multline" && len(t.rows) > 1 {
			switch i {
			case 0:
				c.align = 'l'
			case len(t.rows) - 1:
				c.align = 'r'
			}
		}
		if c.align != 0 {
			classes = append(classes, "math-"+string(rune(c.align)))
		}
		if c.rules > 0 {
			classes = append(classes, "math-rule-l")
		}
		if k > 0 && !c.free && t.gap == 2 {
			classes = append(classes, "math-pair")
		}
		if c.free && c.gap > 0 && t.lines {
			classes = append(classes, "math-apart")
		}
	}
	if column+1 < len(t.columns) && t.columns[column+1].align == 0 && t.columns[column+1].rules > 0 {
		classes = append(classes, "math-rule-r")
	}
	if i < len(t.rules) && t.rules[i] > 0 || covered(t.partialAt(i), column) {
		classes = append(classes, "math-rule-t")
	}
	if i == len(t.rows)-1 && (i+1 < len(t.rules) && t.rules[i+1] > 0 || covered(t.partialAt(i+1), column)) {
		classes = append(classes, "math-rule-b")
	}
	return strings.Join(classes, " ")
}

func covered(rules []partRule, column int) bool {
	for _, r := range rules {
		if column >= r.first && column <= r.last {
			return true
		}
	}
	return false
}

func (w *mathWriter) tagged(t *tagged, st mathStyle) {
	w.open("mtable", "displaystyle", "true", "class", "math-align math-numbered")
	w.done()
	w.open("mtr")
	w.done()
	w.glue()
	w.open("mtd")
	w.done()
	w.row(flatten(t.body.items, st))
	w.end("mtd")
	w.open("mtd", "class", "math-tag")
	w.done()
	w.part(t.label, mathStyle{})
	w.end("mtd")
	w.end("mtr")
	w.end("mtable")
}
