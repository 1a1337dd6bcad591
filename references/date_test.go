package references

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"1995", "1995"}, {"1995-03", "1995-03"}, {"1995-03-30", "1995-03-30"}, {"1995/1997", "1995/1997"}, {"1997/", "1997/.."}, {"1997/..", "1997/.."},
		{"/1997", "../1997"}, {"1490~", "1490~"}, {"1723?", "1723?"}, {"1723%", "1723%"}, {"2003-21", "2003-21"}, {"-0379-02", "-0379-02"}, {"-0221/-0219", "-0221/-0219"},
		{"199X", "1990/1999"}, {"19XX", "1900/1999"}, {"1999-XX", "1999"}, {"1999-01-XX", "1999-01"}, {"Y17000002", "Y17000002"}, {"Y-17000002", "Y-17000002"},
		{"2004-04-05T14:34:00", "2004-04-05"}, {"2000-02-29", "2000-02-29"}, {"१९८७-०१-१५", "1987-01-15"}, {"1999/open", "1999/.."}, {"0000", "0000"},
	} {
		d, ok := ParseDate(test.text)
		if got := d.EDTF(); !ok || got != test.want {
			t.Errorf("ParseDate(%q) = %s, %v; want %s", test.text, got, ok, test.want)
		}
	}
	for _, text := range []string{"", "1995-1-04", "1995-13", "1999-02-29", "1996-10-35", "1985-1030", "1.5.1998", "95", "in press", "1995-1997-1999", "..", "/", "../.."} {
		if d, ok := ParseDate(text); ok {
			t.Errorf("ParseDate(%q) = %s; want none", text, d.EDTF())
		}
	}
}

func TestFieldDate(t *testing.T) {
	for _, test := range []struct{ year, month, day, want string }{
		{"1986", "", "", "1986"}, {"1986a", "", "", "1986"}, {"1995--1996", "", "", "1995/1996"}, {"1995–96", "", "", "1995/1996"}, {"ca. 1900", "", "", "1900~"},
		{"[1900]", "", "", "1900"}, {"1900?", "", "", "1900?"}, {"in press", "", "", "in press"}, {"13th Century", "", "", "13th Century"}, {"2020-", "", "", "2020/.."},
		{"2002", "July 30th", "", "2002-07-30"}, {"2019", "2 sep", "", "2019-09-02"}, {"2019", "Mar.", "", "2019-03"}, {"2019", "12", "", "2019-12"}, {"2012", "5", "14", "2012-05-14"},
		{"2019", "January/February", "", "2019-01/2019-02"}, {"2019", "spring", "", "2019-21"}, {"2019", "unknown", "", "2019"}, {"2019", "März", "", "2019-03"}, {"2019", "31 Feb", "", "2019-02"},
		{"2018", "30 June -- 2 July", "", "2018-06-30/2018-07-02"},
	} {
		if got := fieldDate(test.year, test.month, test.day).EDTF(); got != test.want {
			t.Errorf("fieldDate(%q, %q, %q) = %s; want %s", test.year, test.month, test.day, got, test.want)
		}
	}
}

// What a date writes, it reads again.
func TestDateRoundTrip(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) Day {
		d := Day{Set: true, Year: rapid.IntRange(-20_000, 20_000).Draw(t, "year")}
		if abs(d.Year) > 9999 {
			return d
		}
		switch rapid.IntRange(0, 3).Draw(t, "parts") {
		case 1:
			d.Season = rapid.IntRange(1, 4).Draw(t, "season")
		case 2:
			d.Month = rapid.IntRange(1, 12).Draw(t, "month")
		case 3:
			d.Month = rapid.IntRange(1, 12).Draw(t, "month")
			d.Day = rapid.IntRange(1, daysIn(Day{Year: d.Year, Month: d.Month})).Draw(t, "day")
		}
		return d
	})
	rapid.Check(t, func(t *rapid.T) {
		d := Date{From: day.Draw(t, "from"), Circa: rapid.Bool().Draw(t, "circa"), Uncertain: rapid.Bool().Draw(t, "uncertain")}
		switch rapid.IntRange(0, 2).Draw(t, "range") {
		case 1:
			d.To = day.Draw(t, "to")
		case 2:
			d.OpenTo = true
		}
		if got, ok := ParseDate(d.EDTF()); !ok || got != d {
			t.Errorf("%+v writes %s, which is %+v, %v", d, d.EDTF(), got, ok)
		}
	})
}
