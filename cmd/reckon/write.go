package main

import (
	"fmt"
	"os"
	"path/filepath"

	"reckon/report"
	"reckon/report/document"
)

// writeTo puts files into a folder, whole or not at all; what was made of other
// manuscripts stays.
func writeTo(dir string, files []document.File, others ...string) error {
	if file := fileIn(dir); file != "" {
		return fmt.Errorf("write %s: %s is a file, and a folder is needed there", shown(dir), shown(file))
	}
	if err := report.Write(dir, files, others); err != nil {
		return fmt.Errorf("write %s: %w", shown(dir), err)
	}
	return nil
}

// fileIn gives the part of a path that is a file, or nothing.
func fileIn(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil {
			if info.IsDir() {
				return ""
			}
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}
