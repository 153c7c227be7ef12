// want: init.blocked.read init.0 "read|IO wait"
package b

import (
	"bufio"
	"os"
)

var input = bufio.NewScanner(os.Stdin)

func init() {
	for input.Scan() { // hangs
		println(input.Text())
	}
}
