package document

import "strings"

// Words are the fixed words of a language that renderers and the resolve stage
// print. Fields with %s take a number or a name.
type Words struct {
	Figure, Table, Section, Equation, Code string // "Figure %s", as references say it; captions use the same
	Contents, Abstract, References, Ledger string
	Keywords, Footnotes, Back              string
	Page                                   string // "%s of %s" under a page
	Published, License                     string
	Reproduced, Rounded, Conditional       string
	Contradicted, Untestable, Holds, Fails string
	Printed, Recomputed, Claim, VerdictOf  string
	Quantity, Symbol, Value, Source, Kind  string
	Formula, With, Inputs, UsedBy, Via     string
	Cited, Measured, Assumed, Exact        string
	Derived, Primary, Secondary            string
	Unverified, Reason, Interval, To       string
	IfSo                                   string // "%s if so": a value under a claim's condition
	Expressions                            string // title of the ledger's last group
	Others                                 string // title of the group of what is in no other
	Functions                              string // title of the group of functions
	Overridden                             string // "Computed with changed parameters: %s"
	OtherLanguages, Data, Skip             string
	Colon                                  string // what stands between label and text
	Open, Close                            string // quotation marks
	And                                    string
	Admonition                             map[string]string
	Theorem                                map[string]string // "Theorem %s", by kind
	ModelWords
}

// Known tells whether a language has words of its own; others print English.
func Known(lang string) bool {
	_, ok := words[base(lang)]
	return ok
}

// WordsOf returns the words of a language, English where it has none.
func WordsOf(lang string) *Words {
	if w, ok := words[base(lang)]; ok {
		return w
	}
	return words["en"]
}

// Mark picks a punctuation mark by the script of the language: Han text sets
// full-width marks.
func (w *Words) Mark(latin, han string) string {
	if w.Colon == "：" {
		return han
	}
	return latin
}

func base(lang string) string {
	b, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return b
}

// LanguageName gives the name of a language in itself, or its code.
func LanguageName(lang string) string {
	if n, ok := map[string]string{
		"en": "English", "zh": "中文", "de": "Deutsch", "fr": "Français", "es": "Español", "ja": "日本語",
	}[base(lang)]; ok {
		return n
	}
	return lang
}

// VerdictWord gives the word for a verdict, by its stable name.
func (w *Words) VerdictWord(verdict string) string {
	switch verdict {
	case "reproduced":
		return w.Reproduced
	case "rounded":
		return w.Rounded
	case "conditional":
		return w.Conditional
	case "contradicted":
		return w.Contradicted
	case "untestable":
		return w.Untestable
	case "holds":
		return w.Holds
	case "fails":
		return w.Fails
	}
	return verdict
}

var words = map[string]*Words{
	"en": {
		ModelWords: modelWords["en"],
		Figure:     "Figure %s", Table: "Table %s", Section: "Section %s", Equation: "Equation %s", Code: "Listing %s",
		Contents: "Contents", Abstract: "Abstract", References: "References", Ledger: "Ledger of quantities",
		Keywords: "Keywords", Footnotes: "Notes", Back: "back to the text", Page: "%s of %s",
		Published: "Published", License: "Licence",
		Reproduced: "reproduced", Rounded: "rounded", Conditional: "conditional", Contradicted: "contradicted",
		Untestable: "untestable", Holds: "holds", Fails: "fails",
		Printed: "Printed", Recomputed: "Recomputed", Claim: "Claim", VerdictOf: "Verdict",
		Quantity: "Quantity", Symbol: "Symbol", Value: "Value", Source: "Source", Kind: "Kind",
		Formula: "Formula", With: "With values", Inputs: "Inputs", UsedBy: "Used by", Via: "read in",
		Cited: "cited", Measured: "measured", Assumed: "assumed", Exact: "exact", Derived: "derived",
		Primary: "primary", Secondary: "secondary", Unverified: "unverified", Reason: "Reason",
		IfSo: "%s if so", Expressions: "Expressions in the text", Others: "Other quantities", Functions: "Functions", Interval: "95 % interval", To: "%s to %s", Overridden: "Computed with changed parameters: %s",
		OtherLanguages: "Other languages", Data: "Data", Skip: "Skip to the text", Colon: ": ", Open: "“", Close: "”", And: "and",
		Theorem: map[string]string{"theorem": "Theorem %s", "lemma": "Lemma %s", "corollary": "Corollary %s", "proposition": "Proposition %s", "conjecture": "Conjecture %s", "definition": "Definition %s", "example": "Example %s", "exercise": "Exercise %s", "solution": "Solution %s", "remark": "Remark %s", "proof": "Proof %s", "axiom": "Axiom %s", "algorithm": "Algorithm %s"},
		Admonition: map[string]string{"attention": "Attention", "caution": "Caution", "danger": "Danger", "error": "Error",
			"hint": "Hint", "important": "Important", "note": "Note", "seealso": "See also", "tip": "Tip", "warning": "Warning"},
	},
	"zh": {
		ModelWords: modelWords["zh"],
		Figure:     "图 %s", Table: "表 %s", Section: "第 %s 节", Equation: "式 %s", Code: "代码 %s",
		Contents: "目录", Abstract: "摘要", References: "参考文献", Ledger: "数值账目",
		Keywords: "关键词", Footnotes: "注释", Back: "返回正文", Page: "第 %s 页，共 %s 页",
		Published: "发布", License: "许可",
		Reproduced: "可重现", Rounded: "舍入后一致", Conditional: "有条件成立", Contradicted: "不符",
		Untestable: "无法检验", Holds: "成立", Fails: "不成立",
		Printed: "原文", Recomputed: "重算", Claim: "论断", VerdictOf: "判定",
		Quantity: "量", Symbol: "符号", Value: "数值", Source: "来源", Kind: "类别",
		Formula: "公式", With: "代入数值", Inputs: "输入", UsedBy: "用于", Via: "转引自",
		Cited: "引用", Measured: "测量", Assumed: "假设", Exact: "精确", Derived: "导出",
		Primary: "原始文献", Secondary: "二手文献", Unverified: "未核实", Reason: "理由",
		IfSo: "若如此则 %s", Expressions: "正文中的算式", Others: "其他量", Functions: "函数", Interval: "95% 区间", To: "%s 至 %s", Overridden: "以下参数已改动：%s",
		OtherLanguages: "其他语言", Data: "数据", Skip: "跳到正文", Colon: "：", Open: "“", Close: "”", And: "和",
		Theorem: map[string]string{"theorem": "定理 %s", "lemma": "引理 %s", "corollary": "推论 %s", "proposition": "命题 %s", "conjecture": "猜想 %s", "definition": "定义 %s", "example": "例 %s", "exercise": "练习 %s", "solution": "解 %s", "remark": "注 %s", "proof": "证明 %s", "axiom": "公理 %s", "algorithm": "算法 %s"},
		Admonition: map[string]string{"attention": "注意", "caution": "小心", "danger": "危险", "error": "错误",
			"hint": "提示", "important": "重要", "note": "注", "seealso": "另见", "tip": "提示", "warning": "警告"},
	},
	"de": {
		ModelWords: modelWords["de"],
		Figure:     "Abbildung %s", Table: "Tabelle %s", Section: "Abschnitt %s", Equation: "Gleichung %s", Code: "Listing %s",
		Contents: "Inhalt", Abstract: "Zusammenfassung", References: "Literatur", Ledger: "Verzeichnis der Größen",
		Keywords: "Schlagwörter", Footnotes: "Anmerkungen", Back: "zurück zum Text", Page: "%s von %s",
		Published: "Veröffentlicht", License: "Lizenz",
		Reproduced: "bestätigt", Rounded: "gerundet bestätigt", Conditional: "bedingt", Contradicted: "widerlegt",
		Untestable: "nicht prüfbar", Holds: "stimmt", Fails: "stimmt nicht",
		Printed: "Gedruckt", Recomputed: "Nachgerechnet", Claim: "Aussage", VerdictOf: "Urteil",
		Quantity: "Größe", Symbol: "Zeichen", Value: "Wert", Source: "Quelle", Kind: "Art",
		Formula: "Formel", With: "Mit Werten", Inputs: "Eingaben", UsedBy: "Verwendet in", Via: "gelesen in",
		Cited: "zitiert", Measured: "gemessen", Assumed: "angenommen", Exact: "exakt", Derived: "abgeleitet",
		Primary: "primär", Secondary: "sekundär", Unverified: "ungeprüft", Reason: "Grund",
		IfSo: "%s unter der Bedingung", Expressions: "Ausdrücke im Text", Others: "Weitere Größen", Functions: "Funktionen", Interval: "95-%-Intervall", To: "%s bis %s", Overridden: "Mit geänderten Parametern gerechnet: %s",
		OtherLanguages: "Andere Sprachen", Data: "Daten", Skip: "Zum Text", Colon: ": ", Open: "„", Close: "“", And: "und",
		Theorem: map[string]string{"theorem": "Satz %s", "lemma": "Lemma %s", "corollary": "Korollar %s", "proposition": "Proposition %s", "conjecture": "Vermutung %s", "definition": "Definition %s", "example": "Beispiel %s", "exercise": "Aufgabe %s", "solution": "Lösung %s", "remark": "Bemerkung %s", "proof": "Beweis %s", "axiom": "Axiom %s", "algorithm": "Algorithmus %s"},
		Admonition: map[string]string{"attention": "Achtung", "caution": "Vorsicht", "danger": "Gefahr", "error": "Fehler",
			"hint": "Hinweis", "important": "Wichtig", "note": "Anmerkung", "seealso": "Siehe auch", "tip": "Tipp", "warning": "Warnung"},
	},
	"fr": {
		ModelWords: modelWords["fr"],
		Figure:     "Figure %s", Table: "Tableau %s", Section: "Section %s", Equation: "Équation %s", Code: "Code %s",
		Contents: "Sommaire", Abstract: "Résumé", References: "Références", Ledger: "Registre des grandeurs",
		Keywords: "Mots-clés", Footnotes: "Notes", Back: "retour au texte", Page: "%s sur %s",
		Published: "Publié", License: "Licence",
		Reproduced: "reproduit", Rounded: "reproduit à l’arrondi", Conditional: "sous condition", Contradicted: "contredit",
		Untestable: "invérifiable", Holds: "vrai", Fails: "faux",
		Printed: "Imprimé", Recomputed: "Recalculé", Claim: "Affirmation", VerdictOf: "Verdict",
		Quantity: "Grandeur", Symbol: "Symbole", Value: "Valeur", Source: "Source", Kind: "Nature",
		Formula: "Formule", With: "Avec les valeurs", Inputs: "Entrées", UsedBy: "Utilisé par", Via: "lu dans",
		Cited: "cité", Measured: "mesuré", Assumed: "supposé", Exact: "exact", Derived: "dérivé",
		Primary: "primaire", Secondary: "secondaire", Unverified: "non vérifié", Reason: "Raison",
		IfSo: "%s sous cette condition", Expressions: "Expressions du texte", Others: "Autres grandeurs", Functions: "Fonctions", Interval: "intervalle à 95 %", To: "%s à %s", Overridden: "Calculé avec des paramètres modifiés : %s",
		OtherLanguages: "Autres langues", Data: "Données", Skip: "Aller au texte", Colon: " : ", Open: "« ", Close: " »", And: "et",
		Theorem: map[string]string{"theorem": "Théorème %s", "lemma": "Lemme %s", "corollary": "Corollaire %s", "proposition": "Proposition %s", "conjecture": "Conjecture %s", "definition": "Définition %s", "example": "Exemple %s", "exercise": "Exercice %s", "solution": "Solution %s", "remark": "Remarque %s", "proof": "Démonstration %s", "axiom": "Axiome %s", "algorithm": "Algorithme %s"},
		Admonition: map[string]string{"attention": "Attention", "caution": "Prudence", "danger": "Danger", "error": "Erreur",
			"hint": "Indice", "important": "Important", "note": "Note", "seealso": "Voir aussi", "tip": "Conseil", "warning": "Avertissement"},
	},
	"es": {
		ModelWords: modelWords["es"],
		Figure:     "Figura %s", Table: "Tabla %s", Section: "Sección %s", Equation: "Ecuación %s", Code: "Código %s",
		Contents: "Índice", Abstract: "Resumen", References: "Referencias", Ledger: "Registro de magnitudes",
		Keywords: "Palabras clave", Footnotes: "Notas", Back: "volver al texto", Page: "%s de %s",
		Published: "Publicado", License: "Licencia",
		Reproduced: "reproducido", Rounded: "reproducido al redondear", Conditional: "condicional", Contradicted: "contradicho",
		Untestable: "no comprobable", Holds: "se cumple", Fails: "no se cumple",
		Printed: "Impreso", Recomputed: "Recalculado", Claim: "Afirmación", VerdictOf: "Veredicto",
		Quantity: "Magnitud", Symbol: "Símbolo", Value: "Valor", Source: "Fuente", Kind: "Clase",
		Formula: "Fórmula", With: "Con valores", Inputs: "Entradas", UsedBy: "Usado en", Via: "leído en",
		Cited: "citado", Measured: "medido", Assumed: "supuesto", Exact: "exacto", Derived: "derivado",
		Primary: "primaria", Secondary: "secundaria", Unverified: "sin verificar", Reason: "Motivo",
		IfSo: "%s con esa condición", Expressions: "Expresiones del texto", Others: "Otras magnitudes", Functions: "Funciones", Interval: "intervalo del 95 %", To: "%s a %s", Overridden: "Calculado con parámetros cambiados: %s",
		OtherLanguages: "Otros idiomas", Data: "Datos", Skip: "Ir al texto", Colon: ": ", Open: "«", Close: "»", And: "y",
		Theorem: map[string]string{"theorem": "Teorema %s", "lemma": "Lema %s", "corollary": "Corolario %s", "proposition": "Proposición %s", "conjecture": "Conjetura %s", "definition": "Definición %s", "example": "Ejemplo %s", "exercise": "Ejercicio %s", "solution": "Solución %s", "remark": "Observación %s", "proof": "Demostración %s", "axiom": "Axioma %s", "algorithm": "Algoritmo %s"},
		Admonition: map[string]string{"attention": "Atención", "caution": "Precaución", "danger": "Peligro", "error": "Error",
			"hint": "Pista", "important": "Importante", "note": "Nota", "seealso": "Véase también", "tip": "Consejo", "warning": "Advertencia"},
	},
	"ja": {
		ModelWords: modelWords["ja"],
		Figure:     "図 %s", Table: "表 %s", Section: "第 %s 節", Equation: "式 %s", Code: "コード %s",
		Contents: "目次", Abstract: "要旨", References: "参考文献", Ledger: "量の一覧",
		Keywords: "キーワード", Footnotes: "注", Back: "本文に戻る", Page: "%s / %s",
		Published: "公開", License: "ライセンス",
		Reproduced: "再現", Rounded: "丸めて一致", Conditional: "条件付き", Contradicted: "不一致",
		Untestable: "検証不能", Holds: "成立", Fails: "不成立",
		Printed: "原文", Recomputed: "再計算", Claim: "主張", VerdictOf: "判定",
		Quantity: "量", Symbol: "記号", Value: "値", Source: "出典", Kind: "種類",
		Formula: "式", With: "数値を代入", Inputs: "入力", UsedBy: "使用先", Via: "孫引き",
		Cited: "引用", Measured: "測定", Assumed: "仮定", Exact: "厳密", Derived: "導出",
		Primary: "一次", Secondary: "二次", Unverified: "未確認", Reason: "理由",
		IfSo: "条件付きで %s", Expressions: "本文中の式", Others: "その他の量", Functions: "関数", Interval: "95 % 区間", To: "%s〜%s", Overridden: "変更したパラメータで計算：%s",
		OtherLanguages: "他の言語", Data: "データ", Skip: "本文へ", Colon: "：", Open: "「", Close: "」", And: "と",
		Theorem: map[string]string{"theorem": "定理 %s", "lemma": "補題 %s", "corollary": "系 %s", "proposition": "命題 %s", "conjecture": "予想 %s", "definition": "定義 %s", "example": "例 %s", "exercise": "練習 %s", "solution": "解 %s", "remark": "注意 %s", "proof": "証明 %s", "axiom": "公理 %s", "algorithm": "アルゴリズム %s"},
		Admonition: map[string]string{"attention": "注意", "caution": "用心", "danger": "危険", "error": "エラー",
			"hint": "ヒント", "important": "重要", "note": "注記", "seealso": "参照", "tip": "コツ", "warning": "警告"},
	},
}
