package formula_test

import (
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/unit"
)

// A world is a small model: quantities with values and units, and functions.
type world struct {
	names     []string
	values    []float64 // SI
	types     map[string]formula.Type
	functions map[string]*formula.Function
	order     []string // of functions
	units     *unit.Registry
}

// A tester is what tests, benchmarks and properties have in common.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// newWorld reads lines "name = literal" and "name(params) = formula".
func newWorld(t tester, lines string) *world {
	t.Helper()
	w := &world{types: map[string]formula.Type{}, functions: map[string]*formula.Function{}, units: unit.Builtin()}
	for line := range strings.Lines(lines) {
		left, right, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		if strings.Contains(left, "(") {
			w.function(t, left, right)
			continue
		}
		e, findings := formula.Parse(right, diag.Pos{})
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		typ, findings := formula.Check(e, w)
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		p, err := formula.Compile(e, w, w.slot)
		if err != nil {
			t.Fatal(err)
		}
		x, fault := p.Eval(w.values)
		if fault != nil {
			t.Fatal(fault)
		}
		w.names, w.values = append(w.names, left), append(w.values, x)
		w.types[left] = typ
	}
	return w
}

func (w *world) function(t tester, head, body string) {
	t.Helper()
	at := diag.Pos{File: "f", Line: len(w.order) + 1, Column: 1}
	name, params, findings := formula.ParseSignature(head, at)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	e, findings := formula.Parse(body, diag.Pos{File: "f", Line: at.Line, Column: len([]rune(head)) + 4})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	w.functions[name] = &formula.Function{Name: name, Params: params, Body: e, At: at, Src: body}
	w.order = append(w.order, name)
}

func (w *world) Quantity(name string) (formula.Type, bool) { t, ok := w.types[name]; return t, ok }
func (w *world) Function(name string) (*formula.Function, bool) {
	f, ok := w.functions[name]
	return f, ok
}
func (w *world) Names() []string       { return append(slices.Clone(w.names), w.order...) }
func (w *world) Units() *unit.Registry { return w.units }
func (w *world) slot(name string) int  { return slices.Index(w.names, name) }

// compile parses, checks and compiles, and stops the test on any finding.
func (w *world) compile(t tester, src string) *formula.Program {
	t.Helper()
	e, findings := formula.Parse(src, diag.Pos{File: "m", Line: 1, Column: 1})
	if len(findings) > 0 {
		t.Fatalf("Parse(%q): %v", src, findings)
	}
	if _, findings = formula.Check(e, w); len(findings) > 0 {
		t.Fatalf("Check(%q): %v", src, findings)
	}
	p, err := formula.Compile(e, w, w.slot)
	if err != nil {
		t.Fatalf("Compile(%q): %v", src, err)
	}
	return p
}
