package report

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// FuzzPipeline sends a manuscript and a model through all stages. Whatever they
// are, nothing panics; if no error is found, the page parses and holds nothing
// that runs, and the PDF is one.
func FuzzPipeline(f *testing.F) {
	pendulum := func(name string) string {
		data, err := os.ReadFile(filepath.Join("testdata", "pendulum", name))
		if err != nil {
			f.Fatal(err)
		}
		return string(data)
	}
	own := harmless(f)
	bib := pendulum("refs.bib")
	f.Add(pendulum("en.md"), pendulum("pendulum.yaml"))
	h := everywhere("word", 1)
	for _, name := range sortedNames(h.parts) {
		f.Add("---\ntitle: T\nmodel: [pendulum.yaml]\n---\n\n"+h.parts[name], baseModel)
	}
	for _, name := range sortedNames(h.models) {
		f.Add("---\ntitle: T\nmodel: [pendulum.yaml]\n---\n\n```{quantities}\n```\n\n```{claims}\n```\n", h.models[name])
	}
	f.Fuzz(func(t *testing.T, manuscript, model string) {
		fsys := fstest.MapFS{
			"en.md": {Data: []byte(manuscript)}, "pendulum.yaml": {Data: []byte(model)}, "refs.bib": {Data: []byte(bib)},
			"lamp.png": {Data: smallImage}, "drawing1.svg": {Data: []byte(hostileDrawing("x"))},
		}
		project, found := Open(fsys, "en.md")
		if found.HasErrors() {
			t.Skip()
		}
		result, err := Run(project, Settings{})
		var usage *UsageError
		if errors.As(err, &usage) {
			t.Skip()
		} else if err != nil {
			t.Fatal(err)
		}
		if result.Findings.HasErrors() {
			return // refused without a panic
		}
		var o outcome
		o.render(own, result, len(manuscript)%4 == 0) // a PDF takes longest
		for _, wrong := range o.wrong {
			t.Error(wrong)
		}
	})
}
