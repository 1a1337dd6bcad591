package report

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/formula"
	"reckon/model/number"
	"reckon/report/markdown/ast"
	"reckon/report/math"
)

// ledgers fills the ledger, wherever the author put it. It runs when every
// expression of the text is known.
func (r *resolver) ledgers() {
	var groups []ast.LedgerGroup
	r.walk(func(n gast.Node) {
		l, ok := n.(*ast.Ledger)
		if !ok {
			return
		}
		if groups == nil {
			groups = r.ledgerGroups()
		}
		l.Groups = groups
	})
}

func (r *resolver) ledgerGroups() []ast.LedgerGroup {
	users := r.users()
	var groups []ast.LedgerGroup
	at := map[string]int{}
	for _, q := range r.m.Model.Quantities() {
		name := r.groupOf(q)
		i, ok := at[name]
		if !ok {
			i = len(groups)
			at[name] = i
			groups = append(groups, ast.LedgerGroup{Title: r.groupTitle(name)})
		}
		groups[i].Entries = append(groups[i].Entries, r.ledgerEntry(q, users[q.Name]))
	}
	groups = r.gatherSingles(groups, at)
	if g := r.functionsGroup(); len(g.Entries) > 0 {
		groups = append(groups, g)
	}
	if len(r.expressions) > 0 {
		g := ast.LedgerGroup{Title: r.words.Expressions}
		for _, x := range r.expressions {
			g.Entries = append(g.Entries, r.expressionEntry(x))
		}
		groups = append(groups, g)
	}
	return groups
}

// gatherSingles puts quantities that are alone in a group without a title of its
// own into one group behind the others.
func (r *resolver) gatherSingles(groups []ast.LedgerGroup, at map[string]int) []ast.LedgerGroup {
	single := make([]bool, len(groups))
	for _, q := range r.m.Model.Quantities() {
		name := r.groupOf(q)
		single[at[name]] = len(groups[at[name]].Entries) == 1 && r.groupTitle(name) == name && !strings.Contains(q.Name, ".")
	}
	rest := ast.LedgerGroup{Title: r.words.Others}
	var kept []ast.LedgerGroup
	for i, g := range groups {
		if single[i] {
			rest.Entries = append(rest.Entries, g.Entries...)
		} else {
			kept = append(kept, g)
		}
	}
	if len(kept) == 0 || len(rest.Entries) < 2 {
		return groups
	}
	return append(kept, rest)
}

// groupOf is the group of a quantity, by default the first part of its name.
func (r *resolver) groupOf(q *model.Quantity) string {
	if q.Group != "" {
		return q.Group
	}
	name := q.Name
	if q.Family != nil {
		name = q.Family.Name
	}
	first, _, _ := strings.Cut(name, ".")
	return first
}

// groupTitle is the title of a group: its own, else that of the family that it
// consists of, else its name.
func (r *resolver) groupTitle(name string) string {
	title := r.m.Model.GroupTitle(name, r.doc.Lang)
	if f := r.m.Model.Family(name); f != nil && title == name {
		if own := r.modelText(f.Title); own != "" {
			return own
		}
	}
	return title
}

// users lists, for each quantity, the derived ones whose formulas name it.
func (r *resolver) users() map[string][]string {
	users := map[string][]string{}
	for _, q := range r.m.Model.Quantities() {
		for _, input := range r.m.Model.Inputs(q.Name) {
			users[input] = append(users[input], q.Name)
		}
	}
	return users
}

func (r *resolver) links(names []string) []ast.LedgerLink {
	var links []ast.LedgerLink
	for _, name := range names {
		if q := r.m.Model.Quantity(name); q != nil {
			links = append(links, ast.LedgerLink{Name: name, Title: r.titleOf(q), ID: entryID(name)})
		}
	}
	return links
}

func (r *resolver) ledgerEntry(q *model.Quantity, users []string) ast.LedgerEntry {
	e := ast.LedgerEntry{
		ID: entryID(q.Name), Name: q.Name, Title: r.titleOf(q), Kind: r.kindWord(q), Evidence: r.evidenceWord(q),
		Reason: r.modelText(q.Reasons), Note: r.modelText(q.Note), Sources: citeNodes(q.Sources), Users: r.links(users),
	}
	if q.Symbol != "" {
		e.Symbol = r.modelTeX(q.Symbol, q.At)
	}
	if q.Data != nil {
		e.Kind += r.words.Mark(" (", "（") + q.Data.String() + r.words.Mark(")", "）")
	}
	if q.Via != "" {
		e.Via = r.via(q)
	}
	if v, ok := get(r.values, q); ok {
		e.Value, e.Interval = r.valueAndInterval(v)
		e.Silent, e.Silence = r.silence(v, q.Formula != nil)
	}
	if q.Formula != nil {
		e.Text = q.FormulaText
		e.Formula = r.modelTeX(r.equationOf(q), q.At)
		e.Substituted = r.substitutedTeX(q.Formula, q.At)
		e.Inputs = r.links(r.m.Model.Inputs(q.Name))
	}
	return e
}

func (r *resolver) substitutedTeX(e formula.Expr, at diag.Pos) *math.Tree {
	text := r.substituted(e)
	if text == "" {
		return nil
	}
	return r.modelTeX("= "+text, at)
}

// functionsGroup lists the functions that formulas call, with their definitions.
func (r *resolver) functionsGroup() (g ast.LedgerGroup) {
	g.Title = r.words.Functions
	for _, f := range r.m.Model.Functions() {
		if f.Function.Body == nil {
			continue
		}
		e := ast.LedgerEntry{
			ID: entryID(f.Name), Name: f.Function.Signature(), Title: r.modelText(f.Title), Note: r.modelText(f.Note), Text: f.Text,
			Formula: r.modelTeX(formula.TeXLet(f.Function, r.m.Model.Namer()), f.At), Inputs: r.links(r.m.Model.Uses(f.Body)),
		}
		g.Entries = append(g.Entries, e)
	}
	return g
}

func (r *resolver) expressionEntry(x expression) ast.LedgerEntry {
	e := ast.LedgerEntry{ID: x.id, Name: x.source, Kind: r.words.Derived, Text: formula.Print(x.expr)}
	if x.scenario != "" {
		e.Name += " @ " + x.scenario
	}
	if x.value.Bool {
		e.Value = r.words.Holds
		if x.value.SI == 0 {
			e.Value = r.words.Fails
		}
	} else {
		e.Value, e.Interval = r.valueAndInterval(x.value)
		e.Silent, e.Silence = r.silence(x.value, true)
	}
	e.Formula = r.modelTeX(formula.TeX(x.expr, r.m.Model.Namer()), diag.Pos{File: r.m.Path})
	if x.scenario == "" {
		e.Substituted = r.substitutedTeX(x.expr, diag.Pos{File: r.m.Path})
	}
	e.Inputs = r.links(r.m.Model.Uses(x.expr))
	return e
}

func (r *resolver) valueAndInterval(v model.Value) (value, interval string) {
	value, err := r.print(v, number.Format{Digits: -1})
	if err != nil {
		value = exact(v.Unit.FromSI(v.SI))
	}
	if v.HasInterval {
		interval = r.number.Ends(printable(v))
	}
	return value, interval
}

// silence words that a value rests on what states no uncertainty.
func (r *resolver) silence(v model.Value, derived bool) (bool, string) {
	switch {
	case !v.Silent:
		return false, ""
	case derived:
		return true, r.words.Silent
	}
	return true, r.words.NoUncertainty
}

// via names the text in which a secondary value was read: a reference, or words
// where it is none. What looks like a key must be one.
func (r *resolver) via(q *model.Quantity) []gast.Node {
	if strings.ContainsAny(q.Via, " /") && r.library().Entry(q.Via) == nil {
		return words(q.Via)
	}
	return citeNodes([]model.Source{{Key: q.Via, At: q.At}})
}
