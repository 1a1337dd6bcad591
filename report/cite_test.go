package report

import (
	"regexp"
	"testing"
)

var spanTags = regexp.MustCompile(`</?span[^>]*>|<a [^>]*>|</a>`)

// Both styles print the markup of what stands around a key.
func TestCitationMarkup(t *testing.T) {
	const text = "[*see* @a, p. 3 and $x^2$; compare H~2~O in @b, **and** [there](https://e.org)]"
	for style, want := range map[string]string{
		"numeric":     `[<em>see</em> 1, p.§3 and <math alttext="x²"> compare H<sub>2</sub>O in 2, <strong>and</strong> there]`,
		"author-date": `(<em>see</em> A, 2001, p.§3 and <math alttext="x²"> compare H<sub>2</sub>O in B, 2002, <strong>and</strong> there)`,
	} {
		page := pageOf(t, map[string]string{
			"paper.md": "---\ntitle: T\nbibliography: [refs.bib]\ncitations: " + style + "\n---\n\n" + text + "\n",
			"refs.bib": "@book{a, author={A, A.}, title={T}, publisher={P}, year=2001}\n@book{b, author={B, B.}, title={U}, publisher={P}, year=2002}\n",
		})
		line := regexp.MustCompile(`(?s)<p>(<span class="cite".*?)</p>`).FindStringSubmatch(page)
		if line == nil {
			t.Fatalf("%s: no citation in\n%s", style, page)
		}
		got := spanTags.ReplaceAllString(line[1], "")
		got = regexp.MustCompile(`(?s)>\s*<semantics>.*?</math>;?`).ReplaceAllString(got, ">")
		got = regexp.MustCompile("\u00a0").ReplaceAllString(got, "§")
		if got != want {
			t.Errorf("%s\n got: %s\nwant: %s", style, got, want)
		}
	}
}
