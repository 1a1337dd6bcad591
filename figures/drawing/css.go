package drawing

import (
	"cmp"
	"slices"
	"strings"
)

// A rule is one selector of a style sheet with its declarations.
type rule struct {
	parts    []compound // from the outermost to the element itself
	declared []declared
	weight   int // specificity
	order    int
}

// style gives every node its own properties: presentation attributes, then the
// rules of style sheets by weight, then its style attribute.
func (r *reader) style(root *node) {
	rules := r.rules(r.sheet.String())
	index := map[string][]*rule{}
	for i := range rules {
		last := rules[i].parts[len(rules[i].parts)-1]
		key := "*"
		switch {
		case last.id != "":
			key = "#" + last.id
		case len(last.classes) > 0:
			key = "." + last.classes[0]
		case last.name != "":
			key = last.name
		}
		index[key] = append(index[key], &rules[i])
	}
	s := styler{r, index, 0}
	s.node(root)
}

type styler struct {
	*reader
	index map[string][]*rule
	steps int
}

func (s *styler) node(n *node) {
	if n.name == "" {
		return
	}
	var normal, important []declared
	sortOut := func(list []declared) {
		for _, d := range list {
			if d.important {
				important = append(important, d)
			} else {
				normal = append(normal, d)
			}
		}
	}
	normal = append(normal, n.presented...)
	for _, r := range s.matching(n) {
		sortOut(r.declared)
	}
	if n.rawStyle != "" {
		sortOut(declarations(n.rawStyle))
	}
	s.apply(n, append(normal, important...))
	if space, ok := n.props["white-space"]; ok { // as an attribute, which all programs know
		if space == "pre" || space == "pre-wrap" {
			n.attrs["xml:space"] = "preserve"
		}
		delete(n.props, "white-space")
	}
	if n.name != "svg" || n.parent != nil {
		delete(n.props, "background-color")
	}
	for _, c := range n.children {
		s.node(c)
	}
}

// matching lists the rules for a node, the weightiest last.
func (s *styler) matching(n *node) (list []*rule) {
	keys := []string{"*", n.name}
	if n.id != "" {
		keys = append(keys, "#"+n.id)
	}
	for _, c := range n.classes {
		if key := "." + c; !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		for _, r := range s.index[key] {
			if s.steps > maxMatching {
				s.at(n, "the style sheet has too many rules for so many elements")
				return list
			}
			if s.matches(r.parts, n) {
				list = append(list, r)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *rule) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.order, b.order))
	})
	return list
}

// rules reads a style sheet. At-rules are passed over; one that loads is told.
func (r *reader) rules(sheet string) (rules []rule) {
	sheet = withoutComments(sheet)
	for len(rules) < maxRules {
		sheet = strings.TrimLeft(sheet, " \t\r\n\f;")
		if sheet == "" {
			return rules
		}
		if sheet[0] == '@' {
			var at string
			at, sheet = atRule(sheet)
			sheet = r.atRule(at) + sheet
			continue
		}
		head, rest, ok := strings.Cut(sheet, "{")
		if !ok {
			return rules
		}
		body, rest, _ := strings.Cut(rest, "}")
		sheet = rest
		list := declarations(body)
		for _, text := range splitSelectors(head) {
			if parts, weight, ok := selector(text); ok && len(rules) < maxRules {
				rules = append(rules, rule{parts, list, weight, len(rules)})
			} else if !ok && len(list) > 0 && !ofState(text) {
				r.minor(r.sheetAt, "give the elements a class and name that", "<style> has the selector %q, which is not understood", excerpt(strings.TrimSpace(text)))
			}
		}
	}
	r.tell(1, 1, "style", "the style sheet has more than %d rules", maxRules)
	return rules
}

// ofState tells whether a selector is one of states, such as :hover, or of
// parts that a drawing never has.
func ofState(selector string) bool {
	for _, word := range []string{":hover", ":focus", ":active", ":visited", ":link", ":any-link", ":target", ":lang", "::", ":checked", ":disabled", ":enabled", ":host"} {
		if strings.Contains(selector, word) {
			return true
		}
	}
	return strings.TrimSpace(selector) == ""
}

// atRule tells of an at-rule that loads, and gives the rules within one that
// holds for a page.
func (r *reader) atRule(at string) (within string) {
	lower := strings.ToLower(at)
	switch {
	case !loads(at) || strings.HasPrefix(lower, "@import"):
		hint := "put the rules of the file here"
		if strings.HasPrefix(lower, "@font-face") || strings.Contains(lower, "font") {
			hint = "text is set in the faces of the paper; take the face out"
		}
		r.minor(r.sheetAt, hint, "<style> loads something from outside")
	case strings.HasPrefix(lower, "@media"):
		condition, body, _ := strings.Cut(at, "{")
		switch condition = strings.Join(strings.Fields(strings.ToLower(condition[len("@media"):])), ""); condition {
		case "screen", "all", "onlyscreen", "(prefers-color-scheme:light)":
			return body + "\n"
		}
	}
	return ""
}

func withoutComments(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "/*")
		b.WriteString(before)
		if !ok {
			return strings.NewReplacer("<!--", "", "-->", "").Replace(b.String())
		}
		_, s, _ = strings.Cut(rest, "*/")
	}
}

// atRule splits off an at-rule, with its block if it has one.
func atRule(s string) (rule, rest string) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case ';':
			if depth == 0 {
				return s[:i], s[i+1:]
			}
		case '{':
			depth++
		case '}':
			if depth--; depth <= 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

const maxDeclarations = 300

// declarations reads "name: value; name: value".
func declarations(s string) (list []declared) {
	for _, piece := range splitDeclarations(withoutComments(s)) {
		name, value, ok := strings.Cut(piece, ":")
		if !ok || len(list) >= maxDeclarations {
			continue
		}
		value, important := strings.CutSuffix(strings.TrimSpace(value), "!important")
		list = append(list, declared{strings.TrimSpace(name), strings.TrimSpace(value), important})
	}
	return list
}

// splitDeclarations splits at semicolons outside quotes and parentheses.
func splitDeclarations(s string) (pieces []string) {
	depth, quote, start := 0, byte(0), 0
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ';' && depth <= 0:
			pieces, start = append(pieces, s[start:i]), i+1
		}
	}
	return append(pieces, s[start:])
}
