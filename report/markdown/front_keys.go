package markdown

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Limits of MyST's front matter, in characters.
const (
	maxTitle       = 500
	maxShortTitle  = 40
	maxDescription = 500
)

// pageKeys are the keys of the front matter: ours, MyST's, and the common ones
// of Pandoc and Quarto.
var pageKeys map[string]keyReader

func init() {
	pageKeys = map[string]keyReader{
		"title": func(r *frontReader, n *yaml.Node) {
			r.front.untitled = isNull(n)
			r.front.Title = r.markdown(n, "title", maxTitle)
		},
		"subtitle":    func(r *frontReader, n *yaml.Node) { r.front.Subtitle = r.markdown(n, "subtitle", maxTitle) },
		"short_title": func(r *frontReader, n *yaml.Node) { r.front.ShortTitle = r.markdown(n, "short_title", maxShortTitle) },
		"abstract":    func(r *frontReader, n *yaml.Node) { r.front.Abstract = r.markdown(n, "abstract", 0) },
		"description": func(r *frontReader, n *yaml.Node) {
			v := r.markdown(n, "description", maxDescription)
			r.front.Description = strings.TrimSpace(v.Text)
		},
		"parts":        readParts,
		"authors":      readAuthors,
		"affiliations": readAffiliations,
		"date":         func(r *frontReader, n *yaml.Node) { r.date(n) },
		"lang": func(r *frontReader, n *yaml.Node) {
			if v := r.plainText(n, "lang"); v != "" {
				r.front.Lang = v
			}
		},
		"license":   readLicense,
		"copyright": readCopyright,
		"keywords": func(r *frontReader, n *yaml.Node) {
			r.front.Keywords = append(r.front.Keywords, splitWords(r.list(n, "keywords"))...)
		},
		"doi":             func(r *frontReader, n *yaml.Node) { r.front.DOI = bareDOI(r.plainText(n, "doi")) },
		"venue":           readVenue,
		"model":           func(r *frontReader, n *yaml.Node) { r.front.Model = r.list(n, "model") },
		"bibliography":    func(r *frontReader, n *yaml.Node) { r.front.Bibliography = r.list(n, "bibliography") },
		"translations":    readTranslations,
		"citations":       readCitations,
		"grouping":        readGrouping,
		"rounding":        readRounding,
		"math":            readMacros,
		"abbreviations":   readAbbreviations,
		"substitutions":   readSubstitutions,
		"numbering":       readNumbering,
		"number_sections": readSectionNumbers,
		"toc":             func(r *frontReader, n *yaml.Node) { r.front.TOC = n.Kind == yaml.MappingNode || r.flag(n, "toc", true) },
		"nocite":          readNocite,
		"papersize":       readPaper,
		"classoption":     readClassOptions,
		"geometry":        readClassOptions,
		"format":          readFormats,
		"exports":         readFormats,
		"header_includes": readPreamble, // of TeX: only macros for equations count
	}
	aliases := map[string]string{
		"author": "authors", "affiliation": "affiliations", "institute": "affiliations", "institution": "affiliations", "language": "lang", "rights": "copyright",
		"tags": "keywords", "keyword": "keywords", "models": "model", "csl": "citations", "citation_style": "citations", "journal": "venue",
		"numbersections": "number_sections", "shorttitle": "short_title", "abbreviation": "abbreviations", "translation": "translations",
		"table_of_contents": "toc", "paper_size": "papersize", "include_in_header": "header_includes",
	}
	for alias, key := range aliases {
		pageKeys[alias] = pageKeys[key]
	}
	definePartKeys()
	for _, key := range strings.Fields(knownKeys) {
		pageKeys[key] = nil
	}
}

// knownKeys belong to other tools and have no effect here.
const knownKeys = `export downloads download label thumbnail thumbnailoptimized banner bannerOptimized reviewers editors arxiv pmid pmcid
open_access github edit_url source_url binder subject volume issue first_page last_page options id references requirements resources social
jupyter thebe kernelspec jupytext execute settings identifiers site project name version content_includes_title oxa code_license
engine output documentclass fontsize mainfont fontfamily linkcolor urlcolor colorlinks
link_citations reference_section_title crossref editor theme css filters published_title date_modified date_format categories image
draft series order params toc_depth toc_title toc_location number_depth secnumdepth html_math_method template standalone myst orphan
tocdepth html_meta figPrefix figureTitle tableTitle eqnPrefix tblPrefix secPrefix lot lof suppress_bibliography
appendix_style citation abstract_title code_fold server runtime vignette pagetitle title_prefix lof_title cover_image published layout permalink slug aliases
link_bibliography notes_after_punctuation linestretch indent mainfontoptions sansfont monofont mathfont CJKmainfont hyperrefoptions citecolor toccolor filecolor
biblio_style biblatexoptions natbiboptions biblio_title include_before include_after include_before_body include_after_body pagestyle titlepage toc_own_page
listings highlight_style pdf_engine citeproc metadata_files variables reader writer from to self_contained embed_resources embed_title
cref autoEqnLabels autoSectionLabels codeBlockCaptions linkReferences nameInLink chapters chaptersDepth sectionsDepth numberSections subfigGrid tableEqns
ccsDelim ccsLabelSep ccsTemplate figLabels tblLabels eqnLabels lstLabels secLabels lstPrefix listingTitle lofTitle lotTitle lolTitle figureTemplate tableTemplate
year type status author_notes multipleauthors endnotes appendix authorcitation url github_repo cover_image always_allow_html graphics keywords_plain aas_doi aas_journal repository joss archive_doi paperurl citation_author
runninghead running_head authorrunning titlerunning bibliographystyle csl_refs linenumbers keep_tex editor_options link_external_icon number_offset
bibstyle knit layout_ncol subfigureTemplate rangeDelim pairDelim lastDelim refDelim refIndexTemplate titleDelim equationNumberTeX`

func readLicense(r *frontReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.front.License = r.plainText(n, "license")
		return
	}
	for _, key := range []string{"content", "id", "type", "name", "text"} {
		if v := child(n, key); v != nil {
			if v.Kind == yaml.MappingNode {
				readLicense(r, v)
			} else {
				r.front.License = r.plainText(v, "license")
			}
			return
		}
	}
}

// readCopyright takes a text, or Quarto's mapping of year, holder and statement.
func readCopyright(r *frontReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.front.Copyright = r.plainText(n, "copyright")
		return
	}
	var parts []string
	for _, key := range []string{"statement", "year", "holder"} {
		if v := child(n, key); v != nil {
			for _, part := range r.list(v, key) {
				parts = append(parts, strings.TrimSpace(part.Text))
			}
		}
		if key == "statement" && len(parts) > 0 {
			break
		}
	}
	r.front.Copyright = strings.Join(parts, " ")
}

func readVenue(r *frontReader, n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		if v := child(n, "title"); v != nil {
			n = v
		} else if v := child(n, "name"); v != nil {
			n = v
		}
	}
	r.front.Venue = r.plainText(n, "venue")
}

// readTranslations takes a list of files, or a mapping of languages to files.
func readTranslations(r *frontReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.front.Translations = r.list(n, "translations")
		return
	}
	for i := 1; i < len(n.Content); i += 2 {
		if v, ok := r.scalar(resolve(n.Content[i]), "an entry of translations"); ok {
			r.front.Translations = append(r.front.Translations, v)
		}
	}
}

func readCitations(r *frontReader, n *yaml.Node) {
	v := r.plainText(n, "citations")
	if v != "" && v != "numeric" && v != "author-date" && !strings.HasSuffix(v, ".csl") {
		r.invalid(n, "write numeric or author-date", "no style of citations is called %q", v)
		return
	}
	if strings.HasSuffix(v, ".csl") {
		style := cslStyle(v)
		r.warn("front-matter-invalid", r.place(n), "write numeric or author-date", fmt.Sprintf("styles in CSL are not read: citations are %s", style))
		v = style
	}
	r.front.Citations = v
}

// cslStyle is which of our styles is nearest to a CSL file, by its name.
func cslStyle(file string) string {
	name := strings.ToLower(file[strings.LastIndexByte(file, '/')+1:])
	for _, part := range []string{"author", "apa", "harvard", "asa", "mla", "chicago"} {
		if strings.HasPrefix(name, part) || strings.Contains(name, "author-date") {
			return "author-date"
		}
	}
	return "numeric"
}

func readGrouping(r *frontReader, n *yaml.Node) {
	switch v := r.plainText(n, "grouping"); v {
	case "", "thin", "comma", "none":
		r.front.Grouping = v
	default:
		r.invalid(n, "write thin, comma or none", "digits cannot be grouped by %q", v)
	}
}

func readRounding(r *frontReader, n *yaml.Node) {
	switch v := r.plainText(n, "rounding"); v {
	case "", "gum", "pdg":
		r.front.Rounding = v
	default:
		r.invalid(n, "write gum (two digits of the uncertainty) or pdg (one or two, by the Particle Data Group's rule)", "no rule of rounding is called %q", v)
	}
}

// readMacros takes math macros: a mapping of \name to TeX, or to {macro: TeX}.
func readMacros(r *frontReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.invalid(n, `write math: {\R: '\mathbb{R}'}`, "math is a mapping of macros to TeX")
		return
	}
	if v := child(n, "macros"); v != nil && v.Kind == yaml.MappingNode {
		n = v
	}
	r.front.Macros = map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, v := n.Content[i], resolve(n.Content[i+1])
		if strings.HasPrefix(v.LineComment, "#") {
			r.invalid(v, "put the TeX between ' and '", "the macro %s is cut off: a # behind a space begins a comment", name.Value)
			continue
		}
		if v.Kind == yaml.MappingNode {
			if v = child(v, "macro"); v == nil {
				r.invalid(name, "", "the macro %s has no TeX", name.Value)
				continue
			}
		}
		key := name.Value
		if !strings.HasPrefix(key, `\`) {
			key = `\` + key
		}
		r.front.Macros[key] = r.plainText(v, "a macro")
	}
}

func readAbbreviations(r *frontReader, n *yaml.Node) {
	if n.Kind == yaml.SequenceNode {
		r.shortAndLong(n)
		return
	}
	if n.Kind != yaml.MappingNode {
		r.invalid(n, "write abbreviations: {ATP: adenosine triphosphate}", "abbreviations is a mapping of words to what they stand for")
		return
	}
	r.front.Abbreviations = map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if v := resolve(n.Content[i+1]); !isNull(v) {
			r.front.Abbreviations[n.Content[i].Value] = r.plainText(v, "an abbreviation")
		}
	}
}

// shortAndLong reads abbreviations as a list of {short: …, long: …}.
func (r *frontReader) shortAndLong(n *yaml.Node) {
	r.front.Abbreviations = map[string]string{}
	for _, e := range n.Content {
		short, long := child(resolve(e), "short"), child(resolve(e), "long")
		if short == nil || long == nil {
			r.invalid(e, "write abbreviations: {ATP: adenosine triphosphate}", "abbreviations is a mapping of words to what they stand for")
			return
		}
		r.front.Abbreviations[strings.TrimSpace(short.Value)] = r.plainText(long, "an abbreviation")
	}
}

// readNocite takes "@a, @b" or "@*", as a text or a list.
func readNocite(r *frontReader, n *yaml.Node) {
	for _, v := range r.list(n, "nocite") {
		for i := 0; i < len(v.Text); i++ {
			if v.Text[i] != '@' {
				continue
			}
			key, length := citeKey(v.Text[i+1:])
			if length > 0 {
				r.front.Nocite = append(r.front.Nocite, key)
				i += length
			}
		}
		if v.Text != "" && !strings.Contains(v.Text, "@") {
			r.fail("front-matter-invalid", v.At, "write @ before each key, or '@*' for all", fmt.Sprintf("nocite holds no key: %q", v.Text))
		}
	}
}

func splitWords(values []Scalar) (words []string) {
	for _, v := range values {
		mark := ","
		if strings.Contains(v.Text, ";") {
			mark = ";"
		}
		for _, w := range strings.Split(v.Text, mark) {
			if w = strings.Join(strings.Fields(w), " "); w != "" {
				words = append(words, w)
			}
		}
	}
	return words
}

func bareDOI(s string) string {
	for _, p := range []string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "DOI:"} {
		s = strings.TrimPrefix(s, p)
	}
	return strings.TrimSpace(s)
}

// child gives the value of a key of a mapping; nil without.
func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return resolve(n.Content[i+1])
		}
	}
	return nil
}
