package bibtex

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reckon/internal/diag"
)

// Parse reads a text in UTF-8. It never fails: what cannot be read becomes a
// finding at its line and column, and reading goes on behind it. name is the
// file's name in places. Several files share their @string definitions when
// they are read by one [Reader].
func Parse(name, src string) (*File, diag.List) {
	var r Reader
	return r.Parse(name, src)
}

// A Reader reads the files of one bibliography: @string definitions and keys
// hold from file to file. The zero Reader is ready.
type Reader struct {
	macros   map[string]string
	names    []string // of macros, for suggestions
	keys     map[string]diag.Pos
	expanded int
	entries  int
	hints    int
	full     bool // a limit was hit and reported
}

// A parser holds the state of one file.
type parser struct {
	*Reader
	file     *File
	src      string
	off      int
	lines    []int // offsets at which lines begin
	runes    []int // characters before every step-th offset
	hopeless bool  // a value ran to the end of the file; see value
	found    diag.List
}

// Parse reads one more file.
func (r *Reader) Parse(name, src string) (*File, diag.List) {
	if r.macros == nil {
		r.macros, r.keys = map[string]string{}, map[string]diag.Pos{}
	}
	p := &parser{Reader: r, file: &File{Name: name}, src: strings.TrimPrefix(src, "\ufeff")}
	p.index()
	for p.nextAt() {
		p.command()
	}
	p.found.Sort()
	return p.file, p.found
}

// step is the distance of the offsets at which characters are counted ahead,
// so that a place in a line of any length is found at once.
const step = 128

func (p *parser) index() {
	p.lines = []int{0}
	runes := 0
	for i := range len(p.src) {
		if i%step == 0 {
			p.runes = append(p.runes, runes)
		}
		if utf8.RuneStart(p.src[i]) {
			runes++
		}
		if p.src[i] == '\n' {
			p.lines = append(p.lines, i+1)
		}
	}
	p.runes = append(p.runes, runes)
}

// runesBefore counts the characters before an offset.
func (p *parser) runesBefore(off int) int {
	n := p.runes[off/step]
	for i := off / step * step; i < off; i++ {
		if utf8.RuneStart(p.src[i]) {
			n++
		}
	}
	return n
}

// pos gives the place of an offset.
func (p *parser) pos(off int) diag.Pos {
	i, found := slices.BinarySearch(p.lines, off)
	if !found {
		i--
	}
	return diag.Pos{File: p.file.Name, Line: i + 1, Column: p.runesBefore(off) - p.runesBefore(p.lines[i]) + 1}
}

// nextAt moves to the next @ outside comments.
func (p *parser) nextAt() bool {
	for p.off < len(p.src) {
		switch p.src[p.off] {
		case '@':
			return true
		case '%':
			p.skipLine()
		default:
			p.off++
		}
	}
	return false
}

func (p *parser) skipLine() {
	if i := strings.IndexByte(p.src[p.off:], '\n'); i >= 0 {
		p.off += i + 1
	} else {
		p.off = len(p.src)
	}
}

// space skips white space and comments to the end of a line.
func (p *parser) space() {
	for p.off < len(p.src) {
		c := p.src[p.off]
		switch {
		case c == '%':
			p.skipLine()
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v':
			p.off++
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(p.src[p.off:])
			if !unicode.IsSpace(r) && r != '\ufeff' {
				return
			}
			p.off += n
		default:
			return
		}
	}
}

// peek is the next byte, 0 at the end.
func (p *parser) peek() byte {
	if p.off < len(p.src) {
		return p.src[p.off]
	}
	return 0
}

// word reads a name: of a command, a field or a string. Names hold anything
// but white space and the characters that mean something to BibTeX.
func (p *parser) word() string {
	from := p.off
	for p.off < len(p.src) {
		c := p.src[p.off]
		if c <= ' ' || c == 0x7f || strings.IndexByte("\"#%'(),={}", c) >= 0 {
			break
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(p.src[p.off:])
			if unicode.IsSpace(r) {
				break
			}
			p.off += n
			continue
		}
		p.off++
	}
	return p.src[from:p.off]
}

// command reads one @ and what belongs to it.
func (p *parser) command() {
	at := p.off
	p.off++
	p.space()
	kind := strings.ToLower(p.word())
	afterWord := p.off
	if kind == "comment" {
		p.comment()
		return
	}
	p.space()
	open := p.peek()
	if kind == "" || open != '{' && open != '(' {
		// An @ in the text between entries: part of an address, or an entry
		// that somebody began and did not finish.
		p.off = afterWord
		if before, _ := utf8.DecodeLastRuneInString(p.src[:at]); kind != "" && !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			p.found.Warn("bibtex-syntax", p.pos(at), "@%s begins no entry: { is missing", kind).
				Hint = "write @" + kind + "{key, ...}, or write (at) in a remark"
		}
		return
	}
	p.off++
	shut := byte('}')
	if open == '(' {
		shut = ')'
	}
	switch kind {
	case "string":
		p.defineString(at, shut)
	case "preamble":
		if v, _, ok := p.value(shut, at, "@preamble"); ok {
			p.file.Preamble = append(p.file.Preamble, v)
			p.finish(shut, at, "@preamble")
		}
	default:
		p.entry(kind, at, shut)
	}
}

// comment skips @comment: the group behind it if there is one that ends, else
// the line.
func (p *parser) comment() {
	for p.peek() == ' ' || p.peek() == '\t' {
		p.off++
	}
	if p.peek() != '{' {
		p.skipLine()
		return
	}
	from := p.off
	if p.hopeless {
		p.skipLine()
		return
	}
	if _, ok := p.braced(); !ok {
		p.off = from
		p.skipLine()
	}
}

func (p *parser) defineString(at int, shut byte) {
	p.space()
	nameAt := p.off
	name := strings.ToLower(p.word())
	if name == "" {
		p.fail(at, shut, p.off, "expected the name of a string in @string")
		return
	}
	p.space()
	if p.peek() != '=' {
		p.fail(at, shut, p.off, "expected = after %s in @string", name)
		return
	}
	p.off++
	v, valueAt, ok := p.value(shut, at, name)
	if !ok {
		return
	}
	if _, known := p.macros[name]; !known {
		p.names = append(p.names, name)
	}
	p.macros[name] = v
	p.file.Strings = append(p.file.Strings, Field{Name: name, Value: v, At: p.pos(nameAt), ValueAt: valueAt})
	p.finish(shut, at, "@string")
}

// finish expects the delimiter that ends a command, with a comma before it
// forgiven.
func (p *parser) finish(shut byte, at int, what string) bool {
	p.space()
	if p.peek() == ',' {
		p.off++
		p.space()
	}
	if p.peek() == shut {
		p.off++
		return true
	}
	p.fail(at, shut, p.off, "expected %c to end %s", shut, what)
	return false
}

// entry reads a key and fields. Whatever was read before something went wrong
// is kept.
func (p *parser) entry(kind string, at int, shut byte) {
	e := &Entry{Type: kind, At: p.pos(at)}
	brace := p.off
	p.space()
	keyAt := p.off
	e.Key = p.key(shut)
	e.KeyAt = p.pos(keyAt)
	ok := true
	if e.Key == "" {
		p.found.Add("bibtex-key-missing", p.pos(brace), "this @%s has no key", kind).
			Hint = "write @" + kind + "{key, ...: the key is what a manuscript cites"
	}
	p.space()
	switch p.peek() {
	case ',':
		p.off++
		ok = p.fields(e, at, shut)
	case shut:
		p.off++
	case '=': // no key: its place holds the first field
		p.off = keyAt
		e.Key = ""
		p.found.Add("bibtex-key-missing", p.pos(brace), "this @%s has no key", kind).
			Hint = "write @" + kind + "{key, ...: the key is what a manuscript cites"
		ok = p.fields(e, at, shut)
	default:
		if e.Key != "" || p.off >= len(p.src) {
			p.fail(at, shut, p.off, "expected , after the key %s", quote(e.Key))
		} else {
			p.recover(shut)
		}
		ok = false
	}
	e.Broken = e.Broken || !ok
	p.keep(e)
}

// key reads a citation key: up to a comma, the end of the entry, or white
// space. In parentheses a key may hold them.
func (p *parser) key(shut byte) string {
	from := p.off
	for p.off < len(p.src) {
		c := p.src[p.off]
		if c == ',' || c <= ' ' || c == '=' || c == '"' && p.off == from || c == '{' && p.off == from || c == '}' && shut == '}' {
			break
		}
		p.off++
	}
	key := p.src[from:p.off]
	if c := p.peek(); c == ' ' || c == '\t' {
		// Some programs write keys with spaces. They cannot be cited that way,
		// but the entry is worth reading.
		i := p.off
		for i < len(p.src) && strings.IndexByte(",\n{}=\"", p.src[i]) < 0 {
			i++
		}
		if i < len(p.src) && p.src[i] == ',' && strings.TrimSpace(p.src[p.off:i]) != "" && !strings.Contains(p.src[p.off:i], "%") {
			key = strings.TrimSpace(p.src[from:i])
			p.off = i
		}
	}
	return key
}

// fields reads fields up to the end of the entry.
func (p *parser) fields(e *Entry, at int, shut byte) bool {
	for {
		p.space()
		for p.peek() == ',' { // a comma too many is forgiven
			p.off++
			p.space()
		}
		if p.peek() == shut {
			p.off++
			return true
		}
		nameAt := p.off
		if p.off >= len(p.src) || p.atEntry(p.off) {
			p.unclosed(at, shut, e)
			return false
		}
		name := p.word()
		switch {
		case name == "":
			p.fail(at, shut, nameAt, "expected the name of a field or %c in %s", shut, entryName(e))
			return false
		case name[0] >= '0' && name[0] <= '9':
			p.fail(at, shut, nameAt, "a field cannot begin with a digit: %s in %s", quote(name), entryName(e))
			return false
		}
		p.space()
		if p.peek() != '=' {
			p.fail(at, shut, nameAt, "expected = after %s in %s", quote(name), entryName(e))
			p.found[len(p.found)-1].Hint = "write " + name + " = {…},"
			return false
		}
		p.off++
		f := Field{Name: strings.ToLower(name), At: p.pos(nameAt)}
		before := len(p.found)
		v, valueAt, ok := p.value(shut, at, f.Name)
		f.Value, f.ValueAt = v, valueAt
		e.Broken = e.Broken || len(p.found) > before
		if !ok {
			return false
		}
		p.addField(e, f)
		p.space()
		switch p.peek() {
		case ',', shut:
		default:
			if p.off >= len(p.src) || p.atEntry(p.off) {
				p.unclosed(at, shut, e)
				return false
			}
			if p.missingComma() {
				p.found.Add("bibtex-syntax", p.pos(p.off), "expected , after the value of %s in %s", f.Name, entryName(e)).
					Hint = "end each field with a comma"
				continue
			}
			p.fail(at, shut, p.off, "expected , or %c after the value of %s in %s", shut, f.Name, entryName(e))
			return false
		}
	}
}

// missingComma tells whether "name =" follows, so that only a comma is missing.
func (p *parser) missingComma() bool {
	from := p.off
	defer func() { p.off = from }()
	name := p.word()
	if name == "" || name[0] >= '0' && name[0] <= '9' {
		return false
	}
	p.space()
	return p.peek() == '='
}

func (p *parser) addField(e *Entry, f Field) {
	if old := e.Field(f.Name); old != nil {
		p.found.Warn("bibtex-field-twice", f.At, "%s has %s twice; first at %s", entryName(e), f.Name, old.At).
			Hint = "the first one is used; remove the other"
		return
	}
	if len(e.Fields) == maxFields {
		if !p.full {
			p.full = true
			p.found.Add("bibtex-limit", f.At, "%s has more than %d fields", entryName(e), maxFields)
		}
		return
	}
	e.Fields = append(e.Fields, f)
}

// keep adds an entry to the file unless its key is taken.
func (p *parser) keep(e *Entry) {
	if e.Key == "" || p.full {
		return
	}
	if first, taken := p.keys[e.Key]; taken {
		p.found.Add("bibtex-key-twice", e.KeyAt, "the key %s is used twice; first at %s", quote(e.Key), first).
			Hint = "rename one of the two, or remove it if they are the same work"
		return
	}
	if p.entries++; p.entries > maxEntries {
		p.full = true
		p.found.Add("bibtex-limit", e.At, "the bibliography has more than %d entries", maxEntries)
		return
	}
	p.keys[e.Key] = e.KeyAt
	p.file.Entries = append(p.file.Entries, e)
}

func entryName(e *Entry) string {
	if e.Key == "" {
		return "this @" + e.Type
	}
	return "@" + e.Type + "{" + shorten(e.Key) + "}"
}

// shorten keeps text in a message readable.
func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func quote(s string) string { return `"` + shorten(strings.ToValidUTF8(s, "\ufffd")) + `"` }
