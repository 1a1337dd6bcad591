package report

import (
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"reckon/internal/diag"
	"reckon/report/check"
	"reckon/report/document"
	"reckon/report/html"
	"reckon/report/markdown/ast"
	"reckon/report/pdf"
	"reckon/report/site"

	gast "github.com/yuin/goldmark/ast"
)

// An Output is what a build makes of one paper: files for one folder.
type Output struct {
	Paper  string // name of the folder
	Files  []document.File
	Others []string // names of the paper's manuscripts whose output stays as it is
}

// A Result is the outcome of a run over a project.
type Result struct {
	Input     *Input
	Documents []*document.Document
	Findings  diag.List // sorted; severities as the project sets them
	Waived    []Waived

	evaluations []*evaluation
}

// A Waived is a finding that the project accepts, with the reason.
type Waived struct {
	diag.Finding
	Reason string
}

// Run loads, parses and resolves a project and applies the rules of check. It
// renders nothing. The error is a [UsageError].
func Run(p *Project, s Settings) (*Result, error) {
	in, found := Load(p)
	r, err := Resolve(in, s)
	if err != nil {
		return nil, err
	}
	r.Findings = append(found, r.Findings...)
	for i, d := range r.Documents {
		r.Findings = append(r.Findings, check.Document(d, in.Manuscripts[i].Tree)...)
	}
	r.settle()
	return r, nil
}

// settle applies the project's severities and waivers and sorts.
func (r *Result) settle() {
	settings := r.Input.Project.Check
	r.Findings.Sort()
	r.Findings = r.condense(r.Findings)
	var kept diag.List
	used := make([]bool, len(settings.Waivers))
	for _, f := range r.Findings {
		if s, ok := settings.Severity[f.Rule]; ok && f.Severity != diag.Error {
			f.Severity = s
		}
		waived := false
		for i, w := range settings.Waivers {
			if f.Severity != diag.Error && w.accepts(f, r.Input.Project) {
				used[i], waived = true, true
				r.Waived = append(r.Waived, Waived{f, w.Reason})
				break
			}
		}
		if !waived {
			kept = append(kept, f)
		}
	}
	for i, w := range settings.Waivers {
		if !used[i] && !kept.HasErrors() {
			kept.Warn("waiver-unused", w.At, "no finding of %s needs this waiver", w.Rule).Hint = "remove it"
		}
	}
	kept.Sort()
	r.Findings = kept
}

// accepts tells whether a waiver covers a finding: the rule, the file and, if
// given, a text that stands at the finding's place.
func (w Waiver) accepts(f diag.Finding, p *Project) bool {
	if w.Rule != f.Rule || w.File != "" && w.File != f.At.File {
		return false
	}
	return w.Text == "" || textNear(p, f.At, w.Text)
}

// Pages says how pages refer to their surroundings.
type Pages struct {
	BaseURL string // of the site, with a slash at its end; empty: no canonical links
	Home    string // relative address of the index, from a page; empty without
}

func (o Pages) page(d *document.Document) html.Options {
	options := html.Options{PDF: path.Base(d.Name) + ".pdf", Home: o.Home}
	if o.BaseURL != "" {
		options.Canonical = o.BaseURL + d.Name + ".html"
	}
	return options
}

// Render makes the pages of all documents, in memory. Missing glyphs are found
// here.
func Render(r *Result, o Pages) ([]Output, diag.List) {
	var findings diag.List
	var outputs []Output
	rendered := renderAll(r.Documents, o)
	for i, d := range r.Documents {
		m := r.Input.Manuscripts[i]
		both := rendered[i]
		findings = append(append(findings, both.page.findings...), both.print.findings...)
		files := []document.File{{Path: m.Name + ".html", Data: both.page.data}, {Path: m.Name + ".pdf", Data: both.print.data}}
		files = append(files, charts(d)...)
		for i := range files {
			files[i].Of = m.Name
		}
		if n := len(outputs); n > 0 && outputs[n-1].Paper == m.Paper.Name {
			outputs[n-1].Files = append(outputs[n-1].Files, files...)
			continue
		}
		o := Output{Paper: m.Paper.Name, Files: files}
		for _, other := range m.Paper.Others {
			o.Others = append(o.Others, manuscriptName(other))
		}
		outputs = append(outputs, o)
	}
	r.narrow(findings)
	findings.Sort()
	return outputs, findings
}

// A rendering is one output of a document.
type rendering struct {
	data     []byte
	findings diag.List
}

// renderAll prints every document twice, as a page and as a PDF, all at once:
// documents are frozen, and renderers share nothing.
func renderAll(docs []*document.Document, o Pages) []struct{ page, print rendering } {
	out := make([]struct{ page, print rendering }, len(docs))
	var wait sync.WaitGroup
	for i, d := range docs {
		wait.Go(func() { out[i].page.data, out[i].page.findings = html.Render(d, o.page(d)) })
		wait.Go(func() { out[i].print.data, out[i].print.findings = pdf.Render(d) })
	}
	wait.Wait()
	return out
}

// charts gives the data of a document's charts as CSV.
func charts(d *document.Document) []document.File {
	var files []document.File
	_ = gast.Walk(d.Body, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if p, ok := n.(*ast.Plot); ok && entering && p.Chart != nil {
			files = append(files, document.File{Path: path.Join("data", p.File), Data: p.Chart.CSV()})
		}
		return gast.WalkContinue, nil
	})
	return files
}

// textNear tells whether a text stands in the line of a place, touching the
// place.
func textNear(p *Project, at diag.Pos, text string) bool {
	source, ok := p.Source(at.File)
	if !ok || at.Line == 0 {
		return false
	}
	lines := strings.SplitN(string(source), "\n", at.Line+1)
	if len(lines) < at.Line {
		return false
	}
	line := []rune(lines[at.Line-1])
	column := at.Column - 1
	for i := range line {
		if strings.HasPrefix(string(line[i:]), text) && i <= column && column < i+utf8.RuneCountInString(text) {
			return true
		}
	}
	return false
}

// Site puts rendered papers, each in its folder, together with the index.
func Site(r *Result, outputs []Output, base string) ([]document.File, error) {
	var papers []site.Paper
	for i, d := range r.Documents {
		name := r.Input.Manuscripts[i].Paper.Name
		if n := len(papers); n == 0 || papers[n-1].Name != name {
			papers = append(papers, site.Paper{Name: name})
		}
		last := &papers[len(papers)-1]
		last.Editions = append(last.Editions, d)
	}
	files, err := site.Files(papers, site.Options{Base: base, Style: html.Style})
	if err != nil {
		return nil, err
	}
	for _, o := range outputs {
		for _, f := range o.Files {
			files = append(files, document.File{Path: path.Join(o.Paper, f.Path), Data: f.Data})
		}
	}
	return files, nil
}
