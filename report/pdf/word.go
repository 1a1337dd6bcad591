package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word adds characters that hold together, with the places where they may be
// divided all the same: hyphens, dashes and syllables.
func (p *paragraph) word(text string, st *style) {
	if text == "" {
		return
	}
	for len(text) > 4*wordMost { // no word: work on it grows with the square of its length
		n := wordMost
		for n < len(text) && !utf8.RuneStart(text[n]) {
			n++
		}
		p.word(text[:n], st)
		p.items = append(p.items, item{kind: penaltyItem, penalty: breakAny / 2})
		text = text[n:]
	}
	cuts := p.cuts(text, st)
	if len(cuts) == 0 {
		p.box(text, st, 0)
		return
	}
	p.words++
	from, before := 0, 0.0
	for _, c := range cuts {
		w := p.width(text[:c.at], st)
		p.items = append(p.items, item{kind: boxItem, text: text[from:c.at], st: st, word: p.words, width: w - before})
		if c.hyphen {
			p.items = append(p.items, p.hyphen(st, c.penalty))
		} else {
			p.items = append(p.items, item{kind: penaltyItem, penalty: c.penalty})
		}
		from, before = c.at, w
	}
	if from < len(text) {
		p.items = append(p.items, item{kind: boxItem, text: text[from:], st: st, word: p.words, width: p.width(text, st) - before})
	}
}

// wordMost is how many bytes of a very long word are set as one.
const wordMost = 64

// A cut is a place in a word where a line may end.
type cut struct {
	at      int
	penalty float64
	hyphen  bool
}

// cuts finds the places where a word may be divided. The slice is good until
// the next call.
func (p *paragraph) cuts(text string, st *style) []cut {
	cuts := p.r.cuts[:0]
	if st.whole {
		return cuts
	}
	if strings.Contains(text, "://") && !st.address {
		st = st.with(func(s *style) { s.plain, s.address = true, true })
	}
	compound := false
	var prev rune
	n := 0
	for at := 0; at < len(text); n++ {
		c, size := utf8.DecodeRuneInString(text[at:])
		at += size
		if at == len(text) {
			if (c == '—' || c == '–' || c == '-' && unicode.IsLetter(prev)) && !st.mono {
				cuts = append(cuts, cut{at: at, penalty: breakDash})
			}
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at:])
		if c == '/' && !st.mono && !st.address && (at <= slashMost || len(text)-at < slashMost || next == '(') {
			prev = c
			continue // a unit, or either/or
		}
		if penalty, ok := cutBehind(prev, c, next, st); ok {
			compound = compound || c == '-'
			cuts = append(cuts, cut{at: at, penalty: penalty})
		}
		prev = c
	}
	p.r.cuts = cuts
	if !st.plain && !st.mono && !st.caps && !compound && p.hyph != nil && n >= 5 {
		cuts = p.syllables(text, cuts)
	}
	return cuts
}

// slashMost is the length of a word that is not parted from another at a slash.
const slashMost = 5

// cutBehind tells whether a line may end behind c, between prev and next.
func cutBehind(prev, c, next rune, st *style) (float64, bool) {
	switch {
	case (c == '—' || c == '–' || c == '‐') && prev != 0 && next != c:
		return breakDash, true
	case c == '-' && unicode.IsLetter(prev) && unicode.IsLetter(next):
		return breakDash, true
	case c == '/' && prev != 0 && prev != '/' && next != '/' && !(unicode.IsDigit(prev) && unicode.IsDigit(next)):
		return breakURL, true
	case (st.mono || st.address) && strings.ContainsRune("._-?&=#:,+|)@", c) && next != c && prev != 0 && !(c == ':' && next == '/') && !(unicode.IsDigit(prev) && unicode.IsDigit(next)):
		return breakURL, true
	}
	return 0, false
}

// syllables adds the hyphenation points of the letters in a word.
func (p *paragraph) syllables(text string, cuts []cut) []cut {
	if len(cuts) > 0 || strings.ContainsAny(text, "/@_\\:") && strings.ContainsAny(text, "./") {
		return cuts
	}
	from := strings.IndexFunc(text, unicode.IsLetter)
	if from < 0 {
		return cuts
	}
	to := strings.IndexFunc(text[from:], func(c rune) bool { return !unicode.IsLetter(c) })
	tail := ""
	if to < 0 {
		to = len(text)
	} else {
		to += from
		tail = text[to:]
	}
	if tail != "" && !strings.ContainsFunc(tail, unicode.IsLetter) || tail == "" || strings.HasPrefix(tail, "’") || strings.HasPrefix(tail, "'") {
		word := text[from:to]
		if strings.ToUpper(word) == word {
			return cuts
		}
		for _, i := range p.hyph.Breaks(word) {
			cuts = append(cuts, cut{at: from + i, penalty: hyphens, hyphen: true})
		}
		p.r.cuts = cuts
	}
	return cuts
}
