package model

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"strings"

	"reckon/internal/diag"
	"reckon/model/number"
	"reckon/model/unit"
)

// A Table is a CSV file of the project: its header, whose names may carry
// units, and its rows. Lines that begin with # are remarks.
type Table struct {
	header []string
	rows   [][]string
}

// A Column is one column of a table. Values has one entry for each row, NaN
// where the cell is empty, in Unit.
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

// ParseTable reads comma-separated values; at most maxDataRows rows.
func ParseTable(text []byte) (*Table, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	r.Comment = '#'
	r.TrimLeadingSpace = true
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	var bad *csv.ParseError
	switch {
	case errors.As(err, &bad):
		return nil, fmt.Errorf("line %d: %w", bad.Line, bad.Err)
	case err != nil:
		return nil, err
	case len(rows) == 0:
		return nil, errors.New("it is empty")
	case len(rows) > maxDataRows:
		return nil, fmt.Errorf("it has more than %d rows", maxDataRows)
	}
	return &Table{header: rows[0], rows: rows[1:]}, nil
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
		if at >= len(row) || strings.TrimSpace(row[at]) == "" {
			c.Values = append(c.Values, math.NaN())
			continue
		}
		x, _, rest, err := number.ParseLiteral(strings.TrimSpace(row[at]))
		if err != nil || strings.TrimSpace(rest) != "" || !finite(x) {
			return c, &ColumnError{
				after: fmt.Sprintf(" has no number in row %d of column %s, but %q", i+1, bare, clip(row[at])),
				Hint:  "leave the cell empty where nothing was measured",
			}
		}
		c.Values = append(c.Values, x)
	}
	return c, nil
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
