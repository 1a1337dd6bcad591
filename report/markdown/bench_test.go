package markdown

import (
	"os"
	"strings"
	"testing"
)

// BenchmarkParse reads a manuscript of a paper's length with the whole
// language in it.
func BenchmarkParse(b *testing.B) {
	text := everywhere[strings.Index(everywhere, "\n\n# "):]
	var src strings.Builder
	src.WriteString(everywhere)
	for range 9 {
		src.WriteString(text)
	}
	data := []byte(src.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(data, Options{File: "paper.md"})
	}
}

// BenchmarkParseProse reads plain text.
func BenchmarkParseProse(b *testing.B) {
	data, err := os.ReadFile("testdata/pandoc.md")
	if err != nil {
		b.Fatal(err)
	}
	prose := []byte(strings.Repeat("A sentence with *emphasis*, a number {val}`a.b` and a citation [@key, p. 3]. More words follow it, and more.\n\n", 400) + string(data))
	b.SetBytes(int64(len(prose)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(prose, Options{File: "paper.md"})
	}
}
