package report

import (
	"strings"
	"testing"

	"reckon/report/document"
	"reckon/report/markdown"
)

// References in one pair of brackets are separated as the language does.
func TestSeries(t *testing.T) {
	const tables = "```{table} A\n:label: tbl-a\n\n| a |\n|---|\n| 1 |\n```\n\n```{table} B\n:label: tbl-b\n\n| a |\n|---|\n| 1 |\n```\n\n"
	for lang, want := range map[string]string{"en": "Table\u00a01, Table\u00a02", "zh": "表\u00a01、表\u00a02", "ja": "表\u00a01、表\u00a02"} {
		project, _ := Open(overlay(map[string]string{"paper.md": "---\ntitle: T\nlang: " + lang + "\n---\n\n" + tables + "[@tbl-a; @tbl-b]\n"}), "paper.md")
		r, err := Run(project, Settings{})
		if err != nil {
			t.Fatal(err)
		}
		d := r.Documents[0]
		got := strings.ReplaceAll(markdown.PlainText(d.Body.LastChild(), d.Source), " 1", "\u00a01")
		if got = strings.ReplaceAll(got, " 2", "\u00a02"); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

// What a claim prints is printed as its language prints numbers, and its unit
// stays with them.
func TestPrintedText(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"en", "2e-9 W", "2\u00a0×\u00a010⁻⁹\u00a0W"},
		{"en", "2 × 10⁻⁹ W", "2 × 10⁻⁹\u00a0W"},
		{"en", "17 to 20 W", "17 to 20\u00a0W"},
		{"zh", "17 to 20 W", "17 至 20\u00a0W"},
		{"en", "80 %", "80\u00a0%"},
		{"zh", "80 %", "80%"},
		{"en", "35", "35"},
		{"en", "one half", "one half"},
	} {
		r := &resolver{words: document.WordsOf(test.lang)}
		if got := r.printedText(test.text); got != test.want {
			t.Errorf("%s, %s: %q, want %q", test.lang, test.text, got, test.want)
		}
	}
}
