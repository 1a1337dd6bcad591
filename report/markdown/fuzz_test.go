package markdown

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// slow is far longer than any text of a fuzz run should take.
const slow = 20 * time.Second

// Whatever a manuscript holds: reading it does not fail, each place shows what
// its node says, nothing half read is left in the tree, and what is bad carries
// its finding.
func FuzzParse(f *testing.F) {
	f.Add(everywhere)
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !utf8.ValidString(src) || strings.ContainsAny(src, "\x00\r") {
			t.Skip() // places speak of the text as it is repaired
		}
		other := "Included {val}`x` and\n\n```{include} other.md\n```\n"
		files := map[string]string{"paper.md": src, "other.md": other, "t.csv": "a,b\n"}
		watch := time.AfterFunc(slow, func() { panic(fmt.Sprintf("%d bytes take more than %v: %q", len(src), slow, src)) })
		defer watch.Stop()
		tree, findings := Parse([]byte(src), Options{File: "paper.md", ReadFile: func(path string) ([]byte, error) {
			if text, ok := files[path]; ok && path != "paper.md" {
				return []byte(text), nil
			}
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}})
		for _, p := range misplaced(files, tree) {
			t.Error(p)
		}
		for _, p := range unreported(tree) {
			t.Error(p)
		}
		for _, f := range findings {
			if f.Rule == "" || f.Msg == "" || f.At.File == "" {
				t.Errorf("finding without rule, message or file: %#v", f)
			}
		}
	})
}

// seeds are the manuscripts under testdata.
func seeds(tb testing.TB) (texts []string) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil {
		tb.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	return texts
}
