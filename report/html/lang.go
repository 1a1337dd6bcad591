package html

import (
	"strings"
	"unicode"
)

// East Asian text within another language is marked, so that it is read aloud
// and drawn as what it is.

var eastAsian = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}

// scripts splits text into runs: at odd places stand those of an East Asian
// script, where the document is in another language.
func (w *writer) scripts(s string) []string {
	far := strings.IndexFunc(s, func(r rune) bool { return r >= 0x2e80 })
	if far < 0 {
		return []string{s}
	}
	switch lang, _, _ := strings.Cut(w.doc.Lang, "-"); lang {
	case "zh", "ja", "ko":
		return []string{s}
	}
	var parts []string
	for {
		from := strings.IndexFunc(s, isEastAsian)
		if from < 0 {
			return append(parts, s)
		}
		to, gap := from, from
		for i, r := range s[from:] {
			switch {
			case isEastAsian(r):
				to = from + i + len(string(r))
				gap = to
			case strings.ContainsRune(" ·-，。、：；？！（）《》「」『』“”—", r) && from+i == gap:
				gap = from + i + len(string(r)) // belongs to the run if it goes on
			default:
				gap = -1
			}
			if gap < 0 {
				break
			}
		}
		parts = append(parts, s[:from], s[from:to])
		s = s[to:]
	}
}

func isEastAsian(r rune) bool { return r >= 0x1100 && unicode.In(r, eastAsian...) }

// scriptLanguage names the language that a run is most likely in.
func scriptLanguage(s string) string {
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			return "ja"
		case unicode.Is(unicode.Hangul, r):
			return "ko"
		}
	}
	return "zh"
}
