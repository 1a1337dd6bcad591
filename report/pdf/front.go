package pdf

import (
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/document"
	"reckon/report/markdown"
)

// titleBlock sets the title, the authors and what else stands before the text.
func (f *flow) titleBlock() {
	d := f.r.d
	f.space(0)
	if d.Title != nil {
		st := (&style{color: black, bold: true, plain: true, node: d.Title}).in(titleType)
		st.tag = f.parent.add("Title")
		p := f.r.paragraph(st)
		p.ragged = true
		p.inline(d.Title, st)
		f.lines(p.balanced(lineWidths{f.width, f.width}), f.left)
	}
	if d.Subtitle != nil {
		f.space(5)
		st := (&style{color: grey, plain: true, node: d.Subtitle}).in(subtitleType)
		st.tag = f.parent.add("P")
		p := f.r.paragraph(st)
		p.ragged = true
		p.inline(d.Subtitle, st)
		f.lines(p.balanced(lineWidths{f.width, f.width}), f.left)
	}
	if d.Front != nil {
		f.authors(d.Front)
	}
	f.facts()
	f.abstract()
	f.keywords()
	f.contents()
}

func (f *flow) authors(front *markdown.FrontMatter) {
	if len(front.Authors) == 0 {
		return
	}
	f.space(14)
	st := f.style.in(authorType).with(func(s *style) { s.plain, s.tag = true, f.parent.add("P") })
	p := f.r.paragraph(st)
	p.ragged = true
	numbered := len(front.Affiliations) > 1
	for i, a := range front.Authors {
		if i > 0 {
			p.text(", ", st)
		}
		p.text(strings.ReplaceAll(a.Name, " ", "\u00a0"), st)
		f.authorMarks(p, &a, numbered, st)
	}
	f.paragraph(p)
	small := f.style.in(smallType).with(func(s *style) { s.color, s.plain = grey, true })
	for i, a := range front.Affiliations {
		f.space(2)
		st := small.with(func(s *style) { s.tag = f.parent.add("P") })
		p := f.r.paragraph(st)
		p.ragged = true
		if numbered {
			p.text(strconv.Itoa(i+1), st.super())
			p.text("\u202f", st)
		}
		p.text(a.Name, st.linkedQuietly(target{uri: webAddress(a.URL)}))
		f.paragraph(p)
	}
	f.contacts(front, small)
}

// authorMarks sets the numbers of affiliations and the link to ORCID behind a
// name.
func (f *flow) authorMarks(p *paragraph, a *markdown.Author, numbered bool, st *style) {
	var marks []string
	if numbered {
		for _, k := range a.Affiliations {
			marks = append(marks, strconv.Itoa(k+1))
		}
	}
	if a.Corresponding && a.Email != "" {
		marks = append(marks, "*")
	}
	if a.Equal {
		marks = append(marks, "†")
	}
	if len(marks) > 0 {
		p.text(strings.Join(marks, ","), st.super())
	}
	if uri := orcid(a.ORCID); uri != "" {
		p.text("\u202f", st)
		link := st.linked(target{uri: uri})
		p.text("iD", link.with(func(s *style) { s.size, s.bold = st.size*0.7, true }))
	}
}

func orcid(id string) string {
	if id == "" || strings.HasPrefix(id, "http") {
		return id
	}
	return "https://orcid.org/" + id
}

func webAddress(url string) string {
	if strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		return url
	}
	return ""
}

// linkedQuietly leads somewhere without a colour of its own.
func (st *style) linkedQuietly(to target) *style { return st.leads(to) }

func (f *flow) contacts(front *markdown.FrontMatter, st *style) {
	for _, a := range front.Authors {
		if !a.Corresponding || a.Email == "" {
			continue
		}
		f.space(2)
		s := st.with(func(s *style) { s.tag = f.parent.add("P") })
		p := f.r.paragraph(s)
		p.text("*\u202f", s)
		p.text(a.Email, s.linked(target{uri: "mailto:" + a.Email}))
		f.paragraph(p)
	}
	for _, a := range front.Authors {
		if a.Note == "" {
			continue
		}
		f.space(2)
		s := st.with(func(s *style) { s.tag = f.parent.add("P") })
		p := f.r.paragraph(s)
		p.text(a.Name+f.r.d.Words.Colon+a.Note, s)
		f.paragraph(p)
	}
}

// facts sets the line with date, venue, DOI, licence and other languages.
func (f *flow) facts() {
	d := f.r.d
	st := f.style.in(smallType).with(func(s *style) { s.color, s.plain = grey, true })
	p := f.r.paragraph(st)
	p.ragged = true
	tagged := st.with(func(s *style) { s.tag = f.parent.inline("P") })
	add := func(label, text string, to target) {
		if text == "" {
			return
		}
		if !p.empty() {
			p.dot(tagged)
		}
		if label != "" {
			p.text(label+d.Words.Colon, tagged)
		}
		p.text(text, tagged.linked(to))
	}
	date := d.DateText
	if date == "" {
		date = d.Date
	}
	add("", date, target{})
	if fm := d.Front; fm != nil {
		add("", fm.Venue, target{})
		if fm.DOI != "" {
			doi := bareDOI(fm.DOI)
			add("DOI", doi, target{uri: "https://doi.org/" + doi})
		}
		add(d.Words.License, fm.License, target{})
	}
	for i, t := range d.Translations {
		name := t.Name
		if name == "" || !f.r.prints(name) {
			name = t.Lang
		}
		if i == 0 {
			add(d.Words.OtherLanguages, name, target{uri: t.Href + ".pdf"})
			continue
		}
		p.text(", ", tagged)
		p.text(name, tagged.linked(target{uri: t.Href + ".pdf"}))
	}
	if p.empty() {
		return
	}
	tagged.tag.attach()
	f.space(8)
	f.paragraph(p)
}

// bareDOI is a DOI without what is often written before it.
func bareDOI(doi string) string {
	return strings.TrimPrefix(strings.TrimPrefix(doi, "https://doi.org/"), "doi:")
}

// prints tells whether the embedded faces have all of a text.
func (r *renderer) prints(text string) bool {
	face := bodyStyle().face()
	for _, c := range text {
		if face.Or(c) == nil {
			return false
		}
	}
	return true
}

func (f *flow) abstract() {
	d := f.r.d
	if doc, ok := d.Abstract.(*gast.Document); d.Abstract == nil || ok && doc == nil {
		return
	}
	f.space(22)
	f.rule()
	f.space(9)
	g := f.sub(func(g *flow) {
		g.style = f.style.in(abstractType)
		g.parent = f.parent.add("Sect")
	})
	g.smallHeading(d.Words.Abstract)
	g.children(d.Abstract)
	f.space(10)
}

// smallHeading names a part of the front matter.
func (f *flow) smallHeading(words string) {
	st := f.style.with(func(s *style) { s.bold, s.tag = true, f.parent.add("P") })
	p := f.r.paragraph(st)
	p.text(words, st)
	f.paragraph(p)
	keepLast(f)
	f.space(3)
}

func (f *flow) rule() {
	f.add(&slab{height: ruleLight, after: never, draw: func(s *sheet, y float64) {
		s.mark(nil)
		s.rect(f.left, y, f.width, ruleLight, hair)
	}})
}

func (f *flow) keywords() {
	d := f.r.d
	if d.Front == nil || len(d.Front.Keywords) == 0 {
		return
	}
	f.space(6)
	st := f.style.in(smallType).with(func(s *style) { s.tag = f.parent.add("P") })
	p := f.r.paragraph(st)
	p.ragged = true
	p.text(d.Words.Keywords+d.Words.Colon, st.with(func(s *style) { s.bold = true }))
	p.text(strings.Join(d.Front.Keywords, f.r.mark(", ", "，")), st)
	f.paragraph(p)
	f.space(6)
}

func baseLanguage(lang string) string {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return base
}

const (
	contentsLevels = 2 // of headings that the contents show
	contentsFewest = 3 // fewer headings need no contents
)

// contents sets the list of headings with their pages, which are known when it
// is drawn.
func (f *flow) contents() {
	d := f.r.d
	if d.Front != nil && !d.Front.TOC || len(d.Contents) < contentsFewest {
		return
	}
	f.space(16)
	f.rule()
	f.space(9)
	g := f.sub(func(g *flow) {
		g.style = f.style.in(contentsType).with(func(s *style) { s.plain = true })
		g.parent = f.parent.add("TOC")
	})
	g.smallHeading(d.Words.Contents)
	g.contentsOf(d.Contents, 0)
	keepLast(f)
	f.space(10)
	f.rule()
	f.last().after = 0
	f.space(headingSpace[2][0])
}

func (f *flow) contentsOf(list []document.Heading, depth int) {
	if depth >= contentsLevels {
		return
	}
	numbers := 0.0
	for _, h := range list {
		if h.Number != "" {
			numbers = max(numbers, f.r.measure(h.Number, f.style)+8)
		}
	}
	for _, h := range list {
		f.contentsLine(h, numbers)
		g := f.sub(func(g *flow) {
			g.left, g.width = f.left+max(numbers, 12), f.width-max(numbers, 12)
			g.style = f.style.with(func(s *style) { s.color = grey })
		})
		g.contentsOf(h.Children, depth+1)
	}
}

func (f *flow) contentsLine(h document.Heading, indent float64) {
	st := f.style.with(func(s *style) { s.tag = f.parent.add("TOCI") }).leads(target{id: h.ID})
	p := f.r.paragraph(st)
	p.ragged = true
	if h.Node != nil {
		p.inline(h.Node, st)
	} else {
		p.text(h.Text, st)
	}
	room := f.width - indent - 26
	lines := p.lines(lineWidths{room, room})
	first := len(f.list.slabs)
	f.lines(lines, f.left+indent)
	if len(lines) == 0 {
		return
	}
	if h.Number != "" {
		s := f.list.slabs[first]
		number := h.Number + "\u2002" // a space for those who listen
		f.label(s, number, st, f.left+f.r.measure(number, st)+st.size*0.5, false)
	}
	s := f.last()
	draw, l := s.draw, &lines[len(lines)-1]
	right := f.left + f.width
	s.draw = func(sh *sheet, y float64) {
		draw(sh, y)
		f.leader(sh, f.left+indent+l.width, right, y+l.height, h.ID, st)
	}
}

// leader draws dots and the page number of an anchor.
func (f *flow) leader(sh *sheet, from, right, base float64, id string, st *style) {
	at, ok := f.r.places[id]
	if !ok {
		return
	}
	page := strconv.Itoa(at.page)
	w := f.r.measure(page, st)
	sh.mark(st.tag)
	sh.styled(right-w-f.r.measure(" ", st), base, " "+page, st)
	sh.mark(nil)
	const step = 5.0
	end := right - w - 5
	start := float64(int((from+6)/step)+1) * step // dots of all lines stand in columns
	if start < end {
		sh.dots(start, base-0.9, float64(int((end-start)/step))*step+1, 0.8, step, faint)
	}
	sh.link(right-w, base-st.size*0.75, w, st.size, target{id: id}, st.tag.link())
}
