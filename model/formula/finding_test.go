package formula_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"reckon/internal/diag"
	"reckon/internal/golden"
	"reckon/model/formula"
)

const pendulum = `
	swing.energy = 2 J
	bob.amount = 3 mol
	m = 2 kg
	v = 3 m/s
	n = 4
	f(x) = x + 1 W
	g(x) = x + undefined.name
	h(x) = k(x)
	k(x) = h(x) + 1
	self(x) = self(x)
	loud(x, y) = x * y
`

// sources are wrong in one way each, or in the several ways of the last ones.
var sources = []string{
	``,
	`2 * `,
	`(2 * m`,
	`2 * m)`,
	`m n`,
	`2 m n`,
	`3 W x.y`,
	`m ** 2`,
	`1.2.3`,
	`1,000 * n`,
	`1_000`,
	`1.`,
	`1e999`,
	`1e-999`,
	`$n`,
	`n & n`,
	`n % 2`,
	`a..b`,
	`if n > 1 then 2`,
	`if n > 1 else 2`,
	`n < m < v`,
	`n -> `,
	`n -> 3`,
	`swing.energy -> kJ / mol`,
	`swing.energy to kJ`,
	`1 + if n > 1 then 1 else 2`,
	`n * not n`,
	`argmax(n, 1, 2)`,
	`argmax(2 n, 1, 2, n)`,
	`argmax()`,
	`sqrt()`,
	`sqrt(1, 2)`,
	`log(3)`,
	`loud(1)`,
	`nope(3)`,
	`sqr(4)`,
	`arcsin(1)`,
	`n(3)`,
	`swing.energi + m`,
	`swing.energi * swing.energi`,
	`3 wattt`,
	`3 kJ/mool`,
	`0.03/yeer`,
	`2/n`,
	`3 n`,
	`sum(k, 1, 10, 1/k)`,
	`sum(k, 1, 10, 2 k)`,
	`argmax(N, 1, 10, 1/N)`,
	`swing.energy + bob.amount`,
	`swing.energy - bob.amount`,
	`swing.energy + n`,
	`swing.energy + 3`,
	`swing.energy > 0`,
	`swing.energy < m`,
	`m*v^2 + m*v`,
	`swing.energy + 300 K`,
	`ln(swing.energy)`,
	`max(m, v)`,
	`m^n`,
	`m^1.234567`,
	`m^0.333`,
	`2^m`,
	`10^10 W`,
	`m^(1/3) + m`,
	`swing.energy -> W`,
	`n -> m`,
	`if n then 1 else 2`,
	`if n > 1 then m else v`,
	`if n > 1 then 1 else 2 < 3`,
	`n > 1 and m`,
	`not n`,
	`(n > 1) + 1`,
	`-(n > 1)`,
	`f(n)`,
	`f(n) + f(n)`,
	`f(n) + f(m)`,
	`g(n) + g(m)`,
	`h(1)`,
	`k(1)`,
	`self(1)`,
	`f`,
	`sqrt`,
	`W`,
	`N * 3`,
	`integral(x, 0, 1 s, x)`,
	`sum(k, 1 s, 3, k)`,
	`product(k, 1, 3, m)`,
	`argmax(x, 0, 1, x > 1)`,
	`undefined + alsoundefined + 3 wattt + m^n`,
	`(n > 1) = 3`,
	`m = v`,
	`∞ * 2`,
	`then`,
	`m² + v²`,
	`3 J/°C * 1 K`,
	`3 dB`,
	`sqrt(m) + sqrt(v)`,
	`m +`,
	`f(`,
	`f(1,)`,
	`f(1 2)`,
	`[1]`,
	`n => 2`,
	`n =< 2`,
	`(n > 1) -> W`,
	`m^1001`,
	`(m^900)^900`,
	`n ! 2`,
	`λ + 1`,
	`300 J / kg`,
	`3 kg * s`,
	`1 / s`,
	`2 * s`,
}

// Every finding, with its place under the caret and its hint, is held by a
// golden file: each is a text that somebody will read.
func TestFindings(t *testing.T) {
	w := newWorld(t, pendulum)
	var got bytes.Buffer
	for _, src := range sources {
		e, findings := formula.Parse(src, diag.Pos{File: "m", Line: 1, Column: 1})
		if len(findings) == 0 {
			_, findings = formula.Check(e, w)
		}
		if len(findings) == 0 {
			fmt.Fprintf(&got, "m: %s\n    is %s\n", src, formula.Print(e))
		}
		printer := diag.Printer{Source: func(file string) ([]byte, bool) { return []byte(src), file == "m" }}
		if err := printer.Print(&got, findings); err != nil {
			t.Fatal(err)
		}
	}
	golden.Check(t, "testdata/findings.golden", got.Bytes())
}

// The example of the style guide, word by word.
func TestStyleGuide(t *testing.T) {
	w := newWorld(t, pendulum)
	_, findings := formula.Check(parse(t, "swing.energy + bob.amount"), w)
	want := "cannot add swing.energy (J) to bob.amount (mol) [unit-mismatch]"
	hint := "multiply bob.amount by an energy per amount, such as J/mol"
	if len(findings) != 1 || findings[0].Error() != want || findings[0].Hint != hint {
		t.Errorf("got %v, want %s, hint %s", findings, want, hint)
	}
}

// A formula folded over lines keeps its places.
func TestPlaceOnLaterLine(t *testing.T) {
	e, findings := formula.Parse("m *\n  (v + n)", diag.Pos{File: "m", Line: 7, Column: 12})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	_, findings = formula.Check(e, newWorld(t, pendulum))
	if len(findings) != 1 || findings[0].At != (diag.Pos{File: "m", Line: 8, Column: 6}) {
		t.Errorf("got %v, want a finding at 8:6", findings)
	}
}

func TestLimits(t *testing.T) {
	w := newWorld(t, "a = 2")
	for k := range 24 { // doubling functions: 2^24 calls in all
		body := "x + x"
		if k > 0 {
			body = fmt.Sprintf("d%d(x) * d%d(x)", k-1, k-1)
		}
		w.function(t, fmt.Sprintf("d%d(x)", k), body)
	}
	w.function(t, "c0(x)", "x")
	for k := range 40 {
		w.function(t, fmt.Sprintf("c%d(x)", k+1), fmt.Sprintf("c%d(x)", k))
	}
	for _, test := range []struct{ name, src, want string }{
		{"nesting", strings.Repeat("(", 300) + "1" + strings.Repeat(")", 300), "m:1:201: the formula is nested more than 200 deep [formula-size]"},
		{"signs", strings.Repeat("-", 300) + "1", "nested more than 200 deep [formula-size]"},
		{"towers", strings.Repeat("2^", 300) + "1", "nested more than 200 deep [formula-size]"},
		{"denials", strings.Repeat("not ", 300) + "true", "nested more than 200 deep [formula-size]"},
		{"unit", "1 " + strings.Repeat("(", 300) + "m" + strings.Repeat(")", 300), "[operator-expected]"},
		{"parts", "1" + strings.Repeat("+1", 9000), "the formula has more than 10000 parts [formula-size]"},
		{"length", strings.Repeat(" ", 70000) + "1", "m:1:1: the formula is longer than 65536 bytes [formula-size]"},
		{"expansion", "d23(a)", "d12(x) comes to more than 20000 parts with the functions that it calls [formula-size]"},
		{"calls", "c40(a)", "functions call functions more than 32 deep [formula-size]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e, findings := formula.Parse(test.src, diag.Pos{File: "m", Line: 1, Column: 1})
			if len(findings) == 0 {
				_, findings = formula.Check(e, w)
			}
			if len(findings) != 1 || !strings.HasSuffix(findings[0].Error(), test.want) {
				t.Errorf("\n got: %v\nwant: %s", findings, test.want)
			}
		})
	}
}

func TestParseSignature(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"information(N)", "information [N]"},
		{"cost.of(x, y)", "cost.of [x y]"},
		{"none()", "none []"},
		{"plain", "m:1:1: expected a function's name and parameters, found plain [signature-malformed]"},
		{"f(x, x)", "m:1:6: two parameters are called x [signature-malformed]"},
		{"f(x.y)", "m:1:3: a parameter is a plain name, and x.y is none [signature-malformed]"},
		{"f(2)", "m:1:3: a parameter is a plain name, and 2 is none [signature-malformed]"},
		{"sqrt(x)", "m:1:1: sqrt is a name of the formula language [name-reserved]"},
		{"sum(x)", "m:1:1: sum is a name of the formula language [name-reserved]"},
		{"sum(k, 1, 2, x)", "m:1:1: sum is a name of the formula language [name-reserved]"},
		{"if(x)", "m:1:1: if is a name of the formula language [name-reserved]"},
		{"f(x", "m:1:4: expected ) [paren-unclosed]"},
	} {
		name, params, findings := formula.ParseSignature(test.src, diag.Pos{File: "m", Line: 1, Column: 1})
		got := fmt.Sprint(name, " ", params)
		if len(findings) > 0 {
			got = findings[0].Error()
		}
		if got != test.want {
			t.Errorf("ParseSignature(%q)\n got: %s\nwant: %s", test.src, got, test.want)
		}
	}
}

func TestUses(t *testing.T) {
	w := newWorld(t, "a = 1\nb = 2\nc = 3\ng(x) = x + c * a\nf(b) = b + g(b)")
	e := parse(t, "sum(a, 1, b, a + f(a)) + a")
	if got := fmt.Sprint(formula.Uses(e, w)); got != "[b c a]" {
		t.Errorf("Uses: %s", got)
	}
}
