// want: init.blocked.child init "waitid|wait4|IO wait|chan receive"
package b

import (
	"os/exec"
	"strings"
)

var version = output("sleep", "3600")

func output(name string, args ...string) string {
	out, err := exec.Command(name, args...).Output() // hangs
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(out))
}
