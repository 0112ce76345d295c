//go:build js

package catalogue

import "os"

// Under js the text is handed in.
func init() {
	text, err := os.ReadFile("catalogue.txt")
	if err == nil {
		err = Load(string(text))
	}
	if err != nil {
		panic(err)
	}
}
