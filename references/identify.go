package references

import (
	"strings"

	"reckon/references/bibtex"
	"reckon/references/rich"
)

func (c *converter) dates() {
	for _, d := range []struct{ field, variable string }{
		{"date", "issued"}, {"urldate", "accessed"}, {"origdate", "original-date"}, {"eventdate", "event-date"},
	} {
		f := c.first(d.field)
		if f == nil {
			continue
		}
		plain := bibtex.Verbatim(f.Value) // ~ means circa here, not a space
		date, ok := ParseDate(plain)
		if !ok {
			plain = bibtex.Plain(f.Value)
		}
		if !ok {
			date = fieldDate(plain, "", "")
			if date.From.Set {
				ok = !strings.ContainsAny(plain, "-/")
			}
			if !ok && date.Literal != "" && startsDigit(plain) {
				c.found.Warn("bibtex-date", f.ValueAt, "%s of %s is no date: %s", d.field, c.r.Key, short(plain)).
					Hint = "write YYYY-MM-DD, YYYY-MM or YYYY; a range is 1995/1997"
			}
		}
		c.e.Dates[d.variable] = date
	}
	c.checkYear()
	for field, variable := range map[string]string{"origyear": "original-date", "eventyear": "event-date", "urlyear": "accessed"} {
		if f := c.first(field); f != nil && c.e.Dates[variable].IsZero() {
			c.e.Dates[variable] = fieldDate(bibtex.Plain(f.Value), "", "")
		}
	}
	if c.e.Dates["issued"].IsZero() {
		if f := c.first("year"); f != nil {
			c.e.Dates["issued"] = fieldDate(bibtex.Plain(f.Value), bibtex.Plain(c.raw("month")), c.raw("day"))
		} else if d, ok := c.e.Dates["event-date"]; ok && c.r.Type == "presentation" {
			c.e.Dates["issued"] = d
		}
	}
	for v, d := range c.e.Dates {
		if d.IsZero() {
			delete(c.e.Dates, v)
		}
	}
}

// checkYear warns of a month that is none, and of a year or month beside a
// date that says otherwise.
func (c *converter) checkYear() {
	date := c.e.Dates["issued"].From
	if f := c.first("month"); f != nil {
		from, _ := readMonth(asciiDigits(bibtex.Plain(f.Value)))
		switch {
		case from.Month == 0 && from.Season == 0:
			c.found.Warn("bibtex-date", f.ValueAt, "month of %s is no month: %s", c.r.Key, short(f.Value)).
				Hint = "write month = mar, or a number from 1 to 12"
		case c.first("date") != nil && date.Month != 0 && from.Month != date.Month:
			c.found.Warn("bibtex-date", f.At, "%s has a month beside a date that says another: %s", c.r.Key, short(f.Value)).
				Hint = "the date is used; remove month"
		}
	}
	if f := c.first("year"); f != nil && c.first("date") != nil && date.Set {
		if d := yearDate(strings.TrimSpace(f.Value)); d.From.Set && d.From.Year != date.Year {
			c.found.Warn("bibtex-date", f.At, "%s has a year beside a date that says another: %s", c.r.Key, short(f.Value)).
				Hint = "the date is used; remove year"
		}
	}
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// archives are repositories whose identifiers make an address.
var archives = map[string]struct{ name, url string }{
	"arxiv":       {"arXiv", "https://arxiv.org/abs/"},
	"jstor":       {"JSTOR", "https://www.jstor.org/stable/"},
	"pubmed":      {"PubMed", "https://www.ncbi.nlm.nih.gov/pubmed/"},
	"hdl":         {"HDL", "https://hdl.handle.net/"},
	"googlebooks": {"Google Books", "https://books.google.com?id="},
}

func (c *converter) identifiers() {
	e := c.e
	verbatim := func(variable string, fields ...string) {
		e.setPlain(variable, bibtex.Verbatim(c.raw(fields...)))
	}
	e.setPlain("DOI", bareDOI(bibtex.Verbatim(c.raw("doi"))))
	verbatim("URL", "url")
	verbatim("ISBN", "isbn")
	verbatim("ISSN", "issn", "eissn")
	verbatim("PMID", "pmid")
	verbatim("PMCID", "pmcid", "pmc")
	verbatim("call-number", "library", "callnumber")
	if e.Get("number") == "" {
		verbatim("number", "isrn")
	}
	for _, option := range strings.Split(strings.ToLower(c.raw("options")), ",") {
		switch strings.ReplaceAll(option, " ", "") {
		case "url=false":
			if e.Type == "webpage" {
				break // a web page is nothing without it
			}
			delete(e.Texts, "URL")
		case "doi=false":
			delete(e.Texts, "DOI")
		}
	}
	eprint := bibtex.Verbatim(c.raw("eprint"))
	kind := strings.ToLower(c.raw("eprinttype", "archiveprefix"))
	if eprint != "" && kind == "" && looksArxiv(eprint) {
		kind = "arxiv"
	}
	if eprint == "" {
		if host := preprintHost(e.Get("URL")); host != "" && (e.Type == "document" || e.Type == "manuscript") {
			e.Type = "article" // CSL's word for a preprint
			e.setPlain("archive", host)
		}
		if (e.Type == "webpage" || e.Type == "post") && e.Get("container-title") == "" {
			e.set("container-title", c.text("eprinttype")) // the site, as for APA
		}
		return
	}
	switch archive, ok := archives[kind]; {
	case ok:
		eprint = strings.TrimPrefix(strings.TrimPrefix(eprint, "arXiv:"), "arxiv:")
		e.setPlain("archive", archive.name)
		e.setPlain("archive_location", eprint)
		if kind == "pubmed" {
			e.setPlain("PMID", eprint)
		}
		if e.Get("URL") == "" {
			e.setPlain("URL", archive.url+eprint)
		}
	default:
		e.setPlain("archive", c.raw("eprinttype", "archiveprefix"))
		e.setPlain("archive_location", eprint)
	}
}

// preprintHost names the preprint server that an address leads to, or "".
func preprintHost(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(strings.TrimPrefix(rest, "www."), "/")
	return map[string]string{
		"arxiv.org": "arXiv", "biorxiv.org": "bioRxiv", "medrxiv.org": "medRxiv", "chemrxiv.org": "ChemRxiv", "psyarxiv.com": "PsyArXiv", "chinaxiv.org": "ChinaXiv",
	}[host]
}

// looksArxiv tells the identifiers of arXiv: 1501.00001, hep-th/9603067.
func looksArxiv(s string) bool {
	if area, n, ok := strings.Cut(s, "/"); ok {
		return len(n) == 7 && strings.Trim(n, "0123456789") == "" && strings.Trim(area, "abcdefghijklmnopqrstuvwxyz-.ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	}
	ym, n, ok := strings.Cut(s, ".")
	n, _, _ = strings.Cut(n, "v")
	return ok && len(ym) == 4 && (len(n) == 4 || len(n) == 5) && strings.Trim(ym+n, "0123456789") == ""
}

func (c *converter) notes() {
	e := c.e
	note := rich.Join(". ", c.text("note"), c.text("addendum"))
	how := c.raw("howpublished")
	switch address := bibtex.Verbatim(how); {
	case how == "":
	case bibtex.SafeLink(address) && !strings.Contains(address, " "):
		if e.Get("URL") == "" {
			e.setPlain("URL", address)
		}
	case c.periodical():
		if e.Get("status") == "" {
			e.set("status", c.text("howpublished"))
		}
	case e.Get("publisher") == "":
		e.set("publisher", c.text("howpublished"))
	default:
		note = rich.Join(". ", c.text("howpublished"), note)
	}
	e.set("note", note)
	e.set("annote", c.text("annotation", "annote"))
	e.set("abstract", c.text("abstract"))
	e.set("keyword", c.text("keywords", "keyword"))
}
