package math

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"reckon/internal/diag"
)

// Limits of one formula. Formulas of papers stay far below all of them.
const (
	maxDepth      = 120    // nested groups, arguments and scripts
	maxNodes      = 20000  // parts of the tree
	maxSource     = 100000 // runes of TeX
	maxExpansions = 2000   // macro calls
	maxTokens     = 200000 // tokens read, macros expanded
)

type parser struct {
	src        []rune
	at         diag.Pos
	findings   diag.List
	macros     map[string]macro
	frames     []frame
	face       face
	depth      int
	nodes      int
	read       int // tokens read
	expanded   int // macro calls
	stopped    bool
	ended      bool // something unclosed was reported at the end
	endFinding int  // which finding that is
	tables     []*table
	tag        Line // of the formula as a whole
	text       bool // macros are met inside text
}

// A frame is a list of tokens being read: the source, or a macro's body.
type frame struct {
	tokens []token
	next   int
}

// place turns an offset in the formula into a place in the file.
func (p *parser) place(offset int) diag.Pos {
	offset = min(max(offset, 0), len(p.src))
	return p.at.Advance(string(p.src[:offset]))
}

func (p *parser) fail(rule string, offset int, format string, args ...any) *diag.Finding {
	if p.stopped {
		return new(diag.Finding)
	}
	return p.findings.Add(rule, p.place(offset), format, args...)
}

// stop ends reading at a limit: the rest of the formula is not looked at.
func (p *parser) stop(offset int, what string, limit int) *diag.Finding {
	f := p.fail("math-too-large", offset, "the formula has more than %d %s", limit, what)
	p.stopped = true
	return f
}

// unclosed reports something open at the end, the outermost mistake alone.
func (p *parser) unclosed(rule string, offset int, format string, args ...any) *diag.Finding {
	if p.ended {
		return new(diag.Finding)
	}
	p.ended = true
	p.endFinding = len(p.findings)
	return p.fail(rule, offset, format, args...)
}

// peek gives the next token, end for none.
func (p *parser) peek() token {
	for !p.stopped && len(p.frames) > 0 {
		f := &p.frames[len(p.frames)-1]
		if f.next < len(f.tokens) {
			return f.tokens[f.next]
		}
		p.frames = p.frames[:len(p.frames)-1]
	}
	return token{kind: end, pos: len(p.src)}
}

// next takes a token.
func (p *parser) next() token {
	t := p.peek()
	if t.kind == end {
		return t
	}
	p.frames[len(p.frames)-1].next++
	if p.read++; p.read > maxTokens {
		p.stop(t.pos, "tokens", maxTokens)
	}
	return t
}

// push makes tokens be read next.
func (p *parser) push(tokens []token) {
	if len(tokens) > 0 {
		p.frames = append(p.frames, frame{tokens: tokens})
	}
}

// peekSolid skips blanks, expands macros, and gives the token behind them.
func (p *parser) peekSolid() token {
	for {
		t := p.peek()
		switch {
		case t.kind == blank:
			p.next()
		case t.kind == command && p.expand(t):
		default:
			return t
		}
	}
}

func (p *parser) isChar(t token, r rune) bool { return t.kind == char && t.r == r }

// star takes a * that follows a command.
func (p *parser) star() bool {
	if p.isChar(p.peek(), '*') {
		p.next()
		return true
	}
	return false
}

// enter counts a level of nesting; false at the limit.
func (p *parser) enter(offset int) bool {
	if p.depth++; p.depth > maxDepth {
		p.stop(offset, "levels of nesting", maxDepth)
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

// count counts a node; it returns it for use in one line.
func (p *parser) count(n node, offset int) node {
	if p.nodes++; p.nodes > maxNodes {
		p.stop(offset, "parts", maxNodes)
	}
	return n
}

// A stopper tells whether a token ends the row being read.
type stopper func(token) bool

func atBrace(t token) bool { return t.kind == rbrace }

// row reads up to a token that stops it, which is left, or to the end. Things
// that may not stand here are reported and skipped.
func (p *parser) row(stops stopper) *row {
	r := &row{}
	if !p.enter(p.peek().pos) {
		return r
	}
	defer p.leave()
	for {
		t := p.peekSolid()
		if t.kind == end || stops(t) {
			return r
		}
		if t.kind == command && infixes[t.text] != nil {
			p.next()
			return p.infix(r, t, stops)
		}
		before := len(r.items)
		if n := p.item(t, stops); n != nil {
			r.items = append(r.items, p.count(n, t.pos))
		}
		if before == len(r.items) && p.peek() == t && t.kind != end {
			p.next() // never stand still
		}
	}
}

// item reads one nucleus with its scripts; nil where there is nothing to
// print.
func (p *parser) item(t token, stops stopper) node {
	switch t.kind {
	case rbrace:
		p.next()
		p.fail("math-brace-unbalanced", t.pos, "} closes nothing")
		return nil
	case align:
		p.next()
		p.fail("math-misplaced", t.pos, "& stands outside an alignment").Hint = `\begin{aligned} … \end{aligned} makes one; write \& for the sign`
		return nil
	case sup, sub:
		return p.scripts(nil, t.pos)
	case command:
		if s, ok := switches[t.text]; ok {
			p.next()
			return s(p, t, stops)
		}
	}
	if t.kind == char && t.r == '\'' {
		return p.scripts(nil, t.pos)
	}
	n := p.nucleus()
	if n == nil {
		return nil
	}
	return p.scripts(n, t.pos)
}

// nucleus reads one symbol, group or command with its arguments.
func (p *parser) nucleus() node {
	t := p.peekSolid()
	if !p.enter(t.pos) {
		return nil
	}
	defer p.leave()
	switch t.kind {
	case lbrace:
		return p.group()
	case char:
		p.next()
		if unicode.IsDigit(t.r) && t.r < 0x80 {
			return p.number(t)
		}
		return p.character(t)
	case command:
		p.next()
		return p.command(t)
	case param:
		p.next()
		p.fail("math-misplaced", t.pos, "#%s stands outside a macro", t.text)
		return &failure{t.source()}
	}
	return nil
}

// group reads {…}.
func (p *parser) group() node {
	open := p.next()
	face := p.face
	r := p.row(atBrace)
	p.face = face
	p.closeGroup(open)
	return r
}

func (p *parser) closeGroup(open token) {
	if t := p.peek(); t.kind == rbrace {
		p.next()
		return
	}
	p.unclosed("math-brace-unbalanced", open.pos, "{ is never closed")
}

// number gathers digits: 3.14 and 1{,}000 are one number to a reader.
func (p *parser) number(t token) node {
	text := string(t.r)
	for {
		t := p.peek()
		if t.kind != char || t.r > 0x7f || !unicode.IsDigit(t.r) && !(t.r == '.' && p.digitFollows()) {
			break
		}
		p.next()
		text += string(t.r)
	}
	return &symbol{text: text, kind: number, face: p.face, at: t.pos}
}

// digitFollows tells whether the token behind the next is a digit.
func (p *parser) digitFollows() bool {
	f := p.frames[len(p.frames)-1]
	return f.next+1 < len(f.tokens) && f.tokens[f.next+1].kind == char && unicode.IsDigit(f.tokens[f.next+1].r)
}

// character makes a symbol of what is typed as such.
func (p *parser) character(t token) node {
	r := t.r
	if s, ok := symbols().chars[r]; ok {
		s.at = t.pos
		if s.kind == letter {
			s.face = p.face
		}
		return &s
	}
	switch {
	case isLetter(r):
		return &symbol{text: string(r), kind: letter, face: p.face, at: t.pos}
	case r == '~', r == '\u00a0':
		return &space{mu: 6}
	case r == '\u202f', r == '\u2009', r == '\u200a', r == '\u2006':
		return &space{mu: 3}
	case r == '\u2002', r == '\u2003':
		return &space{mu: 18}
	case r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u2061', r == '\u2062', r == '\u2063':
		return &row{}
	case superscripts[r] != 0:
		return p.raisedDigits(t)
	case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r) || unicode.Is(unicode.Hangul, r):
		return p.foreign(t)
	case unicode.IsLetter(r):
		return &symbol{text: string(r), kind: letter, face: faceUpright, at: t.pos}
	case unicode.IsControl(r) || r == unicode.ReplacementChar:
		p.fail("math-character", t.pos, "the character %U cannot be printed", r)
		return &failure{" "}
	case r == '\\':
		p.fail("math-unknown-command", t.pos, `nothing follows \`).Hint = `write \backslash for the sign`
		return &failure{`\`}
	case r == '#' || r == '$':
		p.fail("math-misplaced", t.pos, "%c has no meaning here", r).Hint = fmt.Sprintf(`write \%c for the sign`, r)
		return &failure{string(r)}
	}
	return &symbol{text: string(r), kind: sign, at: t.pos}
}

// foreign gathers letters of scripts that formulas do not slant.
func (p *parser) foreign(t token) node {
	text := string(t.r)
	for {
		t := p.peek()
		if t.kind != char || t.r < 0x1100 || !unicode.IsLetter(t.r) {
			return &words{text: text}
		}
		text += string(p.next().r)
	}
}

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
