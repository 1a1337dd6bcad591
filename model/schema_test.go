package model_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/model"
)

// valid checks a value against the part of JSON Schema that Schema uses.
func valid(root, schema map[string]any, v any) error {
	if ref, ok := schema["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/$defs/")
		def, ok := root["$defs"].(map[string]any)[name].(map[string]any)
		if !ok {
			return fmt.Errorf("no definition %s", name)
		}
		return valid(root, def, v)
	}
	if alternatives, ok := schema["oneOf"].([]any); ok {
		var fits int
		var last error
		for _, a := range alternatives {
			if err := valid(root, a.(map[string]any), v); err == nil {
				fits++
			} else {
				last = err
			}
		}
		if fits == 0 {
			return last
		}
		if fits > 1 {
			return fmt.Errorf("%v fits %d alternatives", v, fits)
		}
	}
	if words, ok := schema["enum"].([]any); ok && !slices.ContainsFunc(words, func(w any) bool { return fmt.Sprint(w) == fmt.Sprint(v) }) {
		return fmt.Errorf("%v is not one of %v", v, words)
	}
	if types, ok := schema["type"]; ok {
		list, ok := types.([]any)
		if !ok {
			list = []any{types}
		}
		if !slices.Contains(list, any(typeOf(v))) {
			return fmt.Errorf("%v is %s, not %v", v, typeOf(v), list)
		}
	}
	switch v := v.(type) {
	case map[string]any:
		return validObject(root, schema, v)
	case []any:
		if n, ok := schema["minItems"].(float64); ok && len(v) < int(n) {
			return fmt.Errorf("%d items", len(v))
		}
		if n, ok := schema["maxItems"].(float64); ok && len(v) > int(n) {
			return fmt.Errorf("%d items", len(v))
		}
		if items, ok := schema["items"].(map[string]any); ok {
			for _, one := range v {
				if err := valid(root, items, one); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func validObject(root, schema, v map[string]any) error {
	properties, _ := schema["properties"].(map[string]any)
	for name, one := range v {
		if names, ok := schema["propertyNames"].(map[string]any); ok {
			// RE2 has the classes, without braces around one letter or with.
			if !regexp.MustCompile(names["pattern"].(string)).MatchString(name) {
				return fmt.Errorf("key %q", name)
			}
		}
		if p, ok := properties[name].(map[string]any); ok {
			if err := valid(root, p, one); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			continue
		}
		switch more := schema["additionalProperties"].(type) {
		case bool:
			if !more {
				return fmt.Errorf("unknown key %q", name)
			}
		case map[string]any:
			if err := valid(root, more, one); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	if required, ok := schema["required"].([]any); ok {
		for _, name := range required {
			if _, ok := v[name.(string)]; !ok {
				return fmt.Errorf("no %v", name)
			}
		}
	}
	return nil
}

func typeOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	}
	return "number"
}

func schema(t testing.TB) map[string]any {
	var root map[string]any
	if err := json.Unmarshal(model.Schema(), &root); err != nil {
		t.Fatal(err)
	}
	return root
}

func decode(t testing.TB, text []byte) any {
	var v any
	if err := yaml.Load(text, &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v) // numbers and texts as JSON has them
	if err != nil {
		t.Fatal(err)
	}
	var w any
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(&w); err != nil {
		t.Fatal(err)
	}
	return w
}

// What Load finds clean the schema accepts.
func TestSchemaAccepts(t *testing.T) {
	root := schema(t)
	files, _ := filepath.Glob("testdata/*.yaml")
	papers, _ := filepath.Glob("*/*.yaml")
	for _, file := range append(files, papers...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, fs := model.Load(os.DirFS("."), []string{file}); slices.ContainsFunc(fs, func(f diag.Finding) bool { return f.Rule == "key-unknown" }) {
			continue
		}
		if err := valid(root, root, decode(t, text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// What is misspelt the schema refuses.
func TestSchemaRefuses(t *testing.T) {
	root := schema(t)
	for _, body := range []string{
		"quantites: {}",
		"quantities: {a-b: {value: 3}}",
		"quantities: {lamp: {vale: 3 W}}",
		"quantities: {lamp: {value: [3]}}",
		"quantities: {lamp: {value: 3 W, kind: asumed}}",
		"quantities: {lamp: {value: 3 W, range: [1, 2, 3]}}",
		"quantities: {lamp: {value: 3 W, title: {English: a}}}",
		"claims: {c: {text: t, expect: wrong}}",
		"correlations: [{between: [a], r: 1}]",
		"units: {knoop: {valu: 3}}",
	} {
		if err := valid(root, root, decode(t, []byte("reckon: 1\n"+body+"\n"))); err == nil {
			t.Errorf("accepted: %s", body)
		}
	}
	if err := valid(root, root, decode(t, []byte("quantities: {}\n"))); err == nil {
		t.Error("accepted a file without its head")
	}
}
