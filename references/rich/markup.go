package rich

import "strings"

// marks pairs a property with its markup in CSL-JSON, outermost first. The
// order is the nesting that Markup writes.
var marks = []struct {
	style      Style
	open, shut string
}{
	{NoCase, `<span class="nocase">`, "</span>"},
	{SmallCaps, `<span style="font-variant:small-caps;">`, "</span>"},
	{Italic, "<i>", "</i>"},
	{Bold, "<b>", "</b>"},
	{Sup, "<sup>", "</sup>"},
	{Sub, "<sub>", "</sub>"},
}

// Markup writes the text in the HTML-like markup of CSL-JSON. Links are left
// out, and so is escaping, which that format does not have.
func (t Text) Markup() string {
	var b strings.Builder
	var open []int // indices into marks
	set := func(want Style) {
		keep := 0
		for keep < len(open) && want&marks[open[keep]].style != 0 {
			keep++
		}
		for i := len(open) - 1; i >= keep; i-- {
			b.WriteString(marks[open[i]].shut)
		}
		open = open[:keep]
		var have Style
		for _, i := range open {
			have |= marks[i].style
		}
		for i, m := range marks {
			if want&m.style != 0 && have&m.style == 0 {
				b.WriteString(m.open)
				open = append(open, i)
			}
		}
	}
	for _, r := range t {
		set(r.Style)
		b.WriteString(r.Text)
	}
	set(0)
	return b.String()
}

// tags are the opening tags that Parse knows, with the tag that ends them.
var tags = []struct {
	open  string
	style Style
	shut  string
}{
	{"<i>", Italic, "</i>"},
	{"<em>", Italic, "</em>"},
	{"<b>", Bold, "</b>"},
	{"<strong>", Bold, "</strong>"},
	{"<sup>", Sup, "</sup>"},
	{"<sub>", Sub, "</sub>"},
	{"<sc>", SmallCaps, "</sc>"},
	{`<span class="nocase">`, NoCase, "</span>"},
	{`<span style="font-variant:small-caps;">`, SmallCaps, "</span>"},
	{`<span style="font-variant: small-caps;">`, SmallCaps, "</span>"},
	{`<span style="font-variant: small-caps">`, SmallCaps, "</span>"},
	{`<span style="font-variant:small-caps">`, SmallCaps, "</span>"},
}

// Parse reads the markup of CSL-JSON: i, b, sup, sub, sc, and spans for small
// capitals and for words whose case stays. A tag that is not known, not closed
// or not opened is text.
func Parse(markup string) Text {
	if !strings.Contains(markup, "<") {
		return Plain(markup)
	}
	var out Text
	type level struct {
		style Style
		shut  string
		run   int    // runs in out when it was opened
		tag   string // to be put back if it is never closed
		at    int    // offset behind the tag
	}
	var stack []level
	var style Style
	from := 0
	lastShut := make([]int, len(tags)) // a tag that nothing closes is text
	for i, t := range tags {
		lastShut[i] = strings.LastIndex(markup, t.shut)
	}
	flush := func(to int) { out = append(out, Run{Text: markup[from:to], Style: style}) }
next:
	for i := 0; i < len(markup); {
		if markup[i] != '<' {
			i++
			continue
		}
		if n := len(stack) - 1; n >= 0 {
			if strings.HasPrefix(markup[i:], stack[n].shut) {
				flush(i)
				i += len(stack[n].shut)
				from = i
				stack = stack[:n]
				style = 0
				for _, l := range stack {
					style |= l.style
				}
				continue next
			}
		}
		for k, t := range tags {
			if len(stack) < maxTags && i < lastShut[k] && strings.HasPrefix(markup[i:], t.open) {
				flush(i)
				i += len(t.open)
				from = i
				stack = append(stack, level{t.style, t.shut, len(out), t.open, i})
				style |= t.style
				continue next
			}
		}
		i++
	}
	flush(len(markup))
	for n := len(stack) - 1; n >= 0; n-- { // never closed: the tag was text after all
		l := stack[n]
		for i := l.run; i < len(out); i++ {
			out[i].Style &^= l.style
		}
		out[l.run].Text = l.tag + out[l.run].Text
	}
	var joined Text
	for _, r := range out {
		joined = joined.Add(r)
	}
	return joined
}

// maxTags bounds how deep tags may nest; deeper ones are text.
const maxTags = 16
