// Package regexps is one of ten that take their time, each in its way.
package regexps

import (
	"fmt"
	"regexp"

	_ "initscope.example/slow/hashes"
)

var all []*regexp.Regexp

func init() {
	for i := 0; i < 1500; i++ {
		all = append(all, regexp.MustCompile(fmt.Sprintf(`^(?i)%04d-[a-z]{2,4}/(19|20)[0-9]{2}(?:-(\pL+|[a-f]{1,8}))?$`, i)))
	}
}
