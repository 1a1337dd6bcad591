package math

import (
	"strconv"
	"strings"
)

// CSS is what a page needs beside its math font to show the tables of
// [Tree.MathML]: browsers have no attributes for them any more.
const CSS = `math .math-l{text-align:left;text-align:-webkit-left}math .math-r{text-align:right;text-align:-webkit-right}math .math-c{text-align:center;text-align:-webkit-center}
math mtd{padding:.12em .5em}math mtd:first-child{padding-inline-start:0}math mtd:last-child{padding-inline-end:0}
math .math-small>mtr>mtd{padding:.05em .17em}math .math-align>mtr>mtd{padding:.2em 0}math .math-align .math-pair{padding-inline-start:2em}
math .math-align .math-apart{padding-inline-start:.28em}math .math-glue,math .math-numbered .math-tag{width:50%}
math .math-tag,math .math-align .math-tag{padding-inline-start:2em;text-align:right;text-align:-webkit-right}math .math-box{border:.06em solid;padding:.2em .3em}
math .math-bold{font-weight:bold}math .math-italic{font-style:italic}math .math-mono{font-family:monospace}
math .math-error{color:#b00020;font-family:monospace}
math .math-rule-t{border-top:.06em solid}math .math-rule-b{border-bottom:.06em solid}math .math-rule-l{border-left:.06em solid}math .math-rule-r{border-right:.06em solid}
math .math-cancel-up{background:linear-gradient(to top left,transparent calc(50% - .04em),currentColor,transparent calc(50% + .04em))}
math .math-cancel-down{background:linear-gradient(to top right,transparent calc(50% - .04em),currentColor,transparent calc(50% + .04em))}
math .math-cancel-x{background:linear-gradient(to top left,transparent calc(50% - .04em),currentColor,transparent calc(50% + .04em)),linear-gradient(to top right,transparent calc(50% - .04em),currentColor,transparent calc(50% + .04em))}
math .math-cancel-line{background:linear-gradient(transparent calc(50% - .04em),currentColor,transparent calc(50% + .04em))}
msub>:nth-child(2),msup>:nth-child(2),msubsup>:nth-child(n+2){font-feature-settings:"ssty" 1}
`

// MathML returns the formula as MathML Core, on its own line if display is
// set. Attributes have a fixed order; the TeX source is an annotation.
func (t *Tree) MathML(display bool) string {
	w := &mathWriter{tree: t}
	w.open("math", "xmlns", "http://www.w3.org/1998/Math/MathML")
	if display {
		w.attr("display", "block")
	}
	w.attr("alttext", t.Text())
	w.done()
	w.open("semantics")
	w.done()
	st := mathStyle{display: display}
	items := flatten(t.root.items, st)
	if tb := numbered(t.root); tb != nil {
		w.numbered = tb
	} else if label := t.labelOf(0); label != nil && display {
		items = []flat{{node: &tagged{body: t.root, label: label}, style: st}}
	}
	w.wrapped(items, st)
	w.open("annotation", "encoding", "application/x-tex")
	w.done()
	w.text(t.TeX)
	w.end("annotation")
	w.end("semantics")
	w.end("math")
	return w.b.String()
}

// tagged is a formula with its tag at the margin; only printers make it.
type tagged struct {
	body  *row
	label node
}

func (*tagged) class() class { return ord }

// mathStyle is what surroundings say about size and colour.
type mathStyle struct {
	display bool
	level   int // 0, 1 in scripts, 2 in scripts of scripts
	color   string
}

func (s mathStyle) script() mathStyle {
	return mathStyle{level: min(s.level+1, 2), color: s.color}
}

func (s mathStyle) inner() mathStyle {
	if !s.display {
		return s.script()
	}
	s.display = false
	return s
}

// to applies a style command.
func (s mathStyle) to(sw styleSwitch) mathStyle {
	switch sw {
	case styleDisplay:
		s.display, s.level = true, 0
	case styleText:
		s.display, s.level = false, 0
	case styleScript:
		s.display, s.level = false, 1
	case styleScriptScript:
		s.display, s.level = false, 2
	}
	return s
}

// A flat is a part of a row with the style that commands before it set.
type flat struct {
	node  node
	style mathStyle
	scale float64
}

// flatten resolves style and colour commands, which act on the rest of their
// group but do not make a group for spacing.
func flatten(items []node, st mathStyle) []flat {
	return appendFlat(nil, items, st, 1)
}

func appendFlat(out []flat, items []node, st mathStyle, scale float64) []flat {
	for _, n := range items {
		switch n := n.(type) {
		case nil:
		case *styled:
			out = appendFlat(out, n.body.items, st.to(n.style), scale)
		case *colored:
			inner := st
			inner.color = n.color
			out = appendFlat(out, n.body.items, inner, scale)
		case *resized:
			out = appendFlat(out, n.body.items, st, n.scale)
		default:
			out = append(out, flat{n, st, scale})
		}
	}
	return out
}

type mathWriter struct {
	b        strings.Builder
	tree     *Tree
	numbered *table
}

func (w *mathWriter) open(name string, attrs ...string) {
	w.b.WriteByte('<')
	w.b.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.attr(attrs[i], attrs[i+1])
	}
}

func (w *mathWriter) attr(name, value string) {
	w.b.WriteByte(' ')
	w.b.WriteString(name)
	w.b.WriteString(`="`)
	w.text(value)
	w.b.WriteByte('"')
}

func (w *mathWriter) done() { w.b.WriteByte('>') }

func (w *mathWriter) end(name string) {
	w.b.WriteString("</")
	w.b.WriteString(name)
	w.b.WriteByte('>')
}

func (w *mathWriter) leaf(name, text string, attrs ...string) {
	w.open(name, attrs...)
	w.done()
	w.text(text)
	w.end(name)
}

// text writes escaped text; what XML cannot hold becomes U+FFFD.
func (w *mathWriter) text(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			w.b.WriteString("&amp;")
		case r == '<':
			w.b.WriteString("&lt;")
		case r == '>':
			w.b.WriteString("&gt;")
		case r == '"':
			w.b.WriteString("&quot;")
		case r == '\n' || r == '\t':
			w.b.WriteRune(r)
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
			w.b.WriteRune('\ufffd')
		default:
			w.b.WriteRune(r)
		}
	}
}

// em prints a length in em with at most four digits.
func em(x float64) string {
	s := strconv.FormatFloat(x, 'f', 4, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "" || s == "-0" || s == "-" {
		s = "0"
	}
	return s + "em"
}

// spaceAround is the room that an operator has at its sides, in mu.
type spaceAround struct{ left, right float64 }

// row writes parts side by side, with TeX's spaces between them.
func (w *mathWriter) row(items []flat) {
	classes := make([]class, 0, len(items))
	where := make([]int, 0, len(items))
	for i, f := range items {
		if spaceless(f.node) {
			continue
		}
		classes = append(classes, f.node.class())
		where = append(where, i)
	}
	settle(classes)
	around := make([]spaceAround, len(items))
	before := make([]float64, len(items))
	for k := 1; k < len(classes); k++ {
		l, r := where[k-1], where[k]
		g := gap(classes[k-1], classes[k], items[r].style.level > 0)
		switch {
		case isOperator(items[l].node):
			around[l].right = g
		case isOperator(items[r].node):
			around[r].left = g
		default:
			before[r] = g
		}
	}
	for i, f := range items {
		if before[i] != 0 {
			w.space(before[i] / 18)
		}
		w.flat(f, around[i], w.form(items, i, classes, where))
	}
}

// form tells on which side of its operand a sign stands, where browsers would
// guess otherwise.
func (w *mathWriter) form(items []flat, i int, classes []class, where []int) string {
	s, ok := items[i].node.(*symbol)
	if !ok || s.kind != operator {
		return ""
	}
	switch s.cls {
	case opening:
		if s.text == "|" || s.text == "‖" {
			return "prefix"
		}
	case closing:
		if s.text == "|" || s.text == "‖" {
			return "postfix"
		}
	case bin:
		for k, at := range where {
			if at == i && classes[k] == ord && i > 0 {
				return "prefix"
			}
		}
	}
	return ""
}

func spaceless(n node) bool {
	switch n := n.(type) {
	case *space:
		return true
	case *row:
		return len(n.items) == 0 && false
	}
	return false
}

// isOperator tells whether a part is printed as mo, with scripts or without,
// so that it can carry its spaces.
func isOperator(n node) bool {
	switch n := n.(type) {
	case *symbol:
		return n.kind == operator
	case *scripts:
		return n.base != nil && isOperator(n.base)
	case *arrow, *middle:
		return true
	}
	return false
}

func (w *mathWriter) space(ems float64) {
	w.open("mspace", "width", em(ems))
	w.done()
	w.end("mspace")
}

// wrapped writes parts as one element.
func (w *mathWriter) wrapped(items []flat, st mathStyle) {
	if len(items) == 1 && items[0].style == st && items[0].scale == 1 {
		w.row(items)
		return
	}
	w.open("mrow")
	w.done()
	w.row(items)
	w.end("mrow")
}

// part writes any node as one element in a style.
func (w *mathWriter) part(n node, st mathStyle) {
	if n == nil {
		w.wrapped(nil, st)
		return
	}
	if r, ok := n.(*row); ok {
		w.wrapped(flatten(r.items, st), st)
		return
	}
	w.wrapped(flatten([]node{n}, st), st)
}
