package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/unit"
	"reckon/report/markdown/ast"
)

// samples is the number of points of a curve; refinements the rounds in which
// a computed mark is narrowed down, each to a tenth of the step before.
const (
	samples     = 240
	bandPoints  = 60 // of a band
	refinements = 5
	maxParts    = 60 // expressions in one option
	mostPoints  = 5000
)

// A plotter turns the options of one plot into a chart.
type plotter struct {
	*resolver
	n        *ast.Plot
	chart    *figures.Chart
	unit     unit.Unit
	hasUnit  bool
	x        unit.Unit // of a horizontal axis that is swept or read from a file
	scenario string
	shown    map[string]model.Value // beside bars and flows, by how they are printed
	failed   bool
}

// plot resolves the options of a chart into numbers and words.
func (r *resolver) plot(n *ast.Plot) {
	p := &plotter{resolver: r, n: n, shown: map[string]model.Value{}, chart: &figures.Chart{Kind: figures.Kind(n.Options.Get("kind")), Lang: r.doc.Lang}}
	if p.chart.Kind == "" {
		p.chart.Kind = figures.Line
	}
	p.chart.Title = n.Title
	p.axisUnit()
	p.scenario = strings.TrimSpace(n.Options.Get("scenario"))
	if o, ok := n.Options.Lookup("scenario"); ok {
		if _, known := r.m.Model.Scenario(p.scenario); !known {
			p.fail("scenario-unknown", o.ValueAt, diag.DidYouMean(p.scenario, r.scenarioNames()), "the model has no scenario %q", p.scenario)
		}
	}
	panels, inPanels := n.Options.Lookup("panels")
	switch kind := p.chart.Kind; {
	case inPanels && (kind == figures.Line || kind == figures.Bar || kind == figures.Interval):
		p.panels(panels)
	case kind == figures.Line:
		p.line()
	case kind == figures.Bar, kind == figures.Interval:
		p.bars()
	case kind == figures.Stacked:
		p.stacked()
	case kind == figures.Tornado:
		p.tornado()
	case kind == figures.Sankey:
		p.sankey()
	case kind == figures.Scatter:
		p.scatter()
	default:
		o, _ := n.Options.Lookup("kind")
		p.fail("plot-kind", o.ValueAt, diag.DidYouMean(o.Value, plotKinds), "no chart is of the kind %q", o.Value)
	}
	p.referenceLines()
	p.axisLabels()
	p.width()
	if p.failed {
		return
	}
	p.oneNotation()
	typeset(p.chart)
	p.alternative()
	n.Chart = p.chart
	n.File = p.fileName()
}

var plotKinds = kindNames()

func kindNames() (names []string) {
	for _, k := range figures.Kinds {
		names = append(names, string(k))
	}
	return names
}

func (p *plotter) fail(rule string, at diag.Pos, hint, format string, args ...any) {
	if at.Line == 0 {
		at = p.n.At
	}
	p.failed = true
	if at == p.n.At && p.m.misread(at) {
		return // an option seems to be missing, and one could not be read
	}
	p.findings.Add(rule, at, format, args...).Hint = hint
}

// axisUnit reads :unit:, the unit of the value axis.
func (p *plotter) axisUnit() {
	o, ok := p.n.Options.Lookup("unit")
	if !ok {
		return
	}
	u, err := p.m.Model.Units().Parse(strings.TrimSpace(o.Value))
	if err != nil {
		p.fail("unit-unknown", o.ValueAt, "", "%v", err)
		return
	}
	p.unit, p.hasUnit = u, true
}

// A part is one expression of an option, with its label.
type part struct {
	source string
	label  string
	at     diag.Pos
}

// splitAt cuts text at a separator outside parentheses and quotes, keeping
// offsets.
func splitAt(text string, sep byte) (pieces []string, offsets []int) {
	depth, quoted, start := 0, false, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == sep && depth <= 0:
			pieces, offsets = append(pieces, text[start:i]), append(offsets, start)
			start = i + 1
		}
	}
	return append(pieces, text[start:]), append(offsets, start)
}

// parts reads a list of EXPRESSION ["Label"].
func (p *plotter) parts(text string, at diag.Pos) []part {
	pieces, offsets := splitAt(text, ',')
	if len(pieces) > maxParts {
		p.fail("limit-passed", at, "", "a list has at most %d expressions", maxParts)
		return nil
	}
	var parts []part
	for i, piece := range pieces {
		source, label := piece, ""
		if j := strings.IndexByte(piece, '"'); j >= 0 {
			source = piece[:j]
			label = strings.Trim(strings.TrimSpace(piece[j:]), `"`)
		}
		place := at.Advance(text[:offsets[i]]).Right(leadingSpaces(source))
		source = strings.TrimSpace(source)
		if source == "" {
			if len(pieces) > 1 || text != "" {
				p.fail("value-expected", place, "", "an expression is expected here")
			}
			continue
		}
		parts = append(parts, p.byCase(part{source, label, place})...)
	}
	if len(parts) > maxParts {
		p.fail("limit-passed", at, "", "a list has at most %d expressions", maxParts)
		return nil
	}
	return parts
}

// evaluatePart computes an expression in the unit of the axis.
func (p *plotter) evaluatePart(x part) (model.Value, string, bool) {
	v, e, ok := p.evaluate(x.source, x.at, p.scenario)
	if !ok {
		p.failed = true
		return v, "", false
	}
	if v.Bool {
		p.fail("value-expected", x.at, "", "a condition cannot be drawn")
		return v, "", false
	}
	label := x.label
	if label == "" {
		label = unitless(x.source)
		if q := p.quantityOf(e); q != nil {
			label = p.titleOf(q)
		}
	}
	return p.inAxisUnit(v, x), label, !p.failed
}

// inAxisUnit converts a value to the axis's unit, which the first value
// chooses where the author did not.
func (p *plotter) inAxisUnit(v model.Value, x part) model.Value {
	if !p.hasUnit {
		p.unit, p.hasUnit = v.Unit, true
	}
	if v.Dim != p.unit.Dimension() {
		p.fail("unit-mismatch", x.at, "draw quantities of one dimension on one axis", "%s (%s) cannot be drawn on an axis in %s", x.source, unitText(v.Unit), unitText(p.unit))
		return v
	}
	v.Unit = p.unit
	return v
}

func unitText(u unit.Unit) string {
	if u.IsOne() {
		return "1"
	}
	return u.String()
}

// option returns an option with a trailing flag such as log taken off.
func (p *plotter) option(key, flag string) (text string, at diag.Pos, flagged bool) {
	o, _ := p.n.Options.Lookup(key)
	text = strings.TrimRight(o.Value, " ")
	if rest, ok := strings.CutSuffix(text, " "+flag); ok {
		return strings.TrimRight(rest, " "), o.ValueAt, true
	}
	return text, o.ValueAt, false
}

// A sweep is what :x: declares.
type sweep struct {
	name string
	unit unit.Unit
	si   []float64
}

// variable is what is swept, for a name that is not of the model with the
// dimension of its bounds.
func (s sweep) variable() model.Variable {
	return model.Variable{Name: s.name, Dim: s.unit.Dimension()}
}

// xAxis reads :x: `NAME = LOW .. HIGH [log]`.
func (p *plotter) xAxis() (sweep, bool) {
	text, at, log := p.option("x", "log")
	name, bounds, ok := strings.Cut(text, "=")
	low, high, ok2 := strings.Cut(bounds, "..")
	if !ok || !ok2 {
		p.fail("plot-range", at, "write :x: NAME = LOW .. HIGH, with log behind it for a logarithmic axis", "a chart of lines needs a range of x")
		return sweep{}, false
	}
	s := sweep{name: strings.TrimSpace(name)}
	if !p.swept(s, at.Right(leadingSpaces(name))) {
		return s, false
	}
	lowAt := at.Advance(name + "=").Right(leadingSpaces(low))
	highAt := at.Advance(name + "=" + low + "..").Right(leadingSpaces(high))
	lo, _, ok := p.evaluate(strings.TrimSpace(low), lowAt, p.scenario)
	hi, _, ok2 := p.evaluate(strings.TrimSpace(high), highAt, p.scenario)
	if !ok || !ok2 {
		p.failed = true
		return s, false
	}
	s.unit = lo.Unit
	if s.unit.IsOne() {
		s.unit = hi.Unit
	}
	if q := p.m.Model.Quantity(s.name); q != nil {
		s.unit = p.boundsUnit(q, &lo, &hi)
		p.chart.X.Label = axisLabel(p.titleOf(q), s.unit, p.doc.Lang)
	} else {
		p.chart.X.Label = axisLabel(s.name, s.unit, p.doc.Lang)
	}
	if lo.Dim != hi.Dim {
		p.fail("unit-mismatch", highAt, "give both bounds in units of one dimension", "the range of %s begins in %s and ends in %s", s.name, unitText(lo.Unit), unitText(hi.Unit))
		return s, false
	}
	if q := p.m.Model.Quantity(s.name); q != nil && lo.Dim != q.Unit.Dimension() {
		p.fail("unit-mismatch", lowAt, "give the bounds in "+unitText(q.Unit)+", or as bare numbers", "%s is measured in %s, not in %s", s.name, unitText(q.Unit), unitText(lo.Unit))
		return s, false
	}
	if !(lo.SI < hi.SI) {
		p.fail("plot-range", lowAt, "write the lower bound first", "the range of %s does not go upwards", s.name)
		return s, false
	}
	if log && lo.SI <= 0 {
		p.fail("plot-range", lowAt, "begin above zero, or leave log out", "a logarithmic axis has no place for %s", strings.TrimSpace(low))
		return s, false
	}
	p.x = s.unit
	p.chart.X.Log = log
	p.chart.X.Min, p.chart.X.Max = s.unit.FromSI(lo.SI), s.unit.FromSI(hi.SI)
	s.si = spread(lo.SI, hi.SI, p.points(), log)
	return s, !p.failed
}

// points reads :points:, how many values of x are computed.
func (p *plotter) points() int {
	o, ok := p.n.Options.Lookup("points")
	if !ok {
		return samples
	}
	n, err := strconv.Atoi(strings.TrimSpace(o.Value))
	if err != nil || n < 2 || n > mostPoints {
		p.fail("option-invalid", o.ValueAt, "", "a curve has from 2 to %d points, not %q", mostPoints, o.Value)
		return samples
	}
	return n
}

// boundsUnit reads bare bounds in the parameter's own unit.
func (p *plotter) boundsUnit(q *model.Quantity, lo, hi *model.Value) unit.Unit {
	for _, b := range []*model.Value{lo, hi} {
		if b.Unit.IsOne() && !q.Unit.IsOne() {
			b.SI, b.Dim, b.Unit = q.Unit.ToSI(b.SI), q.Unit.Dimension(), q.Unit
		}
	}
	return lo.Unit
}

func spread(lo, hi float64, n int, log bool) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		t := float64(i) / float64(n-1)
		if log {
			xs[i] = math.Exp(math.Log(lo) + t*(math.Log(hi)-math.Log(lo)))
		} else {
			xs[i] = lo + t*(hi-lo)
		}
	}
	xs[0], xs[n-1] = lo, hi
	return xs
}

func axisLabel(title string, u unit.Unit, lang string) string {
	if text := u.Print(lang); text != "" {
		return title + " (" + text + ")"
	}
	return title
}

// titledAxis adds the unit to an author's title that does not end in one.
func titledAxis(title string, u unit.Unit, lang string) string {
	if title = strings.TrimSpace(title); strings.HasSuffix(title, ")") || strings.HasSuffix(title, "]") {
		return title
	}
	return axisLabel(title, u, lang)
}

// line draws curves over a swept parameter or a bound variable.
func (p *plotter) line() {
	if p.ofColumns() {
		p.columns()
		for i := range p.chart.Series {
			p.chart.Series[i] = sortedByX(p.chart.Series[i])
		}
		return
	}
	s, ok := p.xAxis()
	if !ok {
		return
	}
	text, at, log := p.option("y", "log")
	p.chart.Y.Log = log
	p.curves(s, text, at)
	p.measured(s)
	p.seriesLabels()
	if len(p.chart.Series) == 1 {
		p.chart.Y.Label = axisLabel(p.chart.Series[0].Label, p.unit, p.doc.Lang)
	}
}

// curves adds a series for each expression over the swept values, with a band
// where :band: asks for one.
func (p *plotter) curves(s sweep, text string, at diag.Pos) {
	values, ok := p.under(p.scenario)
	if !ok {
		p.failed = true
		return
	}
	for _, x := range p.parts(text, at) {
		curve, fs := p.curve(values, s, x)
		p.findings = append(p.findings, fs...)
		if fs.HasErrors() {
			p.failed = true
			return
		}
		series := figures.Series{Label: p.seriesLabel(x)}
		banded := false
		for i, v := range curve {
			if !v.OK {
				continue
			}
			v = p.inAxisUnit(v, x)
			if p.failed {
				return
			}
			series.X = append(series.X, s.unit.FromSI(s.si[i]))
			series.Y = append(series.Y, p.unit.FromSI(v.SI))
			low, high := math.NaN(), math.NaN()
			if v.HasInterval {
				low, high, banded = p.unit.FromSI(v.Low), p.unit.FromSI(v.High), true
			}
			series.Low, series.High = append(series.Low, low), append(series.High, high)
		}
		if !banded {
			series.Low, series.High = nil, nil
		}
		if len(series.X) == 0 {
			p.fail("plot-empty", x.at, "", "%s has no value anywhere in the range", x.source)
			return
		}
		p.chart.Series = append(p.chart.Series, series)
		p.mark(values, s, x, curve)
	}
}

// curve computes one expression over the swept values.
func (p *plotter) curve(values *model.Values, s sweep, x part) ([]model.Value, diag.List) {
	if !flag(p.n.Options, "band") {
		return values.SweepOver(s.variable(), s.si, x.source, x.at)
	}
	if len(s.si) <= bandPoints {
		return values.Band(s.variable(), s.si, x.source, x.at)
	}
	// The band is smooth: it is computed at fewer points and laid through them.
	curve, fs := values.SweepOver(s.variable(), s.si, x.source, x.at)
	if fs.HasErrors() {
		return curve, fs
	}
	step := (len(s.si) + bandPoints - 1) / bandPoints
	var coarse []float64
	var place []int
	for i := 0; i < len(s.si); i += step {
		coarse, place = append(coarse, s.si[i]), append(place, i)
	}
	if last := len(s.si) - 1; place[len(place)-1] != last {
		coarse, place = append(coarse, s.si[last]), append(place, last)
	}
	band, _ := values.Band(s.variable(), coarse, x.source, x.at)
	for k := 0; k+1 < len(band); k++ {
		a, b := band[k], band[k+1]
		if !a.HasInterval || !b.HasInterval {
			continue
		}
		for i := place[k]; i <= place[k+1]; i++ {
			t := float64(i-place[k]) / float64(place[k+1]-place[k])
			curve[i].HasInterval = curve[i].OK
			curve[i].Low = between(a.Low, b.Low, t, p.chart.Y.Log)
			curve[i].High = between(a.High, b.High, t, p.chart.Y.Log)
		}
	}
	return curve, fs
}

// between interpolates, on a logarithmic axis by equal ratios.
func between(a, b, t float64, log bool) float64 {
	if log && a > 0 && b > 0 {
		return a * math.Pow(b/a, t)
	}
	return a + t*(b-a)
}

// seriesLabel is the author's label, or the title of the quantity drawn.
func (p *plotter) seriesLabel(x part) string {
	if x.label != "" {
		return x.label
	}
	source := unitless(x.source)
	if q := p.m.Model.Quantity(source); q != nil {
		return p.titleOf(q)
	}
	return source
}

// unitless is an expression without the unit that it is to be shown in, which
// stands on the axis.
func unitless(source string) string {
	before, _, _ := strings.Cut(source, "->")
	return strings.TrimSpace(before)
}

// seriesLabels lets :series: override labels, in order.
func (p *plotter) seriesLabels() {
	o, ok := p.n.Options.Lookup("series")
	if !ok || p.failed {
		return
	}
	labels, _ := splitAt(o.Value, ',')
	if len(labels) != len(p.chart.Series) {
		p.fail("plot-series", o.ValueAt, "give one label for each, parted by commas", "%s for %d series", counted(len(labels), "label"), len(p.chart.Series))
		return
	}
	for i := range labels {
		p.chart.Series[i].Label = strings.Trim(strings.TrimSpace(labels[i]), `"`)
	}
}

// axisLabels takes the titles of the axes that the author gives.
func (p *plotter) axisLabels() {
	if o, ok := p.n.Options.Lookup("xlabel"); ok {
		p.chart.X.Label = titledAxis(o.Value, p.x, p.doc.Lang)
	}
	if o, ok := p.n.Options.Lookup("ylabel"); ok {
		p.chart.Y.Label = titledAxis(o.Value, p.unit, p.doc.Lang)
	}
	if p.chart.Y.Label == "" {
		p.chart.Y.Label = p.unit.Print(p.doc.Lang)
	}
}

func (p *plotter) width() {
	w, h := p.n.Options.Get("width"), p.n.Options.Get("height")
	if w == "" || h == "" {
		return
	}
	var x, y float64
	if _, err := fmt.Sscan(w+" "+h, &x, &y); err == nil && x > 0 && y > 0 {
		p.chart.Width = min(max(x/y, 0.3), 6)
	}
}

// alternative takes the author's description, or writes one from the data and
// says so.
func (p *plotter) alternative() {
	if !isNil(p.n.Alt) {
		walkInto(p.n.Alt, p.resolveInline)
		p.chart.Alt = p.plain(p.n.Alt)
		return
	}
	p.chart.Alt = figures.Describe(p.chart)
}

func (p *plotter) fileName() string {
	p.plots++
	name := fmt.Sprintf("chart-%d", p.plots)
	if f, ok := p.n.Parent().(*ast.Figure); ok && f.Label != "" {
		name = slugKeep(f.Label)
	}
	return p.m.Name + "-" + name + ".csv"
}
