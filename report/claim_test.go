package report

import (
	"fmt"
	"testing"
)

// TestClaimUnits holds that a printed unit is one that the value can have, and
// that °C on a difference of temperatures means steps of the scale.
func TestClaimUnits(t *testing.T) {
	const model = `reckon: 1
quantities:
  share: {value: 0.2, kind: assumed, reason: example}
  times: {formula: 70 / 2}
  power: {value: 3 W, kind: assumed, reason: example}
  data: {formula: log2(8) * 1 bit}
  before: {value: 20 °C, kind: assumed, reason: example}
  after: {value: 25 °C, kind: assumed, reason: example}
  warming: {formula: after - before, unit: K}
  again: {formula: warming}
  given: {value: 5 K, kind: assumed, reason: example}
  steps: {value: 5 delta_degC, kind: assumed, reason: example}
  room: {value: 293.15 K, kind: assumed, reason: example}
`
	for _, test := range []struct{ claim, want string }{
		{"0.2 W <share>", "paper.md:8:9: 0.2 is in W, share is a bare number [unit-mismatch]"},
		{"35 kg <times>", "paper.md:8:9: 35 is in kg, times is a bare number [unit-mismatch]"},
		{"3 kg <power>", "paper.md:8:9: 3 is in kg, power in W [unit-mismatch]"},
		{"20 % <power>", "paper.md:8:9: 20 is in %, power in W [unit-mismatch]"},
		{"35 times <times>", ""},
		{"20 % <share>", ""},
		{"3 <power>", ""},
		{"3 bits <data>", ""},
		{"5 °C <warming>", ""},
		{"9 °F <warming>", ""},
		{"5 °C <again>", ""},
		{"5 °C <after - before>", ""},
		{"5 °C <steps>", ""},
		{"20 °C <room>", ""},
		{"25 °C <after>", ""},
		{"6 °C <warming>", "paper.md:8:9: \"6 °C\" is not what warming gives: 5.000\u00a0°C [claim-fails]"},
		{"5 °C <given>", "paper.md:8:9: \"5 °C\" is not what given gives: −268.2\u00a0°C [claim-fails]"},
	} {
		t.Run(test.claim, func(t *testing.T) {
			found := runExample(t, map[string]string{
				"model.yaml": model,
				"paper.md":   "---\ntitle: T\nlang: en\nmodel: [model.yaml]\n---\n\nIt is\n{claim}`" + test.claim + "`.\n",
			})
			got := ""
			if len(found) > 0 {
				got = fmt.Sprintf("%s: %s [%s]", found[0].At, found[0].Msg, found[0].Rule)
			}
			if got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
