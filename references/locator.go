package references

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A term is one way to write the name of a kind of place: "pp." for page.
type term struct {
	word  string
	label string // CSL's term
}

// locatorTerms lists the words for places in a work, long and short, singular
// and plural, by language. English ones are known everywhere.
var locatorTerms = map[string]map[string]string{
	"en": {
		"act": "acts a.", "appendix": "appendix appendices app. apps.", "article": "article articles art. arts.", "book": "book books bk. bks.",
		"canon": "canon canons", "chapter": "chapter chapters chap. chaps. ch. chs.", "column": "column columns col. cols.", "elocation": "location locations loc. locs.",
		"equation": "equation equations eq. eqs.", "figure": "figure figures fig. figs.", "folio": "folio folios fol. fols.", "issue": "number numbers no. nos. issue issues",
		"line": "line lines l. ll.", "note": "note notes n. nn.", "opus": "opus opera op. opp.", "page": "page pages p. pp.", "paragraph": "paragraph paragraphs para. paras. ¶¶ ¶",
		"part": "part parts pt. pts.", "rule": "rule rules", "scene": "scene scenes sc. scs.", "section": "section sections sec. secs. §§ §", "sub-verbo": "s.v. s.vv. sub\u00a0verbo",
		"supplement": "supplement supplements supp. supps.", "table": "table tables tbl. tbls.", "timestamp": "timestamp timestamps", "title": "title titles tit. tits.",
		"verse": "verse verses v. vv.", "volume": "volume volumes vol. vols.",
	},
	"de": {
		"page": "Seite Seiten S.", "chapter": "Kapitel Kap.", "section": "Abschnitt Abschnitte Abschn.", "figure": "Abbildung Abbildungen Abb.", "table": "Tabelle Tabellen Tab.",
		"volume": "Band Bände Bd. Bde.", "paragraph": "Absatz Absätze Abs.", "column": "Spalte Spalten Sp.", "line": "Zeile Zeilen Z.", "note": "Anmerkung Anmerkungen Anm.", "part": "Teil Teile",
		"issue": "Nummer Nummern Nr.", "equation": "Gleichung Gleichungen Gl.", "folio": "Blatt Blätter Bl.", "verse": "Vers Verse", "appendix": "Anhang Anh.", "book": "Buch Bücher",
	},
	"fr": {
		"page": "page pages p.", "chapter": "chapitre chapitres chap.", "section": "section sections sect.", "figure": "figure figures fig.", "table": "tableau tableaux tab.", "volume": "volume volumes vol.",
		"paragraph": "paragraphe paragraphes paragr.", "column": "colonne colonnes col.", "line": "ligne lignes", "part": "partie parties part.", "issue": "numéro numéros nᵒ nᵒˢ n°", "book": "livre livres liv.",
		"folio": "folio folios fᵒ", "verse": "verset versets", "appendix": "annexe annexes", "equation": "équation équations éq.",
	},
	"es": {
		"page": "página páginas pág. págs.", "chapter": "capítulo capítulos cap. caps.", "section": "sección secciones sec.", "figure": "figura figuras fig.", "table": "tabla tablas tab.", "volume": "volumen volúmenes vol.",
		"paragraph": "párrafo párrafos párr.", "column": "columna columnas col.", "line": "línea líneas", "part": "parte partes pt.", "issue": "número números núm. n.º", "book": "libro libros lib.", "note": "nota notas", "verse": "verso versos", "equation": "ecuación ecuaciones ec.",
	},
	"zh": {
		"page": "页 第", "chapter": "章", "section": "节", "figure": "图", "table": "表", "volume": "卷", "equation": "式 公式", "appendix": "附录", "paragraph": "段",
	},
	"ja": {
		"page": "頁 ページ", "chapter": "章", "section": "節", "figure": "図", "table": "表", "volume": "巻", "equation": "式", "appendix": "付録", "paragraph": "段落",
	},
}

// allTerms holds what termsOf returns.
var allTerms = sync.OnceValue(func() map[string][]term {
	all := map[string][]term{}
	for lang := range locatorTerms {
		all[lang] = sortTerms(lang)
	}
	return all
})

// termsOf returns the words of a language and the English ones, longest first.
func termsOf(lang string) []term {
	if terms := allTerms()[baseLang(lang)]; terms != nil {
		return terms
	}
	return allTerms()["en"]
}

func sortTerms(lang string) []term {
	var terms []term
	for _, l := range slices.Compact([]string{lang, "en"}) {
		table := locatorTerms[l]
		labels := make([]string, 0, len(table))
		for label := range table {
			labels = append(labels, label)
		}
		slices.Sort(labels)
		for _, label := range labels {
			for _, w := range strings.Split(table[label], " ") {
				terms = append(terms, term{w, label})
			}
		}
	}
	slices.SortStableFunc(terms, func(a, b term) int { return len(b.word) - len(a.word) })
	return terms
}

// ParseLocator takes apart what follows a citation key: a locator and a
// suffix, as Pandoc reads them.
//
//	", p. 33"                    page, "33"
//	", pp. 33-35 and *passim*"   page, "33-35", suffix " and *passim*"
//	", 33, 38"                   page, "33, 38"; a bare number is a page
//	", ch. IV"                   chapter, "IV"
//	", xi"                       suffix: a Roman numeral needs a term
//	"{ii, A, D-Z}, suffix"       page, "ii, A, D-Z"; braces say what it is
//	"{}, 99 years later"         nothing but a suffix
//
// label is CSL's term ("page", "sub-verbo"), empty without a locator. The
// words are those of lang and of English. The suffix is the rest as written.
func ParseLocator(text, lang string) (label, locator, suffix string) {
	body := strings.TrimLeft(text, " \t\n")
	comma := strings.HasPrefix(body, ",")
	body = strings.TrimLeft(strings.TrimPrefix(body, ","), " \t\n\u00a0")
	terms := termsOf(lang)
	if strings.HasPrefix(body, "{") {
		if end := closing(body); end > 0 {
			inner := strings.TrimSpace(body[1:end])
			if inner == "" {
				return "", "", body[end+1:]
			}
			label, rest := cutTerm(inner, terms)
			if label == "" {
				label, rest = "page", inner
			}
			return label, strings.TrimSpace(rest), body[end+1:]
		}
	}
	if !comma && text == body && text != "" && !startsLocator(body, terms) {
		return "", "", text
	}
	label, rest := cutTerm(body, terms)
	numberNeeded := label == ""
	if label == "" {
		label, rest = "page", body
	}
	end := locatorEnd(rest, numberNeeded)
	if end == 0 {
		return "", "", text
	}
	locator = strings.TrimRight(rest[:end], " \t\n")
	return label, locator, rest[len(locator):]
}

// startsLocator tells whether a text without its comma may hold a locator.
func startsLocator(s string, terms []term) bool {
	label, _ := cutTerm(s, terms)
	return label != "" || s != "" && s[0] >= '0' && s[0] <= '9'
}

// closing finds the brace that ends the group at the start of s, or -1.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// cutTerm takes a word for a kind of place off the front. The word must end
// there: "p. 3", "p.3", "§3", but not "pages" in "pageseven".
func cutTerm(s string, terms []term) (label, rest string) {
	for _, t := range terms {
		if len(s) < len(t.word) || !strings.EqualFold(s[:len(t.word)], t.word) {
			continue
		}
		rest := s[len(t.word):]
		next, _ := utf8.DecodeRuneInString(rest)
		last, _ := utf8.DecodeLastRuneInString(t.word)
		if unicode.IsLetter(last) && last < 0x2e80 && (unicode.IsLetter(next) || next == '.' || next == '\'') {
			continue
		}
		trimmed := strings.TrimLeft(rest, " \t\n\u00a0")
		if trimmed == "" {
			continue
		}
		if strings.HasPrefix(t.word, "第") || last >= 0x2e80 {
			trimmed = strings.TrimLeft(trimmed, "第 ")
		}
		return t.label, trimmed
	}
	return "", s
}

// locatorEnd finds how far a locator reaches: words that hold a digit or, if a
// term stands before them, look like Roman numerals or single letters, joined
// by commas, dashes and spaces. A comma counts only if such a word follows.
func locatorEnd(s string, digitsOnly bool) int {
	end, i := 0, 0
	for first := true; i < len(s); first = false {
		start := i
		for i < len(s) {
			r, n := utf8.DecodeRuneInString(s[i:])
			if unicode.IsSpace(r) || r == ',' || r == ';' || (r == '\\' || r == '*' || r == '_' && i == start) {
				break
			}
			i += n
		}
		word := s[start:i]
		if !locatorWord(word, first, digitsOnly) {
			break
		}
		end = start + len(strings.TrimRight(word, ".!?"))
		if strings.HasSuffix(word, "f.") || strings.HasSuffix(word, "ff.") {
			end = start + len(word)
		}
		for i < len(s) && (s[i] == ' ' || s[i] == ',' || s[i] == '\t' || s[i] == '\n' || s[i] == '&' || strings.HasPrefix(s[i:], "\u00a0")) {
			if s[i] >= utf8.RuneSelf {
				i++
			}
			i++
		}
	}
	return end
}

func locatorWord(w string, first, digitsOnly bool) bool {
	bare := strings.Trim(w, ".,:;()[]-–—'’\"")
	if bare == "" {
		return w == "-" || w == "–" || w == "—"
	}
	if digitsOnly && first && (w[0] < '0' || w[0] > '9') {
		return false
	}
	if strings.ContainsFunc(bare, unicode.IsDigit) {
		return true
	}
	if digitsOnly {
		return false
	}
	return roman(bare) || first && len([]rune(bare)) <= 2 && !strings.EqualFold(bare, "of")
}

// roman tells whether a word, or both ends of a range, is a Roman numeral.
func roman(w string) bool {
	for _, part := range strings.FieldsFunc(w, func(r rune) bool { return r == '-' || r == '–' || r == '(' || r == ')' }) {
		if strings.Trim(strings.ToLower(part), "ivxlcdm") != "" {
			return false
		}
	}
	return true
}

// printLocator prints the place in a work as a citation shows it: "p. 33",
// "pp. 33–35", "ch. 4", "第 3 页".
func printLocator(it Item, l *locale) string {
	if it.Locator == "" {
		return ""
	}
	place := dashed(it.Locator)
	label := it.Label
	if label == "" {
		label = "page"
	}
	var words map[string][2]string
	for tag, known := range locales {
		if known == l {
			words = locatorWords[tag]
		}
	}
	forms, ok := words[label]
	if !ok {
		if forms, ok = locatorWords["en"][label]; !ok {
			return place
		}
	}
	pattern := forms[0]
	if plural(place) {
		pattern = forms[1]
	}
	return fill(pattern, place)
}

// same makes a singular and a plural that are alike.
func same(pattern string) [2]string { return [2]string{pattern, pattern} }

// locatorWords are the printed forms, singular and plural.
var locatorWords = map[string]map[string][2]string{
	"en": {
		"act": {"act %s", "acts %s"}, "appendix": {"app. %s", "apps. %s"}, "article": {"art. %s", "arts. %s"}, "book": {"bk. %s", "bks. %s"}, "canon": {"canon %s", "canons %s"},
		"chapter": {"ch. %s", "chs. %s"}, "column": {"col. %s", "cols. %s"}, "elocation": {"loc. %s", "locs. %s"}, "equation": {"eq. %s", "eqs. %s"},
		"figure": {"fig. %s", "figs. %s"}, "folio": {"fol. %s", "fols. %s"}, "issue": {"no. %s", "nos. %s"}, "line": {"l. %s", "ll. %s"}, "note": {"n. %s", "nn. %s"},
		"opus": {"op. %s", "opp. %s"}, "page": {"p.\u00a0%s", "pp.\u00a0%s"}, "paragraph": {"para. %s", "paras. %s"}, "part": {"pt. %s", "pts. %s"}, "rule": {"rule %s", "rules %s"},
		"scene": {"sc. %s", "scs. %s"}, "section": {"sec. %s", "secs. %s"}, "sub-verbo": {"s.v. %s", "s.vv. %s"}, "supplement": {"supp. %s", "supps. %s"}, "table": {"table %s", "tables %s"},
		"timestamp": same("%s"), "title": {"tit. %s", "tits. %s"}, "verse": {"v. %s", "vv. %s"}, "volume": {"vol. %s", "vols. %s"},
	},
	"de": {
		"page": same("S.\u00a0%s"), "chapter": same("Kap. %s"), "section": same("Abschn. %s"), "figure": same("Abb. %s"), "table": same("Tab. %s"), "volume": {"Bd. %s", "Bde. %s"},
		"paragraph": same("Abs. %s"), "column": same("Sp. %s"), "line": same("Z. %s"), "note": same("Anm. %s"), "part": {"Teil %s", "Teile %s"}, "issue": same("Nr. %s"), "equation": same("Gl. %s"), "appendix": same("Anh. %s"),
	},
	"fr": {
		"page": same("p.\u00a0%s"), "chapter": same("chap. %s"), "section": same("sect. %s"), "figure": same("fig. %s"), "table": same("tabl. %s"), "volume": same("vol. %s"), "paragraph": same("paragr. %s"), "issue": same("nᵒ %s"), "equation": same("éq. %s"),
	},
	"es": {
		"page": {"p.\u00a0%s", "pp.\u00a0%s"}, "chapter": {"cap. %s", "caps. %s"}, "section": same("sec. %s"), "figure": same("fig. %s"), "table": same("tabla %s"), "volume": same("vol. %s"), "paragraph": same("párr. %s"), "issue": same("n.º %s"), "equation": same("ec. %s"),
	},
	"zh": {
		"page": same("第 %s 页"), "chapter": same("第 %s 章"), "section": same("第 %s 节"), "figure": same("图 %s"), "table": same("表 %s"), "volume": same("第 %s 卷"), "equation": same("式 %s"), "appendix": same("附录 %s"), "paragraph": same("第 %s 段"), "issue": same("第 %s 期"),
	},
	"ja": {
		"page": {"p. %s", "pp. %s"}, "chapter": same("第 %s 章"), "section": same("第 %s 節"), "figure": same("図 %s"), "table": same("表 %s"), "volume": same("第 %s 巻"), "equation": same("式 %s"), "appendix": same("付録 %s"), "paragraph": same("第 %s 段落"), "issue": same("第 %s 号"),
	},
}
