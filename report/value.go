package report

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/formula"
	"reckon/model/number"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

// A valueText is the body of {val}: EXPRESSION [-> UNIT] [@ SCENARIO] [: FORMAT].
type valueText struct {
	source   string
	at       diag.Pos // of source
	scenario string
	format   number.Format
}

// splitValue takes a body apart. Formulas never contain a colon or an at sign,
// so the first colon begins the format and the last at sign before it the
// scenario.
func (r *resolver) splitValue(body string, at diag.Pos) (valueText, bool) {
	v := valueText{format: number.Format{Digits: -1}}
	source, format, hasFormat := strings.Cut(body, ":")
	if hasFormat {
		f, err := number.ParseFormat(format)
		if err != nil {
			place := at.Right(utf8.RuneCountInString(source) + 1)
			hint := ""
			var fe *number.FormatError
			if errors.As(err, &fe) {
				place = place.Right(utf8.RuneCountInString(format[:min(fe.Offset, len(format))]))
				hint = fe.Hint
			}
			r.findings.Add("format-invalid", place, "%v", err).Hint = hint
			return v, false
		}
		v.format = f
	}
	source, scenario, has := strings.Cut(source, "@")
	if has {
		v.scenario = strings.TrimSpace(scenario)
		if _, ok := r.m.Model.Scenario(v.scenario); !ok {
			place := at.Right(utf8.RuneCountInString(source) + 1 + leadingSpaces(scenario))
			r.findings.Add("scenario-unknown", place, "the model has no scenario %q", v.scenario).
				Hint = diag.DidYouMean(v.scenario, r.scenarioNames())
			return v, false
		}
	}
	lead := leadingSpaces(source)
	v.at = at.Right(lead)
	v.source = strings.TrimSpace(source)
	if v.source == "" {
		r.findings.Add("value-expected", at, "a quantity or an expression is expected here").
			Hint = "write the name of a quantity, such as {val}`NAME`"
		return v, false
	}
	return v, true
}

func leadingSpaces(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

func (r *resolver) scenarioNames() []string {
	var names []string
	for _, s := range r.m.Model.Scenarios() {
		names = append(names, s.Name)
	}
	return names
}

// under returns the values of a scenario, evaluated once.
func (r *resolver) under(scenario string) (*model.Values, bool) {
	if scenario == "" {
		return r.values, true
	}
	if v, ok := r.scenarios[scenario]; ok {
		return v, v != nil
	}
	o, _ := r.m.Model.Scenario(scenario)
	v, fs := r.values.At(o)
	r.findings = append(r.findings, fs...)
	if fs.HasErrors() {
		v = nil
	}
	r.scenarios[scenario] = v
	return v, v != nil
}

// evaluate computes an expression of the manuscript.
func (r *resolver) evaluate(source string, at diag.Pos, scenario string) (model.Value, formula.Expr, bool) {
	values, ok := r.under(scenario)
	if !ok {
		return model.Value{}, nil, false
	}
	v, e, fs := values.Expression(source, at)
	for i := range fs {
		if fs[i].Rule == "name-unknown" && fs[i].Hint == "" && len(r.tree.Front.Model) == 0 {
			fs[i].Hint = "the front matter names no model: write model: [model.yaml]"
		}
	}
	r.findings = append(r.findings, fs...)
	return v, e, !fs.HasErrors() && v.OK
}

// styleOf is how a manuscript prints numbers.
func styleOf(lang string, front *markdown.FrontMatter) number.Style {
	s := number.Style{Lang: lang, Grouping: front.Grouping}
	if front.Rounding == "pdg" {
		s.Rounding = number.PDG
	}
	return s
}

// print gives the text of a value; it is the only way from a value to paper.
func (r *resolver) print(v model.Value, f number.Format) (string, error) {
	return r.number.Print(printable(v), f)
}

func printable(v model.Value) number.Quantity { return v.Quantity() }

// get returns the value of a quantity as it is printed by itself: a parameter
// shows the digits that it was given.
func get(values *model.Values, q *model.Quantity) (model.Value, bool) {
	v, ok := values.Get(q.Name)
	if ok && q.ValueText != "" && !values.Overridden(q.Name) {
		if _, digits, _, err := number.ParseLiteral(q.ValueText); err == nil {
			v.Digits = digits
		}
	}
	return v, ok && v.OK
}

func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func (r *resolver) val(n *ast.Val) {
	if n.Shown != "" {
		return // made by the resolve stage itself, for a table
	}
	text, ok := r.splitValue(n.Body, n.Src)
	if !ok {
		return
	}
	v, e, ok := r.evaluate(text.source, text.at, text.scenario)
	if !ok {
		return
	}
	if v.Bool {
		r.findings.Add("value-expected", text.at, "this is a condition, not a value").
			Hint = "check a condition with {claim}`words <" + text.source + ">`"
		return
	}
	if q := r.quantityOf(e); q != nil && text.scenario == "" {
		if own, ok := get(r.values, q); ok {
			v.Digits = own.Digits
		}
	}
	if !v.HasInterval && len(r.values.Overrides()) > 0 {
		text.format.Interval = false // an override drops the uncertainty; the banner says so
	}
	shown, err := r.print(v, text.format)
	if err != nil {
		r.findings.Add("interval-missing", text.at, "%v", err).
			Hint = "give its parameters a range, sd or factor, or leave ± out"
		return
	}
	n.Shown = shown
	n.Exact, n.Unit = exact(v.Unit.FromSI(v.SI)), v.Unit.String()
	n.Name, n.Entry, n.Title = r.derivation(text.source, e, text.scenario, v)
}

// An expression is a printed formula over quantities; it gets an entry of its
// own in the ledger.
type expression struct {
	id, source, scenario string
	expr                 formula.Expr
	value                model.Value
}

// derivation names the ledger entry of what was printed: that of the quantity,
// or a new one for an expression.
func (r *resolver) derivation(source string, e formula.Expr, scenario string, v model.Value) (name, entry, title string) {
	if q := r.quantityOf(e); q != nil && scenario == "" {
		return q.Name, entryID(q.Name), r.modelText(q.Title)
	}
	name = formula.Print(e)
	i := slices.IndexFunc(r.expressions, func(x expression) bool {
		return x.scenario == scenario && formula.Print(x.expr) == name
	})
	if i < 0 {
		i = len(r.expressions)
		r.expressions = append(r.expressions, expression{"x-" + strconv.Itoa(i+1), source, scenario, e, v})
	}
	return name, r.expressions[i].id, ""
}

// quantityOf returns the quantity that an expression is, looking through a
// conversion; nil for anything else.
func (r *resolver) quantityOf(e formula.Expr) *model.Quantity {
	if c, ok := e.(*formula.Convert); ok {
		e = c.X
	}
	if name, ok := e.(*formula.Name); ok {
		return r.m.Model.Quantity(name.Name)
	}
	return nil
}

// entryID is the anchor of a quantity in the ledger. Brackets have a meaning in
// addresses; a name has no hyphens of its own.
func entryID(name string) string { return "q-" + withoutBrackets.Replace(name) }

var withoutBrackets = strings.NewReplacer("[", "--", "]", "")
