package figures

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strconv"
	"strings"
)

// CSV gives the data of the chart, in full precision, with units in the header.
// A text that a spreadsheet would take for a formula gets an apostrophe.
func (c *Chart) CSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range c.clean().rows() {
		// Writing to a buffer cannot fail.
		_ = w.Write(row)
	}
	w.Flush()
	return b.Bytes()
}

func (c *Chart) rows() [][]string {
	switch {
	case len(c.Panels) > 0:
		return c.panelRows()
	case c.Kind == Sankey:
		return c.flowRows()
	case c.categorical():
		return c.categoryRows()
	case c.Kind == Scatter:
		return c.pointRows()
	}
	return c.curveRows()
}

// panelRows sets the rows of all panels under one header, each behind its title.
func (c *Chart) panelRows() (rows [][]string) {
	for _, p := range (&sheet{Chart: c}).charts() {
		for i, row := range p.rows() {
			switch {
			case i > 0:
				rows = append(rows, append([]string{plainText(p.Title)}, row...))
			case len(rows) == 0:
				rows = append(rows, append([]string{""}, row...))
			}
		}
	}
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	for i := range rows {
		rows[i] = append(rows[i], make([]string, width-len(rows[i]))...)
	}
	return rows
}

func (c *Chart) flowRows() [][]string {
	w := wordsOf(c.Lang)
	header := []string{w.from, w.to, w.value}
	if c.Y.Label != "" {
		header[2] = plainText(c.Y.Label)
	}
	rows := [][]string{header}
	for _, f := range c.Flows {
		if f.From < 0 || f.To < 0 || f.From >= len(c.Nodes) || f.To >= len(c.Nodes) {
			continue
		}
		rows = append(rows, []string{plainText(c.Nodes[f.From].Label), plainText(c.Nodes[f.To].Label), full(f.Value)})
	}
	return rows
}

// bounded lists the header of a column and, with bounds, theirs.
func (c *Chart) bounded(label string, bounds bool) []string {
	if !bounds {
		return []string{plainText(label)}
	}
	w := wordsOf(c.Lang)
	return []string{plainText(label), plainText(label + w.low), plainText(label + w.high)}
}

func boundedRow(v, low, high float64, bounds bool) []string {
	if !bounds {
		return []string{full(v)}
	}
	return []string{full(v), full(low), full(high)}
}

// hasBounds tells whether any number is one.
func hasBounds(lists ...[]float64) bool {
	return slices.ContainsFunc(lists, func(list []float64) bool {
		return slices.ContainsFunc(list, func(v float64) bool { return !math.IsNaN(v) })
	})
}

// pointRows lists points one by one: series and name as far as there are any.
func (c *Chart) pointRows() [][]string {
	var xBounds, yBounds, named bool
	for _, s := range c.Series {
		xBounds, yBounds = xBounds || hasBounds(s.XLow, s.XHigh), yBounds || hasBounds(s.Low, s.High)
		named = named || len(s.Text) > 0
	}
	var header []string
	if len(c.Series) > 1 {
		header = append(header, "")
	}
	if named {
		header = append(header, "")
	}
	header = append(append(header, c.bounded(c.X.Label, xBounds)...), c.bounded(c.Y.Label, yBounds)...)
	rows := [][]string{header}
	for _, s := range c.Series {
		for i, y := range s.Y {
			var row []string
			if len(c.Series) > 1 {
				row = append(row, plainText(s.Label))
			}
			if named {
				row = append(row, plainText(textOf(s, i)))
			}
			row = append(row, boundedRow(pick(s.X, i), pick(s.XLow, i), pick(s.XHigh, i), xBounds)...)
			rows = append(rows, append(row, boundedRow(y, pick(s.Low, i), pick(s.High, i), yBounds)...))
		}
	}
	return rows
}

// curveRows lists the series side by side. They may have gaps: rows follow the
// union of their x, in order.
func (c *Chart) curveRows() [][]string {
	header := []string{plainText(c.X.Label)}
	for _, s := range c.Series {
		header = append(header, c.bounded(s.Label, hasBounds(s.Low, s.High))...)
	}
	rows := [][]string{header}
	at := make([]int, len(c.Series))
	for {
		x, any := math.Inf(1), false
		for i, s := range c.Series {
			if at[i] < len(s.X) {
				x, any = math.Min(x, s.X[at[i]]), true
			}
		}
		if !any {
			return rows
		}
		row := []string{full(x)}
		for i, s := range c.Series {
			y, low, high := math.NaN(), math.NaN(), math.NaN()
			if j := at[i]; j < len(s.X) && (s.X[j] == x || math.IsNaN(x)) {
				y, low, high = pick(s.Y, j), pick(s.Low, j), pick(s.High, j)
				at[i]++
			}
			row = append(row, boundedRow(y, low, high, hasBounds(s.Low, s.High))...)
		}
		rows = append(rows, row)
	}
}

func (c *Chart) categoryRows() [][]string {
	header := []string{""}
	intervals := false
	for _, s := range c.Series {
		intervals = intervals || hasBounds(s.Low, s.High)
	}
	for _, s := range c.Series {
		label := s.Label
		if label == "" || len(c.Series) == 1 {
			label = c.Y.Label
		}
		header = append(header, c.bounded(label, intervals)...)
	}
	rows := [][]string{header}
	for i, name := range c.Categories {
		row := []string{plainText(name)}
		for _, s := range c.Series {
			row = append(row, boundedRow(pick(s.Y, i), pick(s.Low, i), pick(s.High, i), intervals)...)
		}
		rows = append(rows, row)
	}
	return rows
}

// pick is the i-th number; NaN beyond the end.
func pick(v []float64, i int) float64 {
	if i < len(v) {
		return v[i]
	}
	return math.NaN()
}

// full prints a number so that reading it back gives the same; nothing for NaN.
func full(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func plainText(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
