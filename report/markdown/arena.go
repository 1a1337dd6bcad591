package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"reckon/internal/diag"
)

// An arena is the growing text behind a Tree. Everything that is parsed as
// Markdown is added to it first, so that all nodes share one source.
type arena struct {
	src    []byte
	chunks []chunk
}

// add appends text that was read at a place and runs on from there, and
// returns its range. A line end behind it keeps neighbours apart.
func (a *arena) add(text string, at diag.Pos) (start, stop int) {
	start = len(a.src)
	if text == "" {
		a.chunks = append(a.chunks, chunk{start, at})
	}
	for line := range strings.Lines(text) {
		a.piece(line, at)
		at.Line, at.Column = at.Line+1, 1
	}
	return start, a.end()
}

// end closes a text that was put together with piece.
func (a *arena) end() (stop int) {
	stop = len(a.src)
	a.src = append(a.src, '\n')
	return stop
}

// piece appends a part of a line with a place of its own.
func (a *arena) piece(text string, at diag.Pos) {
	for len(text) > 2*stride {
		n := stride
		for !utf8.RuneStart(text[n]) {
			n++
		}
		a.chunks = append(a.chunks, chunk{len(a.src), at})
		a.src = append(a.src, text[:n]...)
		at, text = at.Advance(text[:n]), text[n:]
	}
	a.chunks = append(a.chunks, chunk{len(a.src), at})
	a.src = append(a.src, text...)
}

// stride is how far apart the known places on a long line are, in bytes:
// columns are counted from the last one.
const stride = 256

func (a *arena) at(offset int) diag.Pos {
	at, _ := place(a.chunks, a.src, offset)
	return at
}

// clean makes text of bytes: line ends become \n, a byte order mark goes, and
// what CommonMark wants replaced or UTF-8 does not allow becomes U+FFFD, with
// one finding for the file.
func clean(src []byte, file string) (string, diag.List) {
	var fs diag.List
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	text := string(src)
	if utf8.Valid(src) && strings.IndexByte(text, 0) < 0 {
		return text, nil
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		what := ""
		switch {
		case r == utf8.RuneError && n == 1:
			what = fmt.Sprintf("byte 0x%02x is not UTF-8", text[i])
		case r == 0:
			what = "character U+0000 is not text"
		}
		if what != "" {
			at := diag.Pos{File: file, Line: 1, Column: 1}.Advance(text[:i])
			fs.Add("text-encoding", at, "%s", what).Hint = "save the file as UTF-8"
			break
		}
		i += n
	}
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\x00", "\ufffd"), fs
}
