package document

// SiteWords are the words of the pages that stand beside papers.
type SiteWords struct {
	Papers   string // title of the index
	NotFound string // title of the page for addresses that do not exist
	NoPage   string // what that page says
	All      string // link to the index
}

// SiteWordsOf returns the site's words in a language, English where there are
// none.
func SiteWordsOf(lang string) SiteWords {
	if w, ok := siteWords[base(lang)]; ok {
		return w
	}
	return siteWords["en"]
}

var siteWords = map[string]SiteWords{
	"en": {"Papers", "Not found", "There is no page at this address.", "All papers"},
	"zh": {"论文", "未找到", "此地址没有页面。", "全部论文"},
	"de": {"Aufsätze", "Nicht gefunden", "Unter dieser Adresse gibt es keine Seite.", "Alle Aufsätze"},
	"fr": {"Articles", "Page introuvable", "Il n’y a pas de page à cette adresse.", "Tous les articles"},
	"es": {"Artículos", "No encontrado", "No hay ninguna página en esta dirección.", "Todos los artículos"},
	"ja": {"論文", "見つかりません", "このアドレスにページはありません。", "すべての論文"},
}
