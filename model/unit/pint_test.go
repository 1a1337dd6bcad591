package unit

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

type pintCase struct {
	Name, Input, Canonical string
	Magnitude              float64
	Units                  map[string]float64
	Value                  any
	Src, Dst               map[string]float64
	A, B                   []any
	Expected               json.RawMessage
}

// scope says what of pint's tests is not a matter of units: sums and formats
// belong to other packages, whose rules differ on purpose.
func (p pintCase) scope() string {
	kind, _, _ := strings.Cut(p.Name, "#")
	switch {
	case kind == "offset-additions", kind == "offset-subtractions":
		return "sums are formed in SI, by package formula"
	case strings.HasPrefix(kind, "format"):
		return "pint's own language of formats"
	case kind == "parse" && numberBehind.MatchString(p.Input):
		return "a number behind the unit is a formula"
	case kind == "preprocess" && groupedByComma.MatchString(p.Input):
		return "digits are not grouped with commas"
	case kind == "offset-convert" && difference(p.Src) && !difference(p.Dst) && string(p.Expected) == `"error"`:
		return "a difference of temperatures has the dimension of a temperature"
	}
	return ""
}

var (
	numberBehind   = regexp.MustCompile(`[a-z]+\s*\*\s*[0-9.]+$`)
	groupedByComma = regexp.MustCompile(`[0-9],[0-9]`)
)

func difference(units map[string]float64) bool {
	return units["delta_degC"] != 0 || units["delta_degF"] != 0
}

func TestPint(t *testing.T) {
	var f struct{ Cases []pintCase }
	readFixture(t, &f, "pint", "pint.json")
	r := Builtin().Extend()
	for _, name := range []string{"bcd", "efg", "g0", "water_60F"} {
		if err := r.Define(name, Definition{}); err != nil {
			t.Fatal(err)
		}
	}
	scopes := map[string]string{}
	for _, test := range f.Cases {
		scopes[test.Name] = test.scope()
	}
	c := newTally(t, "pint", func(name string) string { return scopes[name] })
	for _, test := range f.Cases {
		kind, _, _ := strings.Cut(test.Name, "#")
		c.judge(test.Name, func() error {
			switch kind {
			case "preprocess":
				return test.preprocess(r)
			case "parse":
				return test.parse(r)
			case "offset-convert":
				return test.convert(r)
			case "offset-multiplications", "offset-divisions":
				return test.operate(r, kind == "offset-divisions")
			}
			return errors.New("not tried")
		}())
	}
	c.report()
}

// preprocess: the text as typed and pint's canonical text are the same unit.
func (p pintCase) preprocess(r *Registry) error {
	x, dx, err1 := value(r, p.Input)
	y, dy, err2 := value(r, p.Canonical)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if x != y || dx != dy {
		return fmt.Errorf("%v %s and %v %s", x, dx, y, dy)
	}
	return nil
}

func product(r *Registry, units map[string]float64) (Unit, error) {
	u := Unit{}
	for _, name := range slices.Sorted(maps.Keys(units)) {
		v, err := r.Parse(name + "^" + strconv.FormatFloat(units[name], 'f', -1, 64))
		if err != nil {
			return u, err
		}
		if u, err = u.Mul(v); err != nil {
			return u, err
		}
	}
	return u, nil
}

func (p pintCase) parse(r *Registry) error {
	want, err1 := product(r, p.Units)
	x, d, err2 := value(r, p.Input)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if d != want.Dimension() || math.Abs(x-want.ToSI(p.Magnitude)) > 1e-12*math.Abs(x) {
		return fmt.Errorf("%v %s", x, d)
	}
	return nil
}

func (p pintCase) convert(r *Registry) error {
	src, err1 := product(r, p.Src)
	dst, err2 := product(r, p.Dst)
	err := errors.Join(err1, err2)
	if err == nil && src.Dimension() != dst.Dimension() {
		err = errors.New("unlike dimensions")
	}
	if string(p.Expected) == `"error"` {
		if err == nil {
			return errors.New("no error")
		}
		return nil
	}
	if err != nil {
		return err
	}
	var want float64
	if err := json.Unmarshal(p.Expected, &want); err != nil {
		return err
	}
	return near(dst.FromSI(src.ToSI(p.Value.(float64))), want, 1e-12)
}

func (p pintCase) operate(r *Registry, divide bool) error {
	u, err1 := r.Parse(p.A[1].(string))
	v, err2 := r.Parse(p.B[1].(string))
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	x, y := p.A[0].(float64), p.B[0].(float64)
	got, err := u.Mul(v)
	z := x * y
	if divide {
		got, err = u.Div(v)
		z = x / y
	}
	if string(p.Expected) == `"error"` {
		if err == nil {
			return errors.New("no error")
		}
		return nil
	}
	if err != nil {
		return err
	}
	var want []any
	if err := json.Unmarshal(p.Expected, &want); err != nil {
		return err
	}
	w, err := r.Parse(want[1].(string))
	if err != nil {
		return err
	}
	if !got.Equal(w) {
		return fmt.Errorf("got %s, want %s", got, w)
	}
	return near(z, want[0].(float64), 1e-12)
}
