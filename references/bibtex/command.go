package bibtex

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"reckon/references/rich"
)

// argument decodes the next argument in place: a group, a command, or one
// character.
func (d *decoder) argument() {
	if d.depth >= maxNesting {
		return
	}
	d.depth++
	defer func() { d.depth-- }()
	for d.i < len(d.src) && spaceByte(d.src[d.i]) {
		d.i++
	}
	if d.i >= len(d.src) {
		return
	}
	switch c := d.src[d.i]; c {
	case '{':
		saved, savedCase := d.style, d.case_
		d.i++
		d.group(0)
		if d.i < len(d.src) {
			d.i++
		}
		d.style, d.case_ = saved, savedCase
	case '}', '$':
	case '\\':
		d.command()
	default:
		if d.math {
			d.mathChar()
			return
		}
		_, n := utf8.DecodeRuneInString(d.src[d.i:])
		d.emit(d.src[d.i : d.i+n])
		d.i += n
	}
}

// apart decodes an argument into a text of its own.
func (d *decoder) apart() rich.Text {
	d.flush()
	saved := d.out
	d.out = nil
	d.argument()
	d.flush()
	t := d.out
	d.out = saved
	return t
}

// raw returns the next argument undecoded.
func (d *decoder) raw() string {
	for d.i < len(d.src) && spaceByte(d.src[d.i]) {
		d.i++
	}
	if d.i >= len(d.src) || d.src[d.i] == '}' {
		return ""
	}
	if d.src[d.i] != '{' {
		_, n := utf8.DecodeRuneInString(d.src[d.i:])
		d.i += n
		return d.src[d.i-n : d.i]
	}
	depth := 0
	for k := d.i; k < len(d.src); k++ {
		switch d.src[k] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				s := d.src[d.i+1 : k]
				d.i = k + 1
				return s
			}
		}
	}
	s := d.src[d.i+1:]
	d.i = len(d.src)
	return s
}

// maxOptional is the longest argument in brackets, in bytes.
const maxOptional = 256

// optional skips an argument in brackets.
func (d *decoder) optional() {
	if d.i < len(d.src) && d.src[d.i] == '[' {
		if end := strings.IndexByte(d.src[d.i:min(d.i+maxOptional, len(d.src))], ']'); end >= 0 {
			d.i += end + 1
		}
	}
}

// command decodes a backslash and what belongs to it.
func (d *decoder) command() {
	from := d.i
	d.i++
	if d.i >= len(d.src) {
		d.emit("\\")
		return
	}
	name := d.commandName()
	if mark, ok := accents[name]; ok && !(d.math && len(name) == 1 && strings.Contains("':=", name)) {
		d.accent(name, mark)
		return
	}
	if isLetter(name[0]) {
		d.swallow(name)
	}
	if s, ok := letterCommands[name]; ok {
		d.emit(s)
		return
	}
	if f, ok := fonts[name]; ok {
		d.font(name, f)
		return
	}
	if d.special(name) {
		return
	}
	if s, ok := mathSymbols[name]; ok {
		d.symbol(s)
		return
	}
	if s, ok := symbols[name]; ok {
		d.emit(s)
		return
	}
	d.unknown = append(d.unknown, "\\"+name)
	if d.i < len(d.src) && (d.src[d.i] == '{' || d.src[d.i] == '[') {
		d.optional()
		for d.i < len(d.src) && d.src[d.i] == '{' && d.depth < maxNesting {
			d.argument()
		}
		return
	}
	d.emit(strings.TrimRight(d.src[from:d.i], " \t\n"))
}

func (d *decoder) commandName() string {
	from := d.i
	for d.i < len(d.src) && isLetter(d.src[d.i]) {
		d.i++
	}
	if d.i == from {
		_, n := utf8.DecodeRuneInString(d.src[d.i:])
		d.i += n
	} else if d.i < len(d.src) && d.src[d.i] == '*' {
		d.i++
		return d.src[from : d.i-1]
	}
	return d.src[from:d.i]
}

// swallow skips the space behind a command, and an empty group that ends it.
func (d *decoder) swallow(name string) {
	if strings.HasPrefix(d.src[d.i:], "{}") {
		if _, font := fonts[name]; !font {
			d.i += 2
		}
		return
	}
	for d.i < len(d.src) && spaceByte(d.src[d.i]) {
		d.i++
	}
}

// symbol emits a character of mathematics, with space around relations inside
// a formula.
func (d *decoder) symbol(s string) {
	saved := d.style
	d.style &^= upright
	defer func() { d.style = saved }()
	if d.math && d.style&(rich.Sup|rich.Sub) == 0 && strings.Contains("≤≥≠≈∼≃≅≡∝≪≫→←⇒×±⇌", s) {
		s = "\u00a0" + s + "\u00a0"
	}
	if d.math && isLetter(s[0]) { // log, sin: a space on either side
		if unicode.IsLetter(d.char) || unicode.IsDigit(d.char) {
			s = "\u00a0" + s
		}
		if rest := strings.TrimLeft(d.src[d.i:], " "); rest != "" && strings.IndexByte("^_({)}$,", rest[0]) < 0 {
			s += "\u00a0"
		}
	}
	d.emit(s)
}

// accent puts a mark on the first character of the argument.
func (d *decoder) accent(name string, mark rune) {
	if isLetter(name[0]) {
		for d.i < len(d.src) && spaceByte(d.src[d.i]) {
			d.i++
		}
	}
	saved := d.style
	arg := d.apart()
	d.style = saved
	for k := range arg {
		s := arg[k].Text
		if s == "" {
			continue
		}
		r, n := utf8.DecodeRuneInString(s)
		if r == 'ı' && mark < 0x320 {
			r = 'i'
		}
		if r == 'ȷ' && mark < 0x320 {
			r = 'j'
		}
		if r == ' ' || r == '\u00a0' {
			break
		}
		arg[k].Text = norm.NFC.String(string(r)+string(mark)) + s[n:]
		for _, run := range arg {
			d.style = run.Style
			d.emit(run.Text)
		}
		d.style = saved
		return
	}
	switch name { // an accent on nothing prints itself
	case "~", "^", "`":
		d.emit(name)
	case "'":
		d.emit("´")
	case "\"":
		d.emit("¨")
	}
}

func (d *decoder) font(name string, f fontCommand) {
	saved, savedCase := d.style, d.case_
	switch f.style {
	case 'e':
		d.style ^= rich.Italic
	case 'i':
		d.style |= rich.Italic
	case 'b':
		d.style |= rich.Bold
	case 'c':
		d.style |= rich.SmallCaps
	case 'u':
		d.style |= rich.Sup
	case 'l':
		d.style |= rich.Sub
	case 'n':
		d.style |= rich.NoCase
	case 'r':
		d.style &^= rich.Italic | rich.SmallCaps
		if d.math {
			d.style |= upright
		}
	case 'U', 'L':
		d.case_ = f.style
	}
	if f.declare {
		return // to the end of the group, which restores
	}
	math := d.math
	if name == "ensuremath" {
		d.math = true
	} else if strings.HasPrefix(name, "text") || name == "mbox" || name == "hbox" {
		d.math = false
		d.style &^= upright
	}
	if f.style == 'B' {
		d.blackboard()
	} else {
		d.argument()
	}
	d.math = math
	d.style, d.case_ = saved, savedCase
}

// blackboard sets the letters of number sets.
func (d *decoder) blackboard() {
	for _, r := range d.raw() {
		if i := strings.IndexRune("CHNPQRZ", r); i >= 0 {
			d.emit(string([]rune("ℂℍℕℙℚℝℤ")[i]))
			continue
		}
		d.emit(string(r))
	}
}

// special decodes the commands with arguments of their own kind.
func (d *decoder) special(name string) bool {
	switch name {
	case "(":
		if !d.math {
			d.math = true
			for d.i < len(d.src) && d.math && d.src[d.i] != '}' {
				from := d.i
				d.group(0)
				if d.i == from {
					break
				}
			}
			d.math = false
		}
	case ")":
		d.math = false
	case "url", "nolinkurl", "path":
		address := unescape(d.raw())
		saved := d.link
		if SafeLink(address) {
			d.link = address
		}
		d.emit(address)
		d.link = saved
	case "href":
		address := unescape(d.raw())
		saved := d.link
		if SafeLink(address) {
			d.link = address
		}
		d.argument()
		d.link = saved
	case "enquote", "mkbibquote", "textquote", "hyphenquote", "foreignquote", "blockquote":
		if name == "hyphenquote" || name == "foreignquote" {
			d.raw()
		}
		d.between([]string{"“", "‘"}[d.quotes%2], []string{"”", "’"}[d.quotes%2])
	case "mkbibparens", "parens":
		d.between("(", ")")
	case "mkbibbrackets":
		d.between("[", "]")
	case "frac", "tfrac", "dfrac", "sfrac", "nicefrac":
		d.argument()
		d.emit("/")
		d.argument()
	case "sqrt":
		d.emit("√")
		d.argument()
	case "textcolor", "foreignlanguage", "raisebox", "scalebox", "color", "selectlanguage", "fontsize", "texorpdfstring":
		switch name {
		case "texorpdfstring":
			d.argument()
			d.raw()
		case "color", "selectlanguage":
			d.raw()
		case "fontsize":
			d.raw()
			d.raw()
		default:
			d.raw()
			d.optional()
			d.argument()
		}
	case "noopsort", "NOOP", "noop", "SortNoop", "sortnoop", "noopSort", "phantom", "hphantom", "vphantom", "label", "index", "nocite", "begin", "end", "hspace", "vspace", "thanks", "footnote", "ignorespaces", "vspaceX", "texttrademarkX":
		if d.i < len(d.src) && d.src[d.i] == '{' {
			d.raw()
		}
	case "char", "symbol", "unichar", "ElsevierGlyph", "Unicode":
		d.codePoint(name)
	case "bibstring", "bibsstring", "biblstring", "bibcpstring", "autocite", "cite", "citet", "citep", "parencite", "textcite":
		d.emit(d.raw())
	case "stackrel", "overset", "underset":
		d.raw()
		d.argument()
	default:
		return false
	}
	return true
}

// between sets an argument between two marks.
func (d *decoder) between(open, shut string) {
	d.emit(open)
	saved := d.style
	d.style |= rich.NoCase // words quoted are somebody's own
	d.quotes++
	d.argument()
	d.quotes--
	d.style = saved
	d.emit(shut)
}

// codePoint emits a character given by its number: \char"2014, \symbol{65}.
func (d *decoder) codePoint(name string) {
	var s string
	if name == "char" {
		from := d.i
		for d.i < len(d.src) && (d.src[d.i] == '"' && d.i == from || strings.IndexByte("0123456789ABCDEFabcdef", d.src[d.i]) >= 0) {
			d.i++
		}
		s = d.src[from:d.i]
	} else {
		s = d.raw()
	}
	base := 10
	if rest, ok := strings.CutPrefix(s, `"`); ok {
		s, base = rest, 16
	}
	if name == "ElsevierGlyph" || name == "Unicode" {
		base = 16
	}
	if n, err := strconv.ParseInt(s, base, 32); err == nil && n >= ' ' && utf8.ValidRune(rune(n)) {
		d.emit(string(rune(n)))
	}
}
