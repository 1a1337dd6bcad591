package references

import (
	"strconv"
	"strings"

	"reckon/references/rich"
)

// Numeric is the style of numbers in brackets: [1–3, 7], counted by first
// citation, and a list in that order. lang is the manuscript's language.
func Numeric(lib *Library, lang string) Style { return numeric{lib, lang} }

type numeric struct {
	lib  *Library
	lang string
}

func (s numeric) Library() *Library { return s.lib }

func (s numeric) Start(cited []*Entry) Writer {
	w := &numericWriter{style: s, cited: cited, numbers: map[string]int{}, l: localeOf(s.lang)}
	for i, e := range cited {
		w.numbers[e.Key] = i + 1
	}
	return w
}

type numericWriter struct {
	style   numeric
	l       *locale
	cited   []*Entry
	numbers map[string]int
}

func (w *numericWriter) entry(key string) *Entry {
	if n := w.numbers[key]; n > 0 {
		return w.cited[n-1]
	}
	return nil
}

func (w *numericWriter) Cite(c Citation) []Span {
	var out []Span
	if len(c.Items) == 0 {
		return nil
	}
	first := c.Items[0]
	e := w.entry(first.Key)
	switch {
	case first.AuthorOnly && e != nil:
		return authors(e, w.style.lang, true)
	case first.YearOnly && e != nil && len(c.Items) == 1:
		return []Span{{Text: yearWord(e, w.l), Key: first.Key}}
	case c.Narrative && e != nil && !first.SuppressAuthor:
		out = append(out, authors(e, w.style.lang, true)...)
		out = append(out, Span{Text: "\u00a0"})
	}
	out = append(out, Span{Text: "["})
	out = append(out, w.group(c.Items)...)
	return append(out, Span{Text: "]"})
}

// group prints the inside of the brackets. Bare numbers are sorted and runs of
// three or more collapsed; an item with words of its own keeps its place.
func (w *numericWriter) group(items []Item) []Span {
	bare := true
	for _, it := range items {
		if it.Prefix != "" || it.Suffix != "" || it.Locator != "" || w.numbers[it.Key] == 0 {
			bare = false
		}
	}
	if bare {
		return w.collapsed(items)
	}
	var out []Span
	for i, it := range items {
		if i > 0 {
			out = append(out, Span{Text: "; "})
		}
		if it.Prefix != "" {
			out = append(out, Span{Text: strings.TrimRight(it.Prefix, " ") + " "})
		}
		out = append(out, w.number(it.Key))
		if loc := printLocator(it, w.l); loc != "" {
			out = append(out, Span{Text: ", " + loc})
		}
		if it.Suffix != "" {
			out = append(out, Span{Text: suffixSep(it.Suffix) + strings.TrimLeft(it.Suffix, " ")})
		}
	}
	return out
}

// suffixSep is what goes between a citation and its suffix.
func suffixSep(suffix string) string {
	if strings.HasPrefix(suffix, ",") || strings.HasPrefix(suffix, ";") || strings.HasPrefix(suffix, ":") || strings.HasPrefix(suffix, ".") {
		return ""
	}
	return " "
}

func (w *numericWriter) number(key string) Span {
	n := w.numbers[key]
	if n == 0 {
		return Span{Text: "?" + key}
	}
	return Span{Text: strconv.Itoa(n), Key: key}
}

func (w *numericWriter) collapsed(items []Item) []Span {
	cited := make([]bool, len(w.cited)+2)
	for _, it := range items {
		cited[w.numbers[it.Key]] = true
	}
	var out []Span
	for n := 1; n <= len(w.cited); n++ {
		if !cited[n] {
			continue
		}
		if len(out) > 0 {
			out = append(out, Span{Text: ", "})
		}
		out = append(out, w.number(w.cited[n-1].Key))
		end := n
		for cited[end+1] {
			end++
		}
		if end >= n+2 {
			out = append(out, Span{Text: "–"}, w.number(w.cited[end-1].Key))
			n = end
		}
	}
	return out
}

func (w *numericWriter) List() []ListEntry {
	list := make([]ListEntry, len(w.cited))
	for i, e := range w.cited {
		list[i] = ListEntry{Key: e.Key, Label: strconv.Itoa(i + 1), Spans: w.reference(e)}
	}
	return list
}

func (w *numericWriter) reference(e *Entry) []Span {
	if len(e.members) > 1 {
		return w.style.lib.set(e, w.reference)
	}
	r := newReference(e, w.style.lang)
	names, role := e.creators()
	if len(names) > 0 {
		s := r.people(names, false)
		if role == "editor" {
			s += " (" + r.editorWord(names) + ")"
		}
		r.addPlain("", s)
		r.sentence()
	}
	r.year = yearWord(e, r.l)
	r.body()
	return spans(r.out, "")
}

// set prints the members of an @set one behind the other.
func (l *Library) set(e *Entry, print func(*Entry) []Span) []Span {
	var out []Span
	for i, key := range e.members {
		label := "(" + letter(i) + ") "
		if i > 0 {
			label = " " + label
		}
		out = append(out, Span{Text: label})
		out = append(out, print(l.entries[key])...)
	}
	return out
}

func newReference(e *Entry, doc string) *reference {
	lang := e.wordsLang(doc)
	return &reference{e: e, lang: lang, l: localeOf(lang), fresh: true}
}

// yearWord is the year as references and citations print it.
func yearWord(e *Entry, l *locale) string {
	if y := l.years(e.Issued()); y != "" {
		return y
	}
	if s := e.Get("status"); s != "" {
		if s == genres["inpress"] {
			return l.inPress
		}
		return s
	}
	return l.noDate
}

// authors prints the names of a citation, or the title where nobody is named.
func authors(e *Entry, doc string, prose bool) []Span {
	names, _ := e.creators()
	if s := citeNames(names, doc, prose, 1); s != "" {
		return []Span{{Text: s, Key: e.Key}}
	}
	t := e.Text("title-short")
	if t.Empty() {
		t = e.Text("title")
	}
	if t.Empty() {
		t = rich.Plain(e.Key)
	}
	return spans(t.Without(rich.NoCase).With(rich.Italic), e.Key)
}

// citeNames prints one or two names, or the first ones and "et al.".
func citeNames(names []Name, doc string, prose bool, keep int) string {
	names, others := told(names)
	if len(names) == 0 {
		return ""
	}
	lang := script(names[0].short())
	switch {
	case lang == "zh" && baseLang(doc) == "ja":
		lang = "ja"
	case lang != "":
	case baseLang(doc) == "zh" || baseLang(doc) == "ja":
		lang = "en"
	default:
		lang = doc
	}
	l := localeOf(lang)
	if others || len(names) > max(2, keep) {
		names, others = names[:min(keep, len(names))], true
	}
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = n.short()
	}
	and := l.amp
	if prose {
		and = l.and
	}
	if !others && len(words) == 2 {
		return words[0] + and + words[1]
	}
	return l.joinNames(words, others, and)
}
