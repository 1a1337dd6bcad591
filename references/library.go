package references

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/unicode/norm"

	"reckon/internal/diag"
	"reckon/references/bibtex"
)

// maxFile is the largest bibliography that is read, in bytes.
const maxFile = 32 << 20

// A Library holds the entries of one or more bibliographies.
type Library struct {
	entries map[string]*Entry
	keys    []string          // in the order of the files
	folded  map[string]string // key by its form without case
	aliases map[string]string
	dois    map[string]string // key by DOI in lower case
	sources map[string][]byte
}

// Load reads bibliographies: BibTeX and BibLaTeX (.bib and anything else) and
// CSL-JSON (.json). What is wrong with an entry becomes a finding, and the
// others are there all the same. The library is never nil.
func Load(fsys fs.FS, paths []string) (*Library, diag.List) {
	l := &Library{
		entries: map[string]*Entry{}, folded: map[string]string{}, aliases: map[string]string{},
		dois: map[string]string{}, sources: map[string][]byte{},
	}
	var found diag.List
	var reader bibtex.Reader
	var records []*bibtex.Entry
	var json []*Entry
	for _, p := range paths {
		data, err := fs.ReadFile(fsys, path.Clean(p))
		if err != nil {
			found.Add("file-missing", diag.Pos{File: p}, "cannot read the bibliography %s: %s", p, reason(err)).
				Hint = "paths are relative to the manuscript and stay inside the project"
			continue
		}
		l.sources[p] = data
		if len(data) > maxFile {
			found.Add("bibtex-limit", diag.Pos{File: p}, "the bibliography is larger than %d MB", maxFile>>20)
			continue
		}
		text, ok := decodeFile(p, data, &found)
		text = strings.TrimPrefix(text, "\ufeff")
		if !ok {
			continue
		}
		if strings.EqualFold(path.Ext(p), ".json") {
			entries, fs := readJSON(p, text)
			json = append(json, entries...)
			found = append(found, fs...)
			continue
		}
		file, fs := reader.Parse(p, text)
		found = append(found, fs...)
		records = append(records, file.Entries...)
	}
	found = append(found, l.addRecords(records)...)
	for _, e := range json {
		l.add(e, &found)
	}
	found = withoutDoubts(found)
	found.Sort()
	return l, found
}

// withoutDoubts drops the warnings of entries whose form is broken: what their
// fields seem to hold is not what was meant.
func withoutDoubts(found diag.List) diag.List {
	broken := map[string]bool{}
	for _, f := range found {
		if f.Severity == diag.Error && (f.Rule == "bibtex-unclosed" || f.Rule == "bibtex-syntax") {
			if m := entryInMessage.FindStringSubmatch(f.Msg); m != nil {
				broken[m[1]] = true
			}
		}
	}
	if len(broken) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(f diag.Finding) bool {
		if f.Severity == diag.Error {
			return false
		}
		for _, word := range strings.FieldsFunc(f.Msg, func(r rune) bool { return strings.ContainsRune(" :{},", r) }) {
			if broken[word] {
				return true
			}
		}
		return false
	})
}

var entryInMessage = regexp.MustCompile(`@\w+\{([^{},\s]+)\}`)

func reason(err error) string {
	if pe, ok := err.(*fs.PathError); ok {
		err = pe.Err
	}
	return err.Error()
}

// declared finds the encoding that a file names in its first lines, as Emacs,
// JabRef and biber write it.
func declared(data []byte) string {
	head := string(data[:min(len(data), 1024)])
	lower := strings.ToLower(head)
	for _, mark := range []string{"encoding:", "coding:", "encoding =", "encoding="} {
		if i := strings.Index(lower, mark); i >= 0 {
			name := strings.TrimSpace(lower[i+len(mark):])
			end := strings.IndexFunc(name, func(r rune) bool {
				return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z')
			})
			if end < 0 {
				end = len(name)
			}
			return name[:end]
		}
	}
	return ""
}

// decodeFile turns a file into UTF-8. Another encoding must be declared; the
// finding says so.
func decodeFile(name string, data []byte, found *diag.List) (string, bool) {
	if utf8.Valid(data) {
		text := string(data)
		if i := strings.IndexRune(text, utf8.RuneError); i >= 0 {
			start := diag.Pos{File: name, Line: 1, Column: 1}
			found.Warn("bibliography-encoding", start.Advance(text[:i]), "a character was lost here when %s was converted to UTF-8", name).
				Hint = "write the character that \ufffd stands for"
		}
		return text, true
	}
	if coding := declared(data); coding != "" && coding != "utf-8" && coding != "utf8" {
		if coding == "latin1" || coding == "iso8859_1" {
			coding = "iso-8859-1"
		}
		if enc, err := htmlindex.Get(coding); err == nil {
			if text, err := enc.NewDecoder().Bytes(data); err == nil {
				return string(text), true
			}
		}
	}
	line, column := 1, 1
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
		i += n
	}
	found.Add("bibliography-encoding", diag.Pos{File: name, Line: line, Column: column}, "%s is not UTF-8: a byte here belongs to no character", name).
		Hint = "save it as UTF-8, or name its encoding in the first line: % Encoding: GBK"
	return "", false
}

func (l *Library) add(e *Entry, found *diag.List) {
	if old := l.entries[e.Key]; old != nil {
		found.Add("bibtex-key-twice", e.At, "the key %q is used twice; first at %s", e.Key, old.At).
			Hint = "rename one of the two, or remove it if they are the same work"
		return
	}
	l.entries[e.Key] = e
	l.keys = append(l.keys, e.Key)
	if f := fold(e.Key); l.folded[f] == "" {
		l.folded[f] = e.Key
	}
	if doi := strings.ToLower(e.DOI()); doi != "" && l.dois[doi] == "" {
		l.dois[doi] = e.Key
	}
}

func fold(key string) string { return strings.ToLower(norm.NFC.String(key)) }

// Entry returns the entry with a key or an alias (BibLaTeX's ids), or nil.
func (l *Library) Entry(key string) *Entry {
	if e := l.entries[key]; e != nil {
		return e
	}
	if e := l.entries[l.aliases[key]]; e != nil {
		return e
	}
	return l.entries[norm.NFC.String(key)]
}

// Keys returns the keys in the order of the files, without aliases. The slice
// is the caller's.
func (l *Library) Keys() []string { return append([]string(nil), l.keys...) }

// ByDOI returns the entry with a DOI, given bare or as an address, or nil.
// Nothing is fetched.
func (l *Library) ByDOI(doi string) *Entry {
	return l.entries[l.dois[strings.ToLower(bareDOI(doi))]]
}

// ByIdentifier returns the entry that a key with a prefix identifies, as Manubot
// writes them: doi:10.1000/x, pmid:123, arxiv:1703.04627, isbn:…, url:https://….
// It is nil for other keys, and where no entry has that identifier. Nothing is
// fetched.
func (l *Library) ByIdentifier(key string) *Entry {
	prefix, id, ok := strings.Cut(key, ":")
	if !ok || id == "" {
		return nil
	}
	variable := ""
	same := strings.EqualFold
	switch strings.ToLower(prefix) {
	case "doi":
		return l.ByDOI(id)
	case "pmid", "pubmed":
		variable = "PMID"
	case "pmc", "pmcid":
		variable = "PMCID"
	case "arxiv":
		variable = "archive_location"
	case "isbn":
		variable = "ISBN"
		same = func(a, b string) bool { return strings.ReplaceAll(a, "-", "") == strings.ReplaceAll(b, "-", "") }
	case "url":
		variable = "URL"
		same = func(a, b string) bool { return plainAddress(a) == plainAddress(b) }
	default:
		return nil
	}
	for _, k := range l.keys {
		if e := l.entries[k]; e != nil && e.Get(variable) != "" && same(e.Get(variable), id) {
			return e
		}
	}
	return nil
}

// plainAddress is an address without what two spellings of it may differ in.
func plainAddress(url string) string {
	url = strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
	return strings.TrimSuffix(url, "/")
}

// Source returns the bytes of a bibliography by the name used in places.
func (l *Library) Source(file string) ([]byte, bool) {
	data, ok := l.sources[file]
	return data, ok
}

// Suggest returns the key nearest to one that is not there, "" when none is
// near.
func (l *Library) Suggest(key string) string {
	if k := l.folded[fold(key)]; k != "" && k != key {
		return k
	}
	return diag.Suggest(key, l.keys)
}
