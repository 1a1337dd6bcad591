package report

import (
	"os"
	"testing"

	"reckon/report/pdf"
)

// BenchmarkBuild runs all stages but the write on the repository's own paper.
func BenchmarkBuild(b *testing.B) {
	fsys := os.DirFS("..")
	b.ReportAllocs()
	for b.Loop() {
		r := openAndRun(b, fsys)
		outputs, found := Render(r, Pages{})
		if found.HasErrors() || len(outputs) == 0 {
			b.Fatal(found)
		}
	}
}

// BenchmarkCheck runs load, parse, resolve and the rules, without rendering.
func BenchmarkCheck(b *testing.B) {
	fsys := os.DirFS("..")
	b.ReportAllocs()
	for b.Loop() {
		openAndRun(b, fsys)
	}
}

// BenchmarkPrint makes the PDF of the repository's own paper.
func BenchmarkPrint(b *testing.B) {
	r := openAndRun(b, os.DirFS(".."))
	b.ReportAllocs()
	for b.Loop() {
		if _, found := pdf.Render(r.Documents[0]); found.HasErrors() {
			b.Fatal(found)
		}
	}
}
