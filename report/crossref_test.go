package report

import (
	"strings"
	"testing"

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

// A unit stays with the number that a claim prints.
func TestPrintedText(t *testing.T) {
	for text, want := range map[string]string{
		"2e-9 W": "2\u00a0×\u00a010⁻⁹\u00a0W", "17 to 20 W": "17 to 20\u00a0W", "80 %": "80\u00a0%", "35": "35", "one half": "one half", "2 × 10⁻⁹ W": "2 × 10⁻⁹\u00a0W",
	} {
		if got := printedText(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
