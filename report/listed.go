package report

import (
	"strings"
	"unicode"

	"reckon/model"
	"reckon/model/formula"
	"reckon/model/number"
)

// A Listed is a quantity with its value, as commands print it.
type Listed struct {
	*model.Quantity
	Value       model.Value
	Title       string
	Display     string
	Interval    string // as printed; empty without
	Inputs      []string
	Substituted string // the formula with values put in
}

// Quantities lists those of every model of the run, each once, in the language
// of the first manuscript that uses it.
func (r *Result) Quantities() []Listed {
	var all []Listed
	for _, m := range r.evaluations {
		n := styleOf(m.doc.Lang, m.doc.Front)
		display := func(name string) string {
			v, ok := get(m.values, m.model.Quantity(name))
			if !ok {
				return "?"
			}
			text, err := n.Print(printable(v), number.Format{Digits: -1})
			if err != nil {
				return exact(v.Unit.FromSI(v.SI))
			}
			return text
		}
		for _, q := range m.model.Quantities() {
			v, _ := m.values.Get(q.Name)
			l := Listed{Quantity: q, Value: v, Title: q.Title.In(m.doc.Lang), Display: display(q.Name), Inputs: m.model.Inputs(q.Name)}
			if l.Title == "" {
				l.Title = q.Name
			}
			if v.HasInterval {
				l.Interval = n.Ends(printable(v))
			}
			if q.Formula != nil {
				l.Substituted = withValues(formula.Print(q.Formula), m.model, display)
			}
			all = append(all, l)
		}
	}
	return all
}

// withValues puts values in the place of the names in a formula's canonical
// text.
func withValues(text string, m *model.Model, display func(string) string) string {
	var b strings.Builder
	for len(text) > 0 {
		n := strings.IndexFunc(text, func(c rune) bool { return !nameRune(c) })
		if n < 0 {
			n = len(text)
		}
		word := text[:n]
		if m.Quantity(word) != nil {
			word = display(word)
		}
		b.WriteString(word)
		text = text[n:]
		n = strings.IndexFunc(text, nameRune)
		if n < 0 {
			n = len(text)
		}
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String()
}

// nameRune tells the runes of names; brackets are of families alone.
func nameRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' || c == '.' || c == '[' || c == ']'
}

// A ClaimRow is a claim with its outcome, as commands print it.
type ClaimRow struct {
	Outcome    model.Outcome
	Text       string
	Recomputed string // as printed; empty when there is no value

	of *evaluation
}

// Claims gives the outcomes of every model's claims.
func (r *Result) Claims() [][]ClaimRow {
	var all [][]ClaimRow
	for _, m := range r.evaluations {
		var rows []ClaimRow
		n := m.printer()
		for _, o := range m.values.Verdicts() {
			rows = append(rows, ClaimRow{o, o.Claim.Text.In(m.doc.Lang), n.recomputedText(o), m})
		}
		if len(rows) > 0 {
			all = append(all, rows)
		}
	}
	return all
}
