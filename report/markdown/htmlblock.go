package markdown

import (
	"regexp"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

var (
	htmlToken     = regexp.MustCompile(`<!--(?s:.*?)-->|</?([A-Za-z][A-Za-z0-9]*)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>` + "`" + `]+))?)*)\s*/?>`)
	htmlAttribute = regexp.MustCompile(`([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>]+))`)
	htmlAlign     = regexp.MustCompile(`text-align:\s*(left|right|center)`)
)

// htmlBlocks are the tags of a passage of HTML that is read: wrappers, images,
// tables. Those in lines stay for the text.
var (
	htmlWrappers = strings.Fields("p div center figure figcaption picture")
	htmlTables   = strings.Fields("table thead tbody tfoot tr th td caption colgroup col")
	htmlInLine   = strings.Fields("a b br code em i kbd s small span strong sub sup u del ins mark")
)

// An htmlReader makes nodes of a passage of HTML.
type htmlReader struct {
	*state
	src    string
	at     diag.Pos
	start  int
	blocks []gast.Node
	words  htmlWords
	href   string // of a link whose words begin at linkAt
	linkAt int
	figure *ast.Figure
	table  *htmlTable
}

// htmlWords are a run of text, and where it begins in the passage.
type htmlWords struct {
	text string
	from int
}

// htmlBlock puts images and tables written in HTML into the tree. HTML that does
// anything else stays, as a finding.
func (s *state) htmlBlock(n *gast.HTMLBlock) {
	if s.foreign || n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	r := &htmlReader{state: s, src: s.text(n.Lines().Sliced(0, n.Lines().Len())), at: s.at(first.Start), start: first.Start}
	if n.HasClosure() {
		r.src += string(n.ClosureLine.Value(s.src))
	}
	if !r.read() {
		return
	}
	parent := n.Parent()
	for _, b := range r.blocks {
		if b.Pos() < 0 {
			b.SetPos(r.start)
		}
		parent.InsertBefore(parent, n, b)
	}
	parent.RemoveChild(parent, n)
}

// readable tells whether a passage shows an image or a table and holds no tag
// that would be lost.
func (r *htmlReader) readable(tokens [][]int) bool {
	shows := false
	for _, m := range tokens {
		if m[2] < 0 {
			continue
		}
		if listener.MatchString(r.src[m[4]:m[5]]) {
			return false
		}
		switch name := strings.ToLower(r.src[m[2]:m[3]]); {
		case name == "img" || name == "table" || name == "div" && htmlAttributes(r.src[m[4]:m[5]])["id"] == "refs":
			shows = true
		case slices.Contains(htmlWrappers, name) || slices.Contains(htmlTables, name) || slices.Contains(htmlInLine, name):
		default:
			return false
		}
	}
	return shows
}

func (r *htmlReader) read() bool {
	tokens := htmlToken.FindAllStringSubmatchIndex(r.src, -1)
	if !r.readable(tokens) {
		return false
	}
	last := 0
	for _, m := range tokens {
		r.say(r.src[last:m[0]], last)
		last = m[1]
		if m[2] >= 0 {
			name := strings.ToLower(r.src[m[2]:m[3]])
			r.tag(name, r.src[m[0]+1] == '/', htmlAttributes(r.src[m[4]:m[5]]), m)
		}
	}
	r.say(r.src[last:], last)
	r.flush()
	r.endTable()
	r.endFigure()
	return true
}

func htmlAttributes(text string) map[string]string {
	values := map[string]string{}
	for _, m := range htmlAttribute.FindAllStringSubmatch(text, -1) {
		values[strings.ToLower(m[1])] = m[2] + m[3] + m[4]
	}
	return values
}

func (r *htmlReader) say(text string, from int) {
	if r.words.text == "" {
		lead := len(text) - len(strings.TrimLeft(text, " \t\n"))
		text, from = text[lead:], from+lead
		r.words.from = from
	}
	r.words.text += text
}

// paragraph takes the words read so far; nil without.
func (r *htmlReader) paragraph() gast.Node {
	words := r.words
	r.words, r.href = htmlWords{}, ""
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(words.text), "<br>"))
	if text == "" {
		return nil
	}
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	p := r.stringParagraph(strings.Join(lines, "\n"), r.at.Advance(r.src[:words.from]))
	p.SetPos(r.start + words.from)
	return p
}

func (r *htmlReader) flush() {
	if p := r.paragraph(); p != nil {
		r.blocks = append(r.blocks, p)
	}
}

func (r *htmlReader) tag(name string, closing bool, attrs map[string]string, m []int) {
	switch {
	case name == "img" && r.table == nil:
		r.flush()
		r.show(r.image(attrs, m))
	case name == "img":
		if r.fill(); r.table.cell != nil {
			r.table.cell.AppendChild(r.table.cell, placed(r.state, &ast.Inset{Image: r.image(attrs, m)}, r.start+m[0]))
		}
	case name == "a":
		r.link(closing, attrs["href"])
	case name == "br" && r.words.text == "":
	case slices.Contains(htmlInLine, name):
		if name != "span" {
			r.say(plainTag(name, closing), m[0])
		}
	case slices.Contains(htmlTables, name):
		r.tableTag(name, closing, attrs, m)
	case r.table != nil: // <p> within a cell
	case name == "figure":
		r.flush()
		r.endFigure()
		if !closing {
			r.figure = placed(r.state, &ast.Figure{Of: "figure", Labelled: ast.Labelled{Label: normaliseLabel(attrs["id"])}}, r.start)
		}
	case name == "figcaption":
		p := r.paragraph()
		if closing && p != nil && r.figure != nil {
			r.figure.AppendChild(r.figure, placed(r.state, captionOf(p), r.start))
		} else if p != nil {
			r.blocks = append(r.blocks, p)
		}
	case attrs["id"] == "refs" && !closing:
		r.flush()
		r.blocks = append(r.blocks, placed(r.state, &ast.Bibliography{}, r.start))
	default:
		r.flush()
	}
}

func plainTag(name string, closing bool) string {
	if closing {
		return "</" + name + ">"
	}
	return "<" + name + ">"
}

// link writes <a href="…">words</a> as Markdown does.
func (r *htmlReader) link(closing bool, href string) {
	if !closing {
		r.href, r.linkAt = href, len(r.words.text)
		return
	}
	if text := r.words.text; r.href != "" && len(text) > r.linkAt && !strings.ContainsAny(r.href, "<>\n") {
		r.words.text = text[:r.linkAt] + "[" + text[r.linkAt:] + "](<" + r.href + ">)"
	}
	r.href = ""
}

// image reads <img src="…" alt="…" width="…">.
func (r *htmlReader) image(attrs map[string]string, m []int) *ast.Image {
	src := attrs["src"]
	at := r.at.Advance(r.src[:m[0]+max(strings.Index(r.src[m[0]:m[1]], src), 0)])
	img := placed(r.state, &ast.Image{Path: src, PathAt: at}, r.start+m[0])
	if alt := strings.TrimSpace(attrs["alt"]); alt != "" {
		img.Alt = paragraph(gast.NewString([]byte(alt)))
	}
	img.Options = r.htmlWidth(attrs["width"], r.start+m[0])
	return img
}

// show puts an image into the figure that is open, else among the blocks.
func (r *htmlReader) show(img *ast.Image) {
	if r.figure != nil {
		img.CaptionIsAlt = img.Alt == nil
		r.figure.AppendChild(r.figure, img)
		return
	}
	r.blocks = append(r.blocks, img)
}

func (r *htmlReader) endFigure() {
	if r.figure != nil && r.figure.FirstChild() != nil {
		r.blocks = append(r.blocks, r.figure)
	}
	r.figure = nil
}
