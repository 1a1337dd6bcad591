package main

import (
	"fmt"
	"runtime"
	"strings"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/model/formula"
	"reckon/model/unit"
	"reckon/report/markdown"
)

// explain prints the page of a rule, or all rules with a line each.
func (c *command) explain(args []string) error {
	if len(args) > 1 {
		return &misuseError{"one rule is explained at a time", "reckon explain " + args[0]}
	}
	if len(args) == 0 {
		var rows [][]string
		for _, rule := range diag.Rules() {
			page, err := diag.Explain(rule)
			if err != nil {
				return err
			}
			rows = append(rows, []string{rule, page.Summary})
		}
		table(c.out, rows)
		return nil
	}
	page, err := diag.Explain(args[0])
	if err != nil {
		mended := ""
		if near := diag.Suggest(args[0], diag.Rules()); near != "" {
			mended = "reckon explain " + near
		}
		return &misuseError{fmt.Sprintf("no rule is called %q", args[0]), mended}
	}
	fmt.Fprint(c.out, page.Text)
	return nil
}

// syntax prints the table of roles and directives, and what formulas may call.
func (c *command) syntax([]string) error {
	roles, directives := markdown.Table()
	fmt.Fprintln(c.out, "Roles: {name}`body`")
	for _, r := range roles {
		fmt.Fprintf(c.out, "\n{%s}`%s`%s\n  %s\n", r.Name, r.Argument, also(r.Aliases), r.Help)
		c.options(r.Options)
	}
	fmt.Fprintln(c.out, "\nDirectives: ```{name} argument, options as :key: value, a body, ```")
	for _, d := range directives {
		fmt.Fprintf(c.out, "\n{%s} %s%s\n  %s; body: %s\n", d.Name, d.Argument, also(d.Aliases), d.Help, d.Body)
		c.options(d.Options)
	}
	fmt.Fprintln(c.out, "\nFormulas: + - * / ^, comparisons, and, or, not, if … then … else …, numbers with units, x -> unit;")
	fmt.Fprintln(c.out, "name[case] is one of a family, name[*] all of it where a function takes x, y, …")
	for _, f := range formula.Reference() {
		fmt.Fprintf(c.out, "\n%s\n  %s\n", f[0], f[1])
	}
	return nil
}

func also(aliases []string) string {
	if len(aliases) == 0 {
		return ""
	}
	return "  (also " + strings.Join(aliases, ", ") + ")"
}

func (c *command) options(options []markdown.OptionSpec) {
	for _, o := range options {
		fmt.Fprintf(c.out, "    :%s:  %s; %s%s\n", o.Name, o.Help, o.Kind, also(o.Aliases))
	}
}

// units prints the built-in units with their values in SI units.
func (c *command) units([]string) error {
	r := unit.Builtin()
	rows := [][]string{{"unit", "name", "in SI units"}}
	for _, name := range r.Names() {
		u, ok := r.Lookup(name)
		if !ok {
			continue
		}
		si := fmt.Sprintf("%v %s", u.Factor(), u.Dimension())
		if u.Offset() != 0 {
			si += fmt.Sprintf(" (+ %v)", u.Offset())
		}
		rows = append(rows, []string{name, u.Name("en"), strings.TrimSuffix(si, " 1")})
	}
	table(c.out, rows)
	return nil
}

// schema prints the JSON Schema of model files, for editors.
func (c *command) schema([]string) error {
	_, err := c.out.Write(model.Schema())
	return err
}

// version prints the release.
func (c *command) version([]string) error {
	if c.format == "json" {
		return writeJSON(c.out, map[string]string{"reckon": releaseName(), "go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH})
	}
	fmt.Fprintf(c.out, "reckon %s\n", releaseName())
	return nil
}

// help prints the usage.
func (c *command) help([]string) error {
	fmt.Fprint(c.out, usage)
	return nil
}
