// want: init.blocked.write init.0 "IO wait"
package b

import "os"

var block [1 << 20]byte

func init() {
	_, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	_, err = w.Write(block[:]) // hangs
	println(err)
}
