package number

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reckon/model/unit"
)

func mustUnit(t testing.TB, text string) unit.Unit {
	t.Helper()
	u, err := unit.Builtin().Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func mustFormat(t testing.TB, text string) Format {
	t.Helper()
	f, err := ParseFormat(text)
	if err != nil {
		t.Fatalf("format %q: %v", text, err)
	}
	return f
}

// visible shows no-break spaces as ~ and thin ones as ', so that tables read.
var visible = strings.NewReplacer(noBreak, "~", thin, "'")

func TestNumber(t *testing.T) {
	for _, test := range []struct {
		x      float64
		format string
		digits int
		want   string
	}{
		{2500, "", 0, "2500"},
		{15000, "", 0, "15'000"},
		{15000, "", 2, "15'000"},
		{1.5e10, "", 0, "1.5~×~10¹⁰"},
		{1.5e10, "", 2, "1.5~×~10¹⁰"},
		{2.06e-10, "", 3, "2.06~×~10⁻¹⁰"},
		{86400, "", 3, "86'400"},
		{299792458, "", 9, "299'792'458"},
		{123456, "", 0, "1.23~×~10⁵"},
		{0.1 + 0.2, "", 0, "0.3"},
		{0.1 + 0.2, "", 3, "0.300"},
		{0.001, "", 0, "0.001"},
		{0.0009, "", 0, "9~×~10⁻⁴"},
		{-1e-9, "", 1, "−1~×~10⁻⁹"},
		{0, "", 3, "0"},
		{math.Copysign(0, -1), "", 3, "0"},
		{34.7, ".0f", 0, "35"},
		{2.675, ".2f", 0, "2.68"},
		{2.6749999999999998, ".2f", 0, "2.68"},
		{0.5, ".0f", 0, "1"},
		{-0.4, ".0f", 0, "0"},
		{9.996, ".3g", 0, "10.0"},
		{99999.6, ".3g", 0, "1.00~×~10⁵"},
		{99949, ".3g", 0, "99'900"},
		{0.00099951, ".3g", 0, "0.001'00"},
		{0.00099949, ".3g", 0, "9.99~×~10⁻⁴"},
		{2.5, ".0g", 0, "3"},
		{1234.5, ".3e", 0, "1.235~×~10³"},
		{9.9999, ".2e", 0, "1.00~×~10¹"},
		{43279.168829, ".6f", 0, "43'279.168'829"},
		{math.Inf(-1), "", 0, "−∞"},
		{math.NaN(), ".2f", 0, "NaN"},
		{9007199254740993, ".0f", 0, "9'007'199'254'740'992"},
	} {
		got := visible.Replace(Style{Lang: "en"}.Number(test.x, mustFormat(t, test.format), test.digits))
		if got != test.want {
			t.Errorf("Number(%v, %q, %d)\n got: %s\nwant: %s", test.x, test.format, test.digits, got, test.want)
		}
	}
}

func TestPrint(t *testing.T) {
	power := Quantity{Value: 6500, Unit: mustUnit(t, "mW"), Low: 5600, High: 7400, HasInterval: true}
	per := Quantity{Value: 2.06e-10, Unit: mustUnit(t, "W"), Low: 1.6e-10, High: 2.6e-10, HasInterval: true, Digits: 2}
	count := Quantity{Value: 1.5e10, Low: 1.4e10, High: 1.7e10, HasInterval: true, Digits: 2, Given: true}
	round := Quantity{Value: 45, Low: 42.5, High: 47.5, HasInterval: true, Digits: 2}
	wide := Quantity{Value: 1, Low: 0.1, High: 10, HasInterval: true}
	narrow := Quantity{Value: 8.8867, Low: 8.882, High: 8.911, HasInterval: true, Digits: 2}
	skew := Quantity{Value: 16.1, Low: 0.52, High: 29, HasInterval: true, Digits: 2}
	grey := Quantity{Value: 3.09, Unit: mustUnit(t, "W"), Digits: 3}
	of := func(x float64, u string) Quantity { return Quantity{Value: x, Unit: mustUnit(t, u)} }
	for _, test := range []struct {
		lang   string
		q      Quantity
		format string
		want   string
	}{
		{"en", grey, "", "3.09~W"},
		{"de", grey, "", "3,09~W"},
		{"en", grey, "bare", "3.09"},
		{"en", grey, ".1f name", "3.1~watts"},
		{"zh", grey, "name", "3.09瓦"},
		{"en", of(1, "mW"), "name", "1~milliwatt"},
		{"fr", of(1.5, "mW"), "name", "1,5~milliwatt"},
		{"en", power, "", "6500~mW"},
		{"en", power, ".2g ±", "6500~mW (5600~mW to 7400~mW)"},
		{"zh", power, ".2g ±", "6500~mW（5600~mW 至 7400~mW）"},
		{"de", power, ".2g ±", "6500~mW (5600~mW bis 7400~mW)"},
		{"fr", power, "±", "6500~mW (5600~mW à 7400~mW)"},
		{"ja", power, "±", "6500~mW（5600~mW～7400~mW）"},
		{"en", power, "± bare", "6500 (5600 to 7400)"},
		{"en", per, "±", "2.06~×~10⁻¹⁰~W (1.6~×~10⁻¹⁰~W to 2.6~×~10⁻¹⁰~W)"},
		{"en", count, "", "1.5~×~10¹⁰"},
		{"en", count, "±", "1.5~×~10¹⁰ (1.4~×~10¹⁰ to 1.7~×~10¹⁰)"},
		{"en", wide, "±", "1.0 (0.1 to 10)"},
		{"en", round, "±", "45.0 (42.5 to 47.5)"},
		{"en", narrow, "±", "8.89 (8.882 to 8.911)"},
		{"en", skew, "±", "16.1 (0.52 to 29)"},
		{"en", Quantity{Value: 1e-17, Low: -1.96, High: 1.96, HasInterval: true}, "±", "0.0 (−2.0 to 2.0)"},
		{"en", Quantity{Value: 1e-3, Low: 1e-7, High: 10, HasInterval: true, Digits: 1}, "", "0.001"},
		{"en", of(30, "deg"), "", "30°"},
		{"en", of(30, "%"), "", "30~%"},
		{"zh", of(30, "%"), "", "30%"},
		{"zh", of(30, "%"), "name", "30%"},
		{"en", of(30, "%"), "name", "30~percent"},
		{"en", of(20, "degC"), "", "20~°C"},
		{"en", of(35, "mW"), "words", "thirty-five~milliwatts"},
		{"zh", of(35, "mW"), "words", "三十五毫瓦"},
		{"en", Quantity{Value: 34.7}, "words", "thirty-five"},
		{"en", Quantity{Value: 0.25}, "words", "zero point two five"},
		{"en", Quantity{Value: -0.5}, "words", "minus zero point five"},
		{"zh", Quantity{Value: 35}, "words", "三十五"},
		{"en", of(1e20, "m"), "words", "1~×~10²⁰~m"},
	} {
		got, err := Style{Lang: test.lang}.Print(test.q, mustFormat(t, test.format))
		if got = visible.Replace(got); err != nil || got != test.want {
			t.Errorf("%s %v : %s\n got: %s %v\nwant: %s", test.lang, test.q.Value, test.format, got, err, test.want)
		}
	}
}

func TestPrintWithoutInterval(t *testing.T) {
	_, err := Style{Lang: "en"}.Print(Quantity{Value: 1}, mustFormat(t, "±"))
	var e *Error
	if !errors.As(err, &e) || e.Rule != "interval-missing" {
		t.Errorf("got %v, want the rule interval-missing", err)
	}
}

func TestGrouping(t *testing.T) {
	for _, test := range []struct{ lang, grouping, want string }{
		{"en", "", "1'234'567.5"}, {"en", "thin", "1'234'567.5"}, {"en", "comma", "1,234,567.5"}, {"en", "none", "1234567.5"},
		{"de", "comma", "1.234.567,5"}, {"fr", "comma", "1'234'567,5"}, {"en-IN", "comma", "12,34,567.5"}, {"zh-Hans", "comma", "1,234,567.5"},
	} {
		got := visible.Replace(Style{Lang: test.lang, Grouping: test.grouping}.Number(1234567.5, Format{Verb: 'f', Digits: 1}, 0))
		if got != test.want {
			t.Errorf("%s %q: got %s, want %s", test.lang, test.grouping, got, test.want)
		}
	}
}

func TestParseFormat(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""}, {".0f", ".0f"}, {" .2g ± ", ".2g ±"}, {".2g±", ".2g ±"}, {"±", "±"}, {"name", "name"}, {"words bare", "bare words"},
		{"± .3e", ".3e ±"},
		{"2f", `0: "2f" is not a format; did you mean .2f?`},
		{".2", `0: ".2" lacks f, g or e; did you mean .2g?`},
		{"± .2x", `3: ".2x" is not a format; use .0f, .2g or .3e: a point, a number of digits, a letter`},
		{".40f", `0: 40 digits are more than a value has; use at most 17`},
		{".2f .3g", `4: the format says number of digits twice; `},
		{"name bare", `5: name and bare exclude each other; keep one of them`},
		{"%d", `0: "%d" is not a format; use .0f, .2g, .3e, ±, name, bare or words`},
	} {
		f, err := ParseFormat(test.text)
		got := f.String()
		var e *FormatError
		if errors.As(err, &e) {
			got = fromFloatText(e.Offset) + ": " + e.Msg + "; " + e.Hint
		}
		if got != test.want {
			t.Errorf("ParseFormat(%q)\n got: %s\nwant: %s", test.text, got, test.want)
		}
	}
}

// What is printed to n digits reads back within half a unit of the last one.
func TestPrintReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1e30, 1e30).Draw(t, "x")
		if rapid.Bool().Draw(t, "small") {
			x *= 1e-40
		}
		verb := rapid.SampledFrom([]byte{'g', 'e', 0}).Draw(t, "verb")
		lang := rapid.SampledFrom([]string{"en", "zh", "de", "fr", "es", "ja"}).Draw(t, "lang")
		grouping := rapid.SampledFrom([]string{"", "comma", "none"}).Draw(t, "grouping")
		digits := rapid.IntRange(1, 9).Draw(t, "digits")
		text := Style{Lang: lang, Grouping: grouping}.Number(x, Format{Verb: verb, Digits: digits}, digits)
		found := Read(lang, text)
		if len(found) != 1 || found[0].End != len(text) || found[0].Start != 0 {
			t.Fatalf("%q reads as %+v", text, found)
		}
		if n := found[0]; math.Abs(n.Value-x) > n.Half*(1+1e-9)+math.Abs(x)*1e-15 { // ties, and the error of the difference
			t.Fatalf("%v prints %q, reads %v, off by more than %v", x, text, n.Value, n.Half)
		}
	})
}

func TestRoundingIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1e6, 1e6).Draw(t, "x")
		n := rapid.IntRange(0, 6).Draw(t, "n")
		got := fromFloat(x).roundComputed(-n).float()
		if math.Abs(got-x) > 0.5000001*math.Pow(10, -float64(n)) {
			t.Fatalf("%v to %d decimals: %v", x, n, got)
		}
	})
}

func BenchmarkPrint(b *testing.B) {
	q := Quantity{Value: 2.06e-10, Unit: mustUnit(b, "W"), Low: 1.6e-10, High: 2.6e-10, HasInterval: true}
	f := mustFormat(b, "±")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := (Style{Lang: "en"}).Print(q, f); err != nil {
			b.Fatal(err)
		}
	}
}

func TestEnds(t *testing.T) {
	rate := Quantity{Value: 240, Unit: mustUnit(t, "kcal/(kg d)"), Low: 220, High: 260, HasInterval: true, Digits: 3}
	for lang, want := range map[string]string{
		"en": "220~kcal/(kg·d) to 260~kcal/(kg·d)",
		"zh": "220~kcal/(kg·d) 至 260~kcal/(kg·d)",
	} {
		if got := strings.ReplaceAll(Style{Lang: lang}.Ends(rate), noBreak, "~"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	rate.HasInterval = false
	if got := (Style{}).Ends(rate); got != "" {
		t.Errorf("a value without an interval has the ends %q", got)
	}
}
