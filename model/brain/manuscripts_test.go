package brain_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The two manuscripts are one paper: section by section they print the same
// quantities, claims, equations, charts and tables, cite the same works and
// refer to the same figures. Words, and the order within a section, are free.
func TestManuscripts(t *testing.T) {
	en, zh := items(t, "en"), items(t, "zh")
	if got, want := titles(zh), titles(en); !slices.Equal(got, want) {
		t.Fatalf("sections of zh.md: %v\nof en.md: %v", got, want)
	}
	for i, section := range en {
		other := zh[i]
		t.Run(section.title, func(t *testing.T) {
			for _, item := range missing(section.items, other.items) {
				t.Errorf("zh.md lacks %s", item)
			}
			for _, item := range missing(other.items, section.items) {
				t.Errorf("en.md lacks %s", item)
			}
		})
	}
}

// A section is what one of a manuscript's sections prints from the model and
// the bibliography; the front matter is the first.
type section struct {
	title string
	items []string
}

func titles(all []section) []string {
	var names []string
	for _, s := range all {
		names = append(names, s.title)
	}
	return names
}

var (
	heading   = regexp.MustCompile(`(?m)^## .*\{#(sec-[a-z]+)\}$`)
	role      = regexp.MustCompile("(?s)\\{(val|claim|formula)\\}`([^`]*)`")
	directive = regexp.MustCompile("(?m)^```\\{(plot|formula|figure|quantities|claims|assumptions|bibliography|ledger)\\}(.*)$")
	option    = regexp.MustCompile(`(?m)^:(label|kind|x|y|stack|groups|flows|unit|mark|at|level|interval|scenario|of|points|values|columns|headline|width|height):(.*)$`)
	quoted    = regexp.MustCompile(`"[^"]*"`)
	cited     = regexp.MustCompile(`@([A-Za-z][A-Za-z0-9-]*)`)
	spaces    = regexp.MustCompile(`\s+`)
)

func items(t *testing.T, lang string) []section {
	t.Helper()
	src, err := os.ReadFile("../../content/brain-power/" + lang + ".md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	var all []section
	from, title := 0, "front matter"
	for _, m := range heading.FindAllStringSubmatchIndex(text, -1) {
		all = append(all, section{title, itemsOf(text[from:m[0]], lang)})
		from, title = m[1], text[m[2]:m[3]]
	}
	return append(all, section{title, itemsOf(text[from:], lang)})
}

func itemsOf(text, lang string) []string {
	var found []string
	for _, m := range role.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1]+" "+tidy(m[1], m[2]))
	}
	for _, m := range directive.FindAllStringSubmatch(text, -1) {
		argument := tidy(m[1], m[2])
		if m[1] == "plot" { // a title, in words
			argument = ""
		}
		found = append(found, m[1]+" "+strings.ReplaceAll(argument, "."+lang+".", ".{lang}."))
	}
	for _, m := range option.FindAllStringSubmatch(text, -1) {
		found = append(found, "option "+m[1]+" "+strings.TrimSpace(spaces.ReplaceAllString(quoted.ReplaceAllString(m[2], `""`), " ")))
	}
	keys := map[string]bool{}
	for _, m := range cited.FindAllStringSubmatch(text, -1) {
		keys[strings.ToLower(m[1])] = true
	}
	for key := range keys {
		found = append(found, "reference to "+key)
	}
	slices.Sort(found)
	return found
}

// tidy leaves of a role's body what is computed: of a checked phrase, its
// expression.
func tidy(kind, body string) string {
	body = strings.TrimSpace(spaces.ReplaceAllString(body, " "))
	if _, expression, ok := strings.Cut(body, " <"); ok && kind == "claim" {
		return "<" + expression
	}
	return body
}

// missing are the items of a that b has not, or has less often.
func missing(a, b []string) []string {
	left := map[string]int{}
	for _, item := range b {
		left[item]++
	}
	var lacking []string
	for _, item := range a {
		if left[item]--; left[item] < 0 {
			lacking = append(lacking, fmt.Sprintf("%q", item))
		}
	}
	return lacking
}
