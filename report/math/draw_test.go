package math

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"reckon/internal/diag"
	"reckon/internal/fonts"
	"reckon/internal/golden"
)

type expression struct{ Name, TeX string }

// expressions reads the public list of kinds of expressions.
func expressions(t testing.TB) []expression {
	t.Helper()
	data, err := os.ReadFile(golden.Fixture(t, "math", "expressions.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Cases []expression }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Cases
}

// A sheet draws boxes onto pages, to be looked at.
type sheet struct{ pdf *fpdf.Fpdf }

// firstCode is that of glyph 0; the others follow.
const firstCode = 0x100

func code(g fonts.GlyphID) rune { return firstCode + rune(g) }

func newSheet() *sheet {
	s := &sheet{pdf: fpdf.New("P", "pt", "A4", "")}
	for i, f := range fonts.All() {
		all := make([]fonts.GlyphID, f.Glyphs())
		for g := range all {
			all[g] = fonts.GlyphID(g)
		}
		s.pdf.AddUTF8FontFromBytes(faceName(i), "", f.Compact(all, func(i int) rune { return code(fonts.GlyphID(i)) }))
	}
	return s
}

func faceName(i int) string { return "face" + strconv.Itoa(i) }

func (s *sheet) draw(b *Box, x, y float64) {
	for _, r := range b.Rules {
		s.color(r.Color)
		s.pdf.Rect(x+r.X, y-r.Y-r.H, r.W, r.H, "F")
	}
	for _, g := range b.Glyphs {
		for i, f := range fonts.All() {
			if f == g.Face {
				s.pdf.SetFont(faceName(i), "", g.Size)
			}
		}
		s.color(g.Color)
		s.pdf.Text(x+g.X, y-g.Y, string(code(g.ID)))
	}
	for _, k := range b.Strokes {
		s.color(k.Color)
		s.pdf.SetLineWidth(k.Width)
		s.pdf.Line(x+k.X1, y-k.Y1, x+k.X2, y-k.Y2)
	}
	for _, t := range b.Tags {
		s.draw(t.Box, 560-t.Box.Width, y-t.Y)
	}
}

func (s *sheet) color(c string) {
	var r, g, b int
	if c != "" {
		fmt.Sscanf(c, "#%02x%02x%02x", &r, &g, &b)
	}
	s.pdf.SetTextColor(r, g, b)
	s.pdf.SetFillColor(r, g, b)
	s.pdf.SetDrawColor(r, g, b)
}

// TestDraw draws formulas onto a PDF if RECKON_DRAW names a file; formulas are
// the public list's, or the lines of the file that RECKON_TEX names.
func TestDraw(t *testing.T) {
	out := os.Getenv("RECKON_DRAW")
	if out == "" {
		t.Skip("RECKON_DRAW names no file to draw to")
	}
	var all []expression
	if src := os.Getenv("RECKON_TEX"); src != "" {
		data, err := os.ReadFile(src)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			all = append(all, expression{strconv.Itoa(i + 1), line})
		}
	} else {
		all = expressions(t)
	}
	if strings.HasSuffix(out, ".html") {
		drawPage(t, out, all)
		return
	}
	s := newSheet()
	y := 1000.0
	column := 1
	for _, e := range all {
		tree, fs := Parse(e.TeX, diag.Pos{}, nil)
		for _, f := range fs {
			t.Logf("%s: %v", e.Name, f)
		}
		b := tree.Layout(14, true)
		height := b.Height + b.Depth + 16
		if y+height > 820 {
			y = 20
			if column++; column > 1 || os.Getenv("RECKON_TEX") != "" {
				s.pdf.AddPage()
				column = 0
			}
		}
		x := 40 + 280*float64(column)
		s.pdf.SetFont(faceName(5), "", 6)
		s.pdf.SetTextColor(130, 130, 130)
		label := ""
		for _, r := range e.Name[max(0, len(e.Name)-3):] {
			label += string(code(fonts.Mono().Glyph(r)))
		}
		s.pdf.Text(x-25, y+b.Height, label)
		s.draw(b, x, y+b.Height)
		in := tree.Layout(14, false)
		if b.Width+in.Width < 230 || os.Getenv("RECKON_TEX") != "" && b.Width+in.Width < 500 {
			s.draw(in, x+b.Width+20, y+b.Height)
		}
		y += height
	}
	if err := s.pdf.OutputFileAndClose(out); err != nil {
		t.Fatal(err)
	}
}

// drawPage writes formulas as a page with the faces embedded.
func drawPage(t *testing.T, out string, all []expression) {
	var body strings.Builder
	var runes []rune
	for _, e := range all {
		tree, _ := Parse(e.TeX, diag.Pos{}, nil)
		fmt.Fprintf(&body, "<p><small>%s</small> %s %s</p>\n", e.Name, strings.Replace(tree.MathML(true), ` display="block"`, ` displaystyle="true"`, 1), tree.MathML(false))
		runes = append(runes, tree.Runes()...)
	}
	face := func(name string, f *fonts.Face) string {
		return fmt.Sprintf("@font-face{font-family:%q;src:url(data:font/woff;base64,%s)}", name, base64.StdEncoding.EncodeToString(f.Subset(runes)))
	}
	page := "<!doctype html><meta charset=utf-8><style>" + face("m", fonts.Math()) + face("t", fonts.Text(false, false)) + CSS +
		"body{font:20px t;columns:2;margin:20px}math{font-family:m;margin-right:2em}mtext{font-family:t}small{color:gray;font-size:9px}p{margin:0 0 12px;break-inside:avoid}</style>" + body.String()
	if err := os.WriteFile(out, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
}
