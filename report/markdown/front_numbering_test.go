package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// What numbering: may hold, as MyST documents it.
func TestNumberingKeys(t *testing.T) {
	for _, test := range []struct{ value, kind, want string }{
		{"false", "figure", "off"},
		{"true", "heading_3", "on"},
		{"{figure: false}", "figure", "off"},
		{"{figures: 'Fig. %s'}", "figure", "on template Fig. %s"},
		{"{table: 3}", "table", "on start 3"},
		{"{math: {enumerator: 'E%s'}}", "equation", "on enumerator E%s"},
		{"{figure: {start: 2, enabled: false}}", "figure", "off start 2"},
		{"{figure: continue}", "figure", "unset"},
		{"{headings: true, h2: false}", "heading_2", "off"},
		{"{headings: true, heading2: false}", "heading_3", "on"},
		{"{heading_2: true}", "heading_1", "off"},
		{"{heading-2: false}", "heading_1", "unset"},
		{"{sections: {template: 'Sec. %s'}}", "heading_4", "on template Sec. %s"},
		{"{all: false, table: true}", "table", "on"},
		{"{all: false, table: true}", "figure", "off"},
		{"{enumerator: 'A.%s'}", "box", "unset enumerator A.%s"},
		{"{enumerator: {enumerator: 'A.%s'}, all: true}", "code", "on enumerator A.%s"},
		{"{'prf:theorem': {start: 4}}", "theorem", "on start 4"},
	} {
		tree, found := Parse([]byte("---\nnumbering: "+test.value+"\n---\n"), Options{File: "m"})
		c := tree.Front.Numbering.Of(test.kind)
		got := map[Switch]string{Unset: "unset", On: "on", Off: "off"}[c.Switch]
		if c.Start > 0 {
			got += fmt.Sprintf(" start %d", c.Start)
		}
		if c.Template != "" {
			got += " template " + c.Template
		}
		if c.Enumerator != "" {
			got += " enumerator " + c.Enumerator
		}
		if got != test.want || len(found) > 0 {
			t.Errorf("%s: %s is %q, want %q %v", test.value, test.kind, got, test.want, found)
		}
	}
}

func TestNumberingFindings(t *testing.T) {
	for _, test := range []struct{ value, want, hint string }{
		{"{figur: true}", "m:2:13: numbering has no kind figur [front-matter-unknown]", "did you mean figure?"},
		{"{box: true}", "", ""},
		{"{figure: {template: Fig}}", "m:2:32: the template of figure has no place for a number [front-matter-invalid]", "put %s where the number goes: 'Fig %s'"},
		{"{table: {start: zero}}", `m:2:28: table cannot start at "zero" [front-matter-invalid]`, "write a whole number from 1 on"},
		{"{equation: {enumeratr: x}}", "m:2:24: numbering of equation has no key enumeratr [front-matter-unknown]", "did you mean enumerator?"},
		{"perhaps", `m:2:12: numbering is true or false, not "perhaps" [front-matter-invalid]`, ""},
	} {
		_, found := Parse([]byte("---\nnumbering: "+test.value+"\n---\n"), Options{File: "m"})
		var got []string
		hint := ""
		for _, f := range found {
			got, hint = append(got, f.Error()), f.Hint
		}
		if strings.Join(got, "\n") != test.want || hint != test.hint {
			t.Errorf("%s\n got %s (%s)\nwant %s (%s)", test.value, strings.Join(got, "\n"), hint, test.want, test.hint)
		}
	}
}
