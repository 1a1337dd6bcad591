// Package model holds the quantities, functions and claims of a paper, declared
// in YAML and evaluated as a directed acyclic graph.
//
// [Load] reads and checks the files. [Model.Evaluate] computes all quantities
// once, under overrides; the [Values] give them by name ([Values.Get]),
// compute what a manuscript asks for ([Values.Expression], [Values.Sweep]),
// judge the claims ([Values.Verdicts]) and tell where a number comes from
// ([Values.Trace]). 95 % intervals are sampled when they are first asked for:
// [Values.Interval].
//
// Units are left to package unit, formulas to package formula, the printing of
// numbers to package number. What a citation key means is not known here:
// [Model.Sources] lists them with their places.
package model
