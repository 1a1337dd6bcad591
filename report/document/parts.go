package document

// partTitles name the parts of a paper that stand beside its sections, by
// language.
var partTitles = map[string]map[string]string{
	"en": {"summary": "Summary", "keypoints": "Key points", "data_availability": "Data availability", "acknowledgments": "Acknowledgments",
		"author_contributions": "Author contributions", "funding": "Funding", "competing_interests": "Competing interests"},
	"zh": {"summary": "概要", "keypoints": "要点", "data_availability": "数据可用性", "acknowledgments": "致谢",
		"author_contributions": "作者贡献", "funding": "资助", "competing_interests": "利益冲突"},
	"de": {"summary": "Überblick", "keypoints": "Kernaussagen", "data_availability": "Verfügbarkeit der Daten", "acknowledgments": "Danksagung",
		"author_contributions": "Beiträge der Autoren", "funding": "Förderung", "competing_interests": "Interessenkonflikte"},
	"fr": {"summary": "Synthèse", "keypoints": "Points clés", "data_availability": "Disponibilité des données", "acknowledgments": "Remerciements",
		"author_contributions": "Contributions des auteurs", "funding": "Financement", "competing_interests": "Conflits d’intérêts"},
	"es": {"summary": "Síntesis", "keypoints": "Puntos clave", "data_availability": "Disponibilidad de los datos", "acknowledgments": "Agradecimientos",
		"author_contributions": "Contribuciones de los autores", "funding": "Financiación", "competing_interests": "Conflictos de intereses"},
	"ja": {"summary": "概要", "keypoints": "要点", "data_availability": "データの利用可能性", "acknowledgments": "謝辞",
		"author_contributions": "著者の貢献", "funding": "資金", "competing_interests": "利益相反"},
}

// PartTitle is the heading of a part; dedications and epigraphs have none.
func PartTitle(part, lang string) string {
	titles, ok := partTitles[base(lang)]
	if !ok {
		titles = partTitles["en"]
	}
	return titles[part]
}
