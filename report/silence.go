package report

import (
	"regexp"
	"strings"

	"reckon/internal/diag"
	"reckon/report/markdown"
)

// A gap is what is not known of the files that a manuscript names, because
// they, or the front matter, could not be read. What refers into a gap stays
// silent: the finding that made the gap says it all.
type gap struct {
	model, library bool // a file could not be read: nothing is known for sure
	faults         bool // parts of the model could not be understood
	entries        bool // parts of the bibliography could not be understood
	text           bool // the manuscript is in another encoding
}

// nameRules are findings of names that nobody declares.
var nameRules = map[string]bool{
	"name-unknown": true, "function-unknown": true, "unit-unknown": true, "claim-unknown": true, "scenario-unknown": true,
	"override-unknown": true,
}

// faulty tells whether findings leave declarations unknown; missing, whether
// they leave whole files unknown. Names that nobody declares do neither.
func faulty(found diag.List) (faulty, missing bool) {
	for _, f := range found {
		if f.Severity == diag.Error && !nameRules[f.Rule] {
			faulty = true
			missing = missing || f.Rule == "file-missing"
		}
	}
	return faulty, missing
}

// silence drops the findings that follow from a gap.
func (m *Manuscript) silence(found diag.List) diag.List {
	if m.gap == (gap{}) {
		return found
	}
	var kept diag.List
	for _, f := range found {
		inManuscript := f.Severity == diag.Error
		switch {
		case inManuscript && nameRules[f.Rule] && (m.gap.model || m.gap.faults && m.declared(f.At)):
		case inManuscript && (f.Rule == "citation-unknown" || f.Rule == "reference-unknown" && strings.Contains(f.Msg, "citation key")) &&
			(m.gap.library || m.gap.entries && m.listed(f.At)):
		case f.Rule == "title-missing" && (m.Tree.Front.Broken || m.gap.text):
		default:
			kept = append(kept, f)
		}
	}
	return kept
}

// declared tells whether the name at a place is declared in a file of the
// model, though perhaps where it could not be read.
func (m *Manuscript) declared(at diag.Pos) bool {
	text, ok := m.project.Source(at.File)
	if !ok || at.Line == 0 {
		return false
	}
	name := strings.TrimRight(nameAhead.FindString(diag.LinesOf(string(text))(at.Line, at.Column)), ".-")
	if name == "" {
		return false
	}
	quoted := `["']?` + regexp.QuoteMeta(name) + `(\([^)\n]*\))?["']?[ \t]*`
	key := regexp.MustCompile(`(?m)((^|[ \t{,])` + quoted + `:|^[ \t]+` + quoted + `\r?$|group:[ \t]*` + quoted + `([,}]|\r?$))`)
	for _, file := range m.Model.Files() {
		if text, ok := m.Model.Source(file); ok && (key.Match(text) || !anyKey.Match(text)) {
			return true
		}
	}
	return false
}

// anyKey finds a key at the top of a file of the model; a file without one is
// something else, or nothing.
var anyKey = regexp.MustCompile(`(?m)^["']?\pL[\pL_]*["']?[ \t]*:`)

var nameAhead = regexp.MustCompile(`^[\pL_][\pL\pN_.\-]*`)

// listed tells whether the key at a place stands in a file of the bibliography,
// though perhaps where it could not be read.
func (m *Manuscript) listed(at diag.Pos) bool {
	text, ok := m.project.Source(at.File)
	if !ok || at.Line == 0 {
		return false
	}
	key := strings.TrimLeft(diag.LinesOf(string(text))(at.Line, at.Column), "-@{")
	if key = keyAhead.FindString(key); key == "" {
		return false
	}
	for _, w := range m.Tree.Front.Bibliography {
		file, ok := m.project.within(m.Path, w.Text)
		if !ok {
			continue
		}
		if text, ok := m.Library.Source(file); ok && strings.Contains(string(text), key) {
			return true
		}
	}
	return false
}

var keyAhead = regexp.MustCompile(`^[\pL\pN_]([\pL\pN_.:#$%&\-+?<>~/]*[\pL\pN_])?`)

// vital keys of the front matter: misspelt, they would leave everything
// unknown that the manuscript refers to.
var vital = map[string]bool{"model": true, "bibliography": true}

// misspelt raises the finding of an unknown key to an error where it is likely
// to mean a key without which nothing can be resolved, and tells which of these
// keys say nothing, for that reason or because their value does not fit.
func misspelt(found diag.List, front *markdown.FrontMatter) (model, library bool) {
	for i := range found {
		f := &found[i]
		if f.Rule == "front-matter-invalid" {
			key, _, _ := strings.Cut(f.Msg, " ")
			model, library = model || key == "model", library || key == "bibliography"
		}
		if f.Rule != "front-matter-unknown" {
			continue
		}
		key := strings.TrimSuffix(strings.TrimPrefix(f.Hint, "did you mean "), "?")
		if !vital[key] || key == "model" && len(front.Model) > 0 || key == "bibliography" && len(front.Bibliography) > 0 {
			continue
		}
		f.Severity = diag.Error
		model, library = model || key == "model", library || key == "bibliography"
	}
	return model, library
}
