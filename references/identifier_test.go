package references

import "testing"

// Works are found by the names that others have for them.
func TestByIdentifier(t *testing.T) {
	lib := loadText("x.bib", `
@article{a, title={A}, year=2000, doi={10.1000/x}, pmid={123}}
@misc{b, title={B}, year=2001, url={https://b.example/}}
@misc{c, title={C}, year=2002, eprint={1703.04627}, archiveprefix={arXiv}}
@book{d, title={D}, year=2003, isbn={978-0-306-40615-7}}
`)
	for _, test := range []struct{ id, key string }{
		{"doi:10.1000/X", "a"}, {"pmid:123", "a"}, {"pubmed:123", "a"}, {"url:http://b.example", "b"}, {"arxiv:1703.04627", "c"}, {"isbn:9780306406157", "d"},
		{"pmid:1", ""}, {"tag:a", ""}, {"a", ""}, {"url:", ""},
	} {
		key := ""
		if e := lib.ByIdentifier(test.id); e != nil {
			key = e.Key
		}
		if key != test.key {
			t.Errorf("%s finds %q, want %q", test.id, key, test.key)
		}
	}
}
