package model

import (
	"errors"
	"io/fs"
	"math"
	"path"

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
	Against   string    // the column of x, of a straight line
	Unit      unit.Unit // of the column, from its header
	Rows      int       // values that went in
	At        diag.Pos

	// Uncertainty says what the interval of the statistic is: se, its standard
	// error, or sd, that of the values; empty for none.
	Uncertainty string
}

// data reads the file of a measured quantity and computes its statistic, with
// its uncertainty where that is asked for. A value that is declared beside it
// must agree to its last digit.
func (l *loader) data(q *Quantity, e entry, hasValue bool, declared literal) (x literal, sd *sides, ok bool) {
	what := "data of " + q.Name
	fields, spoilt := l.fields(e.value, what, dataKeys)
	file, okFile := l.str(fields, "file", what)
	column, okColumn := l.str(fields, "column", what)
	d := &Data{Column: column.text, Statistic: l.word(fields, "statistic", what, statistics), Uncertainty: l.word(fields, "uncertainty", what, dataUncertainties)}
	if given(fields, "statistic") && d.Statistic == "" || given(fields, "uncertainty") && d.Uncertainty == "" {
		return x, nil, false
	}
	if d.Statistic == "" {
		d.Statistic = "mean"
	}
	if !okFile || !okColumn {
		_, f := fields["file"]
		_, c := fields["column"]
		if !spoilt && (!f || !c) {
			l.found.Add("data-invalid", e.at, "%s needs a file and a column", what).Hint = "write data: {file: lengths.csv, column: length, statistic: mean}"
		}
		return x, nil, false
	}
	against, hasAgainst := l.str(fields, "against", what)
	if d.Against = against.text; hasAgainst != ofLine[d.Statistic] {
		if !given(fields, "against") || hasAgainst {
			l.found.Add("data-invalid", e.at, "%s: against and the statistics slope, intercept and correlation go together", what).Hint = "write data: {file: lengths.csv, column: length, against: time, statistic: slope}"
		}
		return x, nil, false
	}
	d.File, d.At = path.Join(path.Dir(l.src.name), file.text), file.at
	if !fs.ValidPath(d.File) || path.IsAbs(file.text) {
		l.found.Add("data-invalid", file.at, "%q lies outside the project", clip(file.text)).Hint = "name a file inside the project, relative to the model's file"
		return x, nil, false
	}
	table, err := l.table(d.File)
	if err != nil {
		l.found.Add("data-invalid", file.at, "%s cannot be read: %s", clip(file.text), reason(err))
		return x, nil, false
	}
	s, ok := l.sample(table, d, column, against)
	if !ok {
		return x, nil, false
	}
	if x, ok = l.statistic(s, d, column); !ok || hasValue && !l.agrees(q, declared, x) {
		return x, nil, false
	}
	if d.Uncertainty != "" {
		half, ok := l.spreadOfData(s, d, column)
		if !ok {
			return x, nil, false
		}
		sd = &sides{half, half}
	}
	q.Data = d
	return x, sd, true
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

// sample reads the numbers of the columns. Rows where one of them is empty are
// left out.
func (l *loader) sample(t *Table, d *Data, name, against scalar) (sample, bool) {
	y, ok := l.column(t, d, name)
	if !ok {
		return sample{}, false
	}
	d.Column, d.Unit = y.Name, y.Unit
	s := sample{uy: y.Unit}
	var x Column
	if d.Against != "" {
		if x, ok = l.column(t, d, against); !ok {
			return s, false
		}
		d.Against, s.ux = x.Name, x.Unit
	}
	for i, v := range y.Values {
		if math.IsNaN(v) || d.Against != "" && math.IsNaN(x.Values[i]) {
			continue
		}
		s.y = append(s.y, v)
		if d.Against != "" {
			s.x = append(s.x, x.Values[i])
		}
	}
	d.Rows = len(s.y)
	return s, true
}

func (l *loader) column(t *Table, d *Data, name scalar) (Column, bool) {
	c, err := t.Column(name.text, l.model.units)
	var bad *ColumnError
	if errors.As(err, &bad) {
		l.found.Add("data-invalid", name.at, "%s", bad.In(d.File)).Hint = bad.Hint
		return c, false
	}
	return c, true
}
