package pdf

import (
	"math/rand/v2"
	"testing"
)

// A story is a vertical list as papers have it, made at random: paragraphs of
// some lines, formulas behind them, headings and figures.
func story(f *flow, parts int, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 1))
	lines := func(n int) {
		f.space(parSpace)
		for i := range n {
			s := f.add(&slab{height: bodyType.leading})
			switch {
			case n > 1 && i == n-2:
				s.after = widowLine
			case n > 1 && i == 0:
				s.after = clubLine
			}
		}
	}
	for range parts {
		switch k := random.IntN(10); {
		case k == 0:
			f.space(headingSpace[2][0])
			f.add(&slab{height: 16, after: never})
			f.space(headingSpace[2][1])
		case k < 3:
			f.space(figureSpace)
			f.group(true, func(g *flow) {
				g.add(&slab{height: 110 + 150*random.Float64()})
				g.add(&slab{gap: captionSpace, height: 24})
			})
			f.list.behind = figureSpace
		case k < 6:
			lines(1 + random.IntN(4))
			f.space(displaySpace)
			keepWithDisplay(f)
			f.add(&slab{height: 16 + 20*random.Float64()})
			f.space(displaySpace)
		default:
			lines(2 + random.IntN(9))
		}
	}
}

// Text with formulas, headings and figures fills its pages: at most one line
// is missing at the foot, and no page begins or ends with a single line of a
// paragraph.
func TestPagesEndAtTheFoot(t *testing.T) {
	pages, short, parted := 0, 0, 0
	for seed := range uint64(12) {
		r := testRenderer()
		f := r.flow()
		story(f, 150, seed)
		plans := r.paginate(f.list.slabs)
		for i, plan := range plans[:len(plans)-1] {
			pages++
			last := plan.placed[len(plan.placed)-1]
			if hole := r.geo.bottom - last.y - last.height; hole > bodyType.leading {
				short++
				t.Logf("story %d, page %d: %.0f pt stay empty", seed, i+1, hole)
			}
			if last.after >= leadingLine {
				parted++
				t.Logf("story %d, page %d parts what belongs together: %d", seed, i+1, last.after)
			}
		}
	}
	if short > pages/50 || parted > pages/50 {
		t.Errorf("of %d pages %d end high up, %d badly", pages, short, parted)
	}
}

// Figures stand in the order in which they came, and before a long table that
// came behind them.
func TestFiguresKeepTheirOrder(t *testing.T) {
	for seed := range uint64(20) {
		r := testRenderer()
		f := r.flow()
		story(f, 40, seed)
		f.table(func(g *flow) {
			for range 60 {
				g.add(&slab{height: 12, after: inBox})
			}
		})
		story(f, 40, seed+100)
		next := 0
		var order []*slab
		for _, s := range f.list.slabs {
			if s.group != nil && s.group.slabs[0] == s || s.barrier {
				order = append(order, s)
			}
		}
		for _, plan := range r.paginate(f.list.slabs) {
			for _, p := range plan.placed {
				if next < len(order) && p.slab == order[next] {
					next++
				}
			}
		}
		if next != len(order) {
			t.Errorf("story %d: %d of %d figures stand in order", seed, next, len(order))
		}
	}
}

// A long footnote begins below the line that refers to it and goes on
// overleaf; two lines of it at least stand on either page.
func TestLongNoteGoesOn(t *testing.T) {
	for before := 20; before < 44; before++ {
		r := testRenderer()
		f := r.flow()
		footnote := &note{}
		for range 30 {
			footnote.slabs = append(footnote.slabs, &slab{height: noteType.leading})
			footnote.height += noteType.leading
		}
		for i := range 90 {
			s := f.add(&slab{height: bodyType.leading})
			if i == before {
				s.notes = []*note{footnote}
			}
		}
		plans := r.paginate(f.list.slabs)
		for i, plan := range plans[:2] {
			if n := len(plan.notes); n == 1 {
				t.Errorf("behind %d lines: a single line of the note stands on page %d", before, i+1)
			}
		}
		last := plans[0].placed[len(plans[0].placed)-1]
		foot := last.y + last.height
		if len(plans[0].notes) > 0 {
			foot = plans[0].notes[len(plans[0].notes)-1].y + noteType.leading
		}
		if hole := r.geo.bottom - foot; hole > 2*bodyType.leading {
			t.Errorf("behind %d lines: %.0f pt of the first page stay empty", before, hole)
		}
	}
}

// A box of a few lines stays whole.
func TestBoxStaysWhole(t *testing.T) {
	for before := 30; before < 48; before++ {
		r := testRenderer()
		f := r.flow()
		for range before {
			f.add(&slab{height: bodyType.leading})
		}
		box := &frame{width: 300, pad: boxPad}
		g := f.sub(func(g *flow) { g.frames = []*frame{box} })
		f.space(blockSpace)
		f.boxed(box, func() {
			for range 5 {
				g.add(&slab{height: 13})
			}
		})
		for range 50 {
			f.add(&slab{height: bodyType.leading})
		}
		for i, plan := range r.paginate(f.list.slabs) {
			n := 0
			for _, p := range plan.placed {
				if len(p.frames) > 0 {
					n++
				}
			}
			if n != 0 && n != 5 {
				t.Errorf("behind %d lines: %d lines of the box stand on page %d", before, n, i+1)
			}
		}
	}
}

// A long text is divided without delay.
func BenchmarkPaginate(b *testing.B) {
	r := testRenderer()
	f := r.flow()
	story(f, 2400, 7)
	b.ReportAllocs()
	for b.Loop() {
		r.paginate(f.list.slabs)
	}
	b.ReportMetric(float64(len(r.paginate(f.list.slabs))), "pages")
}
