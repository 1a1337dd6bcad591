package fonts

import (
	"bytes"
	"compress/zlib"
	"io"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

func TestMathTable(t *testing.T) {
	m := Math().MathTable()
	if m == nil {
		t.Fatal("the math face has no MATH table")
	}
	if Text(false, false).MathTable() != nil {
		t.Error("the text face has a MATH table")
	}
	for _, test := range []struct {
		name string
		got  float64
		want float64
	}{
		{"axis", m.AxisHeight, 258}, {"script scale", m.ScriptScale, 0.7}, {"rule", m.FractionRuleThickness, 68},
		{"last constant", m.RadicalDegreeBottomRaise, 0.55},
	} {
		if test.got != test.want {
			t.Errorf("%s = %v, want %v", test.name, test.got, test.want)
		}
	}
	paren := m.Vertical(Math().Glyph('('))
	if paren == nil || len(paren.Variants) != 13 || len(paren.Parts) != 3 || !paren.Parts[1].Extender {
		t.Errorf("( grows by %+v", paren)
	}
	for i := 1; i < len(paren.Variants); i++ {
		if paren.Variants[i].Size <= paren.Variants[i-1].Size {
			t.Errorf("variant %d is not larger than the one before", i)
		}
	}
	if m.Horizontal(Math().Glyph('⏞')) == nil {
		t.Error("⏞ does not grow")
	}
	if x := m.Italic(Math().Glyph('𝑉')); x <= 0 {
		t.Errorf("italic correction of 𝑉 = %v", x)
	}
	if _, ok := m.TopAccent(Math().Glyph('𝑓')); !ok {
		t.Error("𝑓 has no place for accents")
	}
	prime := Math().Glyph('′')
	if one, two := m.Script(prime, 1), m.Script(prime, 2); one == prime || two == one || m.Script(prime, 0) != prime {
		t.Errorf("scripts of ′: %d, %d", one, two)
	}
}

func TestGlyphMetrics(t *testing.T) {
	for _, f := range All() {
		for _, r := range "AgfQ(" {
			if got, want := f.GlyphMetrics(f.Glyph(r)).Advance, f.Advance(r); got != want {
				t.Errorf("%s %c: advance %v, sfnt says %v", f.Family, r, got, want)
			}
		}
		if m := f.GlyphMetrics(f.Glyph('g')); m.YMin >= 0 || m.YMax <= 0 || m.XMax <= m.XMin {
			t.Errorf("%s g: %+v", f.Family, m)
		}
	}
	if m := Math().GlyphMetrics(60000); m != (Metrics{}) {
		t.Errorf("a glyph that is not there: %+v", m)
	}
}

// Each glyph stands under its code, with its width and its ink, and the PDF
// library finds it there.
func TestCompact(t *testing.T) {
	code := func(i int) rune { return rune(0x100 + 2*i) }
	for _, f := range All() {
		var glyphs []GlyphID
		for g := f.Glyphs() - 1; g > 0; g -= 7 {
			glyphs = append(glyphs, GlyphID(g))
		}
		glyphs = append(glyphs, f.Glyph('é'), f.Glyph('A'), f.Glyph('A'))
		ttf := f.Compact(glyphs, code)
		parsed, err := sfnt.Parse(ttf)
		if err != nil {
			t.Fatalf("%s: %v", f.Family, err)
		}
		small := face("small", false, false, ttf)
		var buf sfnt.Buffer
		for i, g := range glyphs {
			at, err := parsed.GlyphIndex(&buf, code(i))
			if err != nil || at == 0 && g != 0 {
				t.Fatalf("%s: the code of glyph %d gives glyph %d (%v)", f.Family, g, at, err)
			}
			if got, want := small.GlyphMetrics(at), f.GlyphMetrics(g); got != want {
				t.Fatalf("%s: glyph %d measures %+v, want %+v", f.Family, g, got, want)
			}
		}
	}
	m := Math()
	big := m.MathTable().Vertical(m.Glyph('(')).Variants[12].Glyph
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.AddUTF8FontFromBytes("math", "", m.Compact([]GlyphID{big}, code))
	pdf.AddPage()
	pdf.SetFont("math", "", 10)
	pdf.Text(10, 100, string(code(0)))
	if got, want := pdf.GetStringWidth(string(code(0))), m.GlyphMetrics(big).Advance/100; got < want-0.02 || got > want+0.02 {
		t.Errorf("width of the tallest ( is %v, want %v", got, want)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
}

// unpack turns a WOFF file back into TrueType.
func unpack(t *testing.T, woff []byte) []byte {
	t.Helper()
	d := table(woff)
	if string(woff[:4]) != "wOFF" || d.u32(8) != len(woff) {
		t.Fatalf("no WOFF file of %d bytes: % x", len(woff), woff[:12])
	}
	n := d.u16(12)
	var dir, body []byte
	for i := range n {
		rec := 44 + 20*i
		off, packed, size := d.u32(rec+4), d.u32(rec+8), d.u32(rec+12)
		data := woff[off : off+packed]
		if packed < size {
			r, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(r); err != nil || len(data) != size {
				t.Fatalf("%s: %d bytes of %d (%v)", woff[rec:rec+4], len(data), size, err)
			}
		}
		dir = append(dir, woff[rec:rec+4]...)
		dir = append(dir, woff[rec+16:rec+20]...)
		dir = put32(put32(dir, 12+16*n+len(body)), size)
		body = append(body, data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(append(sfntHeader(woff[4:], n), dir...), body...)
}

func TestSubset(t *testing.T) {
	for _, f := range All() {
		runes := []rune("Officium f(x)=1234 ∑′αβ√→")
		w := f.Subset(runes)
		if again := f.Subset(runes); !bytes.Equal(w, again) {
			t.Errorf("%s: two subsets differ", f.Family)
		}
		ttf := unpack(t, w)
		parsed, err := sfnt.Parse(ttf)
		if err != nil {
			t.Fatalf("%s: %v", f.Family, err)
		}
		if len(w) > 120<<10 {
			t.Errorf("%s: the subset has %d bytes", f.Family, len(w))
		}
		t.Logf("%s: %d bytes", f.Family, len(w))
		var buf sfnt.Buffer
		for _, r := range runes {
			got, err := parsed.GlyphIndex(&buf, r)
			if err != nil || got != f.Glyph(r) {
				t.Errorf("%s: %c is glyph %d (%v), want %d", f.Family, r, got, err, f.Glyph(r))
			}
		}
		if got, _ := parsed.GlyphIndex(&buf, 'Z'); got != 0 {
			t.Errorf("%s: Z is still there", f.Family)
		}
		small := &Face{Family: f.Family, Data: ttf}
		if got, want := small.GlyphMetrics(f.Glyph('f')), f.GlyphMetrics(f.Glyph('f')); got != want {
			t.Errorf("%s: f measures %+v, want %+v", f.Family, got, want)
		}
		var a sfnt.Buffer
		for _, pair := range []string{"ff", "fO", "f)", "Of", "(f"} {
			x, y := f.Glyph(rune(pair[0])), f.Glyph(rune(pair[1]))
			got, _ := parsed.Kern(&a, x, y, 1000<<6, font.HintingNone)
			if want := f.Kern(rune(pair[0]), rune(pair[1])); float64(got)/64 != want {
				t.Errorf("%s: %s is kerned by %v, want %v", f.Family, pair, float64(got)/64, want)
			}
		}
		if f != Math() {
			continue
		}
		if m := small.MathTable(); m.StretchStackTopShiftUp != 0 || m.StretchStackGapAboveMin != f.MathTable().StretchStackGapAboveMin || m.AxisHeight != f.MathTable().AxisHeight {
			t.Errorf("constants of the subset: %+v", m.MathConstants)
		}
		for _, p := range small.MathTable().Horizontal(f.Glyph('→')).Parts {
			if p.Start == 0 && p.End > 0 {
				t.Errorf("the head of → still connects at its tip: %+v", p)
			}
		}
		for _, v := range f.MathTable().Vertical(f.Glyph('(')).Variants {
			if small.GlyphMetrics(v.Glyph).YMax == 0 {
				t.Errorf("variant %d of ( is blank", v.Glyph)
			}
		}
		if small.GlyphMetrics(f.MathTable().Script(f.Glyph('′'), 1)).YMax == 0 {
			t.Error("the script form of ′ is blank")
		}
	}
}

func BenchmarkSubset(b *testing.B) {
	runes := []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,;:()-–")
	b.ReportAllocs()
	for b.Loop() {
		Math().Subset(runes)
	}
}
