package report

import (
	"strings"
	"testing"
)

// TestOneNotation holds that large values of a chart are written alike, that
// small ones stay, and that a chart of plain numbers stays plain.
func TestOneNotation(t *testing.T) {
	for _, test := range []struct{ options, want string }{
		{":kind: bar\n:y: lamp.loss * 97140 \"a\", lamp.loss * 680000 \"b\", lamp.loss * 600 \"c\"", "1.9 × 10⁴, 1.4 × 10⁵, 120"},
		{":kind: bar\n:y: lamp.loss * 97140 \"a\", lamp.loss * 600 \"c\"", "19 000, 120"},
		{":kind: sankey\n:flows: \"in\" > \"a\": lamp.loss * 97140; \"in\" > \"b\": lamp.loss * 680000", "1.9 × 10⁴, 1.4 × 10⁵, 1.6 × 10⁵, 1.9 × 10⁴, 1.4 × 10⁵"},
		{":kind: bar\n:panels: \"one\": lamp.loss * 97140 \"a\"; \"two\": lamp.loss * 680000 \"b\"", "1.9 × 10⁴, 1.4 × 10⁵"},
	} {
		c := mustChart(t, test.options)
		var got []string
		for _, text := range besides(c) {
			got = append(got, strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ").Replace(*text))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.options, s, test.want)
		}
	}
}
