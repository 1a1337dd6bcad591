package references

import (
	"regexp"
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/references/bibtex"
	"reckon/references/rich"
)

// A converter turns one BibTeX record into an entry.
type converter struct {
	r     *bibtex.Entry
	e     *Entry
	found *diag.List
}

// convert maps a record whose inheritance is resolved to CSL's variables.
func convert(r *bibtex.Entry, found *diag.List) *Entry {
	c := &converter{r: r, found: found, e: &Entry{
		Key: r.Key, At: r.At, Source: r.Type, broken: r.Broken,
		Texts: map[string]rich.Text{}, Names: map[string][]Name{}, Dates: map[string]Date{},
	}}
	c.kind()
	c.language()
	c.people()
	c.titles()
	c.numbers()
	c.publication()
	c.dates()
	c.identifiers()
	c.notes()
	return c.e
}

// first returns the first field that is there and not empty.
func (c *converter) first(names ...string) *bibtex.Field {
	for _, n := range names {
		if f := c.r.Field(n); f != nil && strings.TrimSpace(f.Value) != "" {
			return f
		}
	}
	return nil
}

func (c *converter) raw(names ...string) string {
	if f := c.first(names...); f != nil {
		return strings.TrimSpace(f.Value)
	}
	return ""
}

// text decodes the first field that is there.
func (c *converter) text(names ...string) rich.Text {
	f := c.first(names...)
	if f == nil {
		return nil
	}
	t, unknown := bibtex.Decode(f.Value)
	for _, u := range unknown {
		if !slices.Contains(c.e.Unknown, u) {
			c.e.Unknown = append(c.e.Unknown, u)
		}
	}
	if htmlTag.MatchString(t.String()) {
		t = rich.Parse(t.Markup()) // as publishers' exports have it
	}
	return t
}

var htmlTag = regexp.MustCompile(`</(i|em|b|strong|sub|sup|sc)>`)

// unit takes "vol.", "no." or "pp." off a number, which the style prints.
func unit(t rich.Text, words *regexp.Regexp) rich.Text {
	if len(t) == 0 {
		return t
	}
	if n := len(words.FindString(t[0].Text)); n > 0 && n < len(t[0].Text) {
		t = slices.Clone(t)
		t[0].Text = t[0].Text[n:]
	}
	return t
}

var (
	volumeWord = regexp.MustCompile(`^(?i:vol\.|volume)[ \x{a0}]*`)
	numberWord = regexp.MustCompile(`^(?i:no\.|nr\.|number)[ \x{a0}]*`)
	pageWord   = regexp.MustCompile(`^(?i:pp?\.)[ \x{a0}]*`)
)

// list decodes a BibLaTeX list, whose parts "and" separates.
func (c *converter) list(names ...string) rich.Text {
	f := c.first(names...)
	if f == nil {
		return nil
	}
	var out []rich.Text
	for _, part := range bibtex.SplitNames(f.Value) {
		if part == "others" {
			continue
		}
		if word, ok := genres[part]; ok {
			out = append(out, rich.Plain(word))
			continue
		}
		t, _ := bibtex.Decode(part)
		out = append(out, t)
	}
	return rich.Join("; ", out...)
}

func (c *converter) kind() {
	kind := kinds[c.r.Type]
	sub := strings.ToLower(c.raw("entrysubtype"))
	switch {
	case kind == "":
		kind = "document"
	case kind == "article-journal" && (sub == "magazine" || sub == "newspaper"):
		kind = "article-" + sub
	case kind == "article-journal" && sub == "nonacademic":
		kind = "article-magazine"
	case (c.r.Type == "online" || c.r.Type == "misc" || c.r.Type == "unpublished") && strings.HasSuffix(strings.ToLower(c.raw("eprinttype", "archiveprefix")), "rxiv"):
		kind = "article" // CSL's word for a preprint
	case c.r.Type == "online" && sub != "" && c.raw("eprinttype") != "" && c.raw("eprint") == "":
		kind = "post" // the way of biblatex-apa
	case strings.HasPrefix(sub, "tv") && (c.r.Type == "video" || c.r.Type == "movie"):
		kind = "broadcast"
	case sub == "map" && kind == "graphic":
		kind = "map"
	case c.r.Type == "unpublished" && c.raw("eventtitle") != "":
		kind = "speech"
	case c.r.Type == "misc" && c.raw("howpublished") != "" && c.raw("eventtitle") != "":
		kind = "speech"
	}
	c.e.Type = kind
}

func (c *converter) contained() bool {
	switch c.r.Type {
	case "inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference", "inreference":
		return true
	}
	return false
}

func (c *converter) periodical() bool {
	switch c.r.Type {
	case "article", "suppperiodical", "review", "newspaper", "magazine":
		return true
	}
	return false
}

func (c *converter) language() {
	f := c.first("langid", "hyphenation", "language")
	if f == nil {
		return
	}
	name := strings.TrimSpace(bibtex.Plain(f.Value))
	if f.Name == "language" {
		name, _, _ = strings.Cut(name, " and ")
	}
	lower := strings.ToLower(name)
	if _, variant, ok := strings.Cut(c.raw("langidopts"), "variant="); ok && languages[strings.TrimSpace(variant)] != "" {
		lower = strings.TrimSpace(variant)
	}
	if tag, ok := languages[strings.TrimPrefix(lower, "lang")]; ok {
		name = tag
	} else if len(lower) > 1 && isTag(lower) {
		name = lower[:2] + name[2:]
	}
	c.e.setPlain("language", name)
}

// isTag tells whether a word looks like an IETF tag: zh, zh-CN, de_AT.
func isTag(s string) bool {
	base, _, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	return len(base) == 2 || len(base) == 3 && strings.Contains(s, "-")
}

// roles maps fields of names to CSL's variables.
var roles = []struct{ field, variable string }{
	{"author", "author"}, {"editor", "editor"}, {"translator", "translator"}, {"bookauthor", "container-author"},
	{"holder", "author"}, {"shortauthor", ""}, {"director", "director"}, {"composer", "composer"}, {"illustrator", "illustrator"},
	{"narrator", "narrator"}, {"producer", "producer"}, {"execproducer", "executive-producer"}, {"interviewer", "interviewer"}, {"host", "host"},
}

// editorTypes maps BibLaTeX's editortype to CSL's variables.
var editorTypes = map[string]string{
	"": "editor", "editor": "editor", "compiler": "compiler", "director": "director", "organizer": "organizer", "redactor": "editor",
	"reviser": "editor", "collaborator": "contributor", "founder": "editor", "continuator": "editor", "series": "collection-editor", "producer": "producer",
}

func (c *converter) people() {
	useprefix := true
	if options := strings.ReplaceAll(strings.ToLower(c.raw("options")), " ", ""); strings.Contains(options, "useprefix=false") {
		useprefix = false
	}
	add := func(field, variable string) {
		f := c.first(field)
		if f == nil || variable == "" {
			return
		}
		names := readNames(f, useprefix, c.found, c.r.Key)
		if len(names) > 0 && len(c.e.Names[variable]) == 0 {
			c.e.Names[variable] = names
		}
	}
	for _, r := range roles {
		variable := r.variable
		if r.field == "editor" {
			variable = editorTypes[strings.ToLower(c.raw("editortype"))]
			if variable == "" {
				variable = "editor"
			}
		}
		add(r.field, variable)
	}
	for _, suffix := range []string{"a", "b", "c"} {
		if variable := editorTypes[strings.ToLower(c.raw("editor"+suffix+"type"))]; c.raw("editor"+suffix+"type") != "" {
			add("editor"+suffix, variable)
		}
	}
}

// titled joins a title with its subtitle and addition.
func (c *converter) titled(title, subtitle, addon string) rich.Text {
	main, sub, more := c.text(title), c.text(subtitle), c.text(addon)
	t := main
	if !sub.Empty() {
		sep := ": "
		if strings.ContainsRune("?!:.", main.Last()) {
			sep = " "
		}
		t = rich.Join(sep, main, rich.Capital(sub))
		if lang := c.e.Language(); lang != "" && !strings.HasPrefix(lang, "en") {
			t = rich.Join(sep, main, sub)
		}
	}
	if !more.Empty() {
		sep := ". "
		if strings.ContainsRune(".?!", t.Last()) {
			sep = " "
		}
		t = rich.Join(sep, t, more)
	}
	return t
}

func (c *converter) titles() {
	e := c.e
	title := c.titled("title", "subtitle", "titleaddon")
	book := c.titled("booktitle", "booksubtitle", "booktitleaddon")
	main := c.titled("maintitle", "mainsubtitle", "maintitleaddon")
	switch {
	case c.r.Type == "periodical":
		e.set("title", title)
		e.set("container-title", c.journal())
		e.set("volume-title", c.titled("issuetitle", "issuesubtitle", "issuetitleaddon"))
	case c.periodical():
		e.set("title", title)
		e.set("container-title", c.journal())
		e.set("volume-title", c.titled("issuetitle", "issuesubtitle", "issuetitleaddon"))
	case c.contained():
		e.set("title", title)
		if main.Empty() {
			e.set("container-title", book)
		} else {
			e.set("container-title", main)
			e.set("volume-title", book)
		}
	case !main.Empty() && e.Type != "book":
		e.set("title", title)
		e.set("container-title", main)
	case !main.Empty():
		e.set("title", main)
		e.set("volume-title", title)
	default:
		e.set("title", title)
		if e.Text("container-title").Empty() {
			if j := c.journal(); !j.Empty() {
				e.set("container-title", j)
			} else if !book.Empty() && c.r.Type != "book" && kinds[c.r.Type] != "book" {
				e.set("container-title", book)
			}
		}
	}
	if main.Empty() {
		c.shortTitle()
	} else if e.Type != "book" {
		e.set("title-short", c.text("shorttitle"))
	}
	e.set("container-title-short", c.text("shortjournal"))
	e.set("citation-label", c.text("shorthand"))
	switch c.raw("series") {
	case "newseries":
		e.setPlain("collection-title", "New series")
	case "oldseries":
		e.setPlain("collection-title", "Old series")
	default:
		e.set("collection-title", c.text("series"))
	}
	e.set("original-title", c.text("origtitle"))
	e.set("event-title", c.titled("eventtitle", "", "eventtitleaddon"))
	e.set("event-place", c.list("venue", "eventplace"))
	e.set("reviewed-title", c.text("reviewedtitle"))
}

// shortTitle sets the title to cite by: the one given, or what stands before a
// subtitle or a colon.
func (c *converter) shortTitle() {
	if t := c.text("shorttitle"); !t.Empty() {
		c.e.set("title-short", t)
		return
	}
	title := c.text("title")
	for i, run := range title {
		if at := strings.Index(run.Text, ": "); at > 0 || at == 0 && i > 0 {
			short := append(rich.Text(nil), title[:i]...)
			run.Text = run.Text[:at]
			c.e.set("title-short", short.Add(run))
			return
		}
	}
	if c.raw("subtitle") != "" {
		c.e.set("title-short", title)
	}
}

// journal is the title of the periodical, abbreviations spelt as given.
func (c *converter) journal() rich.Text {
	t := c.titled("journaltitle", "journalsubtitle", "journaltitleaddon")
	if t.Empty() {
		t = c.titled("journal", "journalsubtitle", "journaltitleaddon")
	}
	if t.Empty() {
		t = c.text("shortjournal", "fjournal")
	}
	return t
}

func (c *converter) numbers() {
	e := c.e
	e.set("volume", unit(c.text("volume"), volumeWord))
	number, issue := c.text("number"), c.text("issue")
	if c.periodical() || c.raw("series") != "" {
		number = unit(number, numberWord)
	}
	switch {
	case c.periodical() || c.r.Type == "periodical":
		e.set("issue", rich.Join(", ", number, issue))
	case e.Type == "book" || e.Type == "chapter" || e.Type == "entry-encyclopedia" || e.Type == "paper-conference":
		if c.raw("series") != "" {
			e.set("collection-number", number)
		} else {
			e.set("number", number)
		}
		e.set("issue", issue)
	default:
		e.set("number", number)
		e.set("issue", issue)
	}
	e.setPlain("page", pages(unit(c.text("pages"), pageWord).String()))
	if e.Get("page") == "" {
		e.set("number", rich.Join(", ", e.Text("number"), c.text("eid", "articleno")))
	}
	e.set("number-of-pages", c.text("pagetotal", "numpages"))
	e.set("number-of-volumes", c.text("volumes"))
	e.set("chapter-number", c.text("chapter"))
	e.set("part-number", c.text("part"))
	e.set("edition", c.text("edition"))
	e.set("version", c.text("version", "hal_version"))
	e.set("section", c.text("section"))
	e.set("source", c.text("source"))
}

// pages puts the hyphen that CSL wants into ranges.
func pages(s string) string {
	s = strings.NewReplacer("–", "-", "—", "-", "--", "-").Replace(s)
	var b strings.Builder
	for i, part := range strings.Split(s, ",") {
		if i > 0 {
			b.WriteString(", ")
		}
		from, to, ok := strings.Cut(strings.TrimSpace(part), "-")
		b.WriteString(strings.TrimSpace(from))
		if ok {
			b.WriteString("-" + strings.TrimSpace(to))
		}
	}
	return b.String()
}

func (c *converter) publication() {
	e := c.e
	fields := []string{"publisher", "institution", "school", "organization"}
	if c.r.Type == "thesis" || e.Type == "thesis" || e.Type == "report" {
		fields = []string{"institution", "school", "publisher", "organization"}
	}
	var parts []rich.Text
	if c.raw("publisher") != "" && (c.r.Type == "inproceedings" || c.r.Type == "conference" || c.r.Type == "proceedings") {
		if t := c.text("organization"); !t.Empty() {
			e.Names["organizer"] = []Name{{Literal: t.String()}}
		}
		fields = fields[:1]
	}
	for _, f := range fields {
		if t := c.list(f); !t.Empty() {
			parts = append(parts, t)
		}
	}
	if c.periodical() {
		parts = parts[:min(len(parts), 1)]
	}
	e.set("publisher", rich.Join("; ", parts...))
	place := c.list("location", "address")
	if e.Type == "patent" {
		e.set("jurisdiction", place)
	} else {
		e.set("publisher-place", place)
	}
	e.set("original-publisher", c.list("origpublisher"))
	e.set("original-publisher-place", c.list("origlocation"))
	kind := c.raw("type")
	if sub := strings.ToLower(c.raw("entrysubtype")); kind == "" && sub != "" && sub != "magazine" && sub != "newspaper" && sub != "nonacademic" {
		e.set("genre", c.text("entrysubtype"))
		if word, ok := genres[sub]; ok {
			e.setPlain("genre", word)
		}
	} else if kind == "" && c.raw("relatedtype") == "reviewof" {
		e.set("genre", c.text("relatedstring"))
	}
	if word, ok := genres[strings.ToLower(kind)]; ok {
		e.setPlain("genre", word)
	} else if kind != "" {
		e.set("genre", c.text("type"))
	}
	if kind == "" {
		if key := c.r.Type; key == "phdthesis" || key == "mastersthesis" || key == "masterthesis" {
			e.setPlain("genre", genres[strings.Replace(key, "masterthesis", "mastersthesis", 1)])
		}
	}
	status := c.raw("pubstate")
	if word, ok := genres[strings.ToLower(status)]; ok {
		e.setPlain("status", word)
	} else {
		e.set("status", c.text("pubstate"))
	}
}
