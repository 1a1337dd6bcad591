package report

import (
	"slices"
	"strings"
	"testing"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

const casesModel = `reckon: 1
cases:
  split:
    title: {en: splits}
    list:
    - {case: S1, title: {en: first}, share: {value: 0.2, sd: 0.01}, price: 3 W}
    - {case: S2, share: 0.3, price: 4 W}
  other: [A, B]
quantities:
  whole: {value: 10 W, sd: 1 W, reason: x}
  split.share: {for: split, reason: x, title: {en: share}, symbol: \phi}
  split.price: {for: split, reason: x, title: {en: price}}
  split.power: {for: split, formula: whole * split.share, unit: mW, title: {en: power}}
  rest: {formula: 'whole - total(split.power[*])', unit: W}
  letter: {for: other, formula: 1 W}
`

func casesChart(t *testing.T, options string) (*figures.Chart, diag.List) {
	t.Helper()
	project, found := Open(overlay(map[string]string{
		"paper.md":   "---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n---\n\nSee @fig-e and {val}`split.power[S2] : .2g`.\n\n```{plot}\n:label: fig-e\n" + options + "\n:alt: A chart.\n\nA caption.\n```\n\n```{ledger}\n```\n",
		"model.yaml": casesModel,
	}), "paper.md")
	if found.HasErrors() {
		t.Fatal(found)
	}
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if v := first[*ast.Val](r); v.Shown != "3000\u00a0mW" || v.Entry != "q-split.power--S2" {
		t.Errorf("%+v", v)
	}
	if p := first[*ast.Plot](r); p != nil && p.Chart != nil {
		return p.Chart, r.Findings
	}
	return nil, r.Findings
}

// A list in a chart is one bar, line, part, flow or point for each case.
func TestCasesInCharts(t *testing.T) {
	for _, test := range []struct {
		options string
		check   func(c *figures.Chart) bool
	}{
		{":kind: bar\n:y: split.power[*]", func(c *figures.Chart) bool {
			return slices.Equal(c.Categories, []string{"first", "S2"}) && slices.Equal(c.Series[0].Y, []float64{2000, 3000})
		}},
		{":kind: interval\n:y: split.power[*] -> W \"power\", rest", func(c *figures.Chart) bool {
			return slices.Equal(c.Categories, []string{"power (first)", "power (S2)", "rest"}) && slices.Equal(c.Series[0].Y, []float64{2, 3, 5})
		}},
		{":kind: bar\n:y: split.power[*] / total(split.power[*]) -> %", func(c *figures.Chart) bool {
			return slices.Equal(c.Series[0].Y, []float64{40, 60})
		}},
		{":x: whole = 1 .. 10\n:y: split.power[*]", func(c *figures.Chart) bool {
			return len(c.Series) == 2 && c.Series[0].Label == "first" && near(c.Series[1].Y[0], 300, 1e-12)
		}},
		{":kind: stacked\n:stack: \"all\": split.power[*], rest", func(c *figures.Chart) bool {
			return len(c.Series) == 3 && c.Series[1].Label == "S2"
		}},
		{":kind: sankey\n:flows: \"whole\" > split.power[*]: split.power[*]; \"whole\" > rest: rest", func(c *figures.Chart) bool {
			return len(c.Flows) == 3 && c.Nodes[1].Label == "first" && c.Nodes[2].Label == "S2" && c.Flows[2].Value == 5000
		}},
		{":kind: scatter\n:x: split.share[*]\n:y: split.power[*]", func(c *figures.Chart) bool {
			s := c.Series[0]
			return slices.Equal(s.X, []float64{0.2, 0.3}) && slices.Equal(s.Y, []float64{2000, 3000}) && slices.Equal(s.Text, []string{"first", "S2"}) &&
				s.XHigh[0] > 0.21 && s.XHigh[1] != s.XHigh[1] && s.High[1] > 3000 && c.X.Label == "share" && c.Y.Label == "power (mW)"
		}},
	} {
		c, found := casesChart(t, test.options)
		if len(found) > 0 || c == nil || !test.check(c) {
			t.Errorf("%s\n%v\n%+v", test.options, found, c)
		}
	}
	for options, want := range map[string]string{
		":kind: bar\n:y: split.power":                             "case-missing",
		":kind: bar\n:y: split.power[*] + letter[*]":              "case-list",
		":kind: bar\n:y: split.power[S9]":                         "case-unknown",
		":kind: bar\n:y: split.pwr[*]":                            "name-unknown",
		":kind: scatter\n:x: split.share[*]\n:y: split.power[S1]": "plot-empty",
		":kind: scatter\n:x: split.share[*]\n:y: letter[*], rest": "plot-empty",
	} {
		_, found := casesChart(t, options)
		if len(found) == 0 || found[0].Rule != want {
			t.Errorf("%s: %v, want %s", options, found, want)
		}
	}
}

func TestCaseTable(t *testing.T) {
	rows, found := tableOf(t, casesModel, "```{quantities} split.share, split.power[*]\n:cases:\n```")
	if len(found) > 0 {
		t.Fatal(found)
	}
	checkRows(t, rows, "splits ; share ; power", "first ; 0.2 ; 2000 mW", "S2 ; 0.3 ; 3000 mW")
	rows, _ = tableOf(t, casesModel, "```{quantities} split.power, split.share[S2]\n```")
	var names []string
	for _, row := range rows[1:] {
		names = append(names, row[0])
	}
	if got := strings.Join(names, "; "); got != "power (first); power (S2); share (S2)" {
		t.Error(got)
	}
	for _, list := range []string{"split.power, whole", "split.power, letter"} {
		if _, found = tableOf(t, casesModel, "```{quantities} "+list+"\n:cases:\n```"); len(found) != 1 || found[0].Rule != "option-invalid" {
			t.Errorf("%s: %v", list, found)
		}
	}
}
