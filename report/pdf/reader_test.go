package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// A pdfFile is a PDF as far as these tests read it.
type pdfFile struct {
	t       testing.TB
	objects map[int][]byte
	streams map[int][]byte
	pages   []int
}

var (
	lengthRe = regexp.MustCompile(`/Length (\d+)`)
	pageRe   = regexp.MustCompile(`/Kids\s*\[([^\]]*)\]`)
	refRe    = regexp.MustCompile(`(\d+) 0 R`)
)

func read(t testing.TB, b []byte) *pdfFile {
	t.Helper()
	f := &pdfFile{t: t, objects: map[int][]byte{}, streams: map[int][]byte{}}
	for at := 0; ; {
		m := regexp.MustCompile(`(\d+) 0 obj\n`).FindSubmatchIndex(b[at:])
		if m == nil {
			break
		}
		n, _ := strconv.Atoi(string(b[at+m[2] : at+m[3]]))
		body := b[at+m[1]:]
		dict, _, ok := bytes.Cut(body, []byte("\nstream\n"))
		if !ok {
			t.Fatalf("object %d has no stream", n)
		}
		size, _ := strconv.Atoi(string(lengthRe.FindSubmatch(dict)[1]))
		data := body[len(dict)+len("\nstream\n"):][:size]
		f.objects[n] = dict
		f.streams[n] = data
		if bytes.Contains(dict, []byte("/FlateDecode")) {
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatalf("object %d: %v", n, err)
			}
			if f.streams[n], err = io.ReadAll(z); err != nil {
				t.Fatalf("object %d: %v", n, err)
			}
		}
		at += m[1] + len(dict) + len("\nstream\n") + size
	}
	for n, dict := range f.objects {
		if bytes.Contains(dict, []byte("/ObjStm")) {
			f.unpack(n)
		}
	}
	for _, m := range refRe.FindAllSubmatch(pageRe.FindSubmatch(f.objects[1])[1], -1) {
		n, _ := strconv.Atoi(string(m[1]))
		f.pages = append(f.pages, n)
	}
	return f
}

func (f *pdfFile) unpack(n int) {
	first, _ := strconv.Atoi(string(regexp.MustCompile(`/First (\d+)`).FindSubmatch(f.objects[n])[1]))
	s := f.streams[n]
	head := strings.Fields(string(s[:first]))
	for i := 0; i+1 < len(head); i += 2 {
		k, _ := strconv.Atoi(head[i])
		from, _ := strconv.Atoi(head[i+1])
		end := len(s) - first
		if i+3 < len(head) {
			end, _ = strconv.Atoi(head[i+3])
		}
		f.objects[k] = s[first+from : first+end]
	}
}

// follow returns the object that a key of another names.
func (f *pdfFile) follow(n int, key string) int {
	m := regexp.MustCompile(`/` + key + `\s*\[?(\d+) 0 R`).FindSubmatch(f.objects[n])
	if m == nil {
		f.t.Fatalf("object %d has no %s: %s", n, key, f.objects[n])
	}
	k, _ := strconv.Atoi(string(m[1]))
	return k
}

// fonts maps the names of faces to their codes' text.
func (f *pdfFile) fonts() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, m := range regexp.MustCompile(`/(F\d+) (\d+) 0 R`).FindAllSubmatch(f.objects[2], -1) {
		n, _ := strconv.Atoi(string(m[2]))
		codes := map[string]string{}
		for _, c := range regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>\n`).FindAllSubmatch(f.streams[f.follow(n, "ToUnicode")], -1) {
			var units []uint16
			for i := 0; i+4 <= len(c[2]); i += 4 {
				u, _ := strconv.ParseUint(string(c[2][i:i+4]), 16, 16)
				units = append(units, uint16(u))
			}
			codes[string(c[1])] = string(utf16.Decode(units))
		}
		out[string(m[1])] = codes
	}
	return out
}

var (
	contentRe = regexp.MustCompile(`/(F\d+) [\d.]+ Tf|1 0 0 1 ([-\d.]+) ([-\d.]+) Tm|<([0-9A-F]+)>`)
)

// text gives the lines of a page from top to bottom, words as the stream has
// them.
func (f *pdfFile) text(page int) string {
	fonts := f.fonts()
	type run struct {
		y    float64
		text string
	}
	var runs []run
	var codes map[string]string
	for _, m := range contentRe.FindAllSubmatch(f.streams[f.follow(f.pages[page], "Contents")], -1) {
		switch {
		case m[1] != nil:
			codes = fonts[string(m[1])]
		case m[2] != nil:
			y, _ := strconv.ParseFloat(string(m[3]), 64)
			runs = append(runs, run{y: y})
		case len(runs) > 0:
			for i := 0; i+4 <= len(m[4]); i += 4 {
				text, ok := codes[string(m[4][i:i+4])]
				if !ok {
					f.t.Errorf("code %s has no text", m[4][i:i+4])
				}
				runs[len(runs)-1].text += text
			}
		}
	}
	sort.SliceStable(runs, func(i, j int) bool { return runs[i].y > runs[j].y+3 })
	var b strings.Builder
	for i, r := range runs {
		switch {
		case i == 0:
		case runs[i-1].y > r.y+3:
			b.WriteByte('\n')
		default:
			b.WriteByte('|')
		}
		b.WriteString(r.text)
	}
	return b.String()
}

// links lists the links of a page: addresses, and pages with heights.
func (f *pdfFile) links(page int) []string {
	var out []string
	dict := f.objects[f.pages[page]]
	m := regexp.MustCompile(`/Annots\[([^\]]*)\]`).FindSubmatch(dict)
	if m == nil {
		return nil
	}
	number := map[string]int{}
	for i, n := range f.pages {
		number[strconv.Itoa(n)] = i + 1
	}
	for _, r := range refRe.FindAllSubmatch(m[1], -1) {
		n, _ := strconv.Atoi(string(r[1]))
		annot := string(f.objects[n])
		if u := regexp.MustCompile(`/URI\((.*?)\)>>`).FindStringSubmatch(annot); u != nil {
			out = append(out, u[1])
		} else if d := regexp.MustCompile(`/Dest\[(\d+) 0 R/XYZ null ([\d.]+) null\]`).FindStringSubmatch(annot); d != nil {
			if number[d[1]] == 0 {
				f.t.Errorf("a link leads to object %s, which is no page", d[1])
			}
			out = append(out, fmt.Sprintf("page %d at %s", number[d[1]], d[2]))
		} else {
			f.t.Errorf("a link without destination: %s", annot)
		}
	}
	return out
}

// advances maps the names of faces to the widths of their codes, in
// thousandths.
func (f *pdfFile) advances() map[string]map[string]float64 {
	out := map[string]map[string]float64{}
	for _, m := range regexp.MustCompile(`/(F\d+) (\d+) 0 R`).FindAllSubmatch(f.objects[2], -1) {
		n, _ := strconv.Atoi(string(m[2]))
		widths := map[string]float64{}
		_, list, _ := strings.Cut(string(f.objects[f.follow(n, "DescendantFonts")]), "/W [")
		list, _, _ = strings.Cut(list, "]")
		for w := strings.Fields(list); len(w) >= 3; w = w[3:] { // first code, last code, width
			first, _ := strconv.Atoi(w[0])
			last, _ := strconv.Atoi(w[1])
			for code := first; code <= last; code++ {
				widths[fmt.Sprintf("%04X", code)], _ = strconv.ParseFloat(w[2], 64)
			}
		}
		out[string(m[1])] = widths
	}
	return out
}

// An inkSpan is text that stands together on a line of a page.
type inkSpan struct {
	from, to, y float64
	font, text  string
}

// face is the name of the face that a font of the content streams stands for.
func (f *pdfFile) face(font string) string {
	m := regexp.MustCompile(`/` + font + ` (\d+) 0 R`).FindSubmatch(f.objects[2])
	n, _ := strconv.Atoi(string(m[1]))
	return string(regexp.MustCompile(`/BaseFont\s*/(\S+)`).FindSubmatch(f.objects[n])[1])
}

var operators = regexp.MustCompile(`/(F\d+) ([\d.]+) Tf|1 0 0 1 ([-\d.]+) ([-\d.]+) Tm|<([0-9A-F]+)>|[[>]([-\d.]+)[\]<]|( cm)\n|(Q)\n`)

// spans measures the text of a page, but for what is turned or scaled.
func (f *pdfFile) spans(page int) []inkSpan {
	fonts, advances := f.fonts(), f.advances()
	var out []inkSpan
	var font string
	var size float64
	turned := false
	number := func(b []byte) float64 {
		x, _ := strconv.ParseFloat(string(b), 64)
		return x
	}
	stream := f.streams[f.follow(f.pages[page], "Contents")]
	for at := 0; ; {
		m := operators.FindSubmatchIndex(stream[at:])
		if m == nil {
			return out
		}
		group := func(i int) []byte {
			if m[2*i] < 0 {
				return nil
			}
			return stream[at+m[2*i] : at+m[2*i+1]]
		}
		switch {
		case group(1) != nil:
			font, size = string(group(1)), number(group(2))
		case group(3) != nil && !turned:
			out = append(out, inkSpan{from: number(group(3)), to: number(group(3)), y: number(group(4)), font: font})
		case group(5) != nil && !turned:
			s := &out[len(out)-1]
			codes := string(group(5))
			for i := 0; i+4 <= len(codes); i += 4 {
				code := codes[i : i+4]
				s.to += advances[font][code] * size / 1000
				s.text += fonts[font][code]
			}
		case group(6) != nil && !turned:
			out[len(out)-1].to -= number(group(6)) * size / 1000
		case group(7) != nil:
			turned = true
		case group(8) != nil:
			turned = false
		}
		end := m[1]
		if last := stream[at+end-1]; last == '<' || last == ']' {
			end-- // it begins what comes next
		}
		at += max(end, 1)
	}
}
