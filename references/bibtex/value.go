package bibtex

import (
	"strings"
	"unicode/utf8"

	"reckon/internal/diag"
)

// value reads the parts of a value joined by #. On failure it has reported and
// moved on; the entry that began at the offset at is over.
func (p *parser) value(shut byte, at int, of string) (v string, place diag.Pos, ok bool) {
	var b strings.Builder
	for first := true; ; first = false {
		p.space()
		from := p.off
		part, at2, ok := p.part(shut, at, of)
		if !ok {
			return "", diag.Pos{}, false
		}
		if first {
			place = p.pos(max(from, at2))
		}
		b.WriteString(part)
		p.space()
		if p.peek() != '#' {
			return b.String(), place, true
		}
		p.off++
	}
}

// part reads one part of a value; textAt is the offset of its text.
func (p *parser) part(shut byte, at int, of string) (text string, textAt int, ok bool) {
	from := p.off
	switch c := p.peek(); {
	case c == '{':
		text, ok = p.braced()
		if !ok {
			p.unended(from, at, shut, '}', of)
		}
		return text, from + 1, ok
	case c == '"':
		text, ok = p.quoted()
		if !ok {
			p.unended(from, at, shut, '"', of)
		}
		return text, from + 1, ok
	case c >= '0' && c <= '9':
		for p.off < len(p.src) && p.src[p.off] >= '0' && p.src[p.off] <= '9' {
			p.off++
		}
		if next := p.peek(); next == ',' || next <= ' ' || next == '#' || next == shut || next == '%' {
			return p.src[from:p.off], from, true
		}
		p.off = from
	}
	name := p.word()
	if name == "" {
		p.fail(at, shut, p.off, "expected a value of %s: a text in {} or \"\", a number, or the name of a string", of)
		return "", from, false
	}
	if name[0] >= '0' && name[0] <= '9' {
		p.found.Add("bibtex-syntax", p.pos(from), "the value of %s needs braces: %s", of, quote(name)).
			Hint = "write " + of + " = {" + shorten(name) + "}"
		return name, from, true
	}
	return p.expand(name, from), from, true
}

// expand replaces the name of a string.
func (p *parser) expand(name string, from int) string {
	lower := strings.ToLower(name)
	v, known := p.macros[lower]
	if !known {
		v, known = months[lower]
	}
	if !known {
		f := p.found.Add("bibtex-string-unknown", p.pos(from), "no @string is called %s", quote(name))
		f.Hint = "put text in braces: {" + shorten(name) + "}"
		if p.hints++; p.hints <= maxHints {
			if near := diag.DidYouMean(lower, p.names); near != "" {
				f.Hint = near
			}
		}
		return ""
	}
	if p.expanded += len(v); p.expanded > maxMacros {
		if !p.full {
			p.full = true
			p.found.Add("bibtex-limit", p.pos(from), "the strings of this file expand to more than %d MB", maxMacros>>20)
		}
		return ""
	}
	return v
}

// braced reads a text in braces, the cursor on the first. As for BibTeX, every
// brace counts, also one behind a backslash.
func (p *parser) braced() (string, bool) {
	from := p.off + 1
	depth := 0
	for i := p.off; i < len(p.src); i++ {
		switch p.src[i] {
		case '{':
			if depth++; depth > maxNesting {
				p.found.Add("bibtex-limit", p.pos(i), "braces nest deeper than %d", maxNesting)
				p.off = i
				return "", false
			}
		case '}':
			if depth--; depth == 0 {
				p.off = i + 1
				return p.src[from:i], true
			}
		case '@':
			if p.hopeless && p.atEntry(i) {
				p.off = i
				return "", false
			}
		}
	}
	p.hopeless = true
	return "", false
}

// quoted reads a text in quotes; a quote inside braces does not end it.
func (p *parser) quoted() (string, bool) {
	from := p.off + 1
	depth := 0
	for i := from; i < len(p.src); i++ {
		switch p.src[i] {
		case '{':
			if depth++; depth > maxNesting {
				p.found.Add("bibtex-limit", p.pos(i), "braces nest deeper than %d", maxNesting)
				p.off = i
				return "", false
			}
		case '}':
			if depth--; depth < 0 {
				return "", false
			}
		case '"':
			if depth == 0 {
				p.off = i + 1
				return p.src[from:i], true
			}
		case '@':
			if p.hopeless && p.atEntry(i) {
				p.off = i
				return "", false
			}
		}
	}
	p.hopeless = true
	return "", false
}

// unended reports a value without its closing delimiter, once.
func (p *parser) unended(from, at int, shut, want byte, of string) {
	if n := len(p.found); n > 0 && p.found[n-1].Rule == "bibtex-limit" {
		p.recover(shut)
		return
	}
	p.found.Add("bibtex-unclosed", p.pos(from), "no %c ends the value of %s begun here", want, of).
		Hint = "count the braces from here to the end of the entry"
	p.off = from + 1
	p.nextEntry()
}

// unclosed reports an entry without its closing delimiter.
func (p *parser) unclosed(at int, shut byte, e *Entry) {
	p.found.Add("bibtex-unclosed", p.pos(at), "no %c ends %s begun here", shut, entryName(e)).
		Hint = "add " + string(shut) + " where the entry ends"
}

// fail reports a mistake in the entry that began at the offset at and moves
// behind the entry.
func (p *parser) fail(at int, shut byte, off int, format string, args ...any) {
	f := p.found.Add("bibtex-syntax", p.pos(off), format, args...)
	if line := p.pos(at).Line; line != f.At.Line {
		f.Hint = "the entry begins at line " + itoa(line)
	}
	p.recover(shut)
}

// recover moves behind the delimiter that ends the entry, or to a line that
// begins another one, whichever comes first.
func (p *parser) recover(shut byte) {
	depth := 0
	for i := p.off; i < len(p.src); i++ {
		switch c := p.src[i]; {
		case c == '@' && p.atEntry(i):
			p.off = i
			return
		case c == shut && depth <= 0:
			p.off = i + 1
			return
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
	}
	p.off = len(p.src)
}

// nextEntry moves to the next line that begins an entry.
func (p *parser) nextEntry() {
	for ; p.off < len(p.src); p.off++ {
		if p.src[p.off] == '@' && p.atEntry(p.off) {
			return
		}
	}
}

// atEntry tells whether an entry seems to begin at an offset: an @ as the
// first character of its line, a word, and { or ( behind it.
func (p *parser) atEntry(off int) bool {
	if off >= len(p.src) || p.src[off] != '@' {
		return false
	}
	for i := off - 1; i >= 0 && p.src[i] != '\n'; i-- {
		if c := p.src[i]; c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	i := off + 1
	for i < len(p.src) && (isLetter(p.src[i]) || p.src[i] >= utf8.RuneSelf) {
		i++
	}
	if i == off+1 {
		return false
	}
	for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\t') {
		i++
	}
	return i < len(p.src) && (p.src[i] == '{' || p.src[i] == '(')
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
