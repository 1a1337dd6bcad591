package document

// partTitles name the parts of a paper that stand beside its sections, by
// language.
var partTitles = map[string]map[string]string{
	"en": {"summary": "Summary", "keypoints": "Key points", "data_availability": "Data availability", "acknowledgments": "Acknowledgments"},
	"zh": {"summary": "概要", "keypoints": "要点", "data_availability": "数据可用性", "acknowledgments": "致谢"},
	"de": {"summary": "Überblick", "keypoints": "Kernaussagen", "data_availability": "Verfügbarkeit der Daten", "acknowledgments": "Danksagung"},
	"fr": {"summary": "Synthèse", "keypoints": "Points clés", "data_availability": "Disponibilité des données", "acknowledgments": "Remerciements"},
	"es": {"summary": "Síntesis", "keypoints": "Puntos clave", "data_availability": "Disponibilidad de los datos", "acknowledgments": "Agradecimientos"},
	"ja": {"summary": "概要", "keypoints": "要点", "data_availability": "データの利用可能性", "acknowledgments": "謝辞"},
}

// PartTitle is the heading of a part; dedications and epigraphs have none.
func PartTitle(part, lang string) string {
	titles, ok := partTitles[base(lang)]
	if !ok {
		titles = partTitles["en"]
	}
	return titles[part]
}
