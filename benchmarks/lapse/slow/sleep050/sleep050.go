// Package sleep050 is one of ten that take their time, each in its way.
package sleep050

import (
	"time"
)

func init() { time.Sleep(50 * time.Millisecond) }
