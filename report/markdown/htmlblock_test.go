package markdown

import (
	"testing"
)

// Images, tables and styles that authors write in HTML where Markdown has no
// words for them.
func TestHTMLInPapers(t *testing.T) {
	const row = "tablerow[tablecell[text[]] tablecell[text[]]]"
	holdForms(t, Options{File: "m"}, []form{
		{"image", "<img src=\"a.png\" alt=\"Words\" width=\"200\"/>\n", "figureimage[]", ""},
		{"centred image", "<p align=\"center\">\n  <img src=\"a.png\" width=\"60%\">\n  <br>Figure 3: *words*.\n</p>\n", "figureimage[] Figure 3: words.", ""},
		{"figure", "<figure id=\"fig:a\">\n<img src='a.png'>\n<figcaption>Words <b>and</b> <a href=\"https://a.example/\">more</a>.</figcaption>\n</figure>\n", "figure #fig:a[figureimage[] caption[Words and more.]]", ""},
		{"image in a line", "a <img src=\"a.png\" alt=\"b\"> c\n", "a b c", ""},
		{"table", "<table>\n<caption>Words</caption>\n<tr><th>A<th>B</tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n", "table[table[tableheader[tablecell[text[]] tablecell[text[]]] " + row + "] caption[Words]]", ""},
		{"spans", "<table>\n<tr><th rowspan=\"2\">A</th><th colspan=\"2\">B</th></tr>\n<tr><th>C</th><th>D</th></tr>\n<tr><td>1</td><td>2</td><td>3</td></tr>\n</table>\n",
			"table[tableheader[tablecell[text[]] tablecell[text[]] tablecell[]] tablerow[tablecell[] tablecell[text[]] tablecell[text[]]] tablerow[tablecell[text[]] tablecell[text[]] tablecell[text[]]]]", ""},
		{"table in a directive", ":::{table} Words\n:label: t\n\n<table>\n<tr><td>1</td><td>2</td></tr>\n</table>\n:::\n", "table #t[table[" + row + "] caption[Words]]", ""},
		{"small capitals", "<span style=\"font-variant: small-caps\">A</span> <span class=\"x\">b</span> <a href=\"https://a.example/\">c</a>\n", "A b c", ""},
		{"details", "<details><summary>More *words*</summary>\n\n- a\n\n</details>\n\nb\n", "admonition-closed[<More words> list[listitem[a]]] b", ""},
		{"summary below", "<details open>\n  <summary>More</summary>\na\n</details>\n", "admonition-closed[<More> a]", ""},
		{"details left open", "<details>\na\n", "admonition-closed[a]", "m:1:1: no </details> closes {details} begun here [directive-unclosed]"},
		{"columns", "::: {layout-ncol=2}\na\n\nb\n:::\n", "div .columns[a b]", ""},
		{"script", "<p><img src=\"a.png\"><script>x</script></p>\n", "htmlblock[]", "m:1:1: the HTML <p> has no effect [html-ignored]"},
		{"image that listens", "<p><img src=x onerror=alert(1)></p>\n", "htmlblock[]", "m:1:1: the HTML <p> has no effect [html-ignored]"},
		{"listens", "a <b onclick=\"x\">b</b>\n", "a b", ""},
	})
}
