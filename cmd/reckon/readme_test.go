package main

import (
	"bytes"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestUsageInReadme holds that the README shows the usage as it is printed.
func TestUsageInReadme(t *testing.T) {
	if !strings.Contains(readme(t), usage) {
		t.Error("README.md does not hold the text of `reckon help`")
	}
}

// TestSmallestPaper builds the paper that the README prints, and holds the
// README to the line and to the warning that it shows.
func TestSmallestPaper(t *testing.T) {
	text := readme(t)
	model, paper := fence(t, text, "yaml"), fence(t, text, "markdown")
	shown := regexp.MustCompile(`(?m)^> (An evening.*)$`).FindStringSubmatch(text)
	warned := regexp.MustCompile(`(?m)^    (paper\.md:\d+:\d+: warning: .*)$`).FindStringSubmatch(text)
	if shown == nil || warned == nil {
		t.Fatal("README.md shows no line of the paper, or no warning")
	}
	t.Chdir(t.TempDir())
	build := func(model string) string {
		write(t, "lamp.yaml", model)
		write(t, "paper.md", paper)
		var out, err bytes.Buffer
		if status := run([]string{"build", "--color", "never", "paper.md"}, &out, &err); status != fine {
			t.Fatalf("status %d\n%s", status, err.String())
		}
		return err.String()
	}

	if said := build(model); said != "" {
		t.Errorf("the paper as printed gives findings:\n%s", said)
	}
	page, err := os.ReadFile("build/paper/paper.html")
	if err != nil {
		t.Fatal(err)
	}
	words := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(page), ""))
	if words = typed(words); !strings.Contains(words, shown[1]) {
		t.Errorf("the page does not read %q", shown[1])
	}
	if said := build(strings.NewReplacer("9.0 W", "90 W", "8.5, 9.5", "85, 95").Replace(model)); !strings.Contains(typed(said), warned[1]) {
		t.Errorf("README.md shows\n%s\nthe command says\n%s", warned[1], said)
	}
}

func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// typed has the spaces of a keyboard where the text has no-break spaces.
func typed(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

// fence is the text of the first code block in a language.
func fence(t *testing.T, text, lang string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "```"+lang+"\n")
	code, _, closed := strings.Cut(rest, "```\n")
	if !ok || !closed {
		t.Fatalf("README.md has no %s block", lang)
	}
	return code
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
