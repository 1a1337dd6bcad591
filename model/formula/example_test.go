package formula_test

import (
	"fmt"

	"reckon/internal/diag"
	"reckon/model/formula"
	"reckon/model/unit"
)

// A room is a scope with two quantities.
type room struct{}

func (room) Quantity(name string) (formula.Type, bool) {
	symbol, ok := map[string]string{"lamp.power": "W", "evening": "h"}[name]
	if !ok {
		return formula.Type{}, false
	}
	u, err := unit.Builtin().Parse(symbol)
	return formula.Type{Dim: u.Dimension(), Unit: u, HasUnit: true}, err == nil
}
func (room) Function(string) (*formula.Function, bool) { return nil, false }
func (room) Names() []string                           { return []string{"lamp.power", "evening"} }
func (room) Units() *unit.Registry                     { return unit.Builtin() }

func Example() {
	at := diag.Pos{File: "room.yaml", Line: 3, Column: 14}
	e, findings := formula.Parse("lamp.power*evening->kJ", at)
	if len(findings) > 0 {
		fmt.Println(findings)
		return
	}
	if _, findings = formula.Check(e, room{}); len(findings) > 0 {
		fmt.Println(findings)
		return
	}
	slots := map[string]int{"lamp.power": 0, "evening": 1}
	p, err := formula.Compile(e, room{}, func(name string) int { return slots[name] })
	if err != nil {
		fmt.Println(err)
		return
	}
	joules, _ := p.Eval([]float64{60, 4 * 3600})
	u, _ := formula.Display(e, room{})
	fmt.Println(formula.Print(e))
	fmt.Println(u.FromSI(joules), u.Print("en"))
	// Output:
	// lamp.power * evening -> kJ
	// 864 kJ
}

func ExampleCheck() {
	at := diag.Pos{File: "room.yaml", Line: 3, Column: 14}
	e, _ := formula.Parse("lamp.power + evening", at)
	_, findings := formula.Check(e, room{})
	for _, f := range findings {
		fmt.Println(f.Error())
	}
	// Output:
	// room.yaml:3:25: cannot add lamp.power (W) to evening (h) [unit-mismatch]
}

func ExampleTeX() {
	e, _ := formula.Parse("sqrt(2 * length / g)", diag.Pos{})
	fmt.Println(formula.TeX(e, nil))
	// Output:
	// \sqrt{\frac{2\,\mathrm{length}}{g}}
}
