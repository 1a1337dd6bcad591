package report

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/references"
	"reckon/report/markdown"
)

var errOutside = errors.New("lies outside the project")

// A Manuscript is one parsed manuscript with what it names.
type Manuscript struct {
	Paper *Paper
	Path  string // in the project
	Name  string // of its output within the paper's folder: "en"
	Tree  *markdown.Tree

	Model   *model.Model
	Library *references.Library

	project *Project
	found   diag.List // by the parser
	gap     gap
}

// Input is a project with every file read and parsed. Manuscripts that name
// the same model or bibliography share it.
type Input struct {
	Project     *Project
	Manuscripts []*Manuscript
}

// Load parses all manuscripts of a project, their models and bibliographies.
// It gathers findings and never stops at the first.
func Load(p *Project) (*Input, diag.List) {
	in := &Input{Project: p}
	var findings diag.List
	models := map[string]parsed[*model.Model]{}
	libraries := map[string]parsed[*references.Library]{}
	for _, paper := range p.Papers {
		names := map[string]string{}
		for _, file := range paper.Manuscripts {
			text, err := p.read(file)
			if err != nil {
				continue // reported by Open
			}
			m := &Manuscript{Paper: paper, Path: file, project: p, Name: manuscriptName(file)}
			if first, ok := names[m.Name]; ok {
				findings.Add("output-duplicate", diag.Pos{File: file}, "this manuscript and %s would both be written to %s.html", first, m.Name).
					Hint = "rename one of the files"
				continue
			}
			names[m.Name] = file
			tree, fs := markdown.Parse(text, markdown.Options{File: file, ReadFile: p.reader(file)})
			m.gap.model, m.gap.library = misspelt(fs, tree.Front)
			m.gap.text = slices.ContainsFunc(fs, func(f diag.Finding) bool { return f.Rule == "text-encoding" })
			if tree.Front.Broken {
				m.gap.model, m.gap.library = true, true
			}
			findings = append(findings, fs...)
			m.Tree, m.found = tree, fs

			paths, whole := p.resolvePaths(file, tree.Front.Model, true, &findings)
			m.gap.model = m.gap.model || !whole
			key := strings.Join(paths, "\x00")
			mod, again := models[key]
			if !again {
				loaded, fs := model.Load(p.FS, paths)
				mod.result = loaded
				mod.faults, mod.missing = faulty(fs)
				models[key] = mod
				m.Model, m.gap.faults = mod.result, mod.faults
				findings = append(findings, m.silence(p.written(fs, file, tree.Front.Model))...)
			}
			m.Model, m.gap.faults = mod.result, mod.faults
			m.gap.model = m.gap.model || mod.missing

			paths, whole = p.resolvePaths(file, tree.Front.Bibliography, false, &findings)
			m.gap.library = m.gap.library || !whole
			key = strings.Join(paths, "\x00")
			lib, again := libraries[key]
			if !again {
				loaded, fs := references.Load(p.FS, paths)
				lib.result = loaded
				lib.faults, lib.missing = faulty(fs)
				libraries[key] = lib
				findings = append(findings, p.written(fs, file, tree.Front.Bibliography)...)
			}
			m.Library, m.gap.entries = lib.result, lib.faults
			m.gap.library = m.gap.library || lib.missing
			findings = append(findings, p.translations(file, tree.Front.Translations)...)
			in.Manuscripts = append(in.Manuscripts, m)
		}
	}
	return in, findings
}

// parsed is what several manuscripts share: the reading of the same files.
type parsed[T any] struct {
	result          T
	faults, missing bool
}

// written moves findings about a file or folder as a whole to where the
// manuscript names it.
func (p *Project) written(found diag.List, manuscript string, names []markdown.Scalar) diag.List {
	for i := range found {
		for _, w := range names {
			if file, ok := p.within(manuscript, w.Text); ok && found[i].Rule == "file-missing" && found[i].At == (diag.Pos{File: file}) {
				found[i].At = w.At
			}
		}
	}
	return found
}

// resolvePaths turns paths as written in a manuscript into paths of the
// project; whole tells that all of them were usable. Paths are relative to the
// manuscript and may not leave the project.
func (p *Project) resolvePaths(manuscript string, written []markdown.Scalar, folders bool, findings *diag.List) (paths []string, whole bool) {
	whole = true
	for _, w := range written {
		file, ok := p.within(manuscript, w.Text)
		if !ok {
			findings.Add("path-outside", w.At, "%s lies outside the project", w.Text).
				Hint = outsideHint
			whole = false
			continue
		}
		info, err := fs.Stat(p.FS, file)
		switch {
		case err != nil:
			findings.Add("file-missing", w.At, "%s cannot be read: %v", w.Text, reason(err)).Hint = p.wayOut(err, w.Text, file)
			whole = false
		case info.IsDir() && !folders:
			findings.Add("file-missing", w.At, "%s is a folder; name a file", w.Text).Hint = "write the path of a file in it"
			whole = false
		default:
			paths = append(paths, file)
		}
	}
	return paths, whole
}

// translations warns of other languages of a manuscript that are not there:
// nothing is read from them.
func (p *Project) translations(manuscript string, written []markdown.Scalar) diag.List {
	var findings diag.List
	p.resolvePaths(manuscript, written, false, &findings)
	for i := range findings {
		findings[i].Severity = diag.Warning
	}
	return findings
}

// outsideOf is what to do about a file outside the project: one on the web is not
// fetched.
func outsideOf(file string) string {
	if strings.HasPrefix(file, "http://") || strings.HasPrefix(file, "https://") {
		return "nothing is fetched: save it beside the manuscript and name that file"
	}
	return outsideHint
}

const outsideHint = "the root is the folder of " + ProjectFile + ", else of the manuscript; move the file below it or the project file up"

// wayOut is the hint for a file that cannot be read.
func (p *Project) wayOut(err error, written, file string) string {
	switch {
	case errors.Is(err, errTooLarge):
		return "part it into smaller files"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errFolder):
		return p.nearFile(written, file)
	}
	return ""
}

// nearFile is the hint for a file that is not there: a name like it in the same
// folder, else how paths are read.
func (p *Project) nearFile(written, file string) string {
	var names []string
	if entries, err := fs.ReadDir(p.FS, path.Dir(file)); err == nil && len(entries) <= maxListed {
		for _, e := range entries {
			names = append(names, e.Name())
		}
	}
	if near := diag.Suggest(path.Base(file), names); near != "" {
		return "did you mean " + written[:len(written)-len(path.Base(written))] + near + "?"
	}
	return "paths are relative to the manuscript; this one stands for " + file
}

// maxListed is the largest folder in which names are compared.
const maxListed = 2000

// within joins a path written in a manuscript to the manuscript's folder. It
// reports false for what is not a path inside the project.
func (p *Project) within(manuscript, written string) (string, bool) {
	if written == "" || strings.ContainsAny(written, "\\\x00") || path.IsAbs(written) || strings.Contains(written, "://") {
		return "", false
	}
	file := path.Join(path.Dir(manuscript), written)
	return file, fs.ValidPath(file)
}

// reader gives the files that a manuscript may read, by paths as it writes
// them.
func (p *Project) reader(manuscript string) func(string) ([]byte, error) {
	return func(written string) ([]byte, error) {
		file, ok := p.within(manuscript, written)
		if !ok {
			return nil, &fs.PathError{Op: "read", Path: written, Err: errOutside}
		}
		return p.read(file)
	}
}
