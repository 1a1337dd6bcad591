package unit

import "strings"

// source is the canonical name of a term with its prefix, without exponent.
func (t term) source() string {
	if t.prefix != nil {
		return t.prefix.symbol + t.def.symbol
	}
	return t.def.symbol
}

// print is the typeset symbol of a definition in a language.
func (d *definition) print(lang string) string {
	if s, ok := d.local[base(lang)]; ok {
		return s
	}
	if d.plain != "" {
		return d.plain
	}
	if d.tex != "" {
		if s, ok := d.other[base(lang)]; ok {
			return s
		}
		return strings.ReplaceAll(d.symbol, "_", " ")
	}
	return d.symbol
}

// base gives the language of a tag: "zh" of "zh-Hans".
func base(lang string) string {
	l, _, _ := strings.Cut(lang, "-")
	return l
}

// A form says how one of the printers writes the parts of a unit.
type form struct {
	name  func(t term) string
	power func(e exponent) string
	times string
}

func (f form) write(terms []term) string {
	var above, below []string
	for _, t := range terms {
		e := t.exp
		if t.slash {
			e = e.neg()
		}
		s := f.name(t)
		if e != whole(1) {
			s += f.power(e)
		}
		if t.slash {
			below = append(below, s)
		} else {
			above = append(above, s)
		}
	}
	out := strings.Join(above, f.times)
	switch len(below) {
	case 0:
	case 1:
		out += "/" + below[0]
	default:
		out += "/(" + strings.Join(below, f.times) + ")"
	}
	return out
}

func source(terms []term) string {
	f := form{name: term.source, times: "·", power: func(e exponent) string {
		if e.less != 0 {
			return "^(" + e.String() + ")"
		}
		return "^" + e.String()
	}}
	return f.write(terms)
}

func plain(terms []term, lang string) string {
	f := form{times: "·", power: exponent.super, name: func(t term) string {
		if t.prefix != nil {
			return t.prefix.symbol + t.def.print(lang)
		}
		return t.def.print(lang)
	}}
	return f.write(terms)
}

// String gives the canonical source text, which [Registry.Parse] reads back to
// the same unit; "1" for the unit 1.
func (u Unit) String() string {
	if u.body == nil {
		return "1"
	}
	return u.source
}

// Print gives the unit as typeset, "kJ/mol", "µmol/(g·min)", "m⁻²"; nothing for
// the unit 1.
func (u Unit) Print(lang string) string {
	if u.body == nil {
		return ""
	}
	if base(lang) == "en" {
		return u.plain
	}
	return plain(u.terms, lang)
}

// Close tells whether the unit follows its number without a space, as the signs
// of an angle do.
func (u Unit) Close() bool {
	return u.body != nil && u.terms[0].def.close
}

// TeX gives the unit as TeX math, "\mathrm{kJ}/\mathrm{mol}"; nothing for the
// unit 1.
func (u Unit) TeX() string {
	if u.body == nil {
		return ""
	}
	f := form{times: `\,`, name: texName, power: func(e exponent) string { return "^{" + e.String() + "}" }}
	return f.write(u.terms)
}

func texName(t term) string {
	p := ""
	if t.prefix != nil {
		p = t.prefix.symbol
	}
	if t.def.tex != "" {
		if p != "" {
			p = `\mathrm{` + p + `}`
		}
		return p + "{" + t.def.tex + "}"
	}
	return `\mathrm{` + texEscape.Replace(p+t.def.print("en")) + `}`
}

var texEscape = strings.NewReplacer(`%`, `\%`, `$`, `\$`, ` `, `~`, `_`, `\_`, `&`, `\&`, `#`, `\#`)
