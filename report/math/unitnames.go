package math

import (
	"slices"
	"strings"
	"sync"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// prefixCommands gives the symbols of siunitx's prefixes.
var prefixCommands = map[string]string{
	"quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m",
	"centi": "c", "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P",
	"exa": "E", "zetta": "Z", "yotta": "Y", "ronna": "R", "quetta": "Q", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}

// unitCommands gives the symbols of siunitx's names.
var unitCommands = map[string]string{
	"ampere": "A", "candela": "cd", "kelvin": "K", "kilogram": "kg", "gram": "g", "metre": "m", "meter": "m", "mole": "mol", "second": "s",
	"becquerel": "Bq", "degreeCelsius": "°C", "celsius": "°C", "coulomb": "C", "farad": "F", "gray": "Gy", "hertz": "Hz", "henry": "H", "joule": "J",
	"katal": "kat", "lumen": "lm", "lux": "lx", "newton": "N", "ohm": "Ω", "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv",
	"steradian": "sr", "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "astronomicalunit": "au", "bel": "B", "dalton": "Da", "day": "d",
	"decibel": "dB", "degree": "°", "electronvolt": "eV", "hectare": "ha", "hour": "h", "litre": "l", "liter": "L", "arcminute": "′", "minute": "min",
	"arcsecond": "″", "neper": "Np", "tonne": "t", "bit": "bit", "byte": "B", "percent": "%", "permille": "‰", "angstrom": "Å", "bar": "bar", "barn": "b",
	"atmosphere": "atm", "mmHg": "mmHg", "calorie": "cal", "gauss": "G", "knot": "kn", "year": "a", "annum": "a", "parsec": "pc", "lightyear": "ly", "molar": "M",
	"gal": "Gal", "curie": "Ci", "roentgen": "R", "torr": "Torr", "psi": "psi", "erg": "erg", "dyne": "dyn", "poise": "P", "svedberg": "S", "rpm": "rpm", "baud": "Bd",
	"clight": "c", "planckbar": "ħ", "elementarycharge": "e", "electronmass": "m_e", "bohr": "a_0", "hartree": "E_h",
	// abbreviations
	"fg": "fg", "pg": "pg", "ng": "ng", "ug": "µg", "mg": "mg", "g": "g", "kg": "kg", "amu": "u", "pm": "pm", "nm": "nm", "um": "µm", "mm": "mm", "cm": "cm",
	"dm": "dm", "m": "m", "km": "km", "as": "as", "fs": "fs", "ps": "ps", "ns": "ns", "us": "µs", "ms": "ms", "s": "s", "min": "min", "fmol": "fmol", "pmol": "pmol",
	"nmol": "nmol", "umol": "µmol", "mmol": "mmol", "mol": "mol", "kmol": "kmol", "pA": "pA", "nA": "nA", "uA": "µA", "mA": "mA", "A": "A", "kA": "kA", "ul": "µl",
	"ml": "ml", "l": "l", "hl": "hl", "uL": "µL", "mL": "mL", "L": "L", "mHz": "mHz", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "THz": "THz", "mN": "mN",
	"N": "N", "kN": "kN", "MN": "MN", "Pa": "Pa", "kPa": "kPa", "MPa": "MPa", "GPa": "GPa", "mohm": "mΩ", "kohm": "kΩ", "Mohm": "MΩ", "pV": "pV", "nV": "nV",
	"uV": "µV", "mV": "mV", "V": "V", "kV": "kV", "W": "W", "nW": "nW", "uW": "µW", "mW": "mW", "kW": "kW", "MW": "MW", "GW": "GW", "J": "J", "uJ": "µJ", "mJ": "mJ",
	"kJ": "kJ", "eV": "eV", "meV": "meV", "keV": "keV", "MeV": "MeV", "GeV": "GeV", "TeV": "TeV", "kWh": "kWh", "F": "F", "fF": "fF", "pF": "pF", "nF": "nF", "uF": "µF",
	"mF": "mF", "H": "H", "mH": "mH", "uH": "µH", "C": "C", "nC": "nC", "mC": "mC", "uC": "µC", "T": "T", "mT": "mT", "uT": "µT", "K": "K", "dB": "dB", "kcal": "kcal",
}

// foreignSymbols are those that the model refuses, such as dB, or takes for
// something else: they print, and nothing computes with them.
var foreignSymbols = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{"bel": true, "arb": true, "a.u": true}
	for _, s := range unitCommands {
		known[s] = true
	}
	return known
})

// known is a unit by its symbol or name, as the model prints it. An unknown one
// is a finding.
func (r *unitReader) known(name string, at token) node {
	units := r.p.registry()
	if u, ok := units.Lookup(name); ok {
		return unitNode(u)
	}
	if foreignSymbols()[name] {
		return unitSymbol(name)
	}
	f := r.p.fail("math-unit-unknown", at.pos, "no unit is called %q", name)
	f.Hint = unitHint(units, name)
	return &failure{name}
}

// unitHint is the model's suggestion for a name, else a way out.
func unitHint(units *unit.Registry, name string) string {
	if _, err := units.Parse(name); err != nil {
		if e, ok := err.(*unit.Error); ok && e.Hint != "" {
			return e.Hint
		}
	}
	return `write \text{` + name + `}, or declare it in the model: units: {` + name + `: …}`
}

// unitNode is a unit as the model prints it.
func unitNode(u unit.Unit) node {
	text := u.Print("en")
	if u.Close() {
		return &symbol{text: text, kind: sign}
	}
	if tex := u.TeX(); tex != `\mathrm{`+strings.ReplaceAll(text, "%", `\%`)+`}` {
		tree, found := Parse(tex, diag.Pos{}, nil)
		if !found.HasErrors() {
			return tree.root
		}
	}
	return unitSymbol(text)
}

// underscored takes along what an underscore joins to a name, such as
// solar_mass, where that is a unit. It gives the index behind.
func (r *unitReader) underscored(name string, tokens []token, i int) (string, int) {
	long, k := name, i
	for k+1 < len(tokens) && tokens[k].kind == sub && tokens[k+1].kind == char {
		long += "_"
		for k++; k < len(tokens) && tokens[k].kind == char && !strings.ContainsRune("./()·⋅~*^", tokens[k].r); k++ {
			long += string(tokens[k].r)
		}
	}
	if k == i {
		return name, i
	}
	if _, ok := r.p.registry().Lookup(long); !ok {
		return name, i
	}
	return long, k
}

// named reads a prefix or a unit by its command.
func (r *unitReader) named(t token) {
	if prefix, ok := prefixCommands[t.text]; ok {
		r.prefix = prefix
		return
	}
	if text, ok := unitCommands[t.text]; ok {
		r.start(r.siunitx(t.text, text))
		return
	}
	if m, ok := r.p.macros[t.text]; ok && m.params == 0 && !slices.ContainsFunc(m.body, func(b token) bool { return b.kind == command }) {
		r.start(unitSymbol(sourceOf(m.body)))
		return
	}
	if s, ok := symbols().commands[t.text]; ok && s.kind == letter || ok && s.kind == sign {
		r.start(unitSymbol(r.prefix + s.text))
		return
	}
	if u, ok := r.declared(r.prefix, t.text); ok {
		r.start(unitNode(u))
		return
	}
	if u, ok := r.declared("", t.text); ok {
		r.p.fail("math-unit-unknown", t.pos, `\%s takes no prefix`, t.text).Hint = "write a power of ten with the number"
		r.start(unitNode(u))
		return
	}
	known := append(sortedKeys(unitCommands), sortedKeys(prefixCommands)...)
	for _, name := range r.p.registry().Names() {
		known = append(known, strings.ReplaceAll(name, "_", ""))
	}
	f := r.p.fail("math-unit-unknown", t.pos, `no unit is called \%s`, t.text)
	if name := diag.Suggest(t.text, known); name != "" {
		f.Hint = `did you mean \` + name + "?"
	} else {
		f.Hint = "a unit may also be written plainly: kW, m/s"
	}
	r.start(&failure{t.source()})
}

// siunitx is the unit of a command, with the prefix before it. What the model
// calls by that name counts more than siunitx's symbol.
func (r *unitReader) siunitx(name, symbolText string) node {
	units := r.p.registry()
	if u, ok := units.Lookup(name); ok && r.prefix == "" && name != "gal" {
		return unitNode(u)
	}
	if u, ok := units.Lookup(r.prefix + symbolText); ok && symbolText != "c" && symbolText != "e" {
		return unitNode(u)
	}
	base, index, hasIndex := strings.Cut(r.prefix+symbolText, "_")
	if hasIndex {
		return &scripts{base: &symbol{text: base, kind: letter, face: faceItalic}, sub: unitSymbol(index)}
	}
	return unitSymbol(base)
}

// declared finds a unit of the model by a command, which has no underscores.
func (r *unitReader) declared(prefix, name string) (unit.Unit, bool) {
	units := r.p.registry()
	if u, ok := units.Lookup(prefix + name); ok {
		return u, true
	}
	for _, n := range units.Names() {
		if strings.Contains(n, "_") && strings.ReplaceAll(n, "_", "") == name {
			return units.Lookup(prefix + n)
		}
	}
	return unit.Unit{}, false
}

func (p *parser) registry() *unit.Registry {
	if p.units == nil {
		p.units = unit.Builtin()
	}
	return p.units
}
