//go:build !page && !js

package playground

import "io/fs"

func built() (fs.FS, bool) { return nil, false }
