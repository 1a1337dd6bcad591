package math

func registerFaces() {
	for name, f := range map[string]face{
		"mathrm": faceUpright, "mathnormal": faceAuto, "mathit": faceItalic, "mathbf": faceBold, "mathbfit": faceBoldItalic, "mathsf": faceSans,
		"mathsfit": faceSansItalic, "mathsfbf": faceSansBold, "mathbfsf": faceSansBold, "mathtt": faceMono, "mathbb": faceDouble, "Bbb": faceDouble, "mathds": faceDouble, "mathcal": faceScript,
		"mathscr": faceScript, "mathbfcal": faceScriptBold, "mathbfscr": faceScriptBold, "mathfrak": faceFraktur, "frak": faceFraktur, "mathbffrak": faceFrakturBold, "mathup": faceUpright,
		"symrm": faceUpright, "symup": faceUpright, "symit": faceItalic, "symbf": faceBold, "symbfit": faceBoldItalic, "symsf": faceSans, "symtt": faceMono,
		"symbb": faceDouble, "symcal": faceScript, "symscr": faceScript, "symfrak": faceFraktur,
	} {
		commands[name] = func(p *parser, t token) node { return p.inFace(t, f) }
	}
	for _, name := range []string{"boldsymbol", "bm", "bold", "pmb", "mathbold", "boldmath"} {
		commands[name] = func(p *parser, t token) node {
			arg := p.arguments(t, 1)[0]
			embolden(arg)
			return arg
		}
	}
	for name, f := range map[string]face{"rm": faceUpright, "bf": faceBold, "it": faceItalic, "sf": faceSans, "tt": faceMono, "cal": faceScript, "mit": faceAuto} {
		switches[name] = func(p *parser, _ token, stops stopper) node {
			old := p.face
			p.face = f
			r := p.row(stops)
			p.face = old
			return &styled{body: r}
		}
	}
	for name, w := range map[string]words{
		"textrm": {}, "textnormal": {}, "mbox": {}, "hbox": {}, "textup": {}, "textmd": {}, "textbf": {bold: true}, "textit": {italic: true}, "textsl": {italic: true}, "emph": {italic: true},
		"texttt": {mono: true}, "textsf": {sans: true}, "textsc": {}, "tx": {}, "textbfit": {bold: true, italic: true},
	} {
		commands[name] = textCommand(w)
	}
	delete(commands, "tx")
}

// inFace reads an argument whose letters come from another alphabet. Upright
// letters in a row are one word.
func (p *parser) inFace(t token, f face) node {
	old := p.face
	p.face = f
	arg := p.arguments(t, 1)[0]
	p.face = old
	r, ok := arg.(*row)
	if !ok {
		return arg
	}
	switch f {
	case faceUpright, faceItalic, faceSans, faceMono, faceBold:
		r.items = joinLetters(r.items, f)
	}
	if len(r.items) == 1 {
		return r.items[0]
	}
	return r
}

// joinLetters makes one symbol of neighbouring letters of one face.
func joinLetters(items []node, f face) []node {
	var out []node
	for _, n := range items {
		s, ok := n.(*symbol)
		if ok && s.kind == letter && s.face == f && len(out) > 0 {
			if last, ok := out[len(out)-1].(*symbol); ok && last.kind == letter && last.face == f && last.cls == ord {
				last.text += s.text
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// embolden turns letters bold in place.
func embolden(n node) {
	walk(n, func(n node) {
		switch n := n.(type) {
		case *symbol:
			if n.kind == letter || n.kind == number {
				n.face = bolder(n.face, []rune(n.text)[0])
				if n.kind == number {
					n.face = faceBold
				}
			}
			if n.text == "∇" {
				n.face = faceBold
			}
		case *words:
			n.bold = true
		}
	})
}

// walk visits a tree from the top, parents first.
func walk(n node, visit func(node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, c := range children(n) {
		if c != nil {
			walk(c, visit)
		}
	}
}

func children(n node) []node {
	switch n := n.(type) {
	case *row:
		if n == nil {
			return nil
		}
		return n.items
	case *scripts:
		return []node{n.base, n.sub, n.sup}
	case *fraction:
		return []node{n.num, n.den}
	case *radical:
		return []node{n.index, n.body}
	case *fenced:
		return []node{n.body}
	case *accent:
		return []node{n.body}
	case *bar:
		return []node{n.body}
	case *brace:
		return []node{n.body}
	case *stack:
		return []node{n.base, n.under, n.over}
	case *arrow:
		return []node{n.under, n.over}
	case *phantom:
		return []node{n.body}
	case *lap:
		return []node{n.body}
	case *styled:
		return []node{n.body}
	case *colored:
		return []node{n.body}
	case *resized:
		return []node{n.body}
	case *boxed:
		return []node{n.body}
	case *cancelled:
		return []node{n.body}
	case *raised:
		return []node{n.body}
	case *classed:
		return []node{n.body}
	case *table:
		var all []node
		for _, r := range n.rows {
			all = append(all, r.cells...)
		}
		return all
	}
	return nil
}
