package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// quotes are the marks of a language: double and single, opening and closing.
type quotes struct{ open, close, innerOpen, innerClose string }

var quotesOf = map[string]quotes{
	"en": {"“", "”", "‘", "’"},
	"de": {"„", "“", "‚", "‘"},
	"fr": {"«\u00a0", "\u00a0»", "“", "”"},
	"es": {"«", "»", "“", "”"},
	"zh": {"“", "”", "‘", "’"},
	"ja": {"「", "」", "『", "』"},
}

// typed are the characters that typography replaces.
const typed = `"'-.`

// A leaf is a piece of the text of a block: a text node, or something else that
// stands between words like a word.
type leaf struct {
	node  gast.Node
	text  *gast.Text // nil: another thing
	quiet bool       // not to be changed
}

// leaves lists the text of each block, in order.
func leaves(root gast.Node, visit func([]leaf)) {
	var blocks func(gast.Node)
	blocks = func(n gast.Node) {
		if c := n.FirstChild(); c != nil && c.Type() == gast.TypeInline && n.Type() != gast.TypeInline {
			var list []leaf
			for ; c != nil; c = c.NextSibling() {
				list = inlineLeaves(list, c, false)
			}
			visit(list)
		} else {
			for ; c != nil; c = c.NextSibling() {
				blocks(c)
			}
		}
		for _, f := range fieldNodes(n) {
			blocks(f)
		}
	}
	blocks(root)
}

func inlineLeaves(list []leaf, n gast.Node, quiet bool) []leaf {
	switch t := n.(type) {
	case *gast.Text:
		return append(list, leaf{n, t, quiet || t.IsRaw()})
	case *gast.CodeSpan, *gast.AutoLink, *ast.Cite:
		return append(list, leaf{node: n})
	case *ast.Span:
		quiet = quiet || t.Style == "kbd"
	case *gast.Link:
	}
	if n.FirstChild() == nil {
		return append(list, leaf{node: n})
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list = inlineLeaves(list, c, quiet)
	}
	return list
}

// joinLines drops the space that a line end would become between Chinese or
// Japanese letters.
func (s *state) joinLines(root gast.Node) {
	leaves(root, func(list []leaf) {
		for i, l := range list {
			if l.text == nil || !l.text.SoftLineBreak() || i+1 == len(list) {
				continue
			}
			if unspaced(s.lastOf(list, i)) && unspaced(s.firstOf(list, i+1)) {
				l.text.SetSoftLineBreak(false)
			}
		}
	})
}

// unspaced tells whether a letter belongs to a script without spaces between
// words.
func unspaced(r rune) bool { return isCJK(r) && !unicode.Is(unicode.Hangul, r) }

// lastOf is the last character of a leaf, or of one before it that has any.
func (s *state) lastOf(list []leaf, i int) rune {
	for ; i >= 0; i-- {
		v, ok := s.value(list[i])
		if !ok {
			return 'x'
		}
		if len(v) > 0 {
			r, _ := utf8.DecodeLastRune(v)
			return r
		}
	}
	return ' '
}

func (s *state) firstOf(list []leaf, i int) rune {
	for ; i < len(list); i++ {
		v, ok := s.value(list[i])
		if !ok {
			return 'x'
		}
		if len(v) > 0 {
			r, _ := utf8.DecodeRune(v)
			return r
		}
		if list[i].text != nil && (list[i].text.SoftLineBreak() || list[i].text.HardLineBreak()) {
			return ' '
		}
	}
	return ' '
}

// value is the text of a leaf; false for what has none yet.
func (s *state) value(l leaf) ([]byte, bool) {
	if l.text != nil {
		return l.text.Segment.Value(s.src), true
	}
	if str, ok := l.node.(*gast.String); ok {
		return str.Value, true
	}
	return nil, false
}

// quotesIn are the marks of a language, else the English ones.
func quotesIn(lang string) quotes {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if q, ok := quotesOf[base]; ok {
		return q
	}
	return quotesOf["en"]
}

// Typeset gives a text without markup the quotation marks, dashes and ellipses
// that a manuscript in the language has.
func Typeset(plain, lang string) string {
	if !strings.ContainsAny(plain, typed) {
		return plain
	}
	t := typographer{quotes: quotesIn(lang)}
	var b strings.Builder
	before := ' '
	for i := 0; i < len(plain); {
		if with, length := t.mark([]byte(plain[i:]), before, ' '); length > 0 {
			b.WriteString(with)
			before, _ = utf8.DecodeLastRuneInString(with)
			i += length
			continue
		}
		r, size := utf8.DecodeRuneInString(plain[i:])
		b.WriteString(plain[i : i+size])
		before = r
		i += size
	}
	return b.String()
}

// typography sets quotation marks by the language, dashes for -- and ---, and
// an ellipsis for three dots.
func (s *state) typography(root gast.Node, lang string) {
	q := quotesIn(lang)
	leaves(root, func(list []leaf) {
		t := typographer{state: s, quotes: q}
		before := ' '
		for i, l := range list {
			if l.text == nil || l.quiet {
				before = s.lastOf(list, i)
				continue
			}
			before = t.text(l.text, before, s.firstOf(list, i+1))
		}
	})
}

// A typographer goes through the text of one block.
type typographer struct {
	*state
	quotes quotes
	double bool // a double quotation mark is open
	single bool
}

// text handles one text node between two characters, and returns its last one.
func (t *typographer) text(n *gast.Text, before, next rune) rune {
	if n.SoftLineBreak() || n.HardLineBreak() {
		next = ' '
	}
	seg := n.Segment
	v := seg.Value(t.src)
	if !bytes.ContainsAny(v, typed) {
		if len(v) > 0 {
			before, _ = utf8.DecodeLastRune(v)
		}
		return lastBefore(n, before)
	}
	parent := n.Parent()
	from := 0
	shift := seg.Start - seg.Padding
	put := func(i, length int, with string) {
		if i > from {
			part := gast.NewTextSegment(text.NewSegment(shift+from, shift+i))
			part.SetPos(shift + from)
			parent.InsertBefore(parent, n, part)
		}
		str := gast.NewString([]byte(with))
		str.SetPos(shift + i)
		parent.InsertBefore(parent, n, str)
		from = i + length
		before, _ = utf8.DecodeLastRuneInString(with)
	}
	for i := seg.Padding; i < len(v); {
		after := next
		rest := v[i:]
		if with, length := t.mark(rest, before, after); length > 0 {
			put(i, length, with)
			i += length
			continue
		}
		if rest[0] == '\\' && len(rest) > 1 {
			before = rune(rest[1])
			i += 2
			continue
		}
		r, size := utf8.DecodeRune(rest)
		before = r
		i += size
	}
	if from > 0 {
		n.Segment = text.NewSegment(shift+from, seg.Stop)
	}
	return lastBefore(n, before)
}

func lastBefore(n *gast.Text, before rune) rune {
	if n.SoftLineBreak() || n.HardLineBreak() {
		return ' '
	}
	return before
}

// mark reads what is to be replaced at the start of rest; length 0: nothing.
func (t *typographer) mark(rest []byte, before, next rune) (with string, length int) {
	after := func(n int) rune {
		if n >= len(rest) {
			return next
		}
		r, _ := utf8.DecodeRune(rest[n:])
		return r
	}
	if (rest[0] == '-' || rest[0] == '.') && before == rune(rest[0]) {
		return "", 0 // within a longer run, which stays
	}
	switch rest[0] {
	case '-':
		switch n := runOf(rest, '-'); {
		case n == 2:
			return "–", 2
		case n == 3:
			return "—", 3
		}
	case '.':
		if n := runOf(rest, '.'); n == 3 {
			return "…", 3
		}
	case '"':
		if t.opens(before, after(1), t.double) {
			t.double = true
			return t.quotes.open, 1
		}
		t.double = false
		return t.quotes.close, 1
	case '\'':
		a := after(1)
		if unicode.IsDigit(a) && !unicode.IsLetter(before) || unicode.IsLetter(before) && unicode.IsLetter(a) && !isCJK(a) {
			return "’", 1
		}
		if t.opens(before, a, t.single) {
			t.single = true
			return t.quotes.innerOpen, 1
		}
		if t.single {
			t.single = false
			return t.quotes.innerClose, 1
		}
		return "’", 1
	}
	return "", 0
}

// opens tells whether a quotation mark between two characters is an opening one.
func (t *typographer) opens(before, after rune, open bool) bool {
	switch {
	case unicode.IsSpace(after):
		return false
	case unicode.IsSpace(before) || strings.ContainsRune("([{-–—/“‘„‚«「『", before):
		return true
	case isCJK(before):
		return !open
	case before == '"' || before == '\'':
		return !open
	case before == '’': // l’« eau »
		return !open && unicode.IsLetter(after)
	}
	return false
}
