// Package unit knows dimensions and units: what they are, how people write
// them, and how they are printed.
//
// [Builtin] gives the units that are always there, [Registry.Extend] a table to
// which a model adds its own, and [Registry.Parse] reads a unit as people write
// it: kJ/mol, µmol/(g min), W·m^-2, "kilowatt hours". A [Unit] converts to and
// from SI by exact factors and prints itself as source text, typeset text, long
// name and TeX. A [Dimension] is what arithmetic checks.
//
// Numbers are left to package number, arithmetic to package formula.
package unit
