// A program whose packages do before main what is known to be slow.
package main

import (
	"fmt"
	"os"

	"example.com/matrix/accounts"
	"example.com/matrix/config"
	"example.com/matrix/geo"
	"example.com/matrix/slow"
	"example.com/matrix/web"
)

func main() {
	fmt.Println(accounts.Name != "", len(accounts.Local), len(config.Values), len(config.Note), slow.Version())
	fmt.Println(geo.Codes["name007"])
	if err := web.Render(os.Stdout, "/v1/books/7"); err != nil {
		os.Exit(1)
	}
}
