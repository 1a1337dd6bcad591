package report

import (
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/number"
	"reckon/references"
	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

// Settings are what a command changes about a run.
type Settings struct {
	Set       []string // NAME=VALUE UNIT, in the order given
	Scenario  string
	Date      string // ISO date that stands in for a missing one; from SOURCE_DATE_EPOCH
	Generator string
}

// overrides are the parameters that a run changes, with the lines that say so.
type overrides struct {
	list   []model.Override
	banner []string
}

// A resolver fills the results of one manuscript's tree. It lives for one run.
type resolver struct {
	in     *Input
	m      *Manuscript
	tree   *markdown.Tree
	values *model.Values
	words  *document.Words
	number number.Style
	doc    *document.Document

	findings diag.List
	roots    []gast.Node // title, subtitle, abstract, body: in the order of reading

	targets     map[string]*target // by normalised label
	expressions []expression       // printed expressions that are no quantity
	plots       int
	badSymbols  bool // of the model: what is made of them cannot be judged
	scenarios   map[string]*model.Values
	outcomes    map[string]model.Outcome // by claim
}

// An evaluation is a model with its values and the first document that uses
// it.
type evaluation struct {
	model  *model.Model
	values *model.Values
	banner []string
	doc    *document.Document
}

// Resolve evaluates the models once each and fills all trees. The documents
// are final; the findings are those of every stage after parsing. The error is
// a [UsageError].
func Resolve(in *Input, s Settings) (*Result, error) {
	r := &Result{Input: in}
	for _, m := range in.Manuscripts {
		if m.gap.model || m.gap.faults {
			s.Set, s.Scenario = nil, "" // cannot be judged until the model is mended
		}
		e, err := r.evaluate(m.Model, s)
		if err != nil {
			return nil, err
		}
		one := newResolver(in, m, e.values, s)
		one.doc.Banner = e.banner
		one.run()
		if e.doc == nil {
			e.doc = one.doc
		}
		r.Findings = append(r.Findings, m.silence(one.findings)...)
		r.Findings = append(r.Findings, e.values.Dropped()...)
		r.Documents = append(r.Documents, one.doc)
	}
	for i, m := range in.Manuscripts {
		r.Documents[i].Translations = translations(in, m)
	}
	return r, nil
}

// evaluate evaluates a model at its first use.
func (r *Result) evaluate(m *model.Model, s Settings) (*evaluation, error) {
	for _, e := range r.evaluations {
		if e.model == m {
			return e, nil
		}
	}
	o, err := s.overrides(m)
	if err != nil {
		return nil, err
	}
	values, fs := m.Evaluate(o.list...)
	values.Sample()
	r.Findings = append(r.Findings, fs...)
	e := &evaluation{model: m, values: values, banner: o.banner}
	r.evaluations = append(r.evaluations, e)
	return e, nil
}

// A UsageError is a setting that cannot be used: the command's fault, not the
// paper's.
type UsageError struct{ Msg string }

func (e *UsageError) Error() string { return e.Msg }

func (s Settings) overrides(m *model.Model) (overrides, error) {
	var o overrides
	if s.Scenario != "" {
		list, ok := m.Scenario(s.Scenario)
		if !ok {
			var names []string
			for _, sc := range m.Scenarios() {
				names = append(names, sc.Name)
			}
			msg := "the model has no scenario " + s.Scenario
			if hint := diag.DidYouMean(s.Scenario, names); hint != "" {
				msg += "; " + hint
			} else if len(names) > 0 {
				msg += "; it has " + strings.Join(names, ", ")
			}
			return o, &UsageError{msg}
		}
		o.list = append(o.list, list...)
	}
	for _, text := range s.Set {
		set, err := m.ParseOverride(text)
		if err != nil {
			return o, &UsageError{err.Error()}
		}
		o.list = append(o.list, set)
	}
	for _, set := range o.list {
		o.banner = append(o.banner, set.Name+" = "+set.Text)
	}
	return o, nil
}

func newResolver(in *Input, m *Manuscript, values *model.Values, s Settings) *resolver {
	front := m.Tree.Front
	lang := front.Lang
	date := front.Date.Text
	if date == "" {
		date = s.Date
	}
	r := &resolver{
		in: in, m: m, tree: m.Tree, values: values,
		words:     document.WordsOf(lang),
		number:    styleOf(lang, front),
		targets:   map[string]*target{},
		scenarios: map[string]*model.Values{},
		outcomes:  map[string]model.Outcome{},
		doc: &document.Document{
			Name: m.Paper.Name + "/" + m.Name, Lang: lang, Words: document.WordsOf(lang), Front: front,
			Source: m.Tree.Source, Body: m.Tree.Body, Title: m.Tree.Title, Subtitle: m.Tree.Subtitle, Abstract: m.Tree.Abstract,
			Numbers: map[gast.Node]document.Number{}, Date: date, DateText: dateText(date, lang), Generator: s.Generator, Place: m.Tree.At,
		},
	}
	if !document.Known(lang) {
		r.findings.Warn("language-unknown", r.keyPlace("lang(?:uage)?"), "there are no words for language %q; English ones are printed", lang).
			Hint = "there are words for de, en, es, fr, ja and zh"
	}
	for _, root := range []gast.Node{r.tree.Title, r.tree.Subtitle, r.tree.Abstract, r.tree.Body} {
		if !isNil(root) {
			r.roots = append(r.roots, root)
		}
	}
	for _, o := range values.Verdicts() {
		r.outcomes[o.Claim.ID] = o
	}
	return r
}

func isNil(n gast.Node) bool {
	d, ok := n.(*gast.Document)
	return n == nil || ok && d == nil
}

// run resolves in the order in which later steps need earlier ones: generated
// tables bring values and citations, citations and numbers bring text for
// references, and the contents want all of it.
func (r *resolver) run() {
	r.symbols()
	r.plainLinks()
	r.siblings()
	r.narratives()
	r.parts()
	r.placeAppendices()
	r.walk(r.resolveInline)
	r.ledgers()
	r.numbers()
	r.citations()
	r.references()
	r.texts()
}

// resolveInline fills one node, as far as it depends on the model alone.
func (r *resolver) resolveInline(n gast.Node) {
	switch n := n.(type) {
	case *ast.Bad:
		r.findings = append(r.findings, n.Finding)
	case *ast.BadBlock:
		r.findings = append(r.findings, n.Finding)
	case *ast.Val:
		r.val(n)
	case *ast.Claim:
		r.claim(n)
	case *ast.Formula:
		r.formula(n)
	case *ast.FormulaBlock:
		r.formulaBlock(n)
	case *ast.Math:
		r.math(n)
	case *ast.MathBlock:
		r.mathBlock(n)
	case *ast.Generated:
		r.generated(n)
	case *ast.Plot:
		r.plot(n)
	case *ast.Image:
		r.image(n)
	case *ast.Admonition:
		n.Label = r.words.Admonition[n.Variant]
	}
}

// walk visits every node of every root once, parents first. Nodes that the
// visit adds below the visited one are visited too.
func (r *resolver) walk(visit func(gast.Node)) {
	for _, root := range r.roots {
		_ = gast.Walk(root, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
			if !entering {
				return gast.WalkContinue, nil
			}
			visit(n)
			switch n := n.(type) {
			case *ast.Image:
				walkInto(n.Alt, visit)
			case *ast.Inset:
				visit(n.Image)
				walkInto(n.Image.Alt, visit)
			case *ast.Plot:
				walkInto(n.Alt, visit)
			case *ast.Ledger:
				for _, g := range n.Groups {
					for _, e := range g.Entries {
						for _, cite := range append(slices.Clone(e.Sources), e.Via...) {
							walkInto(cite, visit)
						}
					}
				}
			}
			return gast.WalkContinue, nil
		})
	}
}

// walkInto visits a tree that hangs beside the main one.
func walkInto(root gast.Node, visit func(gast.Node)) {
	if isNil(root) {
		return
	}
	_ = gast.Walk(root, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if entering {
			visit(n)
		}
		return gast.WalkContinue, nil
	})
}

// placeAppendices adds the list of references and the ledger where the author
// did not place them: at the end, under a heading.
func (r *resolver) placeAppendices() {
	var bibliography, ledger, cites bool
	r.walk(func(n gast.Node) {
		switch n.(type) {
		case *ast.Bibliography:
			bibliography = true
		case *ast.Ledger:
			ledger = true
		case *ast.Cite:
			cites = true
		}
	})
	if !bibliography && (cites || len(r.tree.Front.Nocite) > 0 || r.hasSources()) {
		if h := r.emptyReferences(); h != nil {
			h.Parent().InsertAfter(h.Parent(), h, &ast.Bibliography{})
		} else {
			r.appendix(r.words.References, &ast.Bibliography{})
		}
	}
	if !ledger && len(r.m.Model.Quantities()) > 0 {
		r.appendix(r.words.Ledger, &ast.Ledger{})
	}
}

// emptyReferences is the heading that the author put for the list of references:
// one of its usual names, or the last words of the manuscript, with nothing below.
func (r *resolver) emptyReferences() (found *gast.Heading) {
	names := []string{r.words.References, "References", "References cited", "Bibliography", "Literature", "Literature cited", "Works cited", "Cited works"}
	for c := r.tree.Body.FirstChild(); c != nil; c = c.NextSibling() {
		h, ok := c.(*gast.Heading)
		if !ok {
			continue
		}
		next := c.NextSibling()
		last := next == nil || next.Kind().String() == "FootnoteList"
		title := markdown.PlainText(h, r.tree.Source)
		named := slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, title) })
		if last || named && next.Kind() == gast.KindHeading {
			found = h
		}
	}
	return found
}

func (r *resolver) hasSources() bool {
	return slices.ContainsFunc(r.m.Model.Quantities(), func(q *model.Quantity) bool { return len(q.Sources) > 0 })
}

func (r *resolver) appendix(title string, n gast.Node) {
	body := r.tree.Body
	h := gast.NewHeading(r.topLevel())
	h.AppendChild(h, gast.NewString([]byte(title)))
	// Footnotes stay last: goldmark keeps them in one node at the end.
	last := body.LastChild()
	if last != nil && last.Kind().String() == "FootnoteList" {
		body.InsertBefore(body, last, h)
		body.InsertBefore(body, last, n)
		return
	}
	body.AppendChild(body, h)
	body.AppendChild(body, n)
}

// topLevel is the level of the manuscript's sections.
func (r *resolver) topLevel() int {
	level := 0
	for _, h := range sectionHeadings(r.tree.Body) {
		if level == 0 || h.Level < level {
			level = h.Level
		}
	}
	return max(level, 1)
}

func (r *resolver) library() *references.Library { return r.m.Library }
