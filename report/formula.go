package report

import (
	"strings"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/formula"
	"reckon/report/markdown/ast"
	"reckon/report/math"
)

// tex parses TeX of the manuscript, with the macros of its front matter.
func (r *resolver) tex(source string, at diag.Pos) *math.Tree {
	tree, fs := r.reader().Parse(source, at)
	r.findings = append(r.findings, fs...)
	return tree
}

// reader knows the macros of the front matter and the units of the model.
func (r *resolver) reader() math.Reader {
	return math.Reader{Macros: r.tree.Front.Macros, Units: r.m.Model.Units()}
}

// symbols judges the symbols of the model, once and where they are written.
func (r *resolver) symbols() {
	judge := func(symbol string, at diag.Pos) {
		if symbol == "" {
			return
		}
		_, fs := r.reader().Parse(symbol, at)
		r.findings = append(r.findings, fs...)
		r.badSymbols = r.badSymbols || fs.HasErrors()
	}
	for _, q := range r.m.Model.Quantities() {
		judge(q.Symbol, q.SymbolAt)
	}
	for _, f := range r.m.Model.Functions() {
		judge(f.Symbol, f.SymbolAt)
	}
}

// modelTeX parses TeX that a printer of ours wrote, or a symbol of the model.
// Its findings point at the declaration, unless symbols are to blame, which
// are judged where they stand.
func (r *resolver) modelTeX(source string, at diag.Pos) *math.Tree {
	tree, fs := r.reader().Parse(source, diag.Pos{})
	if r.badSymbols {
		return tree
	}
	for _, f := range fs {
		f.At = at
		r.findings = append(r.findings, f)
	}
	return tree
}

func (r *resolver) math(n *ast.Math) {
	if n.Tree == nil { // else made by the resolve stage, for a table
		n.Tree = r.tex(n.TeX, n.Src)
	}
}

func (r *resolver) mathBlock(n *ast.MathBlock) { n.Tree = r.tex(n.TeX, n.Src) }

func (r *resolver) formula(n *ast.Formula) {
	tex, q, at, ok := r.equation(n.Body, n.Src)
	if !ok {
		return
	}
	n.Tree = r.modelTeX(tex, at)
	if q != nil {
		n.Entry = entryID(q.Name)
	}
}

func (r *resolver) formulaBlock(n *ast.FormulaBlock) {
	tex, q, at, ok := r.equation(n.Body, n.Src)
	if !ok {
		return
	}
	if opt, values := n.Options.Lookup("values"); values && q != nil && opt.Value != "false" {
		tex = r.withValues(q)
	}
	n.Tree = r.modelTeX(tex, at)
	if q != nil {
		n.Entry = entryID(q.Name)
	}
}

// equation writes a body as TeX: "symbol = formula" of a quantity, the
// definition of a function, or an expression as it is.
func (r *resolver) equation(body string, at diag.Pos) (tex string, q *model.Quantity, place diag.Pos, ok bool) {
	lead := leadingSpaces(body)
	name, at := strings.TrimSpace(body), at.Right(lead)
	m := r.m.Model
	if q := m.Quantity(name); q != nil {
		return r.equationOf(q), q, q.At, true
	}
	for _, f := range m.Functions() {
		if f.Name == name {
			return formula.TeXLet(f.Function, m.Namer()), nil, f.At, true
		}
	}
	_, e, fs := r.values.Expression(name, at)
	r.findings = append(r.findings, fs...)
	if fs.HasErrors() || e == nil {
		return "", nil, at, false
	}
	return formula.TeX(e, m.Namer()), nil, at, true
}

// equationOf writes "symbol = formula", or "symbol = value" for a parameter.
func (r *resolver) equationOf(q *model.Quantity) string {
	n := r.m.Model.Namer()
	if q.Formula == nil {
		return n.Quantity(q.Name) + " = " + r.valueTeX(q.Name)
	}
	return n.Quantity(q.Name) + " = " + formula.TeX(q.Formula, n)
}

// withValues adds the substituted values and the result.
func (r *resolver) withValues(q *model.Quantity) string {
	if q.Formula == nil {
		return r.equationOf(q)
	}
	values := ""
	if text := r.substituted(q.Formula); text != "" {
		values = " = " + text
	}
	return r.equationOf(q) + values + ` \approx ` + r.valueTeX(q.Name)
}

// substituted is a formula with the values of its quantities; empty where none
// stands in it, as where all stand in a function that it calls.
func (r *resolver) substituted(e formula.Expr) string {
	if text := r.values.Substituted(e, r.doc.Lang); text != formula.TeX(e, r.m.Model.Namer()) {
		return text
	}
	return ""
}

// valueTeX writes the value of a quantity as TeX, as it prints.
func (r *resolver) valueTeX(name string) string {
	v, ok := r.values.Get(name)
	if !ok || !v.OK {
		return `\text{?}`
	}
	return v.TeX(r.doc.Lang)
}
