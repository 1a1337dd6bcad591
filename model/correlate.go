package model

import (
	"math"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// A correlation joins two uncertain parameters: r is the coefficient between
// their normal scores, so that the shape of their distributions stays.
type correlation struct {
	a, b int
	r    float64
	at   diag.Pos
}

// maxCorrelated is the most parameters that may be correlated with each other,
// directly or through others.
const maxCorrelated = 200

// correlations reads the list of one file.
func (l *loader) correlations(section entry) {
	n := section.value
	if kindOf(n) != "list" {
		l.wrongShape(n, "correlations", "a list")
		return
	}
	for _, item := range n.Content {
		fields, spoilt := l.fields(item, "a correlation", correlationKeys)
		l.text(fields, "note", "a correlation")
		l.sources(fields, "a correlation")
		between, hasNames := fields["between"]
		s, hasR := l.str(fields, "r", "a correlation")
		if !hasNames || !hasR {
			if _, given := fields["r"]; !spoilt && (!hasNames || !given) {
				l.found.Add("value-missing", l.src.at(item), "a correlation has between: and r:, and one is missing").Hint = "write {between: [a, b], r: 0.9}"
			}
			continue
		}
		x, fs := parseLiteral(l.model.units, s, unit.Unit{}, "r of a correlation")
		l.found = append(l.found, fs...)
		pair := l.names2(between)
		if pair == nil || len(fs) > 0 {
			continue
		}
		if r := x.si(); !(r >= -1 && r <= 1) || !x.unit.Dimension().IsZero() {
			l.found.Add("correlation-invalid", s.at, "r must lie between -1 and 1, not %s", clip(s.text))
			continue
		}
		l.model.correlated = append(l.model.correlated, correlation{pair[0].index, pair[1].index, x.si(), l.src.at(item)})
	}
}

// names2 reads the names of two different uncertain parameters.
func (l *loader) names2(e entry) []*Quantity {
	n := e.value
	if kindOf(n) == "list" && len(n.Content) != 2 {
		l.found.Add("value-shape", l.src.at(n), "between must be a list of two names, not of %d", len(n.Content)).
			Hint = "write between: [NAME, NAME]"
		return nil
	}
	if kindOf(n) != "list" {
		l.wrongShape(n, "between", "a list of two names")
		return nil
	}
	var pair []*Quantity
	for _, c := range n.Content {
		s, ok := l.scalar(c, "between")
		if !ok {
			return nil
		}
		q := l.model.byName[s.text]
		switch {
		case q == nil:
			l.found.Add("name-unknown", s.at, "no quantity is called %q", clip(s.text)).Hint = diag.DidYouMean(s.text, l.model.suggested())
			return nil
		case q.Kind == Derived:
			l.found.Add("correlation-invalid", s.at, "%s is derived; only parameters are correlated by declaration", q.Name)
			return nil
		case q.typ.Unknown:
			return nil
		case q.Spread.None():
			l.found.Add("correlation-invalid", s.at, "%s has no uncertainty that could be correlated", q.Name).Hint = "state its range, sd, factor or distribution"
			return nil
		}
		pair = append(pair, q)
	}
	if pair[0] == pair[1] {
		l.found.Add("correlation-invalid", e.at, "%s cannot be correlated with itself", pair[0].Name)
		return nil
	}
	return pair
}

// checkCorrelations finds pairs given twice, and coefficients that no set of
// numbers can have together.
func (l *loader) checkCorrelations() {
	m := l.model
	first := map[[2]int]diag.Pos{}
	kept := m.correlated[:0]
	for _, c := range m.correlated {
		pair := [2]int{min(c.a, c.b), max(c.a, c.b)}
		if at, twice := first[pair]; twice {
			l.found.Add("name-duplicate", c.at, "the correlation of %s and %s is declared twice; first at %s", m.quantities[c.a].Name, m.quantities[c.b].Name, at)
			continue
		}
		first[pair] = c.at
		kept = append(kept, c)
	}
	m.correlated = kept
	done := map[int]bool{}
	for _, c := range m.correlated {
		group := m.correlatedWith(c.a)
		if done[group[0]] {
			continue
		}
		done[group[0]] = true
		if len(group) > maxCorrelated {
			l.found.Add("limit-passed", c.at, "at most %d parameters may be correlated with each other, and these are %d", maxCorrelated, len(group))
			m.correlated = nil
			return
		}
		if cholesky(m.matrix(group)) == nil {
			l.found.Add("correlation-invalid", c.at, "no quantities can have the correlations of %s and its partners together", m.quantities[c.a].Name).Hint = "make the coefficients smaller, or state the missing ones between the partners"
			m.correlated = nil
			return
		}
	}
}

// correlatedWith lists the parameters that one is correlated with, directly or
// through others, itself among them, in order.
func (m *Model) correlatedWith(i int) []int {
	in := map[int]bool{i: true}
	for changed := true; changed; {
		changed = false
		for _, c := range m.correlated {
			if in[c.a] != in[c.b] {
				in[c.a], in[c.b], changed = true, true, true
			}
		}
	}
	if len(in) == 1 {
		return nil
	}
	var group []int
	for i := range m.quantities {
		if in[i] {
			group = append(group, i)
		}
	}
	return group
}

func (m *Model) matrix(group []int) [][]float64 {
	at := map[int]int{}
	for k, i := range group {
		at[i] = k
	}
	r := make([][]float64, len(group))
	for k := range r {
		r[k] = make([]float64, len(group))
		r[k][k] = 1
	}
	for _, c := range m.correlated {
		a, okA := at[c.a]
		b, okB := at[c.b]
		if okA && okB {
			r[a][b], r[b][a] = c.r, c.r
		}
	}
	return r
}

// cholesky gives the lower triangle L with L Lᵀ = r for a positive semidefinite
// r, else nil. A pivot within 1e-9 of zero counts as zero.
func cholesky(r [][]float64) [][]float64 {
	const tiny = 1e-9
	n := len(r)
	l := make([][]float64, n)
	for i := range l {
		l[i] = make([]float64, n)
		for j := 0; j <= i; j++ {
			sum := r[i][j]
			for k := range j {
				sum -= l[i][k] * l[j][k]
			}
			switch {
			case i == j && sum < -tiny:
				return nil
			case i == j:
				l[i][j] = math.Sqrt(max(sum, 0))
			case l[j][j] > math.Sqrt(tiny):
				l[i][j] = sum / l[j][j]
			case math.Abs(sum) > math.Sqrt(tiny):
				return nil
			}
		}
	}
	return l
}

// correlatedScores gives normal draws for a parameter that have the declared
// correlations with those of its partners; nil where it has none. A partner
// that an override has made certain plays no part.
func (v *Values) correlatedScores(i int) []float64 {
	var group []int
	for _, k := range v.model.correlatedWith(i) {
		if !v.given[k].spread.None() {
			group = append(group, k)
		}
	}
	if len(group) < 2 {
		return nil
	}
	l := cholesky(v.model.matrix(group))
	if l == nil {
		return nil
	}
	row := l[indexOf(group, i)]
	score := make([]float64, draws)
	for k, w := range row {
		if w == 0 {
			continue
		}
		for d, u := range hypercube(v.model.quantities[group[k]].Name) {
			score[d] += w * normalQuantile(u)
		}
	}
	return score
}

func indexOf(list []int, x int) int {
	for i, y := range list {
		if y == x {
			return i
		}
	}
	return -1
}
