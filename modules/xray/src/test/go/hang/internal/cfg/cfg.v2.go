// Package cfg has work to do before main, and a dot in no one's way.
package cfg

import (
	"os"
	"strings"
)

// Mode is what HANG says.
var Mode = strings.ToLower(os.Getenv("HANG"))
