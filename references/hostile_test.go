package references

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A hostile bibliography costs what its size costs.
func TestHostile(t *testing.T) {
	const n = 10_000
	var crossrefs, chain, doubled, same strings.Builder
	for i := range n {
		fmt.Fprintf(&crossrefs, "@book{a%d, title = {T}, year = 1, crossref = {nobody%d}}\n", i, i)
		fmt.Fprintf(&chain, "@book{a%d, title = {T}, year = 1, crossref = {a%d}}\n", i, i+1)
		fmt.Fprintf(&doubled, "@book{a%d, title = {T}, year = 1, ids = {x}}\n", i)
		fmt.Fprintf(&same, "@book{a%d, author = {A}, title = {T}, year = 1}\n", i)
	}
	for name, text := range map[string]string{
		"unknown crossrefs": crossrefs.String(),
		"chain":             chain.String(),
		"aliases":           doubled.String(),
		"same label":        same.String(),
		"many names":        "@book{a, title = {T}, year = 1, author = {" + strings.Repeat("A and ", n) + "B}}",
		"long name":         "@book{a, title = {T}, year = 1, author = {" + strings.Repeat("a B ", n) + "}}",
		"set":               "@set{a, entryset = {" + strings.Repeat("x,", n) + "}}",
		"pages":             "@book{a, title = {T}, year = 1, pages = {" + strings.Repeat("1-2,", n) + "}}",
		"list":              "@book{a, title = {T}, year = 1, location = {" + strings.Repeat("X and ", n) + "}}",
	} {
		start := time.Now()
		lib := loadText("x.bib", text)
		s := NewSession(AuthorDate(lib, "en"), lib.Keys())
		s.List()
		s.Findings()
		NewSession(Numeric(lib, "zh"), lib.Keys()).List()
		if d := time.Since(start); d > time.Minute || testing.Verbose() && d > 300*time.Millisecond {
			t.Errorf("%s: %v", name, d)
		}
	}
}
