package references

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"reckon/internal/diag"
	"reckon/references/rich"
)

// nameVariables and dateVariables are the variables of CSL 1.0.2 that hold
// names and dates; the others hold text.
var (
	nameVariables = []string{
		"author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director", "editor",
		"editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer",
		"producer", "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
	}
	dateVariables = []string{"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
)

// readJSON reads CSL-JSON: an array of items, or one item.
func readJSON(name, text string) ([]*Entry, diag.List) {
	var found diag.List
	last, lastAt := 0, diag.Pos{File: name, Line: 1, Column: 1}
	place := func(offset int64) diag.Pos { // offsets rise
		to := max(last, min(int(offset), len(text)))
		lastAt, last = lastAt.Advance(text[last:to]), to
		return lastAt
	}
	dec := json.NewDecoder(strings.NewReader(text))
	report := func(err error, at int64) {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at += max(syntax.Offset-1, 0) // counted from the start of the value
		}
		msg := err.Error()
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			msg, at = "the file ends too early", int64(len(text))
		}
		found.Add("csl-json", place(at), "this is not JSON: %s", strings.TrimPrefix(msg, "json: ")).
			Hint = "a bibliography in CSL-JSON is an array of items: [{\"id\": …}, …]"
	}
	var entries []*Entry
	item := func() bool {
		from := dec.InputOffset()
		for from < int64(len(text)) && strings.IndexByte(" \t\r\n,", text[from]) >= 0 {
			from++
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			report(err, from)
			return false
		}
		at := place(from)
		if e := readItem(raw, at, &found); e != nil {
			entries = append(entries, e)
		}
		return true
	}
	if strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[") {
		if _, err := dec.Token(); err != nil {
			report(err, 0)
			return nil, found
		}
		for dec.More() && len(entries) < maxItems {
			if !item() {
				return entries, found
			}
		}
		if _, err := dec.Token(); err != nil {
			found.Add("csl-json", place(dec.InputOffset()), "this is not JSON: expected , or ]").
				Hint = "items stand between [ and ], with commas between them"
		}
		return entries, found
	}
	item()
	return entries, found
}

// maxItems bounds the items of one CSL-JSON file.
const maxItems = 100_000

// readItem reads one item.
func readItem(raw json.RawMessage, at diag.Pos, found *diag.List) *Entry {
	var item map[string]any
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.UseNumber()
	if err := dec.Decode(&item); err != nil || item == nil {
		found.Add("csl-json", at, "an item of CSL-JSON is an object, like {\"id\": \"key\", \"type\": \"book\"}")
		return nil
	}
	e := &Entry{At: at, Source: "csl", Texts: map[string]rich.Text{}, Names: map[string][]Name{}, Dates: map[string]Date{}}
	e.Key = scalar(item["id"])
	if k := scalar(item["citation-key"]); e.Key == "" {
		e.Key = k
	}
	if e.Key == "" {
		found.Add("csl-json", at, "this item has no id").Hint = "the id is what a manuscript cites"
		return nil
	}
	if e.Type = scalar(item["type"]); e.Type == "" {
		e.Type = "document"
	}
	for _, variable := range slices.Sorted(maps.Keys(item)) {
		v := item[variable]
		switch {
		case variable == "id" || variable == "type" || variable == "citation-key":
		case slices.Contains(nameVariables, variable):
			if names := jsonNames(v); len(names) > 0 {
				e.Names[variable] = names
			}
		case slices.Contains(dateVariables, variable):
			if d := jsonDate(v); !d.IsZero() {
				e.Dates[variable] = d
			}
		case variable == "DOI":
			e.setPlain("DOI", bareDOI(scalar(v)))
		default:
			t := rich.Parse(scalar(v)).Trim()
			if prose(variable) {
				t = t.Quoted()
			}
			e.set(current(variable), t)
		}
	}
	return e
}

// prose tells whether a variable holds words, whose quotation marks are set.
func prose(variable string) bool {
	return strings.Contains(strings.ToLower(variable), "title") || variable == "note" || variable == "publisher" || variable == "genre" || variable == "event"
}

// current gives a variable's name in CSL 1.0.2.
func current(variable string) string {
	switch variable {
	case "event":
		return "event-title"
	case "shortTitle":
		return "title-short"
	case "journalAbbreviation":
		return "container-title-short"
	}
	return variable
}

func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func jsonNames(v any) []Name {
	list, ok := v.([]any)
	if !ok {
		list = []any{v} // one name without a list around it
	}
	var names []Name
	for _, item := range list {
		m, _ := item.(map[string]any)
		if text := scalar(item); text != "" {
			m = map[string]any{"literal": text}
		}
		n := Name{
			Family: unquoted(scalar(m["family"])), Given: scalar(m["given"]), Suffix: scalar(m["suffix"]), Literal: scalar(m["literal"]),
			Particle: scalar(m["non-dropping-particle"]),
		}
		if p := scalar(m["dropping-particle"]); p != "" {
			n.Dropped = n.Particle == ""
			n.Particle = joinWords(" ", p, n.Particle)
		}
		if n.Literal == "others" {
			n = Name{Others: true}
		}
		if n != (Name{}) {
			names = append(names, n)
		}
	}
	return names
}

// unquoted takes the quotation marks off a family name that is not to be taken
// apart.
func unquoted(s string) string {
	if n := len(s); n > 1 && s[0] == '"' && s[n-1] == '"' {
		return s[1 : n-1]
	}
	return s
}

func jsonDate(v any) Date {
	m, ok := v.(map[string]any)
	if !ok {
		d, ok := ParseDate(scalar(v))
		if !ok {
			d.Literal = scalar(v)
		}
		return d
	}
	var d Date
	parts, _ := m["date-parts"].([]any)
	for i, p := range parts {
		list, _ := p.([]any)
		day := jsonDay(list)
		switch i {
		case 0:
			d.From = day
		case 1:
			d.To = day
			d.OpenTo = !day.Set && len(list) > 0
		}
	}
	if !d.From.Set {
		raw := scalar(m["raw"])
		if raw == "" {
			raw = scalar(m["literal"])
		}
		if parsed := yearDate(raw); raw != "" {
			d = parsed
		}
	}
	if season := scalar(m["season"]); season != "" && d.From.Set {
		if n, err := strconv.Atoi(season); err == nil && n >= 1 && n <= 24 {
			d.From.Season = (n-1)%4 + 1
		} else {
			d.From.Season = seasonNames[strings.ToLower(season)]
		}
	}
	if c := scalar(m["circa"]); c != "" && c != "false" && c != "0" {
		d.Circa = true
	}
	return d
}

func jsonDay(list []any) Day {
	var n [3]int
	for i := range min(len(list), 3) {
		f, err := strconv.ParseFloat(scalar(list[i]), 64)
		if err != nil || f != math.Trunc(f) || math.Abs(f) > 1e9 {
			return Day{}
		}
		n[i] = int(f)
	}
	if n[0] == 0 {
		return Day{} // CSL has no year 0: it stands for an open end
	}
	d := Day{Set: true, Year: n[0]}
	if d.Year < 0 {
		d.Year++ // CSL counts BCE years, -1 is 1 BCE
	}
	switch m := n[1]; {
	case m >= 1 && m <= 12:
		d.Month = m
	case m >= 13 && m <= 24:
		d.Season = (m-13)%4 + 1
	}
	if d.Month != 0 && n[2] >= 1 && n[2] <= daysIn(d) {
		d.Day = n[2]
	}
	return d
}

// CSL gives the entry as an item of CSL-JSON: what encoding/json would make of
// one. Titles stand as in the bibliography, words that keep their case marked.
func (e *Entry) CSL() map[string]any {
	item := map[string]any{"id": e.Key, "type": e.Type}
	for v, t := range e.Texts {
		item[v] = t.Markup()
	}
	for v, names := range e.Names {
		var list []any
		for _, n := range names {
			list = append(list, n.csl())
		}
		item[v] = list
	}
	for v, d := range e.Dates {
		item[v] = d.csl()
	}
	return item
}

func (n Name) csl() map[string]any {
	if n.Others {
		return map[string]any{"literal": "others"}
	}
	particle := "non-dropping-particle"
	if n.Dropped {
		particle = "dropping-particle"
	}
	m := map[string]any{}
	for k, v := range map[string]string{"family": n.Family, "given": n.Given, particle: n.Particle, "suffix": n.Suffix, "literal": n.Literal} {
		if v != "" {
			m[k] = v
		}
	}
	return m
}

func (d Date) csl() map[string]any {
	if !d.From.Set && !d.To.Set {
		return map[string]any{"literal": d.Literal}
	}
	m := map[string]any{}
	parts := []any{d.From.csl()}
	if d.To.Set {
		parts = append(parts, d.To.csl())
	} else if d.OpenTo {
		parts = append(parts, []any{0})
	}
	m["date-parts"] = parts
	if d.From.Season != 0 {
		m["season"] = fmt.Sprint(d.From.Season)
	}
	if d.Circa || d.Uncertain {
		m["circa"] = true
	}
	return m
}

func (d Day) csl() []any {
	if !d.Set {
		return []any{0}
	}
	y := d.Year
	if y <= 0 {
		y--
	}
	out := []any{y}
	if d.Month != 0 {
		out = append(out, d.Month)
		if d.Day != 0 {
			out = append(out, d.Day)
		}
	}
	return out
}
