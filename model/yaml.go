package model

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"reckon/internal/diag"
)

// Limits of one file; each is reported where it is passed.
const (
	maxFileBytes = 4 << 20 // the size of a YAML file
	maxYAMLDepth = 32      // how deep lists and maps may nest
)

// A source is the text of one file with the place of its lines.
type source struct {
	name  string
	text  []byte
	lines []int // byte offset of the start of each line, as an editor counts them
	yaml  []int // the same as YAML counts lines (it knows more line ends); nil if equal
}

func newSource(name string, text []byte) *source {
	s := &source{name: name, text: text, lines: []int{0}}
	odd := []int{0}
	same := true
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		switch r {
		case '\n':
			s.lines = append(s.lines, i)
			odd = append(odd, i)
		case '\r':
			if i >= len(text) || text[i] != '\n' {
				odd, same = append(odd, i), false
			}
		case '\u0085', '\u2028', '\u2029':
			odd, same = append(odd, i), false
		}
	}
	if !same {
		s.yaml = odd
	}
	return s
}

// offset gives the byte offset of a place as YAML counts it, within the text.
func (s *source) offset(line, column int) int {
	starts := s.lines
	if s.yaml != nil {
		starts = s.yaml
	}
	at := starts[min(max(line, 1), len(starts))-1]
	if at == 0 && bytes.HasPrefix(s.text, []byte("\ufeff")) {
		at = len("\ufeff") // YAML does not count a byte order mark
	}
	for range column - 1 {
		if at >= len(s.text) {
			break
		}
		_, n := utf8.DecodeRune(s.text[at:])
		at += n
	}
	return min(at, len(s.text))
}

// pos gives the place of a byte offset as an editor shows it.
func (s *source) pos(offset int) diag.Pos {
	i, exact := slices.BinarySearch(s.lines, offset)
	if !exact {
		i--
	}
	return diag.Pos{File: s.name, Line: i + 1, Column: 1 + utf8.RuneCount(s.text[s.lines[i]:offset])}
}

func (s *source) at(n *yaml.Node) diag.Pos { return s.pos(s.offset(n.Line, n.Column)) }

// document parses the file and returns its top-level mapping, or nil with the
// one finding that says why there is none.
func (s *source) document(fs *diag.List) *yaml.Node {
	if at := badByte(s.text); at >= 0 {
		fs.Add("yaml-invalid", s.pos(at), "the file is not text in UTF-8: %s", describeByte(s.text[at:])).Hint = "save the file as UTF-8 without control characters"
		return nil
	}
	var doc yaml.Node
	err := yaml.Load(s.text, &doc, yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxYAMLDepth))))
	var bad *yaml.LoadError
	switch {
	case errors.As(err, &bad) && bad.Mark.Line > 0:
		s.invalid(fs, bad)
		return nil
	case err != nil && strings.Contains(err.Error(), "no documents"):
		fs.Add("version-missing", s.pos(0), "the file is empty: it must begin with reckon: %d", formatVersion)
		return nil
	case err != nil && strings.Contains(err.Error(), "found multiple"):
		fs.Add("yaml-invalid", s.secondDocument(), "a second YAML document begins here; a model's file is one document").Hint = "remove the line ---"
		return nil
	case err != nil:
		fs.Add("yaml-invalid", s.pos(0), "%s", strings.TrimPrefix(err.Error(), "yaml: "))
		return nil
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		fs.Add("yaml-invalid", s.pos(0), "a model's file is a map with keys such as quantities and claims").Hint = fmt.Sprintf("begin the file with reckon: %d", formatVersion)
		return nil
	}
	if n := foreign(doc.Content[0]); n != nil {
		s.refuse(fs, n)
		return nil
	}
	return doc.Content[0]
}

// invalid words the reader's complaint and points where the mistake is likely
// to be.
func (s *source) invalid(fs *diag.List, e *yaml.LoadError) {
	mark := e.Mark
	switch {
	case strings.Contains(e.Message, "exceeded max depth"):
		fs.Add("limit-passed", s.pos(s.offset(mark.Line, mark.Column)), "lists and maps nest deeper than %d", maxYAMLDepth)
		return
	case strings.Contains(e.Message, "unknown anchor"):
		fs.Add("yaml-alias", s.pos(s.offset(mark.Line, mark.Column)), "an alias (*name) is not allowed in a model").Hint = "write the value out, or put text that begins with * in quotes"
		return
	}
	f := diag.WordYAML(e, func(line, column int) string { return string(s.text[s.offset(line, column):]) })
	fs.Add("yaml-invalid", s.pos(s.offset(f.Line, f.Column)), "%s", f.Msg).Hint = f.Hint
}

func (s *source) secondDocument() diag.Pos {
	seen := false
	for i, start := range s.lines {
		line := bytes.TrimRight(s.text[start:], "\x00")
		if j := bytes.IndexByte(line, '\n'); j >= 0 {
			line = line[:j]
		}
		begins := bytes.HasPrefix(line, []byte("---"))
		if begins && seen {
			return diag.Pos{File: s.name, Line: i + 1, Column: 1}
		}
		if bare := bytes.TrimSpace(line); begins || len(bare) > 0 && bare[0] != '#' && bare[0] != '%' {
			seen = true
		}
	}
	return s.pos(0)
}

// foreign finds the first alias or tag: neither has a place in a model. A tag
// asks for a type, and scalars here are text; an alias is how a small file
// grows large.
func foreign(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Style&yaml.TaggedStyle != 0 {
		return n
	}
	for _, c := range n.Content {
		if f := foreign(c); f != nil {
			return f
		}
	}
	return nil
}

func (s *source) refuse(fs *diag.List, n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		fs.Add("yaml-alias", s.at(n), "an alias (*%s) is not allowed in a model", n.Value).Hint = "write the value out, or put text that begins with * in quotes"
		return
	}
	fs.Add("yaml-invalid", s.at(n), "the tag %s has no meaning in a model", n.Tag).Hint = "put text that begins with ! in quotes"
}

// badByte finds the first byte that is not UTF-8 or that YAML forbids.
func badByte(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n <= 1 || r < ' ' && r != '\n' && r != '\r' && r != '\t' ||
			r >= 0x7f && r < 0xa0 && r != 0x85 || r == 0xfffe || r == 0xffff || r == '\ufeff' && i > 0 {
			return i
		}
		i += n
	}
	return -1
}

func describeByte(rest []byte) string {
	r, n := utf8.DecodeRune(rest)
	if r == utf8.RuneError && n <= 1 {
		return fmt.Sprintf("byte %#02x", rest[0])
	}
	return fmt.Sprintf("character U+%04X", r)
}
