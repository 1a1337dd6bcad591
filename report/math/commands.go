package math

import (
	"fmt"
	"strings"

	"reckon/internal/diag"
)

// A handler reads what follows its command and returns what it prints.
type handler func(p *parser, t token) node

// A switcher also takes the rest of the group that it stands in.
type switcher func(p *parser, t token, stops stopper) node

// commands and switches are filled by init: their functions parse, and parsing
// looks here.
var (
	commands map[string]handler
	switches map[string]switcher
)

func init() {
	commands = map[string]handler{}
	switches = map[string]switcher{}
	registerFractions()
	registerAccents()
	registerStacks()
	registerFaces()
	registerDelimiters()
	registerSpaces()
	registerSwitches()
	registerBoxes()
	registerUnits()
	for name, s := range map[string]symbol{
		"{": {text: "{", kind: operator, cls: opening}, "}": {text: "}", kind: operator, cls: closing},
		"mathellipsis": {text: "…", kind: operator, cls: inner},
	} {
		commands[name] = func(_ *parser, t token) node { s := s; s.at = t.pos; return &s }
	}
	for _, name := range []string{"dots", "dotsx"} {
		commands[name] = (*parser).dots
	}
	commands["begin"] = (*parser).environment
	commands["not"] = (*parser).not
	commands["left"] = (*parser).fenced
	commands["text"] = textCommand(words{})
	commands["operatorname"] = (*parser).operatorName
	commands["operatornamewithlimits"] = (*parser).operatorName
	commands["ce"] = (*parser).chemistry
	commands["sideset"] = (*parser).sideset
	commands["substack"] = (*parser).substack
	commands["char"] = (*parser).charCode
	commands["unicode"] = commands["char"]
	commands["mathchoice"] = func(p *parser, t token) node { return p.arguments(t, 4)[1] }
	for name, text := range map[string]string{"varlimsup": "lim", "varliminf": "lim", "varinjlim": "lim", "varprojlim": "lim"} {
		mark := map[string]rune{"varlimsup": '¯', "varliminf": '_', "varinjlim": '→', "varprojlim": '←'}[name]
		commands[name] = func(p *parser, t token) node {
			lim := &symbol{text: text, kind: function, cls: op, limits: true, at: t.pos}
			switch mark {
			case '¯':
				return &classed{body: &bar{body: lim}, cls: op, limits: true}
			case '_':
				return &classed{body: &bar{body: lim, under: true}, cls: op, limits: true}
			}
			return &classed{body: &accent{body: lim, mark: mark, text: string(mark), wide: true, under: true}, cls: op, limits: true}
		}
	}
}

// command reads what a command that was taken stands for.
func (p *parser) command(t token) node {
	if h, ok := commands[t.text]; ok {
		return h(p, t)
	}
	if s, ok := symbols().commands[t.text]; ok {
		s.at = t.pos
		if s.kind == letter && s.face == faceAuto {
			s.face = p.face
		}
		return &s
	}
	if sw, ok := switches[t.text]; ok { // as an argument: it has nothing to act on
		return sw(p, t, func(token) bool { return true })
	}
	switch t.text {
	case `\`, "newline", "cr":
		return &space{mu: 18} // TeX ignores it outside tables; a gap is kinder
	case "right":
		p.next()
		p.fail("math-delimiter", t.pos, `\right has no \left`).Hint = `\left. opens without a sign`
		return nil
	case "middle":
		p.next()
		p.fail("math-delimiter", t.pos, `\middle stands outside \left … \right`)
		return nil
	case "end":
		name, _, _ := p.plain(t, needs("end", 1))
		p.fail("math-environment", t.pos, `\end{%s} has no \begin{%s}`, name, name)
		return nil
	case "limits", "nolimits", "displaylimits":
		p.fail("math-misplaced", t.pos, `\%s does not follow an operator`, t.text)
		return nil
	case "hline", "hdashline", "toprule", "midrule", "bottomrule":
		p.fail("math-misplaced", t.pos, `\%s stands outside a table`, t.text).Hint = `it begins a row of an array`
		return nil
	case "over", "atop", "choose", "brace", "brack":
		p.fail("math-misplaced", t.pos, `\%s needs a group of its own`, t.text).Hint = fmt.Sprintf(`write {a \%s b}`, t.text)
		return nil
	}
	return p.unknown(t)
}

func (p *parser) unknown(t token) node {
	f := p.fail("math-unknown-command", t.pos, `no command is called \%s`, t.text)
	switch t.text {
	case "ref", "eqref", "autoref", "cref", "Cref":
		f.Hint = "a formula does not refer to others; write {eq}`label` in the text beside it"
		return &failure{t.source()}
	}
	if name := diag.Suggest(t.text, p.known()); name != "" && len(t.text) > 1 {
		f.Hint = `did you mean \` + name + "?"
	} else if len(t.text) > 1 {
		f.Hint = fmt.Sprintf(`\text{%s} prints the word; the front matter's math: declares a macro`, t.text)
	} else if t.text != "" && t.text[0]|0x20 >= 'a' && t.text[0]|0x20 <= 'z' {
		f.Hint = fmt.Sprintf(`declare the macro in the front matter: math: {'\%s': '…'}`, t.text)
	}
	return &failure{t.source()}
}

// known lists every command there is, in a fixed order: symbols, commands,
// the author's macros.
func (p *parser) known() []string {
	names := symbols().names
	names = append(names[:len(names):len(names)], sortedKeys(commands)...)
	names = append(names, sortedKeys(switches)...)
	names = append(names, sortedKeys(builtins())...)
	return append(names, sortedKeys(p.macros)...)
}

func (p *parser) isKnown(name string) bool {
	_, isSymbol := symbols().commands[name]
	_, isMacro := p.macro(name)
	return isSymbol || isMacro || commands[name] != nil || switches[name] != nil || p.ends(token{kind: command, text: name})
}

// dots chooses between the two heights by what follows, as amsmath does.
func (p *parser) dots(t token) node {
	s := &symbol{text: "…", kind: operator, cls: inner, at: t.pos}
	if n := p.peekSolid(); n.kind == char || n.kind == command {
		next, ok := symbols().chars[n.r]
		if n.kind == command {
			next, ok = symbols().commands[n.text]
		}
		if ok && (next.cls == bin || next.cls == rel || next.cls == op && next.large) {
			s.text = "⋯"
		}
	}
	return s
}

// not strikes the relation that follows.
func (p *parser) not(t token) node {
	arg := p.argument(t, needs("not", 1), true)
	if r, ok := arg.(*row); ok && len(r.items) == 1 {
		arg = r.items[0]
	}
	s, ok := arg.(*symbol)
	if !ok {
		return &cancelled{body: arg, stroke: '/'}
	}
	if composed, ok := negations[s.text]; ok {
		s.text = composed
		return s
	}
	s.negated = true
	return s
}

var negations = map[string]string{
	"=": "≠", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "≡": "≢", "∼": "≁",
	"≃": "≄", "≅": "≇", "≈": "≉", "≺": "⊀", "≻": "⊁", "∣": "∤", "∥": "∦", "∃": "∄", "⊢": "⊬", "⊨": "⊭", "⊩": "⊮", "⊫": "⊯", "→": "↛",
	"←": "↚", "↔": "↮", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎", "≲": "≴", "≳": "≵", "≶": "≸", "≷": "≹", "⊑": "⋢", "⊒": "⋣", "⊲": "⋪", "⊳": "⋫",
	"⊴": "⋬", "⊵": "⋭", "≼": "⋠", "≽": "⋡", "|": "∤",
}

// charCode reads \char"2211 and \unicode{x2211}.
func (p *parser) charCode(t token) node {
	var text string
	at := t.pos
	if p.peekSolid().kind == lbrace {
		text, at, _ = p.plain(t, needs(t.text, 1))
	} else {
		for {
			n := p.peek()
			if n.kind != char || !strings.ContainsRune("0123456789ABCDEFabcdefx\"'`", n.r) {
				break
			}
			text += string(p.next().r)
		}
	}
	var code rune
	digits := strings.TrimLeft(text, "\"x")
	format := "%d"
	if digits != text {
		format = "%x"
	}
	if n, err := fmt.Sscanf(digits, format, &code); n != 1 || err != nil || code < 0x20 || code > 0x10ffff || code >= 0x7f && code < 0xa0 || code >= 0xd800 && code < 0xe000 {
		p.fail("math-character", at, "%q is no code of a character", text).Hint = `write it as \char"2211`
		return &failure{text}
	}
	return p.character(token{kind: char, r: code, pos: t.pos})
}

func (p *parser) operatorName(t token) node {
	star := p.star() || t.text == "operatornamewithlimits"
	tokens, ok := p.raw(t, needs(t.text, 1))
	if !ok {
		return &failure{}
	}
	if name, plain := operatorText(tokens); plain {
		return &symbol{text: name, kind: function, cls: op, limits: star, at: t.pos}
	}
	old := p.face
	p.face = faceUpright
	body := p.subRow(tokens)
	p.face = old
	return &classed{body: body, cls: op, limits: star}
}

// operatorText reads a name of letters, digits and spaces.
func operatorText(tokens []token) (string, bool) {
	var b strings.Builder
	for _, t := range tokens {
		switch {
		case t.kind == char && (t.r == '-' || t.r == '*' || t.r == '.' || isLetter(t.r) || t.r >= '0' && t.r <= '9'):
			b.WriteRune(t.r)
		case t.kind == blank:
		case t.kind == char && t.r == '~', t.kind == command && (t.text == " " || t.text == ";" || t.text == ":"):
			b.WriteRune('\u00a0')
		case t.kind == command && t.text == ",":
			b.WriteRune('\u2009')
		default:
			return "", false
		}
	}
	return b.String(), b.Len() > 0
}
