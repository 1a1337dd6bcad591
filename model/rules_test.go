package model_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"reckon/internal/diag"
	"reckon/model"
)

// The examples of the rules' pages are run here without a paper around them.
func TestRulePages(t *testing.T) {
	rules := []string{
		"case-column", "case-list", "case-missing", "case-unknown", "cases-unknown",
		"claim-incomplete", "claim-test", "claim-verdict", "correlation-invalid", "cycle", "data-disagrees", "data-invalid",
		"distribution-unknown", "draws-dropped", "file-missing", "formula-and-value", "given-missing", "key-duplicate", "key-unknown",
		"kind-disagrees", "limit-passed", "name-duplicate", "name-invalid", "name-shadows-unit", "origin-missing", "override-derived",
		"override-unknown", "range-excludes-value", "range-invalid", "scenario-unknown", "source-invalid", "unit-definition",
		"value-invalid", "value-missing", "value-shape", "version-missing", "version-unknown", "via-missing", "word-unknown",
		"yaml-alias", "yaml-invalid",
	}
	run := func(files map[string]string) diag.List {
		fsys := fstest.MapFS{"model.yaml": {Data: []byte("reckon: 1\n")}}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		paths := []string{"model.yaml"}
		if strings.Contains(files["paper.md"], "modle.yaml") {
			paths = []string{"modle.yaml"}
		}
		m, found := model.Load(fsys, paths)
		v, more := m.Evaluate()
		return append(append(found, more...), v.Dropped()...)
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
		if found := run(page.Mended); len(found) > 0 {
			t.Errorf("%s: the mended example gives %v", rule, found)
		}
	}
}
