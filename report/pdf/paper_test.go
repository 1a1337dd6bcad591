package pdf_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"reckon/report/markdown"
)

// On every paper the page has its size, no text leaves the margins, and all
// that a document holds is printed.
func TestPapers(t *testing.T) {
	sizes := map[string][2]float64{
		"": {595.28, 841.89}, "a4": {595.28, 841.89}, "a5": {419.53, 595.28}, "b5": {498.9, 708.66}, "jisb5": {515.91, 728.5},
		"letter": {612, 792}, "legal": {612, 1008}, "executive": {522, 756},
	}
	for _, paper := range append([]string{""}, markdown.Papers...) {
		t.Run(paper, func(t *testing.T) {
			size, ok := sizes[paper]
			if !ok {
				t.Fatal("no size is known")
			}
			d := rich(t)
			d.Front.Paper = paper
			f := read(t, render(t, d))
			box := regexp.MustCompile(`/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]`).FindSubmatch(f.objects[1])
			if got, want := fmt.Sprintf("%s %s", box[1], box[2]), fmt.Sprintf("%v %v", size[0], size[1]); got != want {
				t.Errorf("the page has %s pt, want %s", got, want)
			}
			var all strings.Builder
			widest := 0.0
			for i := range f.pages {
				for _, s := range f.spans(i) {
					all.WriteString(strings.NewReplacer(" ", "", "\u00a0", "").Replace(s.text))
					widest = max(widest, s.to-s.from)
					if s.from < 28 || s.to > size[0]-28 || s.y < 28 || s.y > size[1]-28 {
						t.Errorf("page %d: %.60q stands from %.1f to %.1f at the height %.1f", i+1, s.text, s.from, s.to, s.y)
					}
				}
			}
			if widest < 330 {
				t.Errorf("the widest line has %.1f pt", widest)
			}
			for _, words := range []string{"AdaExample", "Thirdsection", "Ledgerofquantities"} {
				if !strings.Contains(all.String(), words) {
					t.Errorf("%q is not printed", words)
				}
			}
		})
	}
}
