package rich

import (
	"fmt"
	"strings"
	"testing"
)

func Example() {
	t := Parse(`The <i>E. coli</i> <span class="nocase">DNA</span> of H<sub>2</sub>O`)
	fmt.Println(t)
	fmt.Println(Sentence(t.With(Bold)).Markup())
	// Output:
	// The E. coli DNA of H2O
	// <b>The <i>E. coli</i> <span class="nocase">DNA</span> of H<sub>2</sub>O</b>
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"a <i>b</i> c":                       "a <i>b</i> c",
		"<i>a <b>b</b></i>":                  "<i>a <b>b</b></i>",
		"a < b and <i>c":                     "a < b and <i>c",
		"a</i> b":                            "a</i> b",
		"<sc>x</sc>":                         `<span style="font-variant:small-caps;">x</span>`,
		"<i>a<b>b</i>c</b>":                  "<i>a<b>b</i>c</b>",
		`<span class="nocase">iP</span>hone`: `<span class="nocase">iP</span>hone`,
	} {
		if got := Parse(in).Markup(); got != want {
			t.Errorf("Parse(%q).Markup() = %q; want %q", in, got, want)
		}
	}
}

// Markup that was written is read as the same text, if no character looks like
// a tag.
func FuzzMarkup(f *testing.F) {
	f.Add("a <i>b</i>")
	f.Add(`<span class="nocase">x <sup>2</sup></span>`)
	f.Add("<i><b>x</i>")
	f.Fuzz(func(t *testing.T, src string) {
		first := Parse(src)
		if strings.ContainsAny(first.String(), "<>") {
			t.Skip() // text that looks like a tag: the format cannot tell
		}
		once := first.Markup()
		if twice := Parse(once).Markup(); twice != once {
			t.Errorf("once:  %q\ntwice: %q", once, twice)
		}
	})
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"A Model of Leptons":                      "A model of leptons",
		"The DNA of iPhone Users in U.S. Cities":  "The DNA of iPhone users in U.S. cities",
		"One: Two Three. Four Five? Six":          "One: Two three. Four five? Six",
		"vitamin B12 and High-Resolution Imaging": "Vitamin B12 and high-resolution imaging",
		"Don't Look Now":                          "Don't look now",
		"人脑 The Brain":                            "人脑 the brain",
		"":                                        "",
	} {
		if got := Sentence(Plain(in)).String(); got != want {
			t.Errorf("Sentence(%q) = %q; want %q", in, got, want)
		}
	}
}
