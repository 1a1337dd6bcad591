package number

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"reckon/internal/golden"
	"reckon/model/unit"
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

// The cases of fixtures/numbers/intl hold but for negative zeros, which we
// never print. Two conventions of ours are undone first: the minus sign, and
// the power of ten, which ICU writes as E.
func TestIntl(t *testing.T) {
	var f struct {
		Cases []struct {
			Name, Locale, Value, Expected string
			Options                       intlOptions
		}
	}
	readFixture(t, &f, "intl", "decimal.json")
	pass, negativeZeros := 0, 0
	for _, c := range f.Cases {
		got := c.Options.format(c.Locale, c.Value)
		want := strings.ReplaceAll(c.Expected, "-", minus)
		mantissa, _, _ := strings.Cut(want, "×")
		if strings.HasPrefix(want, minus) && !strings.ContainsAny(mantissa, "123456789") {
			if got == strings.Replace(want, minus, "", 1) {
				negativeZeros++
				continue
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", c.Name, got, want)
			continue
		}
		pass++
	}
	t.Logf("intl: %d of %d, and %d negative zeros print as zero", pass, len(f.Cases), negativeZeros)
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
	if o.Notation != "scientific" {
		show = min(show, -least)
	}
	if n := o.MinimumSignificantDigits; n != nil {
		show = min(r.point-*n, 0)
		if r.zero() {
			show = 1 - *n
		}
	}
	out := ""
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
		space, ok := intlPercent[lang]
		if !ok {
			space = intlPercent[language(lang)]
		}
		out += space + "%"
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
var intlPercent = map[string]string{"de": noBreak, "de-CH": "", "fr": noBreak, "es": noBreak, "sv": noBreak}

// The signs of our six languages are those of the CLDR.
func TestCLDR(t *testing.T) {
	for _, lang := range []string{"en", "en-GB", "zh", "zh-Hans", "de", "fr", "es", "ja"} {
		var f struct {
			Main map[string]struct {
				Numbers struct {
					MinimumGroupingDigits string
					Symbols               struct{ Decimal, Group string } `json:"symbols-numberSystem-latn"`
				}
			}
		}
		readFixture(t, &f, "cldr", lang+".numbers.json")
		n, l := f.Main[lang].Numbers, localeOf(lang)
		if l.decimal != n.Symbols.Decimal || l.group != n.Symbols.Group || fromFloatText(l.leastGroup) != n.MinimumGroupingDigits {
			t.Errorf("%s: decimal %q, group %q, least %d; CLDR has %+v", lang, l.decimal, l.group, l.leastGroup, n)
		}
	}
}

// The writing rules of the SI that concern numbers: a printer's share of
// fixtures/numbers/si-style. Rules on the author's prose (plurals, full stops,
// abbreviations, mixed names) are for those who read prose.
func TestSIStyle(t *testing.T) {
	var f struct {
		Cases []struct{ Name, Rule, Input, Value, Uncertainty, Flagged, Correct string }
	}
	readFixture(t, &f, "si-style", "rules.json")
	s := Style{Lang: "en"}
	pass, prose := 0, 0
	for _, c := range f.Cases {
		var got string
		switch {
		case c.Uncertainty != "":
			got, _ = s.Bracketed(c.Value, c.Uncertainty)
		case c.Input != "":
			got = asWritten(s, c.Input)
		case printed(c.Correct):
			got = reprint(t, s, c.Correct)
		default:
			prose++
			continue
		}
		if space.Replace(got) != space.Replace(c.Correct) {
			t.Errorf("%s: got %q, want %q", c.Name, got, c.Correct)
			continue
		}
		pass++
	}
	t.Logf("si-style: %d of %d, %d on prose", pass, len(f.Cases), prose)
}

var space = strings.NewReplacer(noBreak, " ")

// asWritten prints a number with the digits that its text has.
func asWritten(s Style, text string) string {
	d, _ := fromText(text)
	mantissa, exp, power := strings.Cut(strings.ToLower(text), "e")
	_, decimals, _ := strings.Cut(mantissa, ".")
	if !power {
		return string(s.appendPlain(nil, d, -len(decimals), true))
	}
	e, _ := fromText(exp)
	return string(s.appendPower(nil, d, int(e.float())-len(decimals), int(e.float())))
}

// printed tells whether an example is a number with a unit and nothing more.
func printed(text string) bool {
	n := Read("en", text)
	return len(n) == 1 && n[0].Start == 0 && n[0].Unit != "" && n[0].UnitEnd == len(text)
}

// reprint reads a number with its unit and prints both again.
func reprint(t *testing.T, s Style, text string) string {
	t.Helper()
	value, digits, rest, err := ParseLiteral(text)
	if err != nil {
		t.Fatal(err)
	}
	u, err := unit.Builtin().Parse(rest)
	if err != nil {
		t.Fatal(err)
	}
	f, _ := ParseFormat("")
	got, err := s.Print(Quantity{Value: value, Unit: u, Digits: digits}, f)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
