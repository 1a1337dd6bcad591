package markdown

import (
	"fmt"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// codeDirectives show code. None runs it.
func codeDirectives() []Directive {
	options := with(
		OptionSpec{Name: "caption", Kind: Inline, Help: "a caption, which also gives it a number"},
		OptionSpec{Name: "linenos", Aliases: []string{"number-lines", "lineno", "line-numbers"}, Kind: Text, Help: "prints the numbers of lines"},
		OptionSpec{Name: "lineno-start", Aliases: []string{"startFrom", "start-from"}, Kind: Integer, Help: "the number of the first line"},
		OptionSpec{Name: "emphasize-lines", Aliases: []string{"emphasise-lines", "hl_lines"}, Kind: Lines, Help: "lines that stand out"},
		OptionSpec{Name: "filename", Kind: Text, Help: "a file name above the code; false: none"},
		OptionSpec{Name: "dedent", Kind: Text, Help: "takes so many columns of indentation away"},
		OptionSpec{Name: "force", Kind: Flag, Help: "accepted, and without effect"},
		OptionSpec{Name: "enumerated", Aliases: []string{"numbered"}, Kind: Flag, Help: "false: without a number"},
		OptionSpec{Name: "lang", Aliases: []string{"language"}, Kind: Text, Help: "the language"},
	)
	return []Directive{
		{Name: "code", Aliases: []string{"code-block", "sourcecode", "parsed-literal", "prompt", "highlight-block"}, Argument: "language", Body: LiteralBody,
			Help: "code, with caption and line numbers where wanted", Options: options,
			build: func(c *directiveCall) []gast.Node { return c.listing(c.literal(), strings.TrimSpace(c.argument)) }},
		{Name: "literalinclude", Argument: "file", Required: true, Body: NoBody, Help: "code out of a file of the project", Options: append(options, rangeOptions()...),
			build: func(c *directiveCall) []gast.Node {
				text, ok := c.readFile(strings.TrimSpace(c.argument), c.argAt)
				if !ok {
					return []gast.Node{c.lastBad()}
				}
				text, _, _ = c.cut(text)
				return c.listing(text, "")
			}},
	}
}

// rangeOptions choose lines of a file.
func rangeOptions() []OptionSpec {
	return []OptionSpec{
		{Name: "lines", Kind: Lines, Help: "the lines to take"},
		{Name: "start-line", Kind: Integer, Help: "lines to leave out before"},
		{Name: "end-line", Kind: Integer, Help: "the line before which to stop, counted from 0"},
		{Name: "start-at", Kind: Text, Help: "begins with the line that holds this text"},
		{Name: "start-after", Kind: Text, Help: "begins behind the line that holds this text"},
		{Name: "end-at", Kind: Text, Help: "ends with the line that holds this text"},
		{Name: "end-before", Kind: Text, Help: "ends before the line that holds this text"},
		{Name: "lineno-match", Kind: Flag, Help: "line numbers are those of the file"},
		{Name: "encoding", Kind: Text, Help: "accepted, and without effect"},
		{Name: "tab-width", Kind: Integer, Help: "accepted, and without effect"},
	}
}

// listing makes code, in a figure when it has a caption or a label.
func (c *directiveCall) listing(code, lang string) []gast.Node {
	n := &ast.Listing{Language: lang, Code: c.dedent(code), FirstLine: c.integer("lineno-start", 1), Filename: c.options.Get("filename")}
	n.At = c.place
	n.SetPos(c.d.start)
	attrs := c.attributes()
	if l := c.options.Get("lang"); l != "" {
		n.Language = l
	}
	if n.Language == "" && len(c.d.attrs.words) == 0 && len(attrs.Classes) > 0 {
		n.Language, attrs.Classes = attrs.Classes[0], attrs.Classes[1:] // Pandoc's {.python .numberLines}
	}
	for _, class := range attrs.Classes {
		n.Numbers = n.Numbers || class == "numberLines" || class == "number-lines"
	}
	if strings.EqualFold(n.Filename, "false") {
		n.Filename = ""
	}
	if o, ok := c.options.Lookup("linenos"); ok && flagValue(o, true) {
		n.Numbers = true
		if first, err := strconv.Atoi(o.Value); err == nil && first > 0 {
			n.FirstLine = first
		}
	}
	n.Numbers = n.Numbers || n.FirstLine != 1 && c.options.Get("lineno-start") != ""
	n.Emphasise = lineNumbers(c.options.Get("emphasize-lines"), strings.Count(n.Code, "\n")+1)
	caption := c.texts["caption"]
	if caption == nil && attrs.Label == "" {
		n.Labelled = attrs
		return []gast.Node{n}
	}
	n.Labelled.Classes = attrs.Classes
	f := &ast.Figure{Of: "code", Labelled: attrs, Options: c.options}
	f.At = c.place
	f.AppendChild(f, n)
	if caption != nil {
		c.caption(f, []gast.Node{caption})
	}
	return []gast.Node{f}
}

// dedent takes indentation away: so much as is asked for, or what all lines
// have in common.
func (c *directiveCall) dedent(code string) string {
	o, ok := c.options.Lookup("dedent")
	if !ok {
		return code
	}
	lines := strings.SplitAfter(code, "\n")
	n, err := strconv.Atoi(o.Value)
	if err != nil {
		n = len(code)
		for _, l := range lines {
			if rest := strings.TrimLeft(l, " "); strings.TrimSpace(rest) != "" {
				n = min(n, len(l)-len(rest))
			}
		}
	}
	for i, l := range lines {
		lines[i] = l[min(n, len(l)-len(strings.TrimLeft(l, " "))):]
	}
	return strings.Join(lines, "")
}

// lineNumbers reads "1, 3-5, 8-" for a text of so many lines.
func lineNumbers(spec string, count int) (lines []int) {
	for _, p := range strings.Split(spec, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(p), "-")
		a, err := strconv.Atoi(strings.TrimSpace(from))
		if err != nil {
			continue
		}
		b := a
		if isRange {
			if b, err = strconv.Atoi(strings.TrimSpace(to)); err != nil {
				b = count
			}
		}
		for ; a <= min(b, count); a++ {
			lines = append(lines, a)
		}
	}
	return lines
}

// cut takes the lines that the options ask for, and tells at which line of the
// file the result begins.
func (c *directiveCall) cut(text string) (cut string, firstLine int, whole bool) {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	if spec := c.options.Get("lines"); spec != "" {
		var b strings.Builder
		chosen := lineNumbers(spec, len(lines))
		for _, n := range chosen {
			if n >= 1 {
				b.WriteString(lines[n-1])
			}
		}
		if len(chosen) == 0 {
			return "", 1, false
		}
		return b.String(), chosen[0], false
	}
	from, to := 0, len(lines)
	if n, err := strconv.Atoi(c.options.Get("start-line")); err == nil {
		from = min(max(n, 0), to)
	}
	if n, err := strconv.Atoi(c.options.Get("end-line")); err == nil {
		to = max(min(n, to), from)
	}
	find := func(key string) (int, bool) {
		o, ok := c.options.Lookup(key)
		if !ok {
			return 0, false
		}
		for i := from; i < to; i++ {
			if strings.Contains(lines[i], o.Value) {
				return i, true
			}
		}
		c.fail("option-invalid", o.ValueAt, "", fmt.Sprintf("no line of the file holds %q", o.Value))
		return 0, false
	}
	if i, ok := find("start-at"); ok {
		from = i
	} else if i, ok := find("start-after"); ok {
		from = i + 1
	}
	if i, ok := find("end-before"); ok {
		to = i
	} else if i, ok := find("end-at"); ok {
		to = i + 1
	}
	return strings.Join(lines[from:to], ""), from + 1, from == 0 && to == len(lines)
}
