package pdf

import (
	"slices"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

const tabWidth = 4

func setCodeBlock(f *flow, n gast.Node) {
	var b strings.Builder
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		b.Write(seg.Value(f.r.d.Source))
	}
	f.listing(&ast.Listing{Code: b.String()}, n)
}

func setListing(f *flow, n gast.Node) { f.listing(n.(*ast.Listing), n) }

// listing sets code on a tinted ground. Lines that are too long go on in the
// next one, behind a mark.
func (f *flow) listing(l *ast.Listing, n gast.Node) {
	code := strings.TrimRight(strings.ReplaceAll(l.Code, "\r\n", "\n"), "\n")
	size := listingType
	if f.style.size < bodyType.size*0.97 {
		size = typeSize{listingType.size * 0.95, listingType.leading * 0.96}
	}
	st := (&style{mono: true, color: black, node: n}).in(size)
	st.tag = f.parent.add("Code")
	box := &frame{left: f.left, width: f.width, pad: boxPad - 2, fill: tint}
	g := f.sub(func(g *flow) {
		g.left, g.width = f.left+boxPad, f.width-2*boxPad
		g.frames = append(append([]*frame(nil), f.frames...), box)
	})
	f.space(blockSpace)
	f.boxed(box, func() {
		if l.Filename != "" {
			name := f.style.in(smallType).with(func(s *style) { s.mono, s.size, s.color, s.plain, s.tag = true, listingType.size, grey, true, st.tag })
			p := f.r.paragraph(name)
			p.ragged = true
			p.text(l.Filename, name)
			g.paragraph(p)
			keepLast(g)
			g.space(4)
		}
		g.codeLines(l, strings.Split(code, "\n"), st)
	})
	f.space(blockSpace)
}

func (f *flow) codeLines(l *ast.Listing, lines []string, st *style) {
	first := max(l.FirstLine, 1)
	gutter := 0.0
	if l.Numbers {
		gutter = f.r.measure(strconv.Itoa(first+len(lines)-1), st) + 9
	}
	left, width := f.left+gutter, f.width-gutter
	advance := f.r.measure("0", st)
	columns := max(int(width/advance), 8)
	for i, text := range lines {
		rows := wrapCode(expandTabs(text), columns)
		for j, row := range rows {
			s := &slab{height: st.leading, after: inBox}
			emphasised := slices.Contains(l.Emphasise, i+1)
			number := ""
			if l.Numbers && j == 0 {
				number = strconv.Itoa(first + i)
			}
			continued := j > 0
			s.draw = func(sh *sheet, y float64) {
				f.codeLine(sh, y, left, row, number, st, emphasised, continued)
			}
			if len(lines) > 1 && (i == 0 || i == len(lines)-2) {
				s.after = widowLine
			}
			f.add(s)
		}
	}
	keep := f.last()
	if keep != nil {
		keep.after = 0
	}
}

func (f *flow) codeLine(sh *sheet, y, left float64, text, number string, st *style, emphasised, continued bool) {
	base := y + st.leading*0.74
	if emphasised {
		sh.mark(nil)
		sh.rect(f.left-boxPad, y, f.width+2*boxPad, st.leading, shade)
	}
	quiet := st.with(func(s *style) { s.color = faint })
	if number != "" {
		sh.mark(nil)
		w := f.r.measure(number, quiet)
		sh.styled(left-9-w, base, number, quiet)
	}
	if continued {
		sh.mark(nil)
		sh.styled(left-f.r.measure("↪", quiet)+2, base, "↪", quiet)
		left += 8
	}
	if strings.TrimSpace(text) != "" {
		sh.mark(st.tag)
		sh.styled(left, base, text, st)
	}
}

func expandTabs(text string) string {
	if !strings.Contains(text, "\t") {
		return text
	}
	var b strings.Builder
	column := 0
	for _, c := range text {
		if c == '\t' {
			n := tabWidth - column%tabWidth
			b.WriteString(strings.Repeat(" ", n))
			column += n
			continue
		}
		b.WriteRune(c)
		column++
	}
	return b.String()
}

// wrapCode cuts a line into rows, behind a space or mark if there is one in
// the last third.
func wrapCode(text string, columns int) []string {
	var rows []string
	rest := []rune(text)
	for {
		room := columns
		if len(rows) > 0 {
			room = max(columns-2, 4)
		}
		n := fitting(rest, room)
		if n >= len(rest) {
			return append(rows, string(rest))
		}
		at := n
		for i := n; i > n*2/3; i-- {
			if strings.ContainsRune(" ,;)/.=|&", rest[i-1]) {
				at = i
				break
			}
		}
		rows = append(rows, string(rest[:at]))
		rest = rest[at:]
	}
}

// fitting counts the runes that fit in so many columns.
func fitting(text []rune, columns int) int {
	used := 0
	for i, c := range text {
		if used++; fullWidth(c) {
			used++
		}
		if used > columns {
			return max(i, 1)
		}
	}
	return len(text)
}
