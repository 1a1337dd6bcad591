package pdf

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"reckon/report/markdown/ast"
)

// An inlineSetter adds a node to a paragraph.
type inlineSetter func(p *paragraph, n gast.Node, st *style)

// inlines has a setter for every kind of inline node.
var inlines map[gast.NodeKind]inlineSetter

func init() {
	inlines = map[gast.NodeKind]inlineSetter{
		gast.KindText:             setText,
		gast.KindString:           setString,
		gast.KindCodeSpan:         setCodeSpan,
		gast.KindEmphasis:         setEmphasis,
		gast.KindLink:             setLink,
		gast.KindImage:            setInlineImage,
		gast.KindAutoLink:         setAutoLink,
		gast.KindRawHTML:          setRawHTML,
		east.KindStrikethrough:    setStrikethrough,
		east.KindTaskCheckBox:     setTaskCheckBox,
		east.KindFootnoteLink:     setFootnoteLink,
		east.KindFootnoteBacklink: setNothing,
		ast.KindBad:               setNothing, // it stopped the build
		ast.KindVal:               setVal,
		ast.KindLit:               setLit,
		ast.KindClaim:             setClaim,
		ast.KindFormula:           setFormula,
		ast.KindMath:              setMath,
		ast.KindCite:              setCite,
		ast.KindRef:               setRef,
		ast.KindSpan:              setSpan,
		ast.KindInset:             setInset,
		ast.KindVerdict:           setVerdict,
		ast.KindEntryLink:         setEntryLink,
		ast.KindAnchor:            setAnchor,
	}
}

// inline adds the children of a node.
func (p *paragraph) inline(n gast.Node, st *style) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.node(c, st)
	}
}

func (p *paragraph) node(n gast.Node, st *style) {
	set, ok := inlines[n.Kind()]
	if !ok {
		set = func(p *paragraph, n gast.Node, st *style) { p.inline(n, st) } // a stranger's node: what it holds
	}
	p.r.at = n
	set(p, n, st)
}

func setNothing(*paragraph, gast.Node, *style) {}

func setText(p *paragraph, n gast.Node, st *style) {
	t := n.(*gast.Text)
	value := t.Segment.Value(p.r.d.Source)
	if t.IsRaw() {
		p.text(string(value), st)
	} else {
		p.text(unescape(value), st)
	}
	switch {
	case t.HardLineBreak():
		p.newline()
	case t.SoftLineBreak():
		p.softBreak()
	}
}

// unescape resolves backslashes and character references, as Markdown has
// them in text.
func unescape(b []byte) string {
	if !strings.ContainsAny(string(b), `\&`) {
		return string(b)
	}
	var out strings.Builder
	for len(b) > 0 {
		i := strings.IndexByte(string(b), '\\')
		if i < 0 || i+1 >= len(b) {
			out.Write(resolve(b))
			break
		}
		out.Write(resolve(b[:i]))
		if util.IsPunct(b[i+1]) {
			out.WriteByte(b[i+1])
			b = b[i+2:]
			continue
		}
		out.WriteByte('\\')
		b = b[i+1:]
	}
	return out.String()
}

func resolve(b []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(b))
}

func setString(p *paragraph, n gast.Node, st *style) {
	s := n.(*gast.String)
	switch {
	case s.IsCode():
		p.text(string(resolve(s.Value)), st)
	case s.IsRaw():
		p.text(string(s.Value), st)
	default:
		p.text(unescape(s.Value), st)
	}
}

func (st *style) code() *style {
	return st.with(func(s *style) { s.mono, s.size, s.bold, s.italic = true, s.size*monoScale, false, false })
}

func setCodeSpan(p *paragraph, n gast.Node, st *style) {
	code := st.code()
	code.tag = st.tag.inline("Code")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		var value []byte
		switch c := c.(type) {
		case *gast.Text:
			value = c.Segment.Value(p.r.d.Source)
			p.text(strings.ReplaceAll(string(value), "\n", " "), code)
			if c.SoftLineBreak() {
				p.text(" ", code)
			}
		case *gast.String:
			p.text(string(c.Value), code)
		}
	}
}

func setEmphasis(p *paragraph, n gast.Node, st *style) {
	e := n.(*gast.Emphasis)
	s := *st
	if e.Level >= 2 {
		s.bold, s.tag = true, st.tag.inline("Strong")
	} else {
		s.italic, s.tag = !st.italic, st.tag.inline("Em")
	}
	p.inline(n, &s)
}

// linked is a style that leads somewhere.
func (st *style) linked(to target) *style {
	if to.zero() {
		return st
	}
	return st.with(func(s *style) {
		s.to, s.color = to, accent
		s.tag = st.tag.inline("Link")
	})
}

// leads is like linked but keeps the colour of the text.
func (st *style) leads(to target) *style {
	if to.zero() {
		return st
	}
	return st.with(func(s *style) { s.to, s.tag = to, st.tag.inline("Link") })
}

// destination reads an address: a fragment is an anchor of this document.
func destination(href string) target {
	if id, ok := strings.CutPrefix(href, "#"); ok {
		return target{id: id}
	}
	scheme, _, ok := strings.Cut(href, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "ftp", "doi":
		if ok {
			return target{uri: href}
		}
	}
	return target{} // relative files do not travel with a PDF
}

func setLink(p *paragraph, n gast.Node, st *style) {
	p.inline(n, st.linked(destination(string(n.(*gast.Link).Destination))))
}

func setAutoLink(p *paragraph, n gast.Node, st *style) {
	l := n.(*gast.AutoLink)
	uri := string(l.URL(p.r.d.Source))
	if l.AutoLinkType == gast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(uri), "mailto:") {
		uri = "mailto:" + uri
	}
	s := st.linked(destination(uri))
	p.text(string(l.Label(p.r.d.Source)), s.with(func(s *style) { s.plain, s.address = true, true }))
}

func setStrikethrough(p *paragraph, n gast.Node, st *style) {
	p.inline(n, st.with(func(s *style) { s.strike = true }))
}

func setTaskCheckBox(p *paragraph, n gast.Node, st *style) {
	p.object(&checkBox{checked: n.(*east.TaskCheckBox).IsChecked, size: st.size}, st)
	p.text(" ", st)
}

// A checkBox is the box of a task.
type checkBox struct {
	checked bool
	size    float64
}

func (c *checkBox) extent() (w, asc, desc float64) { return c.size * 0.8, c.size * 0.7, c.size * 0.1 }

func (c *checkBox) draw(s *sheet, x, base float64) {
	w := c.size * 0.66
	y := base - w + 0.5
	s.outline(x, y, w, w, 0.6, grey)
	if c.checked {
		s.endText()
		s.setStroke(accent)
		s.nums(1.2)
		s.b = append(s.b, "w "...)
		x += s.dx
		s.nums(x+w*0.2, s.flip(y+w*0.52))
		s.b = append(s.b, "m "...)
		s.nums(x+w*0.42, s.flip(y+w*0.76))
		s.b = append(s.b, "l "...)
		s.nums(x+w*0.82, s.flip(y+w*0.24))
		s.b = append(s.b, "l S\n"...)
	}
}

// super is a style for raised marks.
func (st *style) super() *style {
	return st.with(func(s *style) { s.size, s.rise = st.size*scriptScale, st.rise+st.size*0.36 })
}

func (st *style) sub() *style {
	return st.with(func(s *style) { s.size, s.rise = st.size*scriptScale, st.rise-st.size*0.16 })
}

func setVal(p *paragraph, n gast.Node, st *style) {
	v := n.(*ast.Val)
	s := st
	if v.Entry != "" && st.to.zero() {
		s = st.leads(target{id: v.Entry})
		s.dotted = p.r.marks
	}
	p.text(v.Shown, s.with(func(s *style) { s.plain, s.whole = true, true }))
}

func setLit(p *paragraph, n gast.Node, st *style) {
	p.text(n.(*ast.Lit).Body, st)
}

func setClaim(p *paragraph, n gast.Node, st *style) {
	c := n.(*ast.Claim)
	s := st
	if c.Entry != "" && st.to.zero() {
		s = st.leads(target{id: c.Entry})
		s.dotted = p.r.marks
	}
	p.text(c.Words, s)
	if c.Label != "" && (c.ID != "" || c.Verdict != "holds") {
		p.text("\u00a0", st)
		p.verdict(c.Verdict, c.Label, st.with(func(s *style) { s.size *= 0.86 }))
	}
}

func setFormula(p *paragraph, n gast.Node, st *style) {
	f := n.(*ast.Formula)
	s := st
	if f.Entry != "" && st.to.zero() {
		s = st.leads(target{id: f.Entry})
	}
	p.math(f.Tree, s)
}

func setMath(p *paragraph, n gast.Node, st *style) {
	p.math(n.(*ast.Math).Tree, st)
}

func setCite(p *paragraph, n gast.Node, st *style) {
	if first, ok := n.FirstChild().(*gast.String); ok && bytes.HasPrefix(first.Value, []byte("[")) {
		p.bind(breakBound)
		penalty := breakBound
		if len(p.r.textOf(n)) <= ast.NameMost {
			penalty = forbid
		}
		st = st.with(func(s *style) { s.bound = penalty })
	}
	p.anchor(n.(*ast.Cite).ID, st)
	p.inline(n, st)
}

func setRef(p *paragraph, n gast.Node, st *style) {
	r := n.(*ast.Ref)
	shown, st := r.Shown, st.linked(target{id: r.Target})
	if len(shown) <= ast.NameMost {
		shown = strings.ReplaceAll(shown, " ", "\u00a0")
		st = st.with(func(s *style) { s.whole = true })
	}
	if strings.HasPrefix(shown, "(") { // the number of an equation stands as it does there
		st = st.with(func(s *style) { s.italic = false })
	}
	p.text(shown, st)
}

func setSpan(p *paragraph, n gast.Node, st *style) {
	sp := n.(*ast.Span)
	p.r.anchorOf(p, n, st)
	s := st
	switch sp.Style {
	case "sub":
		s = st.sub()
	case "sup":
		s = st.super()
	case "smallcaps":
		s = st.with(func(s *style) { s.caps = true })
	case "underline":
		s = st.with(func(s *style) { s.under = true })
	case "del":
		s = st.with(func(s *style) { s.strike = true })
	case "kbd":
		p.text("\u202f", st)
		defer p.text("\u202f", st)
		s = st.code().with(func(s *style) { s.keys = true })
	case "theorem-head":
		s = st.with(func(s *style) { s.italic = false })
	case "qed":
		p.room(st)
	case "term":
		s = st.linked(destination(sp.Href))
	}
	p.inline(n, s)
}

// anchorOf marks the place of a node that has an anchor.
func (r *renderer) anchorOf(p *paragraph, n gast.Node, st *style) {
	if num, ok := r.d.Numbers[n]; ok {
		p.anchor(num.ID, st)
	}
}

func setVerdict(p *paragraph, n gast.Node, st *style) {
	v := n.(*ast.Verdict)
	p.verdict(v.Verdict, v.Label, st)
}

// verdicts have a mark and a colour each; the words stand beside them.
var verdicts = map[string]struct {
	mark  string
	color rgb
}{
	"reproduced": {"✓", good}, "holds": {"✓", good}, "rounded": {"≈", good}, "conditional": {"◐", amber},
	"contradicted": {"×", bad}, "fails": {"×", bad}, "untestable": {"○", grey},
}

func (p *paragraph) verdict(name, label string, st *style) {
	v, ok := verdicts[name]
	if !ok {
		v.mark, v.color = "•", grey
	}
	s := st.with(func(s *style) { s.color = v.color })
	p.text(v.mark, s)
	p.box("\u00a0"+strings.ReplaceAll(label, " ", "\u00a0"), s, 0)
	p.last, p.lastClass = 'x', letters // text that follows keeps its distance, in Chinese too
}

func setEntryLink(p *paragraph, n gast.Node, st *style) {
	l := n.(*ast.EntryLink)
	to := destination(l.Href)
	if !l.External && to.zero() {
		to = target{id: l.Href}
	}
	s := st.linked(to)
	if n.FirstChild() == nil {
		p.text(l.Title, s)
		return
	}
	p.inline(n, s)
}

func setAnchor(p *paragraph, n gast.Node, st *style) {
	p.anchor(n.(*ast.Anchor).ID, st)
}

// Tags of raw HTML that have a meaning in print; the others vanish and what
// they hold stays.
func setRawHTML(p *paragraph, n gast.Node, st *style) {
	h := n.(*gast.RawHTML)
	var b strings.Builder
	for i := range h.Segments.Len() {
		seg := h.Segments.At(i)
		b.Write(seg.Value(p.r.d.Source))
	}
	tag := strings.ToLower(b.String())
	if strings.HasPrefix(tag, "<br") && !unicode.IsLetter(rune((tag + "  ")[3])) {
		p.newline()
		return
	}
	if strings.HasPrefix(tag, "<wbr") {
		p.text("\u200b", st)
	}
}

// stripTags gives the text of raw HTML.
func stripTags(html string) string {
	var b strings.Builder
	depth := false
	for i := 0; i < len(html); {
		if strings.HasPrefix(html[i:], "<!--") {
			end := strings.Index(html[i:], "-->")
			if end < 0 {
				break
			}
			i += end + 3
			continue
		}
		c, size := utf8.DecodeRuneInString(html[i:])
		switch {
		case c == '<':
			depth = true
		case c == '>' && depth:
			depth = false
		case !depth:
			b.WriteString(html[i : i+size])
		}
		i += size
	}
	return string(resolve([]byte(b.String())))
}
