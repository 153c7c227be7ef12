// want: init.blocked.dns init.0 "chan receive|select"
// cause: IO wait
package b

import (
	"context"
	"net"
	"os"
)

var resolver = &net.Resolver{PreferGo: true, Dial: ask}

func ask(ctx context.Context, network, _ string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "udp", os.Getenv("DEAF"))
}

func init() {
	for {
		addrs, err := resolver.LookupHost(context.Background(), "ledger.shop.example") // hangs
		println(len(addrs), err)
	}
}
