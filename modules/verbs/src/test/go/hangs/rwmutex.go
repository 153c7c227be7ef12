// want: init.blocked.lock init.0 "sync.RWMutex.RLock|semacquire" likely
package b

import "sync"

type table struct {
	sync.RWMutex
	rows map[string]string
}

var t = table{rows: map[string]string{}}

func init() {
	t.Lock()
	defer t.Unlock()
	t.rows["x"] = t.get("y")
}

func (t *table) get(key string) string {
	t.RLock() // hangs
	defer t.RUnlock()
	return t.rows[key]
}
