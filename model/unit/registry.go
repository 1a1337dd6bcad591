package unit

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"reckon/internal/diag"
)

// A Registry is a table of units by name. [Builtin] is shared and never
// changes; a model works on an extension of it.
type Registry struct {
	parent  *Registry
	symbols map[string]*definition // as in source text; may take a prefix
	long    map[string]*definition // long names in lower case
	phrases map[string][]phrase    // long names of several words by the first
	order   []string               // canonical symbols in order of definition
}

// Builtin gives the units that are always there. It is safe for concurrent use.
var Builtin = sync.OnceValue(load)

// Extend gives a registry that knows all units of r and takes new ones.
func (r *Registry) Extend() *Registry {
	e := newRegistry()
	e.parent = r
	return e
}

func newRegistry() *Registry {
	return &Registry{symbols: map[string]*definition{}, long: map[string]*definition{}, phrases: map[string][]phrase{}}
}

// A Definition declares a unit of a model: either Value of Unit, or the unit of
// a new dimension, or a counted thing where both are left out.
type Definition struct {
	Value        float64 // 0 means 1
	Unit         Unit
	NewDimension string
	Symbol       string            // as typeset; TeX if it holds \, ^ or _
	Names        map[string]string // long names by language
	Prefixes     bool              // kEUR stands for a thousand EUR
}

// Define adds a unit. The error is an [*Error]: for a name that already means
// another unit, a name that cannot be written, or a value that is not positive.
func (r *Registry) Define(name string, def Definition) error {
	if def.Value == 0 {
		def.Value = 1
	}
	if r.restates(name, def) {
		return nil
	}
	if e := r.mayDefine(name); e != nil {
		return e
	}
	if !(def.Value > 0) || math.IsInf(def.Value, 0) {
		return fail(RuleDefinition, 0, "", "the value of unit %s is not a positive number", name)
	}
	if def.NewDimension != "" && !def.Unit.IsOne() {
		return fail(RuleDefinition, 0, "leave out one of them", "unit %s has both a value and a new dimension", name)
	}
	if def.Unit.Offset() != 0 {
		return fail(RuleOffset, 0, "define it as a multiple of K", "unit %s cannot be a multiple of %s", name, def.Unit)
	}
	d := &definition{symbol: name, other: def.Names, dim: def.Unit.Dimension()}
	d.scale = scale{rat: decimal(strconv.FormatFloat(def.Value, 'e', -1, 64))}
	if def.Unit.body != nil {
		d.scale = d.scale.mul(def.Unit.scale)
		d.counts = def.Unit.counts
	}
	if !d.scale.usable() {
		return fail(RuleLimit, 0, "", "the value of unit %s is out of range", name)
	}
	switch {
	case def.NewDimension != "":
		if !isName(def.NewDimension) {
			return fail(RuleDefinition, 0, "use letters, digits and _", "%q cannot name a dimension", def.NewDimension)
		}
		d.dim = NewDimension(def.NewDimension)
	case def.Unit.IsOne():
		d.counts = []namedPower{{name, whole(1)}}
	}
	d.setSymbol(def.Symbol)
	d.own = true
	if def.Prefixes {
		d.prefixes = anyPrefix
	}
	r.add(d, name)
	if s := def.Symbol; s != "" && d.tex == "" && s != name && r.mayDefine(s) == nil {
		r.symbols[fold(s)] = d
	}
	return nil
}

// restated is how far a definition may be from the unit that it repeats: it
// stands for the digits that somebody cares to type.
const restated = 1e-4

// restates tells whether a definition says what its name means anyway.
func (r *Registry) restates(name string, def Definition) bool {
	u, known := r.Lookup(name)
	if !known || def.Unit.IsOne() || def.Unit.Offset() != 0 || u.Offset() != 0 {
		return false
	}
	return u.Dimension() == def.Unit.Dimension() && u.Counted() == def.Unit.Counted() &&
		math.Abs(def.Value*def.Unit.Factor()/u.Factor()-1) <= restated
}

func (d *definition) setSymbol(s string) {
	if strings.ContainsAny(s, `\^_{}$`) {
		d.tex = s
	} else if s != "" {
		d.plain = s
	}
}

// mayDefine tells why a name cannot be given to a new unit; nil if it can.
func (r *Registry) mayDefine(name string) *Error {
	if !isName(name) && !(len([]rune(name)) == 1 && strings.ContainsAny(marks, name)) {
		return fail(RuleDefinition, 0, "use letters, digits and _, beginning with a letter", "%q cannot name a unit", name)
	}
	if keywords[name] || connectives[name] != 0 {
		return fail(RuleDefinition, 0, "", "%s is a word of the language and cannot name a unit", name)
	}
	if u, ok := r.Lookup(name); ok {
		as := ""
		if s := u.String(); s != name {
			as = ", as " + s
		}
		return fail(RuleRedefined, 0, "choose another name", "unit %s is already defined%s", name, as)
	}
	return nil
}

func isName(s string) bool {
	for i, r := range s {
		if !continuesName(r) || i == 0 && !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}

func (r *Registry) add(d *definition, symbols ...string) {
	r.order = append(r.order, d.symbol)
	for _, s := range symbols {
		r.symbols[fold(s)] = d
	}
	for _, lang := range slices.Sorted(maps.Keys(d.other)) {
		r.addLong(d.other[lang], d)
	}
}

// addLong enters a long name unless it is taken.
func (r *Registry) addLong(name string, d *definition) {
	if first := firstWord(name); len(first) < len(name) && strings.ContainsAny(name, " -") {
		first = strings.ToLower(first)
		r.phrases[first] = append(r.phrases[first], phrase{name, d})
		return
	}
	name = strings.ToLower(name)
	if isName(name) && r.longName(name) == nil {
		r.long[name] = d
	}
}

// fold maps look-alikes to one spelling: both micro signs, the compatibility
// characters for ohm, kelvin and ångström, and a raised o or ring for °.
func fold(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return lookAlike.Replace(name)
		}
	}
	return name
}

var lookAlike = strings.NewReplacer("\u03bc", "µ", "\u2126", "Ω", "\u212a", "K", "\u212b", "Å", "A\u030a", "Å",
	"\u2206", "Δ", "₂", "2", "℃", "°C", "℉", "°F", "ºC", "°C", "ºF", "°F", "˚", "°", "㎎", "mg", "㎏", "kg", "㎜", "mm", "㎝", "cm", "㎞", "km")

func (r *Registry) symbol(name string) *definition {
	for ; r != nil; r = r.parent {
		if d := r.symbols[name]; d != nil {
			return d
		}
	}
	return nil
}

func (r *Registry) longName(name string) *definition {
	for ; r != nil; r = r.parent {
		if d := r.long[name]; d != nil {
			return d
		}
	}
	return nil
}

// find resolves one name: a symbol, a prefix and a symbol, a long name, a long
// prefix and a long name, in this order.
func (r *Registry) find(name string) (*definition, *prefix) {
	name = fold(name)
	if d := r.symbol(name); d != nil {
		return d, nil
	}
	for _, p := range allPrefixes {
		rest, ok := strings.CutPrefix(name, p.symbol)
		if !ok && p.symbol == "µ" {
			rest, ok = strings.CutPrefix(name, "u")
		}
		if !ok || rest == "" {
			continue
		}
		if d := r.symbol(rest); d != nil && p.fits(d.prefixes) {
			return d, p
		}
	}
	lower, ok := lowered(name)
	if !ok {
		return nil, nil
	}
	if d := r.longName(lower); d != nil {
		return d, nil
	}
	for _, lp := range longPrefixes() {
		rest, ok := strings.CutPrefix(lower, lp.text)
		if !ok || rest == "" {
			continue
		}
		if d := r.longName(rest); d != nil && lp.prefix.fits(d.prefixes) {
			return d, lp.prefix
		}
	}
	return nil, nil
}

// lowered gives a long name in lower case. Only an initial may be a capital:
// WATTS and mEter are not names.
func lowered(name string) (string, bool) {
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			return "", false
		}
	}
	return strings.ToLower(name), true
}

type longPrefix struct {
	text   string
	prefix *prefix
}

// longPrefixes lists the names of prefixes in all languages, the longest first.
var longPrefixes = sync.OnceValue(func() []longPrefix {
	var list []longPrefix
	for _, p := range allPrefixes {
		for _, n := range p.names {
			if n = strings.ToLower(n); n == "" {
				continue
			}
			for _, text := range []string{n, accented(n)} {
				if !slices.Contains(list, longPrefix{text, p}) {
					list = append(list, longPrefix{text, p})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b longPrefix) int { return len(b.text) - len(a.text) })
	return list
})

// Lookup finds a unit by one name, with a prefix or in long form.
func (r *Registry) Lookup(name string) (Unit, bool) {
	d, p := r.find(name)
	if d == nil {
		return Unit{}, false
	}
	u, err := build(named(d, p), 0)
	return u, err == nil
}

// named makes the terms that a name stands for.
func named(d *definition, p *prefix) []term {
	if d.expand == nil {
		return []term{{def: d, prefix: p, exp: whole(1)}}
	}
	terms := slices.Clone(d.expand)
	if p != nil {
		terms[0].prefix = p
	}
	return terms
}

// Names lists the symbols of all units without prefixes: the model's own, then
// those built in, each in order of definition.
func (r *Registry) Names() []string {
	var names []string
	for ; r != nil; r = r.parent {
		names = append(names, r.order...)
	}
	return names
}

// suggest finds a near name for one that is unknown. The symbols with the usual
// prefixes are tried too, and so are long names.
func (r *Registry) suggest(name string) string {
	var names []string
	if len(name) >= 3 { // a slip in "wat" is one in watt, not in kat
		for q := r; q != nil; q = q.parent {
			names = append(names, slices.Sorted(maps.Keys(q.long))...)
		}
	}
	initial := func(s string) int { // 0 where the first letter is right, as it mostly is
		if unicode.ToLower(at(s, 0)) == unicode.ToLower(at(name, 0)) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(names, func(a, b string) int { return initial(a) - initial(b) })
	names = append(names, r.Names()...)
	for _, n := range r.Names() {
		d := r.symbol(n)
		for _, p := range []string{"k", "m", "µ", "n", "M", "G", "c"} {
			if i := slices.IndexFunc(allPrefixes, func(q *prefix) bool { return q.symbol == p }); allPrefixes[i].fits(d.prefixes) {
				names = append(names, p+n)
			}
		}
	}
	return diag.DidYouMean(name, names)
}
