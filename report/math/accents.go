package math

func registerAccents() {
	type mark struct {
		mark rune
		text string
	}
	for name, m := range map[string]mark{
		"hat": {0x302, "ˆ"}, "bar": {0x304, "¯"}, "tilde": {0x303, "˜"}, "vec": {0x20d7, "→"}, "dot": {0x307, "˙"}, "ddot": {0x308, "¨"},
		"dddot": {0x20db, "…"}, "ddddot": {0x20dc, "⃜"}, "acute": {0x301, "´"}, "grave": {0x300, "`"}, "breve": {0x306, "˘"},
		"check": {0x30c, "ˇ"}, "mathring": {0x30a, "˚"}, "ring": {0x30a, "˚"}, "Dot": {0x307, "˙"}, "Ddot": {0x308, "¨"}, "Hat": {0x302, "ˆ"}, "Bar": {0x304, "¯"}, "Tilde": {0x303, "˜"}, "Vec": {0x20d7, "→"},
	} {
		registerAccent(name, accent{mark: m.mark, text: m.text})
	}
	for name, m := range map[string]mark{
		"widehat": {0x302, "\u0302"}, "widetilde": {0x303, "\u0303"}, "widecheck": {0x30c, "\u030c"}, "overrightarrow": {0x20d7, "\u20d7"}, "overleftarrow": {0x20d6, "\u20d6"},
		"overleftrightarrow": {0x20e1, "\u20e1"}, "overrightharpoon": {0x20d1, "⇀"}, "overleftharpoon": {0x20d0, "↼"}, "Overrightarrow": {0x21d2, "⇒"},
		"overparen": {0x23dc, "⏜"}, "overgroup": {0x23dc, "⏜"}, "wideparen": {0x23dc, "⏜"}, "overarc": {0x23dc, "⏜"},
	} {
		registerAccent(name, accent{mark: m.mark, text: m.text, wide: true})
	}
	for name, m := range map[string]mark{
		"underrightarrow": {0x20ef, "→"}, "underleftarrow": {0x20ee, "←"}, "underleftrightarrow": {0x34d, "↔"}, "utilde": {0x330, "\u0330"},
		"underparen": {0x23dd, "⏝"}, "undergroup": {0x23dd, "⏝"}, "underarc": {0x23dd, "⏝"},
	} {
		registerAccent(name, accent{mark: m.mark, text: m.text, wide: true, under: true})
	}
	registerAccent("underbar", accent{mark: 0x332, text: "\u0332", wide: true, under: true})
	for _, name := range []string{"overline", "underline", "widebar"} {
		commands[name] = func(p *parser, t token) node {
			return &bar{body: p.arguments(t, 1)[0], under: name == "underline"}
		}
	}
	for name, r := range map[string]rune{
		"overbrace": '⏞', "underbrace": '⏟', "overbracket": '⎴', "underbracket": '⎵',
	} {
		commands[name] = func(p *parser, t token) node {
			return &brace{body: p.arguments(t, 1)[0], mark: r, under: name[0] == 'u'}
		}
	}
}

func registerAccent(name string, a accent) {
	commands[name] = func(p *parser, t token) node {
		a := a
		a.body = p.arguments(t, 1)[0]
		return &a
	}
}

func registerStacks() {
	commands["overset"] = func(p *parser, t token) node {
		a := p.arguments(t, 2)
		return &stack{base: a[1], over: a[0], cls: stackClass(a[1])}
	}
	commands["underset"] = func(p *parser, t token) node {
		a := p.arguments(t, 2)
		return &stack{base: a[1], under: a[0], cls: stackClass(a[1])}
	}
	commands["overunderset"] = func(p *parser, t token) node {
		a := p.arguments(t, 3)
		return &stack{base: a[2], over: a[0], under: a[1], cls: stackClass(a[2])}
	}
	commands["stackrel"] = func(p *parser, t token) node {
		below, ok := p.optional()
		a := p.arguments(t, 2)
		s := &stack{base: a[1], over: a[0], cls: rel}
		if ok {
			s.under = p.subRow(below)
		}
		return s
	}
	commands["stackbin"] = func(p *parser, t token) node {
		a := p.arguments(t, 2)
		return &stack{base: a[1], over: a[0], cls: bin}
	}
	for name, r := range map[string]rune{
		"xrightarrow": '→', "xleftarrow": '←', "xleftrightarrow": '↔', "xRightarrow": '⇒', "xLeftarrow": '⇐', "xLeftrightarrow": '⇔',
		"xhookrightarrow": '↪', "xhookleftarrow": '↩', "xmapsto": '↦', "xrightharpoonup": '⇀', "xrightharpoondown": '⇁',
		"xleftharpoonup": '↼', "xleftharpoondown": '↽', "xrightleftharpoons": '⇌', "xleftrightharpoons": '⇋', "xlongequal": '=',
		"xtwoheadrightarrow": '↠', "xtwoheadleftarrow": '↞', "xtofrom": '⇄', "xrightleftarrows": '⇄',
	} {
		commands[name] = func(p *parser, t token) node {
			below, ok := p.optional()
			a := &arrow{mark: r, over: p.arguments(t, 1)[0]}
			if ok {
				a.under = p.subRow(below)
			}
			return a
		}
	}
	for name, c := range map[string]class{
		"mathord": ord, "mathop": op, "mathbin": bin, "mathrel": rel, "mathopen": opening, "mathclose": closing, "mathpunct": punct, "mathinner": inner,
	} {
		commands[name] = func(p *parser, t token) node {
			return &classed{body: p.arguments(t, 1)[0], cls: c, limits: c == op}
		}
	}
}

// stackClass is the class of what stands at the line: a lone symbol's own.
func stackClass(base node) class {
	if r, ok := base.(*row); ok && len(r.items) == 1 {
		return r.items[0].class()
	}
	return base.class()
}
