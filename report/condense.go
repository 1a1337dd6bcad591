package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"reckon/internal/diag"
)

// condense leaves one finding for each mistake: what follows from an error, or
// says it again of another place, is dropped or counted. The findings are
// sorted.
func (r *Result) condense(found diag.List) diag.List {
	follows := r.consequences(found)
	first := map[string]int{} // of a name that nobody declares
	more := map[int]int{}
	var kept diag.List
	for _, f := range found {
		if follows(f) {
			continue
		}
		key := ""
		if f.Severity == diag.Error && (nameRules[f.Rule] || f.Rule == "citation-unknown" || f.Rule == "reference-unknown") {
			key = f.Rule + " " + strings.Replace(f.Msg, "quantity or group", "quantity", 1)
		}
		if i, again := first[key]; again && key != "" {
			more[i]++
			continue
		}
		first[key] = len(kept)
		kept = append(kept, f)
	}
	for i, n := range more {
		also := fmt.Sprintf("%d more places have this name", n)
		if n == 1 {
			also = "another place has this name"
		}
		switch hint := r.declaredAt(kept[i].Hint); {
		case hint == "":
			kept[i].Hint = also
		case strings.HasSuffix(hint, "?"):
			kept[i].Hint = hint + " " + strings.ToUpper(also[:1]) + also[1:]
		default:
			kept[i].Hint = hint + "; " + also
		}
	}
	return kept
}

// declaredAt adds to the suggestion of a quantity where that is declared: where
// many places use a name, its declaration is likely to be what is misspelt.
func (r *Result) declaredAt(hint string) string {
	name, ok := suggested(hint)
	if !ok {
		return hint
	}
	for _, m := range r.Input.Manuscripts {
		if q := m.Model.Quantity(name); q != nil {
			return fmt.Sprintf("did you mean %s? It is declared at %s", name, q.At)
		}
	}
	return hint
}

func suggested(hint string) (name string, ok bool) {
	name, ok = strings.CutPrefix(hint, "did you mean ")
	if !ok {
		return "", false
	}
	return strings.CutSuffix(name, "?")
}

// consequences gives what tells whether a finding follows from another one.
func (r *Result) consequences(found diag.List) func(diag.Finding) bool {
	var models, formulas bool // hold errors
	meant := map[string]bool{}
	var open diag.List
	for _, f := range found {
		switch {
		case f.Rule == "equation-unclosed":
			open = append(open, f)
		case f.Severity != diag.Error:
		case f.Rule == "reference-unknown":
			if label, ok := suggested(f.Hint); ok {
				meant[f.At.File+" "+label] = true
			}
		}
		if f.Severity == diag.Error && f.Rule != "plot-empty" {
			models = models || r.ofModel(f.At.File)
			formulas = formulas || nameRules[f.Rule]
		}
	}
	return func(f diag.Finding) bool {
		switch f.Rule {
		case "plot-empty":
			return (models || formulas) && strings.Contains(f.Msg, "no value anywhere")
		case "figure-cited":
			return meant[f.At.File+" "+strings.TrimPrefix(f.Hint, "refer to it: @")]
		case "number-is-produced":
			return slices.ContainsFunc(open, func(o diag.Finding) bool { return r.sameParagraph(o.At, f.At) })
		}
		return false
	}
}

// ofModel tells whether a file belongs to a model.
func (r *Result) ofModel(file string) bool {
	return slices.ContainsFunc(r.Input.Manuscripts, func(m *Manuscript) bool { return slices.Contains(m.Model.Files(), file) })
}

// sameParagraph tells whether no empty line parts a place from an earlier one.
func (r *Result) sameParagraph(from, to diag.Pos) bool {
	if from.File != to.File || from.Compare(to) > 0 {
		return false
	}
	text, ok := r.Input.Project.Source(from.File)
	if !ok {
		return false
	}
	rest := diag.LinesOf(string(text))(from.Line, from.Column)
	if end := emptyLine.FindStringIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
	return to.Line <= from.Line+strings.Count(rest, "\n")
}

var emptyLine = regexp.MustCompile(`\n[ \t>]*\n`)
