package model

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/model/formula"
)

// maxCases is the most cases of one list.
const maxCases = 500

// Cases is a list of cases that families of quantities run over.
type Cases struct {
	Name  string
	Title Text
	Note  Text
	List  []*Case
	At    diag.Pos

	used map[string]bool // columns that a family reads
	file bool            // read from a file of data
}

// A Case is one of a list, with a value in each column.
type Case struct {
	Name    string
	Title   Text
	Sources []Source
	At      diag.Pos

	columns []entry // in order
	fields  map[string]entry
}

// Label is the case in words, or its name.
func (c *Case) Label(lang string) string {
	if t := c.Title.In(lang); t != "" {
		return t
	}
	return c.Name
}

// A Family is a quantity that runs over a list of cases: it has a member
// name[case] for each, all of one unit. In a formula of a family over the same
// list, its bare name is the member of the case at hand.
type Family struct {
	Name    string
	Title   Text
	Cases   *Cases
	Members []*Quantity // in the order of the cases; nil where a finding says why

	broken bool
}

// Cases finds a list of cases by its name; nil where there is none.
func (m *Model) Cases(name string) *Cases { return m.caseLists[name] }

// CaseLists gives all lists of cases in the order of their declaration.
func (m *Model) CaseLists() []*Cases { return m.caseOrder }

// Family finds a family by its name without a case; nil where there is none.
func (m *Model) Family(name string) *Family {
	if f := m.families[name]; f != nil && !f.broken {
		return f
	}
	return nil
}

// cases declares the lists of one file.
func (l *loader) cases(section entry) {
	for _, e := range l.named(section.value, "cases") {
		if !formula.IsCase(e.name) {
			l.found.Add("name-invalid", e.at, "%q cannot name a list of cases: names are letters, digits and _", clip(e.name))
			continue
		}
		if !l.declare(e, "list of cases") || !l.room(e, len(l.model.caseOrder), maxQuantities) {
			continue
		}
		c := &Cases{Name: e.name, At: e.at, used: map[string]bool{}}
		l.model.caseLists[c.Name] = c
		l.model.caseOrder = append(l.model.caseOrder, c)
		n := e.value
		if n.Kind == yaml.MappingNode {
			fields, spoilt := l.fields(n, "cases "+c.Name, caseListKeys)
			c.Title, c.Note = l.text(fields, "title", c.Name), l.text(fields, "note", c.Name)
			list, ok := fields["list"]
			if _, isFile := fields["file"]; isFile && !ok {
				l.casesFromFile(c, fields)
				continue
			}
			if !ok {
				if !spoilt {
					l.found.Add("value-missing", e.at, "cases %s has no list", c.Name).Hint = "write list: [A, B], or list: with - {case: A, column: value}"
				}
				continue
			}
			n = list.value
		}
		l.caseList(c, n)
	}
}

func (l *loader) caseList(c *Cases, n *yaml.Node) {
	what := "cases " + c.Name
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		l.wrongShape(n, what, "a list of cases")
		return
	}
	first := map[string]diag.Pos{}
	for _, item := range n.Content {
		one, ok := l.caseItem(item, what)
		if !ok {
			continue
		}
		if at, twice := first[one.Name]; twice {
			l.found.Add("name-duplicate", one.At, "the case %s stands twice in %s; first at %s", one.Name, what, at)
			continue
		}
		if len(c.List) == maxCases {
			l.found.Add("limit-passed", one.At, "a list has at most %d cases; this and all further are left out", maxCases)
			return
		}
		first[one.Name] = one.At
		c.List = append(c.List, one)
	}
}

// caseItem reads a case: its name alone, or a map with its columns.
func (l *loader) caseItem(n *yaml.Node, what string) (*Case, bool) {
	c := &Case{fields: map[string]entry{}}
	var name scalar
	if n.Kind == yaml.MappingNode {
		all, _ := l.entries(n, "a case of "+what)
		known := keyNames(caseKeys)
		for _, e := range all {
			if slices.Contains(known, e.name) {
				c.fields[e.name] = e
			} else {
				c.columns = append(c.columns, e)
			}
		}
		var ok bool
		if name, ok = l.str(c.fields, "case", "a case of "+what); !ok {
			if _, given := c.fields["case"]; !given {
				l.found.Add("value-missing", l.src.at(n), "a case of %s has no name", what).Hint = "write case: and its name"
			}
			return nil, false
		}
		c.Title = l.text(c.fields, "title", "case "+name.text)
	} else {
		var ok bool
		if name, ok = l.scalar(n, "a case of "+what); !ok {
			return nil, false
		}
	}
	if !formula.IsCase(name.text) {
		l.found.Add("name-invalid", name.at, "%q cannot name a case: names are letters, digits and _", clip(name.text)).Hint = "put words in its title:"
		return nil, false
	}
	c.Name, c.At = name.text, name.at
	return c, true
}

// isFamily tells a quantity that runs over a list of cases.
func isFamily(n *yaml.Node) bool {
	if n.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "for" {
			return true
		}
	}
	return false
}

// family declares the members of a family.
func (l *loader) family(e entry) {
	f := &Family{Name: e.name, broken: true}
	l.model.families[f.Name] = f
	fields, spoilt := l.fields(e.value, e.name, quantityKeys)
	f.Cases = l.casesOf(f, fields)
	column, ok := l.columnOf(f, fields)
	if f.Cases == nil || !ok {
		q := l.newQuantity(e, e.name) // keeps those silent who use it
		l.defaultGroup(q)
		l.register(q)
		return
	}
	delete(fields, "for")
	delete(fields, "column")
	f.broken = false
	f.Title = l.text(fields, "title", f.Name)
	start := len(l.found)
	for _, c := range f.Cases.List {
		if !l.room(e, len(l.model.quantities), maxQuantities) {
			return
		}
		q := l.newQuantity(e, f.Name+"["+c.Name+"]")
		q.Family, q.Case = f, c
		before := len(l.found)
		l.member(q, fields, column, spoilt)
		l.sameOnce(start, before)
		l.register(q)
		f.Members = append(f.Members, q)
	}
}

// casesOf finds the list that a family runs over.
func (l *loader) casesOf(f *Family, fields map[string]entry) *Cases {
	s, ok := l.str(fields, "for", f.Name)
	if !ok {
		return nil
	}
	c := l.model.caseLists[s.text]
	if c == nil {
		var names []string
		for _, one := range l.model.caseOrder {
			names = append(names, one.Name)
		}
		found := l.found.Add("cases-unknown", s.at, "no list of cases is called %q", clip(s.text))
		if found.Hint = diag.DidYouMean(s.text, names); found.Hint == "" && len(names) > 0 {
			found.Hint = "there are " + clip(strings.Join(names, ", "))
		}
		return nil
	}
	if len(c.List) == 0 {
		return nil // reported at the list
	}
	return c
}

// columnOf gives the column that holds a family's values; empty for one with a
// formula.
func (l *loader) columnOf(f *Family, fields map[string]entry) (string, bool) {
	e, stated := fields["column"]
	for _, k := range []string{"value", "data", "distribution"} {
		if other, both := fields[k]; both {
			l.found.Add("case-column", other.at, "%s runs over cases: its values stand in their columns or follow from a formula", f.Name).Hint = "write column: and the column of the cases, or formula:"
			return "", false
		}
	}
	if _, derived := fields["formula"]; derived {
		if stated {
			l.found.Add("case-column", e.at, "%s has a formula, so it cannot have a column as well", f.Name)
		}
		return "", !stated
	}
	column := f.Name[strings.LastIndexByte(f.Name, '.')+1:]
	if stated {
		s, ok := l.scalar(e.value, "column of "+f.Name)
		if !ok {
			return "", false
		}
		column = s.text
	}
	if f.Cases == nil {
		return column, true
	}
	var known []string
	for _, c := range f.Cases.List {
		for _, col := range c.columns {
			if !slices.Contains(known, col.name) {
				known = append(known, col.name)
			}
		}
	}
	f.Cases.used[column] = true
	if !slices.Contains(known, column) {
		at := l.src.at(fields["for"].value)
		if stated {
			at = l.src.at(e.value)
		}
		found := l.found.Add("case-column", at, "the cases of %s have no column %q", f.Cases.Name, clip(column))
		if found.Hint = diag.DidYouMean(column, known); found.Hint == "" {
			found.Hint = "write formula:, or the column into each case: - {case: A, " + column + ": value}"
		}
		return "", false
	}
	return column, true
}

// member reads one member of a family: the fields of the family, over them what
// the case says of all its values, and over that what stands in its column.
func (l *loader) member(q *Quantity, shared map[string]entry, column string, spoilt bool) {
	fields := map[string]entry{}
	for k, e := range shared {
		fields[k] = e
	}
	if column != "" {
		for _, k := range []string{"note", "source", "evidence", "via", "reason"} {
			if e, ok := q.Case.fields[k]; ok {
				fields[k] = e
			}
		}
		i := slices.IndexFunc(q.Case.columns, func(e entry) bool { return e.name == column })
		if i < 0 {
			l.found.Add("case-column", q.Case.At, "the case %s has no %s, which %s needs", q.Case.Name, column, q.Family.Name).Hint = "write " + column + ": and its value"
			l.defaultGroup(q)
			return
		}
		cell := q.Case.columns[i]
		q.At = cell.at
		if cell.value.Kind == yaml.MappingNode {
			own, bad := l.fields(cell.value, q.Name, quantityKeys)
			spoilt = spoilt || bad
			for k, e := range own {
				fields[k] = e
			}
		} else {
			fields["value"] = entry{name: "value", at: cell.at, key: cell.key, value: cell.value}
		}
	}
	l.fill(q, fields, spoilt)
	q.Title = caseTitle(q.Title, q.Case)
	if q.Symbol != "" {
		q.Symbol += `[\mathrm{` + strings.ReplaceAll(q.Case.Name, "_", `\_`) + `}]`
	}
}

// caseTitle adds a case to the title of its family.
func caseTitle(t Text, c *Case) Text {
	if len(t) == 0 {
		return nil
	}
	full := Text{}
	add := func(lang string) {
		open, end := " (", ")"
		if strings.HasPrefix(lang, "zh") || strings.HasPrefix(lang, "ja") {
			open, end = "（", "）"
		}
		full[lang] = t.In(lang) + open + c.Label(lang) + end
	}
	for lang := range t {
		add(lang)
	}
	for lang := range c.Title {
		add(lang)
	}
	return full
}

// sameOnce keeps of the findings from before on those that no earlier one from
// start on says of the same place: what is wrong with a family is wrong with
// all its members, and one mistake.
func (l *loader) sameOnce(start, before int) {
	type id struct {
		rule string
		at   diag.Pos
	}
	key := func(f diag.Finding) id {
		if f.Rule == "origin-missing" { // is at the cell, and the family's fault
			return id{rule: f.Rule}
		}
		return id{f.Rule, f.At}
	}
	said := map[id]bool{}
	for _, f := range l.found[start:before] {
		said[key(f)] = true
	}
	kept := l.found[:before]
	for _, f := range l.found[before:] {
		if !said[key(f)] {
			kept = append(kept, f)
		}
	}
	l.found = kept
}

// onceForFamily is sameOnce for the formula of a member that is not the first.
func (l *loader) onceForFamily(q *Quantity, before int) {
	if q.Family != nil && len(q.Family.Members) > 0 && q != q.Family.Members[0] {
		l.sameOnce(0, before) // earlier members may stand anywhere before
	}
}

// unusedColumns warns of columns that no family reads: they may be misspelt.
func (l *loader) unusedColumns() {
	for _, f := range l.model.families {
		if f.broken {
			return // what is wrong with a family leaves its columns unread
		}
	}
	for _, c := range l.model.caseOrder {
		if c.file {
			continue // it may hold more than the paper needs
		}
		for _, one := range c.List {
			for _, col := range one.columns {
				if !c.used[col.name] {
					c.used[col.name] = true
					f := l.found.Warn("case-column", col.at, "no quantity reads the column %s of the cases %s", clip(col.name), c.Name)
					if f.Hint = diag.DidYouMean(col.name, keyNames(caseKeys)); f.Hint == "" {
						f.Hint = "declare a quantity with for: " + c.Name + " and column: " + clip(col.name)
					}
				}
			}
		}
	}
}

// expand puts the members of families in the place of their names: within a
// family over the same list the member of the case, else those that brackets
// name.
// expandFormula does so for the formula of a quantity; one at fault is dropped.
// expandFunctions does so for the bodies of functions.
// ByCase takes an expression apart that has a list such as name[*] outside of
// functions that take lists: it gives the expression for each case of the list,
// in canonical text. There are none where there is no such list, or where there
// are lists of different cases; then the expression is one, or a finding.
