package references

import (
	"strings"

	"reckon/internal/diag"
	"reckon/references/rich"
)

// An Entry is one work of a bibliography in the terms of CSL 1.0.2: Type is
// one of its types, and the maps hold its variables by their names there
// ("container-title", "editor", "issued"). Texts stand as the bibliography has
// them; [Entry.Sentence] gives a title as CSL wants it.
type Entry struct {
	Key   string
	Type  string // "article-journal"; "document" where nothing better is known
	Texts map[string]rich.Text
	Names map[string][]Name
	Dates map[string]Date

	At     diag.Pos // of the entry
	Source string   // its type in the file: "inproceedings", or "csl"

	// Unknown lists the TeX commands that were not understood.
	Unknown []string

	members []string // of an @set
	broken  bool     // reported already: what is missing is no news
}

// A Name is a person or, with Literal alone, a body.
type Name struct {
	Family, Given string
	// Particle is "van" in van Gogh. Dropped says that it goes where only the
	// family name stands: Beethoven, not van Beethoven.
	Particle string
	Dropped  bool
	Suffix   string // "Jr."
	Literal  string
	Others   bool // not a name: "and others" ended the list
}

// Text returns a text or number variable, nil where there is none.
func (e *Entry) Text(variable string) rich.Text { return e.Texts[variable] }

// Get returns a variable without styles, "" where there is none.
func (e *Entry) Get(variable string) string { return e.Texts[variable].String() }

// Title is the work's title as it stands in the bibliography.
func (e *Entry) Title() string { return e.Get("title") }

// DOI is the bare identifier, "10.1000/xyz", or "".
func (e *Entry) DOI() string { return e.Get("DOI") }

// URL is the address that leads to the work: its DOI's, or its own, or "".
func (e *Entry) URL() string {
	if doi := e.DOI(); doi != "" {
		return "https://doi.org/" + escapeDOI(doi)
	}
	return e.Get("URL")
}

// Authors are the people to name first: authors, or else editors, or whoever
// made the work.
func (e *Entry) Authors() []Name {
	names, _ := e.creators()
	return names
}

// creators gives the names that a citation uses and their role.
func (e *Entry) creators() ([]Name, string) {
	for _, role := range []string{"author", "editor", "director", "composer", "illustrator", "translator", "container-author"} {
		if n := e.Names[role]; len(n) > 0 {
			return n, role
		}
	}
	return nil, ""
}

// Issued is the date of publication.
func (e *Entry) Issued() Date { return e.Dates["issued"] }

// Language is the entry's language as an IETF tag, or "" where it says none.
func (e *Entry) Language() string { return e.Get("language") }

// Sentence returns a title in sentence case, as CSL expects titles, if the
// entry is in English.
func (e *Entry) Sentence(variable string) rich.Text {
	t := e.Texts[variable]
	if lang := e.Language(); lang != "" && !strings.HasPrefix(lang, "en") {
		return t
	}
	return rich.Sentence(t)
}

func (e *Entry) set(variable string, t rich.Text) {
	if !t.Empty() {
		e.Texts[variable] = t
	}
}

func (e *Entry) setPlain(variable, s string) { e.set(variable, rich.Plain(s)) }

// escapeDOI escapes what an address cannot hold.
func escapeDOI(doi string) string {
	var b strings.Builder
	for i := 0; i < len(doi); i++ {
		c := doi[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"#%<>?[\\]^`{|}", c) >= 0 {
			const hex = "0123456789ABCDEF"
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// bareDOI takes the resolver's address and the word doi off an identifier.
func bareDOI(s string) string {
	s = strings.TrimSpace(s)
	lower := strings.ToLower(s)
	for _, prefix := range []string{"https://", "http://"} {
		if strings.HasPrefix(lower, prefix) {
			s, lower = s[len(prefix):], lower[len(prefix):]
		}
	}
	for _, prefix := range []string{"dx.doi.org/", "doi.org/", "www.doi.org/", "doi:", "doi "} {
		if strings.HasPrefix(lower, prefix) {
			s, lower = s[len(prefix):], lower[len(prefix):]
		}
	}
	return strings.TrimSpace(s)
}
