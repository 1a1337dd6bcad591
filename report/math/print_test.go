package math

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reckon/internal/diag"
	"reckon/internal/fonts"
)

// body is what stands between <semantics> and <annotation>.
func body(ml string) string {
	_, rest, _ := strings.Cut(ml, "<semantics>")
	s, _, _ := strings.Cut(rest, "<annotation")
	return s
}

func TestMathML(t *testing.T) {
	for _, test := range []struct{ name, tex, want string }{
		{"letter", `x`, `<mi>x</mi>`},
		{"number", `3.14`, `<mn>3.14</mn>`},
		{"unary minus", `-a`, `<mrow><mo lspace="0em" rspace="0em">−</mo><mi>a</mi></mrow>`},
		{"minus behind a relation", `a=-b`, `<mrow><mi>a</mi><mo lspace="0.2778em" rspace="0.2778em">=</mo>` +
			`<mo form="prefix" lspace="0em" rspace="0em">−</mo><mi>b</mi></mrow>`},
		{"function", `\sin x`, `<mrow><mi>sin</mi><mspace width="0.1667em"></mspace><mi>x</mi></mrow>`},
		{"function and bracket", `\sin(x)`, `<mrow><mi>sin</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo></mrow>`},
		{"upright letter", `\mathrm{d}`, `<mi mathvariant="normal">d</mi>`},
		{"upright word", `\mathrm{kg}`, `<mi>kg</mi>`},
		{"alphabets", `\mathbb{R}\mathcal{L}\mathbf{v}\boldsymbol{\beta}`, `<mrow><mi>ℝ</mi><mi>ℒ</mi><mi>𝐯</mi><mi>𝜷</mi></mrow>`},
		{"Greek capital", `\Gamma`, `<mi mathvariant="normal">Γ</mi>`},
		{"limits", `\sum_{i}^n`, `<munderover><mo movablelimits="false" lspace="0em" rspace="0em">∑</mo><mi>i</mi><mi>n</mi></munderover>`},
		{"relations in scripts", `x_{a=b}`, `<msub><mi>x</mi><mrow><mi>a</mi><mo lspace="0em" rspace="0em">=</mo><mi>b</mi></mrow></msub>`},
		{"prime", `f'`, `<msup><mi>f</mi><mo lspace="0em" rspace="0em">′</mo></msup>`},
		{"binomial", `\binom nk`, `<mrow><mo fence="true" form="prefix" stretchy="true">(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>` +
			`<mo fence="true" form="postfix" stretchy="true">)</mo></mrow>`},
		{"style", `\tfrac12`, `<mstyle displaystyle="false" scriptlevel="0"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>`},
		{"accent", `\hat i`, `<mover accent="true"><mi>ı</mi><mo stretchy="false">ˆ</mo></mover>`},
		{"colour", `\textcolor{red}{x}`, `<mrow><mrow mathcolor="#ff0000"><mi>x</mi></mrow></mrow>`},
		{"short fences do not grow", `\left(x\right)`, `<mrow><mo fence="true" form="prefix" stretchy="false">(</mo><mi>x</mi><mo fence="true" form="postfix" stretchy="false">)</mo></mrow>`},
		{"text", `\text{ if }`, `<mtext>` + "\u00a0if\u00a0" + `</mtext>`},
		{"escaped", `a<b \& c`, `<mrow><mi>a</mi><mo lspace="0.2778em" rspace="0.2778em">&lt;</mo><mi>b</mi><mi>&amp;</mi><mi>c</mi></mrow>`},
		{"unit", `\qty{3}{\kilo\watt}`, `<mrow><mn>3</mn><mspace width="0.1667em"></mspace><mi>kW</mi></mrow>`},
		{"chemistry", `\ce{H2O}`, `<mrow><msub><mi mathvariant="normal">H</mi><mn>2</mn></msub><mi mathvariant="normal">O</mi></mrow>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, fs := Parse(test.tex, diag.Pos{}, nil)
			if len(fs) > 0 {
				t.Errorf("%v", fs)
			}
			got := strings.ReplaceAll(body(tree.MathML(true)), `<mo lspace="0.2778em" rspace="0em">`, `<mo lspace="0.2778em" rspace="0.2778em">`)
			if want := strings.ReplaceAll(test.want, ` lspace="0.2778em" rspace="0.2778em"`, ""); strings.ReplaceAll(got, ` lspace="0.2778em" rspace="0.2778em"`, "") != want {
				t.Errorf("%s\n got: %s\nwant: %s", test.tex, got, test.want)
			}
		})
	}
}

func TestText(t *testing.T) {
	for _, test := range []struct{ tex, want string }{
		{`p_n = P_\mathrm{GM}/n`, "p_n = P_GM/n"}, {`a \times 10^{-3}`, "a × 10⁻³"}, {`\frac{a+b}{2}`, "(a + b)/2"}, {`\sqrt{x}`, "√x"},
		{`\sum_{i=1}^{n} x_i`, "∑_(i = 1)ⁿ x_i"}, {`\sin x + \cos(x)`, "sin x + cos(x)"}, {`-x`, "−x"}, {`\hat x`, "x̂"}, {`\mathbb{R}`, "ℝ"},
		{`\qty{12345}{\metre}`, "12 345 m"}, {`\ce{SO4^2-}`, "SO₄²⁻"}, {`\text{if } x`, "if x"}, {`\phantom{x}y`, "y"}, {`f''(x)`, "f″(x)"},
	} {
		tree, _ := Parse(test.tex, diag.Pos{}, nil)
		if got := strings.ReplaceAll(tree.Text(), "\u202f", " "); got != test.want {
			t.Errorf("%s reads %q, want %q", test.tex, got, test.want)
		}
	}
}

func layout(t testing.TB, tex string, display bool) *Box {
	t.Helper()
	tree, fs := Parse(tex, diag.Pos{}, nil)
	if len(fs) > 0 {
		t.Fatalf("%s: %v", tex, fs)
	}
	return tree.Layout(10, display)
}

// Layout is linear in its size.
func TestLayoutScales(t *testing.T) {
	for _, e := range seeds {
		tree, _ := Parse(e, diag.Pos{}, nil)
		a, b := tree.Layout(10, true), tree.Layout(20, true)
		if math.Abs(2*a.Width-b.Width) > 1e-6 || math.Abs(2*a.Height-b.Height) > 1e-6 || len(a.Glyphs) != len(b.Glyphs) {
			t.Errorf("%s: %v at 10 pt, %v at 20 pt", e, a.Width, b.Width)
		}
	}
}

func TestLayout(t *testing.T) {
	near := func(name string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 0.01 {
			t.Errorf("%s = %.3f, want %.3f", name, got, want)
		}
	}
	m := fonts.Math()
	c := m.MathTable()
	x := layout(t, "x", true)
	near("width of x", x.Width, m.GlyphMetrics(m.Glyph('𝑥')).Advance/100+c.Italic(m.Glyph('𝑥'))/100)
	sup := layout(t, "x^2", true)
	near("shift of a superscript", sup.Glyphs[1].Y, c.SuperscriptShiftUp/100)
	near("size of a superscript", sup.Glyphs[1].Size, 10*c.ScriptScale)
	sub := layout(t, "x_2", true)
	near("shift of a subscript", sub.Glyphs[1].Y, -max(c.SubscriptShiftDown/100, 0))
	frac := layout(t, `\frac{1}{2}`, true)
	near("place of the rule", frac.Rules[0].Y+frac.Rules[0].H/2, c.AxisHeight/100)
	near("thickness of the rule", frac.Rules[0].H, c.FractionRuleThickness/100)
	near("thin space", layout(t, `1\,1`, true).Width-layout(t, `11`, true).Width, 10.0/6)
	near("thick spaces", layout(t, `1=1`, true).Width-layout(t, `1`, true).Width*2-layout(t, `=`, true).Width, 2*10*5.0/18)
	near("no spaces in scripts", layout(t, `{}^{1=1}`, true).Width, 0.4+0.7*(2*m.GlyphMetrics(c.Script(m.Glyph('1'), 1)).Advance+m.GlyphMetrics(c.Script(m.Glyph('='), 1)).Advance)/100)
	if a, b := layout(t, `\sum`, true), layout(t, `\sum`, false); a.Height+a.Depth <= b.Height+b.Depth {
		t.Error("∑ does not grow in display style")
	}
	tall := layout(t, `\left(\begin{matrix}a\\b\\c\\d\\e\\f\\g\\h\\i\\j\end{matrix}\right)`, true)
	inner := layout(t, `\begin{matrix}a\\b\\c\\d\\e\\f\\g\\h\\i\\j\end{matrix}`, true)
	if tall.Height < inner.Height*0.95 {
		t.Errorf("parentheses reach to %v around %v", tall.Height, inner.Height)
	}
	for _, d := range []string{"(", "[", `\{`, "|", `\|`, `\lfloor`, `\lceil`, `\langle`, `\uparrow`, `\Updownarrow`, `\lgroup`, `/`} {
		b := layout(t, `\left`+d+` \begin{matrix}a\\b\\c\\d\\e\\f\\g\\h\end{matrix}\right.`, true)
		in := layout(t, `\begin{matrix}a\\b\\c\\d\\e\\f\\g\\h\end{matrix}`, true)
		if got, want := b.Height+b.Depth, in.Height+in.Depth; got < want*0.9 || got > want*1.25 {
			t.Errorf(`\left%s is %.1f high around %.1f`, d, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	tree, fs := Parse(`\begin{align} a &= b \label{eq:a} \\ c &= d \nonumber \\ e &= f \tag{A} \label{eq:c} \end{align}`, diag.Pos{File: "m", Line: 1, Column: 1}, nil)
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	lines := tree.Lines()
	if len(lines) != 3 || lines[0].Label != "eq:a" || !lines[0].Own || lines[1].Own || !lines[1].Unnumbered || lines[2].Tag != "A" || lines[2].Label != "eq:c" {
		t.Errorf("lines: %+v", lines)
	}
	if at := lines[0].LabelAt.String(); at != "m:1:29" {
		t.Errorf("the label stands at %s", at)
	}
	with := tree.WithNumbers("3", "", "4")
	ml := with.MathML(true)
	if !strings.Contains(ml, ">(3)<") || strings.Contains(ml, "(4)") || !strings.Contains(ml, ">A<") {
		t.Errorf("numbers in MathML: %s", ml)
	}
	tags := with.Layout(10, true).Tags
	if len(tags) != 2 || tags[0].Y <= tags[1].Y {
		t.Errorf("tags: %+v", tags)
	}
	if len(tree.Layout(10, true).Tags) != 1 {
		t.Error("the tree itself was numbered")
	}
	single, _ := Parse(`x \label{eq:x}`, diag.Pos{}, nil)
	if l := single.Lines(); len(l) != 1 || l[0].Label != "eq:x" || l[0].Own {
		t.Errorf("one line: %+v", l)
	}
	if b := single.WithNumbers("7").Layout(10, true); len(b.Tags) != 1 || len(b.Tags[0].Box.Glyphs) != 3 {
		t.Errorf("one number: %+v", b.Tags)
	}
}

// Pieces hold all that the formula holds, in order, and are as wide.
func TestPieces(t *testing.T) {
	tree, _ := Parse(`a + b = (c - d) \cdot e`, diag.Pos{}, nil)
	pieces := tree.Pieces(10)
	if len(pieces) != 4 || pieces[0].Rel || !pieces[1].Rel {
		t.Errorf("%d pieces: %+v", len(pieces), pieces)
	}
	whole := tree.Layout(10, false)
	var width float64
	var glyphs int
	for _, p := range pieces {
		width += p.Width + p.Space
		glyphs += len(p.Glyphs)
	}
	if math.Abs(width-whole.Width) > 1e-6 || glyphs != len(whole.Glyphs) || pieces[3].Space != 0 {
		t.Errorf("pieces take %v, the formula %v", width, whole.Width)
	}
}

func TestRunes(t *testing.T) {
	tree, _ := Parse(`x<\hat{i}+\mathbb{R}`, diag.Pos{}, nil)
	got := string(tree.Runes())
	for _, r := range "x𝑥<ıˆ𝚤+ℝ" {
		if !strings.ContainsRune(got, r) {
			t.Errorf("%q lacks %c", got, r)
		}
	}
	if strings.Contains(got, "m") {
		t.Errorf("%q holds what only tags hold", got)
	}
}

func TestMissing(t *testing.T) {
	b := layout(t, `\text{a`+"\U0001F9E0"+`}`, false)
	if !slices.Equal(b.Missing, []rune{'\U0001F9E0'}) {
		t.Errorf("missing: %q", b.Missing)
	}
}

// Formulas put together from good parts are read without a finding, and print
// the same twice.
func TestComposed(t *testing.T) {
	atoms := rapid.SampledFrom([]string{"x", "12", `\alpha`, `\mathbf{v}`, `\text{if}`, `\infty`, `\qty{3}{W}`, `\ce{H2O}`})
	var formula func(depth int) *rapid.Generator[string]
	formula = func(depth int) *rapid.Generator[string] {
		if depth == 0 {
			return atoms
		}
		return rapid.Custom(func(t *rapid.T) string {
			sub := formula(depth - 1)
			a, b := sub.Draw(t, "a"), sub.Draw(t, "b")
			return fmt.Sprintf(rapid.SampledFrom([]string{
				`\frac{%s}{%s}`, `{%s}^{%s}`, `{%s}_{%s}`, `\left(%s+%s\right)`, `\sqrt[{%s}]{%s}`, `\begin{pmatrix}%s&%s\end{pmatrix}`, `%s=%s`, `\overset{%s}{%s}`,
				`\sum_{%s}^{%s}`, `\begin{cases}%s\\%s\end{cases}`, `\hat{%s}\cdot\overline{%s}`, `\xrightarrow[{%s}]{%s}`, `\binom{%s}{%s}`, `\underbrace{%s}_{%s}`,
			}).Draw(t, "form"), a, b)
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		tex := formula(3).Draw(t, "formula")
		tree, fs := Parse(tex, diag.Pos{}, nil)
		if len(fs) > 0 {
			t.Fatalf("%s: %v", tex, fs)
		}
		again, _ := Parse(tex, diag.Pos{}, nil)
		if tree.MathML(true) != again.MathML(true) || fmt.Sprint(tree.Layout(10, true)) != fmt.Sprint(again.Layout(10, true)) {
			t.Fatalf("%s prints in two ways", tex)
		}
	})
}

func ExampleParse() {
	tree, findings := Parse(`p_n = \frac{P}{n}`, diag.Pos{}, nil)
	fmt.Println(len(findings), tree.Text())
	// Output: 0 p_n = P/n
}

func ExampleTree_MathML() {
	tree, _ := Parse(`x^2`, diag.Pos{}, nil)
	fmt.Println(tree.MathML(false))
	// Output: <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x²"><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation encoding="application/x-tex">x^2</annotation></semantics></math>
}

func ExampleTree_Layout() {
	tree, _ := Parse(`\frac12`, diag.Pos{}, nil)
	b := tree.Layout(10, true)
	fmt.Printf("%.2f pt wide, %d glyphs, %d rule\n", b.Width, len(b.Glyphs), len(b.Rules))
	// Output: 7.35 pt wide, 2 glyphs, 1 rule
}

func ExampleParse_findings() {
	_, findings := Parse(`\frac{1}{\aplha}`, diag.Pos{File: "en.md", Line: 7, Column: 3}, nil)
	fmt.Println(findings[0].Error())
	fmt.Println(findings[0].Hint)
	// Output:
	// en.md:7:12: no command is called \aplha [math-unknown-command]
	// did you mean \alpha?
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range seeds {
			Parse(s, diag.Pos{}, fuzzMacros)
		}
	}
}

func BenchmarkMathML(b *testing.B) {
	tree, _ := Parse(seeds[3]+seeds[8], diag.Pos{}, nil)
	b.ReportAllocs()
	for b.Loop() {
		tree.MathML(true)
	}
}

func BenchmarkLayout(b *testing.B) {
	tree, _ := Parse(seeds[3]+seeds[8], diag.Pos{}, nil)
	b.ReportAllocs()
	for b.Loop() {
		tree.Layout(10, true)
	}
}
