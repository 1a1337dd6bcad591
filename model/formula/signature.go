package formula

import (
	"strings"

	"reckon/internal/diag"
)

// A Function is a function of the model: its parameters stand for bare or
// dimensioned numbers, whatever a call brings.
type Function struct {
	Name   string
	Params []string
	Body   Expr // nil when it could not be read
	At     diag.Pos
	Src    string
}

// Signature gives the head of the function as it is written.
func (f *Function) Signature() string { return f.Name + "(" + strings.Join(f.Params, ", ") + ")" }

// ParseSignature reads the head of a function's definition:
//
//	information(N)
//
// Names of the language and of built-in functions are refused.
func ParseSignature(text string, at diag.Pos) (name string, params []string, findings diag.List) {
	from := blanks(text, 0)
	if head := text[from : from+scanName(text[from:])]; formNamed(head) != 0 || keywords[head] {
		reserved(&findings, head, at.Advance(text[:from]))
		return "", nil, findings
	}
	e, findings := Parse(text, at)
	if len(findings) > 0 {
		return "", nil, findings
	}
	call, ok := e.(*Call)
	if !ok {
		findings.Add("signature-malformed", at, "expected a function's name and parameters, found %s", clip(text)).
			Hint = "write name(x) or name(x, y)"
		return "", nil, findings
	}
	name = call.Name
	if strings.Contains(name, "[") {
		findings.Add("signature-malformed", call.At(), "a function has no cases, and %s names one", name).Hint = "write name(x) or name(x, y)"
	}
	if IsReserved(name) {
		reserved(&findings, name, call.At())
	}
	for _, arg := range call.Args {
		p, ok := arg.(*Name)
		switch {
		case !ok || strings.ContainsAny(p.Name, ".["):
			findings.Add("signature-malformed", arg.At(), "a parameter is a plain name, and %s is none", clip(Print(arg))).
				Hint = "write name(x) or name(x, y)"
		case contains(params, p.Name):
			findings.Add("signature-malformed", arg.At(), "two parameters are called %s", p.Name)
		default:
			params = append(params, p.Name)
		}
	}
	return name, params, findings
}

func reserved(findings *diag.List, name string, at diag.Pos) {
	findings.Add("name-reserved", at, "%s is a name of the formula language", name).Hint = "choose another name"
}

// IsReserved tells whether a name belongs to the language: a keyword, a form,
// a built-in function. Constants may be shadowed and are not reserved.
func IsReserved(name string) bool {
	_, builtin := builtins[name]
	return keywords[name] || formNamed(name) != 0 || builtin
}

func contains(list []string, s string) bool {
	for _, t := range list {
		if t == s {
			return true
		}
	}
	return false
}
