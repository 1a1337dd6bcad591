package unit

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of one unit expression.
const (
	maxLength = 500 // bytes
	maxTerms  = 50
)

// Words that join units in running text; the value says what they do.
const (
	wordPer = 1 + iota
	wordBefore
	wordBehind
)

var connectives = map[string]int{
	"per":    wordPer,
	"square": wordBefore, "cubic": wordBefore, "sq": wordBefore, "cu": wordBefore,
	"squared": wordBehind, "cubed": wordBehind,
}

func powerOf(word string) exponent {
	if word[0] == 'c' {
		return whole(3)
	}
	return whole(2)
}

// Parse reads a unit as people write it. The empty text and 1 are the unit 1.
// Products are written with a space, · or *, quotients with /, whose right side
// is one unit or a bracket; exponents with ^, ** or raised digits, or behind
// the symbol as in m-2. The error is an [*Error] whose offset is where in text
// the trouble is.
func (r *Registry) Parse(text string) (Unit, error) {
	if len(text) > maxLength {
		return Unit{}, fail(RuleLimit, 0, "", "a unit of more than %d bytes", maxLength)
	}
	p := &parser{registry: r, text: text}
	p.space()
	start := p.pos
	if p.pos == len(text) {
		return Unit{}, nil
	}
	terms, err := p.product(0)
	if err != nil {
		return Unit{}, err
	}
	if p.pos < len(text) {
		return Unit{}, p.unexpected()
	}
	return build(terms, start)
}

type parser struct {
	registry *Registry
	text     string
	pos      int
}

func (p *parser) space()     { p.pos = skipSpace(p.text, p.pos) }
func (p *parser) peek() rune { return at(p.text, p.pos) }

func (p *parser) accept(signs string) bool {
	c := p.peek()
	if c < 0 || !strings.ContainsRune(signs, c) {
		return false
	}
	p.pos += utf8.RuneLen(c)
	return true
}

// word reads a connective at the place, if one stands there.
func (p *parser) word(kind int) (string, bool) {
	c := p.peek()
	if c < 0 || !startsName(c) {
		return "", false
	}
	w := p.text[p.pos:nameEnd(p.text, p.pos)]
	if connectives[w] != kind {
		return "", false
	}
	p.pos += len(w)
	return w, true
}

func (p *parser) unexpected() *Error {
	c := p.peek()
	switch {
	case c < 0:
		return fail(RuleSyntax, p.pos, "", "a unit is expected at the end")
	case c >= '0' && c <= '9':
		return fail(RuleSyntax, p.pos, "numbers belong before the unit", "a number stands inside the unit")
	}
	return fail(RuleSyntax, p.pos, "", "%q does not belong in a unit", c)
}

// product reads factors up to a closing bracket or the end.
func (p *parser) product(depth int) ([]term, error) {
	var terms []term
	divided := -1 // place of the last solidus
	for first := true; ; first = false {
		p.space()
		if p.pos == len(p.text) || p.peek() == ')' {
			if first {
				return nil, p.unexpected()
			}
			return terms, nil
		}
		start := p.pos
		under := p.accept("/")
		if _, per := p.word(wordPer); per {
			under = true
		}
		if !under && !first && p.accept(dots) {
			if p.peek() == '*' {
				return nil, p.unexpected()
			}
		}
		p.space()
		place := p.pos
		more, err := p.factor(depth, first)
		if err != nil {
			return nil, err
		}
		switch {
		case under:
			divided = start
			if more, err = raise(more, whole(-1), true, place); err != nil {
				return nil, err
			}
		case divided >= 0:
			return nil, p.ambiguous(divided, start)
		}
		if terms = append(terms, more...); len(terms) > maxTerms {
			return nil, fail(RuleLimit, start, "", "a unit of more than %d factors", maxTerms)
		}
	}
}

// ambiguous refuses J/mol K, which is read both as J/(mol K) and as J K/mol.
func (p *parser) ambiguous(slash, start int) *Error {
	left := strings.TrimSpace(p.text[:slash])
	under := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(p.text[slash:start], "/"), "per"))
	right := strings.Trim(p.text[start:p.pos], dots+" ")
	if strings.ContainsAny(under+right+left, "()/") || left == "" {
		return fail(RuleAmbiguous, start, "put what stands below the solidus in brackets", "the unit behind the solidus goes on without brackets")
	}
	return fail(RuleAmbiguous, start, left+"/("+under+"·"+right+") or "+left+"·"+right+"/"+under+"?",
		"%q can be read in two ways", strings.TrimSpace(p.text[:p.pos]))
}

// factor reads one unit or bracket with its exponent.
func (p *parser) factor(depth int, first bool) ([]term, error) {
	if w, ok := p.word(wordBefore); ok {
		p.space()
		terms, err := p.factor(depth, false)
		if err != nil {
			return nil, err
		}
		return raise(terms, powerOf(w), false, p.pos)
	}
	start := p.pos
	c := p.peek()
	var terms []term
	var err error
	switch {
	case c == '(':
		if depth == maxNesting {
			return nil, fail(RuleLimit, start, "", "brackets are nested more than %d deep", maxNesting)
		}
		p.pos++
		if terms, err = p.product(depth + 1); err != nil {
			return nil, err
		}
		if !p.accept(")") {
			return nil, fail(RuleSyntax, start, "", "no ) closes this bracket")
		}
	case c == '1' && first && digitsEnd(p.text, p.pos) == p.pos+1 && at(p.text, p.pos+1) != '.':
		p.pos++
		return nil, nil
	case c >= 0 && startsName(c):
		if d, n := p.registry.phrase(p.text[p.pos:]); n > 0 {
			p.pos += n
			return p.powers(named(d, nil), start)
		}
		end := nameEnd(p.text, p.pos)
		p.pos = end
		if terms, err = p.resolve(p.text[start:end], start); err != nil {
			return nil, err
		}
	default:
		return nil, p.unexpected()
	}
	return p.powers(terms, start)
}

// powers reads the exponent behind a factor, if there is one.
func (p *parser) powers(terms []term, start int) ([]term, error) {
	e, found, err := p.exponent()
	if err != nil {
		return nil, err
	}
	if found {
		return raise(terms, e, false, start)
	}
	before := p.pos
	p.space()
	if w, ok := p.word(wordBehind); ok {
		return raise(terms, powerOf(w), false, start)
	}
	p.pos = before
	return terms, nil
}

func (p *parser) exponent() (e exponent, found bool, err error) {
	if isSuper(p.peek()) {
		start := p.pos
		p.pos = superEnd(p.text, start)
		e, ok := parseExponent(lowerDigits(p.text[start:p.pos]))
		if !ok {
			return e, false, fail(RuleSyntax, start, "", "%s is not an exponent", p.text[start:p.pos])
		}
		return e, true, nil
	}
	if r := p.peek(); r == '-' || r == '−' { // m-2
		if end := exponentEnd(p.text, p.pos); end >= 0 {
			e, ok := parseExponent(p.text[p.pos:end])
			if ok {
				p.pos = end
				return e, true, nil
			}
		}
	}
	caret := skipSpace(p.text, p.pos)
	size := 0
	if strings.HasPrefix(p.text[caret:], "**") {
		size = 2
	} else if at(p.text, caret) == '^' {
		size = 1
	}
	if size == 0 {
		return e, false, nil
	}
	start := skipSpace(p.text, caret+size)
	end := exponentEnd(p.text, start)
	if end < 0 {
		return e, false, fail(RuleSyntax, start, "put the number and its unit in brackets to raise both to a power",
			"the exponent of a unit is a number such as 2, -1 or (1/2)")
	}
	e, ok := parseExponent(strings.Trim(p.text[start:end], "(){}"))
	if !ok {
		return e, false, fail(RuleLimit, start, "", "the exponent %s is out of range", p.text[start:end])
	}
	p.pos = end
	return e, true, nil
}

// lowerDigits turns ⁻¹ into -1.
func lowerDigits(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch i := slices.Index(raisedDigits, r); {
		case i >= 0:
			b.WriteByte(byte('0' + i))
		case r == '⁻':
			b.WriteByte('-')
		case r == '⁺':
			b.WriteByte('+')
		case r == '⁄':
			b.WriteByte('/')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// parseExponent reads 2, -1, 0.5 or 1/2 within bounds.
func parseExponent(s string) (exponent, bool) {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, "−", "-")), "")
	num, den, divided := strings.Cut(s, "/")
	if len(num) > 12 || len(den) > 12 || strings.ContainsAny(s, "eExXpP_") {
		return exponent{}, false
	}
	r, ok := new(big.Rat).SetString(num)
	if !ok {
		return exponent{}, false
	}
	d := int64(1)
	if divided {
		var err error
		if d, err = strconv.ParseInt(den, 10, 64); err != nil || d <= 0 {
			return exponent{}, false
		}
	}
	if !r.Num().IsInt64() || !r.Denom().IsInt64() || r.Denom().Int64() > maxExponent || d > maxExponent {
		return exponent{}, false
	}
	return newExponent(r.Num().Int64(), r.Denom().Int64()*d)
}

// resolve turns a name into terms. A name that is none may be a symbol with
// its exponent, m2, or symbols joined by points, kg.m.
func (p *parser) resolve(name string, start int) ([]term, error) {
	if d, pre := p.registry.find(name); d != nil {
		return named(d, pre), nil
	}
	if err := refused(name, start); err != nil {
		return nil, err
	}
	if stem := strings.TrimRight(name, "0123456789"); len(stem) < len(name) && stem != "" {
		d, pre := p.registry.find(stem)
		if e, ok := parseExponent(name[len(stem):]); ok && d != nil && e.num != 0 {
			return raise(named(d, pre), e, false, start)
		}
	}
	if strings.Contains(name, ".") {
		return p.pointed(name, start)
	}
	if i := strings.IndexAny(name, "每毎"); i >= 0 {
		return p.perHan(name, i, start)
	}
	return nil, p.registry.unknown(name, start)
}

// perHan reads 千焦每摩尔, of which i is the place of the first "per".
func (p *parser) perHan(name string, i, start int) ([]term, error) {
	var terms []term
	if i > 0 {
		var err error
		if terms, err = p.resolve(name[:i], start); err != nil {
			return nil, err
		}
	}
	parts := strings.FieldsFunc(name[i:], func(r rune) bool { return r == '每' || r == '毎' })
	if len(parts) == 0 {
		return nil, p.registry.unknown(name, start)
	}
	for _, part := range parts {
		under, err := p.resolve(part, start)
		if err != nil {
			return nil, err
		}
		if under, err = raise(under, whole(-1), true, start); err != nil {
			return nil, err
		}
		terms = append(terms, under...)
	}
	return terms, nil
}

func (p *parser) pointed(name string, start int) ([]term, error) {
	var terms []term
	for part := range strings.SplitSeq(name, ".") {
		d, pre := p.registry.find(part)
		if d == nil {
			e := p.registry.unknown(name, start)
			e.Hint = "behind a number names are units; write * before a quantity"
			return nil, e
		}
		terms = append(terms, named(d, pre)...)
	}
	return terms, nil
}

// unknown makes the error for a name that is no unit, with the best hint.
func (r *Registry) unknown(name string, start int) *Error {
	e := fail(RuleUnknown, start, "", "no unit is called %q", name)
	if s, ok := habits[name]; ok {
		e.Hint = "did you mean " + s + "?"
		return e
	}
	for _, p := range allPrefixes {
		rest, ok := strings.CutPrefix(fold(name), p.symbol)
		if !ok {
			continue
		}
		if d, q := r.find(rest); d != nil && q != nil && p.fits(d.prefixes) {
			e.Hint = "a unit takes one prefix, and mass counts from the gram"
			return e
		}
		if d := r.symbol(rest); d != nil && d.own && !p.binary {
			e.Hint = rest + " takes prefixes where its definition says prefixes: true"
			return e
		}
	}
	e.Hint = r.suggest(name)
	return e
}

// habits are abbreviations in use that are no unit symbols.
var habits = map[string]string{
	"sec": "s", "secs": "s", "amp": "A", "amps": "A", "hr": "h", "hrs": "h", "mins": "min", "gm": "g", "gms": "g",
	"ton": "t (tonne), short_ton or long_ton", "tons": "t (tonne), short_ton or long_ton",
	"cms": "cm", "kgs": "kg", "micron": "µm", "microns": "µm", "Kcal": "kcal", "KB": "kB", "KW": "kW", "Kg": "kg", "KG": "kg",
	"yrs": "yr", "lbs": "lb", "degrees_C": "degC", "degK": "K", "pct": "%", "mcg": "µg", "kilo": "kg", "kilos": "kg",
}

// refused gives the reason why a logarithmic unit is not one of ours.
func refused(name string, start int) *Error {
	switch strings.TrimLeft(name, "mc") {
	case "dB", "dBm", "dBW", "dBV", "dBu", "dBA", "dBi", "dBc", "dBFS", "dBSPL", "decibel", "decibels", "bel", "bels",
		"Np", "neper", "nepers", "dB_SPL":
		return fail(RuleLogarithmic, start, "give the ratio itself, 10^(x/10) for a level of power in dB",
			"%s is a logarithmic unit: its values do not add and multiply as quantities do", name)
	}
	return nil
}
