package report

import (
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

const registerModel = `reckon: 1
quantities:
  lamp.power: {value: 10 W, sd: 1 W, source: b2001, title: {en: power}}
  lamp.hours: {value: 3 h, reason: a guess, title: {en: hours}}
  lamp.loss: {value: 0.2, range: [0.1, 0.4], reason: seen once, title: {en: loss}}
  lamp.known: {value: 3 m, source: b2001, evidence: primary}
  lamp.idle: {value: 1 s, reason: not used}
  lamp.energy: {formula: lamp.power * lamp.hours * (1 - lamp.loss), unit: Wh, title: {en: energy}}
  lamp.null: {formula: lamp.energy - lamp.energy, unit: Wh, title: {en: nothing}}
claims:
  enough: {text: enough, holds: lamp.energy > 20 W h}
  exactly: {text: much, value: 90 W h, quantity: lamp.energy, expect: contradicted, note: n}
  never: {text: length, holds: lamp.known > 0 m}
  mute: {text: a word, expect: untestable, note: n}
`

// tableOf resolves a paper with one generated table and gives its cells as
// text, row by row.
func tableOf(t *testing.T, model, body string) ([][]string, diag.List) {
	t.Helper()
	project, found := Open(overlay(map[string]string{
		"paper.md":   "---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n---\n\n" + body + "\n\n@b2001\n\n```{ledger}\n```\n",
		"model.yaml": model,
		"refs.bib":   "@book{b2001, title = {B}, author = {A, B}, year = 2001}",
	}), "paper.md")
	if found.HasErrors() {
		t.Fatal(found)
	}
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	g := first[*ast.Generated](r)
	if g == nil || g.FirstChild() == nil {
		return nil, r.Findings
	}
	for row := first[*east.Table](r).FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, plainText(cell))
		}
		rows = append(rows, cells)
	}
	return rows, r.Findings
}

// TestRegisterOrder holds that rows go together by the headline that they move,
// and that those that move none come last.
func TestRegisterOrder(t *testing.T) {
	rows, found := tableOf(t, `reckon: 1
quantities:
  a.idle: {value: 1 s, reason: r, title: {en: idle}}
  a.small: {value: 2 m, sd: 0.1 m, reason: r, title: {en: small}}
  a.large: {value: 2 m, sd: 0.5 m, reason: r, title: {en: large}}
  a.first: {value: 2 m, sd: 0.01 m, reason: r, title: {en: first}}
  a.one: {formula: a.first * 2, unit: m}
  a.two: {formula: a.small * a.large, unit: m^2}
`, "```{assumptions}\n:headline: a.one, a.two\n:columns: quantity\nRegister.\n```")
	var got []string
	for _, row := range rows[1:] {
		got = append(got, row[0])
	}
	if s, want := strings.Join(got, " "), "first large small idle"; s != want {
		t.Errorf("rows are %s, want %s; %v %v", s, want, rows, found)
	}
}

func plainText(n gast.Node) string {
	var b strings.Builder
	_ = gast.Walk(n, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if !entering {
			return gast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *gast.String:
			b.Write(n.Value)
		case *ast.Val:
			b.WriteString(n.Shown)
		case *gast.Text:
			if n.HardLineBreak() {
				b.WriteString(" | ")
			}
		}
		return gast.WalkContinue, nil
	})
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

func checkRows(t *testing.T, got [][]string, want ...string) {
	t.Helper()
	var lines []string
	for _, row := range got {
		lines = append(lines, strings.Join(row, " ; "))
	}
	if a, b := strings.Join(lines, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

// The register lists what rests on no text that was read, and how far each
// moves the headlines: within its interval, or at ±10 % where it states none.
func TestRegister(t *testing.T) {
	rows, found := tableOf(t, registerModel, "```{assumptions}\n:headline: lamp.energy, lamp.null\n```")
	if found.HasErrors() {
		t.Fatal(found)
	}
	checkRows(t, rows,
		"Quantity ; Value ; Reason ; Used by ; Effect on energy ; Effect on nothing",
		"loss ; 0.2 ; seen once ; energy ; −25 % to +13 % ; 0 W·h to 0 W·h",
		"power ; 10 W ; [1] (unverified) ; energy ; −20 % to +20 % ; 0 W·h to 0 W·h",
		"hours ; 3 h ; a guess ; energy ; −10 % to +10 % | tried at ±10 % ; 0 W·h to 0 W·h",
		"lamp.idle ; 1 s ; not used ;  ; 0 % ; 0 %",
	)
	_, found = tableOf(t, registerModel, "```{assumptions}\n:headline: lamp.enrgy\n```")
	if len(found) != 1 || found[0].Rule != "name-unknown" || !strings.Contains(found[0].Hint, "lamp.energy") {
		t.Error(found)
	}
}

// The column of tipping points names the input that has to change least, or
// one that may well be there already.
func TestTippingColumn(t *testing.T) {
	rows, found := tableOf(t, registerModel, "```{claims}\n:tipping:\n```")
	if found.HasErrors() {
		t.Fatal(found)
	}
	for i, want := range []string{"Tips at", "power = 8.33 W", "power = 35.4 W", "no single input tips it", ""} {
		if got := rows[i][len(rows[i])-1]; got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	rows, _ = tableOf(t, registerModel, "```{claims}\n```")
	if len(rows[0]) != 4 {
		t.Errorf("without the option: %v", rows[0])
	}
}

// The ledger defines the functions that formulas call, says what measured values
// are computed from, and has no headings of one quantity each.
func TestLedgerGroups(t *testing.T) {
	project, found := Open(overlay(map[string]string{
		"paper.md":   "---\ntitle: T\nlang: en\nmodel: [model.yaml]\nbibliography: [refs.bib]\n---\n\nA {val}`lamp.light`.\n",
		"data.csv":   "height (mm)\n1\n3\n",
		"model.yaml": "reckon: 1\nquantities:\n  lamp.power: {value: 10 W, reason: x}\n  lamp.light: {formula: dimmed(1)}\n  evening: {value: 5 h, reason: x}\n  height: {data: {file: data.csv, column: height}}\n  shade: {for: rooms, title: shades, formula: 2 m}\ncases: {rooms: [a, b]}\nfunctions:\n  dimmed(n): lamp.power / 2^n\n",
	}), "paper.md")
	if found.HasErrors() {
		t.Fatal(found)
	}
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range first[*ast.Ledger](r).Groups {
		for _, e := range g.Entries {
			got = append(got, g.Title+": "+e.Name+" "+e.Kind)
		}
	}
	want := "lamp: lamp.power assumed; lamp: lamp.light derived; shades: shade[a] derived; shades: shade[b] derived; Other quantities: evening assumed; " +
		"Other quantities: height measured (data.csv: height, mean, n\u00a0=\u00a02); Functions: dimmed(n) "
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("\n got: %s\nwant: %s", s, want)
	}
}
