package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

const plotModel = `reckon: 1
quantities:
  lamp.power: {value: 10 W, sd: 1 W, reason: x, title: {en: power}}
  lamp.hours: {value: 3 h, sd: 0.15 h, reason: x, title: {en: hours}}
  lamp.loss: {value: 0.2, reason: x, title: {en: loss}}
  lamp.light: {formula: lamp.power * lamp.loss, title: {en: light}}
  lamp.heat: {formula: lamp.power - lamp.light, title: {en: heat}}
  lamp.energy: {formula: lamp.power * lamp.hours, unit: Wh, title: {en: energy}}
`

const plotData = "# made up\nname, time (min), energy (kJ), half (kJ), count\na, 60, 40, 2, 3\nb, 120, 70, 3, 4\nc, 180, , 3, 5\nd, 90, 50, , 6\n"

// chartOf resolves a paper with one chart.
func chartOf(t *testing.T, options string) (*figures.Chart, diag.List) {
	t.Helper()
	project, found := Open(overlay(map[string]string{
		"paper.md":   "---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n---\n\nSee @fig-e.\n\n```{plot}\n:label: fig-e\n" + options + "\n:alt: A chart.\n\nA caption.\n```\n",
		"model.yaml": plotModel,
		"data.csv":   plotData,
	}), "paper.md")
	if found.HasErrors() {
		return nil, found
	}
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if p := first[*ast.Plot](r); p != nil && p.Chart != nil {
		return p.Chart, r.Findings
	}
	return nil, r.Findings
}

func mustChart(t *testing.T, options string) *figures.Chart {
	t.Helper()
	c, found := chartOf(t, options)
	if c == nil || len(found) > 0 {
		t.Fatalf("%s: %v", options, found)
	}
	return c
}

func near(a, b, within float64) bool { return math.Abs(a-b) <= within*math.Abs(b) }

func TestTornado(t *testing.T) {
	c := mustChart(t, ":kind: tornado\n:of: lamp.energy")
	if !slices.Equal(c.Categories, []string{"power", "hours"}) || c.Center != 30 || c.CenterLabel == "" {
		t.Errorf("%v around %g", c.Categories, c.Center)
	}
	const z = 1.959964
	if low, high := c.Series[0], c.Series[1]; !near(low.Y[0], 30-3*z, 1e-6) || !near(high.Y[0], 30+3*z, 1e-6) ||
		strings.ReplaceAll(high.Text[0], "\u00a0", " ") != "12 W" {
		t.Errorf("%+v", c.Series)
	}
	if c = mustChart(t, ":kind: tornado\n:of: lamp.energy -> kJ\n:top: 1"); len(c.Categories) != 1 || !near(c.Center, 108, 1e-9) || c.Y.Label != "energy (kJ)" {
		t.Errorf("%v, %g, %s", c.Categories, c.Center, c.Y.Label)
	}
	c = mustChart(t, ":kind: tornado\n:of: lamp.energy\n:by: variance")
	if c.Kind != figures.Bar || len(c.Series) != 2 || !near(c.Series[0].Y[0], 80, 0.02) || !near(c.Series[1].Y[0], 80, 0.02) || c.Y.Label != "share of the variance of energy (%)" {
		t.Errorf("%+v, %s", c.Series, c.Y.Label)
	}
}

func TestSankey(t *testing.T) {
	c := mustChart(t, `:kind: sankey
:flows: "grid" > "lamp: a": lamp.power; "lamp: a" > lamp.light: lamp.light -> mW; "lamp: a" > lamp.heat: lamp.heat`)
	var nodes []string
	for _, n := range c.Nodes {
		nodes = append(nodes, n.Label+" "+strings.ReplaceAll(n.Value, "\u00a0", " "))
	}
	if want := "grid 10 W; lamp: a 10 W; light 2.0 W; heat 8.0 W"; strings.Join(nodes, "; ") != want {
		t.Errorf("%s, want %s", strings.Join(nodes, "; "), want)
	}
	if len(c.Flows) != 3 || c.Flows[1] != (figures.Flow{From: 1, To: 2, Value: 2, Text: c.Flows[1].Text}) {
		t.Errorf("%+v", c.Flows)
	}
}

func TestScatter(t *testing.T) {
	c := mustChart(t, ":kind: scatter\n:data: data.csv\n:x: time -> h\n:y: energy -> Wh\n:error: half\n:names: name")
	s := c.Series[0]
	if !slices.Equal(s.X, []float64{1, 2, 1.5}) || !near(s.Y[0], 40/3.6, 1e-12) || !near(s.High[1]-s.Low[1], 6/3.6, 1e-12) || !math.IsNaN(s.High[2]) {
		t.Errorf("%+v", s)
	}
	if !slices.Equal(s.Text, []string{"a", "b", "d"}) || c.X.Label != "time (h)" || c.Y.Label != "energy (W·h)" {
		t.Errorf("%v, %s, %s", s.Text, c.X.Label, c.Y.Label)
	}
	c = mustChart(t, ":kind: scatter\n:data: data.csv\n:x: time log\n:y: count \"how many\", count log\n:level: 4")
	if !c.X.Log || !c.Y.Log || len(c.Series) != 2 || c.Series[0].Label != "how many" || len(c.Lines) != 1 || c.Lines[0].Vertical {
		t.Errorf("%+v", c)
	}
}

// Points of a file lie over curves of the model, in the units of its axes.
func TestMeasured(t *testing.T) {
	c := mustChart(t, ":x: lamp.hours = 0.5 .. 4\n:y: lamp.energy\n:data: data.csv\n:measured: time, energy; time, energy \"again\"")
	if len(c.Series) != 3 || !c.Series[1].Points || c.Series[1].Label != "energy (measured)" || c.Series[2].Label != "again" {
		t.Fatalf("%+v", c.Series[1:])
	}
	if s := c.Series[1]; !slices.Equal(s.X, []float64{1, 1.5, 2}) || !near(s.Y[2], 70/3.6, 1e-12) {
		t.Errorf("%+v", s)
	}
	if csv := string(c.CSV()); !strings.Contains(csv, "\n1.5,") {
		t.Errorf("the table leaves points out:\n%s", csv)
	}
}

func TestBand(t *testing.T) {
	c := mustChart(t, ":x: lamp.hours = 1 .. 4\n:y: lamp.energy, lamp.hours * 2 W -> Wh\n:band:\n:points: 31")
	s := c.Series[0]
	if len(s.X) != 31 || len(s.Low) != 31 || c.Series[1].Low != nil {
		t.Fatalf("%d points, %d bounds; %v", len(s.X), len(s.Low), c.Series[1].Low)
	}
	for i := range s.X { // what is swept is certain: 10 ± 1.96 W remain
		if !near(s.Low[i], s.Y[i]*(1-0.196), 0.02) || !near(s.High[i], s.Y[i]*(1+0.196), 0.02) {
			t.Errorf("at %g: %g to %g around %g", s.X[i], s.Low[i], s.High[i], s.Y[i])
		}
	}
	wide := mustChart(t, ":x: lamp.hours = 1 .. 4\n:y: lamp.energy\n:band:").Series[0]
	for i := range wide.X {
		if !near(wide.High[i], wide.Y[i]*1.196, 0.02) {
			t.Errorf("between computed points, at %g: %g above %g", wide.X[i], wide.High[i], wide.Y[i])
		}
	}
}

func TestPanels(t *testing.T) {
	c := mustChart(t, ":x: lamp.hours = 1 .. 4\n:panels: \"one\": lamp.energy; \"two\": 2 * lamp.energy \"twice\", lamp.energy -> kJ\n:columns: 2")
	if len(c.Panels) != 2 || c.Columns != 2 || len(c.Panels[1].Series) != 2 || c.Panels[1].Title != "two" || !near(c.Panels[1].Series[1].Y[0], 10, 1e-9) {
		t.Errorf("%+v", c.Panels)
	}
	c = mustChart(t, ":kind: bar\n:panels: \"one\": lamp.light, lamp.heat; \"two\": lamp.light \"light\", lamp.heat \"heat\"")
	if len(c.Panels) != 2 || !slices.Equal(c.Panels[0].Categories, []string{"light", "heat"}) {
		t.Errorf("%+v", c.Panels)
	}
}

// What is wrong with the options of a chart is one finding at its place.
func TestPlotFindings(t *testing.T) {
	for _, test := range []struct{ options, want string }{
		{":kind: tornado", "plot-empty 10"},
		{":kind: tornado\n:of: lamp.enrgy", "name-unknown 13:6"},
		{":kind: tornado\n:of: lamp.light + lamp.heat", "plot-quantity 13:6"},
		{":kind: tornado\n:of: lamp.loss", "plot-empty 13:6"},
		{":kind: tornado\n:of: lamp.energy\n:by: variety", "option-invalid 14:6"},
		{":kind: tornado\n:of: lamp.energy\n:top: 0", "option-invalid 14:7"},
		{":kind: sankey", "plot-empty 10"},
		{":kind: sankey\n:flows: \"a\" > \"b\" lamp.power", "plot-flows 13:9"},
		{":kind: sankey\n:flows: \"a\" > \"b\": lamp.powr", "name-unknown 13:20"},
		{":kind: sankey\n:flows: \"a\" > \"b\": -lamp.power", "plot-flows 13:20"},
		{":kind: sankey\n:flows: \"a\" > \"b\": lamp.power; \"b\" > \"a\": lamp.power", "plot-flows 13:9"},
		{":kind: sankey\n:flows: \"a\" > \"b\": lamp.power; \"b\" > \"c\": lamp.hours", "unit-mismatch 13:43"},
		{":kind: sankey\n:flows: \"a\" > \"b\": lamp.power; \"b\" > \"c\": lamp.heat", "plot-unbalanced 13:9"},
		{":kind: scatter\n:x: time\n:y: energy", "plot-empty 10"},
		{":kind: scatter\n:data: dta.csv\n:x: time\n:y: energy", "file-missing 13:8"},
		{":kind: scatter\n:data: ../data.csv\n:x: time\n:y: energy", "path-outside 13:8"},
		{":kind: scatter\n:data: data.csv\n:x: tme\n:y: energy", "data-invalid 14:5"},
		{":kind: scatter\n:data: data.csv\n:x: time\n:y: count, name", "data-invalid 15:12"},
		{":kind: scatter\n:data: data.csv\n:x: time\n:y: energy, count", "unit-mismatch 15:13"},
		{":kind: scatter\n:data: data.csv\n:x: time -> mets\n:y: energy", "unit-unknown 14:13"},
		{":x: lamp.hours = 1 .. 4\n:y: lamp.energy\n:measured: time, energy", "plot-empty 10"},
		{":x: lamp.hours = 1 .. 4\n:y: lamp.energy\n:data: data.csv\n:measured: time", "plot-empty 15:12"},
		{":x: lamp.hours = 1 .. 4\n:y: lamp.energy\n:data: data.csv\n:measured: count, energy", "unit-mismatch 15:12"},
		{":x: lamp.hours = 1 .. 4\n:y: lamp.energy\n:points: 1", "option-invalid 14:10"},
		{":x: lamp.hours = 1 .. 4\n:panels: lamp.energy", "plot-groups 13:10"},
		{":kind: pie", "plot-kind 12:8"},
	} {
		_, found := chartOf(t, test.options)
		if len(found) != 1 {
			t.Errorf("%s\n%v", test.options, found)
			continue
		}
		got := found[0].Rule + " " + strings.TrimPrefix(found[0].At.String(), "paper.md:")
		if got != test.want && !strings.HasPrefix(got, test.want+":") {
			t.Errorf("%s\n got %s (%v)\nwant %s", test.options, got, found[0], test.want)
		}
	}
}

// Axes are in the units that the author writes, and what is marked on them is
// converted.
func TestAxisUnits(t *testing.T) {
	c := mustChart(t, ":kind: line\n:x: t = 0 h .. 10 h\n:y: lamp.power * t -> Wh\n:at: 90 min, 2 \"late\"\n:level: 50\n:xlabel: time\n:ylabel: energy (by day)")
	if c.X.Label != "time (h)" || c.X.Max != 10 || c.Y.Label != "energy (by day)" || c.Series[0].Label != "lamp.power * t" {
		t.Errorf("%+v, %+v, %q", c.X, c.Y, c.Series[0].Label)
	}
	if l := c.Lines; len(l) != 3 || !near(l[0].At, 1.5, 1e-12) || l[0].Label != "90\u00a0min" || l[1].At != 2 || !near(l[2].At, 50, 1e-12) || l[2].Vertical {
		t.Errorf("%+v", l)
	}
	c = mustChart(t, ":kind: line\n:x: lamp.hours = 60 min .. 180 min\n:y: lamp.energy, 2 * lamp.energy\n:at: 2 h\n:series: \"one, as it is\", two")
	if c.X.Label != "hours (min)" || c.X.Max != 180 || !near(c.Lines[0].At, 120, 1e-12) || c.Series[0].Label != "one, as it is" || c.Series[1].Label != "two" {
		t.Errorf("%+v, %+v", c.X, c.Lines)
	}
	for _, test := range []struct{ options, want string }{
		{":kind: line\n:x: t = 0 h .. 10 h\n:y: lamp.power * t\n:at: 3 W", "3 W (W) has no place on an axis in h"},
		{":kind: line\n:x: t = 0 h .. 10 h\n:y: lamp.powr * t\n:series: \"a\", \"b\"", "no quantity is called lamp.powr"},
	} {
		if _, found := chartOf(t, test.options); len(found) != 1 || found[0].Msg != test.want {
			t.Errorf("%s: %v, want %s", test.options, found, test.want)
		}
	}
}

// Series of a file are drawn as lines, bars and stacks as well.
func TestSeriesOfFile(t *testing.T) {
	c := mustChart(t, ":kind: line\n:data: data.csv\n:x: time -> h\n:y: energy -> Wh \"stored\"\n:error: half\n:level: 15")
	s := c.Series[0]
	if !slices.Equal(s.X, []float64{1, 1.5, 2}) || !near(s.Y[1], 50/3.6, 1e-12) || s.Points || !near(s.High[2]-s.Low[2], 6/3.6, 1e-12) ||
		c.X.Label != "time (h)" || c.Y.Label != "stored (W·h)" || c.Lines[0].At != 15 {
		t.Errorf("%+v %q %q", s, c.X.Label, c.Y.Label)
	}
	c = mustChart(t, ":kind: bar\n:data: data.csv\n:names: name\n:y: energy -> MJ\n:error: half")
	s = c.Series[0]
	if !slices.Equal(c.Categories, []string{"a", "b", "c", "d"}) || !near(s.Y[1], 0.07, 1e-12) || !math.IsNaN(s.Y[2]) || s.Text[2] != "" ||
		!near(s.Low[0], 0.038, 1e-12) || !math.IsNaN(s.Low[3]) || c.Y.Label != "energy (MJ)" {
		t.Errorf("%+v", c)
	}
	c = mustChart(t, ":kind: stacked\n:data: data.csv\n:names: name\n:y: energy, half")
	if len(c.Series) != 2 || c.Series[1].Label != "half" || !near(c.Series[1].Y[2], 3, 1e-12) || c.Y.Label != "kJ" {
		t.Errorf("%+v", c)
	}
	for _, test := range []struct{ options, want string }{
		{":kind: bar\n:data: data.csv\n:y: energy", "plot-empty 13:5"},
		{":kind: line\n:data: data.csv\n:y: energy", "plot-empty 10:1"},
	} {
		_, found := chartOf(t, test.options)
		if len(found) != 1 || !strings.HasPrefix(test.want, found[0].Rule) {
			t.Errorf("%s: %v", test.options, found)
		}
	}
}
