// Package ledger stands between main and the package whose init hangs.
package ledger

import "example.com/shop/internal/ledgerclient"

// Client is set by an init that runs after ledgerclient's.
var Client = ledgerclient.New()
