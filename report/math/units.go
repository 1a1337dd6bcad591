package math

import (
	"slices"
	"strings"

	"reckon/internal/diag"
)

// Numbers and units in the form of LaTeX's siunitx: \qty{3.5e3}{\kilo\watt},
// \unit{kg.m/s^2}, \num{1.2(3)e-4}. Units are printed as written, not computed
// with.

var prefixCommands = map[string]string{
	"quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m",
	"centi": "c", "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P",
	"exa": "E", "zetta": "Z", "yotta": "Y", "ronna": "R", "quetta": "Q", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti",
}

var unitCommands = map[string]string{
	"ampere": "A", "candela": "cd", "kelvin": "K", "kilogram": "kg", "gram": "g", "metre": "m", "meter": "m", "mole": "mol", "second": "s",
	"becquerel": "Bq", "degreeCelsius": "°C", "celsius": "°C", "coulomb": "C", "farad": "F", "gray": "Gy", "hertz": "Hz", "henry": "H", "joule": "J",
	"katal": "kat", "lumen": "lm", "lux": "lx", "newton": "N", "ohm": "Ω", "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv",
	"steradian": "sr", "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "astronomicalunit": "au", "bel": "B", "dalton": "Da", "day": "d",
	"decibel": "dB", "degree": "°", "electronvolt": "eV", "hectare": "ha", "hour": "h", "litre": "l", "liter": "L", "arcminute": "′", "minute": "min",
	"arcsecond": "″", "neper": "Np", "tonne": "t", "bit": "bit", "byte": "B", "percent": "%", "permille": "‰", "angstrom": "Å", "bar": "bar", "barn": "b",
	"atmosphere": "atm", "mmHg": "mmHg", "calorie": "cal", "gauss": "G", "knot": "kn", "year": "a", "annum": "a", "parsec": "pc", "lightyear": "ly", "molar": "M",
	"gal": "Gal", "curie": "Ci", "roentgen": "R", "torr": "Torr", "psi": "psi", "erg": "erg", "dyne": "dyn", "poise": "P", "svedberg": "Sv", "rpm": "rpm", "baud": "Bd",
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

func registerUnits() {
	for _, name := range []string{"qty", "SI", "pu"} {
		commands[name] = func(p *parser, t token) node {
			p.optional()
			if t.text == "pu" {
				return p.physicalUnit(t)
			}
			number, ok := p.raw(t, needs(t.text, 2))
			if !ok {
				return &failure{}
			}
			p.optional() // \SI has a second place for what stands before the unit
			return p.quantity(t, number)
		}
	}
	for _, name := range []string{"unit", "si"} {
		commands[name] = func(p *parser, t token) node {
			p.optional()
			tokens, ok := p.raw(t, needs(t.text, 1))
			if !ok {
				return &failure{}
			}
			return &row{p.unit(tokens)}
		}
	}
	commands["num"] = func(p *parser, t token) node {
		p.optional()
		tokens, ok := p.raw(t, needs("num", 1))
		if !ok {
			return &failure{}
		}
		return &row{p.numeral(tokens)}
	}
	for _, name := range []string{"numrange", "qtyrange", "SIrange"} {
		commands[name] = (*parser).numberRange
	}
	for _, name := range []string{"numlist", "qtylist", "SIlist"} {
		commands[name] = (*parser).numberList
	}
	commands["ang"] = (*parser).angle
}

// quantity reads the unit behind a number that was read.
func (p *parser) quantity(t token, number []token) node {
	unit, ok := p.raw(t, needs(t.text, 2))
	if !ok {
		return &failure{}
	}
	return &row{p.withUnit(p.numeral(number), p.unit(unit))}
}

// withUnit joins a number and a unit; signs such as ° stand close.
func (p *parser) withUnit(number, unit []node) []node {
	if len(unit) == 0 {
		return number
	}
	if s, ok := unit[0].(*symbol); ok && strings.Contains("°′″", s.text) && s.text != "°C" {
		return append(number, unit...)
	}
	if len(number) > 0 {
		number = append(number, &space{mu: 3})
	}
	return append(number, unit...)
}

// physicalUnit reads \pu{123 kJ/mol}.
func (p *parser) physicalUnit(t token) node {
	tokens, ok := p.raw(t, needs("pu", 1))
	if !ok {
		return &failure{}
	}
	i := 0
	for i < len(tokens) && (tokens[i].kind == char && strings.ContainsRune("0123456789.,+-−eE", tokens[i].r)) {
		if c := tokens[i].r; (c == 'e' || c == 'E') && (i+1 >= len(tokens) || !strings.ContainsRune("0123456789+-−", tokens[i+1].r)) {
			break
		}
		i++
	}
	return &row{p.withUnit(p.numeral(tokens[:i]), p.unit(tokens[i:]))}
}

// numberRange reads \qtyrange{1}{2}{\watt}; the dash needs no language.
func (p *parser) numberRange(t token) node {
	n := 3
	if t.text == "numrange" {
		n = 2
	}
	p.optional()
	var parts [3][]token
	for i := range n {
		tokens, ok := p.raw(t, needs(t.text, n))
		if !ok {
			return &failure{}
		}
		parts[i] = tokens
	}
	var items []node
	for i := range 2 {
		if i > 0 {
			items = append(items, &words{text: "–"})
		}
		items = append(items, p.withUnit(p.numeral(parts[i]), p.unit(parts[2]))...)
		parts[2] = slices.Clone(parts[2])
	}
	return &row{items}
}

// numberList reads \qtylist{1;2;3}{\watt}.
func (p *parser) numberList(t token) node {
	p.optional()
	numbers, ok := p.raw(t, needs(t.text, 1))
	var unit []token
	if ok && t.text != "numlist" {
		unit, ok = p.raw(t, needs(t.text, 2))
	}
	if !ok {
		return &failure{}
	}
	var items []node
	for i, n := range splitTokens(numbers, ';') {
		if i > 0 {
			items = append(items, &symbol{text: ",", kind: operator, cls: punct})
		}
		items = append(items, &row{p.withUnit(p.numeral(n), p.unit(unit))})
	}
	return &row{items}
}

func splitTokens(tokens []token, at rune) [][]token {
	var parts [][]token
	from := 0
	for i, t := range tokens {
		if t.kind == char && t.r == at {
			parts = append(parts, tokens[from:i])
			from = i + 1
		}
	}
	return append(parts, tokens[from:])
}

// A unitReader builds a product of units.
type unitReader struct {
	p       *parser
	items   []node
	prefix  string
	per     bool
	power   node // of the next unit
	current node // the last unit, whose power may follow
	neg     bool // the last unit stands behind \per
}

// unit reads units by command or as plain text.
func (p *parser) unit(tokens []token) []node {
	r := &unitReader{p: p}
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch t.kind {
		case command:
			i = r.command(tokens, i)
		case char:
			i = r.plain(tokens, i)
		case sup:
			inner, next := groupIn(tokens, i+1)
			if next > i+1 || len(inner) != 1 || tokens[i+1].kind == lbrace {
				r.raise(p.numeral(inner))
				i = next
				break
			}
			end := i + 1
			for end < len(tokens) && tokens[end].kind == char && strings.ContainsRune("0123456789-−", tokens[end].r) {
				end++
			}
			r.raise(p.numeral(tokens[i+1 : max(end, min(i+2, len(tokens)))]))
			i = max(end, i+2) - 1
		case sub:
			inner, next := groupIn(tokens, i+1)
			r.of(&words{text: strings.TrimSpace(sourceOf(inner))}, true)
			i = next
		case blank:
			r.finish(true)
		case lbrace, rbrace:
		default:
			p.fail("math-unit-unknown", t.pos, "%s does not belong in a unit", t.source())
		}
	}
	r.finish(false)
	if r.prefix != "" {
		r.items = append(r.items, unitSymbol(r.prefix))
	}
	return r.items
}

func unitSymbol(text string) *symbol {
	return &symbol{text: text, kind: letter, face: faceUpright}
}

// finish closes the last unit; more tells that another may follow.
func (r *unitReader) finish(bool) {
	if r.current == nil {
		return
	}
	if r.neg {
		r.current = &scripts{base: r.current, sup: &row{[]node{&symbol{text: "−", kind: operator}, &symbol{text: "1", kind: number}}}}
	}
	if n := len(r.items); n > 0 {
		if s, ok := r.items[n-1].(*symbol); !ok || s.text != "/" && s.text != "(" && r.current != nil {
			r.items = append(r.items, &space{mu: 3})
		}
	}
	r.items = append(r.items, r.current)
	r.current, r.neg = nil, false
}

// start begins a unit.
func (r *unitReader) start(n node) {
	r.finish(true)
	r.current, r.neg = n, r.per
	r.per, r.prefix = false, ""
	if r.power != nil {
		n := r.power.(*row).items
		r.power = nil
		r.raise(n)
	}
}

// raise gives the last unit an exponent.
func (r *unitReader) raise(exponent []node) {
	if r.current == nil {
		return
	}
	if r.neg {
		exponent = append([]node{&symbol{text: "−", kind: operator}}, exponent...)
		r.neg = false
	}
	if s, ok := r.current.(*scripts); ok && s.sup == nil {
		s.sup = &row{exponent}
		return
	}
	r.current = &scripts{base: r.current, sup: &row{exponent}}
}

func (r *unitReader) of(label node, sub bool) {
	if r.current == nil {
		return
	}
	if sub {
		r.current = &scripts{base: r.current, sub: label}
		return
	}
	r.current = &row{[]node{r.current, &words{text: "("}, label, &words{text: ")"}}}
}

func numberNode(text string) *row { return &row{[]node{&symbol{text: text, kind: number}}} }

// command reads one command of a unit; it returns the index of its last token.
func (r *unitReader) command(tokens []token, i int) int {
	t := tokens[i]
	switch t.text {
	case "per":
		r.finish(true)
		r.per = true
	case "square":
		r.power = numberNode("2")
	case "cubic":
		r.power = numberNode("3")
	case "squared":
		r.raise(numberNode("2").items)
	case "cubed":
		r.raise(numberNode("3").items)
	case "tothe", "raiseto":
		inner, next := groupIn(tokens, i+1)
		n := r.p.numeral(inner)
		if t.text == "tothe" {
			r.raise(n)
		} else {
			r.power = &row{n}
		}
		return next
	case "of":
		inner, next := groupIn(tokens, i+1)
		r.of(&words{text: strings.TrimSpace(sourceOf(inner))}, false)
		return next
	case ",", ":", ";", " ", "cdot", "!":
		r.finish(true)
		if t.text == "cdot" {
			r.items = append(r.items, &symbol{text: "⋅", kind: operator})
		}
	case "text", "mathrm", "textrm":
		inner, next := groupIn(tokens, i+1)
		r.start(unitSymbol(strings.TrimSpace(sourceOf(inner))))
		return next
	case "%":
		r.start(&symbol{text: "%", kind: sign})
	default:
		r.named(t)
	}
	return i
}

// named reads a prefix or a unit by its command.
func (r *unitReader) named(t token) {
	if prefix, ok := prefixCommands[t.text]; ok {
		r.prefix = prefix
		return
	}
	if text, ok := unitCommands[t.text]; ok {
		base, index, hasIndex := strings.Cut(r.prefix+text, "_")
		var n node = unitSymbol(base)
		if strings.Contains("°′″", text) {
			n = &symbol{text: base, kind: sign}
		}
		if hasIndex {
			n = &scripts{base: &symbol{text: base, kind: letter, face: faceItalic}, sub: unitSymbol(index)}
		}
		r.start(n)
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
	known := append(sortedKeys(unitCommands), sortedKeys(prefixCommands)...)
	f := r.p.fail("math-unit-unknown", t.pos, `no unit is called \%s`, t.text)
	if name := diag.Suggest(t.text, known); name != "" {
		f.Hint = `did you mean \` + name + "?"
	} else {
		f.Hint = "a unit may also be written plainly: kW, m/s"
	}
	r.start(&failure{t.source()})
}

// plain reads a unit typed in letters, up to what ends it.
func (r *unitReader) plain(tokens []token, i int) int {
	t := tokens[i]
	switch t.r {
	case '.', '·', '⋅', '~', '*':
		r.finish(true)
		return i
	case '/':
		r.finish(true)
		r.items = append(r.items, &symbol{text: "/", kind: operator})
		return i
	case '(':
		r.finish(true)
		if n := len(r.items); n > 0 {
			if s, ok := r.items[n-1].(*symbol); !ok || s.text != "/" {
				r.items = append(r.items, &space{mu: 3})
			}
		}
		r.items = append(r.items, &symbol{text: "(", kind: operator})
		return i
	case ')':
		r.finish(true)
		r.items = append(r.items, &symbol{text: ")", kind: operator})
		return i
	}
	if superscripts[t.r] != 0 {
		var exponent []node
		for ; i < len(tokens) && tokens[i].kind == char && superscripts[tokens[i].r] != 0; i++ {
			exponent = append(exponent, &symbol{text: string(superscripts[tokens[i].r]), kind: number})
		}
		r.raise(exponent)
		return i - 1
	}
	text := r.prefix
	for ; i < len(tokens) && tokens[i].kind == char && !strings.ContainsRune("./()·⋅~*", tokens[i].r) && superscripts[tokens[i].r] == 0; i++ {
		c := tokens[i].r
		if (c == '-' || c == '−' || c >= '0' && c <= '9') && text != "" {
			break
		}
		text += string(c)
	}
	if text == "" {
		text = string(t.r)
	}
	digits := i
	r.start(unitSymbol(text))
	for i < len(tokens) && tokens[i].kind == char && (tokens[i].r == '-' || tokens[i].r == '−' || tokens[i].r >= '0' && tokens[i].r <= '9') {
		i++
	}
	if i > digits { // m2, s-1 as people type them
		r.raise(r.p.numeral(tokens[digits:i]))
	}
	return i - 1
}
