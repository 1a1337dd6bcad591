package math

import (
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"reckon/internal/diag"
)

// wellFormed reads MathML as strict XML.
func wellFormed(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func finite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// checkBox fails for a box that could not be drawn.
func checkBox(t *testing.T, b *Box) {
	t.Helper()
	if !finite(b.Width, b.Height, b.Depth) {
		t.Errorf("box of %v × %v + %v", b.Width, b.Height, b.Depth)
	}
	for _, g := range b.Glyphs {
		if !finite(g.X, g.Y, g.Size) || g.Face == nil || g.Size <= 0 {
			t.Errorf("glyph %+v", g)
		}
	}
	for _, r := range b.Rules {
		if !finite(r.X, r.Y, r.W, r.H) {
			t.Errorf("rule %+v", r)
		}
	}
	for _, s := range b.Strokes {
		if !finite(s.X1, s.X2, s.Y1, s.Y2, s.Width) {
			t.Errorf("stroke %+v", s)
		}
	}
	for _, tag := range b.Tags {
		checkBox(t, tag.Box)
	}
}

// Of the public list, every expression is read without a finding and printed
// in both ways.
func TestExpressions(t *testing.T) {
	all := expressions(t)
	passed := 0
	for _, e := range all {
		ok := t.Run(e.Name, func(t *testing.T) {
			tree, fs := Parse(e.TeX, diag.Pos{File: "m", Line: 1, Column: 1}, nil)
			for _, f := range fs {
				t.Errorf("%s: %v", e.TeX, f)
			}
			for _, display := range []bool{false, true} {
				ml := tree.MathML(display)
				if err := wellFormed(ml); err != nil {
					t.Errorf("%s: %v\n%s", e.TeX, err, ml)
				}
				if strings.Contains(ml, "math-error") {
					t.Errorf("%s holds an error:\n%s", e.TeX, ml)
				}
				b := tree.Layout(10, display)
				checkBox(t, b)
				if len(b.Glyphs) == 0 || len(b.Missing) > 0 {
					t.Errorf("%s: %d glyphs, missing %q", e.TeX, len(b.Glyphs), b.Missing)
				}
			}
		})
		if ok {
			passed++
		}
	}
	if passed != len(all) || len(all) < 97 {
		t.Errorf("%d of %d expressions pass", passed, len(all))
	}
}
