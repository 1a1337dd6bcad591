package report

import (
	"strings"
	"testing"
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
