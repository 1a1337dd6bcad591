package number

import "math"

func Words(lang string, n int64) string { return "" }

func (s Style) words(q Quantity, f Format) (string, bool) { _ = math.Pi; return "", false }
