package math

import (
	"fmt"
	"strconv"
	"strings"

	"reckon/internal/diag"
)

func registerBoxes() {
	for name, ph := range map[string]phantom{
		"phantom": {width: true, height: true, depth: true}, "hphantom": {width: true}, "vphantom": {height: true, depth: true},
	} {
		commands[name] = func(p *parser, t token) node {
			ph := ph
			ph.body = p.arguments(t, 1)[0]
			return &ph
		}
	}
	commands["smash"] = func(p *parser, t token) node {
		s := &phantom{show: true, width: true}
		if o, ok := p.optional(); ok {
			side := sourceOf(o)
			s.height, s.depth = side == "b", side == "t"
		}
		s.body = p.arguments(t, 1)[0]
		return s
	}
	for name, side := range map[string]byte{"mathrlap": 'r', "mathllap": 'l', "mathclap": 'c', "rlap": 'r', "llap": 'l', "clap": 'c'} {
		commands[name] = func(p *parser, t token) node {
			if len(name) <= 4 {
				return &lap{body: p.textGroup(words{}, t), side: side}
			}
			return &lap{body: p.arguments(t, 1)[0], side: side}
		}
	}
	commands["boxed"] = func(p *parser, t token) node {
		return &boxed{body: &row{[]node{&styled{style: styleDisplay, body: &row{p.arguments(t, 1)}}}}, edge: currentColor}
	}
	commands["fbox"] = func(p *parser, t token) node {
		return &boxed{body: p.textGroup(words{}, t), edge: currentColor}
	}
	for name, stroke := range map[string]byte{"cancel": '/', "bcancel": '\\', "xcancel": 'x', "sout": '-', "not": '/'} {
		if name == "not" {
			continue
		}
		commands[name] = func(p *parser, t token) node {
			return &cancelled{body: p.arguments(t, 1)[0], stroke: stroke}
		}
	}
	commands["raisebox"] = func(p *parser, t token) node {
		text, at, ok := p.plain(t, needs("raisebox", 2))
		if !ok {
			return &failure{}
		}
		em := p.length(text, at)
		return &raised{body: p.textGroup(words{}, t), em: em}
	}
	commands["textcolor"] = func(p *parser, t token) node {
		color := p.color(t, needs("textcolor", 2))
		return &colored{color: color, body: p.rowArgument(t)}
	}
	commands["colorbox"] = func(p *parser, t token) node {
		color := p.color(t, needs("colorbox", 2))
		return &boxed{body: p.textGroup(words{}, t), fill: color}
	}
	commands["fcolorbox"] = func(p *parser, t token) node {
		edge, fill := p.color(t, needs("fcolorbox", 3)), p.color(t, needs("fcolorbox", 3))
		return &boxed{body: p.textGroup(words{}, t), fill: fill, edge: edge}
	}
	for _, name := range []string{"mathcolor", "bbox"} {
		if name == "mathcolor" {
			commands[name] = commands["textcolor"]
		}
	}
	for _, name := range []string{"ensuremath", "mathsurround", "hfill", "hfil", "phantomsection", "limits@"} {
		switch name {
		case "ensuremath":
			commands[name] = func(p *parser, t token) node { return p.arguments(t, 1)[0] }
		case "hfill", "hfil":
			commands[name] = func(*parser, token) node { return &space{mu: 36} }
		}
	}
}

func (p *parser) rowArgument(t token) *row {
	arg := p.arguments(t, 1)[0]
	if r, ok := arg.(*row); ok {
		return r
	}
	return &row{[]node{arg}}
}

const currentColor = "currentColor"

// The colours that LaTeX's xcolor knows by name, and a few of CSS.
var colors = map[string]string{
	"black": "#000000", "blue": "#0000ff", "brown": "#bf8040", "cyan": "#00ffff", "darkgray": "#404040", "gray": "#808080", "grey": "#808080",
	"green": "#00ff00", "lightgray": "#bfbfbf", "lime": "#bfff00", "magenta": "#ff00ff", "olive": "#808000", "orange": "#ff8000",
	"pink": "#ffbfbf", "purple": "#bf0040", "red": "#ff0000", "teal": "#008080", "violet": "#800080", "white": "#ffffff", "yellow": "#ffff00",
	"navy": "#000080", "maroon": "#800000", "silver": "#c0c0c0", "gold": "#ffd700", "crimson": "#dc143c", "darkblue": "#00008b",
	"darkgreen": "#006400", "darkred": "#8b0000", "darkorange": "#ff8c00", "indigo": "#4b0082", "turquoise": "#40e0d0", "salmon": "#fa8072",
	"royalblue": "#4169e1", "steelblue": "#4682b4", "forestgreen": "#228b22", "firebrick": "#b22222", "tomato": "#ff6347", "coral": "#ff7f50",
	"skyblue": "#87ceeb", "lightblue": "#add8e6", "lightgreen": "#90ee90", "khaki": "#f0e68c", "plum": "#dda0dd", "orchid": "#da70d6",
}

// color reads a colour: a name, #rgb, #rrggbb, or a model in brackets.
func (p *parser) color(t token, what string) string {
	model := "named"
	if o, ok := p.optional(); ok {
		model = strings.TrimSpace(sourceOf(o))
	}
	text, at, ok := p.plain(t, what)
	if !ok {
		return currentColor
	}
	if c, ok := readColor(model, text); ok {
		return c
	}
	f := p.fail("math-color", at, "no colour is called %q", text)
	if f.Hint = diag.DidYouMean(text, sortedKeys(colors)); f.Hint == "" {
		f.Hint = "a colour is a name such as red, or #rrggbb"
	}
	return currentColor
}

func readColor(model, text string) (string, bool) {
	switch model {
	case "HTML":
		return readColor("named", "#"+text)
	case "rgb", "gray", "RGB":
		return mixColor(model, strings.Split(text, ","))
	}
	if c, ok := colors[strings.ToLower(text)]; ok {
		return c, true
	}
	hex, ok := strings.CutPrefix(strings.ToLower(text), "#")
	if !ok || strings.Trim(hex, "0123456789abcdef") != "" {
		return "", false
	}
	switch len(hex) {
	case 3:
		return fmt.Sprintf("#%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]), true
	case 6:
		return "#" + hex, true
	}
	return "", false
}

func mixColor(model string, parts []string) (string, bool) {
	if model == "gray" && len(parts) == 1 {
		parts = []string{parts[0], parts[0], parts[0]}
	}
	if len(parts) != 3 {
		return "", false
	}
	top := 1.0
	if model == "RGB" {
		top = 255
	}
	out := "#"
	for _, part := range parts {
		x, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || !(x >= 0 && x <= top) {
			return "", false
		}
		out += fmt.Sprintf("%02x", int(x/top*255+0.5))
	}
	return out, true
}
