package model

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"reckon/model/unit"
)

// A sample is what a statistic is computed from: the values of a column and,
// for a straight line, those of the column that it runs against.
type sample struct {
	x, y   []float64
	ux, uy unit.Unit
}

// least is how many values each statistic needs; 1 where it is not named.
var least = map[string]int{"sum": 0, "count": 0, "sd": 2, "se": 2, "slope": 2, "intercept": 2, "correlation": 2}

// ofLine names the statistics of two columns.
var ofLine = map[string]bool{"slope": true, "intercept": true, "correlation": true}

// statistic computes one number from a sample. The standard deviation is that
// of a sample (n - 1 in the denominator); a straight line is that of least
// squares.
func (l *loader) statistic(s sample, d *Data, at scalar) (literal, bool) {
	n := len(s.y)
	need, ok := least[d.Statistic]
	if !ok {
		need = 1
	}
	if n < need {
		l.found.Add("data-invalid", at.at, "column %s of %s has %d values, too few for its %s", d.Column, d.File, n, d.Statistic)
		return literal{}, false
	}
	y := literal{unit: s.uy}
	switch d.Statistic {
	case "count":
		return literal{value: float64(n)}, true
	case "mean":
		y.value = sum(s.y) / float64(n)
	case "sum":
		y.value = sum(s.y)
	case "sd", "se":
		y = l.difference(deviation(s.y), s.uy)
		if d.Statistic == "se" {
			y.value /= math.Sqrt(float64(n))
		}
	case "median":
		sorted := slices.Clone(s.y)
		slices.Sort(sorted)
		y.value = quantile(sorted, 0.5)
	case "geometric_mean":
		if slices.Min(s.y) <= 0 {
			l.found.Add("data-invalid", at.at, "column %s of %s has values that are not above 0, so it has no geometric mean", d.Column, d.File)
			return y, false
		}
		y.value = geometricMean(s.y)
	case "min":
		y.value = slices.Min(s.y)
	case "max":
		y.value = slices.Max(s.y)
	case "first":
		y.value = s.y[0]
	case "last":
		y.value = s.y[n-1]
	default:
		return l.lineStatistic(s, d, at)
	}
	return y, true
}

// lineStatistic computes what describes the straight line through two columns.
func (l *loader) lineStatistic(s sample, d *Data, at scalar) (literal, bool) {
	fit := fitLine(s.x, s.y)
	if math.IsNaN(fit.slope) || d.Statistic == "correlation" && math.IsNaN(fit.r) {
		l.found.Add("data-invalid", at.at, "the values of a column of %s are all the same, so no line has a %s", d.File, d.Statistic)
		return literal{}, false
	}
	switch d.Statistic {
	case "intercept":
		return literal{value: fit.intercept, unit: s.uy}, true
	case "correlation":
		return literal{value: fit.r}, true
	}
	return l.slope(fit.slope, s, at)
}

// slope is a difference of y for a difference of x.
func (l *loader) slope(v float64, s sample, at scalar) (literal, bool) {
	y, x := l.difference(v, s.uy), l.difference(1, s.ux)
	u, err := l.model.units.Parse(perUnit(y.unit, x.unit))
	if err != nil {
		l.found.Add("data-invalid", at.at, "a slope has no unit: %v", err)
		return literal{}, false
	}
	return literal{value: y.value / x.value, unit: u}, true
}

func perUnit(y, x unit.Unit) string {
	switch {
	case x.IsOne():
		return y.String()
	case y.IsOne():
		return "1/(" + x.String() + ")"
	}
	return "(" + y.String() + ")/(" + x.String() + ")"
}

// difference is a number of units without their offset.
func (l *loader) difference(v float64, u unit.Unit) literal {
	if u.Offset() == 0 {
		return literal{value: v, unit: u}
	}
	k, _ := l.model.units.Lookup("K")
	return literal{value: v * u.Factor(), unit: k}
}

// spreadOfData is the uncertainty that the data themselves give to their
// statistic: its standard error, or the standard deviation of the values. The
// standard error of few values is widened so that the 95 % interval is the one
// by Student's t.
func (l *loader) spreadOfData(s sample, d *Data, at scalar) (literal, bool) {
	n := len(s.y)
	var sd float64
	u := s.uy
	fit := fitLine(s.x, s.y)
	free := n - 1
	switch {
	case d.Uncertainty == "sd" && (d.Statistic == "mean" || d.Statistic == "median"):
		free = 0
		sd = deviation(s.y)
	case d.Uncertainty == "se" && d.Statistic == "mean":
		sd = deviation(s.y) / math.Sqrt(float64(n))
	case d.Uncertainty == "se" && d.Statistic == "slope":
		free, sd = n-2, fit.slopeError
	case d.Uncertainty == "se" && d.Statistic == "intercept":
		free, sd = n-2, fit.interceptError
	default:
		l.found.Add("data-invalid", at.at, "%s has no uncertainty %s", d.Statistic, d.Uncertainty).
			Hint = "se goes with mean, slope and intercept, sd with mean and median"
		return literal{}, false
	}
	if math.IsNaN(sd) || free < 1 && d.Uncertainty == "se" {
		l.found.Add("data-invalid", at.at, "%d values of column %s are too few for an uncertainty", n, d.Column)
		return literal{}, false
	}
	if d.Uncertainty == "se" {
		sd *= student95(free) / z95
	}
	if d.Statistic == "slope" {
		return l.slope(sd, s, at)
	}
	return l.difference(sd, u), true
}

// student95 is the quantile of Student's t at 0.975.
//
// Source: Abramowitz and Stegun, 26.7.1 and 26.5.27. Checked against their table 26.10.
func student95(free int) float64 {
	nu := float64(free)
	x := mathext.InvRegIncBeta(nu/2, 0.5, 0.05)
	return math.Sqrt(nu * (1 - x) / x)
}

// A line is a straight line of least squares with standard errors.
type line struct {
	slope, intercept, r, slopeError, interceptError float64
}

// fitLine fits y = intercept + slope x, all deviations in y; NaN where x does
// not vary, and for the errors of two points.
func fitLine(x, y []float64) line {
	n := float64(len(x))
	if n < 2 {
		return line{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	}
	mx, my := sum(x)/n, sum(y)/n
	xx, xy, yy := make([]float64, len(x)), make([]float64, len(x)), make([]float64, len(x))
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		xx[i], xy[i], yy[i] = dx*dx, dx*dy, dy*dy
	}
	sxx, sxy, syy := sum(xx), sum(xy), sum(yy)
	f := line{slope: sxy / sxx, r: sxy / math.Sqrt(sxx*syy)}
	f.intercept = my - float64(f.slope*mx)
	rest := make([]float64, len(x))
	for i := range x {
		e := y[i] - my - float64(f.slope*(x[i]-mx))
		rest[i] = e * e
	}
	variance := sum(rest) / (n - 2)
	f.slopeError = math.Sqrt(variance / sxx)
	f.interceptError = math.Sqrt(variance * (1/n + mx*mx/sxx))
	return f
}

func geometricMean(x []float64) float64 {
	logs := make([]float64, len(x))
	for i, v := range x {
		logs[i] = math.Log(v)
	}
	return math.Exp(sum(logs) / float64(len(x)))
}

// sum adds with Neumaier's compensation, so that the order of rows does not
// show in the last digit.
func sum(x []float64) float64 {
	s, c := 0.0, 0.0
	for _, y := range x {
		t := s + y
		if math.Abs(s) >= math.Abs(y) {
			c += (s - t) + y
		} else {
			c += (y - t) + s
		}
		s = t
	}
	return s + c
}

func deviation(x []float64) float64 {
	mean := sum(x) / float64(len(x))
	squares := make([]float64, len(x))
	for i, y := range x {
		squares[i] = (y - mean) * (y - mean)
	}
	return math.Sqrt(sum(squares) / float64(len(x)-1))
}

// String says what was computed, in any language: "cells.csv: capacity, mean, n = 22".
func (d *Data) String() string {
	of := d.Column
	if d.Against != "" {
		of += " / " + d.Against
	}
	return fmt.Sprintf("%s: %s, %s, n\u00a0=\u00a0%d", d.File, of, d.Statistic, d.Rows)
}
