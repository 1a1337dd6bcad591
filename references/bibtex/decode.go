package bibtex

import (
	"strconv"
	"strings"
	"unicode"
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
	if strings.IndexAny(tex, "\\{}$%`'-~\n\"<>^_&") < 0 {
		return rich.Plain(tex).Trim(), nil
	}
	d := decoder{src: tex, budget: maxDecoded + len(tex)}
	d.group(0)
	for d.i < len(d.src) { // a brace that nothing opened is dropped
		d.i++
		d.group(0)
	}
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
	style   rich.Style
	link    string
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
	d.out = d.out.Add(rich.Run{Text: s, Style: d.style &^ upright, Link: d.link})
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
	for i := at - 1; i >= 0; i-- {
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

// StripComments takes TeX's comments out of a value that is cut up before it
// is decoded, such as a list of names.
func StripComments(value string) string {
	if strings.IndexByte(value, '%') < 0 {
		return value
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] == '%' && (i == 0 || value[i-1] != '\\') {
			if end := commentEnd(value, i); end >= 0 {
				i = end - 1
				continue
			}
		}
		b.WriteByte(value[i])
	}
	return b.String()
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
	saved := d.out
	d.out = nil
	d.argument()
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

// optional skips an argument in brackets.
func (d *decoder) optional() {
	if d.i < len(d.src) && d.src[d.i] == '[' {
		if end := strings.IndexByte(d.src[d.i:], ']'); end >= 0 {
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
		if last := d.last(); unicode.IsLetter(last) || unicode.IsDigit(last) {
			s = "\u00a0" + s
		}
		if rest := strings.TrimLeft(d.src[d.i:], " "); rest != "" && strings.IndexByte("^_({)}$,", rest[0]) < 0 {
			s += "\u00a0"
		}
	}
	d.emit(s)
}

// last is the character before the cursor, as decoded.
func (d *decoder) last() rune {
	if len(d.out) == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(d.out[len(d.out)-1].Text)
	return r
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

// SafeLink tells whether an address may become a link: http, https, ftp, doi
// and mailto, nothing that a browser would run.
func SafeLink(address string) bool {
	lower := strings.ToLower(address)
	for _, scheme := range []string{"https://", "http://", "ftp://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	return false
}

// Verbatim reads a field that is no text but an address or a number: TeX's
// escapes and \url are taken off, nothing else is touched.
func Verbatim(value string) string {
	s := strings.TrimSpace(value)
	for _, command := range []string{`\url`, `\path`, `\nolinkurl`} {
		if rest, ok := strings.CutPrefix(s, command); ok {
			s = strings.TrimSpace(rest)
		}
	}
	for strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") && len(s) >= 2 {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return unescape(s)
}

// unescape takes the backslash from characters that TeX makes people escape,
// and line breaks out of long addresses.
func unescape(s string) string {
	if strings.IndexAny(s, "\\\n{") < 0 {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte("_%&#~${}", s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
			if s[i] == '~' && strings.HasPrefix(s[i+1:], "{}") {
				i += 2
			}
		case c == '{' && i+2 < len(s) && s[i+2] == '}' && strings.IndexByte("_%&#~", s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i += 2
		case c == '\n' || c == '\r' || c == '\t':
		default:
			b.WriteByte(c)
		}
	}
	out := strings.ReplaceAll(b.String(), `\textasciitilde `, "~")
	out = strings.ReplaceAll(out, `\textasciitilde`, "~")
	out = strings.ReplaceAll(out, "$\\sim$", "~")
	return strings.TrimSpace(out)
}
