// want: init.files init.0 "running|newfstatat" likely
package b

import "os"

var flag = "/run/shop/never"

func init() {
	for {
		if _, err := os.Stat(flag); err == nil { // hangs
			return
		}
	}
}

func init() { flag = "" }
