package report

import (
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
