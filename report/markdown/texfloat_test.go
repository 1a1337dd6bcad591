package markdown

import (
	"testing"
)

// What authors write in LaTeX between lines of Markdown, as papers for JOSS and R
// Markdown have it.
func TestTeXInPapers(t *testing.T) {
	holdForms(t, Options{File: "m"}, []form{
		{"styles", "a \\textbf{b *c*} \\emph{d} \\texttt{e\\_f} \\verb|g| \\LaTeX{} h\\index{i}\n", "a b c d e_f g LaTeX h", ""},
		{"links", "\\url{https://a.example/x\\_y} \\href{https://b.example}{*B*}\n", "https://a.example/x_y B", ""},
		{"label in a caption", "see \\autoref{fig:a}\n\n![Words. \\label{fig:a}](a.png){width=50%}\n", "see fig:a figure #fig:a[figureimage[] caption[Words.]]", ""},
		{"figure within a paragraph", "Like this:\n![Words.\\label{fig:a}](a.png)\nand \\ref{fig:a}.\n", "Like this: figure #fig:a[figureimage[] caption[Words.]] and fig:a.", ""},
		{"image within a paragraph", "Like this:\n![Words.](a.png)\nand so.\n", "Like this: Words. and so.", ""},
		{"label of a heading", "## A\n\\label{sec:a}\n\nx\n\n## B \\label{sec:b}\n", "## A x ## B", ""},
		{"label of a table", "| a |\n|---|\n| 1 |\n\nTable: Words. \\label{tab:x}\n", "table #tab:x[table[tableheader[tablecell[text[]]] tablerow[tablecell[text[]]]] caption[Words.]]", ""},
		{"tie", "# T\n\n## A {#a}\n\nSection~\\ref{a}, H~2~O\n", "## A Section\u00a0a, H2O", ""},
		{"label of nothing", "a \\label{x} b\n", "a \\label{x} b", "m:1:3: \\label{x} names no heading, figure or table here [raw-refused]"},
		{"figure", "\\begin{figure}[h]\n\\centering\n\\includegraphics[width=0.8\\textwidth]{a.png}\n\\caption{Words with $x$ and \\textbf{y}.\\label{fig:b}}\n\\end{figure}\n\nsee \\ref{fig:b}\n",
			"figure #fig:b[figureimage[] caption[Words with x and y.]] see fig:b", ""},
		{"parts", "\\begin{figure}\n\\begin{subfigure}{.5\\linewidth}\\includegraphics{a.png}\\caption{A}\\label{fig:a}\\end{subfigure}\n\\begin{subfigure}{.5\\linewidth}\\includegraphics{b.png}\\caption{B}\\end{subfigure}\n\\caption{Both}\\label{fig:ab}\n\\end{figure}\n",
			"figure #fig:ab[figure #fig:a[figureimage[] caption[A]] figure[figureimage[] caption[B]] caption[Both]]", ""},
		{"table", "\\begin{table}\n\\caption{Words}\n\\label{tab:t}\n\\begin{tabular}{lr}\n\\toprule\n\\multicolumn{2}{c}{Both} \\\\\n\\midrule\nA \\& B & $\\sim$100 \\\\ \\hline\n\\end{tabular}\n\\end{table}\n",
			"table #tab:t[table[tableheader[tablecell[text[]] tablecell[]] tablerow[tablecell[text[]] tablecell[math[] text[]]]] caption[Words]]", ""},
		{"meant for LaTeX", "```{=latex}\n% here\n\\begin{figure}\n\\includegraphics{a.png}\n\\caption{W}\\label{fig1}\n\\end{figure}\n```\n\nsee \\ref{fig1}\n", "figure #fig1[figureimage[] caption[W]] see fig1", ""},
		{"reference for LaTeX", "# A {#a}\n\nsee `Section~\\ref{a}`{=latex}, `\\vspace{1em}`{=latex}\n", "see Section\u00a0a, \\vspace{1em}", "m:3:46: text for one output format only, latex, is not printed [raw-refused]"},
		{"more than that", "```{raw} latex\n\\begin{figure}\n\\includegraphics{a.png}\n\\end{figure}\n\\vfill\n```\n", "bad", "m:1:1: {raw}: text for one output format only is not printed [raw-refused]"},
		{"quotation", "\\begin{quote}\nA \\emph{b}.\n\\end{quote}\n", "blockquote[A b.]", ""},
		{"code", "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}\n", "code(\"\\\\cite{a}\\n\")", ""},
		{"drawn by TeX", "\\begin{figure}\n\\begin{tikzpicture}\\end{tikzpicture}\n\\caption{W}\n\\label{fig:t}\n\\end{figure}\n\n\\ref{fig:t}\n", "figure #fig:t[bad caption[W]] fig:t",
			"m:1:1: this environment of LaTeX holds no image and no table that can be read [raw-refused]"},
		{"open", "\\begin{figure}\nx\n", "bad", "m:1:1: no \\end{figure} closes the environment begun here [equation-unclosed]"},
	})
}
