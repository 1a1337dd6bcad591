package model_test

import (
	"fmt"
	"testing/fstest"

	"reckon/model"
)

const lamp = `reckon: 1
quantities:
  power: {value: 9 W, sd: 1 W, reason: example}
  hours: {value: 3 h, sd: 0.1 h, reason: example}
  energy: {formula: power * hours, unit: Wh}
claims:
  little: {text: less than 30 Wh, holds: energy < 30 W h}
`

func ExampleValues_Sensitivity() {
	m, _ := model.Load(fstest.MapFS{"lamp.yaml": {Data: []byte(lamp)}}, []string{"lamp.yaml"})
	v, _ := m.Evaluate()
	indices, err := v.Sensitivity("energy")
	for _, ix := range indices {
		fmt.Printf("%s: %.2f of the variance alone, %.2f in all\n", ix.Parameters[0].Name, ix.First.Value, ix.Total.Value)
	}
	fmt.Println(err)
	// Output:
	// power: 0.92 of the variance alone, 0.92 in all
	// hours: 0.08 of the variance alone, 0.08 in all
	// <nil>
}

func ExampleValues_Tipping() {
	m, _ := model.Load(fstest.MapFS{"lamp.yaml": {Data: []byte(lamp)}}, []string{"lamp.yaml"})
	v, _ := m.Evaluate()
	tips, _ := v.Tipping("little")
	for _, t := range tips {
		fmt.Printf("%s = %.2f %s, %.1f deviations away\n", t.Parameter.Name, t.Value.In(), t.Value.Unit, t.Deviations)
	}
	// Output:
	// power = 10.00 W, 1.0 deviations away
	// hours = 3.33 h, 3.3 deviations away
}

func ExampleModel_Family() {
	m, _ := model.Load(fstest.MapFS{"lamps.yaml": {Data: []byte(`reckon: 1
cases:
  room:
  - {case: kitchen, hours: 4 h}
  - {case: hall, hours: 1 h}
quantities:
  power: {value: 9 W, kind: exact}
  room.hours: {for: room, kind: exact}
  room.energy: {for: room, formula: power * room.hours, unit: Wh}
  all: {formula: 'total(room.energy[*])', unit: Wh}
`)}}, []string{"lamps.yaml"})
	v, _ := m.Evaluate()
	for _, q := range append(m.Family("room.energy").Members, m.Quantity("all")) {
		x, _ := v.Get(q.Name)
		fmt.Println(q.Name, x.In(), x.Unit)
	}
	// Output:
	// room.energy[kitchen] 36 W·h
	// room.energy[hall] 9 W·h
	// all 45 W·h
}
