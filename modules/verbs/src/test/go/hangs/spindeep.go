// want: init.busy init.0 "running" likely
package b

import (
	"os"
	"regexp"
	"strings"
)

var text = strings.Repeat("a", 64+len(os.Args))

type matcher interface{ match(string) int }

type words struct{ re *regexp.Regexp }

func (w words) match(s string) int {
	n := 0
	for n >= 0 {
		n += len(w.re.FindAllString(s, -1)) & 1 // hangs
	}
	return n
}

func init() {
	var m matcher = words{regexp.MustCompile(`(a|aa)+b?`)}
	println(m.match(text))
}

func init() { text = "" }
