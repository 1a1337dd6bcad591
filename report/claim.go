package report

import (
	"math"
	"strings"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/formula"
	"reckon/model/number"
	"reckon/report/markdown/ast"
)

// hair is how near its limit a condition may come, relative to the limit,
// before the author is warned; wordTolerance is what a number word is held to.
const (
	hair          = 0.01
	wordTolerance = 0.05
)

// claimText is a body of the form WORDS <EXPRESSION>.
type claimText struct {
	words  string
	source string
	at     diag.Pos // of source
}

// splitClaim finds the expression: from the first unescaped " <" to the final
// ">". Within the words \< is a less-than sign.
func splitClaim(body string, at diag.Pos) (claimText, bool) {
	if !strings.HasSuffix(body, ">") {
		return claimText{}, false
	}
	i := strings.Index(body, " <")
	if i < 0 {
		return claimText{}, false
	}
	source := body[i+2 : len(body)-1]
	at = at.Advance(body[:i+2]).Right(leadingSpaces(source))
	return claimText{strings.ReplaceAll(strings.TrimSpace(body[:i]), `\<`, "<"), strings.TrimSpace(source), at}, true
}

func (r *resolver) claim(n *ast.Claim) {
	body := strings.TrimSpace(n.Body)
	if o, ok := r.outcomes[body]; ok {
		r.declaredClaim(n, o)
		return
	}
	if r.m.Model.Claim(body) != nil {
		return // its findings are the model's
	}
	text, ok := splitClaim(body, n.Src.Right(leadingSpaces(n.Body)))
	if !ok {
		var ids []string
		for _, c := range r.m.Model.Claims() {
			ids = append(ids, c.ID)
		}
		if i := strings.Index(body, " <"); i >= 0 {
			at := n.Src.Right(leadingSpaces(n.Body)).Advance(body[:i+1])
			r.findings.Add("claim-unclosed", at, "no > ends the condition begun here").Hint = "write {claim}`" + body + ">`"
			return
		}
		hint := diag.DidYouMean(body, ids)
		if hint == "" {
			hint = "write {claim}`words <condition>` for a claim of your own"
		}
		r.findings.Add("claim-unknown", n.Src, "no claim is called %q, and there is no <expression> to check", body).Hint = hint
		return
	}
	n.Words = text.words
	v, e, ok := r.evaluate(text.source, text.at, "")
	if !ok {
		return
	}
	if v.Bool {
		r.condition(n, text, v, e)
	} else {
		r.digits(n, text, v, e)
	}
}

// outcome files the result of an author's own claim.
func (r *resolver) outcome(n *ast.Claim, holds bool, note string) {
	n.Verdict = "holds"
	if !holds {
		n.Verdict = "fails"
	}
	n.Label = r.words.VerdictWord(n.Verdict)
	n.Note = note
}

// condition checks words by a comparison.
func (r *resolver) condition(n *ast.Claim, text claimText, v model.Value, e formula.Expr) {
	_, n.Entry, _ = r.derivation(text.source, e, "", v)
	holds := v.SI != 0
	r.outcome(n, holds, text.source)
	sides, margin, ok := r.margin(e, text)
	note := ""
	if ok {
		note = ": " + sides
	}
	switch {
	case !holds:
		hint := "mend the words or the condition " + text.source
		if c, ok := e.(*formula.Binary); ok && bareNumber(formula.Print(c.Y)) && percentWords.MatchString(text.words) {
			hint = "a percentage needs its sign in the condition too: " + formula.Print(c.Y) + " %"
		}
		r.findings.Warn("claim-fails", n.Src, "%q is not true%s", text.words, note).Hint = hint
	case ok && margin < hair:
		r.findings.Warn("claim-by-a-hair", n.Src, "%q holds by a hair%s", text.words, note).
			Hint = "weaken the words: a small change of an input turns them false"
	}
}

// margin gives the two sides of a comparison as text and their relative
// distance.
func (r *resolver) margin(e formula.Expr, text claimText) (string, float64, bool) {
	c, ok := e.(*formula.Binary)
	if !ok || !c.Op.Compares() {
		return "", 0, false
	}
	left, _, fs := r.values.Expression(formula.Print(c.X), text.at)
	right, _, gs := r.values.Expression(formula.Print(c.Y), text.at)
	if len(fs) > 0 || len(gs) > 0 || !left.OK || !right.OK {
		return "", 0, false
	}
	if right.Dim == left.Dim {
		right.Unit = left.Unit
	}
	l, err1 := r.print(left, number.Format{Verb: 'g', Digits: 4})
	g, err2 := r.print(right, number.Format{Verb: 'g', Digits: 4})
	if err1 != nil || err2 != nil {
		return "", 0, false
	}
	scale := math.Max(math.Abs(left.SI), math.Abs(right.SI))
	if scale == 0 {
		return l + " against " + g, 0, true
	}
	return l + " against " + g, math.Abs(left.SI-right.SI) / scale, true
}

// digits checks the one number in the words against a value.
func (r *resolver) digits(n *ast.Claim, text claimText, v model.Value, e formula.Expr) {
	name, entry, _ := r.derivation(text.source, e, "", v)
	n.Entry = entry
	numerals := number.ReadUnits(r.doc.Lang, text.words, r.m.Model.Units())
	if len(numerals) != 1 {
		r.findings.Add("claim-numeral", n.Src, "a claim about a value holds exactly one number; %q holds %d", text.words, len(numerals)).
			Hint = "put {claim} around the one number, or check a condition with <, > or ="
		return
	}
	num := numerals[0]
	shown := v.Unit
	if num.Unit != "" {
		u, err := r.m.Model.Units().Parse(num.Unit)
		if err == nil && u.Dimension() != v.Dim {
			r.unlike(n, text, num, name, v)
			return
		} else if err == nil {
			shown = r.m.Model.PrintedUnit(u, e, v.Unit)
		}
	}
	is := shown.FromSI(v.SI)
	holds := asPrinted(is, num)
	value := v
	value.Unit = shown
	recomputed, err := r.print(value, number.Format{Verb: 'g', Digits: max(4, num.Digits+2)})
	if err != nil {
		recomputed = exact(is)
	}
	r.outcome(n, holds, recomputed)
	if holds {
		return
	}
	hint := "print the number with {val}, or mend the words"
	if steps, ok := r.m.Model.Steps(shown); ok && v.Unit.Offset() == 0 && asPrinted(steps.FromSI(v.SI), num) {
		hint = "if " + name + " is a difference of temperatures, print it in K, or declare it in " + steps.String()
	}
	r.findings.Warn("claim-fails", n.Src, "%q is not what %s gives: %s", text.words, name, recomputed).Hint = hint
}

// asPrinted tells whether a value, in the unit of a numeral, is the numeral to its
// precision.
func asPrinted(is float64, num number.Numeral) bool {
	tolerance := num.Half
	if num.Word {
		tolerance = wordTolerance * math.Abs(num.Value)
	}
	return math.Abs(is-num.Value) <= tolerance*(1+1e-9)
}

// unlike reports a numeral whose unit cannot be that of the value.
func (r *resolver) unlike(n *ast.Claim, text claimText, num number.Numeral, name string, v model.Value) {
	have, hint := "in "+v.Unit.String(), "print it in a unit such as "+v.Unit.String()+", or check another quantity"
	if v.Dim.IsZero() {
		have, hint = "is a bare number", "check a quantity in "+num.Unit+", or leave what is no unit out of the claim"
	}
	r.findings.Add("unit-mismatch", n.Src.Advance(text.words[:num.Start]), "%s is in %s, %s %s",
		text.words[num.Start:num.End], num.Unit, name, have).Hint = hint
}

// declaredClaim prints a claim of the model with its verdict.
func (r *resolver) declaredClaim(n *ast.Claim, o model.Outcome) {
	n.ID = o.Claim.ID
	n.Words = r.modelText(o.Claim.Text)
	n.Verdict = string(o.Verdict)
	n.Label = r.words.VerdictWord(n.Verdict)
	n.Note = r.modelText(o.Claim.Note)
	n.Entry = claimID(o.Claim.ID)
}

// claimID is the anchor of a claim in the table of claims.
func claimID(id string) string { return "claim-" + id }
