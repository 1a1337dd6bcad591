package markdown

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/internal/golden"
	"reckon/report/markdown/ast"
)

// printed shows one work of a citation: prefix | key | kind locator | suffix.
func printed(it ast.CiteItem, mode string) string {
	return strings.Join([]string{mode, it.Prefix, it.Key, strings.TrimSpace(it.Label + " " + it.Locator), it.Suffix}, "|")
}

func modeOf(c *ast.Cite, i int) string {
	switch {
	case c.Items[i].SuppressAuthor:
		return "suppress"
	case c.Narrative && i == 0:
		return "text"
	}
	return "normal"
}

// cited lists the works that a text cites, notes where they are referred to.
func cited(t *Tree) (items []string) {
	var notes []gast.Node
	if l, ok := t.Body.LastChild().(*east.FootnoteList); ok {
		for n := l.FirstChild(); n != nil; n = n.NextSibling() {
			notes = append(notes, n)
		}
	}
	var visit func(n gast.Node)
	visit = func(n gast.Node) {
		switch n := n.(type) {
		case *ast.Cite:
			for i, it := range n.Items {
				items = append(items, printed(it, modeOf(n, i)))
			}
		case *east.FootnoteLink:
			visit(notes[n.Index-1])
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Kind() != east.KindFootnoteList {
				visit(c)
			}
		}
	}
	visit(t.Body)
	return items
}

func TestCitationGrammar(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"[@a]", "normal||a||"},
		{"[@a; @b, p. 3]", "normal||a|| normal||b|page 3|"},
		{"[see @doe99, pp. 33-35 and *passim*; @smith04, chap. 1]", "normal|see|doe99|page 33-35| and passim normal||smith04|chapter 1|"},
		{"@smith04 says", "text||smith04||"},
		{"@smith04 [p. 33] says", "text||smith04|page 33|"},
		{"@smith04 [p. 33, with more]", "text||smith04|page 33|, with more"},
		{"@smith04 [more]", "text||smith04||more"},
		{"@a [-@b p. 30; see also @c]", "text||a|| suppress||b|page 30| normal|see also|c||"},
		{"[-@smith04]", "suppress||smith04||"},
		{"[see -@smith04]", "suppress|see|smith04||"},
		{"-@smith04 says", "suppress||smith04||"},
		{"@Foo_bar.baz. End", "text||Foo_bar.baz||"},
		{"@Foo_bar--baz", "text||Foo_bar||"},
		{"@{Foo_bar.baz.}", "text||Foo_bar.baz.||"},
		{"@10.1000/x, and", "text||10.1000/x||"},
		{"@https://doi.org/10.1000/x, and", "text||10.1000/x||"},
		{"<doi:10.1000/x>", "text||10.1000/x||"},
		{"@пункт3 und @müller2020", "text||пункт3|| text||müller2020||"},
		{"mail a@b.org or foo@bar", ""},
		{"[text](http://x.org/@a)", ""},
		{"[@linked](http://x.org)", ""},
		{"`@code`", ""},
		{`\@escaped`, ""},
		{"[@smith{ii, A, D-Z}, suffix]", "normal||smith|page ii, A, D-Z|, suffix"},
		{"[@smith, {pp. iv, vi-xi, (xv)-(xvii)} suffix]", "normal||smith|page iv, vi-xi, (xv)-(xvii)| suffix"},
		{"[@smith{}, 99 years later]", "normal||smith||, 99 years later"},
		{"[@smith, 99 years later]", "normal||smith|page 99| years later"},
		{"[@smith, xi]", "normal||smith||, xi"},
		{"[@smith, p. xi]", "normal||smith|page xi|"},
		{"[@smith, chap. XIV, sec. 2]", "normal||smith|chapter XIV|, sec. 2"},
		{"[@smith, § 3.2]", "normal||smith|section 3.2|"},
		{"[@smith, ¶ 4]", "normal||smith|paragraph 4|"},
		{"[@smith, vol. 3 p. 5]", "normal||smith|volume 3| p. 5"},
		{"[@smith, Fig. 2]", "normal||smith|figure 2|"},
		{"[@smith, table 1]", "normal||smith|table 1|"},
		{"[@smith, eq. 5]", "normal||smith|equation 5|"},
		{"[@smith, bk. 2]", "normal||smith|book 2|"},
		{"[@smith, no. 12; @b, fol. 3, 5]", "normal||smith|number 12| normal||b|folio 3, 5|"},
		{"[@smith pp. 33, 35-37, and nowhere else]", "normal||smith|page 33, 35-37|, and nowhere else"},
		{"[@smith and nowhere else]", "normal||smith|| and nowhere else"},
		{"[@smith, s.v. word]", "normal||smith||, s.v. word"},
		{"[@smith; and more]", "text||smith||"},
		{"a[^1]\n\n[^1]: @smith [p. 3] and [@b]", "text||smith|page 3| normal||b||"},
		{"[*see* @a p. **32**]", "normal|see|a|page 32|"},
		{"[@a\nand @b; @c]", "normal||a|| and @b normal||c||"},
		{"中文[@a]和@b。", "normal||a|| text||b||"},
		{"[@a, 第 3 页]", "normal||a|page 3| 页"},
	} {
		tree, _ := Parse([]byte(test.src), Options{File: "m"})
		if got := strings.Join(cited(tree), " "); got != test.want {
			t.Errorf("%q\n got: %s\nwant: %s", test.src, got, test.want)
		}
	}
}

func TestReferenceForms(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"@fig-x", "(p (ref fig-x))"},
		{"@Fig-x begins", `(p (ref fig-x) " begins")`},
		{"@fig:x and @eq:y", `(p (ref fig:x) " and " (ref eq:y))`},
		{"[-@fig-x]", "(p (ref fig-x))"},
		{"[Fig. @fig-x]", `(p (ref fig-x "Fig. %s"))`},
		{"[@fig-a; @fig-b]", `(p (ref fig-a) ", " (ref fig-b))`},
		{"{ref}`Words <fig-x>`", `(p (ref fig-x "Words"))`},
		{"{numref}`Figure %s <fig-x>`", `(p (ref fig-x "Figure %s"))`},
		{"{eq}`a, b`", `(p (ref a) ", " (ref b))`},
		{"[](#fig-x)", "(p (ref fig-x))"},
		{"[Fig. %s](#fig-x)", `(p (ref fig-x "Fig. %s"))`},
		{"## A title\n\n[](#a-title) and [words](#a-title)", `(h2 "A title") (p (ref a-title) " and " (ref a-title "words"))`},
		{"(here)=\nText @here.", `(target here) (p "Text " (ref here) ".")`},
		{"## Head {#sec-x}\n\n@sec-x", `(h2 "Head") (p (ref sec-x))`},
		{"![Cap](a.png){#fig-x}", `(figure figure fig-x (img a.png "") (caption (p "Cap")))`},
		{"| a |\n|---|\n\n: Cap {#tbl-x}", `(figure table tbl-x (table (tr (td "a"))) (caption (p "Cap")))`},
		{"Table: Cap {#tbl-x}\n\n| a |\n|---|", `(figure table tbl-x (table (tr (td "a"))) (caption (p "Cap")))`},
		{"$$ a = b $$ {#eq-z}", `(display eq-z "a = b")`},
		{"$$\na\n$$ (eq-z)", `(display eq-z "a")`},
		{"Text $$a$$ goes on.", `(p "Text") (display - "a") (p "goes on.")`},
		{"\\begin{align}\na &= b \\label{x}\n\\end{align}", `(display x "\\begin{align} a &= b \\end{align}")`},
		{"::: {#fig-p}\n![A](a.png){#fig-a}\n\n![B](b.png){#fig-b}\n\nBoth.\n:::", `(figure figure fig-p (figure figure fig-a (img a.png "") (caption (p "A"))) (figure figure fig-b (img b.png "") (caption (p "B"))) (caption (p "Both.")))`},
		{"::: {.callout-tip}\n## Title\nText.\n:::", `(box tip (title "Title") (p "Text."))`},
		{"::: {#thm-x}\n## Name\nText.\n:::", `(div (title "Name") (p "Text."))`},
		{"::: warning\nText.\n:::", `(box warning (p "Text."))`},
		{"::: {#refs}\n:::", "(bibliography)"},
		{"> [!NOTE]\n> Text.", `(box note (p "Text."))`},
		{"``` {.python .numberLines}\nx\n```", `(pre python "x")`},
		{"```math\na\n```", `(display - "a")`},
		{"[small]{.smallcaps}", `(p (sc "small"))`},
		{"Prices of $5 and $6.", `(p "Prices of $5 and $6.")`},
		{"A $x_1$, $y$-axis and \\$5.", `(p "A " (math "x_1") ", " (math "y") "-axis and $5.")`},
		{"`` {{val}}`x` `` and {{val}}`x`", "(p (code \"{{val}}`x`\") \" and {val}`x`\")"},
		{"H<sub>2</sub>O, <kbd>Ctrl</kbd> and <b>*x*</b><br>y", `(p "H" (sub "2") "O, " (kbd "Ctrl") " and " (strong (em "x")) (br) "y")`},
		{"{#sec-y .wide}\nText @sec-y", `(target sec-y) (p "Text " (ref sec-y))`},
		{"`{{python}} x`", `(p (code "{python} x"))`},
		{"\\{val}`x`", "(p \"{val}\" (code \"x\"))"},
		{"{  val  }`x`", "(p (Val))"},
		{"{val}``a ` b``", "(p (Val))"},
	} {
		tree, findings := Parse([]byte(test.src), Options{File: "m", Plain: true})
		for _, f := range findings {
			t.Errorf("%q: %v", test.src, f)
		}
		if got := strings.TrimSuffix(strings.TrimPrefix(essenceOf(tree).String(), "(root "), ")"); got != test.want {
			t.Errorf("%q\n got: %s\nwant: %s", test.src, got, test.want)
		}
	}
}

var (
	nativePattern = regexp.MustCompile(`(?s)citationId = "((?:[^"\\]|\\.)*)"\s*, citationPrefix =(.*?), citationSuffix =(.*?), citationMode = (\w+)`)
	nativeWord    = regexp.MustCompile(`Str\s+"((?:[^"\\]|\\.)*)"|Space|SoftBreak`)
	nativeEscape  = regexp.MustCompile(`\\(\d+)|\\&|\\(.)`)
)

func nativeText(s string) string {
	var b strings.Builder
	for _, m := range nativeWord.FindAllStringSubmatch(s, -1) {
		if !strings.HasPrefix(m[0], "Str") {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(unescapeNative(m[1]))
	}
	return b.String()
}

func unescapeNative(s string) string {
	return nativeEscape.ReplaceAllStringFunc(s, func(e string) string {
		if n, err := strconv.Atoi(e[1:]); err == nil {
			return string(rune(n))
		}
		return strings.TrimPrefix(strings.TrimPrefix(e, `\`), "&")
	})
}

// TestPandocCitations reads Pandoc's own test of citations and finds the works
// that it finds.
func TestPandocCitations(t *testing.T) {
	text, err := os.ReadFile(golden.Fixture(t, "markdown", "pandoc-citations", "markdown-citations.txt"))
	if err != nil {
		t.Fatal(err)
	}
	native, err := os.ReadFile(golden.Fixture(t, "markdown", "pandoc-citations", "markdown-citations.native"))
	if err != nil {
		t.Fatal(err)
	}
	modes := map[string]string{"NormalCitation": "normal", "AuthorInText": "text", "SuppressAuthor": "suppress"}
	var want []string
	for _, m := range nativePattern.FindAllStringSubmatch(string(native), -1) {
		it := ast.CiteItem{Key: unescapeNative(m[1]), Prefix: strings.TrimSpace(nativeText(m[2]))}
		it.Label, it.Locator, it.Suffix = splitLocator(nativeText(m[3]))
		want = append(want, printed(it, modes[m[4]]))
	}
	tree, _ := Parse(text, Options{File: "m"})
	got := cited(tree)
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("citation %d\n got: %s\nwant: %s", i+1, g, w)
		}
	}
	t.Logf("%d citations", len(want))
}

// TestPandocManuscripts reads the inputs of Pandoc's citation tests: nothing in
// them is a mistake to us, except what the table names.
func TestPandocManuscripts(t *testing.T) {
	data, err := os.ReadFile(golden.Fixture(t, "markdown", "pandoc-citations", "citeproc-commands.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct{ Command, Input string }
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	read := 0
	for i, c := range file.Cases {
		tree, findings := Parse([]byte(c.Input), Options{File: fmt.Sprintf("case %d", i)})
		bad := false
		for _, f := range findings {
			if strings.HasPrefix(f.Rule, "front-matter") || strings.Contains(c.Command, "-f ") {
				continue // other formats, and metadata of other tools
			}
			t.Logf("%v\n%s", f, c.Input)
			bad = true
		}
		for _, p := range unreported(tree) {
			t.Error(p)
		}
		if !bad {
			read++
		}
	}
	if want := len(file.Cases); read < want-2 {
		t.Errorf("%d of %d manuscripts are read without a finding", read, want)
	}
}

// What stands around a key keeps its markup, math and links.
func TestCitationMarkup(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"[*see* @a pp. **3**, $x^2$]", "{emphasis:see} ~ , |{math:}"},
		{"[e.g., @a, p. 3, and [links](https://e.org)]", "~ , |and {link:links}"},
		{"[see **also** @a, pp. 33-35 and *passim*; -@b, with H~2~O]", "see {emphasis:also} ~  |and {emphasis:passim} ~ , |with H{sub:2}O"},
		{"@a [p. 3, *really*] says", "~ , |{emphasis:really}"},
		{"[see @a [*a*] b]", "~  |[{emphasis:a}] b"},
		{"[plain @a, words]", "~"},
	} {
		tree, fs := Parse([]byte(test.src+"\n"), Options{File: "m"})
		if len(fs) > 0 {
			t.Errorf("%s: %v", test.src, fs)
		}
		var got []string
		walk(tree.Body, func(n gast.Node) {
			c, ok := n.(*ast.Cite)
			if !ok {
				return
			}
			for _, it := range c.Items {
				text := ""
				if w := it.Before.Words; w != nil {
					text = it.Before.Lead + wrapped(w, tree.Source) + " "
				}
				text += "~"
				if w := it.After.Words; w != nil {
					lead := it.After.Lead
					if it.Suffix[0] == ' ' {
						lead += " "
					}
					text += " " + lead + "|" + wrapped(w, tree.Source)
				}
				got = append(got, text)
			}
		})
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s\n got: %q\nwant: %q", test.src, s, test.want)
		}
	}
}
