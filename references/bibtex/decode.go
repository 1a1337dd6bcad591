package bibtex

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"reckon/references/rich"
)

// Decode turns the TeX of a value into text: accents and symbols into
// characters, fonts, sub- and superscripts into styles, simple mathematics
// into Unicode, quotes and dashes as TeX sets them. Words in braces keep their
// case ([rich.NoCase]), except where a brace begins with a command, as in
// {\'e}, which is one letter for BibTeX.
//
// unknown lists the commands that were not understood, in order; their
// arguments are kept as text.
func Decode(tex string) (text rich.Text, unknown []string) {
	if !strings.ContainsAny(tex, "\\{}$%`'-~\n\"<>^_&") {
		return rich.Plain(tex).Trim(), nil
	}
	d := decoder{src: tex, budget: maxDecoded + len(tex), newline: strings.LastIndexByte(tex, '\n')}
	d.group(0)
	for d.i < len(d.src) { // a brace that nothing opened is dropped
		d.i++
		d.group(0)
	}
	d.flush()
	text = d.out.Trim()
	for i := range text {
		text[i].Text = norm.NFC.String(text[i].Text)
	}
	return text, d.unknown
}

// Plain is [Decode] without styles.
func Plain(tex string) string {
	t, _ := Decode(tex)
	return t.String()
}

// maxDecoded bounds the growth of a value by commands that repeat text.
const maxDecoded = 1 << 16

type decoder struct {
	src     string
	i       int
	out     rich.Text
	run     strings.Builder // the text behind out, of style was and link at
	was     rich.Style
	at      string
	char    rune // the last one emitted
	style   rich.Style
	link    string
	newline int // offset of the last line end
	math    bool
	case_   byte // 'U' or 'L' inside \MakeUppercase, \MakeLowercase
	quotes  int
	depth   int
	budget  int
	unknown []string
}

func (d *decoder) emit(s string) {
	if d.budget -= len(s); d.budget < 0 {
		return
	}
	switch d.case_ {
	case 'U':
		s = strings.ToUpper(s)
	case 'L':
		s = strings.ToLower(s)
	}
	if s == "" {
		return
	}
	if style := d.style &^ upright; style != d.was || d.link != d.at {
		d.flush()
		d.was, d.at = style, d.link
	}
	d.run.WriteString(s)
	d.char, _ = utf8.DecodeLastRuneInString(s)
}

// flush ends the run that is being written.
func (d *decoder) flush() {
	d.out = d.out.Add(rich.Run{Text: d.run.String(), Style: d.was, Link: d.at})
	d.run.Reset()
}

// group decodes up to the brace that closes the group (or the character stop,
// where it is not 0) and leaves the cursor on it.
func (d *decoder) group(stop byte) {
	for d.i < len(d.src) {
		c := d.src[d.i]
		switch {
		case c == '}' || stop != 0 && c == stop:
			return
		case c == '{':
			d.braces()
		case c == '\\':
			d.command()
		case c == '$':
			d.i++
			if d.math {
				return
			}
			for d.i < len(d.src) && d.src[d.i] == '$' {
				d.i++ // $$ is display; here the same
			}
			d.inMath('$')
		case c == '%' && d.comment():
		case d.math:
			d.mathChar()
		default:
			d.textChar()
		}
	}
}

// inMath decodes up to a closing dollar or \).
func (d *decoder) inMath(stop byte) {
	d.math = true
	d.group(stop)
	d.math = false
	for d.i < len(d.src) && stop == '$' && d.src[d.i] == '$' {
		d.i++
	}
}

// comment skips a % that begins a comment. In a title "5 % of" is more often
// meant than a comment, so that one needs a line end behind it and no digit
// before it.
func (d *decoder) comment() bool {
	if d.i > d.newline {
		return false
	}
	end := commentEnd(d.src, d.i)
	if end < 0 {
		return false
	}
	d.i = end
	return true
}

// commentEnd finds where the comment at a % ends, -1 if it is none.
func commentEnd(s string, at int) int {
	end := strings.IndexByte(s[at:], '\n')
	if end < 0 {
		return -1
	}
	for i := at - 1; i >= max(0, at-8); i-- {
		if s[i] >= '0' && s[i] <= '9' {
			return -1
		}
		if s[i] != ' ' {
			break
		}
	}
	for at += end + 1; at < len(s) && spaceByte(s[at]); at++ {
	}
	return at
}

// braces decodes a group in braces.
func (d *decoder) braces() {
	if d.depth >= maxNesting {
		d.i++
		return
	}
	saved, savedCase := d.style, d.case_
	d.i++
	if d.i < len(d.src) && d.src[d.i] != '\\' && !d.math {
		d.style |= rich.NoCase
	}
	d.depth++
	d.group(0)
	d.depth--
	if d.i < len(d.src) {
		d.i++
	}
	d.style, d.case_ = saved, savedCase
}

// ligatures are what TeX's fonts make of plain characters, longest first.
var ligatures = []struct{ tex, text string }{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"`", "‘"}, {"'", "’"}, {"~", "\u00a0"},
	{"!`", "¡"}, {"?`", "¿"}, {",,", "„"}, {"<<", "«"}, {">>", "»"},
}

func (d *decoder) textChar() {
	rest := d.src[d.i:]
	for _, l := range ligatures {
		if strings.HasPrefix(rest, l.tex) {
			d.i += len(l.tex)
			d.emit(l.text)
			return
		}
	}
	end := 1
	for end < len(rest) && strings.IndexByte("\\{}$%`'-~!?,<>]", rest[end]) < 0 {
		end++
	}
	d.i += end
	d.emit(rest[:end])
}

// mathChar decodes one character of a formula: letters are italic, spaces
// vanish, ^ and _ raise and lower.
func (d *decoder) mathChar() {
	r, n := utf8.DecodeRuneInString(d.src[d.i:])
	d.i += n
	switch {
	case r == '^' || r == '_':
		saved := d.style
		if r == '^' {
			d.style |= rich.Sup
		} else {
			d.style |= rich.Sub
		}
		d.argument()
		d.style = saved
	case r == '-':
		d.emit("−")
	case r == '\'':
		d.emit("′")
	case r == '*':
		d.emit("∗")
	case r == '~':
		d.emit("\u00a0")
	case r == '=' || r == '<' || r == '>':
		if d.style&(rich.Sup|rich.Sub) == 0 {
			d.emit("\u00a0" + string(r) + "\u00a0")
		} else {
			d.emit(string(r))
		}
	case r <= ' ' || r == '&':
	case r < utf8.RuneSelf && isLetter(byte(r)):
		saved := d.style
		if d.style&upright == 0 {
			d.style |= rich.Italic
		}
		d.style &^= upright
		d.emit(string(r))
		d.style = saved
	default:
		saved := d.style
		d.style &^= upright
		d.emit(string(r))
		d.style = saved
	}
}

// upright marks letters of a formula that \mathrm keeps upright. It never
// leaves the decoder.
const upright rich.Style = 1 << 7
