// want: init.busy init.1 "running" likely
package b

import (
	"crypto/sha256"
	"os"
)

var sum = sha256.Sum256([]byte(os.Args[0]))

func init() { sum[0] = 1 }

func init() {
	for !lucky(sum) { // hangs
		sum = sha256.Sum256(sum[:]) // hangs
	}
}

//go:noinline
func lucky(sum [32]byte) bool {
	for _, b := range sum {
		if b != 0 {
			return false
		}
	}
	return true
}
