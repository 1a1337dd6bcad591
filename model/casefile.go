package model

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"reckon/model/formula"
)

// casesFromFile makes a case of each row of a CSV file: its columns are those
// of the file, with the units of the header. An empty cell is no value.
func (l *loader) casesFromFile(c *Cases, fields map[string]entry) {
	what := "cases " + c.Name
	c.file = true
	file, ok := l.str(fields, "file", what)
	if !ok {
		return
	}
	name := path.Join(path.Dir(l.src.name), file.text)
	if !fs.ValidPath(name) || path.IsAbs(file.text) {
		l.found.Add("data-invalid", file.at, "%q lies outside the project", clip(file.text)).Hint = "name a file inside the project, relative to the model's file"
		return
	}
	t, err := l.table(name)
	if err != nil {
		l.found.Add("data-invalid", file.at, "%s cannot be read: %s", clip(file.text), reason(err))
		return
	}
	var names []string
	if at, ok := l.str(fields, "names", what); ok {
		var bad *ColumnError
		if names, err = t.Text(at.text); errors.As(err, &bad) {
			l.found.Add("data-invalid", at.at, "%s", bad.In(name)).Hint = bad.Hint
			return
		}
	}
	if t.Rows() == 0 {
		l.found.Add("data-invalid", file.at, "%s has no rows", clip(file.text))
	}
	first := map[string]int{}
	for i := range t.rows {
		if len(c.List) == maxCases {
			l.found.Add("limit-passed", file.at, "a list has at most %d cases; %s has %d rows", maxCases, clip(file.text), t.Rows())
			return
		}
		one := &Case{Name: fmt.Sprintf("r%d", i+1), At: file.at, fields: map[string]entry{}}
		if names != nil {
			one.Name, one.Title = caseName(names[i]), Text{"": names[i]}
		}
		if earlier, twice := first[one.Name]; twice || one.Name == "" {
			what := "no name"
			if twice {
				what = fmt.Sprintf("the name %s of line %d", clip(names[i]), earlier)
			}
			l.found.Add("data-invalid", file.at, "line %d of %s has %s", t.lines[i], clip(file.text), what).Hint = "each case needs a name of its own"
			return
		}
		first[one.Name] = t.lines[i]
		one.columns = t.cells(i, fields["file"])
		c.List = append(c.List, one)
	}
}

// caseName makes a name that formulas can read of a text.
func caseName(text string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, strings.TrimSpace(text))
	if !formula.IsCase(name) {
		return ""
	}
	return name
}

// cells gives a row as the columns of a case, each where the file is named.
func (t *Table) cells(row int, file entry) []entry {
	var all []entry
	for i, head := range t.header {
		if i >= len(t.rows[row]) {
			break
		}
		name, unit := splitHeader(head)
		cell := strings.TrimSpace(t.rows[row][i])
		if x, ok := t.number(cell); ok && x != x {
			continue
		}
		if t.comma == ';' && strings.Count(cell, ",") == 1 {
			cell = strings.Replace(cell, ",", ".", 1)
		}
		node := *file.value
		node.Kind, node.Style, node.Tag = yaml.ScalarNode, yaml.Style(0), cellTag
		node.Value = strings.TrimSpace(cell + " " + unit)
		all = append(all, entry{name: name, at: file.at, key: file.key, value: &node})
	}
	return all
}
