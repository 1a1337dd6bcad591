package math

import (
	"fmt"
	"unicode"

	"reckon/internal/diag"
	"reckon/model/unit"
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
	units      *unit.Registry
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
