package math

import (
	"slices"
	"strings"
	"sync"
)

// The commands that stand for one character, by class: name and character in
// turn. The names are those of LaTeX, amssymb, and a few common packages.

const letterSymbols = `
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ
psi ψ omega ω digamma ϝ
Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
thetasym ϑ
imath ı jmath ȷ partial ∂ `

// Slanted capitals, \varGamma and its like; printed as italic letters.
const slantedSymbols = `
varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω `

const signSymbols = `
infty ∞ nabla ∇ hbar ℏ hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ mho ℧ eth ð Bbbk 𝕜 Finv Ⅎ Game ⅁
emptyset ∅ varnothing ⌀ angle ∠ measuredangle ∡ sphericalangle ∢ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥
prime ′ backprime ‵ surd √ flat ♭ natural ♮ sharp ♯ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠
triangle △ vartriangle △ triangledown ▽ blacktriangle ▲ blacktriangledown ▼ square □ Box □ blacksquare ■
Diamond ◇ lozenge ◊ blacklozenge ⧫ bigstar ★ complement ∁ circledS Ⓢ circledR ® diagup ╱ diagdown ╲
degree ° textdegree ° celsius ℃ ohm Ω micro µ AA Å Angstrom Å angstrom Å
P ¶ S § copyright © pounds £ mathsterling £ yen ¥ euro € texteuro € cent ¢ dag † ddag ‡ checkmark ✓ maltese ✠
% % # # $ $ & & _ _ lq ‘ rq ’ textregistered ® texttrademark ™ textordmasculine º textordfeminine ª
textasciitilde ~ textasciicircum ^ textbackslash \ textunderscore _ textbar | infin ∞ empty ∅ real ℜ image ℑ weierp ℘
natnums ℕ reals ℝ Reals ℝ R ℝ N ℕ Z ℤ cnums ℂ Complex ℂ male ♂ female ♀ sun ☉ earth ♁ astrosun ☉ QED ∎ Qed ∎ qed ∎ mathdollar $ mathparagraph ¶
mathsection § minuso ⦵ increment ∆ hearts ♡ spades ♠ clubs ♣ diamonds ♢ exist ∃ `

const binarySymbols = `
pm ± plusmn ± mp ∓ times × div ÷ cdot ⋅ sdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ wedge ∧
lor ∨ land ∧ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◁ triangleright ▷
lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯ dagger † ddagger ‡ amalg ⨿
ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ Cap ⋒ doublecap ⋒ Cup ⋓ doublecup ⋓ barwedge ⊼ veebar ⊻
doublebarwedge ⩞ curlywedge ⋏ curlyvee ⋎ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ circledast ⊛ circledcirc ⊚
circleddash ⊝ dotplus ∔ intercal ⊺ divideontimes ⋇ centerdot ⋅ And & gtrdot ⋗ lessdot ⋖ divsymbol ÷ minus − Or ⩔ plus + `

const relationSymbols = `
le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ approxeq ≊ cong ≅ doteq ≐ propto ∝ ll ≪ gg ≫ lll ⋘ llless ⋘ ggg ⋙ gggtr ⋙
lt < gt > leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛
lesseqqgtr ⪋ gtreqqless ⪌ eqslantless ⪕ eqslantgtr ⪖ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ lnsim ⋦ gnsim ⋧ lnapprox ⪉ gnapprox ⪊
nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nleqslant ⩽̸ ngeqslant ⩾̸ nleqq ≦̸ ngeqq ≧̸ lvertneqq ≨ gvertneqq ≩
prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸
curlyeqprec ⋞ curlyeqsucc ⋟ nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡ precneqq ⪵ succneqq ⪶ precnsim ⋨ succnsim ⋩ precnapprox ⪹ succnapprox ⪺
subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ nsupseteq ⊉ subseteqq ⫅ supseteqq ⫆ subsetneqq ⫋ supsetneqq ⫌
varsubsetneq ⊊ varsupsetneq ⊋ varsubsetneqq ⫋ varsupsetneqq ⫌ nsubseteqq ⫅̸ nsupseteqq ⫆̸ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒
in ∈ ni ∋ owns ∋ notin ∉ notni ∌ mid ∣ nmid ∤ parallel ∥ nparallel ∦ shortmid ∣ nshortmid ∤ shortparallel ∥ nshortparallel ∦ perp ⟂ Perp ⫫
vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ Vvdash ⊪ VDash ⊫ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ bowtie ⋈ Join ⋈ asymp ≍ smile ⌣ frown ⌢
smallsmile ⌣ smallfrown ⌢ between ≬ pitchfork ⋔ therefore ∴ because ∵ backsim ∽ backsimeq ⋍ eqsim ≂ thicksim ∼ thickapprox ≈ nsim ≁ ncong ≇
bumpeq ≏ Bumpeq ≎ doteqdot ≑ Doteq ≑ risingdotseq ≓ fallingdotseq ≒ circeq ≗ eqcirc ≖ triangleq ≜ trianglelefteq ⊴ trianglerighteq ⊵
ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭ vartriangleleft ⊲ vartriangleright ⊳ blacktriangleleft ◀ blacktriangleright ▶
multimap ⊸ backepsilon ∍ coloneq ≔ colonequals ≔ eqqcolon ≕ eqcolon ≕ equalscolon ≕ Coloneqq ⩴ dblcolon ∷ vcentcolon : ratio ∶ questeq ≟ eqdef ≝ wedgeq ≙
colonapprox ∶≈ colonsim ∶∼ approxcolon ≈∶ simcolon ∼∶ dashcolon ∹ varpropto ∝ isin ∈ nequiv ≢ napprox ≉ nsimeq ≄ varparallel ⫽ `

const arrowSymbols = `
to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ uparrow ↑ downarrow ↓ updownarrow ↕
Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ mapsfrom ↤ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁
leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭
rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇ upuparrows ⇈ downdownarrows ⇊ upharpoonright ↾ upharpoonleft ↿ restriction ↾
downharpoonright ⇂ downharpoonleft ⇃ rightarrowtail ↣ leftarrowtail ↢ twoheadrightarrow ↠ twoheadleftarrow ↞ looparrowright ↬ looparrowleft ↫
curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ Rrightarrow ⇛ Lleftarrow ⇚ Lsh ↰ Rsh ↱ nrightarrow ↛ nleftarrow ↚
nleftrightarrow ↮ nRightarrow ⇏ nLeftarrow ⇍ nLeftrightarrow ⇎ dashrightarrow ⇢ dasharrow ⇢ dashleftarrow ⇠
rarr → larr ← harr ↔ rArr ⇒ lArr ⇐ hArr ⇔ Rarr ⇒ Larr ⇐ Harr ⇔ lrarr ↔ Lrarr ⇔ uarr ↑ darr ↓ lrArr ⇔ upharpoon ↾ `

const punctuationSymbols = `
colon : ldotp . cdotp · semicolon ; comma , `

// Dots are inner atoms: they have a thin space at both sides.
const innerSymbols = `
ldots … cdots ⋯ ddots ⋱ dotsb ⋯ dotsm ⋯ dotsi ⋯ dotsc … dotso … hdots … mathellipsis … iddots ⋰ adots ⋰ `

const ordinaryDots = `
vdots ⋮ `

// Big operators whose limits go above and below in display style.
const limitSymbols = `
sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ bigsqcap ⨅ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigtimes ⨉ intop ∫ `

const integralSymbols = `
int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ ointctrclockwise ∳ varointclockwise ∲ intclockwise ∱ fint ⨏ smallint ∫ landupint ⨚ `

const openSymbols = `
langle ⟨ lfloor ⌊ lceil ⌈ lbrace { lbrack [ lvert | lVert ‖ lgroup ⟮ lmoustache ⎰ ulcorner ⌜ llcorner ⌞ llbracket ⟦ lBrack ⟦ lang ⟨ lparen ( lAngle ⟪ `

const closeSymbols = `
rangle ⟩ rfloor ⌋ rceil ⌉ rbrace } rbrack ] rvert | rVert ‖ rgroup ⟯ rmoustache ⎱ urcorner ⌝ lrcorner ⌟ rrbracket ⟧ rBrack ⟧ rang ⟩ rparen ) rAngle ⟫ `

// Delimiters that are ordinary where they do not stand behind \left and its like.
const fenceSymbols = `
| ‖ Vert ‖ vert | backslash \ `

// Names of functions; those behind the bar take limits.
const functionNames = `arccos arcsin arctan arcctg arctg arg ch cos cosec cosh cot cotg coth csc ctg cth deg dim exp hom ker lg ln log sec sin
sinh sh tan tanh tg th arsinh arcosh artanh arccot arcsec arccsc sech csch erf erfc sgn sinc | det gcd inf lim max min Pr sup plim esssup`

// functionText gives names that print otherwise than they are written.
var functionText = map[string]string{
	"liminf": "lim inf", "limsup": "lim sup", "injlim": "inj lim", "projlim": "proj lim", "esssup": "ess sup",
}

type symbolTable struct {
	commands map[string]symbol
	chars    map[rune]symbol // classes of characters typed as such
	names    []string        // of all commands, for suggestions
}

// symbols is built once from the lists above. Where a character has several
// names, the first decides its class.
var symbols = sync.OnceValue(func() *symbolTable {
	t := &symbolTable{commands: map[string]symbol{}, chars: map[rune]symbol{}}
	add := func(list string, s symbol) {
		fields := strings.Fields(list)
		for i := 0; i+1 < len(fields); i += 2 {
			s.text = fields[i+1]
			if _, ok := t.commands[fields[i]]; !ok {
				t.commands[fields[i]] = s
			}
			if r := []rune(s.text); len(r) == 1 && r[0] > 0x7f {
				if _, ok := t.chars[r[0]]; !ok {
					t.chars[r[0]] = s
				}
			}
		}
	}
	add(letterSymbols, symbol{kind: letter})
	add(slantedSymbols, symbol{kind: letter, face: faceItalic})
	add(binarySymbols, symbol{kind: operator, cls: bin})
	add(relationSymbols, symbol{kind: operator, cls: rel})
	add(arrowSymbols, symbol{kind: operator, cls: rel})
	add(punctuationSymbols, symbol{kind: operator, cls: punct})
	add(innerSymbols, symbol{kind: operator, cls: inner})
	add(ordinaryDots, symbol{kind: operator})
	add(limitSymbols, symbol{kind: operator, cls: op, large: true, limits: true})
	add(integralSymbols, symbol{kind: operator, cls: op, large: true})
	add(openSymbols, symbol{kind: operator, cls: opening})
	add(closeSymbols, symbol{kind: operator, cls: closing})
	add(fenceSymbols, symbol{kind: operator})
	add(signSymbols, symbol{kind: sign})
	addFunctions(t)
	addASCII(t)
	for name := range t.commands {
		t.names = append(t.names, name)
	}
	slices.SortFunc(t.names, smallFirst)
	return t
})

// smallFirst orders names so that small letters come before capitals: the
// likelier of two that differ in nothing else.
func smallFirst(a, b string) int {
	flip := func(s string) string {
		return strings.Map(func(r rune) rune {
			if isLetter(r) {
				return r ^ 0x20
			}
			return r
		}, s)
	}
	return strings.Compare(flip(a), flip(b))
}

func addFunctions(t *symbolTable) {
	plain, limits, _ := strings.Cut(functionNames, "|")
	for _, name := range strings.Fields(plain) {
		t.commands[name] = symbol{text: name, kind: function, cls: op}
	}
	for _, name := range strings.Fields(limits) {
		t.commands[name] = symbol{text: name, kind: function, cls: op, limits: true}
	}
	for name, text := range functionText {
		t.commands[name] = symbol{text: text, kind: function, cls: op, limits: true}
	}
}

// addASCII gives the classes of characters on the keyboard, and a few others.
func addASCII(t *symbolTable) {
	add := func(chars string, s symbol) {
		for _, r := range chars {
			s.text = string(r)
			t.chars[r] = s
		}
	}
	add("+", symbol{kind: operator, cls: bin})
	add("=<>:", symbol{kind: operator, cls: rel})
	add("([", symbol{kind: operator, cls: opening})
	add(")]?!", symbol{kind: operator, cls: closing})
	add(",;", symbol{kind: operator, cls: punct})
	add("/|@", symbol{kind: operator})
	add(".", symbol{kind: operator})
	add("\"", symbol{kind: sign})
	add("·•", symbol{kind: operator, cls: bin})
	t.chars['-'] = symbol{text: "−", kind: operator, cls: bin}
	t.chars['−'] = t.chars['-']
	t.chars['*'] = symbol{text: "∗", kind: operator, cls: bin}
	t.chars['`'] = symbol{text: "‘", kind: sign}
	t.chars['∥'] = symbol{text: "∥", kind: operator, cls: rel}
	t.chars['‖'] = symbol{text: "‖", kind: operator}
	t.chars['⊥'] = symbol{text: "⊥", kind: operator, cls: rel}
}

// delimiters maps what may stand behind \left and \big to its character.
var delimiters = map[string]string{
	"(": "(", ")": ")", "[": "[", "]": "]", "/": "/", "|": "|", ".": "", "<": "⟨", ">": "⟩",
	`\{`: "{", `\}`: "}", `\|`: "‖", `\uparrow`: "↑", `\downarrow`: "↓", `\updownarrow`: "↕",
	`\Uparrow`: "⇑", `\Downarrow`: "⇓", `\Updownarrow`: "⇕", `\backslash`: `\`, `\vert`: "|", `\Vert`: "‖",
	"⟨": "⟨", "⟩": "⟩", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉", "‖": "‖", "∥": "‖", "⟦": "⟦", "⟧": "⟧", "〈": "⟨", "〉": "⟩", "↑": "↑", "↓": "↓",
	`\mid`: "|", `\parallel`: "‖", `\lt`: "⟨", `\gt`: "⟩", `\slash`: "/",
}

// delimiter looks up a token; ok is false for what cannot delimit.
func delimiter(t token) (text string, ok bool) {
	text, ok = delimiters[t.source()]
	if ok || t.kind != command {
		return text, ok
	}
	s, ok := symbols().commands[t.text]
	if ok && (s.cls == opening || s.cls == closing) {
		return s.text, true
	}
	return "", false
}
