package report

import (
	"strings"
	"testing"

	"reckon/report/html"
)

// The heading that an author leaves for the list of references at the end, as
// papers for JOSS and Pandoc do, is the list's: no second one is made.
func TestReferencesHeading(t *testing.T) {
	for _, test := range []struct{ name, end, want string }{
		{"last", "# References\n", "Text References The list"},
		{"own words", "# What was read\n", "Text What was read The list"},
		{"before an appendix", "# Bibliography\n\n# Appendix\n\nMore.\n", "Text Bibliography The list Appendix"},
		{"in HTML", "# References\n\n<div id=\"refs\"></div>\n", "Text References The list"},
		{"none", "More.\n", "Text References The list"},
		{"with words", "# References\n\nWords.\n", "Text References References The list"},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := pageOf(t, map[string]string{
				"refs.bib": "@book{a, title={The list}, year=2000}",
				"paper.md": "---\ntitle: T\nbibliography: [refs.bib]\ntoc: false\n---\n\n# Text\n\nAs @a says.\n\n" + test.end,
			})
			var got []string
			for _, line := range strings.Split(page, "\n") {
				for _, part := range []string{"Text", "What was read", "Bibliography", "References", "Appendix"} {
					if strings.HasPrefix(line, "<h") && strings.Contains(line, part+"</h") {
						got = append(got, part)
					}
				}
				if strings.Contains(line, "The list") && strings.Contains(line, `id="ref-a"`) {
					got = append(got, "The list")
				}
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

// What a key identifies is looked up in the bibliography, and what to add where it
// is missing.
func TestIdentifiedCitations(t *testing.T) {
	files := map[string]string{
		"refs.bib": "@article{a, title={A}, year=2000, doi={10.1000/x}, pmid={123}}",
		"paper.md": "---\ntitle: T\nbibliography: [refs.bib]\n---\n\nSee [@pmid:123; @doi:10.1000/x; @url:https://a.example/; @doi:10.1000/y].\n",
	}
	project, found := Open(overlay(files), "paper.md")
	for _, f := range found {
		t.Error(f)
	}
	result, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range result.Findings {
		got = append(got, f.Error()+"\n"+f.Hint)
	}
	want := `paper.md:6:34: no reference is called "url:https://a.example" [citation-unknown]
nothing is fetched: add an entry with url = {https://a.example} to refs.bib
paper.md:6:63: no reference is called "10.1000/y" [citation-unknown]
nothing is fetched: add an entry with doi = {10.1000/y} to refs.bib`
	if got := strings.Join(got, "\n"); got != want {
		t.Errorf("\n got: %s\nwant: %s", got, want)
	}
}

// Links between manuscripts lead to their pages, and take their titles where they
// have no words.
func TestLinksBetweenManuscripts(t *testing.T) {
	project, _ := Open(overlay(map[string]string{
		"a.md": "---\ntitle: A\n---\n\n[Words](b.md), [](./b.md#sec-x), {doc}`b`, [other](c.md), [web](https://a.example/b.md).\n",
		"b.md": "---\ntitle: The *second*\n---\n\n## Part {#sec-x}\n\nText.\n",
	}), "a.md", "b.md")
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	page, _ := html.Render(r.Documents[0], Pages{}.page(r.Documents[0]))
	const want = `<a href="../b/b.html">Words</a>, <a href="../b/b.html#sec-x">Part</a>, <a href="../b/b.html">The second</a>, <a href="c.md">other</a>, <a href="https://a.example/b.md">web</a>.`
	if !strings.Contains(string(page), want) {
		_, text, _ := strings.Cut(string(page), "<main")
		t.Errorf("the page does not hold\n%s\n%s", want, text)
	}
}
