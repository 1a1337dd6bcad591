package report

import (
	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
	"reckon/report/math"
)

// equation numbers a displayed formula: as a whole or, where its lines say
// which of them have numbers, line by line as LaTeX does.
func (r *numberer) equation(n *ast.MathBlock) {
	numbered := n.Numbered && r.front.Of("equation").Switch.Or(true) || n.Label != "" && r.front.Of("equation").Switch != markdown.Off
	if n.Tree == nil {
		return
	}
	lines := n.Tree.Lines()
	if n.Parts || byLine(lines) {
		r.equationLines(n, lines, numbered)
		return
	}
	if l := lines[0]; len(lines) == 1 && l.Tag != "" {
		r.add(n, r.withoutMargin(r.tagged(l)), n.Label, n.At)
		return
	}
	if !numbered || n.Label == "" && unnumbered(lines) {
		if n.Label != "" || len(r.pending) > 0 {
			r.add(n, target{}, n.Label, n.At)
		}
		return
	}
	r.add(n, r.next("equation"), n.Label, n.At)
}

// byLine tells whether lines say which of them have numbers.
func byLine(lines []math.Line) bool {
	labels, tags, without := 0, 0, 0
	for _, l := range lines {
		if l.Label != "" {
			labels++
		}
		if l.Tag != "" {
			tags++
		}
		if l.Unnumbered {
			without++
		}
	}
	return len(lines) > 1 && (labels > 1 || tags > 0 || without > 0 && without < len(lines))
}

func unnumbered(lines []math.Line) bool {
	for _, l := range lines {
		if !l.Unnumbered {
			return false
		}
	}
	return true
}

// tagged is what a \tag says instead of a number.
func (r *numberer) tagged(l math.Line) target {
	t := r.numbered("equation", l.Tag)
	if l.Bare {
		t.Label, t.Words = l.Tag, r.wordsFor("equation", l.Tag)
	}
	return t
}

// equationLines numbers the lines of a formula. Parts of one equation share
// its number: 3a, 3b.
func (r *numberer) equationLines(n *ast.MathBlock, lines []math.Line, numbered bool) {
	whole := target{Number: document.Number{Kind: "equation"}}
	if n.Parts && numbered {
		whole = r.next("equation")
	}
	numbers := make([]string, len(lines))
	each := make([]target, len(lines))
	own := false // the block's label is that of a line
	for i, l := range lines {
		switch {
		case l.Tag != "":
			each[i] = r.tagged(l)
		case !numbered || l.Unnumbered && l.Label == "":
			continue
		case n.Parts:
			each[i] = r.numbered("equation", whole.number+r.letter("equation "+whole.number))
			each[i].template = r.front.Of("subequation").Template
		default:
			each[i] = r.next("equation")
		}
		numbers[i] = each[i].number
		if whole.Words == "" {
			whole = each[i]
		}
		own = own || l.Label != "" && markdown.NormaliseLabel(l.Label) == n.Label
	}
	n.Tree = n.Tree.WithNumbers(numbers...)
	label := n.Label
	if own {
		label = ""
	}
	r.add(n, r.withoutMargin(whole), label, n.At)
	for i, l := range lines {
		if l.Label == "" {
			continue
		}
		t := each[i]
		t.node, t.ID = n, r.doc.Numbers[n].ID
		r.register(markdown.NormaliseLabel(l.Label), t, l.LabelAt)
	}
}

// withoutMargin leaves the number at the margin to the formula, whose lines
// have their own. References print it all the same.
func (r *numberer) withoutMargin(t target) target {
	t.printed = true
	return t
}
