package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/model"
	"reckon/model/number"
	"reckon/report/markdown/ast"
)

// mostUsers is how many quantities a row names that use an assumption.
const mostUsers = 6

// assumptionTable lists what rests on no text that was read: assumed and
// unverified parameters, why, what uses them, and how far each moves the
// headline results. With headlines, what moves the first of them most comes
// first.
func (r *resolver) assumptionTable(n *ast.Generated) {
	aligns := []east.Alignment{east.AlignLeft, east.AlignRight, east.AlignLeft, east.AlignLeft}
	heads := []string{r.words.Quantity, r.words.Value, r.words.Reason, r.words.UsedBy}
	var headlines []*model.Quantity
	if o, ok := n.Options.Lookup("headline"); ok {
		headlines = r.headlines(optionText{o.Value, o.ValueAt})
	}
	for _, h := range headlines {
		aligns = append(aligns, east.AlignLeft)
		heads = append(heads, fmt.Sprintf(r.words.Shift, r.titleOf(h)))
	}
	users := r.users()
	type entry struct {
		cells [][]gast.Node
		size  float64 // of the effect on the first headline
	}
	var rows []entry
	for _, q := range r.pick(n) {
		if q.Kind != model.Assumed && (q.Kind != model.Cited || q.Evidence != model.Unverified) {
			continue
		}
		row := entry{cells: [][]gast.Node{r.quantityName(q), r.valueCell(q), r.whyCell(q), r.usersCell(users[q.Name])}}
		for i, h := range headlines {
			cell, size := r.shiftCell(q, h)
			row.cells = append(row.cells, cell)
			if i == 0 {
				row.size = size
			}
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b entry) int { return cmp.Compare(b.size, a.size) })
	t := newTable(aligns...)
	t.header(heads...)
	for _, row := range rows {
		t.row(false, row.cells...)
	}
	n.AppendChild(n, t.table)
}

// whyCell gives the reason of an assumption, or where an unverified value is
// said to be from.
func (r *resolver) whyCell(q *model.Quantity) []gast.Node {
	if q.Reason != "" {
		return words(q.Reason)
	}
	return r.sourceCell(q)
}

// usersCell names what uses a quantity, the first few of many.
func (r *resolver) usersCell(names []string) []gast.Node {
	var used []gast.Node
	for i, name := range names {
		if i > 0 {
			used = append(used, gast.NewString([]byte("; ")))
		}
		if more := len(names) - mostUsers; i == mostUsers && more > 1 {
			return append(used, words(fmt.Sprintf(r.words.Other, strconv.Itoa(more)))...)
		}
		used = append(used, r.quantityName(r.m.Model.Quantity(name))...)
	}
	return used
}

// shiftCell tells from where to where a headline moves when an assumption goes
// through its 95 % interval, in percent of the headline's value; size is the
// larger of both.
func (r *resolver) shiftCell(q, headline *model.Quantity) (cell []gast.Node, size float64) {
	s, ok := r.values.Shift(q.Name, headline.Name)
	if !ok {
		return words(r.percent(0)), 0
	}
	now, _ := r.values.Nominal(headline.Name)
	if !s.Low.OK || !s.High.OK || now.SI == 0 {
		low, high := r.short(s.Low), r.short(s.High)
		if low == "" || high == "" {
			return words(low + high), math.Inf(1)
		}
		return words(fmt.Sprintf(r.words.To, low, high)), math.Inf(1)
	}
	a, b := s.Low.SI/now.SI-1, s.High.SI/now.SI-1
	low, high := min(a, b), max(a, b)
	size = max(math.Abs(low), math.Abs(high))
	nodes := words(fmt.Sprintf(r.words.To, r.percent(low), r.percent(high)))
	if low == high {
		nodes = words(r.percent(low))
	}
	if s.Tried && low != high {
		small := &ast.Span{Style: "note"}
		small.AppendChild(small, gast.NewString([]byte(r.words.Trial)))
		nodes = append(nodes, lineBreak(), small)
	}
	return nodes, size
}

// percent prints a relative change with its sign.
func (r *resolver) percent(x float64) string {
	u, ok := r.m.Model.Units().Lookup("%")
	if !ok || math.Abs(x) < 5e-5 {
		x = 0
	}
	v := model.Value{SI: x, Dim: u.Dimension(), Unit: u, OK: true}
	f := number.Format{Verb: 'g', Digits: 2}
	if x == 0 {
		f = number.Format{Verb: 'f', Digits: 0}
	}
	shown, err := r.print(v, f)
	if err != nil {
		return ""
	}
	if x > 0 {
		return "+" + shown
	}
	return shown
}
