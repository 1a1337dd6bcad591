package drawing

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// shades is a picture whose left side is dark.
func shades() image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, 30, 20))
	for y := range 20 {
		for x := range 30 {
			m.Set(x, y, color.NRGBA{uint8(x * 8), uint8(y * 12), 99, 255})
		}
	}
	return m
}

func pngFile(t *testing.T) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, shades()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// jpegFile is a JPEG file that is turned as a camera would note it.
func jpegFile(t *testing.T, turn byte, order string) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, shades(), nil); err != nil {
		t.Fatal(err)
	}
	tiff := "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(turn)) + "\x00\x00"
	if order == "II" {
		tiff = "II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string(rune(turn)) + "\x00\x00\x00"
	}
	segment := "Exif\x00\x00" + tiff + "\x00\x00\x00\x00"
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(head, segment...), b.Bytes()[2:]...)
}

// withChunk puts a chunk behind the header of a PNG file.
func withChunk(file []byte, kind, body string) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(chunk, kind+body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return append(append(bytes.Clone(file[:33]), chunk...), file[33:]...)
}

func TestReadBitmap(t *testing.T) {
	whole, photo := pngFile(t), jpegFile(t, 6, "MM")
	broken := bytes.Clone(whole)
	broken[len(broken)-20] ^= 1
	for _, test := range []struct {
		name string
		data []byte
		want string // size and turn, or the problem
	}{
		{"png", whole, "30x20 turn 0"},
		{"upright", jpegFile(t, 1, "MM"), "30x20 turn 1"},
		{"sideways", photo, "20x30 turn 6"},
		{"sideways, the other order", jpegFile(t, 8, "II"), "20x30 turn 8"},
		{"upside down", jpegFile(t, 3, "II"), "30x20 turn 3"},
		{"no such turn", jpegFile(t, 9, "II"), "30x20 turn 0"},
		{"animation", withChunk(whole, "acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"), "30x20 turn 0, moves"},
		{"half a PNG", whole[:len(whole)/2], "cannot be decoded: it ends early"},
		{"half a JPEG", photo[:len(photo)-40], "cannot be decoded: it ends early"},
		{"a wrong byte", broken, "cannot be decoded: a checksum is wrong"},
		{"the start of one", whole[:20], "cannot be decoded: unexpected EOF"},
		{"nothing", nil, "is empty"},
		{"GIF", []byte("GIF89a"), "is image/gif; images are PNG, JPEG or SVG"},
		{"AVIF", []byte("\x00\x00\x00\x1cftypavif\x00\x00"), "is image/avif; images are PNG, JPEG or SVG"},
		{"TIFF", []byte("II*\x00\x08\x00"), "is image/tiff; images are PNG, JPEG or SVG"},
		{"SVG", []byte("<?xml version='1.0'?><svg/>"), "is SVG by another name"},
		{"not fetched", []byte("version https://git-lfs.github.com/spec/v1\n"), "is a note that Git LFS left in its place"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, problem := ReadBitmap(test.data)
			got := format(float64(b.Width)) + "x" + format(float64(b.Height)) + " turn " + format(float64(b.Turn))
			if b.Moves {
				got += ", moves"
			}
			if problem != nil {
				if got = problem.Text; problem.Hint == "" {
					t.Error("the problem has no hint")
				}
			}
			if !strings.HasPrefix(got, test.want) {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

// TestTurns holds where the corners of a file go, as Exif defines its eight
// orientations: the first row of the file is that side, the first column this.
func TestTurns(t *testing.T) {
	for turn, want := range map[Turn]Point{ // where the upper left corner of the file is shown; y runs up
		0: {0, 1}, 1: {0, 1}, 2: {1, 1}, 3: {1, 0}, 4: {0, 0}, 5: {0, 1}, 6: {1, 1}, 7: {1, 0}, 8: {0, 0},
	} {
		m := turn.Matrix()
		if got := m.Apply(Point{0, 1}); got != want {
			t.Errorf("turn %d shows the corner at %v, want %v", turn, got, want)
		}
		if along := m.Apply(Point{1, 1}); (along.X != want.X) == turn.Sideways() {
			t.Errorf("turn %d shows the first row from %v to %v", turn, want, along)
		}
	}
}
