package main

import (
	"fmt"
	"path/filepath"

	"reckon/internal/diag"
	"reckon/report"
)

// build writes HTML and PDF. Any error, or under --strict any warning, leaves
// the previous output as it was.
func (c *command) build(manuscripts []string) error {
	w, _, outputs, err := c.render(manuscripts, report.Pages{})
	if err != nil {
		return err
	}
	for _, o := range outputs {
		dir := c.outDir
		if dir == "" {
			dir = filepath.Join(w.root, filepath.FromSlash(w.project.Out))
		}
		dir = filepath.Join(dir, o.Paper)
		if err := writeTo(dir, o.Files, o.Others...); err != nil {
			return err
		}
		for _, f := range o.Files {
			if ext := filepath.Ext(f.Path); ext == ".html" || ext == ".pdf" {
				fmt.Fprintln(c.out, shown(filepath.Join(dir, filepath.FromSlash(f.Path))))
			}
		}
	}
	return nil
}

// render runs all stages but the last and prints what they found.
func (c *command) render(manuscripts []string, pages report.Pages) (*workspace, *report.Result, []report.Output, error) {
	to := &printer{c: c, to: c.err}
	w, result, err := c.resolve(manuscripts, to)
	if err != nil {
		return nil, nil, nil, err
	}
	found := result.Findings
	var outputs []report.Output
	if !found.HasErrors() {
		var more diag.List
		outputs, more = report.Render(result, pages)
		found = append(found, more...)
		found.Sort()
	}
	to.print(found)
	if found.HasErrors() || c.strict && found.Count(diag.Warning) > 0 {
		fmt.Fprintf(c.err, "reckon: %s; nothing is written\n", summary(found))
		return nil, nil, nil, errFindings
	}
	return w, result, outputs, nil
}

// shown is a path as the user would type it.
func shown(path string) string {
	here, err := filepath.Abs(".")
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, path); err == nil && len(rel) < len(path) {
		return rel
	}
	return path
}
