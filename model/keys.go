package model

// A key is one key of a map in a model's file. The decoder knows the keys by
// these tables, and the schema is printed from them.
type key struct {
	name  string
	shape string // what may stand there: a name in the table of shapes
	help  string
}

var topKeys = []key{
	{"reckon", "version", "version of this format; heads the file"},
	{"title", "text", "what the model is about"},
	{"note", "text", "a remark"},
	{"units", "units", "units that the model adds"},
	{"groups", "titles", "titles of groups of quantities"},
	{"cases", "caseLists", "lists of cases, with columns of values, that quantities run over"},
	{"quantities", "quantities", "named numbers: parameters and derived quantities"},
	{"functions", "functions", "functions of formulas"},
	{"correlations", "correlations", "correlations between uncertain parameters"},
	{"scenarios", "scenarios", "named sets of overrides"},
	{"claims", "claims", "what somebody printed, and the test that it should pass"},
}

var quantityKeys = []key{
	{"value", "number", "a number with its unit, such as 3.09 W, and its standard deviation: 3.09 ± 0.05 W, 3.09(5) W or 3.1 +0.2/-0.1 W"},
	{"formula", "string", "how the quantity follows from others"},
	{"unit", "string", "the unit to show it in; its dimension is checked"},
	{"symbol", "string", "its symbol, in TeX"},
	{"title", "text", "what it is, in words"},
	{"note", "text", "a remark"},
	{"group", "string", "the group that tables show it in"},
	{"kind", "kind", "what its value rests on"},
	{"source", "source", "citation key, with a locator after a comma"},
	{"evidence", "evidence", "how well the cited digits were checked"},
	{"via", "string", "where a secondary value was read"},
	{"reason", "text", "why an assumed value is reasonable"},
	{"range", "range", "its 95 % interval: [low, high]"},
	{"level", "number", "the coverage of range, if not 95 %"},
	{"sd", "number", "one standard deviation, or a part of the value: 10 %"},
	{"factor", "number", "lognormal: the 95 % interval is value / factor to value × factor"},
	{"distribution", "string", "normal(mean, sd), lognormal(median, factor), uniform(low, high), triangular(low, mode, high) or beta(a, b)"},
	{"data", "data", "the file that it is computed from"},
	{"for", "string", "a list of cases: the quantity becomes a family, name[case] for each"},
	{"column", "string", "of a family without a formula: the column of the cases that holds its values; if not stated, the last word of its name"},
}

var caseListKeys = []key{
	{"title", "text", "what the cases are"},
	{"note", "text", "a remark"},
	{"list", "caseList", "the cases in order"},
	{"file", "string", "instead of a list, a CSV file beside the model: each row is a case, each column one of its values"},
	{"names", "string", "the column of the file with the names of the cases; r1, r2, … if not stated"},
}

// caseKeys stand beside the columns of a case.
var caseKeys = []key{
	{"case", "string", "the name of the case: letters, digits and _"},
	{"title", "text", "the case in words"},
	{"note", "text", "a remark on its values"},
	{"source", "source", "where its values are from"},
	{"evidence", "evidence", "how well the cited digits were checked"},
	{"via", "string", "where secondary values were read"},
	{"reason", "string", "why assumed values are reasonable"},
}

var dataKeys = []key{
	{"file", "string", "a CSV file beside the model"},
	{"column", "string", "name of a column; its unit stands in the header: length (mm)"},
	{"statistic", "statistic", "what is computed from the column; mean if not stated"},
	{"against", "string", "for slope, intercept and correlation: the column of x"},
	{"uncertainty", "dataUncertainty", "se: the interval is that of the statistic, by Student's t; sd: that of the values"},
}

var claimKeys = []key{
	{"text", "text", "what was said"},
	{"value", "number", "what was printed, such as 2e-9 W, 17 to 20 W or ~1e8"},
	{"quantity", "names", "the quantity (or formula) that the printed value is held against; a list of two for a range"},
	{"holds", "string", "a comparison that is true where the phrase is"},
	{"about", "about", "decade: an order of magnitude is meant, and less than a factor 10 either way passes"},
	{"tolerance", "number", "what passes instead of half the last digit: 10 % of the printed value, or 0.5 W"},
	{"given", "given", "a scenario, or overrides, under which it is tried when it fails"},
	{"expect", "verdict", "the verdict that is known and explained; reproduced if not stated"},
	{"note", "text", "the explanation"},
	{"source", "source", "who said it: citation key, with a locator after a comma"},
	{"where", "string", "where it stands there, in words"},
}

var sourceKeys = []key{
	{"key", "string", "citation key"},
	{"locator", "string", "where in the source: p. 1139"},
	{"quote", "string", "the words quoted"},
}

var unitKeys = []key{
	{"value", "number", "the unit in terms of known ones: 1.98847e30 kg"},
	{"dimension", "string", "a dimension of its own: currency"},
	{"symbol", "string", "its symbol"},
	{"name", "text", "its long name"},
	{"prefixes", "flag", "true: it takes the prefixes of the SI, as in kEUR"},
}

var functionKeys = []key{
	{"formula", "string", "what it gives"},
	{"title", "text", "what it is, in words"},
	{"note", "text", "a remark"},
	{"symbol", "string", "its symbol, in TeX"},
}

var correlationKeys = []key{
	{"between", "pair", "the names of two uncertain parameters"},
	{"r", "number", "the coefficient of correlation, from -1 to 1"},
	{"note", "text", "a remark"},
	{"source", "source", "citation key, with a locator after a comma"},
}

// scenarioKeys stand beside the names of parameters in a scenario.
var scenarioKeys = []key{
	{"title", "text", "what is supposed, in words"},
	{"note", "text", "a remark"},
	{"source", "source", "citation key, with a locator after a comma"},
	{"set", "overrides", "the overrides, where a parameter is called title, note, source or set"},
}

// Words that some keys take.
var (
	kinds      = []string{string(Cited), string(Measured), string(Assumed), string(Exact), string(Derived)}
	evidences  = []string{string(Primary), string(Secondary), string(Unverified)}
	verdicts   = []string{string(Reproduced), string(Rounded), string(Conditional), string(Contradicted), string(Untestable)}
	abouts     = []string{"decade"}
	statistics = []string{"mean", "median", "sd", "sum", "count", "min", "max", "first", "last", "se", "geometric_mean", "slope", "intercept", "correlation"}

	dataUncertainties = []string{"se", "sd"}
)

func keyNames(keys []key) []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}
