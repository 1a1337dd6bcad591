package math

import (
	"strings"
	"sync"
)

// Commands that are abbreviations of others: amsmath's moduli, and what papers
// use of the packages mathtools, upgreek and physics.
var builtinBodies = map[string]string{
	"bmod": `\mathbin{\mathrm{mod}}`, "pmod": `\mkern 8mu(\mathrm{mod}\mkern 6mu #1)`, "mod": `\mkern 12mu\mathrm{mod}\mkern 6mu #1`, "pod": `\mkern 8mu(#1)`,
	"prescript": `{}^{#1}_{#2}{#3}`, "textsuperscript": `{}^{\text{#1}}`, "textsubscript": `{}_{\text{#1}}`,
	"dd": `\mathrm{d}#1`, "vb": `\mathbf{#1}`, "va": `\vec{\mathbf{#1}}`, "vu": `\hat{\mathbf{#1}}`, "ev": `\left\langle #1\right\rangle`, "expval": `\left\langle #1\right\rangle`,
	"order": `\mathcal{O}\left(#1\right)`, "grad": `\nabla`, "curl": `\nabla\times`, "divergence": `\nabla\cdot`, "laplacian": `\nabla^2`, "tr": `\operatorname{tr}`, "Tr": `\operatorname{Tr}`,
	"rank": `\operatorname{rank}`, "indep": `\perp\mkern -10mu\perp`, "independent": `\perp\mkern -10mu\perp`, "coloneqq": `\mathrel{≔}`, "TeX": `\text{TeX}`, "LaTeX": `\text{LaTeX}`,
	"defeq": `\mathrel{≔}`, "ordinarycolon": `:`, "argmin": `\operatorname*{arg\,min}`, "argmax": `\operatorname*{arg\,max}`,
}

// builtins are the macros that need no declaration.
var builtins = sync.OnceValue(func() map[string]macro {
	all := map[string]macro{}
	for name, body := range builtinBodies {
		tokens, _ := scan([]rune(body))
		all[name] = macro{params: highestParam(tokens), body: tokens}
	}
	for name, d := range map[string]string{"dv": `\mathrm{d}`, "derivative": `\mathrm{d}`, "pdv": `\partial `, "pderivative": `\partial `} {
		tokens, _ := scan([]rune(`\frac{` + d + `^{#1}#2}{` + d + `#3^{#1}}`))
		all[name] = macro{params: 3, opt: true, body: tokens}
	}
	for _, name := range strings.Fields(letterSymbols) {
		if isLetter(rune(name[0])) && name[0] >= 'a' && len(name) > 1 && name != "partial" && name != "imath" && name != "jmath" && name != "thetasym" {
			tokens, _ := scan([]rune(`\mathrm{\` + name + `}`))
			all["up"+name] = macro{body: tokens}
		}
	}
	return all
})

// macro looks a name up, the author's own first.
func (p *parser) macro(name string) (macro, bool) {
	if m, ok := p.macros[name]; ok {
		return m, true
	}
	m, ok := builtins()[name]
	return m, ok
}

// sideset reads \sideset{_a^b}{_c^d}\sum.
func (p *parser) sideset(t token) node {
	sides := p.arguments(t, 2)
	n := p.argument(t, `\sideset needs an operator`, true)
	return &classed{body: &row{[]node{sides[0], n, sides[1]}}, cls: op, limits: true}
}
