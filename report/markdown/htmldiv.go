package markdown

import (
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
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

var (
	detailsTag = regexp.MustCompile(`^<details(?:\s[^<>]*)?>\s*(?:<summary>(.*)</summary>\s*)?$`)
	summaryTag = regexp.MustCompile(`^\s*<summary>(.*)</summary>\s*$`)
)

// openDetails reads <details>, with its <summary> behind it or on the next line,
// as a box that opens when asked to.
func openDetails(line []byte, pos int, seg text.Segment, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	s := stateOf(pc, reader.Source())
	m := detailsTag.FindStringSubmatchIndex(strings.TrimRight(ahead(line[pos:]), "\n"))
	if m == nil || s.foreign || len(pc.OpenedBlocks()) >= maxNesting {
		return nil, parser.NoChildren
	}
	start := seg.Start + pos - seg.Padding
	d := &directive{name: "details", row: directiveOf["details"], fence: '<', length: 1, indent: pos, start: start, attrsAt: start, reading: atBody}
	if m[2] >= 0 {
		d.summary(s, start+m[2], start+m[3])
	}
	reader.AdvanceToEOL()
	return d, parser.NoChildren
}

// summary makes a title of the words of a <summary>.
func (d *directive) summary(s *state, from, to int) {
	words := text.NewSegment(from, to)
	words = words.TrimLeftSpace(s.src)
	d.argument = words.TrimRightSpace(s.src)
	if d.argument.IsEmpty() {
		return
	}
	title := &ast.TitleLine{}
	title.Lines().Append(d.argument)
	title.At = s.at(d.argument.Start)
	title.SetPos(d.argument.Start)
	d.AppendChild(d, title)
}

// summaryLine takes up a <summary> on the line below <details>.
func (d *directive) summaryLine(s *state, line string, seg text.Segment) bool {
	m := summaryTag.FindStringSubmatchIndex(strings.TrimRight(line, "\n"))
	if d.name != "details" || d.fence != '<' || m == nil || d.bodyAt > 0 {
		return false
	}
	d.summary(s, seg.Start+m[2]-seg.Padding, seg.Start+m[3]-seg.Padding)
	return true
}

// endsHTML judges a line within <div>: divs within it take the next </div>.
func (d *directive) endsHTML(line []byte, pc parser.Context) ending {
	end := "</div>"
	if d.name == "details" {
		end = "</details>"
	}
	if !strings.EqualFold(strings.TrimSpace(ahead(line)), end) || d.inner(1, pc) {
		return goesOn
	}
	return closes
}
