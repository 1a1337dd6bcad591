package math

import "fmt"

// infixes are the commands that make a fraction of the group around them.
var infixes = map[string]*fraction{
	"over": {rule: standardRule}, "atop": {}, "choose": {open: "(", close: ")"},
	"brack": {open: "[", close: "]"}, "brace": {open: "{", close: "}"},
	"above": {rule: standardRule},
}

func registerFractions() {
	for name, f := range map[string]fraction{
		"frac": {rule: standardRule}, "dfrac": {rule: standardRule, style: styleDisplay}, "tfrac": {rule: standardRule, style: styleText},
		"sfrac": {rule: standardRule, style: styleText}, "nicefrac": {rule: standardRule, style: styleText},
		"binom": {open: "(", close: ")"}, "dbinom": {open: "(", close: ")", style: styleDisplay}, "tbinom": {open: "(", close: ")", style: styleText},
		"bracket": {rule: standardRule},
	} {
		if name == "bracket" {
			continue
		}
		commands[name] = func(p *parser, t token) node {
			f := f
			args := p.arguments(t, 2)
			f.num, f.den = args[0], args[1]
			return &f
		}
	}
	commands["cfrac"] = func(p *parser, t token) node {
		f := &fraction{rule: standardRule, style: styleDisplay, continued: true, align: 'c'}
		if o, ok := p.optional(); ok {
			if s := sourceOf(o); s == "l" || s == "r" {
				f.align = s[0]
			}
		}
		args := p.arguments(t, 2)
		f.num, f.den = args[0], args[1]
		return f
	}
	commands["genfrac"] = (*parser).generalFraction
	commands["sqrt"] = func(p *parser, t token) node {
		r := &radical{}
		if o, ok := p.optional(); ok {
			r.index = p.subRow(o)
		}
		r.body = p.arguments(t, 1)[0]
		return r
	}
	commands["surd"] = commands["sqrt"]
	delete(commands, "surd")
	commands["root"] = func(p *parser, t token) node {
		index := p.row(func(t token) bool { return t.kind == command && t.text == "of" || t.kind == rbrace })
		if o := p.peek(); o.kind == command && o.text == "of" {
			p.next()
			return &radical{index: index, body: p.arguments(t, 1)[0]}
		}
		p.fail("math-argument-missing", t.pos, `\root has no \of`).Hint = `write \sqrt[3]{x}`
		return index
	}
}

// generalFraction reads \genfrac{(}{)}{0pt}{1}{a}{b}.
func (p *parser) generalFraction(t token) node {
	f := &fraction{rule: standardRule}
	what := needs("genfrac", 6)
	for _, into := range []*string{&f.open, &f.close} {
		tokens, ok := p.raw(t, what)
		if !ok {
			return &failure{}
		}
		if len(tokens) > 0 {
			text, ok := delimiter(tokens[0])
			if !ok || len(tokens) > 1 {
				p.fail("math-delimiter", tokens[0].pos, "%s is no delimiter", sourceOf(tokens))
			}
			*into = text
		}
	}
	if size, at, ok := p.plain(t, what); !ok {
		return &failure{}
	} else if size != "" {
		f.rule = p.length(size, at)
	}
	style, at, ok := p.plain(t, what)
	if !ok {
		return &failure{}
	}
	styles := map[string]styleSwitch{"": styleKeep, "0": styleDisplay, "1": styleText, "2": styleScript, "3": styleScriptScript}
	if f.style, ok = styles[style]; !ok {
		p.fail("math-argument-missing", at, "a style is a number from 0 to 3, not %q", style)
	}
	args := p.arguments(t, 2)
	f.num, f.den = args[0], args[1]
	return f
}

// infix makes a fraction of what stands before and behind \over.
func (p *parser) infix(before *row, t token, stops stopper) *row {
	f := *infixes[t.text]
	if t.text == "above" {
		f.rule = p.bareLength(t)
	}
	f.num = before
	after := p.row(func(n token) bool {
		return stops(n) || n.kind == command && infixes[n.text] != nil
	})
	if n := p.peek(); n.kind == command && infixes[n.text] != nil && !stops(n) {
		p.fail("math-misplaced", n.pos, `\%s follows \%s in one group`, n.text, t.text).Hint = fmt.Sprintf(`braces tell which is meant: {a \%s b} \%s c`, t.text, n.text)
		p.next()
		rest := p.row(stops)
		after.items = append(after.items, rest.items...)
	}
	f.den = after
	return &row{[]node{&f}}
}
