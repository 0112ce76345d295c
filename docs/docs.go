// Package docs holds the pages about rules and checks, so that explain can show
// them without a network.
package docs

import "embed"

// FS holds rules/<rule-id>.md and checks/<check-id>.md.
//
//go:embed rules checks
var FS embed.FS
