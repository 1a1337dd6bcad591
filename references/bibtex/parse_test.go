package bibtex

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func findings(src string) string {
	_, found := Parse("m.bib", src)
	var out []string
	for _, f := range found {
		out = append(out, f.Error())
	}
	return strings.Join(out, "\n")
}

func TestRecovery(t *testing.T) {
	const next = "\n@book{b, title = {Next}}\n"
	for _, test := range []struct{ name, src, want string }{
		{"fine", "@book{a, title = {T}}", ""},
		{"no equals", "@book{a, title {T}}", `m.bib:1:10: expected = after "title" in @book{a} [bibtex-syntax]`},
		{"no value", "@book{a,\n  title = ,\n}", `m.bib:2:11: expected a value of title: a text in {} or "", a number, or the name of a string [bibtex-syntax]`},
		{"no comma", "@book{a, title = {T} year = 1990}", "m.bib:1:22: expected , after the value of title in @book{a} [bibtex-syntax]"},
		{"unclosed value", "@book{a,\n title = {T,\n", "m.bib:2:10: no } ends the value of title begun here [bibtex-unclosed]"},
		{"unclosed entry", "@book{a, title = {T}\n", "m.bib:1:1: no } ends @book{a} begun here [bibtex-unclosed]"},
		{"unclosed quote", "@book{a, title = \"T}", `m.bib:1:18: no " ends the value of title begun here [bibtex-unclosed]`},
		{"string", "@string{x = {X}}\n@book{a, title = y}", `m.bib:2:18: no @string is called "y" [bibtex-string-unknown]`},
		{"no key", "@book{title = {T}}", "m.bib:1:7: this @book has no key [bibtex-key-missing]"},
		{"empty key", "@book{, title = {T}}", "m.bib:1:7: this @book has no key [bibtex-key-missing]"},
		{"key twice", "@book{a, title = {T}}\n@misc{a, title = {U}}", `m.bib:2:7: the key "a" is used twice; first at m.bib:1:7 [bibtex-key-twice]`},
		{"field twice", "@book{a, title = {T}, title = {U}}", "m.bib:1:23: @book{a} has title twice; first at m.bib:1:10 [bibtex-field-twice]"},
		{"bare words", "@book{a, edition = 2nd, title = {T}}", `m.bib:1:20: the value of edition needs braces: "2nd" [bibtex-syntax]`},
		{"columns in runes", "@book{a, author = {Ämilie Ö}, ü {T}}", `m.bib:1:31: expected = after "ü" in @book{a} [bibtex-syntax]`},
		{"stray at", "write to me @home or me@example.org", "m.bib:1:13: @home begins no entry: { is missing [bibtex-syntax]"},
		{"text and comments", "Any text.\n% @book{x, title {T}\n@comment{anything {at} all}\n@comment jabref\n", ""},
		{"parentheses", "@book(a, title = \"T {\"} U\" # { V} # 1)", ""},
		{"commas", "@book{a,, title = {T},,}", ""},
		{"preamble", "@preamble{\"\\newcommand{\\x}{y}\" # {z}}", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := findings(test.src + next); got != test.want {
				t.Errorf("Parse(%q)\n got: %s\nwant: %s", test.src, got, test.want)
			}
			file, _ := Parse("m.bib", test.src+next)
			if n := len(file.Entries); n == 0 || file.Entries[n-1].Key != "b" {
				t.Errorf("Parse(%q): the next entry is lost", test.src)
			}
		})
	}
}

func TestValues(t *testing.T) {
	file, found := Parse("m.bib", `@STRING{ jan = "Hartung", Pub = {Pub. }} @string(pub = {Pub. })
@Book{ k:1/x , Title = {A {B} "c"} , YEAR=1990, month = jan, publisher = pub # "Co" # { Ltd}, note = "a {"} b" }`)
	if len(found) != 1 || found[0].Rule != "bibtex-syntax" { // two strings in one @string
		t.Errorf("findings: %v", found)
	}
	if len(file.Entries) != 1 {
		t.Fatalf("%d entries", len(file.Entries))
	}
	e := file.Entries[0]
	for name, want := range map[string]string{
		"title": `A {B} "c"`, "year": "1990", "month": "Hartung", "publisher": "Pub. Co Ltd", "note": `a {"} b`,
	} {
		if got := e.Get(name); got != want {
			t.Errorf("%s = %q; want %q", name, got, want)
		}
	}
	if e.Key != "k:1/x" || e.Type != "book" {
		t.Errorf("@%s{%s}", e.Type, e.Key)
	}
}

// Input that makes careless parsers quadratic, or worse.
func TestHostile(t *testing.T) {
	const n = 20_000
	var doubling strings.Builder
	doubling.WriteString("@string{a0 = {xxxxxxxxxx}}\n")
	for i := 1; i < 60; i++ {
		fmt.Fprintf(&doubling, "@string{a%d = a%d # a%d}\n", i, i-1, i-1)
	}
	for name, src := range map[string]string{
		"unclosed entries": strings.Repeat("@book{a, title = {T\n", n),
		"unclosed quotes":  strings.Repeat("@book{a, title = \"T\n", n),
		"open braces":      "@book{a, title = " + strings.Repeat("{", n),
		"at signs":         strings.Repeat("@", n),
		"at braces":        strings.Repeat("@{", n),
		"comments":         strings.Repeat("@comment{", n),
		"one line":         strings.Repeat("@a{b ", n),
		"missing commas":   "@book{a, " + strings.Repeat("x = 1 ", n) + "}",
		"unknown strings":  "@book{a, x = " + strings.Repeat("y # ", n) + "1}",
		"doubling strings": doubling.String() + "@book{a, title = a59}",
		"per cent":         strings.Repeat("%", n) + "@book{a, title = {T}}",
	} {
		start := time.Now()
		file, _ := Parse("m.bib", src)
		for _, e := range file.Entries {
			for _, f := range e.Fields {
				Decode(f.Value)
				for _, name := range SplitNames(f.Value) {
					ParseName(name)
				}
			}
		}
		if d := time.Since(start); d > 2*time.Second || testing.Verbose() && d > 50*time.Millisecond {
			t.Errorf("%s: %v", name, d)
		}
	}
	for name, tex := range map[string]string{
		"accents": strings.Repeat(`\'`, n), "emphasis": strings.Repeat(`\emph`, n), "groups": strings.Repeat("{", n), "dollars": strings.Repeat("$", n),
		"scripts": "$" + strings.Repeat("^", n), "unknown": strings.Repeat(`\x{`, n), "fractions": strings.Repeat(`\frac`, n), "brackets": strings.Repeat(`\x[`, n),
		"ensuremath": strings.Repeat(`\ensuremath{`, n), "quotes": strings.Repeat(`\enquote{`, n), "parens": strings.Repeat(`\(`, n), "logs": "$" + strings.Repeat(`\log x`, n) + "$",
		"raw": strings.Repeat(`\url{`, n), "per cent": strings.Repeat("%\n", n), "spaces": strings.Repeat("1 ", n) + strings.Repeat(" ", n) + strings.Repeat("%", 100) + "\n",
	} {
		start := time.Now()
		Decode(tex)
		if d := time.Since(start); d > 2*time.Second || testing.Verbose() && d > 50*time.Millisecond {
			t.Errorf("%s: %v", name, d)
		}
	}
}

// Printing what was parsed and parsing it again changes nothing.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"@book{a, title = {T}}", "@string{x = {X}}\n@book{a, title = x # \" y\", year = 1990}", "@article(k, author = {A and B},)",
		"@comment{x} @preamble{\"y\"} % z\n@misc{k,, note = {{n}}}", "@book{a, title = {T", "@book{a title = {T}}", "@{}", "@a{b,c={}}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		first, _ := Parse("fuzz", src)
		once := Print(first.Entries)
		second, found := Parse("fuzz", once)
		if twice := Print(second.Entries); twice != once {
			t.Fatalf("printing is not stable\nonce:  %q\ntwice: %q", once, twice)
		}
		if len(found) > 0 {
			t.Errorf("printed text gives findings: %v\n%q", found, once)
		}
		for _, e := range first.Entries {
			for _, f := range e.Fields {
				Decode(f.Value)
			}
		}
	})
}

// A name's words, put together again as "von Last, Jr, First", are read as the
// same words, unless the name has a mistake.
func FuzzName(f *testing.F) {
	for _, seed := range []string{"Ludwig van Beethoven", "de la Vall{\\'e}e Poussin, Charles", "Ford, Jr., Henry", "{NASA}", "a b c", "\\'Emile Zola", "x,,y", "{\\v S}mith, A"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		for _, s := range SplitNames(src) {
			n, err := ParseName(s)
			if err != nil || len(n.Last) == 0 {
				continue
			}
			if strings.Contains(s, "\\ ") || slices.ContainsFunc(slices.Concat(n.Von, n.Last, n.Jr, n.First), func(w string) bool { return strings.HasSuffix(w, `\`) }) {
				continue // it would swallow what follows
			}
			join := func(words []string) string { return strings.Join(words, " ") }
			again := strings.TrimLeft(join(n.Von)+" "+join(n.Last), " ") + ", " + join(n.Jr) + ", " + join(n.First)
			if len(n.Jr) == 0 {
				again = strings.TrimLeft(join(n.Von)+" "+join(n.Last), " ") + ", " + join(n.First)
			}
			m, _ := ParseName(again)
			got, want := fmt.Sprintf("%q", []any{m.Jr, m.First, join(m.Von) + " " + join(m.Last)}), fmt.Sprintf("%q", []any{n.Jr, n.First, join(n.Von) + " " + join(n.Last)})
			if got != want {
				t.Errorf("%q as %q\n got: %s\nwant: %s", s, again, got, want)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "@article{key%d,\n  author = {Levy, William B. and Calvert, Victoria G. and M{\\\"u}ller, J{\\\"o}rg},\n  title = {Communication in the {Human} Cortex %d},\n  journal = {Journal of Things}, volume = %d, pages = {1--%d}, year = 2021,\n  doi = {10.1000/%d},\n}\n\n", i, i, i, i, i)
	}
	src := text.String()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("bench.bib", src)
	}
}
