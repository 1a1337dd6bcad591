package math

import (
	"strings"
	"testing"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// Units print as the model prints them, by whatever name.
func TestUnits(t *testing.T) {
	units := unit.Builtin().Extend()
	kg, err := units.Parse("kg")
	if err != nil {
		t.Fatal(err)
	}
	if err := units.Define("solar_mass", unit.Definition{Value: 1.98847e30, Unit: kg, Symbol: `M_\odot`}); err != nil {
		t.Fatal(err)
	}
	reader := Reader{Units: units}
	for _, test := range []struct{ tex, want string }{
		{`\qty{3}{\litre}`, "3 L"}, {`\qty{3}{l}`, "3 L"}, {`\qty{3}{\year}`, "3 yr"}, {`\qty{3}{um}`, "3 µm"}, {`\qty{3}{\um}`, "3 µm"},
		{`\qty{20}{\degreeCelsius}`, "20 °C"}, {`\qty{20}{degC}`, "20 °C"}, {`\qty{45}{\degree}`, "45°"}, {`\qty{7}{\percent}`, "7 %"},
		{`\qty{3}{kWh}`, "3 kW h"}, {`\qty{3}{\decibel}`, "3 dB"}, {`\qty{3}{dB}`, "3 dB"}, {`\qty{3}{\solarmass}`, "3 M_⊙"}, {`\qty{3}{solar_mass}`, "3 M_⊙"},
		{`\SI[per-mode=symbol]{3}{\metre\per\second}`, "3 m/s"}, {`\qty{3}{\metre\per\second}`, "3 m s⁻¹"}, {`\qtyproduct{2 x 3}{\metre}`, "2 m × 3 m"},
		{`\numproduct{2 x 3}`, "2 × 3"}, {`\qty{6}{J.mol^{-1}.K^{-1}}`, "6 J mol⁻¹ K⁻¹"}, {`\qty{3}{\text{cells}/mL}`, "3 cells/mL"},
	} {
		tree, found := reader.Parse(test.tex, diag.Pos{})
		got := strings.NewReplacer("\u2009", " ", "\u202f", " ", "\u00a0", " ").Replace(tree.Text())
		if len(found) > 0 || got != test.want {
			t.Errorf("%s reads %q, want %q %v", test.tex, got, test.want, found)
		}
	}
	for _, test := range []struct{ tex, msg, hint string }{
		{`\qty{3}{kWatt}`, `no unit is called "kWatt"`, "did you mean watt?"},
		{`\qty{3}{Kj/mol}`, `no unit is called "Kj"`, "did you mean kJ?"},
		{`\qty{3}{sec}`, `no unit is called "sec"`, "did you mean s?"},
		{`\qty{3}{\solarmas}`, `no unit is called \solarmas`, `did you mean \solarmass?`},
		{`\qty{3}{\kilo\solarmass}`, `\solarmass takes no prefix`, "write a power of ten with the number"},
		{`\qty{3}{zyxwvu}`, `no unit is called "zyxwvu"`, `write \text{zyxwvu}, or declare it in the model: units: {zyxwvu: …}`},
	} {
		_, found := reader.Parse(test.tex, diag.Pos{})
		if len(found) != 1 || found[0].Rule != "math-unit-unknown" || found[0].Msg != test.msg || found[0].Hint != test.hint {
			t.Errorf("%s: %v", test.tex, found)
		}
	}
}
