package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	_ "image/jpeg" // photographs
	"image/png"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	gast "github.com/yuin/goldmark/ast"

	"reckon/figures/drawing"
	"reckon/report/markdown/ast"
)

// pixelsMost bounds the images that are decoded: a few bytes can claim to be
// an image of any size.
const pixelsMost = 64 << 20

// A picture is a bitmap in the document.
type picture struct {
	key           string // under which fpdf knows it
	name          string // in content streams
	width, height int    // as it is shown
	turn          matrix
}

// picture enters a bitmap, once for the same bytes.
func (r *renderer) picture(data []byte) (*picture, error) {
	key := fmt.Sprintf("%x", sha256.Sum256(data))
	for _, p := range r.pictures {
		if p.key == key {
			return p, nil
		}
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width*config.Height > pixelsMost {
		return nil, fmt.Errorf("%d × %d pixels are more than %d million", config.Width, config.Height, pixelsMost>>20)
	}
	if format == "png" && !plainPNG(data) || !r.register(key, format, data) {
		again, err := reencode(data)
		if err != nil {
			return nil, err
		}
		if !r.register(key, "png", again) {
			return nil, fmt.Errorf("a form of %s that cannot be embedded", format)
		}
	}
	p := &picture{key: key, name: fmt.Sprintf("P%d", len(r.pictures)), width: config.Width, height: config.Height, turn: matrixOf(drawing.Identity)}
	if b, problem := drawing.ReadBitmap(data); problem == nil {
		p.width, p.height, p.turn = b.Width, b.Height, matrixOf(b.Turn.Matrix())
	}
	r.pictures = append(r.pictures, p)
	return p, nil
}

func (r *renderer) register(key, format string, data []byte) (ok bool) {
	defer func() {
		if recover() != nil { // fpdf reads past the end of some broken files
			ok = false
		}
	}()
	r.pdf.RegisterImageOptionsReader(key, fpdf.ImageOptions{ImageType: format}, bytes.NewReader(data))
	if r.pdf.Err() {
		r.pdf.ClearError()
		return false
	}
	return true
}

// plainPNG tells whether fpdf takes a PNG file over as it is: it loses degrees
// of transparency that stand in a palette or beside 16 bits for a colour.
func plainPNG(data []byte) bool {
	const depth, kind = 24, 25 // places in the header, which comes first
	if len(data) <= kind || data[depth] == 16 && data[kind] >= 4 {
		return false
	}
	head, _, _ := bytes.Cut(data, []byte("IDAT"))
	return !bytes.Contains(head, []byte("tRNS"))
}

// reencode turns a bitmap into a plain PNG: 8 bits, not interlaced.
func reencode(data []byte) ([]byte, error) {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	bounds := img.Bounds()
	flat := image.NewNRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			flat.Set(x, y, img.At(bounds.Min.X+x, bounds.Min.Y+y))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, flat); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func setImage(f *flow, n gast.Node) {
	img := n.(*ast.Image)
	if p := n.Parent(); p != nil && p.Kind() != ast.KindFigure && !inFigure(n) {
		f.space(displaySpace)
		defer f.space(displaySpace)
	}
	alt := img.AltText
	if img.MediaType == "image/svg+xml" {
		f.drawing(img)
		return
	}
	if len(img.Data) == 0 {
		return
	}
	pic, err := f.r.picture(img.Data)
	if err != nil {
		f.r.findings.Add("image-format", f.r.place(n), "%s cannot be decoded: %v", img.Path, err).Hint =
			"save it as a PNG or JPEG file"
		return
	}
	w, h := f.imageSize(img, float64(pic.width), float64(pic.height))
	e := f.pictureElem(alt)
	left := f.left + (f.width-w)/2
	if f.panel {
		left = f.left
	}
	f.list.left, f.list.width = left, w
	f.add(&slab{height: h, draw: func(s *sheet, y float64) {
		s.mark(e)
		s.image(pic, left, y, w, h)
	}})
}

const cssPixel = 0.75 // points

// imageSize gives the size of an image on the page: what its options ask for,
// else its own, as far as there is room.
func (f *flow) imageSize(img *ast.Image, pw, ph float64) (w, h float64) {
	w, h = img.Width*cssPixel, img.Height*cssPixel
	if w <= 0 || h <= 0 {
		w, h = pw*cssPixel, ph*cssPixel
	}
	ratio := h / w
	if x, ok := f.length(img.Options.Get("width")); ok {
		w, h = x, x*ratio
	} else if y, ok := f.length(img.Options.Get("height")); ok {
		w, h = y/ratio, y
	}
	if w > f.width {
		w, h = f.width, f.width*ratio
	}
	if most := imageHeight * f.r.geo.room(); h > most {
		w, h = most/ratio, most
	}
	return w, h
}

// length reads "50%", "8cm", "300px" and bare pixels.
func (f *flow) length(text string) (float64, bool) { return lengthIn(f.width, text) }

// lengthIn is length in a column of a width.
func lengthIn(width float64, text string) (float64, bool) {
	text = strings.TrimSpace(text)
	for _, u := range []struct {
		name  string
		scale float64
	}{{"%", width / 100}, {"px", cssPixel}, {"cm", 72 / 2.54}, {"mm", 7.2 / 2.54}, {"in", 72}, {"pt", 1}, {"em", bodyType.size}, {"", cssPixel}} {
		number, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !(x > 0 && x < 1e5) {
			return 0, false
		}
		return x * u.scale, true
	}
	return 0, false
}

// setInlineImage prints the alternative text of an image from elsewhere, which
// is not fetched.
func setInlineImage(p *paragraph, n gast.Node, st *style) {
	p.inline(n, st.with(func(s *style) { s.italic = !st.italic }))
}
