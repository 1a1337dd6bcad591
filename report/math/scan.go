package math

import "unicode"

type tokenKind uint8

const (
	end     tokenKind = iota
	char              // a character that stands for itself
	command           // \name, without the backslash; "\" for a line's end
	lbrace
	rbrace
	sup
	sub
	align // &
	blank
	param // #1 in a macro's body
)

type token struct {
	kind tokenKind
	text string
	r    rune
	pos  int // in runes from the beginning of the formula
}

// source gives the token as it was written, near enough for a message.
func (t token) source() string {
	switch t.kind {
	case end:
		return ""
	case command:
		return `\` + t.text
	case blank:
		return " "
	case param:
		return "#" + t.text
	}
	return string(t.r)
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// scan splits TeX into tokens. Comments run to the end of their line; hides is
// the place of one that hides something and that no line's end stops, or -1.
func scan(src []rune) (tokens []token, hides int) {
	hides = -1
	for i := 0; i < len(src); {
		r, start := src[i], i
		i++
		t := token{kind: char, r: r, pos: start}
		switch {
		case r == '\\':
			i = scanCommand(src, i, &t)
		case r == '{':
			t.kind = lbrace
		case r == '}':
			t.kind = rbrace
		case r == '^':
			t.kind = sup
		case r == '_':
			t.kind = sub
		case r == '&':
			t.kind = align
		case r == '%':
			for i < len(src) && src[i] != '\n' {
				i++
			}
			if i == len(src) && i > start+1 {
				hides = start
			}
			for i < len(src) && unicode.IsSpace(src[i]) {
				i++
			}
			continue
		case r == '#' && i < len(src) && src[i] >= '1' && src[i] <= '9':
			t.kind, t.text = param, string(src[i])
			i++
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && (r < 0x2000 || r > 0x200a):
			for i < len(src) && unicode.IsSpace(src[i]) {
				i++
			}
			t.kind = blank
		}
		tokens = append(tokens, t)
	}
	return tokens, hides
}

// scanCommand reads a command's name; i stands behind the backslash.
func scanCommand(src []rune, i int, t *token) int {
	t.kind = command
	start := i
	for i < len(src) && isLetter(src[i]) {
		i++
	}
	if i > start {
		t.text = string(src[start:i])
		for i < len(src) && unicode.IsSpace(src[i]) {
			i++
		}
		return i
	}
	if i < len(src) {
		t.text = string(src[i])
		if unicode.IsSpace(src[i]) {
			t.text = " "
		}
		return i + 1
	}
	t.kind = char // a backslash at the very end
	return i
}
