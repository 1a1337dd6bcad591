package model_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reckon/model"
)

// The order of declarations plays no part: values, intervals and verdicts are
// the same however the quantities stand in the file.
func TestOrderPlaysNoPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "n")
		lines := make([]string, n)
		for i := range lines {
			if i < 2 || rapid.Bool().Draw(t, "parameter") {
				lines[i] = fmt.Sprintf("  q.n%d: {value: %d.5 m, sd: %d mm, reason: x}", i, i+1, i+1)
				continue
			}
			a, b := rapid.IntRange(0, i-1).Draw(t, "a"), rapid.IntRange(0, i-1).Draw(t, "b")
			op := rapid.SampledFrom([]string{"q.n%d + q.n%d", "2 * q.n%d - q.n%d", "sqrt(q.n%d^2 + q.n%d^2)", "max(q.n%d, q.n%d)"}).Draw(t, "op")
			lines[i] = fmt.Sprintf("  q.n%d: {formula: '"+op+"'}", i, a, b)
		}
		last := fmt.Sprintf("q.n%d", n-1)
		read := func(lines []string) (model.Value, string) {
			m, fs := load("quantities:\n" + strings.Join(lines, "\n") + "\n")
			if len(fs) > 0 {
				t.Fatal(fs)
			}
			v, fs := m.Evaluate()
			if len(fs) > 0 {
				t.Fatal(fs)
			}
			x, _ := v.Get(last)
			return x, v.Trace(last).Text
		}
		x, text := read(lines)
		y, again := read(rapid.Permutation(lines).Draw(t, "order"))
		if x.SI != y.SI || x.Low != y.Low || x.High != y.High || x.Digits != y.Digits || text != again {
			t.Fatalf("%+v, then %+v", x, y)
		}
	})
}

// A scalar's places: whatever the style of YAML, a finding points at the rune
// that is wrong.
func TestPlacesInScalars(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"1 m", "2 m", "(3 m)", "4.5e3 m", "-6 m"}), 1, 8).Draw(t, "terms")
		bad := rapid.IntRange(0, len(words)).Draw(t, "bad")
		words = append(words[:bad:bad], append([]string{"unheardof"}, words[bad:]...)...)
		style := rapid.SampledFrom([]string{"plain", "single", "double", "folded", "literal"}).Draw(t, "style")
		var b strings.Builder
		b.WriteString("quantities:\n  it:\n    note: x\n    formula: ")
		open, between := "", []string{" + ", " +\n      ", "\n      + "}
		switch style {
		case "single":
			open = "'"
		case "double":
			open = `"`
			between = append(between, ` \x2b `, ` +\
      `)
		case "folded":
			b.WriteString(">-\n      ")
		case "literal":
			b.WriteString("|\n      ")
		}
		b.WriteString(open)
		for i, w := range words {
			if i > 0 {
				b.WriteString(rapid.SampledFrom(between).Draw(t, "between"))
			}
			b.WriteString(w)
		}
		b.WriteString(open + "\n")
		text := "reckon: 1\n" + b.String()
		_, fs := load(b.String())
		before, _, _ := strings.Cut(text, "unheardof")
		line := strings.Count(before, "\n") + 1
		column := len(before) - strings.LastIndexByte(before, '\n')
		if len(fs) != 1 || fs[0].At.Line != line || fs[0].At.Column != column {
			t.Fatalf("%s\nwant a finding at %d:%d, got %v", text, line, column, fs)
		}
	})
}
