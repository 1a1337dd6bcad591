package model

import (
	"fmt"
	"math"
	"strings"

	"reckon/internal/diag"
)

// An Outcome is a claim with what became of it.
type Outcome struct {
	Claim      *Claim
	Verdict    Verdict
	Printed    string // as the claim has it
	Recomputed Value  // what is held against it; of a range, its lower end
	Upper      Value  // of a range with two quantities, its upper end
	// Given is Recomputed under what the claim supposes, where it is tried.
	Given    Value
	HasGiven bool
	Factor   float64 // recomputed over printed; 0 where there is no such ratio
	Expected bool    // the verdict is the one that the claim expects
	OK       bool    // the test could be computed, or there is none
}

// Verdicts judges every claim, in the order of declaration.
//
// A number is reproduced where it differs by at most half of the last printed
// digit, and rounded at half of the next coarser one, but never coarser than
// its first digit. A range with one quantity contains it, to the same
// precision of the end that is passed; with two, each end is a number. An
// order of magnitude is reproduced where the ratio lies between 1/10 and 10,
// both excluded. A tolerance stands in place of the digits. A claim that fails
// and holds, by any of these, under its own given is conditional.
func (v *Values) Verdicts() []Outcome {
	v.claims.Do(func() {
		for _, c := range v.model.claims {
			v.outcomes = append(v.outcomes, v.judge(c))
		}
	})
	return v.outcomes
}

// Outcome judges one claim.
func (v *Values) Outcome(id string) (Outcome, bool) {
	for _, o := range v.Verdicts() {
		if o.Claim.ID == id {
			return o, true
		}
	}
	return Outcome{}, false
}

func (v *Values) judge(c *Claim) Outcome {
	o := Outcome{Claim: c, Verdict: Untestable, Printed: c.Printed, OK: true}
	tested := c.lower.code != nil && c.upper.code != nil || c.holds.code != nil
	if c.broken || !tested {
		o.OK = !c.broken
		o.Expected = c.broken || c.Expect == Untestable
		return o
	}
	var verdict Verdict
	verdict, o.Recomputed, o.Upper, o.OK = v.try(c)
	o.Factor = c.factor(o.Recomputed)
	switch {
	case c.Expect == Untestable:
		o.Expected = true
		return o
	case !o.OK:
		o.Expected = true // what failed is reported at its formula
		return o
	}
	o.Verdict = verdict
	if verdict == Contradicted && !c.Given.None() {
		under := v.under(c)
		o.OK = under != nil
		if under != nil {
			second, given, _, ok := under.try(c)
			o.Given, o.HasGiven = given, ok
			if ok && second != Contradicted {
				o.Verdict = Conditional
			}
		}
	}
	o.Expected = o.Verdict == c.Expect || c.Expect == Reproduced && o.Verdict == Rounded
	return o
}

// under evaluates the model under what a claim supposes, once for each set. It
// is nil where the claims together take too many steps.
func (v *Values) under(c *Claim) *Values {
	id := c.Given.Scenario
	if id == "" {
		for _, o := range c.Given.Overrides {
			id += "\x00" + o.Name + "=" + o.Text
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.others == nil {
		v.others = map[string]*Values{}
	}
	w, ok := v.others[id]
	if !ok {
		if v.supposed > v.model.maxSteps {
			return nil
		}
		w, _ = v.At(c.Given.Overrides)
		v.others[id] = w
		v.supposed += w.steps
	}
	return w
}

// try tests a claim under these values.
func (v *Values) try(c *Claim) (verdict Verdict, low, high Value, ok bool) {
	if c.holds.code != nil {
		x := v.value(c.holds)
		verdict = Contradicted
		if x.SI != 0 {
			verdict = Reproduced
		}
		return verdict, x, Value{}, x.OK
	}
	low = v.value(c.lower)
	if c.Upper == "" {
		return c.compare(low), low, Value{}, low.OK
	}
	high = v.value(c.upper)
	verdict = worse(c.digits(c.low, low), c.digits(c.high, high))
	return verdict, low, high, low.OK && high.OK
}

// value computes an expression of a claim.
func (v *Values) value(t tested) Value {
	s := v.combine(t.uses)
	x := Value{Dim: t.typ.Dim, Unit: t.unit, Bool: t.typ.Bool, Digits: s.digits, Silent: s.silent}
	if !s.ok {
		return x
	}
	y, fault := t.code.Eval(v.env)
	x.SI, x.OK = y, fault == nil
	return x
}

// compare tests a value against a printed number or range.
func (c *Claim) compare(x Value) Verdict {
	if !c.isRange {
		return c.digits(c.high, x)
	}
	low, high := c.low.si(), c.high.si()
	switch {
	case x.SI < min(low, high):
		if low <= high {
			return c.digits(c.low, x)
		}
		return c.digits(c.high, x)
	case x.SI > max(low, high):
		if low <= high {
			return c.digits(c.high, x)
		}
		return c.digits(c.low, x)
	}
	return Reproduced
}

// slack widens a comparison by what rounding of binary fractions can do.
const slack = 1 + 1e-9

// digits tests a value against one printed number.
func (c *Claim) digits(p printed, x Value) Verdict {
	if c.Decade {
		ratio := x.SI / p.si()
		if ratio > 0.1*slack && ratio < 10/slack {
			return Reproduced
		}
		return Contradicted
	}
	off := math.Abs(p.unit.FromSI(x.SI) - p.value)
	half, coarser := p.half, p.coarser
	if c.tolerances {
		half = c.tolerance / math.Abs(p.unit.Factor())
		if c.relative {
			half = c.tolerance * math.Abs(p.value)
		}
		coarser = half
	}
	edge := 4e-16 * math.Abs(p.value) // a bound of 0 for a number without digits
	switch {
	case off <= half*slack+edge:
		return Reproduced
	case off <= coarser*slack+edge:
		return Rounded
	}
	return Contradicted
}

func worse(a, b Verdict) Verdict {
	for _, v := range []Verdict{Contradicted, Rounded} {
		if a == v || b == v {
			return v
		}
	}
	return Reproduced
}

// factor is the recomputed value over the printed one.
func (c *Claim) factor(x Value) float64 {
	if c.holds.code != nil || c.isRange || !x.OK || c.high.si() == 0 {
		return 0
	}
	if f := x.SI / c.high.si(); finite(f) {
		return f
	}
	return 0
}

// finding reports a verdict that is not the expected one.
func (o Outcome) finding() (diag.Finding, bool) {
	if o.Expected {
		return diag.Finding{}, false
	}
	c := o.Claim
	var fs diag.List
	f := fs.Warn("claim-verdict", c.At, "claim %s is %s, where %s is expected%s", c.ID, o.Verdict, c.Expect, o.because())
	switch {
	case o.Verdict == Untestable:
		f.Hint = "write holds:, or value: with quantity:, or expect: untestable with a note"
	case c.Expect == Reproduced || c.Expect == Rounded:
		f.Hint = fmt.Sprintf("mend the model, or state expect: %s with a note that explains it", o.Verdict)
	default:
		f.Hint = fmt.Sprintf("state expect: %s if the claim has come true, or mend the model", o.Verdict)
	}
	return fs[0], true
}

// because words what was compared.
func (o Outcome) because() string {
	c := o.Claim
	switch {
	case c.holds.code != nil:
		return fmt.Sprintf(": %q is %t", clip(c.HoldsText), o.Recomputed.SI != 0)
	case c.Quantity == "":
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, ": printed %s, recomputed %s", c.Printed, show(o.Recomputed.SI, c.high.unit))
	if c.Upper != "" {
		fmt.Fprintf(&b, " to %s", show(o.Upper.SI, c.high.unit))
	}
	if o.HasGiven {
		fmt.Fprintf(&b, ", under its given %s", show(o.Given.SI, c.high.unit))
	}
	return b.String()
}
