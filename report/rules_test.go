package report

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"reckon/internal/diag"
)

// overlay is the project that the examples of rule pages change.
func overlay(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{
		"paper.md":   {Data: []byte("---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n---\n\nText.\n")},
		"model.yaml": {Data: []byte("reckon: 1\n")},
		"refs.bib":   {Data: []byte("")},
	}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// runExample gives every finding of a project, of all stages.
func runExample(t *testing.T, files map[string]string) diag.List {
	t.Helper()
	files = maps.Clone(files)
	var settings Settings
	for _, line := range strings.Split(files["arguments"], "\n") {
		if set, ok := strings.CutPrefix(line, "--set "); ok {
			settings.Set = append(settings.Set, strings.Trim(set, "'"))
		}
	}
	delete(files, "arguments")
	manuscripts := []string{"paper.md"}
	if strings.Contains(files[ProjectFile], "papers:") {
		manuscripts = nil
	}
	project, found := Open(overlay(files), manuscripts...)
	if found.HasErrors() {
		return found
	}
	result, err := Run(project, settings)
	if err != nil {
		t.Fatal(err)
	}
	found = append(found, result.Findings...)
	if !found.HasErrors() {
		_, more := Render(result, Pages{})
		found = append(found, more...)
	}
	found.Sort()
	return found
}

// TestRulePages runs the examples of every rule's page: the wrong text gives
// that rule and no other, the mended one nothing.
func TestRulePages(t *testing.T) {
	for _, rule := range diag.Rules() {
		t.Run(rule, func(t *testing.T) {
			page, err := diag.Explain(rule)
			if err != nil {
				t.Fatal(err)
			}
			if page.Summary == "" || len(page.Wrong) == 0 || len(page.Mended) == 0 {
				t.Fatalf("the page lacks a summary, a wrong or a mended example")
			}
			found := runExample(t, page.Wrong)
			if len(found) == 0 {
				t.Fatalf("the wrong example gives no finding")
			}
			for _, f := range found {
				if f.Rule != rule {
					t.Errorf("the wrong example gives %v", f)
				}
				if f.At.File == "" {
					t.Errorf("%v has no place", f)
				}
			}
			for _, f := range runExample(t, page.Mended) {
				t.Errorf("the mended example gives %v", f)
			}
		})
	}
}
