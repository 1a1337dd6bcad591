package model

import (
	"math"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/model/formula"
	"reckon/model/unit"
)

// functions declares the functions of one file: name(x): formula.
func (l *loader) functions(section entry) {
	all := l.named(section.value, "functions")
	for _, e := range all {
		name, params, fs := formula.ParseSignature(e.name, e.at)
		l.add(fs)
		if fs.HasErrors() {
			continue
		}
		head := e
		head.name = name
		if !l.declare(head, "function") || !l.room(e, len(l.model.functions), maxQuantities) {
			continue
		}
		f := &Function{Name: name, Params: params, At: e.at}
		l.function(f, e.value)
		f.Function = &formula.Function{Name: name, Params: params, Body: f.Body, At: f.At, Src: f.Text}
		f.broken = f.Body == nil
		l.model.functions = append(l.model.functions, f)
		l.model.near = append(l.model.near, name)
	}
}

func (l *loader) function(f *Function, n *yaml.Node) {
	what := "function " + f.Name
	var s scalar
	var ok bool
	if n.Kind == yaml.MappingNode {
		fields, spoilt := l.fields(n, what, functionKeys)
		f.Title, f.Note = l.text(fields, "title", what), l.text(fields, "note", what)
		if symbol, given := l.str(fields, "symbol", what); given {
			f.Symbol, f.SymbolAt = symbol.text, symbol.at
		}
		if s, ok = l.str(fields, "formula", what); !ok {
			if _, given := fields["formula"]; !given && !spoilt {
				l.found.Add("value-missing", f.At, "%s has no formula", what).Hint = "write formula: and what it gives"
			}
			return
		}
	} else if s, ok = l.scalar(n, what); !ok {
		return
	}
	f.text, f.Text = s, s.text
	body, fs := formula.Parse(s.text, s.at)
	l.add(fs)
	if !fs.HasErrors() {
		f.Body = body
	}
}

// A scope knows the names that a formula may use: those of the model, and
// some of its own.
type scope struct {
	m     *Model
	extra map[string]formula.Type
}

func (s scope) Quantity(name string) (formula.Type, bool) {
	if t, ok := s.extra[name]; ok {
		return t, true
	}
	if q, ok := s.m.byName[name]; ok {
		return q.typ, true
	}
	return formula.Type{}, false
}

func (s scope) Function(name string) (*formula.Function, bool) {
	if f := s.m.Function(name); f != nil {
		return f.Function, true
	}
	return nil, false
}

func (s scope) Names() []string       { return s.m.suggested() }
func (s scope) Units() *unit.Registry { return s.m.units }

// suggested lists names that a misspelt one is compared with.
func (m *Model) suggested() []string { return m.near[:min(len(m.near), maxSuggested)] }

func (m *Model) scope() scope { return scope{m: m} }
func (m *Model) slot(name string) int {
	if q, ok := m.byName[name]; ok {
		return q.index
	}
	return -1
}

// check judges names, cycles and dimensions of all functions and formulas.
func (l *loader) check() {
	l.expandFunctions()
	l.checkFunctions()
	for _, q := range l.model.quantities {
		if q.Formula == nil {
			continue
		}
		l.expandFormula(q)
		if q.Formula == nil {
			continue
		}
		for _, name := range formula.Uses(q.Formula, l.model.scope()) {
			if used, ok := l.model.byName[name]; ok {
				q.uses = append(q.uses, used.index)
			}
		}
	}
	order, cyclic := l.sorted()
	for _, i := range order {
		q := l.model.quantities[i]
		if q.Formula == nil || cyclic[i] {
			continue
		}
		switch {
		case len(l.found) > maxFaults:
			l.found.Add("limit-passed", q.text.at, "there are more than %d findings; this formula and all further are not checked", maxFaults)
			return
		case l.nodes > maxNodes:
			l.found.Add("limit-passed", q.text.at, "the formulas so far have more than %d parts, with the functions that they call; this and all further are left out", maxNodes)
			return
		}
		l.checkFormula(q)
	}
}

// checkFunctions judges functions as far as that is possible without a call.
// One that is at fault loses its body, which makes those who call it silent.
func (l *loader) checkFunctions() {
	for _, f := range l.model.functions {
		if f.broken {
			continue
		}
		if len(l.found) > maxFaults {
			f.broken = true // said at the first formula that is left out
			continue
		}
		if fs := formula.CheckFunction(f.Function, l.model.scope()); len(fs) > 0 {
			l.add(fs)
			f.broken = true
		}
	}
	for _, f := range l.model.functions {
		if f.broken {
			f.Function.Body = nil
		}
	}
}

// sorted orders the quantities so that each comes behind what it uses, and
// tells which stand in a cycle or rest on one. Each cycle is one finding.
func (l *loader) sorted() (order []int, cyclic []bool) {
	qs := l.model.quantities
	state := make([]int8, len(qs)) // 1: on the path, 2: done
	cyclic = make([]bool, len(qs))
	type frame struct{ q, next int }
	for start := range qs {
		if state[start] != 0 {
			continue
		}
		path := []frame{{start, 0}}
		state[start] = 1
		for len(path) > 0 {
			top := &path[len(path)-1]
			uses := qs[top.q].uses
			if top.next == len(uses) {
				state[top.q] = 2
				order = append(order, top.q)
				for _, u := range uses {
					cyclic[top.q] = cyclic[top.q] || cyclic[u]
				}
				path = path[:len(path)-1]
				continue
			}
			u := uses[top.next]
			top.next++
			switch state[u] {
			case 0:
				state[u] = 1
				path = append(path, frame{u, 0})
			case 1:
				from := slices.IndexFunc(path, func(f frame) bool { return f.q == u })
				ring := make([]int, 0, len(path)-from)
				for _, f := range path[from:] {
					ring = append(ring, f.q)
				}
				l.reportCycle(ring, cyclic)
			}
		}
	}
	return order, cyclic
}

// reportCycle names the whole chain, from its first quantity by place.
func (l *loader) reportCycle(ring []int, cyclic []bool) {
	for _, i := range ring {
		if cyclic[i] {
			for _, j := range ring {
				cyclic[j] = true
			}
			return // a ring through a cycle that is reported already
		}
	}
	qs := l.model.quantities
	first := 0
	for k, i := range ring {
		cyclic[i] = true
		if i < ring[first] {
			first = k
		}
	}
	var chain []string
	for k := range len(ring) + 1 {
		chain = append(chain, qs[ring[(first+k)%len(ring)]].Name)
	}
	q := qs[ring[first]]
	before := len(l.found)
	defer func() { l.onceForFamily(q, before) }()
	if len(ring) == 1 {
		l.found.Add("cycle", q.text.at, "the formula of %s uses %s itself", q.Name, q.Name).Hint = "give it a value, or another quantity in its formula"
		return
	}
	const most = 12 // names shown of a long chain
	if len(chain) > most {
		chain = append(append(chain[:most-1:most-1], "…"), chain[len(chain)-1])
	}
	l.found.Add("cycle", q.text.at, "%s is computed from itself: %s", q.Name, strings.Join(chain, " → ")).Hint = "one of them needs a value instead of its formula"
}

// checkFormula judges one formula whose inputs are judged, settles its display
// unit, and compiles it.
func (l *loader) checkFormula(q *Quantity) {
	m := l.model
	typ, fs := formula.Check(q.Formula, m.scope())
	before := len(l.found)
	l.add(fs)
	defer func() { l.onceForFamily(q, before) }()
	if fs.HasErrors() || typ.Unknown {
		return
	}
	switch {
	case q.unitAt.Line != 0 && typ.Bool:
		l.found.Add("unit-mismatch", q.unitAt, "%s is true or false, and has no unit", q.Name)
		return
	case q.unitAt.Line != 0 && q.Unit.Dimension() != typ.Dim:
		l.unitMismatch(q, typ)
		return
	case q.unitAt.Line == 0:
		q.Unit = m.displayUnit(q.Formula, typ)
	default:
		if msg, hint := formula.Readable(q.Formula, m.scope(), q.Unit); msg != "" {
			l.found.Add("unit-offset", q.unitAt, "%s", msg).Hint = hint
			return
		}
	}
	code, err := formula.Compile(q.Formula, m.scope(), m.slot)
	if err != nil {
		l.found.Add("formula-size", q.text.at, "%v", err)
		return
	}
	l.nodes += code.Size()
	q.typ, q.code = typ, code
	if !typ.Bool {
		q.typ.Unit, q.typ.HasUnit = q.Unit, true
	}
	m.order = append(m.order, q.index)
	if code.Binding() {
		m.forms++
	}
}

func (l *loader) unitMismatch(q *Quantity, typ formula.Type) {
	f := l.found.Add("unit-mismatch", q.unitAt, "%s is declared in %s, but its formula gives %s", q.Name, dimensionName(q.Unit), dimensionText(typ.Dim))
	if u := l.model.coherent(typ.Dim); u.Dimension() == typ.Dim && !u.IsOne() {
		f.Hint = "the formula's unit is that of " + u.String()
	}
}

// displayUnit is the unit that a formula without a declared one is shown in:
// that of its outer arrow, else that of the quantities in it that have its
// dimension, where they agree, else that of such literals, else the coherent SI
// unit. Percent and other units of bare numbers are shown only where asked for,
// or where nothing but a literal stands.
func (m *Model) displayUnit(e formula.Expr, typ formula.Type) unit.Unit {
	if typ.Bool {
		return unit.Unit{}
	}
	if u, ok := formula.Display(e, m.scope()); ok {
		return u
	}
	var found unit.Unit
	n := 0
	for _, name := range formula.Uses(e, m.scope()) {
		q, ok := m.byName[name]
		if !ok || q.typ.Unknown || q.typ.Dim != typ.Dim || q.Unit.IsOne() && n > 0 {
			continue
		}
		if n > 0 && q.Unit.String() != found.String() {
			return m.coherent(typ.Dim)
		}
		found = q.Unit
		n++
	}
	if n > 0 && found.Offset() != 0 && !formula.OnScale(e, m.scope()) {
		return m.coherent(typ.Dim)
	}
	if n > 0 && (!typ.Dim.IsZero() || isName(e, nameOf(e))) {
		return found
	}
	if _, literal := e.(*formula.Number); n == 0 && (literal || !typ.Dim.IsZero()) {
		if u, ok := formula.Written(e, m.scope(), typ.Dim); ok && (u.Offset() == 0 || formula.OnScale(e, m.scope())) {
			return u
		}
	}
	return m.coherent(typ.Dim)
}

func nameOf(e formula.Expr) string {
	if n, ok := e.(*formula.Name); ok {
		return n.Name
	}
	return ""
}

// coherentUnits are the SI units with names of their own that a result is
// shown in, where its dimension is theirs.
var coherentUnits = []string{"W", "J", "N", "Pa", "V", "ohm", "C", "F", "S", "T", "Wb", "H", "kg", "m", "s", "A", "K", "mol", "cd"}

// coherent is the SI unit of a dimension: one with a name, else a product.
func (m *Model) coherent(d unit.Dimension) unit.Unit {
	if d.IsZero() {
		return unit.Unit{}
	}
	for _, name := range coherentUnits {
		if u, ok := m.units.Lookup(name); ok && u.Dimension() == d && u.Factor() == 1 {
			return u
		}
	}
	u, err := m.units.Parse(d.String())
	if err != nil {
		return unit.Unit{}
	}
	return u
}

// finite tells whether a number is one.
func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
