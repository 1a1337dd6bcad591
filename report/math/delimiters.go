package math

import "strings"

func registerDelimiters() {
	for size, prefix := range []string{"", "big", "Big", "bigg", "Bigg"} {
		if size == 0 {
			continue
		}
		for suffix, c := range map[string]class{"": ord, "l": opening, "r": closing, "m": rel} {
			commands[prefix+suffix] = func(p *parser, t token) node {
				text, ok := p.delimiter(t)
				if !ok {
					return &failure{t.source()}
				}
				return &symbol{text: text, kind: operator, cls: c, big: size, at: t.pos}
			}
		}
	}
	pairs := map[string][2]string{
		"abs": {"|", "|"}, "norm": {"‖", "‖"}, "set": {"{", "}"}, "Set": {"{", "}"}, "bra": {"⟨", "|"}, "ket": {"|", "⟩"}, "Bra": {"⟨", "|"}, "Ket": {"|", "⟩"},
		"braket": {"⟨", "⟩"}, "Braket": {"⟨", "⟩"}, "ceil": {"⌈", "⌉"}, "floor": {"⌊", "⌋"},
	}
	for name, d := range pairs {
		commands[name] = func(p *parser, t token) node {
			grow := p.star() || strings.ToUpper(name[:1]) == name[:1]
			arg := p.arguments(t, 1)[0]
			body, ok := arg.(*row)
			if !ok {
				body = &row{[]node{arg}}
			}
			if grow {
				return &fenced{open: d[0], close: d[1], body: body}
			}
			items := []node{&symbol{text: d[0], kind: operator, cls: opening}}
			items = append(items, body.items...)
			return &row{append(items, &symbol{text: d[1], kind: operator, cls: closing})}
		}
	}
}

// delimiter takes the delimiter behind a command such as \left.
func (p *parser) delimiter(t token) (string, bool) {
	d := p.peekSolid()
	group := d.kind == lbrace
	if group { // \left{(} is seen in the wild
		if tokens, ok := p.raw(t, needs(t.text, 1)); ok && len(tokens) == 1 {
			if text, ok := delimiter(tokens[0]); ok {
				return text, true
			}
		}
		p.fail("math-delimiter", d.pos, `a group is no delimiter for \%s`, t.text).Hint = `\{ prints a brace; . is an invisible delimiter`
		return "", false
	}
	if d.kind == end {
		p.unclosed("math-delimiter", t.pos, `\%s needs a delimiter`, t.text)
		return "", false
	}
	text, ok := delimiter(d)
	if !ok && d.kind == command && !p.isKnown(d.text) {
		p.next()
		p.unknown(d)
		return "", false
	}
	if !ok {
		f := p.fail("math-delimiter", d.pos, `%s is no delimiter for \%s`, d.source(), t.text)
		f.Hint = ". is an invisible delimiter"
		if d.kind == char { // taken for what was meant; an & or } is left where it counts
			p.next()
		}
		return "", false
	}
	p.next()
	return text, true
}

// fenced reads \left … \right.
func (p *parser) fenced(t token) node {
	f := &fenced{}
	f.open, _ = p.delimiter(t)
	if p.stopped || p.ended {
		f.body = &row{}
		return f
	}
	face := p.face
	f.body = p.fencedRow()
	p.face = face
	r := p.peek()
	if r.kind == command && r.text == "right" {
		p.next()
		f.close, _ = p.delimiter(r)
		return f
	}
	p.unclosedOr(r, "math-delimiter", t.pos, `\left has no \right`).Hint = `\right. closes without a sign`
	return f
}

func (p *parser) fencedRow() *row {
	stops := func(t token) bool {
		switch t.kind {
		case rbrace, align:
			return true
		case command:
			return t.text == "right" || t.text == "middle" || t.text == "end" || t.text == `\`
		}
		return false
	}
	r := p.row(stops)
	for {
		m := p.peek()
		if m.kind != command || m.text != "middle" {
			return r
		}
		p.next()
		d, _ := p.delimiter(m)
		r.items = append(r.items, p.count(&middle{d}, m.pos))
		rest := p.row(stops)
		r.items = append(r.items, rest.items...)
	}
}
