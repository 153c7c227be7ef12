package opener

import (
	"os"
	"plugin"
)

func init() {
	plugin.Open(os.Getenv("PLUGIN"))
}
