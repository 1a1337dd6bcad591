package references

import (
	"strings"
	"unicode"

	"reckon/internal/diag"
	"reckon/references/bibtex"
)

// maxNames bounds the names of one list.
const maxNames = 10_000

// readNames reads the value of an author or editor. useprefix is BibLaTeX's
// option: false drops the particle where the family name stands alone.
func readNames(f *bibtex.Field, useprefix bool, found *diag.List, owner string) []Name {
	var names []Name
	parts := bibtex.SplitNames(bibtex.StripComments(f.Value))
	if list := splitTop(strings.Join(parts, ";"), ';'); len(list) > len(parts) {
		found.Warn("bibtex-name", f.ValueAt, "%s of %s: semicolons part the names: %s", f.Name, owner, short(f.Value)).
			Hint = `separate names with "and"; put the name of a body in braces of its own`
		parts = list
	}
	for i, part := range parts {
		if len(names) == maxNames {
			found.Add("bibtex-limit", f.At, "%s of %s has more than %d names", f.Name, owner, maxNames)
			break
		}
		if strings.EqualFold(strings.Trim(part, "{}. "), "others") && i == len(parts)-1 && i > 0 || part == "others" {
			names = append(names, Name{Others: true})
			continue
		}
		if n, ok := extendedName(part, useprefix); ok {
			names = append(names, n)
			continue
		}
		n, err := bibtex.ParseName(part)
		if err != nil {
			found.Warn("bibtex-name", f.ValueAt, "%s of %s: %s: %s", f.Name, owner, firstLine(err), short(part)).
				Hint = `separate names with "and"; put the name of a body in braces of its own`
		}
		if len(n.Jr) > 1 && err == nil {
			found.Warn("bibtex-name", f.ValueAt, "%s of %s: %s stands where Jr. would: %s", f.Name, owner, strings.Join(n.Jr, " "), short(part)).
				Hint = `separate names with "and"`
		}
		if !strings.Contains(part, ",") && len(n.First) == 1 && len(n.Last) == 1 && han(part) {
			n.First, n.Last = n.Last, n.First // 李 华: the family comes first
		}
		if name := fromWords(n, useprefix); name != (Name{}) {
			names = append(names, name)
		}
	}
	return names
}

// told parts "et al." from the last of some names, where it was written as if it
// were one, and tells whether there are others.
func told(names []Name) (those []Name, others bool) {
	n := len(names)
	if n == 0 {
		return names, false
	}
	last := names[n-1]
	if last.Others {
		return names[:n-1], true
	}
	for _, part := range []*string{&last.Given, &last.Family, &last.Literal} {
		alone, found := strings.CutSuffix(strings.TrimRight(*part, ". "), " et al")
		if !found {
			continue
		}
		*part = strings.TrimRight(alone, ", ")
		return append(append([]Name(nil), names[:n-1]...), last), true
	}
	return names, false
}

// han tells whether a name is written in Han characters or hangul alone.
func han(name string) bool {
	for _, r := range name {
		if !unicode.In(r, unicode.Han, unicode.Hangul) && !unicode.IsSpace(r) && r != '~' {
			return false
		}
	}
	return true
}

func firstLine(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	return s
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func fromWords(n bibtex.Name, useprefix bool) Name {
	join := func(words []string) string { return bibtex.Plain(strings.Join(words, " ")) }
	if len(n.First) == 0 && len(n.Von) == 0 && len(n.Jr) == 0 && len(n.Last) == 1 && wholeGroup(n.Last[0]) {
		return Name{Literal: join(n.Last)}
	}
	name := Name{Family: join(n.Last), Given: join(n.First), Particle: join(n.Von), Suffix: join(n.Jr)}
	name.Dropped = name.Particle != "" && !useprefix
	if name.Family == "" && name.Given == "" && name.Particle == "" {
		return Name{}
	}
	return name
}

// wholeGroup tells whether a word is one group in braces that is not a
// special character.
func wholeGroup(w string) bool {
	if !strings.HasPrefix(w, "{") || !strings.HasSuffix(w, "}") || len(w) < 3 {
		return false
	}
	depth := 0
	for i := range len(w) {
		switch w[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 && i < len(w)-1 {
				return false
			}
		}
	}
	return true
}

// extendedName reads BibLaTeX's explicit form:
//
//	family=Gogh, given=Vincent, prefix=van, useprefix=true
func extendedName(s string, useprefix bool) (Name, bool) {
	var n Name
	known := false
	for _, part := range splitTop(s, ',') {
		key, value, ok := strings.Cut(part, "=")
		if !ok {
			if known {
				continue
			}
			return Name{}, false
		}
		value = bibtex.Plain(strings.TrimSpace(value))
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "family":
			n.Family = value
		case "given":
			n.Given = value
		case "prefix":
			n.Particle = value
		case "suffix":
			n.Suffix = value
		case "literal":
			n.Literal = value
		case "useprefix":
			useprefix = value == "true"
		case "family-i", "given-i", "prefix-i", "suffix-i", "id", "hashid", "gender", "nametype", "sortingnamekeytemplatename",
			"givenun", "juniorcomma", "nosortprefix", "skipuniquename", "uniquenametemplatename", "sortname", "namesuffix", "middle":
		default:
			return Name{}, false
		}
		known = true
	}
	n.Dropped = n.Particle != "" && !useprefix
	return n, known
}

// splitTop cuts at a separator outside braces and quotes.
func splitTop(s string, sep byte) []string {
	var parts []string
	depth, from, quoted := 0, 0, false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '"' && depth == 0:
			quoted = !quoted
		case c == sep && depth == 0 && !quoted:
			parts = append(parts, s[from:i])
			from = i + 1
		}
	}
	return append(parts, s[from:])
}
