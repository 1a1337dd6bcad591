package drawing

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	_ "image/jpeg" // formats of images
	_ "image/png"
	"io"
	"net/http"
	"strings"
)

// A Bitmap is what is known of a PNG or JPEG file.
type Bitmap struct {
	Media         string // "image/png" or "image/jpeg"
	Width, Height int    // in pixels, as it is shown
	Turn          Turn
	Moves         bool // it is an animation, of which the first picture counts
}

// A Turn is how the pixels of a file are turned to be shown, as cameras note
// it: the values of Exif's orientation, 1 to 8; 0 is 1.
type Turn byte

// Sideways tells whether width and height change places.
func (t Turn) Sideways() bool { return t >= 5 && t <= 8 }

// Matrix maps the unit square of the file, whose y runs up, to that shown.
func (t Turn) Matrix() Matrix {
	switch t {
	case 2:
		return Matrix{-1, 0, 0, 1, 1, 0}
	case 3:
		return Matrix{-1, 0, 0, -1, 1, 1}
	case 4:
		return Matrix{1, 0, 0, -1, 0, 1}
	case 5:
		return Matrix{0, -1, -1, 0, 1, 1}
	case 6:
		return Matrix{0, -1, 1, 0, 0, 1}
	case 7:
		return Matrix{0, 1, 1, 0, 0, 0}
	case 8:
		return Matrix{0, 1, -1, 0, 1, 0}
	}
	return Identity
}

// ReadBitmap looks at a file that is to be PNG or JPEG: the content decides,
// not the name. The problem, if there is one, says what the file is instead or
// how it is damaged; it names no place.
func ReadBitmap(data []byte) (b Bitmap, p *Problem) {
	b.Media = http.DetectContentType(data)
	if b.Media != "image/png" && b.Media != "image/jpeg" {
		return b, foreign(data, b.Media)
	}
	damaged := func(why string) (Bitmap, *Problem) {
		return b, &Problem{Text: "cannot be decoded: " + why, Hint: "the file is damaged: save it again"}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return damaged(err.Error())
	}
	b.Width, b.Height = config.Width, config.Height
	if b.Width <= 0 || b.Height <= 0 {
		return damaged("it has no pixels")
	}
	if b.Width > maxPixels/b.Height {
		return b, &Problem{Text: "has more than " + format(maxPixels/1e6) + " million pixels", Hint: "scale it down: print needs 300 pixels for an inch"}
	}
	if b.Media == "image/jpeg" {
		if b.Turn = turnOf(data); b.Turn.Sideways() {
			b.Width, b.Height = b.Height, b.Width
		}
		if !bytes.Contains(data[len(data)/2:], []byte{0xff, 0xd9}) { // what ends an image
			return damaged("it ends early")
		}
		return b, nil
	}
	moves, why := wholePNG(data)
	if why != "" {
		return damaged(why)
	}
	b.Moves = moves
	return b, nil
}

// foreign says what a file is that is neither PNG nor JPEG, and what to do.
func foreign(data []byte, media string) *Problem {
	p := &Problem{Text: "is " + media + "; images are PNG, JPEG or SVG", Hint: "save it as PNG or JPEG"}
	head := string(data[:min(len(data), 1000)])
	switch {
	case len(data) == 0:
		p.Text, p.Hint = "is empty", "save it again"
	case media == "application/pdf" || strings.HasPrefix(head, "%!PS"):
		p.Hint = "save the drawing as SVG, as pdftocairo -svg does"
	case media == "application/x-gzip":
		p.Hint = "if it is a packed SVG, unpack it with gunzip and end its name with .svg"
	case strings.Contains(head, "<svg"):
		p.Text, p.Hint = "is SVG by another name", "end its name with .svg"
	case strings.Contains(media, "html"):
		p.Hint = "it is a page, perhaps one that says why it could not be loaded: load the image again"
	case strings.HasPrefix(head, "version https://git-lfs"):
		p.Text, p.Hint = "is a note that Git LFS left in its place", "fetch the image: git lfs pull"
	case len(head) > 12 && head[4:8] == "ftyp":
		kind := map[string]string{"avif": "image/avif", "avis": "image/avif", "heic": "image/heic", "heix": "image/heic", "mif1": "image/heif"}[head[8:12]]
		if kind != "" {
			p.Text = "is " + kind + "; images are PNG, JPEG or SVG"
		}
	case strings.HasPrefix(head, "II*\x00") || strings.HasPrefix(head, "MM\x00*"):
		p.Text = "is image/tiff; images are PNG, JPEG or SVG"
	}
	return p
}

// Bounds of what is looked at within a JPEG file.
const (
	maxMarkers = 200
	maxTags    = 500
)

// turnOf reads Exif's orientation of a JPEG file; 0 where there is none.
func turnOf(data []byte) Turn {
	for i := 2; i+4 <= len(data) && data[i] == 0xff && i < maxMarkers<<16; {
		length := int(binary.BigEndian.Uint16(data[i+2:]))
		if data[i+1] == 0xda || length < 2 || i+2+length > len(data) {
			return 0
		}
		segment := data[i+4 : i+2+length]
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && data[i+1] == 0xe1 {
			return orientation(tiff)
		}
		i += 2 + length
	}
	return 0
}

func orientation(tiff []byte) Turn {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range min(int(order.Uint16(tiff[at:])), maxTags) {
		if len(entries) < 12 {
			return 0
		}
		if order.Uint16(entries) == 0x112 {
			if v := order.Uint16(entries[8:]); v >= 1 && v <= 8 {
				return Turn(v)
			}
			return 0
		}
		entries = entries[12:]
	}
	return 0
}

// wholePNG walks through a PNG file: its checksums, and whether there are as
// many bytes of pixels as its size asks for. Nothing is kept, so a file that
// claims to be large takes no memory.
func wholePNG(data []byte) (moves bool, why string) {
	var pixels bytes.Buffer
	var header []byte
	for rest := data[8:]; ; {
		if len(rest) < 12 {
			return moves, "it ends early"
		}
		length := binary.BigEndian.Uint32(rest)
		if uint64(length)+12 > uint64(len(rest)) {
			return moves, "it ends early"
		}
		kind, body := string(rest[4:8]), rest[8:8+length]
		if crc32.ChecksumIEEE(rest[4:8+length]) != binary.BigEndian.Uint32(rest[8+length:]) {
			return moves, "a checksum is wrong"
		}
		switch kind {
		case "IHDR":
			header = body
		case "acTL":
			moves = true
		case "IDAT":
			pixels.Write(body)
		}
		if rest = rest[12+length:]; kind == "IEND" {
			break
		}
	}
	if len(header) < 13 {
		return moves, "it has no header"
	}
	want := pixelBytes(header)
	z, err := zlib.NewReader(&pixels)
	if err != nil {
		return moves, "its pixels cannot be unpacked"
	}
	if n, _ := io.CopyN(io.Discard, z, want); n < want {
		return moves, "it ends early"
	}
	return moves, ""
}

// pixelBytes is how many bytes the rows of a PNG file have, each with its
// filter; interlaced files consist of seven smaller images.
func pixelBytes(header []byte) (sum int64) {
	w, h := int64(binary.BigEndian.Uint32(header)), int64(binary.BigEndian.Uint32(header[4:]))
	bits := int64(header[8]) * map[byte]int64{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[header[9]]
	rows := func(w, h int64) {
		if w > 0 && h > 0 {
			sum += h * (1 + (w*bits+7)/8)
		}
	}
	if header[12] == 0 {
		rows(w, h)
		return sum
	}
	for _, p := range [7][4]int64{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
		rows((w-p[0]+p[2]-1)/p[2], (h-p[1]+p[3]-1)/p[3])
	}
	return sum
}
