package references

import (
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/references/bibtex"
)

// maxParents bounds the chain of crossref and xdata above one entry.
const maxParents = 32

// An inheritance resolves crossref and xdata among the records of a library.
type inheritance struct {
	byKey  map[string]*bibtex.Entry
	folded map[string]*bibtex.Entry
	state  map[*bibtex.Entry]int // 1: under way, 2: done
	found  *diag.List
	hints  int
}

// maxHints bounds the suggestions in one library: looking for near keys costs
// as much as there are keys.
const maxHints = 20

func (in *inheritance) lookup(key string) *bibtex.Entry {
	if e := in.byKey[key]; e != nil {
		return e
	}
	return in.folded[strings.ToLower(key)]
}

// resolve gives a record the fields of its parents, parents first.
func (in *inheritance) resolve(e *bibtex.Entry, depth int) {
	if in.state[e] != 0 {
		return
	}
	in.state[e] = 1
	defer func() { in.state[e] = 2 }()
	for _, name := range []string{"xdata", "crossref"} {
		f := e.Field(name)
		if f == nil || e.Type == "set" {
			continue
		}
		at, keys := f.ValueAt, []string{strings.TrimSpace(f.Value)}
		if name == "xdata" {
			keys = strings.Split(f.Value, ",")
		}
		for _, key := range keys {
			if key = strings.TrimSpace(key); key == "" {
				continue
			}
			parent := in.lookup(key)
			switch {
			case parent == nil:
				hint := ""
				if in.hints++; in.hints <= maxHints {
					hint = diag.DidYouMean(key, sortedKeys(in.byKey))
				}
				in.found.Add("crossref-unknown", at, "%s of %s names no entry: %s", name, e.Key, key).Hint = hint
				e.Broken = true
				continue
			case in.state[parent] == 1 || depth >= maxParents:
				in.found.Add("crossref-cycle", at, "%s of %s leads back to itself through %s", name, e.Key, key).
					Hint = "an entry cannot inherit from one that inherits from it"
				e.Broken = true
				continue
			}
			in.resolve(parent, depth+1)
			e.Broken = e.Broken || parent.Broken
			if name == "xdata" {
				inherit(e, parent, nil)
			} else {
				inherit(e, parent, renames(parent.Type, e.Type))
			}
		}
	}
}

func sortedKeys(m map[string]*bibtex.Entry) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// private fields are about one entry alone.
var private = map[string]bool{
	"crossref": true, "xref": true, "xdata": true, "entryset": true, "entrysubtype": true, "execute": true, "ids": true, "label": true, "options": true,
	"presort": true, "related": true, "relatedoptions": true, "relatedstring": true, "relatedtype": true, "shorthand": true,
	"shorthandintro": true, "sortkey": true, "shorttitle": true, "sorttitle": true, "indextitle": true, "indexsorttitle": true, "key": true,
}

// inherit copies what a record lacks; a field renamed to "" is not inherited.
func inherit(e, parent *bibtex.Entry, rename map[string]string) {
	own := len(e.Fields)
	for _, f := range parent.Fields {
		if private[f.Name] {
			continue
		}
		if to, ok := rename[f.Name]; ok {
			f.Name = to
		}
		if f.Name == "" || has(e.Fields, f.Name) || sameMeaning(e.Fields[:own], f.Name) {
			continue
		}
		e.Fields = append(e.Fields, f)
	}
}

func has(fields []bibtex.Field, name string) bool {
	return slices.ContainsFunc(fields, func(f bibtex.Field) bool { return f.Name == name })
}

// sameMeaning tells whether a record has its own value under another name, so
// that a parent's must not slip in beside it.
func sameMeaning(fields []bibtex.Field, name string) bool {
	switch name {
	case "date":
		return has(fields, "year")
	case "year", "month", "day":
		return has(fields, "date")
	case "journal":
		return has(fields, "journaltitle")
	case "journaltitle":
		return has(fields, "journal")
	case "location":
		return has(fields, "address")
	case "address":
		return has(fields, "location")
	}
	return false
}

// renames says what a parent's titles are called in the child, after
// BibLaTeX's default inheritance.
func renames(parent, child string) map[string]string {
	multi := strings.HasPrefix(parent, "mv")
	contained := false
	switch child {
	case "inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference", "inreference":
		contained = true
	}
	switch {
	case multi:
		m := map[string]string{"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
		if contained && (child == "inbook" || child == "bookinbook" || child == "suppbook") {
			m["author"] = "author"
		}
		return m
	case contained:
		switch parent {
		case "book", "collection", "proceedings", "reference", "manual", "booklet", "incollection", "inproceedings":
			m := map[string]string{"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
			if parent == "book" && (child == "bookinbook" || child == "inbook") {
				m["author"] = "bookauthor"
			}
			return m
		}
	case parent == "periodical" && (child == "article" || child == "suppperiodical"):
		return map[string]string{"title": "journaltitle", "subtitle": "journalsubtitle", "shorttitle": ""}
	}
	return nil
}

// addRecords resolves inheritance, converts the records and adds them.
func (l *Library) addRecords(records []*bibtex.Entry) diag.List {
	var found diag.List
	in := &inheritance{byKey: map[string]*bibtex.Entry{}, folded: map[string]*bibtex.Entry{}, state: map[*bibtex.Entry]int{}, found: &found}
	for _, r := range records {
		in.byKey[r.Key] = r
		if f := strings.ToLower(r.Key); in.folded[f] == nil {
			in.folded[f] = r
		}
		for _, id := range strings.Split(r.Get("ids"), ",") {
			if id = strings.TrimSpace(id); id == "" {
				continue
			}
			if old, taken := l.aliases[id]; taken && old != r.Key {
				found.Add("bibtex-key-twice", r.Field("ids").ValueAt, "the alias %q of %s already belongs to %s", id, r.Key, old)
				continue
			}
			l.aliases[id] = r.Key
			if in.folded[strings.ToLower(id)] == nil {
				in.folded[strings.ToLower(id)] = r
			}
		}
	}
	for _, r := range records {
		in.resolve(r, 0)
	}
	var sets []*bibtex.Entry
	for _, r := range records {
		switch r.Type {
		case "xdata":
		case "set":
			sets = append(sets, r)
		default:
			l.add(convert(r, &found), &found)
		}
	}
	for _, r := range records {
		l.relate(r, in)
	}
	for _, r := range sets {
		l.addSet(r, &found)
	}
	return found
}

// addSet adds an @set: it looks like its first member and lists them all.
func (l *Library) addSet(r *bibtex.Entry, found *diag.List) {
	var members []string
	for _, key := range strings.Split(r.Get("entryset"), ",") {
		if key = strings.TrimSpace(key); key == "" {
			continue
		}
		m := l.Entry(key)
		if m == nil {
			found.Add("crossref-unknown", r.Field("entryset").ValueAt, "the set %s names no entry: %s", r.Key, key).
				Hint = "the members of a set are keys with commas between them"
			continue
		}
		if m.Source != "set" {
			members = append(members, m.Key)
		}
	}
	if len(members) == 0 {
		return
	}
	e := *l.entries[members[0]]
	e.Key, e.At, e.Source, e.members = r.Key, r.At, "set", members
	l.add(&e, found)
}

// relate fills in what BibLaTeX's related field tells of an original or of a
// reviewed work. Only what CSL has variables for is taken over.
func (l *Library) relate(r *bibtex.Entry, in *inheritance) {
	key, _, _ := strings.Cut(r.Get("related"), ",")
	if key = strings.TrimSpace(key); key == "" {
		return
	}
	e, other := l.entries[r.Key], in.lookup(key)
	if e == nil || other == nil {
		return
	}
	o := l.entries[other.Key]
	if o == nil || o == e {
		return
	}
	prefix := ""
	switch r.Get("relatedtype") {
	case "translationof", "translatedfrom", "reprintof", "reprintfrom", "origpubin", "origpubas":
		prefix = "original-"
		if d, ok := o.Dates["issued"]; ok && e.Dates["original-date"].IsZero() {
			e.Dates["original-date"] = d
		}
		for _, v := range []string{"publisher", "publisher-place"} {
			if e.Get("original-"+v) == "" {
				e.set("original-"+v, o.Text(v))
			}
		}
	case "reviewof":
		prefix = "reviewed-"
		if e.Get("reviewed-genre") == "" {
			e.set("reviewed-genre", o.Text("genre"))
		}
	default:
		return
	}
	if e.Get(prefix+"title") == "" {
		e.set(prefix+"title", o.Text("title"))
	}
	if len(e.Names[prefix+"author"]) == 0 && len(o.Names["author"]) > 0 {
		e.Names[prefix+"author"] = o.Names["author"]
	}
}
