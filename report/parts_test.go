package report

import (
	"regexp"
	"strings"
	"testing"

	"reckon/report/html"
)

// pageOf builds a manuscript and gives its page between the title and the end.
func pageOf(t *testing.T, files map[string]string) string {
	t.Helper()
	project, found := Open(overlay(files), "paper.md")
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if found.HasErrors() || r.Findings.HasErrors() {
		t.Fatal(found, r.Findings)
	}
	page, _ := html.Render(r.Documents[0], Pages{}.page(r.Documents[0]))
	_, body, _ := strings.Cut(string(page), "<h1")
	return body
}

// The parts that MyST keeps in the front matter are printed: some before the
// text, some behind it, before the references.
func TestParts(t *testing.T) {
	page := pageOf(t, map[string]string{
		"refs.bib": "@book{a, title={A}, year=2000}",
		"paper.md": `---
title: T
bibliography: [refs.bib]
acknowledgements: |
  We thank *all*.
data_availability: See [there](https://example.org).
conflictsofinterest: None.
funding: {statement: Paid by X., awards: [{id: "7"}]}
parts:
  abstract: Short.
  key_points: |
    - First point
  special: Not printed.
---

+++ {"part": "intro"}

# Text

As @a says.[^n]

[^n]: A note.

# References

:::{bibliography}
:::
`})
	order := []string{"Short.", "Key points</h2>", "First point", "1</span> Text", "says", "Funding</h2>", "Paid by X.", "Competing interests</h2>", "None.", "Data availability</h2>", `<a href="https://example.org">there</a>`, "Acknowledgments</h2>", "<em>all</em>", "References</h2>", "A note."}
	rest := page[strings.LastIndex(page, `class="abstract"`):]
	for _, want := range order {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Errorf("no %q behind what comes before it in\n%s", want, page)
			continue
		}
		rest = after
	}
	if strings.Contains(page, "Not printed") {
		t.Error("a part that MyST does not know is printed")
	}
}

// Sections within a part are sections of the paper.
func TestSectionsOfParts(t *testing.T) {
	project, _ := Open(overlay(map[string]string{"paper.md": "---\ntitle: T\n---\n\n+++ {\"part\": \"intro\"}\n\n# One\n\n+++\n\n# Two\n\n:::{note}\n## Box\nText.\n:::\n"}), "paper.md")
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range r.Documents[0].Contents {
		got = append(got, h.Number+" "+h.Text)
	}
	if strings.Join(got, ", ") != "1 One, 2 Two" {
		t.Error(got)
	}
}

// A part of the body has a heading too, in the language of the paper.
func TestPartsOfBody(t *testing.T) {
	page := pageOf(t, map[string]string{"paper.md": "---\ntitle: T\nlang: de\n---\n\nText.\n\n+++ {\"part\": \"acknowledgments\"}\n\nDank.\n"})
	if !regexp.MustCompile(`Danksagung</h\d>\s*<div>\s*<p>Dank\.`).MatchString(page) {
		t.Error(page)
	}
}

// Each author of a narrative citation of several works stands beside his own.
func TestNarratives(t *testing.T) {
	for lang, between := range map[string]string{"en": "; ", "zh": "；"} {
		page := pageOf(t, map[string]string{
			"refs.bib": "@book{a, author={Adams, Ann}, title={A}, year=2000}\n@book{b, author={Brown, Bob}, title={B}, year=2001}",
			"paper.md": "---\ntitle: T\nlang: " + lang + "\nbibliography: [refs.bib]\n---\n\nAs {cite:t}`a,b` say.\n",
		})
		page = strings.ReplaceAll(page, "\u00a0", " ")
		want := `<a href="#ref-a">Adams</a> [<a href="#ref-a">1</a>]</span>` + between + `<span class="cite" id="cite-2"><a href="#ref-b">Brown</a> [<a href="#ref-b">2</a>]</span>`
		if lang == "en" && !strings.Contains(page, want) || !strings.Contains(page, "</span>"+between+"<span") {
			t.Errorf("%s: no %s in\n%s", lang, want, page)
		}
	}
}

func TestExternalLinks(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"<wiki:gravitational_waves>", `<a href="https://en.wikipedia.org/wiki/gravitational_waves">gravitational waves</a>`},
		{"[](wiki:Big_Bang)", `<a href="https://en.wikipedia.org/wiki/Big_Bang">Big Bang</a>`},
		{"[the *law*](wiki:Kleiber%27s_law)", `<a href="https://en.wikipedia.org/wiki/Kleiber%27s_law">the <em>law</em></a>`},
		{"<rrid:SCR_008394>", `<a href="https://scicrunch.org/resolver/RRID:SCR_008394">RRID:SCR_008394</a>`},
		{"[](ror:05a28rw58)", `<a href="https://ror.org/05a28rw58">https://ror.org/05a28rw58</a>`},
		{"[](https://doi.org/10.1000/a)", `<a href="#ref-a">Author</a>`},
		{"<https://doi.org/10.1000/a>", `<a href="#ref-a">Author</a>`},
		{"[](doi:10.1000/A)", `<a href="#ref-a">Author</a>`},
		{"[words](https://doi.org/10.1000/a)", `<a href="https://doi.org/10.1000/a">words</a>`},
		{"[](https://doi.org/10.1000/other)", `<a href="https://doi.org/10.1000/other">https://doi.org/10.1000/other</a>`},
		{"at https://doi.org/10.1000/a there", `<a href="https://doi.org/10.1000/a">https://doi.org/10.1000/a</a>`},
	} {
		page := pageOf(t, map[string]string{
			"refs.bib": "@article{a, author={Author, Ann}, title={A}, journal={J}, year=2000, doi={10.1000/a}}",
			"paper.md": "---\ntitle: T\nbibliography: [refs.bib]\n---\n\nSee " + test.text + ".\n",
		})
		if !strings.Contains(page, test.want) {
			t.Errorf("%s: no %s in\n%s", test.text, test.want, page)
		}
	}
}
