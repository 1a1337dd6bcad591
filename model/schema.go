package model

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// Schema gives a JSON Schema (draft 2020-12) of a model's files, for editors.
// It says what [Load] says of keys and shapes; names, units and formulas are
// beyond it.
func Schema() []byte {
	s := &schema{}
	s.open("{")
	s.pair("$schema", quoted("https://json-schema.org/draft/2020-12/schema"))
	s.pair("title", quoted("reckon model"))
	s.pair("type", quoted("object"))
	s.pair("required", `["reckon"]`)
	s.properties(topKeys)
	s.pair("additionalProperties", "false")
	s.open(`"$defs": {`)
	for _, d := range definitions {
		s.definition(d)
	}
	s.close("}")
	s.close("}")
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, s.b.Bytes(), "", "  "); err != nil {
		panic(err) // written here, from constants
	}
	pretty.WriteByte('\n')
	return pretty.Bytes()
}

// A shapeDef is a definition of the schema: raw JSON, or an object with keys.
type shapeDef struct {
	name string
	json string
	keys []key
	also string // JSON of an alternative to the object
}

const (
	namePattern     = `"^[\\p{L}_][\\p{L}\\p{N}\\p{M}_]*(\\.[\\p{L}_][\\p{L}\\p{N}\\p{M}_]*)*$"`
	languagePattern = `"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"`
)

var definitions = []shapeDef{
	{name: "version", json: `{"enum": [1, "1"]}`},
	{name: "flag", json: `{"enum": [true, false, "true", "false"]}`},
	{name: "string", json: `{"type": ["string", "number", "boolean"]}`},
	{name: "number", json: `{"type": ["number", "string"]}`},
	{name: "text", json: `{"oneOf": [{"type": ["string", "number", "boolean"]}, {"type": "object", "propertyNames": {"pattern": ` + languagePattern + `}, "additionalProperties": {"type": ["string", "number", "boolean"]}}]}`},
	{name: "titles", json: `{"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}}`},
	{name: "kind", json: enum(kinds)},
	{name: "evidence", json: enum(evidences)},
	{name: "verdict", json: enum(verdicts)},
	{name: "about", json: enum(abouts)},
	{name: "statistic", json: enum(statistics)},
	{name: "dataUncertainty", json: enum(dataUncertainties)},
	{name: "range", json: `{"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 2, "maxItems": 2}]}`},
	{name: "pair", json: `{"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}`},
	{name: "citation", keys: sourceKeys, also: `{"type": "string"}`},
	{name: "source", json: `{"oneOf": [{"$ref": "#/$defs/citation"}, {"type": "array", "items": {"$ref": "#/$defs/citation"}, "minItems": 1}]}`},
	{name: "data", keys: dataKeys},
	{name: "unit", keys: unitKeys, also: `{"type": ["number", "string"]}`},
	{name: "units", json: `{"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/unit"}}`},
	{name: "quantity", keys: quantityKeys, also: `{"type": ["number", "string"]}`},
	{name: "quantities", json: `{"type": ["object", "null"], "propertyNames": {"pattern": ` + namePattern + `}, "additionalProperties": {"$ref": "#/$defs/quantity"}}`},
	{name: "case", json: `{"oneOf": [{"type": ["string", "number"]}, {"type": "object", "required": ["case"]}]}`},
	{name: "caseList", json: `{"type": "array", "items": {"$ref": "#/$defs/case"}, "minItems": 1}`},
	{name: "namedCases", keys: caseListKeys},
	{name: "caseLists", json: `{"type": ["object", "null"], "additionalProperties": {"oneOf": [{"$ref": "#/$defs/caseList"}, {"$ref": "#/$defs/namedCases"}]}}`},
	{name: "function", keys: functionKeys, also: `{"type": ["number", "string"]}`},
	{name: "functions", json: `{"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/function"}}`},
	{name: "correlation", keys: correlationKeys},
	{name: "correlations", json: `{"type": ["array", "null"], "items": {"$ref": "#/$defs/correlation"}}`},
	{name: "overrides", json: `{"type": "object", "additionalProperties": {"type": ["number", "string"]}}`},
	{name: "scenario", json: `{"type": "object"}`},
	{name: "scenarios", json: `{"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/scenario"}}`},
	{name: "given", json: `{"oneOf": [{"type": "string"}, {"$ref": "#/$defs/overrides"}]}`},
	{name: "names", json: `{"oneOf": [{"type": "string"}, {"$ref": "#/$defs/pair"}]}`},
	{name: "claim", keys: claimKeys},
	{name: "claims", json: `{"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/claim"}}`},
}

func enum(words []string) string {
	text, err := json.Marshal(map[string][]string{"enum": words})
	if err != nil {
		panic(err) // strings
	}
	return string(text)
}

type schema struct {
	b     bytes.Buffer
	comma bool
}

func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		return strconv.Quote(s)
	}
	return string(text)
}

func (s *schema) separate() {
	if s.comma {
		s.b.WriteByte(',')
	}
}

func (s *schema) open(text string) {
	s.separate()
	s.b.WriteString(text)
	s.comma = false
}

func (s *schema) close(text string) {
	s.b.WriteString(text)
	s.comma = true
}

func (s *schema) pair(name, value string) {
	s.separate()
	s.b.WriteString(quoted(name) + ": " + value)
	s.comma = true
}

func (s *schema) properties(keys []key) {
	s.open(`"properties": {`)
	for _, k := range keys {
		s.pair(k.name, `{"$ref": "#/$defs/`+k.shape+`", "description": `+quoted(k.help)+`}`)
	}
	s.close("}")
}

func (s *schema) definition(d shapeDef) {
	if d.keys == nil {
		s.pair(d.name, d.json)
		return
	}
	s.open(quoted(d.name) + ": {")
	if d.also != "" {
		s.open(`"oneOf": [` + d.also + `, {`)
		s.comma = false
	}
	s.pair("type", quoted("object"))
	s.properties(d.keys)
	s.pair("additionalProperties", "false")
	if d.also != "" {
		s.close("}]")
	}
	s.close("}")
}
