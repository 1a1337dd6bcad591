package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// citations reads @key in the running text, with what may follow it: @key,
// -@key, @key [p. 3], @key [-@other; see @third], @{odd.key.}, @fig-x. The
// grammar is Pandoc's; MyST's differs only in keys that are addresses.
type citations struct{}

func (citations) Trigger() []byte { return []byte{'@', '-'} }

func (citations) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	line, seg := block.PeekLine()
	suppress := line[0] == '-'
	from := 0
	if suppress {
		from = 1
	}
	if len(line) <= from || line[from] != '@' {
		return nil
	}
	before := block.PrecendingCharacter()
	if unicode.IsLetter(before) && !isCJK(before) || unicode.IsDigit(before) || before == '@' || suppress && before == '-' {
		return nil
	}
	s := stateOf(pc, block.Source())
	if s.insideURL(seg) {
		return nil
	}
	key, length := citeKey(ahead(line[from+1:]))
	if length == 0 {
		return nil
	}
	at := s.at(seg.Start)
	block.Advance(from + 1 + length)
	if reservedLabel(key) {
		n := &ast.Ref{Keyed: true, Bare: suppress}
		n.Label, n.Capital = referenceLabel(key)
		n.At = at
		n.SetPos(seg.Start)
		return n
	}
	n := &ast.Cite{Narrative: !suppress, Items: []ast.CiteItem{keyed(key, at.Right(from+1+braced(line[from+1])))}}
	n.Items[0].SuppressAuthor = suppress
	n.At = at
	n.SetPos(seg.Start)
	if !pc.IsInLinkLabel() {
		s.narrativeTail(block, n)
		s.affixes(n)
	}
	return n
}

// narrativeTail reads the brackets behind a citation in the running text.
func (s *state) narrativeTail(block text.Reader, n *ast.Cite) {
	l, pos := block.Position()
	line, _ := block.PeekLine()
	skip := 0
	for skip < len(line) && (line[skip] == ' ' || line[skip] == '\t') {
		skip++
	}
	if skip >= len(line) || line[skip] != '[' || skip+1 < len(line) && line[skip+1] == '^' {
		return
	}
	block.Advance(skip)
	segs, ok := closingBracket(block)
	if !ok {
		block.SetPosition(l, pos)
		return
	}
	if rest, _ := block.PeekLine(); len(rest) > 0 && (rest[0] == '(' || rest[0] == '[' || rest[0] == '{') {
		block.SetPosition(l, pos)
		return
	}
	body, at := s.text(segs), s.at(segs[0].Start)
	if items, ok := s.citeGroup(body, at); ok {
		n.Items = append(n.Items, items...)
		return
	}
	parts := splitGroup(body)
	first := &n.Items[0]
	first.Label, first.Locator, first.Suffix = splitLocator(plain(parts[0].text))
	first.After = affix(parts[0].text, first.Suffix, at)
	for _, p := range parts[1:] {
		item, ok := citeItem(p.text, at.Advance(body[:p.offset]))
		if !ok {
			*first = ast.CiteItem{Key: first.Key, At: first.At, SuppressAuthor: first.SuppressAuthor}
			n.Items = n.Items[:1]
			block.SetPosition(l, pos)
			return
		}
		n.Items = append(n.Items, item)
	}
}

// insideURL tells whether an offset lies in a plain address, where @ is not a
// citation: https://host/@user, or host.org/@user.
func (s *state) insideURL(seg text.Segment) bool {
	from := seg.Start
	for from > 0 && !isSpace(s.src[from-1]) && s.src[from-1] != '(' && s.src[from-1] != '[' && s.src[from-1] != '>' && seg.Start-from < 200 {
		from--
	}
	word := string(s.src[from:seg.Start])
	if strings.Contains(word, "://") {
		return true
	}
	host, _, slash := strings.Cut(word, "/")
	dot := strings.LastIndexByte(host, '.')
	return slash && dot > 0 && dot+2 < len(host)
}

// citeKey reads a key at the start of s, behind the @, and its length.
func citeKey(s string) (key string, length int) {
	if strings.HasPrefix(s, "{") {
		depth := 0
		for i, r := range s {
			switch r {
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					return s[1:i], i + 1
				}
			case ' ', '\n', '\t':
				return "", 0
			}
		}
		return "", 0
	}
	first, n := utf8.DecodeRuneInString(s)
	if first == '*' {
		return "*", 1
	}
	if !keyRune(first) {
		return "", 0
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if keyRune(r) {
			n += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[n+size:])
		switch {
		case r == '<' && startsTag(s[n:]):
			return s[:n], n
		case strings.ContainsRune(":.#$%&-+?<>~/", r) && keyRune(next):
		case (r == ':' || r == '/') && next == '/':
		default:
			return s[:n], n
		}
		n += size
	}
	return s[:n], n
}

// keyRune tells whether a rune may stand anywhere in a key. Chinese and
// Japanese text is not parted by spaces, but its keys are written in Latin
// letters: a key in Han letters stands in braces or before a space.
func keyRune(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// startsTag tells whether < begins an address in angle brackets or a tag rather
// than the rest of a key.
func startsTag(s string) bool {
	end := strings.IndexByte(s, '>')
	if end < 0 {
		return false
	}
	inner := s[1:end]
	if strings.ContainsAny(inner, ":/") {
		return true
	}
	name := strings.TrimSuffix(inner, "/")
	for i, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || i > 0 && (r >= '0' && r <= '9' || r == ' ')) {
			return false
		}
	}
	return name != ""
}

// A part is one of the texts between the semicolons of a group.
type part struct {
	text   string
	offset int
}

// splitGroup splits at semicolons that are not inside braces, brackets or code.
func splitGroup(body string) (parts []part) {
	depth, from := 0, 0
	var code codeSkipper
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '\\':
			i++
		case '`':
			i += code.length([]byte(body[i:])) - 1
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ';':
			if depth <= 0 {
				parts = append(parts, part{body[from:i], from})
				from = i + 1
			}
		}
	}
	return append(parts, part{body[from:], from})
}

// citeGroup reads the inside of a bracketed citation: every part has a key.
func (s *state) citeGroup(body string, at diag.Pos) (items []ast.CiteItem, ok bool) {
	for _, p := range splitGroup(body) {
		item, ok := citeItem(p.text, at.Advance(body[:p.offset]))
		if !ok {
			return nil, false
		}
		items = append(items, item)
	}
	return items, true
}

// citeItem reads "see -@key, p. 3 and passim".
func citeItem(s string, at diag.Pos) (item ast.CiteItem, ok bool) {
	var code codeSkipper
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
			continue
		case '`':
			i += code.length([]byte(s[i:])) - 1
			continue
		}
		if s[i] != '@' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		if i > 0 && (unicode.IsLetter(before) && !isCJK(before) || unicode.IsDigit(before)) {
			continue
		}
		key, n := citeKey(s[i+1:])
		if n == 0 {
			continue
		}
		prefix := s[:i]
		if p, cut := strings.CutSuffix(prefix, "-"); cut && (p == "" || !keyRune(lastRune(p))) {
			item.SuppressAuthor, prefix = true, p
		}
		k := keyed(key, at.Advance(s[:i+1]).Right(braced(s[i+1])))
		item.Key, item.At = k.Key, k.At
		item.Prefix = plain(strings.TrimSpace(prefix))
		item.Before = affix(prefix, item.Prefix, at)
		item.Label, item.Locator, item.Suffix = splitLocator(plain(s[i+1+n:]))
		item.After = affix(s[i+1+n:], item.Suffix, at.Advance(s[:i+1+n]))
		return item, true
	}
	return item, false
}

// keyed makes an item of a key. A DOI that is written as an address is only the
// DOI: works are found by it without asking the network.
func keyed(key string, at diag.Pos) ast.CiteItem {
	doi := bareDOI(key)
	return ast.CiteItem{Key: doi, At: at.Right(runeLength(key) - runeLength(doi))}
}

// braced is 1 where a key stands in braces, which are not part of it.
func braced(c byte) int {
	if c == '{' {
		return 1
	}
	return 0
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// plain strips the markup of a prefix or suffix, which print as plain text.
func plain(s string) string {
	s = oneLine(s)
	if !strings.ContainsAny(s, "*_`\\") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case c == '*' || c == '`':
		case c == '_' && (i == 0 || i == len(s)-1 || !keyRune(rune(s[i-1])) || !keyRune(rune(s[i+1]))):
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
