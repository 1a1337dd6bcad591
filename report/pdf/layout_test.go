package pdf

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reckon/report/document"
)

func testRenderer() *renderer {
	return newRenderer(&document.Document{Lang: "en", Words: document.WordsOf("en")})
}

func set(r *renderer, text string, width float64) []string {
	p := r.paragraph(bodyStyle())
	p.text(text, bodyStyle())
	var out []string
	for _, l := range p.lines(lineWidths{width, width}) {
		var b strings.Builder
		for _, q := range l.pieces {
			b.WriteString(q.text)
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

func TestLines(t *testing.T) {
	for _, test := range []struct {
		name, text string
		width      float64
		want       string
	}{
		{"one line", "A short line.", 300, "A short line."},
		{"spaces collapse", "  a \n  b ", 300, "a b"},
		{"hyphenated", "reproducibility optimization", 60, "reproducibil-|ity optimiza-|tion"},
		{"no-break space", "about 3.09\u00a0W and more words here", 62, "about 3.09\u00a0W|and more|words here"},
		{"minus stays", "below −4 and −4 and −4 degrees", 52, "below −4|and −4 and|−4 degrees"},
		{"dash", "either—or—neither", 50, "either—|or—|neither"},
		{"compound", "tide-water well-known", 50, "tide-water|well-|known"},
		{"soft hyphen", "abcdef\u00adghijkl", 40, "abcdef-|ghijkl"},
		{"soft hyphen unused", "abcdef\u00adghijkl", 300, "abcdefghijkl"},
		{"too long", "WWWWWWWWWW", 40, "WWW|WWW|WWW|W"},
		{"URL", "see https://example.org/path/to", 90, "see|https://example.|org/path/to"},
		{"unit", "about 2\u00a0×\u00a010⁻¹⁰ W it is", 60, "about|2\u00a0×\u00a010⁻¹⁰ W|it is"},
		{"date", "on 2026-01-05 it", 40, "on 2026-|01-05 it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(set(testRenderer(), test.text, test.width), "|"); got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

// East Asian text is broken between characters, but no line begins with a
// closing mark or ends with an opening one.
func TestEastAsianBreaks(t *testing.T) {
	for _, test := range []struct {
		a, b rune
		want bool
	}{
		{'脑', '耗', true}, {'脑', '，', false}, {'（', '脑', false}, {'）', '脑', true}, {'。', '「', true}, {'「', '」', false},
		{'カ', 'ー', false}, {'a', '脑', false}, {'々', '脑', true}, {'」', '。', false},
	} {
		if got := breakBetween(classOf(test.a), classOf(test.b)); got != test.want {
			t.Errorf("%c|%c: %v", test.a, test.b, got)
		}
	}
}

// A quarter space stands between Han and Latin letters, none beside marks; two
// marks that meet lose half a square.
func TestEastAsianSpaces(t *testing.T) {
	for _, test := range []struct {
		text string
		want float64 // in ems, beside the characters' own widths
	}{
		{"脑a", 0.25}, {"a脑", 0.25}, {"脑3脑", 0.5}, {"脑，a", 0}, {"）（", -0.5}, {"）。", -0.5}, {"脑脑", 0}, {"脑 a", -1},
	} {
		r := testRenderer()
		p := r.paragraph(bodyStyle())
		p.text(test.text, bodyStyle())
		sum := 0.0
		for _, it := range p.items {
			if it.kind == glueItem && it.text == "" {
				sum += it.width
			}
		}
		if test.want == -1 {
			if sum != 0 {
				t.Errorf("%s: a typed space and %v more", test.text, sum)
			}
			continue
		}
		if got := sum / bodyType.size; got != test.want {
			t.Errorf("%s: %v em, want %v", test.text, got, test.want)
		}
	}
}

// Where lines of Chinese text end: before an opening mark and behind a closing
// one beside Latin text, not between a number and its unit, and not before the
// last character alone.
func TestChineseLines(t *testing.T) {
	for _, test := range []struct {
		name, text string
		width      float64 // in characters
		want       string
	}{
		{"before an opening mark", "大脑的功率3W（图一）", 7.2, "大脑的功率3W|（图一）"},
		{"behind a closing mark", "大脑的功率，ABCDEF", 7.2, "大脑的功率，|ABCDEF"},
		{"unit", "皮层的功率约为 20 W", 9, "皮层的功率约为|20 W"},
		{"last character", "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄。", 35.05, "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天|地玄。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRenderer(&document.Document{Lang: "zh", Words: document.WordsOf("zh")})
			if got := strings.Join(set(r, test.text, test.width*bodyType.size), "|"); got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

// A space that was typed behind a full-width mark takes no room of its own.
func TestSpaceBehindMark(t *testing.T) {
	r := newRenderer(&document.Document{Lang: "zh", Words: document.WordsOf("zh")})
	width := func(text string) float64 {
		p := r.paragraph(bodyStyle())
		p.text(text, bodyStyle())
		w, _ := p.natural()
		return w
	}
	if a, b := width("结论。[5]"), width("结论。 [5]"); math.Abs(a-b) > 1e-9 {
		t.Errorf("%.1f and %.1f", a, b)
	}
}

// A mark has one class: what it means does not depend on the order of sets.
func TestMarksStandInOneSet(t *testing.T) {
	seen := map[rune]bool{}
	for _, c := range openingSet + closingSet + middleSet + smallSet {
		if seen[c] {
			t.Errorf("%c stands in two sets", c)
		}
		seen[c] = true
	}
}

// A label with Chinese and Latin text has a space between them, and the width
// that its chart made room for.
func TestLabelKeepsItsWidth(t *testing.T) {
	r := newRenderer(&document.Document{Lang: "zh", Words: document.WordsOf("zh")})
	face := bodyStyle().face()
	plain, label := r.shapeText(face, "合成ATP的产热"), r.label(face, "合成ATP的产热")
	sum := 0.0
	for _, run := range label.runs {
		sum += run.width
	}
	if math.Abs(sum-plain.width) > 1e-6 {
		t.Errorf("the label is %.1f wide, not %.1f", sum, plain.width)
	}
	if k := label.runs[0].adjust[1]; k < labelGap/2 {
		t.Errorf("%.0f thousandths of an em stand between 成 and A", k)
	}
}

// Whatever the text and the width: no character is lost, and no line is wider
// than the measure unless it is a single piece.
func TestLinesKeepText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zA-Z0-9.,;/–—-]{1,24}`), 1, 60).Draw(t, "words")
		width := rapid.Float64Range(12, 400).Draw(t, "width")
		text := strings.Join(words, " ")
		r := testRenderer()
		p := r.paragraph(bodyStyle())
		p.ragged = rapid.Bool().Draw(t, "ragged")
		p.text(text, bodyStyle())
		var b strings.Builder
		for _, l := range p.lines(lineWidths{width, width}) {
			for i, q := range l.pieces {
				if q.gap {
					continue
				}
				end := q.text
				if i == len(l.pieces)-1 {
					end = strings.TrimSuffix(end, "-")
				}
				b.WriteString(end)
			}
			if over := l.width - width; over > 4 && len(l.pieces) > 1 {
				t.Fatalf("a line of %d pieces is %.1f wider than %.1f", len(l.pieces), over, width)
			}
		}
		squeeze := func(s string) string { return strings.NewReplacer(" ", "", "-", "").Replace(s) }
		if squeeze(b.String()) != squeeze(text) {
			t.Fatalf("text changed\n got: %s\nwant: %s", b.String(), text)
		}
	})
}

// Whatever is to be placed: every slab is placed once and in order, figures
// aside; none overlaps another, and none leaves the page if it fits on one.
func TestPaginate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := testRenderer()
		f := r.flow()
		n := rapid.IntRange(1, 120).Draw(t, "n")
		floats := map[*slab]bool{}
		var lines []*slab // of notes
		for range n {
			f.space(rapid.Float64Range(0, 40).Draw(t, "gap"))
			h := rapid.Float64Range(1, 200).Draw(t, "height")
			switch rapid.IntRange(0, 6).Draw(t, "what") {
			case 0:
				f.group(true, func(g *flow) {
					g.add(&slab{height: h})
					g.space(5)
					g.add(&slab{height: 20})
				})
				for _, s := range f.list.slabs[len(f.list.slabs)-2:] {
					floats[s] = s.group != nil
				}
			case 1:
				f.add(&slab{height: h, after: never})
			case 2:
				text := &slab{height: rapid.Float64Range(1, 450).Draw(t, "note")}
				footnote := &note{slabs: []*slab{text}, height: text.height}
				lines = append(lines, text)
				if rapid.Bool().Draw(t, "in a figure") {
					f.group(true, func(g *flow) { g.add(&slab{height: h, notes: []*note{footnote}}) })
					floats[f.last()] = true
					break
				}
				f.add(&slab{height: h, notes: []*note{footnote}})
			default:
				f.add(&slab{height: h, after: rapid.IntRange(0, 900).Draw(t, "after")})
			}
		}
		all := f.list.slabs
		seen := map[*slab]int{}
		var order []*slab
		for _, plan := range r.paginate(all) {
			y := r.geo.top - 0.01
			for _, p := range plan.placed {
				if p.y < y-0.01 {
					t.Fatalf("a slab at %.2f begins above the end of the one before, %.2f", p.y, y)
				}
				y = p.y + p.height
				seen[p.slab]++
				if !floats[p.slab] {
					order = append(order, p.slab)
				}
			}
			for _, p := range plan.notes {
				seen[p.slab]++
				if y > p.y+0.01 && len(plan.placed) > 1 {
					t.Fatalf("a note at %.2f stands above the end of the text, %.2f", p.y, y)
				}
				y = p.y + p.height
			}
			if y > r.geo.bottom+0.5 && len(plan.placed) > 1 {
				t.Fatalf("a page ends at %.2f", y)
			}
		}
		for _, s := range append(lines, all...) {
			if seen[s] != 1 {
				t.Fatalf("a slab was placed %d times", seen[s])
			}
		}
		i := 0
		for _, s := range all {
			if !floats[s] {
				if order[i] != s {
					t.Fatal("slabs changed their order")
				}
				i++
			}
		}
	})
}

// In two columns every slab is placed once and in order, none overlaps another
// in its column, and none leaves the page.
func TestColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := testRenderer()
		f := r.flow()
		f.add(&slab{height: rapid.Float64Range(1, 600).Draw(t, "before")})
		f.add(&slab{height: 20, columns: spanning, after: never})
		n := rapid.IntRange(1, 150).Draw(t, "n")
		for range n {
			f.space(rapid.Float64Range(0, 10).Draw(t, "gap"))
			f.add(&slab{height: rapid.Float64Range(1, 300).Draw(t, "height"), columns: twoColumns, after: rapid.SampledFrom([]int{0, 0, 900, never}).Draw(t, "after")})
		}
		f.add(&slab{height: 30})
		all, i := f.list.slabs, 0
		for _, plan := range r.paginate(all) {
			foot := map[float64]float64{}
			for _, p := range plan.placed {
				if i >= len(all) || p.slab != all[i] {
					t.Fatal("slabs changed their order")
				}
				i++
				if y := max(foot[p.dx], r.geo.top); p.y < y-0.01 {
					t.Fatalf("a slab at %.2f begins above %.2f", p.y, y)
				}
				foot[p.dx] = p.y + p.height
				if foot[p.dx] > r.geo.bottom+0.5 {
					t.Fatalf("a column ends at %.2f", foot[p.dx])
				}
			}
		}
		if i != len(all) {
			t.Fatalf("%d of %d slabs were placed", i, len(all))
		}
	})
}

// Columns that go on overleaf end at the foot of the page, both.
func TestColumnsEndAtTheFoot(t *testing.T) {
	r := testRenderer()
	f := r.flow()
	f.add(&slab{height: 20, columns: spanning, after: never})
	for i := range 200 {
		f.space(4.5)
		f.add(&slab{height: 20 + float64(i%7)*3, columns: twoColumns})
	}
	plans := r.paginate(f.list.slabs)
	for i, plan := range plans[:len(plans)-1] {
		foot := map[float64]float64{}
		for _, p := range plan.placed {
			foot[p.dx] = p.y + p.height
		}
		for dx, y := range foot {
			if y < r.geo.bottom-1 && dx >= 0 {
				t.Errorf("on page %d the column at %.0f ends %.0f pt above the foot", i+1, dx, r.geo.bottom-y)
			}
		}
	}
}

// A caption of one line stands where the table or image in the middle of the
// text does.
func TestCaptionOfNarrow(t *testing.T) {
	for _, test := range []struct {
		name         string
		above, whole float64
		left         float64 // from that of the text
	}{
		{"as wide as the text", 336, 100, 0},
		{"no wider than the table", 120, 100, 108},
		{"wider than the table", 120, 200, 68},
		{"of several lines", 120, 500, 0},
	} {
		r := testRenderer()
		f := r.flow()
		f.above = extent{left: r.geo.left + (r.geo.measure-test.above)/2, width: test.above}
		f.placeCaption(test.whole)
		if got := f.left - r.geo.left; math.Abs(got-test.left) > 1e-9 {
			t.Errorf("%s: %.1f, want %.1f", test.name, got, test.left)
		}
	}
}

// The lines of a title are about equally long, and no more than needed.
func TestBalanced(t *testing.T) {
	r := testRenderer()
	st := bodyStyle()
	p := r.paragraph(st)
	p.ragged = true
	p.text("On conserved currents in theories with a compact symmetry", st)
	lines := p.balanced(lineWidths{240, 240})
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	if a, b := lines[0].width, lines[1].width; b < a*0.6 {
		t.Errorf("the lines are %.0f and %.0f wide", a, b)
	}
}

// A dot between facts stands within a line, not at its end.
func TestDotVanishes(t *testing.T) {
	for width := 30.0; width < 120; width += 7 {
		r := testRenderer()
		st := bodyStyle()
		p := r.paragraph(st)
		p.ragged = true
		for i := range 6 {
			if i > 0 {
				p.dot(st)
			}
			p.text("fact", st)
		}
		for _, l := range p.lines(lineWidths{width, width}) {
			var b strings.Builder
			for _, q := range l.pieces {
				b.WriteString(q.text)
			}
			if text := strings.TrimSpace(b.String()); strings.HasPrefix(text, "·") || strings.HasSuffix(text, "·") {
				t.Errorf("%.0f pt: %q", width, text)
			}
		}
	}
}
