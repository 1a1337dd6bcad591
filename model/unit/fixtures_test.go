package unit

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"reckon/internal/golden"
)

func readFixture(t *testing.T, into any, elem ...string) {
	t.Helper()
	b, err := os.ReadFile(golden.Fixture(t, append([]string{"units"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// A tally counts the cases of a suite. A case with a reason is out of scope and
// must fail; one without must hold.
type tally struct {
	t        *testing.T
	suite    string
	pass     int
	all      int
	outside  map[string]int
	reasonOf func(name string) string
}

func newTally(t *testing.T, suite string, reasonOf func(name string) string) *tally {
	return &tally{t: t, suite: suite, outside: map[string]int{}, reasonOf: reasonOf}
}

func (c *tally) judge(name string, err error) {
	c.t.Helper()
	c.all++
	reason := c.reasonOf(name)
	switch {
	case err == nil && reason == "":
		c.pass++
	case err == nil:
		c.t.Errorf("%s %s holds, though listed as out of scope: %s", c.suite, name, reason)
	case reason == "":
		c.t.Errorf("%s %s: %v", c.suite, name, err)
	default:
		c.outside[reason]++
	}
}

func (c *tally) report() {
	c.t.Logf("%s: %d of %d hold; out of scope: %v", c.suite, c.pass, c.all, c.outside)
}

func inScope(string) string { return "" }

func TestUCUM(t *testing.T) {
	var f struct {
		Cases []struct {
			Name, Unit string
			Valid      bool
		}
	}
	readFixture(t, &f, "ucum", "validation.json")
	c := newTally(t, "ucum/validation", inScope)
	for _, test := range f.Cases {
		_, err := ParseUCUM(test.Unit)
		switch {
		case (err == nil) == test.Valid:
			err = nil
		case err == nil:
			err = fmt.Errorf("%s is taken", test.Unit)
		}
		c.judge(test.Name, err)
	}
	c.report()
}

func TestUCUMConversion(t *testing.T) {
	var f struct {
		Cases []struct{ Name, Value, SrcUnit, DstUnit, Outcome string }
	}
	readFixture(t, &f, "ucum", "conversion.json")
	c := newTally(t, "ucum/conversion", inScope)
	for _, test := range f.Cases {
		c.judge(test.Name, func() error {
			src, err1 := ParseUCUM(test.SrcUnit)
			dst, err2 := ParseUCUM(test.DstUnit)
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
			if src.Dimension() != dst.Dimension() {
				return fmt.Errorf("%s is %s, %s is %s", src, src.Dimension(), dst, dst.Dimension())
			}
			x, _ := strconv.ParseFloat(test.Value, 64)
			want, _ := strconv.ParseFloat(test.Outcome, 64)
			got := dst.FromSI(src.ToSI(x))
			digits := len(strings.Trim(strings.Map(func(r rune) rune {
				if r == '.' {
					return -1
				}
				return r
			}, test.Value), "0"))
			if digits > 1 { // the outcome has as many digits as the value
				got, _ = strconv.ParseFloat(strconv.FormatFloat(got, 'e', digits-1, 64), 64)
			}
			return near(got, want, 1e-12)
		}())
	}
	c.report()
}

func TestUCUMArithmetic(t *testing.T) {
	type cases struct {
		Cases []struct{ Name, V1, U1, V2, U2, VRes, URes string }
	}
	for _, file := range []string{"multiplication", "division"} {
		var f cases
		readFixture(t, &f, "ucum", file+".json")
		c := newTally(t, "ucum/"+file, inScope)
		for _, test := range f.Cases {
			c.judge(test.Name, func() error {
				u1, err1 := ParseUCUM(test.U1)
				u2, err2 := ParseUCUM(test.U2)
				want, err3 := ParseUCUM(test.URes)
				if err := errors.Join(err1, err2, err3); err != nil {
					return err
				}
				x1, _ := strconv.ParseFloat(test.V1, 64)
				x2, _ := strconv.ParseFloat(test.V2, 64)
				got, err := u1.Mul(u2)
				x := x1 * x2
				if file == "division" {
					got, err = u1.Div(u2)
					x = x1 / x2
				}
				if err != nil {
					return err
				}
				if got.Dimension() != want.Dimension() || got.Factor() != want.Factor() {
					return fmt.Errorf("got %s, want %s", got, want)
				}
				_, decimals, _ := strings.Cut(test.VRes, ".")
				if s := strconv.FormatFloat(x, 'f', len(decimals), 64); s != test.VRes {
					return fmt.Errorf("got %s, want %s", s, test.VRes)
				}
				return nil
			}())
		}
		c.report()
	}
}

func near(got, want, tolerance float64) error {
	if d := math.Abs(got - want); d > tolerance*math.Abs(want) {
		return fmt.Errorf("got %v, want %v", got, want)
	}
	return nil
}

var leadingNumber = regexp.MustCompile(`^\(?([-+]?[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?)(\^[0-9]+)?(?: / ([0-9.]+)\))?`)

// value reads "10^5 Pa", "28.413_062_5 mL", "pi / 180 * rad" as SI.
func value(r *Registry, text string) (float64, Dimension, error) {
	x := 1.0
	if rest, ok := strings.CutPrefix(text, "pi / 180 * "); ok {
		x, text = math.Pi/180, rest
	} else if m := leadingNumber.FindStringSubmatch(text); m != nil {
		x, _ = strconv.ParseFloat(strings.ReplaceAll(m[1], "_", ""), 64)
		if m[2] != "" {
			e, _ := strconv.ParseFloat(m[2][1:], 64)
			x = math.Pow(x, e)
		}
		if m[3] != "" {
			d, _ := strconv.ParseFloat(m[3], 64)
			x /= d
		}
		text = strings.TrimPrefix(strings.TrimSpace(text[len(m[0]):]), "*")
	}
	u, err := r.Parse(text)
	if err != nil {
		return 0, Dimension{}, err
	}
	return u.ToSI(x), u.Dimension(), nil
}

func TestNumbat(t *testing.T) {
	var f struct {
		Cases []struct{ Name, Left, Right, Tolerance string }
	}
	readFixture(t, &f, "numbat", "identities.json")
	left := map[string]string{}
	for _, test := range f.Cases {
		left[test.Name] = test.Left
	}
	c := newTally(t, "numbat", func(name string) string {
		switch l := left[name]; {
		case strings.HasPrefix(name, "codata2018") && !strings.HasPrefix(l, "1 "):
			return "a physical constant is a quantity, not a unit"
		case strings.HasSuffix(l, "month"), strings.HasSuffix(l, "1 year"):
			return "a year is the Julian year, not the tropical one"
		case strings.HasSuffix(l, "lbf"):
			return "a pound-force is exact with us, 4.4482216152605 N"
		}
		return ""
	})
	for _, test := range f.Cases {
		c.judge(test.Name, func() error {
			a, da, err1 := value(Builtin(), test.Left)
			b, db, err2 := value(Builtin(), test.Right)
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
			if da != db {
				return fmt.Errorf("%s and %s", da, db)
			}
			if test.Tolerance == "" {
				return near(a, b, 4e-16)
			}
			tolerance, _, err := value(Builtin(), test.Tolerance)
			if err == nil && math.Abs(a-b) > tolerance {
				err = fmt.Errorf("%v and %v", a, b)
			}
			return err
		}())
	}
	c.report()
}

// The units of the constants are read; where a constant is one of our units,
// its value is ours.
func TestConstants(t *testing.T) {
	var f struct {
		Cases []struct{ Name, Value, Unit string }
	}
	readFixture(t, &f, "constants", "codata-2022-core.json")
	units := map[string]string{}
	for _, test := range f.Cases {
		units[test.Name+test.Value] = test.Unit
	}
	c := newTally(t, "constants", func(name string) string {
		if u := units[name]; strings.ContainsAny(u, "ℎπα") || strings.Contains(u, "e ** 2") || strings.Contains(u, "r_e") {
			return "a formula of other constants, not a unit"
		}
		return ""
	})
	same := map[string]string{"electron_volt": "eV", "atomic_mass_constant": "Da", "standard_gravity": "g_n", "standard_atmosphere": "atm"}
	for _, test := range f.Cases {
		c.judge(test.Name+test.Value, func() error {
			u, err := Builtin().Parse(test.Unit)
			if err != nil || same[test.Name] == "" {
				return err
			}
			x, _ := strconv.ParseFloat(test.Value, 64)
			v, _ := Builtin().Parse(same[test.Name])
			return near(v.Factor(), u.ToSI(x), 1e-16)
		}())
	}
	c.report()
}
