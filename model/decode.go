package model

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// A loader gathers what the files of a model declare.
type loader struct {
	fsys    fs.FS
	model   *Model
	found   diag.List
	src     *source // the file that is being decoded
	names   map[string]diag.Pos
	bent    map[diag.Pos][]scalar // by file and line: those whose text does not stand there as it is
	tables  map[string]*Table     // of data, by file
	nodes   int                   // of the formulas checked
	grouped map[string]bool       // groups with a quantity
}

// add appends findings of package formula. It counts columns as if a text stood
// on one line as it is; where quotes, escapes or folds make that wrong, the
// findings are moved to where the runes stand.
func (l *loader) add(fs diag.List) {
	for i, f := range fs {
		for _, s := range l.bent[diag.Pos{File: f.At.File, Line: f.At.Line}] {
			if at, ok := s.place(f.At); ok {
				fs[i].At = at
				break
			}
		}
	}
	l.found = append(l.found, fs...)
}

// remember keeps a text whose findings have to be moved.
func (l *loader) remember(s scalar) {
	if s.places == nil {
		return
	}
	line := diag.Pos{File: s.at.File, Line: s.at.Line}
	l.bent[line] = append(l.bent[line], s)
}

// An entry is a key and its value in a mapping.
type entry struct {
	name  string
	at    diag.Pos // of the key
	key   scalar
	value *yaml.Node
	cut   bool // a key without value in braces: the rest of a text with a comma
}

// A section is one top-level entry of one file.
type section struct {
	src *source
	entry
}

// entries lists a mapping's entries; a key that occurs twice is reported with
// both places, and its first value holds. It is false where n is no mapping.
func (l *loader) entries(n *yaml.Node, what string) ([]entry, bool) {
	return l.pairs(n, what, "key-duplicate", "%s stands twice in "+strings.ReplaceAll(what, "%", "%%")+"; first at %s")
}

// named is entries for a mapping from names to what they declare.
func (l *loader) named(n *yaml.Node, what string) []entry {
	all, _ := l.pairs(n, what, "name-duplicate", "%s is declared twice; first at %s")
	return all
}

func (l *loader) pairs(n *yaml.Node, what, rule, twice string) ([]entry, bool) {
	if n.Kind != yaml.MappingNode {
		l.wrongShape(n, what, "a map")
		return nil, false
	}
	first := map[string]diag.Pos{}
	var all []entry
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if k.Kind != yaml.ScalarNode {
			l.found.Add("yaml-invalid", l.src.at(k), "a key must be a word, not a %s", kindOf(k))
			continue
		}
		key := l.src.scalar(k).trim()
		l.remember(key)
		if at, again := first[key.text]; again {
			l.found.Add(rule, key.at, twice, clip(key.text), at)
			continue
		}
		first[key.text] = key.at
		value := n.Content[i+1]
		cut := n.Style&yaml.FlowStyle != 0 && isNull(value)
		all = append(all, entry{name: key.text, at: key.at, key: key, value: value, cut: cut})
	}
	return all, true
}

// fields is entries for a mapping whose keys are known; others are reported,
// and spoilt tells that there were some: then what is missing may be what was
// misspelt, and is not reported again.
func (l *loader) fields(n *yaml.Node, what string, known []key) (found map[string]entry, spoilt bool) {
	all, ok := l.entries(n, what)
	found = map[string]entry{}
	for _, e := range all {
		names := keyNames(known)
		if slices.Contains(names, e.name) {
			found[e.name] = e
			continue
		}
		spoilt = true
		l.unknownKey(e, what, names)
	}
	return found, spoilt || !ok
}

func (l *loader) unknownKey(e entry, what string, names []string) {
	f := l.found.Add("key-unknown", e.at, "%s has no key %q", what, clip(e.name))
	if e.cut {
		f.Hint = commaHint
		return
	}
	if f.Hint = diag.DidYouMean(e.name, names); f.Hint == "" {
		f.Hint = "its keys are " + strings.Join(names, ", ")
	}
}

// commaHint helps where a comma in braces has ended a text.
const commaHint = "in braces, a text with a comma needs quotes"

func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "map"
	case n.Kind == yaml.SequenceNode:
		return "list"
	case isNull(n):
		return "nothing"
	}
	return "text"
}

// isNull tells a value that is not there. A tilde is text: it is a word of
// formulas nowhere, but of file names.
func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == ""
}

func (l *loader) wrongShape(n *yaml.Node, what, want string) {
	if isNull(n) {
		l.found.Add("value-missing", l.src.at(n), "%s is empty", what).Hint = "give it a value, or remove the key"
		return
	}
	got := kindOf(n)
	if got == "text" && n.Kind == yaml.ScalarNode {
		got = fmt.Sprintf("%q", clip(n.Value))
	} else {
		got = "a " + got
	}
	f := l.found.Add("value-shape", l.src.at(n), "%s must be %s, not %s", what, want, got)
	switch {
	case want == "text" && n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Content[0].Kind == yaml.ScalarNode:
		f.Hint = "write it without brackets: " + clip(n.Content[0].Value)
	case want == "text":
		f.Hint = "write one value behind the colon"
	case want == "a map" && n.Kind == yaml.SequenceNode:
		f.Hint = "write keys with values, without hyphens and brackets"
	}
}

// clip shortens a text for a message.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// scalar reads a text on one line; it is false, and reported, where the value
// is something else or empty.
func (l *loader) scalar(n *yaml.Node, what string) (scalar, bool) {
	if n.Kind != yaml.ScalarNode || isNull(n) {
		l.wrongShape(n, what, "text")
		return scalar{}, false
	}
	s := l.src.scalar(n).trim()
	l.remember(s)
	if s.text == "" {
		l.found.Add("value-missing", s.at, "%s is empty", what).Hint = "give it a value, or remove the key"
		return s, false
	}
	return s, true
}

// str is scalar for an optional entry.
func (l *loader) str(fields map[string]entry, name, what string) (scalar, bool) {
	e, ok := fields[name]
	if !ok {
		return scalar{}, false
	}
	return l.scalar(e.value, name+" of "+what)
}

// word reads one of a few words.
func (l *loader) word(fields map[string]entry, name, what string, words []string) string {
	s, ok := l.str(fields, name, what)
	if !ok {
		return ""
	}
	if slices.Contains(words, s.text) {
		return s.text
	}
	f := l.found.Add("word-unknown", s.at, "%s of %s cannot be %q", name, what, clip(s.text))
	if f.Hint = diag.DidYouMean(s.text, words); f.Hint == "" {
		f.Hint = "it is one of " + strings.Join(words, ", ")
	}
	return ""
}

// text reads a text by language.
func (l *loader) text(fields map[string]entry, name, what string) Text {
	e, ok := fields[name]
	if !ok {
		return nil
	}
	return l.textNode(e.value, name+" of "+what)
}

func (l *loader) textNode(n *yaml.Node, what string) Text {
	if n.Kind == yaml.ScalarNode {
		if _, ok := l.scalar(n, what); !ok {
			return nil
		}
		return Text{"": paragraphs(n.Value)}
	}
	all, ok := l.entries(n, what)
	if !ok {
		return nil
	}
	t := Text{}
	for _, e := range all {
		if !isLanguage(e.name) {
			f := l.found.Add("key-unknown", e.at, "%s has texts by language, and %q is no language code", what, clip(e.name))
			f.Hint = "write a code such as en or zh"
			if e.cut {
				f.Hint = commaHint
			}
			continue
		}
		if _, ok := l.scalar(e.value, what); ok {
			t[e.name] = paragraphs(e.value.Value)
		}
	}
	return t
}

// paragraphs tidies a text of several lines: spaces at its ends go.
func paragraphs(s string) string { return strings.TrimSpace(s) }

// isLanguage tells whether a text looks like a language tag: en, zh-Hant.
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		n := len(part)
		if i == 0 && (n < 2 || n > 3) || n < 1 || n > 8 {
			return false
		}
		for _, r := range part {
			if !(r >= 'a' && r <= 'z' || i > 0 && (r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')) {
				return false
			}
		}
	}
	return true
}

// sources reads citations: one, or a list of them, each a text "key, locator"
// or a map with key, locator and quote.
func (l *loader) sources(fields map[string]entry, what string) []Source {
	e, ok := fields["source"]
	if !ok {
		return nil
	}
	what = "source of " + what
	if e.value.Kind != yaml.SequenceNode {
		return l.citation(nil, e.value, what)
	}
	var all []Source
	for _, n := range e.value.Content {
		all = l.citation(all, n, what)
	}
	if len(e.value.Content) == 0 {
		l.found.Add("value-missing", l.src.at(e.value), "%s is empty", what).Hint = "give it a value, or remove the key"
	}
	return all
}

func (l *loader) citation(all []Source, n *yaml.Node, what string) []Source {
	if n.Kind == yaml.MappingNode {
		fields, spoilt := l.fields(n, what, sourceKeys)
		key, ok := l.str(fields, "key", what)
		if !ok {
			if _, given := fields["key"]; !given && !spoilt {
				l.found.Add("value-missing", l.src.at(n), "%s has no key", what).Hint = "write key: and a citation key of the bibliography"
			}
			return all
		}
		locator, _ := l.str(fields, "locator", what)
		quote, _ := l.str(fields, "quote", what)
		return l.cite(all, key, locator.text, quote.text, what)
	}
	s, ok := l.scalar(n, what)
	if !ok {
		return all
	}
	key, locator, _ := strings.Cut(s.text, ",")
	s.text = key
	return l.cite(all, s, strings.TrimSpace(locator), "", what)
}

func (l *loader) cite(all []Source, key scalar, locator, quote, what string) []Source {
	key = key.trim()
	if strings.HasPrefix(key.text, "@") {
		key = key.from(1)
	}
	if key.text == "" || strings.ContainsAny(key.text, " \t;{}[]\"'") {
		l.found.Add("source-invalid", key.at, "%q is not a citation key", clip(key.text)).Hint = "write a key of the bibliography, then a comma and the place: huygens1673, p. 154; for several sources write a list"
		return all
	}
	return append(all, Source{Key: key.text, Locator: locator, Quote: quote, At: key.at})
}
