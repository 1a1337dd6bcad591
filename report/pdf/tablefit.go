package pdf

// fit gives the columns their widths.
func (t *tableLayout) fit() {
	gaps := t.gap * float64(len(t.columns)-1)
	least, most := gaps, gaps
	for i := range t.columns {
		c := &t.columns[i]
		c.most = max(c.most, 4)
		c.least = min(max(c.least, 4), c.most)
		least += c.least
		most += c.most
	}
	t.left, t.width = t.f.left, t.f.width
	if t.free() && (least > t.width || most > t.width*1.3) {
		t.width = min(most, max(t.f.r.geo.wide, min(least, t.f.r.geo.widest)))
		t.left -= (t.width - t.f.r.geo.measure) / 2
	}
	switch {
	case most <= t.width:
		t.natural(most)
	case least < t.width:
		t.share(t.width - gaps)
	default:
		share := (t.width - gaps) / (least - gaps) // words must be cut
		for i := range t.columns {
			t.columns[i].width = max(t.columns[i].least*share, 8)
		}
	}
	x := t.left
	for i := range t.columns {
		t.columns[i].left = x
		x += t.columns[i].width + t.gap
	}
}

const (
	fitStep = 4.0 // by which columns grow
	fitRows = 120 // rows that are looked at
)

// share gives every column its least width and then room to those that make
// the table lower by it.
func (t *tableLayout) share(room float64) {
	for i := range t.columns {
		t.columns[i].width = t.columns[i].least
		room -= t.columns[i].least
	}
	rows := t.rows[:min(len(t.rows), fitRows)]
	lines := make([][]int, len(rows))
	for k, row := range rows {
		lines[k] = make([]int, len(row.cells))
		for i, c := range row.cells {
			lines[k][i] = c.count(t.columns[i].width)
		}
	}
	for room >= fitStep {
		best, by, worth := -1, 0.0, 0.0
		for i := range t.columns {
			c := &t.columns[i]
			for step := fitStep; step <= room && c.width < c.most; step *= 2 {
				wider := min(step, c.most-c.width)
				if gain := t.gain(lines, i, c.width+wider) / wider; gain > worth {
					best, by, worth = i, wider, gain
				}
			}
		}
		if best < 0 {
			break
		}
		t.columns[best].width += by
		room -= by
		for k, row := range rows {
			if best < len(row.cells) {
				lines[k][best] = row.cells[best].count(t.columns[best].width)
			}
		}
	}
	t.spare(room)
}

// gain is by how many lines the table gets lower if a column is wider. A cell
// that gets lower without its row counts a little: the next column may follow.
func (t *tableLayout) gain(lines [][]int, i int, width float64) float64 {
	const alone = 0.2
	sum := 0.0
	for k := range lines {
		row := &t.rows[k]
		if i >= len(row.cells) || lines[k][i] <= 1 {
			continue
		}
		now, others := row.cells[i].count(width), 0
		for j, n := range lines[k] {
			if j != i {
				others = max(others, n)
			}
		}
		before := max(lines[k][i], others)
		sum += float64(before-max(now, others)) + alone*float64(lines[k][i]-now)
	}
	return sum
}

// spare divides what is left among the columns that could be wider.
func (t *tableLayout) spare(room float64) {
	want := 0.0
	for _, c := range t.columns {
		want += c.most - c.width
	}
	if want <= 0 {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		c.width += (c.most - c.width) * min(1, room/want)
	}
}

// count tells how many lines a cell takes at a width.
func (c *tableCell) count(width float64) int {
	if c.whole <= width+0.01 {
		return 1
	}
	if c.par == nil {
		return int(c.whole/max(width, 1)) + 1
	}
	return c.par.count(width)
}

// count fills lines without regard to their looks.
func (p *paragraph) count(width float64) int {
	lines, x, gap, run := 1, 0.0, 0.0, 0.0
	place := func() {
		if x > 0 && x+gap+run > width {
			lines++
			x = run
		} else {
			x += gap + run
		}
		gap, run = 0, 0
	}
	for i := range p.items {
		it := &p.items[i]
		switch {
		case it.kind == boxItem, it.kind == glueItem && i > 0 && p.items[i-1].kind == penaltyItem && p.items[i-1].penalty >= forbid:
			run += it.width
		case it.kind == glueItem:
			place()
			gap = it.width
		case it.penalty <= force:
			place()
			if i+1 < len(p.items) {
				lines++
				x = 0
			}
		case it.penalty < hyphens:
			place()
		}
	}
	place()
	return lines
}

// natural sets a table that has room: its columns as wide as they like, spread
// over the measure when they nearly fill it.
func (t *tableLayout) natural(most float64) {
	extra := 0.0
	if t.width-most < t.width*0.45 {
		extra = (t.width - most) / float64(len(t.columns))
	} else {
		t.left += (t.width - most) / 2
		t.width = most
	}
	for i := range t.columns {
		t.columns[i].width = t.columns[i].most + extra
	}
}
