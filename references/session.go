package references

import (
	"strings"

	"reckon/internal/diag"
	"reckon/references/rich"
)

// A Style says how citations and references look. It is the seam for a CSL
// processor: a style begins a manuscript with all that is cited in it and
// gives the [Writer] that prints.
type Style interface {
	// Library is where the entries come from.
	Library() *Library
	// Start begins a manuscript that cites these entries, in the order of
	// first citation, each once. The slice is the style's to keep.
	Start(cited []*Entry) Writer
}

// A Writer prints one manuscript's citations, in their order in the text, and
// its list. It may be asked for the list before, after, or several times, and
// is not safe for use by several goroutines.
type Writer interface {
	Cite(c Citation) []Span
	List() []ListEntry
}

// A Citation is one group in the running text: [see @a, p. 3; @b], or the
// narrative form @a [p. 3], in which the names are part of the sentence.
type Citation struct {
	Items     []Item
	Narrative bool // of the first item
}

// An Item is one key of a citation and what stands around it.
type Item struct {
	Key            string
	Prefix         string // "see"
	Label          string // CSL's term for the locator: "page", "chapter"; empty means page
	Locator        string // "33-35"
	Suffix         string // "and passim"
	SuppressAuthor bool   // [-@key]
	AuthorOnly     bool   // the names alone
	YearOnly       bool   // the year alone
}

// A Span is a run of printed text. Link is an address, Key the entry that the
// span cites, for a link to the list.
type Span struct {
	Text                              string
	Italic, Bold, SmallCaps, Sup, Sub bool
	Link                              string
	Key                               string
}

// A ListEntry is one reference of the list. Label is its number ("19"), empty
// in styles without numbers.
type ListEntry struct {
	Key   string
	Label string
	Spans []Span
}

// A Session is one manuscript's use of a style.
type Session struct {
	lib   *Library
	cited []*Entry
	w     Writer
}

// NewSession begins a manuscript. cited holds the keys in the order of their
// first citation, keys that are only to be listed behind; repetitions and keys
// without an entry are left out.
func NewSession(style Style, cited []string) *Session {
	s := &Session{lib: style.Library()}
	seen := map[string]bool{}
	for _, key := range cited {
		if e := s.lib.Entry(key); e != nil && !seen[e.Key] {
			seen[e.Key] = true
			s.cited = append(s.cited, e)
		}
	}
	s.w = style.Start(append([]*Entry(nil), s.cited...))
	return s
}

// Cite prints a citation. Keys may be aliases; one without an entry is printed
// as a question mark and the key, since its finding stops the build anyway.
func (s *Session) Cite(c Citation) []Span {
	items := make([]Item, len(c.Items))
	for i, item := range c.Items {
		if e := s.lib.Entry(item.Key); e != nil {
			item.Key = e.Key
		}
		items[i] = item
	}
	c.Items = items
	return s.w.Cite(c)
}

// List prints the references in the style's order.
func (s *Session) List() []ListEntry { return s.w.List() }

// Findings tells what the cited entries lack or could not say: no title, no
// year, nobody responsible, a TeX command that was not understood. All are
// warnings.
func (s *Session) Findings() diag.List {
	var found diag.List
	for _, e := range s.cited {
		if missing := e.missing(); len(missing) > 0 && !e.broken {
			found.Warn("reference-incomplete", e.At, "the cited entry %s has no %s", e.Key, strings.Join(missing, " and no ")).
				Hint = "add the field, or cite another source"
		}
		if len(e.Unknown) > 0 {
			found.Warn("reference-command", e.At, "the cited entry %s uses TeX that is not understood: %s", e.Key, strings.Join(e.Unknown, ", ")).
				Hint = "write the character itself, in UTF-8"
		}
	}
	found.Sort()
	return found
}

// missing lists what a reference cannot do without.
func (e *Entry) missing() []string {
	var out []string
	if e.Text("title").Empty() && e.Text("container-title").Empty() && e.Text("genre").Empty() {
		out = append(out, "title")
	}
	d := e.Issued()
	if d.IsZero() && e.Get("status") == "" && e.Type != "webpage" && e.Type != "software" && e.Type != "dataset" {
		out = append(out, "year")
	}
	if e.Type == "article-journal" && e.Text("container-title").Empty() && e.Get("archive") == "" && e.DOI() == "" && e.Get("URL") == "" && e.Get("status") == "" {
		out = append(out, "journal")
	}
	return out
}

// spans turns a text into printed runs.
func spans(t rich.Text, key string) []Span {
	out := make([]Span, 0, len(t))
	for _, r := range t {
		s := Span{
			Text: r.Text, Link: r.Link, Key: key,
			Italic: r.Style&rich.Italic != 0, Bold: r.Style&rich.Bold != 0, SmallCaps: r.Style&rich.SmallCaps != 0,
			Sup: r.Style&rich.Sup != 0, Sub: r.Style&rich.Sub != 0,
		}
		if n := len(out); n > 0 {
			last := out[n-1]
			last.Text, s.Text = "", ""
			if last == s {
				out[n-1].Text += r.Text
				continue
			}
			s.Text = r.Text
		}
		out = append(out, s)
	}
	return out
}

// String gives the text of spans.
func String(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
