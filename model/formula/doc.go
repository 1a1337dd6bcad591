// Package formula is the language of formulas: arithmetic with units over named
// quantities.
//
// [Parse] reads a text into a syntax tree; [Check] judges its names, units and
// dimensions against a [Scope], all in one run and without computing anything;
// [Compile] makes a [Program] that evaluates it, for one set of values or for
// columns of draws. [Print], [TeX] and [JSON] write the tree for people, for
// print and for a browser.
//
// A formula is total and pure: it reads its quantities and nothing else, and
// its work is bounded by named limits. What quantities there are, in which
// order they are evaluated, and how values print is left to others.
package formula
