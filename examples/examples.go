// Package examples holds the worked examples: scenarios that explain knows by
// name.
package examples

import "embed"

// FS holds NN-name.txtar.
//
//go:embed *.txtar
var FS embed.FS
