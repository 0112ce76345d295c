//go:build !js

package catalogue

import _ "embed"

//go:embed catalogue.txt
var embedded string

func init() { builtin = embedded }
