package report

import (
	"fmt"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/references"
	"reckon/report/markdown/ast"
)

// citations formats all citations and fills the list of references. Keys are
// checked first: an unknown one is an error where it stands.
func (r *resolver) citations() {
	lib := r.library()
	var cites []*ast.Cite
	var order []string
	seen := map[string]bool{}
	cite := func(key string) {
		if !seen[key] {
			seen[key] = true
			order = append(order, key)
		}
	}
	r.walk(func(n gast.Node) {
		c, ok := n.(*ast.Cite)
		if !ok {
			return
		}
		for i := range c.Items {
			if !r.known(&c.Items[i]) {
				continue
			}
			cite(c.Items[i].Key)
		}
		cites = append(cites, c)
	})
	r.modelSources(cite)
	for _, key := range r.tree.Front.Nocite {
		if key == "*" {
			for _, k := range lib.Keys() {
				cite(k)
			}
		} else if lib.Entry(key) != nil {
			cite(key)
		}
	}
	session := references.NewSession(r.style(), order)
	defer func() { r.findings = append(r.findings, session.Findings()...) }()
	backs := map[string][]string{}
	for i, c := range cites {
		c.ID = fmt.Sprintf("cite-%d", i+1)
		r.fillCite(c, session)
		for _, item := range c.Items {
			if !slices.Contains(backs[item.Key], c.ID) {
				backs[item.Key] = append(backs[item.Key], c.ID)
			}
		}
	}
	r.walk(func(n gast.Node) {
		if b, ok := n.(*ast.Bibliography); ok {
			r.bibliography(b, session, backs)
		}
	})
}

// narratives parts {cite:t}`a,b`, so that each author stands in the sentence
// with his own work.
func (r *resolver) narratives() {
	var several []*ast.Cite
	r.walk(func(n gast.Node) {
		if c, ok := n.(*ast.Cite); ok && c.Narrative && len(c.Items) > 1 && c.Parent() != nil {
			several = append(several, c)
		}
	})
	between := r.words.Mark("; ", "；")
	for _, c := range several {
		parent := c.Parent()
		for _, item := range c.Items[:len(c.Items)-1] {
			one := &ast.Cite{Narrative: true, Bare: c.Bare, Items: []ast.CiteItem{item}}
			one.At = c.At
			one.SetPos(c.Pos())
			parent.InsertBefore(parent, c, one)
			parent.InsertBefore(parent, c, gast.NewString([]byte(between)))
		}
		c.Items = c.Items[len(c.Items)-1:]
	}
}

// plainLinks leaves links to a DOI that the bibliography does not have as they
// are.
func (r *resolver) plainLinks() {
	var links []*ast.Cite
	r.walk(func(n gast.Node) {
		if c, ok := n.(*ast.Cite); ok && c.Link != "" && r.library().ByDOI(c.Items[0].Key) == nil {
			links = append(links, c)
		}
	})
	for _, c := range links {
		l := gast.NewLink()
		l.Destination = []byte(c.Link)
		words := gast.NewString([]byte(c.Link))
		words.SetRaw(true)
		l.AppendChild(l, words)
		c.Parent().ReplaceChild(c.Parent(), c, l)
	}
}

func (r *resolver) style() references.Style {
	if r.tree.Front.Citations == "author-date" {
		return references.AuthorDate(r.library(), r.doc.Lang)
	}
	return references.Numeric(r.library(), r.doc.Lang)
}

// known reports a key that the bibliography lacks. A DOI counts as the key of
// the entry that has it.
func (r *resolver) known(item *ast.CiteItem) bool {
	lib := r.library()
	if e := lib.Entry(item.Key); e != nil {
		item.Key = e.Key // an alias stands for its entry
		return true
	}
	e := lib.ByDOI(item.Key)
	if e == nil {
		e = lib.ByIdentifier(item.Key)
	}
	if e != nil {
		item.Key = e.Key
		return true
	}
	r.unknownKey(item.Key, item.At)
	return false
}

func (r *resolver) unknownKey(key string, at diag.Pos) {
	hint := diag.DidYouMean(key, r.library().Keys())
	field, identifies := identifier(key)
	switch files := r.tree.Front.Bibliography; {
	case hint != "":
	case len(files) == 0:
		hint = "the front matter names no bibliography: write bibliography: [refs.bib]"
	case identifies:
		hint = "nothing is fetched: add an entry with " + field + " to " + files[len(files)-1].Text
	default:
		hint = "add an entry with this key to " + files[len(files)-1].Text
	}
	r.findings.Add("citation-unknown", at, "no reference is called %q", key).Hint = hint
}

// identifier is the field of an entry that a key identifies, where the key is the
// name that others have for a work and not the author's.
func identifier(key string) (field string, ok bool) {
	if strings.HasPrefix(key, "10.") && strings.Contains(key, "/") {
		return "doi = {" + key + "}", true
	}
	prefix, id, _ := strings.Cut(key, ":")
	switch prefix = strings.ToLower(prefix); {
	case id == "":
	case prefix == "doi" || prefix == "pmid" || prefix == "pmcid" || prefix == "isbn" || prefix == "url":
		return prefix + " = {" + id + "}", true
	case prefix == "pubmed":
		return "pmid = {" + id + "}", true
	case prefix == "arxiv":
		return "eprint = {" + id + "}", true
	}
	return "", false
}

// modelSources checks the sources of the model and counts them as cited behind
// those of the text.
func (r *resolver) modelSources(cite func(string)) {
	check := func(sources []model.Source) {
		for _, s := range sources {
			if r.library().Entry(s.Key) == nil {
				r.unknownKey(s.Key, s.At)
				continue
			}
			cite(s.Key)
		}
	}
	for _, q := range r.m.Model.Quantities() {
		check(q.Sources)
	}
	for _, c := range r.m.Model.Claims() {
		check(c.Sources)
	}
}

func (r *resolver) fillCite(c *ast.Cite, session *references.Session) {
	citation := references.Citation{Narrative: c.Narrative}
	var marked affixes
	for _, item := range c.Items {
		citation.Items = append(citation.Items, references.Item{
			Key: item.Key, Prefix: marked.stand(item.Prefix, item.Before), Suffix: marked.stand(item.Suffix, item.After), Label: item.Label, Locator: item.Locator,
			SuppressAuthor: item.SuppressAuthor, AuthorOnly: item.AuthorOnly, YearOnly: item.YearOnly,
		})
	}
	for n := c.FirstChild(); n != nil; n = c.FirstChild() {
		c.RemoveChild(c, n)
	}
	appendSpans(c, session.Cite(citation))
	marked.put(c)
}

// affixes are the words with markup around the keys of a citation. A style
// prints plain text: a character that no text has stands for each.
type affixes []*ast.Span

// firstAffix begins the private characters of Unicode's last plane.
const firstAffix = '\U00100000'

// stand gives the text that stands for words with markup, else the plain text.
func (a *affixes) stand(plain string, marked ast.Affix) string {
	if marked.Words == nil || len(*a) >= 0xfffd {
		return plain
	}
	*a = append(*a, marked.Words)
	space := plain[:len(plain)-len(strings.TrimLeft(plain, " "))]
	return space + marked.Lead + string(firstAffix+rune(len(*a)-1))
}

// put brings the words into the places of what stands for them.
func (a affixes) put(c gast.Node) {
	for n := c.FirstChild(); n != nil && len(a) > 0; {
		next := n.NextSibling()
		text, ok := n.(*gast.String)
		if !ok {
			n = next
			continue
		}
		rest := string(text.Value)
		for i, r := range rest {
			k := int(r - firstAffix)
			if k < 0 || k >= len(a) {
				continue
			}
			from := len(rest) - len(string(text.Value))
			c.InsertBefore(c, n, gast.NewString([]byte(rest[from:i])))
			c.InsertBefore(c, n, a[k])
			text.Value = []byte(rest[i+len(string(r)):])
		}
		n = next
	}
}

// appendSpans turns formatted runs into nodes: links to the list or outside,
// spans for style.
func appendSpans(parent gast.Node, spans []references.Span) {
	for _, s := range spans {
		var n gast.Node = gast.NewString([]byte(s.Text))
		wrap := func(outer gast.Node) {
			outer.AppendChild(outer, n)
			n = outer
		}
		switch {
		case s.Italic:
			wrap(gast.NewEmphasis(1))
		case s.Bold:
			wrap(gast.NewEmphasis(2))
		case s.SmallCaps:
			wrap(&ast.Span{Style: "smallcaps"})
		case s.Sup:
			wrap(&ast.Span{Style: "sup"})
		case s.Sub:
			wrap(&ast.Span{Style: "sub"})
		}
		switch {
		case s.Key != "":
			wrap(&ast.EntryLink{Href: "#" + referenceID(s.Key)})
		case s.Link != "":
			wrap(&ast.EntryLink{Href: s.Link, External: true})
		}
		parent.AppendChild(parent, n)
	}
}

func referenceID(key string) string { return "ref-" + key }

func (r *resolver) bibliography(b *ast.Bibliography, session *references.Session, backs map[string][]string) {
	for _, e := range session.List() {
		n := &ast.Reference{Key: e.Key, ID: referenceID(e.Key), Label: e.Label, Backs: backs[e.Key]}
		appendSpans(n, e.Spans)
		b.AppendChild(b, n)
	}
}

// citeNodes makes citations of a quantity's or claim's sources, for tables and
// the ledger.
func citeNodes(sources []model.Source) []gast.Node {
	if len(sources) == 0 {
		return nil
	}
	c := &ast.Cite{}
	for _, s := range sources {
		label, locator, suffix := references.ParseLocator(s.Locator, "en") // the model's language
		if locator == "" && suffix != "" {
			suffix = ", " + suffix // as it stood behind the key
		}
		c.Items = append(c.Items, ast.CiteItem{Key: s.Key, At: s.At, Label: label, Locator: locator, Suffix: suffix})
	}
	return []gast.Node{c}
}
