package formula

import (
	"strings"
)

// Print gives the canonical text of a formula: one blank around operators, none
// around ^, parentheses only where needed. It parses back to the same tree.
func Print(e Expr) string {
	var p printer
	p.print(e, bindChoice)
	return p.String()
}

type printer struct{ strings.Builder }

// print writes e, in parentheses if it binds more loosely than least.
func (p *printer) print(e Expr, least int) {
	if strength(e) < least {
		p.WriteByte('(')
		p.print(e, bindChoice)
		p.WriteByte(')')
		return
	}
	switch e := e.(type) {
	case *Number:
		p.number(e)
	case *Name:
		p.WriteString(e.Name)
	case *Call:
		p.call(e.Name, e.Args...)
	case *Bind:
		p.call(e.Form.String(), &Name{Name: e.Var}, e.Low, e.High, e.Body)
	case *Channel:
		args := []Expr{&Name{Name: e.Var}, e.Low, e.High, &Name{Name: e.Out}, e.OutLow, e.OutHigh, e.Body}
		for _, x := range []Expr{e.Cost, e.Budget} {
			if x != nil {
				args = append(args, x)
			}
		}
		p.call(e.Form.String(), args...)
	case *Unary:
		if e.Op == Not {
			p.WriteString("not ")
			p.print(e.X, bindNot)
		} else {
			p.WriteByte('-')
			p.print(e.X, bindSign)
		}
	case *Binary:
		p.binary(e)
	case *Convert:
		p.print(e.X, bindConvert)
		p.WriteString(" -> " + e.To.Source)
	case *If:
		p.WriteString("if ")
		p.print(e.Cond, bindChoice)
		p.WriteString(" then ")
		p.print(e.Then, bindChoice)
		p.WriteString(" else ")
		p.print(e.Else, bindChoice)
	}
}

func (p *printer) number(e *Number) {
	p.WriteString(e.Text)
	if e.Unit == nil {
		return
	}
	if over, ok := strings.CutPrefix(e.Unit.Source, "1/"); ok {
		p.WriteString("/" + over)
		return
	}
	p.WriteString(" " + e.Unit.Source)
}

func (p *printer) call(name string, args ...Expr) {
	p.WriteString(name + "(")
	for i, arg := range args {
		if i > 0 {
			p.WriteString(", ")
		}
		p.print(arg, bindChoice)
	}
	p.WriteByte(')')
}

func (p *printer) binary(e *Binary) {
	own := e.Op.strength()
	switch {
	case e.Op == Pow:
		p.power(e)
		return
	case e.Op.Compares():
		p.print(e.X, own+1)
		p.WriteString(" " + e.Op.String() + " ")
		p.print(e.Y, own+1)
		return
	}
	p.print(e.X, own)
	p.WriteString(" " + e.Op.String() + " ")
	p.print(e.Y, own+1)
}

// power puts a base with a unit in parentheses, where 2 m^2 would be 2 m².
func (p *printer) power(e *Binary) {
	least := bindAtom
	if n, ok := e.X.(*Number); ok && n.Unit != nil {
		least = bindAtom + 1
	}
	p.print(e.X, least)
	p.WriteByte('^')
	if n, ok := e.Y.(*Number); ok && n.Unit != nil {
		p.print(e.Y, bindAtom+1)
		return
	}
	p.print(e.Y, bindSign)
}

// clip shortens a text for a message.
func clip(text string) string {
	const most = 48
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}
