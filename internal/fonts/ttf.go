package fonts

import "encoding/binary"

// cmapFormat4 writes a subtable of format 4 from runs of codes with a constant
// difference to the glyph; the runs are in order.
func cmapFormat4(segments [][3]int) []byte {
	segments = append(segments[:len(segments):len(segments)], [3]int{0xffff, 0xffff, 1})
	n := len(segments)
	search, selector := 1, 0
	for search*2 <= n {
		search *= 2
		selector++
	}
	var b []byte
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 2 * search, selector, 2 * (n - search)} {
		b = put16(b, v)
	}
	for _, s := range segments {
		b = put16(b, s[1])
	}
	b = put16(b, 0)
	for _, s := range segments {
		b = put16(b, s[0])
	}
	for _, s := range segments {
		b = put16(b, s[2])
	}
	for range segments {
		b = put16(b, 0)
	}
	return b
}

// cmapTable wraps a subtable of format 4, and one of format 12 if there is
// one, for Unicode and for Windows.
func cmapTable(four, twelve []byte) []byte {
	records := 2
	if twelve != nil {
		records = 4
	}
	at4 := 4 + 8*records
	at12 := at4 + len(four)
	b := put16(put16(nil, 0), records)
	entry := func(platform, encoding, at int) { b = put32(put16(put16(b, platform), encoding), at) }
	entry(0, 3, at4)
	if twelve != nil {
		entry(0, 4, at12)
	}
	entry(3, 1, at4)
	if twelve != nil {
		entry(3, 10, at12)
	}
	return append(append(b, four...), twelve...)
}

// replaceTables returns a TrueType file with some tables replaced, and those
// with nil contents left out.
func replaceTables(file []byte, with map[string][]byte) []byte {
	tags, content := fileTables(file, with)
	var dir, body []byte
	head := -1
	base := 12 + 16*len(tags)
	for _, tag := range tags {
		data := content[tag]
		if tag == "head" {
			head = base + len(body)
			data = append([]byte(nil), data...)
			binary.BigEndian.PutUint32(data[8:], 0)
		}
		dir = append(dir, tag...)
		dir = put32(put32(put32(dir, int(checksum(data))), base+len(body)), len(data))
		body = append(body, data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	out := append(append(sfntHeader(file, len(tags)), dir...), body...)
	if head >= 0 {
		binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	}
	return out
}

// fileTables lists the tables of a file in the order of their tags.
func fileTables(file []byte, with map[string][]byte) (tags []string, content map[string][]byte) {
	content = map[string][]byte{}
	d := table(file)
	for i := range d.u16(4) {
		rec := 12 + 16*i
		if rec+16 > len(d) {
			break
		}
		tag := string(d[rec : rec+4])
		data, replaced := with[tag]
		if replaced && data == nil {
			continue
		}
		if !replaced {
			data = rawTable(file, tag)
		}
		tags = append(tags, tag)
		content[tag] = data
	}
	return tags, content
}

func sfntHeader(file []byte, tables int) []byte {
	search, selector := 1, 0
	for search*2 <= tables {
		search *= 2
		selector++
	}
	b := append([]byte(nil), file[:4]...)
	return put16(put16(put16(put16(b, tables), 16*search), selector), 16*(tables-search))
}

func checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	if len(b) > 0 {
		var last [4]byte
		copy(last[:], b)
		sum += binary.BigEndian.Uint32(last[:])
	}
	return sum
}
