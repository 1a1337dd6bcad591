package number_test

import (
	"fmt"

	"reckon/model/number"
	"reckon/model/unit"
)

func ExampleStyle_Print() {
	mW, _ := unit.Builtin().Parse("mW")
	f, _ := number.ParseFormat(".2g ±")
	q := number.Quantity{Value: 6512, Unit: mW, Low: 5601, High: 7399, HasInterval: true}
	for _, lang := range []string{"en", "de", "zh"} {
		text, _ := number.Style{Lang: lang}.Print(q, f)
		fmt.Println(text)
	}
	// Output:
	// 6500 mW (5600 mW to 7400 mW)
	// 6500 mW (5600 mW bis 7400 mW)
	// 6500 mW（5600 mW 至 7400 mW）
}

func ExampleRead() {
	for _, n := range number.Read("en", "some 35 times the 2 × 10⁻⁹ W, or a quarter") {
		fmt.Printf("%.3g ± %.2g %q\n", n.Value, n.Half, n.Unit)
	}
	// Output:
	// 35 ± 0.5 ""
	// 2e-09 ± 5e-10 "W"
	// 0.25 ± 0.013 ""
}
