package drawing

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reckon/internal/golden"
)

// page names a file that takes the drawings of testdata, each as it is, as
// printed for a page and as drawn, to be looked at in a browser.
var page = flag.String("page", "", "write the drawings to this file")

func samples(t testing.TB) (names []string, files [][]byte) {
	t.Helper()
	paths, err := filepath.Glob("testdata/svg/*.svg")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no drawings: %v", err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		names, files = append(names, strings.TrimSuffix(filepath.Base(p), ".svg")), append(files, data)
	}
	return names, files
}

func TestPage(t *testing.T) {
	if *page == "" {
		t.Skip("no -page")
	}
	var b strings.Builder
	b.WriteString(`<!doctype html><meta charset="utf-8"><style>body{margin:8px;background:#fdfcf9;color:#1b1d21;font:13px Georgia}.row{display:flex;gap:12px;padding:6px}img,.row>svg{outline:1px dotted #8888;width:380px;height:auto}</style>`)
	names, files := samples(t)
	for i, name := range names {
		d, problems := Parse(files[i])
		if d == nil {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		path, _ := filepath.Abs("testdata/svg/" + name + ".svg")
		fmt.Fprintf(&b, `<div class="row"><img src="file://%s">%s%s</div>`, path, d.Sanitized("a"+name), copied(d, name))
	}
	if err := os.WriteFile(*page, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestGolden holds what is printed for a page and what a painter is told, and
// the problems found.
func TestGolden(t *testing.T) {
	names, files := samples(t)
	for i, name := range names {
		t.Run(name, func(t *testing.T) {
			d, problems := Parse(files[i])
			if d == nil {
				t.Fatal(problems)
			}
			var b strings.Builder
			for _, p := range problems {
				fmt.Fprintf(&b, "%v\n", p)
			}
			fmt.Fprintf(&b, "%gx%g\n%s\n%s", d.Width, d.Height, d.Sanitized("x"), copied(d, ""))
			golden.Check(t, "testdata/golden/"+name+".txt", []byte(b.String()))
		})
	}
}
