package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/number"
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
	scenario string
	failed   bool
}

// plot resolves the options of a chart into numbers and words.
func (r *resolver) plot(n *ast.Plot) {
	p := &plotter{resolver: r, n: n, chart: &figures.Chart{Kind: figures.Kind(n.Options.Get("kind")), Lang: r.doc.Lang}}
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
	p.findings.Add(rule, at, format, args...).Hint = hint
	p.failed = true
}

// missing tells whether an option is missing only because it could not be read;
// the plot then fails without another finding.
func (p *plotter) missing(key string) bool {
	_, ok := p.n.Options.Lookup(key)
	if ok || !p.m.misread(p.n.At) {
		return false
	}
	p.failed = true
	return true
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
		label = x.source
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
		if p.missing("x") {
			return sweep{}, false
		}
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

// line draws curves over a swept parameter or a bound variable.
func (p *plotter) line() {
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
	source, _, _ := strings.Cut(x.source, "->")
	if q := p.m.Model.Quantity(strings.TrimSpace(source)); q != nil {
		return p.titleOf(q)
	}
	return x.source
}

// seriesLabels lets :series: override labels, in order.
func (p *plotter) seriesLabels() {
	o, ok := p.n.Options.Lookup("series")
	if !ok {
		return
	}
	labels := strings.Split(o.Value, ",")
	if len(labels) != len(p.chart.Series) {
		p.fail("plot-series", o.ValueAt, "give one label for each, parted by commas", "%s for %d series", counted(len(labels), "label"), len(p.chart.Series))
		return
	}
	for i := range labels {
		p.chart.Series[i].Label = strings.Trim(strings.TrimSpace(labels[i]), `"`)
	}
}

// mark finds the maximum or minimum of a curve, narrowed down beyond the
// sampled points, and labels it with its coordinates.
func (p *plotter) mark(values *model.Values, s sweep, x part, curve []model.Value) {
	o, ok := p.n.Options.Lookup("mark")
	if !ok || o.Value == "none" {
		return
	}
	sign := 1.0
	switch o.Value {
	case "maximum":
	case "minimum":
		sign = -1
	default:
		p.fail("option-invalid", o.ValueAt, diag.DidYouMean(o.Value, []string{"maximum", "minimum", "none"}), "a mark is maximum, minimum or none, not %q", o.Value)
		return
	}
	xs := s.si
	best := extreme(curve, sign)
	if best <= 0 || best >= len(xs)-1 {
		p.findings.Warn("plot-mark", o.ValueAt, "the %s of %s lies at the end of the range", o.Value, x.source)
		return
	}
	y := curve[best]
	for range refinements {
		xs = spread(xs[best-1], xs[best+1], 21, p.chart.X.Log)
		fine, fs := values.SweepOver(s.variable(), xs, x.source, x.at)
		if fs.HasErrors() {
			return
		}
		best = min(max(extreme(fine, sign), 1), len(xs)-2)
		y = fine[best]
	}
	place := model.Value{SI: xs[best], Dim: s.unit.Dimension(), Unit: s.unit, OK: true}
	y = p.inAxisUnit(y, x)
	digits := number.Format{Digits: -1}
	place.Digits, y.Digits = 3, 3
	y.HasInterval = false
	px, err1 := p.print(place, digits)
	py, err2 := p.print(y, digits)
	if err1 != nil || err2 != nil {
		return
	}
	p.chart.Marks = append(p.chart.Marks, figures.Mark{X: s.unit.FromSI(place.SI), Y: p.unit.FromSI(y.SI), Label: px + "; " + py})
}

func extreme(curve []model.Value, sign float64) int {
	best := -1
	for i, v := range curve {
		if v.OK && (best < 0 || sign*v.SI > sign*curve[best].SI) {
			best = i
		}
	}
	return best
}

// bars draws values side by side: one series of :y:, or groups.
func (p *plotter) bars() {
	if o, ok := p.n.Options.Lookup("groups"); ok {
		p.grouped(o, false)
		return
	}
	text, at, log := p.option("y", "log")
	p.chart.Y.Log = log
	p.barsOf(text, at)
}

// barsOf draws one series of values.
func (p *plotter) barsOf(text string, at diag.Pos) {
	var series figures.Series
	for _, x := range p.parts(text, at) {
		v, label, ok := p.evaluatePart(x)
		if !ok {
			return
		}
		p.chart.Categories = append(p.chart.Categories, label)
		p.addBar(&series, v)
	}
	if len(series.Y) == 0 {
		p.fail("plot-empty", at, "name what to draw: :y: NAME, NAME", "a chart of bars needs :y: or :groups:")
		return
	}
	p.chart.Series = []figures.Series{series}
}

func (p *plotter) addBar(s *figures.Series, v model.Value) {
	s.Y = append(s.Y, p.unit.FromSI(v.SI))
	low, high := math.NaN(), math.NaN()
	if v.HasInterval {
		low, high = p.unit.FromSI(v.Low), p.unit.FromSI(v.High)
	}
	s.Low, s.High = append(s.Low, low), append(s.High, high)
	shown, err := p.print(v, number.Format{Digits: -1})
	if err != nil {
		shown = ""
	}
	s.Text = append(s.Text, shown)
}

// grouped reads `"Group": EXPR, EXPR; "Group": ...`. In groups the n-th
// expressions form a series; in stacks each label does.
func (p *plotter) grouped(o ast.Option, byLabel bool) {
	pieces, offsets := splitAt(o.Value, ';')
	index := map[string]int{}
	for i, piece := range pieces {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		name, list, ok := cutLabel(piece)
		at := o.ValueAt.Advance(o.Value[:offsets[i]])
		if !ok {
			p.fail("plot-groups", at.Right(leadingSpaces(piece)), `write "Group": EXPRESSION, EXPRESSION; "Next group": ...`, "a group begins with its name in quotes and a colon")
			return
		}
		p.chart.Categories = append(p.chart.Categories, name)
		for j, x := range p.parts(list, at.Advance(piece[:len(piece)-len(list)])) {
			v, label, ok := p.evaluatePart(x)
			if !ok {
				return
			}
			key := label
			if !byLabel {
				key = fmt.Sprint(j)
			}
			k, ok := index[key]
			if !ok {
				k = len(p.chart.Series)
				index[key] = k
				p.chart.Series = append(p.chart.Series, figures.Series{Label: label})
			}
			s := &p.chart.Series[k]
			pad(s, len(p.chart.Categories)-1)
			p.addBar(s, v)
		}
	}
	for i := range p.chart.Series {
		pad(&p.chart.Series[i], len(p.chart.Categories))
	}
	p.seriesLabels()
}

// pad fills a series with gaps up to n categories.
func pad(s *figures.Series, n int) {
	for len(s.Y) < n {
		s.Y, s.Low, s.High = append(s.Y, math.NaN()), append(s.Low, math.NaN()), append(s.High, math.NaN())
		s.Text = append(s.Text, "")
	}
}

// cutLabel splits `"Name": rest`.
func cutLabel(piece string) (name, rest string, ok bool) {
	trimmed := strings.TrimLeft(piece, " \n")
	if !strings.HasPrefix(trimmed, `"`) {
		return "", "", false
	}
	name, rest, ok = strings.Cut(trimmed[1:], `"`)
	if !ok {
		return "", "", false
	}
	_, rest, ok = strings.Cut(rest, ":")
	return name, rest, ok
}

func (p *plotter) stacked() {
	o, ok := p.n.Options.Lookup("stack")
	if !ok {
		if p.missing("stack") {
			return
		}
		p.fail("plot-empty", p.n.At, `write :stack: "Bar": NAME, NAME; "Next bar": ...`, "a stacked chart needs :stack:")
		return
	}
	p.grouped(o, true)
}

// referenceLines reads :at: and :level:.
func (p *plotter) referenceLines() {
	for _, key := range []string{"at", "level"} {
		o, ok := p.n.Options.Lookup(key)
		if !ok || p.failed {
			continue
		}
		// Bars lie, so that their value axis is the horizontal one.
		vertical := key == "at" || p.chart.Kind != figures.Line && p.chart.Kind != figures.Scatter
		for _, x := range p.parts(o.Value, o.ValueAt) {
			v, _, ok := p.evaluate(x.source, x.at, p.scenario)
			if !ok {
				p.failed = true
				return
			}
			label := x.label
			if label == "" {
				label, _ = p.print(v, number.Format{Digits: -1})
			}
			at := v.Unit.FromSI(v.SI)
			if key == "level" {
				if v = p.inAxisUnit(v, x); p.failed {
					return
				}
				at = p.unit.FromSI(v.SI)
			} else if q := p.sweptUnit(); q != nil {
				at = q.FromSI(v.SI)
			}
			p.chart.Lines = append(p.chart.Lines, figures.ReferenceLine{At: at, Vertical: vertical, Label: label})
		}
	}
}

// sweptUnit is the unit of the x axis where a quantity is swept.
func (p *plotter) sweptUnit() *unit.Unit {
	name, _, _ := strings.Cut(p.n.Options.Get("x"), "=")
	if q := p.m.Model.Quantity(strings.TrimSpace(name)); q != nil {
		return &q.Unit
	}
	return nil
}

func (p *plotter) axisLabels() {
	if o, ok := p.n.Options.Lookup("xlabel"); ok {
		p.chart.X.Label = o.Value
	}
	if o, ok := p.n.Options.Lookup("ylabel"); ok {
		p.chart.Y.Label = axisLabel(o.Value, p.unit, p.doc.Lang)
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
