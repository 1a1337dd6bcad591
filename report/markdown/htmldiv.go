package markdown

import (
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var (
	divTag       = regexp.MustCompile(`^<div((?:\s+[\w-]+="[^"<>]*")+)\s*>[ \t]*\n?$`)
	divAttribute = regexp.MustCompile(`([\w-]+)="([^"]*)"`)
)

// openHTMLDiv reads <div id="..." class="..."> alone on its line as Pandoc does:
// what follows, to </div>, is Markdown.
func openHTMLDiv(line []byte, pos int, seg text.Segment, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	s := stateOf(pc, reader.Source())
	m := divTag.FindStringSubmatchIndex(ahead(line[pos:]))
	if m == nil || s.foreign || len(pc.OpenedBlocks()) >= maxNesting {
		return nil, parser.NoChildren
	}
	start := seg.Start + pos - seg.Padding
	d := &directive{name: "div", row: directiveOf["div"], fence: '<', length: 1, indent: pos, start: start, attrsAt: start, loose: true, reading: atBody}
	inside := string(line[pos+m[2] : pos+m[3]])
	for _, a := range divAttribute.FindAllStringSubmatchIndex(inside, -1) {
		key, value := inside[a[2]:a[3]], inside[a[4]:a[5]]
		at := m[2] + a[4]
		switch key {
		case "id":
			d.attrs.id = attribute{key, value, at, at}
		case "class":
			for _, c := range strings.Fields(value) {
				d.attrs.addClass(c)
			}
		default:
			d.attrs.pairs = append(d.attrs.pairs, attribute{key, value, m[2] + a[2], at})
		}
	}
	if d.attrs.id.value == "" && len(d.attrs.class) == 0 {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return d, parser.NoChildren
}

// endsHTML judges a line within <div>: divs within it take the next </div>.
func (d *directive) endsHTML(line []byte, pc parser.Context) ending {
	if !strings.EqualFold(strings.TrimSpace(ahead(line)), "</div>") || d.inner(1, pc) {
		return goesOn
	}
	return closes
}
