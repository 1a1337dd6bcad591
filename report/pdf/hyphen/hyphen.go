// Package hyphen finds the places where a word may be divided.
//
// [For] returns the patterns of a language and [Patterns.Breaks] the places in
// a word. What a hyphen looks like, and when one is worth it, is left to the
// caller.
//
// The algorithm is Liang's: every pattern that occurs in the word votes with
// digits between its letters; the highest digit at a place wins, and an odd one
// allows a break.
//
// Source: F. M. Liang, Word Hy-phen-a-tion by Com-put-er, Stanford University
// report STAN-CS-83-977, 1983.
package hyphen

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Letters that stay together at either end of a word.
const (
	leftMin  = 2
	rightMin = 3
	wordMax  = 64 // longer "words" are not words
)

var (
	//go:embed patterns/en-us.txt
	english string
	//go:embed patterns/de.txt
	german string
)

// words are exceptions of ours, beside those of the pattern files.
var words = map[string][]string{
	"en": {
		"neu-ron", "neu-rons", "neu-ro-nal", "neu-ral", "syn-apse", "syn-apses", "syn-ap-tic", "meta-bolic", "me-tab-o-lism",
		"pa-ram-e-ter", "pa-ram-e-ters", "data-base", "data-bases", "man-u-script", "man-u-scripts", "ther-mo-dy-nam-ics",
		"ther-mo-dy-namic", "en-tropy", "bio-rxiv", "arxiv", "eigen-value", "eigen-values", "wave-guide", "anal-y-sis",
		"anal-y-ses", "un-cer-tainty", "un-cer-tain-ties", "phys-ics", "dif-fer-en-tial",
	},
}

// Patterns are those of one language. They are safe for use by several
// goroutines; nil has no breaks.
type Patterns struct {
	votes      map[string]string // letters -> digits, one more than letters, without trailing zeros
	longest    int               // in bytes
	exceptions map[string][]int
}

var (
	languages = map[string]func() *Patterns{
		"en": sync.OnceValue(func() *Patterns { return read(english, words["en"]) }),
		"de": sync.OnceValue(func() *Patterns { return read(german, words["de"]) }),
	}
)

// For returns the patterns of a language, named by a BCP 47 tag; nil where
// there are none.
func For(lang string) *Patterns {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if load, ok := languages[base]; ok {
		return load()
	}
	return nil
}

func read(text string, more []string) *Patterns {
	p := &Patterns{votes: make(map[string]string, strings.Count(text, "\n")), exceptions: map[string][]int{}}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '%':
		case strings.ContainsRune(line, '-') || !strings.ContainsAny(line, "0123456789"):
			p.except(line)
		default:
			p.add(line)
		}
	}
	for _, word := range more {
		p.except(word)
	}
	return p
}

// except takes "ta-ble" as a word with all its breaks.
func (p *Patterns) except(word string) {
	var at []int
	n := 0
	for i, part := range strings.Split(word, "-") {
		if i > 0 {
			at = append(at, n)
		}
		n += len(part)
	}
	p.exceptions[strings.ReplaceAll(word, "-", "")] = at
}

// add takes "ad4der" apart into letters and the digits between them, one for
// each byte and one for the end.
func (p *Patterns) add(pattern string) {
	var letters, digits strings.Builder
	vote := byte('0')
	for i := 0; i < len(pattern); i++ {
		if c := pattern[i]; c >= '0' && c <= '9' {
			vote = c
			continue
		}
		letters.WriteByte(pattern[i])
		digits.WriteByte(vote)
		vote = '0'
	}
	digits.WriteByte(vote)
	p.longest = max(p.longest, letters.Len())
	p.votes[letters.String()] = strings.TrimRight(digits.String(), "0")
}

// Breaks returns the byte offsets in word at which it may be divided. Anything
// but letters makes it no word, and there are none.
func (p *Patterns) Breaks(word string) []int {
	n := utf8.RuneCountInString(word)
	if p == nil || n < leftMin+rightMin || n > wordMax {
		return nil
	}
	lower := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, word)
	if len(lower) != len(word) {
		return nil // not letters alone, or letters that change their length
	}
	if at, ok := p.exceptions[lower]; ok {
		return at
	}
	if at, ok := p.exceptions[strings.TrimSuffix(lower, "s")]; ok && strings.HasSuffix(lower, "s") {
		return at
	}
	return places(lower, p.poll(lower))
}

// poll lets every pattern in the word vote; votes[i] is for byte i of the word
// between two dots.
func (p *Patterns) poll(word string) []byte {
	dotted := "." + word + "."
	votes := make([]byte, len(dotted)+1)
	for i := range dotted {
		for j := i + 1; j <= min(len(dotted), i+p.longest); j++ {
			digits, ok := p.votes[dotted[i:j]]
			if !ok {
				continue
			}
			for k := 0; k < len(digits); k++ {
				votes[i+k] = max(votes[i+k], digits[k])
			}
		}
	}
	return votes
}

func places(word string, votes []byte) []int {
	var at []int
	seen, total := 0, utf8.RuneCountInString(word)
	for i := range word {
		if seen >= leftMin && total-seen >= rightMin && votes[i+1]%2 == 1 {
			at = append(at, i)
		}
		seen++
	}
	return at
}
