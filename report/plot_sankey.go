package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/model"
)

// imbalance is the share by which what enters a stage of a Sankey diagram may
// differ from what leaves it.
const imbalance = 0.005

// A stage gathers what enters and leaves a node.
type stage struct {
	in, out []string // expressions
	at      diag.Pos
}

// sankey reads :flows:, a list of
//
//	"From" > "To": EXPRESSION; ...
//
// A node is named by a text in quotes or by a quantity, which gives it a title.
func (p *plotter) sankey() {
	o, ok := p.n.Options.Lookup("flows")
	if !ok {
		p.fail("plot-empty", p.n.At, `write :flows: "From" > "To": EXPRESSION; ...`, "a Sankey diagram needs :flows:")
		return
	}
	pieces, offsets := splitAt(o.Value, ';')
	if len(pieces) > maxFlows {
		p.fail("limit-passed", o.ValueAt, "", "a Sankey diagram has at most %d flows", maxFlows)
		return
	}
	var stages []stage
	node := func(label string, at diag.Pos) int {
		i := slices.IndexFunc(p.chart.Nodes, func(n figures.Node) bool { return n.Label == label })
		if i < 0 {
			i = len(p.chart.Nodes)
			p.chart.Nodes = append(p.chart.Nodes, figures.Node{Label: label})
			stages = append(stages, stage{at: at})
		}
		return i
	}
	for i, piece := range pieces {
		if strings.TrimSpace(piece) == "" {
			continue
		}
		at := o.ValueAt.Advance(o.Value[:offsets[i]]).Right(leadingSpaces(piece))
		from, to, source, ok := cutFlow(piece)
		if !ok {
			p.fail("plot-flows", at, `write "From" > "To": EXPRESSION; the next flow behind a semicolon`, "a flow goes from one node to another and has an expression behind a colon")
			return
		}
		x := part{source: strings.TrimSpace(source), at: o.ValueAt.Advance(o.Value[:offsets[i]] + piece[:len(piece)-len(source)]).Right(leadingSpaces(source))}
		for _, one := range p.flowsOf(flow{from, to, x}) {
			if !p.flow(one, at, node, &stages) {
				return
			}
		}
	}
	if len(p.chart.Flows) == 0 {
		p.fail("plot-empty", o.ValueAt, `write "From" > "To": EXPRESSION; ...`, "a Sankey diagram needs at least one flow")
		return
	}
	if ring := p.circle(); ring != "" {
		p.fail("plot-flows", o.ValueAt, "flows run from left to right: give the returning flow a node of its own", "the flows run in a circle through %s", ring)
		return
	}
	p.stages(stages)
}

// A flow is one entry of :flows:.
type flow struct {
	from, to string
	part     part
}

// flowsOf gives one flow for each case where the expression is a list; then
// name[*] as a node is the member of the case.
func (p *plotter) flowsOf(f flow) []flow {
	cases, sources := p.m.Model.ByCase(f.part.source)
	if len(cases) == 0 {
		return []flow{f}
	}
	var all []flow
	for i, c := range cases {
		named := func(name string) string {
			if family, ok := strings.CutSuffix(name, "[*]"); ok && !strings.HasPrefix(name, `"`) {
				return family + "[" + c.Name + "]"
			}
			return name
		}
		all = append(all, flow{named(f.from), named(f.to), part{sources[i], f.part.label, f.part.at}})
	}
	return all
}

// flow adds one flow to the diagram.
func (p *plotter) flow(f flow, at diag.Pos, node func(string, diag.Pos) int, stages *[]stage) bool {
	v, _, ok := p.evaluatePart(f.part)
	if !ok {
		return false
	}
	if v.SI < 0 {
		p.fail("plot-flows", f.part.at, "turn the flow round, or change the sign", "the flow from %s to %s is negative", strings.TrimPrefix(f.from, `"`), strings.TrimPrefix(f.to, `"`))
		return false
	}
	if len(p.chart.Flows) == maxFlows {
		p.fail("limit-passed", at, "", "a Sankey diagram has at most %d flows", maxFlows)
		return false
	}
	a := node(p.nodeLabel(f.from), at)
	b := node(p.nodeLabel(f.to), at)
	(*stages)[a].out, (*stages)[b].in = append((*stages)[a].out, f.part.source), append((*stages)[b].in, f.part.source)
	p.chart.Flows = append(p.chart.Flows, figures.Flow{From: a, To: b, Value: p.unit.FromSI(v.SI), Text: p.beside(v)})
	return true
}

// maxFlows bounds one diagram.
const maxFlows = 300

// cutFlow takes `"From" > "To": EXPRESSION` apart.
func cutFlow(piece string) (from, to, source string, ok bool) {
	from, rest, ok1 := cutNode(piece, '>')
	to, source, ok2 := cutNode(rest, ':')
	return from, to, source, ok1 && ok2 && from != "" && to != "" && strings.TrimSpace(source) != ""
}

// cutNode reads a name up to a mark: in quotes, where the mark may stand in it,
// or bare.
func cutNode(text string, mark byte) (name, rest string, ok bool) {
	trimmed := strings.TrimLeft(text, " \n\t")
	if strings.HasPrefix(trimmed, `"`) {
		name, rest, ok = strings.Cut(trimmed[1:], `"`)
		rest = strings.TrimLeft(rest, " \n\t")
		if !ok || rest == "" || rest[0] != mark {
			return "", "", false
		}
		return `"` + strings.TrimSpace(name), rest[1:], true
	}
	i := strings.IndexByte(trimmed, mark)
	if i < 0 {
		return "", "", false
	}
	return strings.TrimSpace(trimmed[:i]), trimmed[i+1:], true
}

// nodeLabel is the text in quotes, or the title of a quantity.
func (p *plotter) nodeLabel(name string) string {
	if label, quoted := strings.CutPrefix(name, `"`); quoted {
		return label
	}
	if q := p.m.Model.Quantity(name); q != nil {
		if q.Case != nil {
			return q.Case.Label(p.doc.Lang)
		}
		return p.titleOf(q)
	}
	return name
}

// stages gives each node its value, that of all that leaves it or else of all
// that enters, and warns where the two differ.
func (p *plotter) stages(stages []stage) {
	for i, s := range stages {
		in, out := p.total(s.in, s.at), p.total(s.out, s.at)
		v := out
		if len(s.out) == 0 {
			v = in
		}
		if !v.OK {
			continue
		}
		p.chart.Nodes[i].Value = p.beside(v)
		if len(s.in) > 0 && len(s.out) > 0 && math.Abs(in.SI-out.SI) > imbalance*math.Max(in.SI, out.SI) {
			p.findings.Warn("plot-unbalanced", s.at, "%s enter %q, and %s leave it", p.short(in), p.chart.Nodes[i].Label, p.short(out)).
				Hint = "add the flow that is missing, or correct an expression"
		}
	}
}

// total adds the expressions of flows, so that its digits and interval follow
// from theirs.
func (p *plotter) total(sources []string, at diag.Pos) model.Value {
	if len(sources) == 0 {
		return model.Value{}
	}
	terms := make([]string, len(sources))
	for i, s := range sources {
		terms[i] = "(" + s + ")"
	}
	values, ok := p.under(p.scenario)
	if !ok {
		return model.Value{}
	}
	v, _, fs := values.Expression(strings.Join(terms, " + "), at)
	if fs.HasErrors() || v.Dim != p.unit.Dimension() {
		return model.Value{}
	}
	v.Unit = p.unit
	return v
}

// circle names the nodes of a ring of flows; empty where there is none.
func (p *plotter) circle() string {
	next := make([][]int, len(p.chart.Nodes))
	for _, f := range p.chart.Flows {
		next[f.From] = append(next[f.From], f.To)
	}
	state := make([]int8, len(next))
	var path []int
	var visit func(i int) []int
	visit = func(i int) []int {
		state[i] = 1
		path = append(path, i)
		for _, j := range next[i] {
			if state[j] == 1 {
				return append(slices.Clone(path[slices.Index(path, j):]), j)
			}
			if state[j] == 0 {
				if ring := visit(j); ring != nil {
					return ring
				}
			}
		}
		path = path[:len(path)-1]
		state[i] = 2
		return nil
	}
	for i := range next {
		if state[i] != 0 {
			continue
		}
		if ring := visit(i); ring != nil {
			var names []string
			for _, j := range ring {
				names = append(names, fmt.Sprintf("%q", p.chart.Nodes[j].Label))
			}
			return strings.Join(names, ", ")
		}
	}
	return ""
}
