package markdown_test

import (
	"strings"
	"testing"

	"reckon/report/markdown"
)

// The paper may be named as LaTeX, Typst, Quarto and MyST name it.
func TestPaper(t *testing.T) {
	for _, test := range []struct{ name, front, want, finding string }{
		{"none", "title: A", "", ""},
		{"Pandoc", "papersize: letter", "letter", ""},
		{"LaTeX", "papersize: a5paper", "a5", ""},
		{"Typst", "papersize: us-letter", "letter", ""},
		{"ISO", "papersize: ISO-B5", "b5", ""},
		{"empty", "papersize:", "", ""},
		{"Quarto", "format:\n  html: default\n  pdf:\n    papersize: letter", "letter", ""},
		{"Quarto's Typst", "format:\n  typst: {papersize: a5}", "a5", ""},
		{"Quarto's name", "format: pdf", "", ""},
		{"MyST", "exports:\n  - format: docx\n  - format: typst\n    papersize: us-letter", "letter", ""},
		{"its own key first", "papersize: a5\nformat: {pdf: {papersize: letter}}", "a5", ""},
		{"its own key last", "format: {pdf: {papersize: letter}}\npapersize: a5", "a5", ""},
		{"options of a class", "documentclass: article\nclassoption: [twocolumn, letterpaper]", "letter", ""},
		{"options of geometry", "geometry: \"margin=1in, a5paper\"", "a5", ""},
		{"no paper among options", "geometry: {margin: 1in}\nclassoption: 11pt", "", ""},
		{"near", "papersize: leter", "", `m:2:12: no paper is called "leter" [front-matter-invalid]` + "\ndid you mean letter?"},
		{"unknown", "papersize: foolscap", "", `m:2:12: no paper is called "foolscap" [front-matter-invalid]` + "\nwrite a4, a5, b5, jisb5, letter, legal or executive"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, findings := markdown.Parse([]byte("---\n"+test.front+"\n---\n"), markdown.Options{File: "m"})
			var got []string
			for _, f := range findings {
				got = append(got, f.Error()+"\n"+f.Hint)
			}
			if text := strings.Join(got, "\n"); text != test.finding {
				t.Errorf("findings\n got: %s\nwant: %s", text, test.finding)
			}
			if tree.Front.Paper != test.want {
				t.Errorf("paper %q, want %q", tree.Front.Paper, test.want)
			}
		})
	}
}
