package drawing

import (
	"fmt"
	"strings"
	"testing"
)

// scatter is a plot of n points as matplotlib writes them, in one line.
func scatter(n int) []byte {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><defs><style>*{stroke-linejoin: round}</style><path id="m" d="M0 3C.8 3 1.6 2.7 2.1 2.1 2.7 1.6 3 .8 3 0z" style="stroke: #1f77b4"/></defs><g clip-path="url(#c)">`)
	for i := range n {
		fmt.Fprintf(&b, `<use href="#m" x="%d.25" y="%d.5" style="fill: #1f77b4; stroke: #1f77b4; fill-opacity: .5"/>`, i%400, i%300)
	}
	b.WriteString(`</g><clipPath id="c"><rect width="400" height="300"/></clipPath></svg>`)
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	data := scatter(10_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(data)
	}
}

func BenchmarkDraw(b *testing.B) {
	d, _ := Parse(scatter(10_000))
	b.ReportAllocs()
	for b.Loop() {
		d.Draw(&copyist{})
	}
}

func BenchmarkSanitized(b *testing.B) {
	d, _ := Parse(scatter(10_000))
	b.ReportAllocs()
	for b.Loop() {
		d.Sanitized("x")
	}
}
