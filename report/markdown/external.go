package markdown

import (
	"net/url"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// externals are MyST's short addresses: where they lead, and what a link without
// words says.
var externals = []struct {
	scheme, address, words string
}{
	{"wiki", "https://en.wikipedia.org/wiki/", ""},
	{"rrid", "https://scicrunch.org/resolver/RRID:", "RRID:"},
	{"ror", "https://ror.org/", "https://ror.org/"},
}

// external reads wiki:Page_title and its like.
func external(dest string) (address, words string, ok bool) {
	for _, e := range externals {
		if len(dest) <= len(e.scheme)+1 || !strings.EqualFold(dest[:len(e.scheme)+1], e.scheme+":") {
			continue
		}
		name := dest[len(e.scheme)+1:]
		if e.scheme == "rrid" && len(name) > 5 && strings.EqualFold(name[:5], "rrid:") {
			name = name[5:]
		}
		words = name
		if e.scheme == "wiki" {
			if plain, err := url.PathUnescape(name); err == nil {
				words = plain
			}
			words = strings.ReplaceAll(words, "_", " ")
		}
		return e.address + name, e.words + words, true
	}
	return "", "", false
}

var doiPattern = regexp.MustCompile(`(?i)^(?:doi:|https?://(?:dx\.)?doi\.org/)(10\.[0-9]{4,9}/\S+)$`)

// doiIn is the DOI of a link that leads to one.
func doiIn(dest string) string {
	if m := doiPattern.FindStringSubmatch(dest); m != nil {
		if plain, err := url.PathUnescape(m[1]); err == nil {
			return plain
		}
		return m[1]
	}
	return ""
}

// externalLink gives a short address its full one, and words where it has none.
// A link without words to a DOI is a citation, if the bibliography has it. It
// reports whether it did anything.
func (s *state) externalLink(n *gast.Link) bool {
	dest := string(n.Destination)
	if address, words, ok := external(dest); ok {
		n.Destination = []byte(address)
		if n.FirstChild() == nil {
			n.AppendChild(n, rawString(words))
		}
		return true
	}
	if doi := doiIn(dest); doi != "" && n.FirstChild() == nil {
		s.replace(n, s.citedLink(dest, doi, n))
		return true
	}
	return false
}

// citedLink is a citation by DOI that stays a link where the bibliography lacks
// it.
func (s *state) citedLink(dest, doi string, n gast.Node) *ast.Cite {
	at := s.destinationAt(n.Pos(), dest)
	c := &ast.Cite{Narrative: true, Link: dest, Items: []ast.CiteItem{{Key: doi, At: at}}}
	c.At = at
	return c
}

// externalAuto is externalLink for <wiki:Page_title> and <https://doi.org/…>.
func (s *state) externalAuto(n *gast.AutoLink) bool {
	dest := string(n.URL(s.src))
	if address, words, ok := external(dest); ok {
		l := gast.NewLink()
		l.Destination = []byte(address)
		l.AppendChild(l, rawString(words))
		s.replace(n, l)
		return true
	}
	if doi := doiIn(dest); doi != "" && s.bracketed(n) && !strings.HasPrefix(strings.ToLower(dest), "doi:") {
		s.replace(n, s.citedLink(dest, doi, n))
		return true
	}
	return false
}

// bracketed tells an address in angle brackets from one that stands in the
// text, which prints as it is.
func (s *state) bracketed(n *gast.AutoLink) bool {
	return n.Pos() >= 0 && n.Pos() < len(s.src) && s.src[n.Pos()] == '<'
}

func (s *state) replace(n, by gast.Node) {
	by.SetPos(n.Pos())
	n.Parent().ReplaceChild(n.Parent(), n, by)
}

// rawString is text in which nothing has a meaning.
func rawString(text string) *gast.String {
	n := gast.NewString([]byte(text))
	n.SetRaw(true)
	return n
}
