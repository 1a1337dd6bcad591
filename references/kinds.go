package references

// kinds maps the entry types of BibTeX and BibLaTeX, and those that other
// programs write, to the types of CSL 1.0.2.
var kinds = map[string]string{
	"article": "article-journal", "suppperiodical": "article-journal", "periodical": "periodical",
	"book": "book", "mvbook": "book", "bookinbook": "book", "collection": "book", "mvcollection": "book",
	"reference": "book", "mvreference": "book", "proceedings": "book", "mvproceedings": "book", "manual": "report",
	"inbook": "chapter", "suppbook": "chapter", "incollection": "chapter", "suppcollection": "chapter",
	"inreference": "entry-encyclopedia", "inproceedings": "paper-conference", "conference": "paper-conference",
	"booklet": "pamphlet", "misc": "document", "unpublished": "manuscript",
	"online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
	"thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis", "masterthesis": "thesis", "bachelorsthesis": "thesis",
	"report": "report", "techreport": "report", "patent": "patent",
	"dataset": "dataset", "software": "software", "code": "software",
	"artwork": "graphic", "image": "graphic", "audio": "song", "music": "song", "movie": "motion_picture", "video": "motion_picture",
	"commentary": "document", "jurisdiction": "legal_case", "legal": "treaty", "legislation": "legislation",
	"letter": "personal_communication", "performance": "performance", "review": "review", "standard": "standard",
	"map": "map", "newspaper": "article-newspaper", "magazine": "article-magazine", "presentation": "speech", "preprint": "article", "legmaterial": "legislation", "constitution": "legislation", "legadminmaterial": "regulation",
}

// languages maps BibLaTeX's names of languages to tags.
var languages = map[string]string{
	"english": "en-US", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU", "newzealand": "en-NZ",
	"german": "de-DE", "ngerman": "de-DE", "germanb": "de-DE", "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH", "nswissgerman": "de-CH", "deutsch": "de-DE",
	"french": "fr-FR", "francais": "fr-FR", "français": "fr-FR", "acadian": "fr-CA", "canadien": "fr-CA", "spanish": "es-ES", "mexican": "es-MX", "español": "es-ES",
	"italian": "it-IT", "portuguese": "pt-PT", "portuges": "pt-PT", "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl-NL", "danish": "da-DK",
	"swedish": "sv-SE", "norwegian": "nb-NO", "norsk": "nb-NO", "nynorsk": "nn-NO", "finnish": "fi-FI", "icelandic": "is-IS", "estonian": "et-EE",
	"latvian": "lv-LV", "lithuanian": "lt-LT", "polish": "pl-PL", "czech": "cs-CZ", "slovak": "sk-SK", "slovene": "sl-SI", "slovenian": "sl-SI",
	"croatian": "hr-HR", "serbian": "sr-RS", "serbianc": "sr-RS", "bulgarian": "bg-BG", "romanian": "ro-RO", "hungarian": "hu-HU", "magyar": "hu-HU",
	"russian": "ru-RU", "ukrainian": "uk-UA", "greek": "el-GR", "polutonikogreek": "el-GR", "ancientgreek": "grc", "latin": "la", "turkish": "tr-TR", "catalan": "ca-AD",
	"basque": "eu", "galician": "gl", "welsh": "cy", "irish": "ga", "breton": "br", "esperanto": "eo", "albanian": "sq-AL", "macedonian": "mk-MK",
	"hebrew": "he-IL", "arabic": "ar", "farsi": "fa-IR", "persian": "fa-IR", "hindi": "hi-IN", "sanskrit": "sa", "bengali": "bn", "tamil": "ta", "urdu": "ur", "armenian": "hy-AM", "georgian": "ka",
	"chinese": "zh-CN", "simplifiedchinese": "zh-CN", "traditionalchinese": "zh-TW", "pinyin": "zh-CN", "japanese": "ja-JP", "korean": "ko-KR", "thai": "th-TH", "vietnamese": "vi-VN",
	"indonesian": "id-ID", "bahasa": "id-ID", "malay": "ms", "afrikaans": "af-ZA",
	"中文": "zh-CN", "汉语": "zh-CN", "日本語": "ja-JP", "englisch": "en-US", "französisch": "fr-FR", "anglais": "en-US",
}

// genres maps BibLaTeX's localization keys for types of work to words.
var genres = map[string]string{
	"phdthesis": "PhD thesis", "mathesis": "Master's thesis", "mastersthesis": "Master's thesis", "bathesis": "Bachelor’s thesis", "candthesis": "candidate thesis",
	"techreport": "technical report", "resreport": "research report", "software": "computer software",
	"datacd": "Data CD", "audiocd": "Audio CD", "patent": "Patent", "patentde": "German patent", "patenteu": "European patent",
	"patentfr": "French patent", "patentuk": "British patent", "patentus": "U.S. patent", "patreq": "patent request", "patreqde": "German patent request",
	"patreqeu": "European patent request", "patreqfr": "French patent request", "patrequk": "British patent request", "patrequs": "U.S. patent request",
	"countryde": "Germany", "countryeu": "European Union", "countryep": "European Union", "countryfr": "France", "countryuk": "United Kingdom", "countryus": "United States of America",
	"tvseries": "TV series", "tvepisode": "TV series episode",
	"newsletter": "newsletter", "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming", "inpress": "in press", "prepublished": "pre-published",
}
