package unit

import "strings"

// The languages that have built-in words, in the order of all tables here.
var languages = [6]string{"en", "zh", "de", "fr", "es", "ja"}

func languageIndex(lang string) int {
	l := base(lang)
	for i, have := range languages {
		if have == l {
			return i
		}
	}
	return -1
}

// Long names by unit: Chinese, German, French, Spanish, Japanese. A plural that
// is not regular stands behind a stroke; regular is no change in German and
// Japanese, s in French and Spanish. A low line stands for a space.
const foreignTable = `
m 米 Meter mètre metro メートル
g 克 Gramm gramme gramo グラム
s 秒 Sekunde/Sekunden seconde segundo 秒
A 安 Ampere ampère amperio アンペア
K 开 Kelvin kelvin kelvin/kelvin ケルビン
mol 摩尔 Mol mole mol/moles モル
cd 坎德拉 Candela candela candela カンデラ
rad 弧度 Radiant radian radián/radianes ラジアン
sr 球面度 Steradiant stéradian estereorradián/estereorradianes ステラジアン
bit 比特 Bit bit bit/bits ビット
Hz 赫兹 Hertz hertz/hertz hercio ヘルツ
N 牛顿 Newton newton newton/newtons ニュートン
Pa 帕 Pascal pascal/pascals pascal/pascales パスカル
J 焦 Joule joule julio ジュール
W 瓦 Watt watt vatio ワット
C 库仑 Coulomb coulomb culombio クーロン
V 伏 Volt volt voltio ボルト
F 法拉 Farad farad faradio ファラド
Ω 欧姆 Ohm ohm ohmio オーム
S 西门子 Siemens siemens/siemens siemens/siemens ジーメンス
Wb 韦伯 Weber weber weber/webers ウェーバ
T 特斯拉 Tesla tesla tesla テスラ
H 亨利 Henry henry henrio ヘンリー
lm 流明 Lumen lumen lumen/lúmenes ルーメン
lx 勒克斯 Lux lux/lux lux/lux ルクス
Bq 贝可勒尔 Becquerel becquerel becquerel/becquereles ベクレル
Gy 戈瑞 Gray gray gray/grays グレイ
Sv 希沃特 Sievert sievert sievert/sieverts シーベルト
kat 开特 Katal katal katal/katales カタール
degC 摄氏度 Grad_Celsius degré_Celsius/degrés_Celsius grado_Celsius/grados_Celsius 度
delta_degC 摄氏度 Grad_Celsius degré_Celsius/degrés_Celsius grado_Celsius/grados_Celsius 度
min 分钟 Minute/Minuten minute minuto 分
h 小时 Stunde/Stunden heure hora 時間
d 天 Tag/Tage jour día 日
week 周 Woche/Wochen semaine semana 週間
year 年 Jahr/Jahre an año 年
month 个月 Monat/Monate mois/mois mes/meses か月
deg 度 Grad degré grado 度
arcmin 角分 Bogenminute/Bogenminuten minute_d’arc/minutes_d’arc minuto_de_arco/minutos_de_arco 分角
arcsec 角秒 Bogensekunde/Bogensekunden seconde_d’arc/secondes_d’arc segundo_de_arco/segundos_de_arco 秒角
mas 毫角秒 Millibogensekunde/Millibogensekunden milliseconde_d’arc/millisecondes_d’arc milisegundo_de_arco/milisegundos_de_arco ミリ秒角
µas 微角秒 Mikrobogensekunde/Mikrobogensekunden microseconde_d’arc/microsecondes_d’arc microsegundo_de_arco/microsegundos_de_arco マイクロ秒角
rev 转 Umdrehung/Umdrehungen tour revolución/revoluciones 回転
B 字节 Byte octet byte/bytes バイト
nat 奈特 Nat nat nat/nats ナット
% - Prozent pour_cent/pour_cent por_ciento/por_ciento パーセント
‰ - Promille pour_mille/pour_mille por_mil/por_mil パーミル
Å 埃 Ångström angström/angströms ángstrom/ángstroms オングストローム
au 天文单位 Astronomische_Einheit/Astronomische_Einheiten unité_astronomique/unités_astronomiques unidad_astronómica/unidades_astronómicas 天文単位
ly 光年 Lichtjahr/Lichtjahre année-lumière/années-lumière año_luz/años_luz 光年
pc 秒差距 Parsec parsec pársec/pársecs パーセク
ha 公顷 Hektar hectare hectárea ヘクタール
L 升 Liter litre litro リットル
t 吨 Tonne/Tonnen tonne tonelada トン
Da 道尔顿 Dalton dalton dalton/daltons ダルトン
bar 巴 Bar bar/bars bar/bares バール
atm 标准大气压 Atmosphäre/Atmosphären atmosphère atmósfera 気圧
mmHg 毫米汞柱 Millimeter_Quecksilbersäule millimètre_de_mercure/millimètres_de_mercure milímetro_de_mercurio/milímetros_de_mercurio 水銀柱ミリメートル
eV 电子伏特 Elektronenvolt électronvolt electronvoltio 電子ボルト
cal 卡 Kalorie/Kalorien calorie caloría カロリー
erg 尔格 Erg erg ergio エルグ
degF 华氏度 Grad_Fahrenheit degré_Fahrenheit/degrés_Fahrenheit grado_Fahrenheit/grados_Fahrenheit 華氏度
delta_degF 华氏度 Grad_Fahrenheit degré_Fahrenheit/degrés_Fahrenheit grado_Fahrenheit/grados_Fahrenheit 華氏度
in 英寸 Zoll pouce pulgada インチ
ft 英尺 Fuß pied pie フィート
mi 英里 Meile/Meilen mille milla マイル
`

// foreignNames reads the table: [language][singular, plural] by unit.
func foreignNames() map[string][6][2]string {
	table := map[string][6][2]string{}
	for line := range strings.Lines(foreignTable) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		var names [6][2]string
		for i, w := range words[1:] {
			if w == "-" {
				continue
			}
			one, many, given := strings.Cut(strings.ReplaceAll(w, "_", " "), "/")
			if !given {
				many = one
				if l := languages[i+1]; l == "fr" || l == "es" {
					many += "s"
				}
			}
			names[i+1] = [2]string{one, many}
		}
		table[words[0]] = names
	}
	return table
}

// words joins the names of units in a language.
type words struct {
	per, times     string
	square, cubic  string
	powerBehind    bool // "metro cuadrado": the power stands behind the name
	squares, cubes string
}

var joining = [6]words{
	{" per ", " ", "square ", "cubic ", false, "", ""},
	{"每", "", "平方", "立方", false, "", ""},
	{" pro ", "", "Quadrat", "Kubik", false, "", ""},
	{" par ", " ", " carré", " cube", true, " carrés", " cubes"},
	{" por ", " ", " cuadrado", " cúbico", true, " cuadrados", " cúbicos"},
	{"毎", "", "平方", "立方", false, "", ""},
}

// Name gives the long name in the plural, "kilojoules per mole", "瓦"; what
// has none falls back to [Unit.Print].
func (u Unit) Name(lang string) string { return u.NameFor(lang, true) }

// NameFor gives the long name, in the singular where plural is false.
func (u Unit) NameFor(lang string, plural bool) string {
	if u.body == nil {
		return ""
	}
	i := languageIndex(lang)
	w := joining[max(i, 0)]
	var above, below []string
	last := -1 // the term whose plural shows: the last above
	for k, t := range u.terms {
		if t.exp.num > 0 {
			last = k
		}
	}
	for k, t := range u.terms {
		e := t.exp
		if e.num < 0 {
			e = e.neg()
		}
		s, ok := t.long(lang, plural && k == last)
		if !ok {
			return u.Print(lang)
		}
		if s, ok = w.raise(s, e, plural && k == last, base(lang)); !ok {
			return u.Print(lang)
		}
		if t.exp.num > 0 {
			if len(above) > 0 && base(lang) == "de" {
				s = strings.ToLower(s) // Kilowattstunden
			}
			above = append(above, s)
		} else {
			below = append(below, s)
		}
	}
	out := strings.Join(above, w.times)
	if len(below) > 0 {
		out += w.per + strings.Join(below, w.per)
	}
	return strings.TrimPrefix(out, " ")
}

// long is the name of one term without its power.
func (t term) long(lang string, plural bool) (string, bool) {
	if t.def.other != nil || t.def.tex != "" {
		s, ok := t.def.other[base(lang)]
		if !ok {
			s, ok = t.def.other[""]
		}
		if !ok {
			return strings.ReplaceAll(t.def.print(lang), "_", " "), true
		}
		return s, true
	}
	i := languageIndex(lang)
	if i < 0 {
		return "", false
	}
	s := t.def.names[i][0]
	if plural {
		s = t.def.names[i][1]
	}
	if s == "" {
		return "", false
	}
	if t.prefix != nil {
		if t.prefix.names[i] == "" {
			return "", false
		}
		s = attach(languages[i], t.prefix.names[i], s)
	}
	return spell(s, lang), true
}

// attach puts a prefix before a name: German writes on in lower case, and in
// Spanish the accent of metro moves to the prefix, kilómetro.
func attach(lang, prefix, s string) string {
	switch {
	case lang == "de":
		return prefix + strings.ToLower(s)
	case lang == "es" && strings.HasPrefix(s, "metro"):
		return accented(prefix) + s
	}
	return prefix + s
}

// accented puts an accent on the last vowel of a prefix.
func accented(prefix string) string {
	n := len(prefix) - 1
	if a, ok := map[byte]string{'a': "á", 'i': "í", 'o': "ó"}[prefix[n]]; ok {
		return prefix[:n] + a
	}
	return prefix
}

// spell turns American names to the British spelling for other Englishes.
func spell(s, lang string) string {
	if base(lang) != "en" || lang == "en" || lang == "en-US" {
		return s
	}
	if strings.HasPrefix(s, "diopter") || strings.Contains(s, "meter") || strings.Contains(s, "liter") {
		s = strings.ReplaceAll(s, "meter", "metre")
		s = strings.ReplaceAll(s, "liter", "litre")
		s = strings.ReplaceAll(s, "diopter", "dioptre")
	}
	return s
}

// raise says a power in words; only squares and cubes have some.
func (w words) raise(s string, e exponent, plural bool, lang string) (string, bool) {
	square, cubic := w.square, w.cubic
	if plural && w.powerBehind {
		square, cubic = w.squares, w.cubes
	}
	word := ""
	switch e {
	case whole(1):
		return s, true
	case whole(2):
		word = square
	case whole(3):
		word = cubic
	default:
		return "", false
	}
	switch {
	case lang == "en" && (strings.HasPrefix(s, "second") || strings.HasSuffix(s, "second")):
		return s + map[exponent]string{whole(2): " squared", whole(3): " cubed"}[e], true
	case w.powerBehind:
		return s + word, true
	case lang == "de":
		return word + strings.ToLower(s), true
	}
	return word + s, true
}
