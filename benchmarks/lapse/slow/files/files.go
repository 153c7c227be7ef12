// Package files is one of ten that take their time, each in its way.
package files

import (
	"os"

	_ "initscope.example/slow/regexps"
)

var bytes int

func init() {
	for i := 0; i < 150; i++ {
		data, err := os.ReadFile(os.Args[0])
		if err != nil {
			panic(err)
		}
		bytes += len(data)
	}
}
