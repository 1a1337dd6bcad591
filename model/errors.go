package model

import (
	"errors"
	"fmt"
)

var errFolder = errors.New("it is a folder")

func errTooLarge(limit int64) error {
	return fmt.Errorf("it is larger than %d MB", limit>>20)
}
