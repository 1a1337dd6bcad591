package math

import "slices"

// Cut sets the formula in display style in several lines at any price that is
// lower than making it small: lines are cut before relations and operators and
// behind commas, and where that is not enough, fractions and delimiters that
// are wider than a line are opened, a fraction with a slash. It is nil where
// even that leaves a part wider than width.
func (t *Tree) Cut(size, width float64) []Row {
	if numbered(t.root) != nil {
		return nil
	}
	s := newSetter(t, size)
	flats := flattenSetting(t.root.items, setting{mathStyle: mathStyle{display: true}, scale: 1})
	if rows := s.parts(flats).cutRows(size, width, 0); rows != nil {
		return rows
	}
	flats = s.unfold(nil, flats, width-cutIndent*size, 0)
	l := s.parts(flats)
	for depth := range unfoldMost {
		if rows := l.cutRows(size, width, depth); rows != nil {
			return rows
		}
	}
	return nil
}

const (
	cutIndent  = 2.0 // of the lines behind the first, in ems
	unfoldMost = 6   // how deep parts are opened
)

// cutRows fills lines that end where no more than so many delimiters are open.
func (l partLine) cutRows(size, width float64, depth int) []Row {
	var rows []Row
	cuts := l.cuts(depth)
	for from := 0; from < len(l.parts); {
		x := 0.0
		if from > 0 {
			x = size
			if l.classes[from] != rel {
				x = cutIndent * size
			}
		}
		to := len(l.parts)
		for i := len(cuts) - 1; x+l.cut(from, to).Width > width; i-- {
			if i < 0 || cuts[i] <= from {
				return nil
			}
			to = cuts[i]
		}
		rows = append(rows, Row{&l.cut(from, to).Box, x})
		from = to
	}
	return rows
}

// cuts lists the parts before which a line may end, at most so deep within
// delimiters; behind commas it may one deeper.
func (l partLine) cuts(most int) []int {
	var at []int
	depth := 0
	for i, c := range l.classes {
		switch c {
		case opening:
			depth++
		case closing:
			depth = max(0, depth-1)
		}
		if i == 0 || slices.Contains(l.powers, i) {
			continue
		}
		before := l.classes[i-1]
		switch {
		case before == punct && depth <= most+1,
			c == rel && before != rel && depth <= most,
			c == bin && depth <= most && before != rel:
			at = append(at, i)
		}
	}
	return at
}

// unfold opens the parts that are wider than a line.
func (s *setter) unfold(out, items []setFlat, width float64, depth int) []setFlat {
	for _, f := range items {
		if depth >= unfoldMost || s.node(f.node, f.setting).Width <= width {
			out = append(out, f)
			continue
		}
		mark := func(text string, cls class) {
			if text != "" {
				out = append(out, setFlat{&symbol{text: text, cls: cls, kind: operator}, f.setting})
			}
		}
		inside := func(n node, enclose bool) {
			inner := []node{n}
			if r, ok := n.(*row); ok {
				inner = r.items
			}
			flats := flattenSetting(inner, f.setting)
			if enclose = enclose && len(flats) > 1; enclose {
				mark("(", opening)
			}
			out = s.unfold(out, flats, width, depth+1)
			if enclose {
				mark(")", closing)
			}
		}
		switch n := f.node.(type) {
		case *fraction:
			if n.rule == 0 || n.num == nil || n.den == nil {
				out = append(out, f)
				continue
			}
			mark(n.open, opening)
			inside(n.num, true)
			mark("/", bin)
			inside(n.den, true)
			mark(n.close, closing)
		case *fenced:
			mark(n.open, opening)
			inside(n.body, false)
			mark(n.close, closing)
		case *row:
			inside(n, false)
		default:
			out = append(out, f)
		}
	}
	return out
}
