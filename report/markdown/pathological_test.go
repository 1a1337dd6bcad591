package markdown

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"reckon/internal/golden"
)

// TestPathological reads texts that make other parsers slow. The bound is
// generous, for loaded machines; goldmark alone takes more than 8 s for some.
func TestPathological(t *testing.T) {
	const bound = 2 * time.Minute
	type hostile struct {
		Name, Prefix, Unit, Middle, Suffix string
		Count                              int
		Closing                            string `json:"closing_unit"`
	}
	own := []hostile{
		{Name: "ref-defs", Unit: "[a]: /u\n", Count: 50000},
		{Name: "many-definitions", Unit: "[a]: /u \"t\"\n", Count: 20000},
		{Name: "nested-quotes", Unit: "> ", Count: 50000, Suffix: "a"},
		{Name: "unclosed-link-dest", Unit: "[a](<b", Count: 50000},
		{Name: "open-brackets-cite", Unit: "[@a [", Count: 50000},
		{Name: "backticks-in-brackets", Unit: "[`", Count: 50000},
		{Name: "dollars", Unit: "$a ", Count: 50000},
		{Name: "double-dollars", Unit: "a $$b ", Count: 50000},
		{Name: "role-lengths", Unit: "{a}``b` ", Count: 30000},
		{Name: "spans-in-spans", Unit: "[", Count: 500, Middle: "a", Closing: "]{.x}"},
		{Name: "subs-in-subs", Unit: "{sub}`a ", Count: 20000},
		{Name: "inline-notes", Unit: "^[a ", Count: 50000},
		{Name: "note-definitions", Unit: "[^a]: b\n\n", Count: 20000},
		{Name: "colon-fences", Unit: ":::{note}\n", Count: 5000},
		{Name: "bare-colons", Unit: ":::\n", Count: 20001},
		{Name: "targets", Unit: "(a)=\n", Count: 50000},
		{Name: "comments", Unit: "% a\n", Count: 50000},
		{Name: "strong", Unit: "**a ", Count: 50000},
		{Name: "strong-nested", Unit: "*a **b ", Count: 20000, Middle: "c", Closing: "** *"},
		{Name: "table-roles", Prefix: "|a|\n|-|\n", Unit: "|{val}`", Count: 30000},
		{Name: "table-dollars", Prefix: "|a|\n|-|\n", Unit: "|$", Count: 30000},
		{Name: "attributes", Unit: "{.a ", Count: 50000},
		{Name: "braces", Unit: "{", Count: 100000},
		{Name: "heading-braces", Prefix: "# ", Unit: "{.a} ", Count: 20000},
		{Name: "quotes", Unit: `"'`, Count: 50000},
		{Name: "headings-alike", Unit: "# a\n\n", Count: 5000},
		{Name: "autolink-parens", Unit: "http://a.b/(((", Count: 30000},
		{Name: "at-urls", Unit: "a.b/@c", Count: 50000},
		{Name: "tables", Unit: "a\n-:\n\n", Count: 20000},
		{Name: "deflist", Unit: "a\n: b\n\n", Count: 10000},
		{Name: "html", Unit: "<a b=\"", Count: 30000},
		{Name: "environments", Unit: "\\begin{align}\n", Count: 20000},
		{Name: "yaml-aliases", Prefix: "---\na: &a [x]\n", Unit: "b: *a\n", Count: 5000, Suffix: "---\n"},
	}
	if data, err := os.ReadFile(golden.Fixture(t, "markdown", "pathological", "own.json")); err == nil {
		var file struct{ Cases []hostile }
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(err)
		}
		own = append(own, file.Cases...)
	}
	for _, h := range own {
		t.Run(h.Name, func(t *testing.T) {
			src := h.Prefix + strings.Repeat(h.Unit, h.Count) + h.Middle + strings.Repeat(h.Closing, h.Count) + h.Suffix
			start := time.Now()
			tree, findings := Parse([]byte(src), Options{File: "m"})
			took := time.Since(start)
			t.Logf("%7d bytes %8v %d findings", len(src), took.Round(time.Millisecond), len(findings))
			if took > bound {
				t.Errorf("took %v", took)
			}
			if len(findings) > maxFindings+10 {
				t.Errorf("%d findings", len(findings))
			}
			_ = tree
		})
	}
}
