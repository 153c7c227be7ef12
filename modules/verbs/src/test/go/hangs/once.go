// want: init.blocked.once init.0 "sync.Mutex.Lock|semacquire"
package b

import "sync"

var (
	once sync.Once
	conf map[string]string
)

func config() map[string]string {
	once.Do(load)
	return conf
}

func load() {
	conf = map[string]string{}
	again()
}

func again() {
	once.Do(load) // hangs
}

func init() {
	println(len(config()))
}
