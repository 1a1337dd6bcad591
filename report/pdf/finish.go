package pdf

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"reckon/report/document"
)

// finish writes the file around what fpdf made: pages with links, bookmarks,
// destinations, structure, metadata and attachments.
func (r *renderer) finish(files []Attachment) ([]byte, error) {
	e, err := r.embed()
	if err != nil {
		return nil, err
	}
	f := &e.file
	w := &finisher{r: r, e: e, f: f}
	w.info, w.catalog = len(f.objects)-2, len(f.objects)-1
	for _, n := range []int{pageObject(e.pages + 1), contentObject(e.pages + 1)} {
		f.objects[n] = indirect{} // the extra page
	}
	for i, u := range r.fonts {
		if err := e.mendFont(e.fonts[i], u); err != nil {
			return nil, err
		}
	}
	w.resources()
	w.links()
	w.structure()
	w.pages()
	w.outline()
	w.destinations()
	w.attachments(files)
	w.metadata()
	w.writeCatalog()
	return f.bytes(w.catalog, w.info), nil
}

// A finisher writes the objects of a file that fpdf does not.
type finisher struct {
	r                                    *renderer
	e                                    *embedded
	f                                    *file
	catalog, info, xmp                   int
	treeRoot, outlines, dests, fileNames int
	attached                             []int
	annots                               map[int][]int // page -> annotations
	annotOf                              []int         // by index of the link; 0: leads nowhere
	parents                              []int         // parent tree, behind the pages
}

func (w *finisher) resources() {
	var b strings.Builder
	b.WriteString("<</ProcSet[/PDF/Text/ImageB/ImageC/ImageI]/Font<<")
	for i, u := range w.r.fonts {
		fmt.Fprintf(&b, "/%s %d 0 R", u.name, w.e.fonts[i])
	}
	b.WriteString(">>/XObject<<")
	for i, p := range w.r.pictures {
		fmt.Fprintf(&b, "/%s %d 0 R", p.name, w.e.images[i])
	}
	forms := make([]int, len(w.r.forms))
	for i, form := range w.r.forms {
		forms[i] = w.f.reserve()
		w.f.setStream(forms[i], fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources %d 0 R/Group<</S/Transparency/CS/%s>>",
			num(w.r.geo.width), num(w.r.geo.height), resourceObject, form.space), form.data)
		fmt.Fprintf(&b, "/G%d %d 0 R", i, forms[i])
	}
	b.WriteString(">>/Pattern<<")
	for i, p := range w.r.patterns {
		fmt.Fprintf(&b, "/S%d %d 0 R", i, w.f.add([]byte(p)))
	}
	b.WriteString(">>/ExtGState<<")
	for i, m := range w.r.masks {
		fmt.Fprintf(&b, "/M%d<</SMask<</S/%s/G %d 0 R>>>>", i, pick(m.byAlpha, "Alpha", "Luminosity"), forms[m.form])
	}
	w.r.alphas[255] = true
	for _, a := range slices.Sorted(maps.Keys(w.r.alphas)) {
		x := string(appendNumber(nil, float64(a)/255, 3))
		fmt.Fprintf(&b, "/A%d<</ca %s/CA %s>>", a, x, x)
	}
	b.WriteString(">>>>")
	w.f.set(resourceObject, []byte(b.String()))
}

// links makes the annotations of links that lead somewhere.
func (w *finisher) links() {
	w.annots = map[int][]int{}
	w.annotOf = make([]int, len(w.r.links))
	for i, l := range w.r.links {
		if l.to.uri == "" {
			if _, ok := w.r.places[l.to.id]; !ok {
				continue
			}
		}
		n := w.f.reserve()
		w.annotOf[i] = n
		w.annots[l.page] = append(w.annots[l.page], n)
	}
}

// writeLink writes one annotation; its number in the parent tree is known only
// when the structure is.
func (w *finisher) writeLink(i int, parent int) {
	l := w.r.links[i]
	top := w.r.geo.height - l.y
	b := append(make([]byte, 0, 160), "<</Type/Annot/Subtype/Link/Rect["...)
	for _, x := range [...]float64{l.x, top - l.h, l.x + l.w, top} {
		b = append(appendNumber(b, x, 2), ' ')
	}
	b = append(b[:len(b)-1], "]/Border[0 0 0]/F 4"...)
	if l.to.uri != "" {
		b = fmt.Appendf(b, "/A<</S/URI/URI%s>>/Contents%s", byteString(asciiURI(l.to.uri)), textString(l.to.uri))
	} else {
		b = append(append(b, "/Dest"...), w.dest(w.r.places[l.to.id])...)
	}
	if parent >= 0 {
		b = strconv.AppendInt(append(b, "/StructParent "...), int64(parent), 10)
	}
	w.f.set(w.annotOf[i], append(b, ">>"...))
}

// asciiURI escapes what a URI must not hold.
func asciiURI(uri string) string {
	var b strings.Builder
	for i := range len(uri) {
		if c := uri[i]; c <= ' ' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

const destAbove = 6.0 // a destination shows a little of what is above it

func (w *finisher) dest(p place) string {
	b := strconv.AppendInt(append(make([]byte, 0, 40), '['), int64(pageObject(p.page)), 10)
	b = appendNumber(append(b, " 0 R/XYZ null "...), w.r.geo.height-max(p.y-destAbove, 0), 2)
	return string(append(b, " null]"...))
}

func (w *finisher) pages() {
	var kids strings.Builder
	for i, sheet := range w.r.sheets {
		page := i + 1
		w.f.setStream(contentObject(page), "", sheet.b)
		var b strings.Builder
		fmt.Fprintf(&b, "<</Type/Page/Parent %d 0 R/Resources %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S/Group<</S/Transparency/CS/DeviceRGB>>", pagesObject, resourceObject, contentObject(page), i)
		if list := w.annots[page]; len(list) > 0 {
			b.WriteString("/Annots[")
			for _, n := range list {
				b.WriteString(ref(n) + " ")
			}
			b.WriteString("]")
		}
		b.WriteString(">>")
		w.f.set(pageObject(page), []byte(b.String()))
		kids.WriteString(ref(pageObject(page)) + " ")
	}
	w.f.setf(pagesObject, "<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 %s %s]>>", kids.String(), len(w.r.sheets), num(w.r.geo.width), num(w.r.geo.height))
}

// A bookmark is a line of the outline.
type bookmark struct {
	id, text string
	kids     []bookmark
}

func (w *finisher) outline() {
	list := bookmarks(w.r.d.Contents)
	for _, h := range w.r.own {
		list = append(list, bookmark{id: h.id, text: h.text})
	}
	list = w.reachable(list)
	if len(list) == 0 {
		return
	}
	w.outlines = w.f.reserve()
	first, last := w.bookmarks(list, w.outlines)
	w.f.setf(w.outlines, "<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first, last, len(list))
}

func bookmarks(headings []document.Heading) []bookmark {
	var list []bookmark
	for _, h := range headings {
		text := h.Text
		if h.Number != "" {
			text = h.Number + " " + text
		}
		list = append(list, bookmark{h.ID, text, bookmarks(h.Children)})
	}
	return list
}

// reachable keeps the bookmarks whose place is known.
func (w *finisher) reachable(list []bookmark) []bookmark {
	var out []bookmark
	for _, k := range list {
		k.kids = w.reachable(k.kids)
		if _, ok := w.r.places[k.id]; ok {
			out = append(out, k)
		} else {
			out = append(out, k.kids...)
		}
	}
	return out
}

func (w *finisher) bookmarks(list []bookmark, parent int) (first, last int) {
	numbers := make([]int, len(list))
	for i := range list {
		numbers[i] = w.f.reserve()
	}
	for i, k := range list {
		var b strings.Builder
		fmt.Fprintf(&b, "<</Title%s/Parent %d 0 R/Dest%s", textString(k.text), parent, w.dest(w.r.places[k.id]))
		if i > 0 {
			fmt.Fprintf(&b, "/Prev %d 0 R", numbers[i-1])
		}
		if i+1 < len(list) {
			fmt.Fprintf(&b, "/Next %d 0 R", numbers[i+1])
		}
		if len(k.kids) > 0 {
			f, l := w.bookmarks(k.kids, numbers[i])
			fmt.Fprintf(&b, "/First %d 0 R/Last %d 0 R/Count %d", f, l, -len(k.kids))
		}
		b.WriteString(">>")
		w.f.set(numbers[i], []byte(b.String()))
	}
	return numbers[0], numbers[len(numbers)-1]
}

// destinations names every anchor, so that paper.pdf#sec-methods works.
func (w *finisher) destinations() {
	if len(w.r.places) == 0 {
		return
	}
	var b strings.Builder
	b.WriteString("<</Names[")
	for _, id := range slices.Sorted(maps.Keys(w.r.places)) {
		b.WriteString(byteString(id) + w.dest(w.r.places[id]))
	}
	b.WriteString("]>>")
	w.dests = w.f.add([]byte(b.String()))
}

// attachments embeds files as the document's source.
func (w *finisher) attachments(files []Attachment) {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b Attachment) int { return strings.Compare(a.Name, b.Name) })
	var names strings.Builder
	for _, a := range files {
		n := w.f.reserve()
		media := a.MediaType
		if media == "" {
			media = "application/octet-stream"
		}
		sum := sha256.Sum256(a.Data)
		w.f.setStream(n, fmt.Sprintf("/Type/EmbeddedFile/Subtype/%s/Params<</Size %d/CheckSum<%X>>>", nameOf(media), len(a.Data), sum[:16]), a.Data)
		spec := w.f.reserve()
		w.f.setf(spec, "<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Source/EF<</F %d 0 R/UF %d 0 R>>>>",
			textString(a.Name), textString(a.Name), textString(a.Description), n, n)
		w.attached = append(w.attached, spec)
		names.WriteString(textString(a.Name) + ref(spec) + " ")
	}
	if len(files) > 0 {
		w.fileNames = w.f.add([]byte("<</Names[" + names.String() + "]>>"))
	}
}

// nameOf writes text as a PDF name without its slash.
func nameOf(text string) string {
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '+' || c == '.' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "#%02X", c)
		}
	}
	return b.String()
}

// metadata writes the information dictionary and the XMP packet.
func (w *finisher) metadata() {
	d := w.r.d
	var authors, keywords []string
	if d.Front != nil {
		for _, a := range d.Front.Authors {
			authors = append(authors, a.Name)
		}
		keywords = d.Front.Keywords
	}
	var b strings.Builder
	field := func(key, value string) {
		if value != "" {
			b.WriteString("/" + key + textString(value))
		}
	}
	b.WriteString("<<")
	field("Title", d.TitleText)
	field("Author", strings.Join(authors, ", "))
	field("Subject", d.SubtitleText)
	field("Keywords", strings.Join(keywords, ", "))
	field("Creator", d.Generator)
	field("Producer", d.Generator)
	if t, err := time.Parse(time.DateOnly, d.Date); err == nil {
		stamp := t.Format("D:20060102150405Z")
		b.WriteString("/CreationDate(" + stamp + ")/ModDate(" + stamp + ")")
	}
	b.WriteString(">>")
	w.f.set(w.info, []byte(b.String()))
	w.xmp = w.f.reserve()
	w.f.setPlain(w.xmp, "/Type/Metadata/Subtype/XML", []byte(xmp(d, authors, keywords)))
}

func xmp(d *document.Document, authors, keywords []string) string {
	var b strings.Builder
	escape := func(text string) string {
		var e strings.Builder
		_ = xml.EscapeText(&e, []byte(text)) // a builder takes everything
		return e.String()
	}
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n")
	b.WriteString("<dc:format>application/pdf</dc:format>\n")
	alternative := func(tag, text string) {
		if text != "" {
			fmt.Fprintf(&b, "<dc:%s><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:%s>\n", tag, escape(text), tag)
		}
	}
	list := func(tag, kind string, items []string) {
		if len(items) == 0 {
			return
		}
		fmt.Fprintf(&b, "<dc:%s><rdf:%s>", tag, kind)
		for _, item := range items {
			fmt.Fprintf(&b, "<rdf:li>%s</rdf:li>", escape(item))
		}
		fmt.Fprintf(&b, "</rdf:%s></dc:%s>\n", kind, tag)
	}
	alternative("title", d.TitleText)
	alternative("description", d.AbstractText)
	list("creator", "Seq", authors)
	list("subject", "Bag", keywords)
	list("language", "Bag", []string{d.Lang})
	if d.Front != nil {
		alternative("rights", d.Front.License)
		if d.Front.DOI != "" {
			fmt.Fprintf(&b, "<dc:identifier>doi:%s</dc:identifier>\n", escape(bareDOI(d.Front.DOI)))
		}
	}
	if d.Date != "" {
		list("date", "Seq", []string{d.Date})
		fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n", escape(d.Date), escape(d.Date))
	}
	if len(keywords) > 0 {
		fmt.Fprintf(&b, "<pdf:Keywords>%s</pdf:Keywords>\n", escape(strings.Join(keywords, ", ")))
	}
	if d.Generator != "" {
		fmt.Fprintf(&b, "<xmp:CreatorTool>%s</xmp:CreatorTool>\n<pdf:Producer>%s</pdf:Producer>\n", escape(d.Generator), escape(d.Generator))
	}
	b.WriteString("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n")
	return b.String()
}

func (w *finisher) writeCatalog() {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/Catalog/Version/1.7/Pages %d 0 R/Metadata %d 0 R/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>", pagesObject, w.xmp)
	if w.r.d.Lang != "" {
		b.WriteString("/Lang" + textString(w.r.d.Lang))
	}
	fmt.Fprintf(&b, "/StructTreeRoot %d 0 R", w.treeRoot)
	if w.outlines != 0 {
		fmt.Fprintf(&b, "/Outlines %d 0 R/PageMode/UseOutlines", w.outlines)
	}
	b.WriteString("/Names<<")
	if w.dests != 0 {
		fmt.Fprintf(&b, "/Dests %d 0 R", w.dests)
	}
	if w.fileNames != 0 {
		fmt.Fprintf(&b, "/EmbeddedFiles %d 0 R", w.fileNames)
	}
	b.WriteString(">>")
	if len(w.attached) > 0 {
		b.WriteString("/AF[")
		for _, n := range w.attached {
			b.WriteString(ref(n) + " ")
		}
		b.WriteString("]")
	}
	b.WriteString(">>")
	w.f.set(w.catalog, []byte(b.String()))
}
