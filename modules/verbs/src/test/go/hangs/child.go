// want: init.blocked.child init.0 "waitid|wait4"
package b

import "os/exec"

var tool = "sleep"

func init() {
	if err := exec.Command(tool, "3600").Run(); err != nil { // hangs
		panic(err)
	}
}
