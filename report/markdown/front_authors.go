package markdown

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// readAuthors takes a name, a mapping, or a list of these.
func readAuthors(r *frontReader, n *yaml.Node) {
	if isNull(n) {
		return
	}
	entries := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		entries = n.Content
	}
	for _, e := range entries {
		r.author(resolve(e))
	}
}

var orcidPattern = regexp.MustCompile(`^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$`)

func (r *frontReader) author(n *yaml.Node) {
	a := Author{}
	index := len(r.front.Authors)
	switch n.Kind {
	case yaml.ScalarNode:
		a.Name = r.plainText(n, "an author")
	case yaml.MappingNode:
		name, inner, named := namedEntry(n)
		keys := r.authorKeys(&a, index)
		if _, known := keys[name]; named && !known { // - Ada Example: {institute: …}
			a.Name, n = name, inner
		}
		if n.Kind == yaml.MappingNode {
			r.mapping(n, keys, "an author")
			r.workplace(n, index)
		}
		if a.Name == "" {
			a.Name = r.personName(n)
		}
		if a.Name == "" {
			r.invalid(n, "write name: …", "an author has no name")
			return
		}
		if a.Corresponding && a.Email == "" {
			r.warn("front-matter-invalid", r.place(n), "add email: …", "the corresponding author has no e-mail address")
		}
	default:
		r.invalid(n, "", "an author is a name or a mapping")
		return
	}
	r.front.Authors = append(r.front.Authors, a)
}

// namedEntry takes apart an entry whose only key is its name, as authors and
// institutes are written for Pandoc's filters.
func namedEntry(n *yaml.Node) (name string, inner *yaml.Node, ok bool) {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 {
		return "", nil, false
	}
	inner = resolve(n.Content[1])
	return n.Content[0].Value, inner, inner.Kind == yaml.MappingNode || isNull(inner)
}

// workplace completes the one affiliation of an author by what stands beside
// it: a department and a place, as templates of R Markdown have them.
func (r *frontReader) workplace(n *yaml.Node, index int) {
	text := func(keys ...string) string {
		for _, key := range keys {
			if v := child(n, key); v != nil && v.Kind == yaml.ScalarNode && !isNull(v) {
				return strings.TrimSpace(v.Value)
			}
		}
		return ""
	}
	if of := text("affiliation", "affiliations", "institution"); of != "" && len(r.wanted[index]) != 1 {
		return
	}
	var parts []string
	for _, part := range []string{text("department"), strings.Join(r.wanted[index], ""), text("location", "address")} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) > len(r.wanted[index]) && len(r.wanted[index]) < 2 {
		r.wanted[index] = []string{strings.Join(parts, ", ")}
	}
}

func (r *frontReader) authorKeys(a *Author, index int) map[string]keyReader {
	keys := map[string]keyReader{
		"name": func(r *frontReader, n *yaml.Node) { a.Name = r.personName(n) },
		"orcid": func(r *frontReader, n *yaml.Node) {
			v := r.plainText(n, "orcid")
			v = v[strings.LastIndexByte(v, '/')+1:]
			if v != "" && !orcidPattern.MatchString(v) {
				r.invalid(n, "an ORCID has the form 0000-0002-1825-0097", "%q is not an ORCID", v)
				return
			}
			if v != "" && !orcidSum(v) {
				r.warn("front-matter-invalid", r.place(n), "compare it with the page of the author at orcid.org", v+" is no ORCID: its last digit does not fit the others")
			}
			a.ORCID = v
		},
		"note":  func(r *frontReader, n *yaml.Node) { a.Note = r.note(n) },
		"email": func(r *frontReader, n *yaml.Node) { a.Email = r.plainText(n, "email") },
		"url":   func(r *frontReader, n *yaml.Node) { a.URL = r.plainText(n, "url") },
		"corresponding": func(r *frontReader, n *yaml.Node) {
			a.Corresponding = n.Kind != yaml.ScalarNode || r.flag(n, "corresponding", false)
		},
		"equal_contributor": func(r *frontReader, n *yaml.Node) {
			a.Equal = r.flag(n, "equal_contributor", false)
		},
		"roles": func(r *frontReader, n *yaml.Node) {
			if n.Kind == yaml.SequenceNode && len(n.Content) > 0 && n.Content[0].Kind == yaml.MappingNode {
				for _, c := range n.Content {
					for i := 0; i < len(c.Content); i += 2 {
						a.Roles = append(a.Roles, c.Content[i].Value)
					}
				}
				return
			}
			a.Roles = splitWords(r.list(n, "roles"))
		},
		"affiliations": func(r *frontReader, n *yaml.Node) { r.wantAffiliations(index, n) },
		"attributes": func(r *frontReader, n *yaml.Node) {
			if n.Kind == yaml.MappingNode {
				r.mapping(n, map[string]keyReader{
					"corresponding":     func(r *frontReader, n *yaml.Node) { a.Corresponding = r.flag(n, "corresponding", false) },
					"equal_contributor": func(r *frontReader, n *yaml.Node) { a.Equal = r.flag(n, "equal-contributor", false) },
					"deceased":          nil,
				}, "attributes")
			}
		},
	}
	for alias, key := range map[string]string{"affiliation": "affiliations", "website": "url", "homepage": "url", "role": "roles", "equal_contribution": "equal_contributor", "degrees": "",
		"equal_contrib": "equal_contributor", "corresponding_author": "corresponding", "correspondence": "corresponding", "literal": "name",
		"institute": "affiliations", "institution": "affiliations", "affil": "affiliations", "thanks": "note", "footnote": "note", "notes": "note"} {
		keys[alias] = keys[key]
	}
	for _, key := range strings.Fields(`id deceased phone fax twitter x bluesky mastodon mastodon_server github gitlab linkedin threads youtube
		instagram facebook collaborations nameParsed given family suffix acknowledgements metadata number initials funders given_names surname dropping_particle
		non_dropping_particle firstname lastname first_name last_name department location address city country postal_code state symbol code bio group`) {
		keys[key] = nil
	}
	return keys
}

// personName reads a name, or its parts.
func (r *frontReader) personName(n *yaml.Node) string {
	if n.Kind != yaml.MappingNode {
		return r.plainText(n, "name")
	}
	if v := child(n, "literal"); v != nil {
		return r.plainText(v, "name")
	}
	var parts []string
	for _, key := range []string{"given", "given_names", "given-names", "firstname", "first_name", "dropping_particle", "dropping-particle", "non_dropping_particle", "non-dropping-particle",
		"family", "surname", "lastname", "last_name", "suffix"} {
		if v := child(n, key); v != nil {
			parts = append(parts, r.plainText(v, "name"))
		}
	}
	return strings.Join(parts, " ")
}

// note reads what is said of an author, in one line of text or several.
func (r *frontReader) note(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return ""
	}
	text := strings.NewReplacer("---", "—", "--", "–", "*", "").Replace(r.plainText(n, "note"))
	return strings.Join(strings.Fields(text), " ")
}

// wantAffiliations remembers what an author belongs to: names or ids, which
// may be declared further down.
func (r *frontReader) wantAffiliations(index int, n *yaml.Node) {
	if r.wanted == nil {
		r.wanted = map[int][]string{}
	}
	entries := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		entries = n.Content
	}
	for _, e := range entries {
		e = resolve(e)
		if e.Kind == yaml.MappingNode {
			if v := child(e, "ref"); v != nil {
				r.wanted[index] = append(r.wanted[index], v.Value)
				continue
			}
			r.wanted[index] = append(r.wanted[index], r.affiliation(e))
			continue
		}
		for _, name := range strings.Split(r.plainText(e, "an affiliation"), ";") {
			if name = strings.TrimSpace(name); name != "" {
				r.wanted[index] = append(r.wanted[index], name)
			}
		}
	}
}

func readAffiliations(r *frontReader, n *yaml.Node) {
	entries := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		entries = n.Content
	}
	for _, e := range entries {
		if e = resolve(e); !isNull(e) {
			r.affiliation(e)
		}
	}
}

// affiliation declares one and returns the key by which authors name it.
func (r *frontReader) affiliation(n *yaml.Node) (key string) {
	if r.ids == nil {
		r.ids = map[string]int{}
	}
	if n.Kind == yaml.ScalarNode {
		name := r.plainText(n, "an affiliation")
		r.declare(name, Affiliation{Name: name})
		return name
	}
	if n.Kind != yaml.MappingNode {
		r.invalid(n, "", "an affiliation is a name or a mapping")
		return ""
	}
	id := ""
	if len(n.Content) == 2 && !slices.Contains(affiliationKeys, n.Content[0].Value) {
		id = n.Content[0].Value
		inner := resolve(n.Content[1])
		if inner.Kind == yaml.ScalarNode { // Pandoc's - 1: Institute
			r.declare(id, Affiliation{Name: r.plainText(inner, "an affiliation")})
			return id
		}
		if inner.Kind == yaml.MappingNode { // - lab: {name: Institute}
			n = inner
		}
	}
	fields := map[string]string{}
	keys := map[string]keyReader{}
	for _, k := range affiliationKeys {
		keys[k] = func(r *frontReader, n *yaml.Node) {
			if n.Kind == yaml.ScalarNode {
				fields[k] = r.plainText(n, k)
			}
		}
	}
	for alias, k := range map[string]string{"zipcode": "postal_code", "province": "state", "website": "url", "postcode": "postal_code", "zip": "postal_code", "num": "index"} {
		keys[alias] = keys[k]
	}
	r.mapping(n, keys, "an affiliation")
	var parts []string
	for _, k := range []string{"department", "name", "institution", "city", "state", "region", "country"} {
		if v := fields[k]; v != "" && !(k == "institution" && v == fields["name"]) {
			parts = append(parts, v)
		}
	}
	if len(parts) == 0 && fields["address"] != "" { // all that MDPI has
		parts = []string{strings.Join(strings.Fields(fields["address"]), " ")}
	}
	a := Affiliation{Name: strings.Join(parts, ", "), ROR: fields["ror"], URL: fields["url"]}
	if a.ROR != "" && !strings.Contains(a.ROR, "/") {
		a.ROR = "https://ror.org/" + a.ROR
	}
	names := []string{id, fields["id"], fields["index"], fields["name"], a.Name} // by any of which an author may call it
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	if len(names) == 0 {
		return ""
	}
	r.declare(names[0], a)
	for _, name := range names[1:] {
		if at, ok := r.ids[names[0]]; ok && fields["id"]+fields["index"] != "" {
			if _, taken := r.ids[name]; !taken {
				r.ids[name] = at
			}
		}
	}
	return names[0]
}

// affiliationKeys are what may be said of an affiliation.
var affiliationKeys = strings.Fields(`id index name institution department city region state country ror url address postal_code isni ringgold doi collaboration
	recipient phone fax email group number zipcode province website postcode zip street location ref num`)

func (r *frontReader) declare(key string, a Affiliation) {
	if _, ok := r.ids[key]; ok || a.Name == "" {
		return
	}
	r.ids[key] = len(r.front.Affiliations)
	r.front.Affiliations = append(r.front.Affiliations, a)
}

// settle links authors to affiliations when all keys have been read.
func (r *frontReader) settle() {
	if r.ids == nil {
		r.ids = map[string]int{}
	}
	for i := range r.front.Authors {
		for _, name := range r.names(r.wanted[i]) {
			r.declare(name, Affiliation{Name: name})
			if at, ok := r.ids[name]; ok {
				r.front.Authors[i].Affiliations = append(r.front.Authors[i].Affiliations, at)
			}
		}
	}
	r.front.orderAffiliations()
}

// names takes apart lists of ids, "1, 2", which JOSS has authors write.
func (r *frontReader) names(wanted []string) (names []string) {
	for _, name := range wanted {
		parts := strings.FieldsFunc(name, func(c rune) bool { return c == ',' || c == '&' || c == ' ' })
		parts = slices.DeleteFunc(parts, noteMark)
		known := len(parts) > 0
		for _, part := range parts {
			if _, ok := r.ids[part]; !ok {
				known = false
			}
		}
		if _, whole := r.ids[name]; whole || !known {
			parts = []string{name}
		}
		names = append(names, parts...)
	}
	return names
}

// noteMark tells of the signs of notes that MDPI has among the numbers of
// affiliations.
func noteMark(part string) bool {
	return strings.HasPrefix(part, `\`) || strings.Trim(part, "*†‡§¶#") == ""
}

// orderAffiliations puts affiliations in the order in which authors name them;
// those that nobody names come last.
func (f *FrontMatter) orderAffiliations() {
	var ordered []Affiliation
	places := map[int]int{}
	take := func(at int) int {
		if _, ok := places[at]; !ok {
			places[at] = len(ordered)
			ordered = append(ordered, f.Affiliations[at])
		}
		return places[at]
	}
	for i := range f.Authors {
		for k, at := range f.Authors[i].Affiliations {
			f.Authors[i].Affiliations[k] = take(at)
		}
	}
	for at := range f.Affiliations {
		take(at)
	}
	f.Affiliations = ordered
}
