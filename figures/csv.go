package figures

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
)

// CSV gives the data of the chart, in full precision, with units in the header.
// A text that a spreadsheet would take for a formula gets an apostrophe.
func (c *Chart) CSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range c.rows() {
		// Writing to a buffer cannot fail.
		_ = w.Write(row)
	}
	w.Flush()
	return b.Bytes()
}

func (c *Chart) rows() [][]string {
	if c.categorical() {
		return c.categoryRows()
	}
	header := []string{plainText(c.X.Label)}
	for _, s := range c.Series {
		header = append(header, plainText(s.Label))
		if s.Low != nil {
			header = append(header, plainText(s.Label+" (low)"), plainText(s.Label+" (high)"))
		}
	}
	rows := [][]string{header}
	if len(c.Series) == 0 {
		return rows
	}
	// Series may have gaps: rows follow the union of their x, in order.
	at := make([]int, len(c.Series))
	for {
		x := math.Inf(1)
		for i, s := range c.Series {
			if at[i] < len(s.X) {
				x = math.Min(x, s.X[at[i]])
			}
		}
		if math.IsInf(x, 1) {
			return rows
		}
		row := []string{full(x)}
		for i, s := range c.Series {
			y, low, high := math.NaN(), math.NaN(), math.NaN()
			if at[i] < len(s.X) && s.X[at[i]] == x {
				y = s.Y[at[i]]
				if s.Low != nil {
					low, high = s.Low[at[i]], s.High[at[i]]
				}
				at[i]++
			}
			row = append(row, full(y))
			if s.Low != nil {
				row = append(row, full(low), full(high))
			}
		}
		rows = append(rows, row)
	}
}

func (c *Chart) categoryRows() [][]string {
	header := []string{""}
	intervals := false
	for _, s := range c.Series {
		for _, l := range s.Low {
			intervals = intervals || !math.IsNaN(l)
		}
	}
	for _, s := range c.Series {
		label := s.Label
		if label == "" || len(c.Series) == 1 {
			label = c.Y.Label
		}
		header = append(header, plainText(label))
		if intervals {
			header = append(header, plainText(label+" (low)"), plainText(label+" (high)"))
		}
	}
	rows := [][]string{header}
	for i, name := range c.Categories {
		row := []string{plainText(name)}
		for _, s := range c.Series {
			row = append(row, full(pick(s.Y, i)))
			if intervals {
				row = append(row, full(pick(s.Low, i)), full(pick(s.High, i)))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

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
