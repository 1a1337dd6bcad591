package model

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// A scalar is a text in a file, on one line: what YAML folds or breaks is
// joined by spaces. It knows where each of its runes stands in the file.
type scalar struct {
	text   string
	at     diag.Pos   // the place of the first rune
	places []diag.Pos // the place of every rune and of the end; nil if they simply follow at
}

// pos is the place of a byte of the text, or of its end.
func (s scalar) pos(offset int) diag.Pos {
	offset = min(max(offset, 0), len(s.text))
	return s.rune(utf8.RuneCountInString(s.text[:offset]))
}

func (s scalar) rune(n int) diag.Pos {
	if s.places == nil {
		return s.at.Right(n)
	}
	return s.places[min(n, len(s.places)-1)]
}

// from is the scalar without its first bytes.
func (s scalar) from(offset int) scalar {
	offset = min(max(offset, 0), len(s.text))
	t := scalar{text: s.text[offset:], at: s.pos(offset)}
	if s.places != nil {
		t.places = s.places[min(utf8.RuneCountInString(s.text[:offset]), len(s.places)-1):]
	}
	return t
}

// trim is the scalar without spaces at its ends.
func (s scalar) trim() scalar {
	t := s.from(len(s.text) - len(strings.TrimLeft(s.text, " \t\u00a0")))
	t.text = strings.TrimRight(t.text, " \t\u00a0")
	return t
}

// place tells where a place of the text stands that was counted as if the text
// stood on one line from s.at; it is false for places outside the text.
func (s scalar) place(at diag.Pos) (diag.Pos, bool) {
	n := at.Column - s.at.Column
	if s.places == nil || at.File != s.at.File || at.Line != s.at.Line || n < 0 || n > utf8.RuneCountInString(s.text) {
		return at, false
	}
	return s.rune(n), true
}

// cellTag marks a node that was made of a cell of a file of data. It stands
// where the model names the file, whole.
const cellTag = "!cell"

// scalar reads a scalar node of the file.
func (s *source) scalar(n *yaml.Node) scalar {
	text := strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		return r
	}, n.Value)
	start := s.offset(n.Line, n.Column)
	start = skipProperties(s.text, start)
	if n.Tag == cellTag {
		at := s.pos(min(start, len(s.text)))
		return scalar{text: text, at: at, places: slices.Repeat([]diag.Pos{at}, utf8.RuneCountInString(text)+1)}
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		start++
	}
	start = min(start, len(s.text))
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && strings.HasPrefix(string(s.text[start:min(len(s.text), start+len(text))]), text) {
		return scalar{text: text, at: s.pos(start)}
	}
	text = strings.TrimRight(text, " ")
	a := aligner{s: s, i: start, style: n.Style}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		a.skipHeader()
	}
	places := make([]diag.Pos, 0, len(text)+1)
	for _, r := range text {
		places = append(places, a.next(r))
	}
	places = append(places, s.pos(min(a.i, len(s.text))))
	return scalar{text: text, at: places[0], places: places}
}

// skipProperties passes an anchor or a tag before a value.
func skipProperties(text []byte, i int) int {
	for i < len(text) && (text[i] == '&' || text[i] == '!') {
		for i < len(text) && !strings.ContainsRune(" \t\r\n", rune(text[i])) {
			i++
		}
		for i < len(text) && strings.ContainsRune(" \t\r\n", rune(text[i])) {
			i++
		}
	}
	return i
}

// An aligner walks a scalar's runes and the file's text in step. It need not
// know YAML whole: the reader has accepted the text, and a rune that is not
// where it is expected is looked for a little further on.
type aligner struct {
	s     *source
	i     int
	style yaml.Style

	last int // the byte whose place was asked for last
	at   diag.Pos
}

// pos is the place of a byte. Places are asked for in order, so that each is
// counted on from the one before.
func (a *aligner) pos(offset int) diag.Pos {
	if a.at.Line == 0 || offset < a.last || bytes.IndexByte(a.s.text[a.last:offset], '\n') >= 0 {
		a.at = a.s.pos(offset)
	} else {
		a.at.Column += utf8.RuneCount(a.s.text[a.last:offset])
	}
	a.last = offset
	return a.at
}

// skipHeader moves from the | or > of a block to its first text.
func (a *aligner) skipHeader() {
	for a.i < len(a.s.text) && a.s.text[a.i] != '\n' {
		a.i++
	}
	a.skipSpace()
}

func (a *aligner) skipSpace() {
	for a.i < len(a.s.text) && strings.IndexByte(" \t\r\n", a.s.text[a.i]) >= 0 {
		a.i++
	}
}

func (a *aligner) next(r rune) diag.Pos {
	text := a.s.text
	if r == ' ' {
		at := a.pos(a.i)
		j := a.i
		for j < len(text) && (text[j] == ' ' || text[j] == '\t' || text[j] == '\r') {
			j++
		}
		switch {
		case j < len(text) && (text[j] == '\n' || text[j] == '\\' && a.style&yaml.DoubleQuotedStyle != 0 && j+1 < len(text) && text[j+1] == '\n'):
			a.i = j // a fold: one space, or one for each empty line
			a.skipFold()
		case a.i < len(text):
			// What folds and indents left over has no place of its own.
			if got, n := a.unit(); got == ' ' || got == '\u00a0' {
				a.i += n
			}
		}
		return at
	}
	const reach = 200 // how far a rune is looked for
	for j := 0; j < reach && a.i < len(text); j++ {
		at := a.i
		got, n := a.unit()
		a.i += n
		if got == r {
			return a.pos(at)
		}
	}
	return a.pos(min(a.i, len(text)))
}

// skipFold passes a line end with the empty lines and the indent behind it.
func (a *aligner) skipFold() {
	if a.i < len(a.s.text) && a.s.text[a.i] == '\\' {
		a.i++
	}
	a.skipSpace()
}

// unit reads one rune of the value as it is written at the place reached:
// itself, or an escape.
func (a *aligner) unit() (r rune, bytes int) {
	text := a.s.text[a.i:]
	r, n := utf8.DecodeRune(text)
	switch {
	case r == '\'' && a.style&yaml.SingleQuotedStyle != 0 && len(text) > 1 && text[1] == '\'':
		return r, 2
	case r == '\\' && a.style&yaml.DoubleQuotedStyle != 0 && len(text) > 1:
		digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[1]]
		if digits > 0 && len(text) >= 2+digits {
			var v rune
			for _, c := range text[2 : 2+digits] {
				v = v<<4 | rune(strings.IndexByte("0123456789abcdef", c|0x20))
				if c <= '9' {
					v = v&^0xf | rune(c-'0')
				}
			}
			return v, 2 + digits
		}
		if named, ok := map[byte]rune{'t': ' ', 'n': ' ', 'r': ' ', 'N': '\u0085', '_': '\u00a0', 'L': '\u2028', 'P': '\u2029', '0': 0, 'a': 7, 'b': 8, 'v': 11, 'f': 12, 'e': 27}[text[1]]; ok {
			return named, 2
		}
		esc, m := utf8.DecodeRune(text[1:])
		return esc, 1 + m
	case r == '\t':
		return ' ', n
	}
	return r, n
}
