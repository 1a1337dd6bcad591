// Package golden compares results with files, for tests.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files instead of comparing with them")

// Updating tells whether golden files are being rewritten.
func Updating() bool { return *update }

// Check compares got with the file, or writes the file under -update.
func Check(t testing.TB, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if !bytes.Equal(got, want) {
		line, g, w := firstDifference(got, want)
		t.Errorf("%s differs first in line %d\n got: %s\nwant: %s", file, line, g, w)
	}
}

func firstDifference(got, want []byte) (line int, g, w []byte) {
	a, b := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := 0; ; i++ {
		switch {
		case i >= len(a):
			return i + 1, []byte("(end of file)"), b[i]
		case i >= len(b):
			return i + 1, a[i], []byte("(end of file)")
		case !bytes.Equal(a[i], b[i]):
			return i + 1, a[i], b[i]
		}
	}
}

// Fixture returns the path of a public fixture and skips the test where the
// fixtures are absent. They are looked for in the folder that RECKON_FIXTURES
// names, by default ../shared/fixtures beside the project.
func Fixture(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv("RECKON_FIXTURES")
	if root == "" {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			parent := filepath.Dir(dir)
			if parent == dir {
				t.Fatal("no go.mod above the test")
			}
			dir = parent
		}
		root = filepath.Join(dir, "..", "shared", "fixtures")
	}
	file := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(file); err != nil {
		t.Skipf("no fixture %s: set RECKON_FIXTURES to the folder of fixtures", filepath.Join(elem...))
	}
	return file
}
