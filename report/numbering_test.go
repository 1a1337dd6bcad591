package report

import (
	"slices"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown/ast"
)

// numberedPaper resolves a manuscript: what its references print, and the
// numbers of its captions, headings and formulas in order.
func numberedPaper(t *testing.T, front, body string) (refs, numbers []string, findings diag.List) {
	t.Helper()
	project, found := Open(overlay(map[string]string{"paper.md": "---\ntitle: T\n" + front + "---\n\n" + body}), "paper.md")
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Documents {
		_ = gast.Walk(d.Body, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
			if !entering {
				return gast.WalkContinue, nil
			}
			if ref, ok := n.(*ast.Ref); ok {
				refs = append(refs, ref.Shown)
			}
			if num, ok := d.Numbers[n]; ok {
				numbers = append(numbers, numberOf(n, num))
			}
			return gast.WalkContinue, nil
		})
	}
	return refs, numbers, slices.Concat(found, r.Findings)
}

func numberOf(n gast.Node, num document.Number) string {
	if _, ok := n.(*ast.Figure); ok && num.Words != "" {
		return num.Words
	}
	return num.Label
}

func TestNumbering(t *testing.T) {
	const figure = "```{table} Caption\n:label: %\n\n| a |\n|---|\n| 1 |\n```\n\n"
	tables := strings.ReplaceAll(figure, "%", "tbl-a") + strings.ReplaceAll(figure, "%", "tbl-b")
	headings := "# One\n\n## Two {#sec-two}\n\n### Three {#sec-three}\n\n# Four {#sec-four}\n\n"
	equations := "$$ a $$ (eq-a)\n\n$$ b $$ (eq-b)\n\n"
	for _, test := range []struct {
		name, front, body string
		refs, numbers     []string
	}{
		{"by itself", "", tables + "@tbl-a @tbl-b\n", []string{"Table 1", "Table 2"}, []string{"Table 1", "Table 2"}},
		{"start and template", "numbering:\n  table: {start: 5, template: 'tab. (%s)'}\n", tables + "@tbl-a [T %s](#tbl-b)\n", []string{"tab. (5)", "T 6"}, []string{"Table 5", "Table 6"}},
		{"a template alone", "numbering:\n  table: Tab. %s\n", tables + "@tbl-a\n", []string{"Tab. 1"}, []string{"Table 1", "Table 2"}},
		{"a number alone", "numbering: {tables: 3}\n", tables, nil, []string{"Table 3", "Table 4"}},
		{"enumerator of all", "numbering: {enumerator: 'A.%s'}\n", headings + tables + equations + "@tbl-a @sec-two @eq-b [Eq. (%s)](#eq-b)\n",
			[]string{"Table A.1", "Section A.1.1", "Equation (A.2)", "Eq. (A.2)"}, []string{"A.1", "A.1.1", "A.1.1.1", "A.2", "Table A.1", "Table A.2", "(A.1)", "(A.2)"}},
		{"enumerator of one", "numbering: {table: {enumerator: 'S%s'}}\n", tables + equations, nil, []string{"Table S1", "Table S2", "(1)", "(2)"}},
		{"levels", "numbering: {heading_1: true, heading_2: true}\n", headings + "@sec-two @sec-three\n", []string{"Section 1.1", "Three"}, []string{"1", "1.1", "", "2"}},
		{"one level off", "numbering: {heading_1: false}\n", headings, nil, []string{"", "1", "1.1", ""}},
		{"headings", "numbering: {headings: {template: 'Sec. %s'}}\n", headings + "@sec-four\n", []string{"Sec. 2"}, []string{"1", "1.1", "1.1.1", "2"}},
		{"heading start", "numbering: {heading_1: {start: 4}}\n", headings, nil, []string{"4", "", "", "5"}},
		{"no sections", "number-sections: false\n", headings + tables, nil, []string{"", "", "", "", "Table 1", "Table 2"}},
		{"nothing", "numbering: false\n", headings + tables + equations, nil, []string{"", "", "", "", "", "", "", ""}},
		{"equations off", "numbering: {equation: false}\n", equations + tables, nil, []string{"", "", "Table 1", "Table 2"}},
		{"equation template", "numbering: {equation: {template: 'Eq. (%s)', start: 2}}\n", equations + "@eq-a {eq}`eq-b`\n", []string{"Eq. (2)", "(3)"}, []string{"(2)", "(3)"}},
		{"a kind of one's own", "numbering: {box: {enabled: true}}\n", ":::{figure}\n:kind: box\n:label: my-box\n\n| a |\n|---|\n| 1 |\n\nCaption.\n:::\n\n@my-box\n", []string{"Box 1"}, []string{"Box 1"}},
		{"without a number", "", ":::{table} Caption\n:enumerated: false\n\n| a |\n|---|\n| 1 |\n:::\n\n" + tables, nil, []string{"", "Table 1", "Table 2"}},
		{"a number given", "", ":::{table} Caption\n:label: tbl-s\n:enumerator: S1\n\n| a |\n|---|\n| 1 |\n:::\n\n" + tables + "@tbl-s\n", []string{"Table S1"}, []string{"Table S1", "Table 1", "Table 2"}},
		{"theorems", "numbering: {theorem: {start: 7}}\n", "```{prf:theorem}\n:label: thm-a\nA.\n```\n\n{prf:ref}`thm-a`\n", []string{"Theorem 7"}, []string{"7"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			refs, numbers, findings := numberedPaper(t, test.front, test.body)
			if findings.HasErrors() || !slices.Equal(refs, test.refs) || !slices.Equal(numbers, test.numbers) {
				t.Errorf("refs %q, want %q\nnumbers %q, want %q\n%v", refs, test.refs, numbers, test.numbers, findings)
			}
		})
	}
}

// Lines of a formula have numbers where they say which.
func TestEquationLines(t *testing.T) {
	for _, test := range []struct {
		name, body  string
		refs        []string
		block, line string // at the margin of the block, and within the formula
	}{
		{"one label", "\\begin{align}\na &= b \\label{eq:a} \\\\\nc &= d\n\\end{align}\n\n@eq:a\n", []string{"Equation (1)"}, "(1)", ""},
		{"two labels", "\\begin{align}\na &= b \\label{eq:a} \\\\\nc &= d \\label{eq:b}\n\\end{align}\n\n@eq:a {eq}`eq:b`\n", []string{"Equation (1)", "(2)"}, "", "(1) (2)"},
		{"one line without", "\\begin{align}\na &= b \\notag \\\\\nc &= d \\label{eq:b}\n\\end{align}\n\n@eq:b\n", []string{"Equation (1)"}, "", "(1)"},
		{"a tag", "$$\na = b \\tag{*}\n$$ (eq:a)\n\n$$ c $$ (eq:c)\n\n@eq:a @eq:c\n", []string{"Equation (*)", "Equation (1)"}, "", "(*)"},
		{"tags of lines", "\\begin{align*}\na &= b \\tag{A} \\label{eq:a} \\\\\nc &= d\n\\end{align*}\n\n@eq:a\n", []string{"Equation (A)"}, "", "(A)"},
		{"subequations", "$$ x $$\n\n\\begin{subequations}\\label{eq:s}\n\\begin{align}\na &= b \\label{eq:a} \\\\\nc &= d\n\\end{align}\n\\end{subequations}\n\n@eq:s @eq:a\n",
			[]string{"Equation (2)", "Equation (2a)"}, "(1)", ""},
		{"no number", "\\begin{equation}\na = b \\nonumber\n\\end{equation}\n", nil, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			refs, numbers, findings := numberedPaper(t, "", test.body)
			block := ""
			if len(numbers) > 0 {
				block = numbers[0]
			}
			if findings.HasErrors() || !slices.Equal(refs, test.refs) || block != test.block {
				t.Errorf("refs %q, want %q; number %q, want %q\n%v", refs, test.refs, block, test.block, findings)
			}
			project, _ := Open(overlay(map[string]string{"paper.md": "---\ntitle: T\n---\n\n" + test.body}), "paper.md")
			r, err := Run(project, Settings{})
			if err != nil {
				t.Fatal(err)
			}
			if m := first[*ast.MathBlock](r); test.line != "" {
				page := m.Tree.MathML(true)
				for _, number := range strings.Fields(test.line) {
					inner := strings.Trim(number, "()")
					if !strings.Contains(page, "("+inner+")") && !strings.Contains(page, "<mtext>"+inner) {
						t.Errorf("no %s in %s", number, page)
					}
				}
				if tags := m.Tree.Layout(10, true).Tags; len(tags) != len(strings.Fields(test.line)) {
					t.Errorf("%d numbers at the margin", len(tags))
				}
			}
		})
	}
}

// A (label)= line names what follows it, whatever that is.
func TestTargets(t *testing.T) {
	for _, test := range []struct {
		name, body string
		refs       []string
	}{
		{"two notes", ":::{note}\nA.\n:::\n\n:::{note}\nB.\n:::\n", nil},
		{"a note with a label", ":::{note} Its title\n:label: my-note\nA.\n:::\n\n@my-note\n", []string{"Its title"}},
		{"a note with a label only", ":::{note}\n:label: my-note\nA.\n:::\n\n@my-note\n", []string{"Note"}},
		{"a list", "(my-list)=\n- a\n- b\n\nText.\n\n[there](#my-list)\n", []string{"there"}},
		{"two names", "(one)=\n(two)=\n## Head\n\n[](#one) [](#two)\n", []string{"Section 1", "Section 1"}},
		{"a name beside a label", "(one)=\n$$ x $$ (two)\n\nText.\n\n@one @two\n", []string{"Equation (1)", "Equation (1)"}},
		{"panels", ":::{figure}\n:label: fig-two\n\n```{table} A\n| a |\n|---|\n| 1 |\n```\n\n```{table} B\n:label: own\n\n| a |\n|---|\n| 1 |\n```\n\nBoth.\n:::\n\n@fig-two @fig-two-a @own [only {subEnumerator} of %s](#own)\n",
			[]string{"Figure 1", "Table 1a", "Table 1b", "only b of 1b"}},
		{"a solution", "```{exercise}\n:label: ex-a\nDo.\n```\n\n```{solution} ex-a\nDone.\n```\n", []string{"Exercise 1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			refs, _, findings := numberedPaper(t, "", test.body)
			if findings.HasErrors() || !slices.Equal(refs, test.refs) {
				t.Errorf("refs %q, want %q\n%v", refs, test.refs, findings)
			}
		})
	}
}
