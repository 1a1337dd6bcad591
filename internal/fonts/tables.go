package fonts

import (
	"sync"

	"golang.org/x/image/font/sfnt"
)

// A table is the bytes of one table of a font file. Reads outside it give 0,
// so that a damaged table yields nonsense and not a panic.
type table []byte

func (t table) u16(at int) int {
	if at < 0 || at+2 > len(t) {
		return 0
	}
	return int(t[at])<<8 | int(t[at+1])
}

func (t table) i16(at int) int { return int(int16(t.u16(at))) }

func (t table) u32(at int) int { return t.u16(at)<<16 | t.u16(at+2) }

// from returns the part behind at; at 0 means "absent" in the formats we read.
func (t table) from(at int) table {
	if at <= 0 || at > len(t) {
		return nil
	}
	return t[at:]
}

// at reads an offset of 16 bits and follows it.
func (t table) at(offset int) table { return t.from(t.u16(offset)) }

// rawTable finds a table by its tag in a TrueType file; nil if absent.
func rawTable(file []byte, tag string) table {
	d := table(file)
	for i := range d.u16(4) {
		rec := 12 + 16*i
		if rec+16 > len(d) {
			return nil
		}
		if string(d[rec:rec+4]) == tag {
			off, size := d.u32(rec+8), d.u32(rec+12)
			if off > len(d) || size > len(d)-off {
				return nil
			}
			return d[off : off+size]
		}
	}
	return nil
}

// coverage lists the glyphs of a coverage table in the order of their indices.
func (t table) coverage() []sfnt.GlyphIndex {
	var glyphs []sfnt.GlyphIndex
	switch t.u16(0) {
	case 1:
		for i := range t.u16(2) {
			glyphs = append(glyphs, sfnt.GlyphIndex(t.u16(4+2*i)))
		}
	case 2:
		for i := range t.u16(2) {
			rec := 4 + 6*i
			for g := t.u16(rec); g <= t.u16(rec+2) && rec+6 <= len(t); g++ {
				glyphs = append(glyphs, sfnt.GlyphIndex(g))
			}
		}
	}
	return glyphs
}

// Metrics of one glyph, in thousandths of an em, y upwards.
type Metrics struct {
	Advance                float64
	XMin, YMin, XMax, YMax float64 // the box of its ink; all zero without ink
}

// A GlyphID is the index of a glyph in its face.
type GlyphID = sfnt.GlyphIndex

// GlyphMetrics measures a glyph by its index; the zero Metrics for one that the
// face lacks.
func (f *Face) GlyphMetrics(g sfnt.GlyphIndex) Metrics {
	t := f.outlines()
	n := t.hmtxCount
	if int(g) >= t.glyphs || n == 0 {
		return Metrics{}
	}
	m := Metrics{Advance: t.milli(t.hmtx.u16(4 * min(int(g), n-1)))}
	if box := t.outline(int(g)); len(box) >= 10 {
		m.XMin, m.YMin = t.milli(box.i16(2)), t.milli(box.i16(4))
		m.XMax, m.YMax = t.milli(box.i16(6)), t.milli(box.i16(8))
	}
	return m
}

// Glyphs is the number of glyphs in the face; indices run below it.
func (f *Face) Glyphs() int { return f.outlines().glyphs }

// outlines are the tables that give a glyph's metrics and outline.
type outlines struct {
	glyf, loca, hmtx  table
	hmtxCount, glyphs int
	long              bool // loca has 32-bit offsets
	em                float64
}

var allOutlines sync.Map // *Face -> *outlines

func (f *Face) outlines() *outlines {
	if o, ok := allOutlines.Load(f); ok {
		return o.(*outlines)
	}
	o, _ := allOutlines.LoadOrStore(f, readOutlines(f.Data))
	return o.(*outlines)
}

func readOutlines(file []byte) *outlines {
	head := rawTable(file, "head")
	return &outlines{
		glyf: rawTable(file, "glyf"), loca: rawTable(file, "loca"), hmtx: rawTable(file, "hmtx"),
		hmtxCount: rawTable(file, "hhea").u16(34),
		glyphs:    rawTable(file, "maxp").u16(4),
		long:      head.u16(50) == 1,
		em:        float64(max(1, head.u16(18))),
	}
}

func (o *outlines) milli(units int) float64 { return float64(units) * 1000 / o.em }

// outline returns a glyph's entry in glyf, empty for a blank.
func (o *outlines) outline(g int) table {
	var from, to int
	if o.long {
		from, to = o.loca.u32(4*g), o.loca.u32(4*g+4)
	} else {
		from, to = 2*o.loca.u16(2*g), 2*o.loca.u16(2*g+2)
	}
	if from >= to || to > len(o.glyf) {
		return nil
	}
	return o.glyf[from:to]
}

// setOutlines rewrites glyf and loca so that each glyph has the outline that
// keep returns; loca gets 32-bit offsets.
func (o *outlines) setOutlines(keep func(g int) []byte) (glyf, loca []byte) {
	loca = make([]byte, 0, 4*(o.glyphs+1))
	for g := range o.glyphs {
		loca = put32(loca, len(glyf))
		glyf = append(glyf, keep(g)...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	return glyf, put32(loca, len(glyf))
}

func put16(b []byte, v int) []byte { return append(b, byte(v>>8), byte(v)) }

func put32(b []byte, v int) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}
