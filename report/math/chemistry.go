package math

import (
	"strings"
	"unicode"
)

// Chemical formulas in the form of LaTeX's mhchem, the common part: formulas,
// charges, amounts, isotopes, states, bonds, arrows with conditions.

// A chemist reads the tokens of \ce{…}.
type chemist struct {
	p      *parser
	tokens []token
	i      int
	out    []node
	begun  bool // a formula has begun: digits are subscripts
}

func (p *parser) chemistry(t token) node {
	tokens, ok := p.raw(t, needs(t.text, 1))
	if !ok && len(tokens) == 0 {
		return &failure{}
	}
	return p.chemical(tokens, t)
}

func (p *parser) chemical(tokens []token, t token) node {
	if !p.enter(t.pos) {
		return &failure{}
	}
	defer p.leave()
	c := &chemist{p: p, tokens: tokens}
	for c.i < len(c.tokens) && !p.stopped {
		before := c.i
		c.step()
		if c.i == before {
			c.i++
		}
		p.count(nil, t.pos)
	}
	return &row{c.out}
}

func (c *chemist) at(i int) token {
	if i < 0 || i >= len(c.tokens) {
		return token{kind: end}
	}
	return c.tokens[i]
}

// is tells whether text stands at i, token by token.
func (c *chemist) is(i int, text string) bool {
	for _, r := range text {
		if t := c.at(i); t.kind != char || t.r != r {
			return false
		}
		i++
	}
	return true
}

func (c *chemist) add(n node) { c.out = append(c.out, n) }

// apart tells whether position i has space or an end at its side.
func (c *chemist) apart(i int) bool {
	t := c.at(i)
	return t.kind == blank || t.kind == end
}

var chemArrows = []struct {
	text string
	mark rune
}{
	{"<=>>", '⇌'}, {"<<=>", '⇌'}, {"<=>", '⇌'}, {"<-->", '⇄'}, {"<->", '↔'}, {"->", '→'}, {"<-", '←'}, {"⟶", '→'}, {"→", '→'}, {"⇌", '⇌'}, {"↔", '↔'},
}

// step reads the next thing.
func (c *chemist) step() {
	t := c.at(c.i)
	if t.kind == char {
		for _, a := range chemArrows {
			if c.is(c.i, a.text) {
				c.i += len([]rune(a.text))
				c.arrow(a.mark)
				return
			}
		}
	}
	switch t.kind {
	case blank:
		c.blank()
	case lbrace:
		inner, next := groupIn(c.tokens, c.i)
		c.i = next + 1
		c.attach(c.p.chemical(inner, t))
		c.begun = true
	case sup, sub:
		c.script(t)
	case command:
		c.command(t)
	case char:
		c.char(t)
	case align:
		c.p.fail("math-misplaced", t.pos, "& has no meaning in a chemical formula")
		c.i++
	default:
		c.i++
	}
}

// attach adds a part that scripts may follow.
func (c *chemist) attach(n node) { c.add(n) }

func (c *chemist) blank() {
	c.i++
	c.begun = false
	next := c.at(c.i)
	switch {
	case next.kind == end || len(c.out) == 0:
	case next.kind == char && strings.ContainsRune("+=", next.r) && c.apart(c.i+1):
		text := string(next.r)
		cls := bin
		if next.r == '=' {
			cls = rel
		}
		c.i++
		c.add(&symbol{text: text, kind: operator, cls: cls, at: next.pos})
		for c.at(c.i).kind == blank {
			c.i++
		}
	case next.kind == char && next.r == 'v' && c.apart(c.i+1):
		c.i++
		c.add(&space{mu: 3})
		c.add(&symbol{text: "↓", kind: operator})
	case next.kind == sup && c.apart(c.i+1):
		c.i++
		c.add(&space{mu: 3})
		c.add(&symbol{text: "↑", kind: operator})
	case next.kind == char && strings.ContainsRune("<-→⟶⇌↔*.·", next.r):
	default:
		c.add(&space{mu: 3})
	}
}

// arrow reads conditions in brackets, above and below.
func (c *chemist) arrow(mark rune) {
	c.begun = false
	a := &arrow{mark: mark}
	for _, into := range []*node{&a.over, &a.under} {
		open := c.at(c.i)
		if open.kind != char || open.r != '[' {
			break
		}
		depth, from := 0, c.i+1
		for c.i++; c.i < len(c.tokens); c.i++ {
			t := c.at(c.i)
			if t.kind == char && t.r == '[' {
				depth++
			}
			if t.kind == char && t.r == ']' {
				if depth--; depth < 0 {
					break
				}
			}
		}
		if c.i >= len(c.tokens) {
			c.p.fail("math-chemistry", open.pos, "[ behind an arrow is never closed")
		}
		*into = c.p.chemical(c.tokens[from:min(c.i, len(c.tokens))], open)
		c.i++
	}
	for c.at(c.i).kind == blank {
		c.i++
	}
	c.add(a)
}

// char reads letters, digits and signs.
func (c *chemist) char(t token) {
	switch {
	case t.r == '$':
		c.math(t)
	case t.r >= '0' && t.r <= '9':
		c.digits()
	case unicode.IsLetter(t.r):
		c.letters()
	case t.r == '+' || t.r == '-' || t.r == '−':
		c.signed(t)
	case t.r == '=':
		c.i++
		c.add(&symbol{text: "=", kind: operator})
	case t.r == '#':
		c.i++
		c.add(&symbol{text: "≡", kind: operator})
	case t.r == '*' || t.r == '.' || t.r == '·' || t.r == '⋅':
		c.i++
		for c.at(c.i).kind == blank {
			c.i++
		}
		c.begun = false
		c.add(&symbol{text: "⋅", kind: operator, cls: bin})
	case t.r == '(' || t.r == '[':
		c.i++
		c.begun = false
		c.add(&symbol{text: string(t.r), kind: operator, at: t.pos})
	case t.r == ')' || t.r == ']':
		c.i++
		c.begun = true
		c.add(&symbol{text: string(t.r), kind: operator, at: t.pos})
	case superscripts[t.r] != 0 || subscripts[t.r] != 0:
		c.typed(t)
	case t.r == ',' || t.r == ';' || t.r == ':' || t.r == '/' || t.r == '\'':
		c.i++
		c.add(&words{text: string(t.r)})
	default:
		c.i++
		c.add(c.p.character(t))
	}
}

// typed reads ₂ and ⁺ where they are typed.
func (c *chemist) typed(t token) {
	of, up := superscripts, true
	if superscripts[t.r] == 0 {
		of, up = subscripts, false
	}
	r := &row{}
	for ; c.at(c.i).kind == char && of[c.at(c.i).r] != 0; c.i++ {
		x := of[c.at(c.i).r]
		n := &symbol{text: string(x), kind: number}
		if x < '0' || x > '9' {
			n = &symbol{text: string(x), kind: operator}
		}
		r.items = append(r.items, n)
	}
	c.scripted(r, up)
}

// math reads $…$ inside a chemical formula.
func (c *chemist) math(t token) {
	var tokens []token
	for c.i++; c.i < len(c.tokens) && !c.is(c.i, "$"); c.i++ {
		tokens = append(tokens, c.tokens[c.i])
	}
	if c.i >= len(c.tokens) {
		c.p.fail("math-brace-unbalanced", t.pos, "$ is never closed")
	}
	c.i++
	c.add(c.p.subRow(tokens))
}

// digits are an amount before a formula, else a subscript.
func (c *chemist) digits() {
	from := c.i
	text := ""
	for t := c.at(c.i); t.kind == char && (t.r >= '0' && t.r <= '9' || t.r == '.' && !c.begun && isDigit(c.at(c.i+1))); t = c.at(c.i) {
		text += string(t.r)
		c.i++
	}
	n := &symbol{text: text, kind: number, at: c.at(from).pos}
	if c.begun {
		c.scripted(n, false)
		return
	}
	if c.is(c.i, "/") && isDigit(c.at(c.i+1)) {
		den := ""
		for c.i++; isDigit(c.at(c.i)); c.i++ {
			den += string(c.at(c.i).r)
		}
		c.add(&fraction{num: n, den: &symbol{text: den, kind: number}, rule: standardRule, style: styleText})
	} else {
		c.add(n)
	}
	for c.at(c.i).kind == blank && !isOperatorAhead(c, c.i+1) {
		c.i++
	}
	if c.i < len(c.tokens) && c.at(c.i).kind != blank {
		if t := c.at(c.i); t.kind != char || unicode.IsLetter(t.r) || t.r == '(' || t.r == '[' {
			c.add(&space{mu: 3})
		}
	}
}

func isDigit(t token) bool { return t.kind == char && t.r >= '0' && t.r <= '9' }

func isOperatorAhead(c *chemist, i int) bool {
	t := c.at(i)
	return t.kind == end || t.kind == char && strings.ContainsRune("+-<=→⇌↔⟶", t.r)
}

// letters are element symbols, upright; a lone small letter before a formula
// is a variable.
func (c *chemist) letters() {
	from := c.i
	text := ""
	for t := c.at(c.i); t.kind == char && unicode.IsLetter(t.r) && superscripts[t.r] == 0 && subscripts[t.r] == 0; t = c.at(c.i) {
		text += string(t.r)
		c.i++
	}
	if text == "" {
		c.i++
		return
	}
	if lone := len(text) == 1 && unicode.IsLower(rune(text[0])); lone && !c.begun && from > 0 == (c.at(from-1).kind == blank) && c.at(c.i).kind == blank && text != "e" && text != "v" {
		c.add(&symbol{text: text, kind: letter, at: c.at(from).pos})
		return
	}
	c.begun = true
	c.add(&symbol{text: text, kind: letter, face: faceUpright, at: c.at(from).pos})
}

// signed reads + and −: a charge behind a formula, else a bond or an operator.
func (c *chemist) signed(t token) {
	text := string(t.r)
	if t.r == '-' {
		text = "−"
	}
	mark := &symbol{text: text, kind: operator, at: t.pos}
	next := c.at(c.i + 1)
	closes := next.kind == end || next.kind == blank || next.kind == char && strings.ContainsRune(")(],;", next.r)
	doubled := next.kind == char && next.r == t.r
	switch {
	case c.begun && doubled:
		r := &row{}
		for ; c.at(c.i).kind == char && c.at(c.i).r == t.r; c.i++ {
			m := *mark
			r.items = append(r.items, &m)
		}
		c.scripted(r, true)
		return
	case c.begun && closes:
		c.i++
		c.scripted(mark, true)
		return
	case t.r == '+':
		mark.cls = bin
	}
	c.i++
	c.begun = false
	c.add(mark)
}

// scripted hangs a script onto the last part; a charge stands behind a
// subscript, not over it.
func (c *chemist) scripted(n node, up bool) {
	last := len(c.out) - 1
	if last < 0 {
		c.add(&scripts{sup: pick(up, n), sub: pick(!up, n)})
		return
	}
	switch base := c.out[last].(type) {
	case *scripts:
		switch {
		case base.base == nil && up && base.sup == nil:
			base.sup = n
		case base.base == nil && !up && base.sub == nil:
			base.sub = n
		default:
			c.add(&scripts{sup: pick(up, n), sub: pick(!up, n)})
		}
		return
	case *space, *arrow, *words:
		c.add(&scripts{sup: pick(up, n), sub: pick(!up, n)})
		return
	}
	c.out[last] = &scripts{base: c.out[last], sup: pick(up, n), sub: pick(!up, n)}
}

func pick(take bool, n node) node {
	if take {
		return n
	}
	return nil
}

// script reads ^ and _.
func (c *chemist) script(t token) {
	up := t.kind == sup
	c.i++
	next := c.at(c.i)
	if up && c.apart(c.i) {
		c.add(&symbol{text: "↑", kind: operator})
		return
	}
	if next.kind == end {
		c.p.fail("math-argument-missing", t.pos, "nothing follows %s", t.source())
		return
	}
	var arg []token
	if next.kind == lbrace {
		inner, last := groupIn(c.tokens, c.i)
		arg, c.i = inner, last+1
	} else {
		from := c.i
		for isDigit(c.at(c.i)) {
			c.i++
		}
		for up && c.at(c.i).kind == char && strings.ContainsRune("+-−.•", c.at(c.i).r) {
			c.i++
		}
		if c.i == from {
			c.i++
		}
		arg = c.tokens[from:c.i]
	}
	n := c.scriptBody(arg)
	if !c.begun {
		c.prescript(n, up)
		return
	}
	c.scripted(n, up)
}

// prescript starts an isotope's numbers, which belong to what follows.
func (c *chemist) prescript(n node, up bool) {
	if last := len(c.out) - 1; last >= 0 {
		if s, ok := c.out[last].(*scripts); ok && s.base == nil && (up && s.sup == nil || !up && s.sub == nil) {
			c.scripted(n, up)
			return
		}
	}
	c.add(&scripts{sup: pick(up, n), sub: pick(!up, n)})
}

// scriptBody sets a script: digits, signs, and letters as variables.
func (c *chemist) scriptBody(tokens []token) node {
	r := &row{}
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch {
		case isDigit(t):
			if last, ok := lastSymbol(r); ok && last.kind == number {
				last.text += string(t.r)
				continue
			}
			r.items = append(r.items, &symbol{text: string(t.r), kind: number, at: t.pos})
		case t.kind == char && (t.r == '.' || t.r == '•'):
			r.items = append(r.items, &symbol{text: "•", kind: operator, at: t.pos})
		case t.kind == char && (t.r == '+' || t.r == '-' || t.r == '−'):
			r.items = append(r.items, &symbol{text: strings.Replace(string(t.r), "-", "−", 1), kind: operator, at: t.pos})
		case t.kind == char && unicode.IsUpper(t.r):
			r.items = append(r.items, &symbol{text: string(t.r), kind: letter, face: faceUpright, at: t.pos})
		case t.kind == blank:
		default:
			rest := c.p.subRow(tokens[i:])
			r.items = append(r.items, rest.items...)
			return r
		}
	}
	return r
}

var chemBonds = map[string]string{"-": "−", "1": "−", "=": "=", "2": "=", "#": "≡", "3": "≡", "~": "∼", "...": "⋯", "....": "⋯", "->": "→", "<-": "←", "~-": "≃", "~=": "≅"}

// command reads \bond{…}, and any command of formulas.
func (c *chemist) command(t token) {
	if t.text == "bond" {
		inner, next := groupIn(c.tokens, c.i+1)
		c.i = next + 1
		text := strings.TrimSpace(sourceOf(inner))
		bond, ok := chemBonds[text]
		if !ok {
			c.p.fail("math-chemistry", t.pos, "no bond is written %q", text).Hint = `\bond{-}, \bond{=}, \bond{#}, \bond{~}, \bond{...}`
			bond = "−"
		}
		c.add(&symbol{text: bond, kind: operator})
		return
	}
	// The command and the groups and brackets that follow it at once.
	from := c.i
	c.i++
	if _, isSymbol := symbols().commands[t.text]; !isSymbol {
		for c.at(c.i).kind == lbrace {
			_, next := groupIn(c.tokens, c.i)
			c.i = next + 1
		}
	}
	c.add(c.p.subRow(c.tokens[from:min(c.i, len(c.tokens))]))
	c.begun = true
}
