package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/number"
	"reckon/report/markdown/ast"
)

// mostUsers is how many quantities a row names that use an assumption.
const mostUsers = 6

// assumptionTable lists what rests on no text that was read: assumed and
// unverified parameters, why, what uses them, and how far each moves the
// headline results. With headlines, what moves the first of them most comes
// first, then what moves the second, and so on: what moves none comes last.
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
		sizes []float64 // of the effects
	}
	var rows []entry
	for _, q := range r.pick(n) {
		if q.Kind != model.Assumed && (q.Kind != model.Cited || q.Evidence != model.Unverified) {
			continue
		}
		row := entry{cells: [][]gast.Node{r.quantityName(q), r.valueCell(q), r.whyCell(q), r.usersCell(users[q.Name])}}
		for _, h := range headlines {
			cell, size := r.shiftCell(q, h)
			row.cells, row.sizes = append(row.cells, cell), append(row.sizes, size)
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b entry) int { return slices.Compare(b.sizes, a.sizes) })
	order := r.registerColumns(n, len(heads))
	t := newTable(pickOf(aligns, order)...)
	t.header(pickOf(heads, order)...)
	for _, row := range rows {
		t.row(false, pickOf(row.cells, order)...)
	}
	n.AppendChild(n, t.table)
}

// registerWords are the columns of the table of assumptions as :columns: names
// them; the last stands for all headlines.
var registerWords = []string{"quantity", "value", "reason", "users", "effects"}

// registerColumns reads which of count columns to print, in which order: all of
// them where the author does not say.
func (r *resolver) registerColumns(n *ast.Generated, count int) []int {
	var order []int
	o, ok := n.Options.Lookup("columns")
	names, places := items(o.Value, o.ValueAt)
	for i, name := range names {
		k := slices.Index(registerWords, name)
		switch {
		case k < 0:
			f := r.findings.Add("option-invalid", places[i], "the table of assumptions has no column %q", name)
			if f.Hint = diag.DidYouMean(name, registerWords); f.Hint == "" {
				f.Hint = "its columns are " + strings.Join(registerWords, ", ")
			}
		case k < len(registerWords)-1:
			order = append(order, k)
		default:
			for e := k; e < count; e++ {
				order = append(order, e)
			}
		}
	}
	if !ok || len(order) == 0 {
		for i := range count {
			order = append(order, i)
		}
	}
	return order
}

func pickOf[T any](all []T, order []int) []T {
	picked := make([]T, len(order))
	for i, k := range order {
		picked[i] = all[k]
	}
	return picked
}

// whyCell gives the reason of an assumption, or where an unverified value is
// said to be from.
func (r *resolver) whyCell(q *model.Quantity) []gast.Node {
	if reason := r.modelText(q.Reasons); reason != "" {
		return words(reason)
	}
	return r.sourceCell(q)
}

// usersCell names what uses a quantity, the first few of many.
func (r *resolver) usersCell(names []string) []gast.Node {
	var used []gast.Node
	for i, name := range names {
		if i > 0 {
			used = append(used, gast.NewString([]byte(r.words.Mark("; ", "；"))))
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
	if size = max(math.Abs(low), math.Abs(high)); size < noShift {
		size = 0
	}
	from, to := r.percent(low), r.percent(high)
	nodes := words(fmt.Sprintf(r.words.To, from, to))
	if from == to {
		nodes = words(from)
	}
	if s.Tried && low != high {
		small := &ast.Span{Style: "note"}
		small.AppendChild(small, gast.NewString([]byte(r.words.Trial)))
		nodes = append(nodes, lineBreak(), small)
	}
	return nodes, size
}

// noShift is a relative change that prints as none.
const noShift = 5e-5

// percent prints a relative change with its sign.
func (r *resolver) percent(x float64) string {
	u, ok := r.m.Model.Units().Lookup("%")
	if !ok || math.Abs(x) < noShift {
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
