package report

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestPlainTexts holds that what readers never see as Markdown, such as the
// title of a window or a line of the contents, holds none.
func TestPlainTexts(t *testing.T) {
	r := openAndRun(t, fstest.MapFS{"p.md": {Data: []byte("---\ntitle: 'Salt \\& *pepper* &amp; 5\\*'\nlang: en\n---\n\n# Fish \\& `chips` &lt;hot&gt; {#sec-fish}\n\nText.\n")}}, "p.md")
	d := r.Documents[0]
	if want := "Salt & pepper & 5*"; d.TitleText != want {
		t.Errorf("the title reads %q, not %q", d.TitleText, want)
	}
	if want := "Fish & chips <hot>"; len(d.Contents) != 1 || d.Contents[0].Text != want {
		t.Errorf("the contents read %+v, not %q", d.Contents, want)
	}
}

// TestModelTexts holds that the model's titles, reasons and claims are set like
// the prose around them.
func TestModelTexts(t *testing.T) {
	r := openAndRun(t, fstest.MapFS{
		"p.md":   {Data: []byte("---\ntitle: T\nlang: en\nmodel: [m.yaml]\n---\n\n{val}`lamp.power` {claim}`bright`\n\n```{quantities}\n```\n\n```{claims}\n```\n\n```{plot} Two lamps' power\n:kind: bar\n:y: lamp.power \"the lamp's\", 2 * lamp.power \"the room's\"\n:alt: bars\nBars.\n```\n")},
		"m.yaml": {Data: []byte("reckon: 1\nquantities:\n  lamp.power: {value: 3 W, kind: assumed, title: \"the lamp's power\", reason: \"a \\\"guess\\\" -- no more\"}\nclaims:\n  bright: {text: \"the lamp's \\\"glow\\\"\", value: 2-4 W, quantity: lamp.power}\n")},
	}, "p.md")
	files, found := Render(r, Pages{})
	if len(found) > 0 {
		t.Fatal(found)
	}
	var page string
	for _, file := range files[0].Files {
		if strings.HasSuffix(file.Path, ".html") {
			page = string(file.Data)
		}
	}
	for _, want := range []string{"the lamp’s power", "a “guess” – no more", "the lamp’s “glow”", "Two lamps’ power", "the room’s", "2 to 4\u00a0W"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
}
