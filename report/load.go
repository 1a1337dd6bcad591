package report

import (
	"errors"
	"io/fs"
	"path"
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
	models := map[string]*model.Model{}
	libraries := map[string]*references.Library{}
	for _, paper := range p.Papers {
		names := map[string]string{}
		for _, file := range paper.Manuscripts {
			text, err := p.read(file)
			if err != nil {
				continue // reported by Open
			}
			m := &Manuscript{Paper: paper, Path: file, Name: strings.TrimSuffix(path.Base(file), path.Ext(file))}
			if first, ok := names[m.Name]; ok {
				findings.Add("output-duplicate", diag.Pos{File: file}, "this manuscript and %s would both be written to %s.html", first, m.Name).
					Hint = "rename one of the files"
				continue
			}
			names[m.Name] = file
			tree, fs := markdown.Parse(text, markdown.Options{File: file, ReadFile: p.reader(file)})
			findings = append(findings, fs...)
			m.Tree = tree

			paths := p.resolvePaths(file, tree.Front.Model, true, &findings)
			key := strings.Join(paths, "\x00")
			if models[key] == nil {
				loaded, fs := model.Load(p.FS, paths)
				findings = append(findings, fs...)
				models[key] = loaded
			}
			m.Model = models[key]

			paths = p.resolvePaths(file, tree.Front.Bibliography, false, &findings)
			key = strings.Join(paths, "\x00")
			if libraries[key] == nil {
				loaded, fs := references.Load(p.FS, paths)
				findings = append(findings, fs...)
				libraries[key] = loaded
			}
			m.Library = libraries[key]
			in.Manuscripts = append(in.Manuscripts, m)
		}
	}
	return in, findings
}

// resolvePaths turns paths as written in a manuscript into paths of the
// project. Paths are relative to the manuscript and may not leave the project.
func (p *Project) resolvePaths(manuscript string, written []markdown.Scalar, folders bool, findings *diag.List) []string {
	var paths []string
	for _, w := range written {
		file, ok := p.within(manuscript, w.Text)
		if !ok {
			findings.Add("path-outside", w.At, "%s lies outside the project", w.Text).
				Hint = "the root is the folder of " + ProjectFile + ", else of the manuscript; move the file below it or the project file up"
			continue
		}
		info, err := fs.Stat(p.FS, file)
		switch {
		case err != nil:
			findings.Add("file-missing", w.At, "%s cannot be read: %v", w.Text, reason(err)).
				Hint = "paths are relative to the manuscript; this one stands for " + file
		case info.IsDir() && !folders:
			findings.Add("file-missing", w.At, "%s is a folder; name a file", w.Text)
		default:
			paths = append(paths, file)
		}
	}
	return paths
}

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
