package math

import (
	"slices"
	"strings"
)

// Numbers and units in the form of LaTeX's siunitx: \qty{3.5e3}{\kilo\watt},
// \unit{kg.m/s^2}, \num{1.2(3)e-4}. A unit prints as the model prints it; powers
// and fractions stay as they are written.

func registerUnits() {
	for _, name := range []string{"qty", "SI", "pu"} {
		commands[name] = func(p *parser, t token) node {
			slashed := p.slashed()
			if t.text == "pu" {
				return p.physicalUnit(t)
			}
			number, ok := p.raw(t, needs(t.text, 2))
			if !ok {
				return &failure{}
			}
			p.optional() // \SI has a second place for what stands before the unit
			return p.quantity(t, number, slashed)
		}
	}
	for _, name := range []string{"unit", "si"} {
		commands[name] = func(p *parser, t token) node {
			slashed := p.slashed()
			tokens, ok := p.raw(t, needs(t.text, 1))
			if !ok {
				return &failure{}
			}
			return &row{p.unitBy(tokens, slashed)}
		}
	}
	commands["num"] = func(p *parser, t token) node {
		p.optional()
		tokens, ok := p.raw(t, needs("num", 1))
		if !ok {
			return &failure{}
		}
		return &row{p.numeral(tokens)}
	}
	for _, name := range []string{"numrange", "qtyrange", "SIrange"} {
		commands[name] = (*parser).numberRange
	}
	for _, name := range []string{"numproduct", "qtyproduct"} {
		commands[name] = (*parser).numberProduct
	}
	for _, name := range []string{"numlist", "qtylist", "SIlist"} {
		commands[name] = (*parser).numberList
	}
	commands["ang"] = (*parser).angle
}

// quantity reads the unit behind a number that was read.
func (p *parser) quantity(t token, number []token, slashed bool) node {
	unit, ok := p.raw(t, needs(t.text, 2))
	if !ok {
		return &failure{}
	}
	return &row{p.withUnit(p.numeral(number), p.unitBy(unit, slashed))}
}

// slashed reads the options and tells whether \per is a stroke.
func (p *parser) slashed() bool {
	options, _ := p.optional()
	text := strings.ReplaceAll(sourceOf(options), " ", "")
	return strings.Contains(text, "per-mode=symbol") || strings.Contains(text, "per-mode=repeated-symbol") || strings.Contains(text, "per-mode=single-symbol")
}

// withUnit joins a number and a unit; signs such as ° stand close.
func (p *parser) withUnit(number, unit []node) []node {
	if len(unit) == 0 {
		return number
	}
	if s, ok := unit[0].(*symbol); ok && strings.Contains("°′″", s.text) && s.text != "°C" {
		return append(number, unit...)
	}
	if len(number) > 0 {
		number = append(number, &space{mu: 3})
	}
	return append(number, unit...)
}

// physicalUnit reads \pu{123 kJ/mol}.
func (p *parser) physicalUnit(t token) node {
	tokens, ok := p.raw(t, needs("pu", 1))
	if !ok {
		return &failure{}
	}
	i := 0
	for i < len(tokens) && (tokens[i].kind == char && strings.ContainsRune("0123456789.,+-−eE", tokens[i].r)) {
		if c := tokens[i].r; (c == 'e' || c == 'E') && (i+1 >= len(tokens) || !strings.ContainsRune("0123456789+-−", tokens[i+1].r)) {
			break
		}
		i++
	}
	return &row{p.withUnit(p.numeral(tokens[:i]), p.unit(tokens[i:]))}
}

// numberRange reads \qtyrange{1}{2}{\watt}; the dash needs no language.
func (p *parser) numberRange(t token) node {
	n := 3
	if t.text == "numrange" {
		n = 2
	}
	p.optional()
	var parts [3][]token
	for i := range n {
		tokens, ok := p.raw(t, needs(t.text, n))
		if !ok {
			return &failure{}
		}
		parts[i] = tokens
	}
	var items []node
	for i := range 2 {
		if i > 0 {
			items = append(items, &words{text: "–"})
		}
		items = append(items, p.withUnit(p.numeral(parts[i]), p.unit(parts[2]))...)
		parts[2] = slices.Clone(parts[2])
	}
	return &row{items}
}

// numberList reads \qtylist{1;2;3}{\watt}.
func (p *parser) numberList(t token) node {
	p.optional()
	numbers, ok := p.raw(t, needs(t.text, 1))
	var unit []token
	if ok && t.text != "numlist" {
		unit, ok = p.raw(t, needs(t.text, 2))
	}
	if !ok {
		return &failure{}
	}
	var items []node
	for i, n := range splitTokens(numbers, ';') {
		if i > 0 {
			items = append(items, &symbol{text: ",", kind: operator, cls: punct})
		}
		items = append(items, &row{p.withUnit(p.numeral(n), p.unit(unit))})
	}
	return &row{items}
}

// numberProduct reads \qtyproduct{2 x 3}{\metre}.
func (p *parser) numberProduct(t token) node {
	p.optional()
	numbers, ok := p.raw(t, needs(t.text, 1))
	var unit []token
	if ok && t.text != "numproduct" {
		unit, ok = p.raw(t, needs(t.text, 2))
	}
	if !ok {
		return &failure{}
	}
	var items []node
	for i, n := range splitTokens(numbers, 'x') {
		if i > 0 {
			items = append(items, &symbol{text: "×", kind: operator, cls: bin})
		}
		items = append(items, &row{p.withUnit(p.numeral(n), p.unit(unit))})
	}
	return &row{items}
}

func splitTokens(tokens []token, at rune) [][]token {
	var parts [][]token
	from := 0
	for i, t := range tokens {
		if t.kind == char && t.r == at {
			parts = append(parts, tokens[from:i])
			from = i + 1
		}
	}
	return append(parts, tokens[from:])
}

// A unitReader builds a product of units.
type unitReader struct {
	p       *parser
	items   []node
	prefix  string
	per     bool
	power   node // of the next unit
	current node // the last unit, whose power may follow
	neg     bool // the last unit stands behind \per
	pers    int  // how many \per there are
	slashed bool // \per is a stroke
}

// unit reads units by command or as plain text.
func (p *parser) unit(tokens []token) []node { return p.unitBy(tokens, false) }

// unitBy is unit with a stroke for the only \per.
func (p *parser) unitBy(tokens []token, slashed bool) []node {
	r := &unitReader{p: p}
	for _, t := range tokens {
		if t.kind == command && t.text == "per" {
			r.pers++
		}
	}
	r.slashed = slashed && r.pers == 1
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch t.kind {
		case command:
			i = r.command(tokens, i)
		case char:
			i = r.plain(tokens, i)
		case sup:
			inner, next := groupIn(tokens, i+1)
			if next > i+1 || len(inner) != 1 || tokens[i+1].kind == lbrace {
				r.raise(p.numeral(inner))
				i = next
				break
			}
			end := i + 1
			for end < len(tokens) && tokens[end].kind == char && strings.ContainsRune("0123456789-−", tokens[end].r) {
				end++
			}
			r.raise(p.numeral(tokens[i+1 : max(end, min(i+2, len(tokens)))]))
			i = max(end, i+2) - 1
		case sub:
			inner, next := groupIn(tokens, i+1)
			r.of(&words{text: strings.TrimSpace(sourceOf(inner))}, true)
			i = next
		case blank:
			r.finish(true)
		case lbrace, rbrace:
		default:
			p.fail("math-unit-unknown", t.pos, "%s does not belong in a unit", t.source())
		}
	}
	r.finish(false)
	if r.prefix != "" {
		r.items = append(r.items, unitSymbol(r.prefix))
	}
	return r.items
}

func unitSymbol(text string) *symbol {
	return &symbol{text: text, kind: letter, face: faceUpright}
}

// finish closes the last unit; more tells that another may follow.
func (r *unitReader) finish(bool) {
	if r.current == nil {
		return
	}
	if r.neg {
		r.current = &scripts{base: r.current, sup: &row{[]node{&symbol{text: "−", kind: operator}, &symbol{text: "1", kind: number}}}}
	}
	if n := len(r.items); n > 0 {
		if s, ok := r.items[n-1].(*symbol); !ok || s.text != "/" && s.text != "(" && r.current != nil {
			r.items = append(r.items, &space{mu: 3})
		}
	}
	r.items = append(r.items, r.current)
	r.current, r.neg = nil, false
}

// start begins a unit.
func (r *unitReader) start(n node) {
	r.finish(true)
	r.current, r.neg = n, r.per
	r.per, r.prefix = false, ""
	if r.power != nil {
		n := r.power.(*row).items
		r.power = nil
		r.raise(n)
	}
}

// raise gives the last unit an exponent.
func (r *unitReader) raise(exponent []node) {
	if r.current == nil {
		return
	}
	if r.neg {
		exponent = append([]node{&symbol{text: "−", kind: operator}}, exponent...)
		r.neg = false
	}
	if s, ok := r.current.(*scripts); ok && s.sup == nil {
		s.sup = &row{exponent}
		return
	}
	r.current = &scripts{base: r.current, sup: &row{exponent}}
}

func (r *unitReader) of(label node, sub bool) {
	if r.current == nil {
		return
	}
	if sub {
		r.current = &scripts{base: r.current, sub: label}
		return
	}
	r.current = &row{[]node{r.current, &words{text: "("}, label, &words{text: ")"}}}
}

func numberNode(text string) *row { return &row{[]node{&symbol{text: text, kind: number}}} }

// command reads one command of a unit; it returns the index of its last token.
func (r *unitReader) command(tokens []token, i int) int {
	t := tokens[i]
	switch t.text {
	case "per":
		r.finish(true)
		if r.slashed && len(r.items) > 0 {
			r.items = append(r.items, &symbol{text: "/", kind: operator})
			return i
		}
		r.per = true
	case "square":
		r.power = numberNode("2")
	case "cubic":
		r.power = numberNode("3")
	case "squared":
		r.raise(numberNode("2").items)
	case "cubed":
		r.raise(numberNode("3").items)
	case "tothe", "raiseto":
		inner, next := groupIn(tokens, i+1)
		n := r.p.numeral(inner)
		if t.text == "tothe" {
			r.raise(n)
		} else {
			r.power = &row{n}
		}
		return next
	case "of":
		inner, next := groupIn(tokens, i+1)
		r.of(&words{text: strings.TrimSpace(sourceOf(inner))}, false)
		return next
	case ",", ":", ";", " ", "cdot", "!":
		r.finish(true)
		if t.text == "cdot" {
			r.items = append(r.items, &symbol{text: "⋅", kind: operator})
		}
	case "text", "mathrm", "textrm":
		inner, next := groupIn(tokens, i+1)
		r.start(unitSymbol(strings.TrimSpace(sourceOf(inner))))
		return next
	case "%":
		r.start(&symbol{text: "%", kind: sign})
	default:
		r.named(t)
	}
	return i
}

// plain reads a unit typed in letters, up to what ends it.
func (r *unitReader) plain(tokens []token, i int) int {
	t := tokens[i]
	switch t.r {
	case '.', '·', '⋅', '~', '*':
		r.finish(true)
		return i
	case '/':
		r.finish(true)
		r.items = append(r.items, &symbol{text: "/", kind: operator})
		return i
	case '(':
		r.finish(true)
		if n := len(r.items); n > 0 {
			if s, ok := r.items[n-1].(*symbol); !ok || s.text != "/" {
				r.items = append(r.items, &space{mu: 3})
			}
		}
		r.items = append(r.items, &symbol{text: "(", kind: operator})
		return i
	case ')':
		r.finish(true)
		r.items = append(r.items, &symbol{text: ")", kind: operator})
		return i
	}
	if superscripts[t.r] != 0 {
		var exponent []node
		for ; i < len(tokens) && tokens[i].kind == char && superscripts[tokens[i].r] != 0; i++ {
			exponent = append(exponent, &symbol{text: string(superscripts[tokens[i].r]), kind: number})
		}
		r.raise(exponent)
		return i - 1
	}
	text := r.prefix
	for ; i < len(tokens) && tokens[i].kind == char && !strings.ContainsRune("./()·⋅~*", tokens[i].r) && superscripts[tokens[i].r] == 0; i++ {
		c := tokens[i].r
		if (c == '-' || c == '−' || c >= '0' && c <= '9') && text != "" {
			break
		}
		text += string(c)
	}
	if text == "" {
		text = string(t.r)
	}
	text, i = r.underscored(text, tokens, i)
	digits := i
	r.start(r.known(text, t))
	for i < len(tokens) && tokens[i].kind == char && (tokens[i].r == '-' || tokens[i].r == '−' || tokens[i].r >= '0' && tokens[i].r <= '9') {
		i++
	}
	if i > digits { // m2, s-1 as people type them
		r.raise(r.p.numeral(tokens[digits:i]))
	}
	return i - 1
}
