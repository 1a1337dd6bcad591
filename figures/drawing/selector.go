package drawing

import (
	"slices"
	"strconv"
	"strings"
)

// A compound is what one element must be: "path.line#a[href]:first-child".
type compound struct {
	name, id string
	classes  []string
	tests    []test
	relation byte // to the compound before: ' ' within it, '>' its child, '+' right behind it, '~' behind it
}

// A test is an attribute selector or a pseudo-class.
type test func(n *node) bool

func (s *styler) matches(parts []compound, n *node) bool {
	s.steps++
	last := parts[len(parts)-1]
	if n == nil || !last.is(n) {
		return false
	}
	if parts = parts[:len(parts)-1]; len(parts) == 0 {
		return true
	}
	switch last.relation {
	case '+', '~':
		for before := sibling(n, -1); before != nil && s.steps <= maxMatching; before = sibling(before, -1) {
			if s.matches(parts, before) {
				return true
			}
			if last.relation == '+' {
				return false
			}
		}
		return false
	}
	for up := n.parent; up != nil && s.steps <= maxMatching; up = up.parent {
		if s.matches(parts, up) {
			return true
		}
		if last.relation == '>' {
			return false
		}
	}
	return false
}

func (c compound) is(n *node) bool {
	if c.name != "" && c.name != n.name || c.id != "" && c.id != n.id {
		return false
	}
	for _, class := range c.classes {
		if !slices.Contains(n.classes, class) {
			return false
		}
	}
	for _, t := range c.tests {
		if !t(n) {
			return false
		}
	}
	return true
}

// place is the place of n among the elements in its parent, from 1, and their
// number, with those that are not shown; both are 1 for the outermost.
func (n *node) place() (at, of int) {
	if n.parent == nil {
		return 1, 1
	}
	return n.among, n.parent.elements
}

// sibling is the element before (-1) or behind another.
func sibling(n *node, by int) *node {
	if n.parent == nil {
		return nil
	}
	if n.slot >= len(n.parent.children) || n.parent.children[n.slot] != n {
		return nil // the one that a switch shows
	}
	for i := n.slot + by; i >= 0 && i < len(n.parent.children); i += by {
		if c := n.parent.children[i]; c.name != "" {
			return c
		}
	}
	return nil
}

// splitSelectors parts a list at commas outside brackets.
func splitSelectors(s string) (list []string) {
	depth, start := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth <= 0 {
				list, start = append(list, s[start:i]), i+1
			}
		}
	}
	return append(list, s[start:])
}

const maxCompounds = 20

// selector reads names, classes, ids, attributes, the pseudo-classes that depend
// on the tree alone, and all combinators. A rule with others is passed over: it
// is one of states, such as :hover, that a printed drawing never has.
func selector(text string) (parts []compound, weight int, ok bool) {
	p := &selecting{s: strings.TrimSpace(text)}
	for p.s != "" {
		relation := byte(' ')
		if strings.IndexByte(">+~", p.s[0]) >= 0 {
			relation = p.s[0]
			p.s = strings.TrimLeft(p.s[1:], " \t\r\n\f")
		}
		c, ok := p.compound()
		if !ok || len(parts) == maxCompounds || relation != ' ' && len(parts) == 0 {
			return nil, 0, false
		}
		c.relation = relation
		parts = append(parts, c)
		p.s = strings.TrimLeft(p.s, " \t\r\n\f")
	}
	return parts, p.weight, len(parts) > 0
}

// selecting is what is left of a selector, and the weight of what was read.
type selecting struct {
	s      string
	weight int
}

// word reads an identifier.
func (p *selecting) word() string {
	end := strings.IndexAny(p.s, " \t\r\n\f.#:[]()>+~*,=\"'|^$\\")
	if end < 0 {
		end = len(p.s)
	}
	w := p.s[:end]
	p.s = p.s[end:]
	return w
}

const (
	classWeight = 1000
	idWeight    = 1_000_000
)

func (p *selecting) compound() (c compound, ok bool) {
	start := p.s
	if strings.HasPrefix(p.s, "*") {
		p.s = p.s[1:]
	} else if c.name = p.word(); c.name != "" {
		p.weight++
	}
	for p.s != "" {
		switch p.s[0] {
		case '.', '#', ':':
			kind := p.s[0]
			p.s = p.s[1:]
			name := p.word()
			if name == "" || kind == ':' && !p.pseudo(name, &c) {
				return c, false
			}
			switch kind {
			case '.':
				c.classes = append(c.classes, name)
				p.weight += classWeight
			case '#':
				c.id = name
				p.weight += idWeight
			}
		case '[':
			inside, rest, closed := strings.Cut(p.s[1:], "]")
			t := attributeTest(inside)
			if !closed || t == nil {
				return c, false
			}
			c.tests = append(c.tests, t)
			p.weight += classWeight
			p.s = rest
		case ' ', '\t', '\r', '\n', '\f', '>', '+', '~':
			return c, p.s != start
		default:
			return c, false
		}
	}
	return c, true
}

// attributeTest reads what stands in [ ]; nil for what is not understood.
func attributeTest(text string) test {
	name, value, has := strings.Cut(text, "=")
	kind := byte('=')
	if name = strings.TrimSpace(name); has && name != "" && strings.IndexByte("~^$*|", name[len(name)-1]) >= 0 {
		kind, name = name[len(name)-1], strings.TrimSpace(name[:len(name)-1])
	}
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	if name == "" || strings.ContainsAny(name, " \"'()") {
		return nil
	}
	return func(n *node) bool {
		got, ok := n.written(name)
		switch {
		case !has || !ok:
			return ok
		case kind == '=':
			return got == value
		case value == "":
			return false
		case kind == '^':
			return strings.HasPrefix(got, value)
		case kind == '$':
			return strings.HasSuffix(got, value)
		case kind == '*':
			return strings.Contains(got, value)
		case kind == '~':
			return slices.Contains(strings.Fields(got), value)
		}
		return got == value || strings.HasPrefix(got, value+"-")
	}
}

// written is an attribute as the file has it.
func (n *node) written(name string) (string, bool) {
	switch name {
	case "id":
		return n.id, n.id != ""
	case "class":
		return strings.Join(n.classes, " "), n.classes != nil
	}
	if v, ok := n.attrs[name]; ok {
		return v, true
	}
	for _, d := range n.presented {
		if d.name == name {
			return d.value, true
		}
	}
	v, ok := n.other[name]
	return v, ok
}

// pseudo reads a pseudo-class whose name stands behind the colon.
func (p *selecting) pseudo(name string, c *compound) bool {
	argument, hasArgument := "", false
	if strings.HasPrefix(p.s, "(") {
		end := closing(p.s)
		if end < 0 {
			return false
		}
		argument, hasArgument = strings.TrimSpace(p.s[1:end]), true
		p.s = p.s[end+1:]
	}
	t, weight := pseudoTest(strings.ToLower(name), argument, hasArgument)
	if t == nil {
		return false
	}
	c.tests = append(c.tests, t)
	p.weight += weight
	return true
}

// closing finds the bracket that closes the first one.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func pseudoTest(name, argument string, hasArgument bool) (test, int) {
	switch name {
	case "root":
		return func(n *node) bool { return n.parent == nil }, classWeight
	case "first-child":
		return func(n *node) bool { at, _ := n.place(); return at == 1 }, classWeight
	case "last-child":
		return func(n *node) bool { at, of := n.place(); return at == of }, classWeight
	case "only-child":
		return func(n *node) bool { _, of := n.place(); return of == 1 }, classWeight
	case "nth-child", "nth-last-child":
		a, b, ok := everyNth(argument)
		if !ok {
			return nil, 0
		}
		return func(n *node) bool {
			at, of := n.place()
			if name == "nth-last-child" {
				at = of + 1 - at
			}
			if a == 0 {
				return at == b
			}
			return (at-b)%a == 0 && (at-b)/a >= 0
		}, classWeight
	case "not", "is", "where":
		return oneOf(argument, hasArgument, name)
	}
	return nil, 0
}

// oneOf reads the list of :is(), :where() and :not(), each of one compound.
func oneOf(argument string, hasArgument bool, name string) (test, int) {
	var list []compound
	most := 0
	for _, text := range splitSelectors(argument) {
		parts, weight, ok := selector(text)
		if !ok || len(parts) != 1 || !hasArgument || strings.Count(argument, "(") > 3 {
			return nil, 0
		}
		list, most = append(list, parts[0]), max(most, weight)
	}
	if name == "where" {
		most = 0
	}
	return func(n *node) bool {
		some := slices.ContainsFunc(list, func(c compound) bool { return c.is(n) })
		return some != (name == "not")
	}, most
}

// everyNth reads an+b, odd, even or a number.
func everyNth(text string) (a, b int, ok bool) {
	text = strings.ToLower(strings.ReplaceAll(text, " ", ""))
	switch text {
	case "odd":
		return 2, 1, true
	case "even":
		return 2, 0, true
	}
	before, after, has := strings.Cut(text, "n")
	if !has {
		b, err := strconv.Atoi(text)
		return 0, b, err == nil
	}
	switch before {
	case "", "+":
		a = 1
	case "-":
		a = -1
	default:
		var err error
		if a, err = strconv.Atoi(before); err != nil {
			return 0, 0, false
		}
	}
	if after == "" {
		return a, 0, true
	}
	b, err := strconv.Atoi(after)
	return a, b, err == nil
}
