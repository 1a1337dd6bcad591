package main

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"reckon/report"
)

// site writes a static site of all papers into one folder.
func (c *command) site(manuscripts []string) error {
	base, err := baseAddress(c.baseURL)
	if err != nil {
		return err
	}
	w, result, outputs, err := c.render(manuscripts, report.Pages{BaseURL: base, Home: "../index.html"})
	if err != nil {
		return err
	}
	files, err := report.Site(result, outputs, base)
	if err != nil {
		return err
	}
	dir := c.outDir
	if dir == "" {
		dir = filepath.Join(w.root, "public")
	}
	if err := writeTo(dir, files); err != nil {
		return err
	}
	fmt.Fprintln(c.out, shown(filepath.Join(dir, "index.html")))
	return nil
}

// baseAddress checks --base-url and ends it with a slash.
func baseAddress(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		mended := ""
		if !strings.Contains(text, "://") {
			mended = "--base-url https://" + text
		}
		return "", &misuseError{fmt.Sprintf("--base-url takes an address such as https://example.org/papers/, not %q", text), mended}
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}
