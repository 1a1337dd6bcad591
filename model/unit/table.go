package unit

import "strings"

// A row of the table of units: symbol and aliases; so many of the unit that is
// expression; the prefixes it takes; English names, the plural where it is not
// the singular with s, and further spellings.
//
// Values are definitions: of the SI Brochure, 9th edition; of the international
// yard and pound of 1959; of the IAU for lengths in astronomy; the electronvolt
// and the dalton are measured or fixed by CODATA 2022.
type row struct {
	symbols string
	value   string // a decimal or a fraction, times π where it ends in π
	expr    string
	takes   prefixes
	names   string // singular, plural, more
}

var rows = []row{
	// Base units; their dimensions are set in load.
	{"m", "1", "", anyPrefix, "meter,meters,metre,metres"},
	{"g", "1/1000", "", anyPrefix, "gram,grams,gramme,grammes"},
	{"s", "1", "", anyPrefix, "second"},
	{"A", "1", "", anyPrefix, "ampere"},
	{"K", "1", "", anyPrefix, "kelvin,kelvin,kelvins"},
	{"mol", "1", "", anyPrefix, "mole"},
	{"cd", "1", "", anyPrefix, "candela"},

	// Counted things; see counted.
	{"rad", "1", "", anyPrefix, "radian"},
	{"sr", "1", "", anyPrefix, "steradian"},
	{"bit", "1", "", dataPrefix, "bit"},

	// Derived units with names.
	{"Hz", "1", "1/s", anyPrefix, "hertz,hertz"},
	{"N", "1", "kg·m/s^2", anyPrefix, "newton"},
	{"Pa", "1", "N/m^2", anyPrefix, "pascal"},
	{"J", "1", "N·m", anyPrefix, "joule"},
	{"W", "1", "J/s", anyPrefix, "watt"},
	{"C", "1", "A·s", anyPrefix, "coulomb"},
	{"V", "1", "W/A", anyPrefix, "volt"},
	{"F", "1", "C/V", anyPrefix, "farad"},
	{"Ω ohm Ohm", "1", "V/A", anyPrefix, "ohm"},
	{"S", "1", "A/V", anyPrefix, "siemens,siemens"},
	{"Wb", "1", "V·s", anyPrefix, "weber"},
	{"T", "1", "Wb/m^2", anyPrefix, "tesla"},
	{"H", "1", "Wb/A", anyPrefix, "henry,henries,henrys"},
	{"lm", "1", "cd", anyPrefix, "lumen"},
	{"lx", "1", "lm/m^2", anyPrefix, "lux,lux"},
	{"Bq", "1", "1/s", anyPrefix, "becquerel"},
	{"Gy", "1", "J/kg", anyPrefix, "gray"},
	{"Sv", "1", "J/kg", anyPrefix, "sievert"},
	{"kat", "1", "mol/s", anyPrefix, "katal"},
	{"degC °C celsius Celsius degree_Celsius degrees_Celsius", "1", "K", noPrefix, "degree Celsius,degrees Celsius"},
	{"delta_degC Δ°C delta_celsius", "1", "K", noPrefix, "degree Celsius,degrees Celsius"},

	// Time.
	{"min", "60", "s", noPrefix, "minute"},
	{"h", "60", "min", noPrefix, "hour"},
	{"d day", "24", "h", noPrefix, "day"},
	{"week wk", "7", "d", noPrefix, "week"},
	{"fortnight", "14", "d", noPrefix, "fortnight"},
	{"year yr", "365.25", "d", largePrefix, "year"},
	{"a", "365.25", "d", largePrefix, "annum,annums"},
	{"month mo", "1/12", "year", noPrefix, "month"},
	{"decade", "10", "year", noPrefix, "decade"},
	{"century", "100", "year", noPrefix, "century,centuries"},
	{"millennium", "1000", "year", noPrefix, "millennium,millennia"},

	// Angle. The signs ° ′ ″ stand to their number without a space.
	{"deg °", "1/180π", "rad", noPrefix, "degree"},
	{"arcmin ′", "1/60", "deg", noPrefix, "minute of arc,minutes of arc,arcminute,arcminutes"},
	{"arcsec ″", "1/60", "arcmin", anyPrefix, "second of arc,seconds of arc,arcsecond,arcseconds"},
	{"mas", "1/1000", "arcsec", noPrefix, "milliarcsecond"},
	{"µas", "1/1e6", "arcsec", noPrefix, "microarcsecond"},
	{"gon", "1/200π", "rad", noPrefix, "gon"},
	{"rev", "2π", "rad", noPrefix, "revolution"},
	{"turn", "2π", "rad", noPrefix, "turn"},
	{"rpm", "1", "rev/min", noPrefix, "revolution per minute,revolutions per minute"},

	// Information.
	{"B byte", "8", "bit", dataPrefix, "byte"},
	// A nat is 1/ln 2 bit.
	{"nat", "1.44269504088896340735992468100189213742664595415298593413544940693", "bit", dataPrefix, "nat"},
	{"Bd", "1", "1/s", dataPrefix, "baud,baud"},

	// Parts of one.
	{"%", "1/100", "", noPrefix, "percent,percent"},
	{"‰", "1/1000", "", noPrefix, "per mille,per mille,permille"},
	{"ppm", "1/1e6", "", noPrefix, "part per million,parts per million"},
	{"ppb", "1/1e9", "", noPrefix, "part per billion,parts per billion"},
	{"ppt", "1/1e12", "", noPrefix, "part per trillion,parts per trillion"},
	{"ppq", "1/1e15", "", noPrefix, "part per quadrillion,parts per quadrillion"},

	// Length.
	{"Å angstrom", "1e-10", "m", noPrefix, "angstrom,angstroms,ångström,ångströms,ångstrom"},
	{"au AU", "149597870700", "m", noPrefix, "astronomical unit,astronomical units"},
	{"ly", "9460730472580800", "m", largePrefix, "light-year,light-years,lightyear,lightyears,light_year,light_years,light year,light years"},
	{"pc", "648000π-1", "au", anyPrefix, "parsec"},
	{"in", "0.0254", "m", noPrefix, "inch,inches"},
	{"ft", "12", "in", noPrefix, "foot,feet"},
	{"yd", "3", "ft", noPrefix, "yard"},
	{"mi", "1760", "yd", noPrefix, "mile"},
	{"nmi", "1852", "m", noPrefix, "nautical mile,nautical miles,nautical_mile,nautical_miles"},
	{"mil", "1/1000", "in", noPrefix, "mil"},
	{"fathom", "6", "ft", noPrefix, "fathom"},
	{"rod", "16.5", "ft", noPrefix, "rod"},
	{"chain", "66", "ft", noPrefix, "chain"},
	{"furlong", "660", "ft", noPrefix, "furlong"},
	{"league", "3", "mi", noPrefix, "league"},

	// Area and volume.
	{"ha", "10000", "m^2", noPrefix, "hectare"},
	{"are", "100", "m^2", noPrefix, "are"},
	{"b barn", "1e-28", "m^2", anyPrefix, "barn"},
	{"acre", "4840", "yd^2", noPrefix, "acre"},
	{"L l ℓ", "1/1000", "m^3", anyPrefix, "liter,liters,litre,litres"},
	{"gallon gal", "231", "in^3", noPrefix, "gallon"},
	{"quart qt", "1/4", "gallon", noPrefix, "quart"},
	{"pint", "1/2", "quart", noPrefix, "pint"},
	{"cup", "1/2", "pint", noPrefix, "cup"},
	{"gill", "1/4", "pint", noPrefix, "gill"},
	{"floz fluid_ounce fluidounce", "1/16", "pint", noPrefix, "fluid ounce,fluid ounces,fluid_ounces,fluidounces"},
	{"tablespoon tbsp", "1/2", "floz", noPrefix, "tablespoon"},
	{"teaspoon tsp", "1/3", "tablespoon", noPrefix, "teaspoon"},
	{"metric_tablespoon", "15", "mL", noPrefix, "metric tablespoon"},
	{"metric_teaspoon", "5", "mL", noPrefix, "metric teaspoon"},
	{"metric_cup", "250", "mL", noPrefix, "metric cup"},
	{"hogshead", "63", "gallon", noPrefix, "hogshead"},
	{"barrel bbl", "42", "gallon", noPrefix, "barrel"},
	{"bushel bu", "2150.42", "in^3", noPrefix, "bushel"},
	{"peck", "1/4", "bushel", noPrefix, "peck"},
	{"imperial_gallon", "4.54609", "L", noPrefix, "imperial gallon"},
	{"imperial_quart", "1/4", "imperial_gallon", noPrefix, "imperial quart"},
	{"imperial_pint", "1/8", "imperial_gallon", noPrefix, "imperial pint"},
	{"imperial_cup", "1/16", "imperial_gallon", noPrefix, "imperial cup"},
	{"imperial_gill", "1/32", "imperial_gallon", noPrefix, "imperial gill"},
	{"imperial_fluid_ounce imperial_fluidounce imperial_floz", "1/160", "imperial_gallon", noPrefix,
		"imperial fluid ounce,imperial fluid ounces"},
	{"imperial_bushel", "8", "imperial_gallon", noPrefix, "imperial bushel"},

	// Mass.
	{"t tonne", "1000", "kg", largePrefix, "tonne,tonnes,metric_ton,metric_tons"},
	{"Da dalton", "1.66053906892e-27", "kg", anyPrefix, "dalton"},
	{"u amu", "1", "Da", noPrefix, "unified atomic mass unit,unified atomic mass units"},
	{"lb lbm", "0.45359237", "kg", noPrefix, "pound"},
	{"oz", "1/16", "lb", noPrefix, "ounce"},
	{"stone", "14", "lb", noPrefix, "stone,stone"},
	{"grain gr", "1/7000", "lb", noPrefix, "grain"},
	{"pennyweight dwt", "24", "grain", noPrefix, "pennyweight"},
	{"troy_ounce ozt", "480", "grain", noPrefix, "troy ounce,troy ounces,troy_ounces"},
	{"troy_pound", "12", "troy_ounce", noPrefix, "troy pound"},
	{"ct carat", "0.2", "g", noPrefix, "carat"},
	{"short_ton US_ton", "2000", "lb", noPrefix, "short ton,short tons,short_tons"},
	{"long_ton imperial_ton", "2240", "lb", noPrefix, "long ton,long tons,long_tons"},
	{"hundredweight short_hundredweight cwt", "100", "lb", noPrefix, "hundredweight,hundredweight"},
	{"long_hundredweight", "112", "lb", noPrefix, "long hundredweight,long hundredweight"},
	{"slug", "14.5939029372063648293963254593", "kg", noPrefix, "slug"},

	// Speed and acceleration.
	{"mph", "1", "mi/h", noPrefix, "mile per hour,miles per hour"},
	{"kn knot", "1", "nmi/h", noPrefix, "knot"},
	{"g_n g_0 standard_gravity", "9.80665", "m/s^2", noPrefix, "standard gravity,standard gravities"},
	{"Gal", "1/100", "m/s^2", anyPrefix, "gal"},

	// Force and pressure.
	{"dyn", "1e-5", "N", anyPrefix, "dyne"},
	{"kgf kp kilopond", "1", "kg·g_n", noPrefix, "kilogram-force,kilograms-force,kilogram_force"},
	{"lbf", "1", "lb·g_n", noPrefix, "pound-force,pounds-force,pound_force"},
	{"ozf ounce_force", "1", "oz·g_n", noPrefix, "ounce-force,ounces-force,ounce_force"},
	{"bar", "100000", "Pa", anyPrefix, "bar"},
	{"atm", "101325", "Pa", noPrefix, "atmosphere"},
	{"at", "1", "kgf/cm^2", noPrefix, "technical atmosphere,technical atmospheres"},
	{"Torr torr", "101325/760", "Pa", anyPrefix, "torr,torr"},
	{"mmHg", "133.322387415", "Pa", noPrefix, "millimeter of mercury,millimeters of mercury"},
	{"cmHg", "1333.22387415", "Pa", noPrefix, "centimeter of mercury,centimeters of mercury"},
	{"inHg", "25.4", "mmHg", noPrefix, "inch of mercury,inches of mercury"},
	{"cmH2O cmAq", "98.0665", "Pa", noPrefix, "centimeter of water,centimeters of water"},
	{"mmH2O", "9.80665", "Pa", noPrefix, "millimeter of water,millimeters of water"},
	{"psi", "1", "lbf/in^2", noPrefix, "pound-force per square inch,pounds-force per square inch"},

	// Energy and power.
	{"eV", "1.602176634e-19", "J", anyPrefix, "electronvolt,electronvolts,electron_volt,electron_volts"},
	{"cal calorie", "4.184", "J", anyPrefix, "calorie"},
	{"Cal", "4184", "J", noPrefix, "food calorie,food calories,Calorie"},
	{"thermie", "4184000", "J", noPrefix, "thermie"},
	{"erg", "1e-7", "J", anyPrefix, "erg"},
	{"Btu BTU", "1055.05585262", "J", noPrefix, "British thermal unit,British thermal units"},
	{"therm", "100000", "Btu", noPrefix, "therm"},
	{"hp horsepower", "550", "ft·lbf/s", noPrefix, "horsepower,horsepower"},
	{"PS metric_horsepower", "75", "m·kgf/s", noPrefix, "metric horsepower,metric horsepower"},
	{"Eh hartree", "4.3597447222060e-18", "J", anyPrefix, "hartree"},
	{"Ry rydberg", "2.1798723611030e-18", "J", anyPrefix, "rydberg"},
	{"TNT_ton ton_TNT", "4184000000", "J", largePrefix, "ton of TNT,tons of TNT"},

	// Temperature.
	{"degF °F fahrenheit Fahrenheit degree_Fahrenheit degrees_Fahrenheit", "5/9", "K", noPrefix, "degree Fahrenheit,degrees Fahrenheit"},
	{"delta_degF Δ°F delta_fahrenheit", "5/9", "K", noPrefix, "degree Fahrenheit,degrees Fahrenheit"},
	{"degR °R rankine", "5/9", "K", noPrefix, "degree Rankine,degrees Rankine"},

	// Chemistry, radiation, older units of physics.
	{"M molar", "1000", "mol/m^3", anyPrefix, "molar,molar"},
	{"U", "1", "µmol/min", anyPrefix, "enzyme unit,enzyme units"},
	{"Ci", "3.7e10", "Bq", anyPrefix, "curie"},
	{"R", "2.58e-4", "C/kg", anyPrefix, "roentgen"},
	{"rem", "1/100", "Sv", anyPrefix, "rem"},
	{"P", "0.1", "Pa·s", anyPrefix, "poise"},
	{"St", "1", "cm^2/s", anyPrefix, "stokes,stokes"},
	{"G", "1e-4", "T", anyPrefix, "gauss,gauss"},
	{"Mx", "1e-8", "Wb", anyPrefix, "maxwell"},
	{"Oe", "250π-1", "A/m", anyPrefix, "oersted"},
	{"D debye", "1e-21/299792458", "C·m^2/s", anyPrefix, "debye"},
	{"Jy", "1e-26", "W/(m^2·Hz)", anyPrefix, "jansky,janskys"},
	{"sb", "10000", "cd/m^2", noPrefix, "stilb"},
	{"ph", "10000", "lx", noPrefix, "phot"},
	{"dpt dioptre", "1", "1/m", noPrefix, "diopter,diopters,dioptre,dioptres"},
}

// counted names what the bare units count.
var counted = map[string]string{"rad": "angle", "sr": "solid angle", "bit": "information"}

// typeset gives the printed symbol where it is not the source symbol.
var typeset = map[string]string{
	"degC": "°C", "degF": "°F", "degR": "°R", "delta_degC": "°C", "delta_degF": "°F", "deg": "°", "arcmin": "′", "arcsec": "″",
	"year": "yr", "month": "mo", "week": "wk", "floz": "fl oz", "gallon": "gal", "g_n": "gₙ", "short_ton": "short ton",
	"long_ton": "long ton", "troy_ounce": "oz t", "cmH2O": "cmH₂O", "mmH2O": "mmH₂O", "TNT_ton": "t TNT",
}

// inHan are the units that Chinese and Japanese write by a character of their
// own even in symbols.
var inHan = map[string]string{"year": "年"}

// expansions are one word for a product; a prefix goes to its first unit.
var expansions = []row{
	{"Wh", "1", "W·h", anyPrefix, "watthour,wattstunde,wattstunden,wattheure,wattheures,瓦时,瓦小时"},
	{"Ah", "1", "A·h", anyPrefix, "ampere-hour"},
	{"VA", "1", "V·A", anyPrefix, "volt-ampere"},
	{"Nm", "1", "N·m", noPrefix, "newtonmeter"},
	{"bps", "1", "bit/s", dataPrefix, ""},
	{"kmh", "1", "km/h", noPrefix, ""},
	{"sqm", "1", "m^2", noPrefix, ""},
	{"ccm", "1", "cm^3", noPrefix, ""},
	{"cc", "1", "cm^3", noPrefix, ""},
	{"kph", "1", "km/h", noPrefix, ""},
}

// load builds the table of units.
func load() *Registry {
	r := newRegistry()
	foreign := foreignNames()
	for i, row := range rows {
		d := row.definition(r)
		if i < len(bases) {
			d.dim = baseDimension(baseIndex(d.symbol))
		}
		if c, ok := counted[d.symbol]; ok {
			d.counts = []namedPower{{c, whole(1)}}
		}
		d.plain = typeset[d.symbol]
		d.close = d.symbol == "deg" || d.symbol == "arcmin" || d.symbol == "arcsec"
		if s, ok := inHan[d.symbol]; ok {
			d.local = map[string]string{"zh": s, "ja": s}
		}
		r.enter(d, row, foreign[d.symbol])
	}
	for _, row := range expansions {
		d := row.definition(r)
		u, err := r.Parse(row.expr)
		if err != nil {
			panic(err) // a table
		}
		d.expand = u.list()
		for _, s := range strings.Fields(row.symbols) {
			r.symbols[s] = d
		}
		for n := range strings.SplitSeq(row.names, ",") {
			r.addLong(n, d)
		}
	}
	r.symbols["degC"].offset = decimal("273.15")
	r.symbols["degF"].offset = decimal("45967/180")
	return r
}

// enter adds a row's unit under its symbols and its names in all languages.
func (r *Registry) enter(d *definition, row row, foreign [6][2]string) {
	d.names = foreign
	names := strings.Split(row.names, ",")
	if len(names) == 1 {
		names = append(names, names[0]+"s")
	}
	d.names[0] = [2]string{names[0], names[1]}
	r.add(d, strings.Fields(row.symbols)...)
	for _, n := range names {
		r.addLong(n, d)
	}
	for _, n := range foreign {
		r.addLong(n[0], d)
		r.addLong(n[1], d)
	}
}

func baseIndex(symbol string) int {
	for i, b := range bases {
		if b == symbol || b == "k"+symbol {
			return i
		}
	}
	panic("unit: no base " + symbol)
}

func (row row) definition(r *Registry) *definition {
	symbol, _, _ := strings.Cut(row.symbols, " ")
	d := &definition{symbol: symbol, prefixes: row.takes}
	number, power, _ := strings.Cut(row.value, "π")
	if power == "" && strings.HasSuffix(row.value, "π") {
		d.scale.pi = 1
	} else if power == "-1" {
		d.scale.pi = -1
	}
	num, den, divided := strings.Cut(number, "/")
	d.scale.rat = decimal(num)
	if divided {
		d.scale = d.scale.mul(scale{rat: decimal(den)}.inverse())
	}
	if row.expr == "" {
		return d
	}
	u, err := r.Parse(row.expr)
	if err != nil {
		panic(err) // a table
	}
	d.dim, d.counts = u.Dimension(), u.counts
	d.scale = d.scale.mul(u.scale)
	return d
}
