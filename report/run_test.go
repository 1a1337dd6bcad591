package report

import (
	"io/fs"
	"testing"
)

// openAndRun opens a project and runs every stage up to the findings; errors
// of the paper end the test.
func openAndRun(t testing.TB, fsys fs.FS, manuscripts ...string) *Result {
	t.Helper()
	p, found := Open(fsys, manuscripts...)
	if found.HasErrors() {
		t.Fatal(found)
	}
	r, err := Run(p, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Findings.HasErrors() {
		t.Fatal(r.Findings)
	}
	return r
}
