package references_test

import (
	"fmt"
	"strings"
	"testing/fstest"

	"reckon/references"
)

func Example() {
	fsys := fstest.MapFS{"refs.bib": {Data: []byte(`
@article{levy2021,
  author  = {Levy, William B. and Calvert, Victoria G.},
  title   = {Communication consumes 35 times more energy than computation in the human cortex},
  journal = {Proc. Natl Acad. Sci. USA}, volume = 118, number = 18, eid = {e2008173118}, year = 2021,
  doi     = {10.1073/pnas.2008173118},
}
@book{koch, author = {Koch, Christof}, title = {Biophysics of Computation}, publisher = {Oxford University Press}, year = 1999}
`)}}
	lib, findings := references.Load(fsys, []string{"refs.bib"})
	fmt.Println(len(findings), "findings")

	session := references.NewSession(references.Numeric(lib, "en"), []string{"koch", "levy2021"})
	fmt.Println(plain(session.Cite(references.Citation{
		Items: []references.Item{{Key: "levy2021"}}, Narrative: true,
	})))
	for _, e := range session.List() {
		fmt.Printf("%s. %s\n", e.Label, plain(e.Spans))
	}
	// Output:
	// 0 findings
	// Levy and Calvert [2]
	// 1. C. Koch. Biophysics of Computation. Oxford University Press, 1999.
	// 2. W. B. Levy and V. G. Calvert. Communication consumes 35 times more energy than computation in the human cortex. Proc. Natl Acad. Sci. USA, 118(18), e2008173118 (2021). doi:10.1073/pnas.2008173118
}

// plain shows no-break spaces as spaces.
func plain(spans []references.Span) string {
	return strings.ReplaceAll(references.String(spans), "\u00a0", " ")
}
