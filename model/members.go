package model

import (
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model/formula"
)

func (m *Model) expand(e formula.Expr, of *Case, list ...*Cases) (formula.Expr, diag.List) {
	var found diag.List
	if e == nil || len(m.families) == 0 {
		return e, found
	}
	member := func(n *formula.Name) []string {
		name, inner, bracketed := strings.Cut(n.Name, "[")
		f := m.families[name]
		switch {
		case f == nil && bracketed && m.byName[name] != nil:
			found.Add("case-unknown", n.At(), "%s has one value and no cases", name).Hint = "write " + name
			return nil
		case f == nil:
			return nil
		case f.broken:
			return []string{name}
		case inner == "*]":
			var names []string
			for _, q := range f.Members {
				names = append(names, q.Name)
			}
			return names
		case bracketed:
			if m.byName[n.Name] == nil {
				m.caseUnknown(&found, n, f, strings.TrimSuffix(inner, "]"))
			}
			return nil
		case of != nil && len(list) > 0 && f.Cases == list[0]:
			return []string{name + "[" + of.Name + "]"}
		}
		hint := "write " + name + "[" + f.Cases.List[0].Name + "]"
		found.Add("case-missing", n.At(), "%s has a value for each case of %s, and none is named here", name, f.Cases.Name).Hint = hint
		return nil
	}
	misplaced := func(n *formula.Name) {
		found.Add("case-list", n.At(), "%s is a list, and stands only as an argument of a function that takes any number of them", n.Name).Hint = "write total(" + n.Name + "), mean(…), sd(…), min(…) or max(…)"
	}
	e = formula.Expand(e, member, misplaced)
	found.Sort()
	return e, found
}

func (m *Model) caseUnknown(found *diag.List, n *formula.Name, f *Family, name string) {
	var names []string
	for _, c := range f.Cases.List {
		names = append(names, c.Name)
	}
	one := found.Add("case-unknown", n.At(), "%s has no case %q", f.Name, clip(name))
	if one.Hint = diag.DidYouMean(name, names); one.Hint == "" {
		one.Hint = "its cases are " + clip(strings.Join(names, ", "))
	}
}

func (l *loader) expandFormula(q *Quantity) {
	var e formula.Expr
	var fs diag.List
	if q.Family != nil {
		e, fs = l.model.expand(q.Formula, q.Case, q.Family.Cases)
	} else {
		e, fs = l.model.expand(q.Formula, nil)
	}
	before := len(l.found)
	l.add(fs)
	l.onceForFamily(q, before)
	q.Formula = e
	if q.Family != nil {
		q.FormulaText = formula.Print(e)
	}
	if fs.HasErrors() {
		q.Formula = nil
	}
}

func (l *loader) expandFunctions() {
	for _, f := range l.model.functions {
		if f.broken {
			continue
		}
		e, fs := l.model.expand(f.Body, nil)
		l.add(fs)
		f.Body = e
		f.Function.Body = e
		f.broken = fs.HasErrors()
	}
}

func (m *Model) ByCase(src string) (cases []*Case, sources []string) {
	if !strings.Contains(src, "[*]") {
		return nil, nil
	}
	e, fs := formula.Parse(src, diag.Pos{})
	if fs.HasErrors() {
		return nil, nil
	}
	family := func(n *formula.Name) *Family {
		name, ok := strings.CutSuffix(n.Name, "[*]")
		if !ok {
			return nil
		}
		return m.Family(name)
	}
	members := func(n *formula.Name) []string {
		if family(n) == nil {
			return nil
		}
		return []string{n.Name, n.Name} // several, whatever they are
	}
	var lists []*formula.Name
	formula.Expand(e, members, func(n *formula.Name) { lists = append(lists, n) })
	if len(lists) == 0 {
		return nil, nil
	}
	over := family(lists[0]).Cases
	for _, n := range lists {
		if family(n).Cases != over {
			return nil, nil
		}
	}
	for _, c := range over.List {
		one := formula.Expand(e, func(n *formula.Name) []string {
			if !slices.Contains(lists, n) {
				return nil
			}
			return []string{strings.TrimSuffix(n.Name, "*]") + c.Name + "]"}
		}, func(*formula.Name) {})
		cases, sources = append(cases, c), append(sources, formula.Print(one))
	}
	return cases, sources
}
