// Package references reads bibliographies and prints citations and reference
// lists.
//
// [Load] reads BibTeX, BibLaTeX and CSL-JSON into a [Library] of entries in
// the terms of CSL. A [Style] says how citations look: [Numeric] and
// [AuthorDate] are built in, and a CSL processor is one more. [NewSession]
// begins a manuscript: it is told which keys are cited, in order, and so knows
// every number and every letter behind a year before it prints the first
// citation. [Session.Cite] prints a group of citations, [Session.List] the
// list of references. [ParseLocator] takes apart what stands behind a key.
//
//	lib, findings := references.Load(fsys, []string{"refs.bib"})
//	style := references.Numeric(lib, "en")
//	session := references.NewSession(style, []string{"huygens1673", "galilei1638"})
//	spans := session.Cite(references.Citation{Items: []references.Item{{Key: "huygens1673"}}})
//	list := session.List()
//
// That a cited key has no entry is the caller's finding ([Library.Suggest]
// helps); what is missing from the cited entries, [Session.Findings] tells.
package references
