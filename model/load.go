package model

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// Limits of a model; each is reported where it is passed.
const (
	maxFiles      = 500
	maxQuantities = 10_000 // also the most claims, functions and scenarios
	maxUnits      = 2_000
	maxSuggested  = 1_000     // names that are compared with a misspelt one
	maxFaults     = 300       // findings after which formulas are no longer checked
	maxNodes      = 1_000_000 // of all formulas, with the bodies of the functions called
)

// Load reads the files of a model, and the *.yaml and *.yml files of folders
// in the order of their names (folders within them are left alone), and checks
// all that can be known before anything is evaluated: form, names, cycles,
// dimensions.
//
// The model is never nil. What is wrong with it is in the findings; quantities
// that a finding speaks of, and all that use them, have no values.
func Load(fsys fs.FS, paths []string) (*Model, diag.List) {
	l := &loader{fsys: fsys, model: &Model{
		maxSteps:   maxSteps,
		byName:     map[string]*Quantity{},
		scenarioAt: map[string]*Scenario{},
		titles:     map[string]Text{},
		caseLists:  map[string]*Cases{},
		families:   map[string]*Family{},
		units:      unit.Builtin().Extend(),
	}, names: map[string]diag.Pos{}, bent: map[diag.Pos][]scalar{}, grouped: map[string]bool{}}
	sections := map[string][]section{}
	for _, file := range l.files(paths) {
		l.read(file, sections)
	}
	l.each(sections, "title", func(e entry) { l.textNode(e.value, "title") })
	l.each(sections, "note", func(e entry) { l.textNode(e.value, "note") })
	l.declareUnits(sections["units"])
	l.each(sections, "groups", l.groupTitles)
	l.each(sections, "cases", l.cases)
	l.each(sections, "quantities", l.quantities)
	l.unusedColumns()
	l.each(sections, "functions", l.functions)
	l.check()
	l.each(sections, "correlations", l.correlations)
	l.checkCorrelations()
	l.each(sections, "scenarios", l.scenarios)
	l.each(sections, "claims", l.claims)
	l.found.Sort()
	return l.model, l.found
}

// each visits one section of every file.
func (l *loader) each(sections map[string][]section, name string, visit func(entry)) {
	for _, s := range sections[name] {
		l.src = s.src
		visit(s.entry)
	}
}

// files resolves folders to the files in them; each file is read once.
func (l *loader) files(paths []string) []string {
	var all []string
	for _, p := range paths {
		p = path.Clean(p)
		info, err := fs.Stat(l.fsys, p)
		switch {
		case err != nil:
			l.found.Add("file-missing", diag.Pos{File: p}, "the model's file or folder cannot be read: %s", reason(err))
		case !info.IsDir():
			all = append(all, p)
		default:
			all = append(all, l.folder(p)...)
		}
	}
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(p string) bool {
		again := seen[p]
		seen[p] = true
		return again
	})
	if len(all) > maxFiles {
		l.found.Add("limit-passed", diag.Pos{File: all[maxFiles]}, "a model has at most %d files; this and %d more are left out", maxFiles, len(all)-maxFiles-1)
		all = all[:maxFiles]
	}
	return all
}

func (l *loader) folder(dir string) []string {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.found.Add("file-missing", diag.Pos{File: dir}, "the model's folder cannot be read: %s", reason(err))
		return nil
	}
	var all []string
	for _, e := range entries {
		if ext := path.Ext(e.Name()); !e.IsDir() && (ext == ".yaml" || ext == ".yml") && !strings.HasPrefix(e.Name(), ".") {
			all = append(all, path.Join(dir, e.Name()))
		}
	}
	slices.Sort(all)
	if len(all) == 0 {
		l.found.Add("file-missing", diag.Pos{File: dir}, "the model's folder has no .yaml files").Hint = "name a file, or put files of YAML into the folder"
	}
	return all
}

// reason is an error without the operation and the path that fs adds.
func reason(err error) string {
	if e, ok := err.(*fs.PathError); ok {
		err = e.Err
	}
	return strings.ReplaceAll(err.Error(), "file does not exist", "there is none")
}

// read takes one file apart into its top-level sections.
func (l *loader) read(file string, sections map[string][]section) {
	text, err := readFile(l.fsys, file, maxFileBytes)
	if err != nil {
		l.found.Add("file-missing", diag.Pos{File: file}, "the model's file cannot be read: %s", reason(err))
		return
	}
	l.src = newSource(file, text)
	l.model.files = append(l.model.files, l.src)
	top := l.src.document(&l.found)
	if top == nil {
		return
	}
	fields, _ := l.fields(top, "the model's file", topKeys)
	l.version(top, fields)
	for _, k := range topKeys {
		e, ok := fields[k.name]
		if !ok || k.name == "reckon" {
			continue
		}
		if isNull(e.value) {
			continue // a section without entries yet
		}
		sections[k.name] = append(sections[k.name], section{l.src, e})
	}
}

func (l *loader) version(top *yaml.Node, fields map[string]entry) {
	e, ok := fields["reckon"]
	if !ok {
		l.found.Add("version-missing", l.src.at(top), "the file does not state the version of its format").Hint = "begin the file with reckon: 1"
		return
	}
	if s, ok := l.scalar(e.value, "reckon"); ok && s.text != "1" {
		l.found.Add("version-unknown", s.at, "version %q of the format is not known", clip(s.text)).Hint = "this release reads reckon: 1"
	}
}

// declareUnits defines the units of all files. One may be defined by another,
// in any order.
func (l *loader) declareUnits(sections []section) {
	type todo struct {
		src *source
		e   entry
	}
	var open []todo
	for _, s := range sections {
		l.src = s.src
		all := l.named(s.value, "units")
		for _, e := range all {
			if l.declare(e, "unit") && l.room(e, len(open), maxUnits) {
				open = append(open, todo{s.src, e})
			}
		}
	}
	for len(open) > 0 {
		var left []todo
		var complaints diag.List
		for _, t := range open {
			l.src = t.src
			before := l.found
			l.found = nil
			l.unit(t.e)
			trouble := l.found
			l.found = before
			if len(trouble) == 1 && trouble[0].Rule == "unit-unknown" {
				left = append(left, t)
			}
			complaints = append(complaints, trouble...)
		}
		if len(left) == len(open) || len(left) == 0 {
			l.found = append(l.found, complaints...)
			return
		}
		l.found = append(l.found, withoutRule(complaints, "unit-unknown")...)
		open = left
	}
}

func withoutRule(fs diag.List, rule string) diag.List {
	return slices.DeleteFunc(fs, func(f diag.Finding) bool { return f.Rule == rule })
}

func (l *loader) unit(e entry) {
	what := "unit " + e.name
	def := unit.Definition{}
	var at scalar
	if e.value.Kind == yaml.ScalarNode {
		s, ok := l.scalar(e.value, what)
		if !ok || !l.unitValue(s, what, &def) {
			return
		}
		at = s
	} else {
		fields, spoilt := l.fields(e.value, what, unitKeys)
		value, hasValue := l.str(fields, "value", what)
		dimension, hasDimension := l.str(fields, "dimension", what)
		symbol, _ := l.str(fields, "symbol", what)
		def.Symbol, def.Names = symbol.text, l.text(fields, "name", what)
		def.Prefixes = l.word(fields, "prefixes", what, []string{"true", "false"}) == "true"
		switch {
		case hasValue && !l.unitValue(value, what, &def):
			return
		case hasValue && hasDimension:
			l.found.Add("unit-definition", dimension.at, "%s has a value and a dimension of its own; it can have one of them", what)
			return
		case !hasValue && !hasDimension:
			if _, given := fields["value"]; !spoilt && !given {
				l.found.Add("unit-definition", e.at, "%s has neither a value nor a dimension", what).Hint = "write value: 12 kg, or dimension: currency"
			}
			return
		}
		def.NewDimension = dimension.text
		at = e.key
		if hasValue {
			at = value
		}
	}
	if err := l.model.units.Define(e.name, def); err != nil {
		addUnitError(&l.found, scalar{text: e.name, at: e.at}, err)
		_ = at
	}
}

func (l *loader) unitValue(s scalar, what string, def *unit.Definition) bool {
	x, fs := parseLiteral(l.model.units, s, unit.Unit{}, what)
	if len(fs) > 0 {
		l.found = append(l.found, fs...)
		return false
	}
	if !(x.value > 0) {
		l.found.Add("unit-definition", s.at, "%s must be above 0", what)
		return false
	}
	def.Value, def.Unit = x.value, x.unit
	return true
}

// groupTitles reads titles of groups.
func (l *loader) groupTitles(e entry) {
	all := l.named(e.value, "groups")
	for _, g := range all {
		if l.declare(g, "group") {
			l.model.titles[g.name] = l.textNode(g.value, "group "+g.name)
		}
	}
}

// declare notes a name of a sort of things; a second one is reported with both
// places.
func (l *loader) declare(e entry, sort string) bool {
	id := sort + " " + e.name
	if first, twice := l.names[id]; twice {
		l.found.Add("name-duplicate", e.at, "%s is declared twice; first at %s", clip(e.name), first)
		return false
	}
	l.names[id] = e.at
	return true
}

// readFile reads at most limit bytes.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errFolder}
	}
	if info.Size() > limit {
		return nil, errTooLarge(limit)
	}
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	if int64(len(text)) > limit {
		return nil, errTooLarge(limit)
	}
	return text, nil
}
