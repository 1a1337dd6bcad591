package document

// ModelWords are the words with which a paper speaks of its model's
// uncertainty. They are part of [Words].
type ModelWords struct {
	NoUncertainty string // of a parameter: no uncertainty is stated, and it is not exact
	Silent        string // of a result: it rests on such parameters, which its interval leaves out
	Tipping       string // title of the column: where a claim's verdict flips
	NoTip         string // no single input flips it
	FirstOrder    string // share of the variance due to an input alone
	TotalOrder    string // the same with its interactions
	Variance      string // "share of the variance of %s"
	AtLow, AtHigh string // of a tornado: the result with an input at the low or the high end of its interval
	Shift         string // "Effect on %s": title of a column of the register of assumptions
	Trial         string // the ends tried where no uncertainty is stated: ± 10 %
	Measurement   string // label of measured points without one
	Other         string // the rest of a list that was cut: "%s more"
}

var modelWords = map[string]ModelWords{
	"en": {
		NoUncertainty: "no uncertainty stated", Silent: "rests on inputs without stated uncertainty",
		Tipping: "Tips at", NoTip: "no single input tips it",
		FirstOrder: "alone", TotalOrder: "with interactions", Variance: "share of the variance of %s",
		AtLow: "input at its low end", AtHigh: "input at its high end",
		Shift: "Effect on %s", Trial: "tried at ±10 %", Measurement: "measured", Other: "%s more",
	},
	"zh": {
		NoUncertainty: "未给出不确定度", Silent: "所依输入未给出不确定度",
		Tipping: "翻转点", NoTip: "任一输入均不足以翻转",
		FirstOrder: "单独作用", TotalOrder: "含交互作用", Variance: "%s的方差份额",
		AtLow: "输入取下限", AtHigh: "输入取上限",
		Shift: "对%s的影响", Trial: "按 ±10% 试算", Measurement: "测量值", Other: "另有 %s 项",
	},
	"de": {
		NoUncertainty: "ohne angegebene Unsicherheit", Silent: "beruht auf Eingaben ohne angegebene Unsicherheit",
		Tipping: "Kippt bei", NoTip: "keine Eingabe allein kippt sie",
		FirstOrder: "allein", TotalOrder: "mit Wechselwirkungen", Variance: "Anteil an der Varianz von %s",
		AtLow: "Eingabe am unteren Ende", AtHigh: "Eingabe am oberen Ende",
		Shift: "Wirkung auf %s", Trial: "versucht mit ±10 %", Measurement: "gemessen", Other: "%s weitere",
	},
	"fr": {
		NoUncertainty: "sans incertitude déclarée", Silent: "repose sur des entrées sans incertitude déclarée",
		Tipping: "Bascule à", NoTip: "aucune entrée seule ne la fait basculer",
		FirstOrder: "seule", TotalOrder: "avec interactions", Variance: "part de la variance de %s",
		AtLow: "entrée à sa borne basse", AtHigh: "entrée à sa borne haute",
		Shift: "Effet sur %s", Trial: "essayé à ±10 %", Measurement: "mesuré", Other: "%s de plus",
	},
	"es": {
		NoUncertainty: "sin incertidumbre declarada", Silent: "depende de entradas sin incertidumbre declarada",
		Tipping: "Cambia en", NoTip: "ninguna entrada por sí sola la cambia",
		FirstOrder: "sola", TotalOrder: "con interacciones", Variance: "parte de la varianza de %s",
		AtLow: "entrada en su extremo inferior", AtHigh: "entrada en su extremo superior",
		Shift: "Efecto en %s", Trial: "probado con ±10 %", Measurement: "medido", Other: "%s más",
	},
	"ja": {
		NoUncertainty: "不確かさの記載なし", Silent: "不確かさの記載がない入力に基づく",
		Tipping: "転換点", NoTip: "単独の入力では覆らない",
		FirstOrder: "単独", TotalOrder: "交互作用を含む", Variance: "%sの分散への寄与",
		AtLow: "入力を下限に", AtHigh: "入力を上限に",
		Shift: "%sへの影響", Trial: "±10 % で試算", Measurement: "測定値", Other: "ほか %s 件",
	},
}
