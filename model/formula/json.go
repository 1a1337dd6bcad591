package formula

import (
	"encoding/json"
	"fmt"
	"strconv"

	"reckon/model/unit"
)

// JSON writes a formula for a program that computes with it elsewhere. Each
// node is an object with one of these shapes; numbers are SI values:
//
//	{"number": 36000, "text": "36 kJ/mol"}
//	{"name": "pendulum.length"}
//	{"op": "+", "x": …, "y": …}      also "neg" and "not", with x alone
//	{"call": "ln", "args": […]}
//	{"form": "argmax", "var": "N", "low": …, "high": …, "body": …}
//	{"form": "capacity", "var": "x", "low": …, "high": …, "out": "y", "outLow": …, "outHigh": …,
//	 "body": …, "cost": …, "budget": …}      also "capacity_per_cost"; cost and budget where there are any
//	{"if": …, "then": …, "else": …}
//	{"x": …, "unit": "mW", "factor": 0.001, "offset": 0}
//
// A unit that is neither built in nor checked is an error.
func JSON(e Expr) ([]byte, error) {
	return appendJSON(nil, e)
}

type field struct {
	key   string
	value any // a string, a float64, an Expr or a list of them
}

func appendJSON(b []byte, e Expr) ([]byte, error) {
	fields, err := jsonFields(e)
	if err != nil {
		return nil, err
	}
	b = append(b, '{')
	for i, f := range fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, strconv.Quote(f.key)+":"...)
		switch v := f.value.(type) {
		case string:
			text, err := json.Marshal(v)
			if err != nil {
				return nil, err
			}
			b = append(b, text...)
		case float64:
			text, err := json.Marshal(v)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", Print(e), err)
			}
			b = append(b, text...)
		case Expr:
			if b, err = appendJSON(b, v); err != nil {
				return nil, err
			}
		case []Expr:
			b = append(b, '[')
			for i, x := range v {
				if i > 0 {
					b = append(b, ',')
				}
				if b, err = appendJSON(b, x); err != nil {
					return nil, err
				}
			}
			b = append(b, ']')
		}
	}
	return append(b, '}'), nil
}

func jsonFields(e Expr) ([]field, error) {
	switch e := e.(type) {
	case *Number:
		return jsonNumber(e, e.Value)
	case *Name:
		return []field{{"name", e.Name}}, nil
	case *Call:
		return []field{{"call", e.Name}, {"args", e.Args}}, nil
	case *Bind:
		return []field{{"form", e.Form.String()}, {"var", e.Var}, {"low", e.Low}, {"high", e.High}, {"body", e.Body}}, nil
	case *Channel:
		fields := []field{
			{"form", e.Form.String()}, {"var", e.Var}, {"low", e.Low}, {"high", e.High},
			{"out", e.Out}, {"outLow", e.OutLow}, {"outHigh", e.OutHigh}, {"body", e.Body},
		}
		if e.Cost != nil {
			fields = append(fields, field{"cost", e.Cost})
		}
		if e.Budget != nil {
			fields = append(fields, field{"budget", e.Budget})
		}
		return fields, nil
	case *Unary:
		if x, ok := e.X.(*Number); ok && e.Op == Neg && x.Unit != nil {
			fields, err := jsonNumber(x, -x.Value)
			if len(fields) == 2 {
				fields[1].value = Print(e)
			}
			return fields, err
		}
		return []field{{"op", map[Op]string{Neg: "neg", Not: "not"}[e.Op]}, {"x", e.X}}, nil
	case *Binary:
		return []field{{"op", e.Op.String()}, {"x", e.X}, {"y", e.Y}}, nil
	case *Convert:
		u, err := resolve(e.To)
		if err != nil {
			return nil, err
		}
		return []field{{"x", e.X}, {"unit", e.To.Source}, {"factor", u.Factor()}, {"offset", u.Offset()}}, nil
	case *If:
		return []field{{"if", e.Cond}, {"then", e.Then}, {"else", e.Else}}, nil
	}
	return nil, fmt.Errorf("no formula")
}

func jsonNumber(e *Number, x float64) ([]field, error) {
	if e.Unit == nil {
		return []field{{"number", x}}, nil
	}
	u, err := resolve(e.Unit)
	if err != nil {
		return nil, err
	}
	return []field{{"number", u.ToSI(x)}, {"text", Print(e)}}, nil
}

func resolve(u *Unit) (unit.Unit, error) {
	if known := u.resolved.Load(); known != nil {
		return *known, nil
	}
	known, err := unit.Builtin().Parse(u.Source)
	if err != nil {
		return unit.Unit{}, fmt.Errorf("unit %s: %w", u.Source, err)
	}
	return known, nil
}
