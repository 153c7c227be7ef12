// want: init.busy init.0 "running" likely
package b

import (
	"fmt"
	"strings"
)

var table = map[string]string{}

func init() {
	for i := 0; ; i++ {
		table[fmt.Sprint(i%1000)] = strings.Repeat("x", i%100) // hangs
	}
}

func init() { table = nil }
