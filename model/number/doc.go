// Package number decides how numbers are printed and how printed numbers are
// read.
//
// [Style.Print] turns a [Quantity] into text by a [Format]; it is the one
// function that decides the digits shown. [Read] finds the numerals in running
// text, with the precision that their digits claim, and [ParseLiteral] reads a
// value of a model file. Units are left to package unit.
package number
