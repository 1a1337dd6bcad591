package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"reckon/report/document"
)

// manifest names, in an output folder, the files that reckon wrote there, each
// with its manuscript behind a tab, so that files of other origin survive the
// swap.
const manifest = ".reckon-files"

// Write makes dir hold the files. They are written to a new folder beside it,
// flushed, and swapped in at once; until then, and after any error, dir stays
// as it was. Runs at once take turns. Files in dir that an earlier Write did not
// put there are kept, and those that it made of other manuscripts.
func Write(dir string, files []document.File, others []string) (err error) {
	parent, name := filepath.Split(filepath.Clean(dir))
	if parent == "" {
		parent = "."
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	release, err := lock(parent)
	if err != nil {
		return err
	}
	defer release()
	fresh := filepath.Join(parent, "."+name+".new")
	stale := filepath.Join(parent, "."+name+".old")
	if err := recoverSwap(dir, fresh, stale); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(fresh))
		}
	}()
	gone, kept := written(dir, others)
	if err := writeAll(fresh, files, kept); err != nil {
		return err
	}
	if err := keep(dir, fresh, gone); err != nil {
		return err
	}
	return swap(dir, fresh, stale)
}

// recoverSwap tidies up after a run that was killed: between the two renames
// of a swap the previous output bears the stale name.
func recoverSwap(dir, fresh, stale string) error {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(stale); err == nil {
			if err := os.Rename(stale, dir); err != nil {
				return err
			}
		}
	}
	return errors.Join(os.RemoveAll(fresh), os.RemoveAll(stale))
}

// written reads which files of an output folder are to go, as an earlier Write
// put them there, and the lines of those that stay for other manuscripts.
func written(dir string, others []string) (gone map[string]bool, kept []string) {
	gone = map[string]bool{manifest: true}
	text, err := os.ReadFile(filepath.Join(dir, manifest))
	if err != nil {
		return gone, nil
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		name, of, _ := strings.Cut(line, "\t")
		if slices.Contains(others, of) {
			kept = append(kept, line)
		} else {
			gone[name] = true
		}
	}
	return gone, kept
}

// writeAll writes the files and a manifest of them and of the lines kept.
func writeAll(dir string, files []document.File, kept []string) error {
	names := slices.Clone(kept)
	for _, f := range files {
		if !fs.ValidPath(f.Path) {
			return fmt.Errorf("write %s: not a path within the output", f.Path)
		}
		if f.Of != "" {
			names = append(names, f.Path+"\t"+f.Of)
		} else {
			names = append(names, f.Path)
		}
	}
	slices.Sort(names)
	all := append(slices.Clone(files), document.File{Path: manifest, Data: []byte(strings.Join(names, "\n") + "\n")})
	for _, f := range all {
		to := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := writeFile(to, f.Data); err != nil {
			return err
		}
	}
	return nil
}

// writeFile flushes before it closes: a full disk must show before the swap.
func writeFile(name string, data []byte) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// keep links the files of dir into fresh but for those that are to go; a name
// that the new output uses belongs to the output.
func keep(dir, fresh string, gone map[string]bool) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		to := filepath.Join(fresh, rel)
		if entry.IsDir() || gone[filepath.ToSlash(rel)] {
			return nil
		}
		if _, err := os.Lstat(to); err == nil {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.Link(name, to)
	})
}
