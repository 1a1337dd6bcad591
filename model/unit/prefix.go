package unit

// Which prefixes a unit takes.
type prefixes uint8

const (
	noPrefix    prefixes = iota
	anyPrefix            // all decimal ones
	largePrefix          // kilo and beyond: years, tonnes
	dataPrefix           // kilo and beyond, and the binary ones: bit, byte
)

// A prefix multiplies a unit: by a power of ten, or of 1024 if binary.
type prefix struct {
	symbol string
	power  int
	binary bool
	names  [6]string // en zh de fr es ja, as languages
	scale  scale
}

// The decimal prefixes of the SI Brochure, 9th edition with the additions of
// 2022, and the binary ones of IEC 80000-13.
var allPrefixes = []*prefix{
	{symbol: "Q", power: 30, names: [6]string{"quetta", "昆", "Quetta", "quetta", "quetta", "クエタ"}},
	{symbol: "R", power: 27, names: [6]string{"ronna", "容", "Ronna", "ronna", "ronna", "ロナ"}},
	{symbol: "Y", power: 24, names: [6]string{"yotta", "尧", "Yotta", "yotta", "yotta", "ヨタ"}},
	{symbol: "Z", power: 21, names: [6]string{"zetta", "泽", "Zetta", "zetta", "zetta", "ゼタ"}},
	{symbol: "E", power: 18, names: [6]string{"exa", "艾", "Exa", "exa", "exa", "エクサ"}},
	{symbol: "P", power: 15, names: [6]string{"peta", "拍", "Peta", "péta", "peta", "ペタ"}},
	{symbol: "T", power: 12, names: [6]string{"tera", "太", "Tera", "téra", "tera", "テラ"}},
	{symbol: "G", power: 9, names: [6]string{"giga", "吉", "Giga", "giga", "giga", "ギガ"}},
	{symbol: "M", power: 6, names: [6]string{"mega", "兆", "Mega", "méga", "mega", "メガ"}},
	{symbol: "k", power: 3, names: [6]string{"kilo", "千", "Kilo", "kilo", "kilo", "キロ"}},
	{symbol: "h", power: 2, names: [6]string{"hecto", "百", "Hekto", "hecto", "hecto", "ヘクト"}},
	{symbol: "da", power: 1, names: [6]string{"deca", "十", "Deka", "déca", "deca", "デカ"}},
	{symbol: "d", power: -1, names: [6]string{"deci", "分", "Dezi", "déci", "deci", "デシ"}},
	{symbol: "c", power: -2, names: [6]string{"centi", "厘", "Zenti", "centi", "centi", "センチ"}},
	{symbol: "m", power: -3, names: [6]string{"milli", "毫", "Milli", "milli", "mili", "ミリ"}},
	{symbol: "µ", power: -6, names: [6]string{"micro", "微", "Mikro", "micro", "micro", "マイクロ"}},
	{symbol: "n", power: -9, names: [6]string{"nano", "纳", "Nano", "nano", "nano", "ナノ"}},
	{symbol: "p", power: -12, names: [6]string{"pico", "皮", "Piko", "pico", "pico", "ピコ"}},
	{symbol: "f", power: -15, names: [6]string{"femto", "飞", "Femto", "femto", "femto", "フェムト"}},
	{symbol: "a", power: -18, names: [6]string{"atto", "阿", "Atto", "atto", "atto", "アト"}},
	{symbol: "z", power: -21, names: [6]string{"zepto", "仄", "Zepto", "zepto", "zepto", "ゼプト"}},
	{symbol: "y", power: -24, names: [6]string{"yocto", "幺", "Yokto", "yocto", "yocto", "ヨクト"}},
	{symbol: "r", power: -27, names: [6]string{"ronto", "柔", "Ronto", "ronto", "ronto", "ロント"}},
	{symbol: "q", power: -30, names: [6]string{"quecto", "亏", "Quekto", "quecto", "quecto", "クエクト"}},
	{symbol: "Ki", power: 1, binary: true, names: [6]string{"kibi", "", "Kibi", "kibi", "kibi", "キビ"}},
	{symbol: "Mi", power: 2, binary: true, names: [6]string{"mebi", "", "Mebi", "mébi", "mebi", "メビ"}},
	{symbol: "Gi", power: 3, binary: true, names: [6]string{"gibi", "", "Gibi", "gibi", "gibi", "ギビ"}},
	{symbol: "Ti", power: 4, binary: true, names: [6]string{"tebi", "", "Tebi", "tébi", "tebi", "テビ"}},
	{symbol: "Pi", power: 5, binary: true, names: [6]string{"pebi", "", "Pebi", "pébi", "pebi", "ペビ"}},
	{symbol: "Ei", power: 6, binary: true, names: [6]string{"exbi", "", "Exbi", "exbi", "exbi", "エクスビ"}},
	{symbol: "Zi", power: 7, binary: true, names: [6]string{"zebi", "", "Zebi", "zébi", "zebi", "ゼビ"}},
	{symbol: "Yi", power: 8, binary: true, names: [6]string{"yobi", "", "Yobi", "yobi", "yobi", "ヨビ"}},
}

func init() {
	for _, p := range allPrefixes {
		base := int64(10)
		if p.binary {
			base = 1024
		}
		p.scale = scale{rat: power(decimalInt(base), p.power)}
	}
}

// fits tells whether a unit of class c takes p.
func (p *prefix) fits(c prefixes) bool {
	switch c {
	case anyPrefix:
		return !p.binary
	case largePrefix:
		return !p.binary && p.power >= 3
	case dataPrefix:
		return p.binary || p.power >= 3
	}
	return false
}
