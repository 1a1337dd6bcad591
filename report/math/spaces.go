package math

import (
	"fmt"
	"strconv"
	"strings"
)

func registerSpaces() {
	for name, mu := range map[string]float64{
		",": 3, "thinspace": 3, ":": 4, ">": 4, "medspace": 4, ";": 5, "thickspace": 5, "!": -3, "negthinspace": -3, "negmedspace": -4,
		"negthickspace": -5, " ": 6, "space": 6, "nobreakspace": 6, "enspace": 9, "enskip": 9, "quad": 18, "qquad": 36, "/": 0, "-": 0, "allowbreak": 0,
		"nobreak": 0, "relax": 0, "null": 0, "strut": 0, "mathstrut": 0, "displaybreak": 0, "leavevmode": 0, "noindent": 0,
	} {
		commands[name] = func(*parser, token) node { return &space{mu: mu} }
	}
	commands["mathstrut"] = func(*parser, token) node {
		return &phantom{body: &symbol{text: "(", kind: operator}, height: true, depth: true}
	}
	commands["strut"] = commands["mathstrut"]
	for _, name := range []string{"hspace", "hskip", "kern", "mkern", "mskip", "mspace"} {
		commands[name] = func(p *parser, t token) node {
			p.star()
			if p.peekSolid().kind == lbrace {
				text, at, ok := p.plain(t, needs(t.text, 1))
				if !ok {
					return nil
				}
				return &space{mu: 18 * p.length(text, at)}
			}
			return &space{mu: 18 * p.bareLength(t)}
		}
	}
}

// ems are the units of lengths as parts of an em of ten points.
var ems = map[string]float64{
	"em": 1, "ex": 0.45, "mu": 1.0 / 18, "pt": 0.1, "pc": 1.2, "in": 7.227, "cm": 2.8453, "mm": 0.28453, "bp": 0.100375, "px": 0.075, "dd": 0.107, "cc": 1.284, "sp": 0.1 / 65536,
}

const maxLength = 100 // em; longer ones are mistakes or mischief

// length reads "3.5mm" and gives it in em.
func (p *parser) length(text string, at int) float64 {
	number := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyz ")
	unit := strings.TrimSpace(text[len(number):])
	number = strings.ReplaceAll(strings.TrimSpace(number), "−", "-")
	if number == "" {
		number = "1"
	}
	x, err := strconv.ParseFloat(number, 64)
	size, ok := ems[unit]
	switch {
	case err != nil || !ok:
		p.fail("math-length", at, "%q is no length", text).Hint = "a length is a number and one of em, ex, mu, pt, mm, cm, in"
		return 0
	case x*size > maxLength || x*size < -maxLength:
		p.fail("math-length", at, "the length %s exceeds %d em", text, maxLength)
		return 0
	}
	return x * size
}

// bareLength reads a length without braces, as \kern takes it.
func (p *parser) bareLength(t token) float64 {
	text := ""
	at := p.peekSolid().pos
	for {
		n := p.peek()
		if n.kind != char || !strings.ContainsRune("0123456789.-−+", n.r) {
			break
		}
		text += string(p.next().r)
	}
	for p.peek().kind == blank {
		p.next()
	}
	for range 2 {
		n := p.peek()
		if n.kind != char || !isLetter(n.r) {
			break
		}
		text += string(p.next().r)
	}
	if text == "" {
		p.unclosedOr(p.peek(), "math-argument-missing", t.pos, "%s", fmt.Sprintf(`\%s needs a length`, t.text))
		return 0
	}
	return p.length(text, at)
}

func registerSwitches() {
	for name, s := range map[string]styleSwitch{
		"displaystyle": styleDisplay, "textstyle": styleText, "scriptstyle": styleScript, "scriptscriptstyle": styleScriptScript,
	} {
		switches[name] = func(p *parser, _ token, stops stopper) node {
			return &styled{style: s, body: p.row(stops)}
		}
	}
	for name, scale := range map[string]float64{
		"tiny": 0.5, "scriptsize": 0.7, "footnotesize": 0.8, "small": 0.9, "normalsize": 1, "large": 1.2, "Large": 1.44, "LARGE": 1.728, "huge": 2.074, "Huge": 2.488,
	} {
		switches[name] = func(p *parser, _ token, stops stopper) node {
			return &resized{scale: scale, body: p.row(stops)}
		}
	}
	switches["color"] = func(p *parser, t token, stops stopper) node {
		color := p.color(t, needs("color", 1))
		return &colored{color: color, body: p.row(stops)}
	}
	for _, name := range []string{"newcommand", "renewcommand", "providecommand", "def", "gdef"} {
		switches[name] = func(p *parser, t token, _ stopper) node {
			if t.text == "gdef" {
				t.text = "def"
			}
			p.define(t)
			return nil
		}
	}
	switches["DeclareMathOperator"] = func(p *parser, t token, _ stopper) node {
		p.defineOperator(t)
		return nil
	}
	switches["label"] = func(p *parser, t token, _ stopper) node {
		if name, at, ok := p.plain(t, needs("label", 1)); ok {
			l := p.line()
			if l.Label != "" {
				p.fail("math-misplaced", at, `the line has two labels: %s and %s`, l.Label, name)
			}
			l.Label, l.LabelAt = name, p.place(at)
		}
		return nil
	}
	switches["tag"] = func(p *parser, t token, _ stopper) node {
		star := p.star()
		body := p.textGroup(words{}, t)
		l := p.line()
		if l.tag != nil {
			p.fail("math-misplaced", t.pos, `the line has two tags`)
			return nil
		}
		l.tag, l.Tag, l.Bare = body, plainText(body), star
		return nil
	}
	for _, name := range []string{"nonumber", "notag"} {
		switches[name] = func(p *parser, _ token, _ stopper) node {
			p.line().Unnumbered = true
			return nil
		}
	}
}
