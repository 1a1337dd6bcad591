package html_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reckon/report/html"
)

// The policy stands before all that it rules, and allows the page's one style
// sheet by its sum.
func TestPolicy(t *testing.T) {
	page := render(t, front("Text with $x$, {val}`speed`.[^a]\n\n[^a]: A note.\n"))
	_, rest, _ := strings.Cut(page, "<style>")
	css, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(css))
	want := `<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-` + base64.StdEncoding.EncodeToString(sum[:]) +
		`'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'">`
	if !strings.Contains(page, want) {
		t.Errorf("no %s in\n%.600s", want, page)
	}
}

// What would run if text were ever printed unescaped does not run, and the
// page's own styles still hold.
func TestPolicyInBrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil || testing.Short() {
		t.Skip("needs Chromium")
	}
	const (
		injected = `<script>document.documentElement.setAttribute("data-ran", "script")</script>` +
			`<img src="data:,x" onerror="document.documentElement.setAttribute('data-ran', 'handler')">` +
			`<style>main{color:rgb(1, 2, 3)}</style><p id="styled" style="color:rgb(1, 2, 3)">x</p>`
		// This stands before the policy, which does not reach back.
		witness = `<script>addEventListener("load", () => { for (const [name, element] of [["main", "main"], ["styled", "#styled"], ["num", "td.num:not([class='num'])"]])
document.documentElement.setAttribute("data-" + name, name === "num" ? getComputedStyle(document.querySelector(element)).getPropertyValue("--r") : getComputedStyle(document.querySelector(element)).color) })</script>`
	)
	page, _ := html.Render(resolve(t, front("| a | b |\n| --- | --: |\n| x | 1.25 |\n| y | 10 |\n"), nil), html.Options{})
	page = bytes.Replace(page, []byte("<head>"), []byte("<head>"+witness), 1)
	page = bytes.Replace(page, []byte("</article>"), []byte(injected+"</article>"), 1)
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, page, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir="+t.TempDir(),
		"--virtual-time-budget=2000", "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Skipf("the browser does not run: %v", err)
	}
	dom := string(out)
	root, _, _ := strings.Cut(dom[max(strings.Index(dom, "<html"), 0):], ">")
	if strings.Contains(root, "data-ran") {
		t.Errorf("something ran: %s", root)
	}
	const ink = `"rgb(22, 24, 27)"` // --ink
	for _, want := range []string{"data-main=" + ink, "data-styled=" + ink, `data-num="1.24em"`} {
		if !strings.Contains(root, want) {
			t.Errorf("no %s in %s", want, root)
		}
	}
}
