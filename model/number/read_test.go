package number

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// shown gives numerals as "text=value/half unit" for tables.
func shown(lang, text string) string {
	var parts []string
	for _, n := range Read(lang, text) {
		s := fmt.Sprintf("%s=%.6g/%.3g", visible.Replace(text[n.Start:n.End]), n.Value, n.Half)
		if n.Word {
			s = fmt.Sprintf("%s~%.6g", text[n.Start:n.End], n.Value)
		}
		if n.Unit != "" {
			s += " [" + n.Unit + "]"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

func TestRead(t *testing.T) {
	for _, test := range []struct{ lang, text, want string }{
		{"en", "35 times", "35=35/0.5"},
		{"en", "3.6 × 10⁵⁶ and 3.6e56", "3.6 × 10⁵⁶=3.6e+56/5e+54; 3.6e56=3.6e+56/5e+54"},
		{"en", "2 × 10^-9 W, $2 \\times 10^{-9}$", "2 × 10^-9=2e-09/5e-10 [W]; 2 \\times 10^{-9}=2e-09/5e-10"},
		{"en", "10⁵ of them", "10⁵=100000/5e+04"},
		{"en", "80 % or 80% or 80 percent or 80\u00a0per cent", "80=80/5 [%]; 80=80/5 [%]; 80=80/5 [%]; 80=80/5 [%]"},
		{"en", "V1, C02, 3D, 2nd, IL-6, 1.2.3, x86_64, H2O, the 1990s", ""},
		{"en", "300K, 5mV, 35x", "300=300/50 [K]; 5=5/0.5 [mV]; 35=35/0.5"},
		{"en", "17–20, 17-20, 17 to 20", "17=17/0.5; 20=20/5; 17=17/0.5; 20=20/5; 17=17/0.5; 20=20/5"},
		{"en", "−5 °C (-3 m) +2", "−5=-5/0.5 [°C]; -3=-3/0.5 [m]; +2=2/0.5"},
		{"en", "1,234,567.8 and 15 000 and 15\u202f000", "1,234,567.8=1.23457e+06/0.05; 15 000=15000/500; 15'000=15000/500"},
		{"en", "2500, 2.00e2, 100, 0.0031, 0", "2500=2500/50; 2.00e2=200/0.5; 100=100/50; 0.0031=0.0031/5e-05; 0=0/0.5"},
		{"en", "15 billion neurons", "15 billion=1.5e+10/5e+08"},
		{"en", "3 in 4, 5 a day, 5 m tall", "3=3/0.5; 4=4/0.5; 5=5/0.5; 5=5/0.5 [m]"},
		{"en", "20 milliwatts per gram of it", "20=20/5 [milliwatts per gram]"},
		{"en", "3.4 µmol g⁻¹ min⁻¹ at rest", "3.4=3.4/0.05 [µmol g⁻¹ min⁻¹]"},
		{"en", "36 kJ/mol at 300 K", "36=36/0.5 [kJ/mol]; 300=300/50 [K]"},
		{"en", "20 degrees Celsius", "20=20/5 [degrees Celsius]"},
		{"en", "3/4 of it, ½", "3/4~0.75; ½~0.5"},
		{"en", "Chapter .5 or (.5)", ".5=0.5/0.05; .5=0.5/0.05"},
		{"en", "more than a quarter", "a quarter~0.25"},
		{"en", "two thirds, one third, three quarters, half of it, a tenth", "two thirds~0.666667; one third~0.333333; three quarters~0.75; half~0.5; a tenth~0.1"},
		{"en", "fifty, thirty-five, Two hundred and fifty thousand", "fifty~50; thirty-five~35; Two hundred and fifty thousand~250000"},
		{"en", "a million, one hundred, a dozen, twice, tenfold", "a million~1e+06; one hundred~100; a dozen~12; twice~2; tenfold~10"},
		{"en", "one and a half, two million three hundred", "one and a half~1.5; two million three hundred~2.0003e+06"},
		{"en", "one of them, a second, the third, someone, often", ""},
		{"en", "one watt, five watts", "one~1 [watt]; five~5 [watts]"},
		{"zh", "约 3.09 瓦，3.5毫瓦的功率，2千瓦", "3.09=3.09/0.005 [瓦]; 3.5=3.5/0.05 [毫瓦]; 2=2/0.5 [千瓦]"},
		{"zh", "百分之二十，百分之20，５０％", "百分之二十~20 [%]; 百分之20=20/5 [%]; ５０=50/5 [%]"},
		{"zh", "四分之一，三分之二，一半", "四分之一~0.25; 三分之二~0.666667; 一半~0.5"},
		{"zh", "三十五倍，两千五百，一亿五千万，三倍，五十瓦", "三十五~35; 两千五百~2500; 一亿五千万~1.5e+08; 三~3; 五十~50 [瓦]"},
		{"zh", "150 亿个神经元，1.5万，3.6×10⁵⁶", "150 亿=1.5e+10/5e+08; 1.5万=15000/500; 3.6×10⁵⁶=3.6e+56/5e+54"},
		{"zh", "第三章，一个，统一，万一，十分", ""},
		{"de", "3,09 W, 1.234,5 m, 3.5", "3,09=3.09/0.005 [W]; 1.234,5=1234.5/0.05 [m]; 3.5=3.5/0.05"},
		{"de", "fünfunddreißig Prozent, ein Viertel, zwei Millionen, 15 Milliarden", "fünfunddreißig~35 [%]; ein Viertel~0.25; zwei Millionen~2e+06; 15 Milliarden=1.5e+10/5e+08"},
		{"fr", "3,09 W, 15\u202f000, trente-cinq pour cent, un quart, vingt et un", "3,09=3.09/0.005 [W]; 15'000=15000/500; trente-cinq~35 [%]; un quart~0.25; vingt et un~21"},
		{"es", "3,09 W, 12.345, treinta y cinco por ciento, la mitad", "3,09=3.09/0.005 [W]; 12.345=12345/0.5; treinta y cinco~35 [%]; la mitad~0.5"},
		{"ja", "3.09 W、三十五パーセント、四分の一、4分の1、150億、20 ミリワット", "3.09=3.09/0.005 [W]; 三十五~35 [%]; 四分の一~0.25; 4分の1~0.25; 150億=1.5e+10/5e+08; 20=20/5 [ミリワット]"},
		{"de", "zweitausendeins, zweitausenddreihundertfünf, eintausendundeins, zwölftausenddreißig, tausendfach", "zweitausendeins~2001; zweitausenddreihundertfünf~2305; eintausendundeins~1001; zwölftausenddreißig~12030; tausendfach~1000"},
		{"fr", "deux mille un, deux mille trois cent vingt, trente-cinq mille deux cents watts, deux mille, un", "deux mille un~2001; deux mille trois cent vingt~2320; trente-cinq mille deux cents~35200 [watts]; deux mille~2000"},
		{"es", "dos mil uno, dos mil trescientos cinco, treinta y cinco mil doscientos", "dos mil uno~2001; dos mil trescientos cinco~2305; treinta y cinco mil doscientos~35200"},
		{"sv", "3,09 W", "3,09=3.09/0.005 [W]"},
		{"en", "15 thousand million, fifteen thousand million, 3 dozen, half a dozen", "15 thousand million=1.5e+10/5e+08; fifteen thousand million~1.5e+10; 3 dozen=36/6; half a dozen~6"},
		{"en", "half a million, a quarter of a million, two and a half million", "half a million~500000; a quarter of a million~250000; two and a half million~2.5e+06"},
		{"en", "half a watt, a third of a second, half a cell", "half a~0.5 [watt]; a third of a~0.333333 [second]; half~0.5"},
		{"en", "one ten-thousandth, five hundred-thousandths, ten thousandths", "one ten-thousandth~0.0001; five hundred-thousandths~5e-05; ten thousandths~0.01"},
		{"en", "2½, 2 ½ W, 2 1/2, one and three quarters, −½, -1/3", "2½~2.5; 2 ½~2.5 [W]; 2 1/2~2.5; one and three quarters~1.75; −½~-0.5; -1/3~-0.333333"},
		{"en", "6.67430(15) × 10⁻¹¹, 3.09(12) W, 2.5(), f(3)", "6.67430(15) × 10⁻¹¹=6.6743e-11/5e-17; 3.09(12)=3.09/0.005 [W]; 2.5=2.5/0.05; 3=3/0.5"},
		{"en", "minus five, at minus 5 °C, 5 minus 3, five minus three", "minus five~-5; minus 5=-5/0.5 [°C]; 5=5/0.5; 3=3/0.5; five~5; three~3"},
		{"en", "minus zero point two five, three point five million, to the point", "minus zero point two five~-0.25; three point five million~3.5e+06"},
		{"en", "a fiftieth, one twentieth, eleven twelfths, twenty-first, the thirty-third, twenty thirds", "a fiftieth~0.02; one twentieth~0.05; eleven twelfths~0.916667; twenty thirds~6.66667"},
		{"en", "hundredfold, a thousandfold, 1/1000, 5/6/2021", "hundredfold~100; a thousandfold~1000; 1/1000~0.001; 5=5/0.5; 6=6/0.5; 2021=2021/0.5"},
		{"zh", "万倍，十万分之一，万一", "万~10000; 十万分之一~1e-05"},
		{"zh", "两成，三成五，7成，一成不变，三成为", "两成~20 [%]; 三成五~35 [%]; 7成~70 [%]"},
		{"zh", "百分之 20，万分之三，负五，零下 5 度，正负5，三四十", "百分之 20=20/5 [%]; 万分之三~0.0003; 负五~-5; 零下 5=-5/0.5 [度]; 5=5/0.5"},
		{"zh", "两个半小时，一倍半，三又二分之一，半瓦，半导体", "两个半~2.5 [小时]; 一倍半~1.5; 三又二分之一~3.5; 半~0.5 [瓦]"},
		{"de", "zweieinhalb, dreifach, dreissig, fünfzigtausend, eine halbe Million, ein Prozent", "zweieinhalb~2.5; dreifach~3; dreissig~30; fünfzigtausend~50000; halbe Million~500000; ein~1 [%]"},
		{"de", "null Komma zwei fünf, minus drei Komma eins, ein Watt", "null Komma zwei fünf~0.25; minus drei Komma eins~-3.1"},
		{"fr", "un pour cent, cent pour cent, vingt-et-un, septante-cinq", "un~1 [%]; cent~100 [%]; vingt-et-un~21; septante-cinq~75"},
		{"fr", "moins cinq degrés, au moins cinq, zéro virgule cinq", "moins cinq~-5 [degrés]; cinq~5; zéro virgule cinq~0.5"},
		{"es", "un por ciento, al menos cinco, menos 5 W, veintiún, medio millón", "un~1 [%]; cinco~5; menos 5=-5/0.5 [W]; veintiún~21; medio millón~500000"},
		{"ja", "3割、三割五分、マイナス五度", "3割~30 [%]; 三割五~35 [%]; マイナス五~-5 [度]"},
	} {
		if got := shown(test.lang, test.text); got != test.want {
			t.Errorf("Read(%s, %q)\n got: %s\nwant: %s", test.lang, test.text, got, test.want)
		}
	}
}

func TestCoarser(t *testing.T) {
	for _, test := range []struct {
		text          string
		half, coarser float64
		digits        int
	}{
		{"2.06", 0.005, 0.05, 3}, {"2e-9", 0.5e-9, 0.5e-9, 1}, {"2500", 50, 500, 2}, {"35", 0.5, 5, 2}, {"fifty", 2.5, 2.5, 1},
	} {
		n := Read("en", test.text)
		if len(n) != 1 || n[0].Half != test.half || n[0].Coarser != test.coarser || n[0].Digits != test.digits {
			t.Errorf("%s: got %+v, want half %g, coarser %g", test.text, n, test.half, test.coarser)
		}
	}
}

func TestParseLiteral(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"3.09 W", "3.09 3 W"}, {"1.5e10", "1.5e+10 2 "}, {"2.00e2", "200 3 "}, {"2500 W", "2500 2 W"}, {"3.0", "3 2 "},
		{" −3 %", "-3 1 %"}, {"+4", "4 1 "}, {"1.5 × 10^10 m", "1.5e+10 2 m"}, {"0.0031", "0.0031 2 "}, {"0", "0 1 "},
		{"10⁸ W", "1e+08 1 W"}, {"-10^-9", "-1e-09 1 "}, {"10 m²", "10 1 m²"},
		{"1e5W", "100000 1 W"}, {"12 eV", "12 2 eV"}, {"5 e", "5 1 e"}, {"0.03/year", "0.03 1 /year"}, {"100", "100 1 "},
		{"1,5", "1: ',' does not belong in a number; the decimal sign of a model is the point; digits are not grouped"},
		{"1.2.3", "3: '.' does not belong in a number; "},
		{"W", "0: a number is expected; "},
		{"", "0: a number is expected; "},
		{"1e999", "0: the number is out of range; "},
	} {
		value, digits, rest, err := ParseLiteral(test.text)
		got := fmt.Sprintf("%v %d %s", value, digits, rest)
		var e *LiteralError
		if errors.As(err, &e) {
			got = fmt.Sprintf("%d: %s; %s", e.Offset, e.Msg, e.Hint)
		}
		if got != test.want {
			t.Errorf("ParseLiteral(%q)\n got: %s\nwant: %s", test.text, got, test.want)
		}
	}
}

// What the format words prints is read as the number that it spells.
func TestPrintedWordsReadBack(t *testing.T) {
	watt := mustUnit(t, "W")
	for _, lang := range []string{"en", "en-GB", "de", "fr", "es", "zh", "ja"} {
		for _, x := range []float64{0.25, 3.1, -0.5, 12.75, -3, 1.5, 0.05, 21, -21.5, 1e6, 1.02, 71, 101, 1e3, 31.01} {
			text, err := Style{Lang: lang}.Print(Quantity{Value: x, Unit: watt}, mustFormat(t, "words .4g"))
			found := Read(lang, text)
			if err != nil || len(found) != 1 || math.Abs(found[0].Value-x) > 1e-9*math.Abs(x) || found[0].Start != 0 || found[0].UnitEnd != len(text) {
				t.Errorf("%s: %v is %q and reads as %+v, %v", lang, x, text, found, err)
			}
		}
	}
}

// Every spelled-out number is read as the number that it spells.
func TestWordsReadBack(t *testing.T) {
	for _, lang := range []string{"en", "en-GB", "zh", "de", "fr", "es", "ja"} {
		for _, n := range []int64{2, 11, 12, 20, 21, 35, 71, 80, 81, 91, 99, 100, 101, 111, 120, 222, 500, 999, 1000} {
			if (lang == "zh" || lang == "ja") && (n < 10 || n == 100 || n == 1000) {
				continue // a lone character counts only before a unit
			}
			w := Words(lang, n)
			found := Read(lang, w)
			if len(found) != 1 || found[0].Value != float64(n) || found[0].End != len(w) {
				t.Errorf("%s: %d is %q and reads as %+v", lang, n, w, found)
			}
		}
	}
	for _, n := range []int64{1002, 21_000, 250_000, 1_000_001, 15_000_000_000, 123_456_789} {
		for _, lang := range []string{"en", "en-GB", "zh", "ja"} {
			w := Words(lang, n)
			if found := Read(lang, w); len(found) != 1 || found[0].Value != float64(n) {
				t.Errorf("%s: %d is %q and reads as %+v", lang, n, w, found)
			}
		}
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct {
		lang string
		n    int64
		want string
	}{
		{"en", 0, "zero"}, {"en", 35, "thirty-five"}, {"en", -120, "minus one hundred twenty"}, {"en-GB", 120, "one hundred and twenty"},
		{"en", 15_000_000_000, "fifteen billion"}, {"zh", 35, "三十五"}, {"zh", 2500, "两千五百"}, {"zh", 10010, "一万零一十"},
		{"zh", 101, "一百零一"}, {"zh", 200_000_000, "两亿"}, {"de", 21, "einundzwanzig"}, {"de", 101, "einhunderteins"},
		{"de", 2_000_001, "zwei Millionen eins"}, {"fr", 71, "soixante et onze"}, {"fr", 80, "quatre-vingts"}, {"fr", 81, "quatre-vingt-un"},
		{"fr", 80_000, "quatre-vingt mille"}, {"fr", 200, "deux cents"}, {"es", 21_000, "veintiún mil"}, {"es", 35, "treinta y cinco"},
		{"ja", 35, "三十五"}, {"ja", 1_0000_0000, "一億"}, {"sv", 35, ""}, {"en", math.MaxInt64, ""}, {"en", math.MinInt64, ""},
	} {
		if got := Words(test.lang, test.n); got != test.want {
			t.Errorf("Words(%s, %d): got %q, want %q", test.lang, test.n, got, test.want)
		}
	}
}

// Numerals stand in the text in order, do not overlap, and have a precision.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"35 times 3.6 × 10⁵⁶", "百分之二十，三点五", "1.234,5 und ein Viertel", "−5 °C–7", "two hundred and", "½ 10^{-", "１２.３"} {
		f.Add("en", s)
		f.Add("zh", s)
		f.Add("de", s)
	}
	f.Fuzz(func(t *testing.T, lang, text string) {
		last := 0
		for _, n := range Read(lang, text) {
			if n.Start < last || n.End <= n.Start || n.UnitEnd < n.End || n.UnitEnd > len(text) {
				t.Fatalf("%q: misplaced %+v", text, n)
			}
			last = n.UnitEnd
			if math.IsNaN(n.Value) || math.IsInf(n.Value, 0) || n.Half < 0 || n.Coarser < n.Half || n.Digits < 1 {
				t.Fatalf("%q: senseless %+v", text, n)
			}
		}
	})
}

// A canonical format reads back as itself.
func FuzzParseFormat(f *testing.F) {
	for _, s := range []string{".2g ±", "name", "bare words", ".0f", "±.1e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, err := ParseFormat(text)
		if err != nil {
			t.Skip()
		}
		second, err := ParseFormat(first.String())
		if err != nil || second != first {
			t.Errorf("%q prints %q, which is %+v, %v", text, first, second, err)
		}
	})
}

// What a literal reads, printed with its digits, is the same number.
func FuzzParseLiteral(f *testing.F) {
	for _, s := range []string{"3.09 W", "2.00e2", "−1.5 × 10^-3 m", "1e308", "0.000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, digits, rest, err := ParseLiteral(text)
		if err != nil {
			t.Skip()
		}
		if digits < 1 || len(rest) > len(text) {
			t.Fatalf("%q: %d digits, rest %q", text, digits, rest)
		}
		if digits > 15 {
			t.Skip() // more than a float64 holds
		}
		again, _, _, err := ParseLiteral(Style{Lang: "en", Grouping: "none"}.Number(x, Format{Verb: 'g', Digits: digits}, 0))
		if err != nil || math.Abs(again-x) > 1e-14*math.Abs(x) {
			t.Errorf("%q is %v and comes back as %v, %v", text, x, again, err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("The cortex of an adult spends about 3.09 W, some 35 times what it computes with, or a quarter of it. ", 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read("en", text)
	}
}
