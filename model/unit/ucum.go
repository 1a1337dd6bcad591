package unit

import (
	"strconv"
	"strings"
)

// ParseUCUM reads a case-sensitive code of the Unified Code for Units of
// Measure: mmol/(kg.d), 10*3/uL, mm[Hg], rad2{phase}. Annotations in braces are
// allowed and dropped. It knows the metric codes, those in brackets that our
// own table has a unit for, and arbitrary units as counted things; it is meant
// for exchange with records that use such codes, not for prose. Codes with an
// offset or a logarithm are valid alone.
//
// A number within a code, as in 10*3/uL, becomes part of the unit; the text
// that such a unit prints is not read by [Registry.Parse].
func ParseUCUM(code string) (Unit, error) {
	if len(code) > maxLength {
		return Unit{}, fail(RuleLimit, 0, "", "a unit of more than %d bytes", maxLength)
	}
	if code == "" {
		return Unit{}, fail(RuleSyntax, 0, "", "an empty code")
	}
	p := &ucum{text: code}
	terms, err := p.term(0)
	if err != nil {
		return Unit{}, err
	}
	if p.pos < len(code) {
		return Unit{}, p.unexpected()
	}
	return build(terms, 0)
}

type ucum struct {
	text string
	pos  int
}

func (p *ucum) unexpected() *Error {
	if p.pos == len(p.text) {
		return fail(RuleSyntax, p.pos, "", "the code ends too early")
	}
	return fail(RuleSyntax, p.pos, "", "%q does not belong here", at(p.text, p.pos))
}

func (p *ucum) peek() byte {
	if p.pos < len(p.text) {
		return p.text[p.pos]
	}
	return 0
}

// term reads components joined by . and /, from the left.
func (p *ucum) term(depth int) ([]term, error) {
	if depth > maxNesting {
		return nil, fail(RuleLimit, p.pos, "", "brackets are nested more than %d deep", maxNesting)
	}
	var terms []term
	for first := true; ; first = false {
		under := p.peek() == '/'
		if under || !first {
			p.pos++
		}
		more, err := p.component(depth)
		if err != nil {
			return nil, err
		}
		if under {
			if more, err = raise(more, whole(-1), true, p.pos); err != nil {
				return nil, err
			}
		}
		if terms = append(terms, more...); len(terms) > maxTerms {
			return nil, fail(RuleLimit, p.pos, "", "a unit of more than %d factors", maxTerms)
		}
		if c := p.peek(); c != '.' && c != '/' {
			return terms, nil
		}
	}
}

// component reads a bracket, a factor, or a symbol, with annotations behind.
func (p *ucum) component(depth int) ([]term, error) {
	var terms []term
	var err error
	switch c := p.peek(); {
	case c == '(':
		p.pos++
		if terms, err = p.term(depth + 1); err != nil {
			return nil, err
		}
		if p.peek() != ')' {
			return nil, p.unexpected()
		}
		p.pos++
		return terms, p.nothingAttached()
	case c == '{':
		return nil, p.annotation()
	default:
		if terms, err = p.symbol(); err != nil {
			return nil, err
		}
	}
	if p.peek() == '{' {
		err = p.annotation()
	}
	return terms, err
}

// nothingAttached refuses a component right behind another.
func (p *ucum) nothingAttached() error {
	switch c := p.peek(); c {
	case 0, '.', '/', ')':
		return nil
	case '{':
		return p.annotation()
	}
	return p.unexpected()
}

// annotation passes {text}; the text is printable ASCII without braces.
func (p *ucum) annotation() error {
	for p.pos++; p.pos < len(p.text) && p.text[p.pos] != '}'; p.pos++ {
		if c := p.text[p.pos]; c < '!' || c > '~' || c == '{' {
			return p.unexpected()
		}
	}
	if p.pos == len(p.text) {
		return p.unexpected()
	}
	p.pos++
	switch c := p.peek(); c {
	case 0, '.', '/', ')':
		return nil
	}
	return p.unexpected()
}

// symbol reads a number, a power of ten, or a unit with its exponent.
func (p *ucum) symbol() ([]term, error) {
	start := p.pos
	for _, ten := range []string{"10*", "10^"} {
		if strings.HasPrefix(p.text[p.pos:], ten) {
			p.pos += len(ten)
			e, err := p.exponent()
			return []term{{def: plainNumber("10"), exp: e}}, err
		}
	}
	if n := digitsEnd(p.text, p.pos); n > p.pos {
		p.pos = n
		d := plainNumber(strings.TrimLeft(p.text[start:n], "0"))
		if d == nil || n-start > 18 {
			return nil, fail(RuleSyntax, start, "", "%s is not a factor", p.text[start:n])
		}
		switch p.peek() {
		case 0, '.', '/', ')', '{':
			if d.symbol == "1" {
				return nil, nil
			}
			return []term{{def: d, exp: whole(1)}}, nil
		}
		return nil, p.unexpected()
	}
	for p.pos < len(p.text) && !strings.ContainsRune("./(){}+-0123456789", rune(p.peek())) {
		if p.peek() == '[' { // a bracket may hold digits and signs
			n := strings.IndexByte(p.text[p.pos:], ']')
			if n < 0 {
				return nil, p.unexpected()
			}
			p.pos += n
		}
		if c := p.peek(); c <= ' ' || c > '~' {
			return nil, p.unexpected()
		}
		p.pos++
	}
	name := p.text[start:p.pos]
	d, pre := findUCUM(name)
	if d == nil {
		return nil, fail(RuleUnknown, start, "", "no UCUM unit has the code %q", name)
	}
	e, err := p.exponent()
	if err != nil {
		return nil, err
	}
	return raise(named(d, pre), e, false, start)
}

// exponent reads digits with an optional sign; 1 if there is none.
func (p *ucum) exponent() (exponent, error) {
	start := p.pos
	if c := p.peek(); c == '+' || c == '-' {
		p.pos++
	}
	end := digitsEnd(p.text, p.pos)
	if end == p.pos {
		if p.pos > start {
			return exponent{}, p.unexpected()
		}
		return whole(1), nil
	}
	p.pos = end
	n, err := strconv.ParseInt(p.text[start:end], 10, 32)
	e, ok := newExponent(n, 1)
	if err != nil || !ok {
		return exponent{}, fail(RuleLimit, start, "", "the exponent %s is out of range", p.text[start:end])
	}
	return e, nil
}

// plainNumber makes a factor of digits; nil for 0.
func plainNumber(digits string) *definition {
	if digits == "" {
		return nil
	}
	return &definition{symbol: digits, scale: scale{rat: decimal(digits)}}
}

// findUCUM resolves a code with its prefix.
func findUCUM(code string) (*definition, *prefix) {
	table := ucumTable()
	if d := table[code]; d != nil {
		return d, nil
	}
	for _, p := range allPrefixes {
		symbol := p.symbol
		if symbol == "µ" {
			symbol = "u"
		}
		rest, ok := strings.CutPrefix(code, symbol)
		if !ok || rest == "" {
			continue
		}
		if d := table[rest]; d != nil && (d.prefixes != noPrefix && !p.binary || d.prefixes == dataPrefix && p.binary) {
			return d, p
		}
	}
	return nil, nil
}
