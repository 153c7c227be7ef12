// want: init.blocked.read init.0 "select"
// large
package b

import (
	"net/http"
	"os"
)

var client = &http.Client{}

func init() {
	response, err := client.Get("http://" + os.Getenv("MUTE") + "/flags") // hangs
	println(response, err)
}
