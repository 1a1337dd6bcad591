package math

import (
	"fmt"
	"unicode"
)

var superscripts = map[rune]rune{
	'⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9',
	'⁺': '+', '⁻': '−', '⁼': '=', '⁽': '(', '⁾': ')', 'ⁿ': 'n', 'ⁱ': 'i',
}

var subscripts = map[rune]rune{
	'₀': '0', '₁': '1', '₂': '2', '₃': '3', '₄': '4', '₅': '5', '₆': '6', '₇': '7', '₈': '8', '₉': '9',
	'₊': '+', '₋': '−', '₌': '=', '₍': '(', '₎': ')', 'ₐ': 'a', 'ₑ': 'e', 'ₒ': 'o', 'ₓ': 'x', 'ᵢ': 'i', 'ⱼ': 'j', 'ₖ': 'k', 'ₙ': 'n', 'ₘ': 'm', 'ₜ': 't',
}

// raisedDigits reads ⁻³ where it has no base.
func (p *parser) raisedDigits(t token) node {
	p.frames[len(p.frames)-1].next--
	return p.scripts(nil, t.pos)
}

// typedScript gathers characters such as ⁻³ or ₂ into a row.
func (p *parser) typedScript(of map[rune]rune) node {
	r := &row{}
	for {
		t := p.peek()
		if t.kind != char || of[t.r] == 0 {
			return r
		}
		p.next()
		c := of[t.r]
		if last, ok := lastSymbol(r); ok && unicode.IsDigit(c) && last.kind == number {
			last.text += string(c)
			continue
		}
		if unicode.IsDigit(c) {
			r.items = append(r.items, &symbol{text: string(c), kind: number, at: t.pos})
			continue
		}
		r.items = append(r.items, p.character(token{kind: char, r: c, pos: t.pos}))
	}
}

func lastSymbol(r *row) (*symbol, bool) {
	if len(r.items) == 0 {
		return nil, false
	}
	s, ok := r.items[len(r.items)-1].(*symbol)
	return s, ok
}

// scripts reads what follows a nucleus: ^, _, primes, \limits.
func (p *parser) scripts(base node, at int) node {
	s := &scripts{base: base}
	primes := 0
	for {
		t := p.peekSolid()
		switch {
		case t.kind == sup:
			p.next()
			p.script(&s.sup, t, "superscript")
		case t.kind == sub:
			p.next()
			p.script(&s.sub, t, "subscript")
		case p.isChar(t, '\'') || p.isChar(t, '’'):
			p.next()
			if s.sup != nil {
				p.fail("math-double-script", t.pos, "a prime follows a superscript").Hint = "write the prime first, or braces: {x^2}'"
				continue
			}
			primes++
		case t.kind == char && superscripts[t.r] != 0:
			p.typed(&s.sup, superscripts, t, "superscript")
		case t.kind == char && subscripts[t.r] != 0:
			p.typed(&s.sub, subscripts, t, "subscript")
		case t.kind == command && limitCommands[t.text] != 0:
			p.next()
			if base == nil || base.class() != op {
				p.fail("math-misplaced", t.pos, `\%s does not follow an operator`, t.text).Hint = `\mathop{…} makes one`
			}
			s.limits = limitCommands[t.text] - 1
		default:
			return p.finishScripts(s, primes)
		}
	}
}

// limitCommands give a mode plus one.
var limitCommands = map[string]limitsMode{"limits": limitsYes + 1, "nolimits": limitsNo + 1, "displaylimits": limitsAuto + 1}

func (p *parser) finishScripts(s *scripts, primes int) node {
	s.sup, s.sub = filled(s.sup), filled(s.sub)
	switch {
	case primes > 0 && s.sup != nil:
		s.sup = &row{[]node{primeMark(primes), s.sup}}
	case primes > 0:
		s.sup = primeMark(primes)
	}
	if s.sup == nil && s.sub == nil && s.limits == limitsAuto {
		return s.base
	}
	return s
}

// filled is nil for an empty group: a script of nothing is none.
func filled(n node) node {
	if r, ok := n.(*row); ok && len(r.items) == 0 {
		return nil
	}
	return n
}

// primeMark is one sign for one to four primes.
func primeMark(n int) node {
	marks := []string{"′", "″", "‴", "⁗"}
	text := ""
	for ; n > 4; n -= 4 {
		text += marks[3]
	}
	return &symbol{text: text + marks[n-1], kind: operator}
}

func (p *parser) script(into *node, t token, name string) {
	arg := p.argument(t, fmt.Sprintf("nothing follows %s", t.source()), true)
	if *into != nil {
		p.doubled(t, name)
		return
	}
	*into = arg
}

func (p *parser) typed(into *node, of map[rune]rune, t token, name string) {
	arg := p.typedScript(of)
	if *into != nil {
		p.doubled(t, name)
		return
	}
	*into = arg
}

func (p *parser) doubled(t token, name string) {
	mark := map[string]string{"superscript": "^", "subscript": "_"}[name]
	p.fail("math-double-script", t.pos, "double %s", name).Hint =
		fmt.Sprintf("braces tell which is meant: {x%sa}%sb or x%s{a%sb}", mark, mark, mark, mark)
}
