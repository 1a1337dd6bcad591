package figures

import (
	"fmt"
	"hash/fnv"

	"reckon/figures/drawing"
)

// Names of package drawing that belong to the pipeline's vocabulary.
type (
	Drawing        = drawing.Drawing
	DrawingText    = drawing.Text
	DrawingProblem = drawing.Problem
	Painter        = drawing.Painter
	Bitmap         = drawing.Bitmap
)

// ParseDrawing reads an SVG file for readers of a language; see
// [drawing.ParseFor].
func ParseDrawing(lang string, data []byte) (*Drawing, []DrawingProblem) {
	return drawing.ParseFor(lang, data)
}

// ReadBitmap looks at a PNG or JPEG file; see [drawing.ReadBitmap].
func ReadBitmap(data []byte) (Bitmap, *DrawingProblem) { return drawing.ReadBitmap(data) }

// Sanitize copies the parts of an SVG file that may be shown: shapes, text and
// paint. What could run, load or leave is left out and named in problems; so is
// what is not SVG. Width and height are in CSS pixels. Ids begin with letters
// made from the file's content, so that drawings on one page do not meet.
func Sanitize(data []byte) (clean []byte, width, height float64, problems []string) {
	d, found := drawing.Parse(data)
	for _, p := range found {
		problems = append(problems, fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, p.Text))
	}
	if d == nil {
		return nil, 0, 0, problems
	}
	return d.Sanitized(DrawingPrefix(data)), d.Width, d.Height, problems
}

// DrawingPrefix makes a prefix for ids from the content of a file.
func DrawingPrefix(data []byte) string {
	h := fnv.New32a()
	h.Write(data)
	return fmt.Sprintf("d%08x", h.Sum32())
}
