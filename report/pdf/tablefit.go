package pdf

// fit gives the columns their widths.
func (t *tableLayout) fit() {
	gaps := columnGap * float64(len(t.columns)-1)
	least, most := gaps, gaps
	for i := range t.columns {
		c := &t.columns[i]
		c.most = max(c.most, 4)
		c.least = min(max(c.least, 4), c.most)
		least += c.least
		most += c.most
	}
	t.left, t.width = t.f.left, t.f.width
	if t.f.width >= measure-1 && len(t.f.frames) == 0 && (least > t.width || most > t.width*1.3) {
		t.width = min(most, wide)
		t.left -= (t.width - measure) / 2
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
		x += t.columns[i].width + columnGap
	}
}

// share gives narrow columns what they ask for and divides the rest among the
// wide ones evenly, none below its least width.
func (t *tableLayout) share(room float64) {
	settled := make([]bool, len(t.columns))
	for {
		open, least := 0, 0.0
		for i, c := range t.columns {
			if !settled[i] {
				open++
				least += c.least
			}
		}
		if open == 0 {
			return
		}
		part, changed := room/float64(open), false
		for i := range t.columns {
			c := &t.columns[i]
			if settled[i] || c.most > part && c.least < part {
				continue
			}
			if c.width = c.most; c.most > part {
				c.width = c.least
			} else if room-c.most < least-c.least {
				continue // the others could not have their least width
			}
			settled[i], changed = true, true
			room -= c.width
			break
		}
		if changed {
			continue
		}
		for i := range t.columns {
			if c := &t.columns[i]; !settled[i] {
				c.width = c.least + (room-least)*(c.most-c.least)/max(t.slack(settled), 1e-9)
			}
		}
		return
	}
}

// slack is what the open columns would like beyond their least widths.
func (t *tableLayout) slack(settled []bool) float64 {
	s := 0.0
	for i, c := range t.columns {
		if !settled[i] {
			s += c.most - c.least
		}
	}
	return s
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
