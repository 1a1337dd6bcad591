package math

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

func textCommand(w words) handler {
	return func(p *parser, t token) node { return p.textGroup(w, t) }
}

// textGroup reads an argument in text mode: spaces count, $…$ is math.
func (p *parser) textGroup(w words, t token) node {
	tokens, ok := p.raw(t, needs(t.text, 1))
	if !ok && len(tokens) == 0 {
		return &failure{}
	}
	if !p.enter(t.pos) {
		return &failure{}
	}
	defer p.leave()
	return p.words(tokens, w)
}

// words sets tokens as text in one style.
func (p *parser) words(tokens []token, w words) node {
	out := &row{}
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			part := w
			part.text = tidyText(b.String())
			out.items = append(out.items, &part)
			b.Reset()
		}
	}
	frames := p.frames
	p.frames = []frame{{tokens: tokens}}
	for {
		t := p.next()
		if t.kind == end {
			break
		}
		switch t.kind {
		case blank:
			b.WriteByte(' ')
		case lbrace:
			inner := p.rest(t)
			flush()
			out.items = append(out.items, p.nested(inner, w, t))
		case rbrace:
		case command:
			p.textWord(t, &w, &b, out, flush)
		case char:
			p.textChar(t, &b, out, flush)
		default:
			f := p.fail("math-misplaced", t.pos, "%s has no meaning in text", t.source())
			f.Hint = `write \` + t.source() + ` for the sign, or $…$ for math`
		}
	}
	p.frames = frames
	flush()
	if len(out.items) == 1 {
		return out.items[0]
	}
	return out
}

func (p *parser) nested(tokens []token, w words, t token) node {
	if !p.enter(t.pos) {
		return &failure{}
	}
	defer p.leave()
	return p.count(p.words(tokens, w), t.pos)
}

// rest reads up to the brace that closes an opened one.
func (p *parser) rest(open token) []token {
	var tokens []token
	for depth := 0; ; {
		t := p.next()
		switch t.kind {
		case end:
			p.unclosed("math-brace-unbalanced", open.pos, "{ is never closed")
			return tokens
		case lbrace:
			depth++
		case rbrace:
			if depth--; depth < 0 {
				return tokens
			}
		}
		tokens = append(tokens, t)
	}
}

func (p *parser) textChar(t token, b *strings.Builder, out *row, flush func()) {
	switch t.r {
	case '~':
		b.WriteRune('\u00a0')
	case '$':
		var tokens []token
		for {
			m := p.next()
			if p.isChar(m, '$') {
				break
			}
			if m.kind == end {
				if !p.ended {
					p.fail("math-brace-unbalanced", t.pos, "$ is never closed").Hint = `write \$ for the sign`
				}
				break
			}
			tokens = append(tokens, m)
		}
		flush()
		out.items = append(out.items, p.subRow(tokens))
	default:
		b.WriteRune(t.r)
	}
}

// textStyles change the style for the rest of the text.
var textStyles = map[string]func(*words){
	"bf": func(w *words) { w.bold = true }, "bfseries": func(w *words) { w.bold = true }, "it": func(w *words) { w.italic = true },
	"itshape": func(w *words) { w.italic = true }, "em": func(w *words) { w.italic = true }, "tt": func(w *words) { w.mono = true }, "sf": func(w *words) { w.sans = true },
	"rm": func(w *words) { *w = words{} }, "normalfont": func(w *words) { *w = words{} }, "upshape": func(w *words) { w.italic = false },
}

var textSpaces = map[string]string{
	",": "\u2009", "thinspace": "\u2009", ":": "\u2005", ">": "\u2005", ";": "\u2004", " ": " ", "quad": "\u2003", "qquad": "\u2003\u2003", "enspace": "\u2002",
	"/": "", "!": "", "-": "", "@": "", "\\": " ", "newline": " ", "relax": "", "space": " ", "null": "", "nobreakspace": "\u00a0",
	"{": "{", "}": "}", "ldots": "…", "dots": "…", "textellipsis": "…", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
	"aa": "å", "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
	"lbrace": "{", "rbrace": "}", "textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textmu": "µ", "TeX": "TeX", "LaTeX": "LaTeX",
}

// textAccents give the combining character of \'e and its like.
var textAccents = map[string]string{
	"'": "\u0301", "`": "\u0300", "^": "\u0302", "\"": "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306",
	"H": "\u030b", "r": "\u030a", "k": "\u0328", "d": "\u0323", "b": "\u0331",
}

// textWord reads a command inside text.
func (p *parser) textWord(t token, w *words, b *strings.Builder, out *row, flush func()) {
	if _, ok := p.macro(t.text); ok && textSpaces[t.text] == "" {
		p.frames[len(p.frames)-1].next--
		p.expand(t)
		return
	}
	if s, ok := textSpaces[t.text]; ok {
		b.WriteString(s)
		return
	}
	if change, ok := textStyles[t.text]; ok {
		flush()
		change(w)
		return
	}
	if mark, ok := textAccents[t.text]; ok && t.text != "b" {
		if tokens, ok := p.raw(t, needs(t.text, 1)); ok {
			base := sourceOf(tokens)
			base = strings.NewReplacer(`\i`, "i", `\j`, "j").Replace(base)
			b.WriteString(norm.NFC.String(base + mark))
		}
		return
	}
	if t.text == "(" {
		var tokens []token
		for {
			m := p.next()
			if m.kind == end || m.kind == command && m.text == ")" {
				break
			}
			tokens = append(tokens, m)
		}
		flush()
		out.items = append(out.items, p.subRow(tokens))
		return
	}
	if s, ok := symbols().commands[t.text]; ok && (s.kind == sign || s.kind == letter) && len([]rune(s.text)) == 1 {
		b.WriteString(s.text)
		return
	}
	flush()
	if n := p.command(t); n != nil {
		if v, ok := n.(*words); ok { // \textbf inside \textit keeps both
			v.bold, v.italic = v.bold || w.bold, v.italic || w.italic
		}
		out.items = append(out.items, p.count(n, t.pos))
	}
}

// tidyText turns TeX's spellings of quotes and dashes into characters.
func tidyText(s string) string {
	return textDashes.Replace(s)
}

var textDashes = strings.NewReplacer("---", "—", "--", "–", "``", "“", "''", "”", "`", "‘", "'", "’")
