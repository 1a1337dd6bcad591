package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/fonts"
	"reckon/report/pdf/hyphen"
)

// A style is how text is set. Styles are shared and never changed: derive one
// with [style.with].
type style struct {
	bold, italic, mono, caps bool
	size, leading            float64
	rise                     float64 // of the baseline
	color                    rgb
	to                       target
	under, strike, dotted    bool
	keys                     bool    // boxed, as on a keyboard
	tint                     bool    // on a tinted ground
	plain                    bool    // no hyphenation
	whole                    bool    // words are not divided at all
	bound                    float64 // penalty of ending a line at a space
	han                      bool    // in the face for Chinese
	address                  bool    // a URL: it may be broken at its marks
	tag                      *elem
	node                     gast.Node // for places of findings
}

func (st *style) with(change func(*style)) *style {
	s := *st
	change(&s)
	return &s
}

func (st *style) in(t typeSize) *style {
	return st.with(func(s *style) { s.size, s.leading = t.size, t.leading })
}

func (st *style) face() *fonts.Face {
	if st.mono {
		return fonts.Mono()
	}
	if st.han {
		return fonts.Han(st.bold)
	}
	return fonts.Text(st.bold, st.italic)
}

// capScale is the size of small capitals and of scripts.
const (
	capScale    = 0.78
	scriptScale = 0.68
	monoScale   = 0.86 // of code in text, whose x-height is larger
)

type itemKind uint8

const (
	boxItem itemKind = iota
	glueItem
	penaltyItem
)

const (
	forbid     = 10000.0
	force      = -10000.0
	fill       = 1e5 // stretch that takes all
	hyphens    = 50.0
	breakDash  = 30.0
	breakURL   = 120.0
	breakBound = 250.0  // at a space that holds together
	breakAny   = 4000.0 // inside a word that is wider than the line
)

// An item is a box, glue or penalty in the sense of Knuth and Plass.
type item struct {
	kind                   itemKind
	hyphen                 bool  // of a penalty: a hyphen is printed
	half                   int8  // full-width mark with an empty half: -1 left, +1 right
	word                   int32 // fragments of one word have the same number; 0: none
	width, stretch, shrink float64
	penalty                float64
	text                   string
	st                     *style
	obj                    object
	mark                   *mark
}

// A mark is what hangs on a line and takes no room: an anchor or a note.
type mark struct {
	anchor string
	note   *note
}

// An object is something in a line that is not text.
type object interface {
	extent() (width, ascent, descent float64)
	draw(s *sheet, x, baseline float64)
}

// A paragraph collects items and breaks them into lines.
type paragraph struct {
	r     *renderer
	items []item
	hyph  *hyphen.Patterns
	words int32
	kept  bool // its lines may be asked for again

	last      rune // the character before; 0 at the start
	lastClass class
	soft      bool // a line end of the source is pending
	ragged    bool
	base      *style // of the paragraph: its strut
}

func (r *renderer) paragraph(base *style) *paragraph {
	p := &paragraph{r: r, hyph: r.hyph, base: base}
	if n := len(r.items); n > 0 {
		p.items, r.items = r.items[n-1], r.items[:n-1]
	}
	return p
}

// free gives the items back, for another paragraph.
func (p *paragraph) free() {
	if p.items != nil {
		p.r.items = append(p.r.items, p.items[:0])
		p.items = nil
	}
}

func (p *paragraph) empty() bool { return len(p.items) == 0 }

// text adds text in a style.
func (p *paragraph) text(text string, st *style) {
	text = strings.ToValidUTF8(text, "\ufffd")
	start := 0
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		k := p.classIn(text, i, size, c)
		if p.soft {
			p.endSoft(k, st)
		}
		if k == letters {
			if i == start && p.lastClass.wideText() {
				p.leaveWide(c, st)
			}
			if i == start && (c == '×' || c == '%' || c == '‰') {
				p.bind(forbid)
			}
			if i == start && unicode.IsLetter(c) && p.unitFollows(text[i:]) {
				p.bind(forbid)
			}
		} else {
			p.word(text[start:i], st)
			p.character(c, k, st)
			start = i + size
		}
		if k != joiner && k != space {
			p.last, p.lastClass = c, k
		}
		i += size
	}
	p.word(text[start:], st)
}

// unitFollows tells whether what comes behind a space is a unit: behind a
// number in Chinese, where other words stand in other characters, and else a
// short word behind a power of ten.
func (p *paragraph) unitFollows(text string) bool {
	n := len(p.items)
	if n < 2 || p.items[n-1].kind != glueItem || p.items[n-1].text == "" || p.items[n-2].text == "" {
		return false
	}
	c, _ := utf8.DecodeLastRuneInString(p.items[n-2].text)
	if p.r.han {
		return unicode.IsNumber(c)
	}
	word, _, _ := strings.Cut(text, " ")
	return unicode.Is(unicode.No, c) && utf8.RuneCountInString(word) <= unitMost
}

// unitMost is how long a short unit is.
const unitMost = 3

// classIn is the class of a character in its text. In Chinese and Japanese,
// quotation marks and dashes are full-width marks, but not an apostrophe.
func (p *paragraph) classIn(text string, at, size int, c rune) class {
	k := classOf(c)
	if k != letters || !p.r.han || c < 0x2010 {
		return k
	}
	switch c {
	case '“', '‘':
		return opening
	case '”', '’':
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		if c == '’' && p.lastClass == letters && unicode.IsLetter(p.last) && unicode.IsLetter(next) && classOf(next) == letters {
			return letters
		}
		return closing
	case '—', '…':
		return small
	}
	return k
}

// leaveWide begins other text behind East Asian text: a quarter space before a
// letter or digit, a mere break before an opening mark.
func (p *paragraph) leaveWide(c rune, st *style) {
	switch {
	case unicode.IsLetter(c) || unicode.IsDigit(c):
		if p.lastClass == han {
			p.quarter(st)
			return
		}
		p.between(letters, st)
	case strings.ContainsRune("(“‘[«", c):
		p.items = append(p.items, item{kind: penaltyItem, penalty: st.bound})
	case strings.ContainsRune("+−±≈<>≤≥√#$€£¥", c):
		p.between(letters, st)
	}
}

// between lets a line end behind a full-width mark or before an opening one,
// whose blank halves may give way where a line is tight.
func (p *paragraph) between(k class, st *style) {
	blank := p.lastClass == closing && k != closing || k == opening
	if !blank && p.lastClass != middle && p.lastClass != small {
		return
	}
	glue := item{kind: glueItem, stretch: st.size / 20, st: st}
	if blank {
		glue.shrink = st.size * markShrinks
	}
	p.items = append(p.items, glue)
}

// markShrinks is how much of the blank half of a full-width mark gives way, in
// ems.
const markShrinks = 0.2

// enterWide begins East Asian text behind other text.
func (p *paragraph) enterWide(k class, st *style) {
	switch {
	case unicode.IsLetter(p.last) || unicode.IsNumber(p.last) || strings.ContainsRune("%‰°", p.last):
		if k == han {
			p.quarter(st)
		}
		if k == opening {
			p.between(k, st)
		}
	case k != closing && k != middle && k != small && strings.ContainsRune(")”’]»,.;:!?", p.last):
		p.items = append(p.items, item{kind: penaltyItem})
	}
}

func (p *paragraph) quarter(st *style) {
	p.items = append(p.items, item{kind: glueItem, width: st.size / 4, stretch: st.size / 8, shrink: st.size / 10, st: st})
}

// label adds a label that stays whole and with what follows.
func (p *paragraph) label(text string, st *style) {
	p.text(strings.ReplaceAll(text, " ", "\u00a0"), st.with(func(s *style) { s.whole = true }))
	if p.lastClass.wideText() {
		p.lastClass = opening
	}
}

// softBreak stands for a line end in the source: a space, or nothing between
// East Asian characters.
func (p *paragraph) softBreak() { p.soft = true }

func (p *paragraph) endSoft(k class, st *style) {
	p.soft = false
	if k != space && p.last != ' ' && !(p.lastClass.wideText() && k.wideText()) {
		p.character(' ', space, st)
	}
}

// character adds one character that is not part of a word.
func (p *paragraph) character(c rune, k class, st *style) {
	switch k {
	case space:
		if p.last == ' ' || len(p.items) == 0 {
			return
		}
		if p.last == '×' {
			p.items = append(p.items, item{kind: penaltyItem, penalty: forbid})
		}
		if p.r.han && p.lastClass == closing { // the blank half of the mark is space enough
			p.items = append(p.items, item{kind: glueItem, stretch: st.size / 20, text: " ", st: st})
		} else {
			p.space(st)
		}
		p.last, p.lastClass = ' ', space
	case fixedSpace:
		p.box(string(c), st, 0)
	case zeroBreak:
		p.items = append(p.items, item{kind: penaltyItem})
	case softHyphen:
		p.items = append(p.items, p.hyphen(st, hyphens))
	case joiner:
	default:
		p.square(c, k, st)
	}
}

func (p *paragraph) space(st *style) {
	w := st.face().Advance(' ') * st.size / 1000
	stretch, shrink := w*0.55, w*0.32
	if st.mono {
		stretch, shrink = 0, 0
	}
	if st.bound > 0 {
		p.items = append(p.items, item{kind: penaltyItem, penalty: st.bound})
	}
	p.items = append(p.items, item{kind: glueItem, width: w, stretch: stretch, shrink: shrink, text: " ", st: st})
}

// dot parts what is said in one line; where the line ends, it vanishes.
func (p *paragraph) dot(st *style) {
	const dot = " · "
	p.items = append(p.items, item{kind: glueItem, width: p.width(dot, st), text: dot, st: st})
	p.last, p.lastClass = ' ', space
}

// square adds a full-width character, with the breaks and spaces that East
// Asian typesetting allows before it.
func (p *paragraph) square(c rune, k class, st *style) {
	before := p.lastClass
	if breakBetween(before, k) && !st.whole {
		glue := item{kind: glueItem, stretch: st.size / 20, st: st}
		if (before == closing) != (k == opening) { // two blank halves that meet have given one already
			glue.shrink = st.size * markShrinks
		}
		p.items = append(p.items, glue)
	} else if before == letters && p.last != 0 {
		p.enterWide(k, st)
	}
	if before == closing && k != han && k != small || before == opening && k == opening {
		// half a square of white between two marks that meet is enough
		p.items = append(p.items, item{kind: penaltyItem, penalty: forbid}, item{kind: glueItem, width: -st.size / 2, st: st})
	}
	if k != han && !fullWidth(c) {
		st = st.with(func(s *style) { s.han = true }) // quotes and dashes that Chinese shares with other scripts
	}
	it := item{kind: boxItem, text: string(c), st: st, width: p.width(string(c), st)}
	switch k {
	case opening:
		it.half = -1
	case closing:
		it.half = 1
	}
	p.items = append(p.items, it)
}

func (p *paragraph) box(text string, st *style, word int32) {
	p.items = append(p.items, item{kind: boxItem, text: text, st: st, word: word, width: p.width(text, st)})
}

// object adds a thing that is not text.
func (p *paragraph) object(o object, st *style) {
	p.flushSoft(st)
	if p.lastClass == han {
		p.quarter(st)
	} else if p.lastClass.wideText() {
		p.between(letters, st)
	}
	w, _, _ := o.extent()
	p.items = append(p.items, item{kind: boxItem, obj: o, st: st, width: w})
	p.last, p.lastClass = 'x', letters
}

// anchor marks a place in the line; it takes no room.
func (p *paragraph) anchor(id string, st *style) {
	if id != "" {
		p.flushSoft(st)
		p.items = append(p.items, item{kind: boxItem, mark: &mark{anchor: id}, st: st})
	}
}

// footnote hangs a note on the line.
func (p *paragraph) footnote(n *note, st *style) {
	p.items = append(p.items, item{kind: boxItem, mark: &mark{note: n}, st: st})
}

func (p *paragraph) flushSoft(st *style) {
	if p.soft {
		p.endSoft(letters, st)
	}
}

// bind makes it unlikely that a line ends at the space before what follows.
func (p *paragraph) bind(penalty float64) {
	p.flushSoft(p.base)
	n := len(p.items)
	if n < 2 || p.items[n-1].kind != glueItem || p.items[n-1].text == "" || p.items[n-2].kind != boxItem {
		return
	}
	p.items = slices.Insert(p.items, n-1, item{kind: penaltyItem, penalty: penalty})
}

// newline ends the line.
func (p *paragraph) newline() {
	p.soft = false
	p.items = append(p.items, item{kind: penaltyItem, penalty: forbid}, item{kind: glueItem, stretch: fill}, item{kind: penaltyItem, penalty: force})
	p.last, p.lastClass = ' ', space
}

// room pushes what follows to the right edge, on a line of its own where this
// one is full.
func (p *paragraph) room(st *style) {
	p.flushSoft(st)
	p.items = append(p.items,
		item{kind: penaltyItem, penalty: forbid}, item{kind: glueItem, stretch: fill, st: st},
		item{kind: penaltyItem, penalty: hyphens}, item{kind: glueItem, width: st.size, text: " ", st: st},
		item{kind: boxItem, st: st}, item{kind: penaltyItem, penalty: forbid}, item{kind: glueItem, stretch: fill, st: st})
}

func (p *paragraph) hyphen(st *style, penalty float64) item {
	return item{kind: penaltyItem, penalty: penalty, hyphen: true, st: st, width: p.width("-", st)}
}

// width measures text in a style.
func (p *paragraph) width(text string, st *style) float64 {
	return p.r.measure(text, st)
}

// measure gives the width of text in a style.
func (r *renderer) measure(text string, st *style) float64 {
	face := st.face()
	if !st.caps {
		if w, ok := quickWidth(face, text); ok {
			return w * st.size / 1000
		}
	}
	at := r.at
	if st.node != nil {
		r.at = st.node
	}
	w := 0.0
	for _, part := range st.parts(text) {
		w += r.shapeText(face, part.text).width * part.size / 1000
	}
	r.at = at
	return w
}

// A part of a text has one size: small capitals have two.
type part struct {
	text string
	size float64
}

func (st *style) parts(text string) []part {
	if !st.caps {
		return []part{{text, st.size}}
	}
	var parts []part
	for _, c := range text {
		size, up := st.size, unicode.ToUpper(c)
		if up != c {
			size *= capScale
		}
		if n := len(parts); n > 0 && parts[n-1].size == size {
			parts[n-1].text += string(up)
			continue
		}
		parts = append(parts, part{string(up), size})
	}
	return parts
}
