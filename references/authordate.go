package references

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"reckon/references/rich"
)

// AuthorDate is the style of names and years: (Levy & Calvert, 2021), in
// prose Levy and Calvert (2021), and a list in alphabetical order. Works that
// would be cited alike get a letter: 2001a, 2001b. lang is the manuscript's
// language.
func AuthorDate(lib *Library, lang string) Style { return authorDate{lib, lang} }

type authorDate struct {
	lib  *Library
	lang string
}

func (s authorDate) Library() *Library { return s.lib }

func (s authorDate) Start(cited []*Entry) Writer {
	w := &authorDateWriter{style: s, l: localeOf(s.lang), entries: map[string]*Entry{}, letters: map[string]string{}}
	for _, e := range cited {
		w.entries[e.Key] = e
	}
	w.sort(cited)
	w.disambiguate()
	return w
}

type authorDateWriter struct {
	style   authorDate
	l       *locale
	sorted  []*Entry
	entries map[string]*Entry
	letters map[string]string // behind the year, by key
}

// sort puts the entries in the order of the list: by names, year, title, key.
func (w *authorDateWriter) sort(cited []*Entry) {
	tag, err := language.Parse(w.style.lang)
	if err != nil {
		tag = language.English
	}
	col := collate.New(tag, collate.IgnoreCase)
	w.sorted = append(w.sorted, cited...)
	names, titles := map[*Entry]string{}, map[*Entry]string{}
	for _, e := range cited {
		names[e], titles[e] = sortNames(e), strings.TrimLeft(e.Title(), "“‘\"'")
	}
	slices.SortStableFunc(w.sorted, func(a, b *Entry) int {
		return cmp.Or(col.CompareString(names[a], names[b]), cmp.Compare(a.Issued().From.Year, b.Issued().From.Year),
			cmp.Compare(a.Issued().From.Month, b.Issued().From.Month), cmp.Compare(a.Issued().From.Day, b.Issued().From.Day),
			col.CompareString(titles[a], titles[b]), cmp.Compare(a.Key, b.Key))
	})
}

func sortNames(e *Entry) string {
	names, _ := e.creators()
	if len(names) == 0 {
		return e.Title()
	}
	var b strings.Builder
	for _, n := range names {
		b.WriteString(n.inverted())
		b.WriteString("  ")
	}
	return b.String()
}

// disambiguate gives letters to works that would be cited alike, in the order
// of the list.
func (w *authorDateWriter) disambiguate() {
	alike := map[string][]*Entry{}
	for _, e := range w.sorted {
		label := w.names(e, true) + "\x00" + yearWord(e, w.l)
		alike[label] = append(alike[label], e)
	}
	for _, group := range alike {
		if len(group) < 2 {
			continue
		}
		for i, e := range group {
			w.letters[e.Key] = letter(i)
		}
	}
}

// letter counts a, b, … z, aa, ab.
func letter(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('a'+(i-1)%26)) + s
	}
	return s
}

func (w *authorDateWriter) names(e *Entry, prose bool) string {
	return String(authors(e, w.style.lang, prose))
}

// year is the year with its letter; a letter behind words is set off.
func (w *authorDateWriter) year(e *Entry) string {
	y, l := yearWord(e, w.l), w.letters[e.Key]
	if strings.HasSuffix(y, "–") {
		return y + l // 1999–b
	}
	if l != "" && (y == "" || y[len(y)-1] < '0' || y[len(y)-1] > '9') {
		return y + "-" + l
	}
	return y + l
}

func (w *authorDateWriter) Cite(c Citation) []Span {
	if len(c.Items) == 0 {
		return nil
	}
	first := c.Items[0]
	if e := w.entries[first.Key]; e != nil {
		switch {
		case first.AuthorOnly:
			return authors(e, w.style.lang, true)
		case first.YearOnly && len(c.Items) == 1:
			return []Span{{Text: w.year(e), Key: e.Key}}
		case c.Narrative && !first.SuppressAuthor:
			out := append([]Span(nil), authors(e, w.style.lang, true)...)
			space := "\u00a0"
			if w.l.open == "（" {
				space = ""
			}
			c.Items = append([]Item(nil), c.Items...)
			c.Items[0].SuppressAuthor = true
			out = append(out, Span{Text: space + w.l.open})
			out = append(out, w.group(c.Items)...)
			return append(out, Span{Text: w.l.shut})
		}
	}
	out := []Span{{Text: w.l.open}}
	out = append(out, w.group(c.Items)...)
	return append(out, Span{Text: w.l.shut})
}

// group prints the inside of the parentheses. Neighbours by the same authors
// share their names: (Levy, 2001, 2003).
func (w *authorDateWriter) group(items []Item) []Span {
	var out []Span
	previous := ""
	for i, it := range items {
		e := w.entries[it.Key]
		if e == nil {
			if i > 0 {
				out = append(out, Span{Text: w.l.end})
			}
			out = append(out, Span{Text: "?" + it.Key})
			previous = ""
			continue
		}
		names := w.names(e, false)
		shared := i > 0 && names == previous && it.Prefix == "" && items[i-1].Suffix == "" && items[i-1].Locator == ""
		switch {
		case shared:
			out = append(out, Span{Text: w.l.comma})
		case i > 0:
			out = append(out, Span{Text: w.l.end})
		}
		if it.Prefix != "" {
			out = append(out, Span{Text: strings.TrimRight(it.Prefix, " ") + " "})
		}
		if !it.SuppressAuthor && !it.YearOnly && !shared {
			out = append(out, authors(e, w.style.lang, false)...)
			out = append(out, Span{Text: w.l.comma})
		}
		out = append(out, Span{Text: w.year(e), Key: e.Key})
		if loc := printLocator(it, w.l); loc != "" {
			out = append(out, Span{Text: w.l.comma + loc})
		}
		if it.Suffix != "" {
			out = append(out, Span{Text: suffixSep(it.Suffix) + strings.TrimLeft(it.Suffix, " ")})
		}
		previous = names
	}
	return out
}

func (w *authorDateWriter) List() []ListEntry {
	list := make([]ListEntry, len(w.sorted))
	for i, e := range w.sorted {
		list[i] = ListEntry{Key: e.Key, Spans: w.reference(e)}
	}
	return list
}

func (w *authorDateWriter) reference(e *Entry) []Span {
	if len(e.members) > 1 {
		return w.style.lib.set(e, w.reference)
	}
	r := newReference(e, w.style.lang)
	year := yearWord(e, r.l) + strings.TrimPrefix(w.year(e), yearWord(e, w.l))
	if d := e.Issued(); e.Type != "article-journal" && d.From.Month != 0 && w.letters[e.Key] == "" && (e.Type == "webpage" || strings.HasPrefix(e.Type, "article-") || strings.HasPrefix(e.Type, "post")) {
		year = r.l.day(d)
	}
	names, role := e.creators()
	if len(names) == 0 { // the title takes the place of the names
		r.body()
		return spans(r.yearBehindTitle(year), "")
	}
	s := r.people(names, true)
	if role == "editor" {
		s += " (" + r.editorWord(names) + ")"
	}
	r.addPlain("", s)
	r.addPlain(" ", "("+year+")")
	r.sentence()
	r.body()
	return spans(r.out, "")
}

// yearBehindTitle puts the year behind the first sentence, which is the title
// of a work by nobody.
func (r *reference) yearBehindTitle(year string) rich.Text {
	title := r.e.Title()
	mark := rich.Run{Text: " (" + year + ")"}
	var out rich.Text
	seen, done := 0, false
	for _, run := range r.out {
		if end := seen + len(run.Text); !done && title != "" && end >= len(title) {
			at := min(max(len(title)-seen, 0), len(run.Text))
			head, tail := run, run
			head.Text, tail.Text = run.Text[:at], run.Text[at:]
			out = out.Add(head)
			out = out.Add(mark)
			out = out.Add(tail)
			done = true
		} else {
			out = out.Add(run)
		}
		seen += len(run.Text)
	}
	if !done {
		out = out.Add(mark)
	}
	return out
}
