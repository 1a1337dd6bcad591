package report

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"reckon/figures"
	"reckon/model"
	"reckon/model/unit"
	"reckon/report/markdown/ast"
)

// mostRows bounds the points of one series.
const mostRows = 20_000

// table reads the file of :data:; nil where that failed, and reported.
func (p *plotter) table() (*model.Table, string) {
	o, ok := p.n.Options.Lookup("data")
	if !ok {
		p.fail("plot-empty", p.n.At, "write :data: FILE.csv, or :x: and :y: with families of the model: name[*]", "points are read from a file, and there is no :data:")
		return nil, ""
	}
	file := strings.TrimSpace(o.Value)
	text, err := p.in.Project.reader(p.m.Path)(file)
	switch {
	case errors.Is(err, errOutside):
		p.fail("path-outside", o.ValueAt, outsideHint, "the data file %s lies outside the project", file)
		return nil, ""
	case err != nil:
		full, _ := p.in.Project.within(p.m.Path, file)
		p.fail("file-missing", o.ValueAt, p.in.Project.nearFile(file, full), "the data file %s cannot be read: %v", file, reason(err))
		return nil, ""
	}
	t, err := model.ParseTable(text)
	if err != nil {
		p.fail("data-invalid", o.ValueAt, "", "%s cannot be read: %v", file, err)
		return nil, ""
	}
	if t.Rows() > mostRows {
		p.fail("limit-passed", o.ValueAt, "", "%s has more than %d rows", file, mostRows)
		return nil, ""
	}
	return t, file
}

// column reads one column: NAME [-> UNIT].
func (p *plotter) column(t *model.Table, file string, x part) (model.Column, bool) {
	name, arrow, has := strings.Cut(x.source, "->")
	name = strings.TrimSpace(name)
	c, err := t.Column(name, p.m.Model.Units())
	if err != nil {
		hint := ""
		var bad *model.ColumnError
		if errors.As(err, &bad) {
			err, hint = errors.New(bad.In(file)), bad.Hint
		}
		p.fail("data-invalid", x.at, hint, "%v", err)
		return c, false
	}
	if has {
		u, err := p.m.Model.Units().Parse(strings.TrimSpace(arrow))
		if err != nil {
			p.fail("unit-unknown", x.at.Advance(name+" -> "), "", "%v", err)
			return c, false
		}
		return p.converted(c, u, x)
	}
	return c, true
}

// valueColumn reads a column in the unit of the axis of values, which the first
// one sets where no :unit: does.
func (p *plotter) valueColumn(t *model.Table, file string, x part) (model.Column, bool) {
	c, ok := p.column(t, file, x)
	if !ok {
		return c, false
	}
	if !p.hasUnit {
		p.unit, p.hasUnit = c.Unit, true
	}
	return p.converted(c, p.unit, x)
}

// converted gives a column in another unit.
func (p *plotter) converted(c model.Column, u unit.Unit, x part) (model.Column, bool) {
	if c.Unit.Dimension() != u.Dimension() {
		p.fail("unit-mismatch", x.at, "", "%s (%s) cannot be drawn on an axis in %s", c.Name, unitText(c.Unit), unitText(u))
		return c, false
	}
	values := make([]float64, len(c.Values))
	for i, y := range c.Values {
		values[i] = u.FromSI(c.Unit.ToSI(y))
	}
	c.Unit, c.Values = u, values
	return c, true
}

// scatter draws points: columns of a file, or families of the model where there
// is no file.
func (p *plotter) scatter() {
	if _, ok := p.n.Options.Lookup("data"); !ok && strings.Contains(p.n.Options.Get("x"), "[*]") {
		p.families()
		return
	}
	p.columns()
}

// ofColumns tells whether columns of a file are drawn, and not curves with points
// of a file over them.
func (p *plotter) ofColumns() bool {
	_, ok := p.n.Options.Lookup("data")
	return ok && !strings.Contains(p.n.Options.Get("x"), "=")
}

// columns draws columns of a file against another one.
func (p *plotter) columns() {
	t, file := p.table()
	if t == nil {
		return
	}
	text, at, log := p.option("x", "log")
	p.chart.X.Log = log
	xs := p.parts(text, at)
	ys, atY, logY := p.option("y", "log")
	p.chart.Y.Log = logY
	parts := p.parts(ys, atY)
	if p.failed {
		return
	}
	if len(xs) != 1 || len(parts) == 0 {
		p.fail("plot-empty", at, "write :x: COLUMN and :y: COLUMN, COLUMN", "a chart of a file needs one column for x and one or more for y")
		return
	}
	x, ok := p.column(t, file, xs[0])
	if !ok {
		return
	}
	p.x = x.Unit
	p.chart.X.Label = axisLabel(labelOr(xs[0].label, x.Name), x.Unit, p.doc.Lang)
	names := p.names(t, file)
	half := p.halves(t, file)
	for _, one := range parts {
		y, ok := p.valueColumn(t, file, one)
		if !ok {
			return
		}
		s := p.pointSeries(x.Values, y.Values, half, names)
		s.Label = labelOr(one.label, y.Name)
		if len(s.X) == 0 {
			p.fail("plot-empty", one.at, "", "%s has no row with both %s and %s", file, x.Name, y.Name)
			return
		}
		p.chart.Series = append(p.chart.Series, s)
	}
	p.seriesLabels()
	if len(p.chart.Series) == 1 {
		p.chart.Y.Label = axisLabel(p.chart.Series[0].Label, p.unit, p.doc.Lang)
	}
}

func labelOr(label, name string) string {
	if label != "" {
		return label
	}
	return name
}

// names reads the column of :names:; nil without.
func (p *plotter) names(t *model.Table, file string) []string {
	o, ok := p.n.Options.Lookup("names")
	if !ok {
		return nil
	}
	names, err := t.Text(strings.TrimSpace(o.Value))
	if err != nil {
		p.columnFailed(o, file, err)
	}
	return names
}

func (p *plotter) columnFailed(o ast.Option, file string, err error) {
	var bad *model.ColumnError
	if errors.As(err, &bad) {
		p.fail("data-invalid", o.ValueAt, bad.Hint, "%s", bad.In(file))
	}
}

// halves reads the column of :error:, in its own unit; nil without.
func (p *plotter) halves(t *model.Table, file string) *model.Column {
	o, ok := p.n.Options.Lookup("error")
	if !ok {
		return nil
	}
	c, err := t.Column(strings.TrimSpace(o.Value), p.m.Model.Units())
	if err != nil {
		p.columnFailed(o, file, err)
		return nil
	}
	return &c
}

// pointSeries pairs two columns, both in the units of their axes. Rows without
// one of the two are left out.
func (p *plotter) pointSeries(xs, ys []float64, half *model.Column, names []string) figures.Series {
	var s figures.Series
	for i, x := range xs {
		y := ys[i]
		if math.IsNaN(x) || math.IsNaN(y) {
			continue
		}
		s.X, s.Y = append(s.X, x), append(s.Y, y)
		if half != nil {
			h := p.halfOf(half, i)
			s.Low, s.High = append(s.Low, y-h), append(s.High, y+h)
		}
		if names != nil {
			s.Text = append(s.Text, names[i])
		}
	}
	return s
}

// halfOf is half an interval in the unit of the axis.
func (p *plotter) halfOf(half *model.Column, row int) float64 {
	if half.Unit.Dimension() != p.unit.Dimension() {
		return half.Values[row] // a bare number is in the unit of y
	}
	return half.Values[row] * half.Unit.Factor() / p.unit.Factor() // a difference: no offset
}

// measured lays points of a file over curves: X-COLUMN, Y-COLUMN ["LABEL"]; ...
func (p *plotter) measured(s sweep) {
	o, ok := p.n.Options.Lookup("measured")
	if !ok || p.failed {
		return
	}
	t, file := p.table()
	if t == nil {
		return
	}
	pieces, offsets := splitAt(o.Value, ';')
	half := p.halves(t, file)
	for i, piece := range pieces {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		at := o.ValueAt.Advance(o.Value[:offsets[i]])
		parts := p.parts(piece, at)
		if p.failed {
			return
		}
		if len(parts) != 2 {
			p.fail("plot-empty", at, `write :measured: X-COLUMN, Y-COLUMN "LABEL"`, "measured points need a column for x and one for y")
			return
		}
		x, ok := p.column(t, file, parts[0])
		if ok {
			x, ok = p.converted(x, s.unit, parts[0])
		}
		if !ok {
			return
		}
		y, ok := p.column(t, file, parts[1])
		if ok {
			y, ok = p.converted(y, p.unit, parts[1])
		}
		if !ok {
			return
		}
		points := sortedByX(p.pointSeries(x.Values, y.Values, half, nil))
		points.Label = labelOr(parts[1].label, y.Name+" ("+p.words.Measurement+")")
		points.Points = true
		if len(points.X) == 0 {
			p.fail("plot-empty", at, "", "%s has no row with both %s and %s", file, x.Name, y.Name)
			return
		}
		p.chart.Series = append(p.chart.Series, points)
	}
}

// sortedByX orders points from left to right, as the table of a chart has them.
func sortedByX(s figures.Series) figures.Series {
	order := make([]int, len(s.X))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.X[a], s.X[b]) })
	pick := func(xs []float64) []float64 {
		if xs == nil {
			return nil
		}
		out := make([]float64, len(xs))
		for k, i := range order {
			out[k] = xs[i]
		}
		return out
	}
	s.X, s.Y, s.Low, s.High = pick(s.X), pick(s.Y), pick(s.Low), pick(s.High)
	return s
}

// panels draws small multiples: "TITLE": EXPRESSION, EXPRESSION; ... All have
// the axes of the chart.
func (p *plotter) panels(o ast.Option) {
	var s sweep
	line := p.chart.Kind == figures.Line
	if line {
		var ok bool
		if s, ok = p.xAxis(); !ok {
			return
		}
	}
	_, _, p.chart.Y.Log = p.option("y", "log")
	pieces, offsets := splitAt(o.Value, ';')
	if len(pieces) > maxPanels {
		p.fail("limit-passed", o.ValueAt, "", "a chart has at most %d panels", maxPanels)
		return
	}
	for i, piece := range pieces {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		at := o.ValueAt.Advance(o.Value[:offsets[i]])
		title, list, ok := cutLabel(piece)
		if !ok {
			p.fail("plot-groups", at.Right(leadingSpaces(piece)), `write "TITLE": EXPRESSION, EXPRESSION; "NEXT": ...`, "a panel begins with its title in quotes and a colon")
			return
		}
		inner := *p
		inner.chart = &figures.Chart{Kind: p.chart.Kind, Lang: p.chart.Lang, Title: title}
		inner.chart.X, inner.chart.Y.Log = p.chart.X, p.chart.Y.Log
		at = at.Advance(piece[:len(piece)-len(list)])
		if line {
			inner.curves(s, list, at)
		} else {
			inner.barsOf(list, at)
		}
		p.unit, p.hasUnit, p.failed = inner.unit, inner.hasUnit, inner.failed
		if p.failed {
			return
		}
		p.chart.Panels = append(p.chart.Panels, *inner.chart)
	}
	if len(p.chart.Panels) == 0 {
		p.fail("plot-empty", o.ValueAt, `write :panels: "TITLE": EXPRESSION; ...`, "there are no panels")
		return
	}
	if n, ok := p.n.Options.Lookup("columns"); ok {
		p.chart.Columns = atMost(n.Value, maxPanels)
	}
}

const maxPanels = 36

// atMost reads a small whole number; 0 for anything else.
func atMost(text string, most int) int {
	n := 0
	for _, r := range strings.TrimSpace(text) {
		if r < '0' || r > '9' || n > most {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return min(n, most)
}
