package report

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// trap tells in the root element of what ran; wake tries to make things run.
const (
	trap = `<script>for (const f of ["alert","confirm","prompt","print","open","fetch"]) window[f] = () => document.documentElement.setAttribute("data-ran", f)</script>`
	wake = `<script>addEventListener("load", () => {
for (const e of document.querySelectorAll("*")) {
	for (const t of ["load","error","mouseover","mouseenter","focus","blur","click","toggle","animationstart","begin","pointerenter","keydown"]) {
		if (typeof e["on" + t] === "function") document.documentElement.setAttribute("data-ran", "on" + t)
		e.dispatchEvent(new Event(t))
	}
	const to = e.href && e.href.baseVal !== undefined ? new URL(e.href.baseVal, location) : e.protocol ? e : null
	if (to && ["javascript:","vbscript:","data:","blob:"].includes(to.protocol) && e.tagName !== "image") document.documentElement.setAttribute("data-ran", to.protocol)
}
document.documentElement.setAttribute("data-woken", "yes")
})</script>`
)

var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

// browse loads a page in a headless browser without network and gives the
// document that came of it.
func browse(t *testing.T, browser string, page []byte) string {
	t.Helper()
	page = policy.ReplaceAll(page, nil) // it would hide what escaping lets through
	page = bytes.Replace(page, []byte("<head>"), []byte("<head>"+trap), 1)
	page = bytes.Replace(page, []byte("</body>"), []byte(wake+"</body>"), 1)
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, page, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir="+t.TempDir(),
		"--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=4000", "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Skipf("the browser does not run: %v", err)
	}
	return string(out)
}

// ran gives what a document says of things that ran; the browser writes its
// root element first.
func ran(document string) (what string, woken bool) {
	root, _, _ := strings.Cut(document[max(strings.Index(document, "<html"), 0):], ">")
	_, what, _ = strings.Cut(root, `data-ran="`)
	what, _, _ = strings.Cut(what, `"`)
	return what, strings.Contains(root, `data-woken="yes"`)
}

// TestBrowser loads pages that hold all hostile texts in a browser: nothing
// runs, even when every element is poked.
func TestBrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			browser = found
			break
		}
	}
	if browser == "" {
		t.Skip("no Chromium is found: the pages are judged by parsing alone")
	}
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	for _, bad := range []string{"<img src=x onerror=alert(1)>", "<p onclick=x()>y", "<a href=' java&#9;script:alert(1)'>x</a>", "<svg onload=alert(1)>"} {
		if what, woken := ran(browse(t, browser, []byte("<!DOCTYPE html><html><head></head><body>"+bad+"</body></html>"))); what == "" || !woken {
			t.Fatalf("the trap does not see %s (woken: %v)", bad, woken)
		}
	}
	var all []hostile
	for _, file := range []string{"xss/payload-lists.json", "xss/dompurify.json", "xss/chapter-snippets.json"} {
		all = append(all, hostiles(t, file)...)
	}
	const (
		perPage = 80
		apart   = 61 // each text stands in every 61st place
	)
	step := 4 * perPage // a part of the pages
	if os.Getenv("RECKON_HOSTILE") == "all" {
		step = perPage
	}
	for from := 0; from < len(all); from += step {
		var papers []*hostilePaper
		for i, h := range all[from:min(from+perPage, len(all))] {
			paper := everywhere(h.text(), from+i+1)
			paper.thin(apart)
			papers = append(papers, paper)
		}
		o := send(t, nil, together(papers), false)
		for _, w := range o.wrong {
			t.Error(w)
		}
		if o.page == nil {
			continue
		}
		what, woken := ran(browse(t, browser, o.page))
		if what != "" {
			t.Errorf("texts from %s on: %s", all[from].Name, what)
		}
		if !woken {
			t.Errorf("texts from %s on: the page was not woken", all[from].Name)
		}
		t.Logf("%d of %d places printed, page of %d kB", o.printed, o.places, len(o.page)>>10)
	}
}
