package math

import (
	"slices"
	"strings"
)

// A macro is a command declared by the author.
type macro struct {
	params int
	option []token // the default of an optional first argument
	body   []token
	opt    bool
}

// declare takes the macros of the front matter: a name, with or without its
// backslash, and a body in which #1 to #9 are arguments.
func (p *parser) declare(macros map[string]string) {
	p.macros = map[string]macro{}
	for name, body := range macros {
		tokens, _ := scan([]rune(body))
		p.macros[strings.TrimPrefix(name, `\`)] = macro{params: highestParam(tokens), body: tokens}
	}
}

func highestParam(tokens []token) int {
	n := 0
	for _, t := range tokens {
		if t.kind == param {
			n = max(n, int(t.text[0]-'0'))
		}
	}
	return n
}

// expand replaces a call of a macro, which stands next, by its body; false if
// t is none.
func (p *parser) expand(t token) bool {
	m, ok := p.macro(t.text)
	if !ok {
		return false
	}
	p.next()
	if p.expanded++; p.expanded > maxExpansions {
		p.stop(t.pos, "macro calls", maxExpansions).Hint = `does \` + t.text + " call itself?"
		return true
	}
	args := make([][]token, m.params)
	first := 0
	if m.opt {
		if o, ok := p.optional(); ok {
			args[0] = o
		} else {
			args[0] = m.option
		}
		first = 1
	}
	for i := first; i < m.params; i++ {
		arg, ok := p.raw(t, needs(t.text, m.params))
		if !ok {
			break // reported
		}
		args[i] = arg
	}
	var out []token
	for _, b := range m.body {
		if b.kind == param {
			if i := int(b.text[0] - '1'); i < len(args) {
				out = append(out, args[i]...)
			}
		} else {
			b.pos = t.pos // a mistake in the body is shown at the call
			out = append(out, b)
		}
		if len(out) > maxTokens {
			p.stop(t.pos, "tokens", maxTokens)
			return true
		}
	}
	p.push(out)
	return true
}

// define reads \newcommand, \renewcommand, \providecommand and \def.
func (p *parser) define(t token) {
	nameTokens, ok := p.raw(t, needs(t.text, 2))
	if !ok {
		return
	}
	nameTokens = slices.DeleteFunc(nameTokens, func(t token) bool { return t.kind == blank })
	if len(nameTokens) != 1 || nameTokens[0].kind != command {
		p.fail("math-macro", t.pos, `\%s needs the name of a command`, t.text).Hint = `write it as \` + t.text + `{\name}{…}`
		return
	}
	m := macro{}
	if t.text == "def" {
		for p.peek().kind == param {
			m.params = int(p.next().text[0] - '0')
		}
	} else if n, ok := p.optional(); ok {
		count := sourceOf(n)
		if len(count) != 1 || count[0] < '0' || count[0] > '9' {
			p.fail("math-macro", t.pos, "a macro has 0 to 9 arguments, not %q", count)
		} else {
			m.params = int(count[0] - '0')
		}
		if m.option, m.opt = p.optional(); m.opt && m.params == 0 {
			m.params = 1
		}
	}
	body, ok := p.raw(t, needs(t.text, 2))
	if !ok {
		return
	}
	if high := highestParam(body); high > m.params {
		p.fail("math-macro", t.pos, `\%s uses #%d but declares %d arguments`, nameTokens[0].text, high, m.params)
	}
	m.body = body
	p.setMacro(nameTokens[0].text, m)
}

func (p *parser) setMacro(name string, m macro) {
	if p.macros == nil {
		p.macros = map[string]macro{}
	}
	p.macros[name] = m
}

// defineOperator reads \DeclareMathOperator.
func (p *parser) defineOperator(t token) {
	star := p.star()
	name, ok := p.raw(t, needs(t.text, 2))
	if !ok || len(name) != 1 || name[0].kind != command {
		if ok {
			p.fail("math-macro", t.pos, `\%s needs the name of a command`, t.text)
		}
		return
	}
	body, ok := p.raw(t, needs(t.text, 2))
	if !ok {
		return
	}
	call := []token{{kind: command, text: "operatorname"}}
	if star {
		call = append(call, token{kind: char, r: '*'})
	}
	call = append(call, token{kind: lbrace, r: '{'})
	call = append(append(call, body...), token{kind: rbrace, r: '}'})
	p.setMacro(name[0].text, macro{body: call})
}
