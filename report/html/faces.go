package html

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"reckon/internal/fonts"
)

// A look is one of the ways in which text of a page looks.
type look uint8

const (
	bold look = 1 << iota
	italic
	mono
	mathFace
)

// A usage is the set of characters of each look.
type usage map[look]map[rune]bool

func (u usage) has(l look) bool { return len(u[l]) > 0 }

// looks are the elements whose text has a look of its own. The style sheet
// makes nothing else bold or slanted.
var looks = map[string]look{
	"b": bold, "strong": bold, "th": bold, "dt": bold, "h1": bold, "h2": bold, "h3": bold, "h4": bold, "h5": bold, "h6": bold,
	"em": italic, "i": italic, "cite": italic, "dfn": italic, "var": italic,
	"code": mono, "pre": mono, "kbd": mono, "samp": mono,
	"math": mathFace,
	"text": 0,
}

// scan finds out which characters a page prints in which look. It reads what
// this package wrote: every element that is listed in looks is closed.
func scan(page []byte) usage {
	u := usage{0: {}}
	depth := map[look]int{}
	current := u[0]
	letter := false // within <mi>, where browsers slant single letters
	open := map[string][]look{}
	for i := 0; i < len(page); {
		switch c := page[i]; {
		case c == '<':
			end := i + 1
			for end < len(page) && page[end] != '>' {
				end++
			}
			tag := page[i+1 : end]
			name, opening := tagName(tag)
			i = end + 1
			switch name {
			case "annotation":
				if opening { // TeX is not printed
					for i < len(page) && page[i] != '<' {
						i++
					}
				}
				continue
			case "mi":
				letter = opening
				continue
			case "msqrt", "mroot":
				current['√'] = true
				continue
			}
			if _, ok := looks[name]; !ok {
				continue
			}
			step := 1
			if opening {
				open[name] = append(open[name], lookOf(name, tag))
			} else {
				step = -1
			}
			last := len(open[name]) - 1
			if last < 0 {
				continue
			}
			for _, one := range []look{bold, italic, mono, mathFace} {
				if open[name][last]&one != 0 {
					depth[one] += step
				}
			}
			if !opening {
				open[name] = open[name][:last]
			}
			now := lookNow(depth)
			if u[now] == nil {
				u[now] = map[rune]bool{}
			}
			current = u[now]
		case c < utf8.RuneSelf:
			current[rune(c)] = true
			if letter {
				current[slanted(rune(c))] = true
			}
			i++
		default:
			r, size := utf8.DecodeRune(page[i:])
			current[r] = true
			if letter {
				current[slanted(r)] = true
			}
			i += size
		}
	}
	return u
}

// lookOf is the look of an element, by its name and, where the style sheet
// asks for more, by its attributes.
func lookOf(name string, tag []byte) look {
	switch {
	case name == "th" && bytes.Contains(tag, []byte(`scope="row"`)), name == "dt" && bytes.Contains(tag, []byte(`class="q-head"`)):
		return 0
	case name != "text":
		return looks[name]
	}
	l := look(0) // a label of a chart
	if bytes.Contains(tag, []byte(`font-weight="bold"`)) {
		l |= bold
	}
	if bytes.Contains(tag, []byte(`font-style="italic"`)) {
		l |= italic
	}
	return l
}

func tagName(tag []byte) (name string, opening bool) {
	opening = true
	if len(tag) > 0 && tag[0] == '/' {
		tag, opening = tag[1:], false
	}
	for i, c := range tag {
		if c == ' ' || c == '/' || c == '\n' {
			return string(tag[:i]), opening
		}
	}
	return string(tag), opening
}

func lookNow(depth map[look]int) look {
	switch {
	case depth[mathFace] > 0:
		return mathFace
	case depth[mono] > 0:
		return mono
	}
	var l look
	for _, one := range []look{bold, italic} {
		if depth[one] > 0 {
			l |= one
		}
	}
	return l
}

// slanted is the letter that a browser draws for a variable.
func slanted(r rune) rune {
	switch {
	case r == 'h':
		return 0x210e
	case r >= 'A' && r <= 'Z':
		return 0x1d434 + r - 'A'
	case r >= 'a' && r <= 'z':
		return 0x1d44e + r - 'a'
	case r >= 0x391 && r <= 0x3a9:
		return 0x1d6e2 + r - 0x391
	case r >= 0x3b1 && r <= 0x3c9:
		return 0x1d6fc + r - 0x3b1
	}
	for i, other := range []rune("∂ϵϑϰϕϱϖ") {
		if r == other {
			return 0x1d715 + rune(i)
		}
	}
	return r
}

// always are characters that every page may come to print: those of numbers,
// whose values can change.
const always = "0123456789.,−+–×±≈%()\u00a0\u202f⁰¹²³⁴⁵⁶⁷⁸⁹⁻"

// withNumbers adds the characters of numbers to the looks in which values are
// printed.
func (u usage) withNumbers() usage {
	for _, l := range []look{0, bold, mathFace} {
		if l != mathFace && u[l] == nil {
			u[l] = map[rune]bool{}
		}
		for _, r := range always {
			if u[l] != nil {
				u[l][r] = true
			}
		}
	}
	return u
}

// faces embeds what the page needs of the report's faces, so that it looks the
// same everywhere: of each face the characters that are printed in it.
func (u usage) faces() string {
	type need struct {
		face  *fonts.Face
		runes map[rune]bool
	}
	var needs []*need
	want := func(f *fonts.Face, r rune) {
		for _, n := range needs {
			if n.face == f {
				n.runes[r] = true
				return
			}
		}
		needs = append(needs, &need{f, map[rune]bool{r: true}})
	}
	for _, l := range []look{0, bold, italic, bold | italic, mono, mathFace} {
		if l != 0 && !u.has(l) {
			continue
		}
		first := faceOf(l)
		for _, r := range keys(u[l]) {
			if r <= ' ' && r != ' ' {
				continue
			}
			if f := first.Or(r); f != nil {
				want(f, r)
			}
		}
	}
	parts := make([]string, len(needs))
	var all sync.WaitGroup
	for i, n := range needs { // each takes milliseconds
		all.Go(func() { parts[i] = embedded(n.face, keys(n.runes)) })
	}
	all.Wait()
	return strings.Join(parts, "")
}

func faceOf(l look) *fonts.Face {
	switch l {
	case mono:
		return fonts.Mono()
	case mathFace:
		return fonts.Math()
	}
	return fonts.Text(l&bold != 0, l&italic != 0)
}

func keys(set map[rune]bool) []rune {
	list := make([]rune, 0, len(set))
	for r := range set {
		list = append(list, r)
	}
	slices.Sort(list)
	return list
}

// embeddings keeps what was made of a face for a set of characters: a rebuild
// after an edit mostly needs the same.
var embeddings struct {
	sync.Mutex
	made map[string]string
}

const maxEmbeddings = 64

func embedded(f *fonts.Face, runes []rune) string {
	weight, style := "400", "normal"
	if f.Bold {
		weight = "600 700"
	}
	if f.Italic {
		style = "italic"
	}
	key := f.Family + weight + style + string(runes)
	embeddings.Lock()
	css, ok := embeddings.made[key]
	embeddings.Unlock()
	if ok {
		return css
	}
	// The face is at hand in a moment, and until then nothing is better than
	// text in another face, which would jump.
	css = fmt.Sprintf("@font-face{font-family:%q;font-weight:%s;font-style:%s;font-display:block;src:url(data:font/woff;base64,%s) format(\"woff\")}\n",
		f.Family, weight, style, base64.StdEncoding.EncodeToString(f.Subset(runes)))
	embeddings.Lock()
	defer embeddings.Unlock()
	if embeddings.made == nil || len(embeddings.made) >= maxEmbeddings {
		embeddings.made = map[string]string{}
	}
	embeddings.made[key] = css
	return css
}
