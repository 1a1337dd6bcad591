package model

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// Large hostile models end soon, and say that a limit was passed. What is
// counted is work, not time: the limits are in steps, names and nodes.
func TestLimits(t *testing.T) {
	lines := func(head string, n int, format string) string {
		var b strings.Builder
		b.WriteString("reckon: 1\n" + head)
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)) + "\n")
		}
		return b.String()
	}
	const one = "quantities:\n  q.one: {value: 1, sd: 0.1, reason: x}\n"
	var doubling strings.Builder
	for i := 1; i < 11; i++ {
		fmt.Fprintf(&doubling, "  f%d(x): f%d(x) + f%d(x)\n", i, i-1, i-1)
	}
	for _, test := range []struct{ name, text string }{
		{"misspelt names", lines("quantities:\n", 2000, "  quantity.number#: {formula: quantity.nmber# + 1}")},
		{"too many names", lines("quantities:\n", maxQuantities+2, "  q.n#: {value: #, kind: exact}")},
		{"chains of units", lines("units:\n", maxUnits+2, "  unit_#_x: 2 m")},
		{"functions of functions", lines("functions:\n  f0(x): x + x\n"+doubling.String()+one, 1000, "  q.n#: {formula: f10(q.one)}")},
		{"many forms", lines(one, 60, "  q.n#: {formula: 'sum(i, 1, 1500, sum(j, 1, 1500, i * j * q.one))'}")},
		{"many suppositions", lines(one+"  q.two: {formula: 'sum(i, 1, 1500, sum(j, 1, 1500, i * j * q.one))'}\nclaims:\n", 60, "  c#: {text: t, value: #, quantity: q.two, given: {q.one: #.5}}")},
	} {
		m, found := Load(fstest.MapFS{"m.yaml": {Data: []byte(test.text)}}, []string{"m.yaml"})
		m.maxSteps = 10_000_000
		_, more := m.Evaluate()
		n := 0
		for _, f := range append(found, more...) {
			if f.Rule == "limit-passed" {
				n++
			}
		}
		if n == 0 {
			t.Errorf("%s: no limit was passed; %d findings", test.name, len(found)+len(more))
		}
	}
}

// A form that is dear is sampled less often, and one that is too dear not at
// all.
func TestDrawsOfForms(t *testing.T) {
	m := mustLoad(t, `quantities:
  aa: {value: 10, sd: 1, reason: x}
  cheap: {formula: 'sum(i, 1, 10, i * aa)'}
  dear: {formula: 'sum(i, 1, 100, sum(j, 1, 1000, i * j * aa))'}
  hopeless: {formula: 'sum(i, 1, 2000, sum(j, 1, 1000, i * j * aa))'}
  behind: {formula: hopeless + 1}
`)
	v, fs := m.Evaluate()
	if len(fs) > 0 {
		t.Fatal(fs)
	}
	if in, ok := v.Interval("cheap"); !ok || in.Draws != bindingDraws {
		t.Errorf("cheap: %+v", in)
	}
	if in, ok := v.Interval("dear"); !ok || in.Draws >= bindingDraws || in.Draws < leastDraws {
		t.Errorf("dear: %+v", in)
	}
	for _, name := range []string{"hopeless", "behind"} {
		if x, _ := v.Get(name); x.HasInterval || !x.OK {
			t.Errorf("%s: %+v", name, x)
		}
	}
	if fs := v.Dropped(); len(fs) != 1 || fs[0].Rule != "limit-passed" || fs[0].At.Line != 6 {
		t.Errorf("dropped: %v", fs)
	}
}
