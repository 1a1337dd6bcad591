package number

import (
	"maps"
	"strings"
	"sync"
)

// Words for parts, by language; "one" and its like alone are no numerals,
// being articles and pronouns far more often.
var partWords = map[string]map[string]float64{
	"de": {"halb": .5, "halbe": .5, "halben": .5, "halber": .5, "halbes": .5, "die hälfte": .5, "der hälfte": .5, "hälfte": .5,
		"ein drittel": 1. / 3, "einem drittel": 1. / 3, "zwei drittel": 2. / 3, "ein viertel": .25, "einem viertel": .25,
		"drei viertel": .75, "dreiviertel": .75, "ein fünftel": .2, "ein zehntel": .1, "ein hundertstel": .01, "ein dutzend": 12,
		"doppelt": 2, "hundert": 100, "tausend": 1000, "eine million": 1e6, "eine milliarde": 1e9, "anderthalb": 1.5, "eineinhalb": 1.5},
	"fr": {"la moitié": .5, "moitié": .5, "un demi": .5, "une demi": .5, "un tiers": 1. / 3, "deux tiers": 2. / 3, "un quart": .25,
		"trois quarts": .75, "un cinquième": .2, "un dixième": .1, "un centième": .01, "une douzaine": 12, "une dizaine": 10,
		"une centaine": 100, "un millier": 1000, "un million": 1e6, "un milliard": 1e9},
	"es": {"la mitad": .5, "mitad": .5, "medio": .5, "un tercio": 1. / 3, "dos tercios": 2. / 3, "un cuarto": .25,
		"una cuarta parte": .25, "tres cuartos": .75, "tres cuartas partes": .75, "un quinto": .2, "una quinta parte": .2,
		"un décimo": .1, "una décima parte": .1, "una docena": 12, "un millón": 1e6},
}

// lexicons hold the spelled-out numbers from 2 on and the parts.
var lexicons sync.Map

func lexicon(lang string) map[string]float64 {
	parts := partWords[lang]
	if parts == nil {
		return nil
	}
	if lex, ok := lexicons.Load(lang); ok {
		return lex.(map[string]float64)
	}
	lex := map[string]float64{Words(lang, 0): 0}
	for n := int64(2); n <= 10000; n++ {
		if n > 1000 && n%100 != 0 {
			continue
		}
		lex[spoken(Words(lang, n))] = float64(n)
	}
	addVariants(lex, lang)
	for w, v := range parts {
		lex[w] = v
	}
	lexicons.Store(lang, lex)
	return lex
}

// addVariants adds the forms of a language's numbers that [Words] does not
// print.
func addVariants(lex map[string]float64, lang string) {
	switch lang {
	case "de":
		lex["eins"] = 1
		for n := int64(11); n < 1000; n++ {
			lex[Words(lang, n*1000)] = float64(n * 1000)
		}
		lex["hundertmal"], lex["hundertfach"], lex["tausendmal"], lex["tausendfach"], lex["hunderttausend"] = 100, 100, 1000, 1000, 1e5
		for n := int64(2); n <= 100; n++ {
			w := Words(lang, n)
			lex[w+"mal"], lex[w+"fach"], lex[w+"fache"] = float64(n), float64(n), float64(n)
			if n <= 12 {
				lex[w+"einhalb"] = float64(n) + 0.5
			}
		}
		for w, v := range maps.Clone(lex) {
			if strings.Contains(w, "ß") { // Swiss
				lex[strings.ReplaceAll(w, "ß", "ss")] = v
			}
		}
	case "fr": // Belgian, Swiss
		for tens, w := range map[int64]string{70: "septante", 80: "huitante", 90: "nonante"} {
			lex[w], lex[w+" et un"] = float64(tens), float64(tens+1)
			for n := int64(2); n < 10; n++ {
				lex[w+" "+Words(lang, n)] = float64(tens + n)
			}
		}
		for w, v := range maps.Clone(lex) {
			if stem, ok := strings.CutSuffix(w, " un"); ok {
				lex[stem+" une"] = v
			}
		}
	case "es":
		for w, v := range maps.Clone(lex) {
			if stem, ok := strings.CutSuffix(w, "veintiuno"); ok {
				lex[stem+"veintiún"], lex[stem+"veintiuna"] = v, v
			} else if stem, ok := strings.CutSuffix(w, "uno"); ok && stem != "" {
				lex[stem+"un"], lex[stem+"una"] = v, v
			}
			if strings.Contains(w, "cientos") || strings.Contains(w, "quinientos") {
				lex[strings.ReplaceAll(w, "ientos", "ientas")] = v
			}
		}
	}
}
