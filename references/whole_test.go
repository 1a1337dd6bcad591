package references

import (
	"testing"
	"testing/fstest"
)

// Entries whose parts are easily lost: each is printed whole by both styles.
func TestWholeReferences(t *testing.T) {
	for _, test := range []struct{ name, src, numeric, dated string }{
		{"months", `@article{k, author={G, G.}, title={T}, journaltitle={J}, date={2001-03/2001-05}}`,
			"G. G. T. *J* (March–May 2001).", "G, G. (2001). T. *J*."},
		{"days", `@article{k, author={G, G.}, title={T}, journaltitle={J}, date={2001-03-02/2001-03-05}}`,
			"G. G. T. *J* (2–5 March 2001).", "G, G. (2001). T. *J*."},
		{"days of two months", `@article{k, author={G, G.}, title={T}, journaltitle={J}, date={2001-03-30/2001-04-02}}`,
			"G. G. T. *J* (30 March – 2 April 2001).", "G, G. (2001). T. *J*."},
		{"days of two years", `@article{k, author={G, G.}, title={T}, journaltitle={J}, date={2001-12-30/2002-01-02}}`,
			"G. G. T. *J* (30 December 2001 – 2 January 2002).", "G, G. (2001–2002). T. *J*."},
		{"season", `@article{k, author={G, G.}, title={T}, journaltitle={J}, date={2003-21}}`,
			"G. G. T. *J* (spring 2003).", "G, G. (2003). T. *J*."},
		{"season in Chinese", `@article{k, author={王, 伟}, title={论文}, journaltitle={学报}, date={2003-21/2003-22}}`,
			"王伟. 论文. *学报* (2003 年 春–夏).", "王伟 (2003). 论文. *学报*."},
		{"months in Chinese", `@article{k, author={王, 伟}, title={论文}, journaltitle={学报}, date={2003-03/2003-05}}`,
			"王伟. 论文. *学报* (2003 年 3 月–5 月).", "王伟 (2003). 论文. *学报*."},
		{"handle", `@misc{k, author={H, H.}, title={T}, eprint={2027/1}, eprinttype={hdl}, year=2000}`,
			"H. H. *T*. 2000. https://hdl.handle.net/2027/1", "H, H. (2000). *T*. https://hdl.handle.net/2027/1"},
		{"chapter", `@inbook{k, author={I, I.}, title={C}, bookauthor={B, B.}, booktitle={The Book}, chapter={7}, pages={3--4}, publisher={P}, year=2008}`,
			"I. I. C. In B. B, *The Book*, ch. 7, pp. 3–4. P, 2008.", "I, I. (2008). C. In B. B, *The Book*, ch. 7, pp. 3–4. P."},
		{"book in a book", `@bookinbook{k, author={A, A.}, title={Poem}, booktitle={Works}, volume={2}, publisher={P}, date={2009}}`,
			"A. A. *Poem*. In *Works*, vol. 2. P, 2009.", "A, A. (2009). *Poem*. In *Works*, vol. 2. P."},
		{"volumes", `@mvbook{k, author={M, M.}, title={Multi}, volumes={3}, publisher={P}, date={1990/1995}}`,
			"M. M. *Multi*, 3 vols. P, 1990–1995.", "M, M. (1990–1995). *Multi*, 3 vols. P."},
		{"issue of a periodical", `@periodical{k, editor={E, E.}, title={Graphics}, volume=35, number=4, date={2011}}`,
			"E. E (ed.). *Graphics*, vol. 35, no. 4. 2011.", "E, E. (ed.) (2011). *Graphics*, vol. 35, no. 4."},
		{"first published", `@book{k, author={R, R.}, title={T}, translator={V, V.}, origdate={1920}, date={1970}, publisher={P}}`,
			"R. R. *T*, trans. V. V. P, 1970 (first published 1920).", "R, R. (1970). *T*, trans. V. V. P (first published 1920)."},
		{"number behind a name", `@book{k, author={von Hicks, III, Michael and Knuth, Jr., Donald E.}, title={T}, publisher={P}, year=1961}`,
			"M. von Hicks III and D. E. Knuth, Jr. *T*. P, 1961.", "von Hicks, M., III and Knuth, D. E., Jr. (1961). *T*. P."},
		{"macros of journals", `@article{k, author={A, A.}, title={T}, journal={\apj}, year=2012}`, "A. A. T. *ApJ* (2012).", "A, A. (2012). T. *ApJ*."},
		{"HTML of publishers", `@article{k, author={A, A.}, title={On <i>E. coli</i> and CO<sub>2</sub>, a < b}, journal={J}, year=2012}`,
			"A. A. On *E. coli* and CO~2~, a < b. *J* (2012).", "A, A. (2012). On *E. coli* and CO~2~, a < b. *J*."},
		{"words before numbers", `@article{k, author={A, A.}, title={T}, journal={J}, volume={vol. 2}, number={no. 3}, pages={pp. 3--4}, year=2012}`,
			"A. A. T. *J*, 2(3), 3–4 (2012).", "A, A. (2012). T. *J*, 2(3), 3–4."},
		{"volume of a series", `@inproceedings{k, author={A, A.}, title={T}, booktitle={Proc.}, series={LNCS}, volume={123}, pages={1--2}, publisher={Springer}, year=2012}`,
			"A. A. T. In *Proc.*, LNCS, vol. 123, pp. 1–2. Springer, 2012.", "A, A. (2012). T. In *Proc.*, LNCS, vol. 123, pp. 1–2. Springer."},
		{"et al. in a name", `@article{k, author={Smith, J. and Doe, J. et al.}, title={T}, journal={J}, year=2012}`,
			"J. Smith, J. Doe, et al. T. *J* (2012).", "Smith, J., Doe, J., et al. (2012). T. *J*."},
		{"Chinese name without a comma", `@article{k, author={李 华 and 王小明 and 欧阳, 修}, title={论文}, journal={学报}, year=2012}`,
			"李华, 王小明, 欧阳修. 论文. *学报* (2012).", "李华, 王小明, 欧阳修 (2012). 论文. *学报*."},
		{"straight quotes", `@article{k, author={A, A.}, title={A {"}word{"} here}, journal={J}, year=2012}`, "A. A. A “word” here. *J* (2012).", "A, A. (2012). A “word” here. *J*."},
		{"bachelor", `@thesis{k, author={B, B.}, title={T}, type={bathesis}, institution={U}, date={2012}}`,
			"B. B. *T*. Bachelor’s thesis, U, 2012.", "B, B. (2012). *T*. Bachelor’s thesis, U."},
	} {
		t.Run(test.name, func(t *testing.T) {
			lib, found := Load(fstest.MapFS{"s.bib": {Data: []byte(test.src)}}, []string{"s.bib"})
			if len(found) > 0 {
				t.Fatal(found)
			}
			for style, want := range map[Style]string{Numeric(lib, "en"): test.numeric, AuthorDate(lib, "en"): test.dated} {
				list := NewSession(style, []string{"k"}).List()
				if got := styled(list[0].Spans); got != want {
					t.Errorf("\n got: %s\nwant: %s", got, want)
				}
			}
		})
	}
}

// A letter behind an open range of years needs no hyphen.
func TestLetterBehindOpenRange(t *testing.T) {
	lib, _ := Load(fstest.MapFS{"s.bib": {Data: []byte(`@book{a, author={D, D.}, title={A}, date={1999/}} @book{b, author={D, D.}, title={B}, date={1999/..}}`)}}, []string{"s.bib"})
	s := NewSession(AuthorDate(lib, "en"), []string{"a", "b"})
	if got := flat(s.Cite(Citation{Items: items("a", "b")})); got != "(D, 1999–a, 1999–b)" {
		t.Error(got)
	}
}

// Names that nothing parts as BibTeX wants are told of.
func TestPartedNames(t *testing.T) {
	for _, test := range []struct{ author, printed, finding string }{
		{"Smith, John; Doe, Jane", "J. Smith and J. Doe. *T*. 2000.", "author of k: semicolons part the names: Smith, John; Doe, Jane"},
		{"Smith J, Doe J, Roe R", "", "author of k: Doe J stands where Jr. would: Smith J, Doe J, Roe R"},
		{"Smith, Jr., John and {A; B Inc.}", "J. Smith, Jr. and A; B Inc. *T*. 2000.", ""},
	} {
		lib, found := Load(fstest.MapFS{"s.bib": {Data: []byte("@misc{k, title={T}, year=2000, author={" + test.author + "}}")}}, []string{"s.bib"})
		got := ""
		for _, f := range found {
			got += f.Msg
		}
		if got != test.finding {
			t.Errorf("%s: %s; want %s", test.author, got, test.finding)
		}
		if printed := styled(NewSession(Numeric(lib, "en"), []string{"k"}).List()[0].Spans); test.printed != "" && printed != test.printed {
			t.Errorf("%s: %s; want %s", test.author, printed, test.printed)
		}
	}
}
