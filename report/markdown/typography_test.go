package markdown

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/golden"
)

func TestTypography(t *testing.T) {
	for _, test := range []struct{ lang, src, want string }{
		{"en", `"Double" and 'single', it's the '90s.`, "“Double” and ‘single’, it’s the ’90s."},
		{"en", `("in brackets") and *"in emphasis"*`, "(“in brackets”) and “in emphasis”"},
		{"en", `He said "she said 'yes'".`, "He said “she said ‘yes’”."},
		{"en", "1--2 and a---b, or ----", "1–2 and a—b, or ----"},
		{"en", "wait... and ....", "wait… and ...."},
		{"en", "the dogs' bones", "the dogs’ bones"},
		{"en", "`\"code\" --` and $a--b$ and \\\"plain\\\"", "\"code\" -- and a--b and \"plain\""},
		{"en", `5'6 is {lit}` + "`5'6\"`", `5’6 is 5'6"`},
		{"de", `"Doppelt" und 'einfach'`, "„Doppelt“ und ‚einfach‘"},
		{"de-AT", `"Doppelt"`, "„Doppelt“"},
		{"fr", `"Guillemets" et l'eau`, "«\u00a0Guillemets\u00a0» et l’eau"},
		{"es", `"Comillas"`, "«Comillas»"},
		{"zh", `这是"重要"的`, "这是“重要”的"},
		{"ja", `これは"重要"です`, "これは「重要」です"},
		{"xx", `"Other"`, "“Other”"},
		{"zh", "第一行\n第二行", "第一行第二行"},
		{"zh", "第一行，\n这里", "第一行，这里"},
		{"zh", "一行 and\n中文", "一行 and 中文"},
		{"zh", "**粗**\n中文", "粗中文"},
		{"ja", "ひらがな\nカタカナ", "ひらがなカタカナ"},
		{"ko", "한국어\n한국어", "한국어 한국어"},
	} {
		tree, _ := Parse([]byte("---\nlang: "+test.lang+"\n---\n\n"+test.src), Options{File: "m"})
		if got := PlainText(tree.Body, tree.Source); got != test.want {
			t.Errorf("%s: %q\n got: %q\nwant: %q", test.lang, test.src, got, test.want)
		}
	}
}

// A text without markup has the marks of prose.
func TestTypeset(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"en", "the cortex's share -- \"all\" of it...", "the cortex’s share – “all” of it…"},
		{"de", "die \"Rinde\" 5-10 %", "die „Rinde“ 5-10 %"},
		{"fr", "l'\"eau\"", "l’«\u00a0eau\u00a0»"},
		{"en", "'so' ---- 1..2", "‘so’ ---- 1..2"},
		{"en", "plain", "plain"},
	} {
		if got := Typeset(test.text, test.lang); got != test.want {
			t.Errorf("%s %q: got %q, want %q", test.lang, test.text, got, test.want)
		}
	}
}

// Emphasis beside Chinese and Japanese punctuation is read as it is meant.
func TestEmphasisInChinese(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"这是**“重要”**的", `(p "这是" (strong "“重要”") "的")`},
		{"**结论：**第二", `(p (strong "结论：") "第二")`},
		{"**A（b）**中文", `(p (strong "A（b）") "中文")`},
		{"请*注意*。", `(p "请" (em "注意") "。")`},
		{"これは**「重要」**です", `(p "これは" (strong "「重要」") "です")`},
		{"a**\"b\"**c", `(p "a**\"b\"**c")`},
	} {
		tree, _ := Parse([]byte(test.src), Options{File: "m", Plain: true})
		if got := essenceOf(tree).String(); got != "(root "+test.want+")" {
			t.Errorf("%q\n got: %s\nwant: (root %s)", test.src, got, test.want)
		}
	}
}

func TestAbbreviations(t *testing.T) {
	src := "---\nabbreviations: {ATP: adenosine triphosphate, GM: grey matter, GM ATP: both}\n---\n\nATP, ATPase and GM ATP in [ATP](x), `ATP`; 用ATP的。"
	tree, _ := Parse([]byte(src), Options{File: "m", Plain: true})
	want := `(root (p (abbr "ATP") ", ATPase and " (abbr "GM ATP") " in " (a x "ATP") ", " (code "ATP") "; 用" (abbr "ATP") "的。"))`
	if got := essenceOf(tree).String(); got != want {
		t.Errorf(" got: %s\nwant: %s", got, want)
	}
}

func TestSlugs(t *testing.T) {
	data, err := os.ReadFile(golden.Fixture(t, "markdown", "slugs", "slugs.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct {
			Name, Preset, Input, Slug, Expected string
			Existing                            []string
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	for _, c := range file.Cases {
		got := c.Expected
		switch {
		case c.Preset == "github":
			got = slugOf(c.Input)
		case c.Preset == "":
			seen := map[string]int{}
			for _, s := range c.Existing {
				seen[s]++
			}
			got = uniqueSlug(c.Slug, seen)
		}
		if got != c.Expected {
			t.Errorf("%s: %q gives %q, not %q", c.Name, c.Input+c.Slug, got, c.Expected)
		}
	}
}

// The table of roles and directives is complete and without doubles: the
// reference page and suggestions are printed from it.
func TestTable(t *testing.T) {
	roles, directives := Table()
	seen := map[string]bool{}
	check := func(kind, name, help string, options []OptionSpec) {
		if seen[kind+name] {
			t.Errorf("%s %s is there twice", kind, name)
		}
		seen[kind+name] = true
		if help == "" || strings.HasSuffix(help, ".") {
			t.Errorf("%s %s: line of help %q", kind, name, help)
		}
		names := map[string]bool{}
		for _, n := range optionNames(options) {
			if names[n] {
				t.Errorf("%s %s has the option %s twice", kind, name, n)
			}
			names[n] = true
		}
	}
	for _, r := range roles {
		for _, name := range append([]string{r.Name}, r.Aliases...) {
			check("role", name, r.Help, r.Options)
		}
		if r.Argument == "" {
			t.Errorf("role %s: no word on its body", r.Name)
		}
	}
	for _, d := range directives {
		for _, name := range append([]string{d.Name}, d.Aliases...) {
			check("directive", name, d.Help, d.Options)
		}
	}
	for _, name := range strings.Fields("abbr abbreviation chem chemicalformula cite cite:p cite:t cite:ps cite:ts cite:ct cite:cts cite:alp cite:alps cite:label cite:labelpar cite:year cite:yearpar " +
		"cite:author cite:authors cite:authorpar cite:authorpars cite:cauthor cite:cauthors del strike math ref eq numref prf:ref doc download index term si eval sc smallcaps sub sup u kbd span raw:tex raw:typ") {
		if !seen["role"+name] {
			t.Errorf("the role %s is not known", name)
		}
	}
	for _, name := range strings.Fields("attention caution danger error important hint note seealso tip warning admonition figure image iframe table list-table csv-table math code code-block sourcecode code-cell " +
		"include literalinclude embed bibliography glossary toc mermaid proof exercise tab-set grid card aside dropdown raw plot formula quantities claims assumptions ledger") {
		if !seen["directive"+name] {
			t.Errorf("the directive %s is not known", name)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	src := "---\ntitle: A\nsubtitle: B\nshort_title: S\nauthor:\n  - name: {given: Ada, family: Example}\n    orcid: https://orcid.org/0000-0002-1825-0097\n    affiliation: Uni A; Uni B\n    roles: [Writing]\n  - Bob\n" +
		"institute: Uni B\nlicense: {content: CC-BY-4.0, code: MIT}\nkeywords: a, b\ntags: [c]\ndoi: https://doi.org/10.1/x\nmodel: [m.yaml]\nbibliography: refs.bib\ncsl: author-date\nnumber-sections: false\n" +
		"math: {'\\R': '\\mathbb{R}', x: {macro: y}}\nnocite: |\n  @a, @b\ntranslations: {zh: zh.md}\ntoc: false\ngrouping: comma\ndate: 2026-03-31T10:00\nexports: [{format: pdf}]\n---\n"
	tree, findings := Parse([]byte(src), Options{File: "m"})
	for _, f := range findings {
		t.Errorf("%v", f)
	}
	f := tree.Front
	for _, test := range []struct {
		name      string
		got, want any
	}{
		{"author", f.Authors[0].Name, "Ada Example"}, {"orcid", f.Authors[0].ORCID, "0000-0002-1825-0097"},
		{"affiliations", len(f.Affiliations), 2}, {"second affiliation of the first", f.Affiliations[f.Authors[0].Affiliations[1]].Name, "Uni B"},
		{"second author", f.Authors[1].Name, "Bob"}, {"license", f.License, "CC-BY-4.0"}, {"keywords", strings.Join(f.Keywords, " "), "a b c"},
		{"doi", f.DOI, "10.1/x"}, {"model", f.Model[0].Text, "m.yaml"}, {"place of the model", f.Model[0].At.String(), "m:16:9"},
		{"bibliography", f.Bibliography[0].Text, "refs.bib"}, {"citations", f.Citations, "author-date"}, {"sections", f.NumberSections, false},
		{"macro", f.Macros[`\R`], `\mathbb{R}`}, {"macro with macro", f.Macros[`\x`], "y"}, {"nocite", strings.Join(f.Nocite, " "), "a b"},
		{"translations", f.Translations[0].Text, "zh.md"}, {"toc", f.TOC, false}, {"grouping", f.Grouping, "comma"}, {"date", f.Date.Text, "2026-03-31"},
		{"short title", f.ShortTitle.Text, "S"},
	} {
		if test.got != test.want {
			t.Errorf("%s is %v, not %v", test.name, test.got, test.want)
		}
	}
}

func TestTitle(t *testing.T) {
	for _, test := range []struct{ src, title, body string }{
		{"# T\n\ntext", "T", "text"},
		{"---\ntitle: T\n---\n\n# T\n\ntext", "T", "text"},
		{"---\ntitle: T\n---\n\n# Other\n\ntext", "T", "Other text"},
		{"---\ntitle: null\n---\n\n# T\n\ntext", "", "T text"},
		{"## T\n\ntext", "", "T text"},
		{"---\n\n# A rule above", "A rule above", ""},
	} {
		tree, _ := Parse([]byte(test.src), Options{File: "m"})
		title := ""
		if tree.Title != nil {
			title = PlainText(tree.Title, tree.Source)
		}
		if body := PlainText(tree.Body, tree.Source); title != test.title || body != test.body {
			t.Errorf("%q: title %q, body %q", test.src, title, body)
		}
	}
}

// Included files are part of the tree, with places of their own.
func TestInclude(t *testing.T) {
	files := map[string]string{"parts/a.md": "---\ntitle: ignored\n---\nIncluded {val}`x`[^n].\n\n```{include} b.md\n:heading-offset: 1\n```\n", "parts/b.md": "# Deep\n\n[^n]: A note.\n", "t.csv": "a,b\n1,\"{val}`y`\"\n"}
	src := "Before.\n\n```{include} parts/a.md\n```\n\n```{csv-table} T\n:file: t.csv\n:header-rows: 1\n```\n\n```{literalinclude} t.csv\n:lines: 2\n```\n"
	tree, findings := parseFiles(src, files)
	for _, f := range findings {
		t.Errorf("%v", f)
	}
	files["m"] = src
	for _, p := range misplaced(files, tree) {
		t.Error(p)
	}
	want := `(root (p "Before.") (p "Included " (Val) (note) ".") (h2 "Deep") (figure table - (table (tr (td "a") (td "b")) (tr (td "1") (td (Val)))) (caption (p "T"))) (pre - "1,\"{val}` + "`y`" + `\"") (notes (notebody (p "A note."))))`
	if got := essenceOf(tree).String(); got != want {
		t.Errorf(" got: %s\nwant: %s", got, want)
	}
	var _ gast.Node = tree.Body
}
