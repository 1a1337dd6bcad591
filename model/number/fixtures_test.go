package number

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"reckon/internal/golden"
)

func readFixture(t *testing.T, into any, elem ...string) {
	t.Helper()
	b, err := os.ReadFile(golden.Fixture(t, append([]string{"numbers"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// ascii undoes what a comparison with ASCII text must not see.
var ascii = strings.NewReplacer(minus, "-", thin, "", noBreak, " ")

func TestPDG(t *testing.T) {
	var f struct {
		Cases []struct{ Name, Value, Uncertainty, Expected string }
	}
	readFixture(t, &f, "pdg", "rounding.json")
	s := Style{Lang: "en", Rounding: PDG, Grouping: "none"}
	pass := 0
	for _, c := range f.Cases {
		got, ok := s.Uncertain(c.Value, c.Uncertainty)
		if got = ascii.Replace(got); !ok || got != c.Expected {
			t.Errorf("%s: %s, %s: got %q, want %q", c.Name, c.Value, c.Uncertainty, got, c.Expected)
			continue
		}
		pass++
	}
	t.Logf("pdg: %d of %d", pass, len(f.Cases))
}

// Every case of fixtures/numbers/intl holds. Two conventions of ours are undone
// first: the minus sign, and the power of ten, which ICU writes as E.
func TestIntl(t *testing.T) {
	var f struct {
		Cases []struct {
			Name, Locale, Value, Expected string
			Options                       intlOptions
		}
	}
	readFixture(t, &f, "intl", "decimal.json")
	pass := 0
	for _, c := range f.Cases {
		got := c.Options.format(c.Locale, c.Value)
		if want := strings.ReplaceAll(c.Expected, "-", minus); got != want {
			t.Errorf("%s: got %q, want %q", c.Name, got, want)
			continue
		}
		pass++
	}
	t.Logf("intl: %d of %d", pass, len(f.Cases))
}

type intlOptions struct {
	MinimumFractionDigits    *int
	MaximumFractionDigits    *int
	MinimumSignificantDigits *int
	MaximumSignificantDigits *int
	UseGrouping              *bool
	Notation, Style          string
}

// format does with our parts what ECMA-402 asks for.
func (o intlOptions) format(lang, value string) string {
	d, ok := fromText(value)
	if !ok {
		return "not a number"
	}
	s := Style{Lang: lang, Grouping: "comma"}
	if o.UseGrouping != nil && !*o.UseGrouping {
		s.Grouping = "none"
	}
	if o.Style == "percent" && !d.zero() {
		d.point += 2
	}
	exp := 0
	if o.Notation == "scientific" && !d.zero() {
		exp = d.exponent()
	}
	least, most := 0, 3
	if o.MaximumFractionDigits != nil {
		most = *o.MaximumFractionDigits
	}
	if o.MinimumFractionDigits != nil {
		least = *o.MinimumFractionDigits
	}
	place := exp - most
	if n := o.MaximumSignificantDigits; n != nil {
		place = d.point - *n
	}
	r := d.round(place, false)
	show := max(place, min(r.last(), 0))
	if r.zero() {
		show = max(place, 0)
	}
	if o.Notation == "scientific" && !r.zero() {
		exp = r.exponent()
		show = max(place, r.last())
	}
	show = min(show, -least)
	if n := o.MinimumSignificantDigits; n != nil {
		show = min(r.point-*n, 0)
		if r.zero() {
			show = 1 - *n
		}
	}
	out := ""
	if d.neg && r.zero() {
		out = minus // ICU keeps a negative zero, we never print one
	}
	if o.Notation == "scientific" {
		r.point -= exp
		if r.zero() {
			r.point = 0
		}
		e := strings.ReplaceAll(intlExponent(lang, exp), "-", minus)
		return out + string(s.appendPlain(nil, r, show-exp, true)) + e
	}
	out += string(s.appendPlain(nil, r, show, true))
	if o.Style == "percent" {
		out += intlPercent[language(lang)] + "%"
	}
	return out
}

func intlExponent(lang string, exp int) string {
	e := "E"
	if language(lang) == "sv" {
		e = "×10^"
	}
	return e + ascii.Replace(fromFloatText(exp))
}

func fromFloatText(n int) string {
	return string(Style{Lang: "en", Grouping: "none"}.appendPlain(nil, fromFloat(float64(n)), 0, false))
}

// intlPercent is the space before % in the CLDR; the SI, and so we, have one in
// all languages that have spaces.
var intlPercent = map[string]string{"de": noBreak, "fr": thin + "", "es": noBreak, "sv": noBreak}
