// Package report is the pipeline: it opens a project, parses its manuscripts,
// resolves them against model and bibliography, and renders the results.
//
// [Open] reads a project, [Project.Check] and [Project.Build] run the stages,
// [Write] puts files on the disk, all or nothing. Only Write touches the disk;
// everything else reads through an fs.FS.
package report

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// ProjectFile is the name of the optional file at the root of a project.
const ProjectFile = "reckon.yaml"

// Limits of a project, reported when hit.
const (
	maxFileSize    = 16 << 20 // bytes of any one file that is read
	maxManuscripts = 200
)

// A Project is a folder with papers.
type Project struct {
	FS     fs.FS
	Papers []*Paper
	Out    string // folder of the output, relative to the root
	Check  CheckSettings

	sources map[string][]byte
	named   map[string]diag.Pos // where the project file names a manuscript
}

// A Paper is manuscripts of one text in several languages.
type Paper struct {
	Name        string
	Manuscripts []string // paths in Project.FS
	Others      []string // further manuscripts, which this run leaves alone
}

// CheckSettings are the section check of the project file.
type CheckSettings struct {
	Severity map[string]diag.Severity
	Waivers  []Waiver
}

// A Waiver accepts findings of a rule at a place, with a reason.
type Waiver struct {
	Rule, File, Text, Reason string
	At                       diag.Pos
}

// Open reads the project file, if there is one, and chooses the papers: all
// that it names or, when manuscripts are given, those alone. A manuscript
// that no paper names becomes a paper of its own, called like its file.
func Open(fsys fs.FS, manuscripts ...string) (*Project, diag.List) {
	p := &Project{FS: fsys, Out: "build", sources: map[string][]byte{}, named: map[string]diag.Pos{}}
	var findings diag.List
	text, err := p.read(ProjectFile)
	switch {
	case err == nil:
		findings = p.parseFile(text)
	case !errors.Is(err, fs.ErrNotExist):
		findings.Add("file-missing", diag.Pos{File: ProjectFile}, "%v", err)
	}
	if len(manuscripts) > 0 {
		p.choose(manuscripts)
	}
	if len(p.Papers) == 0 && !findings.HasErrors() {
		findings.Add("paper-missing", diag.Pos{File: ProjectFile}, "no paper is named here and no manuscript was given").
			Hint = "name a manuscript on the command line, or list papers in " + ProjectFile
	}
	for _, paper := range p.Papers {
		for _, m := range paper.Manuscripts {
			if _, err := p.read(m); err != nil {
				at, ok := p.named[m]
				if !ok {
					at = diag.Pos{File: m}
				}
				findings.Add("file-missing", at, "the manuscript %s cannot be read: %v", m, reason(err)).Hint = p.wayOut(err, m, m)
			}
		}
	}
	return p, findings
}

var (
	errFolder   = errors.New("is a folder")
	errTooLarge = fmt.Errorf("is larger than %d MiB", maxFileSize>>20)
)

// reason strips the path from a file error: the finding has it already.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if strings.Contains(err.Error(), "path escapes from parent") { // of [os.Root], which has no name for it
		return errors.New("a link leads out of the project")
	}
	return err
}

// read reads a file of the project once and keeps it for excerpts.
func (p *Project) read(name string) ([]byte, error) {
	if text, ok := p.sources[name]; ok {
		return text, nil
	}
	info, err := fs.Stat(p.FS, name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errFolder}
	}
	if info.Size() > maxFileSize {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	}
	text, err := fs.ReadFile(p.FS, name)
	if err != nil {
		return nil, err
	}
	p.sources[name] = text
	return text, nil
}

// Source gives the text of a file that was read, for excerpts.
func (p *Project) Source(file string) ([]byte, bool) {
	text, ok := p.sources[file]
	if !ok {
		text, err := p.read(file)
		return text, err == nil
	}
	return text, ok
}

func (p *Project) choose(manuscripts []string) {
	var chosen []*Paper
	for _, m := range manuscripts {
		m = path.Clean(m)
		name := manuscriptName(m)
		for _, paper := range p.Papers {
			if slices.Contains(paper.Manuscripts, m) {
				name = paper.Name
			}
		}
		i := slices.IndexFunc(chosen, func(c *Paper) bool { return c.Name == name })
		if i < 0 {
			i = len(chosen)
			chosen = append(chosen, &Paper{Name: name})
		}
		if !slices.Contains(chosen[i].Manuscripts, m) {
			chosen[i].Manuscripts = append(chosen[i].Manuscripts, m)
		}
	}
	for _, c := range chosen {
		for _, paper := range p.Papers {
			if paper.Name == c.Name {
				c.Others = slices.DeleteFunc(slices.Clone(paper.Manuscripts), func(m string) bool { return slices.Contains(c.Manuscripts, m) })
			}
		}
	}
	p.Papers = chosen
}

// manuscriptName is the name of a manuscript's output, without its ending.
func manuscriptName(file string) string {
	return strings.TrimSuffix(path.Base(file), path.Ext(file))
}

// parseFile reads reckon.yaml.
func (p *Project) parseFile(text []byte) diag.List {
	d := decoder{file: ProjectFile}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		d.syntax(text, err)
		return d.findings
	}
	if len(doc.Content) == 0 {
		return nil
	}
	d.mapping(doc.Content[0], "the project file", map[string]func(*yaml.Node){
		"reckon": func(n *yaml.Node) {
			if n.Value != "1" {
				d.findings.Add("version-unknown", d.at(n), "this release reads format 1, not %q", n.Value)
			}
		},
		"out": func(n *yaml.Node) {
			if out := path.Clean(d.text(n)); fs.ValidPath(out) && out != "." {
				p.Out = out
				return
			}
			d.findings.Add("path-outside", d.at(n), "the output folder %q lies outside the project", n.Value).
				Hint = "name a folder below the project's root, such as build"
		},
		"papers": func(n *yaml.Node) { d.each(n, func(key, value *yaml.Node) { p.paper(&d, key, value) }) },
		"check": func(n *yaml.Node) {
			d.mapping(n, "check", map[string]func(*yaml.Node){
				"severity": func(n *yaml.Node) { d.each(n, func(k, v *yaml.Node) { p.severity(&d, k, v) }) },
				"waivers": func(n *yaml.Node) {
					for _, item := range d.list(n) {
						p.waiver(&d, item)
					}
				},
			})
		},
	})
	return d.findings
}

func (p *Project) paper(d *decoder, key, value *yaml.Node) {
	paper := &Paper{Name: key.Value}
	if !fs.ValidPath(paper.Name) || strings.ContainsAny(paper.Name, `/\. `) {
		d.findings.Add("paper-name", d.at(key), "a paper cannot be called %q", key.Value).
			Hint = "use letters, digits and hyphens: the name becomes a folder"
		return
	}
	if value.Kind == yaml.ScalarNode && value.Value != "" {
		d.findings.Add("value-invalid", d.at(value), "a paper is a map, not %q", value.Value).Hint = "write {manuscripts: [" + value.Value + "]}"
		return
	}
	d.mapping(value, "a paper", map[string]func(*yaml.Node){
		"manuscripts": func(n *yaml.Node) {
			for _, item := range d.list(n) {
				m := path.Clean(d.text(item))
				if !fs.ValidPath(m) {
					d.findings.Add("path-outside", d.at(item), "%q lies outside the project", item.Value)
					continue
				}
				if len(paper.Manuscripts) == maxManuscripts {
					d.findings.Add("limit-passed", d.at(item), "a paper has at most %d manuscripts", maxManuscripts)
					return
				}
				paper.Manuscripts = append(paper.Manuscripts, m)
				p.named[m] = d.at(item)
			}
		},
	})
	if len(paper.Manuscripts) == 0 && len(d.findings) == 0 {
		d.findings.Add("paper-missing", d.at(key), "paper %s names no manuscript", key.Value)
	}
	p.Papers = append(p.Papers, paper)
}

func (p *Project) severity(d *decoder, key, value *yaml.Node) {
	if _, err := diag.Explain(key.Value); err != nil {
		d.findings.Add("rule-unknown", d.at(key), "no rule is called %q", key.Value).Hint = diag.DidYouMean(key.Value, diag.Rules())
		return
	}
	levels := map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "note": diag.Note}
	level, ok := levels[value.Value]
	if !ok {
		d.findings.Add("value-invalid", d.at(value), "a severity is error, warning or note, not %q", value.Value)
		return
	}
	if p.Check.Severity == nil {
		p.Check.Severity = map[string]diag.Severity{}
	}
	p.Check.Severity[key.Value] = level
}

func (p *Project) waiver(d *decoder, n *yaml.Node) {
	w := Waiver{At: d.at(n)}
	ruleAt := w.At
	field := func(to *string) func(*yaml.Node) { return func(n *yaml.Node) { *to = d.text(n) } }
	d.mapping(n, "a waiver", map[string]func(*yaml.Node){
		"rule": func(n *yaml.Node) { w.Rule, ruleAt = d.text(n), d.at(n) }, "at": field(&w.File), "text": field(&w.Text), "reason": field(&w.Reason),
	})
	switch {
	case w.Rule == "":
		d.findings.Add("key-missing", w.At, "a waiver names its rule").Hint = "write rule: and the name that stands in brackets behind a finding"
	case w.Reason == "":
		d.findings.Add("key-missing", w.At, "a waiver gives its reason").Hint = "write reason: and why the finding is accepted"
	default:
		if _, err := diag.Explain(w.Rule); err != nil {
			d.findings.Add("rule-unknown", ruleAt, "no rule is called %q", w.Rule).Hint = diag.DidYouMean(w.Rule, diag.Rules())
			return
		}
		p.Check.Waivers = append(p.Check.Waivers, w)
	}
}
