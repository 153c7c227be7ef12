// Package hashes is one of ten that take their time, each in its way.
package hashes

import (
	"crypto/sha256"

	_ "initscope.example/slow/clock200"
)

var sum [32]byte

func init() {
	for i := 0; i < 500_000; i++ {
		sum = sha256.Sum256(sum[:])
	}
}
