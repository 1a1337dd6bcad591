package formula

import (
	"strings"

	"reckon/model/unit"
)

// A Namer gives the symbols of names, in TeX math. An empty answer means that
// it knows none: then a constant has its own symbol, and another name is
// spelled out.
type Namer interface {
	Quantity(name string) string
	Function(name string) string
	Variable(name string) string // a bound variable, or a function's parameter
}

// A Worder is a Namer that also gives words in the language of the text; the
// words asked for are "if", "otherwise", "and", "or", "not".
type Worder interface {
	Word(english string) string
}

// TeX prints a formula as math: quotients as fractions, powers raised, products
// by juxtaposition where that reads well, parentheses only where needed. A
// conversion prints as what it converts.
func TeX(e Expr, n Namer) string { return Substituted(e, n, nil) }

// Substituted prints a formula like [TeX], with a value in the place of each
// quantity; where value gives an empty text the symbol stays.
func Substituted(e Expr, n Namer, value func(name string) string) string {
	t := &tex{namer: n, value: value}
	return t.expr(e, 0).s
}

// TeXLet prints a definition, such as a function's with its parameters:
//
//	I(N) = \log_{2} …
func TeXLet(f *Function, n Namer) string {
	t := &tex{namer: n, vars: f.Params}
	args := make([]string, len(f.Params))
	for i, p := range f.Params {
		args[i] = t.variable(p)
	}
	return t.function(f.Name) + "(" + strings.Join(args, ", ") + ") = " + t.expr(f.Body, 0).s
}

type tex struct {
	namer Namer
	value func(string) string
	vars  []string
}

// A piece is a printed part, with what its surroundings have to know.
type piece struct {
	s      string
	bind   int
	number bool // it begins with digits: no digits may stand directly before it
	unit   bool // it ends in a unit: a dot before what follows
	open   bool // it has no end of its own, like a sum over k
}

// how deep fractions nest
const (
	display = 0 // fractions stand
	nested  = 1 // within a fraction: simple quotients lie
	raised  = 2 // within an exponent: all quotients lie
)

func atom(s string) piece { return piece{s: s, bind: bindAtom} }

// texFraction binds like a factor; as a base it needs parentheses.
const texFraction = bindSign

// tall tells whether parentheses around s have to grow.
func tall(s string) bool {
	for _, mark := range []string{`\frac`, `\sum`, `\prod`, `\int`, `\begin`, `\left(`, `\operatorname*`, `\max_`, `\min_`} {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}

func parens(s string) string {
	if tall(s) {
		return `\left(` + s + `\right)`
	}
	return "(" + s + ")"
}

// within puts p in parentheses if it binds more loosely than least.
func (p piece) within(least int) piece {
	if p.bind >= least {
		return p
	}
	return atom(parens(p.s))
}

func (t *tex) expr(e Expr, level int) piece {
	switch e := e.(type) {
	case *Number:
		return t.number(e)
	case *Name:
		return t.name(e.Name)
	case *Call:
		return t.call(e, level)
	case *Bind:
		return t.form(e, level)
	case *Channel:
		return t.channel(e)
	case *Unary:
		return t.unary(e, level)
	case *Binary:
		return t.binary(e, level)
	case *Convert:
		return t.expr(e.X, level)
	case *If:
		return t.choice(e, level)
	}
	return piece{}
}

// number prints digits, grouped from five on, and the unit.
func (t *tex) number(e *Number) piece {
	p := texNumber(e.Text)
	if e.Unit == nil {
		return p
	}
	u := unitTeX(e.Unit)
	if u.s == "" {
		return p
	}
	space := `\,`
	if u.close {
		space = ""
	}
	return piece{s: p.s + space + u.s, bind: bindProduct, number: true, unit: true}
}

func texNumber(text string) piece {
	digits, exp, power := strings.Cut(text, "e")
	whole, part, point := strings.Cut(digits, ".")
	if whole == "" {
		whole = "0"
	}
	s := groupDigits(whole, true)
	if point {
		s += "." + groupDigits(part, false)
	}
	if !power {
		return piece{s: s, bind: bindAtom, number: true}
	}
	sign := ""
	if strings.HasPrefix(exp, "-") {
		sign, exp = "-", exp[1:]
	}
	if exp = strings.TrimLeft(exp, "0"); exp == "" {
		return piece{s: s, bind: bindAtom, number: true}
	}
	ten := "10^{" + sign + exp + "}"
	if s == "1" {
		return piece{s: ten, bind: bindPower, number: true}
	}
	return piece{s: s + `\times ` + ten, bind: bindProduct, number: true}
}

// groupDigits sets thin spaces between groups of three, from five digits on.
func groupDigits(digits string, fromRight bool) string {
	if len(digits) < 5 {
		return digits
	}
	var b strings.Builder
	for i := range len(digits) {
		if k := len(digits) - i; i > 0 && (fromRight && k%3 == 0 || !fromRight && i%3 == 0) {
			b.WriteString(`\,`)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

type texUnit struct {
	s     string
	close bool // no space before it, as before °
}

func unitTeX(u *Unit) texUnit {
	if known := u.resolved.Load(); known != nil {
		return texUnit{known.TeX(), known.Close()}
	}
	if known, err := unit.Builtin().Parse(u.Source); err == nil {
		return texUnit{known.TeX(), known.Close()}
	}
	return texUnit{`\mathrm{` + escape(u.Source) + `}`, false}
}

var texEscape = strings.NewReplacer(`\`, `\backslash `, `{`, `\{`, `}`, `\}`, `%`, `\%`, `$`, `\$`, `_`, `\_`,
	`&`, `\&`, `#`, `\#`, `^`, `\hat{}`, `~`, `\sim `)

func escape(s string) string { return texEscape.Replace(s) }

func (t *tex) name(name string) piece {
	for _, v := range t.vars {
		if v == name {
			return t.symbol(t.variable(name))
		}
	}
	if t.value != nil {
		if s := t.value(name); s != "" {
			p := piece{s: s, bind: bindAtom, number: true}
			if strings.ContainsAny(s, `\ `) {
				p.bind, p.unit = bindProduct, strings.Contains(s, `\mathrm`)
			}
			if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "−") {
				p.bind = bindSum
			}
			return p
		}
	}
	if t.namer != nil {
		if s := t.namer.Quantity(name); s != "" {
			return t.symbol(s)
		}
	}
	switch name {
	case "pi", "π":
		return atom(`\pi`)
	case "e":
		return atom(`\mathrm{e}`)
	case "true", "false":
		return atom(`\text{` + t.word(name) + `}`)
	}
	return t.symbol(spell(name))
}

// symbol is a piece for a symbol of the model's; one that is already raised, or
// is more than one symbol, gets parentheses as a base.
func (t *tex) symbol(s string) piece {
	p := atom(s)
	depth := 0
	for _, r := range s {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		case '^', '\'':
			if depth == 0 {
				p.bind = bindPower
			}
		case '+', '-', '/', '=':
			if depth == 0 {
				return piece{s: s, bind: bindSum}
			}
		}
	}
	return p
}

func (t *tex) variable(name string) string {
	if t.namer != nil {
		if s := t.namer.Variable(name); s != "" {
			return s
		}
	}
	return spell(name)
}

func (t *tex) function(name string) string {
	if t.namer != nil {
		if s := t.namer.Function(name); s != "" {
			return s
		}
	}
	if len([]rune(name)) == 1 {
		return spell(name)
	}
	return `\operatorname{` + escape(name) + `}`
}

func (t *tex) word(english string) string {
	if w, ok := t.namer.(Worder); ok {
		if s := w.Word(english); s != "" {
			return s
		}
	}
	return english
}

var greek = map[string]bool{
	"alpha": true, "beta": true, "gamma": true, "delta": true, "epsilon": true, "zeta": true, "eta": true, "theta": true,
	"iota": true, "kappa": true, "lambda": true, "mu": true, "nu": true, "xi": true, "rho": true, "sigma": true, "tau": true,
	"upsilon": true, "phi": true, "chi": true, "psi": true, "omega": true, "Gamma": true, "Delta": true, "Theta": true,
	"Lambda": true, "Xi": true, "Sigma": true, "Upsilon": true, "Phi": true, "Psi": true, "Omega": true,
}

// spell makes a symbol of a name: a letter, a Greek letter by its name, an
// index behind an underscore, else the name in upright letters.
func spell(name string) string {
	head, index, ok := strings.Cut(name, "_")
	simple := len([]rune(head)) == 1 || greek[head]
	if !simple || strings.Contains(name, ".") {
		return `\mathrm{` + escape(name) + `}`
	}
	if greek[head] {
		head = `\` + head
	}
	switch {
	case !ok || index == "":
		return head
	case len([]rune(index)) == 1:
		return head + "_{" + index + "}"
	}
	return head + `_{\mathrm{` + escape(index) + `}}`
}

func (t *tex) unary(e *Unary, level int) piece {
	if e.Op == Not {
		return piece{s: `\lnot ` + t.expr(e.X, level).within(bindAtom).s, bind: bindNot}
	}
	x := t.expr(e.X, level).within(bindProduct)
	return piece{s: "-" + x.s, bind: bindSum, unit: x.unit, open: x.open}
}

var texOps = map[Op]string{
	Less: " < ", LessEq: ` \le `, Greater: " > ", GreaterEq: ` \ge `, Equal: " = ", NotEqual: ` \ne `,
	And: ` \land `, Or: ` \lor `, Add: " + ", Sub: " - ",
}

func (t *tex) binary(e *Binary, level int) piece {
	switch e.Op {
	case Mul:
		return t.product(e, level)
	case Div:
		return t.quotient(e, level)
	case Pow:
		return t.power(e, level)
	}
	own := e.Op.strength()
	least := own + 1
	if e.Op.Compares() {
		own, least = bindCompare, bindCompare+1
	}
	x, y := t.expr(e.X, level), t.expr(e.Y, level)
	x = x.within(own)
	if e.Op == Add && !strings.HasPrefix(y.s, "-") {
		least = bindSum // addition may be regrouped
	}
	y = y.within(least)
	return piece{s: x.s + texOps[e.Op] + y.s, bind: own}
}

func (t *tex) product(e *Binary, level int) piece {
	x, y := t.expr(e.X, level), t.expr(e.Y, level)
	if x.bind < bindProduct && !(isNegation(e.X) && x.bind == bindSum && !x.open) || x.open {
		x = atom(parens(x.s))
	}
	if b, ok := e.Y.(*Binary); y.bind < bindProduct || ok && b.Op == Div && y.bind == bindProduct {
		y = atom(parens(y.s))
	}
	sep := `\,`
	if y.number || x.unit {
		sep = ` \cdot `
	}
	return piece{s: x.s + sep + y.s, bind: bindProduct, number: x.number, unit: y.unit, open: y.open}
}

func isNegation(e Expr) bool {
	u, ok := e.(*Unary)
	return ok && u.Op == Neg
}

// quotient stands as a fraction, or lies where it is small and nested.
func (t *tex) quotient(e *Binary, level int) piece {
	num, dens := e.X, []Expr{e.Y}
	for { // a / b / c is a / (b c)
		b, ok := num.(*Binary)
		if !ok || b.Op != Div {
			break
		}
		num, dens = b.X, append([]Expr{b.Y}, dens...)
	}
	if u, ok := num.(*Unary); ok && u.Op == Neg { // the minus goes before the fraction
		p := t.quotientOf(u.X, dens, level).within(bindProduct)
		return piece{s: "-" + p.s, bind: bindSum}
	}
	return t.quotientOf(num, dens, level)
}

func (t *tex) quotientOf(num Expr, dens []Expr, level int) piece {
	if level >= raised || level == nested && len(dens) == 1 && isLeaf(num) && isLeaf(dens[0]) {
		x := t.expr(num, raised).within(bindProduct)
		return piece{s: x.s + "/" + t.denominator(dens, raised).within(bindPower).s, bind: bindProduct, number: x.number}
	}
	s := `\frac{` + t.expr(num, level+1).s + "}{" + t.denominator(dens, level+1).s + "}"
	return piece{s: s, bind: texFraction}
}

func isLeaf(e Expr) bool {
	switch e := e.(type) {
	case *Number:
		return e.Unit == nil
	case *Name:
		return true
	}
	return false
}

func (t *tex) denominator(dens []Expr, level int) piece {
	p := t.expr(dens[0], level)
	for i, d := range dens[1:] {
		y := t.expr(d, level).within(bindProduct)
		if i == 0 {
			p = p.within(bindProduct)
		}
		sep := `\,`
		if y.number {
			sep = ` \cdot `
		}
		p = piece{s: p.s + sep + y.s, bind: bindProduct, number: p.number}
	}
	return p
}

func (t *tex) power(e *Binary, level int) piece {
	if num, den, ok := fraction(e.Y); ok && num == 1 && (den == 2 || den == 3) {
		return t.radical(e.X, den, level)
	}
	base := t.expr(e.X, level)
	if base.bind < bindAtom || t.looseCall(e.X, base.s) {
		base = atom(parens(base.s))
	}
	return piece{s: base.s + "^{" + t.expr(e.Y, raised).s + "}", bind: bindPower, number: base.number}
}

// looseCall tells a call whose power could be read as that of its argument:
// ln(x)², but neither |x|² nor f(x)².
func (t *tex) looseCall(e Expr, s string) bool {
	switch e := e.(type) {
	case *Bind:
		return true
	case *Call:
		return texFunctions[e.Name] != "" && !strings.HasPrefix(s, `\left|`)
	}
	return false
}

func (t *tex) radical(x Expr, den int64, level int) piece {
	if den == 3 {
		return atom(`\sqrt[3]{` + t.expr(x, level).s + "}")
	}
	return atom(`\sqrt{` + t.expr(x, level).s + "}")
}

func (t *tex) choice(e *If, level int) piece {
	var rows []string
	var last Expr = e
	for {
		c, ok := last.(*If)
		if !ok {
			break
		}
		rows = append(rows, t.expr(c.Then, nested).s+` & \text{`+t.word("if")+` } `+t.expr(c.Cond, nested).s)
		last = c.Else
	}
	rows = append(rows, t.expr(last, nested).s+` & \text{`+t.word("otherwise")+`}`)
	return piece{s: `\begin{cases} ` + strings.Join(rows, ` \\ `) + ` \end{cases}`, bind: bindChoice}
}
