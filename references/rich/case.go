package rich

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence lowers the words of an English title that begin with a capital only
// because it is a title: "A Model of Leptons" becomes "A model of leptons". It
// keeps the first word and one behind : . ? and !, whatever is marked NoCase,
// and words with a capital or a digit further in (DNA, iPhone, B12). The first
// letter, and the first behind a colon, becomes a capital.
//
// The rule cannot know proper names: a bibliography protects them by braces.
func Sentence(t Text) Text {
	chars := flatten(t)
	start := true // the next word begins a sentence
	colon := false
	for i := 0; i < len(chars); {
		if !inWord(chars, i) {
			switch c := chars[i].r; {
			case c == ':' || c == '.' || c == '?' || c == '!':
				colon = c == ':'
				if c == '.' && i > 0 && unicode.IsUpper(chars[i-1].r) && (i == 1 || !inWord(chars, i-2)) {
					start = false // behind an initial, as in U.S.
					break
				}
				start = i+1 == len(chars) || unicode.IsSpace(chars[i+1].r) || isQuote(chars[i+1].r)
			case unicode.IsSpace(c) || isQuote(c) || c == '(' || c == '¿' || c == '¡':
			default:
				start = start && i == 0
			}
			i++
			continue
		}
		end := i + 1
		for end < len(chars) && inWord(chars, end) {
			end++
		}
		initial := end == i+1 && end < len(chars) && chars[end].r == '.' && unicode.IsUpper(chars[i].r) // U.S.
		if !start && !initial && !keepsCase(chars[i:end]) {
			for k := i; k < end; k++ {
				chars[k].r = unicode.ToLower(chars[k].r)
			}
		}
		if start && colon && !keepsCase(chars[i:end]) {
			chars[i].r = unicode.ToUpper(chars[i].r)
		}
		start, colon = false, false
		i = end
	}
	return Capital(gather(t, chars))
}

// Capital raises the first letter, unless it is marked NoCase or its word has
// capitals further in.
func Capital(t Text) Text {
	chars := flatten(t)
	for i := range chars {
		if !unicode.IsLetter(chars[i].r) {
			if unicode.IsSpace(chars[i].r) || isQuote(chars[i].r) {
				continue
			}
			return t
		}
		end := i + 1
		for end < len(chars) && inWord(chars, end) {
			end++
		}
		if chars[i].keep || keepsCase(chars[i:end]) {
			return t
		}
		chars[i].r = unicode.ToUpper(chars[i].r)
		return gather(t, chars)
	}
	return t
}

// A char is a character and whether its case must stay.
type char struct {
	r    rune
	keep bool
}

func flatten(t Text) []char {
	var chars []char
	for _, r := range t {
		for _, c := range r.Text {
			chars = append(chars, char{c, r.Style&NoCase != 0})
		}
	}
	return chars
}

// gather puts changed characters back into the runs of t.
func gather(t Text, chars []char) Text {
	out := make(Text, len(t))
	for i, r := range t {
		var b strings.Builder
		for n := utf8.RuneCountInString(r.Text); n > 0; n-- {
			b.WriteRune(chars[0].r)
			chars = chars[1:]
		}
		r.Text = b.String()
		out[i] = r
	}
	return out
}

func isQuote(r rune) bool { return strings.ContainsRune("\"'“”‘’«»„‚", r) }

// inWord tells whether character i belongs to a word: letters, digits, marks,
// and an apostrophe between letters.
func inWord(chars []char, i int) bool {
	r := chars[i].r
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return true
	}
	return (r == '\'' || r == '’') && i > 0 && unicode.IsLetter(chars[i-1].r) &&
		i+1 < len(chars) && unicode.IsLetter(chars[i+1].r)
}

func keepsCase(word []char) bool {
	for i, c := range word {
		if c.keep || unicode.IsDigit(c.r) || i > 0 && unicode.IsUpper(c.r) {
			return true
		}
	}
	return false
}
