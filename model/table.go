package model

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"reckon/internal/diag"
	"reckon/model/number"
	"reckon/model/unit"
)

// A Table is a CSV file of the project: its header, whose names may carry
// units, and its rows. Lines that begin with # are remarks.
type Table struct {
	header []string
	rows   [][]string
	lines  []int // where each row begins
	comma  rune  // what parts the cells
}

// A Column is one column of a table. Values has one entry for each row, NaN
// where nothing was measured, in Unit. Calendar dates are years with a fraction.
type Column struct {
	Name   string // without its unit
	Unit   unit.Unit
	Values []float64
}

// A ColumnError says why a column cannot be read.
type ColumnError struct {
	before, after string // the name of the table's file stands between
	Hint          string
}

func (e *ColumnError) Error() string { return e.In("the table") }

// In is the error with the name of the table's file.
func (e *ColumnError) In(file string) string { return e.before + file + e.after }

// ParseTable reads values parted by commas, semicolons or tabs, whichever the
// header has most of; at most maxDataRows rows. Where semicolons part them, a
// comma is a decimal sign.
func ParseTable(text []byte) (*Table, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		return nil, errors.New("it is not text in UTF-8")
	}
	r := csv.NewReader(bytes.NewReader(text))
	t := &Table{comma: separator(text)}
	r.Comma = t.comma
	r.Comment = '#'
	r.TrimLeadingSpace = r.Comma != '\t'
	r.FieldsPerRecord = -1
	for {
		row, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if t.header == nil {
				return nil, errors.New("it is empty")
			}
			return t, nil
		case errors.As(err, &bad):
			return nil, fmt.Errorf("line %d: %w", bad.Line, bad.Err)
		case err != nil:
			return nil, err
		case t.header == nil:
			t.header = row
			continue
		case len(t.rows) == maxDataRows:
			return nil, fmt.Errorf("it has more than %d rows", maxDataRows)
		}
		line, _ := r.FieldPos(0)
		t.rows, t.lines = append(t.rows, row), append(t.lines, line)
	}
}

// separator is what parts the cells of the first line that is no remark.
func separator(text []byte) rune {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		counts := map[rune]int{}
		quoted, depth := false, 0
		for _, r := range string(line) {
			switch {
			case r == '"':
				quoted = !quoted
			case r == '(' || r == '[':
				depth++
			case r == ')' || r == ']':
				depth--
			case !quoted && depth <= 0:
				counts[r]++
			}
		}
		best := '\t'
		for _, r := range ";," {
			if counts[r] > counts[best] {
				best = r
			}
		}
		if counts[best] == 0 {
			return ','
		}
		return best
	}
	return ','
}

// Columns lists the names of the columns without their units.
func (t *Table) Columns() []string {
	var names []string
	for _, head := range t.header {
		bare, _ := splitHeader(head)
		names = append(names, bare)
	}
	return names
}

// Rows is the number of rows below the header.
func (t *Table) Rows() int { return len(t.rows) }

// Text gives the cells of a column as they are written.
func (t *Table) Text(name string) ([]string, error) {
	at, err := t.find(name)
	if err != nil {
		return nil, err
	}
	var cells []string
	for _, row := range t.rows {
		cell := ""
		if at < len(row) {
			cell = strings.TrimSpace(row[at])
		}
		cells = append(cells, cell)
	}
	return cells, nil
}

// find gives the place of a column, by its name with or without its unit. The
// error is a [ColumnError].
func (t *Table) find(name string) (int, error) {
	for i, head := range t.header {
		if bare, _ := splitHeader(head); bare == name || strings.TrimSpace(head) == name {
			return i, nil
		}
	}
	names := t.Columns()
	e := &ColumnError{after: fmt.Sprintf(" has no column %q", clip(name))}
	if e.Hint = diag.DidYouMean(name, names); e.Hint == "" {
		e.Hint = "its columns are " + clip(strings.Join(names, ", "))
	}
	return 0, e
}

// Column reads the numbers of a column, found by its name with or without its
// unit. The error is a [ColumnError].
func (t *Table) Column(name string, units *unit.Registry) (Column, error) {
	at, err := t.find(name)
	if err != nil {
		return Column{}, err
	}
	bare, unitText := splitHeader(t.header[at])
	c := Column{Name: bare}
	if unitText != "" {
		if c.Unit, err = units.Parse(unitText); err != nil {
			return c, &ColumnError{before: "the header of " + bare + " in ", after: " has a unit that is not known: " + clip(unitText)}
		}
	}
	for i, row := range t.rows {
		cell := ""
		if at < len(row) {
			cell = strings.TrimSpace(row[at])
		}
		x, ok := t.number(cell)
		if !ok {
			return c, &ColumnError{
				after: fmt.Sprintf(" has no number in line %d, column %s, but %q", t.lines[i], bare, clip(cell)),
				Hint:  "leave the cell empty, or write NA, where nothing was measured",
			}
		}
		c.Values = append(c.Values, x)
	}
	return c, nil
}

// missing are the words that stand in a cell where nothing was measured.
var missing = []string{"", "NA", "N/A", "NaN", "null", "-", "\u2013", "\u2014", "\u2212"}

// number reads a cell.
func (t *Table) number(cell string) (float64, bool) {
	for _, word := range missing {
		if strings.EqualFold(cell, word) {
			return math.NaN(), true
		}
	}
	if x, ok := year(cell); ok {
		return x, true
	}
	if t.comma == ';' && strings.Count(cell, ",") == 1 {
		cell = strings.Replace(cell, ",", ".", 1)
	}
	x, _, rest, err := number.ParseLiteral(cell)
	return x, err == nil && strings.TrimSpace(rest) == "" && finite(x)
}

// year reads a calendar date, 2023-07 or 2023-07-01, as a year with a fraction.
func year(cell string) (float64, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01"} {
		d, err := time.Parse(layout, cell)
		if err != nil {
			continue
		}
		first := time.Date(d.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		return float64(d.Year()) + d.Sub(first).Hours()/first.AddDate(1, 0, 0).Sub(first).Hours(), true
	}
	return 0, false
}

// splitHeader takes the name and the unit of a column apart: "length (mm)",
// "length [mm]".
func splitHeader(head string) (name, unitText string) {
	head = strings.TrimSpace(head)
	for _, pair := range []string{"()", "[]"} {
		i := strings.LastIndexByte(head, pair[0])
		if i > 0 && head[len(head)-1] == pair[1] {
			// The bracket that opens the unit is the one that the last closes.
			depth := 0
			for j := len(head) - 1; j >= 0; j-- {
				switch head[j] {
				case pair[1]:
					depth++
				case pair[0]:
					depth--
				}
				if depth == 0 {
					i = j
					break
				}
			}
			return strings.TrimSpace(head[:i]), strings.TrimSpace(head[i+1 : len(head)-1])
		}
	}
	return head, ""
}
