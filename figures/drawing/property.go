package drawing

import (
	"regexp"
	"strconv"
	"strings"
)

// A property is what is known of a property of CSS: whether children take it
// over, and how its value is brought into canonical form, false for one that is
// wrong or unknown. Nothing else ever reaches a page.
type property struct {
	inherited bool
	valid     func(value string) (string, bool)
}

var properties = map[string]property{
	"color":              {true, colorValue},
	"fill":               {true, paintValue},
	"fill-opacity":       {true, opacityValue},
	"fill-rule":          {true, keyword("nonzero evenodd")},
	"clip-rule":          {true, keyword("nonzero evenodd")},
	"stroke":             {true, paintValue},
	"stroke-opacity":     {true, opacityValue},
	"stroke-width":       {true, lengthValue},
	"stroke-linecap":     {true, keyword("butt round square")},
	"stroke-linejoin":    {true, keyword("miter round bevel miter-clip arcs")},
	"stroke-miterlimit":  {true, numberValue},
	"stroke-dasharray":   {true, dashValue},
	"stroke-dashoffset":  {true, lengthValue},
	"opacity":            {false, opacityValue},
	"stop-color":         {false, colorValue},
	"stop-opacity":       {false, opacityValue},
	"display":            {false, displayValue},
	"visibility":         {true, keyword("visible hidden collapse")},
	"overflow":           {false, keyword("visible hidden scroll auto")},
	"clip-path":          {false, referenceValue},
	"mask":               {false, referenceValue},
	"mask-type":          {false, keyword("luminance alpha")},
	"marker-start":       {true, referenceValue},
	"marker-mid":         {true, referenceValue},
	"marker-end":         {true, referenceValue},
	"writing-mode":       {true, keyword("horizontal-tb vertical-rl vertical-lr lr rl lr-tb rl-tb tb tb-rl tb-lr")},
	"font-family":        {true, familyValue},
	"font-size":          {true, fontSizeValue},
	"font-style":         {true, fontStyleValue},
	"font-weight":        {true, fontWeightValue},
	"font-variant":       {true, keyword("normal small-caps")},
	"font-stretch":       {true, keyword("normal condensed semi-condensed extra-condensed ultra-condensed expanded semi-expanded extra-expanded ultra-expanded")},
	"text-anchor":        {true, keyword("start middle end")},
	"text-decoration":    {false, keyword("none underline line-through overline")},
	"letter-spacing":     {true, spacingValue},
	"word-spacing":       {true, spacingValue},
	"dominant-baseline":  {true, keyword("auto middle central hanging text-before-edge text-after-edge alphabetic ideographic mathematical text-top text-bottom no-change reset-size use-script")},
	"alignment-baseline": {false, keyword("auto baseline middle central hanging text-before-edge text-after-edge before-edge after-edge alphabetic ideographic mathematical text-top text-bottom")},
	"baseline-shift":     {false, shiftValue},
	"white-space":        {true, keyword("normal pre pre-wrap pre-line nowrap")},
	"paint-order":        {true, paintOrderValue},
	"vector-effect":      {false, keyword("none non-scaling-stroke")},
	"shape-rendering":    {true, keyword("auto optimizeSpeed crispEdges geometricPrecision")},
	"image-rendering":    {true, keyword("auto optimizeSpeed optimizeQuality pixelated crisp-edges smooth")},
	"background-color":   {false, colorValue}, // of the whole drawing
	"transform":          {false, transformValue},
}

// shorthands are taken apart into properties.
var shorthands = map[string]bool{"font": true, "marker": true, "background": true, "text-decoration-line": true}

// unsupported are properties that change how things look and are not shown:
// told where they are used.
var unsupported = map[string]bool{"filter": true, "mix-blend-mode": true, "text-orientation": true}

// plain are the values of those that change nothing.
var plain = set("none normal auto inherit initial unset mixed sideways")

// A declared is one declaration of a style.
type declared struct {
	name, value string
	important   bool
}

// set gives a node a property, or tells why it does not.
func (r *reader) set(n *node, d declared) {
	name, value := strings.ToLower(d.name), strings.TrimSpace(d.value)
	if value == "" {
		return
	}
	if local := loads(value); !local {
		r.at(n, "<%s> loads something from outside in its %s", n.name, name)
		return
	}
	if unsupported[name] {
		if !plain[value] && !r.filtering.madeMask(n, value) {
			r.minor(n, "it is drawn without; draw what the "+name+" does as shapes, or take it out", "<%s> has a %s, which is not supported", n.name, name)
		}
		return
	}
	switch name {
	case "font":
		r.font(n, value)
		return
	case "marker":
		for _, part := range []string{"marker-start", "marker-mid", "marker-end"} {
			r.set(n, declared{name: part, value: value})
		}
		return
	case "background":
		name = "background-color"
	case "text-decoration-line":
		name = "text-decoration"
	}
	p, known := properties[name]
	if !known {
		return
	}
	if value == "inherit" {
		n.props[name] = value
		return
	}
	key := declared{name: name, value: value}
	text, known := r.valid[key] // files say the same over and over
	if !known {
		if good, ok := p.valid(value); ok {
			text = good
		}
		if len(r.valid) < maxValid {
			r.valid[key] = text
		}
	}
	if text != "" {
		n.props[name] = text
		return
	}
	r.odd(n, name, value)
}

// odd tells of a value that is dropped where that would be seen.
func (r *reader) odd(n *node, name, value string) {
	switch {
	case plain[value] || value == "revert":
	case paints[name] || name == "background-color" && colorLike(value):
		if p := r.at(n, "<%s> has the %s %q, which is no colour that is known", n.name, name, excerpt(value)); p.Text != "" {
			p.Minor, p.Hint = true, nearColor(value)
		}
	case name == "clip-path" || name == "mask":
		r.minor(n, "make it a <"+map[string]string{"clip-path": "clipPath", "mask": "mask"}[name]+"> element and refer to that", "<%s> has a %s that is not understood", n.name, name)
	}
}

// paints are the properties whose values are colours.
var paints = set("fill stroke color stop-color")

// colorLike tells whether the value of a background is meant as a colour alone.
func colorLike(value string) bool { return !strings.ContainsAny(value, " /") }

// excerpt is a value as far as it is worth quoting.
func excerpt(value string) string {
	if r := []rune(value); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return value
}

const maxValid = 10_000 // values remembered

// font takes the shorthand apart: what is before the size in any order, the
// size, a line height, the family.
func (r *reader) font(n *node, value string) {
	words := strings.Fields(value)
	for i, w := range words {
		size, _, _ := strings.Cut(w, "/")
		if _, ok := fontWeightValue(w); ok {
			n.props["font-weight"] = w
			continue
		}
		if _, ok := fontStyleValue(w); ok {
			n.props["font-style"] = w
			continue
		}
		if text, ok := fontSizeValue(size); ok {
			n.props["font-size"] = text
			if family, ok := familyValue(strings.Join(words[i+1:], " ")); ok {
				n.props["font-family"] = family
			}
			return
		}
	}
}

// loads tells whether all of a value's url() lead into the drawing.
func loads(value string) (local bool) {
	if !strings.ContainsAny(value, `(:@\`) {
		return true // a word or a number
	}
	v := strings.ToLower(strings.Map(func(c rune) rune {
		if c <= ' ' || c == '\\' || c == '"' || c == '\'' {
			return -1
		}
		return c
	}, value))
	for _, bad := range []string{"javascript:", "expression(", "@import", "data:", "-moz-binding", "image(", "image-set("} {
		if strings.Contains(v, bad) {
			return false
		}
	}
	for {
		i := strings.Index(v, "url(")
		if i < 0 {
			return true
		}
		if v = v[i+4:]; !strings.HasPrefix(v, "#") {
			return false
		}
	}
}

func keyword(words string) func(string) (string, bool) {
	known := map[string]string{}
	for _, w := range strings.Fields(words) {
		known[strings.ToLower(w)] = w
	}
	return func(value string) (string, bool) {
		text, ok := known[strings.ToLower(value)]
		return text, ok
	}
}

func displayValue(value string) (string, bool) {
	if value == "none" {
		return "none", true
	}
	_, ok := keyword("inline block inline-block contents flex grid list-item table")(value)
	return "inline", ok
}

func colorValue(value string) (string, bool) {
	if strings.EqualFold(value, "currentcolor") {
		return "currentColor", true
	}
	c, ok := parseColor(value)
	return colorText(c), ok
}

var reference = regexp.MustCompile(`^url\(\s*["']?#([^"'()]+?)["']?\s*\)\s*`)

// referenceValue keeps "none" and a reference, canonically #id.
func referenceValue(value string) (string, bool) {
	if value == "none" {
		return value, true
	}
	m := reference.FindStringSubmatch(value)
	if m == nil {
		return "", false
	}
	return "#" + m[1], true
}

// paintValue keeps "#rrggbb" and its like, or a reference "url(#id)" and, behind
// it, what to take where there is nothing of that id.
func paintValue(value string) (string, bool) {
	switch strings.ToLower(value) {
	case "none", "context-fill", "context-stroke":
		return strings.ToLower(value), true
	}
	m := reference.FindStringSubmatch(value)
	if m == nil {
		return colorValue(value)
	}
	rest := strings.TrimSpace(value[len(m[0]):])
	other := "none"
	if rest != "" && rest != "none" {
		if c, ok := colorValue(rest); ok {
			other = c
		}
	}
	return "url(#" + m[1] + ") " + other, true
}

func opacityValue(value string) (string, bool) {
	number, percent := strings.CutSuffix(value, "%")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || v != v {
		return "", false
	}
	if percent {
		v /= 100
	}
	return format(unitRange(v)), true
}

func numberValue(value string) (string, bool) {
	p := &scanner{s: value}
	v, ok := p.number()
	return format(v), ok && p.done()
}

func lengthValue(value string) (string, bool) {
	l, ok := parseLength(value)
	return format(l.v) + l.unit, ok
}

func spacingValue(value string) (string, bool) {
	if value == "normal" {
		return "0", true
	}
	return lengthValue(value)
}

func shiftValue(value string) (string, bool) {
	if text, ok := keyword("baseline sub super")(value); ok {
		return text, true
	}
	return lengthValue(value)
}

func dashValue(value string) (string, bool) {
	if value == "none" {
		return value, true
	}
	fields := strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '\n' })
	if len(fields) == 0 || len(fields) > maxDashes {
		return "", false
	}
	sum := 0.0
	for i, f := range fields {
		l, ok := parseLength(f)
		if !ok || l.v < 0 {
			return "", false
		}
		sum += l.v
		fields[i] = format(l.v) + l.unit
	}
	if sum == 0 {
		return "none", true
	}
	return strings.Join(fields, " "), true
}

// Expressions here count nothing: a class that is repeated hundreds of times
// takes longer to prepare than most drawings to read.
var familyText = regexp.MustCompile(`^[\p{L}\p{N} ,'"._+-]+$`)

const longestFamily = 600 // bytes

func familyValue(value string) (string, bool) {
	value = strings.ReplaceAll(value, `"`, "'")
	return value, len(value) <= longestFamily && familyText.MatchString(value) && strings.Count(value, "'")%2 == 0
}

var fontSizes = map[string]string{
	"xx-small": "9px", "x-small": "10px", "small": "13px", "medium": "16px", "large": "18px", "x-large": "24px", "xx-large": "32px", "smaller": "83%", "larger": "120%",
}

func fontSizeValue(value string) (string, bool) {
	if text, ok := fontSizes[value]; ok {
		return text, true
	}
	l, ok := parseLength(value)
	return format(l.v) + l.unit, ok && l.v >= 0
}

func fontStyleValue(value string) (string, bool) {
	return keyword("normal italic oblique")(value)
}

func fontWeightValue(value string) (string, bool) {
	if text, ok := keyword("normal bold bolder lighter")(value); ok {
		return text, true
	}
	v, err := strconv.Atoi(value)
	return value, err == nil && v >= 1 && v <= 1000 && len(value) <= 4
}

func paintOrderValue(value string) (string, bool) {
	for _, w := range strings.Fields(value) {
		if w != "normal" && w != "fill" && w != "stroke" && w != "markers" {
			return "", false
		}
	}
	return strings.Join(strings.Fields(value), " "), len(value) < 30
}

func transformValue(value string) (string, bool) {
	if value == "none" {
		return "", false
	}
	_, ok := parseTransform(value)
	return strings.Join(strings.Fields(stripUnits(value)), " "), ok && plainValue(value)
}

func format(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
