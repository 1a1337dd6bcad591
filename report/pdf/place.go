package pdf

import (
	"reflect"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// placeOf reads the place that nodes of package ast carry in their field At.
func placeOf(n gast.Node) (diag.Pos, bool) {
	v := reflect.ValueOf(n)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return diag.Pos{}, false
	}
	f := v.Elem().FieldByName("At")
	if !f.IsValid() {
		return diag.Pos{}, false
	}
	at, ok := f.Interface().(diag.Pos)
	return at, ok && at != diag.Pos{}
}
