package math

// A face is the alphabet that letters and digits are taken from.
type face uint8

const (
	faceAuto face = iota // italic letters, upright digits and Greek capitals
	faceUpright
	faceItalic
	faceBold
	faceBoldItalic
	faceSans
	faceSansBold
	faceSansItalic
	faceSansBoldItalic
	faceMono
	faceDouble
	faceScript
	faceScriptBold
	faceFraktur
	faceFrakturBold
)

// starts of the mathematical alphabets in Unicode: Latin, Greek, digits; 0
// where there is none.
var alphabets = [...]struct{ latin, greek, digit rune }{
	faceItalic:         {0x1D434, 0x1D6E2, 0},
	faceBold:           {0x1D400, 0x1D6A8, 0x1D7CE},
	faceBoldItalic:     {0x1D468, 0x1D71C, 0x1D7CE},
	faceSans:           {0x1D5A0, 0, 0x1D7E2},
	faceSansBold:       {0x1D5D4, 0x1D756, 0x1D7EC},
	faceSansItalic:     {0x1D608, 0, 0x1D7E2},
	faceSansBoldItalic: {0x1D63C, 0x1D790, 0x1D7EC},
	faceMono:           {0x1D670, 0, 0x1D7F6},
	faceDouble:         {0x1D538, 0, 0x1D7D8},
	faceScript:         {0x1D49C, 0, 0},
	faceScriptBold:     {0x1D4D0, 0, 0},
	faceFraktur:        {0x1D504, 0, 0},
	faceFrakturBold:    {0x1D56C, 0, 0},
}

// Letters that had their place in Unicode before the alphabets came.
var alphabetHoles = map[rune]rune{
	0x1D455: 'ℎ',
	0x1D49D: 'ℬ', 0x1D4A0: 'ℰ', 0x1D4A1: 'ℱ', 0x1D4A3: 'ℋ', 0x1D4A4: 'ℐ', 0x1D4A7: 'ℒ', 0x1D4A8: 'ℳ', 0x1D4AD: 'ℛ',
	0x1D4BA: 'ℯ', 0x1D4BC: 'ℊ', 0x1D4C4: 'ℴ',
	0x1D506: 'ℭ', 0x1D50B: 'ℌ', 0x1D50C: 'ℑ', 0x1D515: 'ℜ', 0x1D51D: 'ℨ',
	0x1D53A: 'ℂ', 0x1D53F: 'ℍ', 0x1D545: 'ℕ', 0x1D547: 'ℙ', 0x1D548: 'ℚ', 0x1D549: 'ℝ', 0x1D551: 'ℤ',
}

// Greek variants behind ω in each Greek alphabet.
var greekVariants = map[rune]rune{'∂': 51, 'ϵ': 52, 'ϑ': 53, 'ϰ': 54, 'ϕ': 55, 'ϱ': 56, 'ϖ': 57}

// in returns the character for r in an alphabet, r itself where there is none.
func (f face) in(r rune) rune {
	if f == faceAuto {
		f = automatic(r)
	}
	if int(f) >= len(alphabets) {
		return r
	}
	a := alphabets[f]
	var c rune
	switch {
	case r >= 'A' && r <= 'Z' && a.latin != 0:
		c = a.latin + r - 'A'
	case r >= 'a' && r <= 'z' && a.latin != 0:
		c = a.latin + 26 + r - 'a'
	case r >= '0' && r <= '9' && a.digit != 0:
		return a.digit + r - '0'
	case a.greek != 0:
		return greekIn(a.greek, r)
	case r == 'ı' && f == faceItalic:
		return 0x1D6A4
	case r == 'ȷ' && f == faceItalic:
		return 0x1D6A5
	default:
		return r
	}
	if hole, ok := alphabetHoles[c]; ok {
		return hole
	}
	return c
}

func greekIn(start, r rune) rune {
	switch {
	case r >= 'Α' && r <= 'Ω':
		return start + r - 'Α'
	case r >= 'α' && r <= 'ω':
		return start + 26 + r - 'α'
	case r == '∇':
		return start + 25
	case r == 'ϴ':
		return start + 17
	case r == 'ı' && start == alphabets[faceItalic].greek:
		return 0x1D6A4
	case r == 'ȷ' && start == alphabets[faceItalic].greek:
		return 0x1D6A5
	}
	if v, ok := greekVariants[r]; ok {
		return start + v
	}
	return r
}

// automatic is TeX's choice: italic letters but upright Greek capitals.
func automatic(r rune) face {
	switch {
	case r >= 'Α' && r <= 'Ω', r == '∇':
		return faceUpright
	}
	return faceItalic
}

// bolder is the alphabet that \boldsymbol makes of f.
func bolder(f face, r rune) face {
	switch f {
	case faceAuto:
		if automatic(r) == faceUpright {
			return faceBold
		}
		return faceBoldItalic
	case faceUpright:
		return faceBold
	case faceItalic:
		return faceBoldItalic
	case faceSans:
		return faceSansBold
	case faceSansItalic:
		return faceSansBoldItalic
	case faceScript:
		return faceScriptBold
	case faceFraktur:
		return faceFrakturBold
	}
	return f
}
