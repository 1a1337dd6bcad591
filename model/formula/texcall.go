package formula

import (
	"strconv"
	"strings"
)

// texFunctions are the built-in functions with a name of their own in TeX; the
// others print upright.
var texFunctions = map[string]string{
	"ln": `\ln`, "exp": `\exp`, "log2": `\log_{2}`, "log10": `\log_{10}`,
	"sin": `\sin`, "cos": `\cos`, "tan": `\tan`, "asin": `\arcsin`, "acos": `\arccos`, "atan": `\arctan`,
	"sinh": `\sinh`, "cosh": `\cosh`, "tanh": `\tanh`, "min": `\min`, "max": `\max`,
	"asinh": `\operatorname{arsinh}`, "acosh": `\operatorname{arcosh}`, "atanh": `\operatorname{artanh}`,
	"gamma": `\Gamma`, "lambertw": `W_{0}`, "sign": `\operatorname{sgn}`, "erfinv": `\operatorname{erf}^{-1}`,
	"lgamma": `\ln\Gamma`,
}

func (t *tex) call(e *Call, level int) piece {
	if len(e.Args) > 0 && builtins[e.Name].min > 0 {
		if p, ok := t.special(e, level); ok {
			return p
		}
	}
	head := texFunctions[e.Name]
	if head == "" || t.namer != nil && t.namer.Function(e.Name) != "" {
		head = t.function(e.Name)
	}
	args := make([]string, len(e.Args))
	for i, arg := range e.Args {
		args[i] = t.expr(arg, level).s
	}
	if listFunctions[e.Name] != nil {
		args = shortened(args, `\ldots`)
	}
	return atom(head + parens(strings.Join(args, ", ")))
}

// shortened leaves the middle of a long list out.
func shortened(list []string, dots string) []string {
	if len(list) <= mostListed {
		return list
	}
	return []string{list[0], list[1], dots, list[len(list)-1]}
}

// special prints the functions that have a notation instead of a name.
func (t *tex) special(e *Call, level int) (piece, bool) {
	arg := func(i int) string { return t.expr(e.Args[i], level).s }
	switch e.Name {
	case "sqrt":
		return t.radical(e.Args[0], 2, level), true
	case "cbrt":
		return t.radical(e.Args[0], 3, level), true
	case "abs":
		return atom(`\left|` + arg(0) + `\right|`), true
	case "floor":
		return atom(`\left\lfloor ` + arg(0) + ` \right\rfloor`), true
	case "ceil":
		return atom(`\left\lceil ` + arg(0) + ` \right\rceil`), true
	case "factorial":
		return piece{s: t.expr(e.Args[0], level).within(bindAtom).s + "!", bind: bindPower}, true
	case "exp":
		const longest = 24 // of an exponent, in bytes of TeX
		if s := t.expr(e.Args[0], raised).s; len(s) <= longest && !strings.Contains(s, "^") {
			return piece{s: `\mathrm{e}^{` + s + "}", bind: bindPower}, true
		}
	case "total", "mean":
		terms := make([]string, len(e.Args))
		for i, x := range e.Args {
			terms[i] = t.expr(x, level).within(bindSum).s
			if i > 0 && strings.HasPrefix(terms[i], "-") {
				terms[i] = parens(terms[i])
			}
		}
		s := strings.Join(shortened(terms, `\cdots`), " + ")
		if e.Name == "mean" && len(terms) > 1 {
			return piece{s: `\frac{` + s + "}{" + strconv.Itoa(len(terms)) + "}", bind: texFraction}, true
		}
		return piece{s: s, bind: bindSum}, true
	case "log":
		if len(e.Args) == 2 {
			return atom(`\log_{` + t.expr(e.Args[1], raised).s + "}" + parens(arg(0))), true
		}
	case "mod":
		if len(e.Args) == 2 {
			x, y := t.expr(e.Args[0], level).within(bindPower), t.expr(e.Args[1], level).within(bindPower)
			return piece{s: x.s + ` \bmod ` + y.s, bind: bindProduct, number: x.number}, true
		}
	}
	return piece{}, false
}

// form prints a form with the range of its variable.
func (t *tex) form(e *Bind, level int) piece {
	low, high := t.expr(e.Low, raised), t.expr(e.High, raised)
	outer := t.vars
	t.vars = append(outer[:len(outer):len(outer)], e.Var)
	v := t.variable(e.Var)
	body := t.expr(e.Body, level)
	t.vars = outer
	between := "_{" + low.s + ` \le ` + v + ` \le ` + high.s + "} "
	limits := "_{" + low.s + "}^{" + high.s + "} "
	open := piece{bind: bindProduct, open: true}
	switch e.Form {
	case Integral:
		s := `\int` + limits + body.within(bindProduct).s + `\,\mathrm{d}` + v
		return piece{s: s, bind: bindProduct, open: true}
	case Sum:
		open.s = `\sum_{` + v + "=" + low.s + "}^{" + high.s + "} "
	case Product:
		open.s = `\prod_{` + v + "=" + low.s + "}^{" + high.s + "} "
	case Argmax:
		open.s = `\operatorname*{arg\,max}` + between
	case Argmin:
		open.s = `\operatorname*{arg\,min}` + between
	case Maximum:
		open.s = `\max` + between
	case Minimum:
		open.s = `\min` + between
	case Root:
		return atom(`\operatorname*{root}` + between + parens(body.s))
	}
	open.s += body.within(bindProduct).s
	return open
}

// channel prints a capacity as a maximum over input distributions, with the
// conditions that define the channel:
//
//	max_{p(x)} { I(x; y) : p(y|x) = …, ⟨cost⟩ ≤ budget, x = 1 … n, y = 1 … m }
func (t *tex) channel(e *Channel) piece {
	part := func(x Expr) string { return t.expr(x, nested).s }
	ranges := [2][2]string{{part(e.Low), part(e.High)}, {part(e.OutLow), part(e.OutHigh)}}
	budget := ""
	if e.Budget != nil {
		budget = part(e.Budget)
	}
	outer := t.vars
	t.vars = append(outer[:len(outer):len(outer)], e.Var)
	x := t.variable(e.Var)
	cost := ""
	if e.Cost != nil {
		cost = `\left\langle ` + part(e.Cost) + ` \right\rangle`
	}
	t.vars = append(t.vars, e.Out)
	y := t.variable(e.Out)
	body := part(e.Body)
	t.vars = outer
	what := "I(" + x + `;\,` + y + ")"
	if e.Form == CapacityPerCost {
		what = `\frac{` + what + "}{" + cost + "}"
	}
	s := `\max_{p(` + x + `)} \left\{ ` + what + ` : p(` + y + ` \mid ` + x + ") = " + body
	if budget != "" {
		s += `,\ ` + cost + ` \le ` + budget
	}
	for k, v := range []string{x, y} {
		s += `,\ ` + v + " = " + ranges[k][0] + ` \ldots ` + ranges[k][1]
	}
	return piece{s: s + ` \right\}`, bind: bindProduct, open: false}
}
