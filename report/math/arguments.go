package math

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"reckon/internal/diag"
)

// argument reads one argument of the command at t: a group, or one nucleus.
func (p *parser) argument(t token, what string, single bool) node {
	next := p.peekSolid()
	switch {
	case next.kind == end && p.ended, p.stopped:
		return &failure{}
	case next.kind == lbrace:
		if !p.enter(next.pos) {
			return &failure{}
		}
		defer p.leave()
		return p.count(p.group(), next.pos)
	case next.kind == char && single:
		p.next()
		if unicode.IsDigit(next.r) && next.r < 0x80 {
			return &symbol{text: string(next.r), kind: number, face: p.face, at: next.pos}
		}
		if next.r == '\'' {
			return primeMark(1)
		}
		return p.character(next)
	case next.kind == command && !p.ends(next) || next.kind == char:
		if n := p.nucleus(); n != nil {
			return p.count(n, next.pos)
		}
	}
	f := p.unclosedOr(next, "math-argument-missing", t.pos, "%s", what)
	if next.kind == sup || next.kind == sub {
		f.Hint = "braces show what belongs together"
	}
	return &failure{t.source()}
}

// unclosedOr reports a mistake that may be the end's fault.
func (p *parser) unclosedOr(next token, rule string, offset int, format string, args ...any) *diag.Finding {
	if next.kind == end {
		return p.unclosed(rule, offset, format, args...)
	}
	return p.fail(rule, offset, format, args...)
}

// ends tells whether a command closes something and so is no argument.
func (p *parser) ends(t token) bool {
	return slices.Contains([]string{"right", "end", `\`, "middle", "cr", "limits", "nolimits", "over", "atop", "choose"}, t.text)
}

// arguments reads n arguments of a command.
func (p *parser) arguments(t token, n int) []node {
	args := make([]node, n)
	for i := range args {
		if i > 0 && p.ended {
			args[i] = &failure{}
			continue
		}
		before := len(p.findings)
		args[i] = p.argument(t, needs(t.text, n), true)
		if _, bad := args[i].(*failure); bad && len(p.findings) > before {
			for k := i + 1; k < n; k++ {
				args[k] = &failure{}
			}
			break // one finding for one call
		}
	}
	return args
}

func needs(name string, n int) string {
	if n == 1 {
		return fmt.Sprintf(`\%s needs an argument`, name)
	}
	return fmt.Sprintf(`\%s needs %d arguments`, name, n)
}

// optional reads […] as tokens; ok is false where there is none.
func (p *parser) optional() (tokens []token, ok bool) {
	for p.peek().kind == blank {
		p.next()
	}
	open := p.peek()
	if !p.isChar(open, '[') {
		return nil, false
	}
	p.next()
	depth := 0
	for {
		t := p.peek()
		switch {
		case t.kind == end:
			p.unclosed("math-brace-unbalanced", open.pos, "[ is never closed")
			return tokens, true
		case t.kind == rbrace && depth == 0:
			p.fail("math-brace-unbalanced", open.pos, "[ is never closed")
			return tokens, true
		case p.isChar(t, ']') && depth == 0:
			p.next()
			return tokens, true
		case t.kind == lbrace:
			depth++
		case t.kind == rbrace:
			depth--
		}
		tokens = append(tokens, p.next())
	}
}

// sub parses tokens as a row of their own.
func (p *parser) subRow(tokens []token) *row {
	frames := p.frames
	p.frames = []frame{{tokens: tokens}}
	r := p.row(func(token) bool { return false })
	p.frames = frames
	return r
}

// raw reads {…} as tokens, or one token.
func (p *parser) raw(t token, what string) ([]token, bool) {
	for p.peek().kind == blank {
		p.next()
	}
	open := p.peek()
	switch open.kind {
	case end, rbrace, align:
		p.unclosedOr(open, "math-argument-missing", t.pos, "%s", what)
		return nil, false
	case lbrace:
	default:
		return []token{p.next()}, true
	}
	p.next()
	var tokens []token
	for depth := 0; ; {
		t := p.peek()
		switch t.kind {
		case end:
			p.unclosed("math-brace-unbalanced", open.pos, "{ is never closed")
			return tokens, false
		case lbrace:
			depth++
		case rbrace:
			if depth == 0 {
				p.next()
				return tokens, true
			}
			depth--
		}
		tokens = append(tokens, p.next())
	}
}

// plain reads {…} as text without meaning, such as a colour or a length.
func (p *parser) plain(t token, what string) (string, int, bool) {
	tokens, ok := p.raw(t, what)
	at := t.pos
	if len(tokens) > 0 {
		at = tokens[0].pos
	}
	return strings.TrimSpace(sourceOf(tokens)), at, ok
}

func sourceOf(tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		b.WriteString(t.source())
		if t.kind == command && isLetter(rune(t.text[0])) && i+1 < len(tokens) && tokens[i+1].kind == char && isLetter(tokens[i+1].r) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
