// Package math reads TeX formulas and prints them as MathML and as boxes.
//
// [Parse] gives a [Tree], which is never nil: what could not be read is an
// error node in it, and a finding with its place. [Tree.MathML] is for pages,
// [Tree.Layout] for print; both set the same tree by TeX's rules, the latter
// in STIX Two Math. Numbers of equations are given by the caller, who counts:
// see [Tree.Lines].
package math

import (
	"maps"
	"slices"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// A Tree is a formula that was read. It is not changed by printing, and may be
// printed by several goroutines.
type Tree struct {
	TeX     string // the source
	root    *row
	lines   []*Line
	numbers []string // by line; see WithNumbers
}

// A Line is a part of a display that may have a number of its own: the whole
// formula, or each line of an align or gather environment.
type Line struct {
	Label      string   // of \label{…}
	LabelAt    diag.Pos // place of the label's name
	Tag        string   // text of \tag{…}, without parentheses
	Bare       bool     // \tag*: the tag has no parentheses
	Unnumbered bool     // by \nonumber or a starred environment
	Own        bool     // the environment by itself asks for a number

	tag node
}

// Parse reads a formula whose first character stands at at. Macros are names,
// with or without their backslash, and bodies with #1 to #9. Findings have
// columns in runes; the lines of a formula move them.
func Parse(tex string, at diag.Pos, macros map[string]string) (*Tree, diag.List) {
	return Reader{Macros: macros}.Parse(tex, at)
}

// A Reader reads formulas of one manuscript: with its macros, and with the
// units of its model, by default those that are built in.
type Reader struct {
	Macros map[string]string
	Units  *unit.Registry
}

// Parse is [Parse] with the macros and units of the reader.
func (r Reader) Parse(tex string, at diag.Pos) (*Tree, diag.List) {
	p := &parser{src: []rune(tex), at: at, units: r.Units}
	t := &Tree{TeX: tex, root: &row{}}
	p.declare(r.Macros)
	if len(p.src) > maxSource {
		p.stop(maxSource, "characters", maxSource)
		t.root.items = []node{&failure{string(p.src[:80]) + "…"}}
		return t, p.findings
	}
	tokens, hides := scan(p.src)
	p.push(tokens)
	never := func(token) bool { return false }
	t.root = p.row(never)
	if hides >= 0 && !p.stopped {
		p.hidden(hides)
	}
	t.lines = p.lines(t.root)
	mend(p.findings)
	p.findings.Sort()
	return t, p.findings
}

// hidden reports a comment that hides the end of the formula; what is missing
// there is then no mistake of its own.
func (p *parser) hidden(at int) {
	severity := diag.Warning
	if p.ended {
		severity = diag.Error
		p.findings = slices.Delete(p.findings, p.endFinding, p.endFinding+1)
	}
	f := p.fail("math-comment", at, "%% hides the rest of the formula")
	f.Severity, f.Hint = severity, `write \% for the sign`
}

// line is where \label and \tag belong: the row of an environment that has
// numbers, or the whole formula.
func (p *parser) line() *Line {
	for _, tb := range slices.Backward(p.tables) {
		switch {
		case tb.lines && tb.whole && len(tb.rows) > 0:
			return &tb.rows[0].line
		case tb.lines && len(tb.rows) > 0:
			return &tb.rows[len(tb.rows)-1].line
		}
	}
	return &p.tag
}

// lines gathers the lines of the outermost environment with numbers, else the
// formula's own.
func (p *parser) lines(root *row) []*Line {
	if tb := numbered(root); tb != nil {
		n := len(tb.rows)
		if tb.whole {
			n = min(n, 1)
		}
		lines := make([]*Line, n)
		for i := range lines {
			lines[i] = &tb.rows[i].line
			lines[i].Own = !lines[i].Unnumbered
		}
		if len(lines) == 1 && lines[0].Label == "" && lines[0].Tag == "" {
			tag := p.tag
			if tag.Label != "" || tag.tag != nil {
				tag.Own = lines[0].Own
				*lines[0] = tag
			}
		}
		return lines
	}
	line := p.tag
	return []*Line{&line}
}

// numbered finds the table that has numbers, if the formula consists of one.
func numbered(root *row) *table {
	var found *table
	for _, n := range root.items {
		if tb, ok := n.(*table); ok && tb.lines && found == nil {
			found = tb
		}
	}
	return found
}

// Lines tells what may be numbered, from top to bottom; never empty.
func (t *Tree) Lines() []Line {
	lines := make([]Line, len(t.lines))
	for i, l := range t.lines {
		lines[i] = *l
	}
	if len(lines) == 0 {
		lines = []Line{{}}
	}
	return lines
}

// WithNumbers returns the same formula with a number for each line of
// [Tree.Lines], printed as given ("3.1" is set as (3.1)); "" gives none. A tag
// wins over a number.
func (t *Tree) WithNumbers(numbers ...string) *Tree {
	u := *t
	u.numbers = slices.Clone(numbers)
	return &u
}

// labelOf is what stands at the margin of line i; nil for nothing.
func (t *Tree) labelOf(i int) node {
	if i >= len(t.lines) {
		return nil
	}
	l := t.lines[i]
	switch {
	case l.tag != nil && l.Bare:
		return l.tag
	case l.tag != nil:
		return &row{[]node{&words{text: "("}, l.tag, &words{text: ")"}}}
	case i < len(t.numbers) && t.numbers[i] != "":
		return &words{text: "(" + t.numbers[i] + ")"}
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
