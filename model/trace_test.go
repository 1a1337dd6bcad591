package model_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"reckon/internal/diag"
	"reckon/internal/golden"
	"reckon/model"
)

// print writes a trace as a tree; what stands above already is only named.
func printTrace(b *strings.Builder, t *model.Trace, depth int, seen map[*model.Trace]bool) {
	name := "(expression)"
	if t.Quantity != nil {
		name = t.Quantity.Name
	}
	indent := strings.Repeat("  ", depth)
	if seen[t] {
		fmt.Fprintf(b, "%s%s (above)\n", indent, name)
		return
	}
	seen[t] = true
	fmt.Fprintf(b, "%s%s = %.6g %s", indent, name, t.Value.In(), t.Value.Unit)
	if t.Value.HasInterval {
		fmt.Fprintf(b, " (%.3g to %.3g)", t.Value.Unit.FromSI(t.Value.Low), t.Value.Unit.FromSI(t.Value.High))
	}
	b.WriteString("\n")
	if t.Formula != nil {
		fmt.Fprintf(b, "%s  %s\n%s  %s\n%s  %s\n", indent, t.Text, indent, t.TeX, indent, t.Substituted)
	}
	for _, f := range t.Functions {
		fmt.Fprintf(b, "%s  with %s = %s\n", indent, f.Name, f.Text)
	}
	for _, s := range t.Sources {
		fmt.Fprintf(b, "%s  from %s, %s\n", indent, s.Key, s.Locator)
	}
	for _, in := range t.Inputs {
		printTrace(b, in, depth+1, seen)
	}
}

func TestTrace(t *testing.T) {
	v, _ := pendulum(t).Evaluate()
	var b strings.Builder
	printTrace(&b, v.Trace("swing.energy"), 0, map[*model.Trace]bool{})
	expr, fs := v.TraceExpression("swing.period / 2 -> ms", diag.Pos{})
	clean(t, fs)
	printTrace(&b, expr, 0, map[*model.Trace]bool{})
	golden.Check(t, "testdata/trace.golden", []byte(b.String()))
	if v.Trace("nothing") != nil {
		t.Error("a name that is not there has a trace")
	}
}

func TestSchemaGolden(t *testing.T) {
	golden.Check(t, "testdata/schema.golden", model.Schema())
}

func Example() {
	m, findings := model.Load(os.DirFS("testdata"), []string{"pendulum.yaml"})
	v, more := m.Evaluate()
	fmt.Println(len(findings)+len(more), "findings")
	period, _ := v.Get("swing.period")
	fmt.Printf("T = %.3f %s, %.3f to %.3f\n", period.In(), period.Unit, period.Low, period.High)
	moon, _ := m.Scenario("moon")
	there, _ := v.At(moon)
	period, _ = there.Get("swing.period")
	fmt.Printf("on the Moon %.3f %s\n", period.In(), period.Unit)
	for _, o := range v.Verdicts() {
		fmt.Println(o.Claim.ID, o.Verdict)
	}
	// Output:
	// 0 findings
	// T = 2.001 s, 1.997 to 2.006
	// on the Moon 4.924 s
	// seconds reproduced
	// heavy contradicted
	// slow conditional
	// still untestable
}
