package math

import (
	"strings"
	"testing"

	"reckon/internal/diag"
)

// seeds are formulas that exercise every part of the parser; they feed the
// fuzz target and the benchmarks.
var seeds = []string{
	`x`, `\frac{a}{b} + \tfrac12 + {a \over b}`, `\sqrt[3]{x} \root 3 \of x`, `\sum_{i=1}^n \int\limits_0^1`, `f'^2_3 ''`, `x²₃⁻¹`,
	`\left( \frac12 \middle| x \right.`, `\begin{pmatrix} a & b \\[2pt] c \end{pmatrix}`, `\begin{array}{|l@{\quad}c||*{3}{r}|} \hline a & \multicolumn{2}{c}{b} \\ \hline \end{array}`,
	`\begin{align} a &= b \label{x}\tag{1}\\ &= c \nonumber \end{align}`, `\begin{cases} x & \text{if $y$} \\ 0 \end{cases}`, `\hat{i} \vec v \widehat{abc} \underbrace{a+b}_{n}`,
	`\xrightarrow[a]{b} \stackrel{!}{=} \overset{a}{b}`, `\text{a \textbf{b} \'e $x$}`, `\color{red} x \textcolor{#00f}{y}`, `\newcommand{\a}[2][x]{#1#2} \a{y} \a[z]{y}`,
	`\def\x{\x\x}\x`, `\qty{3.5e3}{\kilo\watt\per\metre\squared} \unit{m.s^{-2}} \num{1.2(3)e-4} \ang{1;2;3} \qtyrange{1}{2}{\um} \numlist{1;2}`,
	`\ce{SO4^2- + ^{227}_{90}Th -> [a][b] C v} \ce{CH3-CH=CH2 ^}`, `\not= \boxed{x} \cancel{y} \phantom{z} \smash{x} \mathrlap{x}`, `\displaystyle \large \bf x`,
	`\hspace{1cm} \kern 3pt \, \! \quad`, `\operatorname*{arg\,max}_x \mathop{x}\limits_a`, `\substack{a\\b} \begin{substack} \end{foo}`, `} & # $ % x`, `\big( \Bigg| \bigl\{`,
	`\mathbb{R}\mathcal{L}\boldsymbol{\beta} \mathrm{kg}`, `\genfrac(]{0pt}{1}{a}{b} \cfrac[l]{1}{2}`, `\dots + \ldots`, `\char"2211 \unicode{x41}`, `电流 \text{电}`, `\colorbox{red}{x} \fcolorbox{a}{b}{c} \raisebox{1em}{x}`,
	"a\nb % c\n\\foo", `\limits \right) \end{x} \middle`, `\begin{multline} a \\ b \\ c \end{multline}`, `x_\frac12^\sqrt2`, `\begin{equation} x \tag*{A} \end{equation}`,
}

var fuzzMacros = map[string]string{`\R`: `\mathbb{R}`, "pair": `\langle #1, #2 \rangle`, "loop": `\loop\loop`, "twice": "#1#1"}

// Whatever the text: MathML is well-formed, the layout is finite, the text is
// valid, a tree that has no finding holds no error, and findings have places
// inside the formula.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if !strings.Contains(src, "\r") {
			src = strings.ToValidUTF8(src, "?")
		}
		start := diag.Pos{File: "f", Line: 3, Column: 5}
		tree, fs := Parse(src, start, fuzzMacros)
		end := start.Advance(src)
		for _, x := range fs {
			if x.At.Compare(start) < 0 || x.At.Compare(end) > 0 {
				t.Errorf("%v stands outside the formula, %v to %v", x, start, end)
			}
		}
		for _, display := range []bool{false, true} {
			ml := tree.WithNumbers("1", "2").MathML(display)
			if err := wellFormed(ml); err != nil {
				t.Fatalf("%q: %v\n%s", src, err, ml)
			}
			if len(fs) == 0 && strings.Contains(ml, "math-error") {
				t.Errorf("%q has an error but no finding:\n%s", src, ml)
			}
			checkBox(t, tree.WithNumbers("1", "2").Layout(10, display))
		}
		for _, p := range tree.Pieces(10) {
			checkBox(t, p.Box)
		}
		if len(tree.Lines()) == 0 {
			t.Error("a formula has no line")
		}
	})
}
