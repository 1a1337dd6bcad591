// Command reckon builds and checks papers whose numbers are computed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/report"
)

// usage is printed by `reckon help`; the README repeats it, and a test compares
// the two.
const usage = `reckon builds papers in which every number is computed, has a unit and can be traced.

  reckon build   [MANUSCRIPT ...]    write HTML and PDF
  reckon check   [MANUSCRIPT ...]    recheck claims and report findings
  reckon list    [MANUSCRIPT ...]    list the quantities of the model
  reckon trace   NAME [MANUSCRIPT]   derive a quantity down to its sources
  reckon site    [MANUSCRIPT ...]    write a static site of all papers
  reckon explain [RULE]              explain a rule, or list all rules
  reckon syntax                      list roles and directives
  reckon units                       list the built-in units
  reckon schema                      print the JSON Schema of model files
  reckon version                     print the release

Without a manuscript, the papers that reckon.yaml names are taken; it is looked
for here and in the folders above.

  --set 'NAME=VALUE UNIT'   change a parameter (build, check, list, trace, site)
  --scenario NAME           apply a scenario of the model (likewise)
  --out FOLDER              where to write (build, site)
  --base-url ADDRESS        canonical links and a site map (site)
  --format text|json        form of the result (check, list, trace, version)
  --sensitivity             shares of the variance, and elasticities (trace)
  --tipping                 where the verdict of each claim flips (check)
  --strict                  warnings stop a build
  --color auto|always|never colour of findings

Exit status: 0 fine, 1 findings in the paper, 2 wrong usage, 3 the system refused.
`

// The exit statuses.
const (
	fine     = 0
	findings = 1
	misuse   = 2
	refused  = 3
)

func main() {
	// A run is short and ends with the process: collecting garbage at the usual
	// pace would take a fifth of its time. Large projects are collected sooner.
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(1 << 30)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run executes one command line and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c := &command{out: stdout, err: stderr, args: args}
	if err := c.dispatch(args); err != nil {
		return c.fail(err)
	}
	return fine
}

// A verb is one subcommand.
type verb struct {
	name  string
	flags string // names of the flags that it takes, parted by spaces
	run   func(*command, []string) error
	alone bool // takes no arguments
}

var verbs = []verb{
	{"build", "set scenario out strict color", (*command).build, false},
	{"check", "set scenario tipping format strict color", (*command).check, false},
	{"list", "set scenario format color", (*command).list, false},
	{"trace", "set scenario sensitivity format color", (*command).trace, false},
	{"site", "set scenario out base-url strict color", (*command).site, false},
	{"explain", "", (*command).explain, false},
	{"syntax", "", (*command).syntax, true},
	{"units", "", (*command).units, true},
	{"schema", "", (*command).schema, true},
	{"version", "format", (*command).version, true},
	{"help", "", (*command).help, false},
}

// A command is one run: its streams and flags.
type command struct {
	out, err io.Writer
	args     []string  // as given
	opening  diag.List // why the project could not be opened

	set      texts
	scenario string
	outDir   string
	baseURL  string
	format   string
	strict   bool
	color    string

	sensitivity bool
	tipping     bool
}

// texts is a flag that may come several times.
type texts []string

func (t *texts) String() string     { return strings.Join(*t, ", ") }
func (t *texts) Set(s string) error { *t = append(*t, s); return nil }

var (
	// errFindings ends a run whose findings have been printed.
	errFindings = errors.New("findings")
	// errHelp ends a run that asked for help.
	errHelp = errors.New("help")
)

// A misuseError is a command line that cannot be run.
type misuseError struct{ msg, mended string }

func (e *misuseError) Error() string { return e.msg }

func (c *command) dispatch(args []string) error {
	if len(args) == 0 {
		return &misuseError{"a verb is expected", "reckon build"}
	}
	name := args[0]
	switch name {
	case "-h", "-help", "--help":
		name = "help"
	case "-version", "--version":
		name = "version"
	}
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.name == name })
	if i < 0 {
		var names []string
		for _, v := range verbs {
			names = append(names, v.name)
		}
		mended := ""
		if near := diag.Suggest(name, names); near != "" {
			mended = quoteArgs(append([]string{"reckon", near}, args[1:]...))
		}
		return &misuseError{fmt.Sprintf("there is no verb %q", name), mended}
	}
	rest, err := c.parse(verbs[i], args[1:])
	if err != nil {
		return err
	}
	if verbs[i].alone && len(rest) > 0 {
		return &misuseError{fmt.Sprintf("%s takes no argument, and %q is one", name, rest[0]), "reckon " + name}
	}
	return verbs[i].run(c, rest)
}

// parse reads flags wherever they stand among the arguments.
func (c *command) parse(v verb, args []string) (rest []string, err error) {
	set := flag.NewFlagSet(v.name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	known := strings.Fields(v.flags)
	for _, name := range known {
		switch name {
		case "set":
			set.Var(&c.set, name, "")
		case "scenario":
			set.StringVar(&c.scenario, name, "", "")
		case "out":
			set.StringVar(&c.outDir, name, "", "")
		case "base-url":
			set.StringVar(&c.baseURL, name, "", "")
		case "format":
			set.StringVar(&c.format, name, "text", "")
		case "sensitivity":
			set.BoolVar(&c.sensitivity, name, false, "")
		case "tipping":
			set.BoolVar(&c.tipping, name, false, "")
		case "strict":
			set.BoolVar(&c.strict, name, false, "")
		case "color":
			set.StringVar(&c.color, name, "auto", "")
		}
	}
	given := args
	for len(args) > 0 {
		if err := set.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, errHelp
			}
			return nil, flagMisuse(v, err, given, known)
		}
		if ended := len(args) - set.NArg(); ended > 0 && args[ended-1] == "--" {
			return append(rest, set.Args()...), nil
		}
		args = set.Args()
		if len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	if c.format != "" && c.format != "text" && c.format != "json" {
		return nil, &misuseError{fmt.Sprintf("--format is text or json, not %q", c.format), ""}
	}
	if c.color != "" && !slices.Contains([]string{"auto", "always", "never"}, c.color) {
		return nil, &misuseError{fmt.Sprintf("--color is auto, always or never, not %q", c.color), ""}
	}
	return rest, nil
}

// fail prints an error and gives its exit status.
func (c *command) fail(err error) int {
	var m *misuseError
	var u *report.UsageError
	switch {
	case errors.Is(err, errFindings):
		return findings
	case errors.Is(err, errHelp):
		_ = c.help(nil)
		return fine
	case errors.As(err, &m):
		fmt.Fprintf(c.err, "reckon: %s\n", m.msg)
		if m.mended != "" {
			fmt.Fprintf(c.err, "  try: %s\n", m.mended)
		} else {
			fmt.Fprintf(c.err, "  see: reckon help\n")
		}
		return misuse
	case errors.As(err, &u):
		fmt.Fprintf(c.err, "reckon: %s\n", u.Msg)
		return misuse
	}
	fmt.Fprintf(c.err, "reckon: %v\n", err)
	if errors.Is(err, fs.ErrPermission) {
		fmt.Fprintln(c.err, "  the previous output is as it was")
	}
	return refused
}

// release is set by the linker for released binaries.
var release = ""

// releaseName is the release, or the commit that a local build was made of. It
// stands in outputs, so it must not differ between two builds of one commit.
func releaseName() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" && !strings.Contains(info.Main.Version, "-") {
		return info.Main.Version
	}
	return "development"
}
