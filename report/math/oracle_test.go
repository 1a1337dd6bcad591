package math

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"reckon/internal/diag"
)

// oracleScript prints the MathML of Temml for a list of formulas.
const oracleScript = `
const temml = require(require("path").join(process.argv[1], "dist", "temml.cjs"));
const all = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(all.map(t => { try { return temml.renderToString(t, {displayMode: true, throwOnError: true}) } catch (e) { return "" } })));
`

// skeleton is the structure of MathML, as far as printers should agree: the
// elements that build, the rows of tables, the text of the leaves.
func skeleton(t *testing.T, ml string) string {
	t.Helper()
	keep := []string{"mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mphantom"}
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(ml))
	d.Strict, d.Entity = false, xml.HTMLEntity
	skip := 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, ml)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if tok.Name.Local == "annotation" || skip > 0 {
				skip++
			}
			if slices.Contains(keep, tok.Name.Local) {
				b.WriteString("<" + tok.Name.Local)
			}
		case xml.EndElement:
			if skip > 0 {
				skip--
			}
			if slices.Contains(keep, tok.Name.Local) {
				b.WriteString(">")
			}
		case xml.CharData:
			if skip == 0 {
				b.WriteString(sameSigns.Replace(norm.NFKC.String(string(tok))))
			}
		}
	}
}

// sameSigns undoes choices of characters that look the same.
var sameSigns = strings.NewReplacer("\u2061", "", "\u200b", "", "-", "−", "*", "∗", "\u00a0", "", " ", "", "\u2009", "", "·", "⋅", "^", "", "ˆ", "", "\u0302", "", "~", "", "˜", "", "\u0303", "",
	"‾", "", "¯", "", "\u0332", "", "\u0304", "", "\u0305", "", "\u0308", "", "\u0307", "", "_", "", "ı", "i", "∣", "|", "‖", "||", "∥", "||", "ϵ", "ε", "⟨", "<", "⟩", ">")

// oracleDiffers lists the expressions whose structure is another by intent.
var oracleDiffers = map[string]string{
	"expr-057": "Temml draws the line as a border, by style",
	"expr-058": "Temml draws the line as a border, by style",
	"expr-090": "Temml nests a second element for the arrow's length",
	"expr-097": "Temml hangs the number on an empty base, behind the element's letter",
}

// TestOracle compares structure with Temml where Node and the npm package are
// found: RECKON_TEMML names the package's folder.
func TestOracle(t *testing.T) {
	dir := os.Getenv("RECKON_TEMML")
	node, err := exec.LookPath("node")
	if dir == "" || err != nil {
		t.Skip("RECKON_TEMML names no folder of the npm package temml, or there is no node")
	}
	all := expressions(t)
	var texs []string
	for _, e := range all {
		texs = append(texs, e.TeX)
	}
	input, _ := json.Marshal(texs)
	abs, _ := filepath.Abs(dir)
	cmd := exec.Command(node, "-e", oracleScript, abs)
	cmd.Stdin = strings.NewReader(string(input))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var theirs []string
	if err := json.Unmarshal(out, &theirs); err != nil {
		t.Fatal(err)
	}
	same, rejected := 0, 0
	for i, e := range all {
		if theirs[i] == "" {
			rejected++
			continue
		}
		tree, _ := Parse(e.TeX, diag.Pos{}, nil)
		ours, want := skeleton(t, tree.MathML(true)), skeleton(t, theirs[i])
		reason, listed := oracleDiffers[e.Name]
		switch {
		case ours == want && listed:
			t.Errorf("%s %s agrees, although listed: %s", e.Name, e.TeX, reason)
		case ours == want:
			same++
		case !listed:
			t.Errorf("%s %s\n ours: %s\nTemml: %s", e.Name, e.TeX, ours, want)
		}
	}
	t.Logf("%d of %d agree with Temml, which rejects %d", same, len(all), rejected)
}
