package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reckon/internal/diag"
)

// emitters are the functions that make findings; the rule is the first of
// their arguments that is written like one.
var emitters = []string{"Add", "Warn", "fail", "failAt", "warn", "bad", "badBlock", "refuse", "complain", "report", "add", "errorf", "fault", "limit"}

var ruleForm = regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)

// TestEveryRuleHasAPage reads the sources: a rule that any of them emits has a
// page, and every page explains a rule that some source names.
func TestEveryRuleHasAPage(t *testing.T) {
	emitted, named := map[string]string{}, map[string]bool{}
	err := filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
					named[text] = true
				}
			case *ast.CallExpr:
				if slices.Contains(emitters, callee(n)) {
					for _, arg := range n.Args[:min(2, len(n.Args))] {
						if rule, ok := ruleOf(arg); ok {
							emitted[rule] = name
							break
						}
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Rule" {
					if rule, ok := ruleOf(n.Value); ok {
						emitted[rule] = name
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(emitted) < 100 {
		t.Fatalf("only %d rules are found in the sources", len(emitted))
	}
	for rule, file := range emitted {
		if _, err := diag.Explain(rule); err != nil {
			t.Errorf("%s emits %s, which no page in internal/diag/rules explains", file, rule)
		}
	}
	for _, rule := range diag.Rules() {
		if !named[rule] {
			t.Errorf("the page of %s explains a rule that no source emits", rule)
		}
	}
}

func callee(n *ast.CallExpr) string {
	switch f := n.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func ruleOf(n ast.Expr) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil && ruleForm.MatchString(text)
}
