package report

import (
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"

	gast "github.com/yuin/goldmark/ast"
)

// references fills cross references. A label that nothing has is an error with
// a suggestion.
func (r *resolver) references() {
	r.walk(func(n gast.Node) {
		ref, ok := n.(*ast.Ref)
		if !ok {
			return
		}
		t, ok := r.targets[ref.Label]
		if !ok {
			r.unknownLabel(ref)
			return
		}
		ref.Target = t.ID
		ref.Shown = r.referenceText(ref, t)
		r.series(ref)
	})
}

// series separates references that stand in one pair of brackets as the
// language does.
func (r *resolver) series(ref *ast.Ref) {
	sep, ok := ref.NextSibling().(*gast.String)
	if !ok || string(sep.Value) != ", " || r.words.Colon != "：" {
		return
	}
	if _, ok := sep.NextSibling().(*ast.Ref); ok {
		sep.Value = []byte("、")
	}
}

func (r *resolver) unknownLabel(ref *ast.Ref) {
	var known []string
	for label := range r.targets {
		known = append(known, label)
	}
	slices.Sort(known)
	if ref.Keyed {
		known = append(known, r.library().Keys()...)
	}
	what := "nothing has the label %s"
	if ref.Keyed {
		what = "nothing has the label or citation key %s"
	}
	hint := diag.DidYouMean(ref.Label, known)
	if hint == "" {
		hint = "give the thing that is meant this label: {#" + ref.Label + "}"
	}
	r.findings.Add("reference-unknown", ref.At, what, ref.Label).Hint = hint
}

// referenceText is what a reference prints: the author's words, those that the
// front matter has for the kind, or ours.
func (r *resolver) referenceText(ref *ast.Ref, t *target) string {
	template := ref.Template
	if template == "" && t.Words != "" && !ref.Bare && !ref.Equation {
		template = t.template
	}
	if template != "" {
		return r.filled(template, ref, t)
	}
	if t.Words == "" {
		if t.title != "" {
			return t.title
		}
		r.unnumbered(ref, "%s has no number and no title to print")
		return ref.Label
	}
	if ref.Bare && t.sub != "" {
		return t.number
	}
	if ref.Bare || ref.Equation {
		return t.Label
	}
	return t.Words
}

// filled puts number and title into a template.
func (r *resolver) filled(template string, ref *ast.Ref, t *target) string {
	if t.number == "" && (strings.Contains(template, "%s") || strings.Contains(template, "{number}")) {
		r.unnumbered(ref, "%s has no number to print")
		return ref.Label
	}
	return strings.NewReplacer("%s", t.number, "{number}", t.number, "{name}", t.title, "{subEnumerator}", t.sub).Replace(template)
}

func (r *resolver) unnumbered(ref *ast.Ref, msg string) {
	r.findings.Add("reference-unnumbered", ref.At, msg, ref.Label).Hint = "write the words yourself: [words](#" + ref.Label + ")"
}
