package math

// A grid is a table being set.
type grid struct {
	t       *table
	cells   [][]*part // nil where a wide cell covers the place
	widths  []float64
	heights []float64
	depths  []float64
}

const ruleThickness = 0.045 // em, of an array's rules

// table sets a matrix or an alignment, centred on the axis.
func (s *setter) table(t *table, st setting) *part {
	inner := s.cellSetting(t, st)
	g := s.measure(t, inner)
	em := s.em(inner)
	body := s.assembleTable(g, inner, em)
	axis := s.c(s.math.AxisHeight, st)
	shift := axis - (body.Height-body.Depth)/2
	if len(g.heights) > 0 {
		switch t.top {
		case 't':
			shift = 0
		case 'b':
			shift = body.Depth - g.depths[len(g.depths)-1]
		}
	}
	out := &part{}
	out.add(&body.Box, 0, shift)
	out.Width = body.Width
	out.Height, out.Depth = body.Height+shift, body.Depth-shift
	out.accent = out.Width / 2
	if t.open == "" && t.close == "" {
		return out
	}
	return s.between(t.open, t.close, out, s.cover(out, st), st)
}

func (s *setter) cellSetting(t *table, st setting) setting {
	inner := st
	inner.display = t.style == styleDisplay
	if t.small {
		inner.display = false
		inner.level = min(max(1, st.level), 2)
	}
	return inner
}

// measure sets all cells and finds the extents of columns and rows.
func (s *setter) measure(t *table, st setting) grid {
	g := grid{t: t, widths: make([]float64, len(t.columns))}
	stretch := 1.0
	if t.stretch != 0 {
		stretch = t.stretch
	}
	line := 1.2 * s.em(st) * stretch
	if t.small {
		line = 1.15 * s.em(st)
	}
	for _, r := range t.rows {
		h, d := 0.7*line, 0.3*line
		cells := make([]*part, len(t.columns))
		at := 0
		for k, c := range r.cells {
			if at >= len(cells) {
				break
			}
			span := 1
			if k < len(r.spans) {
				span = r.spans[k]
			}
			p := s.cell(t, at, c, st)
			cells[at] = p
			h, d = max(h, p.Height), max(d, p.Depth)
			if span == 1 {
				g.widths[at] = max(g.widths[at], p.Width)
			}
			at += span
		}
		g.cells = append(g.cells, cells)
		g.heights, g.depths = append(g.heights, h), append(g.depths, d)
	}
	return g
}

// cell sets one cell. In the right column of a pair, a relation at the
// beginning has its space: the left column stands before it.
func (s *setter) cell(t *table, column int, c node, st setting) *part {
	r, ok := c.(*row)
	if !ok {
		return s.node(c, st)
	}
	if column > 0 && t.columns[column].free && t.columns[column].align == 'l' && t.name != "array" {
		return s.list(append([]node{&row{}}, r.items...), st)
	}
	return s.list(r.items, st)
}

// assembleTable puts cells in place; the baseline is the first row's.
func (s *setter) assembleTable(g grid, st setting, em float64) *part {
	t := g.t
	xs, right := columnPlaces(g, em)
	out := &part{}
	y := 0.0
	labels := s.labels(t)
	thickness := ruleThickness * em
	for i := range g.cells {
		rules := 0
		if i < len(t.rules) {
			rules = t.rules[i]
		}
		if i > 0 {
			y -= g.depths[i-1] + g.heights[i] + t.jot*em + t.rows[i-1].skip*em
			if !t.small && t.jot == 0 && (rules > 0 || len(t.partialAt(i)) > 0) {
				y -= 0.1 * em
			}
		}
		s.tableRow(g, i, xs, right, y, out)
		for n := range rules {
			top := y + g.heights[i] + float64(n)*0.2*em + 0.1*em
			out.Rules = append(out.Rules, Rule{0, top, right, thickness, glyphColor(st)})
			out.Height = max(out.Height, top+thickness)
		}
		for _, r := range t.partialAt(i) {
			if left, width := partPlace(g, r, xs, em); width > 0 {
				top := y + g.heights[i] + 0.1*em
				out.Rules = append(out.Rules, Rule{left, top, width, thickness, glyphColor(st)})
				out.Height = max(out.Height, top+thickness)
			}
		}
		if labels != nil && labels[i] != nil {
			tag := s.node(labels[i], setting{scale: 1})
			out.Tags = append(out.Tags, Tag{y, &tag.Box})
		}
		if i == 0 {
			out.Height = max(out.Height, g.heights[0])
		}
		out.Depth = max(out.Depth, g.depths[i]-y)
	}
	if last := len(g.cells); last < len(t.rules) {
		for n := range t.rules[last] {
			low := -out.Depth - 0.05*em
			if n > 0 {
				low -= 0.2 * em
			}
			out.Rules = append(out.Rules, Rule{0, low - thickness, right, thickness, glyphColor(st)})
			out.Depth = thickness - low
		}
	}
	for _, r := range t.partialAt(len(g.cells)) {
		if left, width := partPlace(g, r, xs, em); width > 0 {
			low := -out.Depth - 0.05*em
			out.Rules = append(out.Rules, Rule{left, low - thickness, width, thickness, glyphColor(st)})
			out.Depth = thickness - low
		}
	}
	for i, c := range t.columns {
		for n := range c.rules {
			x := xs[i] - columnGap(t, i)*em/2 - float64(n)*0.2*em
			if c.align == 0 {
				x = right - float64(n)*0.2*em - thickness
			}
			if i == 0 {
				x = float64(n) * 0.2 * em
			}
			out.Rules = append(out.Rules, Rule{x, -out.Depth, thickness, out.Height + out.Depth, glyphColor(st)})
		}
	}
	out.Width = right
	return out
}

// partialAt gives the rules over some columns above a row.
func (t *table) partialAt(i int) []partRule {
	if i < len(t.partial) {
		return t.partial[i]
	}
	return nil
}

// partPlace is where a rule over some columns lies: it takes half the room
// beside them, unless it is trimmed.
func partPlace(g grid, r partRule, xs []float64, em float64) (left, width float64) {
	last := min(r.last, len(xs)-1)
	if r.first > last {
		return 0, 0
	}
	left = xs[r.first]
	right := xs[last] + g.widths[last]
	if !r.trimmed {
		left -= columnGap(g.t, r.first) * em / 2
	}
	if !r.trimmedR && last+1 < len(xs) {
		right += columnGap(g.t, last+1) * em / 2
	} else if !r.trimmedR && g.t.edge {
		right += g.t.gap / 4 * em
	}
	return left, right - left
}

// columnGap is the room before a column, in em.
func columnGap(t *table, i int) float64 {
	c := t.columns[i]
	switch {
	case i == 0 && t.edge && !c.free:
		return t.gap / 2
	case i == 0 && !c.free:
		return 0
	case c.align == 0 && t.edge:
		return t.gap / 2
	case c.free:
		return c.gap
	}
	return t.gap
}

// columnPlaces gives the left edge of each column and the right edge of all.
func columnPlaces(g grid, em float64) (xs []float64, right float64) {
	x := 0.0
	for i := range g.t.columns {
		x += columnGap(g.t, i) * em
		xs = append(xs, x)
		x += g.widths[i]
	}
	if n := len(g.t.columns); g.t.edge && n > 0 && g.t.columns[n-1].align != 0 {
		x += g.t.gap / 2 * em
	}
	if g.t.name == "multline" && len(g.cells) > 1 {
		x += 2 * em
	}
	return xs, x
}

func (s *setter) tableRow(g grid, i int, xs []float64, right, y float64, out *part) {
	at := 0
	for k := range g.t.rows[i].cells {
		if at >= len(xs) {
			return
		}
		span := 1
		if spans := g.t.rows[i].spans; k < len(spans) {
			span = spans[k]
		}
		p := g.cells[i][at]
		width := g.widths[at]
		if last := at + span - 1; span > 1 && last < len(xs) {
			width = xs[last] + g.widths[last] - xs[at]
		}
		x := xs[at]
		align := g.t.columns[at].align
		if span > 1 {
			align = 'c'
		}
		if g.t.name == "multline" && len(g.cells) > 1 {
			width = right
			x = 0
			switch i {
			case 0:
				align = 'l'
			case len(g.cells) - 1:
				align = 'r'
			}
		}
		switch align {
		case 'r':
			x += width - p.Width
		case 'c':
			x += (width - p.Width) / 2
		}
		out.put(&p.Box, x, y)
		at += span
	}
}

// labels are the nodes at the margin, by row; nil if there are none.
func (s *setter) labels(t *table) []node {
	w := mathWriter{tree: s.tree, numbered: s.numbered}
	return w.labels(t)
}
