package formula

import (
	"math"
	"strconv"
	"strings"

	"reckon/internal/diag"
)

// Limits of one formula; the parser reports a formula that exceeds one.
const (
	MaxSource = 64 << 10 // bytes of text
	MaxNodes  = 10_000   // nodes of the tree
	MaxDepth  = 200      // nesting of parentheses, calls, signs and powers
)

// Parse reads one formula. The text may be folded over lines; at is the place
// of its first rune. A formula that cannot be read gives nil and one finding,
// at the first thing that does not fit.
func Parse(src string, at diag.Pos) (Expr, diag.List) {
	p := newParser(src, at)
	if len(src) > MaxSource {
		p.fail("formula-size", 0, "the formula is longer than %d bytes", MaxSource).Hint = "give parts of it names of their own"
		return nil, p.findings
	}
	p.advance()
	if p.tok.kind == kindEnd {
		p.fail("value-expected", p.tok.start, "expected a formula, found nothing")
		return nil, p.findings
	}
	e := p.choice()
	if !p.failed && p.tok.kind != kindEnd {
		p.leftover()
	}
	if p.failed {
		return nil, p.findings
	}
	return e, nil
}

type parser struct {
	scanner
	tok      token
	prev     token // the token before tok
	nodes    int
	depth    int
	failed   bool
	findings diag.List
}

func newParser(src string, at diag.Pos) *parser {
	return &parser{scanner: scanner{src: src, lastAt: at, firstAt: at}}
}

func (p *parser) advance() {
	p.prev = p.tok
	p.tok = p.next()
}

// fail reports the first fault and makes the rest of the text invisible, so
// that every rule above returns at once.
func (p *parser) fail(rule string, off int, format string, args ...any) *diag.Finding {
	if p.failed {
		return &diag.Finding{}
	}
	p.failed = true
	f := p.findings.Add(rule, p.at(off), format, args...)
	p.pos = len(p.src)
	p.tok = token{kindEnd, "", len(p.src), len(p.src)}
	return f
}

// enter counts a level of nesting; a caller leaves with p.depth--.
func (p *parser) enter() {
	p.depth++
	if p.depth > MaxDepth {
		p.fail("formula-size", p.tok.start, "the formula is nested more than %d deep", MaxDepth).
			Hint = "give parts of it names of their own"
	}
}

// node counts a node and gives its place.
func (p *parser) node(start, end int) place {
	p.nodes++
	if p.nodes > MaxNodes {
		p.fail("formula-size", start, "the formula has more than %d parts", MaxNodes).
			Hint = "give parts of it names of their own"
	}
	return place{start, end, p.at(start)}
}

func (p *parser) is(text string) bool {
	return (p.tok.kind == kindOp || p.tok.kind == kindWord) && p.tok.text == text
}

func (p *parser) accept(text string) bool {
	if p.is(text) {
		p.advance()
		return true
	}
	return false
}

// choice = "if" choice "then" choice "else" choice | either .
func (p *parser) choice() Expr {
	p.enter()
	defer func() { p.depth-- }()
	start := p.tok.start
	if !p.accept("if") {
		return p.binary(0)
	}
	cond := p.choice()
	if !p.accept("then") {
		p.expected("then", `write "if … then … else …"`)
	}
	then := p.choice()
	if !p.accept("else") {
		p.expected("else", `every "if" needs an "else": a formula always has a value`)
	}
	other := p.choice()
	return &If{p.node(start, endOf(other)), cond, then, other}
}

// expected reports a missing word of an if.
func (p *parser) expected(what, hint string) {
	f := p.fail("if-incomplete", p.tok.start, "expected %q, found %s", what, p.found())
	f.Hint = hint
}

func (p *parser) found() string {
	if p.tok.kind == kindEnd {
		return "the end of the formula"
	}
	return strconv.Quote(p.src[p.tok.start:p.tok.end])
}

// levels are the left-associative rules from either to product, loosest first.
var levels = []struct {
	strength int
	ops      []Op
}{
	{bindOr, []Op{Or}},
	{bindAnd, []Op{And}},
	{bindCompare, []Op{Less, LessEq, Greater, GreaterEq, Equal, NotEqual}},
	{bindSum, []Op{Add, Sub}},
	{bindProduct, []Op{Mul, Div}},
}

func (p *parser) binary(level int) Expr {
	if level == len(levels) {
		return p.sign()
	}
	below := func() Expr {
		switch levels[level].strength {
		case bindAnd:
			return p.denial(level + 1)
		case bindCompare:
			return p.conversion(level + 1)
		}
		return p.binary(level + 1)
	}
	x := below()
	for n := 0; ; n++ {
		op := p.operatorOf(levels[level].ops)
		if op == NoOp {
			return x
		}
		if op.Compares() && n > 0 {
			p.fail("comparison-chain", p.tok.start, "a comparison follows a comparison").
				Hint = `join the two with "and": a < b and b < c`
			return x
		}
		off := p.tok.start
		p.advance()
		y := below()
		start, _ := x.Span()
		x = &Binary{p.node(start, endOf(y)), op, p.at(off), off, x, y}
		x.(*Binary).place.at = x.(*Binary).X.At()
	}
}

func (p *parser) operatorOf(ops []Op) Op {
	for _, op := range ops {
		if p.is(op.String()) {
			return op
		}
	}
	return NoOp
}

// denial = "not" denial | comparison .
func (p *parser) denial(level int) Expr {
	if !p.is("not") {
		return p.binary(level)
	}
	p.enter()
	defer func() { p.depth-- }()
	start := p.tok.start
	p.advance()
	x := p.denial(level)
	return &Unary{p.node(start, endOf(x)), Not, x}
}

// conversion = sum { "->" unit } .
func (p *parser) conversion(level int) Expr {
	x := p.binary(level)
	for p.is("->") {
		arrow := p.at(p.tok.start)
		text, start, end := p.unit(true)
		if text == "" {
			p.advance()
			p.fail("unit-expected", p.tok.start, "expected a unit after ->, found %s", p.found())
			return x
		}
		to := &Unit{Source: text, Raw: p.src[start:end], place: place{start, end, p.at(start)}}
		p.advance()
		from, _ := x.Span()
		e := &Convert{p.node(from, end), x, arrow, to}
		e.place.at = x.At()
		x = e
	}
	return x
}

// sign = ( "-" | "+" ) sign | power .
func (p *parser) sign() Expr {
	if !p.is("-") && !p.is("+") {
		return p.power()
	}
	p.enter()
	defer func() { p.depth-- }()
	start, minus := p.tok.start, p.is("-")
	p.advance()
	x := p.sign()
	if !minus {
		return x
	}
	return &Unary{p.node(start, endOf(x)), Neg, x}
}

// power = operand [ "^" ( ( "-" | "+" ) sign | power ) | superscript ] .
func (p *parser) power() Expr {
	x := p.operand()
	off := p.tok.start
	var y Expr
	switch {
	case p.tok.kind == kindSuper:
		y = p.superscript()
	case p.accept("^"):
		p.enter()
		y = p.sign()
		p.depth--
	default:
		return x
	}
	start, _ := x.Span()
	e := &Binary{p.node(start, endOf(y)), Pow, p.at(off), off, x, y}
	e.place.at = x.At()
	return e
}

// superscript reads ⁻² as the exponent -2.
func (p *parser) superscript() Expr {
	t := p.tok
	p.advance()
	digits, minus := strings.CutPrefix(t.text, "-")
	value, _ := strconv.ParseFloat(digits, 64)
	var y Expr = &Number{place: p.node(t.start, t.end), Text: digits, Value: value}
	if minus {
		y = &Unary{p.node(t.start, t.end), Neg, y}
	}
	return y
}

// operand = number [ unit ] | name | call | form | "(" choice ")" .
func (p *parser) operand() Expr {
	t := p.tok
	switch {
	case t.kind == kindNumber:
		return p.number()
	case t.kind == kindWord && !keywords[t.text]:
		p.advance()
		if p.is("(") {
			return p.call(t)
		}
		return &Name{p.node(t.start, t.end), t.text}
	case p.accept("("):
		x := p.choice()
		p.closing(t.start)
		return x
	}
	p.valueExpected()
	return &Number{place: place{start: t.start, end: t.end, at: p.firstAt}}
}

// closing passes the parenthesis that closes the one at byte offset open.
func (p *parser) closing(open int) {
	if p.accept(")") || p.failed {
		return
	}
	if p.tok.kind != kindEnd {
		p.leftover()
		return
	}
	p.fail("paren-unclosed", p.tok.start, "expected )").Hint =
		"the ( in column " + strconv.Itoa(p.at(open).Column) + " is not closed"
}

// number = digits and a unit, where one follows.
func (p *parser) number() Expr {
	t := p.tok
	value, err := strconv.ParseFloat(t.text, 64)
	e := &Number{place: p.node(t.start, t.end), Text: t.text, Value: value}
	switch {
	case !wellFormed(t.text):
		f := p.fail("number-malformed", t.start, "%q is not a number", p.src[t.start:t.end])
		f.Hint = "a number has at most one decimal point, no grouping, and may end in e and a power of ten: 1.5e10"
	case err != nil || math.IsInf(value, 0):
		p.fail("number-malformed", t.start, "%s is beyond the largest number, about 1.8e308", t.text)
	case value == 0 && strings.ContainsAny(mantissa(t.text), "123456789"):
		p.fail("number-malformed", t.start, "%s is below the smallest number, about 4.9e-324", t.text)
	default:
		if text, start, end := p.scanner.unit(false); text != "" {
			e.Unit = &Unit{Source: text, Raw: p.src[start:end], place: place{start, end, p.at(start)}}
			e.place.end = end
		}
	}
	p.advance()
	return e
}

// wellFormed tells digits with at most one point, digits behind it.
func wellFormed(text string) bool {
	m := mantissa(text)
	if strings.Contains(m, "_") || strings.Count(m, ".") > 1 || strings.HasSuffix(m, ".") {
		return false
	}
	return !strings.ContainsAny(text[len(m):], "._")
}

func mantissa(text string) string {
	m, _, _ := strings.Cut(text, "e")
	return m
}

// call = name "(" [ choice { "," choice } ] ")"; a form has a variable first.
// variable reads the name that a form binds.
// channel reads a form over two variables: bounds of each, the probability, and
// where it has one the cost, with a budget or without.
// valueExpected reports what stands where a value should.
func (p *parser) valueExpected() {
	t := p.tok
	if t.kind == kindBad {
		p.badCharacter()
		return
	}
	msg := "expected a number or a name"
	if t.kind != kindEnd {
		msg += ", found " + p.found()
	}
	f := p.fail("value-expected", t.start, "%s", msg)
	switch {
	case t.kind == kindEnd:
		f.Hint = "something is missing at the end"
	case t.text == "if":
		f.Hint = "put the choice in parentheses: (if … then … else …)"
	case t.text == "not":
		f.Hint = "put the denial in parentheses: (not …)"
	case keywords[t.text]:
		f.Hint = t.text + " is a word of the language and cannot be a name"
	case t.text == "*" && p.prev.text == "*":
		f.Hint = "a power is written ^"
	case t.kind == kindOp && p.prev.text == "=" && (t.text == ">" || t.text == "<"):
		f.Hint = "write >= or <="
	}
}

// leftover reports what follows a complete expression.
func (p *parser) leftover() {
	t := p.tok
	switch {
	case t.kind == kindBad:
		p.badCharacter()
	case t.text == ")" && t.kind == kindOp:
		p.fail("paren-unopened", t.start, "no ( opens this )").Hint = "remove it, or open a ( before"
	case t.text == ",":
		f := p.fail("operator-expected", t.start, "expected an operator, found \",\"")
		if p.prev.kind == kindNumber {
			f.Hint = "the decimal sign of formulas is the point, and digits are not grouped"
		} else {
			f.Hint = "a comma separates the arguments of a function"
		}
	default:
		f := p.fail("operator-expected", t.start, "expected an operator, found %s", p.found())
		f.Hint = leftoverHint(t)
		if t.text == "(" && p.prev.kind == kindNumber && t.start == p.prev.end { // 6.67430(15)e-11
			f.Hint = "a multiplication is written with *; an uncertainty in brackets belongs to the value: of a quantity"
		}
	}
}

func leftoverHint(t token) string {
	switch t.text {
	case "to":
		return "a conversion is written x -> unit"
	case "then", "else":
		return `write "if … then … else …"`
	case "not":
		return "put the denial in parentheses: (not …)"
	case "+", "-", "*", "/", "^": // only behind a conversion
		return "put the conversion in parentheses; within a unit, / stands without blanks: kJ/mol"
	}
	return "a multiplication is written with *"
}

func (p *parser) badCharacter() {
	t := p.tok
	f := p.fail("character-unknown", t.start, "%q means nothing in a formula", t.text)
	switch t.text {
	case "∗", "⋆", "✕", "✖", "⨯", "⨉":
		f.Hint = "a multiplication is written with *"
	case "–", "—", "‐", "‑", "﹣", "－":
		f.Hint = "a subtraction is written with -"
	case "%":
		f.Hint = "% is a unit and stands after a number or after ->: 5 %"
	case "&", "|":
		f.Hint = `write "and" and "or"`
	case "!":
		f.Hint = `write "not"`
	case ":":
		f.Hint = "a formula ends before the colon of a format"
	case "[":
		f.Hint = "group with parentheses; a case stands directly behind its family: name[case]"
	case "{", "]", "}":
		f.Hint = "group with parentheses"
	case ";":
		f.Hint = "arguments are separated by commas"
	case "√":
		f.Hint = "write sqrt(x)"
	case "∞":
		f.Hint = "bounds are finite: choose one beyond which nothing changes"
	case "…":
		f.Hint = "write every term, or sum(k, low, high, expression of k)"
	case "\"", "'", "“", "”":
		f.Hint = "a formula holds numbers and names, no text"
	}
}

func endOf(e Expr) int {
	_, end := e.Span()
	return end
}
