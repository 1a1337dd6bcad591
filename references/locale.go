package references

import (
	"strings"
	"unicode"
)

// A locale holds the words of a language.
type locale struct {
	and, amp, etAl         string // between names in prose and in parentheses
	nameSep                string
	editor, editors        string // behind the names
	translator             string // "trans. %s"
	in                     string // "In %s"
	edition                string // "%s ed."
	page, pages            string // of a reference: "pp. %s"
	volume, number         string // "vol. %s"
	volumes, chapter       string // "%s vols.", "ch. %s"
	original               string // "first published %s"
	version                string
	thesis, phd, master    string
	report, preprint       string
	dataset, software      string
	patent, standard       string
	accessed               string // "accessed %s"
	noDate, noTitle        string
	circa                  string
	bce                    string // "%s BCE"
	inPress                string
	open, shut, comma, end string // around and inside author-date citations
	months                 []string
	date                   func(l *locale, d Day) string
	seasons                []string
}

// The words of the languages; others use English.
var locales = map[string]*locale{
	"en": {
		and: " and ", amp: " & ", etAl: " et al.", nameSep: ", ", editor: "ed.", editors: "eds.", translator: "trans. %s", in: "In %s", edition: "%s ed.",
		page: "p. %s", pages: "pp. %s", volume: "vol. %s", number: "no. %s", volumes: "%s vols.", chapter: "ch. %s", original: "first published %s", version: "version %s", thesis: "Thesis", phd: "PhD thesis", master: "Master’s thesis",
		report: "Report", preprint: "Preprint", dataset: "Data set", software: "Software", patent: "Patent", standard: "Standard", accessed: "accessed %s", noDate: "n.d.", noTitle: "Untitled", circa: "c. ", bce: "%s BCE",
		inPress: "in press", open: "(", shut: ")", comma: ", ", end: "; ",
		months:  []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		seasons: []string{"spring", "summer", "autumn", "winter"}, date: dayMonthYear,
	},
	"de": {
		and: " und ", amp: " & ", etAl: " et al.", nameSep: ", ", editor: "Hrsg.", editors: "Hrsg.", translator: "übers. von %s", in: "In %s", edition: "%s Aufl.",
		page: "S. %s", pages: "S. %s", volume: "Bd. %s", number: "Nr. %s", volumes: "%s Bde.", chapter: "Kap. %s", original: "zuerst erschienen %s", version: "Version %s", thesis: "Hochschulschrift", phd: "Dissertation", master: "Masterarbeit",
		report: "Bericht", preprint: "Preprint", dataset: "Datensatz", software: "Software", patent: "Patent", standard: "Norm", accessed: "abgerufen am %s", noDate: "o. J.", noTitle: "Ohne Titel", circa: "ca. ", bce: "%s v. Chr.",
		inPress: "im Druck", open: "(", shut: ")", comma: ", ", end: "; ",
		months:  []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
		seasons: []string{"Frühjahr", "Sommer", "Herbst", "Winter"}, date: dayDotMonthYear,
	},
	"fr": {
		and: " et ", amp: " et ", etAl: " et al.", nameSep: ", ", editor: "éd.", editors: "éds.", translator: "trad. %s", in: "Dans %s", edition: "%s éd.",
		page: "p. %s", pages: "p. %s", volume: "vol. %s", number: "nᵒ %s", volumes: "%s vol.", chapter: "chap. %s", original: "première parution %s", version: "version %s", thesis: "Thèse", phd: "Thèse de doctorat", master: "Mémoire de master",
		report: "Rapport", preprint: "Prépublication", dataset: "Jeu de données", software: "Logiciel", patent: "Brevet", standard: "Norme", accessed: "consulté le %s", noDate: "s. d.", noTitle: "Sans titre", circa: "vers ", bce: "%s av. J.-C.",
		inPress: "sous presse", open: "(", shut: ")", comma: ", ", end: "\u00a0; ",
		months:  []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		seasons: []string{"printemps", "été", "automne", "hiver"}, date: dayMonthYear,
	},
	"es": {
		and: " y ", amp: " y ", etAl: " et al.", nameSep: ", ", editor: "ed.", editors: "eds.", translator: "trad. %s", in: "En %s", edition: "%s ed.",
		page: "p. %s", pages: "pp. %s", volume: "vol. %s", number: "n.º %s", volumes: "%s vols.", chapter: "cap. %s", original: "publicado por primera vez en %s", version: "versión %s", thesis: "Tesis", phd: "Tesis doctoral", master: "Tesis de máster",
		report: "Informe", preprint: "Prepublicación", dataset: "Conjunto de datos", software: "Software", patent: "Patente", standard: "Norma", accessed: "consultado el %s", noDate: "s. f.", noTitle: "Sin título", circa: "hacia ", bce: "%s a. C.",
		inPress: "en prensa", open: "(", shut: ")", comma: ", ", end: "; ",
		months:  []string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		seasons: []string{"primavera", "verano", "otoño", "invierno"}, date: dayDeMonthDeYear,
	},
	"zh": {
		and: "和", amp: "和", etAl: "等", nameSep: ", ", editor: "编", editors: "编", translator: "%s 译", in: "载 %s", edition: "第 %s 版",
		page: "第 %s 页", pages: "第 %s 页", volume: "第 %s 卷", number: "第 %s 期", volumes: "共 %s 卷", chapter: "第 %s 章", original: "初版 %s", version: "版本 %s", thesis: "学位论文", phd: "博士学位论文", master: "硕士学位论文",
		report: "报告", preprint: "预印本", dataset: "数据集", software: "软件", patent: "专利", standard: "标准", accessed: "访问于 %s", noDate: "无日期", noTitle: "无题", circa: "约 ", bce: "公元前 %s",
		inPress: "待刊", open: "（", shut: "）", comma: "，", end: "；",
		months: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, seasons: []string{"春", "夏", "秋", "冬"}, date: yearMonthDay,
	},
	"ja": {
		and: "・", amp: "・", etAl: "ほか", nameSep: "・", editor: "編", editors: "編", translator: "%s 訳", in: "%s", edition: "第 %s 版",
		page: "p. %s", pages: "pp. %s", volume: "第 %s 巻", number: "第 %s 号", volumes: "全 %s 巻", chapter: "第 %s 章", original: "初版 %s", version: "バージョン %s", thesis: "学位論文", phd: "博士論文", master: "修士論文",
		report: "報告書", preprint: "プレプリント", dataset: "データセット", software: "ソフトウェア", patent: "特許", standard: "規格", accessed: "%s閲覧", noDate: "日付なし", noTitle: "無題", circa: "約 ", bce: "紀元前 %s",
		inPress: "印刷中", open: "（", shut: "）", comma: "，", end: "；",
		months: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, seasons: []string{"春", "夏", "秋", "冬"}, date: yearMonthDay,
	},
}

// baseLang is the part of a tag before - and _.
func baseLang(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(tag)
}

// localeOf returns the words of a language, English where it has none here.
func localeOf(lang string) *locale {
	if l := locales[baseLang(lang)]; l != nil {
		return l
	}
	return locales["en"]
}

// script finds the language that the characters of a text betray: ja for
// kana, zh for Han, else "".
func script(s string) string {
	lang := ""
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
			return "ja"
		case unicode.Is(unicode.Han, r):
			lang = "zh"
		}
	}
	return lang
}

// wordsLang is the language whose words go into an entry's reference: its own,
// else what its title is written in, else the manuscript's if that is written
// in letters.
func (e *Entry) wordsLang(doc string) string {
	own := baseLang(e.Language())
	if (own == "zh" || own == "ja") && script(e.Title()) == "" {
		own = "" // a work in that language under a translated title
	}
	if locales[own] != nil {
		return own
	}
	if s := script(e.Title()); s != "" {
		if s == "zh" && baseLang(doc) == "ja" {
			return "ja"
		}
		return s
	}
	if d := baseLang(doc); d != "zh" && d != "ja" {
		return d
	}
	return "en"
}
