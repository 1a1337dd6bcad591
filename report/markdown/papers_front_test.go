package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// The authors of papers written for JOSS, Quarto's and R Markdown's templates and
// Pandoc's filters: each with places and notes.
func TestForeignAuthors(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"numbered places", "authors:\n  - {name: A, affiliation: 1, equal-contrib: true}\n  - {name: B, affiliation: \"1, 2\"}\naffiliations:\n  - {name: One, index: 1}\n  - {name: Two, index: 2}\n", "A [One]; B [One Two]"},
		{"a place with a comma", "author: {name: A, affiliation: 'Here, There'}\n", "A [Here, There]"},
		{"parts of a name", "authors:\n  - {given-names: Ludwig, dropping-particle: van, surname: Beethoven}\n", "Ludwig van Beethoven []"},
		{"names as keys", "author:\n  - Jane Doe:\n      institute: [lab, fop]\n  - John:\n      institute: lab\ninstitute:\n  - lab:\n      name: The Lab\n  - fop: Federation\n", "Jane Doe [The Lab Federation]; John [The Lab]"},
		{"department and place", "authors:\n  - {name: A, department: Physics, affiliation: U, location: Town, thanks: Now retired.}\n", "A [Physics, U, Town] (Now retired.)"},
		{"marks of notes", "author:\n  - {name: A, affil: '1,2,\\ddagger,*'}\n  - {name: B, affil: '2, \\dagger'}\naffiliation:\n  - {num: 1, address: \"One\\nTown\"}\n  - {num: 2, address: Two}\nabbreviations:\n  - {short: MDPI, long: A publisher}\nacknowledgement: Thanks.\n", "A [One Town Two]; B [Two]"},
		{"place of its own", "author:\n  - name: A\n    note: |\n      One\n      two.\n    affiliations:\n      - {id: u, name: U, department: D}\n  - name: B\n    affiliations:\n      - ref: u\n", "A [D, U] (One two.); B [D, U]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, fs := Parse([]byte("---\n"+test.src+"---\n"), Options{File: "m"})
			if len(fs) > 0 {
				t.Errorf("findings: %v", fs)
			}
			var got []string
			for _, a := range tree.Front.Authors {
				var places []string
				for _, i := range a.Affiliations {
					places = append(places, tree.Front.Affiliations[i].Name)
				}
				line := fmt.Sprintf("%s [%s]", a.Name, strings.Join(places, " "))
				if a.Note != "" {
					line += " (" + a.Note + ")"
				}
				got = append(got, line)
			}
			if got := strings.Join(got, "; "); got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

// Keys that nothing is near to are one finding, and what another tool would fill
// in does not stop a build.
func TestForeignFrontMatter(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"known elsewhere", "aas-doi: 10.3847/x <- update\nalways_allow_html: true\ngithub-repo: a/b\nsite: bookdown::bookdown_site\n", ""},
		{"unknown", "qqq: 1\nxxyyzz: 2\nwwwvvv: 3\n", "m:2:1: no key of the front matter is called qqq, xxyyzz or wwwvvv [front-matter-unknown]"},
		{"date of the day", "date: last-modified\n", `m:2:7: the date "last-modified" would change with each build, so none is printed [front-matter-invalid]`},
		{"date that R computes", "date: \"`r Sys.Date()`\"\n", "m:2:7: the date \"`r Sys.Date()`\" would change with each build, so none is printed [front-matter-invalid]"},
		{"rights", "copyright: {holder: A, year: [2020, 2021]}\nfunding: None.\n", ""},
		{"style", "csl: styles/apa.csl\n", "m:2:6: styles in CSL are not read: citations are author-date [front-matter-invalid]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, fs := Parse([]byte("---\n"+test.src+"---\n"), Options{File: "m"})
			var found []string
			for _, f := range fs {
				found = append(found, f.Error())
			}
			if got := strings.Join(found, "\n"); got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

// A dollar sign that only opens leaves the math behind it alone.
func TestLoneDollar(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"single dollars ($) around $x$ make math", "single dollars ($) around x make math"},
		{"$5 and $6, or $y$", "$5 and $6, or y"},
		{"$a\nb$ c", "a\nb c"},
	} {
		tree, _ := Parse([]byte(test.src+"\n"), Options{File: "m"})
		if got := strings.TrimSuffix(strings.TrimPrefix(outline(tree.Body, tree.Source), "document["), "]"); got != test.want {
			t.Errorf("%q\n got: %q\nwant: %q", test.src, got, test.want)
		}
	}
}
