package report

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/number"
	"reckon/report/markdown/ast"
)

// generated fills a table from the model.
func (r *resolver) generated(n *ast.Generated) {
	switch n.Of {
	case "quantities":
		r.quantityTable(n)
	case "claims":
		r.claimTable(n)
	case "assumptions":
		r.assumptionTable(n)
	}
}

// A tableBuilder makes a GFM table of nodes.
type tableBuilder struct {
	table  *east.Table
	aligns []east.Alignment
}

func newTable(aligns ...east.Alignment) *tableBuilder {
	t := east.NewTable()
	t.Alignments = aligns
	return &tableBuilder{t, aligns}
}

// row adds a row; each cell is a list of inline nodes.
func (b *tableBuilder) row(header bool, cells ...[]gast.Node) {
	row := east.NewTableRow(b.aligns)
	for i, nodes := range cells {
		cell := east.NewTableCell()
		cell.Alignment = b.aligns[i]
		for _, n := range nodes {
			cell.AppendChild(cell, n)
		}
		row.AppendChild(row, cell)
	}
	if header {
		b.table.AppendChild(b.table, east.NewTableHeader(row))
		return
	}
	b.table.AppendChild(b.table, row)
}

func (b *tableBuilder) header(names ...string) {
	var cells [][]gast.Node
	for _, name := range names {
		cells = append(cells, words(name))
	}
	b.row(true, cells...)
}

func words(s string) []gast.Node {
	if s == "" {
		return nil
	}
	return []gast.Node{gast.NewString([]byte(s))}
}

// lineBreak ends a line within a cell.
func lineBreak() gast.Node {
	t := gast.NewTextSegment(text.NewSegment(0, 0))
	t.SetHardLineBreak(true)
	return t
}

// items splits the argument of a generated table: names and patterns, parted
// by commas or spaces, with their places.
func items(body string, at diag.Pos) (names []string, places []diag.Pos) {
	start := -1
	flush := func(end int) {
		if start >= 0 {
			names = append(names, body[start:end])
			places = append(places, at.Advance(body[:start]))
			start = -1
		}
	}
	for i, c := range body {
		if c == ',' || c == ' ' || c == '\n' || c == '\t' {
			flush(i)
		} else if start < 0 {
			start = i
		}
	}
	flush(len(body))
	return names, places
}

// pick selects quantities by names and patterns; group.* means those of a
// group and those whose names begin so.
func (r *resolver) pick(n *ast.Generated) []*model.Quantity {
	all := r.m.Model.Quantities()
	names, places := items(n.Body, n.Src)
	if len(names) == 0 {
		return all
	}
	var picked []*model.Quantity
	for i, name := range names {
		before := len(picked)
		for _, q := range all {
			if matches(q, name) && !slices.Contains(picked, q) {
				picked = append(picked, q)
			}
		}
		if len(picked) == before && !slices.ContainsFunc(picked, func(q *model.Quantity) bool { return matches(q, name) }) {
			stem, group := strings.CutSuffix(name, ".*")
			hint := diag.DidYouMean(stem, r.quantityNames())
			if near, ok := strings.CutSuffix(hint, "?"); ok && group {
				hint = near + ".*?"
			}
			r.findings.Add("name-unknown", places[i], "no quantity or group is called %s", name).Hint = hint
		}
	}
	return picked
}

func matches(q *model.Quantity, pattern string) bool {
	if q.Family != nil && (pattern == q.Family.Name || pattern == q.Family.Name+"[*]") || pattern == q.Name {
		return true
	}
	if strings.Contains(pattern, "[") {
		return false
	}
	if group, ok := strings.CutSuffix(pattern, ".*"); ok && q.Group == group {
		return true
	}
	ok, err := path.Match(pattern, q.Name)
	return err == nil && ok
}

func (r *resolver) quantityNames() []string {
	var names []string
	for _, q := range r.m.Model.Quantities() {
		names = append(names, q.Name)
	}
	return append(names, r.m.Model.Groups()...)
}

func (r *resolver) quantityTable(n *ast.Generated) {
	if flag(n.Options, "cases") {
		r.caseTable(n)
		return
	}
	t := newTable(east.AlignLeft, east.AlignLeft, east.AlignRight, east.AlignLeft)
	t.header(r.words.Quantity, r.words.Symbol, r.words.Value, r.words.Source)
	for _, q := range r.pick(n) {
		t.row(false, r.quantityName(q), r.symbolCell(q), r.valueCell(q), r.sourceCell(q))
	}
	n.AppendChild(n, t.table)
}

func (r *resolver) titleOf(q *model.Quantity) string {
	if title := r.modelText(q.Title); title != "" {
		return title
	}
	return q.Name
}

// quantityName links a quantity to its ledger entry.
func (r *resolver) quantityName(q *model.Quantity) []gast.Node {
	link := &ast.EntryLink{Href: "#" + entryID(q.Name), Title: q.Name}
	link.AppendChild(link, gast.NewString([]byte(r.titleOf(q))))
	return []gast.Node{link}
}

func (r *resolver) symbolCell(q *model.Quantity) []gast.Node {
	if q.Symbol == "" {
		return nil
	}
	return []gast.Node{&ast.Math{TeX: q.Symbol, Tree: r.modelTeX(q.Symbol, q.At)}}
}

func (r *resolver) valueCell(q *model.Quantity) []gast.Node {
	if v := r.valueNode(q); v != nil {
		return []gast.Node{v}
	}
	return nil
}

// valueNode is a printed value of a quantity, as {val} would print it.
func (r *resolver) valueNode(q *model.Quantity) gast.Node {
	v, ok := get(r.values, q)
	if !ok {
		return nil
	}
	shown, err := r.print(v, number.Format{Digits: -1})
	if err != nil {
		shown = exact(v.Unit.FromSI(v.SI))
	}
	return &ast.Val{
		Body: q.Name, Shown: shown, Exact: exact(v.Unit.FromSI(v.SI)), Unit: v.Unit.String(),
		Name: q.Name, Entry: entryID(q.Name), Title: r.titleOf(q),
	}
}

// sourceCell says where a number is from: its sources and how well they were
// read, the reason of an assumption, or that it is derived.
func (r *resolver) sourceCell(q *model.Quantity) []gast.Node {
	nodes := citeNodes(q.Sources)
	kind := ""
	switch q.Kind {
	case model.Cited:
		if q.Evidence != model.Primary {
			kind = r.evidenceWord(q)
		}
	default:
		kind = r.kindWord(q)
	}
	if kind == "" {
		return nodes
	}
	if len(nodes) > 0 {
		kind = r.words.Mark(" (", "（") + kind + r.words.Mark(")", "）")
	}
	return append(nodes, gast.NewString([]byte(kind)))
}

func (r *resolver) kindWord(q *model.Quantity) string {
	switch q.Kind {
	case model.Cited:
		return r.words.Cited
	case model.Measured:
		return r.words.Measured
	case model.Assumed:
		return r.words.Assumed
	case model.Exact:
		return r.words.Exact
	}
	return r.words.Derived
}

func (r *resolver) evidenceWord(q *model.Quantity) string {
	if q.Kind != model.Cited {
		return ""
	}
	switch q.Evidence {
	case model.Primary:
		return r.words.Primary
	case model.Secondary:
		return r.words.Secondary
	}
	return r.words.Unverified
}

// claimTable prints declared claims: all, those named, or those with a verdict.
func (r *resolver) claimTable(n *ast.Generated) {
	names, places := items(n.Body, n.Src)
	var picked []*model.Claim
	var known []string
	for _, c := range r.m.Model.Claims() {
		known = append(known, c.ID)
	}
	if len(names) == 0 {
		names, places = []string{"*"}, []diag.Pos{n.Src}
	}
	for i, name := range names {
		found := false
		for _, c := range r.m.Model.Claims() {
			ok, err := path.Match(name, c.ID)
			if (err == nil && ok) || string(r.outcomes[c.ID].Verdict) == name {
				found = true
				if !slices.Contains(picked, c) {
					picked = append(picked, c)
				}
			}
		}
		if !found && name != "*" {
			r.findings.Add("claim-unknown", places[i], "no claim is called %s", name).Hint = diag.DidYouMean(name, known)
		}
	}
	aligns := []east.Alignment{east.AlignLeft, east.AlignLeft, east.AlignLeft, east.AlignLeft}
	heads := []string{r.words.Claim, r.words.Printed, r.words.Recomputed, r.words.VerdictOf}
	tipping := flag(n.Options, "tipping")
	if tipping {
		aligns, heads = append(aligns, east.AlignLeft), append(heads, r.words.Tipping)
	}
	t := newTable(aligns...)
	t.header(heads...)
	for _, c := range picked {
		row := r.claimRow(c)
		if tipping {
			row = append(row, r.tippingCell(c))
		}
		t.row(false, row...)
	}
	n.AppendChild(n, t.table)
}

// flag tells whether an option without a value is set.
func flag(options ast.Options, key string) bool {
	o, ok := options.Lookup(key)
	return ok && o.Value != "false"
}

func (r *resolver) claimRow(c *model.Claim) [][]gast.Node {
	o := r.outcomes[c.ID]
	text := []gast.Node{&ast.Anchor{ID: claimID(c.ID)}}
	text = append(text, words(r.modelText(c.Text))...)
	if cites := citeNodes(c.Sources); len(cites) > 0 {
		text = append(append(text, gast.NewString([]byte(" "))), cites...)
	}
	if note := r.modelText(c.Note); note != "" {
		small := &ast.Span{Style: "note"}
		small.AppendChild(small, gast.NewString([]byte(note)))
		text = append(text, lineBreak(), small)
	}
	verdict := string(o.Verdict)
	return [][]gast.Node{
		text,
		words(r.printedText(o.Printed)),
		r.recomputed(o),
		{&ast.Verdict{Verdict: verdict, Label: r.words.VerdictWord(verdict)}},
	}
}

// recomputed prints what the model gives for a claim, linked to its derivation,
// and for a conditional one what it gives under the condition.
func (r *resolver) recomputed(o model.Outcome) []gast.Node {
	shown := r.recomputedText(o)
	if shown == "" {
		return nil
	}
	nodes := words(shown)
	if q := r.m.Model.Quantity(o.Claim.Quantity); q != nil {
		v := o.Recomputed
		nodes = []gast.Node{&ast.Val{
			Body: q.Name, Shown: shown, Exact: exact(v.Unit.FromSI(v.SI)), Unit: v.Unit.String(),
			Name: q.Name, Entry: entryID(q.Name), Title: r.titleOf(q),
		}}
	}
	if under := r.short(o.Given); o.Verdict == model.Conditional && o.HasGiven && under != "" {
		small := &ast.Span{Style: "note"}
		small.AppendChild(small, gast.NewString([]byte(fmt.Sprintf(r.words.IfSo, under))))
		nodes = append(nodes, lineBreak(), small)
	}
	return nodes
}

// recomputedText gives the recomputed value of a claim, or both ends of a
// range; empty where there is none.
func (r *resolver) recomputedText(o model.Outcome) string {
	shown := r.short(o.Recomputed)
	if upper := r.short(o.Upper); shown != "" && upper != "" && o.Claim.Upper != "" {
		return fmt.Sprintf(r.words.To, shown, upper)
	}
	return shown
}

// short prints a value to three digits; empty for a condition.
func (r *resolver) short(v model.Value) string {
	if !v.OK || v.Bool {
		return ""
	}
	v.HasInterval = false
	shown, err := r.print(v, number.Format{Verb: 'g', Digits: 3})
	if err != nil {
		return exact(v.Unit.FromSI(v.SI))
	}
	return shown
}

// hyphened is a range as 5-10 %.
var hyphened = regexp.MustCompile(`^([0-9.]+(?:[eE][-+]?[0-9]+)?\s?[%‰]?)\s?-\s?([0-9].*)$`)

var scientific = regexp.MustCompile(`([0-9.]+)[eE]([+-]?)([0-9]+)`)

// printedText sets a claim's number, as its author typed it into the model, the
// way numbers are printed.
func (r *resolver) printedText(text string) string {
	text = hyphened.ReplaceAllString(text, "$1 to $2")
	if from, to, ok := strings.Cut(text, " to "); ok && !strings.ContainsAny(text, "<>") {
		text = fmt.Sprintf(r.words.To, from, to)
	}
	if r.words.Colon == "：" {
		text = strings.ReplaceAll(text, " %", "%")
	}
	text = lastUnit.ReplaceAllString(text, "$1\u00a0$2")
	return scientific.ReplaceAllStringFunc(text, func(s string) string {
		m := scientific.FindStringSubmatch(s)
		power := ""
		if m[2] == "-" {
			power = "⁻"
		}
		for _, d := range strings.TrimLeft(m[3], "0") {
			power += string([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[d-'0'])
		}
		return m[1] + "\u00a0×\u00a010" + power
	})
}

// lastUnit is the space before a unit at the end of what a claim prints.
var lastUnit = regexp.MustCompile(`([0-9⁰¹²³⁴⁵⁶⁷⁸⁹]) ([^ 0-9]\S*)$`)
