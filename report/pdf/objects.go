package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf16"
)

// A file is a PDF file as its objects.
type file struct {
	objects []indirect
}

// An indirect is one indirect object: what stands between obj and endobj.
type indirect struct {
	body   []byte
	stream bool // it has a stream, so that it must stand by itself
	used   bool
	dict   string // of a stream that is not compressed yet: the inside of its dictionary
	raw    []byte // and its data
}

// reserve makes a number for an object that is written later.
func (f *file) reserve() int {
	if len(f.objects) == 0 {
		f.objects = append(f.objects, indirect{}) // number 0 is no object
	}
	f.objects = append(f.objects, indirect{})
	return len(f.objects) - 1
}

func (f *file) set(n int, body []byte) {
	for n >= len(f.objects) {
		f.reserve()
	}
	f.objects[n] = indirect{body: body, used: true}
}

func (f *file) setf(n int, format string, args ...any) { f.set(n, fmt.Appendf(nil, format, args...)) }

func (f *file) add(body []byte) int {
	n := f.reserve()
	f.set(n, body)
	return n
}

// setStream writes an object with a stream that is compressed when the file is
// written; dict is the inside of its dictionary.
func (f *file) setStream(n int, dict string, data []byte) {
	f.set(n, nil)
	f.objects[n] = indirect{stream: true, used: true, dict: dict, raw: data}
}

// compress makes the bodies of the streams, several at once.
func (f *file) compress() {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), compressorsMost) {
		wait.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(f.objects) {
					return
				}
				if o := &f.objects[n]; o.used && o.stream && o.body == nil {
					o.body, o.raw = streamObject(o.dict, o.raw), nil
				}
			}
		})
	}
	wait.Wait()
}

const compressorsMost = 4

func streamObject(dict string, data []byte) []byte {
	packed := deflate(data)
	body := fmt.Appendf(nil, "<<%s/Filter/FlateDecode/Length %d>>\nstream\n", dict, len(packed))
	return append(append(body, packed...), "\nendstream"...)
}

// setPlain writes an object with a stream that is not compressed.
func (f *file) setPlain(n int, dict string, data []byte) {
	body := fmt.Appendf(nil, "<<%s/Length %d>>\nstream\n", dict, len(data))
	f.set(n, append(append(body, data...), "\nendstream"...))
	f.objects[n].stream = true
}

// A packer compresses one stream after the other. It is large: there are only
// a few.
type packer struct {
	b bytes.Buffer
	w *zlib.Writer
}

// packLevel is a third as slow as the usual level; its files are a tenth longer.
const packLevel = 3

var packers = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, packLevel)
	if err != nil {
		panic(err) // the level is a constant
	}
	return &packer{w: w}
}}

func deflate(data []byte) []byte {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.b.Reset()
	p.w.Reset(&p.b)
	_, _ = p.w.Write(data) // a buffer takes everything
	_ = p.w.Close()
	return bytes.Clone(p.b.Bytes())
}

// packMost is how many objects go into one object stream.
const packMost = 200

// bytes writes the file: streams as they are, all other objects packed into
// object streams, and a cross-reference stream.
func (f *file) bytes(root, info int) []byte {
	type entry struct{ kind, a, b int }
	entries := make([]entry, len(f.objects))
	var packed []int
	for n, o := range f.objects {
		if o.used && !o.stream {
			packed = append(packed, n)
		}
	}
	for len(packed) > 0 {
		k := min(len(packed), packMost)
		at := f.pack(packed[:k])
		entries = append(entries, make([]entry, len(f.objects)-len(entries))...)
		for i, n := range packed[:k] {
			entries[n] = entry{2, at, i}
		}
		packed = packed[k:]
	}
	f.compress()
	size := 0
	for _, o := range f.objects {
		size += len(o.body) + len("9999 0 obj\n\nendobj\n")
	}
	out := append(make([]byte, 0, size), "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"...)
	for n, o := range f.objects {
		if !o.used || !o.stream {
			continue
		}
		entries[n] = entry{1, len(out), 0}
		out = fmt.Appendf(out, "%d 0 obj\n", n)
		out = append(append(out, o.body...), "\nendobj\n"...)
	}
	entries = append(entries, entry{1, len(out), 0})
	entries[0] = entry{0, 0, 65535}
	var table []byte
	for _, e := range entries {
		table = append(table, byte(e.kind), byte(e.a>>24), byte(e.a>>16), byte(e.a>>8), byte(e.a), byte(e.b>>8), byte(e.b))
	}
	sum := sha256.Sum256(out)
	id := fmt.Sprintf("%X", sum[:16])
	start, table := len(out), deflate(table)
	out = fmt.Appendf(out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode/Length %d>>\nstream\n",
		len(entries)-1, len(entries), root, info, id, id, len(table))
	out = append(out, table...)
	return fmt.Appendf(out, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
}

// pack puts objects into an object stream and returns its number.
func (f *file) pack(numbers []int) int {
	size := 0
	for _, n := range numbers {
		size += len(f.objects[n].body) + 1
	}
	head, body := make([]byte, 0, 14*len(numbers)+size), make([]byte, 0, size)
	for _, n := range numbers {
		head = append(strconv.AppendInt(head, int64(n), 10), ' ')
		head = append(strconv.AppendInt(head, int64(len(body)), 10), ' ')
		body = append(append(body, f.objects[n].body...), '\n')
	}
	at := f.reserve()
	f.setStream(at, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(numbers), len(head)), append(head, body...))
	return at
}

// textString writes text for people: as it is in ASCII, else in UTF-16.
func textString(text string) string {
	plain := true
	for i := range len(text) {
		if text[i] < 32 || text[i] > 126 {
			plain = false
			break
		}
	}
	if plain {
		return byteString(text)
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

var stringEscapes = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`, "\n", `\n`)

func byteString(text string) string { return "(" + stringEscapes.Replace(text) + ")" }

func num(x float64) string { return string(appendNumber(nil, x, 2)) }

// appendRef writes a reference with a space behind it.
func appendRef(b []byte, n int) []byte {
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R "...)
}

func ref(n int) string { return strconv.Itoa(n) + " 0 R" }
