// Package pdf prints a resolved document as a PDF file.
//
// [Render] gives the bytes, and findings for what cannot be printed: a
// character that no embedded face has, an image that cannot be read.
// [RenderWith] attaches files too. Layout is ours: paragraphs are broken by
// total fit, pages by cost; codeberg.org/go-pdf/fpdf makes the pages and embeds
// the faces and images, and what stands around them (links, bookmarks,
// structure, metadata, attachments) is written by the finisher.
//
// The same document gives the same bytes. Nothing is computed here: what
// prints stands resolved on the document.
package pdf

import (
	"bytes"
	"fmt"
	"sort"

	"codeberg.org/go-pdf/fpdf"
	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/internal/diag"
	"reckon/internal/fonts"
	"reckon/report/document"
	"reckon/report/pdf/hyphen"
)

// Render prints a document.
func Render(d *document.Document) ([]byte, diag.List) { return RenderWith(d) }

// An Attachment is a file inside the PDF: a source of the document.
type Attachment struct {
	Name        string // "model/pendulum.yaml"
	MediaType   string // "application/yaml"
	Description string
	Data        []byte
}

// RenderWith prints a document with its sources attached.
func RenderWith(d *document.Document, files ...Attachment) ([]byte, diag.List) {
	r := newRenderer(d)
	plans := r.settle()
	r.findings.Sort()
	if r.findings.HasErrors() {
		return nil, r.findings
	}
	r.draw(plans)
	out, err := r.finish(files)
	if err != nil {
		panic(fmt.Sprintf("pdf: %v", err)) // images were tried and faces are ours: a programmer's mistake
	}
	r.findings.Sort()
	if r.findings.HasErrors() {
		return nil, r.findings
	}
	return out, r.findings
}

// passesMost bounds the passes of dividing the text into pages. All pages that
// are printed are known when they are drawn, but for those in the list of
// references, whose lines they make longer.
const passesMost = 4

// settle lays the document out and divides it until the pages that it prints
// are right.
func (r *renderer) settle() []*sheetPlan {
	r.layout()
	for pass := 1; ; pass++ {
		plans := r.divide()
		if pass == passesMost || !r.citedAnew() {
			return plans
		}
	}
}

// A renderer prints one document.
type renderer struct {
	d        *document.Document
	geo      *geometry
	findings diag.List
	at       gast.Node // what is being set, for places of findings

	pdf      *fpdf.Fpdf
	uses     map[*fonts.Face]*fontUse
	fonts    []*fontUse
	shapes   map[shapeKey]*shape
	missed   map[rune]bool
	pictures []*picture
	alphas   map[uint8]bool
	forms    []form
	masks    []softMask
	patterns []string

	hyph      *hyphen.Patterns
	marks     bool // values are marked
	han       bool // the text is Chinese or Japanese
	grouping  rune
	footnotes map[int]*east.Footnote
	notes     map[int]*note
	own       []ownHeading

	root   *elem
	main   *slabList // the text
	cited  []*cited
	places map[string]place
	links  []linkBox
	sheets []*sheet

	// room that is used again and again
	items  [][]item
	cuts   []cut
	pieces []piece
	gaps   []int
	flex   [][2]float64
	nodes  nodePool
}

func newRenderer(d *document.Document) *renderer {
	geo := geometryOf(paperOf(d))
	p := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: geo.width, Ht: geo.height}})
	p.SetCatalogSort(true)
	p.SetCompression(false) // the finisher compresses all streams, several at once
	p.SetAutoPageBreak(false, 0)
	r := &renderer{
		d: d, geo: geo, pdf: p,
		uses: map[*fonts.Face]*fontUse{}, shapes: map[shapeKey]*shape{}, missed: map[rune]bool{}, alphas: map[uint8]bool{},
		footnotes: map[int]*east.Footnote{}, notes: map[int]*note{},
		hyph: hyphen.For(d.Lang), marks: true, han: baseLanguage(d.Lang) == "zh" || baseLanguage(d.Lang) == "ja",
	}
	r.root = &elem{role: "Document", attached: true, lang: d.Lang}
	r.main = &slabList{}
	if d.Front != nil && d.Front.Grouping == "comma" {
		r.grouping = ','
	}
	return r
}

func bodyStyle() *style { return (&style{color: black}).in(bodyType) }

func (r *renderer) flow() *flow {
	return &flow{r: r, list: &slabList{}, left: r.geo.left, width: r.geo.measure, style: bodyStyle(), parent: r.root}
}

// layout sets the whole document as one vertical list.
func (r *renderer) layout() {
	f := r.flow()
	f.list = r.main
	f.titleBlock()
	if r.d.Body != nil {
		r.collectNotes(r.d.Body)
		f.space(headingSpace[2][0])
		f.children(r.d.Body)
	}
}

// divide makes pages and finds the places of all anchors on them.
func (r *renderer) divide() []*sheetPlan {
	plans := r.paginate(r.main.slabs)
	if len(plans) == 0 {
		plans = []*sheetPlan{{}}
	}
	r.places = map[string]place{}
	for i, plan := range plans {
		for _, list := range [][]placed{plan.placed, plan.notes} {
			for _, s := range list {
				for _, id := range s.anchors {
					if _, ok := r.places[id]; !ok {
						r.places[id] = place{i + 1, s.y}
					}
				}
			}
		}
	}
	return plans
}

// draw writes the content of all pages.
func (r *renderer) draw(plans []*sheetPlan) {
	for i, plan := range plans {
		s := newSheet(r, i+1)
		r.furniture(s, plan, i+1, len(plans))
		drawFrames(s, plan.placed)
		for _, p := range plan.placed {
			if p.draw != nil {
				s.dx = p.dx
				p.draw(s, p.y)
			}
		}
		s.dx = 0
		if plan.rule > 0 {
			s.mark(nil)
			s.rect(r.geo.left, plan.rule, 48, ruleLight, faint)
		}
		for _, p := range plan.notes {
			if p.draw != nil {
				p.draw(s, p.y)
			}
		}
		s.unmark()
		r.sheets = append(r.sheets, s)
	}
}

// drawFrames draws each frame around the slabs of a page that carry it, outer
// ones first.
func drawFrames(s *sheet, list []placed) {
	type span struct {
		f           *frame
		first, last int
		depth       int
	}
	var spans []span
	open := map[*frame]int{}
	for i, p := range list {
		for depth, f := range p.frames {
			if k, ok := open[f]; ok {
				spans[k].last = i
				continue
			}
			open[f] = len(spans)
			spans = append(spans, span{f, i, i, depth})
		}
	}
	sort.SliceStable(spans, func(i, j int) bool { return spans[i].depth < spans[j].depth })
	for _, sp := range spans {
		f := sp.f
		top := list[sp.first].y - f.pad
		bottom := list[sp.last].y + list[sp.last].height
		s.mark(nil)
		if f.width > 0 {
			s.rect(f.left, top, f.width, bottom-top, f.fill)
		}
		if f.barWidth > 0 {
			s.rect(f.left, top, f.barWidth, bottom-top, f.bar)
		}
	}
}

// furniture sets what stands around the text of a page.
func (r *renderer) furniture(s *sheet, plan *sheetPlan, page, pages int) {
	s.mark(nil)
	st := (&style{color: grey, plain: true}).in(runningType)
	number := fmt.Sprintf(r.d.Words.Page, fmt.Sprint(page), fmt.Sprint(pages))
	s.styled((r.geo.width-r.measure(number, st))/2, r.geo.foot, number, st)
	if page > 1 {
		left, right := r.runningTitle(), plan.head
		w := 0.0
		from, to := r.geo.left, r.geo.left+r.geo.measure
		if plan.wide {
			from, to = (r.geo.width-r.geo.wide)/2, (r.geo.width+r.geo.wide)/2
		}
		if right != "" {
			l := r.oneLine(right, r.geo.measure*0.55, st)
			w = l.width
			l.draw(s, to-w, r.geo.head-l.height)
		}
		l := r.oneLine(left, to-from-w-16, st)
		l.draw(s, from, r.geo.head-l.height)
	}
	r.banner(s)
}

func (r *renderer) runningTitle() string {
	if r.d.Front != nil && r.d.Front.ShortTitle.Text != "" {
		return r.d.Front.ShortTitle.Text
	}
	return r.d.TitleText
}

// oneLine sets text in a line, cut to a width.
func (r *renderer) oneLine(text string, width float64, st *style) *line {
	p := r.paragraph(st)
	p.ragged = true
	p.text(r.shorten(text, width, st), st)
	lines := p.lines(lineWidths{width * 2, width * 2})
	if len(lines) == 0 {
		return &line{}
	}
	return &lines[0]
}

// shorten cuts text to a width, with an ellipsis.
func (r *renderer) shorten(text string, width float64, st *style) string {
	if r.measure(text, st) <= width {
		return text
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(i int) bool { return r.measure(string(runes[:i])+"…", st) > width })
	return string(runes[:max(0, n-1)]) + "…"
}

// banner warns on every page of parameters that were changed.
func (r *renderer) banner(s *sheet) {
	if len(r.d.Banner) == 0 {
		return
	}
	st := (&style{color: amber, plain: true, bold: true}).in(runningType)
	text := fmt.Sprintf(r.d.Words.Overridden, join(r.d.Banner, "; "))
	p := r.paragraph(st)
	p.ragged = true
	p.text(text, st)
	lines := p.lines(lineWidths{r.geo.wide - 16, r.geo.wide - 16})
	lines = lines[:min(len(lines), 2)]
	h := float64(len(lines))*st.leading + 8
	left := (r.geo.width - r.geo.wide) / 2
	s.rect(left, 20, r.geo.wide, h, sand)
	s.rect(left, 20, 2.2, h, amber)
	for i := range lines {
		lines[i].draw(s, left+10, 24+float64(i)*st.leading)
	}
}

func join(texts []string, sep string) string {
	var b bytes.Buffer
	for i, t := range texts {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(t)
	}
	return b.String()
}

// missing reports a character that no face has, once.
func (r *renderer) missing(c rune) {
	if r.missed[c] {
		return
	}
	r.missed[c] = true
	hint := "write it with characters that STIX Two has, or as an image"
	r.findings.Add("glyph-missing", r.place(r.at), "no embedded face has the character %q (U+%04X)", c, c).Hint = hint
}

// place finds where a node was written.
func (r *renderer) place(n gast.Node) diag.Pos {
	for ; n != nil; n = n.Parent() {
		if at, ok := placeOf(n); ok {
			return at
		}
		if at := n.Pos(); at >= 0 && r.d.Place != nil {
			return r.d.Place(at)
		}
	}
	return diag.Pos{}
}
