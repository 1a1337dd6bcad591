package hyphen_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"reckon/report/pdf/hyphen"
)

func divide(lang, word string) string {
	var parts []string
	last := 0
	for _, i := range hyphen.For(lang).Breaks(word) {
		parts = append(parts, word[last:i])
		last = i
	}
	return strings.Join(append(parts, word[last:]), "-")
}

func Example() {
	word := "reproducibility"
	for _, i := range hyphen.For("en").Breaks(word) {
		fmt.Println(word[:i] + "-")
	}
	// Output:
	// re-
	// repro-
	// reproducibil-
}

func TestBreaks(t *testing.T) {
	for _, test := range []struct{ lang, word, want string }{
		{"en", "hyphenation", "hy-phen-ation"},
		{"en", "Hyphenation", "Hy-phen-ation"},
		{"en-GB", "optimization", "op-ti-miza-tion"},
		{"en", "associate", "as-so-ciate"},
		{"en", "project", "project"},
		{"en", "projects", "projects"},
		{"en", "neurons", "neu-rons"},
		{"en", "the", "the"},
		{"en", "a1phabet", "a1phabet"},
		{"en", "", ""},
		{"de", "Wahrscheinlichkeit", "Wahr-schein-lich-keit"},
		{"de", "Größenordnung", "Grö-ßen-ord-nung"},
		{"xx", "hyphenation", "hyphenation"},
	} {
		t.Run(test.lang+" "+test.word, func(t *testing.T) {
			if got := divide(test.lang, test.word); got != test.want {
				t.Errorf("%s in %s\n got: %s\nwant: %s", test.word, test.lang, got, test.want)
			}
		})
	}
}

// Breaks lie inside the word, between runes, in order, and leave the least
// number of letters at either end.
func FuzzBreaks(f *testing.F) {
	f.Add("en", "thermodynamics")
	f.Add("de", "Überprüfung")
	f.Fuzz(func(t *testing.T, lang, word string) {
		last := 0
		for _, i := range hyphen.For(lang).Breaks(word) {
			if i <= last || i >= len(word) || !utf8.RuneStart(word[i]) {
				t.Fatalf("break %d of %q behind %d", i, word, last)
			}
			last = i
		}
	})
}

func BenchmarkBreaks(b *testing.B) {
	p := hyphen.For("en")
	b.ReportAllocs()
	for b.Loop() {
		p.Breaks("reproducibility")
	}
}
