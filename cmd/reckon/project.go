package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"reckon/internal/diag"
	"reckon/report"
)

// workspace is an open project with the folder it lies in.
type workspace struct {
	root    string // folder on the disk
	project *report.Project
}

// open finds the project of the manuscripts, or of the working folder. Its
// findings are printed; errFindings tells that some stop the run.
func (c *command) open(manuscripts []string, to *printer) (*workspace, error) {
	root, names, err := c.locate(manuscripts)
	if err != nil {
		return nil, err
	}
	dir, err := os.OpenRoot(root) // links may not lead out of it
	if err != nil {
		return nil, err
	}
	project, found := report.Open(dir.FS(), names...)
	to.source = project.Source
	if found.HasErrors() {
		found.Sort()
		c.opening = found
		if verb := c.args[0]; verb == "check" && c.format == "json" {
			return nil, errFindings // check prints them
		}
		to.print(found)
		if verb := c.args[0]; verb == "build" || verb == "site" {
			fmt.Fprintf(c.err, "reckon: %s; nothing is written\n", summary(found))
		} else {
			fmt.Fprintf(to.to, "\n%s\n", summary(found))
		}
		return nil, errFindings
	}
	return &workspace{root, project}, nil
}

// locate gives the root of the project and the manuscripts as paths below it.
func (c *command) locate(manuscripts []string) (root string, names []string, err error) {
	if len(manuscripts) == 0 {
		here, err := os.Getwd()
		if err != nil {
			return "", nil, err
		}
		root, ok := rootAbove(here)
		if !ok {
			mended := append(append([]string{"reckon"}, c.args...), onlyManuscript(here, "paper.md"))
			return "", nil, &misuseError{"there is no " + report.ProjectFile + " here or above: name a manuscript", quoteArgs(mended)}
		}
		return root, nil, nil
	}
	for _, m := range manuscripts {
		abs, err := filepath.Abs(m)
		if err != nil {
			return "", nil, err
		}
		info, err := os.Stat(abs)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return "", nil, c.missing(m)
		case err == nil && info.IsDir():
			return "", nil, &misuseError{m + " is a folder: name a manuscript in it", c.instead(m, filepath.Join(m, onlyManuscript(abs, "paper.md")))}
		case slices.Contains(notManuscripts, strings.ToLower(filepath.Ext(m))):
			return "", nil, &misuseError{m + " is no manuscript: those are texts in Markdown", c.instead(m, filepath.Join(filepath.Dir(m), onlyManuscript(filepath.Dir(abs), "paper.md")))}
		}
		its, ok := rootAbove(filepath.Dir(abs))
		if !ok {
			its = filepath.Dir(abs)
		}
		if root != "" && its != root {
			return "", nil, &misuseError{fmt.Sprintf("%s and %s belong to different projects", manuscripts[0], m), ""}
		}
		root = its
		rel, err := filepath.Rel(root, abs)
		if err != nil {
			return "", nil, err
		}
		names = append(names, filepath.ToSlash(rel))
	}
	return root, names, nil
}

// notManuscripts are endings of files that belong to a paper but are not its
// text.
var notManuscripts = []string{".yaml", ".yml", ".bib", ".json", ".csv", ".csl", ".svg", ".png", ".jpg", ".jpeg", ".html", ".pdf"}

// onlyManuscript names the one text in Markdown that a folder holds, else what
// stands for it.
func onlyManuscript(dir, other string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return other
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.IsDir() || filepath.Ext(e.Name()) != ".md" })
	if len(entries) != 1 {
		return other
	}
	return entries[0].Name()
}

// missing reports a manuscript that is not there, with the nearest name that
// is.
func (c *command) missing(m string) error {
	var names []string
	if entries, err := os.ReadDir(filepath.Dir(m)); err == nil {
		for _, e := range entries {
			names = append(names, e.Name())
		}
	}
	mended := ""
	if near := diag.Suggest(filepath.Base(m), names); near != "" {
		mended = c.instead(m, filepath.Join(filepath.Dir(m), near))
	}
	return &misuseError{"there is no file " + m, mended}
}

// instead gives the command line with another argument in the place of one.
func (c *command) instead(argument, other string) string {
	args := append([]string{"reckon"}, c.args...)
	for i, a := range args {
		if i > 0 && a == argument {
			args[i] = other
		}
	}
	return quoteArgs(args)
}

func rootAbove(dir string) (string, bool) {
	for {
		if info, err := os.Stat(filepath.Join(dir, report.ProjectFile)); err == nil && !info.IsDir() {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

func (c *command) settings() report.Settings {
	s := report.Settings{Set: c.set, Scenario: c.scenario, Generator: "reckon " + releaseName()}
	if epoch, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		s.Date = time.Unix(epoch, 0).UTC().Format(time.DateOnly)
	}
	return s
}

// resolve opens and runs a project up to its findings.
func (c *command) resolve(manuscripts []string, to *printer) (*workspace, *report.Result, error) {
	w, err := c.open(manuscripts, to)
	if err != nil {
		return nil, nil, err
	}
	result, err := report.Run(w.project, c.settings())
	if err != nil {
		return nil, nil, err
	}
	return w, result, nil
}

// A printer prints findings to a stream, in colour where that is wanted.
type printer struct {
	c      *command
	to     interface{ Write([]byte) (int, error) }
	source func(string) ([]byte, bool)
}

func (p *printer) print(found diag.List) {
	d := diag.Printer{Source: p.source}
	if p.colored() {
		d.Mark = func(text string, s diag.Severity) string {
			return map[diag.Severity]string{diag.Error: "\x1b[31m", diag.Warning: "\x1b[33m", diag.Note: "\x1b[36m"}[s] + text + "\x1b[0m"
		}
	}
	_ = d.Print(p.to, found) // a broken pipe ends the output, not the run
}

func (p *printer) colored() bool {
	switch p.c.color {
	case "always":
		return true
	case "never":
		return false
	}
	f, ok := p.to.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// summary counts findings in words.
func summary(found diag.List) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		if n := found.Count(s); n == 1 {
			parts = append(parts, "1 "+s.String())
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf("%d %ss", n, s))
		}
	}
	if len(parts) == 0 {
		return "no findings"
	}
	return strings.Join(parts, ", ")
}
