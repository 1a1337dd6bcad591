package markdown

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// locatorTerms are the words that introduce a locator, in short and long form
// and in the languages with words of their own, with CSL's names for them.
var locatorTerms = map[string]string{
	"book": "book", "books": "book", "bk.": "book", "bks.": "book",
	"chapter": "chapter", "chapters": "chapter", "chap.": "chapter", "chaps.": "chapter", "ch.": "chapter",
	"column": "column", "columns": "column", "col.": "column", "cols.": "column",
	"figure": "figure", "figures": "figure", "fig.": "figure", "figs.": "figure",
	"folio": "folio", "folios": "folio", "fol.": "folio", "fols.": "folio",
	"number": "number", "numbers": "number", "no.": "number", "nos.": "number",
	"line": "line", "lines": "line", "l.": "line", "ll.": "line",
	"note": "note", "notes": "note", "n.": "note", "nn.": "note",
	"opus": "opus", "opera": "opus", "op.": "opus", "opp.": "opus",
	"page": "page", "pages": "page", "p.": "page", "pp.": "page", "pg.": "page", "pg": "page", "pgs.": "page",
	"paragraph": "paragraph", "paragraphs": "paragraph", "para.": "paragraph", "paras.": "paragraph", "¶": "paragraph", "¶¶": "paragraph",
	"part": "part", "parts": "part", "pt.": "part", "pts.": "part",
	"section": "section", "sections": "section", "sec.": "section", "secs.": "section", "§": "section", "§§": "section",
	"sub verbo": "sub-verbo", "sub verbis": "sub-verbo", "s.v.": "sub-verbo", "s.vv.": "sub-verbo",
	"verse": "verse", "verses": "verse", "v.": "verse", "vv.": "verse",
	"volume": "volume", "volumes": "volume", "vol.": "volume", "vols.": "volume",
	"table": "table", "tables": "table", "tbl.": "table", "tab.": "table",
	"equation": "equation", "equations": "equation", "eq.": "equation", "eqs.": "equation", "eqn.": "equation",
	"appendix": "appendix", "app.": "appendix", "supplement": "supplement", "suppl.": "supplement",
	"Seite": "page", "Seiten": "page", "S.": "page", "Kapitel": "chapter", "Kap.": "chapter", "Abschnitt": "section",
	"Abschn.": "section", "Band": "volume", "Bd.": "volume", "Abbildung": "figure", "Abb.": "figure", "Tabelle": "table", "Tab.": "table", "Zeile": "line",
	"chapitre": "chapter", "tableau": "table", "página": "page", "páginas": "page", "capítulo": "chapter", "tabla": "table",
	"第": "page", "页": "page", "表": "table", "图": "figure", "図": "figure", "章": "chapter", "节": "section",
}

// termsByLength lists the terms with the longest first.
var termsByLength = func() []string {
	var terms []string
	for t := range locatorTerms {
		terms = append(terms, t)
	}
	sort.Slice(terms, func(i, j int) bool {
		if len(terms[i]) != len(terms[j]) {
			return len(terms[i]) > len(terms[j])
		}
		return terms[i] < terms[j]
	})
	return terms
}()

// splitLocator splits what follows a key into the kind of a locator, the
// locator and the rest: ", pp. 33-35 and passim" gives page, 33-35 and " and
// passim". Braces mark a locator outright; {} says that there is none. A number
// without a word is a page.
func splitLocator(s string) (label, locator, rest string) {
	t := strings.TrimLeft(s, " \t\n")
	if strings.HasPrefix(t, "{") {
		return bracedLocator(t, s)
	}
	if u, ok := strings.CutPrefix(t, ","); ok {
		t = strings.TrimLeft(u, " \t\n")
		if strings.HasPrefix(t, "{") {
			return bracedLocator(t, s)
		}
	}
	label, n := locatorTerm(t)
	explicit := n > 0
	if !explicit {
		label = "page"
	}
	words := t[n:]
	length := locatorLength(words, explicit)
	if length == 0 {
		return "", "", trimSuffix(s)
	}
	return label, strings.TrimSpace(oneLine(words[:length])), trimSuffix(words[length:])
}

// trimSuffix keeps a leading space or comma of a suffix: they belong to the
// sentence.
func trimSuffix(s string) string {
	s = strings.TrimRight(oneLine(s), " \t\n")
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

func bracedLocator(t, all string) (label, locator, rest string) {
	depth := 0
	for i, r := range t {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			inner := strings.TrimSpace(t[1:i])
			if inner == "" {
				return "", "", trimSuffix(t[i+1:])
			}
			label, n := locatorTerm(inner)
			if n == 0 {
				label = "page"
			}
			return label, strings.TrimSpace(oneLine(inner[n:])), trimSuffix(t[i+1:])
		}
	}
	return "", "", trimSuffix(all)
}

// locatorTerm reads a term at the start of s with the space behind it. A term
// that is a word needs something that can be a locator after it.
func locatorTerm(s string) (label string, length int) {
	for _, term := range termsByLength {
		if !hasFold(s, term) {
			continue
		}
		after := s[len(term):]
		r, _ := utf8.DecodeRuneInString(after)
		last := lastRune(term)
		if unicode.IsLetter(last) && unicode.IsLetter(r) && !isCJK(last) {
			continue // the beginning of another word
		}
		if strings.HasPrefix(after, ".") && last != '.' {
			continue
		}
		trimmed := strings.TrimLeft(after, " \t\n\u00a0")
		if trimmed == "" {
			continue
		}
		return locatorTerms[term], len(s) - len(trimmed)
	}
	return "", 0
}

// hasFold tells whether s begins with a term; the first letter may be a capital.
func hasFold(s, term string) bool {
	if strings.HasPrefix(s, term) {
		return true
	}
	first, n := utf8.DecodeRuneInString(term)
	return strings.HasPrefix(s, string(unicode.ToUpper(first))+term[n:])
}

// locatorLength is the length of a run of locators: numbers, ranges and, behind
// a term, roman numerals, parted by commas, spaces and dashes.
func locatorLength(s string, romans bool) int {
	end, i := 0, 0
	for {
		word, n := locatorWord(s[i:])
		if n == 0 || !isLocator(word, romans) {
			return end
		}
		i += n
		end = i
		j := i
		for j < len(s) && (s[j] == ',' || s[j] == '&' || isSpace(s[j])) {
			j++
		}
		if j == i {
			return end
		}
		i = j
	}
}

// locatorWord reads one word: letters, digits, inner signs, and balanced
// brackets, as in 33-35, 12a, IV.ii.3, (1)-(4), 5:17.
func locatorWord(s string) (word string, length int) {
	i := 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_':
			i += n
		case r == '(' || r == '[':
			closing := map[rune]string{'(': ")", '[': "]"}[r]
			end := strings.Index(s[i:], closing)
			if end < 0 || strings.ContainsAny(s[i:i+end], " \n,;") {
				return s[:i], i
			}
			i += end + 1
		case strings.ContainsRune("-–—:./+#*", r):
			next, _ := utf8.DecodeRuneInString(s[i+n:])
			if !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '-' && next != '(' && !(r == '*' && next == '*') {
				return s[:i], i
			}
			i += n
		default:
			return s[:i], i
		}
	}
	return s[:i], i
}

// isLocator tells whether a word can be a locator: it has a digit or, where
// romans are allowed, is made of roman numerals.
func isLocator(word string, romans bool) bool {
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return true
	}
	if !romans || word == "" {
		return false
	}
	for _, piece := range strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if strings.Trim(strings.ToLower(piece), "ivxlcdm") != "" {
			return false
		}
	}
	return true
}
