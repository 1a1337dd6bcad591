package report

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
)

// pageElements are the elements that a page of reckon may hold.
var pageElements = strings.Fields(`
html head meta title link style script body header main nav article section aside footer figure figcaption details summary
h1 h2 h3 h4 h5 h6 p div span a br hr ol ul li dl dt dd blockquote pre code em strong b i u s del ins sub sup small kbd samp var q cite abbr dfn mark wbr
table caption colgroup col thead tbody tfoot tr th td data time img input button label output dialog template noscript bdi ruby rt rp
math semantics annotation mrow mi mn mo ms mtext mspace msqrt mroot mfrac msub msup msubsup munder mover munderover mmultiscripts mprescripts
none mtable mtr mtd mstyle menclose mpadded mphantom merror maction
svg g path text tspan title desc rect circle ellipse line polyline polygon defs clippath clipPath lineargradient linearGradient
radialgradient radialGradient stop marker pattern mask symbol use image a style`)

// linkAttributes are the attributes that name an address.
var linkAttributes = []string{
	"href", "src", "action", "formaction", "poster", "data", "background", "cite", "longdesc", "profile", "manifest", "ping", "srcset", "xlink:href",
	"dynsrc", "lowsrc", "classid", "codebase", "archive", "icon", "usemap", "from", "to", "values",
}

// A judge reads pages the way a browser does and says what in them could run,
// load or send something.
type judge struct {
	scripts []string // the page's own, word for word
}

// newJudge takes what stands in a page of a harmless paper as the page's own.
func newJudge(t testing.TB, harmless []byte) *judge {
	j := &judge{}
	root, err := xhtml.Parse(strings.NewReader(string(harmless)))
	if err != nil {
		t.Fatal(err)
	}
	walkHTML(root, func(n *xhtml.Node) {
		if n.Type != xhtml.ElementNode {
			return
		}
		if n.Data == "script" {
			j.scripts = append(j.scripts, textOf(n))
		}
	})
	return j
}

// judge lists what is wrong with a page.
func (j *judge) judge(page []byte) (wrong []string) {
	text := faceRule.ReplaceAllString(string(page), "")
	root, err := xhtml.Parse(strings.NewReader(text))
	if err != nil {
		return []string{err.Error()}
	}
	styles := 0
	walkHTML(root, func(n *xhtml.Node) {
		if n.Type != xhtml.ElementNode {
			return
		}
		if n.Data == "style" {
			styles++
		}
		wrong = append(wrong, j.element(n)...)
	})
	if styles > 1 {
		wrong = append(wrong, "there is more than the page's own style sheet")
	}
	if !utf8.Valid(page) {
		wrong = append(wrong, "the page is not UTF-8")
	}
	return wrong
}

// faceRule is an embedded face; faces are large, and parts of the style sheet.
var faceRule = regexp.MustCompile(`@font-face\s*\{[^{}<]*url\("?data:font/woff2?;base64,[A-Za-z0-9+/=]*"?\)[^{}<]*\}`)

func (j *judge) element(n *xhtml.Node) (wrong []string) {
	bad := func(format string, args ...any) { wrong = append(wrong, "<"+n.Data+">: "+fmt.Sprintf(format, args...)) }
	if !slices.Contains(pageElements, n.Data) {
		bad("element")
		return wrong
	}
	switch n.Data {
	case "script":
		if kind := attributeOf(n, "type"); kind == "application/json" || kind == "application/ld+json" {
			if body := textOf(n); !json.Valid([]byte(body)) || strings.Contains(body, "<") {
				bad("data that may break out: %.80q", body)
			}
		} else if attributeOf(n, "src") != "" || !slices.Contains(j.scripts, textOf(n)) {
			bad("%.80q", textOf(n))
		}
	case "style":
		if n.Parent.Data != "head" || loads.MatchString(decodeCSS(textOf(n))) {
			bad("%.80q", textOf(n))
		}
	case "input":
		if attributeOf(n, "type") == "" || attributeOf(n, "form") != "" {
			bad("an input of the author")
		}
	case "link": // of these relations, a browser loads none
		if rel := attributeOf(n, "rel"); !slices.Contains([]string{"canonical", "alternate", "license", "author"}, rel) && !strings.HasPrefix(attributeOf(n, "href"), "data:image/") {
			bad("rel=%q", rel)
		}
	case "meta":
		if kind := strings.ToLower(attributeOf(n, "http-equiv")); kind != "" && kind != "content-security-policy" {
			bad("http-equiv=%q", kind)
		}
	}
	for _, a := range n.Attr {
		name := strings.ToLower(a.Key)
		if a.Namespace != "" {
			name = a.Namespace + ":" + name
		}
		switch {
		case strings.HasPrefix(name, "on"), name == "srcdoc", name == "is", name == "attributename", name == "begin":
			bad("attribute %s=%.60q", name, a.Val)
		case !plainName.MatchString(name):
			bad("attribute %.60q", name)
		case name == "style" && loads.MatchString(decodeCSS(a.Val)):
			bad("style=%.80q", a.Val)
		case slices.Contains(linkAttributes, name) && !(n.Data == "data" && name != "href") && !harmlessAddress(n, name, a.Val):
			bad("%s=%.80q", name, a.Val)
		}
	}
	return wrong
}

var (
	plainName = regexp.MustCompile(`^[a-z][a-z0-9:_-]*$`)
	loads     = regexp.MustCompile(`(?i)url\(|expression|@import|javascript\s*:|(^|[;{\s])behavior\s*:|-moz-binding|image-set`)
)

// decodeCSS undoes escapes and comments, behind which words hide.
func decodeCSS(s string) string {
	s = regexp.MustCompile(`/\*.*?\*/`).ReplaceAllString(s, "")
	return regexp.MustCompile(`\\([0-9a-fA-F]{1,6})[ \t]?`).ReplaceAllStringFunc(s, func(m string) string {
		var c rune
		_, _ = fmt.Sscanf(strings.TrimSpace(m[1:]), "%x", &c)
		return string(c)
	})
}

// harmlessAddress tells whether an attribute may name an address: links lead to
// places within the page, to files beside it and to the web; images are in the
// page.
func harmlessAddress(n *xhtml.Node, attribute, value string) bool {
	value = strings.Map(func(r rune) rune {
		if r <= ' ' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, value)
	if attribute == "xlink:href" || n.Namespace == "svg" && n.Data != "a" {
		return strings.HasPrefix(value, "#") || rasterData.MatchString(value)
	}
	if n.Data == "img" || n.Data == "image" {
		return rasterData.MatchString(value) || strings.HasPrefix(value, "data:image/svg+xml;base64,") // an image in <img> runs nothing
	}
	if n.Data != "a" && n.Data != "link" && n.Data != "area" {
		return value == "" || attribute == "cite" && strings.HasPrefix(value, "http")
	}
	scheme, _, found := strings.Cut(value, ":")
	if before := strings.IndexAny(value, "/?#"); !found || before >= 0 && before < len(scheme) {
		return !strings.HasPrefix(value, "//") && !strings.HasPrefix(value, `\\`) && !strings.HasPrefix(value, `/\`) || n.Data == "a"
	}
	if n.Data == "link" && strings.HasPrefix(value, "data:image/") {
		return true
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "tel", "ftp", "doi", "urn", "news", "irc", "xmpp", "sip":
		return true
	}
	return false
}

var rasterData = regexp.MustCompile(`^data:image/(png|jpeg);base64,[A-Za-z0-9+/=]*$`)

func attributeOf(n *xhtml.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *xhtml.Node) string {
	var b strings.Builder
	walkHTML(n, func(n *xhtml.Node) {
		if n.Type == xhtml.TextNode {
			b.WriteString(n.Data)
		}
	})
	return b.String()
}

func walkHTML(n *xhtml.Node, visit func(*xhtml.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walkHTML(c, visit)
	}
}

// TestJudge holds that the judge itself sees what it is for.
func TestJudge(t *testing.T) {
	j := newJudge(t, []byte("<!DOCTYPE html><style>p{}</style><p>x"))
	for _, page := range []string{
		"<script>alert(1)</script>", "<p onclick=x>", "<a href=' javascript:x'>", "<a href='java\tscript:x'>", "<a href='&#106;avascript:x'>",
		"<a href=data:text/html,x>", "<img src=//evil/x.png>", "<img src=x onerror=y>", "<iframe src=x>", "<base href=x>", "<p style='a:url(x)'>",
		"<style>p{}</style>", "<svg><a xlink:href=javascript:x>y</a></svg>", "<svg><use href=http://x#y></svg>", "<svg><animate attributeName=href values=x>",
		"<meta http-equiv=refresh content=0>", "<form action=x>", "<svg><foreignObject>", "<object data=x>", "<embed src=x>", "<link rel=stylesheet href=x>",
		`<p "onmouseover=x">`, "<math><maction actiontype=x xlink:href=javascript:y>", "<p style='w:\\75rl(x)'>", "<svg><script>x</script></svg>",
		"<script type=application/json>{\"a\":\"</script>", "<svg><style>x</style></svg>", "<video src=x>", "<table><tr><td background=x>",
	} {
		if len(j.judge([]byte("<!DOCTYPE html><html><head><style>p{}</style></head><body>"+page))) == 0 {
			t.Errorf("the judge lets %s pass", page)
		}
	}
	for _, page := range []string{
		"<a href='#x'>", "<a href=https://example.org>", "<a href=a/b.html>", "<img src='data:image/png;base64,AA=='>", "<svg><use href='#a'></svg>", "<p style='color:red'>",
	} {
		if wrong := j.judge([]byte("<!DOCTYPE html><html><head><style>p{}</style></head><body>" + page)); len(wrong) > 0 {
			t.Errorf("the judge refuses %s: %v", page, wrong)
		}
	}
}
