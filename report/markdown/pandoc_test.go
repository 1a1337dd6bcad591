package markdown

import (
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// Lines of Pandoc's and of LaTeX's in the text.
func TestPandocForms(t *testing.T) {
	read := func(name string) ([]byte, error) { return []byte("Included *words*.\n"), nil }
	holdForms(t, Options{File: "m", ReadFile: read}, []form{
		{"line block", "| a *b*\n|   c\n  d\n|\n| e\n\nf\n", "a b \u00a0\u00a0c d  e f", ""},
		{"no line block", "| a | b |\n|---|---|\n| 1 | 2 |\n", "table[tableheader[tablecell[text[]] tablecell[text[]]] tablerow[tablecell[text[]] tablecell[text[]]]]", ""},
		{"a bar in words", "| a\nwords\n", "| a words", ""},
		{"no-break space", "Mr.\\ Smith `a\\ b`\n", "Mr.\u00a0Smith a\\ b", ""},
		{"definitions", "\\newcommand{\\vect}[1]{\\mathbf{#1}}\n\\DeclareMathOperator*{\\am}{arg\\,min}\n\nx\n", "x", ""},
		{"definition over lines", "\\newcommand{\\a}{%\n  b}\n\nx\n", "x", ""},
		{"definitions in an equation", "$$\\def\\R{\\mathbb{R}}$$\n\n$\\newcommand\\a{b}$\n\nx\n", "x", ""},
		{"words of headings as links", "## Words\n\n[words], [this][Words] and [none]\n", "## Words words, words and [none]", ""},
		{"page break", "a\n\n\\newpage\n\nb\n", "a b", "m:3:1: \\newpage has no effect [raw-refused]"},
		{"TeX in the text", "a \\footnote{b} \\footnote{c}\n", "a \\footnote{b} \\footnote{c}", "m:1:3: \\footnote is TeX and prints as it was typed [raw-refused]"},
		{"references and citations", "\\ref{fig:a}, \\cref{eq:a,eq:b}, \\eqref{eq:a}\n", "fig:a, eq:a, eq:b, eq:a", ""},
		{"division", "<div id=\"fig:x\" class=\"wide\">\n![a](a.svg){#fig:a}\n\n![b](b.svg){#fig:b}\n\nBoth.\n</div>\n\nx\n",
			"figure #fig:x .wide[figure #fig:a[figureimage[] caption[a]] figure #fig:b[figureimage[] caption[b]] caption[Both.]] x", ""},
		{"divisions", "<div class=\"a\">\n<div class=\"b\">\nx\n</div>\ny\n</div>\nz\n", "div .a[div .b[x] y] z", ""},
		{"open division", "<div class=\"a\">\nx\n", "div .a[x]", "m:1:1: no </div> closes {div} begun here [directive-unclosed]"},
		{"include", "a\n\n{{< include _x.md >}}\n\nb\n", "a Included words. b", ""},
		{"shortcodes", "{{< meta lang >}} {{< kbd Ctrl-C >}}\n\n{{< pagebreak >}}\n", "en Ctrl-C", "m:3:1: {{< pagebreak >}} has no effect [raw-refused]"},
		{"unknown shortcode", "a {{< star 1 >}}\n", "a", "m:1:3: the shortcode {{< star 1 >}} is not known here [directive-refused]"},
		{"icon at the end", "a {{< fa star >}}.\n", "a.", "m:1:3: the icon {{< fa star >}} is not printed [directive-refused]"},
		{"icon", "a {{< fa star >}} b\n", "a  b", "m:1:3: the icon {{< fa star >}} is not printed [directive-refused]"},
	})
}

// What stands in the front matter of Pandoc's manuscripts.
func TestPandocFrontMatter(t *testing.T) {
	src := "---\ndate: March 2, 2021\ninstitute:\n  - 1: Institute of Flow\nauthor: [{name: A, affiliation: 1}]\nheader-includes: |\n  \\usepackage{x}\n  \\newcommand{\\R}{r}\n---\n"
	tree, fs := Parse([]byte(src), Options{File: "m"})
	if len(fs) > 0 {
		t.Errorf("findings: %v", fs)
	}
	f := tree.Front
	if f.Date.Text != "2021-03-02" || len(f.Affiliations) != 1 || f.Affiliations[0].Name != "Institute of Flow" || f.Macros[`\R`] != "r" {
		t.Errorf("front matter: %+v", f)
	}
	for _, date := range []string{"12 March 2021 = 2021-03-12", "Mar 2021 = 2021-03", "1. Dec. 2020 = 2020-12-01", "Decision 3 2020 = ", "13/02/2021 = ", "last-modified = "} {
		text, want, _ := strings.Cut(date, " = ")
		if got := isoDate(text); got != want {
			t.Errorf("%q is read as %q, not %q", text, got, want)
		}
	}
}

// H~2~O and x^2^ stand below and above the line; what has spaces does not.
func TestWordScripts(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"H~2~O", "H{sub:2}O"}, {"x^2^", "x{sup:2}"}, {"P~a\\ b~", "P{sub:a\u00a0b}"}, {"a ~struck~ b", "a {strikethrough:struck} b"}, {"a ~~struck~~", "a {strikethrough:struck}"},
		{"2^10 and 3^10", "2^10 and 3^10"}, {"Ca^2+^", "Ca{sup:2+}"}, {"x^*n*^", "x{sup:{emphasis:n}}"}, {"^^a^^", "^^a^^"}, {"about ~5 to ~6", "about ~5 to ~6"},
	} {
		tree, _ := Parse([]byte(test.src+"\n"), Options{File: "m"})
		if got := wrapped(tree.Body.FirstChild(), tree.Source); got != test.want {
			t.Errorf("%s: got %q, want %q", test.src, got, test.want)
		}
	}
}

// wrapped prints the text of a paragraph with the names of what it stands in.
func wrapped(n gast.Node, src []byte) (s string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t := c.(type) {
		case *gast.Text, *gast.String:
			var b strings.Builder
			plainInto(&b, c, src)
			s += b.String()
		case *ast.Span:
			s += "{" + t.Style + ":" + wrapped(c, src) + "}"
		default:
			s += "{" + strings.ToLower(c.Kind().String()) + ":" + wrapped(c, src) + "}"
		}
	}
	return s
}

// Macros that are defined in the text serve all equations; the front matter's
// count first.
func TestTeXDefinitions(t *testing.T) {
	src := "---\nmath: {\\a: x}\n---\n\n\\newcommand{\\a}{y}\n\\newcommand{\\b}[2]{#1_{#2}}\n\\renewcommand\\c{z}\n\\def\\d#1{#1}\n\\DeclareMathOperator{\\sgn}{sgn}\n"
	tree, fs := Parse([]byte(src), Options{File: "m"})
	if len(fs) > 0 {
		t.Errorf("findings: %v", fs)
	}
	want := map[string]string{`\a`: "x", `\b`: "#1_{#2}", `\c`: "z", `\d`: "#1", `\sgn`: `\operatorname{sgn}`}
	for name, body := range want {
		if got := tree.Front.Macros[name]; got != body {
			t.Errorf("%s is %q, not %q", name, got, body)
		}
	}
}
