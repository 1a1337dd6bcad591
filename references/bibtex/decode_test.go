package bibtex

import "testing"

func TestDecode(t *testing.T) {
	for _, test := range []struct{ name, tex, want string }{
		{"plain", "A model of leptons", "A model of leptons"},
		{"accents", `Aks{\i}n, {\"O}zge and Ren{\'e}e, \'{\i}, \v{S}, {\c{C}}, \"u, {\v S}`, "Aksın, Özge and Renée, í, Š, Ç, ü, Š"},
		{"letters", `\o re, {\ss}, \AA{}ngstr\"om, \L\'od\'z`, "øre, ß, Ångström, Łódź"},
		{"protect", `The {DNA} of {\"U}bermut`, `The <span class="nocase">DNA</span> of Übermut`},
		{"fonts", `\emph{In vivo} {\bf b} \textsc{x}`, `<i>In vivo</i> <b>b</b> <span style="font-variant:small-caps;">x</span>`},
		{"nested emphasis", `\emph{a \emph{b} c}`, "<i>a </i>b<i> c</i>"},
		{"math", `H$_2$O and $10^{-3}$, $\alpha \to \beta$, $x=\mathrm{max}$`, "H<sub>2</sub>O and 10<sup>−3</sup>, α\u00a0→\u00a0β, <i>x</i>\u00a0=\u00a0max"},
		{"dashes", "1--2 --- ``quoted'' 'tis", "1–2 — “quoted” ’tis"},
		{"comment", "Richard %A.\n  B. Johnson", "Richard B. Johnson"},
		{"per cent", "5% of\n all", "5% of all"},
		{"escapes", `Salt \& Pepper 5\% \_ \$ \{x\}`, "Salt & Pepper 5% _ $ {x}"},
		{"url", `\url{https://example.org/a_b}`, "https://example.org/a_b"},
		{"tie", "J.~Chem.", "J.\u00a0Chem."},
		{"unknown", `\foo{bar} \qux`, `bar \qux`},
		{"quotes", `\enquote{a \enquote{b}}`, "“<span class=\"nocase\">a ‘b’</span>”"},
		{"glyph", `\ElsevierGlyph{2014} \char"41 \symbol{66}`, "— A B"},
		{"empty accent", `\~{} \^{}`, "~ ^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _ := Decode(test.tex)
			if m := got.Markup(); m != test.want {
				t.Errorf("Decode(%q)\n got: %q\nwant: %q", test.tex, m, test.want)
			}
		})
	}
}
