package references

import (
	"testing"
	"testing/fstest"
)

// Items of CSL-JSON as other programs write them.
func TestJSONItems(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"markup and quotes", `{"title":"He said \"hello\" to 'us' in <i>E. coli</i>'s <span style=\"font-variant: small-caps\">SC</span>","issued":{"date-parts":[[1950,2,30]]},"container-title":"J","type":"article-journal"}`,
			"He said “hello” to ‘us’ in *E. coli*’s SC. *J* (February 1950)."},
		{"one name without a list", `{"title":"T","author":{"family":"X","given":"Y"},"issued":{"date-parts":[["1850"]],"circa":true}}`, "Y. X. *T*. c. 1850."},
		{"a name as a text", `{"title":"T","author":["The Group"],"issued":"1999~"}`, "The Group. *T*. c. 1999."},
		{"a family not taken apart", `{"title":"T","author":[{"family":"\"van der Berg\"","given":"J."}],"issued":{"literal":"in spring"}}`, "J. van der Berg. *T*. in spring."},
		{"a judgment", `{"type":"legal_case","title":"Brown v. Board","authority":"Supreme Court","issued":{"date-parts":[[1954]]},"container-title":"U.S.","volume":347,"page":"483"}`,
			"*Brown v. Board*. 347 U.S. 483 (Supreme Court, 1954)."},
	} {
		t.Run(test.name, func(t *testing.T) {
			lib, found := Load(fstest.MapFS{"s.json": {Data: []byte(`[{"id":"k",` + test.src[1:] + `]`)}}, []string{"s.json"})
			if len(found) > 0 {
				t.Fatal(found)
			}
			if got := styled(NewSession(Numeric(lib, "en"), []string{"k"}).List()[0].Spans); got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}
