package math

import (
	"slices"
	"strconv"
	"strings"

	"reckon/internal/diag"
)

// environments are the tables that \begin{name} makes.
var environments = map[string]table{
	"matrix": {gap: 1}, "pmatrix": {gap: 1, open: "(", close: ")"}, "bmatrix": {gap: 1, open: "[", close: "]"}, "Bmatrix": {gap: 1, open: "{", close: "}"},
	"vmatrix": {gap: 1, open: "|", close: "|"}, "Vmatrix": {gap: 1, open: "‖", close: "‖"},
	"smallmatrix": {gap: 1.0 / 3, small: true}, "psmallmatrix": {gap: 1.0 / 3, small: true, open: "(", close: ")"}, "bsmallmatrix": {gap: 1.0 / 3, small: true, open: "[", close: "]"},
	"Bsmallmatrix": {gap: 1.0 / 3, small: true, open: "{", close: "}"}, "vsmallmatrix": {gap: 1.0 / 3, small: true, open: "|", close: "|"}, "Vsmallmatrix": {gap: 1.0 / 3, small: true, open: "‖", close: "‖"},
	"array": {gap: 1, edge: true}, "darray": {gap: 1, edge: true, style: styleDisplay}, "subarray": {small: true},
	"cases": {gap: 1, open: "{", stretch: 1.2, columns: leftColumns}, "dcases": {gap: 1, open: "{", stretch: 1.2, jot: 0.2, style: styleDisplay, columns: leftColumns},
	"rcases": {gap: 1, close: "}", stretch: 1.2, columns: leftColumns}, "drcases": {gap: 1, close: "}", stretch: 1.2, jot: 0.2, style: styleDisplay, columns: leftColumns},
	"aligned": aligned(false), "alignedat": aligned(false), "split": aligned(false), "gathered": gathered(false), "multlined": gathered(false),
	"align": aligned(true), "alignat": aligned(true), "flalign": aligned(true), "xalignat": aligned(true), "eqnarray": eqnarray, "gather": gathered(true), "multline": multline,
	"equation": single, "displaymath": single, "math": single,
}

var (
	leftColumns = []column{{align: 'l'}}
	eqnarray    = table{style: styleDisplay, jot: 0.3, lines: true, columns: []column{{align: 'r'}, {align: 'c', gap: 0.28, free: true}, {align: 'l', gap: 0.28, free: true}}}
	multline    = table{style: styleDisplay, jot: 0.3, lines: true, whole: true}
	single      = table{style: styleDisplay, lines: true, whole: true}
)

func aligned(lines bool) table { return table{style: styleDisplay, jot: 0.3, gap: 2, lines: lines} }

func gathered(lines bool) table { return table{style: styleDisplay, jot: 0.3, lines: lines} }

// Bounds of a table.
const (
	maxColumns = 60
	maxRules   = 4
)

// environment reads \begin{name} … \end{name}.
func (p *parser) environment(t token) node {
	name, at, ok := p.plain(t, needs("begin", 1))
	if !ok {
		return &failure{t.source()}
	}
	base := strings.TrimSuffix(name, "*")
	proto, known := environments[base]
	if !known {
		f := p.fail("math-unknown-environment", at, "no environment is called %q", name)
		f.Hint = diag.DidYouMean(name, sortedKeys(environments))
		proto = table{gap: 1}
	}
	tb := &proto
	tb.name = base
	tb.columns = slices.Clone(tb.columns)
	tb.rows = nil
	p.environmentArguments(tb, name, t)
	p.tables = append(p.tables, tb)
	face := p.face
	p.rows(tb, name != base)
	p.face = face
	p.tables = p.tables[:len(p.tables)-1]
	p.closeEnvironment(t, name)
	finishColumns(tb)
	return tb
}

// environmentArguments reads what stands behind \begin{name}.
func (p *parser) environmentArguments(tb *table, name string, t token) {
	switch tb.name {
	case "array", "darray", "subarray":
		if o, ok := p.optional(); ok {
			tb.top = firstByte(sourceOf(o))
		}
		spec, ok := p.raw(t, `\begin{`+name+`} needs columns, such as {lcr}`)
		if ok {
			p.columns(tb, spec)
		}
	case "aligned", "gathered", "alignedat", "multlined", "split":
		if o, ok := p.optional(); ok {
			tb.top = firstByte(sourceOf(o))
		}
		if tb.name == "alignedat" {
			p.plain(t, `\begin{`+name+`} needs the number of pairs of columns`)
			tb.gap = 0
		}
	case "alignat", "xalignat":
		p.plain(t, `\begin{`+name+`} needs the number of pairs of columns`)
		if tb.name == "alignat" {
			tb.gap = 0
		}
	default:
		if strings.HasSuffix(name, "matrix*") {
			if o, ok := p.optional(); ok {
				if c := firstByte(sourceOf(o)); c == 'l' || c == 'r' || c == 'c' {
					tb.columns = []column{{align: c}}
				}
			}
		}
	}
}

func firstByte(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}

// columns reads the specification of an array: l, c, r, |, @{…}, *{3}{c}.
func (p *parser) columns(tb *table, spec []token) {
	rules := 0
	gap, free := 0.0, false
	for i := 0; i < len(spec); i++ {
		t := spec[i]
		switch {
		case t.kind == blank:
		case t.kind == char && strings.ContainsRune("lcr", t.r):
			if len(tb.columns) < maxColumns {
				tb.columns = append(tb.columns, column{align: byte(t.r), rules: rules, gap: gap, free: free})
			}
			rules, gap, free = 0, 0, false
		case t.kind == char && (t.r == '|' || t.r == ':'):
			rules = min(rules+1, maxRules)
		case t.kind == char && strings.ContainsRune("@!><", t.r):
			inner, next := groupIn(spec, i+1)
			if t.r == '@' {
				gap, free = spacesIn(inner), true
			}
			i = next
		case t.kind == char && strings.ContainsRune("pmb", t.r):
			_, i = groupIn(spec, i+1)
			tb.columns = append(tb.columns, column{align: 'l', rules: rules})
			rules = 0
		case t.kind == char && t.r == '*':
			count, next := groupIn(spec, i+1)
			repeated, next := groupIn(spec, next+1)
			n := 0
			for _, c := range count {
				if c.r >= '0' && c.r <= '9' {
					n = min(n*10+int(c.r-'0'), maxColumns)
				}
			}
			for range n {
				if len(tb.columns) < maxColumns {
					p.columns(tb, slices.DeleteFunc(slices.Clone(repeated), func(t token) bool { return p.isChar(t, '*') }))
				}
			}
			i = next
		default:
			p.fail("math-misplaced", t.pos, "%s is no column of an array", t.source()).Hint = "columns are l, c and r; | draws a rule"
			return
		}
	}
	if rules > 0 {
		tb.columns = append(tb.columns, column{rules: rules}) // a rule at the right edge
	}
}

// groupIn takes {…} or one token at i; next is the index of its last token.
func groupIn(spec []token, i int) (inner []token, next int) {
	if i >= len(spec) {
		return nil, i
	}
	if spec[i].kind != lbrace {
		return spec[i : i+1], i
	}
	depth := 0
	for k := i; k < len(spec); k++ {
		switch spec[k].kind {
		case lbrace:
			depth++
		case rbrace:
			if depth--; depth == 0 {
				return spec[i+1 : k], k
			}
		}
	}
	return spec[i+1:], len(spec)
}

// spacesIn adds up the spaces of @{…}, in em.
func spacesIn(tokens []token) float64 {
	em := 0.0
	for _, t := range tokens {
		if t.kind == command {
			em += map[string]float64{"quad": 1, "qquad": 2, ",": 1.0 / 6, ":": 2.0 / 9, ";": 5.0 / 18, " ": 1.0 / 3, "enspace": 0.5}[t.text]
		}
	}
	return em
}

func endOfCell(t token) bool {
	return t.kind == align || t.kind == rbrace || t.kind == command && (t.text == `\` || t.text == "cr" || t.text == "end" || t.text == "newline")
}

// rows reads the cells up to \end.
func (p *parser) rows(tb *table, starred bool) {
	p.ruled(tb)
	r := tableRow{line: Line{Unnumbered: starred}}
	tb.rows = append(tb.rows, r)
	for !p.stopped {
		cur := &tb.rows[len(tb.rows)-1]
		if len(cur.cells) < maxColumns {
			cell, span := p.cell(tb)
			cur = &tb.rows[len(tb.rows)-1]
			cur.cells = append(cur.cells, cell)
			if span > 1 || cur.spans != nil {
				for len(cur.spans) < len(cur.cells)-1 {
					cur.spans = append(cur.spans, 1)
				}
				cur.spans = append(cur.spans, max(1, span))
			}
		} else {
			p.stop(p.peek().pos, "columns", maxColumns)
		}
		t := p.peek()
		switch {
		case t.kind == align:
			p.next()
		case t.kind == command && (t.text == `\` || t.text == "cr" || t.text == "newline"):
			p.next()
			cur.skip = p.skip(t)
			p.ruled(tb)
			if p.count(nil, t.pos); p.atEnd() {
				dropEmpty(tb)
				return
			}
			tb.rows = append(tb.rows, tableRow{line: Line{Unnumbered: starred}})
		case t.kind == rbrace && p.depth >= 0:
			if !p.braceInTable(t) {
				return
			}
		default: // \end or the end
			dropEmpty(tb)
			return
		}
	}
}

// braceInTable skips a brace that closes nothing; false if it may close a
// group outside, which then lacks an \end.
func (p *parser) braceInTable(t token) bool {
	if p.ended || p.stopped {
		return false
	}
	f := p.frames[len(p.frames)-1]
	for _, n := range f.tokens[f.next:] {
		if n.kind == command && n.text == "end" {
			p.next()
			p.fail("math-brace-unbalanced", t.pos, "} closes nothing")
			return true
		}
	}
	return false
}

// atEnd tells whether the environment ends here: a line's end before it makes
// no line.
func (p *parser) atEnd() bool {
	t := p.peekSolid()
	return t.kind == end || t.kind == command && t.text == "end"
}

func dropEmpty(tb *table) {
	if n := len(tb.rows); n > 1 {
		last := tb.rows[n-1]
		if len(last.cells) == 1 {
			if r, ok := last.cells[0].(*row); ok && len(r.items) == 0 {
				tb.rows = tb.rows[:n-1]
			}
		}
	}
}

func (p *parser) cell(tb *table) (node, int) {
	face := p.face
	defer func() { p.face = face }()
	if t := p.peekSolid(); t.kind == command && t.text == "multicolumn" {
		return p.multicolumn(t)
	}
	return p.row(endOfCell), 1
}

// multicolumn reads \multicolumn{2}{c}{…}.
func (p *parser) multicolumn(t token) (node, int) {
	p.next()
	count, at, ok := p.plain(t, needs("multicolumn", 3))
	if !ok {
		return &failure{}, 1
	}
	n := 0
	for _, c := range count {
		if c < '0' || c > '9' || n > maxColumns {
			n = 0
			break
		}
		n = n*10 + int(c-'0')
	}
	if n < 1 || n > maxColumns {
		p.fail("math-argument-missing", at, "%q is no number of columns", count)
		n = 1
	}
	p.raw(t, needs("multicolumn", 3))
	arg := p.arguments(t, 1)[0]
	rest := p.row(endOfCell)
	return &row{append([]node{arg}, rest.items...)}, n
}

// skip reads the optional length behind \\.
func (p *parser) skip(t token) float64 {
	p.star()
	if n := p.peek(); !p.isChar(n, '[') {
		return 0
	}
	at := p.peek().pos + 1
	tokens, _ := p.optional()
	text := strings.TrimSpace(sourceOf(tokens))
	return p.length(text, at)
}

// ruled reads \hline and its like before a row.
func (p *parser) ruled(tb *table) {
	n := 0
	dashed := false
	var partial []partRule
	for {
		t := p.peekSolid()
		if t.kind != command {
			break
		}
		switch t.text {
		case "hline", "toprule", "midrule", "bottomrule":
		case "hdashline":
			dashed = true
		case "cline", "cmidrule":
			p.next()
			if len(partial) < maxColumns {
				partial = append(partial, p.partRule(t)...)
			}
			continue
		default:
			t.kind = end
		}
		if t.kind == end {
			break
		}
		p.next()
		n = min(n+1, maxRules)
	}
	tb.rules = append(tb.rules, n)
	tb.dashed = append(tb.dashed, dashed)
	tb.partial = append(tb.partial, partial)
}

// partRule reads \cline{2-3} and \cmidrule(lr){2-3}.
func (p *parser) partRule(t token) []partRule {
	p.optional()
	var r partRule
	if open := p.peekSolid(); p.isChar(open, '(') {
		for !p.isChar(p.peek(), ')') && p.peek().kind == char {
			c := p.next()
			r.trimmed = r.trimmed || p.isChar(c, 'l')
			r.trimmedR = r.trimmedR || p.isChar(c, 'r')
		}
		if p.isChar(p.peek(), ')') {
			p.next()
		}
	}
	text, at, ok := p.plain(t, needs(t.text, 1))
	if !ok {
		return nil
	}
	from, to, found := strings.Cut(strings.ReplaceAll(text, " ", ""), "-")
	first, err := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if !found || err != nil || err2 != nil || first < 1 || last < first || last > maxColumns {
		p.fail("math-argument-missing", at, "%q is no range of columns", text).Hint = "write first-last, such as 2-3"
		return nil
	}
	r.first, r.last = first-1, last-1
	return []partRule{r}
}

func (p *parser) closeEnvironment(t token, name string) {
	e := p.peek()
	if e.kind != command || e.text != "end" {
		p.unclosedOr(e, "math-environment", t.pos, `\begin{%s} has no \end{%s}`, name, name)
		return
	}
	f := p.frames[len(p.frames)-1]
	p.next()
	got, at, ok := p.plain(e, needs("end", 1))
	if !ok || got == name {
		return
	}
	p.fail("math-environment", at, `\end{%s} closes \begin{%s}`, got, name).Hint = `write \end{` + name + `}`
	_ = f
}

// finishColumns gives each column its alignment where none was specified.
func finishColumns(tb *table) {
	width := 0
	for _, r := range tb.rows {
		n := len(r.cells)
		for _, s := range r.spans {
			n += s - 1
		}
		width = max(width, min(n, maxColumns))
	}
	fill := column{align: 'c'}
	given := len(tb.columns)
	if given > 0 && (strings.Contains(tb.name, "matrix") || strings.HasSuffix(tb.name, "cases")) {
		fill = tb.columns[0]
	}
	for i := given; i < width; i++ {
		c := fill
		switch tb.name {
		case "aligned", "alignedat", "split", "align", "alignat", "flalign", "xalignat":
			c = column{align: "rl"[i%2]}
			if i%2 == 1 {
				c.free = true // what belongs together stands together
			}
		}
		tb.columns = append(tb.columns, c)
	}
}

// substack reads lines that stand under an operator.
func (p *parser) substack(t token) node {
	open := p.peekSolid()
	if open.kind != lbrace {
		return p.arguments(t, 1)[0]
	}
	p.next()
	tb := &table{name: "substack", small: true}
	for {
		tb.rows = append(tb.rows, tableRow{cells: []node{p.row(func(t token) bool {
			return t.kind == rbrace || t.kind == command && t.text == `\`
		})}})
		if n := p.peek(); n.kind != command || n.text != `\` {
			break
		}
		s := p.next()
		tb.rows[len(tb.rows)-1].skip = p.skip(s)
		p.count(nil, s.pos)
	}
	p.closeGroup(open)
	finishColumns(tb)
	return tb
}
