package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addresses reads plain addresses as GFM has it: http://, https:// and ftp://
// anywhere but within a word, www. and e-mail addresses at the start of one.
type addresses struct{}

func (addresses) Trigger() []byte { return []byte{' ', '*', '_', '~', '(', ':'} }

func (addresses) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, seg := block.PeekLine()
	if line[0] == ':' {
		return schemeAddress(parent, block, ahead(line), seg)
	}
	skip := 0
	if strings.IndexByte(" \t*_~(", line[0]) >= 0 {
		skip = 1
	} else if before := block.PrecendingCharacter(); !unicode.IsSpace(before) && !strings.ContainsRune("*_~(", before) {
		return nil
	}
	rest := ahead(line[skip:])
	kind, length := gast.AutoLinkURL, 0
	if strings.HasPrefix(rest, "www.") {
		if n := hostLength(rest, false); n > 0 {
			length = addressEnd(rest, n)
		}
	} else if length = emailLength(rest); length > 0 {
		kind = gast.AutoLinkEmail
	}
	if length == 0 {
		return nil
	}
	start := seg.Start + skip - seg.Padding
	if skip > 0 {
		gast.MergeOrAppendTextSegment(parent, seg.WithStop(start))
	}
	block.Advance(skip + length)
	link := gast.NewAutoLink(kind, gast.NewTextSegment(text.NewSegment(start, start+length)))
	if kind == gast.AutoLinkURL {
		link.Protocol = []byte("http")
	}
	link.SetPos(start)
	return link
}

// schemeAddress reads an address whose scheme has already become text.
func schemeAddress(parent gast.Node, block text.Reader, line string, seg text.Segment) gast.Node {
	if !strings.HasPrefix(line, "://") {
		return nil
	}
	before, ok := parent.LastChild().(*gast.Text)
	if !ok || before.Segment.Stop != seg.Start || before.IsRaw() {
		return nil
	}
	v := string(block.Source()[max(before.Segment.Start, before.Segment.Stop-10):before.Segment.Stop])
	scheme := ""
	for _, s := range []string{"http", "https", "ftp"} {
		if len(v) >= len(s) && strings.EqualFold(v[len(v)-len(s):], s) {
			r := lastRune(v[:len(v)-len(s)])
			if len(v) == len(s) || !unicode.IsLetter(r) && !unicode.IsDigit(r) || isCJK(r) {
				scheme = s
			}
		}
	}
	n := hostLength(line[3:], true)
	if scheme == "" || n == 0 {
		return nil
	}
	length := addressEnd(line, 3+n)
	start := seg.Start - len(scheme)
	before.Segment = before.Segment.WithStop(start)
	if before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	block.Advance(length)
	link := gast.NewAutoLink(gast.AutoLinkURL, gast.NewTextSegment(text.NewSegment(start, seg.Start+length)))
	link.SetPos(start)
	return link
}

// hostLength is the length of a host name at the start of s. The last two parts
// may hold no underscore; a short one needs no dot.
func hostLength(s string, short bool) int {
	before, last, dots, i := 0, 0, 0, 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '_':
			last++
		case r == '.':
			before, last = last, 0
			dots++
		case r == '-' && i > 0:
		case unicode.IsSpace(r) || unicode.IsPunct(r) || r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			goto end
		}
		i += n
	}
end:
	if i == 0 || before+last > 0 || dots == 0 && !short {
		return 0
	}
	return i
}

// addressEnd is the length of an address whose host ends at n: up to a space or
// <, without punctuation that belongs to the sentence.
func addressEnd(s string, n int) int {
	end := n
	for end < len(s) && !isSpace(s[end]) && s[end] != '<' {
		r, size := utf8.DecodeRuneInString(s[end:])
		if strings.ContainsRune("，。；：？！、（）《》「」『』“”‘’", r) {
			break
		}
		end += size
	}
	opening, closing := strings.Count(s[:end], "("), strings.Count(s[:end], ")")
	for end > 0 {
		switch c := s[end-1]; {
		case strings.IndexByte(`?!.,:*_~'"`, c) >= 0:
			end--
		case c == ')' && closing > opening:
			closing--
			end--
		case c == ';':
			j := end - 2
			for j >= 0 && (s[j] >= 'a' && s[j] <= 'z' || s[j] >= 'A' && s[j] <= 'Z' || s[j] >= '0' && s[j] <= '9') {
				j--
			}
			if j < 0 || s[j] != '&' || j == end-2 {
				end--
				break
			}
			end = j // a character reference is not part of it
		default:
			return end
		}
	}
	return end
}

// emailLength is the length of an e-mail address at the start of s, with
// mailto: or xmpp: before it if that is there.
func emailLength(s string) int {
	i := 0
	if strings.HasPrefix(s, "mailto:") {
		i = len("mailto:")
	}
	local := i
	for i < len(s) && (asciiWord(s[i]) || strings.IndexByte(".-_+", s[i]) >= 0) {
		i++
	}
	if i == local || i >= len(s) || s[i] != '@' {
		return 0
	}
	i++
	domain, dots := i, 0
	for i < len(s) && (asciiWord(s[i]) || s[i] == '-' || s[i] == '_' || s[i] == '.') {
		if s[i] == '.' {
			if i+1 >= len(s) || !asciiWord(s[i+1]) {
				break
			}
			dots++
		}
		i++
	}
	if i == domain || dots == 0 || s[i-1] == '-' || s[i-1] == '_' {
		return 0
	}
	if i < len(s) && s[i] == '@' {
		return 0
	}
	return i
}

func asciiWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
