package references

import (
	"slices"
	"testing"
	"testing/fstest"

	"reckon/internal/diag"
)

// The examples of the rules' pages are run here without a paper around them.
func TestPages(t *testing.T) {
	rules := []string{
		"bibliography-encoding", "bibtex-date", "bibtex-field-twice", "bibtex-key-missing", "bibtex-key-twice", "bibtex-limit", "bibtex-name", "bibtex-string-unknown",
		"bibtex-syntax", "bibtex-unclosed", "crossref-cycle", "crossref-unknown", "csl-json", "reference-command", "reference-incomplete",
	}
	run := func(files map[string]string) diag.List {
		fsys := fstest.MapFS{}
		var paths []string
		for _, name := range []string{"refs.bib", "refs.json"} {
			if text, ok := files[name]; ok {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
				paths = append(paths, name)
			}
		}
		lib, found := Load(fsys, paths)
		return append(found, NewSession(Numeric(lib, "en"), lib.Keys()).Findings()...)
	}
	for _, rule := range rules {
		page, err := diag.Explain(rule)
		if err != nil {
			t.Error(err)
			continue
		}
		if found := run(page.Wrong); len(found) != 1 || found[0].Rule != rule {
			t.Errorf("%s: the wrong example gives %v; want one %s", rule, found, rule)
		}
		if found := run(page.Mended); slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Rule != "reference-incomplete" }) {
			t.Errorf("%s: the mended example gives %v", rule, found)
		}
	}
}
