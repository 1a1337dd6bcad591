package model_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"reckon/internal/diag"
	"reckon/internal/golden"
	"reckon/model"
)

// lines prints findings as a table expects them.
func lines(fs diag.List) string {
	var b strings.Builder
	for _, f := range fs {
		b.WriteString(f.Error() + "\n")
		if f.Hint != "" {
			b.WriteString("  " + f.Hint + "\n")
		}
	}
	return b.String()
}

// Each mistake gives one finding, at its line and column, in m.yaml behind the
// head of one line.
func TestLoadFindings(t *testing.T) {
	for _, test := range []struct{ name, yaml, want string }{
		{"clean", "quantities:\n  lamp.power: {value: 3 W, reason: example}\n", ""},
		{"unknown section", "quantites:\n  lamp.power: {value: 3 W, reason: example}\n",
			"m.yaml:2:1: the model's file has no key \"quantites\" [key-unknown]\n  did you mean quantities?\n"},
		{"unknown key", "quantities:\n  lamp.power: {vale: 3 W, reason: example}\n",
			"m.yaml:3:16: lamp.power has no key \"vale\" [key-unknown]\n  did you mean value?\n"},
		{"comma in braces", "quantities:\n  lamp.power: {value: 3 W, reason: seen, and read}\n",
			"m.yaml:3:42: lamp.power has no key \"and read\" [key-unknown]\n  in braces, a text with a comma needs quotes\n"},
		{"key twice", "quantities:\n  lamp.power:\n    value: 3 W\n    reason: example\n    value: 4 W\n",
			"m.yaml:6:5: value stands twice in lamp.power; first at m.yaml:4:5 [key-duplicate]\n"},
		{"quantity twice", "quantities:\n  lamp.power: {value: 3 W, reason: example}\n  lamp.power: {value: 4 W, reason: example}\n",
			"m.yaml:4:3: lamp.power is declared twice; first at m.yaml:3:3 [name-duplicate]\n"},
		{"bad name", "quantities:\n  lamp-power: {value: 3 W, reason: example}\n",
			"m.yaml:3:7: \"lamp-power\" cannot name a quantity: names are words of letters, digits and _, joined by dots [name-invalid]\n  write lamp_power\n"},
		{"keyword", "quantities:\n  then: {value: 3 W, reason: example}\n",
			"m.yaml:3:3: \"then\" cannot name a quantity: it is a word of formulas [name-invalid]\n"},
		{"shadows a unit", "quantities:\n  day: {value: 3 W, reason: example}\n",
			"m.yaml:3:3: day names a quantity and a unit: after a number it means the unit [name-shadows-unit]\n  use a longer name\n"},
		{"no value", "quantities:\n  lamp.power: {reason: example}\n",
			"m.yaml:3:3: lamp.power has neither a value nor a formula [value-missing]\n  write value: 3 W, formula: or data:\n"},
		{"empty value", "quantities:\n  lamp.power:\n    value:\n    reason: example\n",
			"m.yaml:4:11: value of lamp.power is empty [value-missing]\n  give it a value, or remove the key\n"},
		{"list for text", "quantities:\n  lamp.power: {value: 3 W, reason: r, via: [a, b]}\n",
			"m.yaml:3:44: via of lamp.power must be text, not a list [value-shape]\n  write one value behind the colon\n"},
		{"no number", "quantities:\n  lamp.power: {value: three W, reason: example}\n",
			"m.yaml:3:23: value of lamp.power must be a number with a unit, not \"three W\" [value-invalid]\n  write digits, and a unit behind them: 3.2 W\n"},
		{"expression as value", "quantities:\n  lamp.power: {value: 3 * 4 W, reason: example}\n",
			"m.yaml:3:25: value of lamp.power must be a number with a unit, and \"* 4 W\" follows the number [value-invalid]\n  an expression stands under formula:\n"},
		{"unit unknown", "quantities:\n  lamp.power: {value: 3 wat, reason: example}\n",
			"m.yaml:3:25 unit-unknown"},
		{"unit broken", "quantities:\n  lamp.power: {value: 3 W, unit: J//s, reason: example}\n", "m.yaml:3:36 unit-syntax"},
		{"display unit", "quantities:\n  lamp.power: {value: 3 W, unit: kJ, reason: example}\n",
			"m.yaml:3:34: the value of lamp.power is in W, which cannot be shown in kJ [unit-mismatch]\n"},
		{"derived unit", "quantities:\n  lamp.power: {value: 3 W, reason: example}\n  twice: {formula: 2 * lamp.power, unit: kJ}\n",
			"m.yaml:4:42: twice is declared in kJ, but its formula gives kg·m²·s⁻³ [unit-mismatch]\n  the formula's unit is that of W\n"},
		{"formula and value", "quantities:\n  twice: {formula: 2 * 3 W, value: 6 W}\n",
			"m.yaml:3:29: twice has a formula, so it cannot have value as well [formula-and-value]\n  its value and uncertainty follow from the formula; a printed value to hold it against is a claim\n"},
		{"name unknown", "quantities:\n  lamp.power: {value: 3 W, reason: example}\n  twice: {formula: 2 * lamp.powr}\n  four: {formula: 2 * twice}\n",
			"m.yaml:4:24: no quantity is called lamp.powr [name-unknown]\n  did you mean lamp.power?\n"},
		{"name unknown in quotes", "quantities:\n  twice: {formula: \"2 * \\u0061bc\"}\n", "m.yaml:3:25: no quantity is called abc [name-unknown]\n"},
		{"name unknown in a fold", "quantities:\n  twice:\n    formula: >-\n      2\n\n        *\n      abc\n", "m.yaml:8:7: no quantity is called abc [name-unknown]\n"},
		{"name unknown in a block", "quantities:\n  twice:\n    formula: |\n      2 *\n        abc\n", "m.yaml:6:9: no quantity is called abc [name-unknown]\n"},
		{"name unknown on a second line", "quantities:\n  twice:\n    formula: 2 *\n      3 * abc\n", "m.yaml:5:11: no quantity is called abc [name-unknown]\n"},
		{"name unknown behind quotes", "quantities:\n  twice: {formula: '2 *\n   abc'}\n", "m.yaml:4:4: no quantity is called abc [name-unknown]\n"},
		{"cycle", "quantities:\n  one: {formula: two + 1}\n  two: {formula: three}\n  three: {formula: one / 2}\n  user: {formula: three}\n",
			"m.yaml:3:18: one is computed from itself: one → two → three → one [cycle]\n  one of them needs a value instead of its formula\n"},
		{"self", "quantities:\n  one: {formula: one + 1}\n", "m.yaml:3:18: the formula of one uses one itself [cycle]\n  give it a value, or another quantity in its formula\n"},
		{"cycle through a function", "quantities:\n  one: {formula: f(1)}\nfunctions:\n  f(x): x * one\n", "m.yaml:3:18: the formula of one uses one itself [cycle]\n  give it a value, or another quantity in its formula\n"},
		{"function of nothing known", "quantities:\n  one: {formula: f(1)}\n  two: {formula: f(2)}\nfunctions:\n  f(x): x * abc\n",
			"m.yaml:6:13: no quantity is called abc [name-unknown]\n"},
		{"kind unknown", "quantities:\n  lamp.power: {value: 3 W, kind: asumed, reason: example}\n",
			"m.yaml:3:34: kind of lamp.power cannot be \"asumed\" [word-unknown]\n  did you mean assumed?\n"},
		{"kind at odds", "quantities:\n  lamp.power: {value: 3 W, kind: derived}\n",
			"m.yaml:3:28: lamp.power is called derived, but has no formula [kind-disagrees]\n"},
		{"no origin", "quantities:\n  lamp.power: 3 W\n",
			"m.yaml:3:3: nothing is said about where lamp.power comes from [origin-missing]\n  write source: and a citation key, or reason: for an assumption, or kind: exact for a definition\n"},
		{"no reason", "quantities:\n  lamp.power: {value: 3 W, kind: assumed}\n",
			"m.yaml:3:28: lamp.power is called assumed, but has no reason [origin-missing]\n  write reason: and why the value is reasonable\n"},
		{"no via", "quantities:\n  lamp.power: {value: 3 W, source: a, evidence: secondary}\n",
			"m.yaml:3:39: the evidence of lamp.power is secondary, but where it was read is not said [via-missing]\n  write via: and the text that it was read in\n"},
		{"bad source", "quantities:\n  lamp.power: {value: 3 W, source: Smith and Jones 2001}\n",
			"m.yaml:3:36: \"Smith and Jones 2001\" is not a citation key [source-invalid]\n  write a key of the bibliography, then a comma and the place: huygens1673, p. 154; for several sources write a list\n"},
		{"value outside range", "quantities:\n  lamp.power: {value: 3 W, range: [4, 5], reason: example}\n",
			"m.yaml:3:36: the value of lamp.power (3 W) lies outside its range (4 W to 5 W) [range-excludes-value]\n  mend the value or the range\n"},
		{"value outside distribution", "quantities:\n  lamp.power: {value: 3 W, distribution: 'uniform(4, 5)', reason: example}\n",
			"m.yaml:3:23: the value of lamp.power (3 W) lies outside its own 95 % interval (4.025 W to 4.975 W) [range-excludes-value]\n"},
		{"range backwards", "quantities:\n  lamp.power: {value: 3 W, range: [5, 2], reason: example}\n",
			"m.yaml:3:36: range of lamp.power must go from low to high [range-invalid]\n  write the lower end first\n"},
		{"range in another unit", "quantities:\n  lamp.power: {value: 3 W, range: [2 J, 4 J], reason: example}\n",
			"m.yaml:3:36: range of lamp.power is in J, where W is meant [unit-mismatch]\n  a number without a unit is taken in the unit of the value\n"},
		{"two uncertainties", "quantities:\n  lamp.power: {value: 3 W, sd: 1, factor: 2, reason: example}\n",
			"m.yaml:3:35: lamp.power states its uncertainty twice, by sd and by factor [range-invalid]\n  keep one of the two\n"},
		{"distribution unknown", "quantities:\n  lamp.power: {distribution: 'normale(3 W, 1)', reason: example}\n",
			"m.yaml:3:31: no distribution is called \"normale\" [distribution-unknown]\n  did you mean normal?\n"},
		{"arguments of a distribution", "quantities:\n  lamp.power: {distribution: normal(3 W), reason: example}\n",
			"m.yaml:3:30: normal takes 2 arguments, not 1 [range-invalid]\n  write normal(mean, sd)\n"},
		{"correlation of a stranger", "quantities:\n  a1: {value: 3 W, sd: 1, reason: example}\ncorrelations: [{between: [a1, b1], r: 0.9}]\n",
			"m.yaml:4:31: no quantity is called \"b1\" [name-unknown]\n  did you mean a1?\n"},
		{"correlation above 1", "quantities:\n  a1: {value: 3 W, sd: 1, reason: example}\n  b1: {value: 3 W, sd: 1, reason: example}\ncorrelations: [{between: [a1, b1], r: 9}]\n",
			"m.yaml:5:39: r must lie between -1 and 1, not 9 [correlation-invalid]\n"},
		{"impossible correlations", "quantities:\n  a1: {value: 3, sd: 1, reason: example}\n  b1: {value: 3, sd: 1, reason: example}\n  c1: {value: 3, sd: 1, reason: example}\ncorrelations:\n- {between: [a1, b1], r: 0.9}\n- {between: [b1, c1], r: 0.9}\n- {between: [c1, a1], r: -0.9}\n",
			"m.yaml:7:3: no quantities can have the correlations of a1 and its partners together [correlation-invalid]\n  make the coefficients smaller, or state the missing ones between the partners\n"},
		{"scenario of a stranger", "quantities:\n  lamp.power: {value: 3 W, reason: example}\nscenarios:\n  dark: {lamp.powr: 0 W}\n",
			"m.yaml:5:10: no quantity is called \"lamp.powr\" [override-unknown]\n  did you mean lamp.power?\n"},
		{"scenario of a derived quantity", "quantities:\n  lamp.power: {value: 3 W, reason: example}\n  twice: {formula: 2 * lamp.power}\nscenarios:\n  dark: {twice: 0 W}\n",
			"m.yaml:6:10: twice follows from a formula; only parameters can be set [override-derived]\n  it rests on lamp.power\n"},
		{"scenario in another unit", "quantities:\n  lamp.power: {value: 3 W, reason: example}\nscenarios:\n  dark: {lamp.power: 0 J}\n",
			"m.yaml:5:22: lamp.power is measured in W, not in J [unit-mismatch]\n  give it in the unit W\n"},
		{"claim of a stranger", "quantities:\n  lamp.power: {value: 3 W, reason: example}\nclaims:\n  bright: {text: t, value: 3 W, quantity: lamp.powr}\n",
			"m.yaml:5:43: no quantity is called lamp.powr [name-unknown]\n  did you mean lamp.power?\n"},
		{"claim in another unit", "quantities:\n  lamp.power: {value: 3 W, reason: example}\nclaims:\n  bright: {text: t, value: 3 J, quantity: lamp.power}\n",
			"m.yaml:5:28: claim bright was printed in J, and lamp.power is in W [unit-mismatch]\n  give what was printed in the unit W, or name another quantity\n"},
		{"claim without quantity", "claims:\n  bright: {text: t, value: 3 J}\n",
			"m.yaml:3:21: claim bright has a value, and no quantity to hold it against [claim-test]\n  write quantity: and its name, or expect: untestable with a note\n"},
		{"claim that is a number", "quantities:\n  lamp.power: {value: 3 W, reason: example}\nclaims:\n  bright: {text: t, holds: lamp.power}\n",
			"m.yaml:5:28: holds of claim bright must be true or false, and \"lamp.power\" is a number [claim-test]\n  compare it: lamp.power > …, or use value: and quantity:\n"},
		{"claim under no scenario", "quantities:\n  lamp.power: {value: 3 W, reason: example}\nscenarios: {dark: {lamp.power: 0}}\nclaims:\n  bright: {text: t, value: 0 W, quantity: lamp.power, given: drak, expect: conditional}\n",
			"m.yaml:6:62: no scenario is called \"drak\" [scenario-unknown]\n  did you mean dark?\n"},
		{"claim without condition", "quantities:\n  lamp.power: {value: 3 W, reason: example}\nclaims:\n  bright: {text: t, value: 0 W, quantity: lamp.power, expect: conditional}\n",
			"m.yaml:5:55: claim bright is expected to hold conditionally, and no condition is given [given-missing]\n  write given: and a scenario, or {name: value}\n"},
		{"claim without reason", "claims:\n  bright: {text: t, expect: untestable}\n",
			"m.yaml:3:21: claim bright is expected to be untestable, and no note says why [claim-incomplete]\n  write note: and the reason\n"},
		{"unit twice", "units:\n  knoop: {value: 3 m}\n  knoop: {value: 4 m}\n",
			"m.yaml:4:3: knoop is declared twice; first at m.yaml:3:3 [name-duplicate]\n"},
		{"unit by a stranger", "units:\n  knoop: {value: 3 plonk}\n", "m.yaml:3:20: no unit is called \"plonk\" [unit-unknown]\n"},
		{"unit of nothing", "units:\n  knoop: {symbol: k}\n", "m.yaml:3:3: unit knoop has neither a value nor a dimension [unit-definition]\n  write value: 12 kg, or dimension: currency\n"},
		{"data missing", "quantities:\n  lamp.power: {data: {file: no.csv, column: x}}\n", "m.yaml:3:29: no.csv cannot be read: there is none [data-invalid]\n"},
		{"data outside", "quantities:\n  lamp.power: {data: {file: ../../etc/passwd, column: x}}\n",
			"m.yaml:3:29: \"../../etc/passwd\" lies outside the project [data-invalid]\n  name a file inside the project, relative to the model's file\n"},
		{"alias", "quantities: &a\n  lamp.power: *a\n",
			"m.yaml:3:15: an alias (*a) is not allowed in a model [yaml-alias]\n  write the value out, or put text that begins with * in quotes\n"},
		{"tag", "quantities: !!python/object {}\n", "m.yaml:2:13: the tag !!python/object has no meaning in a model [yaml-invalid]\n  put text that begins with ! in quotes\n"},
		{"colon in text", "claims:\n  bright: {text: t}\n  dull:\n    text: one: two\n",
			"m.yaml:5:14: a colon and a space cannot stand in unquoted text [yaml-invalid]\n  put the text in quotes\n"},
		{"quotes never close", "quantities:\n  lamp.power: {value: \"3 W, reason: example}\n",
			"m.yaml:3:23: the quotes opened here never close [yaml-invalid]\n  add the closing quote\n"},
		{"tab", "quantities:\n\tlamp.power: 3 W\n", "m.yaml:3:1: a tab cannot indent [yaml-invalid]\n  indent with spaces\n"},
		{"percent unquoted", "quantities:\n  lamp.share: {value: 3, unit: %}\n", "m.yaml:3:32: unquoted text cannot begin with '%' [yaml-invalid]\n  put the text in quotes\n"},
		{"TeX in double quotes", "quantities:\n  lamp.power: {value: 3 W, symbol: \"P_\\mathrm{l}\"}\n",
			"m.yaml:3:39: no escape in double quotes begins so [yaml-invalid]\n  put TeX and backslashes in single quotes\n"},
		{"brace never closes", "quantities:\n  lamp.power: {value: 3 W\n  lamp.size: 3 m\n", "m.yaml:3:15: the { opened here never closes [yaml-invalid]\n  add } where it ends\n"},
		{"two documents", "quantities:\n---\nclaims:\n", "m.yaml:3:1: a second YAML document begins here; a model's file is one document [yaml-invalid]\n  remove the line ---\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, fs := load(test.yaml)
			got := lines(fs)
			if rest, rule, ok := strings.Cut(test.want, " "); ok && !strings.Contains(test.want, "[") {
				if len(fs) != 1 || fs[0].At.String() != rest || fs[0].Rule != rule {
					t.Errorf("got:\n%swant one finding %s", got, test.want)
				}
				return
			}
			if got != test.want {
				t.Errorf("got:\n%swant:\n%s", got, test.want)
			}
		})
	}
}

func TestLoadHead(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "m.yaml:1:1: the file is empty: it must begin with reckon: 1 [version-missing]\n"},
		{"comment alone", "# nothing\n", "m.yaml:1:1: the file is empty: it must begin with reckon: 1 [version-missing]\n"},
		{"no version", "quantities: {}\n", "m.yaml:1:1: the file does not state the version of its format [version-missing]\n  begin the file with reckon: 1\n"},
		{"other version", "reckon: 2\n", "m.yaml:1:9: version \"2\" of the format is not known [version-unknown]\n  this release reads reckon: 1\n"},
		{"a list", "- a\n", "m.yaml:1:1: a model's file is a map with keys such as quantities and claims [yaml-invalid]\n  begin the file with reckon: 1\n"},
		{"not UTF-8", "reckon: 1\n# \xff\n", "m.yaml:2:3: the file is not text in UTF-8: byte 0xff [yaml-invalid]\n  save the file as UTF-8 without control characters\n"},
		{"a control character", "reckon: 1\n# a\x00\n", "m.yaml:2:4: the file is not text in UTF-8: character U+0000 [yaml-invalid]\n  save the file as UTF-8 without control characters\n"},
		{"byte order mark and CRLF", "\ufeffreckon: 1\r\nquantities:\r\n  size: 3 mm\r\n",
			"m.yaml:3:3: nothing is said about where size comes from [origin-missing]\n  write source: and a citation key, or reason: for an assumption, or kind: exact for a definition\n"},
		{"line ends that editors do not know", "reckon: 1\u0085quantities:\u2028  size: 3 mm\n",
			"m.yaml:1:25: nothing is said about where size comes from [origin-missing]\n  write source: and a citation key, or reason: for an assumption, or kind: exact for a definition\n"},
		{"too deep", "reckon: 1\nquantities: " + strings.Repeat("[", 100), "m.yaml:2:45: lists and maps nest deeper than 32 [limit-passed]\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, fs := model.Load(fstest.MapFS{"m.yaml": {Data: []byte(test.text)}}, []string{"m.yaml"})
			if got := lines(fs); got != test.want {
				t.Errorf("got:\n%swant:\n%s", got, test.want)
			}
		})
	}
}

// A model is the union of its files; folders give their YAML files in order.
func TestLoadFiles(t *testing.T) {
	fsys := fstest.MapFS{
		"model/b.yaml":    {Data: []byte("reckon: 1\nquantities:\n  two: {formula: 2 * one}\n")},
		"model/a.yml":     {Data: []byte("reckon: 1\nquantities:\n  one: {value: 3 knoop, reason: example}\n")},
		"model/readme.md": {Data: []byte("no model")},
		"units.yaml":      {Data: []byte("reckon: 1\nunits:\n  half_knoop: 0.5 knoop\n  knoop: {value: 40 m, symbol: kn}\n")},
		"again.yaml":      {Data: []byte("reckon: 1\nquantities:\n  one: {value: 4 m, reason: example}\n")},
	}
	m, fs := model.Load(fsys, []string{"model", "units.yaml", "model/a.yml"})
	clean(t, fs)
	if got := strings.Join(m.Files(), " "); got != "model/a.yml model/b.yaml units.yaml" {
		t.Errorf("files: %s", got)
	}
	v, fs := m.Evaluate()
	clean(t, fs)
	if x := value(t, v, "two"); x.SI != 240 || x.Unit.String() != "knoop" {
		t.Errorf("two = %g in %s", x.SI, x.Unit)
	}
	_, fs = model.Load(fsys, []string{"model", "again.yaml", "gone.yaml", "units.yaml"})
	want := "again.yaml:3:3: one is declared twice; first at model/a.yml:3:3 [name-duplicate]\n" +
		"gone.yaml: the model's file or folder cannot be read: there is none [file-missing]\n"
	if got := lines(fs); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// The declarations arrive as they were written.
func TestDeclarations(t *testing.T) {
	m := pendulum(t)
	q := m.Quantity("thread.length")
	if q.Kind != model.Cited || q.Evidence != model.Secondary || q.Via != "matthews2000" || q.Symbol != `\ell` ||
		q.Title.In("de-AT") != "Fadenlänge" || q.Title.In("fr") != "length of the thread" || q.ValueText != "0.994 m" || q.Group != "thread" {
		t.Errorf("thread.length: %+v", q)
	}
	if len(q.Sources) != 1 || q.Sources[0].Key != "huygens1673" || q.Sources[0].Locator != "p. 151" || q.Sources[0].At.Line == 0 {
		t.Errorf("sources: %+v", q.Sources)
	}
	if got := strings.Join(m.Groups(), ","); got != "thread,,bob,swing" {
		t.Errorf("groups: %s", got)
	}
	if got := m.GroupTitle("bob", "de"); got != "Der Pendelkörper" {
		t.Errorf("title of a group: %s", got)
	}
	if d := m.Quantity("bob.diameter").Data; d == nil || d.Rows != 3 || d.File != "bobs.csv" || d.Unit.String() != "mm" {
		t.Errorf("data: %+v", d)
	}
	if q := m.Quantity("swing.period"); q.Kind != model.Derived || !strings.HasPrefix(q.FormulaText, "2 * pi") {
		t.Errorf("swing.period: %+v", q)
	}
	if got := len(m.Sources()); got != 2 {
		t.Errorf("%d sources", got)
	}
}

func TestSourceForms(t *testing.T) {
	m, fs := load(`quantities:
  one:
    value: 1 m
    source:
    - first2001, p. 3, table 1
    - {key: second2002, locator: "§ 4", quote: "it is, as one sees, one metre"}
    - "@third2003"
`)
	clean(t, fs)
	want := []model.Source{{Key: "first2001", Locator: "p. 3, table 1"}, {Key: "second2002", Locator: "§ 4", Quote: "it is, as one sees, one metre"}, {Key: "third2003"}}
	for i, s := range m.Quantity("one").Sources {
		s.At = diag.Pos{}
		if s != want[i] {
			t.Errorf("source %d: %+v, want %+v", i, s, want[i])
		}
	}
}

// Hostile YAML is refused or read as plain data: it neither runs nor grows.
func TestHostileYAML(t *testing.T) {
	text, err := os.ReadFile(golden.Fixture(t, "security", "yaml", "own.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct{ Name, Text, Expect string }
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, c := range file.Cases {
		m, fs := load("note: x\n" + c.Text)
		if m == nil {
			t.Errorf("%s: no model", c.Name)
		}
		if strings.HasPrefix(c.Expect, "error") && !strings.Contains(c.Expect, "or") && len(fs) == 0 {
			t.Errorf("%s: expected %s, found nothing", c.Name, c.Expect)
		}
	}
	t.Logf("%d cases", len(file.Cases))
}
