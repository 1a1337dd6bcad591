package number

import (
	"fmt"
	"strconv"
	"strings"
)

// maxDigits bounds the digits that a format may ask for: a float64 has no more.
const maxDigits = 17

// A Format is what stands behind the colon of a value. The zero value but for
// Digits -1 is the default; use [ParseFormat] of "" for it.
type Format struct {
	Verb     byte // 'f' fixed, 'g' general, 'e' powers of ten; 0 by significance
	Digits   int  // behind the point for f and e, significant for g; -1 unset
	Interval bool // ±
	Name     bool // the long name of the unit
	Bare     bool // no unit
	Words    bool // spelled out
}

// A FormatError says what is wrong with a format, at a byte of its text.
type FormatError struct {
	Offset int
	Msg    string
	Hint   string
}

func (e *FormatError) Error() string { return e.Msg }

// ParseFormat reads words in any order: .N and one of f, g, e; ±; name; bare;
// words. The error is a [*FormatError].
func ParseFormat(text string) (Format, error) {
	f := Format{Digits: -1}
	seen := map[string]bool{}
	for i := 0; i < len(text); {
		if text[i] == ' ' || text[i] == '\t' || text[i] == '\n' {
			i++
			continue
		}
		n := strings.IndexAny(text[i:], " \t\n")
		if n < 0 {
			n = len(text) - i
		}
		for _, word := range splitPlusMinus(text[i : i+n]) {
			kind, err := f.set(word, i)
			if err != nil {
				return Format{Digits: -1}, err
			}
			if seen[kind] {
				return Format{Digits: -1}, &FormatError{i, fmt.Sprintf("the format says %s twice", kind), ""}
			}
			seen[kind] = true
			i += len(word)
		}
	}
	if f.Name && f.Bare {
		return Format{Digits: -1}, &FormatError{strings.Index(text, "bare"), "name and bare exclude each other", "keep one of them"}
	}
	return f, nil
}

// splitPlusMinus parts ".2g±" and "±.2g", which need no space.
func splitPlusMinus(word string) []string {
	if s, ok := strings.CutSuffix(word, "±"); ok && s != "" {
		return []string{s, "±"}
	}
	if s, ok := strings.CutPrefix(word, "±"); ok && s != "" {
		return []string{"±", s}
	}
	return []string{word}
}

// set takes one word and returns what kind of word it was.
func (f *Format) set(word string, at int) (string, *FormatError) {
	switch word {
	case "±", "+-", "+/-":
		f.Interval = true
		return "±", nil
	case "name":
		f.Name = true
		return word, nil
	case "bare":
		f.Bare = true
		return word, nil
	case "words":
		f.Words = true
		return word, nil
	}
	digits, ok := strings.CutPrefix(word, ".")
	if !ok {
		hint := "use .0f, .2g, .3e, ±, name, bare or words"
		if strings.Trim(word, "0123456789fge") == "" {
			hint = "did you mean ." + strings.TrimLeft(word, "%") + "?"
			if strings.Trim(word, "0123456789") == "" {
				hint = "did you mean ." + word + "g, for " + word + " significant digits?"
			}
		}
		return "", &FormatError{at, fmt.Sprintf("%q is not a format", word), hint}
	}
	if digits == "" || strings.Trim(digits, "0123456789") == "" {
		return "", &FormatError{at, fmt.Sprintf("%q lacks f, g or e", word), "did you mean " + word + "g?"}
	}
	verb := digits[len(digits)-1]
	n, err := strconv.Atoi(digits[:len(digits)-1])
	if err != nil || n < 0 || digits[0] < '0' || digits[0] > '9' || !strings.ContainsRune("fge", rune(verb)) {
		return "", &FormatError{at, fmt.Sprintf("%q is not a format", word), "use .0f, .2g or .3e: a point, a number of digits, a letter"}
	}
	if n > maxDigits {
		return "", &FormatError{at, fmt.Sprintf("%d digits are more than a value has", n), fmt.Sprintf("use at most %d", maxDigits)}
	}
	f.Verb, f.Digits = verb, n
	return "number of digits", nil
}

// String gives the canonical text, which [ParseFormat] reads back.
func (f Format) String() string {
	var parts []string
	if f.Verb != 0 {
		parts = append(parts, "."+strconv.Itoa(max(f.Digits, 0))+string(f.Verb))
	}
	for _, w := range []struct {
		on   bool
		word string
	}{{f.Interval, "±"}, {f.Name, "name"}, {f.Bare, "bare"}, {f.Words, "words"}} {
		if w.on {
			parts = append(parts, w.word)
		}
	}
	return strings.Join(parts, " ")
}
