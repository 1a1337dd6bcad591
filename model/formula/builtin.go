package formula

import (
	"math"
	"slices"
	"strings"
)

// A shape says what a built-in function does with dimensions.
type shape uint8

const (
	bare   shape = iota // bare numbers in, a bare number out
	same                // arguments of one dimension, which the result has
	ratio               // arguments of one dimension, a bare number out
	root2               // the square root of the argument's dimension
	root3               // its cube root
	fitted              // pairs: a list of x and one of y
	table               // the same behind a place among the x
)

// A builtin is a function of the language; one with neither f1 nor f2 stands in
// listFunctions.
type builtin struct {
	params string // as messages show them
	min    int    // fewest arguments
	max    int    // most arguments, 0 for any number
	shape  shape
	f1     func(x float64) float64
	f2     func(x, y float64) float64 // more arguments fold from the left
}

// builtins are the functions of the language. Each is a pure function of
// float64; what gives no finite number is a fault of the formula.
var builtins = map[string]builtin{
	"sqrt":   {"x", 1, 1, root2, math.Sqrt, nil},
	"cbrt":   {"x", 1, 1, root3, math.Cbrt, nil},
	"abs":    {"x", 1, 1, same, math.Abs, nil},
	"min":    {"x, y, …", 1, 0, same, nil, math.Min},
	"max":    {"x, y, …", 1, 0, same, nil, math.Max},
	"hypot":  {"x, y, …", 2, 0, same, nil, math.Hypot},
	"mod":    {"x, y", 2, 2, same, nil, floorMod},
	"total":  {"x, y, …", 1, 0, same, nil, add},
	"mean":   {"x, y, …", 1, 0, same, nil, add}, // divided by their number
	"median": {"x, y, …", 1, 0, same, nil, nil},
	"sd":     {"x, y, …", 2, 0, same, nil, nil},

	"slope":       {"x1, x2, …, y1, y2, …", 4, 0, fitted, nil, nil},
	"intercept":   {"x1, x2, …, y1, y2, …", 4, 0, fitted, nil, nil},
	"correlation": {"x1, x2, …, y1, y2, …", 4, 0, fitted, nil, nil},
	"interpolate": {"x, x1, x2, …, y1, y2, …", 5, 0, table, nil, nil},

	"sign":      {"x", 1, 1, ratio, sign, nil},
	"round":     {"x", 1, 1, bare, math.Round, nil},
	"floor":     {"x", 1, 1, bare, math.Floor, nil},
	"ceil":      {"x", 1, 1, bare, math.Ceil, nil},
	"trunc":     {"x", 1, 1, bare, math.Trunc, nil},
	"exp":       {"x", 1, 1, bare, math.Exp, nil},
	"expm1":     {"x", 1, 1, bare, math.Expm1, nil},
	"ln":        {"x", 1, 1, bare, math.Log, nil},
	"log1p":     {"x", 1, 1, bare, math.Log1p, nil},
	"log2":      {"x", 1, 1, bare, math.Log2, nil},
	"log10":     {"x", 1, 1, bare, log10, nil},
	"log":       {"x, base", 2, 2, bare, nil, logBase},
	"sin":       {"x", 1, 1, bare, math.Sin, nil},
	"cos":       {"x", 1, 1, bare, math.Cos, nil},
	"tan":       {"x", 1, 1, bare, math.Tan, nil},
	"asin":      {"x", 1, 1, bare, math.Asin, nil},
	"acos":      {"x", 1, 1, bare, math.Acos, nil},
	"atan":      {"x", 1, 1, bare, math.Atan, nil},
	"atan2":     {"y, x", 2, 2, ratio, nil, math.Atan2},
	"sinh":      {"x", 1, 1, bare, math.Sinh, nil},
	"cosh":      {"x", 1, 1, bare, math.Cosh, nil},
	"tanh":      {"x", 1, 1, bare, math.Tanh, nil},
	"asinh":     {"x", 1, 1, bare, math.Asinh, nil},
	"acosh":     {"x", 1, 1, bare, math.Acosh, nil},
	"atanh":     {"x", 1, 1, bare, math.Atanh, nil},
	"erf":       {"x", 1, 1, bare, math.Erf, nil},
	"erfc":      {"x", 1, 1, bare, math.Erfc, nil},
	"erfinv":    {"x", 1, 1, bare, math.Erfinv, nil},
	"gamma":     {"x", 1, 1, bare, math.Gamma, nil},
	"lgamma":    {"x", 1, 1, bare, lgamma, nil},
	"factorial": {"n", 1, 1, bare, factorial, nil},
	"lambertw":  {"x", 1, 1, bare, lambertW, nil},
}

// grows names the functions whose infinity is an overflow and not a pole.
var grows = map[string]bool{
	"exp": true, "expm1": true, "sinh": true, "cosh": true, "gamma": true, "lgamma": true, "factorial": true, "hypot": true,
}

// constants may be shadowed by quantities, parameters and bound variables.
var constants = map[string]float64{
	"pi": math.Pi, "π": math.Pi, "e": math.E,
	"true": 1, "false": 0,
}

func isBoolean(constant string) bool { return constant == "true" || constant == "false" }

// Builtins lists the built-in functions and forms in order, each with its
// parameters: "log(x, base)".
func Builtins() []string {
	var all []string
	for name, b := range builtins {
		all = append(all, name+"("+b.params+")")
	}
	for f := range Form(len(formText)) {
		switch {
		case f == 0:
		case f.channels():
			all = append(all, strings.TrimPrefix(formHint(f), "write "))
		default:
			all = append(all, f.String()+"(x, low, high, expression)")
		}
	}
	slices.Sort(all)
	return all
}

// names of functions and forms, for suggestions
func callableNames() []string {
	var all []string
	for name := range builtins {
		all = append(all, name)
	}
	all = append(all, formText[1:]...)
	slices.Sort(all)
	return all
}

func constantNames() []string { return []string{"e", "false", "pi", "true"} }

func add(x, y float64) float64 { return x + y }

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x
}

// floorMod is x − y floor(x / y): it has the sign of y.
func floorMod(x, y float64) float64 {
	m := math.Mod(x, y)
	if m != 0 && (m < 0) != (y < 0) {
		m += y
	}
	return m
}

// log10 is math.Log10 made exact at powers of ten.
func log10(x float64) float64 {
	y := math.Log10(x)
	if n := math.Round(y); math.Abs(n) <= 308 && math.Pow10(int(n)) == x {
		return n
	}
	return y
}

// logBase is the logarithm of x to a base, as exact for 2 and 10 as log2 and
// log10 are. The base 1 has no logarithm.
func logBase(x, base float64) float64 {
	switch base {
	case 1:
		return math.NaN()
	case 2:
		return math.Log2(x)
	case 10:
		return log10(x)
	}
	return math.Log(x) / math.Log(base)
}

func lgamma(x float64) float64 {
	y, _ := math.Lgamma(x)
	return y
}

// factorial is Γ(n+1) for integers from 0, and has no value elsewhere.
func factorial(n float64) float64 {
	if n < 0 || n != math.Floor(n) {
		return math.NaN()
	}
	return math.Round(math.Gamma(n + 1))
}

// lambertSteps bounds Halley's iteration, which needs four or five steps.
const lambertSteps = 40

// lambertW is the upper branch W₀ of Lambert's function, w exp(w) = x for
// x ≥ −1/e, accurate to a few units in the last place (near −1/e, where W has a
// vertical tangent, to about 1e-8).
//
// Halley's iteration from a series around the branch point, from ln(1+x), or
// from the asymptotic series in ln x; Corless et al., Adv. Comput. Math. 5
// (1996) 329, (4.19) and (5.9).
// Checked against w exp(w) = x and tabulated values.
func lambertW(x float64) float64 {
	switch {
	case math.IsNaN(x) || x < -1/math.E-1e-16:
		return math.NaN()
	case x == 0 || math.IsInf(x, 1):
		return x
	}
	var w float64
	switch {
	case x < -0.25:
		p := math.Sqrt(math.Max(0, 2*(math.E*x+1)))
		w = -1 + p - p*p/3 + 11*p*p*p/72
		if p < 1e-6 {
			return w
		}
	case x < 3:
		w = math.Log1p(x) * (1 - 0.2*math.Tanh(x))
	default:
		l := math.Log(x)
		k := math.Log(l)
		w = l - k + k/l + float64(k*(k-2))/float64(2*l*l)
	}
	for range lambertSteps {
		e := math.Exp(w)
		f := w*e - x
		step := f / (e*(w+1) - (w+2)*f/(2*w+2))
		if math.IsInf(e, 1) { // use ln x = w + ln w instead
			step = (w + math.Log(w) - math.Log(x)) / (1 + 1/w)
		}
		w -= step
		if math.Abs(step) <= 1e-10*math.Abs(w) { // convergence is cubic: nothing is left
			break
		}
	}
	return w
}
