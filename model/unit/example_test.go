package unit_test

import (
	"fmt"

	"reckon/model/unit"
)

func ExampleRegistry_Parse() {
	for _, text := range []string{"umol/(g min)", "kilowatt hours", "W m⁻²"} {
		u, err := unit.Builtin().Parse(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s: %s, %v %s\n", u.Print("en"), u.Name("en"), u.Factor(), u.Dimension())
	}
	_, err := unit.Builtin().Parse("J/mol K")
	fmt.Println(err)
	// Output:
	// µmol/(g·min): micromoles per gram per minute, 1.6666666666666667e-05 kg⁻¹·s⁻¹·mol
	// kW·h: kilowatt hours, 3.6e+06 kg·m²·s⁻²
	// W·m⁻²: watts per square meter, 1 kg·s⁻³
	// "J/mol K" can be read in two ways [unit-ambiguous]
}

func ExampleRegistry_Prefix() {
	r := unit.Builtin()
	for _, behind := range []string{"/year * 2", " kJ/mol / x", "/5", " m sqrt(2)"} {
		fmt.Printf("%q\n", behind[:r.Prefix(behind)])
	}
	// Output:
	// "/year"
	// " kJ/mol"
	// ""
	// " m"
}
