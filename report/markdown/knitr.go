package markdown

import (
	"regexp"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// knitrHead reads what R Markdown has behind a fence and MyST has not, with
// commas: cells {r label, echo=FALSE}, boxes {theorem, label, name="Title"} and
// {block2, type='rmdnote'}. It is false for other braces.
func (s *state) knitrHead(d *directive, braces string, offset int) bool {
	end := strings.LastIndexByte(braces, '}')
	name := braces[1 : 1+wordLength(braces[1:])]
	if end < 0 || name == "" || d.fence == ':' || strings.TrimSpace(braces[end+1:]) != "" {
		return false
	}
	box := slices.ContainsFunc(theoremKinds, func(k theoremKind) bool { return k.name == name })
	if !box && !computing(name) && name != "block" && name != "block2" {
		return false
	}
	d.name = name
	d.attrs = knitrOptions(braces[:end], 1+len(name))
	switch {
	case box:
		d.row = directiveOf[name]
		d.attrs.id.value = prefixed(theoremPrefix(name), d.attrs.id.value)
		if p := d.attrs.take("name"); p.value != "" {
			d.argument = text.NewSegment(offset+p.valueAt, offset+p.valueAt+len(p.value))
		}
		d.attrs.pairs = nil
	case !computing(name): // a box of the author's own
		kind := strings.TrimPrefix(d.attrs.take("type").value, "rmd")
		d.name, d.attrs = "div", attributeList{}
		if row := directiveOf[kind]; row != nil && admonitionVariant(kind) != "" {
			d.name = kind
		}
		d.row = directiveOf[d.name]
	}
	return true
}

// knitrOptions parts what stands between the braces at commas: a label, unless
// it has an =, and pairs.
func knitrOptions(braces string, from int) (a attributeList) {
	depth, quote, start := 0, byte(0), from
	part := func(to int) {
		item := braces[start:to]
		lead := len(item) - len(strings.TrimLeft(item, " \t,"))
		at, item := start+lead, strings.TrimSpace(strings.TrimLeft(item, " \t,"))
		start = to + 1
		key, value, pair := strings.Cut(item, "=")
		if !pair {
			if a.id.value == "" {
				a.id = attribute{"id", item, at, at}
			}
			return
		}
		valueAt := at + len(item) - len(strings.TrimLeft(value, " "))
		value = strings.TrimSpace(value)
		if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
			value, valueAt = value[1:n-1], valueAt+1
		}
		key = strings.TrimSpace(key)
		if key == "label" {
			a.id = attribute{"id", value, at, valueAt}
			return
		}
		a.pairs = append(a.pairs, attribute{key, value, at, valueAt})
	}
	for i := from; i < len(braces); i++ {
		switch c := braces[i]; {
		case quote != 0 && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == ',' && depth == 0:
			part(i)
		}
	}
	part(len(braces))
	return a
}

// take gives the pair of a key.
func (a *attributeList) take(key string) attribute {
	for _, p := range a.pairs {
		if p.key == key {
			return p
		}
	}
	return attribute{}
}

func theoremPrefix(name string) string {
	for _, k := range theoremKinds {
		if k.name == name {
			return k.prefix
		}
	}
	return ""
}

// prefixed is a label as bookdown refers to it, fig:name; empty without a name.
func prefixed(prefix, label string) string {
	if label == "" || prefix == "" || strings.HasPrefix(label, prefix+":") || strings.HasPrefix(label, prefix+"-") {
		return label
	}
	return prefix + ":" + label
}

var includeGraphics = regexp.MustCompile(`^(?:knitr::)?include_graphics\(\s*(?:path\s*=\s*)?(c\()?((?:\s*,?\s*["'][^"']+["'])+)\)?\s*(?:,[^()]*)?\)$`)

var quotedInR = regexp.MustCompile(`["']([^"']+)["']`)

// shownFiles lists the images that a cell does nothing but show.
func (c cell) shownFiles() (files []string) {
	var lines []string
	for line := range strings.Lines(c.body) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	m := includeGraphics.FindStringSubmatch(strings.Join(lines, " "))
	if m == nil {
		return nil
	}
	for _, f := range quotedInR.FindAllStringSubmatch(m[2], maxColumns) {
		files = append(files, f[1])
	}
	return files
}

// showFiles makes of a cell that shows images what Markdown would make of them.
func (s *state) showFiles(c cell, d *directive, files []string) gast.Node {
	f := placed(s, &ast.Figure{Of: "figure", Labelled: ast.Labelled{Label: c.label()}}, d.start)
	for _, file := range files {
		img := &ast.Image{Path: file, PathAt: s.at(d.start)}
		for i := range d.Lines().Len() {
			seg := d.Lines().At(i)
			if n := strings.Index(s.line(seg), file); n >= 0 {
				img.PathAt = s.at(seg.Start + n)
			}
		}
		if w := c.get("out.width", "out-width", "width"); strings.HasSuffix(w.Value, "%") {
			img.Options = append(img.Options, ast.Option{Key: "width", Value: w.Value, KeyAt: w.KeyAt, ValueAt: w.ValueAt})
		}
		if alt := c.get("fig.alt", "fig-alt"); alt.Value != "" {
			img.Alt = s.stringParagraph(alt.Value, alt.ValueAt)
		}
		img.CaptionIsAlt = img.Alt == nil
		f.AppendChild(f, placed(s, img, d.start))
	}
	if o := c.get("fig.cap", "fig-cap"); o.Value != "" {
		f.AppendChild(f, placed(s, captionOf(s.stringParagraph(o.Value, o.ValueAt)), d.start))
	} else if f.Label == "" && len(files) == 1 {
		img := f.FirstChild()
		f.RemoveChild(f, img)
		return img
	}
	return f
}

// label is what a cell is referred to by: its own name, or with the prefix that
// bookdown puts before it.
func (c cell) label() string {
	label := c.get("lst-label", "label").Value
	if !reservedLabel(normaliseLabel(label)) {
		switch {
		case c.get("fig.cap").Key != "":
			label = prefixed("fig", label)
		case c.get("tab.cap").Key != "" || strings.Contains(c.body, "kable(") && strings.Contains(c.body, "caption"):
			label = prefixed("tab", label)
		}
	}
	return normaliseLabel(label)
}

// bookdownRef reads \@ref(label): a number alone.
var bookdownRef = regexp.MustCompile(`^\\@ref\(([\w:./-]+)\)`)

// bookdownMark is (\#label), which names an equation or a caption.
var bookdownMark = regexp.MustCompile(`\(\\#([\w:./-]+)\)`)

// bookdownMarks reads (\#tab:name) in captions.
type bookdownMarks struct{}

func (bookdownMarks) Trigger() []byte { return []byte{'('} }

func (bookdownMarks) Parse(_ gast.Node, block text.Reader, pc parser.Context) gast.Node {
	line, seg := block.PeekLine()
	if len(line) < 5 || line[1] != '\\' || stateOf(pc, block.Source()).foreign {
		return nil
	}
	m := bookdownMark.FindSubmatchIndex(line[:min(len(line), maxMark)])
	if m == nil || m[0] != 0 {
		return nil
	}
	n := &texLabel{label: normaliseLabel(string(line[m[2]:m[3]])), typed: string(line[:m[1]])}
	n.SetPos(seg.Start)
	block.Advance(m[1])
	return n
}

// maxMark bounds the length of (\#label).
const maxMark = 120

// bookdownLabels finds what \@ref names: headings by their words, and boxes whose
// prefix bookdown adds.
func (s *state) bookdownLabels(root gast.Node, known names) {
	walk(root, func(n gast.Node) {
		ref, ok := n.(*ast.Ref)
		if !ok || !ref.Bare || known.labels[ref.Label] {
			return
		}
		if h, ok := known.slugs[ref.Label]; ok {
			h.SetAttributeString("id", []byte(ref.Label))
			known.labels[ref.Label] = true
			return
		}
		prefix, rest, ok := strings.Cut(ref.Label, ":")
		if ok && known.labels[rest] && slices.ContainsFunc(theoremKinds, func(k theoremKind) bool { return k.prefix == prefix }) {
			ref.Label = rest
		}
	})
}

// textRef is what a paragraph of bookdown's names, (ref:name) Words, for captions
// to print.
var textRef = regexp.MustCompile(`^\(ref:([\w:./-]+)\)\s*`)

// textRefs puts the words of paragraphs (ref:name) where captions name them. The
// paragraphs themselves print nothing; those that nothing names stay.
func (s *state) textRefs(root gast.Node) {
	words := map[string]*gast.Paragraph{}
	walk(root, func(n gast.Node) {
		p, ok := n.(*gast.Paragraph)
		if !ok || p.Parent() == nil || p.Parent().Kind() == ast.KindCaption {
			return
		}
		t, ok := p.FirstChild().(*gast.Text)
		if !ok {
			return
		}
		m := textRef.FindStringSubmatchIndex(s.line(t.Segment))
		if m == nil || m[1] == t.Segment.Stop-t.Segment.Start && t.NextSibling() == nil {
			return
		}
		if name := s.line(t.Segment)[m[2]:m[3]]; words[name] == nil {
			words[name] = p
		}
	})
	if len(words) == 0 {
		return
	}
	walk(root, func(n gast.Node) {
		if n.Parent() == nil || n.Parent().Kind() != ast.KindCaption {
			return
		}
		v := strings.TrimSpace(PlainText(n, s.src))
		m := textRef.FindStringSubmatch(v)
		if m == nil || len(m[0]) != len(v) || words[m[1]] == nil {
			return
		}
		p := words[m[1]]
		words[m[1]] = nil
		first := p.FirstChild().(*gast.Text)
		first.Segment.Start += len(textRef.FindString(s.line(first.Segment)))
		n.RemoveChildren(n)
		moveChildren(n, p)
		p.Parent().RemoveChild(p.Parent(), p)
	})
}
