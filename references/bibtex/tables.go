package bibtex

// accents are the commands that put a mark on the next letter.
var accents = map[string]rune{
	"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307,
	"\"": 0x308, "r": 0x30a, "H": 0x30b, "v": 0x30c, "d": 0x323, "c": 0x327, "k": 0x328,
	"b": 0x331, "h": 0x309, "G": 0x30f, "U": 0x30e, "t": 0x361, "textcommabelow": 0x326, "f": 0x311,
	"textcommaabove": 0x313, "textcircumflex": 0x302, "texttilde": 0x303,
}

// letterCommands are the commands that stand for letters.
var letterCommands = map[string]string{
	"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
	"l": "ł", "L": "Ł", "ss": "ß", "SS": "SS", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
	"th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
	"texthooktop": "ʼ", "textesh": "ʃ", "textyogh": "ʒ", "textschwa": "ə",
}

// symbols are the commands that stand for other characters.
var symbols = map[string]string{
	// escapes
	"&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "@": "",
	"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
	"textdollar": "$", "textbraceleft": "{", "textbraceright": "}", "lbrace": "{", "rbrace": "}",
	"textless": "<", "textgreater": ">", "textbar": "|", "textquotedbl": "\"", "textasciigrave": "`",
	"textquotesingle": "'", "slash": "/", "textasteriskcentered": "*", "textnumbersign": "#",
	"textampersand": "&", "textpercent": "%", "textsection": "§", "textparagraph": "¶",
	// spaces
	" ": " ", "\n": " ", "\t": " ", ",": "\u202f", ";": "\u2005", ":": "\u2005", "quad": "\u2003",
	"qquad": "\u2003\u2003", "thinspace": "\u202f", "enspace": "\u2002", "enskip": "\u2002",
	"space": " ", "nobreakspace": "\u00a0", "hfill": " ", "par": " ", "newline": " ", "\\": " ",
	"addspace": " ", "addnbspace": "\u00a0", "addthinspace": "\u202f", "adddot": ".", "addcomma": ",",
	"addcolon": ":", "isdot": "", "dots": "…", "hspace": "", "vspace": "",
	// dashes and quotes
	"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
	"textquotedblleft": "“", "textquotedblright": "”", "lq": "‘", "rq": "’", "guillemotleft": "«",
	"guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„",
	"quotesinglbase": "‚", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»",
	"flq": "‹", "frq": "›", "textquestiondown": "¿", "textexclamdown": "¡", "textinterrobang": "‽",
	"textinterrobangdown": "⸘", "hyphen": "-", "textendhyphen": "-", "dash": "-", "og": "«\u00a0", "fg": "\u00a0»",
	"bibrangedash": "–", "bibdatedash": "–", "textcyrillicdash": "—", "fshyp": "-", "allowhyphens": "", "nobreakdash": "",
	// signs
	"ldots": "…", "textellipsis": "…", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textdagger": "†",
	"textdaggerdbl": "‡", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
	"pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€", "yen": "¥", "textyen": "¥",
	"textcent": "¢", "textdegree": "°", "degree": "°", "textordfeminine": "ª", "textordmasculine": "º",
	"textbullet": "•", "textperiodcentered": "·", "textmu": "µ", "micro": "µ", "textonehalf": "½",
	"textonequarter": "¼", "textthreequarters": "¾", "texttimes": "×", "textpm": "±", "textminus": "−",
	"textdiv": "÷", "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
	"textnumero": "№", "No": "№", "no": "nᵒ", "textperthousand": "‰", "textpertenthousand": "‱", "textohm": "Ω",
	"ohm": "Ω", "textcelsius": "℃", "celsius": "℃", "textestimated": "℮", "textlangle": "⟨", "textrangle": "⟩",
	"textrightarrow": "→", "textleftarrow": "←", "checkmark": "✓", "textmusicalnote": "♪", "textbrokenbar": "¦",
	"textcurrency": "¤", "textlnot": "¬", "textmacron": "¯", "textasciiacute": "´", "textasciidieresis": "¨",
	// logos
	"TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "BibLaTeX": "BibLaTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX",
	"LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX", "pdfTeX": "pdfTeX", "ConTeXt": "ConTeXt", "METAFONT": "METAFONT", "MF": "METAFONT",
	"MP": "METAPOST", "AmS": "AMS", "AmSTeX": "AMS-TeX", "eTeX": "ε-TeX", "today": "",
	// nothing
	"-": "", "/": "", "!": "", "protect": "", "relax": "", "null": "", "noopsort": "", "leavevmode": "", "allowbreak": "",
	"linebreak": "", "nolinebreak": "", "unskip": "", "ignorespaces": "", "xspace": "", "bgroup": "", "egroup": "",
	"begingroup": "", "endgroup": "", "displaystyle": "", "textstyle": "", "scriptstyle": "", "limits": "", "nolimits": "",
	"left": "", "right": "", "big": "", "Big": "", "bigl": "", "bigr": "", "Bigl": "", "Bigr": "", "nonumber": "", "mathstrut": "", "strut": "",
	"ensuremath": "", "smaller": "", "larger": "",
}

// mathSymbols are the commands that are at home in formulas; they are read in
// text as well.
var mathSymbols = map[string]string{
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
	"eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
	"xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς",
	"tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
	"Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
	"textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ", "textepsilon": "ε", "textlambda": "λ",
	"textpi": "π", "textsigma": "σ", "textomega": "ω", "textGamma": "Γ", "textDelta": "Δ", "textOmega": "Ω",
	"times": "×", "pm": "±", "mp": "∓", "cdot": "·", "div": "÷", "ast": "∗", "star": "⋆", "circ": "∘", "bullet": "•",
	"le": "≤", "leq": "≤", "leqslant": "⩽", "ge": "≥", "geq": "≥", "geqslant": "⩾", "ne": "≠", "neq": "≠", "approx": "≈",
	"sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "lt": "<", "gt": ">",
	"lesssim": "≲", "gtrsim": "≳", "prec": "≺", "succ": "≻", "mid": "∣", "parallel": "∥", "perp": "⊥",
	"in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇", "cup": "∪", "cap": "∩",
	"emptyset": "∅", "varnothing": "∅", "setminus": "∖", "forall": "∀", "exists": "∃", "neg": "¬", "lnot": "¬", "land": "∧",
	"wedge": "∧", "lor": "∨", "vee": "∨", "oplus": "⊕", "otimes": "⊗", "odot": "⊙",
	"to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐",
	"Leftrightarrow": "⇔", "uparrow": "↑", "downarrow": "↓", "mapsto": "↦", "longrightarrow": "⟶", "hookrightarrow": "↪", "rightleftharpoons": "⇌",
	"infty": "∞", "partial": "∂", "nabla": "∇", "hbar": "ℏ", "ell": "ℓ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "wp": "℘",
	"sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "sqrt": "√", "surd": "√", "prime": "′", "angle": "∠", "triangle": "△",
	"square": "□", "Box": "□", "diamond": "⋄", "dagger": "†", "ddagger": "‡", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "dotsc": "…",
	"dotsb": "⋯", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "vert": "|", "Vert": "‖",
	"lbrack": "[", "rbrack": "]", "backslash": "\\", "colon": ":", "imath": "ı", "jmath": "ȷ", "odots": "…", "top": "⊤", "bot": "⊥",
	"vdash": "⊢", "models": "⊨", "lhd": "⊲", "rhd": "⊳", "flat": "♭", "sharp": "♯", "natural": "♮",
	"clubsuit": "♣", "diamondsuit": "♢", "heartsuit": "♡", "spadesuit": "♠", "sun": "☉", "astrosun": "☉", "male": "♂", "female": "♀", "mars": "♂", "venus": "♀",
	"log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "max": "max", "min": "min", "lim": "lim", "sup": "sup",
	"inf": "inf", "det": "det", "dim": "dim", "deg": "deg", "arg": "arg", "gcd": "gcd", "ker": "ker", "mod": "mod", "Pr": "Pr", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh",
}

// switches are declarations and commands with one argument that set a style.
type fontCommand struct {
	style   byte // i b c u(psup) l(sub) r(upright) . (none)
	declare bool // holds to the end of the group
}

var fonts = map[string]fontCommand{
	"emph": {style: 'e'}, "textit": {style: 'i'}, "textsl": {style: 'i'}, "mkbibemph": {style: 'e'}, "mkbibitalic": {style: 'i'},
	"mathit": {style: 'i'}, "textbf": {style: 'b'}, "mathbf": {style: 'b'}, "boldsymbol": {style: 'b'}, "bm": {style: 'b'}, "mkbibbold": {style: 'b'},
	"textsc": {style: 'c'}, "mkbibacro": {style: 'c'}, "autocap": {style: '.'}, "textsuperscript": {style: 'u'}, "mkbibsuperscript": {style: 'u'}, "up": {style: 'u'},
	"textsubscript": {style: 'l'}, "mkbibsubscript": {style: 'l'}, "textup": {style: 'r'}, "textrm": {style: 'r'}, "textnormal": {style: 'r'}, "textmd": {style: '.'},
	"mathrm": {style: 'r'}, "mathsf": {style: '.'}, "mathtt": {style: '.'}, "mathcal": {style: '.'}, "mathbb": {style: 'B'}, "mathfrak": {style: '.'}, "mathnormal": {style: '.'},
	"operatorname": {style: 'r'}, "text": {style: 'r'}, "mbox": {style: '.'}, "hbox": {style: '.'}, "fbox": {style: '.'}, "textsf": {style: '.'}, "texttt": {style: '.'},
	"lowercase": {style: '.'}, "uppercase": {style: '.'}, "MakeUppercase": {style: 'U'}, "MakeLowercase": {style: 'L'}, "underline": {style: '.'}, "uline": {style: '.'}, "textulc": {style: '.'},
	"mathrel": {style: '.'}, "mathbin": {style: '.'}, "overline": {style: '.'}, "smash": {style: '.'}, "llap": {style: '.'}, "rlap": {style: '.'}, "ensuremath": {style: '.'}, "NoCaseChange": {style: 'n'},
	"proglang": {style: '.'}, "pkg": {style: '.'}, "CRANpkg": {style: '.'}, "code": {style: '.'}, "file": {style: '.'}, // of R's bibliographies
	"path": {style: '.'}, "nolinkurl": {style: '.'}, "textlatin": {style: '.'}, "singleletter": {style: '.'}, "ce": {style: '.'}, "foreignquote": {style: '.'}, "uuline": {style: '.'}, "mkbibnamefamily": {style: '.'},
	"em": {style: 'e', declare: true}, "it": {style: 'i', declare: true}, "itshape": {style: 'i', declare: true}, "sl": {style: 'i', declare: true}, "slshape": {style: 'i', declare: true},
	"bf": {style: 'b', declare: true}, "bfseries": {style: 'b', declare: true}, "sc": {style: 'c', declare: true}, "scshape": {style: 'c', declare: true},
	"rm": {style: 'r', declare: true}, "upshape": {style: 'r', declare: true}, "normalfont": {style: 'r', declare: true}, "tt": {style: '.', declare: true}, "sf": {style: '.', declare: true}, "ttfamily": {style: '.', declare: true}, "sffamily": {style: '.', declare: true},
	"rmfamily": {style: 'r', declare: true}, "small": {style: '.', declare: true}, "footnotesize": {style: '.', declare: true}, "scriptsize": {style: '.', declare: true}, "tiny": {style: '.', declare: true}, "normalsize": {style: '.', declare: true}, "large": {style: '.', declare: true},
	"Large": {style: '.', declare: true}, "cal": {style: '.', declare: true}, "selectfont": {style: '.', declare: true}, "raggedright": {style: '.', declare: true}, "sltt": {style: 'i', declare: true},
}
