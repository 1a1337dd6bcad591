package markdown

import (
	"io/fs"
	"strings"
	"testing"

	"reckon/internal/diag"
)

// parseFiles reads a manuscript beside other files of a project.
func parseFiles(src string, files map[string]string) (*Tree, diag.List) {
	return Parse([]byte(src), Options{File: "m", ReadFile: func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}})
}

func TestFindings(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"unknown role", "A {vel}`x`.", "m:1:3: no role is called {vel} [role-unknown]\ndid you mean val?"},
		{"unclosed role", "Text\nand {val}`x here.", "m:2:5: no ` ends the role {val} begun here [role-unclosed]\nadd ` where the body ends"},
		{"role across paragraphs", "{val}`x\n\ny`", "m:1:1: no ` ends the role {val} begun here [role-unclosed]\nadd ` where the body ends"},
		{"backtick inside braces", "{val`x`}", "m:1:1: the braces of the role {val} cannot be read [role-malformed]\nwrite {val}`…`"},
		{"space before the body", "{val} `x`", "m:1:1: a space parts the role {val} from its body [role-malformed]\nwrite {val}`…`"},
		{"role without body", "As {val} does", "m:1:4: the role {val} has no body [role-malformed]\nwrite {val}`…`; a doubled brace, {{val}}`…`, prints it as text"},
		{"empty value", "{val}` `", "m:1:1: the role {val} is empty [role-malformed]\nwrite the name of a quantity, a formula or words between the backticks"},
		{"option of a role", "{formula value=1}`x`", "m:1:10: the role {formula} has no option \"value\" [option-unknown]\ndid you mean values?"},
		{"directive as role", "{plot}`x`", "m:1:1: {plot} is a directive, not a role [role-unknown]\nwrite it as a directive: ```{plot} on a line of its own"},
		{"role as directive", "```{val}\nx\n```", "m:1:5: {val} is a role, not a directive [directive-unknown]\nwrite {val}`…` in the text"},
		{"unknown directive", "Text.\n\n```{plott}\n:x: 1\n```", "m:3:5: no directive is called {plott} [directive-unknown]\ndid you mean plot?"},
		{"unclosed directive", "a\n\n```{plot} T\n:x: 1\n\nMore text.\n\n## Heading", "m:3:1: no ``` closes {plot} begun here [directive-unclosed]\nadd a line ``` where it ends"},
		{"unclosed before another", "```{plot} T\n:x: 1\n\ntext\n\n```{note}\nbody\n```\n\nend", "m:1:1: {plot} is not closed before another fence begins [directive-unclosed]\nclose it with ```, or give it a longer fence than what it holds"},
		{"unclosed colons", ":::{note}\ntext\n", "m:1:1: no ::: closes {note} begun here [directive-unclosed]\nadd a line ::: where it ends"},
		{"unclosed in a list", "- a\n\n  ```{note}\n  text\n\nb", "m:3:3: no ``` closes {note} begun here [directive-unclosed]\nadd a line ``` where it ends"},
		{"two names", "```{note tip}\nx\n```", "m:1:4: two names, note and tip, stand in the braces [directive-malformed]\nwrite ```{name} argument"},
		{"open brace", "```{note\nx\n```", "m:1:4: the braces behind the fence cannot be read [directive-malformed]\nwrite ```{name} argument"},
		{"unknown option", "```{plot} T\n:lable: fig-x\n```", "m:2:2: {plot} has no option \"lable\" [option-unknown]\ndid you mean label?"},
		{"bad length", "```{image} a.png\n:width: wide\n```", "m:2:9: the option \"width\" of {image} needs a length, not \"wide\" [option-invalid]\nwrite 60%, 300px or 12cm"},
		{"bad integer", "```{code}\n:lineno-start: x\na\n```", "m:2:16: the option \"lineno-start\" of {code} needs a whole number, not \"x\" [option-invalid]"},
		{"bad flag", "```{dropdown} T\n:open: maybe\na\n```", "m:2:8: the option \"open\" of {dropdown} takes no value, or true or false, not \"maybe\" [option-invalid]"},
		{"option twice", "```{image} a.png\n:alt: a\n:alt: b\n```", "m:3:2: the option \"alt\" of {image} is given twice; the first one counts [option-repeated]\nremove one of the two"},
		{"options not YAML", "```{image} a.png\n---\nalt: [\n---\n```", "m:4:1: the options cannot be read: did not find expected node content [option-invalid]\nwrite one `key: value` on each line"},
		{"missing argument", "```{image}\n```", "m:1:1: {image} needs file of an image behind its name [argument-missing]"},
		{"empty figure", "```{figure}\n:label: x\nOnly words.\n```", "m:1:1: {figure} has nothing to show [argument-missing]\nname the file of an image behind {figure}, or put images into the body"},
		{"body of ledger", "```{ledger}\ntext\n```", "m:2:1: {ledger} has no body [body-unexpected]\nmove the text behind the closing fence"},
		{"code cell", "```{code-cell} python\n1+1\n```", "m:1:1: {code-cell}: nothing in a manuscript is executed [code-not-run]\ndeclare the numbers in the model; show code with {code-block}"},
		{"quarto cell", "```{python}\n#| label: fig-x\n1\n```", "m:1:5: a cell in python is not run: nothing in a manuscript is executed [code-not-run]\ndeclare the numbers in the model; show code with {code-block}"},
		{"inline code", "is `{python} x` or `r y`", "m:1:4: inline code in python is not run: nothing in a manuscript is executed [code-not-run]\ndeclare the number in the model and print it with {val}\nm:1:20: inline code in R is not run: nothing in a manuscript is executed [code-not-run]\ndeclare the number in the model and print it with {val}"},
		{"eval", "{eval}`x`", "m:1:1: nothing in a manuscript is executed [code-not-run]\ndeclare the number in the model and print it with {val}"},
		{"raw", "{raw:tex}`\\LaTeX`", "m:1:1: text for one output format only is not printed [raw-refused]\nwrite it in Markdown"},
		{"raw attribute", "`<b>`{=html}", "m:1:6: text for one output format only, html, is not printed [raw-refused]\nwrite it in Markdown"},
		{"mermaid", "```{mermaid}\na-->b\n```", "m:1:1: {mermaid}: diagrams are not drawn from text [directive-refused]\ndraw an SVG file and show it with {figure}"},
		{"bad unit", "{si}`100 m/s`", "m:1:6: \"100 m/s\" is not a number with a unit [role-malformed]\nwrite a number and names of units, such as 100 <\\hertz>; a quantity of the model prints with {val}"},
		{"cite role", "{cite}`a b`", "m:1:8: \"a b\" is not a citation key [citation-malformed]\nwrite keys parted by commas, such as {cite}`key1, key2`"},
		{"bad label", "{ref}`a{b}`", "m:1:7: \"a{b}\" is not a label [label-malformed]\na label has letters, digits and - _ : . only"},
		{"no term", "{term}`Enthalpi`\n\n```{glossary}\nEnthalpy\n: heat\n```", "m:1:1: no glossary defines the term Enthalpi [term-unknown]\ndid you mean enthalpy?"},
		{"empty glossary", "```{glossary}\nwords\n```", "m:1:1: {glossary} holds no definition list [glossary-empty]\nwrite a term on one line and `: its definition` on the next"},
		{"list-table", "```{list-table}\n- - a\n  - b\n- - c\n```", "m:4:1: this row of {list-table} has 1 cells, the first one 2 [table-malformed]\nwrite each row as * - cell, with the further cells as - cell below"},
		{"no table", "```{table} T\nwords\n```", "m:1:1: {table} holds no table [table-malformed]\nwrite rows of | cells | with a line of |---| below the head"},
		{"csv", "```{csv-table}\na,\"b\n```", "m:2:5: the comma-separated values cannot be read: extraneous or missing \" in quoted-field [table-malformed]\nput values with commas or quotes in double quotes, and double a quote inside"},
		{"long row", "| a |\n|---|\n| b | c |", "m:3:7: this row has more cells than the head of the table; the rest is not printed [table-row-long]\nadd a column to the head, or write \\| for a bar in the text"},
		{"footnote", "a[^x]\n\n[^y]: note", "m:1:2: no footnote is called \"x\" [footnote-undefined]\ndid you mean y?\nm:3:1: nothing refers to the footnote \"y\"; it is not printed [footnote-unused]\nrefer to it with [^y]"},
		{"footnote twice", "a[^x]\n\n[^x]: note\n[^x]: again", "m:4:1: the footnote \"x\" is defined twice; the first one, at m:3:1, counts [footnote-repeated]"},
		{"open equation", "$$\na = b\n\ntext", "m:1:1: no $$ closes the equation begun here [equation-unclosed]\nadd $$ where it ends"},
		{"open environment", "\\begin{align}\na\n", "m:1:1: no \\end{align} closes the environment begun here [equation-unclosed]\nadd a line \\end{align}"},
		{"unknown link", "[*a*](#nowhere)", "m:1:7: nothing is labelled nowhere [reference-unknown]"},
		{"no such file", "```{include} x.md\n```", "m:1:14: x.md cannot be read: file does not exist [file-missing]\npaths are relative to the manuscript"},
		{"outside", "```{include} ../x.md\n```", "m:1:14: ../x.md lies outside of the project [path-outside]\nkeep the file in the project and write its path relative to the manuscript"},
		{"itself", "```{include} m\n```", "m:1:14: m includes itself [include-cycle]\nremove one of the includes"},
		{"level skipped", "## A\n\n#### B", "m:3:1: a heading of level 4 follows one of level 2 [heading-skips]\nwrite ###"},
		{"link twice", "[a]\n\n[a]: b\n[a]: c", "m:4:1: the link [a] is defined twice; the first one, at m:3:1, counts [link-repeated]"},
		{"HTML", "a <font x=1>b</font> H<sub>2</sub>O<br>c", "m:1:3: the HTML <font x=1> has no effect [html-ignored]\nwrite it in Markdown; code goes between backticks"},
		{"percent at a line's start", "The brain uses 20\n% of the energy.", "m:2:1: this line begins with % and is a comment; it is not printed [comment-after-number]\nput the sign on the line of its number"},
		{"not UTF-8", "a\nb\xffc", "m:2:2: byte 0xff is not UTF-8 [text-encoding]\nsave the file as UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, findings := parseFiles(test.src, nil)
			if got := listed(findings); got != test.want {
				t.Errorf("%q\n got: %s\nwant: %s", test.src, got, test.want)
			}
			for _, p := range unreported(tree) {
				t.Error(p)
			}
		})
	}
}

// listed prints findings with their hints.
func listed(findings diag.List) string {
	var lines []string
	for _, f := range findings {
		lines = append(lines, f.Error())
		if f.Hint != "" {
			lines = append(lines, f.Hint)
		}
	}
	return strings.Join(lines, "\n")
}

func TestFrontMatterFindings(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"unknown key", "---\ntitel: T\n---\n", "m:2:1: no key of the front matter is called titel [front-matter-unknown]\ndid you mean title?"},
		{"quotes for a role", "---\ntitle: The {val}`a : .0f` brain\n---\n", "m:2:20: the front matter cannot be read: a colon and a space cannot stand in unquoted text [front-matter-invalid]\na text with a role needs quotes: title: 'The {val}`a : .0f` brain'"},
		{"role first", "---\nlang: en\ntitle: {val}`x` is small\n---\n", "m:3:13: the front matter cannot be read: unquoted text cannot begin with '`' [front-matter-invalid]\na text with a role needs quotes: title: '{val}`x` is small'"},
		{"key twice", "---\ntitle: A\ntitle: B\n---\n", "m:3:1: title is given twice, first at m:2:1 [front-matter-repeated]\nremove one of the two"},
		{"not a mapping", "---\n- a\n---\n", "m:2:1: the front matter is not a mapping of keys to values [front-matter-invalid]\nwrite one `key: value` on each line"},
		{"date", "---\ndate: some day\n---\n", "m:2:7: the date \"some day\" is not in ISO form [front-matter-invalid]\nwrite year-month-day, such as 2026-03-31"},
		{"orcid", "---\nauthors:\n  - name: A\n    orcid: 123\n---\n", "m:4:12: \"123\" is not an ORCID [front-matter-invalid]\nan ORCID has the form 0000-0002-1825-0097"},
		{"key of an author", "---\nauthors:\n  - name: A\n    emial: x\n---\n", "m:4:5: an author has no key emial [front-matter-unknown]\ndid you mean email?"},
		{"no e-mail", "---\nauthors: [{name: A, corresponding: true}]\n---\n", "m:2:11: the corresponding author has no e-mail address [front-matter-invalid]\nadd email: …"},
		{"style", "---\ncitations: apa\n---\n", "m:2:12: no style of citations is called \"apa\" [front-matter-invalid]\nwrite numeric or author-date"},
		{"style in CSL", "---\ncitations: nature.csl\n---\n", "m:2:12: styles in CSL are not read: citations are numeric [front-matter-invalid]\nwrite numeric or author-date"},
		{"short title", "---\nshort_title: 'A short title that is much longer than a short title'\n---\n", "m:2:15: short_title has 52 characters, more than the 40 that readers of it take [front-matter-long]"},
		{"title is a list", "---\ntitle: [a]\n---\n", "m:2:8: title is not a text [front-matter-invalid]\nwrite it behind the colon, without brackets and braces"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, findings := parseFiles(test.src, nil)
			if got := listed(findings); got != test.want {
				t.Errorf("%q\n got: %s\nwant: %s", test.src, got, test.want)
			}
		})
	}
}
