package model

import (
	"errors"
	"io/fs"
	"math"
	"path"
	"slices"

	"reckon/internal/diag"
	"reckon/model/number"
	"reckon/model/unit"
)

// Limits of a data file; each is reported where it is passed.
const (
	maxDataBytes = 16 << 20
	maxDataRows  = 500_000
)

// A Data says what a measured quantity is computed from.
type Data struct {
	File      string // within the project
	Column    string // without its unit
	Statistic string
	Unit      unit.Unit // of the column, from its header
	Rows      int       // values that went in
	At        diag.Pos
}

// data reads the file of a measured quantity and computes its statistic. A
// value that is declared beside it must agree to its last digit.
func (l *loader) data(q *Quantity, e entry, hasValue bool, declared literal) (literal, bool) {
	what := "data of " + q.Name
	fields, spoilt := l.fields(e.value, what, dataKeys)
	file, okFile := l.str(fields, "file", what)
	column, okColumn := l.str(fields, "column", what)
	statistic := l.word(fields, "statistic", what, statistics)
	if _, given := fields["statistic"]; given && statistic == "" {
		return literal{}, false
	}
	if statistic == "" {
		statistic = "mean"
	}
	if !okFile || !okColumn {
		_, f := fields["file"]
		_, c := fields["column"]
		if !spoilt && (!f || !c) {
			l.found.Add("data-invalid", e.at, "%s needs a file and a column", what).Hint = "write data: {file: lengths.csv, column: length, statistic: mean}"
		}
		return literal{}, false
	}
	d := &Data{File: path.Join(path.Dir(l.src.name), file.text), Column: column.text, Statistic: statistic, At: file.at}
	if !fs.ValidPath(d.File) || path.IsAbs(file.text) {
		l.found.Add("data-invalid", file.at, "%q lies outside the project", clip(file.text)).Hint = "name a file inside the project, relative to the model's file"
		return literal{}, false
	}
	table, err := l.table(d.File)
	if err != nil {
		l.found.Add("data-invalid", file.at, "%s cannot be read: %s", clip(file.text), reason(err))
		return literal{}, false
	}
	values, ok := l.column(table, d, column)
	if !ok {
		return literal{}, false
	}
	d.Rows = len(values)
	x, ok := l.statistic(values, d, column)
	if !ok {
		return literal{}, false
	}
	if hasValue && !l.agrees(q, declared, x) {
		return literal{}, false
	}
	q.Data = d
	return x, true
}

// agrees compares the computed statistic with the value declared beside it.
func (l *loader) agrees(q *Quantity, declared, x literal) bool {
	if declared.unit.Dimension() != x.unit.Dimension() {
		l.found.Add("unit-mismatch", q.ValueAt, "the value of %s is in %s, but its data are in %s", q.Name, dimensionName(declared.unit), dimensionName(x.unit))
		return false
	}
	half := 0.0
	if all := number.Read("en", q.ValueText); len(all) > 0 {
		half = all[0].Half
	}
	if off := math.Abs(declared.unit.FromSI(x.si()) - declared.value); off > half*slack+4e-16*math.Abs(declared.value) {
		l.found.Add("data-disagrees", q.ValueAt, "the value of %s is given as %s, but the data give %s", q.Name, clip(q.ValueText), show(x.si(), declared.unit)).Hint = "remove value:, or correct it"
		return false
	}
	return true
}

func (l *loader) table(file string) (*Table, error) {
	if t, ok := l.tables[file]; ok {
		return t, nil
	}
	text, err := readFile(l.fsys, file, maxDataBytes)
	if err != nil {
		return nil, err
	}
	t, err := ParseTable(text)
	if err != nil {
		return nil, err
	}
	if l.tables == nil {
		l.tables = map[string]*Table{}
	}
	l.tables[file] = t
	return t, nil
}

// column reads the numbers of one column. Empty cells are left out.
func (l *loader) column(t *Table, d *Data, name scalar) ([]float64, bool) {
	c, err := t.Column(name.text, l.model.units)
	var bad *ColumnError
	if errors.As(err, &bad) {
		l.found.Add("data-invalid", name.at, "%s", bad.In(d.File)).Hint = bad.Hint
		return nil, false
	}
	d.Column, d.Unit = c.Name, c.Unit
	return slices.DeleteFunc(c.Values, math.IsNaN), true
}

// statistic computes one number from a column. The standard deviation is that
// of a sample (n - 1 in the denominator).
func (l *loader) statistic(x []float64, d *Data, at scalar) (literal, bool) {
	n := len(x)
	least := 1
	switch d.Statistic {
	case "count":
		return literal{value: float64(n)}, true
	case "sum":
		least = 0
	case "sd":
		least = 2
	}
	if n < least {
		l.found.Add("data-invalid", at.at, "column %s of %s has %d values, too few for its %s", d.Column, d.File, n, d.Statistic)
		return literal{}, false
	}
	y := literal{unit: d.Unit}
	switch d.Statistic {
	case "mean":
		y.value = sum(x) / float64(n)
	case "sum":
		y.value = sum(x)
	case "sd":
		y.value = deviation(x)
	case "median":
		sorted := slices.Clone(x)
		slices.Sort(sorted)
		y.value = quantile(sorted, 0.5)
	case "min":
		y.value = slices.Min(x)
	case "max":
		y.value = slices.Max(x)
	case "first":
		y.value = x[0]
	case "last":
		y.value = x[n-1]
	}
	if d.Statistic == "sd" && d.Unit.Offset() != 0 { // a difference of temperatures
		y.value = d.Unit.FromSI(y.value*d.Unit.Factor() + 0)
	}
	return y, true
}

// sum adds with Neumaier's compensation, so that the order of rows does not
// show in the last digit.
func sum(x []float64) float64 {
	s, c := 0.0, 0.0
	for _, y := range x {
		t := s + y
		if math.Abs(s) >= math.Abs(y) {
			c += (s - t) + y
		} else {
			c += (y - t) + s
		}
		s = t
	}
	return s + c
}

func deviation(x []float64) float64 {
	mean := sum(x) / float64(len(x))
	squares := make([]float64, len(x))
	for i, y := range x {
		squares[i] = (y - mean) * (y - mean)
	}
	return math.Sqrt(sum(squares) / float64(len(x)-1))
}
