package unit

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Conversions round once: the float64 nearest to the true value.
func TestExact(t *testing.T) {
	for _, test := range []struct {
		x    float64
		unit string
		si   float64
	}{
		{1, "nW", 1e-9}, {3.09, "W", 3.09}, {1, "min", 60}, {36, "km/h", 10}, {1, "kcal", 4184}, {1, "eV", 1.602176634e-19},
		{1, "Å", 1e-10}, {1, "mmHg", 133.322387415}, {1, "atm", 101325}, {1, "year", 31557600}, {1, "°", math.Pi / 180}, {180, "deg", math.Pi},
		{1, "KiB", 8192}, {25, "degC", 298.15}, {32, "degF", 273.15}, {-40, "°F", 233.15}, {1, "ppm", 1e-6}, {5, "%", 0.05},
		{1, "µmol/(g min)", 1e-3 / 60}, {1, "M", 1000}, {1, "L", 0.001}, {1, "t", 1000}, {1, "qW", 1e-30}, {1, "in", 0.0254}, {1, "µm^2", 1e-12},
		{1, "mm^(1/2)", math.Sqrt(0.001)}, {1, "nat", 1 / math.Ln2}, {3.6e6, "mas", math.Pi / 180}, {4, "kg·m^(1/2)", 4},
	} {
		u := mustParse(t, test.unit)
		if got := u.ToSI(test.x); got != test.si {
			t.Errorf("%v %s: got %v, want %v", test.x, test.unit, got, test.si)
		}
		if got := u.FromSI(test.si); math.Abs(got-test.x) > 2e-16*(math.Abs(test.x)+u.Offset()) {
			t.Errorf("%v in %s: got %v, want %v", test.si, test.unit, got, test.x)
		}
	}
	if got := mustParse(t, "nW").FromSI(3.09e-9); got != 3.09 {
		t.Errorf("3.09e-9 W in nW: got %v", got)
	}
}

func TestCounted(t *testing.T) {
	for _, test := range []struct{ unit, want string }{
		{"bit", "information"}, {"kB", "information"}, {"rad", "angle"}, {"deg", "angle"}, {"rpm", "angle"}, {"sr", "solid angle"},
		{"bit/rad", "angle^-1·information"}, {"bit/byte", ""}, {"%", ""}, {"m", ""}, {"Hz", ""}, {"nat/s", "information"}, {"mas", "angle"},
	} {
		if got := mustParse(t, test.unit).Counted(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.unit, got, test.want)
		}
	}
}

func TestName(t *testing.T) {
	for _, test := range []struct{ unit, lang, want string }{
		{"kJ/mol", "en", "kilojoules per mole"}, {"W", "zh", "瓦"}, {"mW", "zh-Hans", "毫瓦"}, {"m/s^2", "en", "meters per second squared"},
		{"m/s^2", "en-GB", "metres per second squared"}, {"W/m^2", "de", "Watt pro Quadratmeter"}, {"m^2", "fr", "mètres carrés"},
		{"kW·h", "en", "kilowatt hours"}, {"kW·h", "de", "Kilowattstunden"}, {"s^-1", "en", "per second"}, {"m^5", "en", "m⁵"}, {"W", "sv", "W"}, {"%", "zh", "%"}, {"1", "en", ""},
		{"mW", "ja", "ミリワット"}, {"km^3", "es", "kilómetros cúbicos"},
	} {
		if got := mustParse(t, test.unit).Name(test.lang); got != test.want {
			t.Errorf("%s in %s: got %q, want %q", test.unit, test.lang, got, test.want)
		}
	}
	if got := mustParse(t, "kJ/mol").NameFor("en", false); got != "kilojoule per mole" {
		t.Errorf("singular: %q", got)
	}
}

func TestTeX(t *testing.T) {
	r := Builtin().Extend()
	if err := r.Define("solar_mass", Definition{Value: 1.98847e30, Unit: mustParse(t, "kg"), Symbol: `M_\odot`}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ unit, want string }{
		{"kJ/mol", `\mathrm{kJ}/\mathrm{mol}`}, {"µmol/(g min)", `\mathrm{µmol}/(\mathrm{g}\,\mathrm{min})`},
		{"m^(1/2)", `\mathrm{m}^{1/2}`}, {"%", `\mathrm{\%}`}, {"solar_mass/year", `{M_\odot}/\mathrm{yr}`}, {"1", ""},
	} {
		u, err := r.Parse(test.unit)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.TeX(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.unit, got, test.want)
		}
	}
}

func TestDefine(t *testing.T) {
	r := Builtin().Extend()
	kg := mustParse(t, "kg")
	for _, test := range []struct {
		name string
		def  Definition
		rule string
	}{
		{"solar_mass", Definition{Value: 1.98847e30, Unit: kg, Names: map[string]string{"en": "solar masses"}}, ""},
		{"euro", Definition{NewDimension: "currency", Symbol: "€"}, ""},
		{"neuron", Definition{}, ""},
		{"W", Definition{Value: 2, Unit: kg}, RuleRedefined},
		{"mW", Definition{Value: 2, Unit: kg}, RuleRedefined},
		{"watt", Definition{Value: 2, Unit: kg}, RuleRedefined},
		{"euro", Definition{}, RuleRedefined},
		{"inch", Definition{Value: 25.4e-3, Unit: mustParse(t, "m")}, ""},
		{"nat", Definition{Value: 1.4427, Unit: mustParse(t, "bit")}, ""},
		{"inch", Definition{Value: 24e-3, Unit: mustParse(t, "m")}, RuleRedefined},
		{"inch", Definition{Value: 25.4e-3, Unit: kg}, RuleRedefined},
		{"2x", Definition{}, RuleDefinition},
		{"if", Definition{}, RuleDefinition},
		{"x", Definition{Value: -1}, RuleDefinition},
		{"x", Definition{Value: math.NaN()}, RuleDefinition},
		{"x", Definition{Value: 1, Unit: kg, NewDimension: "y"}, RuleDefinition},
		{"x", Definition{Value: 1, Unit: mustParse(t, "degC")}, RuleOffset},
		{"x", Definition{Value: 1e300, Unit: kg}, RuleLimit},
	} {
		err := r.Define(test.name, test.def)
		rule := ""
		var e *Error
		if errors.As(err, &e) {
			rule = e.Rule
		}
		if rule != test.rule {
			t.Errorf("Define(%s, %+v): got %v, want %q", test.name, test.def, err, test.rule)
		}
	}
	for _, test := range []struct{ text, source, plain, dimension, counted string }{
		{"solar_mass", "solar_mass", "solar mass", "kg", ""},
		{"solar masses", "solar_mass", "solar mass", "kg", ""},
		{"euro/solar_mass", "euro/solar_mass", "€/solar mass", "kg⁻¹·currency", ""},
		{"€^2", "euro^2", "€²", "currency²", ""},
		{"W/neuron", "W/neuron", "W/neuron", "kg·m²·s⁻³", "neuron^-1"},
	} {
		u, err := r.Parse(test.text)
		if err != nil {
			t.Errorf("Parse(%q): %v", test.text, err)
			continue
		}
		if u.String() != test.source || u.Dimension().String() != test.dimension || u.Counted() != test.counted ||
			strings.ReplaceAll(u.Print("en"), "_", " ") != test.plain {
			t.Errorf("Parse(%q): got %s, %s, %s, %q", test.text, u, u.Print("en"), u.Dimension(), u.Counted())
		}
	}
	if _, ok := Builtin().Lookup("euro"); ok {
		t.Error("an extension changed the built-in units")
	}
	if got := r.Names()[0]; got != "solar_mass" {
		t.Errorf("the first name is %q", got)
	}
}

// A symbol is found before a prefix is tried, so a unit may hide a prefixed
// one. These are known; a new unit must not add to them unnoticed.
func TestHiddenSymbols(t *testing.T) {
	known := " Pa cd min h d week wk mo Gal Gy PS Torr ft pt gr at au a mil dyn ct kat mol dpt " +
		"ha dwt kp ppt bar gon cwt mph cc T P Pint mi nmi dpt yd pc ph hp Eh "
	r := Builtin()
	for name, d := range r.symbols {
		for _, p := range allPrefixes {
			rest, ok := strings.CutPrefix(name, p.symbol)
			if e := r.symbols[rest]; ok && e != nil && e != d && p.fits(e.prefixes) && !strings.Contains(known, " "+name+" ") {
				t.Errorf("%s hides %s%s", name, p.symbol, rest)
			}
		}
	}
}

// drawUnit gives a product of a few units.
func drawUnit(t *rapid.T, label string) Unit {
	names := []string{"m", "kg", "s", "mW", "kJ", "mol", "bit", "rad", "nm", "min", "%", "eV", "KiB", "deg"}
	u := Unit{}
	for range rapid.IntRange(0, 4).Draw(t, label+" terms") {
		v, err := Builtin().Parse(rapid.SampledFrom(names).Draw(t, label))
		if err != nil {
			t.Fatal(err)
		}
		v, err = v.Pow(int64(rapid.IntRange(-3, 3).Draw(t, label+" num")), int64(rapid.IntRange(1, 3).Draw(t, label+" den")))
		if err == nil && rapid.Bool().Draw(t, label+" under") {
			u, err = u.Div(v)
		} else if err == nil {
			u, err = u.Mul(v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return u
}

func TestAlgebra(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, v := drawUnit(t, "u"), drawUnit(t, "v")
		uv, err1 := u.Mul(v)
		vu, err2 := v.Mul(u)
		q, err3 := u.Div(v)
		back, err4 := q.Mul(v)
		sq, err5 := u.Pow(2, 1)
		root, err6 := sq.Pow(1, 2)
		if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
			t.Fatal(err)
		}
		if uv.Dimension() != vu.Dimension() || uv.Dimension() != u.Dimension().Mul(v.Dimension()) || uv.Counted() != vu.Counted() {
			t.Fatalf("%s · %s is %s or %s", u, v, uv.Dimension(), vu.Dimension())
		}
		if back.Dimension() != u.Dimension() || back.Counted() != u.Counted() || near(back.Factor(), u.Factor(), 1e-14) != nil {
			t.Fatalf("%s / %s · %s is %s", u, v, v, back)
		}
		if root.Dimension() != u.Dimension() || near(root.Factor(), u.Factor(), 1e-14) != nil {
			t.Fatalf("the root of (%s)² is %s", u, root)
		}
		again, err := Builtin().Parse(uv.String())
		if err != nil || !again.Equal(uv) {
			t.Fatalf("%s reads back as %s, %v", uv, again, err)
		}
		x := rapid.Float64Range(1e-6, 1e6).Draw(t, "x")
		if y := u.FromSI(u.ToSI(x)); math.Abs(y-x) > 4e-16*math.Abs(x) {
			t.Fatalf("%v %s comes back as %v", x, u, y)
		}
	})
}

func TestDimensionAlgebra(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) Dimension {
			d := Dimension{}
			for i := range bases {
				e, err := baseDimension(i).Pow(int64(rapid.IntRange(-4, 4).Draw(t, label)), int64(rapid.IntRange(1, 4).Draw(t, label)))
				if err != nil {
					t.Fatal(err)
				}
				d = d.Mul(e)
			}
			if rapid.Bool().Draw(t, label+" named") {
				d = d.Mul(NewDimension(rapid.SampledFrom([]string{"currency", "area_code"}).Draw(t, label)))
			}
			return d
		}
		a, b, c := draw("a"), draw("b"), draw("c")
		if a.Mul(b) != b.Mul(a) || a.Mul(b).Mul(c) != a.Mul(b.Mul(c)) || a.Mul(b).Div(b) != a || !a.Div(a).IsZero() {
			t.Fatalf("%s, %s, %s", a, b, c)
		}
		cube, err1 := a.Pow(3, 1)
		root, err2 := cube.Pow(1, 3)
		if err1 != nil || err2 != nil || root != a || cube != a.Mul(a).Mul(a) {
			t.Fatalf("%s cubed is %s, its root %s", a, cube, root)
		}
	})
}

// Exponents past all bounds make a dimension of nothing, not a wrong one.
func TestDimensionLimit(t *testing.T) {
	d := baseDimension(0)
	if _, err := d.Pow(1, 0); err == nil {
		t.Error("an exponent of 1/0 is taken")
	}
	if _, err := d.Pow(maxExponent+1, 1); err == nil {
		t.Error("a huge exponent is taken")
	}
	e, err := d.Pow(maxExponent, 1)
	if err != nil {
		t.Fatal(err)
	}
	if w := e.Mul(e); w.Valid() || w.Mul(d).Valid() || w.IsZero() {
		t.Errorf("got %s", w)
	}
}

func BenchmarkParse(b *testing.B) {
	r := Builtin()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Parse("µmol/(g min)"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		load()
	}
}

// A model's unit takes prefixes where it says so.
func TestDefinePrefixes(t *testing.T) {
	r := Builtin().Extend()
	if err := r.Define("EUR", Definition{NewDimension: "currency", Symbol: "€", Prefixes: true}); err != nil {
		t.Fatal(err)
	}
	if err := r.Define("person", Definition{NewDimension: "people"}); err != nil {
		t.Fatal(err)
	}
	u, err := r.Parse("kEUR/MWh")
	if err != nil || u.Print("en") != "k€/(MW·h)" || math.Abs(u.ToSI(1)*3.6e6-1) > 1e-15 {
		t.Errorf("%v, %v", u.Print("en"), err)
	}
	var e *Error
	if _, err := r.Parse("kperson"); !errors.As(err, &e) || e.Hint != "person takes prefixes where its definition says prefixes: true" {
		t.Errorf("%+v", e)
	}
}
