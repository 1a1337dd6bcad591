package unit

import (
	"errors"
	"fmt"
	"math"
	"testing"
)

func mustParse(t testing.TB, text string) Unit {
	t.Helper()
	u, err := Builtin().Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return u
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ text, source, plain, dimension string }{
		{"", "1", "", "1"},
		{"1", "1", "", "1"},
		{"kJ/mol", "kJ/mol", "kJ/mol", "kg·m²·s⁻²·mol⁻¹"},
		{"µmol/(g min)", "µmol/(g·min)", "µmol/(g·min)", "kg⁻¹·s⁻¹·mol"},
		{"μmol / (g * min)", "µmol/(g·min)", "µmol/(g·min)", "kg⁻¹·s⁻¹·mol"},
		{"umol/g/min", "µmol/(g·min)", "µmol/(g·min)", "kg⁻¹·s⁻¹·mol"},
		{"W·m^-2", "W·m^-2", "W·m⁻²", "kg·s⁻³"},
		{"W m-2", "W·m^-2", "W·m⁻²", "kg·s⁻³"},
		{"m s⁻²", "m·s^-2", "m·s⁻²", "m·s⁻²"},
		{"m/s**2", "m/s^2", "m/s²", "m·s⁻²"},
		{"1/s", "s^-1", "s⁻¹", "s⁻¹"},
		{"/year", "year^-1", "yr⁻¹", "s⁻¹"},
		{"1/(m s)", "m^-1·s^-1", "m⁻¹·s⁻¹", "m⁻¹·s⁻¹"},
		{"m^(1/2)", "m^(1/2)", "m¹⁄²", "m¹⁄²"},
		{"m^0.5", "m^(1/2)", "m¹⁄²", "m¹⁄²"},
		{"m¹⁄²", "m^(1/2)", "m¹⁄²", "m¹⁄²"},
		{"m2", "m^2", "m²", "m²"},
		{"m m", "m^2", "m²", "m²"},
		{"kg.m", "kg·m", "kg·m", "kg·m"},
		{"(kg m)^2/s", "kg^2·m^2/s", "kg²·m²/s", "kg²·m²·s⁻¹"},
		{"a/(b/s)", "a·s/b", "a·s/b", "m⁻²·s²"},
		{"mg/mg", "mg/mg", "mg/mg", "1"},
		{"Ω", "Ω", "Ω", "kg·m²·s⁻³·A⁻²"},
		{"\u2126", "Ω", "Ω", "kg·m²·s⁻³·A⁻²"},
		{"kohm", "kΩ", "kΩ", "kg·m²·s⁻³·A⁻²"},
		{"\u212b", "Å", "Å", "m"},
		{"kWh", "kW·h", "kW·h", "kg·m²·s⁻²"},
		{"Mbps", "Mbit/s", "Mbit/s", "s⁻¹"},
		{"KiB", "KiB", "KiB", "1"},
		{"QW", "QW", "QW", "kg·m²·s⁻³"},
		{"qg", "qg", "qg", "kg"},
		{"%", "%", "%", "1"},
		{"%/year", "%/year", "%/yr", "s⁻¹"},
		{"°C", "degC", "°C", "K"},
		{"celsius", "degC", "°C", "K"},
		{"degrees Celsius", "degC", "°C", "K"},
		{"degree_Celsius", "degC", "°C", "K"},
		{"ºC", "degC", "°C", "K"},
		{"˚C", "degC", "°C", "K"},
		{"℃", "degC", "°C", "K"},
		{"˚", "deg", "°", "1"},
		{"m^{-1}", "m^-1", "m⁻¹", "m⁻¹"},
		{"s/m^{2}", "s/m^2", "s/m²", "m⁻²·s"},
		{"m^.5", "m^(1/2)", "m¹⁄²", "m¹⁄²"},
		{"m^{1/2}", "m^(1/2)", "m¹⁄²", "m¹⁄²"},
		{"knat/s", "knat/s", "knat/s", "s⁻¹"},
		{"mas/year", "mas/year", "mas/yr", "s⁻¹"},
		{"μas", "µas", "µas", "1"},
		{"light year", "ly", "ly", "m"},
		{"light-years", "ly", "ly", "m"},
		{"light-years/s", "ly/s", "ly/s", "m·s⁻¹"},
		{"min", "min", "min", "s"},
		{"cd", "cd", "cd", "cd"},
		{"Pa", "Pa", "Pa", "kg·m⁻¹·s⁻²"},
		{"dam", "dam", "dam", "m"},
		{"cmH₂O", "cmH2O", "cmH₂O", "kg·m⁻¹·s⁻²"},
		{"meters", "m", "m", "m"},
		{"Kelvin", "K", "K", "K"},
		{"kilowatt hours", "kW·h", "kW·h", "kg·m²·s⁻²"},
		{"metres per second squared", "m/s^2", "m/s²", "m·s⁻²"},
		{"square kilometers", "km^2", "km²", "m²"},
		{"sq ft", "ft^2", "ft²", "m²"},
		{"W per cu cm", "W/cm^3", "W/cm³", "kg·m⁻¹·s⁻³"},
		{"micromoles per gram per minute", "µmol/(g·min)", "µmol/(g·min)", "kg⁻¹·s⁻¹·mol"},
		{"毫瓦", "mW", "mW", "kg·m²·s⁻³"},
		{"千焦每摩尔", "kJ/mol", "kJ/mol", "kg·m²·s⁻²·mol⁻¹"},
		{"Kilowattstunden", "kW·h", "kW·h", "kg·m²·s⁻²"},
		{"kilómetros", "km", "km", "m"},
		{"Kilojoule", "kJ", "kJ", "kg·m²·s⁻²"},
	} {
		u, err := Builtin().Parse(test.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", test.text, err)
			continue
		}
		if u.String() != test.source || u.Print("en") != test.plain || u.Dimension().String() != test.dimension {
			t.Errorf("Parse(%q)\n got: %s, %s, %s\nwant: %s, %s, %s", test.text,
				u, u.Print("en"), u.Dimension(), test.source, test.plain, test.dimension)
		}
		if again := mustParse(t, u.String()); !again.Equal(u) {
			t.Errorf("%s reads back as %s", u, again)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"foo", `0: no unit is called "foo" [unit-unknown] did you mean foot?`},
		{"kJ/mol·wat", `8: no unit is called "wat" [unit-unknown] did you mean watt?`},
		{"KG", `0: no unit is called "KG" [unit-unknown] did you mean kg?`},
		{"sec", `0: no unit is called "sec" [unit-unknown] did you mean s?`},
		{"μkg", `0: no unit is called "μkg" [unit-unknown] a unit takes one prefix, and mass counts from the gram`},
		{"mµm", `0: no unit is called "mµm" [unit-unknown] a unit takes one prefix, and mass counts from the gram`},
		{"mmin", `0: no unit is called "mmin" [unit-unknown] did you mean min?`},
		{"zzqqjj", `0: no unit is called "zzqqjj" [unit-unknown] `},
		{"cortex.neurons", `0: no unit is called "cortex.neurons" [unit-unknown] behind a number names are units; write * before a quantity`},
		{"J/mol K", `6: "J/mol K" can be read in two ways [unit-ambiguous] J/(mol·K) or J·K/mol?`},
		{"W/m·K", `3: "W/m·K" can be read in two ways [unit-ambiguous] W/(m·K) or W·K/m?`},
		{"degC/m", `0: °C has an offset and stands alone, never in a product or power [unit-offset] write a difference of temperatures as K or delta_degC`},
		{"J/°C", `2: °C has an offset and stands alone, never in a product or power [unit-offset] write a difference of temperatures as K or delta_degC`},
		{"°F^2", `0: °F has an offset and stands alone, never in a product or power [unit-offset] write a difference of temperatures as K or delta_degF`},
		{"dB", `0: dB is a logarithmic unit: its values do not add and multiply as quantities do [unit-logarithmic] give the ratio itself, 10^(x/10) for a level of power in dB`},
		{"W/dBm", `2: dBm is a logarithmic unit: its values do not add and multiply as quantities do [unit-logarithmic] give the ratio itself, 10^(x/10) for a level of power in dB`},
		{"2 m", `0: a number stands inside the unit [unit-syntax] numbers belong before the unit`},
		{"m 2", `2: a number stands inside the unit [unit-syntax] numbers belong before the unit`},
		{"m^n", `2: the exponent of a unit is a number such as 2, -1 or (1/2) [unit-syntax] put the number and its unit in brackets to raise both to a power`},
		{"m^(1/0)", `2: the exponent (1/0) is out of range [unit-limit] `},
		{"m^99999999", `2: the exponent 99999999 is out of range [unit-limit] `},
		{"Qm^20", `0: the factor of Qm is out of range [unit-limit] `},
		{"W/", `2: a unit is expected at the end [unit-syntax] `},
		{"W//m", `2: '/' does not belong in a unit [unit-syntax] `},
		{"(W", `0: no ) closes this bracket [unit-syntax] `},
		{"W)", `1: ')' does not belong in a unit [unit-syntax] `},
		{"W & m", `2: '&' does not belong in a unit [unit-syntax] `},
	} {
		_, err := Builtin().Parse(test.text)
		got := "no error"
		var e *Error
		if errors.As(err, &e) {
			got = fmt.Sprintf("%d: %v %s", e.Offset, e, e.Hint)
		}
		if got != test.want {
			t.Errorf("Parse(%q)\n got: %s\nwant: %s", test.text, got, test.want)
		}
	}
}

// The fine print of formulas, in DESIGN.md: what of the text behind a number
// literal is its unit.
func TestPrefix(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{" K + 1", " K"},
		{"/year", "/year"},
		{"/5", ""},
		{" / s", ""},
		{" /s", ""},
		{" m^2", " m^2"},
		{" m ^ 2 + 1", " m ^ 2"},
		{" m^-2", " m^-2"},
		{" m^(1/2)*3", " m^(1/2)"},
		{" m^1/2", " m^1"},
		{" m^n", " m^"},
		{" m^(n+1)", " m^"},
		{" m / s", " m"},
		{" m /s", " m"},
		{" m/ s", " m"},
		{" m/s * 3", " m/s"},
		{" m/2", " m"},
		{" kJ/mol K -> J", " kJ/mol K"},
		{" W·(m K)^-1", " W·(m K)^-1"},
		{" m * s", " m"},
		{" m-2", " m"},
		{" f(2)", ""},
		{" m sqrt(2)", " m"},
		{" J/ln(2)", " J"},
		{"/(g min)", "/(g min)"},
		{"/(2*x)", ""},
		{"/(x + y)", ""},
		{"/(g / min)", ""},
		{"/(g/min)", "/(g/min)"},
		{"%", "%"},
		{" %*3", " %"},
		{"/% x", "/% x"},
		{" km to mi", " km"},
		{" m if x", " m"},
		{" m then 1 else 2", " m"},
		{" foo bar", " foo bar"},
		{" cortex.neurons * 2", " cortex.neurons"},
		{" m²s⁻¹ x", " m²s⁻¹ x"},
		{" °C)", " °C"},
		{" metres per second, 3", " metres per second"},
		{" bit) * 2", " bit"},
		{"(a)", ""},
		{" (m)", ""},
		{" 3", ""},
		{"", ""},
		{" ", ""},
		{"/", ""},
		{" 神经元 + 1", " 神经元"},
	} {
		if got := test.text[:Builtin().Prefix(test.text)]; got != test.want {
			t.Errorf("Prefix(%q): got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestProse(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"en", " m tall", " m"}, {"en", " in 4", ""}, {"en", " a day", ""}, {"en", " W m⁻² of it", " W m⁻²"}, {"en", " kJ/mol.", " kJ/mol"},
		{"en", " milliwatts per gram of", " milliwatts per gram"}, {"en", " degrees Celsius and", " degrees Celsius"}, {"en", "% of", "%"},
		{"en", " square meters of", " square meters"}, {"en", " people", ""}, {"zh", "毫瓦的功率", "毫瓦"}, {"zh", "千焦每摩尔的", "千焦每摩尔"},
		{"en", " kcal kg−1 d−1 in", " kcal kg−1 d−1"}, {"en", " kcal kg-1 d-1.", " kcal kg-1 d-1"}, {"en", " s−1 or", " s−1"}, {"en", " m−2 m", " m"}, {"en", " m-2 m", " m"},
		{"en", " h−12 h", " h"}, {"en", " nmol T-3 at", " nmol"}, {"en", " ˚C at", " ˚C"}, {"en", " light-years away", " light-years"}, {"en", " m s-1.5", " m"},
		{"fr", " en", ""}, {"de", " Kilowatt im", " Kilowatt"}, {"en", " J/mol K", " J/mol"}, {"en", " J/(mol K) at", " J/(mol K)"},
	} {
		if got := test.text[:Builtin().Prose(test.lang, test.text)]; got != test.want {
			t.Errorf("Prose(%s, %q): got %q, want %q", test.lang, test.text, got, test.want)
		}
	}
}

// What is printed reads back as the same unit, and prints the same again.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"kJ/mol", "µmol/(g min)", "W·m^-2", "m s⁻²", "1/s", "m^(1/2)", "degC", "m^-1/s", "(m/s)^-1·m^-1·m",
		"square meters per second squared", "千焦每摩尔", "a/(b/(s/m))", "Qm^3.5", "mg/mg", "‰", "deg^3 rpm", "dB", "mm^0.5·cm^(1/3)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n := Builtin().Prefix(text); n > 0 && Builtin().Prefix(text[:n]) != n {
			t.Fatalf("the unit %q of %q is not a unit of its own", text[:n], text)
		}
		u, err := Builtin().Parse(text)
		if err != nil {
			if e := err.(*Error); e.Offset < 0 || e.Offset > len(text) {
				t.Fatalf("%q: offset %d", text, e.Offset)
			}
			t.Skip()
		}
		again, err := Builtin().Parse(u.String())
		if err != nil {
			t.Fatalf("%q prints %q: %v", text, u, err)
		}
		if !again.Equal(u) || again.Print("en") != u.Print("en") || again.Counted() != u.Counted() {
			t.Fatalf("%q prints %q, which reads as %q", text, u, again)
		}
		for _, lang := range languages {
			u.Name(lang)
		}
		u.TeX()
	})
}

// Scales of temperature meet at the points that define them.
func TestUCUMTemperatures(t *testing.T) {
	for _, test := range []struct {
		code    string
		x, want float64 // in K
	}{{"Cel", 100, 373.15}, {"[degF]", 212, 373.15}, {"[degRe]", 80, 373.15}, {"[degRe]", 0, 273.15}, {"[degR]", 671.67, 373.15}, {"K", 1, 1}} {
		u, err := ParseUCUM(test.code)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.ToSI(test.x); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%v %s is %v K, want %v", test.x, test.code, got, test.want)
		}
	}
}

// A code that is valid makes a unit with a usable factor.
func FuzzParseUCUM(f *testing.F) {
	for _, s := range []string{"mmol/(kg.d)", "10*3/uL", "mm[Hg]", "rad2{a}", "4.[pi].10*-7.N/A2", "{e}", "m[H2O]", "dB[SPL]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		u, err := ParseUCUM(code)
		if err == nil && !(u.Factor() > 0) {
			t.Fatalf("%q has the factor %v", code, u.Factor())
		}
	})
}
