package pdf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
)

// fpdf makes the pages, the subset fonts and the images. What it embeds it
// learns on one more page, on which every code of every face and every image is
// drawn; that page is not kept, and names the faces and images in the order of
// ours.

var (
	fontUsed    = regexp.MustCompile(`/F([0-9a-f]+) 10\.00 Tf`)
	imageUsed   = regexp.MustCompile(`/I([0-9a-f]+) Do`)
	resourceRef = regexp.MustCompile(`/([FI])([0-9a-f]+) (\d+) 0 R`)
	objectStart = regexp.MustCompile(`^(\d+) 0 obj\n`)
)

// An embedded is fpdf's result taken apart.
type embedded struct {
	file   file
	pages  int
	fonts  []int // objects of the faces, in the order of renderer.fonts
	images []int // of the pictures
}

// Numbers of objects in fpdf's files.
const (
	pagesObject    = 1
	resourceObject = 2
)

func pageObject(page int) int { return 1 + 2*page }

func contentObject(page int) int { return 2 + 2*page }

func (r *renderer) embed() (*embedded, error) {
	p := r.pdf
	for range len(r.sheets) + 1 {
		p.AddPage()
	}
	for _, u := range r.fonts {
		name := strings.ToLower(u.name)
		p.AddUTF8FontFromBytes(name, "", u.face.Compact(u.glyphs, codeOf))
		p.SetFont(name, "", 10)
		p.Text(0, 0, u.all())
	}
	for _, pic := range r.pictures {
		p.ImageOptions(pic.key, 0, 0, 10, 10, false, fpdf.ImageOptions{}, 0, "")
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, err
	}
	e := &embedded{pages: len(r.sheets)}
	if err := e.split(b.Bytes()); err != nil {
		return nil, err
	}
	return e, e.resolve(len(r.fonts), len(r.pictures))
}

var errForm = errors.New("the PDF library wrote what the finisher does not know")

// split takes a file apart by its cross-reference table.
func (e *embedded) split(b []byte) error {
	at := bytes.LastIndex(b, []byte("startxref\n"))
	if at < 0 {
		return errForm
	}
	line, _, _ := bytes.Cut(b[at+len("startxref\n"):], []byte("\n"))
	xref, err := strconv.Atoi(string(line))
	if err != nil || xref >= len(b) {
		return errForm
	}
	var offsets []int
	for entry := range bytes.Lines(b[xref:at]) {
		if offset, ok := bytes.CutSuffix(bytes.TrimRight(entry, "\n"), []byte(" 00000 n ")); ok {
			n, err := strconv.Atoi(string(offset))
			if err != nil || n >= xref {
				return errForm
			}
			offsets = append(offsets, n)
		}
	}
	ends := append(slices.Clone(offsets), xref)
	slices.Sort(ends)
	for _, from := range offsets {
		i, _ := slices.BinarySearch(ends, from)
		text := bytes.TrimSpace(b[from:ends[i+1]])
		m := objectStart.FindSubmatch(text)
		if m == nil {
			return errForm
		}
		n, _ := strconv.Atoi(string(m[1]))
		body := bytes.TrimSuffix(bytes.TrimSuffix(text[len(m[0]):], []byte("endobj")), []byte("\n"))
		e.file.set(n, body)
		e.file.objects[n].stream = bytes.HasSuffix(body, []byte("endstream"))
	}
	return nil
}

// resolve finds the objects of the faces and images by the extra page.
func (e *embedded) resolve(fonts, images int) error {
	last := e.pages + 1
	text := e.file.objects[contentObject(last)].body
	byName := map[string]int{}
	for _, m := range resourceRef.FindAllSubmatch(e.file.objects[resourceObject].body, -1) {
		n, _ := strconv.Atoi(string(m[3]))
		byName[string(m[1])+string(m[2])] = n
	}
	find := func(re *regexp.Regexp, kind string) (numbers []int) {
		for _, m := range re.FindAllSubmatch(text, -1) {
			numbers = append(numbers, byName[kind+string(m[1])])
		}
		return numbers
	}
	e.fonts = slices.Compact(find(fontUsed, "F"))
	e.images = find(imageUsed, "I")
	if len(e.fonts) != fonts || len(e.images) != images || slices.Contains(e.fonts, 0) || slices.Contains(e.images, 0) {
		return errForm
	}
	return nil
}

var (
	toUnicodeRef  = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	descendantRef = regexp.MustCompile(`/DescendantFonts \[(\d+) 0 R\]`)
	systemInfoRef = regexp.MustCompile(`/CIDSystemInfo (\d+) 0 R`)
	descriptorRef = regexp.MustCompile(`/FontDescriptor (\d+) 0 R`)
)

// mendFont gives an embedded face its name with a subset tag, and a map from
// codes to the text that they stand for.
func (e *embedded) mendFont(n int, u *fontUse) error {
	f := &e.file
	base := []byte("utf8" + strings.ToLower(u.name))
	name := []byte(subsetTag(u) + "+" + postscriptName(u))
	follow := func(from int, re *regexp.Regexp) (int, error) {
		m := re.FindSubmatch(f.objects[from].body)
		if m == nil {
			return 0, errForm
		}
		return strconv.Atoi(string(m[1]))
	}
	unicode, err := follow(n, toUnicodeRef)
	if err != nil {
		return err
	}
	cid, err := follow(n, descendantRef)
	if err != nil {
		return err
	}
	info, err := follow(cid, systemInfoRef)
	if err != nil {
		return err
	}
	descriptor, err := follow(cid, descriptorRef)
	if err != nil {
		return err
	}
	for _, k := range []int{n, cid, descriptor} {
		f.objects[k].body = bytes.ReplaceAll(f.objects[k].body, base, name)
	}
	f.setf(info, "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")
	f.setStream(unicode, "", toUnicode(u))
	return nil
}

// subsetTag is six letters that differ between subsets.
func subsetTag(u *fontUse) string {
	sum := sha256.Sum256(fmt.Append(nil, u.glyphs, u.texts))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

func postscriptName(u *fontUse) string {
	name := strings.ReplaceAll(u.face.Family, " ", "") + "-"
	switch {
	case u.face.Bold && u.face.Italic:
		return name + "BoldItalic"
	case u.face.Bold:
		return name + "Bold"
	case u.face.Italic:
		return name + "Italic"
	}
	return name + "Regular"
}

const rangeMost = 100 // entries of one block of a character map

func toUnicode(u *fontUse) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(u.texts); from += rangeMost {
		to := min(from+rangeMost, len(u.texts))
		b = fmt.Appendf(b, "%d beginbfchar\n", to-from)
		for i := from; i < to; i++ {
			b = fmt.Appendf(b, "<%04X> <", codeOf(i))
			for _, x := range utf16.Encode([]rune(u.texts[i])) {
				b = fmt.Appendf(b, "%04X", x)
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
