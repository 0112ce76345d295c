// Package docs holds the pages about rules, checks and outcomes, so that explain can show
// them without a network.
package docs

import "embed"

// FS holds rules/<rule-id>.md, checks/<check-id>.md and errors/<outcome-id>.md.
//
//go:embed rules checks errors
var FS embed.FS
