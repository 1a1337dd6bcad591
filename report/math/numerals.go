package math

import "strings"

// angle reads \ang{1;2;3}: degrees, minutes, seconds.
func (p *parser) angle(t token) node {
	p.optional()
	tokens, ok := p.raw(t, needs("ang", 1))
	if !ok {
		return &failure{}
	}
	var items []node
	for i, part := range splitTokens(tokens, ';') {
		if i >= 3 {
			p.fail("math-number", part[0].pos-1, "an angle has degrees, minutes and seconds only")
			break
		}
		if strings.TrimSpace(sourceOf(part)) == "" {
			continue
		}
		items = append(items, p.numeral(part)...)
		items = append(items, &symbol{text: []string{"°", "′", "″"}[i], kind: sign})
	}
	return &row{items}
}

// numeral reads a number: 1234.5(6)e-7, 1.0 +- 0.2, 2x3, <5.
func (p *parser) numeral(tokens []token) []node {
	var items []node
	digits := ""
	flush := func() {
		if digits != "" {
			items = append(items, &symbol{text: grouped(digits), kind: number})
			digits = ""
		}
	}
	sign := func(text string, c class) {
		flush()
		items = append(items, &symbol{text: text, kind: operator, cls: c})
	}
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch {
		case t.kind == blank, t.kind == char && t.r == '~', t.kind == command && t.text == ",":
		case t.kind == char && (t.r >= '0' && t.r <= '9' || t.r == '.'):
			digits += string(t.r)
		case t.kind == char && t.r == ',':
			digits += "."
		case t.kind == char && strings.ContainsRune("eEdD", t.r):
			flush()
			return append(items, p.power(tokens[i+1:], len(items) > 0)...)
		case t.kind == char && t.r == '+' && i+1 < len(tokens) && strings.ContainsRune("-−", tokens[i+1].r) && tokens[i+1].kind == char:
			sign("±", bin)
			i++
		case t.kind == char && (t.r == '-' || t.r == '−'):
			sign("−", ord)
		case t.kind == char && t.r == '+':
			sign("+", ord)
		case t.kind == char && t.r == '±', t.kind == command && t.text == "pm":
			sign("±", bin)
		case t.kind == char && (t.r == 'x' || t.r == '×'), t.kind == command && t.text == "times":
			sign("×", bin)
		case t.kind == char && t.r == '/':
			sign("/", ord)
		case t.kind == char && (t.r == '(' || t.r == ')'):
			flush()
			items = append(items, &symbol{text: string(t.r), kind: operator})
		case t.kind == char && strings.ContainsRune("<>≤≥≈∼~", t.r):
			flush()
			items = append(items, p.character(t))
		case t.kind == command && (symbols().commands[t.text].cls == rel || symbols().commands[t.text].kind == letter):
			flush()
			items = append(items, p.command(t))
		default:
			p.fail("math-number", t.pos, "%s does not belong in a number", t.source()).Hint = `\num{1.2e-3} and \qty{1.2e-3}{\metre} take plain numbers; use $…$ for formulas`
			flush()
			return items
		}
	}
	flush()
	return items
}

// power reads an exponent; times tells that a factor stands before it.
func (p *parser) power(tokens []token, times bool) []node {
	for _, t := range tokens {
		if t.kind != blank && (t.kind != char || !strings.ContainsRune("0123456789+-−", t.r)) {
			p.fail("math-number", t.pos, "%s does not belong in an exponent", t.source())
			return nil
		}
	}
	exponent := p.numeral(tokens)
	var items []node
	if times {
		items = append(items, &symbol{text: "×", kind: operator, cls: bin})
	}
	return append(items, &scripts{base: &symbol{text: "10", kind: number}, sup: &row{exponent}})
}

// grouped sets thin spaces between groups of three, from five digits on.
func grouped(digits string) string {
	whole, decimals, point := strings.Cut(digits, ".")
	if len(whole) > 4 {
		var groups []string
		for len(whole) > 3 {
			groups = append([]string{whole[len(whole)-3:]}, groups...)
			whole = whole[:len(whole)-3]
		}
		whole = strings.Join(append([]string{whole}, groups...), "\u202f")
	}
	if len(decimals) > 4 {
		var groups []string
		for len(decimals) > 3 {
			groups = append(groups, decimals[:3])
			decimals = decimals[3:]
		}
		decimals = strings.Join(append(groups, decimals), "\u202f")
	}
	if whole == "" && point {
		whole = "0"
	}
	if point && decimals != "" {
		return whole + "." + decimals
	}
	return whole
}
