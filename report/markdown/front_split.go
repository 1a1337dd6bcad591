package markdown

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// splitFrontMatter parts a text into the YAML between --- lines at its head and
// what follows. The closing line is --- or Pandoc's dots.
func splitFrontMatter(text string) (header, body string, ok bool) {
	line, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(line, " \t") != "---" {
		return "", text, false
	}
	from := len(text) - len(rest)
	for at := from; at < len(text); {
		line, rest, found := strings.Cut(text[at:], "\n")
		switch strings.TrimRight(line, " \t") {
		case "---", "...":
			return text[from:at], rest, true
		}
		if at == from && strings.TrimSpace(line) == "" {
			return "", text, false // a thematic break
		}
		if !found {
			break
		}
		at = len(text) - len(rest)
	}
	return "", text, false
}

// openFrontMatter tells whether a text begins with front matter that no line
// ends. The body is then taken to begin behind the first empty line.
func openFrontMatter(text string) (body string, ok bool) {
	first, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \t") != "---" || !openKey.MatchString(rest) {
		return text, false
	}
	_, body, _ = strings.Cut(rest, "\n\n")
	return body, true
}

// openKey is the line of a key at the head of a text.
var openKey = regexp.MustCompile(`^[A-Za-z][\w-]*:([ \t]|\r?\n|$)`)

// frontMatter reads the YAML at the head of a manuscript, which begins on its
// second line.
func (s *state) frontMatter(header string) *FrontMatter {
	r := &frontReader{state: s, front: newFrontMatter(), header: header, at: diag.Pos{File: s.options.File, Line: 2, Column: 1}}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(header), &doc); err != nil {
		r.broken(err)
		r.front.Broken = true
		return r.front
	}
	if len(doc.Content) == 0 {
		return r.front
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		r.front.Broken = true
		s.fail("front-matter-invalid", r.place(root), "write one `key: value` on each line", "the front matter is not a mapping of keys to values")
		return r.front
	}
	r.mapping(root, pageKeys, "")
	r.settle()
	return r.front
}

// broken reports YAML that cannot be read. A role in a value that is not quoted
// is the usual reason, and then the hint says so.
func (r *frontReader) broken(err error) {
	fault := diag.WordYAML(err, diag.LinesOf(r.header))
	at, hint := r.at, fault.Hint
	if fault.Line > 0 {
		at = linePlace(r.at, fault.Line, max(fault.Column, 1))
	}
	lines := strings.Split(r.header, "\n")
	for n := at.Line - r.at.Line; n >= 0 && n < len(lines) && n >= at.Line-r.at.Line-1; n-- {
		key, value, ok := strings.Cut(lines[n], ":")
		if ok && strings.Contains(value, "}`") {
			hint = "a text with a role needs quotes: " + strings.TrimSpace(key) + ": '" + strings.ReplaceAll(strings.TrimSpace(value), "'", "''") + "'"
			break
		}
	}
	r.fail("front-matter-invalid", at, hint, "the front matter cannot be read: "+fault.Msg)
}

// A yamlSource is a text of YAML with its place.
type yamlSource struct {
	text string
	at   diag.Pos
}

func (y yamlSource) place(n *yaml.Node) diag.Pos { return linePlace(y.at, n.Line, n.Column) }

// align finds where the runes of a YAML string stand in its source, which folds
// lines, doubles quotes and escapes. It cuts the string wherever the place does
// not run on.
func (y yamlSource) align(n *yaml.Node) []piece {
	src, at := y.from(n)
	if quotedStyle(n) {
		src, at = src[min(1, len(src)):], at.Right(1)
	} else if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		_, rest, _ := strings.Cut(src, "\n")
		at = at.Advance(src[:len(src)-len(rest)])
		src = rest
	}
	var parts []piece
	begin, from, here := 0, at, at
	step := func() {
		if src == "" {
			return
		}
		_, size := firstRune(src)
		if src[0] == '\n' {
			here.Line, here.Column = here.Line+1, 1
		} else {
			here.Column++
		}
		src = src[size:]
	}
	next := at // where the next rune would stand if the place ran on
	for i, c := range n.Value {
		for src != "" && !startsWith(src, c) {
			if isSpace(src[0]) || src[0] == '\\' || src[0] == '\'' {
				if (c == ' ' || c == '\n') && isSpace(src[0]) {
					break
				}
				step()
				continue
			}
			break
		}
		if here != next && i > begin {
			parts = append(parts, piece{n.Value[begin:i], from})
			begin = i
		}
		if i == begin {
			from = here
		}
		step()
		next = here
		if c == '\n' || c == ' ' && here.Column == 1 {
			parts = append(parts, piece{n.Value[begin : i+1], from})
			begin = i + 1
		}
		if c == '\'' && n.Style&yaml.SingleQuotedStyle != 0 && strings.HasPrefix(src, "'") {
			step()
		}
	}
	if begin < len(n.Value) {
		parts = append(parts, piece{n.Value[begin:], from})
	}
	return parts
}

func startsWith(s string, c rune) bool {
	r, _ := firstRune(s)
	return r == c
}

func firstRune(s string) (rune, int) {
	for i, r := range s {
		_ = i
		return r, len(string(r))
	}
	return 0, 0
}

// from gives the source from a node on.
func (y yamlSource) from(n *yaml.Node) (src string, at diag.Pos) {
	at = y.place(n)
	src = y.text
	for line := 1; line < n.Line; line++ {
		_, src, _ = strings.Cut(src, "\n")
	}
	for col := 1; col < n.Column && src != ""; col++ {
		_, size := firstRune(src)
		src = src[size:]
	}
	return src, at
}

// arenaParts adds a string with the places of its pieces to the arena.
func (s *state) arenaParts(parts []piece) (start, stop int) {
	start = len(s.src)
	for _, p := range parts {
		s.piece(p.text, p.at)
	}
	return start, s.end()
}

func (s *state) scalarRange(v Scalar, f *FrontMatter) (start, stop int) {
	if parts := f.parts[v.At]; len(parts) > 0 {
		return s.arenaParts(parts)
	}
	return s.add(v.Text, v.At)
}
