package math

import (
	"regexp"
	"strings"
	"testing"

	"reckon/internal/diag"
)

func TestFindings(t *testing.T) {
	for _, test := range []struct{ name, tex, want, hint string }{
		{"unknown command", `a + \aplha`, `m:3:9: no command is called \aplha [math-unknown-command]`, `did you mean \alpha?`},
		{"unknown, nothing near", `\foo`, `m:3:5: no command is called \foo [math-unknown-command]`, `\text{foo} prints the word; the front matter's math: declares a macro`},
		{"a macro of one letter", `\E[x]`, `m:3:5: no command is called \E [math-unknown-command]`, `declare the macro in the front matter: math: {'\E': '…'}`},
		{"a reference", `\eqref{eq:a}`, `m:3:5: no command is called \eqref [math-unknown-command]`, "a formula does not refer to others; write {eq}`label` in the text beside it"},
		{"on the second line", "a\n + \\aplha", `m:4:4: no command is called \aplha [math-unknown-command]`, `did you mean \alpha?`},
		{"runes are counted", `电流 \aplha`, `m:3:8: no command is called \aplha [math-unknown-command]`, `did you mean \alpha?`},
		{"backslash at the end", `a\`, `m:3:6: nothing follows \ [math-unknown-command]`, `write \backslash for the sign`},
		{"in a macro's argument", `\pair{a}{\aplha}`, `m:3:14: no command is called \aplha [math-unknown-command]`, `did you mean \alpha?`},
		{"in a macro's body", `x \broken`, `m:3:7: no command is called \aplha [math-unknown-command]`, `did you mean \alpha?`},
		{"brace open", `\frac{a}{b`, `m:3:13: { is never closed [math-brace-unbalanced]`, `add } where it ends`},
		{"brace closes nothing", `a}`, `m:3:6: } closes nothing [math-brace-unbalanced]`, `remove it, or write \} for the sign`},
		{"option open", `\sqrt[3{x}`, `m:3:10: [ is never closed [math-brace-unbalanced]`, `add ] where it ends`},
		{"brace in a table", `\begin{matrix} a } \end{matrix}`, `m:3:22: } closes nothing [math-brace-unbalanced]`, `remove it, or write \} for the sign`},
		{"open text", `\text{if $x`, `m:3:10: { is never closed [math-brace-unbalanced]`, `add } where it ends`},
		{"dollar in text", `\text{if $x}`, `m:3:14: $ is never closed [math-brace-unbalanced]`, `write \$ for the sign`},
		{"double superscript", `x^2^3`, `m:3:8: double superscript [math-double-script]`, `braces tell which is meant: {x^a}^b or x^{a^b}`},
		{"double subscript", `x_1_2`, `m:3:8: double subscript [math-double-script]`, `braces tell which is meant: {x_a}_b or x_{a_b}`},
		{"prime behind a power", `x^2'`, `m:3:8: a prime follows a superscript [math-double-script]`, `write the prime first, or braces: {x^2}'`},
		{"one argument of two", `\frac{a}`, `m:3:5: \frac needs 2 arguments [math-argument-missing]`, `write \frac{…}{…}`},
		{"no argument", `\sqrt`, `m:3:5: \sqrt needs an argument [math-argument-missing]`, `write \sqrt{…}`},
		{"no script", `x^`, `m:3:6: nothing follows ^ [math-argument-missing]`, `write what stands there, in braces`},
		{"script before a brace", `{x_}`, `m:3:7: nothing follows _ [math-argument-missing]`, `write what stands there, in braces`},
		{"left without right", `\left( x`, `m:3:5: \left has no \right [math-delimiter]`, `\right. closes without a sign`},
		{"right without left", `x \right)`, `m:3:7: \right has no \left [math-delimiter]`, `\left. opens without a sign`},
		{"no delimiter", `\left a x \right)`, `m:3:11: a is no delimiter for \left [math-delimiter]`, `. is an invisible delimiter`},
		{"environment open", `\begin{matrix} a`, `m:3:5: \begin{matrix} has no \end{matrix} [math-environment]`, `add \end{matrix}`},
		{"environment crossed", `\begin{matrix} a \end{pmatrix}`, `m:3:27: \end{pmatrix} closes \begin{matrix} [math-environment]`, `write \end{matrix}`},
		{"end alone", `a \end{matrix}`, `m:3:7: \end{matrix} has no \begin{matrix} [math-environment]`, `add \begin{matrix} before, or remove it`},
		{"environment unknown", `\begin{pmatrx} a \end{pmatrx}`, `m:3:12: no environment is called "pmatrx" [math-unknown-environment]`, `did you mean pmatrix?`},
		{"stray &", `a & b`, `m:3:7: & stands outside an alignment [math-misplaced]`, `\begin{aligned} … \end{aligned} makes one; write \& for the sign`},
		{"stray limits", `x\limits_a`, `m:3:6: \limits does not follow an operator [math-misplaced]`, `\mathop{…} makes one`},
		{"two fractions in a group", `a \over b \over c`, `m:3:15: \over follows \over in one group [math-misplaced]`, `braces tell which is meant: {a \over b} \over c`},
		{"script in text", `\text{a_b}`, `m:3:12: _ has no meaning in text [math-misplaced]`, `write \_ for the sign, or $…$ for math`},
		{"colour", `\color{rde} x`, `m:3:12: no colour is called "rde" [math-color]`, `did you mean red?`},
		{"unit", `\qty{3}{\kilo\wat}`, `m:3:18: no unit is called \wat [math-unit-unknown]`, `did you mean \watt?`},
		{"number", `\num{12a}`, `m:3:12: a does not belong in a number [math-number]`, `\num{1.2e-3} and \qty{1.2e-3}{\metre} take plain numbers; use $…$ for formulas`},
		{"bond", `\ce{A\bond{x}B}`, `m:3:10: no bond is written "x" [math-chemistry]`, `\bond{-}, \bond{=}, \bond{#}, \bond{~}, \bond{...}`},
		{"macro", `\newcommand{\a}{#1} \a`, `m:3:5: \a uses #1 but declares 0 arguments [math-macro]`, ``},
		{"endless macro", `\loop`, `m:3:5: the formula has more than 2000 macro calls [math-too-large]`, `does \loop call itself?`},
		{"comment", `50 % of`, `m:3:8: % hides the rest of the formula [math-comment]`, `write \% for the sign`},
		{"comment hides a brace", `\text{50 % of}`, `m:3:14: % hides the rest of the formula [math-comment]`, `write \% for the sign`},
		{"character", "a\x01", `m:3:6: the character U+0001 cannot be printed [math-character]`, ``},
		{"length", `\hspace{3foo}`, `m:3:13: "3foo" is no length [math-length]`, `a length is a number and one of em, ex, mu, pt, mm, cm, in`},
	} {
		t.Run(test.name, func(t *testing.T) {
			macros := map[string]string{"pair": `\langle #1, #2\rangle`, `\broken`: `\frac{1}{\aplha}`, "loop": `\loop x`}
			tree, fs := Parse(test.tex, diag.Pos{File: "m", Line: 3, Column: 5}, macros)
			if len(fs) != 1 || fs[0].Error() != test.want || fs[0].Hint != test.hint {
				t.Errorf("Parse(%q)\n got: %v\nhint: %v\nwant: %s\nhint: %s", test.tex, fs, hints(fs), test.want, test.hint)
			}
			if err := wellFormed(tree.MathML(true)); err != nil {
				t.Error(err)
			}
			checkBox(t, tree.Layout(10, true))
		})
	}
}

func hints(fs diag.List) []string {
	var all []string
	for _, f := range fs {
		all = append(all, f.Hint)
	}
	return all
}

func TestDepth(t *testing.T) {
	for _, open := range []string{"{", `\frac{`, `x^{`, `\left(`, `\begin{matrix}`, `\text{`, `\hat`, `\displaystyle{`, `\sqrt`, `\ce{{`} {
		_, fs := Parse(strings.Repeat(open, 5000), diag.Pos{}, nil)
		if len(fs) == 0 || fs[len(fs)-1].Rule == "" || len(fs) > 2 {
			t.Errorf("%s nested 5000 times: %d findings: %v", open, len(fs), fs[:min(len(fs), 3)])
		}
	}
	if _, fs := Parse(strings.Repeat("x", maxSource+1), diag.Pos{}, nil); len(fs) != 1 || fs[0].Rule != "math-too-large" {
		t.Errorf("too long a formula: %v", fs)
	}
	if _, fs := Parse(`\a`, diag.Pos{}, map[string]string{"a": `\b\b`, "b": `\c{xxxxxxxxxx}\c{x}`, "c": "#1#1#1#1#1\\a"}); len(fs) != 1 || fs[0].Rule != "math-too-large" {
		t.Errorf("macros that multiply: %v", fs)
	}
}

var pageMath = regexp.MustCompile(`\$+([^$]+)\$+`)

// The example of each rule's page causes that rule, once, and its mended form
// nothing. This reads the formulas alone; the pages are run whole elsewhere.
func TestRulePages(t *testing.T) {
	n := 0
	for _, rule := range diag.Rules() {
		if !strings.HasPrefix(rule, "math-") {
			continue
		}
		n++
		page, err := diag.Explain(rule)
		if err != nil {
			t.Fatal(err)
		}
		read := func(text string) (all diag.List) {
			for _, m := range pageMath.FindAllStringSubmatch(text, -1) {
				_, fs := Parse(m[1], diag.Pos{}, nil)
				all = append(all, fs...)
			}
			return all
		}
		if fs := read(page.Wrong["paper.md"]); len(fs) != 1 || fs[0].Rule != rule {
			t.Errorf("the wrong example of %s gives %v", rule, fs)
		}
		if fs := read(page.Mended["paper.md"]); len(fs) != 0 {
			t.Errorf("the mended example of %s gives %v", rule, fs)
		}
	}
	if n < 17 {
		t.Errorf("%d pages of rules", n)
	}
}
