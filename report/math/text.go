package math

import "strings"

// Text returns the formula as plain Unicode text, for a reader who has neither
// glyphs nor MathML: "p = P/n", "∑_(i=1)^n x_i".
func (t *Tree) Text() string {
	text := strings.Join(strings.Fields(plainText(t.root)), " ")
	return applied.Replace(text)
}

// apply stands behind the name of a function: a space, except before an
// opening sign.
const apply = "\u2061"

var applied = strings.NewReplacer(apply+" (", "(", apply+"(", "(", apply+" [", "[", apply+"[", "[", apply+" {", "{", apply+"{", "{", apply+" ", " ", apply, " ")

func plainText(n node) string {
	var b strings.Builder
	writeText(&b, n)
	return b.String()
}

// writeRow writes neighbours, with spaces around what stands between two.
func writeRow(b *strings.Builder, items []node) {
	flats := flatten(items, mathStyle{})
	var classes []class
	for _, f := range flats {
		if _, ok := f.node.(*space); !ok {
			classes = append(classes, f.node.class())
		}
	}
	settle(classes)
	k := 0
	for _, f := range flats {
		if _, ok := f.node.(*space); ok {
			writeText(b, f.node)
			continue
		}
		if s, ok := f.node.(*symbol); ok {
			unary := *s
			unary.cls = classes[k]
			writeSymbolText(b, &unary)
		} else if _, ok := f.node.(*classed); ok && (classes[k] == bin || classes[k] == rel) {
			b.WriteByte(' ')
			writeText(b, f.node)
			b.WriteByte(' ')
		} else {
			writeText(b, f.node)
		}
		k++
	}
}

// simple tells whether a text needs no parentheses as a part of something.
func simple(s string) bool {
	n := 0
	for _, r := range s {
		if strings.ContainsRune(" +−±=<>≤≥/⋅×,∗", r) {
			return false
		}
		n++
	}
	return n > 0
}

// operand is the text of a part, in parentheses unless it is simple.
func operand(n node) string {
	s := strings.TrimSpace(plainText(n))
	if simple(s) {
		return s
	}
	return "(" + s + ")"
}

func writeText(b *strings.Builder, n node) {
	switch n := n.(type) {
	case nil:
	case *symbol:
		writeSymbolText(b, n)
	case *row:
		writeRow(b, n.items)
	case *styled, *colored, *resized:
		writeRow(b, []node{n})
	case *words:
		b.WriteString(n.text)
	case *space:
		if n.mu > 0 {
			b.WriteByte(' ')
		}
	case *middle:
		b.WriteString(" " + n.delim + " ")
	case *failure:
		b.WriteString(n.text)
	case *scripts:
		writeScriptsText(b, n)
	case *fraction:
		if n.rule == 0 && n.open != "" {
			b.WriteString(n.open + operand(n.num) + " choose " + operand(n.den) + n.close)
			return
		}
		b.WriteString(operand(n.num) + "/" + operand(n.den))
	case *radical:
		mark := "√"
		if n.index != nil {
			switch plainText(n.index) {
			case "3":
				mark = "∛"
			case "4":
				mark = "∜"
			default:
				mark = "root " + operand(n.index) + " of "
			}
		}
		b.WriteString(mark + operand(n.body))
	case *fenced:
		b.WriteString(n.open)
		writeText(b, n.body)
		b.WriteString(n.close)
	case *accent:
		writeAccentText(b, n)
	case *bar:
		mark := accent{body: n.body, mark: 0x305, text: "\u0305"}
		if n.under {
			mark.mark, mark.text = 0x332, "\u0332"
		}
		writeAccentText(b, &mark)
	case *stack:
		writeText(b, n.base)
		writeMarked(b, "_", n.under)
		writeMarked(b, "^", n.over)
	case *arrow:
		b.WriteString(" " + string(n.mark))
		writeMarked(b, "_", n.under)
		writeMarked(b, "^", n.over)
		b.WriteByte(' ')
	case *phantom:
		if n.show {
			writeText(b, n.body)
		}
	case *table:
		writeTableText(b, n)
	default:
		writeRow(b, children(n))
	}
}

func writeSymbolText(b *strings.Builder, s *symbol) {
	text := s.text
	if s.kind == letter || s.kind == number {
		switch s.face {
		case faceDouble, faceScript, faceFraktur:
			text = inFace(text, s.face)
		}
	}
	if s.negated {
		text += "\u0338"
	}
	spaced := s.cls == bin || s.cls == rel
	if spaced {
		b.WriteByte(' ')
	}
	b.WriteString(text)
	switch {
	case s.kind == function:
		b.WriteString(apply)
	case spaced || s.cls == punct:
		b.WriteByte(' ')
	}
}

// inFace maps every character of a text to an alphabet.
func inFace(text string, f face) string {
	return strings.Map(f.in, text)
}

func writeScriptsText(b *strings.Builder, s *scripts) {
	base := strings.TrimRight(plainText(s.base), " "+apply)
	b.WriteString(base)
	writeMarked(b, "_", s.sub)
	if sym, ok := s.sup.(*symbol); ok && strings.Trim(sym.text, "′″‴⁗") == "" {
		b.WriteString(sym.text)
	} else {
		writeMarked(b, "^", s.sup)
	}
	if s.base != nil && s.base.class() == op {
		b.WriteString(apply)
	}
}

func writeMarked(b *strings.Builder, mark string, n node) {
	if n == nil {
		return
	}
	if small, ok := smallText(strings.TrimSpace(plainText(n)), mark); ok {
		b.WriteString(small)
		return
	}
	b.WriteString(mark + operand(n))
}

// smallText writes digits and signs as small characters, where all are there.
func smallText(s, mark string) (string, bool) {
	of := raisedText
	if mark == "_" {
		of = loweredText
	}
	var b strings.Builder
	for _, r := range s {
		c, ok := of[r]
		if !ok {
			return "", false
		}
		b.WriteRune(c)
	}
	return b.String(), s != ""
}

var raisedText, loweredText = inverted(superscripts, "0123456789+−()n"), inverted(subscripts, "0123456789+−()")

func inverted(m map[rune]rune, only string) map[rune]rune {
	out := map[rune]rune{}
	for small, r := range m {
		if strings.ContainsRune(only, r) {
			out[r] = small
		}
	}
	return out
}

func writeAccentText(b *strings.Builder, a *accent) {
	s := strings.TrimSpace(plainText(a.body))
	if len([]rune(s)) == 1 {
		b.WriteString(s + string(a.mark))
		return
	}
	b.WriteString("(" + s + ")" + a.text)
}

func writeTableText(b *strings.Builder, t *table) {
	b.WriteString(t.open)
	for i, r := range t.rows {
		if i > 0 {
			b.WriteString("; ")
		}
		for k, c := range r.cells {
			if k > 0 {
				b.WriteByte(' ')
			}
			writeText(b, c)
		}
	}
	b.WriteString(t.close)
}
