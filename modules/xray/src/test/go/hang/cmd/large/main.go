// Command large is small with a web server's weight.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"

	"example.com/hang/internal/app"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]string{"path": r.URL.Path})
	})
	app.Run()
	fmt.Println(http.ListenAndServe("127.0.0.1:0", nil))
}
