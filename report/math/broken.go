package math

// A Row is one line of a formula that takes several.
type Row struct {
	*Box
	X float64 // where it begins
}

// Broken sets the formula in display style in several lines, none wider than
// width. Lines are cut before relations, and those behind the first stand under
// its first relation, if there is room. It is nil where the formula cannot be
// cut so.
func (t *Tree) Broken(size, width float64) []Row {
	if numbered(t.root) != nil {
		return nil
	}
	s := newSetter(t, size)
	l := s.parts(flattenSetting(t.root.items, setting{mathStyle: mathStyle{display: true}, scale: 1}))
	cuts := l.relations()
	if len(cuts) == 0 {
		return nil
	}
	indent := l.cut(0, cuts[0]).Width + l.before[cuts[0]]
	if indent > width/2 || cuts[0] == 0 {
		indent = 2 * size
	}
	rows := l.rows(cuts, indent, width)
	narrow, wide := 0.0, width // as many rows may be possible in less: they are more alike then
	for range evenSteps {
		middle := (narrow + wide) / 2
		if even := l.rows(cuts, indent, middle); even != nil && len(even) == len(rows) {
			rows, wide = even, middle
		} else {
			narrow = middle
		}
	}
	return rows
}

const evenSteps = 8

// rows fills rows one after the other; nil if a part is too wide.
func (l partLine) rows(cuts []int, indent, width float64) []Row {
	var rows []Row
	for from := 0; from < len(l.parts); {
		x := 0.0
		if from > 0 {
			x = indent
		}
		to := len(l.parts)
		for i := len(cuts) - 1; i >= 0 && x+l.cut(from, to).Width > width; i-- {
			if cuts[i] <= from {
				return nil
			}
			to = cuts[i]
		}
		row := l.cut(from, to)
		if x+row.Width > width || from == 0 && to == cuts[0] && to > 0 {
			return nil // too wide, or the left side would stand alone
		}
		rows = append(rows, Row{&row.Box, x})
		from = to
	}
	return rows
}

// relations lists the parts before which a formula may be cut.
func (l partLine) relations() []int {
	var at []int
	depth := 0
	for i, c := range l.classes {
		switch c {
		case opening:
			depth++
		case closing:
			depth = max(0, depth-1)
		}
		if depth == 0 && c == rel && (i == 0 || l.classes[i-1] != rel) {
			at = append(at, i)
		}
	}
	return at
}
