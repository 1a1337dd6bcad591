package references

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

const sample = `
@article{levy, author = {Levy, William B. and Calvert, Victoria G.}, title = {Communication consumes 35 times more energy}, journal = {PNAS}, volume = 118, number = 18, eid = {e2008173118}, year = 2021, doi = {10.1073/pnas.2008173118}}
@article{levyb, author = {Levy, William B. and Calvert, Victoria G.}, title = {Another}, journal = {PNAS}, year = 2021, pages = {3--7}}
@article{levyc, author = {Levy, William B. and Calvert, Victoria G.}, title = {A third}, journal = {PNAS}, year = 2019, pages = 3}
@book{koch, author = {Koch, Christof}, title = {Biophysics of Computation}, edition = 2, publisher = {OUP}, address = {Oxford}, year = 1999}
@incollection{chap, author = {Smith, Jr., John and van Gogh, Vincent and Doe, J.}, title = {On $H_2O$ and \emph{E. coli}}, booktitle = {The Book}, editor = {Ed Itor and Second One}, pages = {10-20}, publisher = {CUP}, year = 2001}
@inproceedings{proc, author = {A. One and others}, title = {What is it?}, booktitle = {Proc. of X}, year = 2010, pages = {5}}
@phdthesis{thesis, author = {Jean-Pierre Dupont}, title = {Une thèse}, school = {Paris}, year = 2005, langid = {french}}
@online{web, author = {{World Health Organization}}, title = {Health}, url = {https://who.int/x}, urldate = {2021-05-03}, date = {2020-02-01}}
@online{arx, author = {Karbowski, Jan}, title = {Metabolic constraints}, eprint = {1910.07414}, eprinttype = {arxiv}, date = {2019}}
@dataset{data, author = {Data, D.}, title = {Numbers}, version = {1.2}, publisher = {Zenodo}, date = {2022}, doi = {10.5281/zenodo.1}}
@software{soft, author = {Soft, S.}, title = {Tool}, version = {3}, date = {2023}, url = {https://example.org/tool}}
@techreport{rep, author = {Rep, R.}, title = {Report of things}, institution = {NASA}, number = {12}, type = {Technical Memo}, year = 1970}
@article{wang, author = {王, 伟 and 李, 娜 and 张, 三}, title = {人脑的能量}, journal = {科学通报}, volume = 65, number = 3, pages = {45--67}, year = 2020}
@book{zhbook, author = {钱, 锺书}, title = {围城}, publisher = {人民文学出版社}, address = {北京}, edition = 3, year = 1991}
@misc{none, title = {Anonymous Work}, year = {in press}}
@book{old, author = {Aristotle}, title = {Poetics}, date = {-0349~}}
`

func sampleLibrary(t testing.TB) *Library {
	lib, found := Load(fstest.MapFS{"s.bib": {Data: []byte(sample)}}, []string{"s.bib"})
	for _, f := range found {
		t.Fatal(f.Error())
	}
	return lib
}

func flat(spans []Span) string { return strings.ReplaceAll(String(spans), "\u00a0", " ") }

func items(keys ...string) []Item {
	var out []Item
	for _, k := range keys {
		out = append(out, Item{Key: k})
	}
	return out
}

func TestNumericCitations(t *testing.T) {
	lib := sampleLibrary(t)
	s := NewSession(Numeric(lib, "en"), []string{"koch", "levy", "chap", "proc", "thesis", "web", "arx"})
	for _, test := range []struct {
		name string
		c    Citation
		want string
	}{
		{"one", Citation{Items: items("levy")}, "[2]"},
		{"two", Citation{Items: items("koch", "levy")}, "[1, 2]"},
		{"range", Citation{Items: items("chap", "koch", "levy", "arx")}, "[1–3, 7]"},
		{"twice", Citation{Items: items("koch", "koch")}, "[1]"},
		{"locator", Citation{Items: []Item{{Key: "levy", Label: "page", Locator: "33-35"}}}, "[2, pp. 33–35]"},
		{"prefix", Citation{Items: []Item{{Key: "levy", Prefix: "see", Suffix: "and passim"}, {Key: "koch", Label: "table", Locator: "1"}}}, "[see 2 and passim; 1, table 1]"},
		{"narrative", Citation{Items: items("levy"), Narrative: true}, "Levy and Calvert [2]"},
		{"narrative many", Citation{Items: items("chap"), Narrative: true}, "Smith et al. [3]"},
		{"narrative others", Citation{Items: items("proc"), Narrative: true}, "One et al. [4]"},
		{"narrative place", Citation{Items: []Item{{Key: "levy", Label: "page", Locator: "3"}}, Narrative: true}, "Levy and Calvert [2, p. 3]"},
		{"suppressed", Citation{Items: []Item{{Key: "levy", SuppressAuthor: true}}}, "[2]"},
		{"author only", Citation{Items: []Item{{Key: "levy", AuthorOnly: true}}}, "Levy and Calvert"},
		{"year only", Citation{Items: []Item{{Key: "levy", YearOnly: true}}}, "2021"},
		{"unknown", Citation{Items: items("nobody")}, "[?nobody]"},
	} {
		if got := flat(s.Cite(test.c)); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
	}
}

func TestAuthorDateCitations(t *testing.T) {
	lib := sampleLibrary(t)
	keys := lib.Keys()
	en, zh, de := NewSession(AuthorDate(lib, "en"), keys), NewSession(AuthorDate(lib, "zh"), keys), NewSession(AuthorDate(lib, "de"), keys)
	for _, test := range []struct {
		name string
		s    *Session
		c    Citation
		want string
	}{
		{"one", en, Citation{Items: items("koch")}, "(Koch, 1999)"},
		{"letters", en, Citation{Items: items("levy")}, "(Levy & Calvert, 2021b)"},
		{"grouped", en, Citation{Items: items("levyc", "levyb", "koch")}, "(Levy & Calvert, 2019, 2021a; Koch, 1999)"},
		{"narrative", en, Citation{Items: items("levy"), Narrative: true}, "Levy and Calvert (2021b)"},
		{"et al.", en, Citation{Items: []Item{{Key: "chap", Label: "page", Locator: "12"}}}, "(Smith et al., 2001, p. 12)"},
		{"suppressed", en, Citation{Items: []Item{{Key: "koch", SuppressAuthor: true}}}, "(1999)"},
		{"prefix", en, Citation{Items: []Item{{Key: "koch", Prefix: "see", Suffix: ", and others"}}}, "(see Koch, 1999, and others)"},
		{"body", en, Citation{Items: items("web")}, "(World Health Organization, 2020)"},
		{"nobody", en, Citation{Items: items("none")}, "(Anonymous Work, in press)"},
		{"Chinese", en, Citation{Items: items("wang")}, "(王伟等, 2020)"},
		{"in Chinese", zh, Citation{Items: items("wang", "koch")}, "（王伟等，2020；Koch，1999）"},
		{"narrative in Chinese", zh, Citation{Items: []Item{{Key: "wang", Label: "page", Locator: "46"}}, Narrative: true}, "王伟等（2020，第 46 页）"},
		{"in German", de, Citation{Items: []Item{{Key: "levyc", Label: "page", Locator: "3"}}, Narrative: true}, "Levy und Calvert (2019, S. 3)"},
		{"before our era", en, Citation{Items: items("old")}, "(Aristotle, c. 350 BCE)"},
	} {
		if got := flat(test.s.Cite(test.c)); got != test.want {
			t.Errorf("%s: %s; want %s", test.name, got, test.want)
		}
	}
}

// styled shows italics as * and raised and lowered text as ^ and ~.
func styled(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		mark := ""
		switch {
		case s.Italic:
			mark = "*"
		case s.Sup:
			mark = "^"
		case s.Sub:
			mark = "~"
		}
		b.WriteString(mark + s.Text + mark)
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}

func TestLists(t *testing.T) {
	lib := sampleLibrary(t)
	numbered := map[string]string{}
	s := NewSession(Numeric(lib, "en"), lib.Keys())
	for i, e := range s.List() {
		if e.Label != fmt.Sprint(i+1) {
			t.Errorf("%s has number %s", e.Key, e.Label)
		}
		numbered[e.Key] = styled(e.Spans)
	}
	for key, want := range map[string]string{
		"levy":   "W. B. Levy and V. G. Calvert. Communication consumes 35 times more energy. *PNAS*, 118(18), e2008173118 (2021). doi:10.1073/pnas.2008173118",
		"koch":   "C. Koch. *Biophysics of Computation*, 2nd ed. OUP, Oxford, 1999.",
		"chap":   "J. Smith, Jr., V. van Gogh and J. Doe. On *H*~2~*O* and *E. coli*. In E. Itor and S. One (eds.), *The Book*, pp. 10–20. CUP, 2001.",
		"proc":   "A. One et al. What is it? In *Proc. of X*, p. 5. 2010.",
		"thesis": "J.-P. Dupont. *Une thèse*. Thèse de doctorat, Paris, 2005.",
		"web":    "World Health Organization. Health. 1 February 2020. https://who.int/x (accessed 3 May 2021).",
		"arx":    "J. Karbowski. Metabolic constraints. Preprint, arXiv:1910.07414 (2019).",
		"data":   "D. Data. *Numbers*, version 1.2. Data set, Zenodo, 2022. doi:10.5281/zenodo.1",
		"soft":   "S. Soft. *Tool*, version 3. Software, 2023. https://example.org/tool",
		"rep":    "R. Rep. *Report of things*. Technical Memo 12, NASA, 1970.",
		"wang":   "王伟, 李娜, 张三. 人脑的能量. *科学通报*, 65(3), 45–67 (2020).",
		"zhbook": "钱锺书. *围城*, 第 3 版. 人民文学出版社, 北京, 1991.",
		"none":   "*Anonymous Work*. in press.",
		"old":    "Aristotle. *Poetics*. c. 350 BCE.",
	} {
		if got := numbered[key]; got != want {
			t.Errorf("%s\n got: %s\nwant: %s", key, got, want)
		}
	}
	var order []string
	dated := map[string]string{}
	for _, e := range NewSession(AuthorDate(lib, "en"), lib.Keys()).List() {
		order = append(order, e.Key)
		dated[e.Key] = styled(e.Spans)
		if e.Label != "" {
			t.Errorf("%s has a number", e.Key)
		}
	}
	for key, want := range map[string]string{
		"levy": "Levy, W. B. and Calvert, V. G. (2021b). Communication consumes 35 times more energy. *PNAS*, 118(18), e2008173118. doi:10.1073/pnas.2008173118",
		"koch": "Koch, C. (1999). *Biophysics of Computation*, 2nd ed. OUP, Oxford.",
		"none": "*Anonymous Work* (in press).",
		"web":  "World Health Organization (1 February 2020). Health. https://who.int/x (accessed 3 May 2021).",
	} {
		if got := dated[key]; got != want {
			t.Errorf("%s\n got: %s\nwant: %s", key, got, want)
		}
	}
	if got, want := strings.Join(order, " "), "none old data thesis arx koch levyc levyb levy proc rep chap soft web"; !strings.HasPrefix(got, want) {
		t.Errorf("order: %s; want %s", got, want)
	}
}

func TestLinks(t *testing.T) {
	lib := loadText("x.bib", `@misc{a, title = {A}, year = 2000, url = {javascript:alert(1)}} @misc{b, title = {B}, year = 2000, doi = {https://doi.org/10.1/a<b>"c}}
@misc{c, title = {\href{javascript:alert(1)}{x} \url{https://ok.org}}, year = 2000}`)
	for _, e := range NewSession(Numeric(lib, "en"), lib.Keys()).List() {
		for _, s := range e.Spans {
			if s.Link != "" && !strings.HasPrefix(s.Link, "https://") || strings.ContainsAny(s.Link, `<>"`) {
				t.Errorf("%s links to %s", e.Key, s.Link)
			}
		}
	}
	if e := lib.ByDOI("https://doi.org/10.1/A<B>\"C"); e == nil || e.Key != "b" {
		t.Errorf("ByDOI: %v", e)
	}
}

func TestInheritance(t *testing.T) {
	lib, found := Load(fstest.MapFS{"x.bib": {Data: []byte(`
@incollection{a, author = {A}, title = {T}, crossref = {Book}}
@collection{book, editor = {E}, title = {The Book}, subtitle = {Sub}, date = {1990}, xdata = {x}}
@xdata{x, publisher = {P}, location = {L}}
@book{loop1, title = {A}, year = 1, crossref = {loop2}}
@book{loop2, title = {B}, year = 2, crossref = {loop1}}
@set{both, entryset = {a, book}}
@book{many, title = {M}, year = 3, ids = {one, two}}
`)}}, []string{"x.bib"})
	if len(found) != 1 || found[0].Rule != "crossref-cycle" {
		t.Errorf("findings: %v", found)
	}
	e := lib.Entry("a")
	for v, want := range map[string]string{"title": "T", "container-title": "The Book: Sub", "publisher": "P", "publisher-place": "L"} {
		if got := e.Get(v); got != want {
			t.Errorf("%s = %q; want %q", v, got, want)
		}
	}
	if e.Issued().From.Year != 1990 || len(e.Names["editor"]) != 1 {
		t.Errorf("date %v, editor %v", e.Issued(), e.Names["editor"])
	}
	if lib.Entry("two") != lib.Entry("many") || lib.Entry("two") == nil {
		t.Error("an alias leads nowhere")
	}
	if got := flat(NewSession(Numeric(lib, "en"), []string{"both"}).List()[0].Spans); !strings.HasPrefix(got, "(a) A. T. In E (ed.)") || !strings.Contains(got, "(b) E (ed.).") {
		t.Errorf("set: %s", got)
	}
	if got := lib.Suggest("Many"); got != "many" {
		t.Errorf("Suggest: %q", got)
	}
}

func TestEncodings(t *testing.T) {
	gbk := "% Encoding: GBK\n@book{a, title = {\xb2\xe2\xca\xd4}, year = 2000}"
	lib := loadText("x.bib", gbk)
	if e := lib.Entry("a"); e == nil || e.Title() != "测试" {
		t.Errorf("GBK: %v", e)
	}
	_, found := Load(fstest.MapFS{"x.bib": {Data: []byte("@book{a,\n title = {\xb2\xe2}, year = 2000}")}}, []string{"x.bib"})
	if len(found) != 1 || found[0].Error() != "x.bib:2:11: x.bib is not UTF-8: a byte here belongs to no character [bibliography-encoding]" {
		t.Errorf("not declared: %v", found)
	}
}

func TestCSLJSON(t *testing.T) {
	lib, found := Load(fstest.MapFS{"x.json": {Data: []byte(`[
 {"id": "a", "type": "article-journal", "title": "On <i>E. coli</i> &amp; H<sub>2</sub>O", "author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
  "container-title": "J", "volume": 12, "issued": {"date-parts": [["2001", 5], [2002]]}, "DOI": "doi:10.1/x"},
 {"id": 7, "type": "book", "title": "B", "issued": {"raw": "1999-03"}},
 {"type": "book"}
]`)}}, []string{"x.json"})
	if len(found) != 1 || found[0].At.Line != 5 || found[0].At.Column != 2 {
		t.Errorf("findings: %v", found)
	}
	e := lib.Entry("a")
	if e == nil {
		t.Fatal("no entry")
	}
	if got := e.Text("title").Markup(); got != "On <i>E. coli</i> &amp; H<sub>2</sub>O" {
		t.Errorf("title: %s", got)
	}
	if e.Issued().EDTF() != "2001-05/2002" || e.DOI() != "10.1/x" || e.Get("volume") != "12" || e.Authors()[0].short() != "van Gogh" {
		t.Errorf("%v", e.CSL())
	}
	if lib.Entry("7").Issued().From.Month != 3 {
		t.Errorf("raw date: %v", lib.Entry("7").Issued())
	}
	for src, want := range map[string]string{"{": "x.json:1:2", "[\n {\"id\": \"a\",}]": "x.json:2:13", "": "x.json:1:1", "[1]": "x.json:1:2"} {
		_, found := Load(fstest.MapFS{"x.json": {Data: []byte(src)}}, []string{"x.json"})
		if len(found) != 1 || found[0].At.String() != want || found[0].Rule != "csl-json" {
			t.Errorf("%q: %v; want one at %s", src, found, want)
		}
	}
}

func TestFindings(t *testing.T) {
	lib := loadText("x.bib", "@book{a, title = {T}}\n@article{b, title = {T}, author = {A}, year = 2000}\n@book{c}\n@book{d, title = {T \\foo}, year = 2000}")
	var got []string
	for _, f := range NewSession(Numeric(lib, "en"), []string{"d", "a", "b"}).Findings() {
		got = append(got, f.Error())
	}
	want := []string{
		"x.bib:1:1: the cited entry a has no year [reference-incomplete]",
		"x.bib:2:1: the cited entry b has no journal [reference-incomplete]",
		`x.bib:4:1: the cited entry d uses TeX that is not understood: \foo [reference-command]`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q", got)
	}
}

// Whatever a bibliography holds, it prints without a panic, twice the same, and
// no link leads to anything but the web or a mailbox.
func FuzzLoad(f *testing.F) {
	f.Add(sample)
	f.Add("@book{a, author = {{} and van}, title = {\\url{javascript:x}}, date = {/..}, pages = {--}}")
	f.Add("@set{s, entryset = {s, t}} @book{t, crossref = {s}, related = {t}, relatedtype = {reviewof}}")
	f.Fuzz(func(t *testing.T, text string) {
		print := func() string {
			lib := loadText("x.bib", text)
			var b strings.Builder
			for _, style := range []Style{Numeric(lib, "en"), AuthorDate(lib, "zh")} {
				s := NewSession(style, lib.Keys())
				fmt.Fprint(&b, s.Findings())
				for _, key := range lib.Keys() {
					b.WriteString(String(s.Cite(Citation{Items: items(key, "none"), Narrative: true})))
				}
				for _, e := range s.List() {
					for _, span := range e.Spans {
						if l := strings.ToLower(span.Link); l != "" && !strings.HasPrefix(l, "http") && !strings.HasPrefix(l, "ftp://") && !strings.HasPrefix(l, "mailto:") {
							t.Errorf("a link to %q", span.Link)
						}
						b.WriteString(span.Text)
					}
				}
			}
			return b.String()
		}
		if a, b := print(), print(); a != b {
			t.Errorf("printed differently\n%q\n%q", a, b)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "@article{key%d,\n  author = {Levy, William B. and Calvert, Victoria G. and M{\\\"u}ller, J{\\\"o}rg},\n  title = {Communication in the {Human} Cortex %d},\n  journal = {Journal of Things}, volume = %d, pages = {1--%d}, year = 2021,\n  doi = {10.1000/%d},\n}\n\n", i, i, i, i, i)
	}
	fsys := fstest.MapFS{"x.bib": {Data: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Load(fsys, []string{"x.bib"})
	}
}
