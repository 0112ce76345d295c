//go:build page && !js

package playground

import (
	"embed"
	"io/fs"
)

//go:embed all:packed
var packed embed.FS

func built() (fs.FS, bool) {
	page, err := fs.Sub(packed, "packed")
	return page, err == nil
}
