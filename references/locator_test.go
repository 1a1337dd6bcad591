package references

import (
	"strings"
	"testing"
)

func TestParseLocator(t *testing.T) {
	for _, test := range []struct{ text, lang, label, locator, suffix string }{
		{", p. 33", "en", "page", "33", ""},
		{", pp. 33-35 and *passim*", "en", "page", "33-35", " and *passim*"},
		{", chap. 1", "en", "chapter", "1", ""},
		{", ch. IV", "en", "chapter", "IV", ""},
		{", 33", "en", "page", "33", ""},
		{", 33, 38–40, and nowhere else", "en", "page", "33, 38–40", ", and nowhere else"},
		{", xi", "en", "", "", ", xi"},
		{", pp. xi-xv", "en", "page", "xi-xv", ""},
		{", p. 3; 4", "en", "page", "3", "; 4"},
		{"p. 33", "en", "page", "33", ""},
		{"33", "en", "page", "33", ""},
		{" and passim", "en", "", "", " and passim"},
		{", and passim", "en", "", "", ", and passim"},
		{", sec. 3.2", "en", "section", "3.2", ""},
		{", §3", "en", "section", "3", ""},
		{", §§ 3-5", "en", "section", "3-5", ""},
		{", ¶ 4", "en", "paragraph", "4", ""},
		{", vol. 2, p. 5", "en", "volume", "2", ", p. 5"},
		{", fig. 2a", "en", "figure", "2a", ""},
		{", table 1", "en", "table", "1", ""},
		{", s.v. xylem", "en", "", "", ", s.v. xylem"},
		{", p. 33.", "en", "page", "33", "."},
		{", pp. iv, vi-xi, (xv)-(xvii) with suffix here", "en", "page", "iv, vi-xi, (xv)-(xvii)", " with suffix here"},
		{"{ii, A, D-Z}, suffix", "en", "page", "ii, A, D-Z", ", suffix"},
		{", {pp. iv, vi-xi, (xv)-(xvii)} suffix", "en", "page", "iv, vi-xi, (xv)-(xvii)", " suffix"},
		{"{}, 99 years later", "en", "", "", ", 99 years later"},
		{", Seite 3", "de", "page", "3", ""},
		{", S. 3–5, passim", "de", "page", "3–5", ", passim"},
		{", Kap. 2", "de", "chapter", "2", ""},
		{", página 4", "es", "page", "4", ""},
		{", 第 3 页", "zh", "page", "3", " 页"},
		{", 表 1", "zh", "table", "1", ""},
		{", pageseven", "en", "", "", ", pageseven"},
		{", p.", "en", "", "", ", p."},
		{"", "en", "", "", ""},
	} {
		label, locator, suffix := ParseLocator(test.text, test.lang)
		if label != test.label || locator != test.locator || suffix != test.suffix {
			t.Errorf("ParseLocator(%q)\n got: %q %q %q\nwant: %q %q %q", test.text, label, locator, suffix, test.label, test.locator, test.suffix)
		}
	}
}

// A locator and a suffix are parts of the text, in their order, and nothing
// else is between them than braces and spaces.
func FuzzParseLocator(f *testing.F) {
	for _, seed := range []string{", p. 33-35 and x", "{ii}, x", ", 第 3 页", "§", ", vv.", "{", ", p.\u00a03"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []string{"en", "zh"} {
			label, locator, suffix := ParseLocator(text, lang)
			if !strings.HasSuffix(text, suffix) {
				t.Fatalf("%q: the suffix %q is not its end", text, suffix)
			}
			if !strings.Contains(strings.TrimSuffix(text, suffix), locator) {
				t.Errorf("%q: the locator %q is not in it", text, locator)
			}
			if (label == "") != (locator == "") {
				t.Errorf("%q: label %q, locator %q", text, label, locator)
			}
		}
	})
}
