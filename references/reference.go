package references

import (
	"strings"
	"unicode"

	"reckon/references/bibtex"
	"reckon/references/rich"
)

// A reference builds one entry of a list: sentences of parts.
type reference struct {
	e     *Entry
	l     *locale
	lang  string
	year  string // printed at the end; empty where it stands behind the names
	out   rich.Text
	fresh bool // nothing stands in the present sentence
}

// sentence ends what stands and begins anew.
func (r *reference) sentence() {
	if len(r.out) == 0 || r.fresh {
		r.fresh = true
		return
	}
	if !strings.ContainsRune(".?!。？！", lastRune(r.out)) {
		r.out = r.out.Add(rich.Run{Text: "."})
	}
	r.out = r.out.Add(rich.Run{Text: " "})
	r.fresh = true
}

// lastRune is the last character, looking through closing quotes.
func lastRune(t rich.Text) rune {
	s := strings.TrimRight(t.String(), "”’\"» ")
	if s == "" {
		return 0
	}
	runes := []rune(s)
	return runes[len(runes)-1]
}

// add appends a part behind a separator.
func (r *reference) add(sep string, t rich.Text) {
	if t.Empty() {
		return
	}
	if !r.fresh && len(r.out) > 0 {
		r.out = r.out.Add(rich.Run{Text: sep})
	}
	for _, run := range t {
		r.out = r.out.Add(run)
	}
	r.fresh = false
}

func (r *reference) addPlain(sep, s string) { r.add(sep, rich.Plain(s)) }

// text is a variable as it is printed: case protection has done its work.
func (r *reference) text(variable string) rich.Text {
	return r.e.Text(variable).Without(rich.NoCase).Quoted()
}

// italics prints a title of something that stands alone.
func (r *reference) italics(variable string) rich.Text {
	t := r.text(variable)
	out := make(rich.Text, 0, len(t))
	for _, run := range t {
		run.Style ^= rich.Italic // emphasis within is upright
		out = out.Add(run)
	}
	return out
}

// body prints everything behind the names (and the year).
func (r *reference) body() {
	switch r.e.Type {
	case "article-journal", "article-magazine", "article-newspaper", "article", "review", "review-book":
		if r.e.Text("container-title").Empty() {
			r.preprint()
		} else {
			r.article()
		}
	case "chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary":
		r.chapter()
	case "webpage", "post", "post-weblog":
		r.web()
	case "legal_case":
		r.judgment()
	default:
		if r.isPreprint() {
			r.preprint()
		} else {
			r.work()
		}
	}
	r.tail()
}

func (r *reference) isPreprint() bool {
	switch r.e.Get("archive") {
	case "", "HDL", "JSTOR", "PubMed", "Google Books":
		return false // catalogues of what is published, too
	}
	return r.e.Type == "document" || r.e.Type == "manuscript"
}

// title prints the title of a part of something, upright.
func (r *reference) title() {
	t := r.text("title")
	if t.Empty() {
		t = rich.Plain("[" + r.l.noTitle + "]")
	}
	r.add(" ", t)
	r.sentence()
}

func (r *reference) article() {
	r.title()
	r.add(" ", r.italics("container-title"))
	volume, issue := r.e.Get("volume"), r.e.Get("issue")
	if r.e.Type != "article-journal" || volume == "" && issue == "" {
		if d := r.e.Issued(); (d.From.Month != 0 || d.From.Season != 0) && r.year != "" {
			r.year = r.l.day(d)
		}
	}
	switch {
	case volume != "":
		r.addPlain(", ", dashed(volume))
		if issue != "" {
			r.out = r.out.Add(rich.Run{Text: "(" + dashed(issue) + ")"})
		}
	case issue != "":
		r.addPlain(", ", fill(r.l.number, dashed(issue)))
	}
	if page := r.e.Get("page"); page != "" {
		r.addPlain(", ", dashed(page))
	} else {
		r.add(", ", r.text("number"))
	}
	r.yearInParens()
}

func (r *reference) yearInParens() {
	if r.year != "" {
		r.addPlain(" ", "("+r.year+")")
		r.year = ""
	}
}

func (r *reference) preprint() {
	r.title()
	if status := r.e.Get("status"); status != "" && r.e.Get("archive") == "" {
		r.addPlain(" ", status)
	} else {
		r.addPlain(" ", r.l.preprint)
	}
	archive, id := r.e.Get("archive"), r.e.Get("archive_location")
	switch {
	case archive != "" && id != "":
		t := rich.Text{{Text: archive + ":" + id}}
		if url := r.e.Get("URL"); r.e.DOI() == "" && bibtex.SafeLink(url) && strings.Contains(url, id) {
			t[0].Link = url
		}
		r.add(", ", t)
	case archive != "":
		r.addPlain(", ", archive)
	default:
		r.add(", ", r.text("publisher"))
	}
	r.yearInParens()
}

func (r *reference) chapter() {
	r.title()
	book := rich.Join(". ", r.italics("container-title"), r.italics("volume-title"))
	if book.Empty() {
		book = r.italics("event-title")
	}
	if !book.Empty() {
		var lead rich.Text
		editors := r.e.Names["editor"]
		if _, role := r.e.creators(); role == "editor" {
			editors = nil
		}
		if len(editors) > 0 {
			lead = rich.Plain(r.people(editors, false) + " (" + r.editorWord(editors) + ")")
		} else if authors := r.e.Names["container-author"]; len(authors) > 0 {
			lead = rich.Plain(r.people(authors, false))
		}
		book = rich.Join(", ", lead, book)
		r.within(book)
	}
	r.edition()
	volume := ""
	if v := r.e.Get("volume"); v != "" {
		volume = fill(r.l.volume, dashed(v))
	}
	if r.e.Get("collection-number") != "" {
		r.addPlain(", ", volume)
		r.series()
	} else {
		r.series() // of which it is a volume
		r.addPlain(", ", volume)
	}
	if n := r.e.Get("chapter-number"); n != "" {
		r.addPlain(", ", fill(r.l.chapter, dashed(n)))
	}
	if page := r.e.Get("page"); page != "" {
		pattern := r.l.page
		if plural(page) {
			pattern = r.l.pages
		}
		r.addPlain(", ", fill(pattern, dashed(page)))
	}
	r.sentence()
	r.imprint()
}

// within prints "In", and what a work is part of.
func (r *reference) within(book rich.Text) {
	before, after, _ := strings.Cut(r.l.in, "%s")
	if baseLang(r.lang) == "zh" {
		before = "载 "
	}
	r.add(" ", rich.Plain(before))
	r.fresh = true
	r.add("", book)
	r.addPlain("", after)
}

func (r *reference) editorWord(names []Name) string {
	if len(names) == 1 {
		return r.l.editor
	}
	return r.l.editors
}

func (r *reference) edition() {
	ed := r.e.Get("edition")
	if ed == "" || ed == "1" {
		return
	}
	if strings.Trim(ed, "0123456789") == "" {
		r.addPlain(", ", fill(r.l.edition, r.ordinal(ed)))
		return
	}
	if strings.ContainsAny(ed, ".版") || strings.Contains(strings.ToLower(ed), "edition") || strings.Contains(strings.ToLower(ed), "aufl") {
		r.addPlain(", ", ed)
		return
	}
	r.addPlain(", ", fill(r.l.edition, lowerFirst(ed)))
}

func lowerFirst(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}

func (r *reference) ordinal(n string) string {
	switch baseLang(r.lang) {
	case "zh", "ja":
		return n
	case "de":
		return n + "."
	case "fr":
		return n + "ᵉ"
	case "es":
		return n + ".ª"
	}
	return n + englishOrdinal(n)
}

func englishOrdinal(n string) string {
	if len(n) > 1 && n[len(n)-2] == '1' {
		return "th"
	}
	switch n[len(n)-1] {
	case '1':
		return "st"
	case '2':
		return "nd"
	case '3':
		return "rd"
	}
	return "th"
}

func (r *reference) series() {
	t := r.text("collection-title")
	if t.Empty() {
		return
	}
	r.add(", ", t)
	if n := r.e.Get("collection-number"); n != "" {
		r.addPlain(" ", dashed(n))
	}
}

// imprint prints publisher, place and year.
func (r *reference) imprint() {
	r.add(", ", r.text("publisher"))
	r.add(", ", r.text("publisher-place"))
	if r.year != "" {
		r.addPlain(", ", r.year)
		r.year = ""
	}
}

func (r *reference) web() {
	r.title()
	r.add(" ", r.italics("container-title"))
	r.add(", ", r.text("publisher"))
	if r.year != "" {
		if d := r.e.Issued(); d.From.Month != 0 {
			r.year = r.l.day(d)
		}
		r.addPlain(", ", r.year)
		r.year = ""
	}
}

// judgment prints a decision of a court: Brown v. Board. 347 U.S. 483 (Supreme
// Court, 1954).
func (r *reference) judgment() {
	r.add(" ", r.italics("title"))
	r.sentence()
	r.add(" ", r.text("volume"))
	r.add(" ", r.text("container-title"))
	r.add(" ", r.text("page"))
	r.add(", ", r.text("number"))
	court := r.e.Get("authority")
	switch {
	case court != "" && r.year != "":
		r.addPlain(" ", "("+court+", "+r.year+")")
	case court != "":
		r.addPlain(" ", "("+court+")")
	case r.year != "":
		r.addPlain(" ", "("+r.year+")")
	}
	r.year = ""
}

// genre is the word for what kind of work it is.
func (r *reference) genre() string {
	switch own := r.e.Get("genre"); {
	case own == genres["phdthesis"]:
		return r.l.phd
	case own == genres["mathesis"]:
		return r.l.master
	case own == genres["techreport"] && r.l != locales["en"]:
		return r.l.report
	case own != "":
		return own
	}
	switch r.e.Type {
	case "thesis":
		return r.l.thesis
	case "report":
		if r.e.Source == "manual" || r.e.Get("number") == "" {
			return ""
		}
		return r.l.report
	case "dataset":
		return r.l.dataset
	case "software":
		return r.l.software
	case "patent":
		return r.l.patent
	case "standard":
		return r.l.standard
	}
	return ""
}

// work prints what stands alone: books, theses, reports, data, software.
func (r *reference) work() {
	t := r.italics("title")
	if t.Empty() {
		if t = r.italics("container-title"); t.Empty() {
			t = rich.Plain("[" + r.l.noTitle + "]")
		}
	}
	r.add(" ", t)
	if whole := r.italics("container-title"); r.e.Type == "book" && !whole.Empty() && !r.e.Text("title").Empty() {
		r.sentence()
		r.within(whole)
	}
	if v := r.text("volume-title"); !v.Empty() {
		if n := r.e.Get("volume"); n != "" {
			r.addPlain(", ", fill(r.l.volume, dashed(n)))
		}
		r.add(": ", v.With(rich.Italic))
	} else if n := r.e.Get("volume"); n != "" {
		r.addPlain(", ", fill(r.l.volume, dashed(n)))
	} else if n := r.e.Get("number-of-volumes"); n != "" {
		r.addPlain(", ", fill(r.l.volumes, dashed(n)))
	}
	if n := r.e.Get("issue"); n != "" {
		r.addPlain(", ", fill(r.l.number, dashed(n)))
	}
	r.edition()
	if v := r.e.Get("version"); v != "" {
		r.addPlain(", ", fill(r.l.version, v))
	}
	if editors := r.e.Names["editor"]; len(editors) > 0 && len(r.e.Names["author"]) > 0 {
		r.addPlain(", ", r.people(editors, false)+" ("+r.editorWord(editors)+")")
	}
	if people := r.e.Names["translator"]; len(people) > 0 && (len(r.e.Names["author"]) > 0 || len(r.e.Names["editor"]) > 0) {
		r.addPlain(", ", fill(r.l.translator, r.people(people, false)))
	}
	r.series()
	r.sentence()
	genre, n := r.genre(), r.text("number")
	r.add(" ", rich.Capital(rich.Plain(genre)))
	if genre != "" {
		r.add(" ", n)
	} else {
		r.add(", ", n)
	}
	if event := r.text("event-title"); !event.Empty() && event.String() != r.e.Title() {
		r.add(", ", event)
		r.add(", ", r.text("event-place"))
	}
	r.add(", ", r.text("jurisdiction"))
	r.imprint()
}

// tail prints what every kind of work may end with: a year not yet printed,
// the status, a note, and the way to the work.
func (r *reference) tail() {
	if r.year != "" {
		r.addPlain(", ", r.year)
		r.year = ""
	}
	if d := r.e.Dates["original-date"]; !d.IsZero() && r.l.years(d) != r.l.years(r.e.Issued()) {
		r.addPlain(" ", "("+fill(r.l.original, r.l.years(d))+")")
	}
	r.sentence()
	r.add(" ", r.text("note"))
	r.sentence()
	if doi := r.e.DOI(); doi != "" {
		t := rich.Text{{Text: "doi:" + doi}}
		if strings.HasPrefix(doi, "10.") {
			t[0].Link = r.e.URL()
		}
		r.add(" ", t)
		r.end()
		return
	}
	url := r.e.Get("URL")
	if url == "" || linked(r.out, url) {
		r.end()
		return
	}
	t := rich.Text{{Text: url}}
	if bibtex.SafeLink(url) {
		t[0].Link = url
	}
	r.add(" ", t)
	if d := r.e.Dates["accessed"]; !d.IsZero() {
		r.addPlain(" ", "("+fill(r.l.accessed, r.l.day(d))+")")
	}
	r.end()
}

func linked(t rich.Text, url string) bool {
	for _, run := range t {
		if run.Link == url {
			return true
		}
	}
	return false
}

// end closes the reference with a full stop, unless it ends in an address,
// which a stop would spoil.
func (r *reference) end() {
	for n := len(r.out); n > 0; n = len(r.out) {
		r.out[n-1].Text = strings.TrimRight(r.out[n-1].Text, " ")
		if r.out[n-1].Text != "" {
			break
		}
		r.out = r.out[:n-1]
	}
	if n := len(r.out); n == 0 || r.out[n-1].Link != "" || strings.ContainsRune(".?!。？！", lastRune(r.out)) {
		return
	}
	r.out = r.out.Add(rich.Run{Text: "."})
}
