package model_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
	"reckon/internal/diag"
	"reckon/model"
)

const splits = `cases:
  split:
    title: {en: splits, zh: 分配}
    list:
    - {case: S1, title: {en: all to switches, zh: 全部给开关}, share: 0.2, price: 3 W, source: one2001, evidence: primary}
    - {case: S2, share: {value: 0.3, sd: 0.01, note: better}, price: 4 W, reason: a guess}
    - {case: 2012, share: 50 %, price: 5 W, source: two2002}
  plain: [A, B]
quantities:
  whole: {value: 10 W, sd: 1 W, reason: x}
  split.share: {for: split, title: {en: share, zh: 份额}, symbol: \phi, source: three2003}
  split.money: {for: split, column: price, unit: mW, reason: x}
  split.power: {for: split, formula: whole * split.share, unit: W, title: {en: power}}
  split.rest: {for: split, formula: 'whole - split.power - split.power[S1]'}
  all: {formula: 'total(split.power[*])'}
  best: {formula: 'max(split.power[*], 1 W)'}
  middle: {formula: 'mean(split.money[*]) + split.money[2012]'}
  letter.size: {for: plain, formula: 2 m}
functions:
  double(x): x * 2 + 0 * split.share[S1]
claims:
  more: {text: more, holds: 'split.power[S2] > split.power[S1]'}
  sum: {text: sum, value: 10 W, quantity: 'total(split.power[*])'}
`

func TestCases(t *testing.T) {
	m, fs := load(splits)
	clean(t, fs)
	v, fs := m.Evaluate()
	clean(t, fs)
	for name, want := range map[string]float64{
		"split.share[S1]": 0.2, "split.share[S2]": 0.3, "split.share[2012]": 0.5,
		"split.money[S2]": 4, "split.power[S1]": 2, "split.power[2012]": 5,
		"split.rest[S1]": 6, "split.rest[2012]": 3, "all": 10, "best": 5, "middle": 9, "letter.size[B]": 2,
	} {
		if x := value(t, v, name); !close(x.SI, want, 1e-12) {
			t.Errorf("%s = %g, want %g", name, x.SI, want)
		}
	}
	q := m.Quantity("split.share[S1]")
	if q.Title["en"] != "share (all to switches)" || q.Title["zh"] != "份额（全部给开关）" || q.Symbol != `\phi[\mathrm{S1}]` || q.Group != "split" ||
		q.Sources[0].Key != "one2001" || q.Evidence != model.Primary || q.Case.Name != "S1" || q.Family.Name != "split.share" {
		t.Errorf("%+v", q)
	}
	if q = m.Quantity("split.share[S2]"); q.Spread.None() || q.Note.In("en") != "better" || q.Reason != "a guess" || q.Title["en"] != "share (S2)" {
		t.Errorf("%+v", q)
	}
	if q = m.Quantity("split.share[2012]"); q.Sources[0].Key != "two2002" || q.Evidence != model.Unverified {
		t.Errorf("%+v", q)
	}
	if q = m.Quantity("split.power[S2]"); q.FormulaText != "whole * split.share[S2]" || fmt.Sprint(m.Inputs(q.Name)) != "[whole split.share[S2]]" || q.Unit.String() != "W" {
		t.Errorf("%s uses %v in %s", q.FormulaText, m.Inputs(q.Name), q.Unit)
	}
	if f := m.Family("split.power"); f == nil || len(f.Members) != 3 || f.Members[2].Name != "split.power[2012]" || f.Cases != m.Cases("split") || m.Family("all") != nil {
		t.Errorf("%+v", f)
	}
	if x, _, fs := v.Expression("mean(split.power[*]) -> mW", diag.Pos{}); len(fs) > 0 || !close(x.SI, 10.0/3, 1e-12) || !x.HasInterval {
		t.Errorf("%+v, %v", x, fs)
	}
	tr := v.Trace("split.power[S2]")
	if tr == nil || len(tr.Inputs) != 2 || tr.TeX != `\mathrm{whole}\,\phi[\mathrm{S2}]` {
		t.Errorf("%+v", tr)
	}
	o, err := m.ParseOverride("split.share[S1]=0.4")
	if err != nil {
		t.Fatal(err)
	}
	w, _ := v.At([]model.Override{o})
	if x := value(t, w, "all"); !close(x.SI, 12, 1e-12) {
		t.Errorf("after an override all is %g", x.SI)
	}
	if o, ok := v.Outcome("sum"); !ok || o.Verdict != model.Reproduced {
		t.Errorf("%+v", o)
	}
}

// What is wrong with a list, a family or a name is one finding, where it stands.
func TestCasesFindings(t *testing.T) {
	const head = "cases:\n  split: [{case: S1, share: 1 W}, {case: S2, share: 2 W}]\nquantities:\n  some: {value: 1, kind: exact}\n  split.share: {for: split, reason: x}\n"
	for _, test := range []struct{ body, want string }{
		{head + "  yy: {formula: split.share * 2}\n", "7:17: split.share has a value for each case of split, and none is named here [case-missing] (write split.share[S1])"},
		{head + "  yy: {formula: 'split.share[S3] * 2'}\n", "7:18: split.share has no case \"S3\" [case-unknown] (did you mean S1?)"},
		{head + "  yy: {formula: 'some[S3] * 2'}\n", "7:18: some has one value and no cases [case-unknown] (write some)"},
		{head + "  yy: {formula: 'split.share[*] * 2'}\n", "7:18: split.share[*] is a list, and stands only as an argument of a function that takes any number of them [case-list] (write total(split.share[*]), mean(…), sd(…), min(…) or max(…))"},
		{head + "  yy: {formula: 'split.shares[S1] * 2'}\n", "7:18: no quantity is called split.shares[S1] [name-unknown] (did you mean split.share[S1]?)"},
		{head + "  yy: {for: splits, formula: 'some'}\n", "7:13: no list of cases is called \"splits\" [cases-unknown] (did you mean split?)"},
		{head + "  yy: {for: splits, formula: 'some'}\n  zz: {formula: 'yy[S1] + yy + 1 W'}\n", "7:13: no list of cases is called \"splits\" [cases-unknown] (did you mean split?)"},
		{head + "  split.yy: {for: split}\n", "7:19: the cases of split have no column \"yy\" [case-column] (write formula:, or the column into each case: - {case: A, yy: value})"},
		{head + "  yy: {for: split, column: shaer}\n", "7:28: the cases of split have no column \"shaer\" [case-column] (did you mean share?)"},
		{head + "  yy: {for: split, value: 3 W}\n", "7:20: yy runs over cases: its values stand in their columns or follow from a formula [case-column] (write column: and the column of the cases, or formula:)"},
		{head + "  yy: {for: split, formula: some, column: share}\n", "7:35: yy has a formula, so it cannot have a column as well [case-column]"},
		{head + "  yy: {column: share, value: 3, reason: x}\n", "7:8: yy has a column, and no list of cases that it could run over [case-column] (write for: and the name of a list of cases)"},
		{head + "  yy: {for: split, formula: split.share + 1 m}\n", "7:41: cannot add split.share[S1] (W) to 1 m [unit-mismatch]"},
		{head + "  yy: {for: split, formula: split.share * some, unit: m}\n", "7:55: yy[S1] is declared in m, but its formula gives kg·m²·s⁻³ [unit-mismatch] (the formula's unit is that of W)"},
		{head + "  yy: {for: split, formula: split.share +}\n", "7:42: expected a number or a name [value-expected] (something is missing at the end)"},
		{head + "  yy: {for: split, formula: yy * 2}\n", "7:29: the formula of yy[S1] uses yy[S1] itself [cycle] (give it a value, or another quantity in its formula)"},
		{"cases:\n  split: [{case: S1, share: 1 W}, {case: S2}]\nquantities:\n  split.share: {for: split, reason: x}\n", "3:42: the case S2 has no share, which split.share needs [case-column] (write share: and its value)"},
		{"cases:\n  split: [{case: S1, share: 1 W, shar: 3}]\nquantities:\n  split.share: {for: split, reason: x}\n", "3:34: no quantity reads the column shar of the cases split [case-column] (declare a quantity with for: split and column: shar)"},
		{"cases:\n  split: [A, A]\nquantities:\n  split.share: {for: split, formula: 1 W}\n", "3:14: the case A stands twice in cases split; first at m.yaml:3:11 [name-duplicate]"},
		{"cases:\n  split: [a b]\nquantities:\n  split.share: {for: split, formula: 1 W}\n", "3:11: \"a b\" cannot name a case: names are letters, digits and _ [name-invalid] (put words in its title:)"},
		{"cases:\n  split: {titel: x, list: [A]}\nquantities:\n  split.share: {for: split, formula: 1 W}\n", "3:11: cases split has no key \"titel\" [key-unknown] (did you mean title?)"},
		{"cases:\n  split: A\n", "3:10: cases split must be a list of cases, not \"A\" [value-shape]"},
		{"cases:\n  split: [{share: 1 W}]\n", "3:11: a case of cases split has no name [value-missing] (write case: and its name)"},
		{"cases:\n  split: [{case: S1, share: 1 W}, {case: S2, share: 1 x}]\nquantities:\n  split.share: {for: split, reason: x}\n", ""},
		{"cases:\n  split: [{case: S1, share: 1 W}, {case: S2, share: 3 W}]\nquantities:\n  split.share: {for: split}\n", ""},
	} {
		_, fs := load(test.body)
		var got []string
		for _, f := range fs {
			text := strings.TrimPrefix(f.Error(), "m.yaml:")
			if f.Hint != "" {
				text += " (" + f.Hint + ")"
			}
			got = append(got, text)
		}
		if len(got) != 1 || test.want != "" && got[0] != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.body, strings.Join(got, "\n     "), test.want)
		}
	}
}

// A family is what its members written one by one are.
func TestCasesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0.1, 10), 1, 6).Draw(t, "values")
		formula := rapid.SampledFrom([]string{"xx^2 + 1", "kk * xx", "exp(-xx / kk)", "xx / total(xx[*])", "max(xx[*]) - xx"}).Draw(t, "formula")
		family := "cases:\n  c:\n"
		single := ""
		var all []string
		for i, x := range values {
			family += fmt.Sprintf("  - {case: c%d, xx: %g}\n", i, x)
			single += fmt.Sprintf("  xx%d: {value: %g, kind: exact}\n", i, x)
			all = append(all, fmt.Sprintf("xx%d", i))
		}
		family += "quantities:\n  kk: {value: 3, kind: exact}\n  xx: {for: c, kind: exact}\n  yy: {for: c, formula: '" + formula + "'}\n"
		single = "quantities:\n  kk: {value: 3, kind: exact}\n" + single
		for i := range values {
			one := strings.ReplaceAll(formula, "xx[*]", strings.Join(all, ", "))
			one = strings.NewReplacer("xx^", fmt.Sprintf("xx%d^", i), "* xx", fmt.Sprintf("* xx%d", i), "-xx", fmt.Sprintf("-xx%d", i),
				"- xx", fmt.Sprintf("- xx%d", i), "xx /", fmt.Sprintf("xx%d /", i)).Replace(one)
			single += fmt.Sprintf("  yy%d: {formula: '%s'}\n", i, one)
		}
		a, fs := load(family)
		b, gs := load(single)
		if len(fs)+len(gs) > 0 {
			t.Fatal(fs, gs)
		}
		v, _ := a.Evaluate()
		w, _ := b.Evaluate()
		for i := range values {
			x, _ := v.Get(fmt.Sprintf("yy[c%d]", i))
			y, _ := w.Get(fmt.Sprintf("yy%d", i))
			if !x.OK || math.Float64bits(x.SI) != math.Float64bits(y.SI) {
				t.Errorf("%s, case %d: %g, by itself %g", formula, i, x.SI, y.SI)
			}
		}
	})
}
