package formula

import "strings"

// helps says what each function and form gives, a line each.
var helps = map[string]string{
	"sqrt": "square root; halves the unit's exponents", "cbrt": "cube root", "abs": "absolute value",
	"min": "the smallest", "max": "the largest", "hypot": "square root of the sum of squares", "mod": "remainder, with the sign of y",
	"total": "sum of all", "mean": "arithmetic mean", "median": "the middle value", "sd": "standard deviation of a sample (n - 1)",
	"slope": "slope of the straight line of least squares", "intercept": "where that line has x = 0", "correlation": "Pearson's coefficient",
	"interpolate": "y at x, on straight lines between points; x1, x2, … rise",
	"sign":        "-1, 0 or 1", "round": "to the nearest whole number, halves away from 0", "floor": "whole number below", "ceil": "whole number above",
	"trunc": "whole number towards 0", "exp": "e to the power x", "expm1": "exp(x) - 1, exact near 0", "ln": "natural logarithm",
	"log1p": "ln(1 + x), exact near 0", "log2": "binary logarithm", "log10": "decimal logarithm", "log": "logarithm to a base",
	"sin": "sine; of a bare number or an angle", "cos": "cosine", "tan": "tangent", "asin": "inverse sine", "acos": "inverse cosine", "atan": "inverse tangent",
	"atan2": "angle of the point (x, y)", "sinh": "hyperbolic sine", "cosh": "hyperbolic cosine", "tanh": "hyperbolic tangent",
	"asinh": "inverse of sinh", "acosh": "inverse of cosh", "atanh": "inverse of tanh",
	"erf": "error function; (1 + erf(z / sqrt(2))) / 2 is the normal distribution", "erfc": "1 - erf(x)", "erfinv": "inverse of erf",
	"gamma": "gamma function", "lgamma": "logarithm of its absolute value", "factorial": "n!", "lambertw": "Lambert's function, upper branch",
	"argmax": "the x from low to high where the expression is largest", "argmin": "where it is smallest",
	"maximum": "its largest value", "minimum": "its smallest value", "root": "the x where it is 0",
	"integral": "its integral over x", "sum": "its sum over whole numbers x", "product": "its product over them",
	"capacity": "most bits through a channel, at a mean cost of at most budget", "capacity_per_cost": "most bits for the cost of sending them",
}

// Reference lists the functions and forms in order, each with a line of help.
func Reference() [][2]string {
	var all [][2]string
	for _, call := range Builtins() {
		name, _, _ := strings.Cut(call, "(")
		all = append(all, [2]string{call, helps[name]})
	}
	return all
}
