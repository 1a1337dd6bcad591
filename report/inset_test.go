package report

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"reckon/report/html"
	"reckon/report/markdown/ast"
	"reckon/report/pdf"
)

func pngOf(t *testing.T, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An image among words is shown there: a small one as high as the line.
func TestImageInLine(t *testing.T) {
	const star = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20"><path d="M0 0h20v20z"/></svg>`
	for _, test := range []struct{ name, text, page, missing string }{
		{"small", "A ![dot](icon.png) here.", `alt="dot" width="24" height="24" class="inset in-line">`, ""},
		{"large", "A ![plan](big.png) here.", `alt="plan" width="300" height="100" class="inset">`, ""},
		{"drawing", "A ![star](star.svg) here.", `<span class="inset in-line" role="img" aria-label="star"><svg`, ""},
		{"in a link", "A [![dot](icon.png) link](https://example.org).", `class="inset in-line"> link</a>`, ""},
		{"in a table", "| a |\n|---|\n| ![dot](icon.png) b |", `class="inset in-line"> b</td>`, ""},
		{"not there", "A ![dot](icom.png) here.", "", "file-missing"},
		{"from elsewhere", "A ![dot](https://example.org/a.png) here.", "dot", "image-in-line"},
	} {
		t.Run(test.name, func(t *testing.T) {
			project, found := Open(overlay(map[string]string{
				"paper.md": "---\ntitle: T\n---\n\n" + test.text + "\n", "icon.png": pngOf(t, 24, 24), "big.png": pngOf(t, 300, 100), "star.svg": star,
			}), "paper.md")
			r, err := Run(project, Settings{})
			if err != nil {
				t.Fatal(err)
			}
			rules := ""
			for _, f := range append(found, r.Findings...) {
				rules += f.Rule
			}
			if rules != test.missing {
				t.Fatalf("findings %q, want %q", rules, test.missing)
			}
			if page, _ := html.Render(r.Documents[0], Pages{}.page(r.Documents[0])); !strings.Contains(string(page), test.page) {
				t.Errorf("no %s in %s", test.page, page)
			}
			if data, findings := pdf.Render(r.Documents[0]); len(data) == 0 || len(findings) > 0 {
				t.Errorf("PDF: %v", findings)
			}
			if n := first[*ast.Inset](r); n != nil && test.missing == "" && n.Image.Data == nil {
				t.Error("no image was read")
			}
		})
	}
}
