package bibtex

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Name is one person's name as lists of words, braces and commands kept. A
// body in braces, such as {{World Health Organization}}, is one word of Last.
type Name struct {
	First, Von, Last, Jr []string
}

// What may be wrong with a name. A [Name] is made of it all the same.
var (
	ErrCommas   = errors.New("a name has at most two commas: von Last, Jr, First")
	ErrBrace    = errors.New("the braces of a name do not match")
	ErrTrailing = errors.New("nothing follows the last comma of a name")
)

// SplitNames cuts the value of an author or editor at the word "and", in any
// case and outside braces. It does not judge what it finds: "others" is left
// to the caller.
func SplitNames(list string) []string {
	var names []string
	s := strings.TrimFunc(list, isSpace)
	from, depth := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case (c == 'a' || c == 'A') && depth == 0 && i > from && i+3 < len(s) &&
			strings.EqualFold(s[i:i+3], "and") && spaceByte(s[i-1]) && spaceByte(s[i+3]):
			if name := strings.TrimFunc(s[from:i], isSpace); name != "" {
				names = append(names, name)
				from = i + 4
			}
			i += 2
		}
	}
	if name := strings.TrimFunc(s[min(from, len(s)):], isSpace); name != "" {
		names = append(names, name)
	}
	return names
}

func isSpace(r rune) bool   { return r <= ' ' }
func spaceByte(c byte) bool { return c <= ' ' }

// ParseName reads one name in one of the forms
//
//	First von Last
//	von Last, First
//	von Last, Jr, First
//
// by BibTeX's rules: a word that begins in lower case outside braces belongs
// to the particle (von). The error names a mistake; the name then holds what a
// tolerant reader makes of it.
func ParseName(s string) (Name, error) {
	s, err := balance(s)
	parts := splitCommas(s)
	if n := len(parts); n > 1 && len(parts[n-1]) == 0 {
		err = errors.Join(err, ErrTrailing)
		for len(parts) > 1 && len(parts[len(parts)-1]) == 0 {
			parts = parts[:len(parts)-1]
		}
	}
	var n Name
	switch len(parts) {
	case 1:
		n.splitPlain(parts[0])
		return n, err
	case 2:
		n.First = parts[1]
	default:
		if len(parts) > 3 {
			err = errors.Join(err, ErrCommas)
		}
		n.Jr = parts[1]
		for _, p := range parts[2:] {
			n.First = append(n.First, p...)
		}
	}
	n.splitLast(parts[0])
	return n, err
}

// balance adds the braces that are missing at the ends of words' runs.
func balance(s string) (string, error) {
	depth, open := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				open++
				depth = 0
			}
		}
	}
	if depth == 0 && open == 0 {
		return s, nil
	}
	if open > 0 { // "AA BB CC}": the brace opens before the last word
		body := strings.TrimRight(s, "}")
		at := strings.LastIndexFunc(body, isSpace) + 1
		if strings.Count(body, "{") > 0 {
			at = 0
		}
		s = s[:at] + strings.Repeat("{", open) + s[at:]
	}
	return s + strings.Repeat("}", depth), ErrBrace
}

// splitCommas cuts a name at commas and its parts into words, outside braces.
// A tie is a space, except as an accent.
func splitCommas(s string) [][]string {
	parts := [][]string{nil}
	depth, from := 0, 0
	word := func(to int) {
		if to > from {
			last := len(parts) - 1
			parts[last] = append(parts[last], s[from:to])
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth > 0:
		case c == '\\' && i+1 < len(s) && !spaceByte(s[i+1]) && s[i+1] != '{' && s[i+1] != '}':
			i++ // an accent or a command: \~ is no tie, \, no comma
		case c == '\\' && i+1 < len(s) && spaceByte(s[i+1]):
			word(i)
			from = i + 2
			i++
		case spaceByte(c) || c == '~':
			word(i)
			from = i + 1
		case c == ',':
			word(i)
			from = i + 1
			parts = append(parts, nil)
		}
	}
	word(len(s))
	return parts
}

// splitPlain shares out the words of a name without commas.
func (n *Name) splitPlain(words []string) {
	if len(words) == 0 {
		return
	}
	rest := words[:len(words)-1]
	firstLow, lastLow := -1, -1
	for i, w := range rest {
		if lower(w) {
			if firstLow < 0 {
				firstLow = i
			}
			lastLow = i
		}
	}
	if firstLow < 0 {
		n.First, n.Last = rest, words[len(words)-1:]
		return
	}
	n.First, n.Von, n.Last = words[:firstLow], words[firstLow:lastLow+1], words[lastLow+1:]
}

// splitLast shares out the words before the first comma.
func (n *Name) splitLast(words []string) {
	lastLow := -1
	for i := 0; i+1 < len(words); i++ {
		if lower(words[i]) {
			lastLow = i
		}
	}
	n.Von, n.Last = words[:lastLow+1], words[lastLow+1:]
}

// lower tells whether the first letter of a word that counts is in lower case.
// A letter in braces does not count, one of a special character ({\'e}) does.
func lower(word string) bool {
	depth := 0
	for i := 0; i < len(word); {
		c := word[i]
		switch {
		case c == '{':
			depth++
			if depth == 1 && i+1 < len(word) && word[i+1] == '\\' {
				return specialLower(word[i+1:])
			}
			i++
		case c == '}':
			depth--
			i++
		case c == '\\' && depth == 0:
			return specialLower(word[i:])
		case depth > 0:
			i++
		default:
			r, n := utf8.DecodeRuneInString(word[i:])
			if unicode.IsLetter(r) {
				return unicode.IsLower(r)
			}
			i += n
		}
	}
	return false
}

// specialLower judges text that begins with a command: \'e by its letter, \o
// and \aa by the command, another command by the letters behind it.
func specialLower(s string) bool {
	end := 1
	for end < len(s) && isLetter(s[end]) {
		end++
	}
	name := s[1:end]
	if r, ok := letterCommands[name]; ok && name != "i" && name != "j" {
		first, _ := utf8.DecodeRuneInString(r)
		return unicode.IsLower(first)
	}
	if name == "i" || name == "j" {
		return true
	}
	if end == 1 && end < len(s) {
		end++
	}
	for _, r := range s[end:] {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}
