package math

import "strings"

// Text returns the formula as plain Unicode text, for a reader who has neither
// glyphs nor MathML: "p = P/n", "∑_(i=1)^n x_i".
func (t *Tree) Text() string {
	return strings.Join(strings.Fields(plainText(t.root)), " ")
}

func plainText(n node) string {
	var b strings.Builder
	writeText(&b, n)
	return b.String()
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
		for _, c := range children(n) {
			writeText(b, c)
		}
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
	if spaced || s.cls == punct || s.kind == function {
		b.WriteByte(' ')
	}
}

// inFace maps every character of a text to an alphabet.
func inFace(text string, f face) string {
	return strings.Map(f.in, text)
}

func writeScriptsText(b *strings.Builder, s *scripts) {
	base := strings.TrimRight(plainText(s.base), " ")
	b.WriteString(base)
	writeMarked(b, "_", s.sub)
	if sym, ok := s.sup.(*symbol); ok && strings.Trim(sym.text, "′″‴⁗") == "" {
		b.WriteString(sym.text)
	} else {
		writeMarked(b, "^", s.sup)
	}
	if s.base != nil && s.base.class() == op {
		b.WriteByte(' ')
	}
}

func writeMarked(b *strings.Builder, mark string, n node) {
	if n != nil {
		b.WriteString(mark + operand(n))
	}
}

func writeAccentText(b *strings.Builder, a *accent) {
	s := strings.TrimSpace(plainText(a.body))
	if len([]rune(s)) == 1 && !a.under {
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
