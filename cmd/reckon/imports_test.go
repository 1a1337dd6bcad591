package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// layers lists the packages from the top down. A package may import those in
// lower layers, and within a layer only what is below itself in the tree.
var layers = [][]string{
	{"reckon/cmd/reckon"},
	{"reckon/report"},
	{"reckon/report/html", "reckon/report/pdf", "reckon/report/check", "reckon/report/site", "reckon/report/preview"},
	{"reckon/report/document"},
	{"reckon/report/markdown"},
	{"reckon/report/markdown/ast"},
	{"reckon/figures", "reckon/report/math"},
	{"reckon/model", "reckon/references"},
	{"reckon/references/bibtex", "reckon/references/csl", "reckon/model/formula", "reckon/model/number"},
	{"reckon/model/unit", "reckon/references/rich"},
	{"reckon/internal/fonts", "reckon/internal/golden", "reckon/internal/diag"},
}

// alone lists what a package may import of ours, beside what lies below it.
var alone = map[string][]string{
	"reckon/model":      {"reckon/internal/diag"},
	"reckon/references": {"reckon/internal/diag"},
}

func layerOf(pkg string) int {
	best, at := "", -1
	for i, layer := range layers {
		for _, p := range layer {
			if (pkg == p || strings.HasPrefix(pkg, p+"/")) && len(p) > len(best) {
				best, at = p, i
			}
		}
	}
	return at
}

// TestImportDirection holds the dependency rule of ARCHITECTURE.md, for what
// each package reaches, not only for what it names.
func TestImportDirection(t *testing.T) {
	out := goList(t, "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "./...")
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		fields := strings.Fields(line)
		pkg := fields[0]
		from := layerOf(pkg)
		if from < 0 {
			t.Errorf("%s is in no layer", pkg)
			continue
		}
		for _, imported := range fields[1:] {
			if !strings.HasPrefix(imported, "reckon/") {
				continue
			}
			below := strings.HasPrefix(imported, pkg+"/")
			if to := layerOf(imported); to <= from && !below {
				t.Errorf("%s imports %s, which is not below it", pkg, imported)
			}
		}
	}
	for pkg, allowed := range alone {
		for _, dep := range strings.Fields(goList(t, "-deps", pkg)) {
			if !strings.HasPrefix(dep, "reckon/") || dep == pkg || strings.HasPrefix(dep, pkg+"/") {
				continue
			}
			ok := false
			for _, a := range allowed {
				ok = ok || dep == a
			}
			if !ok {
				t.Errorf("%s reaches %s", pkg, dep)
			}
		}
	}
}

// TestEngineDoesNotKnowThePaper holds that no package reaches Go code of a
// paper.
func TestEngineDoesNotKnowThePaper(t *testing.T) {
	for _, dep := range strings.Fields(goList(t, "-deps", "./cmd/reckon")) {
		if strings.HasPrefix(dep, "reckon/model/brain") || strings.HasPrefix(dep, "reckon/content") {
			t.Errorf("the command reaches %s", dep)
		}
	}
}

func goList(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}
